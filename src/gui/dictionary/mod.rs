//! The user's own dictionary: a table in which it is edited, and the question what to add to it.

mod errand;
mod remember;
mod settle;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use eframe::egui::{self, Label, RichText};

pub(crate) use errand::{Brought, Errand};
pub(crate) use remember::Remembering;

use super::ask::{Ask, Asks};
use super::dialogs::{Purpose, with_extension};
use super::panels::counted;
use super::prompts::{self, choices, question, title};
use super::theme;
use super::toasts::sentence;
use crate::editor::dictionary::{Claim, DictionaryDraft, EntryDraft, Slip};
use crate::map::DictionaryEntry;
use crate::picture::Role;
use crate::reading::builtin_names;
use table::Typing;

/// What is wanted of the user's own dictionary.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Wish {
    /// Lets the user choose a file to import from or to export to.
    Choose(Purpose),
    /// Imports from a file, or exports to it.
    File(Purpose, PathBuf),
    Save(Box<DictionaryDraft>),
    /// Reads the file again that could not be understood.
    LookAgain,
    /// Adds these entries.
    Remember(Vec<DictionaryEntry>),
}

/// The dictionary on the screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Editing {
    pub(super) draft: DictionaryDraft,
    /// Why there is nothing to edit, if so.
    problem: Option<String>,
    /// What has just been done, or went wrong.
    said: Option<String>,
    /// Whether that went wrong.
    is_wrong: bool,
    /// Whether the user is asked about dropping what was changed.
    drops: bool,
    /// Whether that question was on the screen.
    asked: bool,
    /// What had the focus last before it.
    focus: Option<egui::Id>,
    /// A path that is being typed.
    path: Option<String>,
    wants_path: bool,
    /// A file that is there, and is replaced if it is named once more.
    taken: Option<PathBuf>,
    typing: Typing,
    find: String,
    /// What follows from the draft, worked out when it changes.
    seen: Option<Seen>,
}

#[derive(Debug, Clone, PartialEq)]
struct Seen {
    opened: u64,
    entries: Vec<EntryDraft>,
    settled: usize,
    find: String,
    day: Option<(usize, usize)>,
    lines: Vec<Line>,
    claims: Vec<Claim>,
    slips: usize,
    is_changed: bool,
}

/// A line of the table.
#[derive(Debug, Clone, PartialEq)]
enum Line {
    Entry(usize),
    Slip(Slip),
}

impl Editing {
    pub(super) fn of(draft: DictionaryDraft) -> Self {
        Self { draft, ..Self::default() }
    }

    /// A dictionary that cannot be read.
    pub(super) fn broken(problem: String) -> Self {
        Self { problem: Some(problem), ..Self::default() }
    }

    /// The same after a save that failed.
    pub(super) fn with(self, said: String) -> Self {
        Self { said: Some(said), is_wrong: true, ..self }
    }

    pub(in crate::gui) fn say(&mut self, said: String) {
        self.typing.day = None;
        (self.said, self.is_wrong) = (Some(said), false);
    }

    /// Says that something went wrong.
    pub(in crate::gui) fn complain(&mut self, said: &str) {
        (self.said, self.is_wrong) = (Some(sentence(said)), true);
    }

    /// Takes in what was imported.
    pub(super) fn import(&mut self, other: crate::map::Dictionary) {
        let all = other.entries.len();
        let new = self.draft.take_in(other);
        let said = counted(new, "entry says", "entries say");
        self.say(format!(
            "{said} something new, of {}. Save to keep that.",
            counted(all, "entry", "entries")
        ));
    }

    /// Asks for a path.
    pub(super) fn ask_for_path(&mut self) {
        self.path.get_or_insert_default();
        self.wants_path = true;
    }

    /// Asks whether to replace a file that is there.
    pub(in crate::gui) fn ask_to_replace(&mut self, path: PathBuf) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.say(format!("“{name}” is there already. “Replace it” loses what is in it."));
        self.path = Some(path.display().to_string());
        self.taken = Some(path);
    }

    /// Asks whether to drop what was changed, or takes that for a no where it is asked already.
    pub(crate) fn turn_away(&mut self) {
        self.drops = !self.drops;
    }

    /// Whether the window may be closed without a loss.
    pub(crate) fn may_close(&self) -> bool {
        !self.draft.is_changed()
    }

    /// Whether a mistake may be gone once the day is typed that is being typed.
    fn is_being_typed(&self, index: usize, slip: &Slip) -> bool {
        self.typing.day.is_some_and(|(entry, column)| {
            entry == index
                && match slip {
                    Slip::NoName => false,
                    Slip::From(_) => column == table::FROM,
                    Slip::Until(_) => column != table::FROM,
                    Slip::Turned => true,
                }
        })
    }

    /// Takes what is being typed for finished, so that its mistakes are told; whether there are any.
    fn has_slips(&mut self) -> bool {
        self.typing.day = None;
        self.draft.slips().next().is_some()
    }

    fn look(&mut self) {
        let settled = self.draft.settled();
        let fits = |seen: &Seen| {
            (seen.opened, seen.settled) == (self.draft.opened(), settled)
                && seen.entries == self.draft.entries
                && (&seen.find, seen.day) == (&self.find, self.typing.day)
        };
        if self.seen.as_ref().is_some_and(fits) {
            return;
        }
        let mut listed: BTreeSet<usize> = self.draft.fitting(&self.find).into_iter().collect();
        // What was found stays listed while it is edited, whatever it holds by then.
        let same = |seen: &&Seen| seen.find == self.find && seen.entries.len() == self.draft.entries.len();
        let before = self.seen.iter().filter(same).flat_map(|seen| &seen.lines);
        listed.extend(
            before.filter_map(|line| if let Line::Entry(index) = line { Some(*index) } else { None }),
        );
        let slips: BTreeMap<usize, Slip> =
            self.draft.slips().filter(|(index, slip)| !self.is_being_typed(*index, slip)).collect();
        let mut lines = Vec::new();
        for index in listed {
            lines.push(Line::Entry(index));
            lines.extend(slips.get(&index).cloned().map(Line::Slip));
        }
        self.seen = Some(Seen {
            opened: self.draft.opened(),
            entries: self.draft.entries.clone(),
            settled,
            find: self.find.clone(),
            day: self.typing.day,
            lines,
            claims: self.draft.claims(builtin_names()),
            slips: slips.len(),
            is_changed: self.draft.is_changed(),
        });
    }

    /// Shows the dictionary; whether that is over.
    pub(crate) fn show(&mut self, ui: &mut egui::Ui, asks: &mut Asks) -> bool {
        let room = ui.ctx().content_rect().size();
        ui.set_width((room.x - 60.0).min(1240.0));
        title(ui, "My dictionary");
        if let Some(problem) = &self.problem {
            return broken(ui, problem, asks);
        }
        let about = "Names that you want known in every map. They are used in the next reading, after what the map itself \
             has learnt. A person with several offices has an entry for each.";
        ui.add(Label::new(RichText::new(about).color(theme::quiet(ui))).wrap());
        let came_back = !self.drops && std::mem::take(&mut self.asked);
        if !self.drops && !came_back {
            self.focus = ui.memory(|memory| memory.focused()).or(self.focus);
        }
        ui.add_enabled_ui(!self.drops, |ui| self.tools(ui, asks));
        self.look();
        let Some(seen) = self.seen.take() else { return false };
        ui.add_enabled_ui(!self.drops, |ui| self.table(ui, &seen));
        let enabled = seen.slips == 0 && seen.is_changed;
        self.drops &= seen.is_changed;
        self.seen = Some(seen);
        if self.drops {
            ui.label("What you changed here is not saved.");
            let is_new = !std::mem::replace(&mut self.asked, true);
            let answer = question(ui, &["Keep editing", "Drop the changes"], is_new);
            if answer == Some(0) {
                self.turn_away();
                ui.ctx().request_repaint();
            }
            return answer == Some(1);
        }
        if let Some(field) = self.focus.filter(|_| came_back) {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        match choices(ui, &["Save", "Cancel"], false, enabled) {
            Some(0) if self.has_slips() => {
                ui.ctx().request_repaint();
                return false;
            }
            Some(0) => asks.push(Ask::Dictionary(Wish::Save(Box::new(self.draft.clone())))),
            Some(_) if !self.may_close() => {
                self.turn_away();
                ui.ctx().request_repaint();
                return false;
            }
            Some(_) => {}
            None => return false,
        }
        true
    }

    fn table(&mut self, ui: &mut egui::Ui, seen: &Seen) {
        table::show(ui, &mut self.draft, &seen.lines, &self.find, &mut self.typing);
        // Beneath the table, which thus stays where it is while names are typed that are others' as well.
        if let Some((name, winner)) = settle::show(ui, &seen.claims) {
            self.draft.settle(&name, &winner, builtin_names());
            self.say(format!("“{name}” stands for {} from now on. Save to keep that.", winner.name));
        }
        ui.horizontal(|ui| {
            let wrong = (seen.slips > 0)
                .then(|| counted(seen.slips, "entry has a mistake.", "entries have a mistake."));
            let all = counted(self.draft.entries.len(), "entry", "entries");
            let rest = self.said.as_ref().or(wrong.is_none().then_some(&all));
            let alarm = theme::role(ui, Role::Opposes);
            let calm = if self.is_wrong { alarm } else { theme::quiet(ui) };
            for (text, colour) in [(wrong.as_ref(), alarm), (rest, calm)] {
                if let Some(text) = text {
                    ui.add(Label::new(RichText::new(text).color(colour)).wrap());
                }
            }
        });
    }

    fn tools(&mut self, ui: &mut egui::Ui, asks: &mut Asks) {
        ui.horizontal(|ui| {
            let find =
                egui::TextEdit::singleline(&mut self.find).hint_text("Find an entry").desired_width(220.0);
            let response = ui.add(find);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find an entry"));
            if self.seen.is_none() {
                // Whoever came by keys goes on with them here.
                response.request_focus();
            }
            if ui.button("Add entry").on_hover_text("Adds an empty entry on top.").clicked() {
                self.draft.add();
                self.find.clear();
                self.typing.wants_name = true;
            }
            for (label, purpose, tip) in [
                ("Import…", Purpose::ImportDictionary, "Takes in the entries of another dictionary."),
                ("Export…", Purpose::ExportDictionary, "Saves the entries to a file for somebody else."),
            ] {
                if ui.button(label).on_hover_text(tip).clicked() {
                    asks.push(Ask::Dictionary(Wish::Choose(purpose)));
                }
            }
            let by_path = ui
                .button("By path…")
                .on_hover_text("Imports or exports a file whose path you type or paste.");
            if by_path.clicked() {
                self.ask_for_path();
            }
        });
        let Some(path) = &mut self.path else { return };
        let mut to_replace = None;
        ui.horizontal(|ui| {
            let named =
                egui::TextEdit::singleline(path).hint_text("/home/you/dictionary.ron").desired_width(420.0);
            let named = ui.add(named);
            named.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Path of the file"));
            if std::mem::take(&mut self.wants_path) {
                named.request_focus();
            }
            let given = !path.trim().is_empty();
            let named = prompts::typed_path(path);
            let target = with_extension(named.clone(), Purpose::ExportDictionary);
            let is_taken = self.taken.as_ref() == Some(&target);
            if ui.add_enabled(given, egui::Button::new("Import it")).clicked() {
                asks.push(Ask::Dictionary(Wish::File(Purpose::ImportDictionary, named)));
            }
            let export = if is_taken { "Replace it" } else { "Export to it" };
            if ui.add_enabled(given, egui::Button::new(export)).clicked() {
                if !is_taken && target.exists() {
                    to_replace = Some(target);
                } else {
                    self.taken = None;
                    asks.push(Ask::Dictionary(Wish::File(Purpose::ExportDictionary, target)));
                }
            }
        });
        if let Some(path) = to_replace {
            self.ask_to_replace(path);
        }
    }
}

/// What is wrong with the file, and what to do about it; whether that was read.
fn broken(ui: &mut egui::Ui, problem: &str, asks: &mut Asks) -> bool {
    ui.add(Label::new(RichText::new(sentence(problem)).color(theme::role(ui, Role::Opposes))).wrap());
    ui.label("Nothing is written over it.");
    match choices(ui, &["Look again", "Close"], true, true) {
        Some(0) => asks.push(Ask::Dictionary(Wish::LookAgain)),
        Some(_) => {}
        None => return false,
    }
    true
}

//! Questions that the window asks, one at a time.

use std::path::{Path, PathBuf};

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::{self, Align2, Button, Frame, Id, Key, Modal, RichText, ScrollArea, TextEdit};

use super::ask::{Ask, Asks};
use super::dialogs::{Purpose, with_extension};
use super::dictionary::{Editing, Remembering};
use super::new_actor::NewActor;
use super::recover::{self, Offer};
use super::search::Search;
use super::split::Splitting;
use super::{beside, colours, help, panels, theme};
use crate::editor::Editor;
use crate::map::{ActorId, Place};

/// What is to be done once unsaved work is safe or given up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Next {
    Quit,
    NewMap,
    ChooseMap,
    Recover,
    Load(Vec<PathBuf>),
    Sample(usize),
}

/// A question that is open.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Prompt {
    /// Shall the work be saved before it is dropped?
    Unsaved(Next),
    /// Shall the map replace what somebody else has written to its file? What is to be done thereafter, if anything.
    Changed(PathBuf, Option<Next>),
    /// Shall work that an earlier run left behind be brought back?
    Recover(Vec<Offer>),
    Paste(String),
    Path {
        purpose: Option<Purpose>,
        text: String,
        why: Option<String>,
        /// A file that is there, and is replaced if it is named once more.
        taken: Option<PathBuf>,
    },
    NewActor(NewActor),
    Sign {
        source: ActorId,
        target: ActorId,
        at: egui::Pos2,
    },
    Drop {
        from: ActorId,
        into: ActorId,
        places: Vec<(ActorId, Place)>,
        at: egui::Pos2,
    },
    Split(Splitting),
    /// Where do sources contradict one another?
    Conflicts,
    /// The user's own dictionary.
    Dictionary(Box<Editing>),
    /// What shall be added to it?
    Remember(Remembering),
    /// Which colour shall the selected actors have?
    Colour,
    Search(Search),
    Shortcuts,
    About,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reply {
    Save(Next),
    Discard(Next),
    /// Bring the offered work of this number back.
    Restore(usize),
    GiveUp(usize),
    /// The path that was typed, and whether what is there may be replaced.
    Path(Option<Purpose>, PathBuf, bool),
    /// Write the map over the file, whatever that holds.
    Replace(PathBuf, Option<Next>),
    /// Write the map to another file.
    SaveAs(Option<Next>),
}

impl Prompt {
    /// Whether the question makes no sense of another map.
    pub(crate) fn is_of_map(&self) -> bool {
        matches!(
            self,
            Self::Changed(..)
                | Self::Sign { .. }
                | Self::Drop { .. }
                | Self::Colour
                | Self::Conflicts
                | Self::Remember(_)
                | Self::Split(_)
                | Self::Search(_)
        )
    }

    /// Has the question make sense of the map that is open now.
    pub(crate) fn turn_to(&mut self, editor: &Editor) {
        if let Self::Dictionary(editing) = self {
            editing.draft.turn_to(editor);
        }
    }

    /// Shows the question. `None` once it is answered or dismissed.
    pub(crate) fn show(
        mut self,
        ctx: &egui::Context,
        editor: &Editor,
        asks: &mut Asks,
        replies: &mut Vec<Reply>,
    ) -> Option<Self> {
        if let Self::Sign { source, target, at } = self {
            return beside::sign(ctx, editor, (source, target), at, asks).then_some(self);
        }
        if let Self::Drop { from, into, places, at } = &self {
            let open = beside::dropped(ctx, editor, (*from, *into), places, *at, asks);
            return open.then_some(self);
        }
        if let Self::Search(search) = &mut self {
            return search.show(ctx, editor, asks).then_some(self);
        }
        let mut done = false;
        // Each kind has a size of its own to remember.
        let id = Id::unique(("prompt", std::mem::discriminant(&self)));
        let frame = Frame::popup(&ctx.global_style()).inner_margin(5.0 * theme::GRID);
        let area = match self {
            // What is typed into its table stays where it is, whatever comes and goes below.
            Self::Dictionary(_) => {
                Modal::default_area(id).anchor(Align2::CENTER_TOP, [0.0, 6.0 * theme::GRID])
            }
            _ => Modal::default_area(id),
        };
        let modal = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0 * theme::GRID;
            match &mut self {
                Self::Unsaved(next) => done = unsaved(ui, editor, next, replies),
                Self::Changed(path, next) => done = changed(ui, path, next.as_ref(), replies),
                Self::Recover(offers) => done = recover::show(ui, offers, replies),
                Self::Paste(text) => done = paste(ui, text, asks),
                Self::Path { purpose, text, why, taken } => {
                    done = path(ui, *purpose, text, (why.as_deref(), taken.as_deref()), replies);
                }
                Self::NewActor(actor) => done = actor.show(ui, editor, asks),
                Self::Sign { .. } | Self::Drop { .. } | Self::Search(_) => {}
                Self::Shortcuts => done = help::shortcuts(ui),
                Self::About => done = help::about(ui),
                Self::Split(splitting) => done = splitting.show(ui, editor, asks),
                Self::Conflicts => done = panels::conflicts::show(ui, editor, asks),
                Self::Colour => done = colour(ui, editor, asks),
                Self::Dictionary(editing) => done = editing.show(ui, asks),
                Self::Remember(names) => done = names.show(ui, asks),
            }
        });
        // What was typed into a table is not lost by a press beside it, nor is what cannot be called up again.
        let beside = modal.backdrop_response.clicked();
        let mut may_close = || match &mut self {
            Self::Dictionary(editing) if !editing.may_close() => {
                editing.turn_away();
                ctx.request_repaint();
                false
            }
            Self::Recover(_) => !beside,
            _ => true,
        };
        let closed = modal.should_close() && may_close();
        (!done && !closed).then_some(self)
    }
}

/// A row of buttons at the right: the first is the likely one, and Enter stands for it. The index of the one chosen.
pub(super) fn choices(ui: &mut egui::Ui, labels: &[&str], enter: bool, enabled: bool) -> Option<usize> {
    buttons(ui, labels, enter, enabled, false)
}

/// The same where nothing else can be answered: the first button has the focus when the question is new.
pub(super) fn question(ui: &mut egui::Ui, labels: &[&str], is_new: bool) -> Option<usize> {
    buttons(ui, labels, true, true, is_new)
}

fn buttons(
    ui: &mut egui::Ui,
    labels: &[&str],
    enter: bool,
    enabled: bool,
    takes_focus: bool,
) -> Option<usize> {
    let mut chosen = (enter && enabled && ui.input(|input| input.key_pressed(Key::Enter))).then_some(0);
    // A layout without a height of its own would take all the height there is.
    let line = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(line, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        for (index, label) in labels.iter().enumerate() {
            let button = if index == 0 {
                let text = RichText::new(*label).color(theme::role(ui, crate::picture::Role::OnNode));
                Button::new(text).fill(theme::role(ui, crate::picture::Role::Accent))
            } else {
                Button::new(*label)
            };
            let response = ui.add_enabled(index > 0 || enabled, button);
            if index == 0 && takes_focus {
                response.request_focus();
            }
            if response.clicked() {
                chosen = Some(index);
            }
        }
    });
    chosen
}

/// A list that is as high as its lines are, up to `high`: a question remembers how much room it took before, and its list would
/// never again take more.
pub(super) fn list(high: f32) -> ScrollArea {
    ScrollArea::vertical().max_height(high).min_scrolled_height(high)
}

pub(super) fn title(ui: &mut egui::Ui, text: &str) {
    ui.label(RichText::new(text).size(theme::LARGE));
}

/// A text field that has the focus and is selected from the start, and a name for screen readers.
pub(super) fn field(ui: &mut egui::Ui, text: &mut String, name: &str, hint: &str) -> egui::Response {
    let response = ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if focus_at_first(ui, &response, name) {
        // What is suggested gives way to what is typed.
        let mut state = egui::text_edit::TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), response.id);
    }
    response
}

/// Gives something the focus when it was not there before; whether it did.
pub(super) fn focus_at_first(ui: &egui::Ui, response: &egui::Response, name: &str) -> bool {
    let id = Id::unique(("focused once", name));
    let frame = ui.ctx().cumulative_pass_nr();
    let last = ui.data(|data| data.get_temp::<u64>(id));
    let is_new = last.is_none_or(|last| last + 2 < frame);
    if is_new {
        response.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(id, frame));
    is_new
}

fn unsaved(ui: &mut egui::Ui, editor: &Editor, next: &Next, replies: &mut Vec<Reply>) -> bool {
    ui.set_width(420.0);
    title(ui, &format!("Save the changes to “{}”?", editor.title()));
    ui.label("They are lost otherwise.");
    match choices(ui, &["Save", "Cancel", "Don’t save"], true, true) {
        Some(0) => replies.push(Reply::Save(next.clone())),
        Some(2) => replies.push(Reply::Discard(next.clone())),
        Some(_) => {}
        None => return false,
    }
    true
}

fn changed(ui: &mut egui::Ui, path: &Path, next: Option<&Next>, replies: &mut Vec<Reply>) -> bool {
    ui.set_width(460.0);
    title(ui, &format!("“{}” has changed since it was opened", panels::file_name(path)));
    ui.label(
        "Another window or somebody else has saved it meanwhile. If you replace it, those changes are lost.",
    );
    match choices(ui, &["Save as…", "Cancel", "Replace"], true, true) {
        Some(0) => replies.push(Reply::SaveAs(next.cloned())),
        Some(2) => replies.push(Reply::Replace(path.to_path_buf(), next.cloned())),
        Some(_) => {}
        None => return false,
    }
    true
}

fn paste(ui: &mut egui::Ui, text: &mut String, asks: &mut Asks) -> bool {
    ui.set_width(560.0);
    title(ui, "Paste an article");
    list(320.0).show(ui, |ui| {
        let edit = TextEdit::multiline(text)
            .hint_text("Paste the text here. Its first line is taken as the headline.")
            .desired_rows(14)
            .desired_width(f32::INFINITY);
        let response = ui.add(edit);
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Text of the article"));
        if text.is_empty() && !response.has_focus() {
            response.request_focus();
        }
    });
    match choices(ui, &["Read", "Cancel"], false, !text.trim().is_empty()) {
        Some(0) => asks.push(Ask::ReadPasted(std::mem::take(text))),
        Some(_) => {}
        None => return false,
    }
    true
}

fn path(
    ui: &mut egui::Ui,
    purpose: Option<Purpose>,
    text: &mut String,
    (why, taken): (Option<&str>, Option<&Path>),
    replies: &mut Vec<Reply>,
) -> bool {
    ui.set_width(560.0);
    title(ui, purpose.map_or("Open by path", Purpose::title));
    if let Some(why) = why {
        ui.label(RichText::new(why).color(theme::quiet(ui)));
    }
    field(ui, text, "Path of the file", "/home/you/articles/story.txt");
    let named = typed_path(text);
    let is_taken =
        purpose.zip(taken).is_some_and(|(purpose, taken)| with_extension(named.clone(), purpose) == taken);
    let label = match purpose {
        _ if is_taken => "Replace",
        Some(purpose) if purpose.writes() => "Save",
        _ => "Open",
    };
    // What is in the file is not lost by a second Enter.
    match choices(ui, &[label, "Cancel"], !is_taken, !text.trim().is_empty()) {
        Some(0) => replies.push(Reply::Path(purpose, named, is_taken)),
        Some(_) => {}
        None => return false,
    }
    true
}

/// A path as people paste it: with quotes around it, as a file:// address, or with ~ for the home folder.
pub(crate) fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    let bare = [('"', '"'), ('\'', '\'')]
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))
        .unwrap_or(text);
    let bare = bare.strip_prefix("file://").unwrap_or(bare);
    match (bare.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(bare),
    }
}

fn colour(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) -> bool {
    ui.set_width(220.0);
    title(ui, "Colour");
    colours::list(ui, editor, asks) || choices(ui, &["Close"], true, true).is_some()
}

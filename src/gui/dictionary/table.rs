//! The table of entries. Only the lines in sight are laid out.

use eframe::egui::{self, RichText, ScrollArea, TextEdit, Vec2};

use super::Line;
use crate::editor::dictionary::{DictionaryDraft, EntryDraft};
use crate::files::ingest;
use crate::gui::{kinds, theme};
use crate::map::fold_name;
use crate::picture::Role;

/// The columns, what they hold, and their share of the width.
const COLUMNS: [(&str, &str, f32); 9] = [
    ("Name", "What the actor is called on the map.", 0.155),
    ("Kind", "What sort of actor it is.", 0.125),
    ("Other names", "Whatever else means it in any article, such as acronyms; several are parted by ;", 0.15),
    ("Adjectives", "What its people and its things are called: Turkish; Turks", 0.09),
    ("Seats", "Cities and buildings that stand for it: Ankara; the Kremlin", 0.08),
    ("Member of", "The name of what it belongs to.", 0.102),
    ("Office", "The office held: president, prime minister.", 0.09),
    ("From", "The first day of the term, like 20 Dec 2019 or 2019-12-20; empty if unknown.", 0.104),
    ("Until", "The last day of the term; empty if it goes on.", 0.104),
];

/// The columns of days.
pub(super) const FROM: usize = 7;
const UNTIL: usize = 8;

/// What is going on in the fields.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Typing {
    /// Whether an entry was added on top, whose name is what is typed next.
    pub(super) wants_name: bool,
    /// The entry and the column of a day that is not yet typed to its end.
    pub(super) day: Option<(usize, usize)>,
}

/// The room of the two buttons of a line.
const BUTTONS: f32 = 64.0;

/// The height of all else in the dialog, the names that several actors claim included: the table is as high with them as
/// without.
const OTHERS: f32 = 470.0;

/// Shows the lines, and lets them be changed.
pub(super) fn show(
    ui: &mut egui::Ui,
    draft: &mut DictionaryDraft,
    lines: &[Line],
    find: &str,
    typing: &mut Typing,
) {
    let gap = theme::GRID;
    let width = (ui.available_width().max(880.0) - BUTTONS - 10.0 * gap - 12.0).floor();
    let high = ui.spacing().interact_size.y;
    let room = (ui.ctx().content_rect().height() - OTHERS).max(3.0 * high);
    ScrollArea::horizontal().id_salt("columns").show(ui, |ui| {
        ui.spacing_mut().item_spacing = Vec2::new(gap, 2.0);
        ui.vertical(|ui| {
            ui.horizontal(|ui| {
                for (name, tip, share) in COLUMNS {
                    let label = egui::Label::new(RichText::new(name).small().color(theme::quiet(ui)));
                    cell(ui, Vec2::new((width * share).floor(), theme::SMALL + 4.0), |ui| {
                        ui.add(label).on_hover_text(tip);
                    });
                }
            });
            if lines.is_empty() {
                let text = if find.trim().is_empty() {
                    "There are no entries yet. Add one here, import a file, or choose “Add to my dictionary…” on an actor."
                } else {
                    "No entry holds these words."
                };
                ui.label(RichText::new(text).color(theme::quiet(ui)));
            }
            let mut wish = None;
            let mut area =
                ScrollArea::vertical().id_salt("entries").max_height(room).auto_shrink([false, true]);
            if typing.wants_name {
                area = area.vertical_scroll_offset(0.0);
                ui.ctx().request_repaint();
            }
            area.show_rows(ui, high, lines.len(), |ui, range| {
                for line in &lines[range] {
                    match line {
                        Line::Entry(index) => wish = row(ui, draft, *index, width, typing).or(wish),
                        Line::Slip(slip) => {
                            let text = RichText::new(slip.to_string()).color(theme::role(ui, Role::Opposes));
                            ui.horizontal(|ui| {
                                ui.set_height(high);
                                ui.add(egui::Label::new(text).extend());
                            });
                        }
                    }
                }
            });
            match wish {
                Some(Change::Term(index)) => draft.add_term(index),
                Some(Change::Remove(index)) => {
                    draft.entries.remove(index);
                }
                None => {}
            }
        });
    });
}

/// Puts something into a part of a line that is as large whatever it holds.
fn cell(ui: &mut egui::Ui, size: Vec2, add: impl FnOnce(&mut egui::Ui)) {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_size(size);
        add(ui);
    });
}

/// What a button of a line wants.
#[derive(Clone, Copy)]
enum Change {
    Term(usize),
    Remove(usize),
}

fn row(
    ui: &mut egui::Ui,
    draft: &mut DictionaryDraft,
    index: usize,
    width: f32,
    typing: &mut Typing,
) -> Option<Change> {
    let before = index.checked_sub(1).and_then(|before| draft.entries.get(before));
    let further =
        before.is_some_and(|before| fold_name(&before.name) == fold_name(&draft.entries[index].name));
    let entry = draft.entries.get_mut(index)?;
    let mut wish = None;
    // Whatever appears above or between the lines: who types in one goes on in it.
    let scope =
        egui::UiBuilder::new().scope_id(egui::Id::unique(("entry of the dictionary", entry.number())));
    ui.scope_builder(scope, |ui| {
        ui.horizontal(|ui| {
            let quiet = theme::quiet(ui);
            let EntryDraft { name, kind, lists: [aliases, demonyms, capitals], member_of, office, .. } =
                entry;
            let called = if name.trim().is_empty() { "the new entry".to_owned() } else { name.clone() };
            let [title, from, until] = office;
            let high = ui.spacing().interact_size.y;
            let size = |column: usize| Vec2::new((width * COLUMNS[column].2).floor(), high);
            let ground = theme::tint(ui, Role::QuietInk, 0.06);
            let mut typed = |ui: &mut egui::Ui, column: usize, text: &mut String| {
                let mut edit = TextEdit::singleline(text).margin(egui::Margin::symmetric(3, 5));
                if further && column == 0 {
                    // Another term of the one above.
                    edit = edit.text_color(quiet);
                }
                let response = ui.add_sized(size(column), edit.background_color(ground));
                if matches!(column, FROM | UNTIL) {
                    if response.changed() {
                        typing.day = Some((index, column));
                    }
                    if response.lost_focus() {
                        typing.day = None;
                        ui.ctx().request_repaint();
                        if let Some(day) = ingest::day(text) {
                            *text = day.to_string();
                        }
                    }
                }
                let name = format!("{}: {called}", COLUMNS[column].0);
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
                if std::mem::take(&mut typing.wants_name) {
                    // Of the entry on top, the name: no other field comes before.
                    response.request_focus();
                }
            };
            typed(ui, 0, name);
            cell(ui, size(1), |ui| {
                let combo = kinds::choice(ui, "kind", kind, Some(size(1).x));
                let label = format!("Kind: {called}");
                combo.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &label));
            });
            for (column, text) in [(2, aliases), (3, demonyms), (4, capitals), (5, member_of), (6, title)] {
                typed(ui, column, text);
            }
            typed(ui, FROM, from);
            typed(ui, UNTIL, until);
            for (sign, label, tip, change) in [
                ("+", "Add a term of", "Adds another office or term of", Change::Term(index)),
                ("×", "Remove", "Removes this entry of", Change::Remove(index)),
            ] {
                let button = egui::Button::new(sign).min_size(Vec2::new(28.0, 0.0));
                let response = ui.add(button).on_hover_text(format!("{tip} {called}."));
                let label = format!("{label} {called}");
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
                if response.clicked() {
                    wish = Some(change);
                }
            }
        });
    });
    wish
}

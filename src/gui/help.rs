//! What explains the program itself.

use eframe::egui::{self, Grid, RichText};

use super::prompts::{choices, list, title};
use super::review::{ACTS, ONLY, ORDER, SAME};
use super::theme;
use crate::editor::Command;

/// Every shortcut; whether it was read.
pub(super) fn shortcuts(ui: &mut egui::Ui) -> bool {
    let is_wide = ui.ctx().content_rect().width() > SHEETS + 120.0;
    let columns = if is_wide { 2 } else { 1 };
    ui.set_width(if is_wide { SHEETS } else { SHEET });
    title(ui, "Keyboard shortcuts");
    let high = ui.ctx().content_rect().height() - 220.0;
    list(high).show(ui, |ui| {
        let rows = POINTER.iter().map(|(keys, what)| ((*keys).to_owned(), *what));
        let acts = ACTS.iter().chain([&SAME, &ORDER, &ONLY]);
        let acts = acts.map(|act| (format!("{} in a review", act.keys()), act.label.trim_end_matches('…')));
        let commands = Command::ALL.iter().filter_map(|command| {
            Some((command.shortcut()?.to_string(), command.label().trim_end_matches('…')))
        });
        let rows: Vec<(String, &str)> = rows.chain(acts).chain(commands).collect();
        // Each as wide as it must be, so that long lines of one do not run into the next.
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 44.0;
            for (index, rows) in rows.chunks(rows.len().div_ceil(columns)).enumerate() {
                let grid = Grid::new(("shortcuts", index)).num_columns(2).spacing([20.0, 2.0]);
                grid.min_row_height(22.0).show(ui, |ui| {
                    for (keys, what) in rows {
                        ui.label(RichText::new(keys).size(theme::SMALL).color(theme::quiet(ui)));
                        ui.label(*what);
                        ui.end_row();
                    }
                });
            }
        });
    });
    choices(ui, &["Close"], true, true).is_some()
}

/// How wide the sheet of shortcuts is in one column.
const SHEET: f32 = 440.0;

/// How wide it is in two.
const SHEETS: f32 = 716.0;

/// What hands do besides commands.
const POINTER: [(&str, &str); 20] = [
    ("Drag an actor", "Move it, with all that are selected"),
    ("Alt while dragging", "Move freely, not drawn to others’ lines"),
    ("Drag from an actor’s rim", "Draw a relation"),
    ("B or +, O or -, once drawn", "Say that it backs or opposes"),
    ("Drop an actor on another", "Merge the two, or only move it"),
    ("Double-click an actor", "Rename it"),
    ("Drag on the canvas", "Select what lies within"),
    ("Shift or Ctrl and click", "Add to the selection"),
    ("Scroll; middle or Space and drag", "Move the view"),
    ("Ctrl and scroll; pinch", "Zoom at the pointer"),
    ("Arrows", "Move what is selected, or the view"),
    ("Shift and arrows", "The same by 10"),
    ("Alt and arrows", "Walk to the next actor that way"),
    ("Tab, Shift+Tab", "Walk to the next actor or relation"),
    ("Enter", "Walk along a relation"),
    ("Menu key, Shift+F10", "Open the menu of what is selected"),
    ("Shift+Enter in a search", "Add to the selection"),
    ("Ctrl+F in an article", "Find in its text"),
    ("?", "This list"),
    ("Esc", "Step back; at last, select nothing"),
];

/// What this program is; whether it was read.
pub(super) fn about(ui: &mut egui::Ui) -> bool {
    ui.set_width(420.0);
    title(ui, &format!("Stance Map {}", env!("CARGO_PKG_VERSION")));
    ui.label(
        "Reads news articles on this computer and draws who backs and who opposes whom. Nothing that you open leaves \
         this machine.",
    );
    ui.label(RichText::new("Free software under the MIT or the Apache 2.0 licence.").color(theme::quiet(ui)));
    choices(ui, &["Close"], true, true).is_some()
}

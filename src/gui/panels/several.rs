//! What several things that are selected have in common, and the relations that one line of the canvas stands for.

use eframe::egui::{self, Label, RichText, Sense};

use super::counted;
use super::inspector::{buttons, card, heading};
use crate::editor::{Command, Editor, Selection};
use crate::gui::ask::{Ask, Asks};
use crate::gui::{colours, theme};
use crate::map::RelationKey;

/// So many are told one by one.
const MOST: usize = 12;

pub(super) fn show(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
    let Selection { actors, relations } = &editor.selection;
    let mut parts = Vec::new();
    if !actors.is_empty() {
        parts.push(counted(actors.len(), "actor", "actors"));
    }
    if !relations.is_empty() {
        parts.push(counted(relations.len(), "relation", "relations"));
    }
    let title = together(editor).unwrap_or_else(|| format!("{} selected", parts.join(" and ")));
    ui.add(Label::new(RichText::new(title).size(theme::LARGE)).wrap());
    for id in actors.iter().take(MOST) {
        ui.label(editor.map().actor_name(*id));
    }
    if actors.len() > MOST {
        ui.label(format!("and {} more", actors.len() - MOST));
    }
    ui.add_space(theme::GRID);
    if actors.is_empty() {
        buttons(ui, &[Command::Delete], editor, asks);
        for key in relations.iter().take(MOST) {
            relation(ui, *key, editor, asks);
        }
        if relations.len() > MOST {
            ui.label(format!("and {} more", relations.len() - MOST));
        }
        ui.add_space(4.0 * theme::GRID);
    } else {
        colours::discs(ui, editor, asks);
        buttons(ui, &[Command::Merge, Command::Pin, Command::Delete], editor, asks);
    }
}

/// What one line of the canvas says that stands for all that is selected: "Turkey (with 2 members) opposes Wagner".
fn together(editor: &Editor) -> Option<String> {
    let Selection { actors, relations } = &editor.selection;
    let map = editor.map();
    let rolled = map.rolled();
    let line = rolled.key(*relations.first()?)?;
    if !actors.is_empty() || relations.iter().any(|key| rolled.key(*key) != Some(line)) {
        return None;
    }
    let name = |id| {
        let inside = rolled.pairs().filter(|(_, group)| *group == id).count();
        crate::picture::spoken_name(map.actor_name(id), inside)
    };
    Some(format!("{} {} {}", name(line.source), line.stance.word(), name(line.target)))
}

/// A relation with its quotes.
fn relation(ui: &mut egui::Ui, key: RelationKey, editor: &Editor, asks: &mut Asks) {
    let map = editor.map();
    let Some(relation) = map.relation(key) else { return };
    let quotes = counted(relation.supporting().count(), "quote", "quotes");
    heading(ui, &quotes);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(16.0, 20.0), Sense::hover());
        theme::stance_sign(ui, rect.center(), key.stance);
        let (source, target) = (map.actor_name(key.source), map.actor_name(key.target));
        let text = format!("{source} {} {target}", key.stance.word());
        let link = ui.add(Label::new(text).sense(Sense::click()).truncate());
        let link = link.on_hover_text("Shows this relation alone.");
        if link.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            asks.push(Ask::Reveal(Selection::of_relation(key)));
        }
    });
    for item in relation.evidence.iter().filter(|item| item.supports()) {
        card(ui, key, item, editor, asks);
    }
}

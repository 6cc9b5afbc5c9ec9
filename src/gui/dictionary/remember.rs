//! The question what of a map to add to the user's own dictionary.

use eframe::egui::{self, Label, RichText};

use super::Wish;
use crate::gui::ask::{Ask, Asks};
use crate::gui::panels::{counted, shortened};
use crate::gui::prompts::{choices, list, title};
use crate::gui::theme;
use crate::map::DictionaryEntry;

/// What may be added, and what is to be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Remembering(Vec<(bool, DictionaryEntry)>);

/// What an entry tells besides the name: "State, also GNA and Tripoli; member of Libya".
fn about(entry: &DictionaryEntry) -> String {
    let also = match &entry.aliases[..] {
        [] => String::new(),
        names => format!(", also {}", names.join(", ")),
    };
    let group = entry.member_of.as_ref().map(|group| format!("; member of {group}")).unwrap_or_default();
    format!("{}{also}{group}", entry.kind.label())
}

impl Remembering {
    pub(crate) fn of(entries: Vec<DictionaryEntry>) -> Self {
        Self(entries.into_iter().map(|entry| (true, entry)).collect())
    }

    /// Shows the question; whether it was answered.
    pub(crate) fn show(&mut self, ui: &mut egui::Ui, asks: &mut Asks) -> bool {
        let room = ui.ctx().content_rect().size();
        ui.set_width(560.0_f32.min(room.x - 80.0));
        title(ui, "Add to my dictionary");
        let text = "These names will be known in every map from the next reading on. The map stays as it is.";
        ui.add(Label::new(RichText::new(text).color(theme::quiet(ui))).wrap());
        let high = ui.spacing().interact_size.y;
        list(room.y - 280.0).auto_shrink([false, true]).show_rows(ui, high, self.0.len(), |ui, range| {
            for (wanted, entry) in &mut self.0[range] {
                ui.horizontal(|ui| {
                    ui.set_height(high);
                    ui.checkbox(wanted, shortened(&entry.name, 40));
                    let told = Label::new(RichText::new(about(entry)).color(theme::quiet(ui))).truncate();
                    ui.add(told).on_hover_text(about(entry));
                });
            }
        });
        let chosen = self.0.iter().filter(|(wanted, _)| *wanted);
        let count = chosen.clone().count();
        let add = format!("Add {}", counted(count, "actor", "actors"));
        match choices(ui, &[&add, "Cancel"], true, count > 0) {
            Some(0) => {
                let entries = chosen.map(|(_, entry)| entry.clone()).collect();
                asks.push(Ask::Dictionary(Wish::Remember(entries)));
            }
            Some(_) => {}
            None => return false,
        }
        true
    }
}

//! Names that several actors claim, and whose they shall be.

use eframe::egui::{self, RichText, ScrollArea};

use crate::editor::dictionary::Claim;
use crate::gui::panels::counted;
use crate::gui::theme;
use crate::picture::Role;

/// Shows the names, if there are any; the one that was settled, and for whom.
pub(super) fn show(ui: &mut egui::Ui, claims: &[Claim]) -> Option<(String, String)> {
    if claims.is_empty() {
        return None;
    }
    let mut settled = None;
    let count = counted(claims.len(), "name stands", "names stand");
    let text = format!("{count} for several actors, and is read as none of them until you choose:");
    let text = if claims.len() > 1 { text.replace(", and is read", ", and are read") } else { text };
    ui.label(RichText::new(text).color(theme::role(ui, Role::Opposes)));
    ScrollArea::vertical().id_salt("claims").max_height(120.0).auto_shrink([false, true]).show(ui, |ui| {
        for claim in claims {
            ui.horizontal_wrapped(|ui| {
                ui.label(format!("“{}” stands for:", claim.name));
                for claimant in &claim.claimants {
                    let from = if claimant.of_map { "map" } else { "dictionary" };
                    let radio = egui::RadioButton::new(false, format!("{} ({from})", claimant.name));
                    let tip = "All others give the name up once you save.";
                    let why = "Another goes by that very name: give that one a new name first.";
                    let response = ui.add_enabled(claimant.can_win, radio).on_hover_text(tip);
                    if response.on_disabled_hover_text(why).clicked() {
                        settled = Some((claim.name.clone(), claimant.name.clone()));
                    }
                }
            });
        }
    });
    settled
}

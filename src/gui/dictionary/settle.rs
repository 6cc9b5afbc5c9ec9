//! Names that several actors claim, and whose they shall be.

use eframe::egui::{self, RichText, ScrollArea};

use crate::editor::dictionary::{Claim, Claimant, Voice};
use crate::gui::panels::counted;
use crate::gui::theme;
use crate::picture::Role;

/// Shows the names, if there are any; the one that was settled, and for whom.
pub(super) fn show(ui: &mut egui::Ui, claims: &[Claim]) -> Option<(String, Claimant)> {
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
                    let radio = egui::RadioButton::new(false, told(claimant, claim));
                    let tip = "All others give the name up once you save.";
                    let why = match claimant.voice {
                        Voice::BuiltIn => {
                            "Your entry goes by that very name: give it a new one, or remove it."
                        }
                        _ => "Another goes by that very name: give that one a new name first.",
                    };
                    let response = ui.add_enabled(claimant.can_win, radio).on_hover_text(tip);
                    if response.on_disabled_hover_text(why).clicked() {
                        settled = Some((claim.name.clone(), claimant.clone()));
                    }
                }
            });
        }
    });
    settled
}

/// A claimant, with who says so, and with its kind where another has the same name.
fn told(claimant: &Claimant, claim: &Claim) -> String {
    let from = match claimant.voice {
        Voice::Dictionary => "dictionary",
        Voice::Map => "map",
        Voice::BuiltIn => "built into the program",
    };
    let Claimant { name, kind, .. } = claimant;
    if claim.claimants.iter().filter(|other| other.name == *name).count() > 1 {
        return format!("{name}, {} ({from})", kind.label().to_lowercase());
    }
    format!("{name} ({from})")
}

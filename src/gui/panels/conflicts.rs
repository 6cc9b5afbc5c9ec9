//! Where sources contradict one another, with the quotes of both sides next to each other.

use eframe::egui::{self, Align, Label, Layout, RichText, ScrollArea};

use super::{counted, inspector, shortened};
use crate::editor::{Editor, Selection};
use crate::gui::ask::{Ask, Asks};
use crate::gui::{prompts, theme};
use crate::map::{RelationKey, Stance};

/// Shows all of them; whether that is over.
pub(crate) fn show(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) -> bool {
    let map = editor.map();
    let room = ui.ctx().content_rect().size();
    ui.set_width(760.0_f32.min(room.x - 120.0));
    prompts::title(ui, "Disagreements");
    let all = editor.conflicts();
    let text = if all.is_empty() {
        "Nobody is said both to back and to oppose another, and no quote denies what another says.".to_owned()
    } else {
        format!("{} on whom quotes contradict one another.", counted(all.len(), "pair", "pairs"))
    };
    ui.add(Label::new(RichText::new(text).color(theme::quiet(ui))).wrap());
    let before = asks.len();
    ScrollArea::vertical().max_height(room.y - 260.0).auto_shrink([false, true]).show(ui, |ui| {
        for conflict in all.iter() {
            let names = [conflict.source, conflict.target].map(|id| shortened(map.actor_name(id), 40));
            ui.add_space(theme::GRID);
            if ui.link(format!("{} and {}", names[0], names[1])).clicked() {
                let keys =
                    Stance::ALL.map(|stance| RelationKey::new(conflict.source, conflict.target, stance));
                let shown = keys.into_iter().filter(|key| map.relations().any(|(other, _)| other == *key));
                asks.push(Ask::Reveal(Selection { relations: shown.collect(), ..Selection::default() }));
            }
            ui.columns(2, |columns| {
                let sides = [(Stance::Backs, &conflict.backs), (Stance::Opposes, &conflict.opposes)];
                for (ui, (stance, quotes)) in columns.iter_mut().zip(sides) {
                    ui.label(RichText::new(stance.word()).strong().color(theme::stance(ui, stance)));
                    if quotes.is_empty() {
                        ui.label(RichText::new("Drawn without a quote.").small().color(theme::quiet(ui)));
                    }
                    // Columns stretch what is in them, words as well.
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        for (key, id) in quotes {
                            if let Some(item) = map.evidence(*key, *id) {
                                ui.push_id(id, |ui| inspector::card(ui, *key, item, editor, asks));
                            }
                        }
                    });
                }
            });
        }
    });
    // Whoever follows a quote or a name wants to see where it leads; a verdict leaves the list open.
    let leads = |ask: &Ask| matches!(ask, Ask::Reveal(_) | Ask::ShowArticle(..));
    asks[before..].iter().any(leads) || prompts::choices(ui, &["Close"], false, true).is_some()
}

//! The question which quotes of an actor are those of another.

use std::collections::BTreeSet;

use eframe::egui::{self, RichText};

use super::ask::{Ask, Asks};
use super::prompts::{choices, field, list, title};
use super::{kinds, panels, theme};
use crate::editor::Editor;
use crate::map::{ActorId, ActorKind, Evidence, EvidenceId, RelationKey, StanceMap};

/// What was chosen so far.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Splitting {
    pub(crate) from: ActorId,
    pub(crate) name: String,
    pub(crate) kind: ActorKind,
    pub(crate) names: BTreeSet<String>,
    pub(crate) evidence: BTreeSet<EvidenceId>,
    pub(crate) claims: BTreeSet<RelationKey>,
}

/// A line of the list.
enum Row<'a> {
    Relation(RelationKey),
    Claim(RelationKey),
    Quote(&'a Evidence),
}

impl Splitting {
    /// Nothing is chosen yet.
    pub(crate) fn of(from: ActorId, map: &StanceMap) -> Self {
        Self {
            from,
            name: String::new(),
            kind: map.actor(from).map(|actor| actor.kind).unwrap_or_default(),
            names: BTreeSet::new(),
            evidence: BTreeSet::new(),
            claims: BTreeSet::new(),
        }
    }

    fn rows<'a>(&self, map: &'a StanceMap) -> Vec<Row<'a>> {
        let mut rows = Vec::new();
        for (key, relation) in map.relations().filter(|(key, _)| key.touches(self.from)) {
            rows.push(Row::Relation(key));
            if relation.claim.is_some() {
                rows.push(Row::Claim(key));
            }
            rows.extend(relation.evidence.iter().map(Row::Quote));
        }
        rows
    }

    /// Shows the question; whether it was answered.
    pub(super) fn show(&mut self, ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) -> bool {
        let map = editor.map();
        let Some(actor) = map.actor(self.from) else { return true };
        ui.set_width(600.0_f32.min(ui.ctx().content_rect().width() - 80.0));
        title(ui, &format!("Split {}", actor.name));
        let hint = format!("What you choose moves to a new actor; the rest stays with {}.", actor.name);
        ui.label(RichText::new(hint).color(theme::quiet(ui)));
        field(ui, &mut self.name, "Name of the new actor", "Name of the new actor");
        ui.horizontal(|ui| {
            let name = ui.label("Kind");
            kinds::choice(ui, "kind of part", &mut self.kind, None).labelled_by(name.id);
        });
        if !actor.aliases.is_empty() || !actor.descriptions.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.label("Names that go along");
                for name in actor.aliases.iter().chain(&actor.descriptions) {
                    toggle(ui, &mut self.names, name.clone(), &panels::shortened(name, 40));
                }
            });
        }
        let rows = self.rows(map);
        ui.spacing_mut().item_spacing.y = 2.0;
        let high = ui.spacing().interact_size.y;
        list(300.0).show_rows(ui, high, rows.len(), |ui, range| {
            ui.set_width(ui.available_width());
            for row in &rows[range] {
                self.row(ui, row, map);
            }
        });
        let chosen = !self.evidence.is_empty() || !self.claims.is_empty() || !self.names.is_empty();
        let enabled = chosen && !self.name.trim().is_empty();
        ui.horizontal(|ui| {
            let count = panels::counted(self.evidence.len(), "quote goes along", "quotes go along");
            ui.label(RichText::new(count).small().color(theme::quiet(ui)));
        });
        match choices(ui, &["Split", "Cancel"], true, enabled) {
            Some(0) => asks.push(Ask::Split(self.clone())),
            Some(_) => {}
            None => return false,
        }
        true
    }

    fn row(&mut self, ui: &mut egui::Ui, row: &Row<'_>, map: &StanceMap) {
        match row {
            Row::Relation(key) => self.relation(ui, *key, map),
            Row::Claim(key) => {
                ui.horizontal(|ui| {
                    ui.add_space(6.0 * theme::GRID);
                    toggle(ui, &mut self.claims, *key, "Drawn by hand");
                });
            }
            Row::Quote(item) => {
                let article = map.article(item.article);
                let quote = article.and_then(|article| article.slice(item.quote)).unwrap_or_default();
                let title = article.map(|article| article.title.as_str()).unwrap_or_default();
                ui.horizontal(|ui| {
                    ui.add_space(6.0 * theme::GRID);
                    let text = format!("“{}”", panels::shortened(quote, 72));
                    let response = toggle(ui, &mut self.evidence, item.id, &text);
                    response.on_hover_text(format!("“{quote}”\n\n{title}"));
                });
            }
        }
    }

    /// The line of a relation: a click takes all of it, or nothing.
    fn relation(&mut self, ui: &mut egui::Ui, key: RelationKey, map: &StanceMap) {
        let Some(relation) = map.relation(key) else { return };
        let quotes: Vec<EvidenceId> = relation.evidence.iter().map(|item| item.id).collect();
        let mut all = quotes.iter().all(|id| self.evidence.contains(id))
            && (relation.claim.is_none() || self.claims.contains(&key));
        let (source, target) = (map.actor_name(key.source), map.actor_name(key.target));
        let text = format!("{source} {} {target}", key.stance.word());
        if !ui.checkbox(&mut all, RichText::new(panels::shortened(&text, 72)).strong()).changed() {
            return;
        }
        if all {
            self.evidence.extend(quotes);
            self.claims.extend(relation.claim.as_ref().map(|_| key));
        } else {
            self.evidence.retain(|id| !quotes.contains(id));
            self.claims.remove(&key);
        }
    }
}

/// A check box for one member of a set.
fn toggle<T: Ord>(ui: &mut egui::Ui, set: &mut BTreeSet<T>, value: T, text: &str) -> egui::Response {
    let mut on = set.contains(&value);
    let response = ui.checkbox(&mut on, text);
    if response.changed() {
        if on {
            set.insert(value);
        } else {
            set.remove(&value);
        }
    }
    response
}

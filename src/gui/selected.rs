//! What commands do to that which is selected.

use std::collections::BTreeSet;

use eframe::egui;

use super::App;
use super::panels::{Shown, article};
use super::split::Splitting;
use crate::analysis::Marks;
use crate::editor::arrange::{self, Line};
use crate::editor::{Selection, Step};
use crate::map::{ActorId, Edit, Place, Split};

/// How far an arrow key moves the view, in screen points for each world unit that it would move an actor.
const VIEW_STEP: f32 = 24.0;

impl App {
    /// Where the selected actors are drawn.
    fn selected_places(&self) -> Vec<(ActorId, Place)> {
        let selected = &self.editor.selection.actors;
        let nodes = self.canvas.scene().nodes.iter().filter(|node| selected.contains(&node.actor));
        nodes.map(|node| (node.actor, node.centre)).collect()
    }

    pub(super) fn align(&mut self, what: &str, line: Line) {
        let places = arrange::align(&self.selected_places(), line);
        self.place(&format!("Align {what}"), places);
    }

    /// Makes the gaps between the selected actors even.
    pub(super) fn distribute(&mut self, across: bool) {
        let places = arrange::distribute(&self.selected_places(), across);
        self.place("Distribute", places);
    }

    fn place(&mut self, what: &str, places: Vec<(ActorId, Place)>) {
        if !places.is_empty() {
            let count = self.editor.selection.actors.len();
            self.edit_as(format!("{what} of {count} actors"), vec![Edit::Place(places)]);
        }
    }

    /// Takes a step of a walk by keys; past the last actor, the keys go to what comes after the canvas.
    pub(super) fn walk(&mut self, step: Step, ctx: &egui::Context) {
        let scene = self.canvas.scene();
        let actors: Vec<_> = scene.nodes.iter().map(|node| (node.actor, node.centre)).collect();
        let mut relations: Vec<_> = scene.edges.iter().flat_map(|edge| edge.relations.clone()).collect();
        relations.sort();
        if self.editor.walk(step, &actors, &relations) {
            self.canvas.take_keys(ctx);
            self.canvas.reveal(&self.editor);
        } else if let Some(direction) = match step {
            Step::Next => Some(egui::FocusDirection::Next),
            Step::Previous => Some(egui::FocusDirection::Previous),
            Step::Along | Step::Towards(_) => None,
        } {
            self.editor.selection = Selection::default();
            ctx.memory_mut(|memory| memory.move_focus(direction));
        }
        ctx.request_repaint();
    }

    /// Moves the selected actors by so many world units; where none are selected, the view, further.
    pub(super) fn nudge(&mut self, by: Place) {
        if self.editor.selection.actors.is_empty() {
            return self.canvas.pan(by * VIEW_STEP);
        }
        let places: Vec<_> = self.selected_places().into_iter().map(|(id, place)| (id, place + by)).collect();
        // Places of actors that are drawn always fit.
        if !places.is_empty() && self.editor.nudge(Edit::Place(places)).is_ok() {
            self.toasts.withdraw_undo();
        }
    }

    /// Shows an article, if none is shown: one that is quoted for what is selected, or else the first.
    pub(super) fn open_article(&mut self) {
        let map = self.editor.map();
        let relation = self.editor.selection.sole_relation().and_then(|key| map.relation(key));
        let quoted = relation.and_then(|relation| Some(relation.supporting().next()?.article));
        let first = quoted.or_else(|| map.articles().next().map(|(id, _)| id));
        if self.panels.article.is_none() {
            self.panels.article = first.map(|article| Shown { article, quote: None, scroll: false });
        }
    }

    /// Goes to the next or the previous quote of the article that is shown.
    pub(super) fn next_quote(&mut self, forwards: bool) {
        self.open_article();
        let Some(shown) = &mut self.panels.article else { return };
        let marks = Marks::of(self.editor.map(), shown.article);
        let Some(at) = article::neighbour(&marks, shown, forwards) else { return };
        let quoted = &marks.quotes[at];
        (shown.quote, shown.scroll) = (Some(quoted.id), true);
        self.editor.reveal(Selection::of_relation(quoted.key));
        self.canvas.reveal(&self.editor);
    }

    pub(super) fn merge_selected(&mut self) {
        let map = self.editor.map();
        let degree = |id: &ActorId| map.relations().filter(|(key, _)| key.touches(*id)).count();
        let Some(into) = self.editor.selection.actors.iter().copied().max_by_key(degree) else { return };
        let others: Vec<ActorId> =
            self.editor.selection.actors.iter().copied().filter(|id| *id != into).collect();
        let name = match others.as_slice() {
            [one] => crate::editor::describe(&Edit::MergeActors { from: *one, into }, map),
            many => format!("Merge {} actors into {}", many.len(), map.actor_name(into)),
        };
        let edits = others.into_iter().map(|from| Edit::MergeActors { from, into }).collect();
        self.edit_as(name, edits);
    }

    pub(super) fn delete_selected(&mut self) {
        let Selection { actors, relations } = self.editor.selection.clone();
        let count = actors.len() + relations.len();
        let relations = relations.into_iter().map(Edit::DeleteRelation);
        let edits: Vec<Edit> = relations.chain(actors.into_iter().map(Edit::DeleteActor)).collect();
        let name = match edits.as_slice() {
            [edit] => crate::editor::describe(edit, self.editor.map()),
            _ => format!("Delete {count} items"),
        };
        self.edit_as(name, edits);
    }

    /// Pins the selected actors; unpins them if all of them are pinned.
    pub(super) fn pin_selected(&mut self) {
        let actors = self.editor.selection.actors.clone();
        let pinned = !self.editor.all_pinned();
        let edit = Edit::Pin { actors, pinned };
        let name = crate::editor::describe(&edit, self.editor.map());
        // Where the map has no place yet, the scene has found one.
        let mut places = self.selected_places();
        places.retain(|(id, _)| self.editor.map().place(*id).is_none());
        self.edit_as(name, vec![Edit::Place(places), edit]);
    }

    /// Rolls groups up, or unrolls them, and selects them instead of what may just have gone out of sight.
    pub(super) fn roll(&mut self, groups: BTreeSet<ActorId>, rolled_up: bool) {
        let edit = Edit::RollUp { groups, rolled_up };
        let name = crate::editor::describe(&edit, self.editor.map());
        let rolled = self.editor.map().rolled();
        self.edit_as(name, vec![edit]);
        let rolled_now = self.editor.map().rolled();
        let Selection { actors, relations } = &mut self.editor.selection;
        let newly = |id: &ActorId| rolled_now.is_inside(*id) && !rolled.is_inside(*id);
        *actors = actors.iter().map(|id| if newly(id) { rolled_now.stand_in(*id) } else { *id }).collect();
        relations.retain(|key| rolled_now.key(*key).is_some());
    }

    /// Splits an actor, and selects what was split off.
    pub(super) fn split(&mut self, splitting: Splitting) {
        let Splitting { from, name, kind, names, evidence, claims } = splitting;
        let into = self.editor.map().next_actor_id();
        let scene = self.canvas.scene();
        let at = scene.node(from).map(|node| scene.room_near(node.centre));
        let name = name.trim().to_owned();
        let edit = Edit::SplitActor(Split { from, into, name, kind, at, names, evidence, claims });
        let name = crate::editor::describe(&edit, self.editor.map());
        self.edit_as(name, vec![edit]);
        if self.editor.map().actor(into).is_some() {
            self.editor.reveal(Selection::of_actor(into));
            self.canvas.reveal(&self.editor);
        }
    }
}

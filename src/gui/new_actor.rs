//! The question what a new actor is called.

use eframe::egui;

use super::ask::{Ask, Asks};
use super::kinds;
use super::panels::shortened;
use super::prompts::{choices, field, title};
use crate::editor::{Editor, Selection};
use crate::map::{Actor, ActorId, ActorKind, Edit, Place, fold_name};
use crate::reading::builtin_names;

/// What was answered so far.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NewActor {
    name: String,
    kind: ActorKind,
    /// Whether the user has said what kind it is.
    is_chosen: bool,
    at: Option<Place>,
    /// Who has the name already; known once the user wants to add it.
    there: Option<ActorId>,
}

impl NewActor {
    /// An actor of this name unless the user gives it another, at a place of the canvas.
    pub(crate) fn called(name: String, at: Option<Place>) -> Self {
        let mut new = Self { name, kind: ActorKind::State, is_chosen: false, at, there: None };
        new.guess_kind();
        new
    }

    /// Whom every reader knows is of the kind that it is known as, unless the user says otherwise.
    fn guess_kind(&mut self) {
        if let Some(known) = builtin_names().owner(self.name.trim()).filter(|_| !self.is_chosen) {
            self.kind = known.kind;
        }
    }

    /// Shows the question; whether it was answered.
    pub(super) fn show(&mut self, ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) -> bool {
        ui.set_width(360.0);
        title(ui, "Add an actor");
        let typed = field(ui, &mut self.name, "Name of the actor", "Name");
        if typed.changed() {
            self.there = None;
            self.guess_kind();
        }
        ui.horizontal(|ui| {
            let name = ui.label("Kind");
            let before = self.kind;
            kinds::choice(ui, "new kind", &mut self.kind, None).labelled_by(name.id);
            self.is_chosen |= self.kind != before;
        });
        if let Some(there) = self.there {
            return self.is_there(ui, there, editor, asks);
        }
        let name = self.name.trim();
        match choices(ui, &["Add", "Cancel"], true, !name.is_empty()) {
            Some(0) => {
                self.there = editor.map().actor_called(name, None);
                if self.there.is_some() {
                    // Enter took the focus from it, and the name may be mended.
                    typed.request_focus();
                    ui.ctx().request_repaint();
                    return false;
                }
                self.add(editor, asks);
            }
            Some(_) => {}
            None => return false,
        }
        true
    }

    /// Says that there is one already, and lets the user choose; whether the question was answered.
    fn is_there(&self, ui: &mut egui::Ui, there: ActorId, editor: &Editor, asks: &mut Asks) -> bool {
        let known = editor.map().actor_name(there);
        let is_name = fold_name(known) == fold_name(&self.name);
        let also = if is_name { "" } else { ", also under this name" };
        ui.label(format!("{} is on the map already{also}.", shortened(known, 40)));
        match choices(ui, &["Show it", "Add another", "Cancel"], true, true) {
            Some(0) => asks.push(Ask::Reveal(Selection::of_actor(there))),
            Some(1) => self.add(editor, asks),
            Some(_) => {}
            None => return false,
        }
        true
    }

    fn add(&self, editor: &Editor, asks: &mut Asks) {
        let id = editor.map().next_actor_id();
        let actor = Actor::by_hand(self.name.trim(), self.kind);
        asks.push(Ask::Edit(Edit::AddActor { id, actor, at: self.at }));
        asks.push(Ask::Reveal(Selection::of_actor(id)));
    }
}

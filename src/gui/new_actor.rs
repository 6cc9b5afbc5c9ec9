//! The question what a new actor is called, and newcomers whom a search does not find.

use eframe::egui;

use super::App;
use super::ask::{Ask, Asks};
use super::cite::Chosen;
use super::kinds;
use super::panels::shortened;
use super::prompts::{choices, field, title};
use crate::editor::review::Answer;
use crate::editor::{Editor, Selection, describe};
use crate::map::{Actor, ActorId, ActorKind, Edit, EvidenceId, Place, RelationKey, StanceMap, fold_name};
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

/// What somebody new is to be, whom a search asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Part {
    /// Who takes the stance of the finding that is reviewed.
    Source,
    /// Towards whom it is.
    Target,
    /// Whose claim a quote is.
    Voice(RelationKey, EvidenceId),
    /// Whose claim it is that was chosen in an article.
    Speaker(Chosen),
}

/// The kind that everybody knows an actor of this name to be.
fn known_kind(name: &str) -> Option<ActorKind> {
    builtin_names().owner(name.trim()).map(|known| known.kind)
}

/// Whoever is typed, of the kind that it is known as; `None` if somebody on the map is called so already.
pub(super) fn newcomer(typed: &str, map: &StanceMap) -> Option<Actor> {
    let name = typed.trim();
    let is_new = !name.is_empty() && map.actor_called(name, None).is_none();
    is_new.then(|| Actor::by_hand(name, known_kind(name).unwrap_or(ActorKind::State)))
}

impl App {
    /// Adds somebody and makes them what was asked for, in one step.
    pub(super) fn introduce(&mut self, actor: Actor, part: Part) {
        let id = self.editor.map().next_actor_id();
        let add = Edit::AddActor { id, actor, at: None };
        match part {
            Part::Source => self.answer_with(add, Answer::Source(id)),
            Part::Target => self.answer_with(add, Answer::Target(id)),
            Part::Voice(key, quote) => {
                let edit = Edit::SetSpeaker { key, id: quote, speaker: Some(id) };
                self.edit_as(describe(&add, self.editor.map()), vec![add, edit]);
            }
            Part::Speaker(chosen) => {
                self.edit_as(describe(&add, self.editor.map()), vec![add]);
                self.panels.reader.take_as_claim(Chosen { speaker: Some(id), ..chosen });
            }
        }
    }
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
        if let Some(known) = known_kind(&self.name).filter(|_| !self.is_chosen) {
            self.kind = known;
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

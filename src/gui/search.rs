//! The command palette and the search of the map: one field, and a list that follows what is typed.

use eframe::egui::{self, Align2, Button, Event, Id, Key, Modal, Modifiers, RichText};

use super::ask::{Ask, Asks};
use super::cite::Chosen;
use super::new_actor::{Part, newcomer};
use super::review::Wish;
use super::{prompts, tables, theme};
use crate::editor::find::{self, Found, Hit};
use crate::editor::review::{self, Answer};
use crate::editor::tables::Change;
use crate::editor::{Command, Editor, Noted, Selection};
use crate::map::{ActorId, Edit, EvidenceId, RelationKey, Stance};

/// So many actors, and as many quotes, are listed.
const MOST: usize = 50;

/// How far below the upper edge of the window the field is.
const TOP: f32 = 64.0;

/// An open search.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Search {
    scope: Scope,
    text: String,
    /// The line that Enter means.
    chosen: usize,
    /// What was found, for which text and which state of the map.
    found: Option<(String, u64, Vec<Hit>)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Scope {
    Commands,
    Map,
    /// Actors to which a relation is to be drawn from one.
    Connect(ActorId),
    /// Actors into which one is to be merged.
    Merge(ActorId),
    /// Who takes the stance of the finding that is reviewed, but for its target.
    Source(ActorId),
    /// Towards whom it is, but for its source.
    Target(ActorId),
    /// Actors that a review may be about, with what else it is about.
    Review(review::Scope),
    /// Actors into whose group the chosen rows of a table go.
    Join,
    /// Actors that are called what was chosen in an article.
    Call(Chosen),
    /// Actors whose claim it is that was chosen.
    Speaker(Chosen),
    /// Actors whose claim a quote is.
    Voice(RelationKey, EvidenceId),
    /// Actors who take a stance by what was chosen.
    Citing(Chosen, Stance),
    /// Actors towards whom another takes the stance.
    Cited(Chosen, Stance, ActorId),
}

impl Search {
    /// The command palette.
    pub(crate) fn commands() -> Self {
        Self { scope: Scope::Commands, text: String::new(), chosen: 0, found: None }
    }

    /// The search of the map.
    pub(crate) fn in_map() -> Self {
        Self { scope: Scope::Map, ..Self::commands() }
    }

    /// The search for the other end of a relation.
    pub(crate) fn to_connect(from: ActorId) -> Self {
        Self { scope: Scope::Connect(from), ..Self::commands() }
    }

    /// The search for the actor that takes another over.
    pub(crate) fn to_merge(from: ActorId) -> Self {
        Self { scope: Scope::Merge(from), ..Self::commands() }
    }

    /// The search for the true source of a finding.
    pub(crate) fn for_source(target: ActorId) -> Self {
        Self { scope: Scope::Source(target), ..Self::commands() }
    }

    /// The search for the true target of a finding.
    pub(crate) fn for_target(source: ActorId) -> Self {
        Self { scope: Scope::Target(source), ..Self::commands() }
    }

    /// The search for an actor to be reviewed alone.
    pub(crate) fn to_review(about: review::Scope) -> Self {
        Self { scope: Scope::Review(about), ..Self::commands() }
    }

    /// The search for the actor who is called what was chosen.
    pub(crate) fn to_call(chosen: Chosen) -> Self {
        Self { scope: Scope::Call(chosen), ..Self::commands() }
    }

    /// The search for the group that the chosen actors belong to.
    pub(crate) fn to_join() -> Self {
        Self { scope: Scope::Join, ..Self::commands() }
    }

    /// The search for whose claim it is that was chosen.
    pub(crate) fn for_speaker(chosen: Chosen) -> Self {
        Self { scope: Scope::Speaker(chosen), ..Self::commands() }
    }

    /// The search for whose claim a quote of a relation is.
    pub(crate) fn for_voice(key: RelationKey, id: EvidenceId) -> Self {
        Self { scope: Scope::Voice(key, id), ..Self::commands() }
    }

    /// The search for who takes a stance by what was chosen, and then for whom it is towards.
    pub(crate) fn to_cite(chosen: Chosen, stance: Stance) -> Self {
        Self { scope: Scope::Citing(chosen, stance), ..Self::commands() }
    }

    /// What fits, computed anew only if something has changed.
    fn hits(&mut self, editor: &Editor) -> &[Hit] {
        let fresh = |(text, revision, _): &(String, u64, Vec<Hit>)| {
            *text == self.text && *revision == editor.revision()
        };
        if !self.found.as_ref().is_some_and(fresh) {
            let mut hits = match self.scope {
                Scope::Commands => find::commands(editor, &self.text),
                Scope::Map => find::in_map(editor, &self.text, MOST),
                Scope::Connect(id)
                | Scope::Merge(id)
                | Scope::Source(id)
                | Scope::Target(id)
                | Scope::Cited(_, _, id) => find::others(editor, &self.text, MOST, Some(id)),
                Scope::Review(_)
                | Scope::Join
                | Scope::Call(_)
                | Scope::Speaker(_)
                | Scope::Voice(..)
                | Scope::Citing(..) => find::others(editor, &self.text, MOST, None),
            };
            if let Some(Ask::Introduce(actor, _)) = self.newcomer(editor) {
                let text = format!("Add “{}”", actor.name);
                hits.push(Hit { found: Found::Newcomer, text, note: actor.kind.label().to_owned() });
            }
            self.chosen = 0;
            self.found = Some((self.text.clone(), editor.revision(), hits));
        }
        self.found.as_ref().map_or(&[], |(_, _, hits)| hits)
    }

    /// What adds whoever is typed, where the search can do with somebody new.
    fn newcomer(&self, editor: &Editor) -> Option<Ask> {
        let part = match self.scope {
            Scope::Source(_) => Part::Source,
            Scope::Target(_) => Part::Target,
            Scope::Voice(key, id) => Part::Voice(key, id),
            Scope::Speaker(chosen) => Part::Speaker(chosen),
            _ => return None,
        };
        Some(Ask::Introduce(newcomer(&self.text, editor.map())?, part))
    }

    /// Shows the search; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, editor: &Editor, asks: &mut Asks) -> bool {
        let area = Modal::default_area(Id::unique("search")).anchor(Align2::CENTER_TOP, [0.0, TOP]);
        let mut taken = None;
        let mut extend = false;
        let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(3.0 * theme::GRID);
        let modal = Modal::new(Id::unique("search")).area(area).frame(frame).show(ctx, |ui| {
            ui.set_width(560.0_f32.min(ui.ctx().content_rect().width() - 80.0));
            let (name, hint) = self.question(editor);
            let last = self.hits(editor).len().saturating_sub(1);
            // The arrows move the choice, not the cursor in the text.
            let moved = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
            let (down, up) = (moved(Key::ArrowDown), moved(Key::ArrowUp));
            self.chosen = (self.chosen + down).saturating_sub(up).min(last);
            let field = prompts::field(ui, &mut self.text, name, &hint);
            // With the event, since Shift may be let go by the end of the frame.
            let enter = ui.input(|input| {
                input.events.iter().find_map(|event| match event {
                    Event::Key { key: Key::Enter, pressed: true, modifiers, .. } => Some(*modifiers),
                    _ => None,
                })
            });
            let entered = enter.is_some();
            extend = enter.map_or(ui.input(|input| input.modifiers.shift), |held| held.shift);
            if entered {
                // Enter takes the focus from a field; what was typed may fit nothing yet.
                field.request_focus();
            }
            let scrolls = down + up > 0;
            self.hits(editor);
            let chosen = self.chosen;
            let empty = match self.scope {
                Scope::Map if self.text.trim().is_empty() => None,
                Scope::Map => {
                    Some("Nothing on the map is called so, and no quote or note holds these words.")
                }
                Scope::Commands => Some("No command is called so."),
                Scope::Review(_)
                | Scope::Join
                | Scope::Call(_)
                | Scope::Speaker(_)
                | Scope::Voice(..)
                | Scope::Citing(..) => Some("No actor is called so."),
                Scope::Connect(_)
                | Scope::Merge(_)
                | Scope::Source(_)
                | Scope::Target(_)
                | Scope::Cited(..) => Some("No other actor is called so."),
            };
            let hits = self.hits(editor);
            if let Some(nothing) = empty.filter(|_| hits.iter().all(|hit| hit.found == Found::Newcomer)) {
                ui.label(RichText::new(nothing).color(theme::quiet(ui)));
            }
            prompts::list(360.0).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 1.0;
                for (index, hit) in hits.iter().enumerate() {
                    let response = row(ui, hit, index == chosen, editor);
                    if index == chosen && scrolls {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() || entered && index == chosen {
                        taken = Some(hit.found);
                    }
                }
            });
        });
        match taken {
            Some(Found::Command(command)) if !command.enabled(editor) => true,
            Some(found) => {
                asks.extend(self.meant(found, editor, extend));
                false
            }
            None => !modal.should_close(),
        }
    }
}

impl Search {
    /// What the field is called, and what it asks.
    fn question(&self, editor: &Editor) -> (&'static str, String) {
        let (name, hint) = match self.scope {
            Scope::Commands => ("Command to find", "What do you want to do?"),
            Scope::Map => ("What to find", "An actor, another name, words of a quote or a note"),
            Scope::Connect(_) => ("Actor at the other end", "Draw a relation to whom?"),
            Scope::Merge(_) => ("Actor to merge into", "Merge into whom?"),
            Scope::Source(_) => ("Actor that takes the stance", "Who takes this stance?"),
            Scope::Target(_) => ("Actor that the stance is towards", "Towards whom?"),
            Scope::Join => ("Actor to belong to", "Make them members of whom?"),
            Scope::Review(_) => ("Actor to review", "Review findings on whom?"),
            Scope::Call(chosen) => {
                let words = super::panels::shortened(chosen.words(editor.map()), 40);
                return ("Actor who is called so", format!("Whom does “{words}” mean?"));
            }
            Scope::Speaker(_) | Scope::Voice(..) => ("Actor whose claim it is", "According to whom?"),
            Scope::Citing(_, Stance::Backs) => ("Actor who takes the stance", "Who backs somebody here?"),
            Scope::Citing(_, Stance::Opposes) => ("Actor who takes the stance", "Who opposes somebody here?"),
            Scope::Cited(_, stance, source) => {
                let source = super::panels::shortened(editor.map().actor_name(source), 40);
                return ("Actor towards whom", format!("{source} {} whom?", stance.word()));
            }
        };
        (name, hint.to_owned())
    }

    /// What picking a line does; `extend` adds to the selection.
    fn meant(&self, found: Found, editor: &Editor, extend: bool) -> Vec<Ask> {
        match (found, self.scope) {
            (Found::Newcomer, _) => self.newcomer(editor).into_iter().collect(),
            (Found::Command(command), _) => vec![Ask::Command(command)],
            (Found::Actor(target), Scope::Connect(source)) => vec![Ask::Connect { source, target, at: None }],
            (Found::Actor(into), Scope::Merge(from)) => {
                let merge = Ask::Edit(Edit::MergeActors { from, into });
                vec![merge, Ask::Reveal(Selection::of_actor(into))]
            }
            (Found::Actor(id), Scope::Source(_)) => vec![Ask::Review(Wish::Answer(Answer::Source(id)))],
            (Found::Actor(id), Scope::Target(_)) => vec![Ask::Review(Wish::Answer(Answer::Target(id)))],
            (Found::Actor(id), Scope::Review(about)) => {
                vec![Ask::Review(Wish::About(review::Scope { actor: Some(id), ..about }))]
            }
            (Found::Actor(id), Scope::Join) => {
                vec![Ask::Table(tables::Wish::Change(Change::MemberOf(Some(id))))]
            }
            (Found::Actor(id), Scope::Call(chosen)) => vec![Ask::Call(chosen, id)],
            (Found::Actor(id), Scope::Speaker(chosen)) => {
                vec![Ask::Report(Chosen { speaker: Some(id), ..chosen })]
            }
            (Found::Actor(speaker), Scope::Voice(key, id)) => {
                vec![Ask::Edit(Edit::SetSpeaker { key, id, speaker: Some(speaker) })]
            }
            (Found::Actor(source), Scope::Citing(chosen, stance)) => {
                let next = Self { scope: Scope::Cited(chosen, stance, source), ..Self::commands() };
                vec![Ask::Search(next)]
            }
            (Found::Actor(target), Scope::Cited(chosen, stance, source)) => {
                vec![Ask::Cite(chosen, RelationKey::new(source, target, stance))]
            }
            (Found::Actor(id), _) => {
                let mut selection = if extend { editor.selection.clone() } else { Selection::default() };
                selection.relations.clear();
                selection.actors.insert(id);
                vec![Ask::Reveal(selection), Ask::Command(Command::Walk)]
            }
            (Found::Quote(key, id, article), _) => {
                vec![Ask::ShowArticle(article, Some(id)), Ask::Reveal(Selection::of_relation(key))]
            }
            (Found::Note(Noted::Actor(id)), _) => vec![Ask::Reveal(Selection::of_actor(id))],
            (Found::Note(Noted::Relation(key) | Noted::Quote(key, _)), _) => {
                vec![Ask::Reveal(Selection::of_relation(key))]
            }
            (Found::Note(Noted::Article(id)), _) => vec![Ask::ShowArticle(id, None)],
        }
    }
}

/// One line of the list: what was found, and what tells it from others at the right.
fn row(ui: &mut egui::Ui, hit: &Hit, chosen: bool, editor: &Editor) -> egui::Response {
    let able = match hit.found {
        Found::Command(command) => command.enabled(editor),
        Found::Actor(_) | Found::Quote(..) | Found::Note(_) | Found::Newcomer => true,
    };
    let text = match hit.found {
        Found::Quote(..) => format!("“{}”", super::panels::shortened(&hit.text, 60)),
        _ => super::panels::shortened(&hit.text, 60),
    };
    let note = RichText::new(super::panels::shortened(&hit.note, 36)).size(theme::SMALL);
    let button = Button::new(text)
        .right_text(note.color(theme::quiet(ui)))
        .selected(chosen)
        .frame_when_inactive(chosen)
        .min_size(egui::vec2(ui.available_width(), 0.0));
    let response = ui.add_enabled(able, button);
    match hit.found {
        Found::Command(command) => response.on_hover_text(command.tooltip()),
        Found::Quote(..) | Found::Note(_) => response.on_hover_text(&hit.text),
        Found::Newcomer => response.on_hover_text("Adds this actor to the map."),
        Found::Actor(_) => response,
    }
}

//! The review as keys and wishes.

use eframe::egui::{self, Event, Key};

use super::App;
use super::ask::Ask;
use super::panels::{Shown, review};
use super::prompts::Prompt;
use super::search::Search;
use crate::editor::review::{Answer, Order, Review, Scope};
use crate::editor::{Command, Editor, Selection};
use crate::map::{Edit, EditError, EvidenceId};

/// What the user wants of the review that is going on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Wish {
    Answer(Answer),
    /// Asks who the source is.
    FindSource,
    /// Asks who the target is.
    FindTarget,
    Skip,
    Undo,
    /// Does to what is similar what was done to the last finding.
    DoTheSame,
    /// Chooses a similar finding, or no longer.
    Choose(EvidenceId, bool),
    Arrange(Order),
    /// Goes on in the other order.
    Rearrange,
    About(Scope),
    /// Opens the list of what the review can be narrowed to.
    Narrow,
    /// Asks for an actor to be reviewed alone.
    FindActor,
    Leave,
}

/// A wish as a button, and the keys that stand for it.
pub(crate) struct Act {
    pub(crate) wish: Wish,
    pub(crate) label: &'static str,
    pub(crate) tip: &'static str,
    keys: &'static [Key],
}

impl Act {
    /// The key that the button shows.
    pub(crate) fn key(&self) -> &'static str {
        self.keys.first().map_or("", |key| key.name())
    }

    /// All of its keys: "A or Enter".
    pub(crate) fn keys(&self) -> String {
        let keys: Vec<&str> = self.keys.iter().map(|key| key.name()).collect();
        keys.join(" or ")
    }

    /// What the button does, with all of its keys.
    pub(crate) fn explained(&self) -> String {
        format!("{}  ({})", self.tip, self.keys())
    }
}

const fn act(wish: Wish, label: &'static str, tip: &'static str, keys: &'static [Key]) -> Act {
    Act { wish, label, tip, keys }
}

/// What can be done with a finding, in the order of the buttons.
pub(crate) const ACTS: [Act; 9] = [
    act(Wish::Answer(Answer::Accept), "Accept", "Says that the quote shows this.", &[Key::A, Key::Enter]),
    act(Wish::Answer(Answer::Reject), "Reject", "Says that the quote does not show this.", &[Key::X]),
    act(Wish::Skip, "Skip", "Leaves it for later.", &[Key::N]),
    act(Wish::Answer(Answer::Flip), "Flip", "Turns backs into opposes, or the reverse.", &[Key::F]),
    act(Wish::Answer(Answer::Reverse), "Reverse", "Swaps source and target.", &[Key::R]),
    act(
        Wish::Answer(Answer::Hedge),
        "Hedge",
        "Says that the quote puts it as possible, reported or planned only.",
        &[Key::H],
    ),
    act(Wish::FindSource, "Source…", "Says that somebody else takes this stance.", &[Key::S]),
    act(Wish::FindTarget, "Target…", "Says that the stance is towards somebody else.", &[Key::T]),
    act(Wish::Undo, "Undo", "Takes the last change back, and shows what it was about.", &[Key::U]),
];

/// What is done with similar findings.
pub(crate) const SAME: Act =
    act(Wish::DoTheSame, "Do the same", "Corrects the chosen findings likewise, in one step.", &[Key::Y]);

/// How the order is changed.
pub(crate) const ORDER: Act = act(
    Wish::Rearrange,
    "Order",
    "Puts the least certain or the most consequential findings first.",
    &[Key::O],
);

/// How the review is narrowed.
pub(crate) const ONLY: Act =
    act(Wish::Narrow, "Only…", "Narrows the review to an actor, an article, or what is unsure.", &[Key::L]);

/// The wishes whose keys were pressed in this frame. A key that is held down counts once: no finding is to be answered unseen.
/// Enter is among them only if no widget is pressed by it.
fn pressed(ctx: &egui::Context, is_free: bool) -> Vec<Wish> {
    let mut wishes = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { return true };
            if modifiers.any() || !is_free && *key == Key::Enter {
                return true;
            }
            let act = ACTS.iter().chain([&SAME, &ORDER, &ONLY]).find(|act| act.keys.contains(key));
            wishes.extend(act.filter(|_| !repeat).map(|act| act.wish));
            act.is_none()
        });
    });
    wishes
}

impl App {
    /// Takes the keys of the review, if one is going on and what it asks about is what is looked at.
    pub(super) fn review_keys(&mut self, ctx: &egui::Context) {
        let asks = self.editor.review().is_some() && !self.editor.review_waits();
        if asks && !super::keys::is_typing(ctx) && !self.canvas.is_busy() {
            let is_free = self.canvas.has_keys(ctx) || ctx.memory(|memory| memory.focused().is_none());
            self.asks.extend(pressed(ctx, is_free).into_iter().map(Ask::Review));
        }
    }

    /// Begins a review, of the selected actor if one is selected, or leaves the one that is going on; one that waits goes on.
    pub(super) fn begin_or_leave_review(&mut self, ctx: &egui::Context) {
        if self.editor.review_waits() {
            self.followed = None;
            return;
        }
        if self.editor.review().is_some() {
            return self.editor.end_review();
        }
        // Enter and the space bar are for the review.
        ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
        let about = Scope { actor: self.editor.selection.sole_actor(), ..Scope::default() };
        self.editor.start_review(Order::default(), about);
        if self.editor.review().and_then(Review::current).is_none() {
            self.editor.start_review(Order::default(), Scope::default());
        }
    }

    pub(super) fn review(&mut self, wish: Wish, ctx: &egui::Context) {
        let Some(review) = self.editor.review() else { return };
        let (order, scope) = (review.order(), review.scope());
        let current = review.current();
        match wish {
            Wish::Answer(answer) => {
                let done = self.editor.answer(answer);
                self.tell(done);
            }
            Wish::DoTheSame => {
                let done = self.editor.do_the_same();
                self.tell(done);
            }
            Wish::FindSource => {
                self.prompt = current.map(|(key, _)| Prompt::Search(Search::for_source(key.target)));
            }
            Wish::FindTarget => {
                self.prompt = current.map(|(key, _)| Prompt::Search(Search::for_target(key.source)));
            }
            Wish::FindActor => self.prompt = Some(Prompt::Search(Search::to_review(scope))),
            Wish::Skip => self.editor.skip_finding(),
            Wish::Undo => self.perform(Ask::Command(Command::Undo), ctx),
            Wish::Choose(id, chosen) => self.editor.choose_similar(id, chosen),
            Wish::Arrange(order) => self.editor.arrange_review(order),
            Wish::Rearrange => self.editor.arrange_review(order.other()),
            Wish::Narrow => review::open_scopes(ctx),
            Wish::About(scope) => self.editor.start_review(order, scope),
            Wish::Leave => self.editor.end_review(),
        }
    }

    /// Answers with somebody who is added in the same step.
    pub(super) fn answer_with(&mut self, add: Edit, answer: Answer) {
        let done = self.editor.answer_with(vec![add], answer);
        self.tell(done);
    }

    fn tell(&mut self, done: Result<(), EditError>) {
        self.toasts.withdraw_undo();
        if let Err(error) = done {
            self.toasts.warn(format!("That does not fit: {error}. Nothing was changed."));
        }
    }

    /// Lets the canvas, and the article if one is open, show the finding that is reviewed; where a relation was selected by
    /// hand, reviews that.
    pub(super) fn follow_review(&mut self) {
        let current = |editor: &Editor| editor.review().and_then(Review::current);
        if self.editor.review_waits()
            && self.followed == current(&self.editor)
            && let Some(key) = self.editor.selection.sole_relation()
        {
            let quote = self.panels.article.and_then(|shown| shown.quote);
            self.editor.review_relation(key, quote);
        }
        let current = current(&self.editor);
        if std::mem::replace(&mut self.followed, current) == current {
            return;
        }
        let Some((key, id)) = current else { return };
        self.editor.reveal(Selection::of_relation(key));
        self.canvas.approach(&self.editor);
        let item = self.editor.map().evidence(key, id);
        if let Some((shown, item)) = self.panels.article.as_mut().zip(item) {
            *shown = Shown { article: item.article, quote: Some(id), scroll: true };
        }
    }
}

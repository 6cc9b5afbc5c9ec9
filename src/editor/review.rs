//! A pass over the findings that nobody has judged yet: one at a time, in an order of what matters most, each answered in one
//! word; and what was answered of one is offered for those like it.

mod order;
mod similar;

use std::collections::{HashMap, HashSet};

use super::{Editor, Selection, describe};
use crate::map::{
    Actor, ActorId, ArticleId, Confidence, Diff, Edit, EditError, Evidence, EvidenceId, Modality, Relation,
    RelationKey, StanceMap, Verdict,
};

pub use order::Order;
pub use similar::{Likeness, Similar};

/// What a person says of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The quote shows what was read.
    Accept,
    /// It does not.
    Reject,
    /// It shows the other stance.
    Flip,
    /// It shows the same the other way round.
    Reverse,
    /// It shows what was read, but as possible, reported or planned only.
    Hedge,
    /// It shows the same of another source.
    Source(ActorId),
    /// It shows the same towards another target.
    Target(ActorId),
}

impl Answer {
    /// The edit that says this of a quote.
    pub fn edit(self, key: RelationKey, id: EvidenceId) -> Edit {
        let judged = |verdict| Edit::JudgeEvidence { key, id, verdict };
        let moved = |to| Edit::MoveEvidence { from: key, id, to };
        match self {
            Self::Accept => judged(Verdict::Confirmed),
            Self::Reject => judged(Verdict::Rejected),
            Self::Flip => moved(key.flipped()),
            Self::Reverse => moved(key.reversed()),
            Self::Hedge => Edit::SetModality { key, id, modality: Modality::Hedged },
            Self::Source(source) => moved(RelationKey { source, ..key }),
            Self::Target(target) => moved(RelationKey { target, ..key }),
        }
    }

    /// The verb, in sentence case: "Flip".
    pub fn label(self) -> &'static str {
        match self {
            Self::Accept => "Accept",
            Self::Reject => "Reject",
            Self::Flip => "Flip",
            Self::Reverse => "Reverse",
            Self::Hedge => "Hedge",
            Self::Source(_) => "Change the source of",
            Self::Target(_) => "Change the target of",
        }
    }
}

/// The findings that a review is about, besides the filter in use: those that meet all of these.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scope {
    /// Only findings on this actor.
    pub actor: Option<ActorId>,
    /// Only findings from this article.
    pub article: Option<ArticleId>,
    /// Only findings of at most this confidence.
    pub at_most: Option<Confidence>,
}

impl Scope {
    fn holds(&self, key: RelationKey, item: &Evidence) -> bool {
        self.actor.is_none_or(|actor| key.touches(actor))
            && self.article.is_none_or(|article| item.article == article)
            && self.at_most.is_none_or(|most| item.confidence <= most)
    }
}

/// The offer to say of similar findings what was said of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What was said.
    pub answer: Answer,
    /// The similar findings, the most alike first.
    pub similar: Vec<Similar>,
}

impl Offer {
    /// How many of them are chosen.
    pub fn chosen(&self) -> usize {
        self.similar.iter().filter(|like| like.chosen).count()
    }
}

/// A review that is going on.
#[derive(Debug, Clone, Default)]
pub struct Review {
    order: Order,
    scope: Scope,
    /// Every finding of the review in its order, those answered included.
    queue: Vec<EvidenceId>,
    /// Every finding of the map that was not answered yet, in the scope or not.
    open: HashMap<EvidenceId, RelationKey>,
    /// How many of the queue are open.
    left: usize,
    current: Option<EvidenceId>,
    offer: Option<Offer>,
}

impl Review {
    /// The order.
    pub fn order(&self) -> Order {
        self.order
    }

    /// What it is about.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The finding to be answered; `None` once all are.
    pub fn current(&self) -> Option<(RelationKey, EvidenceId)> {
        let id = self.current?;
        Some((*self.open.get(&id)?, id))
    }

    /// How many findings of the review are answered, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.queue.len() - self.left, self.queue.len())
    }

    /// What can be done to findings like the last one.
    pub fn offer(&self) -> Option<&Offer> {
        self.offer.as_ref()
    }

    /// The first open finding after the current one, from the beginning again after the end.
    fn next(&self) -> Option<EvidenceId> {
        let at = self.current.and_then(|id| self.queue.iter().position(|other| *other == id));
        let (before, after) = self.queue.split_at(at.map_or(0, |at| at + 1));
        after.iter().chain(before).copied().find(|id| self.open.contains_key(id))
    }

    /// Keeps what is open with the map, which `diff` has just changed; the findings that were not open before. Only what
    /// changed is looked at, unless actors came or went: their relations do so with them.
    fn follow(&mut self, map: &StanceMap, diff: &Diff) -> HashSet<EvidenceId> {
        let is_shown = |actor: &Option<Actor>| actor.as_ref().is_some_and(Actor::is_shown);
        if diff.actors.values().any(|change| is_shown(&change.before) != is_shown(&change.after)) {
            let before = std::mem::replace(&mut self.open, all_open(map));
            return self.open.keys().filter(|id| !before.contains_key(id)).copied().collect();
        }
        let before = diff.relations.values().filter_map(|change| change.before.as_ref());
        let ids = before.flat_map(|relation| &relation.evidence).map(|item| item.id);
        let closed: HashSet<EvidenceId> = ids.filter(|id| self.open.remove(id).is_some()).collect();
        let mut now = Vec::new();
        for key in diff.relations.keys() {
            let ends_shown =
                [key.source, key.target].iter().all(|id| map.actor(*id).is_some_and(Actor::is_shown));
            for item in map.relation(*key).filter(|_| ends_shown).into_iter().flat_map(open_in) {
                self.open.insert(item.id, *key);
                now.push(item.id);
            }
        }
        now.into_iter().filter(|id| !closed.contains(id)).collect()
    }

    fn count(&mut self) {
        self.left = self.queue.iter().filter(|id| self.open.contains_key(id)).count();
    }
}

/// Whether nobody has said anything of a quote that speaks for a relation, nor of the relation.
fn is_open(relation: &Relation, item: &Evidence) -> bool {
    item.supports() && item.verdict == Verdict::Unreviewed && relation.verdict == Verdict::Unreviewed
}

/// The findings of a relation that were not answered yet.
pub(super) fn open_in(relation: &Relation) -> impl Iterator<Item = &Evidence> {
    relation.evidence.iter().filter(|item| is_open(relation, item))
}

/// The findings that were not answered yet.
pub(super) fn open(map: &StanceMap) -> impl Iterator<Item = (RelationKey, &Evidence)> {
    map.relations().flat_map(|(key, relation)| open_in(relation).map(move |item| (key, item)))
}

fn all_open(map: &StanceMap) -> HashMap<EvidenceId, RelationKey> {
    open(map).map(|(key, item)| (item.id, key)).collect()
}

impl Editor {
    /// The review that is going on.
    pub fn review(&self) -> Option<&Review> {
        self.review.as_ref()
    }

    /// Begins a review, or goes on about something else.
    pub fn start_review(&mut self, order: Order, scope: Scope) {
        let before = self.review.take().and_then(|review| review.current);
        let mut review = Review { order, scope, ..Review::default() };
        review.open = all_open(&self.map);
        review.queue = self.queue(&review);
        review.current = before.filter(|id| review.queue.contains(id));
        review.count();
        review.current = review.current.or(review.queue.first().copied());
        self.review = Some(review);
    }

    /// Goes on in another order. What was answered stays answered.
    pub fn arrange_review(&mut self, order: Order) {
        let Some(Review { scope, queue, open, .. }) = &self.review else { return };
        let answered: Vec<EvidenceId> = queue.iter().copied().filter(|id| !open.contains_key(id)).collect();
        self.start_review(order, *scope);
        if let Some(review) = &mut self.review {
            review.queue.splice(0..0, answered);
        }
    }

    /// Goes to an open finding of this relation that the review is about, if there is one: to this quote if it is among them.
    pub fn review_relation(&mut self, key: RelationKey, quote: Option<EvidenceId>) {
        let Some(review) = &mut self.review else { return };
        let here = |id: &EvidenceId| review.open.get(id) == Some(&key);
        let found = quote.filter(|id| review.queue.contains(id) && here(id));
        if let Some(id) = found.or_else(|| review.queue.iter().copied().find(here)) {
            review.current = Some(id);
            review.offer = None;
        }
    }

    /// Whether a review is going on while something else than its finding is selected.
    pub fn review_waits(&self) -> bool {
        let Selection { actors, relations } = &self.selection;
        let current = self.review.as_ref().and_then(Review::current);
        current.is_some_and(|(key, _)| {
            !(self.selection.is_empty() || actors.is_empty() && relations.contains(&key))
        })
    }

    /// Leaves the review.
    pub fn end_review(&mut self) {
        self.review = None;
    }

    /// Answers the current finding and goes to the next; where it was corrected, offers the same for those like it.
    ///
    /// # Errors
    /// If the answer does not fit, be it that source and target would be the same actor; nothing has changed then.
    pub fn answer(&mut self, answer: Answer) -> Result<(), EditError> {
        self.answer_with(Vec::new(), answer)
    }

    /// Answers as [`Editor::answer`] does, in one step with what it takes, be it that an actor is added.
    ///
    /// # Errors
    /// If any of it does not fit; nothing has changed then.
    pub fn answer_with(&mut self, mut edits: Vec<Edit>, answer: Answer) -> Result<(), EditError> {
        let Some((key, id)) = self.review.as_ref().and_then(Review::current) else { return Ok(()) };
        let similar = similar::similar(&self.map, answer, key, id);
        let edit = answer.edit(key, id);
        let name = describe(edits.first().unwrap_or(&edit), &self.map);
        edits.push(edit);
        self.edit_as(name, edits)?;
        if let Some(review) = self.review.as_mut().filter(|_| !similar.is_empty()) {
            review.offer = Some(Offer { answer, similar });
        }
        Ok(())
    }

    /// Leaves the current finding for later, and what was offered.
    pub fn skip_finding(&mut self) {
        if let Some(review) = &mut self.review {
            review.offer = None;
            review.current = review.next();
        }
    }

    /// Chooses one of the similar findings, or no longer.
    pub fn choose_similar(&mut self, id: EvidenceId, chosen: bool) {
        let offer = self.review.as_mut().and_then(|review| review.offer.as_mut());
        let like = offer.and_then(|offer| offer.similar.iter_mut().find(|like| like.id == id));
        if let Some(like) = like {
            like.chosen = chosen;
        }
    }

    /// Does to the chosen similar findings, in one step, what was done to the last.
    ///
    /// # Errors
    /// If one of the edits does not fit; nothing has changed then.
    pub fn do_the_same(&mut self) -> Result<(), EditError> {
        let offer = self.review.as_ref().and_then(Review::offer);
        let Some(offer) = offer.filter(|offer| offer.chosen() > 0) else { return Ok(()) };
        let edits: Vec<Edit> = offer.similar.iter().filter_map(Similar::chosen_edit).collect();
        let findings = if edits.len() == 1 { "finding" } else { "findings" };
        let name = format!("{} {} similar {findings}", offer.answer.label(), edits.len());
        self.edit_as(name, edits)
    }

    /// Keeps the review with the map, which `diff` has just changed: goes on where the current finding was answered, back to
    /// what was taken back, and takes in what is new.
    pub(super) fn refresh_review(&mut self, diff: &Diff) {
        let Some(mut review) = self.review.take() else { return };
        let opened = review.follow(&self.map, diff);
        let mut reopened = review.queue.iter().filter(|id| opened.contains(id)).copied();
        let (first, others) = (reopened.next(), reopened.count());
        if usize::from(first.is_some()) + others < opened.len() {
            let mut queue = self.queue(&review);
            let known: HashSet<EvidenceId> = review.queue.iter().copied().collect();
            queue.retain(|id| !known.contains(id));
            review.queue.extend(queue);
        }
        review.count();
        review.offer = None;
        if first.is_some() {
            review.current = first;
        } else if review.current().is_none() {
            review.current = review.next();
        }
        self.review = Some(review);
    }

    /// Begins anew after the filter was changed, from the same finding if it passes.
    pub(super) fn filter_review(&mut self) {
        if let Some(Review { order, scope, .. }) = self.review {
            self.start_review(order, scope);
        }
    }

    /// The open findings that a review is about, in its order.
    fn queue(&self, review: &Review) -> Vec<EvidenceId> {
        let passing = (!self.filter.is_empty()).then(|| self.filter.quotes(&self.map));
        let wanted = |(key, item): &(RelationKey, &Evidence)| {
            review.scope.holds(*key, item) && passing.as_ref().is_none_or(|quotes| quotes.contains(&item.id))
        };
        review.order.sorted(&self.map, open(&self.map).filter(wanted).collect())
    }
}

#[cfg(test)]
mod tests;

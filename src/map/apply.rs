//! How each edit is performed, with all that follows from it.

use std::sync::Arc;

use super::check;
use super::deed::in_order;
use super::draft::Draft;
use super::unite::stands_for;
use super::{
    Actor, ActorId, Article, ArticleId, Claim, Diff, Edit, EditError, Evidence, EvidenceId, Place, Relation,
    RelationKey, Stamp, StanceMap, Verdict,
};

impl StanceMap {
    /// Performs one edit, cascades included.
    ///
    /// # Errors
    /// If the edit does not fit the map, which then stays exactly as it was.
    pub fn apply(&mut self, edit: Edit) -> Result<Diff, EditError> {
        self.apply_all([edit])
    }

    /// Performs several edits as one: all of them or none.
    ///
    /// # Errors
    /// The first edit that does not fit; the map then stays exactly as it was.
    pub fn apply_all(&mut self, edits: impl IntoIterator<Item = Edit>) -> Result<Diff, EditError> {
        self.apply_stamped(edits, None)
    }

    /// Performs several edits as one, by a person's hand: relations remember what was done to them, and articles when
    /// they were added.
    ///
    /// # Errors
    /// The first edit that does not fit; the map then stays exactly as it was.
    pub fn apply_signed(
        &mut self,
        edits: impl IntoIterator<Item = Edit>,
        stamp: &Stamp,
    ) -> Result<Diff, EditError> {
        self.apply_stamped(edits, Some(stamp))
    }

    /// Performs several edits as one that nobody will take back. Nothing tells what changed, and so no relation is copied
    /// with all of its quotes because one is added.
    ///
    /// # Errors
    /// The first edit that does not fit; the map then stays exactly as it was.
    pub(super) fn apply_for_good(&mut self, edits: impl IntoIterator<Item = Edit>) -> Result<(), EditError> {
        let kept = self.draft(edits, None)?.keep();
        self.note_kept(kept);
        Ok(())
    }

    fn apply_stamped(
        &mut self,
        edits: impl IntoIterator<Item = Edit>,
        stamp: Option<&Stamp>,
    ) -> Result<Diff, EditError> {
        let diff = self.draft(edits, stamp)?.finish();
        self.note_diff(&diff);
        Ok(diff)
    }

    /// The map with all of the edits performed, or as it was.
    fn draft<'a>(
        &'a mut self,
        edits: impl IntoIterator<Item = Edit>,
        stamp: Option<&'a Stamp>,
    ) -> Result<Draft<'a>, EditError> {
        let next = self.next_evidence_id();
        let (records, by_text) = self.under_change();
        let mut draft = Draft::new(records, by_text, next, stamp);
        for edit in edits {
            if let Err(error) = perform(&mut draft, edit) {
                draft.abandon();
                return Err(error);
            }
        }
        Ok(draft)
    }
}

fn perform(draft: &mut Draft<'_>, edit: Edit) -> Result<(), EditError> {
    match edit {
        Edit::SetTitle(title) => draft.set_title(title),
        Edit::AddArticle { id, mut article } => {
            if draft.article(id).is_some() {
                return Err(EditError::IdInUse(id.to_string()));
            }
            if let Some(there) = draft.article_with(article.hash()) {
                return Err(EditError::ArticleThere(there));
            }
            article.added = article.added.or(draft.stamp().map(|stamp| stamp.at));
            draft.add_article(id, article);
        }
        Edit::DescribeArticle { id, article } => {
            let there = draft.article(id).ok_or(EditError::NoArticle(id))?;
            if there.hash() != article.hash() {
                return Err(EditError::TextChanged(id));
            }
            draft.set_article(id, Some(Arc::new(article)));
        }
        Edit::SetArticleNote { id, note } => {
            let there = draft.article(id).ok_or(EditError::NoArticle(id))?;
            let mut article = Article::clone(there);
            article.note = note;
            draft.set_article(id, Some(Arc::new(article)));
        }
        Edit::RemoveArticle(id) => remove_article(draft, id)?,
        Edit::AddActor { id, actor, at } => add_actor(draft, id, actor, at)?,
        Edit::RenameActor { id, name } => {
            let name = named(&name)?;
            change_actor(draft, id, |actor| {
                actor.aliases.remove(&name);
                actor.descriptions.remove(&name);
                actor.not_called.remove(&name);
                let old = std::mem::replace(&mut actor.name, name);
                if old != actor.name {
                    actor.aliases.insert(old);
                }
                actor.verdict = Verdict::Confirmed;
            })?;
        }
        Edit::SetActorKind { id, kind } => change_actor(draft, id, |actor| {
            actor.kind = kind;
            actor.verdict = Verdict::Confirmed;
        })?,
        Edit::SetMemberOf { id, member_of } => {
            live_actor(draft, id)?;
            if let Some(group) = member_of {
                live_actor(draft, group)?;
                if check::belongs_to(&draft.records().actors, group, id) {
                    return Err(EditError::MembershipCircle);
                }
            }
            change_actor(draft, id, |actor| actor.member_of = member_of)?;
        }
        Edit::LearnNames { id, aliases, descriptions } => {
            // A tombstone learns too: otherwise the next article would bring the actor back under the new name.
            let mut actor = draft.actor(id).ok_or(EditError::NoActor(id))?.clone();
            actor.aliases.extend(aliases.into_iter().filter(|name| !name.trim().is_empty()));
            actor.aliases.remove(&actor.name);
            actor.descriptions.extend(descriptions.into_iter().filter(|name| !name.trim().is_empty()));
            actor.descriptions.retain(|name| *name != actor.name && !actor.aliases.contains(name));
            let called = |name: &String| actor.aliases.contains(name) || actor.descriptions.contains(name);
            actor.not_called.retain(|name| !called(name));
            draft.set_actor(id, Some(actor));
        }
        Edit::ForgetName { id, name } => change_actor(draft, id, |actor| {
            actor.aliases.remove(&name);
            actor.descriptions.remove(&name);
            if name != actor.name && !name.trim().is_empty() {
                actor.not_called.insert(name);
            }
        })?,
        Edit::SetActorColour { actors, colour } => {
            for id in actors {
                change_actor(draft, id, |actor| actor.colour = colour)?;
            }
        }
        Edit::SetActorNote { id, note } => change_actor(draft, id, |actor| actor.note = note)?,
        Edit::MergeActors { from, into } => super::unite::merge_actors(draft, from, into)?,
        Edit::SplitActor(split) => super::split::split(draft, split)?,
        Edit::DeleteActor(id) => change_actor(draft, id, |actor| actor.verdict = Verdict::Rejected)?,
        Edit::AddRelation { key, claim } => add_relation(draft, key, claim)?,
        Edit::FlipStance(key) => super::rekey::rekey(draft, key, key.flipped())?,
        Edit::ReverseRelation(key) => super::rekey::rekey(draft, key, key.reversed())?,
        Edit::DeleteRelation(key) => {
            let mut relation = live_relation(draft, key)?.clone();
            relation.verdict = Verdict::Rejected;
            relation.claim = None;
            let keep = !relation.evidence.is_empty();
            draft.set_relation(key, keep.then_some(relation));
        }
        Edit::JudgeRelation { key, verdict } => {
            change_relation(draft, key, |relation| relation.verdict = verdict)?
        }
        Edit::SetRelationNote { key, note } => change_relation(draft, key, |relation| relation.note = note)?,
        Edit::AddHistory { key, history } => {
            change_relation(draft, key, |relation| {
                let all = std::mem::take(&mut relation.history).into_iter().chain(history);
                relation.history = in_order(all);
            })?;
        }
        Edit::MoveEvidence { from, id, to } => super::requote::move_evidence(draft, from, id, to)?,
        Edit::AddEvidence { key, evidence } => add_evidence(draft, key, evidence)?,
        Edit::JudgeEvidence { key, id, verdict } => {
            change_evidence(draft, key, id, |item| item.verdict = verdict)?;
        }
        Edit::SetModality { key, id, modality } => change_evidence(draft, key, id, |item| {
            item.modality = modality;
            item.verdict = Verdict::Confirmed;
        })?,
        Edit::SetSpeaker { key, id, speaker } => {
            if let Some(speaker) = speaker {
                live_actor(draft, speaker)?;
            }
            change_evidence(draft, key, id, |item| {
                item.attribution = speaker;
                // A quote that does not show its stance shows it in no voice.
                if item.verdict != Verdict::Rejected {
                    item.verdict = Verdict::Confirmed;
                }
            })?;
            draft.voiced(id);
        }
        Edit::SetEvidenceNote { key, id, note } => change_evidence(draft, key, id, |item| item.note = note)?,
        Edit::Place(places) => {
            for (id, place) in places {
                set_place(draft, id, place)?;
            }
        }
        Edit::Pin { actors, pinned } => {
            for id in actors {
                live_actor(draft, id)?;
                draft.place(id).ok_or(EditError::Unplaced(id))?;
                draft.set_pinned(id, pinned);
            }
        }
        Edit::RollUp { groups, rolled_up } => {
            for id in groups {
                live_actor(draft, id)?;
                draft.set_rolled_up(id, rolled_up);
            }
        }
    }
    Ok(())
}

pub(super) fn named(name: &str) -> Result<String, EditError> {
    let name = name.trim();
    if name.is_empty() { Err(EditError::BlankName) } else { Ok(name.to_owned()) }
}

pub(super) fn live_actor<'a>(draft: &'a Draft<'_>, id: ActorId) -> Result<&'a Actor, EditError> {
    draft.actor(id).filter(|actor| actor.is_shown()).ok_or(EditError::NoActor(id))
}

pub(super) fn live_relation<'a>(draft: &'a Draft<'_>, key: RelationKey) -> Result<&'a Relation, EditError> {
    draft.relation(key).ok_or(EditError::NoRelation(key))
}

fn change_actor(
    draft: &mut Draft<'_>,
    id: ActorId,
    change: impl FnOnce(&mut Actor),
) -> Result<(), EditError> {
    let mut actor = live_actor(draft, id)?.clone();
    change(&mut actor);
    draft.set_actor(id, Some(actor));
    Ok(())
}

fn change_relation(
    draft: &mut Draft<'_>,
    key: RelationKey,
    change: impl FnOnce(&mut Relation),
) -> Result<(), EditError> {
    change(draft.relation_mut(key).ok_or(EditError::NoRelation(key))?);
    Ok(())
}

fn change_evidence(
    draft: &mut Draft<'_>,
    key: RelationKey,
    id: EvidenceId,
    change: impl FnOnce(&mut Evidence),
) -> Result<(), EditError> {
    live_relation(draft, key)?;
    change(draft.quote_mut(key, id).ok_or(EditError::NoEvidence(id))?);
    Ok(())
}

pub(super) fn set_place(draft: &mut Draft<'_>, id: ActorId, place: Place) -> Result<(), EditError> {
    live_actor(draft, id)?;
    if !(place.x.is_finite() && place.y.is_finite()) {
        return Err(EditError::NoPlace(id));
    }
    draft.set_place(id, Some(place));
    Ok(())
}

fn add_actor(
    draft: &mut Draft<'_>,
    id: ActorId,
    mut actor: Actor,
    at: Option<Place>,
) -> Result<(), EditError> {
    if draft.actor(id).is_some() {
        return Err(EditError::IdInUse(id.to_string()));
    }
    actor.name = named(&actor.name)?;
    if let Some(host) = actor.merged_into {
        draft.actor(host).filter(|host| host.merged_into.is_none()).ok_or(EditError::NoActor(host))?;
        actor.verdict = Verdict::Rejected;
    }
    if let Some(group) = actor.member_of {
        if group == id {
            return Err(EditError::MembershipCircle);
        }
        draft.actor(group).filter(|group| group.merged_into.is_none()).ok_or(EditError::NoActor(group))?;
    }
    draft.set_actor(id, Some(actor));
    at.map_or(Ok(()), |place| set_place(draft, id, place))
}

fn remove_article(draft: &mut Draft<'_>, id: ArticleId) -> Result<(), EditError> {
    if draft.article(id).is_none() {
        return Err(EditError::NoArticle(id));
    }
    let quoting: Vec<RelationKey> = draft
        .records()
        .relations
        .iter()
        .filter(|(_, relation)| relation.evidence.iter().any(|item| item.article == id))
        .map(|(key, _)| *key)
        .collect();
    for key in quoting {
        let mut relation = live_relation(draft, key)?.clone();
        relation.evidence.retain(|item| item.article != id);
        let keep = !relation.evidence.is_empty() || relation.claim.is_some();
        draft.set_relation(key, keep.then_some(relation));
    }
    draft.set_article(id, None);
    Ok(())
}

fn add_relation(draft: &mut Draft<'_>, key: RelationKey, claim: Claim) -> Result<(), EditError> {
    if key.source == key.target {
        return Err(EditError::SameActor);
    }
    live_actor(draft, key.source)?;
    live_actor(draft, key.target)?;
    let mut relation = draft.relation(key).cloned().unwrap_or_default();
    relation.verdict = Verdict::Confirmed;
    relation.claim.get_or_insert(claim);
    draft.set_relation(key, Some(relation));
    Ok(())
}

fn add_evidence(draft: &mut Draft<'_>, key: RelationKey, evidence: Evidence) -> Result<(), EditError> {
    if key.source == key.target {
        return Err(EditError::SameActor);
    }
    let stands = |id| stands_for(&draft.records().actors, id);
    let is_within = stands(key.source) == stands(key.target);
    for id in [Some(key.source), Some(key.target), evidence.attribution].into_iter().flatten() {
        // Whoever was merged into another has a part only in what the two said of each other.
        let there = |actor: &&Actor| actor.merged_into.is_none() || (is_within && key.touches(id));
        draft.actor(id).filter(there).ok_or(EditError::NoActor(id))?;
    }
    let article = draft.article(evidence.article).ok_or(EditError::NoArticle(evidence.article))?;
    if !check::spans_fit(&evidence, article) {
        return Err(EditError::SpanOutside(evidence.id));
    }
    if !draft.take_evidence_id(evidence.id) {
        return Err(EditError::IdInUse(evidence.id.to_string()));
    }
    draft.add_quote(key, evidence);
    Ok(())
}

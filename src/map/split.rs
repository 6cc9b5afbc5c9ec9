//! How an actor that turned out to be two is split.

use std::collections::BTreeSet;

use super::apply::{live_actor, named, set_place};
use super::draft::Draft;
use super::unite::{bring_back, stands_for};
use super::{Actor, ActorId, ActorKind, EditError, EvidenceId, Place, Relation, RelationKey, Verdict};

/// Which part of an actor becomes an actor of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// The actor that is split.
    pub from: ActorId,
    /// A free id for the new one.
    pub into: ActorId,
    /// What the new one is called. If this was another name of the old one, it no longer is.
    pub name: String,
    /// What sort of actor the new one is.
    pub kind: ActorKind,
    /// Where to put it; `None` leaves that to the layout.
    pub at: Option<Place>,
    /// The aliases and descriptions that go along; what is none of the old one is left aside.
    pub names: BTreeSet<String>,
    /// The quotes that go along; each belongs to a relation of the old one.
    pub evidence: BTreeSet<EvidenceId>,
    /// The relations of the old one whose claim goes along.
    pub claims: BTreeSet<RelationKey>,
}

/// Performs a split. Quotes keep their verdicts and origins. A relation that is divided keeps its verdict on either side, and
/// its note and history where it was, unless all of it goes along; who took a stance in words of its own is the speaker
/// still. What the two said of each other before they were merged is shown again. Both actors are confirmed: a person has just
/// said who they are.
pub(super) fn split(draft: &mut Draft<'_>, split: Split) -> Result<(), EditError> {
    let Split { from, into, name, kind, at, mut names, evidence, claims } = split;
    if draft.actor(into).is_some() {
        return Err(EditError::IdInUse(into.to_string()));
    }
    let name = named(&name)?;
    let mut stays = live_actor(draft, from)?.clone();
    stays.verdict = Verdict::Confirmed;
    let mut part = Actor::by_hand(name, kind);
    names.insert(part.name.clone());
    for name in names {
        if stays.aliases.remove(&name) {
            part.aliases.insert(name);
        } else if stays.descriptions.remove(&name) {
            // Other than an alias, it may be what many are called: that another has it keeps no reading from giving it back.
            stays.not_called.insert(name.clone());
            part.descriptions.insert(name);
        }
    }
    part.aliases.remove(&part.name);
    part.descriptions.remove(&part.name);
    draft.set_actor(from, Some(stays));
    draft.set_actor(into, Some(part));
    if let Some(place) = at {
        set_place(draft, into, place)?;
    }

    let mut missing = evidence.clone();
    let mut divided: Vec<(RelationKey, Relation)> = Vec::new();
    let actors = &draft.records().actors;
    let shown = |key: &RelationKey| stands_for(actors, key.source) != stands_for(actors, key.target);
    let of_it = draft.records().relations.iter().filter(|(key, _)| key.touches(from) && shown(key));
    for (key, relation) in of_it {
        let chosen = relation.evidence.iter().filter(|item| missing.remove(&item.id)).count();
        if chosen > 0 || claims.contains(key) {
            divided.push((*key, relation.clone()));
        }
    }
    if let Some(id) = missing.first() {
        return Err(EditError::NoEvidence(*id));
    }
    let has_claim =
        |key: &RelationKey| divided.iter().any(|(there, relation)| there == key && relation.claim.is_some());
    if let Some(key) = claims.iter().find(|key| !has_claim(key)) {
        return Err(EditError::NoRelation(*key));
    }
    for (key, mut left) in divided {
        let (mut chosen, rest): (Vec<_>, Vec<_>) =
            left.evidence.into_iter().partition(|item| evidence.contains(&item.id));
        for item in chosen.iter_mut().filter(|item| key.source == from && item.attribution == Some(from)) {
            item.attribution = Some(into);
        }
        left.evidence = rest;
        let claim = if claims.contains(&key) { left.claim.take() } else { None };
        let keep = !left.evidence.is_empty() || left.claim.is_some();
        let (note, history) =
            if keep { Default::default() } else { (left.note.clone(), left.history.clone()) };
        let moved = Relation { evidence: chosen, claim, verdict: left.verdict, note, history };
        let to = key.with_actor(from, into);
        draft.moved(key, to, moved.claim.is_some());
        draft.set_relation(key, keep.then_some(left));
        draft.set_relation(to, Some(moved));
    }
    bring_back(draft, from, into);
    Ok(())
}

//! What must hold between the records of a map.

use std::collections::{BTreeMap, BTreeSet};

use super::unite::stands_for;
use super::{Actor, ActorId, Article, ArticleId, Evidence, EvidenceId, Records, RelationKey};

/// Something in the records that does not fit together: a sentence for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which record: `n7`, `a2`, `n1 backs n2`, `e9`.
    pub record: String,
    /// What is wrong with it.
    pub what: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.record, self.what)
    }
}

/// Every problem, in the order of the tables.
pub(super) fn check(records: &Records) -> Vec<Problem> {
    let Records { title: _, articles, actors, relations, places, pinned, rolled_up } = records;
    let mut problems = Vec::new();
    let mut report = |record: String, what: &str| problems.push(Problem { record, what: what.to_owned() });

    let mut hashes = BTreeSet::new();
    for (id, article) in articles {
        if !hashes.insert(article.hash()) {
            report(id.to_string(), "another article has the same text");
        }
    }
    // The id after the last has to exist.
    if articles.contains_key(&ArticleId(u32::MAX)) {
        report(ArticleId(u32::MAX).to_string(), "the id is too large");
    }
    if actors.contains_key(&ActorId(u32::MAX)) {
        report(ActorId(u32::MAX).to_string(), "the id is too large");
    }
    for (id, actor) in actors {
        if actor.name.trim().is_empty() {
            report(id.to_string(), "the actor has no name");
        }
        if let Some(host) = actor.merged_into {
            let stands = actors.get(&host).is_some_and(|host| host.merged_into.is_none());
            if actor.is_shown() || !stands {
                report(id.to_string(), "it was merged into an actor that does not stand for it");
            }
        }
        if let Some(group) = actor.member_of {
            if !actors.contains_key(&group) {
                report(id.to_string(), "it belongs to an actor that does not exist");
            } else if belongs_to(actors, group, *id) {
                report(id.to_string(), "it belongs to itself or to its own member");
            }
        }
    }
    let mut items = BTreeSet::new();
    let merged = |id: &ActorId| actors.get(id).is_some_and(|actor| actor.merged_into.is_some());
    for (key, relation) in relations {
        let RelationKey { source, target, stance } = *key;
        let name = format!("{source} {} {target}", stance.word());
        let is_within = stands_for(actors, source) == stands_for(actors, target);
        if !is_within && (merged(&source) || merged(&target)) {
            report(name.clone(), "an actor of the relation was merged into another");
        }
        if source == target {
            report(name.clone(), "source and target are the same actor");
        }
        if !actors.contains_key(&source) || !actors.contains_key(&target) {
            report(name.clone(), "an actor of the relation does not exist");
        }
        for item in &relation.evidence {
            if item.id == EvidenceId(u32::MAX) {
                report(item.id.to_string(), "the id is too large");
            }
            if !items.insert(item.id) {
                report(item.id.to_string(), "two quotes have this id");
            }
            match articles.get(&item.article) {
                None => report(item.id.to_string(), "the article of the quote does not exist"),
                Some(article) if !spans_fit(item, article) => {
                    report(item.id.to_string(), "the quote lies outside its article");
                }
                Some(_) => {}
            }
            if item.attribution.is_some_and(|speaker| !actors.contains_key(&speaker)) {
                report(item.id.to_string(), "the speaker of the quote does not exist");
            }
        }
        if relation.evidence.is_empty() && relation.claim.is_none() {
            report(name, "the relation has neither a quote nor a person's word");
        }
    }
    for (id, place) in places {
        if !actors.contains_key(id) {
            report(id.to_string(), "an actor that does not exist has a place");
        }
        if !(place.x.is_finite() && place.y.is_finite()) {
            report(id.to_string(), "the place is not a number");
        }
    }
    for id in pinned.iter().filter(|id| !places.contains_key(id)) {
        report(id.to_string(), "an actor without a place is pinned");
    }
    for id in rolled_up.iter().filter(|id| !actors.contains_key(id)) {
        report(id.to_string(), "an actor that does not exist is rolled up");
    }
    problems
}

/// Whether `member` is `group`, or belongs to it directly or through others. Ends on circles too.
pub(super) fn belongs_to(actors: &BTreeMap<ActorId, Actor>, member: ActorId, group: ActorId) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = Some(member);
    while let Some(id) = at.filter(|id| seen.insert(*id)) {
        if id == group {
            return true;
        }
        at = actors.get(&id).and_then(|actor| actor.member_of);
    }
    false
}

/// Whether every span of `evidence` cuts whole characters out of `article`, and the quote is not empty.
pub(super) fn spans_fit(evidence: &Evidence, article: &Article) -> bool {
    let mentions = evidence.origin.map(|origin| [origin.source_mention, origin.target_mention]);
    let spans = mentions.into_iter().flatten().chain(evidence.cue).chain([evidence.quote]);
    !evidence.quote.is_empty() && spans.into_iter().all(|span| article.slice(span).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{ActorKind, StanceMap};

    #[test]
    fn an_id_that_none_can_follow_is_refused() {
        let mut records = Records::default();
        records.actors.insert(ActorId(u32::MAX), Actor::by_hand("Ana", ActorKind::Person));
        let problems = StanceMap::new(records).unwrap_err();
        assert_eq!(problems[0].to_string(), "n4294967295: the id is too large");
    }
}

//! How well a map agrees with one that a careful person drew of the same text.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use super::matching::Matching;
use super::{Edge, Reference};
use crate::map::StanceMap;

/// Counts of what two maps share; counts of several articles add up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Relations in the measured map.
    pub predicted: usize,
    /// Those of them that the reference has, required or not.
    pub right: usize,
    /// Relations that the reference requires.
    pub required: usize,
    /// Those of them that the measured map has.
    pub found: usize,
    /// Relations that are wrong, but right with the other stance.
    pub wrong_stance: usize,
    /// Relations that are wrong, but right the other way round.
    pub reversed: usize,
    /// Relations that are wrong, with an end that is no actor of the reference.
    pub unknown_actor: usize,
    /// Required and not predicted.
    pub missed: Vec<Edge>,
    /// Predicted and not in the reference; an actor that the reference lacks has a question mark before its name.
    pub spurious: Vec<Edge>,
}

impl Agreement {
    /// Compares relation by relation. An actor of the map is the actor of the reference that shares most names with it,
    /// its own name counting more than its aliases.
    pub fn strict(map: &StanceMap, reference: &Reference) -> Self {
        Self::of(map, reference, |edge| (edge.source != edge.target).then(|| edge.clone()))
    }

    /// Compares after every actor has been replaced, on both sides, by what the reference says that it belongs to in
    /// the end: what a president says counts as said by the state. Relations inside one actor are left out.
    pub fn rolled_up(map: &StanceMap, reference: &Reference) -> Self {
        Self::of(map, reference, |edge| edge.rolled_up(reference))
    }

    fn of(map: &StanceMap, reference: &Reference, counted: impl Fn(&Edge) -> Option<Edge>) -> Self {
        let listed = |only_required: bool| -> BTreeSet<Edge> {
            let relations = reference.relations.iter().filter(|relation| relation.required || !only_required);
            relations.filter_map(|relation| counted(&relation.edge)).collect()
        };
        let (required, every) = (listed(true), listed(false));
        let matching = Matching::new(map, reference);
        let predicted: BTreeSet<Edge> =
            map.relations().filter_map(|(key, _)| counted(&matching.edge(key))).collect();
        let missed: Vec<Edge> = required.difference(&predicted).cloned().collect();
        let spurious: Vec<Edge> = predicted.difference(&every).cloned().collect();
        let wrong = |is: &dyn Fn(&Edge) -> bool| spurious.iter().filter(|edge| is(edge)).count();
        Self {
            predicted: predicted.len(),
            right: predicted.len() - spurious.len(),
            required: required.len(),
            found: required.len() - missed.len(),
            wrong_stance: wrong(&|edge| every.contains(&edge.flipped())),
            reversed: wrong(&|edge| every.contains(&edge.reversed())),
            unknown_actor: wrong(&|edge| edge.unknown_ends().next().is_some()),
            missed,
            spurious,
        }
    }

    /// The share of the predicted relations that are right, in `0.0..=1.0`; 0 if there are none.
    pub fn precision(&self) -> f64 {
        share(self.right, self.predicted)
    }

    /// The share of the required relations that were predicted, in `0.0..=1.0`; 0 if there are none.
    pub fn recall(&self) -> f64 {
        share(self.found, self.required)
    }

    /// The harmonic mean of [`precision`](Self::precision) and [`recall`](Self::recall).
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        let Self {
            predicted,
            right,
            required,
            found,
            wrong_stance,
            reversed,
            unknown_actor,
            missed,
            spurious,
        } = other;
        self.predicted += predicted;
        self.right += right;
        self.required += required;
        self.found += found;
        self.wrong_stance += wrong_stance;
        self.reversed += reversed;
        self.unknown_actor += unknown_actor;
        self.missed.extend(missed);
        self.spurious.extend(spurious);
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{ReferenceActor, ReferenceRelation};
    use crate::map::{Actor, ActorKind, Edit, RelationKey, Stance};

    fn edge(line: &str) -> Edge {
        let (source, stance, target) = match line.split_once(" + ") {
            Some((source, target)) => (source, Stance::Backs, target),
            None => line.split_once(" - ").map(|(source, target)| (source, Stance::Opposes, target)).unwrap(),
        };
        Edge { source: source.into(), target: target.into(), stance }
    }

    /// A map with one relation for each line.
    fn map_of(lines: &[&str]) -> StanceMap {
        let mut map = StanceMap::default();
        for edge in lines.iter().map(|line| edge(line)) {
            let [source, target] = [&edge.source, &edge.target].map(|name| {
                let known = map.actors().find(|(_, actor)| actor.name == **name).map(|(id, _)| id);
                known.unwrap_or_else(|| {
                    let id = map.next_actor_id();
                    map.apply(Edit::AddActor {
                        id,
                        actor: Actor::by_hand(name.as_str(), ActorKind::Other),
                        at: None,
                    })
                    .unwrap();
                    id
                })
            });
            let key = RelationKey::new(source, target, edge.stance);
            map.apply(Edit::AddRelation { key, claim: Default::default() }).unwrap();
        }
        map
    }

    fn reference() -> Reference {
        let actor = |name: &str, aliases: &[&str], member_of: Option<&str>| ReferenceActor {
            name: name.into(),
            aliases: aliases.iter().map(|&alias| alias.into()).collect(),
            member_of: member_of.map(Into::into),
        };
        let relation =
            |line: &str, required| ReferenceRelation { edge: edge(line), required, evidence: Vec::new() };
        Reference {
            actors: vec![
                actor("Turkey", &["Ankara"], None),
                actor("Recep Tayyip Erdoğan", &["Erdoğan"], Some("Turkey")),
                actor("Russia", &["Moscow"], None),
                actor("GNA", &["Government of National Accord"], None),
            ],
            relations: vec![
                relation("Turkey + GNA", true),
                relation("Russia - Turkey", true),
                relation("GNA + Turkey", false),
            ],
        }
    }

    #[test]
    fn actors_are_matched_by_any_name_without_case_accents_and_articles() {
        let map = map_of(&["Ankara + the Government of National Accord", "moscow - Turkey"]);
        let agreement = Agreement::strict(&map, &reference());
        assert_eq!((agreement.predicted, agreement.right, agreement.required, agreement.found), (2, 2, 2, 2));
        assert_eq!((agreement.precision(), agreement.recall(), agreement.f1()), (1.0, 1.0, 1.0));
    }

    #[test]
    fn a_relation_that_may_be_there_is_right_but_not_required() {
        let agreement = Agreement::strict(&map_of(&["GNA + Turkey"]), &reference());
        assert_eq!((agreement.precision(), agreement.recall()), (1.0, 0.0));
        assert_eq!(agreement.missed.len(), 2);
    }

    #[test]
    fn what_a_leader_says_counts_for_the_state_only_when_rolled_up() {
        let map = map_of(&["Erdogan + GNA", "Erdogan - Turkey"]);
        let strict = Agreement::strict(&map, &reference());
        assert_eq!((strict.predicted, strict.right, strict.found), (2, 0, 0));
        let rolled = Agreement::rolled_up(&map, &reference());
        assert_eq!(
            (rolled.predicted, rolled.right, rolled.found),
            (1, 1, 1),
            "a relation inside Turkey is left out"
        );
    }

    #[test]
    fn errors_are_told_apart_and_counts_add_up() {
        let mut sum = Agreement::strict(&map_of(&["Turkey - GNA"]), &reference());
        sum += Agreement::strict(&map_of(&["Turkey - Russia", "Egypt - GNA"]), &reference());
        assert_eq!((sum.predicted, sum.right, sum.wrong_stance, sum.reversed), (3, 0, 1, 1));
        assert_eq!(sum.unknown_actor, 1);
        let spurious: Vec<String> = sum.spurious.iter().map(Edge::to_string).collect();
        assert_eq!(spurious, ["Turkey opposes GNA", "?Egypt opposes GNA", "Turkey opposes Russia"]);
        assert_eq!(sum.f1(), 0.0);
    }

    #[test]
    fn a_chain_of_members_that_closes_ends() {
        let mut reference = reference();
        reference.actors[0].member_of = Some("Recep Tayyip Erdoğan".into());
        assert_eq!(Agreement::rolled_up(&map_of(&["Turkey + GNA"]), &reference).predicted, 1);
    }
}

//! Where and why a map differs from one that a careful person drew of the same text.

use std::collections::{BTreeMap, BTreeSet};

use super::matching::Matching;
use super::{Agreement, Edge, Reference};
use crate::map::{Actor, ActorId, RelationKey, StanceMap};

/// What went wrong with a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisagreementKind {
    /// Missed, because an end of it is no actor of the map.
    MissedActor,
    /// On the wrong actor, because the map joins actors that the reference tells apart, or tells apart what is one.
    WrongJoin,
    /// Missed, although both ends are actors of the map.
    MissedStance,
    /// Right with the other stance.
    WrongStance,
    /// Right the other way round.
    Reversed,
    /// Made up, with an end that is no actor of the reference.
    SpuriousActor,
    /// Made up between actors of the reference.
    SpuriousStance,
}

impl DisagreementKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 7] = [
        Self::MissedActor,
        Self::WrongJoin,
        Self::MissedStance,
        Self::WrongStance,
        Self::Reversed,
        Self::SpuriousActor,
        Self::SpuriousStance,
    ];

    /// How the kind is called in lists.
    pub fn label(self) -> &'static str {
        match self {
            Self::MissedActor => "missed actor",
            Self::WrongJoin => "wrong join",
            Self::MissedStance => "missed stance",
            Self::WrongStance => "wrong stance",
            Self::Reversed => "reversed",
            Self::SpuriousActor => "spurious actor",
            Self::SpuriousStance => "spurious stance",
        }
    }
}

/// A relation on which a map and a reference differ. At least one of `read` and `expected` is there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disagreement {
    /// What went wrong.
    pub kind: DisagreementKind,
    /// The map's relation, as in [`Agreement::spurious`]; `None` if it has none that could be meant.
    pub read: Option<Edge>,
    /// The reference's relation, rolled up; `None` if it has none that could be meant.
    pub expected: Option<Edge>,
    /// The actors at fault: for a missed actor those of the reference that the map lacks, for a wrong join those of
    /// the map that are joined or told apart, for a spurious actor those of the map that the reference lacks.
    pub actors: Vec<String>,
    /// The map's quotes for `read`, or else the reference's evidence for `expected`; white space is single blanks.
    pub sentences: Vec<String>,
}

/// Explains every relation that [`Agreement::rolled_up`] counts as missed or spurious.
///
/// Each spurious relation is listed once, with the relation of the reference that was probably meant: the one with the
/// other stance, or else the one the other way round, or else one that a wrong join turns into it. A missed relation
/// that was meant by a spurious one is not listed again; any other is listed once. So the wrong stances are as many
/// as [`Agreement::wrong_stance`], and the reversed ones at most [`Agreement::reversed`].
///
/// Ends are sought among all actors of the map, so that it should hold those, too, that take no stance. A wrong join is
/// seen only by the names that the reference lists. The result is in the order of the kinds.
pub fn disagreements(map: &StanceMap, reference: &Reference) -> Vec<Disagreement> {
    let comparison = Comparison::new(map, reference);
    let Agreement { missed, spurious, .. } = Agreement::rolled_up(map, reference);
    let missed: BTreeSet<Edge> = missed.into_iter().collect();
    let mut listed: Vec<Disagreement> =
        spurious.into_iter().map(|edge| comparison.spurious(edge, &missed)).collect();
    let explained: BTreeSet<Edge> = listed.iter().filter_map(|found| found.expected.clone()).collect();
    listed.extend(missed.difference(&explained).map(|edge| comparison.missed(edge.clone())));
    listed.sort();
    listed
}

struct Comparison<'a> {
    map: &'a StanceMap,
    matching: Matching<'a>,
    /// The relations of the reference, rolled up, with their evidence.
    expected: BTreeMap<Edge, BTreeSet<String>>,
    /// The relations of the map, rolled up, each with those that became it.
    read: BTreeMap<Edge, Vec<RelationKey>>,
    /// For each actor of the map, what it counts as, rolled up.
    counted: BTreeMap<ActorId, Option<&'a str>>,
}

impl<'a> Comparison<'a> {
    fn new(map: &'a StanceMap, reference: &'a Reference) -> Self {
        let matching = Matching::new(map, reference);
        let mut expected: BTreeMap<Edge, BTreeSet<String>> = BTreeMap::new();
        for relation in &reference.relations {
            if let Some(edge) = relation.edge.rolled_up(reference) {
                expected.entry(edge).or_default().extend(relation.evidence.iter().map(|text| one_line(text)));
            }
        }
        let mut read: BTreeMap<Edge, Vec<RelationKey>> = BTreeMap::new();
        for (key, _) in map.relations() {
            if let Some(edge) = matching.edge(key).rolled_up(reference) {
                read.entry(edge).or_default().push(key);
            }
        }
        let top = |actor| matching.counterpart(actor).map(|name| reference.top(name));
        let counted = map.actors().map(|(id, actor)| (id, top(actor))).collect();
        Self { map, matching, expected, read, counted }
    }

    fn spurious(&self, edge: Edge, missed: &BTreeSet<Edge>) -> Disagreement {
        use DisagreementKind::{Reversed, SpuriousActor, SpuriousStance, WrongJoin, WrongStance};
        let there = |edge: Edge| self.expected.contains_key(&edge).then_some(edge);
        let keys = &self.read[&edge];
        let unknown: Vec<String> = edge.unknown_ends().map(str::to_owned).collect();
        let (kind, expected, actors) = if let Some(meant) = there(edge.flipped()) {
            (WrongStance, Some(meant), Vec::new())
        } else if let Some(meant) = there(edge.reversed()) {
            (Reversed, Some(meant), Vec::new())
        } else if let Some((meant, at_fault)) = self.joined(keys, missed) {
            (WrongJoin, Some(meant), at_fault)
        } else if unknown.is_empty() {
            (SpuriousStance, None, unknown)
        } else {
            (SpuriousActor, None, unknown)
        };
        let sentences = keys.iter().flat_map(|&key| self.quotes(key)).collect::<BTreeSet<_>>();
        Disagreement { kind, read: Some(edge), expected, actors, sentences: sentences.into_iter().collect() }
    }

    /// What one of these relations would be if its ends were joined as in the reference, preferably one that was
    /// missed; and the actors of the map that are joined otherwise.
    fn joined(&self, keys: &[RelationKey], missed: &BTreeSet<Edge>) -> Option<(Edge, Vec<String>)> {
        let meant = self.expected.keys().filter_map(|edge| {
            let at_fault = keys.iter().find_map(|&key| self.wrong_ends(key, edge))?;
            Some((edge, at_fault))
        });
        let (edge, at_fault) = meant.min_by_key(|(edge, _)| !missed.contains(edge))?;
        Some((edge.clone(), at_fault))
    }

    /// The ends of the map's relation that count as another actor than in `meant`; `None` if it cannot be meant.
    fn wrong_ends(&self, key: RelationKey, meant: &Edge) -> Option<Vec<String>> {
        if key.stance != meant.stance {
            return None;
        }
        let mut wrong = Vec::new();
        for (id, end) in [(key.source, meant.source.as_str()), (key.target, meant.target.as_str())] {
            let counted = self.counted.get(&id).copied().flatten();
            if counted == Some(end) {
                continue;
            }
            let actor = self.map.actor(id)?;
            let joined = self.matching.namesakes(actor).contains(end);
            // Without a name in common, only the same sentence shows that the two are meant to be one.
            let split = || {
                counted.is_none() && self.matching.resembles(actor, end) && self.shares_sentence(key, meant)
            };
            if !joined && !split() {
                return None;
            }
            wrong.push(actor.name.clone());
        }
        Some(wrong)
    }

    fn shares_sentence(&self, key: RelationKey, meant: &Edge) -> bool {
        let evidence = &self.expected[meant];
        self.quotes(key).any(|quote| {
            evidence.iter().any(|evidence| quote.contains(evidence) || evidence.contains(&quote))
        })
    }

    fn missed(&self, edge: Edge) -> Disagreement {
        let ends = [edge.source.as_str(), edge.target.as_str()];
        let uncounted = ends.into_iter().filter(|end| !self.counted.values().any(|at| *at == Some(end)));
        let (mut lacking, mut at_fault) = (Vec::new(), Vec::new());
        for end in uncounted {
            let bears = |actor: &Actor| self.matching.namesakes(actor).contains(end);
            let bearers: Vec<String> = (self.map.actors())
                .filter(|(_, actor)| bears(actor))
                .map(|(_, actor)| actor.name.clone())
                .collect();
            if bearers.is_empty() {
                lacking.push(end.to_owned());
            }
            at_fault.extend(bearers);
        }
        let (kind, actors) = match (lacking.is_empty(), at_fault.is_empty()) {
            (false, _) => (DisagreementKind::MissedActor, lacking),
            (true, false) => (DisagreementKind::WrongJoin, at_fault),
            (true, true) => (DisagreementKind::MissedStance, Vec::new()),
        };
        let sentences = self.expected[&edge].iter().cloned().collect();
        Disagreement { kind, read: None, expected: Some(edge), actors, sentences }
    }

    /// The quotes that support a relation of the map.
    fn quotes(&self, key: RelationKey) -> impl Iterator<Item = String> + use<'a> {
        let map = self.map;
        let items = map.relation(key).into_iter().flat_map(|relation| relation.supporting());
        items.filter_map(|item| Some(one_line(map.article(item.article)?.slice(item.quote)?)))
    }
}

/// With single blanks for white space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;

//! Which actors of a map are which actors of a reference.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Edge, Reference};
use crate::map::{Actor, ActorId, RelationKey, StanceMap, fold_name};

/// Precedes the name of an actor that the reference lacks.
const UNKNOWN: char = '?';

/// The map's actors seen through the names that the reference knows.
pub(super) struct Matching<'a> {
    map: &'a StanceMap,
    reference: &'a Reference,
    /// Folded names, each with the actors of the reference that bear it, as indices.
    bearers: BTreeMap<String, BTreeSet<usize>>,
}

impl<'a> Matching<'a> {
    pub(super) fn new(map: &'a StanceMap, reference: &'a Reference) -> Self {
        let mut bearers: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (index, actor) in reference.actors.iter().enumerate() {
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                bearers.entry(fold_name(name)).or_default().insert(index);
            }
        }
        bearers.remove("");
        Self { map, reference, bearers }
    }

    /// The actor of the reference that shares most names with this one, its own name counting more than its aliases.
    pub(super) fn counterpart(&self, actor: &Actor) -> Option<&'a str> {
        let primary = fold_name(&actor.name);
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for name in folded_names(actor) {
            for &index in self.bearers.get(&name).into_iter().flatten() {
                let own = if name == primary { 10 } else { 0 };
                let canonical = fold_name(&self.reference.actors[index].name);
                let same = if name == primary && canonical == primary { 10 } else { 0 };
                *votes.entry(index).or_default() += 1 + own + same;
            }
        }
        // Of equals the first.
        let most = votes.into_iter().max_by_key(|&(index, count)| (count, Reverse(index)));
        most.map(|(index, _)| self.reference.actors[index].name.as_str())
    }

    /// The relation in the reference's names; an actor that the reference lacks keeps its own, marked.
    pub(super) fn edge(&self, key: RelationKey) -> Edge {
        let [source, target] = [key.source, key.target].map(|id| self.name(id));
        Edge { source, target, stance: key.stance }
    }

    fn name(&self, id: ActorId) -> String {
        match self.map.actor(id).and_then(|actor| self.counterpart(actor)) {
            Some(name) => name.to_owned(),
            None => format!("{UNKNOWN}{}", self.map.actor_name(id)),
        }
    }

    /// The actors of the reference, rolled up, that alone bear some name of this one. More than one means that the
    /// map joined what the reference tells apart.
    pub(super) fn namesakes(&self, actor: &Actor) -> BTreeSet<&'a str> {
        let tops = |indices: &BTreeSet<usize>| -> BTreeSet<&'a str> {
            indices.iter().map(|&index| self.reference.top(&self.reference.actors[index].name)).collect()
        };
        let shared = folded_names(actor).into_iter().filter_map(|name| self.bearers.get(&name).map(tops));
        shared.filter(|tops| tops.len() == 1).flatten().collect()
    }

    /// Whether all words of a name of this actor are in a name that the reference has for `top` or one of its
    /// members, or the other way round, as in "the Norland army" and "army".
    pub(super) fn resembles(&self, actor: &Actor, top: &str) -> bool {
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
        let is_of_top = |index: &usize| self.reference.top(&self.reference.actors[*index].name) == top;
        let known: Vec<_> = (self.bearers.iter())
            .filter(|(_, indices)| indices.iter().any(is_of_top))
            .map(|(name, _)| words(name))
            .collect();
        (folded_names(actor).iter().map(|name| words(name)))
            .any(|words| known.iter().any(|known| known.is_subset(&words) || words.is_subset(known)))
    }
}

impl Edge {
    /// The names of the ends that are no actors of the reference.
    pub(super) fn unknown_ends(&self) -> impl Iterator<Item = &str> {
        [&self.source, &self.target].into_iter().filter_map(|end| end.strip_prefix(UNKNOWN))
    }
}

/// All that the map calls an actor, folded; never blank.
fn folded_names(actor: &Actor) -> BTreeSet<String> {
    let all = actor.names().chain(actor.descriptions.iter().map(String::as_str));
    all.map(fold_name).filter(|name| !name.is_empty()).collect()
}

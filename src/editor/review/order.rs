//! Which finding comes first.

use std::collections::HashMap;

use crate::map::{ActorId, Evidence, EvidenceId, RelationKey, StanceMap};

/// In which order findings are reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// What the reader is least sure of first.
    #[default]
    LeastCertain,
    /// First what the map would change most by: of all relations, those between the best connected actors that rest on the
    /// fewest quotes.
    MostConsequential,
}

impl Order {
    /// Both orders.
    pub const ALL: [Self; 2] = [Self::LeastCertain, Self::MostConsequential];

    /// How it is called on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::LeastCertain => "Least certain first",
            Self::MostConsequential => "Most consequential first",
        }
    }

    /// The other order.
    pub fn other(self) -> Self {
        match self {
            Self::LeastCertain => Self::MostConsequential,
            Self::MostConsequential => Self::LeastCertain,
        }
    }

    /// The findings in this order; of several that matter alike the least certain first, and of those the oldest.
    pub(super) fn sorted(self, map: &StanceMap, found: Vec<(RelationKey, &Evidence)>) -> Vec<EvidenceId> {
        let weight = match self {
            Self::LeastCertain => HashMap::new(),
            Self::MostConsequential => weights(map),
        };
        let mut found: Vec<_> = found
            .into_iter()
            .map(|(key, item)| (weight.get(&key).copied().unwrap_or(0.0), item.confidence.get(), item.id))
            .collect();
        found.sort_by(|(a, unsure_a, id_a), (b, unsure_b, id_b)| {
            b.total_cmp(a).then(unsure_a.total_cmp(unsure_b)).then(id_a.cmp(id_b))
        });
        found.into_iter().map(|(_, _, id)| id).collect()
    }
}

/// How much hangs on a quote of each relation: how many relations its two actors take part in, for each quote that it rests on.
fn weights(map: &StanceMap) -> HashMap<RelationKey, f32> {
    let mut degrees: HashMap<ActorId, usize> = HashMap::new();
    for (key, _) in map.relations() {
        *degrees.entry(key.source).or_default() += 1;
        *degrees.entry(key.target).or_default() += 1;
    }
    let degree = |id| degrees.get(&id).copied().unwrap_or(0);
    let weight = |key: RelationKey, quotes: usize| {
        (degree(key.source) + degree(key.target)) as f32 / quotes.max(1) as f32
    };
    map.relations().map(|(key, relation)| (key, weight(key, relation.supporting().count()))).collect()
}

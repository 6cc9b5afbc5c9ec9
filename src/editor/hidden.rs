//! Actors that are out of view for now: hidden by name, or for being far from what was isolated. The map keeps them.

use std::collections::BTreeSet;

use crate::map::{ActorId, StanceMap};

/// What is hidden.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hidden {
    actors: BTreeSet<ActorId>,
    /// What was isolated last, and to how many steps around it.
    isolated: Option<(BTreeSet<ActorId>, usize)>,
}

impl Hidden {
    /// The hidden actors.
    pub fn actors(&self) -> &BTreeSet<ActorId> {
        &self.actors
    }

    /// Hides some actors.
    pub(super) fn hide(&mut self, actors: impl IntoIterator<Item = ActorId>) {
        self.actors.extend(actors);
    }

    /// Shows some actors again.
    pub(super) fn show(&mut self, actors: impl IntoIterator<Item = ActorId>) {
        for actor in actors {
            self.actors.remove(&actor);
        }
    }

    /// Shows everybody again.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Hides all but some actors and those one step away, as far as they are drawn; asked for the same actors again, one
    /// step more each time.
    pub(super) fn isolate(
        &mut self,
        map: &StanceMap,
        around: &BTreeSet<ActorId>,
        is_drawn: impl Fn(ActorId) -> bool,
    ) {
        let steps = match &self.isolated {
            Some((before, steps)) if before == around => steps + 1,
            _ => 1,
        };
        let rolled = map.rolled();
        let mut near: BTreeSet<ActorId> = around.iter().map(|id| rolled.stand_in(*id)).collect();
        for _ in 0..steps {
            let before = near.len();
            let lines = map.relations().filter_map(|(key, _)| rolled.key(key));
            let touching = lines.filter(|key| near.contains(&key.source) || near.contains(&key.target));
            let next: Vec<ActorId> = touching.flat_map(|key| [key.source, key.target]).collect();
            near.extend(next);
            if near.len() == before {
                break;
            }
        }
        let far = |id: &ActorId| !near.contains(&rolled.stand_in(*id));
        self.actors = map.actors().map(|(id, _)| id).filter(far).filter(|id| is_drawn(*id)).collect();
        // Where nothing is left to hide, it begins anew.
        self.isolated = (!self.actors.is_empty()).then(|| (around.clone(), steps));
    }

    /// Forgets actors that are gone.
    pub(super) fn prune(&mut self, map: &StanceMap) {
        self.actors.retain(|id| map.actor(*id).is_some());
    }
}

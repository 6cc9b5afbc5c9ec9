//! Groups that are drawn as one: their members disappear into them, and what relates to a member relates to the group. The
//! records stay as they are.

use std::collections::BTreeMap;

use super::{Actor, ActorId, RelationKey, StanceMap};

/// Who is rolled up into whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rolled {
    /// The outermost group that is rolled up, for each actor within it.
    into: BTreeMap<ActorId, ActorId>,
}

impl Rolled {
    /// The actor that stands on the canvas for this one: the outermost rolled-up group that it belongs to, or itself.
    pub fn stand_in(&self, id: ActorId) -> ActorId {
        self.into.get(&id).copied().unwrap_or(id)
    }

    /// Whether another actor stands for this one.
    pub fn is_inside(&self, id: ActorId) -> bool {
        self.into.contains_key(&id)
    }

    /// The relation as it is drawn; `None` for one between two actors for whom the same stands.
    pub fn key(&self, RelationKey { source, target, stance }: RelationKey) -> Option<RelationKey> {
        let key = RelationKey::new(self.stand_in(source), self.stand_in(target), stance);
        (key.source != key.target).then_some(key)
    }

    /// Every actor for whom another stands, with that one.
    pub fn pairs(&self) -> impl ExactSizeIterator<Item = (ActorId, ActorId)> {
        self.into.iter().map(|(member, group)| (*member, *group))
    }
}

impl StanceMap {
    /// Whether an actor is drawn with all its members within.
    pub fn is_rolled_up(&self, id: ActorId) -> bool {
        self.records().rolled_up.contains(&id)
    }

    /// Who is rolled up into whom, of the actors that are shown.
    pub fn rolled(&self) -> Rolled {
        let mut rolled = Rolled::default();
        if self.records().rolled_up.is_empty() {
            return rolled;
        }
        for (id, actor) in self.actors() {
            let above = std::iter::successors(actor.member_of, |group| self.actor(*group)?.member_of);
            let shown = |group: &ActorId| self.actor(*group).is_some_and(Actor::is_shown);
            if let Some(group) = above.filter(|group| self.is_rolled_up(*group) && shown(group)).last() {
                rolled.into.insert(id, group);
            }
        }
        rolled
    }
}

//! What the user points at.

use std::collections::BTreeSet;

use crate::map::{ActorId, Edit, RelationKey, StanceMap};

/// The selected actors and relations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Selected actors.
    pub actors: BTreeSet<ActorId>,
    /// Selected relations.
    pub relations: BTreeSet<RelationKey>,
}

impl Selection {
    /// One actor alone.
    pub fn of_actor(id: ActorId) -> Self {
        Self { actors: BTreeSet::from([id]), ..Self::default() }
    }

    /// One relation alone.
    pub fn of_relation(key: RelationKey) -> Self {
        Self { relations: BTreeSet::from([key]), ..Self::default() }
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.relations.is_empty()
    }

    /// The actor, if exactly one actor and nothing else is selected.
    pub fn sole_actor(&self) -> Option<ActorId> {
        if self.actors.len() == 1 && self.relations.is_empty() { self.actors.first().copied() } else { None }
    }

    /// The relation, if exactly one relation and nothing else is selected.
    pub fn sole_relation(&self) -> Option<RelationKey> {
        if self.relations.len() == 1 && self.actors.is_empty() {
            self.relations.first().copied()
        } else {
            None
        }
    }

    /// Adds the actor, or takes it out if it is in.
    pub fn toggle_actor(&mut self, id: ActorId) {
        if !self.actors.remove(&id) {
            self.actors.insert(id);
        }
    }

    /// Adds the relations, or takes them out if all of them are in.
    pub fn toggle_relations(&mut self, keys: &[RelationKey]) {
        if keys.iter().all(|key| self.relations.contains(key)) {
            self.relations.retain(|key| !keys.contains(key));
        } else {
            self.relations.extend(keys);
        }
    }

    /// Whether an edit gives something selected another name.
    pub(super) fn follows(edit: &Edit) -> bool {
        matches!(edit, Edit::FlipStance(_) | Edit::ReverseRelation(_) | Edit::MergeActors { .. })
    }

    /// Keeps the same things selected under the names that an edit gave them.
    pub(super) fn follow(&mut self, edit: &Edit) {
        let rename = |this: &mut Self, from: RelationKey, to: RelationKey| {
            if this.relations.remove(&from) {
                this.relations.insert(to);
            }
        };
        match *edit {
            Edit::FlipStance(key) => rename(self, key, key.flipped()),
            Edit::ReverseRelation(key) => rename(self, key, key.reversed()),
            Edit::MergeActors { from, into } => {
                if self.actors.remove(&from) {
                    self.actors.insert(into);
                }
                self.relations = self.relations.iter().map(|key| key.with_actor(from, into)).collect();
            }
            _ => {}
        }
    }

    /// Drops what the map no longer shows.
    pub(super) fn prune(&mut self, map: &StanceMap) {
        let shown = |id: &ActorId| map.actor(*id).is_some_and(|actor| actor.is_shown());
        self.actors.retain(shown);
        self.relations.retain(|key| {
            map.relation(*key).is_some_and(|relation| relation.is_shown())
                && shown(&key.source)
                && shown(&key.target)
        });
    }
}

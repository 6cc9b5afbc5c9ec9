//! What an edit changed, record by record, so that it can be taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Actor, ActorId, Article, ArticleId, Place, Relation, RelationKey, StanceMap};

/// One record before and after; `None` where it did not exist.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<V> {
    /// What was there.
    pub before: Option<V>,
    /// What is there now.
    pub after: Option<V>,
}

impl<V> Change<V> {
    fn reversed(self) -> Self {
        Self { before: self.after, after: self.before }
    }
}

/// The difference between two states of a map. Applying it and then its [`reversed`](Self::reversed) self changes
/// nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diff {
    /// The map's title.
    pub title: Option<Change<String>>,
    /// Articles added, removed or changed.
    pub articles: BTreeMap<ArticleId, Change<Arc<Article>>>,
    /// Actors added, removed or changed.
    pub actors: BTreeMap<ActorId, Change<Actor>>,
    /// Relations added, removed or changed.
    pub relations: BTreeMap<RelationKey, Change<Relation>>,
    /// Actors placed or moved.
    pub places: BTreeMap<ActorId, Change<Place>>,
    /// Actors pinned, or no longer.
    pub pinned: BTreeMap<ActorId, Change<()>>,
    /// Actors rolled up, or no longer.
    pub rolled_up: BTreeMap<ActorId, Change<()>>,
}

/// A difference with what it is called, as a history or a journal keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedStep {
    /// "Merge Ankara into Turkey".
    pub name: String,
    /// What changed. Shared, since a history and a journal hold the same.
    pub diff: Arc<Diff>,
    /// Whether it is a further part of the step before, such as another nudge by a key that is held down.
    pub goes_on: bool,
}

impl Diff {
    /// The difference that leads back.
    pub fn reversed(self) -> Self {
        fn each<K: Ord, V>(table: BTreeMap<K, Change<V>>) -> BTreeMap<K, Change<V>> {
            table.into_iter().map(|(key, change)| (key, change.reversed())).collect()
        }
        let Self { title, articles, actors, relations, places, pinned, rolled_up } = self;
        Self {
            title: title.map(Change::reversed),
            articles: each(articles),
            actors: each(actors),
            relations: each(relations),
            places: each(places),
            pinned: each(pinned),
            rolled_up: each(rolled_up),
        }
    }

    /// This difference and then another, which starts where this one ends, as one.
    pub fn then(self, next: Self) -> Self {
        fn each<K: Ord, V: PartialEq>(
            mut table: BTreeMap<K, Change<V>>,
            next: BTreeMap<K, Change<V>>,
        ) -> BTreeMap<K, Change<V>> {
            for (key, change) in next {
                let change = match table.remove(&key) {
                    Some(first) => Change { before: first.before, after: change.after },
                    None => change,
                };
                if change.before != change.after {
                    table.insert(key, change);
                }
            }
            table
        }
        let title = match (self.title, next.title) {
            (Some(first), Some(next)) => Some(Change { before: first.before, after: next.after }),
            (first, next) => next.or(first),
        };
        Self {
            title: title.filter(|title| title.before != title.after),
            articles: each(self.articles, next.articles),
            actors: each(self.actors, next.actors),
            relations: each(self.relations, next.relations),
            places: each(self.places, next.places),
            pinned: each(self.pinned, next.pinned),
            rolled_up: each(self.rolled_up, next.rolled_up),
        }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        let Self { title, articles, actors, relations, places, pinned, rolled_up } = self;
        title.is_none()
            && articles.is_empty()
            && actors.is_empty()
            && relations.is_empty()
            && places.is_empty()
            && pinned.is_empty()
            && rolled_up.is_empty()
    }
}

impl StanceMap {
    /// Sets every record that `diff` names to its `after`. The caller holds a diff of exactly this state: one that
    /// [`apply`](StanceMap::apply) returned, or its reverse.
    pub fn patch(&mut self, diff: &Diff) {
        fn each<K: Copy, V: Clone>(table: &mut impl Table<K, V>, changes: &BTreeMap<K, Change<V>>) {
            for (key, change) in changes {
                table.set(*key, change.after.clone());
            }
        }
        let Diff { title, articles, actors, relations, places, pinned, rolled_up } = diff;
        let records = self.records_mut();
        if let Some(Change { after: Some(after), .. }) = title {
            records.title.clone_from(after);
        }
        each(&mut records.articles, articles);
        each(&mut records.actors, actors);
        each(&mut records.relations, relations);
        each(&mut records.places, places);
        each(&mut records.pinned, pinned);
        each(&mut records.rolled_up, rolled_up);
        self.note_diff(diff);
    }
}

impl StanceMap {
    /// Makes sure that no id in `diff` is given again, and that its articles are found.
    pub(super) fn note_diff(&mut self, diff: &Diff) {
        for (id, change) in &diff.articles {
            if let Some(article) = &change.after {
                self.note_text(*id, article);
            }
        }
        self.note_ids(
            diff.articles.keys().last().copied(),
            diff.actors.keys().last().copied(),
            diff.relations.values().filter_map(|change| change.after.as_ref()),
        );
    }
}

/// Records by their keys; a set is a table of which there is nothing more to know than the keys.
pub(super) trait Table<K, V> {
    fn value(&self, key: &K) -> Option<V>;

    /// Puts a record in, or takes it out; what was there.
    fn set(&mut self, key: K, value: Option<V>) -> Option<V>;
}

impl<K: Ord, V: Clone> Table<K, V> for BTreeMap<K, V> {
    fn value(&self, key: &K) -> Option<V> {
        self.get(key).cloned()
    }

    fn set(&mut self, key: K, value: Option<V>) -> Option<V> {
        match value {
            Some(value) => self.insert(key, value),
            None => self.remove(&key),
        }
    }
}

impl<K: Ord> Table<K, ()> for BTreeSet<K> {
    fn value(&self, key: &K) -> Option<()> {
        self.contains(key).then_some(())
    }

    fn set(&mut self, key: K, value: Option<()>) -> Option<()> {
        let was_in = if value.is_some() { !self.insert(key) } else { self.remove(&key) };
        was_in.then_some(())
    }
}

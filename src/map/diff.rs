//! What an edit changed, record by record, so that it can be taken back.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{
    Actor, ActorId, Article, ArticleId, ContentHash, EvidenceId, Place, Records, Relation, RelationKey,
    Stamp, StanceMap, deed,
};

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
trait Table<K, V> {
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

/// A map under change: every record is kept aside before it is touched for the first time.
pub(super) struct Draft<'a> {
    records: &'a mut Records,
    /// Which article had which text before; it may be gone.
    by_text: &'a HashMap<ContentHash, ArticleId>,
    /// Which article has which of the texts that are new.
    new_texts: HashMap<ContentHash, ArticleId>,
    next_evidence: EvidenceId,
    stamp: Option<&'a Stamp>,
    title: Option<String>,
    articles: BTreeMap<ArticleId, Option<Arc<Article>>>,
    actors: BTreeMap<ActorId, Option<Actor>>,
    relations: BTreeMap<RelationKey, Option<Relation>>,
    places: BTreeMap<ActorId, Option<Place>>,
    pinned: BTreeMap<ActorId, Option<()>>,
    rolled_up: BTreeMap<ActorId, Option<()>>,
}

macro_rules! table {
    ($get:ident, $set:ident, $table:ident, $key:ty, $value:ty) => {
        pub(super) fn $get(&self, key: $key) -> Option<&$value> {
            self.records.$table.get(&key)
        }

        pub(super) fn $set(&mut self, key: $key, value: Option<$value>) {
            let before = self.records.$table.set(key, value);
            self.$table.entry(key).or_insert(before);
        }
    };
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        records: &'a mut Records,
        by_text: &'a HashMap<ContentHash, ArticleId>,
        next_evidence: EvidenceId,
        stamp: Option<&'a Stamp>,
    ) -> Self {
        Self {
            records,
            by_text,
            new_texts: HashMap::new(),
            next_evidence,
            stamp,
            title: None,
            articles: BTreeMap::new(),
            actors: BTreeMap::new(),
            relations: BTreeMap::new(),
            places: BTreeMap::new(),
            pinned: BTreeMap::new(),
            rolled_up: BTreeMap::new(),
        }
    }

    pub(super) fn records(&self) -> &Records {
        self.records
    }

    /// Whose hand this change is by, if it is a person's.
    pub(super) fn stamp(&self) -> Option<&Stamp> {
        self.stamp
    }

    pub(super) fn set_title(&mut self, title: String) {
        let before = std::mem::replace(&mut self.records.title, title);
        self.title.get_or_insert(before);
    }

    /// Takes an id for a new quote; whether it is free. Ids rise, so that none has to be looked for in all relations.
    pub(super) fn take_evidence_id(&mut self, id: EvidenceId) -> bool {
        let free = id >= self.next_evidence;
        if free {
            self.next_evidence = id.after(1);
        }
        free
    }

    /// The article with this text. It is not looked for among all articles, of which there may be ten thousand.
    pub(super) fn article_with(&self, text: ContentHash) -> Option<ArticleId> {
        let known = [self.new_texts.get(&text), self.by_text.get(&text)];
        let is_there = |id: &&ArticleId| self.article(**id).is_some_and(|there| there.hash() == text);
        known.into_iter().flatten().find(is_there).copied()
    }

    pub(super) fn add_article(&mut self, id: ArticleId, article: Article) {
        self.new_texts.insert(article.hash(), id);
        self.set_article(id, Some(Arc::new(article)));
    }

    table!(article, set_article, articles, ArticleId, Arc<Article>);
    table!(actor, set_actor, actors, ActorId, Actor);
    table!(relation, set_relation, relations, RelationKey, Relation);
    table!(place, set_place, places, ActorId, Place);

    pub(super) fn set_pinned(&mut self, id: ActorId, pinned: bool) {
        let before = self.records.pinned.set(id, pinned.then_some(()));
        self.pinned.entry(id).or_insert(before);
    }

    pub(super) fn set_rolled_up(&mut self, id: ActorId, rolled_up: bool) {
        let before = self.records.rolled_up.set(id, rolled_up.then_some(()));
        self.rolled_up.entry(id).or_insert(before);
    }

    /// What changed since the draft began.
    pub(super) fn finish(self) -> Diff {
        fn each<K: Ord, V: PartialEq>(
            before: BTreeMap<K, Option<V>>,
            now: &impl Table<K, V>,
        ) -> BTreeMap<K, Change<V>> {
            before
                .into_iter()
                .map(|(key, before)| {
                    let after = now.value(&key);
                    (key, Change { before, after })
                })
                .filter(|(_, change)| change.before != change.after)
                .collect()
        }
        let Self {
            records,
            by_text: _,
            new_texts: _,
            next_evidence: _,
            stamp,
            title,
            articles,
            actors,
            relations,
            places,
            pinned,
            rolled_up,
        } = self;
        let mut relations = each(relations, &records.relations);
        let sentence = |key: RelationKey, name: &dyn Fn(ActorId) -> String| {
            format!("{} {} {}", name(key.source), key.stance.word(), name(key.target))
        };
        let now = |id| records.actors.get(&id).map_or_else(String::new, |actor| actor.name.clone());
        let then = |id| match actors.get(&id) {
            Some(Some(before)) => before.name.clone(),
            _ => now(id),
        };
        let histories =
            deed::histories(&relations, stamp, |key| sentence(key, &then), |key| sentence(key, &now));
        for (key, history) in histories {
            let after = relations.get_mut(&key).and_then(|change| change.after.as_mut());
            for relation in after.into_iter().chain(records.relations.get_mut(&key)) {
                relation.history.clone_from(&history);
            }
        }
        relations.retain(|_, change| change.before != change.after);
        Diff {
            title: title
                .filter(|before| *before != records.title)
                .map(|before| Change { before: Some(before), after: Some(records.title.clone()) }),
            articles: each(articles, &records.articles),
            actors: each(actors, &records.actors),
            relations,
            places: each(places, &records.places),
            pinned: each(pinned, &records.pinned),
            rolled_up: each(rolled_up, &records.rolled_up),
        }
    }

    /// Puts everything back.
    pub(super) fn abandon(self) {
        fn each<K, V>(table: &mut impl Table<K, V>, before: BTreeMap<K, Option<V>>) {
            for (key, before) in before {
                table.set(key, before);
            }
        }
        let Self {
            records,
            by_text: _,
            new_texts: _,
            next_evidence: _,
            stamp: _,
            title,
            articles,
            actors,
            relations,
            places,
            pinned,
            rolled_up,
        } = self;
        if let Some(title) = title {
            records.title = title;
        }
        each(&mut records.articles, articles);
        each(&mut records.actors, actors);
        each(&mut records.relations, relations);
        each(&mut records.places, places);
        each(&mut records.pinned, pinned);
        each(&mut records.rolled_up, rolled_up);
    }
}

//! A map in the middle of a change, all of which can still be taken back.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::deed::{self, Deed, Moves};
use super::diff::{Change, Table};
use super::{
    Actor, ActorId, Article, ArticleId, ContentHash, Diff, EvidenceId, Place, Records, Relation, RelationKey,
    Stamp,
};

/// A map under change: every record is kept aside before it is touched for the first time.
pub(super) struct Draft<'a> {
    records: &'a mut Records,
    /// Which article had which text before; it may be gone.
    by_text: &'a HashMap<ContentHash, ArticleId>,
    /// Which article has which of the texts that are new.
    new_texts: HashMap<ContentHash, ArticleId>,
    next_evidence: EvidenceId,
    stamp: Option<&'a Stamp>,
    moves: Moves,
    before: Before,
}

/// What was there of the records that were touched; `None` for one that did not exist.
#[derive(Default)]
struct Before {
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
            self.before.$table.entry(key).or_insert(before);
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
            moves: Moves::default(),
            before: Before::default(),
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
        self.before.title.get_or_insert(before);
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

    /// Notes that some of what `from` said is said by `to` from now on; `claim` tells whether its claim is. The history is
    /// not taken along by this.
    pub(super) fn moved(&mut self, from: RelationKey, to: RelationKey, claim: bool) {
        // Only a person's changes are remembered.
        if self.stamp.is_some() {
            self.moves.note(from, to, claim);
        }
    }

    pub(super) fn set_pinned(&mut self, id: ActorId, pinned: bool) {
        let before = self.records.pinned.set(id, pinned.then_some(()));
        self.before.pinned.entry(id).or_insert(before);
    }

    pub(super) fn set_rolled_up(&mut self, id: ActorId, rolled_up: bool) {
        let before = self.records.rolled_up.set(id, rolled_up.then_some(()));
        self.before.rolled_up.entry(id).or_insert(before);
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
        let Self { records, stamp, moves, before, .. } = self;
        let Before { title, articles, actors, relations, places, pinned, rolled_up } = before;
        let mut relations = each(relations, &records.relations);
        if let Some(stamp) = stamp {
            let now = |id| records.actors.get(&id).map_or_else(String::new, |actor| actor.name.clone());
            let then = |id| match actors.get(&id) {
                Some(Some(before)) => before.name.clone(),
                _ => now(id),
            };
            let acts = deed::acts(&relations, &moves, |key| sentence(key, then), |key| sentence(key, now));
            for (key, acts) in acts {
                let new = acts.into_iter().map(|act| Deed { stamp: stamp.clone(), act });
                let after = relations.get_mut(&key).and_then(|change| change.after.as_mut());
                if let Some((after, now)) = after.zip(records.relations.get_mut(&key)) {
                    after.history = deed::in_order(std::mem::take(&mut after.history).into_iter().chain(new));
                    now.history.clone_from(&after.history);
                }
            }
        }
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
        let Self { records, before, .. } = self;
        let Before { title, articles, actors, relations, places, pinned, rolled_up } = before;
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

/// A relation in words: "Egypt backs Haftar".
fn sentence(key: RelationKey, name: impl Fn(ActorId) -> String) -> String {
    format!("{} {} {}", name(key.source), key.stance.word(), name(key.target))
}

//! A map in the middle of a change, all of which can still be taken back.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::deed::{self, Deed, Moves};
use super::diff::{Change, Table};
use super::{
    Actor, ActorId, Article, ArticleId, ContentHash, Diff, Evidence, EvidenceId, Place, Records, Relation,
    RelationKey, Stamp,
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
    relations: BTreeMap<RelationKey, Old>,
    places: BTreeMap<ActorId, Option<Place>>,
    pinned: BTreeMap<ActorId, Option<()>>,
    rolled_up: BTreeMap<ActorId, Option<()>>,
}

/// A relation as it was. One that many articles quote has thousands of quotes, of which a change touches few.
enum Old {
    /// All of it; `None` if it did not exist.
    Whole(Option<Relation>),
    /// As it is now, but with no quotes behind the first `count`, and those at these places as they were.
    Quotes { count: usize, changed: BTreeMap<usize, Evidence> },
}

impl Old {
    fn quotes(count: usize) -> Self {
        Self::Quotes { count, changed: BTreeMap::new() }
    }

    /// The relation as it was; `now` is what it is.
    fn restored(self, now: impl FnOnce() -> Option<Relation>) -> Option<Relation> {
        match self {
            Self::Whole(relation) => relation,
            Self::Quotes { count, changed } => {
                let mut relation = now()?;
                relation.evidence.truncate(count);
                for (index, item) in changed {
                    relation.evidence[index] = item;
                }
                Some(relation)
            }
        }
    }
}

/// What there is to know of a change that is not to be taken back.
pub(super) struct Kept {
    /// The articles that were touched.
    pub(super) articles: Vec<ArticleId>,
    /// The last of the actors that were touched.
    pub(super) last_actor: Option<ActorId>,
    /// The id that the next new quote takes.
    pub(super) next_evidence: EvidenceId,
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
    table!(place, set_place, places, ActorId, Place);

    pub(super) fn relation(&self, key: RelationKey) -> Option<&Relation> {
        self.records.relations.get(&key)
    }

    pub(super) fn set_relation(&mut self, key: RelationKey, value: Option<Relation>) {
        let there = self.records.relations.set(key, value);
        let old = match self.before.relations.remove(&key) {
            Some(old) => old.restored(|| there),
            None => there,
        };
        self.before.relations.insert(key, Old::Whole(old));
    }

    /// A relation, to be changed in any way.
    pub(super) fn relation_mut(&mut self, key: RelationKey) -> Option<&mut Relation> {
        let relation = self.records.relations.get_mut(&key)?;
        let old = match self.before.relations.remove(&key) {
            Some(old) => old.restored(|| Some(relation.clone())),
            None => Some(relation.clone()),
        };
        self.before.relations.insert(key, Old::Whole(old));
        Some(relation)
    }

    /// A quote of a relation, to be changed. The other quotes are not copied, as they are where the relation is.
    pub(super) fn quote_mut(&mut self, key: RelationKey, id: EvidenceId) -> Option<&mut Evidence> {
        let quotes = &mut self.records.relations.get_mut(&key)?.evidence;
        // Quotes come in the order of their ids, but a file may say otherwise.
        let found = quotes.binary_search_by_key(&id, |item| item.id).ok();
        let index = found.or_else(|| quotes.iter().position(|item| item.id == id))?;
        let old = self.before.relations.entry(key).or_insert_with(|| Old::quotes(quotes.len()));
        let quote = &mut quotes[index];
        if let Old::Quotes { count, changed } = old
            && index < *count
        {
            changed.entry(index).or_insert_with(|| quote.clone());
        }
        Some(quote)
    }

    /// Adds a quote to a relation, which is made if it is not there.
    pub(super) fn add_quote(&mut self, key: RelationKey, quote: Evidence) {
        let there = self.records.relations.get(&key);
        let old = || there.map_or(Old::Whole(None), |relation| Old::quotes(relation.evidence.len()));
        self.before.relations.entry(key).or_insert_with(old);
        self.records.relations.entry(key).or_default().evidence.push(quote);
    }

    /// Notes that some of what `from` said is said by `to` from now on; `claim` tells whether its claim is. The history is
    /// not taken along by this.
    pub(super) fn moved(&mut self, from: RelationKey, to: RelationKey, claim: bool) {
        // Only a person's changes are remembered.
        if self.stamp.is_some() {
            self.moves.note(from, to, claim);
        }
    }

    /// Notes that a person said in whose voice a quote is.
    pub(super) fn voiced(&mut self, id: EvidenceId) {
        if self.stamp.is_some() {
            self.moves.note_voice(id);
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
        let mut relations: BTreeMap<_, _> = relations
            .into_iter()
            .map(|(key, old)| {
                let after = records.relations.get(&key).cloned();
                (key, Change { before: old.restored(|| after.clone()), after })
            })
            .filter(|(_, change)| change.before != change.after)
            .collect();
        if let Some(stamp) = stamp {
            let now = |id| records.actors.get(&id).map_or_else(String::new, |actor| actor.name.clone());
            let then = |id| match actors.get(&id) {
                Some(Some(before)) => before.name.clone(),
                _ => now(id),
            };
            let acts =
                deed::acts(&relations, &moves, now, |key| sentence(key, then), |key| sentence(key, now));
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

    /// Leaves everything as it is now, for good.
    pub(super) fn keep(self) -> Kept {
        let Self { next_evidence, before, .. } = self;
        let last_actor = before.actors.keys().last().copied();
        Kept { articles: before.articles.into_keys().collect(), last_actor, next_evidence }
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
        for (key, old) in relations {
            let now = records.relations.remove(&key);
            records.relations.set(key, old.restored(|| now));
        }
        each(&mut records.places, places);
        each(&mut records.pinned, pinned);
        each(&mut records.rolled_up, rolled_up);
    }
}

/// A relation in words: "Egypt backs Haftar".
fn sentence(key: RelationKey, name: impl Fn(ActorId) -> String) -> String {
    format!("{} {} {}", name(key.source), key.stance.word(), name(key.target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{ActorKind, Edit, Span, Stance, StanceMap, Verdict};

    const KEY: RelationKey = RelationKey { source: ActorId(1), target: ActorId(2), stance: Stance::Backs };

    fn quote(id: u32) -> Evidence {
        Evidence::quoting(id, Span::new(0, 3))
    }

    /// Ana backs Bo, by three quotes.
    fn map() -> StanceMap {
        let mut map = StanceMap::default();
        let article = Article::from_text("Ana praised Bo.");
        map.apply(Edit::AddArticle { id: ArticleId(1), article }).unwrap();
        for (id, name) in [(1, "Ana"), (2, "Bo")] {
            let actor = Actor::by_hand(name, ActorKind::Person);
            map.apply(Edit::AddActor { id: ActorId(id), actor, at: None }).unwrap();
        }
        map.apply_all((1..4).map(|id| Edit::AddEvidence { key: KEY, evidence: quote(id) })).unwrap();
        map
    }

    fn change_quotes(draft: &mut Draft<'_>) {
        for (id, note) in [(2, "once"), (2, "twice"), (4, "new")] {
            if id == 4 {
                draft.add_quote(KEY, quote(4));
            }
            draft.quote_mut(KEY, EvidenceId(id)).unwrap().note = note.to_owned();
        }
    }

    fn change_it_all(draft: &mut Draft<'_>) {
        change_quotes(draft);
        draft.relation_mut(KEY).unwrap().verdict = Verdict::Confirmed;
        draft.quote_mut(KEY, EvidenceId(1)).unwrap().note = "at last".to_owned();
    }

    fn take_it_out(draft: &mut Draft<'_>) {
        change_quotes(draft);
        draft.set_relation(KEY, None);
        draft.add_quote(KEY, quote(5));
    }

    #[test]
    fn only_the_quotes_that_change_are_put_aside() {
        let mut map = map();
        let next = map.next_evidence_id();
        let (records, by_text) = map.under_change();
        let mut draft = Draft::new(records, by_text, next, None);
        change_quotes(&mut draft);
        let Some(Old::Quotes { count, changed }) = draft.before.relations.get(&KEY) else { panic!() };
        assert_eq!((*count, changed), (3, &BTreeMap::from([(1, quote(2))])));
    }

    #[test]
    fn a_relation_is_put_back_and_told_as_it_was_however_it_was_changed() {
        for change in [change_quotes, change_it_all, take_it_out] {
            let before = map();
            let mut map = before.clone();
            let next = map.next_evidence_id();
            let (records, by_text) = map.under_change();
            let mut draft = Draft::new(records, by_text, next, None);
            change(&mut draft);
            let diff = draft.finish();
            assert_eq!(diff.relations[&KEY].before.as_ref(), before.relation(KEY));
            assert_eq!(diff.relations[&KEY].after.as_ref(), map.relation(KEY));

            map.patch(&diff.reversed());
            assert_eq!(map, before);
            let (records, by_text) = map.under_change();
            let mut draft = Draft::new(records, by_text, next, None);
            change(&mut draft);
            draft.abandon();
            assert_eq!(map, before);
        }
    }
}

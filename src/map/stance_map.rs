//! The document itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::check::Problem;
use super::draft::Kept;
use super::{
    Actor, ActorId, Article, ArticleId, ContentHash, Evidence, EvidenceId, Relation, RelationKey, fold_name,
};

/// Where an actor sits on the canvas: world units, y downwards. One unit is one point on a screen at 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Place {
    /// Rightwards.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

impl Place {
    /// The place at `x`, `y`.
    pub fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// Every record of a map, in ordered tables, as saving and checking need them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Records {
    /// What the map is called; may be empty.
    pub title: String,
    /// The articles read. Shared, so that copying a map for a job or a save is cheap.
    pub articles: BTreeMap<ArticleId, Arc<Article>>,
    /// The actors, rejected ones included.
    pub actors: BTreeMap<ActorId, Actor>,
    /// The relations, rejected ones included.
    pub relations: BTreeMap<RelationKey, Relation>,
    /// Where actors sit; an actor without a place is yet to be laid out.
    pub places: BTreeMap<ActorId, Place>,
    /// The actors whose place every layout keeps; all of them have one.
    pub pinned: BTreeSet<ActorId>,
    /// The actors that are drawn with all their members within.
    pub rolled_up: BTreeSet<ActorId>,
}

/// A map whose records are known to fit together: relations join two different actors that exist, quotes lie within
/// articles that exist, membership has no circles, names are not blank, places are finite.
#[derive(Debug, Clone, Default)]
pub struct StanceMap {
    records: Records,
    /// Every article by its text. Those that are gone may still be in it: whoever looks here looks there too.
    by_text: HashMap<ContentHash, ArticleId>,
    // Ids are never given twice in the life of a map, not even after an undo.
    next_article: u32,
    next_actor: u32,
    next_evidence: u32,
}

impl PartialEq for StanceMap {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

impl StanceMap {
    /// A map of records that were made elsewhere.
    ///
    /// # Errors
    /// Everything that does not fit together.
    pub fn new(records: Records) -> Result<Self, Vec<Problem>> {
        let problems = super::check::check(&records);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut map = Self::default();
        let Records { articles, actors, relations, .. } = &records;
        map.note_ids(articles.keys().last().copied(), actors.keys().last().copied(), relations.values());
        articles.iter().for_each(|(id, article)| map.note_text(*id, article));
        map.records = records;
        Ok(map)
    }

    /// All records.
    pub fn records(&self) -> &Records {
        &self.records
    }

    pub(super) fn records_mut(&mut self) -> &mut Records {
        &mut self.records
    }

    /// The records to be changed, and which article has which text; that may name articles that are gone.
    pub(super) fn under_change(&mut self) -> (&mut Records, &HashMap<ContentHash, ArticleId>) {
        (&mut self.records, &self.by_text)
    }

    /// Makes sure that an article is found by its text.
    pub(super) fn note_text(&mut self, id: ArticleId, article: &Article) {
        self.by_text.insert(article.hash(), id);
    }

    /// Makes sure that no id of a change that is kept is given again, and that its articles are found.
    pub(super) fn note_kept(&mut self, Kept { articles, last_actor, next_evidence }: Kept) {
        for (id, article) in articles.iter().filter_map(|id| Some((*id, self.records.articles.get(id)?))) {
            self.by_text.insert(article.hash(), id);
        }
        self.note_ids(articles.last().copied(), last_actor, std::iter::empty());
        self.next_evidence = self.next_evidence.max(next_evidence.0);
    }

    /// Raises the id counters above the ids of these records.
    pub(super) fn note_ids<'a>(
        &mut self,
        article: Option<ArticleId>,
        actor: Option<ActorId>,
        relations: impl Iterator<Item = &'a Relation>,
    ) {
        let after = |last: Option<u32>| last.map_or(1, |last| last + 1);
        self.next_article = self.next_article.max(after(article.map(|id| id.0)));
        self.next_actor = self.next_actor.max(after(actor.map(|id| id.0)));
        let last = relations.flat_map(|relation| &relation.evidence).map(|item| item.id.0).max();
        self.next_evidence = self.next_evidence.max(after(last));
    }

    /// The map's title; may be empty.
    pub fn title(&self) -> &str {
        &self.records.title
    }

    /// The articles in the order of their ids.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, &Arc<Article>)> {
        self.records.articles.iter().map(|(id, article)| (*id, article))
    }

    /// One article.
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.records.articles.get(&id)
    }

    /// The actors that have not been deleted, in the order of their ids.
    pub fn actors(&self) -> impl Iterator<Item = (ActorId, &Actor)> {
        self.records.actors.iter().filter(|(_, actor)| actor.is_shown()).map(|(id, actor)| (*id, actor))
    }

    /// One actor, deleted or not.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.records.actors.get(&id)
    }

    /// An actor's name; "?" for one that is not there.
    pub fn actor_name(&self, id: ActorId) -> &str {
        self.actor(id).map_or("?", |actor| &actor.name)
    }

    /// The actor that stands for this one: itself, unless it was merged into another.
    pub fn stands_for(&self, id: ActorId) -> ActorId {
        super::unite::stands_for(&self.records.actors, id)
    }

    /// The actor on the map that has this name, whatever its spelling, or otherwise one that has it as another name; never
    /// `besides`. Looks at every actor.
    pub fn actor_called(&self, name: &str, besides: Option<ActorId>) -> Option<ActorId> {
        let name = fold_name(name);
        let find = |bears: &dyn Fn(&Actor) -> bool| {
            self.actors().find(|(id, actor)| Some(*id) != besides && bears(actor)).map(|(id, _)| id)
        };
        let is_it = |there: &str| fold_name(there) == name;
        find(&|actor| is_it(&actor.name)).or_else(|| find(&|actor| actor.names().any(is_it)))
    }

    /// The relations to draw and list: shown themselves, between actors that are shown; in the order of their keys.
    pub fn relations(&self) -> impl Iterator<Item = (RelationKey, &Relation)> {
        self.all_relations().filter(|(_, relation)| relation.is_shown())
    }

    /// The relations between actors that are shown, also those that were rejected or that no quote supports; in the order of
    /// their keys.
    pub fn all_relations(&self) -> impl Iterator<Item = (RelationKey, &Relation)> {
        // Of many relations each end would otherwise be looked up, though few actors are deleted, if any.
        let actors = self.records.actors.iter();
        let deleted: Vec<ActorId> =
            actors.filter(|(_, actor)| !actor.is_shown()).map(|(id, _)| *id).collect();
        let shown = move |id: &ActorId| deleted.binary_search(id).is_err();
        self.records
            .relations
            .iter()
            .filter(move |(key, _)| shown(&key.source) && shown(&key.target))
            .map(|(key, relation)| (*key, relation))
    }

    /// One relation, shown or not.
    pub fn relation(&self, key: RelationKey) -> Option<&Relation> {
        self.records.relations.get(&key)
    }

    /// One item of the evidence of a relation.
    pub fn evidence(&self, key: RelationKey, id: EvidenceId) -> Option<&Evidence> {
        self.relation(key)?.evidence.iter().find(|item| item.id == id)
    }

    /// Where an actor sits, if it has been placed.
    pub fn place(&self, id: ActorId) -> Option<Place> {
        self.records.places.get(&id).copied()
    }

    /// Whether every layout keeps an actor where it sits.
    pub fn is_pinned(&self, id: ActorId) -> bool {
        self.records.pinned.contains(&id)
    }

    /// The id that the next new article takes.
    pub fn next_article_id(&self) -> ArticleId {
        ArticleId(self.next_article.max(1))
    }

    /// The id that the next new actor takes.
    pub fn next_actor_id(&self) -> ActorId {
        ActorId(self.next_actor.max(1))
    }

    /// The id that the next new item of evidence takes.
    pub fn next_evidence_id(&self) -> EvidenceId {
        EvidenceId(self.next_evidence.max(1))
    }
}

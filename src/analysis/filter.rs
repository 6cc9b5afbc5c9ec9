//! Which relations are wanted: conditions that combine, and how many relations each further choice would leave.

mod sieve;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Days;
use crate::map::{
    Actor, ActorId, ActorKind, ArticleId, Confidence, EvidenceId, Footing, Modality, RelationKey, Stance,
    StanceMap, Verdict,
};
use sieve::Sieve;

/// A question with several answers, by which relations are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Which stance?
    Stance,
    /// What does it rest on?
    Footing,
    /// Of what sort are its ends?
    Kind,
    /// How does the quote put it?
    Modality,
    /// What did a person say of the quote?
    Verdict,
    /// In whose voice is the quote?
    Voice,
    /// Who published the article?
    Source,
    /// Which article?
    Article,
}

impl Facet {
    /// Every facet, in the order in which panels show them.
    pub const ALL: [Self; 8] = [
        Self::Stance,
        Self::Footing,
        Self::Kind,
        Self::Modality,
        Self::Verdict,
        Self::Voice,
        Self::Source,
        Self::Article,
    ];
}

/// One answer to the question of a [`Facet`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// The relation has this stance.
    Stance(Stance),
    /// The relation rests on this.
    Footing(Footing),
    /// An end of the relation is of this kind.
    Kind(ActorKind),
    /// The quote puts it so.
    Modality(Modality),
    /// The quote, or its relation as a whole, was judged so.
    Verdict(Verdict),
    /// The quote reports what this actor claims; `None` for the article's own voice.
    Voice(Option<ActorId>),
    /// The quote is from an article with this source; empty where it is unknown.
    Source(String),
    /// The quote is from this article.
    Article(ArticleId),
}

impl Value {
    /// Which question it answers.
    pub fn facet(&self) -> Facet {
        match self {
            Self::Stance(_) => Facet::Stance,
            Self::Footing(_) => Facet::Footing,
            Self::Kind(_) => Facet::Kind,
            Self::Modality(_) => Facet::Modality,
            Self::Verdict(_) => Facet::Verdict,
            Self::Voice(_) => Facet::Voice,
            Self::Source(_) => Facet::Source,
            Self::Article(_) => Facet::Article,
        }
    }
}

/// Conditions that relations have to meet, all of them together.
///
/// Conditions on quotes are met quote by quote: a relation passes on the quotes that support it and meet all of them,
/// and only those count towards the least numbers. Where a person drew a relation, or nothing but her word is left for
/// it, that word counts like a quote that is certain, asserted and confirmed, but is from no article and in nobody's voice,
/// and is not counted as a quote. What has no date may be of any day.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// What bears one of these does not pass.
    pub without: BTreeSet<Value>,
    /// Of each facet that is named here, only these values pass.
    pub only: BTreeSet<Value>,
    /// Quotes of less confidence do not pass. What a person confirmed is certain.
    pub least_confidence: Confidence,
    /// Fewer quotes do not suffice.
    pub least_quotes: usize,
    /// Quotes from fewer sources do not suffice. Articles whose source is unknown count as one source together, since
    /// nothing shows that they are independent.
    pub least_sources: usize,
    /// Only quotes from articles of these days pass.
    pub days: Option<Days>,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            without: BTreeSet::new(),
            only: BTreeSet::new(),
            least_confidence: Confidence::clamped(0.0),
            least_quotes: 0,
            least_sources: 0,
            days: None,
        }
    }
}

/// What passes a filter. The sets are shared, so that what shows them need not copy them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passing {
    /// The relations that pass.
    pub relations: Arc<BTreeSet<RelationKey>>,
    /// The actors that pass: not of a kind that is left out, and, unless the filter is about kinds alone, an end of a
    /// relation that passes.
    pub actors: Arc<BTreeSet<ActorId>>,
    /// How many relations do not pass.
    pub relations_out: usize,
    /// How many actors do not pass, apart from those that a machine found and nothing relates to.
    pub actors_out: usize,
}

impl Filter {
    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Leaves out what bears a value, or no longer.
    pub fn toggle_without(&mut self, value: Value) {
        if !self.without.remove(&value) {
            self.without.insert(value);
        }
    }

    /// Lets only what bears a value pass, beside others of its facet that were chosen so before, or no longer.
    pub fn toggle_only(&mut self, value: Value) {
        if !self.only.remove(&value) {
            self.only.insert(value);
        }
    }

    /// Drops all conditions on a facet.
    pub fn clear(&mut self, facet: Facet) {
        self.without.retain(|value| value.facet() != facet);
        self.only.retain(|value| value.facet() != facet);
    }

    /// Drops conditions on articles and speakers that the map no longer has.
    pub fn prune(&mut self, map: &StanceMap) {
        let there = |value: &Value| match value {
            Value::Article(id) => map.article(*id).is_some(),
            Value::Voice(Some(id)) => map.actor(*id).is_some_and(|actor| actor.is_shown()),
            _ => true,
        };
        self.without.retain(there);
        self.only.retain(there);
    }

    /// Lets only quotes pass that report claims of an actor or of its members: the world as they tell it.
    pub fn according_to(&mut self, actor: ActorId, map: &StanceMap) {
        self.clear(Facet::Voice);
        let speakers: BTreeSet<ActorId> = speakers(map).filter(|id| belongs_to(*id, actor, map)).collect();
        self.only.extend(speakers.into_iter().map(|id| Value::Voice(Some(id))));
    }

    /// What of the map's shown relations and actors passes.
    pub fn passing(&self, map: &StanceMap) -> Passing {
        let sieve = Sieve::new(self, map);
        let relations: BTreeSet<RelationKey> = map
            .relations()
            .filter(|(key, relation)| sieve.passes(*key, relation))
            .map(|(key, _)| key)
            .collect();
        let ends: BTreeSet<ActorId> = relations.iter().flat_map(|key| [key.source, key.target]).collect();
        let of_kinds_alone = {
            let mut rest = self.clone();
            rest.clear(Facet::Kind);
            rest.is_empty()
        };
        let passes =
            |id: &ActorId, kind| sieve.allows(&Value::Kind(kind)) && (of_kinds_alone || ends.contains(id));
        let (actors, out): (Vec<_>, Vec<_>) = map.actors().partition(|(id, actor)| passes(id, actor.kind));
        let related: BTreeSet<ActorId> =
            map.relations().flat_map(|(key, _)| [key.source, key.target]).collect();
        let counts =
            |(id, actor): &&(ActorId, &Actor)| actor.verdict != Verdict::Unreviewed || related.contains(id);
        Passing {
            relations_out: map.relations().count() - relations.len(),
            actors_out: out.iter().filter(counts).count(),
            actors: Arc::new(actors.into_iter().map(|(id, _)| id).collect()),
            relations: Arc::new(relations),
        }
    }

    /// The quotes that meet all conditions on quotes, of the relations that pass.
    pub fn quotes(&self, map: &StanceMap) -> BTreeSet<EvidenceId> {
        let sieve = Sieve::new(self, map);
        let passing = map.relations().filter(|(key, relation)| sieve.passes(*key, relation));
        passing.flat_map(|(_, relation)| sieve.passing_quotes(relation)).collect()
    }

    /// For each value that occurs in the map, or that the filter names: how many relations would pass if of its facet it
    /// alone did, all conditions on other facets being as they are. Of two kinds of actor that a relation joins, the other one
    /// is held to the filter.
    pub fn counts(&self, map: &StanceMap) -> BTreeMap<Value, usize> {
        Sieve::new(self, map).counts()
    }
}

/// The actors of whom quotes report claims, or of whose members.
pub fn quoted(map: &StanceMap) -> BTreeSet<ActorId> {
    let mut quoted = BTreeSet::new();
    for speaker in speakers(map) {
        // With one who is known all above are.
        let new = with_groups(speaker, map).take_while(|id| !quoted.contains(id)).collect::<Vec<_>>();
        quoted.extend(new);
    }
    quoted
}

/// In whose voices quotes of shown relations are, other than the articles' own; each as often as there are quotes.
fn speakers(map: &StanceMap) -> impl Iterator<Item = ActorId> {
    map.relations().flat_map(|(_, relation)| relation.supporting()).filter_map(|item| item.attribution)
}

/// Whether an actor is another one, or its member, be it through others.
fn belongs_to(member: ActorId, whole: ActorId, map: &StanceMap) -> bool {
    with_groups(member, map).any(|id| id == whole)
}

/// An actor and the groups that it belongs to, be it through others.
fn with_groups(actor: ActorId, map: &StanceMap) -> impl Iterator<Item = ActorId> {
    // Membership has no circles.
    std::iter::successors(Some(actor), |id| map.actor(*id)?.member_of)
}

#[cfg(test)]
mod tests;

//! A filter put to a map: what each relation and each quote fails, so that one pass answers both what passes and what would
//! if one facet were chosen otherwise.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Facet, Filter, Value};
use crate::map::{
    ActorId, ActorKind, Article, ArticleId, Confidence, Evidence, EvidenceId, Modality, Relation,
    RelationKey, StanceMap, Verdict,
};

/// The facets that are asked of quotes rather than of relations.
const OF_QUOTES: [Facet; 5] = [Facet::Modality, Facet::Verdict, Facet::Voice, Facet::Source, Facet::Article];

/// What something fails: one bit for each facet, and one for all other conditions.
type Fails = u16;

const OTHER: Fails = 1 << 15;

fn bit(facet: Facet) -> Fails {
    1 << facet as u16
}

/// What a sieve knows of an article.
struct Told {
    /// Which source it has, by its place in [`Sieve::sources`].
    source: u32,
    fails: Fails,
}

pub(super) struct Sieve<'a> {
    filter: &'a Filter,
    map: &'a StanceMap,
    /// The facets of which only some values pass.
    limited: Fails,
    sources: Vec<&'a str>,
    articles: HashMap<ArticleId, Told>,
    kinds: HashMap<ActorId, ActorKind>,
}

impl<'a> Sieve<'a> {
    pub(super) fn new(filter: &'a Filter, map: &'a StanceMap) -> Self {
        let limited = filter.only.iter().fold(0, |bits, value| bits | bit(value.facet()));
        let kinds = map.actors().map(|(id, actor)| (id, actor.kind)).collect();
        let mut sieve = Self { filter, map, limited, sources: Vec::new(), articles: HashMap::new(), kinds };
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        for (id, article) in map.articles() {
            let next = numbers.len() as u32;
            let source = *numbers.entry(article.source.trim()).or_insert_with_key(|name| {
                sieve.sources.push(name);
                next
            });
            let fails = sieve.article_fails(id, article);
            sieve.articles.insert(id, Told { source, fails });
        }
        sieve
    }

    /// Whether the conditions on its facet let a value pass.
    pub(super) fn allows(&self, value: &Value) -> bool {
        let named = |values: &BTreeSet<Value>| !values.is_empty() && values.contains(value);
        !named(&self.filter.without) && (self.limited & bit(value.facet()) == 0 || named(&self.filter.only))
    }

    fn fails(&self, value: Value) -> Fails {
        if self.allows(&value) { 0 } else { bit(value.facet()) }
    }

    fn article_fails(&self, id: ArticleId, article: &Article) -> Fails {
        let out = |date| self.filter.days.is_some_and(|days| !days.holds(date));
        self.fails(Value::Article(id))
            | self.fails(Value::Source(article.source.trim().to_owned()))
            | if article.date.is_some_and(out) { OTHER } else { 0 }
    }

    fn quote_fails(&self, verdict: Verdict, item: &Evidence) -> Fails {
        let confidence = if verdict == Verdict::Confirmed { Confidence::CERTAIN } else { item.confidence };
        self.articles.get(&item.article).map_or(0, |told| told.fails)
            | self.fails(Value::Modality(item.modality))
            | self.fails(Value::Verdict(verdict))
            | self.fails(Value::Voice(item.attribution))
            | if confidence < self.filter.least_confidence { OTHER } else { 0 }
    }

    /// What the word of the person who drew a relation fails.
    fn word_fails(&self) -> Fails {
        self.fails(Value::Modality(Modality::Asserted))
            | self.fails(Value::Verdict(Verdict::Confirmed))
            | self.limited & (bit(Facet::Voice) | bit(Facet::Source) | bit(Facet::Article))
            | if self.filter.least_quotes > 0 || self.filter.least_sources > 0 { OTHER } else { 0 }
    }

    /// What a relation fails whatever its quotes are.
    fn relation_fails(&self, key: RelationKey, relation: &Relation) -> Fails {
        let kind = |id| self.kinds.get(&id).map_or(0, |kind| self.fails(Value::Kind(*kind)));
        self.fails(Value::Stance(key.stance))
            | self.fails(Value::Footing(relation.footing()))
            | kind(key.source)
            | kind(key.target)
    }

    fn source(&self, article: ArticleId) -> u32 {
        self.articles.get(&article).map_or(0, |told| told.source)
    }

    /// Whether quotes from these sources are enough.
    fn suffices(&self, mut sources: Vec<u32>) -> bool {
        if sources.is_empty() || sources.len() < self.filter.least_quotes {
            return false;
        }
        if self.filter.least_sources > 1 {
            sources.sort_unstable();
            sources.dedup();
        }
        sources.len() >= self.filter.least_sources
    }

    fn quotes<'r>(&self, relation: &'r Relation) -> impl Iterator<Item = Quote<'r>> {
        relation.supporting().map(move |item| {
            let verdict = verdict(relation, item);
            Quote { item, verdict, source: self.source(item.article), fails: self.quote_fails(verdict, item) }
        })
    }

    pub(super) fn passes(&self, key: RelationKey, relation: &Relation) -> bool {
        self.relation_fails(key, relation) == 0 && self.stands(relation, self.quotes(relation))
    }

    /// The quotes of a relation that meet all conditions on quotes.
    pub(super) fn passing_quotes(&self, relation: &Relation) -> impl Iterator<Item = EvidenceId> {
        self.quotes(relation).filter(|quote| quote.fails == 0).map(|quote| quote.item.id)
    }

    /// Whether a relation stands by the word of the person who drew it, or by enough of its quotes.
    fn stands<'r>(&self, relation: &Relation, quotes: impl Iterator<Item = Quote<'r>>) -> bool {
        has_word(relation) && self.word_fails() == 0
            || self.suffices(quotes.filter(|quote| quote.fails == 0).map(|quote| quote.source).collect())
    }

    /// See [`Filter::counts`].
    pub(super) fn counts(&self) -> BTreeMap<Value, usize> {
        let mut counts: BTreeMap<Value, usize> =
            self.filter.without.iter().chain(&self.filter.only).map(|value| (value.clone(), 0)).collect();
        let mut of_quotes: HashMap<Answer, usize> = HashMap::new();
        for (key, relation) in self.map.relations() {
            let fails = self.relation_fails(key, relation);
            let quotes: Vec<Quote<'_>> = self.quotes(relation).collect();
            let stands = self.stands(relation, quotes.iter().copied());
            let left = |facet: Facet| usize::from(stands && fails & !bit(facet) == 0);
            *counts.entry(Value::Stance(key.stance)).or_default() += left(Facet::Stance);
            *counts.entry(Value::Footing(relation.footing())).or_default() += left(Facet::Footing);
            self.count_kinds(key, left(Facet::Kind), &mut counts);
            for facet in OF_QUOTES {
                self.count_quotes(facet, relation, &quotes, fails == 0, &mut of_quotes);
            }
        }
        for (answer, count) in of_quotes {
            *counts.entry(self.value(answer)).or_default() += count;
        }
        counts
    }

    /// Counts a relation that passes but for its kinds, which is `left` once or never, for the kind of each end whose
    /// other end passes.
    fn count_kinds(&self, key: RelationKey, left: usize, counts: &mut BTreeMap<Value, usize>) {
        let [source, target] =
            [key.source, key.target].map(|id| Value::Kind(self.kinds.get(&id).copied().unwrap_or_default()));
        let (by_source, by_target) = (self.allows(&target), self.allows(&source));
        let alike = source == target;
        *counts.entry(source).or_default() += left * usize::from(by_source || alike);
        if !alike {
            *counts.entry(target).or_default() += left * usize::from(by_target);
        }
    }

    /// Counts a relation, if it passes but for its quotes, for each answer that enough of them give.
    fn count_quotes(
        &self,
        facet: Facet,
        relation: &Relation,
        quotes: &[Quote<'_>],
        passes: bool,
        counts: &mut HashMap<Answer, usize>,
    ) {
        let by_word = match facet {
            Facet::Modality => Some(Answer::Modality(Modality::Asserted)),
            Facet::Verdict => Some(Answer::Verdict(Verdict::Confirmed)),
            _ => None,
        };
        let by_word = by_word.filter(|_| has_word(relation) && self.word_fails() & !bit(facet) == 0);
        let mut given: Vec<(Answer, &Quote<'_>)> =
            quotes.iter().filter_map(|quote| Some((quote.answer(facet)?, quote))).collect();
        given.sort_unstable_by_key(|(answer, _)| *answer);
        for alike in given.chunk_by(|(a, _), (b, _)| a == b) {
            let answer = alike[0].0;
            let enough = || {
                let passing = alike.iter().filter(|(_, quote)| quote.fails & !bit(facet) == 0);
                self.suffices(passing.map(|(_, quote)| quote.source).collect())
            };
            let left = passes && by_word != Some(answer) && enough();
            *counts.entry(answer).or_default() += usize::from(left);
        }
        if let Some(answer) = by_word {
            *counts.entry(answer).or_default() += usize::from(passes);
        }
    }

    fn value(&self, answer: Answer) -> Value {
        match answer {
            Answer::Modality(modality) => Value::Modality(modality),
            Answer::Verdict(verdict) => Value::Verdict(verdict),
            Answer::Voice(speaker) => Value::Voice(speaker),
            Answer::Source(number) => {
                Value::Source(self.sources.get(number as usize).copied().unwrap_or_default().to_owned())
            }
            Answer::Article(id) => Value::Article(id),
        }
    }
}

/// A quote that supports a relation, and what it fails.
#[derive(Clone, Copy)]
struct Quote<'r> {
    item: &'r Evidence,
    verdict: Verdict,
    source: u32,
    fails: Fails,
}

/// A [`Value`] that quotes bear; sources are numbered, so that hundreds of thousands are compared and counted soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Answer {
    Modality(Modality),
    Verdict(Verdict),
    Voice(Option<ActorId>),
    Source(u32),
    Article(ArticleId),
}

impl Quote<'_> {
    fn answer(&self, facet: Facet) -> Option<Answer> {
        match facet {
            Facet::Modality => Some(Answer::Modality(self.item.modality)),
            Facet::Verdict => Some(Answer::Verdict(self.verdict)),
            Facet::Voice => Some(Answer::Voice(self.item.attribution)),
            Facet::Source => Some(Answer::Source(self.source)),
            Facet::Article => Some(Answer::Article(self.item.article)),
            Facet::Stance | Facet::Footing | Facet::Kind => None,
        }
    }
}

/// What a person said of a quote, or of the relation that it supports.
fn verdict(relation: &Relation, item: &Evidence) -> Verdict {
    item.verdict.max(relation.verdict)
}

/// Whether a relation also stands without its quotes.
fn has_word(relation: &Relation) -> bool {
    relation.claim.is_some() || relation.supporting().next().is_none()
}

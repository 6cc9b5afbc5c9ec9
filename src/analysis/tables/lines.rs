//! What is kept of each row, and how it fills the columns.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Cell, Column, Sheet};
use crate::map::{
    Actor, ActorId, Article, ArticleId, Confidence, Evidence, EvidenceId, Modality, Relation, RelationKey,
    Span, Stance, StanceMap, Verdict,
};

/// An actor, and in how many relations it stands where.
#[derive(Debug, Clone)]
pub(super) struct ActorLine {
    pub(super) id: ActorId,
    pub(super) actor: Actor,
    degrees: Degrees,
}

#[derive(Debug, Clone, Copy, Default)]
struct Degrees {
    backs: usize,
    backed_by: usize,
    opposes: usize,
    opposed_by: usize,
    quotes: usize,
}

impl ActorLine {
    pub(super) fn all(map: &StanceMap) -> Vec<Self> {
        let mut degrees: HashMap<ActorId, Degrees> = HashMap::new();
        for (key, relation) in map.relations() {
            let quotes = relation.supporting().count();
            let source = degrees.entry(key.source).or_default();
            source.quotes += quotes;
            match key.stance {
                Stance::Backs => source.backs += 1,
                Stance::Opposes => source.opposes += 1,
            }
            let target = degrees.entry(key.target).or_default();
            target.quotes += quotes;
            match key.stance {
                Stance::Backs => target.backed_by += 1,
                Stance::Opposes => target.opposed_by += 1,
            }
        }
        let line = |(id, actor): (ActorId, &Actor)| Self {
            id,
            actor: actor.clone(),
            degrees: degrees.get(&id).copied().unwrap_or_default(),
        };
        map.actors().map(line).collect()
    }

    pub(super) fn cell<'a>(&'a self, column: Column, sheet: &'a Sheet) -> Cell<'a> {
        let Degrees { backs, backed_by, opposes, opposed_by, quotes } = self.degrees;
        match column {
            Column::Name => Cell::of(&self.actor.name),
            Column::Kind => Cell::of(self.actor.kind.label()),
            Column::Aliases => {
                let names: Vec<&str> = self.actor.aliases.iter().map(String::as_str).collect();
                Cell::Text(names.join("; ").into())
            }
            Column::MemberOf => Cell::of(self.actor.member_of.map_or("", |group| sheet.name(group))),
            Column::Backs => Cell::Count(backs),
            Column::BackedBy => Cell::Count(backed_by),
            Column::Opposes => Cell::Count(opposes),
            Column::OpposedBy => Cell::Count(opposed_by),
            Column::Quotes => Cell::Count(quotes),
            Column::Note => Cell::of(&self.actor.note),
            _ => Cell::of(""),
        }
    }
}

/// A relation, and what its supporting quotes amount to.
#[derive(Debug, Clone)]
pub(super) struct RelationLine {
    pub(super) key: RelationKey,
    verdict: Verdict,
    /// `None` if no quote supports it.
    wording: Option<Modality>,
    confidence: Confidence,
    quotes: usize,
    sources: usize,
    first: Option<Date>,
    last: Option<Date>,
    note: String,
}

impl RelationLine {
    pub(super) fn all(map: &StanceMap) -> Vec<Self> {
        map.relations().map(|(key, relation)| Self::of(map, key, relation)).collect()
    }

    fn of(map: &StanceMap, key: RelationKey, relation: &Relation) -> Self {
        let articles = || relation.supporting().filter_map(|item| map.article(item.article));
        let dates = || articles().filter_map(|article| article.date);
        let sources: BTreeSet<&str> = articles().map(|article| article.source.trim()).collect();
        Self {
            key,
            verdict: relation.standing(),
            // The order of modalities is that of their sureness.
            wording: relation.supporting().map(|item| item.modality).min(),
            confidence: relation.confidence(),
            quotes: relation.supporting().count(),
            sources: sources.len(),
            first: dates().min(),
            last: dates().max(),
            note: relation.note.clone(),
        }
    }

    pub(super) fn cell<'a>(&'a self, column: Column, sheet: &'a Sheet) -> Cell<'a> {
        match column {
            Column::Source => Cell::of(sheet.name(self.key.source)),
            Column::Stance => Cell::of(self.key.stance.word()),
            Column::Target => Cell::of(sheet.name(self.key.target)),
            Column::Verdict => Cell::of(self.verdict.word()),
            Column::Wording => Cell::of(self.wording.map_or("", Modality::word)),
            Column::Confidence => Cell::Share(self.confidence.get()),
            Column::Quotes => Cell::Count(self.quotes),
            Column::Sources => Cell::Count(self.sources),
            Column::First => Cell::day(self.first),
            Column::Last => Cell::day(self.last),
            Column::Note => Cell::of(&self.note),
            _ => Cell::of(""),
        }
    }
}

/// The verdict on a quote of a relation: of one that was rejected as a whole no quote counts.
pub fn verdict_of(relation: &Relation, item: &Evidence) -> Verdict {
    if relation.verdict == Verdict::Rejected { Verdict::Rejected } else { item.verdict }
}

/// A quote.
#[derive(Debug, Clone)]
pub(super) struct QuoteLine {
    pub(super) key: RelationKey,
    pub(super) id: EvidenceId,
    pub(super) article: ArticleId,
    pub(super) quote: Span,
    voice: Option<ActorId>,
    wording: Modality,
    confidence: Confidence,
    verdict: Verdict,
    note: String,
}

impl QuoteLine {
    pub(super) fn all(map: &StanceMap) -> Vec<Self> {
        let line = |(key, relation, item): (RelationKey, &Relation, &Evidence)| Self {
            key,
            id: item.id,
            article: item.article,
            quote: item.quote,
            voice: item.attribution,
            wording: item.modality,
            confidence: item.confidence,
            verdict: verdict_of(relation, item),
            note: item.note.clone(),
        };
        let quotes = |(key, relation): (RelationKey, &'_ Relation)| {
            relation.evidence.iter().map(move |item| (key, relation, item)).map(line).collect::<Vec<_>>()
        };
        map.all_relations().flat_map(quotes).collect()
    }

    pub(super) fn cell<'a>(&'a self, column: Column, sheet: &'a Sheet) -> Cell<'a> {
        let article = || sheet.articles.get(&self.article);
        match column {
            Column::Source => Cell::of(sheet.name(self.key.source)),
            Column::Stance => Cell::of(self.key.stance.word()),
            Column::Target => Cell::of(sheet.name(self.key.target)),
            Column::Relation => {
                let (source, target) = (sheet.name(self.key.source), sheet.name(self.key.target));
                Cell::Text(format!("{source} {} {target}", self.key.stance.word()).into())
            }
            Column::Quote => Cell::of(sheet.words(self)),
            Column::Voice => Cell::of(self.voice.map_or("", |id| sheet.name(id))),
            Column::Article => Cell::of(article().map_or("", |article| &article.title)),
            Column::Date => Cell::day(article().and_then(|article| article.date)),
            Column::Wording => Cell::of(self.wording.word()),
            Column::Confidence => Cell::Share(self.confidence.get()),
            Column::Verdict => Cell::of(self.verdict.word()),
            Column::Note => Cell::of(&self.note),
            _ => Cell::of(""),
        }
    }
}

/// An article, and how often it is quoted.
#[derive(Debug, Clone)]
pub(super) struct ArticleLine {
    pub(super) id: ArticleId,
    pub(super) article: Arc<Article>,
    quotes: usize,
}

impl ArticleLine {
    pub(super) fn all(map: &StanceMap) -> Vec<Self> {
        let mut quotes: HashMap<ArticleId, usize> = HashMap::new();
        for (_, relation) in map.relations() {
            for item in relation.supporting() {
                *quotes.entry(item.article).or_default() += 1;
            }
        }
        let line = |(id, article): (ArticleId, &Arc<Article>)| Self {
            id,
            article: Arc::clone(article),
            quotes: quotes.get(&id).copied().unwrap_or(0),
        };
        map.articles().map(line).collect()
    }

    pub(super) fn cell(&self, column: Column) -> Cell<'_> {
        let article = &self.article;
        match column {
            Column::Title => Cell::of(&article.title),
            Column::Publisher => Cell::of(&article.source),
            Column::Date => Cell::day(article.date),
            Column::Byline => Cell::of(&article.byline),
            Column::Language => Cell::of(&article.language),
            Column::Quotes => Cell::Count(self.quotes),
            Column::Length => Cell::Count(article.text().split_whitespace().count()),
            Column::Note => Cell::of(&article.note),
            _ => Cell::of(""),
        }
    }
}

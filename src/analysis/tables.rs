//! The map as tables: actors, relations, quotes and articles, one row each, whose cells can be sorted, sought and copied.
//!
//! A [`Sheet`] is taken from the map once for each state of it and needs the map no longer, so that a thread can put
//! hundreds of thousands of rows in order while the map goes on changing.

mod arrange;
mod column;
mod lines;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::map::{ActorId, Article, ArticleId, EvidenceId, RelationKey, StanceMap};

use arrange::Folded;
pub use arrange::{Sort, Wanted};
pub use column::Column;
pub use lines::verdict_of;
use lines::{ActorLine, ArticleLine, QuoteLine, RelationLine};

/// Of what there is one row each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Table {
    /// Actors that are on the map.
    Actors,
    /// Relations that are on the map.
    #[default]
    Relations,
    /// Quotes for relations between actors on the map, also those that were rejected: they can be taken back here.
    Quotes,
    /// Articles.
    Articles,
}

impl Table {
    /// Every table, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Actors, Self::Relations, Self::Quotes, Self::Articles];

    /// How it is called on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Actors => "Actors",
            Self::Relations => "Relations",
            Self::Quotes => "Quotes",
            Self::Articles => "Articles",
        }
    }

    /// What one row and what several are called.
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Actors => ("actor", "actors"),
            Self::Relations => ("relation", "relations"),
            Self::Quotes => ("quote", "quotes"),
            Self::Articles => ("article", "articles"),
        }
    }

    /// How many rows each of [`ALL`](Self::ALL) has.
    pub fn sizes(map: &StanceMap) -> [usize; 4] {
        let (relations, quotes) = map.all_relations().fold((0, 0), |(relations, quotes), (_, relation)| {
            (relations + usize::from(relation.is_shown()), quotes + relation.evidence.len())
        });
        [map.actors().count(), relations, quotes, map.articles().count()]
    }
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// An actor.
    Actor(ActorId),
    /// A relation.
    Relation(RelationKey),
    /// A quote, with the relation that it is for.
    Quote(RelationKey, EvidenceId),
    /// An article.
    Article(ArticleId),
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Words; empty where there is nothing to say.
    Text(Cow<'a, str>),
    /// How many.
    Count(usize),
    /// Which share, within 0..=1.
    Share(f32),
    /// Which day.
    Day(Date),
}

impl<'a> Cell<'a> {
    fn of(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    fn day(date: Option<Date>) -> Self {
        date.map_or(Self::of(""), Self::Day)
    }

    /// Whether nothing stands there.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// The cell in words, alike on the screen and in a search: shares in percent, days as 2023-08-14.
    pub fn text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text,
            Self::Count(count) => Cow::Owned(count.to_string()),
            Self::Share(share) => Cow::Owned(format!("{:.0} %", share * 100.0)),
            Self::Day(date) => Cow::Owned(date.to_string()),
        }
    }
}

/// The rows of a table at one state of the map, in the map's own order.
#[derive(Debug, Clone)]
pub struct Sheet {
    table: Table,
    lines: Lines,
    names: HashMap<ActorId, Arc<str>>,
    articles: HashMap<ArticleId, Arc<Article>>,
    /// Made by the first search, once for all that follow or go on at the same time.
    folded: OnceLock<Folded>,
}

#[derive(Debug, Clone)]
enum Lines {
    Actors(Vec<ActorLine>),
    Relations(Vec<RelationLine>),
    Quotes(Vec<QuoteLine>),
    Articles(Vec<ArticleLine>),
}

impl Sheet {
    /// Takes a table from a map.
    pub fn of(map: &StanceMap, table: Table) -> Self {
        Self {
            table,
            lines: match table {
                Table::Actors => Lines::Actors(ActorLine::all(map)),
                Table::Relations => Lines::Relations(RelationLine::all(map)),
                Table::Quotes => Lines::Quotes(QuoteLine::all(map)),
                Table::Articles => Lines::Articles(ArticleLine::all(map)),
            },
            names: map.actors().map(|(id, actor)| (id, Arc::from(actor.name.as_str()))).collect(),
            articles: map.articles().map(|(id, article)| (id, Arc::clone(article))).collect(),
            folded: OnceLock::new(),
        }
    }

    /// Which table it is.
    pub fn table(&self) -> Table {
        self.table
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        match &self.lines {
            Lines::Actors(lines) => lines.len(),
            Lines::Relations(lines) => lines.len(),
            Lines::Quotes(lines) => lines.len(),
            Lines::Articles(lines) => lines.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a line stands for. Lines are numbered in the map's order, below [`len`](Self::len).
    pub fn row(&self, line: usize) -> Row {
        match &self.lines {
            Lines::Actors(lines) => Row::Actor(lines[line].id),
            Lines::Relations(lines) => Row::Relation(lines[line].key),
            Lines::Quotes(lines) => Row::Quote(lines[line].key, lines[line].id),
            Lines::Articles(lines) => Row::Article(lines[line].id),
        }
    }

    /// The article that a line quotes, or is.
    pub fn article(&self, line: usize) -> Option<ArticleId> {
        match &self.lines {
            Lines::Quotes(lines) => Some(lines[line].article),
            Lines::Articles(lines) => Some(lines[line].id),
            Lines::Actors(_) | Lines::Relations(_) => None,
        }
    }

    /// What stands in a column of a line; nothing in columns of other tables.
    pub fn cell(&self, line: usize, column: Column) -> Cell<'_> {
        match &self.lines {
            Lines::Actors(lines) => lines[line].cell(column, self),
            Lines::Relations(lines) => lines[line].cell(column, self),
            Lines::Quotes(lines) => lines[line].cell(column, self),
            Lines::Articles(lines) => lines[line].cell(column),
        }
    }

    /// What a line is called: "Ana backs Bo".
    pub fn caption(&self, line: usize) -> String {
        let key = match &self.lines {
            Lines::Actors(lines) => return lines[line].actor.name.clone(),
            Lines::Articles(lines) => return lines[line].article.title.clone(),
            Lines::Relations(lines) => lines[line].key,
            Lines::Quotes(lines) => lines[line].key,
        };
        format!("{} {} {}", self.name(key.source), key.stance.word(), self.name(key.target))
    }

    fn name(&self, id: ActorId) -> &str {
        self.names.get(&id).map_or("?", |name| name)
    }

    /// The text that a quote takes from its article.
    fn words(&self, quote: &QuoteLine) -> &str {
        let article = self.articles.get(&quote.article);
        article.and_then(|article| article.slice(quote.quote)).unwrap_or_default()
    }
}

/// Rows of a table that are to be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// These actors.
    Actors(BTreeSet<ActorId>),
    /// These relations.
    Relations(BTreeSet<RelationKey>),
    /// These quotes.
    Quotes(BTreeSet<EvidenceId>),
    /// These articles.
    Articles(BTreeSet<ArticleId>),
}

impl Shown {
    /// Whether a row is among them.
    pub fn holds(&self, row: Row) -> bool {
        match (self, row) {
            (Self::Actors(these), Row::Actor(id)) => these.contains(&id),
            (Self::Relations(these), Row::Relation(key)) => these.contains(&key),
            (Self::Quotes(these), Row::Quote(_, id)) => these.contains(&id),
            (Self::Articles(these), Row::Article(id)) => these.contains(&id),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;

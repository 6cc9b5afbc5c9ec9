//! The tables as the user has them: which is looked at, how it is sorted and searched, and which of its rows are chosen.
//! Chosen actors and relations are those that are selected; quotes and articles are chosen here alone.

mod change;

use std::collections::BTreeSet;

use super::{Editor, Selection};
use crate::analysis::tables::{Column, Row, Shown, Sort, Table};
use crate::map::{ActorId, ArticleId, EvidenceId, RelationKey};

pub use change::{Change, plan};

/// How one table is looked at.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// The order; that of the map without one.
    pub sort: Option<Sort>,
    /// What was typed to find rows.
    pub words: String,
    /// Whether only what the canvas shows is listed.
    pub only_shown: bool,
    /// The row that the keys are at.
    pub cursor: Option<Row>,
    /// Where a range of rows begins.
    anchor: Option<Row>,
}

/// What becomes of the chosen rows when the cursor goes to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// That row alone is chosen.
    Only,
    /// That row is chosen besides, or no longer.
    Toggle,
    /// All rows from where the range begins up to that row are chosen, and nothing else.
    Range,
    /// They stay as they are.
    Nothing,
}

/// The tables, and what is chosen in them.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// The table that is looked at.
    pub table: Table,
    views: [View; 4],
    quotes: BTreeSet<EvidenceId>,
    articles: BTreeSet<ArticleId>,
}

impl Tables {
    /// How the table is looked at.
    pub fn view(&self) -> &View {
        &self.views[self.table as usize]
    }

    /// How the table is looked at, to be changed.
    pub fn view_mut(&mut self) -> &mut View {
        &mut self.views[self.table as usize]
    }

    /// Sorts by a column; by the same column again, the other way.
    pub fn sort_by(&mut self, column: Column) {
        let view = self.view_mut();
        let descending = view.sort.is_some_and(|sort| sort.column == column && !sort.descending);
        view.sort = Some(Sort { column, descending });
    }

    /// Whether a row is chosen.
    pub fn is_chosen(&self, row: Row, selection: &Selection) -> bool {
        match row {
            Row::Actor(id) => selection.actors.contains(&id),
            Row::Relation(key) => selection.relations.contains(&key),
            Row::Quote(_, id) => self.quotes.contains(&id),
            Row::Article(id) => self.articles.contains(&id),
        }
    }

    /// How many rows of the table are chosen.
    pub fn count(&self, selection: &Selection) -> usize {
        match self.table {
            Table::Actors => selection.actors.len(),
            Table::Relations => selection.relations.len(),
            Table::Quotes => self.quotes.len(),
            Table::Articles => self.articles.len(),
        }
    }

    /// Chooses these rows of the table and no others. What is to be selected from now on, if that changes.
    pub fn choose(&mut self, rows: impl Iterator<Item = Row>) -> Option<Selection> {
        let mut selection = Selection::default();
        match self.table {
            Table::Actors => {
                selection.actors = rows.filter_map(actor).collect();
                Some(selection)
            }
            Table::Relations => {
                selection.relations = rows.filter_map(relation).collect();
                Some(selection)
            }
            Table::Quotes => {
                self.quotes = rows.filter_map(quote).collect();
                None
            }
            Table::Articles => {
                self.articles = rows.filter_map(article).collect();
                None
            }
        }
    }

    /// Goes to the row `at` of the listed ones, and chooses as `pick` says. What is to be selected from now on, if that
    /// changes.
    pub fn go(
        &mut self,
        listed: &dyn Listed,
        at: usize,
        pick: Pick,
        selection: &Selection,
    ) -> Option<Selection> {
        let row = listed.row(at);
        let from = self.view().anchor.and_then(|anchor| listed.find(anchor)).unwrap_or(at);
        let view = self.view_mut();
        view.cursor = Some(row);
        if pick != Pick::Range {
            view.anchor = Some(row);
        } else if from == at {
            view.anchor.get_or_insert(row);
        }
        match pick {
            Pick::Only => self.choose(std::iter::once(row)),
            Pick::Range => self.choose((from.min(at)..=from.max(at)).map(|at| listed.row(at))),
            Pick::Toggle => self.toggle(row, selection),
            Pick::Nothing => None,
        }
    }

    fn toggle(&mut self, row: Row, selection: &Selection) -> Option<Selection> {
        let mut selection = selection.clone();
        match row {
            Row::Actor(id) => {
                selection.relations.clear();
                selection.toggle_actor(id);
                return Some(selection);
            }
            Row::Relation(key) => {
                selection.actors.clear();
                selection.toggle_relations(&[key]);
                return Some(selection);
            }
            Row::Quote(_, id) if !self.quotes.remove(&id) => drop(self.quotes.insert(id)),
            Row::Article(id) if !self.articles.remove(&id) => drop(self.articles.insert(id)),
            Row::Quote(..) | Row::Article(_) => {}
        }
        None
    }

    /// Drops from what is chosen all but the rows that `stay`. What is to be selected from now on, if that changes.
    pub fn keep(&mut self, rows: impl Iterator<Item = Row>, selection: &Selection) -> Option<Selection> {
        let before = self.count(selection);
        if before == 0 {
            return None;
        }
        let kept: Vec<Row> = rows.filter(|row| self.is_chosen(*row, selection)).collect();
        if kept.len() == before { None } else { self.choose(kept.into_iter()) }
    }
}

/// Rows in the order in which they are listed.
pub trait Listed {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them, by its place below [`len`](Self::len).
    fn row(&self, at: usize) -> Row;

    /// The place of a row.
    fn find(&self, row: Row) -> Option<usize> {
        (0..self.len()).find(|at| self.row(*at) == row)
    }
}

fn actor(row: Row) -> Option<ActorId> {
    if let Row::Actor(id) = row { Some(id) } else { None }
}

fn relation(row: Row) -> Option<RelationKey> {
    if let Row::Relation(key) = row { Some(key) } else { None }
}

fn quote(row: Row) -> Option<EvidenceId> {
    if let Row::Quote(_, id) = row { Some(id) } else { None }
}

fn article(row: Row) -> Option<ArticleId> {
    if let Row::Article(id) = row { Some(id) } else { None }
}

impl Editor {
    /// The rows of a table that the canvas shows: what is neither hidden nor filtered out, and the quotes and articles on
    /// which that rests. What is within a group that is rolled up is shown with it.
    pub fn on_canvas(&self, table: Table) -> Shown {
        let (map, view) = (self.map(), self.undimmed());
        let drawn = || map.relations().filter(|(key, _)| view.holds_relation(*key));
        match table {
            Table::Actors => {
                let actors = map.actors().map(|(id, _)| id);
                Shown::Actors(actors.filter(|id| view.holds_actor(*id)).collect())
            }
            Table::Relations => Shown::Relations(drawn().map(|(key, _)| key).collect()),
            Table::Quotes | Table::Articles => {
                let passing = self.passing().map(|_| self.filter().quotes(map));
                let quotes = drawn().flat_map(|(_, relation)| relation.supporting());
                let quotes =
                    quotes.filter(|item| passing.as_ref().is_none_or(|passing| passing.contains(&item.id)));
                match table {
                    Table::Articles => Shown::Articles(quotes.map(|item| item.article).collect()),
                    _ => Shown::Quotes(quotes.map(|item| item.id).collect()),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;

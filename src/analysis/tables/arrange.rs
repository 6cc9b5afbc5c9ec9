//! Which rows are seen, and in which order.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::civil::Date;
use memchr::memmem::Finder;

use super::{Cell, Column, Sheet, Shown};
use crate::analysis::fold::{fold, folded};

/// By which column, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// Whether the last comes first.
    pub descending: bool,
}

/// What is wanted of a sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wanted {
    /// The order; that of the map without one.
    pub sort: Option<Sort>,
    /// Words that a row must hold, all of them, each in any of its columns; case and accents do not count.
    pub words: String,
    /// What is to be seen at all; everything without it.
    pub only: Option<Shown>,
}

/// The cells of a sheet made ready to be sought: folded, end to end. They depend on the sheet alone.
#[derive(Debug, Clone, Default)]
pub struct Words {
    all: String,
    /// Where each line ends.
    ends: Vec<usize>,
}

impl Words {
    fn of(sheet: &Sheet) -> Self {
        let mut words = Self::default();
        for line in 0..sheet.len() {
            for column in sheet.table().columns() {
                fold(&sheet.cell(line, *column).text(), &mut words.all);
            }
            words.ends.push(words.all.len());
        }
        words
    }

    fn line(&self, line: usize) -> &str {
        let start = line.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[line]]
    }
}

/// A sheet as it is wanted.
#[derive(Debug, Clone, Default)]
pub struct Arranged {
    /// The lines that are seen, in order.
    pub lines: Vec<u32>,
    /// What was made to be sought, for the next time; `None` if it was never needed.
    pub words: Option<Arc<Words>>,
}

impl Wanted {
    /// Whether all rows are wanted in the map's own order, which takes no time.
    pub fn is_plain(&self) -> bool {
        self.sort.is_none() && self.only.is_none() && self.words.trim().is_empty()
    }

    /// Picks and orders the lines of a sheet. Of rows that are alike the order is that of the map, and what is blank comes
    /// last either way. `words` is what an earlier call on the same sheet returned. Gives up, with what it has, as soon as
    /// `given_up` says so.
    pub fn arrange(&self, sheet: &Sheet, words: Option<Arc<Words>>, given_up: &dyn Fn() -> bool) -> Arranged {
        let mut arranged = Arranged { lines: (0..sheet.len() as u32).collect(), words };
        if let Some(only) = &self.only {
            arranged.lines.retain(|line| only.holds(sheet.row(*line as usize)));
        }
        let sought = folded(&self.words);
        let sought: Vec<Finder<'_>> = sought.split_whitespace().map(Finder::new).collect();
        if !sought.is_empty() {
            let words = arranged.words.get_or_insert_with(|| Arc::new(Words::of(sheet)));
            arranged.lines.retain(|line| {
                let text = words.line(*line as usize).as_bytes();
                sought.iter().all(|word| word.find(text).is_some())
            });
        }
        if let Some(sort) = self.sort.filter(|_| !given_up()) {
            let key = |line: &u32| (Key::of(sheet.cell(*line as usize, sort.column)), *line);
            let mut keyed: Vec<(Key, u32)> = arranged.lines.iter().map(key).collect();
            if !given_up() {
                keyed.sort_by(|(a, _), (b, _)| a.order(b, sort.descending));
                arranged.lines = keyed.into_iter().map(|(_, line)| line).collect();
            }
        }
        arranged
    }
}

/// What cells are ordered by.
#[derive(Debug, PartialEq, PartialOrd)]
enum Key {
    Count(usize),
    Share(f32),
    Day(Date),
    Text(String),
    Blank,
}

impl Key {
    fn of(cell: Cell<'_>) -> Self {
        match cell {
            cell if cell.is_blank() => Self::Blank,
            Cell::Count(count) => Self::Count(count),
            Cell::Share(share) => Self::Share(share),
            Cell::Day(date) => Self::Day(date),
            Cell::Text(text) => Self::Text(folded(&text)),
        }
    }

    fn order(&self, other: &Self, descending: bool) -> Ordering {
        // Shares are never NaN, so that all keys of a column can be compared.
        let order = self.partial_cmp(other).unwrap_or(Ordering::Equal);
        let one_blank = (*self == Self::Blank) != (*other == Self::Blank);
        if descending && !one_blank { order.reverse() } else { order }
    }
}

//! Which rows are seen, and in which order.

use std::cmp::Ordering;

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

/// The cells of a sheet made ready to be sought: folded, end to end.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded {
    all: String,
    /// Where each line ends.
    ends: Vec<usize>,
}

impl Folded {
    fn of(sheet: &Sheet) -> Self {
        let mut folded = Self::default();
        for line in 0..sheet.len() {
            for column in sheet.table().columns() {
                fold(&sheet.cell(line, *column).text(), &mut folded.all);
            }
            folded.ends.push(folded.all.len());
        }
        folded
    }

    fn line(&self, line: usize) -> &str {
        let start = line.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[line]]
    }
}

impl Wanted {
    /// Whether all rows are wanted in the map's own order, which takes no time.
    pub fn is_plain(&self) -> bool {
        self.sort.is_none() && self.only.is_none() && self.words.trim().is_empty()
    }

    /// The lines of a sheet that are seen, in order. Of rows that are alike the order is that of the map, and what is blank
    /// comes last either way. Gives up, with what it has, as soon as `given_up` says so.
    pub fn arrange(&self, sheet: &Sheet, given_up: &dyn Fn() -> bool) -> Vec<u32> {
        let mut lines: Vec<u32> = (0..sheet.len() as u32).collect();
        if let Some(only) = &self.only {
            lines.retain(|line| only.holds(sheet.row(*line as usize)));
        }
        let sought = folded(&self.words);
        let sought: Vec<Finder<'_>> = sought.split_whitespace().map(Finder::new).collect();
        if !sought.is_empty() {
            let all = sheet.folded.get_or_init(|| Folded::of(sheet));
            lines.retain(|line| {
                let text = all.line(*line as usize).as_bytes();
                sought.iter().all(|word| word.find(text).is_some())
            });
        }
        if let Some(sort) = self.sort.filter(|_| !given_up()) {
            let key = |line: &u32| (Key::of(sheet.cell(*line as usize, sort.column)), *line);
            let mut keyed: Vec<(Key, u32)> = lines.iter().map(key).collect();
            if !given_up() {
                keyed.sort_by(|(a, _), (b, _)| a.order(b, sort.descending));
                lines = keyed.into_iter().map(|(_, line)| line).collect();
            }
        }
        lines
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

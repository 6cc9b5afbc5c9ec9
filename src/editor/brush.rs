//! The part of the timeline that the canvas is narrowed to.

use jiff::civil::Date;

/// A range of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brush {
    first: Date,
    last: Date,
}

impl Brush {
    /// The days between two dates, in whichever order.
    pub fn between(a: Date, b: Date) -> Self {
        Self { first: a.min(b), last: a.max(b) }
    }

    /// The first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day.
    pub fn last(self) -> Date {
        self.last
    }

    /// Whether a day is within.
    pub fn holds(self, date: Date) -> bool {
        (self.first..=self.last).contains(&date)
    }
}

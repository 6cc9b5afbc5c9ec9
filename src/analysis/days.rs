//! A range of days.

use jiff::civil::Date;

/// A range of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    first: Date,
    last: Date,
}

impl Days {
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

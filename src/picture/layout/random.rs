//! Chance that is the same every time.

use std::f32::consts::TAU;

use crate::picture::Point;

/// A linear congruential generator with the factor and increment of Knuth's MMIX.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: usize) -> Self {
        Self(0x9E37_79B9_7F4A_7C15u64.wrapping_mul(seed as u64 + 1))
    }

    /// A number below `below`, which is at least 1.
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    /// A vector no longer than `reach`.
    pub(super) fn within(&mut self, reach: f32) -> Point {
        let share = |of: usize| of as f32 / 65_536.0;
        let angle = share(self.below(65_536)) * TAU;
        Point::new(angle.cos(), angle.sin()) * (reach * share(self.below(65_536)).sqrt())
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

//! Small signs beside bodies and discs: what a person did to an actor or a relation, besides judging it.

use super::{Mark, Point, Role, Stroke};

/// Half the width of a sign, in world units.
const HALF: f32 = 6.0;

/// A pin: the place is kept.
pub(super) fn pin(at: Point) -> Vec<Mark> {
    vec![
        Mark::Circle {
            centre: at,
            radius: HALF,
            fill: Some(Role::Ink),
            stroke: Some(Stroke::solid(1.2, Role::Paper)),
        },
        Mark::dot(at + Point::new(0.0, -1.4), 2.4, Role::Paper),
        Mark::path(vec![at, at + Point::new(0.0, 4.4)], 1.3, Role::Paper),
    ]
}

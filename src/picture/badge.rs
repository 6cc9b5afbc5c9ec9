//! Small signs beside bodies and discs: what a person did to an actor or a relation, besides judging it.

use super::{Mark, Point, Role, Stroke};

/// Half the width of a sign, in world units.
const HALF: f32 = 6.0;

/// A sheet with lines: there is a note.
pub(super) fn note(at: Point) -> Vec<Mark> {
    let by = |x: f32, y: f32| at + Point::new(x, y);
    let sheet = vec![by(-4.5, -HALF), by(2.0, -HALF), by(4.5, -3.5), by(4.5, HALF), by(-4.5, HALF)];
    let lines = [-1.6, 0.9, 3.4].map(|y| Mark::path(vec![by(-2.4, y), by(2.4, y)], 1.1, Role::Paper));
    let edge = Some(Stroke::solid(1.2, Role::Paper));
    std::iter::once(Mark::Polygon { points: sheet, fill: Some(Role::Ink), stroke: edge })
        .chain(lines)
        .collect()
}

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

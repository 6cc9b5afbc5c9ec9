//! Small signs beside bodies and discs: what a person did to an actor or a relation, besides judging it.

use super::{Mark, Point, Role, Stroke, Text};

/// Half the width of a sign, in world units.
const HALF: f32 = 6.0;

/// How many are within: "+3" on a plate.
pub(super) fn count(at: Point, number: usize) -> Vec<Mark> {
    const SIZE: f32 = 10.0;
    let text = format!("+{number}");
    let half = super::text_width(&text, SIZE) / 2.0 + 1.0;
    let end = |side: f32| {
        (0..=8).map(move |i| {
            let turn = side * std::f32::consts::FRAC_PI_2 + i as f32 / 8.0 * std::f32::consts::PI;
            at + Point::new(turn.cos(), turn.sin()) * (HALF + 0.8) - Point::new(side * half, 0.0)
        })
    };
    vec![
        Mark::Polygon {
            points: end(1.0).chain(end(-1.0)).collect(),
            fill: Some(Role::Ink),
            stroke: Some(Stroke::solid(1.2, Role::Paper)),
        },
        Mark::Text(Text { text, at, from_left: false, size: SIZE, role: Role::Paper, halo: false }),
    ]
}

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

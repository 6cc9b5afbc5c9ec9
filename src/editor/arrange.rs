//! Lining up: where selected actors go when they are aligned, spread evenly or, while they are moved, drawn to the lines of
//! others.

use std::collections::BTreeMap;

use crate::map::{ActorId, Place};

/// A line that actors are brought to, or along which they are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// The leftmost of their middles.
    Left,
    /// Halfway between the leftmost and the rightmost.
    Centre,
    /// The rightmost.
    Right,
    /// The topmost.
    Top,
    /// Halfway between the topmost and the lowest.
    Middle,
    /// The lowest.
    Bottom,
}

/// Brings the middles of actors to one line. Only those that move are answered.
pub fn align(places: &[(ActorId, Place)], line: Line) -> Vec<(ActorId, Place)> {
    let across = matches!(line, Line::Left | Line::Centre | Line::Right);
    let along = |place: &Place| if across { place.x } else { place.y };
    let least = places.iter().map(|(_, place)| along(place)).fold(f32::INFINITY, f32::min);
    let most = places.iter().map(|(_, place)| along(place)).fold(f32::NEG_INFINITY, f32::max);
    let at = match line {
        Line::Left | Line::Top => least,
        Line::Right | Line::Bottom => most,
        Line::Centre | Line::Middle => (least + most) / 2.0,
    };
    let to = |place: Place| if across { Place::new(at, place.y) } else { Place::new(place.x, at) };
    moved(places, places.iter().map(|(id, place)| (*id, to(*place))).collect())
}

/// Spreads the middles of actors evenly between the outermost two, across (or down) the map, in the order in which they
/// stand. Only those that move are answered.
pub fn distribute(places: &[(ActorId, Place)], across: bool) -> Vec<(ActorId, Place)> {
    let along = |place: &Place| if across { place.x } else { place.y };
    let mut order = places.to_vec();
    order.sort_by(|(a, one), (b, other)| along(one).total_cmp(&along(other)).then(a.cmp(b)));
    let (Some(first), Some(last)) = (order.first(), order.last()) else { return Vec::new() };
    let (start, end) = (along(&first.1), along(&last.1));
    let step = (end - start) / (order.len().max(2) - 1) as f32;
    let spread = order.iter().enumerate().map(|(index, (id, place))| {
        let at = if index + 1 == order.len() { end } else { start + step * index as f32 };
        (*id, if across { Place::new(at, place.y) } else { Place::new(place.x, at) })
    });
    moved(places, spread.collect())
}

/// What a moved actor is drawn to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Snap {
    /// How far from where it was moved to, in world units.
    pub by: Place,
    /// Who stands on the same upright line, if it was drawn to one.
    pub across: Option<Place>,
    /// Who stands on the same level line, if it was drawn to one.
    pub along: Option<Place>,
}

/// Draws a moved actor to the upright and the level line of others, where they are no further than `reach` world units; of
/// those on the nearest line, the nearest is named.
pub fn snap(moved: Place, others: impl IntoIterator<Item = Place>, reach: f32) -> Snap {
    let far = |a: Place, b: Place| (a.x - b.x).hypot(a.y - b.y);
    let mut snap = Snap::default();
    // How far away the line is, and then how far away the one who stands on it.
    let (mut upright, mut level) = ((reach, f32::INFINITY), (reach, f32::INFINITY));
    for other in others {
        let rank = |off: f32| (off.abs(), far(other, moved));
        for (best, off, named) in [
            (&mut upright, other.x - moved.x, &mut snap.across),
            (&mut level, other.y - moved.y, &mut snap.along),
        ] {
            if rank(off) < *best {
                (*best, *named) = (rank(off), Some(other));
            }
        }
    }
    let by = |line: Option<Place>, off: fn(Place, Place) -> f32| line.map_or(0.0, |line| off(line, moved));
    snap.by = Place::new(by(snap.across, |a, b| a.x - b.x), by(snap.along, |a, b| a.y - b.y));
    snap
}

fn moved(before: &[(ActorId, Place)], after: Vec<(ActorId, Place)>) -> Vec<(ActorId, Place)> {
    let before: BTreeMap<ActorId, Place> = before.iter().copied().collect();
    after.into_iter().filter(|(id, place)| before.get(id) != Some(place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(row: &[(f32, f32)]) -> Vec<(ActorId, Place)> {
        (1..).map(ActorId).zip(row.iter().map(|(x, y)| Place::new(*x, *y))).collect()
    }

    #[test]
    fn middles_come_to_one_line() {
        let row = places(&[(0.0, 5.0), (10.0, 7.0), (4.0, 9.0)]);
        let x = |line| align(&row, line).into_iter().map(|(id, place)| (id.0, place.x)).collect::<Vec<_>>();
        let y = |line| align(&row, line).into_iter().map(|(id, place)| (id.0, place.y)).collect::<Vec<_>>();
        assert_eq!(x(Line::Left), [(2, 0.0), (3, 0.0)]);
        assert_eq!(x(Line::Right), [(1, 10.0), (3, 10.0)]);
        assert_eq!(x(Line::Centre), [(1, 5.0), (2, 5.0), (3, 5.0)]);
        assert_eq!(y(Line::Top), [(2, 5.0), (3, 5.0)]);
        assert_eq!(y(Line::Bottom), [(1, 9.0), (2, 9.0)]);
        assert_eq!(y(Line::Middle), [(1, 7.0), (3, 7.0)]);
        assert!(align(&[], Line::Left).is_empty());
    }

    #[test]
    fn a_moved_actor_is_drawn_to_the_lines_of_others() {
        let others = [Place::new(100.0, 0.0), Place::new(102.0, 300.0), Place::new(-50.0, 204.0)];
        let cases = [
            // Moved to; drawn by; who stands on the upright and on the level line.
            ((97.0, 100.0), (3.0, 0.0), Some(0), None),
            ((103.0, 250.0), (-1.0, 0.0), Some(1), None),
            ((99.0, 200.0), (1.0, 4.0), Some(0), Some(2)),
            ((40.0, 100.0), (0.0, 0.0), None, None),
        ];
        for ((x, y), (by_x, by_y), across, along) in cases {
            let snap = snap(Place::new(x, y), others, 5.0);
            assert_eq!(snap.by, Place::new(by_x, by_y), "{x}, {y}");
            assert_eq!([snap.across, snap.along], [across, along].map(|at| at.map(|at: usize| others[at])));
        }
    }

    #[test]
    fn gaps_become_even() {
        let row = places(&[(0.0, 0.0), (90.0, 1.0), (10.0, 2.0), (30.0, 3.0)]);
        let x: Vec<_> = distribute(&row, true).into_iter().map(|(id, place)| (id.0, place.x)).collect();
        assert_eq!(x, [(3, 30.0), (4, 60.0)]);
        assert!(distribute(&row, false).is_empty(), "they are even already");
        assert!(distribute(&[], true).is_empty() && distribute(&row[..1], true).is_empty());
    }
}

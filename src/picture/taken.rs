//! Which room is taken, so that no name lies over another or over a body.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::{NodeShape, Point, Rect, Scene};
use crate::map::ActorId;

/// How much of its width and height the body of an actor takes from the names of others: corners are mostly round.
pub const BODY: f32 = 1.7;

/// Where bodies and names are, in squares, so that each is compared with those beside it alone. In whatever space the
/// boxes given are.
#[derive(Debug, Default)]
pub struct Taken(HashMap<(i32, i32), Vec<(ActorId, Rect)>>);

impl Taken {
    /// The side of a square: about a name.
    const SIDE: f32 = 64.0;

    fn squares(rect: Rect) -> impl Iterator<Item = (i32, i32)> {
        let square = |at: Point| ((at.x / Self::SIDE).floor() as i32, (at.y / Self::SIDE).floor() as i32);
        let (first, last) = (square(rect.min), square(rect.max));
        (first.0..=last.0).flat_map(move |x| (first.1..=last.1).map(move |y| (x, y)))
    }

    /// Takes room for an actor's body or name.
    pub fn take(&mut self, owner: ActorId, rect: Rect) {
        for square in Self::squares(rect) {
            self.0.entry(square).or_default().push((owner, rect));
        }
    }

    /// Whether nothing of another actor is there.
    pub fn is_free(&self, owner: ActorId, rect: Rect) -> bool {
        let apart = |(other, taken): &(ActorId, Rect)| *other == owner || !taken.overlaps(rect);
        Self::squares(rect).all(|square| self.0.get(&square).is_none_or(|taken| taken.iter().all(apart)))
    }
}

/// What an actor without relations takes, its name included, in world units.
const NEWCOMER: (f32, f32) = (150.0, 90.0);

impl Scene {
    /// The place nearest to a point at which an actor that comes new covers nobody.
    pub fn free_near(&self, at: Point) -> Point {
        const NOBODY: ActorId = ActorId(u32::MAX);
        let mut taken = Taken::default();
        self.nodes.iter().for_each(|node| taken.take(node.actor, node.bounds));
        let rings = (0..400).flat_map(|ring| {
            let corners = (6 * ring).max(1);
            (0..corners).map(move |corner| {
                let turn = std::f32::consts::TAU * corner as f32 / corners as f32;
                at + Point::new(turn.cos(), turn.sin()) * (30.0 * ring as f32)
            })
        });
        let is_free = |at: &Point| taken.is_free(NOBODY, Rect::around(*at, NEWCOMER.0, NEWCOMER.1));
        rings.into_iter().find(is_free).unwrap_or(at)
    }

    /// The actors whose names there is room for at 100 %: those of the best connected, and of the others those that cover
    /// no body and no name of these.
    pub fn named(&self) -> BTreeSet<ActorId> {
        let mut nodes: Vec<&NodeShape> = self.nodes.iter().map(|node| &**node).collect();
        nodes.sort_by_key(|node| (node.dimmed, Reverse(node.degree), node.actor));
        let mut taken = Taken::default();
        for node in &nodes {
            let side = BODY * node.radius;
            taken.take(node.actor, Rect::around(node.centre, side, side));
        }
        let mut named = BTreeSet::new();
        for node in nodes {
            if taken.is_free(node.actor, node.label.rect) {
                taken.take(node.actor, node.label.rect);
                named.insert(node.actor);
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, ActorKind, Edit, RelationKey, Stance, StanceMap};
    use crate::picture::{Look, scene};

    #[test]
    fn who_comes_new_covers_nobody() {
        let mut map = StanceMap::default();
        let middle = Point::new(40.0, -20.0);
        for number in 1..=30 {
            let at = scene(&map, &Look::default()).free_near(middle);
            assert!(number > 1 || at == middle);
            let actor = Actor::by_hand(format!("Actor {number}"), ActorKind::State);
            map.apply(Edit::AddActor { id: ActorId(number), actor, at: Some(at) }).unwrap();
        }
        let scene = scene(&map, &Look::default());
        let overlap = |a: usize, b: usize| scene.nodes[a].bounds.overlaps(scene.nodes[b].bounds);
        assert!((0..30).all(|a| (0..a).all(|b| !overlap(a, b))));
        assert!(scene.nodes.iter().all(|node| node.centre.distance(middle) < 700.0), "they stay together");
    }

    #[test]
    fn of_a_heap_the_best_connected_is_named() {
        let mut map = StanceMap::default();
        for (number, x) in (1..).zip([0.0, 10.0, 20.0, 900.0]) {
            let actor = Actor::by_hand(format!("Actor {number}"), ActorKind::State);
            map.apply(Edit::AddActor { id: ActorId(number), actor, at: Some(Point::new(x, 0.0)) }).unwrap();
        }
        for (source, target) in [(2, 1), (2, 3), (2, 4)] {
            let key = RelationKey::new(ActorId(source), ActorId(target), Stance::Backs);
            map.apply(Edit::AddRelation { key, claim: Default::default() }).unwrap();
        }
        let scene = scene(&map, &Look::default());
        assert_eq!(scene.named(), [ActorId(2), ActorId(4)].into());
    }
}

//! What lies under a point, and what within a frame.

use std::collections::BTreeSet;

use super::{NodeShape, Point, Rect, Scene};
use crate::map::{ActorId, RelationKey};

/// How far inside a body its rim begins, in world units.
const RIM_INSIDE: f32 = 2.0;

/// How far outside a body its rim ends, in world units.
const RIM_OUTSIDE: f32 = 8.0;

/// What lies under a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hit {
    /// An actor's body or name: it is selected and moved there.
    Actor(ActorId),
    /// The ring around an actor's body, from where a relation is drawn.
    Rim(ActorId),
    /// A relation's line or disc.
    Relation(RelationKey),
}

impl Scene {
    /// What lies under a point: the topmost actor, or else the nearest relation within `tolerance` world units of its
    /// line.
    pub fn hit(&self, world: Point, tolerance: f32) -> Option<Hit> {
        self.hit_node(world).or_else(|| {
            let near = self
                .edges_in(Rect::around(world, 2.0 * tolerance, 2.0 * tolerance))
                .map(|edge| {
                    let on_disc = edge.badge_at.distance(world) - super::edge::BADGE_RADIUS;
                    let on_line = edge.curve.distance_to(world) - edge.width / 2.0;
                    (on_line.min(on_disc), edge)
                })
                .filter(|(distance, _)| *distance <= tolerance);
            // Of two that are as near, the one painted later.
            let nearest = near.reduce(|best, next| if next.0 <= best.0 { next } else { best });
            nearest.map(|(_, edge)| Hit::Relation(edge.key))
        })
    }

    fn hit_node(&self, world: Point) -> Option<Hit> {
        let near = Rect::around(world, 2.0 * RIM_OUTSIDE, 2.0 * RIM_OUTSIDE);
        let mut rim = None;
        for node in self.nodes_in(near).rev() {
            let outside = node.distance_from_rim(world);
            if outside < -RIM_INSIDE || (outside > 0.0 && node.label.rect.contains(world)) {
                return Some(Hit::Actor(node.actor));
            }
            if outside <= RIM_OUTSIDE {
                rim = rim.or(Some(Hit::Rim(node.actor)));
            }
        }
        rim
    }

    /// The actors whose bodies lie with their middle within a closed line, in painting order.
    pub fn actors_within(&self, line: &[Point]) -> Vec<ActorId> {
        // Even-odd rule: how often a ray to the right crosses the line.
        let inside = |p: Point| {
            let sides = line.iter().zip(line.iter().cycle().skip(1));
            let crosses = |(a, b): &(&Point, &Point)| {
                (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x
            };
            sides.filter(crosses).count() % 2 == 1
        };
        self.nodes.iter().filter(|node| inside(node.centre)).map(|node| node.actor).collect()
    }

    /// The topmost actor, other than some, in whose body a point lies.
    pub fn body_at(&self, world: Point, except: &BTreeSet<ActorId>) -> Option<ActorId> {
        let holds = |node: &&NodeShape| {
            !except.contains(&node.actor)
                && node.bounds.contains(world)
                && node.distance_from_rim(world) < 0.0
        };
        self.nodes.iter().rev().map(|node| &**node).find(holds).map(|node| node.actor)
    }

    /// A place near this one where another actor with a name of usual length covers nobody.
    pub fn room_near(&self, at: Point) -> Point {
        const STEP: f32 = 90.0;
        let free = |p: &Point| {
            let room = Rect::around(*p, 100.0, 90.0);
            !self.nodes.iter().any(|node| node.bounds.overlaps(room))
        };
        // Rings further and further out, each begun below; a ring around all that is drawn has room.
        let rings = (1..=self.nodes.len() + 2).flat_map(|ring| {
            let steps = 8 * ring;
            (0..steps).map(move |step| {
                let turn = std::f32::consts::FRAC_PI_2 - std::f32::consts::TAU * step as f32 / steps as f32;
                at + Point::new(turn.cos(), turn.sin()) * (STEP * ring as f32)
            })
        });
        rings.into_iter().find(free).unwrap_or(at)
    }

    /// The actors whose bodies lie with their middle in a frame, in painting order.
    pub fn actors_in(&self, frame: Rect) -> Vec<ActorId> {
        self.nodes.iter().filter(|node| frame.contains(node.centre)).map(|node| node.actor).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, ActorKind, Edit, Stance, StanceMap};
    use crate::picture::{Look, scene};

    /// n1 and n2, 300 apart, who back each other; n3 below, alone.
    fn pair() -> Scene {
        let mut map = StanceMap::default();
        let actors = [("Ana", 0.0, 0.0), ("Bo", 300.0, 0.0), ("Cy", 150.0, 200.0)];
        for (i, (name, x, y)) in actors.into_iter().enumerate() {
            let (id, at) = (ActorId(i as u32 + 1), Some(Point::new(x, y)));
            map.apply(Edit::AddActor { id, actor: Actor::by_hand(name, ActorKind::Person), at }).unwrap();
        }
        for key in [backs(1, 2), backs(2, 1)] {
            map.apply(Edit::AddRelation { key, claim: Default::default() }).unwrap();
        }
        scene(&map, &Look::default())
    }

    fn backs(a: u32, b: u32) -> RelationKey {
        RelationKey::new(ActorId(a), ActorId(b), Stance::Backs)
    }

    #[test]
    fn bodies_names_rims_and_lines_are_told_apart() {
        let scene = pair();
        let hit = |x, y| scene.hit(Point::new(x, y), 4.0);
        let (ana, radius) = (ActorId(1), scene.nodes[0].radius);
        assert_eq!(hit(0.0, 0.0), Some(Hit::Actor(ana)));
        assert_eq!(hit(-radius, 0.0), Some(Hit::Rim(ana)));
        assert_eq!(hit(-radius - 5.0, 0.0), Some(Hit::Rim(ana)));
        assert_eq!(hit(-radius - 12.0, 0.0), None);
        let name = scene.nodes[0].label.rect.centre();
        assert_eq!(hit(name.x, name.y), Some(Hit::Actor(ana)));
        for edge in &scene.edges {
            let disc = edge.badge_at;
            assert_eq!(hit(disc.x, disc.y), Some(Hit::Relation(edge.key)));
            let on_line = edge.curve.at(0.25);
            assert_eq!(hit(on_line.x, on_line.y), Some(Hit::Relation(edge.key)));
        }
        assert_eq!(hit(150.0, 100.0), None);
    }

    #[test]
    fn there_is_room_near_every_actor() {
        let scene = pair();
        for node in &scene.nodes {
            let at = scene.room_near(node.centre);
            assert!(at.distance(node.centre) < 200.0, "{at:?}");
            assert!(scene.nodes.iter().all(|node| !node.bounds.contains(at)), "{at:?}");
        }
    }

    #[test]
    fn a_frame_takes_the_actors_whose_middle_it_holds() {
        let frame = Rect::new(Point::new(400.0, 250.0), Point::new(100.0, -10.0));
        assert_eq!(pair().actors_in(frame), [ActorId(2), ActorId(3)]);
    }
}

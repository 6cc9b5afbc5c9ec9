//! Which way each edge takes: relations of one pair side by side, around third actors, discs apart from each other.

use std::sync::Arc;

use super::edge::{BADGE_RADIUS, Lane, Route, trimmed};
use super::{Curve, EdgeShape, NodeShape, Point};
use crate::map::{RelationKey, Stance};

/// The distance between the middles of neighbouring edges of one pair.
const LANE: f32 = 19.0;

/// The distance between the ends of neighbouring edges of one pair, where the rim has room for it.
const LANE_AT_RIM: f32 = 10.5;

/// The least distance between the tips of two heads.
const HEAD: f32 = 11.0;

/// Up to so many pairs times actors, edges look for a way around third actors. Beyond, nobody could follow the lines
/// anyway, and the picture has to keep up with the hand.
const EFFORT: usize = 400_000;

/// An edge to route.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link<'a> {
    /// Which relation.
    pub(super) key: RelationKey,
    /// Source and target as indices among the nodes.
    pub(super) ends: [usize; 2],
    /// Half the length of the bar that it ends in, if it does.
    pub(super) bar: Option<f32>,
    /// How it was drawn before, showing the same between two that look the same.
    pub(super) earlier: Option<&'a Arc<EdgeShape>>,
}

/// Where an edge runs.
#[derive(Debug, Clone)]
pub(super) enum Way<'a> {
    /// Where it did before.
    AsEarlier(&'a Arc<EdgeShape>),
    New(Route),
}

/// The ways of all links, in the order given.
pub(super) fn routes<'a>(nodes: &[Arc<NodeShape>], links: &[Link<'a>]) -> Vec<Way<'a>> {
    let pair = |i: &usize| {
        let [a, b] = links[*i].ends;
        [a.min(b), a.max(b)]
    };
    let mut all: Vec<usize> = (0..links.len()).collect();
    // Heads of the two stances of one actor never lie side by side.
    all.sort_by_key(|i| {
        let (pair, Link { key, ends: [from, _], .. }) = (pair(i), &links[*i]);
        (pair, key.stance == Stance::Opposes, *from != pair[0])
    });
    let pairs = all.chunk_by(|one, other| pair(one) == pair(other));
    let careful = pairs.clone().count() * nodes.len() <= EFFORT;
    let mut ways: Vec<Option<Way<'a>>> = vec![None; links.len()];
    let (mut tips, mut discs): (Vec<Point>, Vec<Point>) = Default::default();
    for lanes in pairs {
        let [low, high] = pair(&lanes[0]);
        let (a, b) = (&*nodes[low], &*nodes[high]);
        let bend = if careful { bend(a, b, lanes.len(), nodes) } else { 0.0 };
        for (at, i) in lanes.iter().enumerate() {
            let lane = (!careful).then_some(Lane { at, of: lanes.len() });
            let Link { ends: [from, _], bar, earlier, .. } = links[*i];
            if let Some(edge) = earlier.filter(|edge| lane.is_some() && edge.lane == lane) {
                ways[*i] = Some(Way::AsEarlier(edge));
                continue;
            }
            let offset = at as f32 - (lanes.len() - 1) as f32 / 2.0;
            let curve = lane_curve(a, b, offset, lanes.len(), bend);
            let curve = if from == low {
                trimmed(curve, a, b, bar)
            } else {
                trimmed(Curve { from: curve.to, control: curve.control, to: curve.from }, b, a, bar)
            };
            let curve = if careful { pulled_back(curve, &tips) } else { curve };
            tips.push(curve.to);
            let badge = if careful { free_spot(curve, &discs, nodes) } else { 0.5 };
            discs.push(curve.at(badge));
            ways[*i] = Some(Way::New(Route { curve, badge, lane }));
        }
    }
    // Every link is in one pair.
    ways.into_iter().flatten().collect()
}

/// The course of one lane from middle to middle, before it is trimmed. `bend` is how far the middle of the pair's
/// lanes is pushed aside.
fn lane_curve(a: &NodeShape, b: &NodeShape, offset: f32, lanes: usize, bend: f32) -> Curve {
    let along = b.centre - a.centre;
    let across = along.unit().turned();
    let room = |node: &NodeShape| {
        let most = 1.5 * node.radius / (lanes.max(2) - 1) as f32;
        across * (offset * LANE_AT_RIM.min(most))
    };
    let (from, to) = (a.centre + room(a), b.centre + room(b));
    // A short pair cannot bulge far.
    let lane = LANE.min(along.length() * 0.16);
    let middle = a.centre.towards(b.centre, 0.5) + across * (offset * lane + bend);
    // The middle of a quadratic lies half way between its control point and the middle of its ends.
    let control = middle * 2.0 - from.towards(to, 0.5);
    Curve { from, control, to }
}

/// How far the edges of a pair are to be pushed aside so that they do not run through third actors.
fn bend(a: &NodeShape, b: &NodeShape, lanes: usize, nodes: &[Arc<NodeShape>]) -> f32 {
    let length = a.centre.distance(b.centre);
    let furthest = 0.35 * (length + 40.0);
    let spread = (lanes - 1) as f32 / 2.0 * LANE;
    let obstacles = obstacles(a, b, nodes, spread, furthest);
    let cost = |bend: f32| {
        let hit = |obstacle: &&Obstacle| {
            // In the frame of the pair, the curve is the parabola that rises to `bend` half way.
            let t = obstacle.along / length;
            let height = 4.0 * t * (1.0 - t) * bend;
            let slope = 4.0 * (1.0 - 2.0 * t) * bend / length;
            (obstacle.aside - height).abs() < obstacle.radius * (1.0 + slope * slope).sqrt()
        };
        let hits: f32 = obstacles.iter().filter(hit).map(|obstacle| obstacle.weight).sum();
        hits + bend.abs() / (0.25 * length + 40.0)
    };
    let mut best = (cost(0.0), 0.0);
    for share in [0.08f32, -0.08, 0.14, -0.14, 0.2, -0.2, 0.27, -0.27, 0.35, -0.35] {
        if best.0 <= share.abs() {
            break;
        }
        let bend = share * (length + 40.0);
        let cost = cost(bend);
        if cost + 1e-3 < best.0 {
            best = (cost, bend);
        }
    }
    best.1
}

/// A circle that edges had better not run through, in the frame of a pair.
struct Obstacle {
    /// How far it lies on the way from the first to the second.
    along: f32,
    /// How far it lies off that way.
    aside: f32,
    radius: f32,
    /// How bad it is to run through it.
    weight: f32,
}

/// The bodies and names between the two of a pair, as far off their way as edges may bend.
fn obstacles(
    a: &NodeShape,
    b: &NodeShape,
    nodes: &[Arc<NodeShape>],
    spread: f32,
    furthest: f32,
) -> Vec<Obstacle> {
    let length = a.centre.distance(b.centre);
    let along = (b.centre - a.centre).unit();
    let across = along.turned();
    let mut found = Vec::new();
    for node in nodes {
        let from_a = node.centre - a.centre;
        let (u, v) = (from_a.dot(along), from_a.dot(across));
        let reach = node.bounds.width() + node.bounds.height() + spread;
        if u < -reach || u > length + reach || v.abs() > furthest + reach {
            continue;
        }
        if node.actor == a.actor || node.actor == b.actor {
            continue;
        }
        let mut add = |centre: Point, radius: f32, weight: f32| {
            let from_a = centre - a.centre;
            let obstacle = Obstacle {
                along: from_a.dot(along),
                aside: from_a.dot(across),
                radius: radius + spread,
                weight,
            };
            if 0.0 < obstacle.along && obstacle.along < length {
                found.push(obstacle);
            }
        };
        add(node.centre, node.radius + 7.0, 6.0);
        // A name is a row of circles.
        let name = node.label.rect;
        let radius = name.height() / 2.0;
        let circles = (name.width() / name.height()).ceil().clamp(1.0, 5.0) as usize;
        for i in 0..circles {
            let share = (i as f32 + 0.5) / circles as f32;
            let centre = Point::new(name.min.x + share * name.width(), name.centre().y);
            add(centre, radius + 1.0, 3.0 / circles as f32 + 1.0);
        }
    }
    found
}

/// The curve, ended a little earlier where its head would cover another: of heads that crowd at one rim, each stays
/// legible.
fn pulled_back(curve: Curve, tips: &[Point]) -> Curve {
    let length = curve.from.distance(curve.to);
    let crowded = |p: Point| tips.iter().any(|tip| (*tip - p).dot(*tip - p) < HEAD * HEAD);
    let ends = (0..4).map(|step| 1.0 - step as f32 * HEAD / length.max(1.0));
    let free = ends.filter(|end| *end > 0.6).find(|end| !crowded(curve.at(*end)));
    curve.part(0.0, free.unwrap_or(1.0))
}

/// Where on its curve a disc covers neither another disc nor an actor; near the middle if that can be had.
fn free_spot(curve: Curve, discs: &[Point], nodes: &[Arc<NodeShape>]) -> f32 {
    let bounds = curve.bounds().grown(3.0 * BADGE_RADIUS);
    let discs: Vec<Point> = discs.iter().copied().filter(|disc| bounds.contains(*disc)).collect();
    let nodes: Vec<&NodeShape> =
        nodes.iter().map(|node| &**node).filter(|node| node.bounds.overlaps(bounds)).collect();
    let cost = |t: f32| {
        let p = curve.at(t);
        let near = discs.iter().filter(|disc| disc.distance(p) < 2.0 * BADGE_RADIUS + 3.0).count();
        let covers = nodes.iter().filter(|node| {
            node.label.rect.grown(BADGE_RADIUS).contains(p)
                || node.centre.distance(p) < node.radius + BADGE_RADIUS + 2.0
        });
        4 * near + 5 * covers.count()
    };
    let mut best = (usize::MAX, 0.5);
    for t in [0.5, 0.44, 0.56, 0.38, 0.62, 0.33, 0.67] {
        let cost = cost(t);
        if cost < best.0 {
            best = (cost, t);
        }
        if cost == 0 {
            break;
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, ActorId, ActorKind, Edit, StanceMap};
    use crate::picture::{Look, Scene, scene};

    /// Actors at these places, with relations from, to and of a stance.
    fn drawn(places: &[(f32, f32)], relations: &[(u32, u32, Stance)]) -> Scene {
        let mut map = StanceMap::default();
        for (i, (x, y)) in places.iter().enumerate() {
            let (id, actor) = (ActorId(i as u32 + 1), Actor::by_hand("Ana", ActorKind::ALL[i % 7]));
            map.apply(Edit::AddActor { id, actor, at: Some(Point::new(*x, *y)) }).unwrap();
        }
        for (source, target, stance) in relations {
            let key = RelationKey::new(ActorId(*source), ActorId(*target), *stance);
            map.apply(Edit::AddRelation { key, claim: Default::default() }).unwrap();
        }
        scene(&map, &Look::default())
    }

    #[test]
    fn four_relations_of_one_pair_run_apart_in_every_direction() {
        use Stance::{Backs, Opposes};
        for degrees in (0..360).step_by(15) {
            let angle = (degrees as f32).to_radians();
            let far = (260.0 * angle.cos(), 260.0 * angle.sin());
            let all = [(1, 2, Backs), (2, 1, Backs), (1, 2, Opposes), (2, 1, Opposes)];
            let scene = drawn(&[(0.0, 0.0), far], &all);
            for (i, one) in scene.edges.iter().enumerate() {
                for other in &scene.edges[i + 1..] {
                    let middles = one.curve.at(0.5).distance(other.curve.at(0.5));
                    assert!(middles > 12.0, "{degrees}°: {} and {}: {middles}", one.caption, other.caption);
                    assert!(one.badge_at.distance(other.badge_at) > 2.0 * BADGE_RADIUS, "{degrees}°");
                    assert!(one.curve.to.distance(other.curve.to) > 7.0, "{degrees}°");
                }
            }
        }
    }

    #[test]
    fn heads_end_just_outside_the_rim_or_the_name() {
        for degrees in (0..360).step_by(10) {
            let angle = (degrees as f32).to_radians();
            let far = (220.0 * angle.cos(), 220.0 * angle.sin());
            for stance in Stance::ALL {
                let scene = drawn(&[(0.0, 0.0), far], &[(1, 2, stance)]);
                let (edge, target) = (&scene.edges[0], &scene.nodes[1]);
                let tip = edge.curve.to;
                let outside = target.distance_from_rim(tip);
                let name = target.label.rect;
                assert!(outside > 1.5 && !name.contains(tip), "{degrees}° {stance:?}: {outside}");
                let near_name = name.grown(12.0).contains(tip);
                assert!(outside < 12.0 || near_name, "{degrees}° {stance:?}: {outside}");
            }
        }
    }

    #[test]
    fn edges_go_around_third_actors() {
        let scene = drawn(&[(0.0, 0.0), (400.0, 0.0), (200.0, 0.0)], &[(1, 2, Stance::Backs)]);
        let (edge, third) = (&scene.edges[0], &scene.nodes[2]);
        for i in 0..=40 {
            let p = edge.curve.at(i as f32 / 40.0);
            assert!(third.distance_from_rim(p) > 3.0 && !third.label.rect.contains(p), "{p:?}");
        }
        let free = drawn(&[(0.0, 0.0), (400.0, 0.0), (200.0, 300.0)], &[(1, 2, Stance::Backs)]);
        assert!(free.edges[0].curve.bounds().height() < 0.1, "a free way is straight");
    }

    #[test]
    fn actors_on_one_spot_still_have_an_edge() {
        let scene =
            drawn(&[(0.0, 0.0), (0.0, 0.0), (5.0, 0.0)], &[(1, 2, Stance::Backs), (1, 3, Stance::Opposes)]);
        for edge in &scene.edges {
            let Curve { from, control, to } = edge.curve;
            assert!([from, control, to].iter().all(|p| p.x.is_finite() && p.y.is_finite()), "{edge:?}");
        }
    }
}

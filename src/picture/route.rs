//! Which way each edge takes: relations of one pair side by side, around third actors, discs apart from each other.

use std::collections::BTreeMap;

use super::edge::{BADGE_RADIUS, Route, trimmed};
use super::{Curve, NodeShape, Point, Rect};
use crate::map::{RelationKey, Stance};

/// The distance between the middles of neighbouring edges of one pair.
const LANE: f32 = 19.0;

/// The distance between the ends of neighbouring edges of one pair, where the rim has room for it.
const LANE_AT_RIM: f32 = 10.5;

/// Up to so many pairs times actors, edges look for a way around third actors. Beyond, nobody could follow the lines
/// anyway, and the picture has to keep up with the hand.
const EFFORT: usize = 400_000;

/// An edge to route.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// Which relation.
    pub(super) key: RelationKey,
    /// Source and target as indices among the nodes.
    pub(super) ends: [usize; 2],
    /// Half the length of the bar that it ends in, if it does.
    pub(super) bar: Option<f32>,
}

/// The routes of all links, in the order given.
pub(super) fn routes(nodes: &[NodeShape], links: &[Link]) -> Vec<Route> {
    let mut pairs: BTreeMap<[usize; 2], Vec<usize>> = BTreeMap::new();
    for (i, Link { ends: [a, b], .. }) in links.iter().enumerate() {
        pairs.entry([*a.min(b), *a.max(b)]).or_default().push(i);
    }
    let careful = pairs.len() * nodes.len() <= EFFORT;
    let straight = Curve { from: Point::default(), control: Point::default(), to: Point::default() };
    let mut routes = vec![Route { curve: straight, badge: 0.5 }; links.len()];
    let mut discs: Vec<Point> = Vec::new();
    for ([low, high], mut lanes) in pairs {
        // Heads of the two stances of one actor never lie side by side.
        lanes.sort_by_key(|i| {
            let Link { key, ends: [from, _], .. } = links[*i];
            (key.stance == Stance::Opposes, from != low)
        });
        let (a, b) = (&nodes[low], &nodes[high]);
        let bend = if careful { bend(a, b, lanes.len(), nodes) } else { 0.0 };
        for (lane, i) in lanes.iter().enumerate() {
            let offset = lane as f32 - (lanes.len() - 1) as f32 / 2.0;
            let curve = lane_curve(a, b, offset, lanes.len(), bend);
            let Link { ends: [from, _], bar, .. } = links[*i];
            let curve = if from == low {
                trimmed(curve, a, b, bar)
            } else {
                trimmed(Curve { from: curve.to, control: curve.control, to: curve.from }, b, a, bar)
            };
            let badge = if careful { free_spot(curve, &discs, nodes) } else { 0.5 };
            discs.push(curve.at(badge));
            routes[*i] = Route { curve, badge };
        }
    }
    routes
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
fn bend(a: &NodeShape, b: &NodeShape, lanes: usize, nodes: &[NodeShape]) -> f32 {
    let length = a.centre.distance(b.centre);
    let reach = 0.3 * length + 60.0;
    let around = Rect::new(a.centre, b.centre).grown(reach);
    let near: Vec<&NodeShape> = nodes
        .iter()
        .filter(|node| node.actor != a.actor && node.actor != b.actor && node.bounds.overlaps(around))
        .collect();
    if near.is_empty() {
        return 0.0;
    }
    let spread = (lanes - 1) as f32 / 2.0 * LANE;
    let cost = |bend: f32| {
        let curve = lane_curve(a, b, 0.0, 1, bend);
        let steps = (length / 14.0).clamp(8.0, 48.0) as usize;
        let mut cost = bend.abs() / (0.25 * length + 40.0);
        for node in &near {
            let body = Rect::around(node.centre, 2.0 * node.radius, 2.0 * node.radius).grown(7.0 + spread);
            let name = node.label.rect.grown(1.0 + spread);
            let samples = (1..steps).map(|i| curve.at(i as f32 / steps as f32));
            let (mut through_body, mut through_name) = (false, false);
            for p in samples {
                through_body |= body.contains(p);
                through_name |= name.contains(p);
            }
            cost += if through_body { 6.0 } else { 0.0 } + if through_name { 3.0 } else { 0.0 };
        }
        cost
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

/// Where on its curve a disc covers neither another disc nor an actor; near the middle if that can be had.
fn free_spot(curve: Curve, discs: &[Point], nodes: &[NodeShape]) -> f32 {
    let bounds = curve.bounds().grown(3.0 * BADGE_RADIUS);
    let discs: Vec<Point> = discs.iter().copied().filter(|disc| bounds.contains(*disc)).collect();
    let nodes: Vec<&NodeShape> = nodes.iter().filter(|node| node.bounds.overlaps(bounds)).collect();
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

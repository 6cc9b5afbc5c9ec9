//! Arrangement by forces: springs between those who have to do with each other, repulsion between all.

use std::collections::{BTreeMap, VecDeque};
use std::f32::consts::TAU;

use fjadra::{Collide, Link, ManyBody, Node, PositionX, PositionY, Simulation, SimulationBuilder};

use super::graph::{Graph, Spring};
use super::{RATIO, separate};
use crate::picture::geometry::distance_to_segment;
use crate::picture::{Point, Rect};

/// Groups of up to so many actors are arranged several times over, from different starts, to keep the clearest.
const TRIED_SEVERAL_TIMES: usize = 60;

/// The places of one group of at least two actors, free of overlap; `None` if cancelled.
pub(super) fn arranged(graph: &Graph, group: &[usize], cancelled: &dyn Fn() -> bool) -> Option<Vec<Point>> {
    let local: BTreeMap<usize, usize> = group.iter().enumerate().map(|(at, i)| (*i, at)).collect();
    let boxes: Vec<Rect> = group.iter().map(|i| graph.boxes[*i]).collect();
    let springs = local_springs(graph, &local);
    let order = outwards(group.len(), &springs);
    let tries = if group.len() <= TRIED_SEVERAL_TIMES { 8 } else { 1 };
    let mut best: Option<(f32, Vec<Point>)> = None;
    for attempt in 0..tries {
        let nodes =
            start(&order, attempt).into_iter().map(|p| Node::from([p.x.into(), p.y.into()])).collect();
        let mut places = simulated(nodes, &boxes, &springs, cancelled)?;
        lay_on_long_side(&mut places);
        separate::apart(&mut places, &boxes);
        let cost = if tries > 1 { untidiness(&places, &boxes, &springs) } else { 0.0 };
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, places));
        }
    }
    best.map(|(_, places)| places)
}

/// Finds places for `joining` among actors that do not move, whose places are in `places`; `None` if cancelled.
pub(super) fn join(
    graph: &Graph,
    places: &mut BTreeMap<usize, Point>,
    joining: &[usize],
    cancelled: &dyn Fn() -> bool,
) -> Option<()> {
    let members: Vec<usize> = places.keys().chain(joining).copied().collect();
    let local: BTreeMap<usize, usize> = members.iter().enumerate().map(|(at, i)| (*i, at)).collect();
    let boxes: Vec<Rect> = members.iter().map(|i| graph.boxes[*i]).collect();
    let springs = local_springs(graph, &local);
    let neighbours = neighbours(members.len(), &springs);
    let mut start: Vec<Option<Point>> = members.iter().map(|i| places.get(i).copied()).collect();
    // From those placed outwards: each newcomer starts in the middle of the neighbours that have a place by then.
    let mut queue: VecDeque<usize> = (0..members.len()).filter(|at| start[*at].is_some()).collect();
    while let Some(from) = queue.pop_front() {
        for at in neighbours[from].iter().copied() {
            if start[at].is_none() {
                let near: Vec<Point> = neighbours[at].iter().filter_map(|n| start[*n]).collect();
                let sum = near.iter().fold(Point::default(), |sum, p| sum + *p);
                let aside = Point::new((at as f32 * 2.4).cos(), (at as f32 * 2.4).sin()) * 60.0;
                start[at] = Some(sum * (1.0 / near.len() as f32) + aside);
                queue.push_back(at);
            }
        }
    }
    let nodes = members.iter().zip(&start).map(|(i, at)| {
        let at = at.unwrap_or_default();
        let (x, y) = (at.x.into(), at.y.into());
        if places.contains_key(i) { Node::default().fixed_position(x, y) } else { Node::from([x, y]) }
    });
    let simulated = simulated(nodes.collect(), &boxes, &springs, cancelled)?;
    for i in joining {
        places.insert(*i, simulated[local[i]]);
    }
    Some(())
}

/// The springs between those in `local`, by their indices there.
fn local_springs(graph: &Graph, local: &BTreeMap<usize, usize>) -> Vec<Spring> {
    let springs = local.keys().flat_map(|i| graph.springs_from(*i)).filter_map(|spring| {
        let [a, b] = spring.ends;
        Some(Spring { ends: [*local.get(&a)?, *local.get(&b)?], ..*spring })
    });
    springs.collect()
}

fn simulated(
    nodes: Vec<Node>,
    boxes: &[Rect],
    springs: &[Spring],
    cancelled: &dyn Fn() -> bool,
) -> Option<Vec<Point>> {
    let mut degrees = vec![0usize; boxes.len()];
    for Spring { ends, .. } in springs {
        ends.iter().for_each(|end| degrees[*end] += 1);
    }
    // Where many lines meet, each needs room.
    let busy = 2.0 * springs.len() as f64 / boxes.len().max(1) as f64;
    let spread = (busy / 4.0).sqrt().clamp(1.0, 2.0);
    let distances: Vec<f64> = springs.iter().map(|spring| f64::from(spring.distance) * spread).collect();
    // A hub must not be torn by its many springs, nor crush its neighbours.
    let strengths: Vec<f64> = springs
        .iter()
        .map(|Spring { ends: [a, b], strength, .. }| {
            f64::from(*strength) / (degrees[*a].min(degrees[*b]).max(1) as f64).sqrt().max(1.0) * 0.7
        })
        .collect();
    let radii: Vec<f64> = boxes.iter().map(|b| f64::from(b.width().max(b.height())) * 0.5 + 8.0).collect();
    // Large maps settle in fewer, bolder steps.
    let ticks = if boxes.len() > 400 { 140 } else { 300 };
    let mut simulation: Simulation = SimulationBuilder::new()
        .with_alpha_decay(1.0 - 0.001f64.powf(1.0 / f64::from(ticks)))
        .build(nodes)
        .add_force("repulsion", ManyBody::new().strength(-560.0 * spread))
        .add_force(
            "springs",
            Link::new(springs.iter().map(|spring| (spring.ends[0], spring.ends[1])))
                .distance(move |_: &_, i: usize| distances[i])
                .strength(move |_: &_, i: usize| strengths[i]),
        )
        .add_force("bodies", Collide::new().radius(move |i| radii[i]).strength(0.6))
        .add_force("x", PositionX::new().strength(0.05))
        .add_force("y", PositionY::new().strength(0.085));
    for _ in 0..ticks / 10 {
        if cancelled() {
            return None;
        }
        simulation.tick(10);
    }
    let places = simulation.positions().map(|[x, y]| Point::new(x as f32, y as f32));
    Some(places.map(|p| if p.x.is_finite() && p.y.is_finite() { p } else { Point::default() }).collect())
}

fn neighbours(count: usize, springs: &[Spring]) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); count];
    for Spring { ends: [a, b], .. } in springs {
        neighbours[*a].push(*b);
        neighbours[*b].push(*a);
    }
    neighbours
}

/// The members from the busiest outwards, neighbours after neighbours.
fn outwards(count: usize, springs: &[Spring]) -> Vec<usize> {
    let neighbours = neighbours(count, springs);
    let busiest = (0..count).max_by_key(|i| (neighbours[*i].len(), std::cmp::Reverse(*i))).unwrap_or(0);
    let mut order = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    let mut queue = VecDeque::from([busiest]);
    while let Some(i) = queue.pop_front() {
        if !std::mem::replace(&mut seen[i], true) {
            order.push(i);
            queue.extend(neighbours[i].iter().filter(|n| !seen[**n]));
        }
    }
    order
}

/// A sunflower of places, the first of the order in its middle; each attempt deals them out a little differently.
fn start(order: &[usize], attempt: usize) -> Vec<Point> {
    let mut seats: Vec<usize> = (0..order.len()).collect();
    let mut random = 0x9E37_79B9_7F4A_7C15u64.wrapping_mul(attempt as u64 + 1);
    if attempt > 0 {
        for i in (2..seats.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            seats.swap(i, 1 + (random >> 33) as usize % i);
        }
    }
    let mut places = vec![Point::default(); order.len()];
    for (i, seat) in order.iter().zip(seats) {
        let angle = seat as f32 * TAU * 0.381_966 + attempt as f32 * 0.7;
        places[*i] = Point::new(angle.cos(), angle.sin()) * (55.0 * (seat as f32 + 0.5).sqrt());
    }
    places
}

/// Turns the places so that their longest extent lies level, and stretches them a little towards the ratio aimed at.
fn lay_on_long_side(places: &mut [Point]) {
    let count = places.len() as f32;
    let middle = places.iter().fold(Point::default(), |sum, p| sum + *p) * (1.0 / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in places.iter_mut() {
        *p = *p - middle;
        xx += p.x * p.x;
        xy += p.x * p.y;
        yy += p.y * p.y;
    }
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    let (sin, cos) = angle.sin_cos();
    for p in places.iter_mut() {
        *p = Point::new(p.x * cos + p.y * sin, p.y * cos - p.x * sin);
    }
    let (wide, high) = Rect::hull(places.iter().copied()).map_or((1.0, 1.0), |r| (r.width(), r.height()));
    if high > 1.0 && wide > 1.0 {
        let stretch = (RATIO * high / wide).sqrt().clamp(0.8, 1.25);
        for p in places.iter_mut() {
            *p = Point::new(p.x * stretch, p.y / stretch);
        }
    }
}

/// How hard a picture is to read: crossings, lines through third actors, and room.
fn untidiness(places: &[Point], boxes: &[Rect], springs: &[Spring]) -> f32 {
    let segment = |spring: &Spring| (places[spring.ends[0]], places[spring.ends[1]]);
    let mut cost = 0.0;
    for (i, one) in springs.iter().enumerate() {
        let (a, b) = segment(one);
        for other in &springs[i + 1..] {
            let (c, d) = segment(other);
            if !other.ends.iter().any(|end| one.ends.contains(end)) && cross(a, b, c, d) {
                cost += 1.0;
            }
        }
        for (at, (place, body)) in places.iter().zip(boxes).enumerate() {
            let reach = 0.5 * body.height();
            let middle = *place + body.centre();
            if !one.ends.contains(&at) && distance_to_segment(middle, a, b) < reach {
                cost += 1.5;
            }
        }
        cost += (a.distance(b) / one.distance - 1.0).max(0.0) * 0.4;
    }
    let hull = places.iter().zip(boxes).map(|(p, b)| b.moved(*p)).reduce(Rect::union).unwrap_or_default();
    let ratio = hull.width() / hull.height().max(1.0) / RATIO;
    cost + ratio.max(1.0 / ratio) + hull.width() * hull.height() / (40_000.0 * places.len() as f32)
}

fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q - p).turned().dot(r - p) > 0.0;
    side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
}

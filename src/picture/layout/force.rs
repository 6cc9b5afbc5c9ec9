//! Arrangement by forces: springs between those who have to do with each other, repulsion between all.

use std::collections::VecDeque;
use std::f32::consts::TAU;

use fjadra::{Link, ManyBody, Node, PositionX, PositionY, Simulation, SimulationBuilder};

use super::graph::{Graph, Local, Spring};
use super::random::Random;
use super::untangle::untangle;
use super::{Places, RATIO, Tell, TellGroup, separate, stress};
use crate::picture::geometry::distance_to_segment;
use crate::picture::{Point, Rect};

/// Groups are arranged several times over, from different starts, to keep the clearest: so often, times the members.
const TRIES: usize = 360;

/// In larger groups, looking at every pair takes too long.
const RELAXED: usize = 1_500;

/// The share of the work after which the forces have done theirs.
const SETTLED: f32 = 0.6;

/// After so many steps of a simulation somebody may have a look.
const STEP: u32 = 5;

/// The places of one group of at least two actors, free of overlap; `None` if cancelled.
pub(super) fn arranged(graph: &Graph, group: &[usize], tell: TellGroup) -> Option<Vec<Point>> {
    let local = Local::of(graph, group);
    let order = outwards(&local);
    let tries = (TRIES / group.len()).clamp(1, 8);
    let mut best: Option<(f32, Vec<Point>)> = None;
    for attempt in 0..tries {
        let mut places = seated(&order, attempt);
        let calm = group.len() <= RELAXED;
        if calm {
            stress::relax(&mut places, &local.springs, &mut Random::new(attempt));
        }
        let shown = best.as_ref().map(|(_, places)| places.clone());
        places = simulated(&places, &local, &Setting { calm, ..Setting::default() }, &|share, now| {
            // Of several tries only the best so far is worth a look.
            tell(SETTLED * (attempt as f32 + share) / tries as f32, shown.as_deref().unwrap_or(now))
        })?;
        lay_on_long_side(&mut places);
        separate::stretch(&mut places, &local.boxes);
        separate::apart(&mut places, &local.boxes);
        let cost = if tries > 1 { untidiness(&places, &local) } else { 0.0 };
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, places));
        }
    }
    let (_, mut places) = best?;
    untangle(&mut places, &local, &|share, now| tell(SETTLED + (1.0 - SETTLED) * share, now))?;
    Some(places)
}

/// Where the members of a group are before anything draws or pushes them.
pub(super) fn begun(graph: &Graph, group: &[usize]) -> Vec<Point> {
    seated(&outwards(&Local::of(graph, group)), 0)
}

/// Finds places for `joining` among actors that do not move, whose places are in `places`; `None` if cancelled.
pub(super) fn join(graph: &Graph, places: &mut Places, joining: &[usize], tell: Tell) -> Option<()> {
    let members: Vec<usize> = places.keys().chain(joining).copied().collect();
    let local = Local::of(graph, &members);
    let neighbours = local.neighbours();
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
    let start: Vec<Point> = start.into_iter().map(Option::unwrap_or_default).collect();
    let fixed = places.len();
    let simulated = simulated(&start, &local, &Setting { fixed, ..Setting::default() }, &|share, now| {
        tell(share, &|| members.iter().copied().zip(now.iter().copied()).collect())
    })?;
    places.extend(members.into_iter().zip(simulated).skip(fixed));
    Some(())
}

/// What a simulation has to heed besides springs.
#[derive(Default)]
pub(super) struct Setting<'a> {
    /// The first so many do not move.
    pub(super) fixed: usize,
    /// The start is good: it is only to be smoothed.
    pub(super) calm: bool,
    /// Who is drawn to the right, and who to the left, and how far out.
    pub(super) pull: Option<(&'a [bool], f32)>,
}

/// Lets the forces work; `None` if cancelled.
pub(super) fn simulated(
    start: &[Point],
    local: &Local,
    setting: &Setting,
    tell: TellGroup,
) -> Option<Vec<Point>> {
    let Local { boxes, springs, .. } = local;
    let mut degrees = vec![0usize; boxes.len()];
    for Spring { ends, .. } in springs {
        ends.iter().for_each(|end| degrees[*end] += 1);
    }
    // Where many lines meet, each needs room.
    let busy = 2.0 * springs.len() as f64 / boxes.len().max(1) as f64;
    let spread = (busy / 4.0).sqrt().clamp(1.0, 2.0);
    let mut links: Vec<((usize, usize), f64, f64)> = springs
        .iter()
        .map(|Spring { ends: [a, b], strength, distance, .. }| {
            // A hub must not be torn by its many springs, nor crush its neighbours.
            let share = (degrees[*a].min(degrees[*b]).max(1) as f64).sqrt();
            ((*a, *b), f64::from(*distance) * spread, f64::from(*strength) / share * 0.7)
        })
        .collect();
    let mut charges = vec![-560.0 * spread.powi(3); boxes.len()];
    let mut nodes: Vec<Node> = start
        .iter()
        .enumerate()
        .map(|(i, at)| {
            let (x, y) = (at.x.into(), at.y.into());
            if i < setting.fixed { Node::default().fixed_position(x, y) } else { Node::from([x, y]) }
        })
        .collect();
    if let Some((right, away)) = setting.pull {
        // Two posts that nobody sees, one for each side.
        for (post, x) in [(boxes.len(), -away), (boxes.len() + 1, away)] {
            nodes.push(Node::default().fixed_position(x.into(), 0.0));
            charges.push(0.0);
            let side = post > boxes.len();
            links.extend((0..boxes.len()).filter(|i| right[*i] == side).map(|i| ((i, post), 0.0, 0.25)));
        }
    }
    // Large maps settle in fewer, bolder steps.
    let ticks = if boxes.len() > 400 { 140 } else { 300 };
    let ticks = if setting.calm { ticks * 2 / 3 } else { ticks };
    let distances: Vec<f64> = links.iter().map(|link| link.1).collect();
    let strengths: Vec<f64> = links.iter().map(|link| link.2).collect();
    let mut simulation: Simulation = SimulationBuilder::new()
        .with_alpha(if setting.calm { 0.3 } else { 1.0 })
        .with_alpha_decay(1.0 - 0.001f64.powf(1.0 / f64::from(ticks)))
        .build(nodes)
        .add_force("repulsion", ManyBody::new().strength(move |_, i: usize| charges[i]))
        .add_force(
            "springs",
            Link::new(links.iter().map(|link| link.0))
                .distance(move |_: &_, i: usize| distances[i])
                .strength(move |_: &_, i: usize| strengths[i]),
        )
        .add_force("x", PositionX::new().strength(if setting.pull.is_some() { 0.0 } else { 0.05 }))
        .add_force("y", PositionY::new().strength(0.085));
    let places = |simulation: &Simulation| -> Vec<Point> {
        let places = simulation.positions().map(|[x, y]| Point::new(x as f32, y as f32)).take(boxes.len());
        places.map(|p| if p.x.is_finite() && p.y.is_finite() { p } else { Point::default() }).collect()
    };
    for step in 0..ticks / STEP {
        tell((step * STEP) as f32 / ticks as f32, &places(&simulation))?;
        simulation.tick(STEP as usize);
    }
    Some(places(&simulation))
}

/// The members from the busiest outwards, neighbours after neighbours.
fn outwards(local: &Local) -> Vec<usize> {
    let neighbours = local.neighbours();
    let count = neighbours.len();
    let mut order = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    // Those to whom nothing leads come last.
    for first in std::iter::once(local.busiest()).chain(0..count) {
        let mut queue = VecDeque::from([first]);
        while let Some(i) = queue.pop_front() {
            if !std::mem::replace(&mut seen[i], true) {
                order.push(i);
                queue.extend(neighbours[i].iter().filter(|n| !seen[**n]));
            }
        }
    }
    order
}

/// A sunflower of places, the first of the order in its middle; each attempt deals them out a little differently.
fn seated(order: &[usize], attempt: usize) -> Vec<Point> {
    let mut seats: Vec<usize> = (0..order.len()).collect();
    if attempt > 0 {
        Random::new(attempt).shuffle(&mut seats[1..]);
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
    turn_level(places);
    let (wide, high) = Rect::hull(places.iter().copied()).map_or((1.0, 1.0), |r| (r.width(), r.height()));
    if high > 1.0 && wide > 1.0 {
        let stretch = (RATIO * high / wide).sqrt().clamp(0.8, 1.25);
        for p in places.iter_mut() {
            *p = Point::new(p.x * stretch, p.y / stretch);
        }
    }
}

/// Turns the places around their middle, which then is at 0, 0, so that their longest extent lies level.
pub(super) fn turn_level(places: &mut [Point]) {
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
}

/// How hard a picture is to read: crossings, lines through third actors, and room.
fn untidiness(places: &[Point], local: &Local) -> f32 {
    let Local { boxes, springs, .. } = local;
    let mut cost = local.crossings(places) as f32;
    for one in springs {
        let [a, b] = one.ends.map(|end| places[end]);
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

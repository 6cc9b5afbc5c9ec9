//! Fewer crossings: actors go, one by one, to spots nearby where their lines cross fewer others.

use super::graph::{Local, cross};
use super::random::Random;
use super::separate::Index;
use super::{MARGIN, TellGroup};
use crate::picture::Point;

/// How much the lengths of lines count, a line twice as long as it should be against the crossings of a common line.
const WEIGHT: f32 = 0.2;

/// How often everybody is looked at, and how many spots each is offered then.
const ROUNDS: usize = 8;
const SPOTS: usize = 10;

/// How far off the spots are at first, as a share of the length of a line, and by what share it is less in each round.
const REACH: f32 = 1.2;
const SHRINK: f32 = 0.75;

/// No more pairs of lines than this are looked at in all, so that large maps do not take long.
const PATIENCE: usize = 500_000_000;

/// Moves actors that do not overlap to where they do not either. What counts are crossings and, so that backers stay near and
/// opponents apart, how far lines are from the length that they like best. Chance offers spots, and the best is taken, as
/// Radermacher, Reichard, Rutter and Wagner do (A geometric heuristic for rectilinear crossing minimization, 2018); `None` if
/// cancelled.
pub(super) fn untangle(places: &mut [Point], local: &Local, tell: TellGroup) -> Option<()> {
    let count = places.len();
    let lines = local.springs.len();
    let rounds = (PATIENCE / (2 * SPOTS * lines * lines).max(1)).min(ROUNDS);
    if rounds == 0 {
        return Some(());
    }
    let mut ends = vec![Vec::new(); count];
    for (line, spring) in local.springs.iter().enumerate() {
        spring.ends.iter().for_each(|end| ends[*end].push(line));
    }
    let mut index = Index::default();
    for (i, place) in places.iter().enumerate() {
        index.add(i, local.boxes[i].moved(*place));
    }
    // In a crowded map all lines are longer than they like to be.
    let lengths = local.springs.iter().map(|spring| {
        let [a, b] = spring.ends.map(|end| places[end]);
        a.distance(b) / spring.distance
    });
    let scale = (lengths.sum::<f32>() / lines.max(1) as f32).max(1.0);
    let common = local.crossings(places) as f32 * 2.0 / lines.max(1) as f32;
    let weight = WEIGHT * common.max(0.5);
    let mut random = Random::new(count);
    for round in 0..rounds {
        let reach = REACH * SHRINK.powi(round as i32);
        for i in 0..count {
            if i % 16 == 0 {
                tell((round * count + i) as f32 / (rounds * count) as f32, places)?;
            }
            let cost = |at: Point| {
                let cost = ends[i].iter().map(|line| {
                    let spring = &local.springs[*line];
                    let other = spring.ends[usize::from(spring.ends[0] == i)];
                    let stretch = at.distance(places[other]) / (scale * spring.distance) - 1.0;
                    crossings(local, places, *line, at, other) as f32 + weight * stretch * stretch
                });
                cost.sum::<f32>()
            };
            let lengths: f32 = ends[i].iter().map(|line| local.springs[*line].distance).sum();
            let reach = reach * scale * lengths / ends[i].len().max(1) as f32;
            let here = places[i];
            let mut best = (cost(here), here);
            for _ in 0..SPOTS {
                let spot = here + random.within(reach);
                if index.is_free(local.boxes[i].moved(spot).grown(MARGIN), Some(i)) {
                    let cost = cost(spot);
                    if cost < best.0 {
                        best = (cost, spot);
                    }
                }
            }
            if best.1 != here {
                index.remove(i, local.boxes[i].moved(here));
                index.add(i, local.boxes[i].moved(best.1));
                places[i] = best.1;
            }
        }
    }
    Some(())
}

/// How many lines one line would cross if one of its ends were at `at`; the other is `other`.
fn crossings(local: &Local, places: &[Point], line: usize, at: Point, other: usize) -> usize {
    let [a, b] = local.springs[line].ends;
    let to = places[other];
    let (left, right) = (at.x.min(to.x), at.x.max(to.x));
    let (top, bottom) = (at.y.min(to.y), at.y.max(to.y));
    let crosses = |spring: &&super::graph::Spring| {
        let [c, d] = spring.ends;
        let (p, q) = (places[c], places[d]);
        p.x.min(q.x) < right
            && p.x.max(q.x) > left
            && p.y.min(q.y) < bottom
            && p.y.max(q.y) > top
            && c != a
            && c != b
            && d != a
            && d != b
            && cross(at, to, p, q)
    };
    local.springs.iter().filter(crosses).count()
}

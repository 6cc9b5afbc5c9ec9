//! Arrangement in rings around one actor.

use std::collections::VecDeque;
use std::f32::consts::{PI, TAU};

use super::graph::{Graph, Local};
use super::order::spaced;
use super::{MARGIN, TellGroup, force, separate};
use crate::picture::{Point, Rect};

/// The least distance between two rings in world units.
const RING: f32 = 120.0;

/// How often rings are put in order anew, outwards and inwards in turn.
const SWEEPS: usize = 12;

/// No crossings are counted among more lines than this: the time that it takes grows with their square.
const COUNTED: usize = 6_000;

/// The places of a group: `middle`, or the best connected if it is not among them, and around it the others in rings by how
/// many relations away they are. Each ring is put in the order of the angles at which its neighbours in the next ring stand,
/// as layers are in Sugiyama, Tagawa and Toda, and the order with the fewest crossings is taken; where there are too many
/// lines to count crossings, the last. `None` if cancelled.
pub(super) fn arranged(
    graph: &Graph,
    group: &[usize],
    middle: Option<usize>,
    tell: TellGroup,
) -> Option<Vec<Point>> {
    let local = Local::of(graph, group);
    let neighbours = local.neighbours();
    let chosen = middle.and_then(|middle| group.iter().position(|i| *i == middle));
    let middle = chosen.unwrap_or_else(|| local.busiest());
    let mut rings = Rings::around(middle, &neighbours, &local.boxes);
    let mut best: Option<(usize, Vec<Point>)> = None;
    for sweep in 0..=SWEEPS {
        let places = rings.places();
        tell(sweep as f32 / (SWEEPS + 1) as f32, &places)?;
        let crossings = if local.springs.len() > COUNTED { SWEEPS - sweep } else { local.crossings(&places) };
        if best.as_ref().is_none_or(|(fewest, _)| crossings < *fewest) {
            best = Some((crossings, places));
        }
        rings.sweep(&neighbours, sweep % 2 == 0);
    }
    let mut places = best.map(|(_, places)| places).unwrap_or_default();
    force::turn_level(&mut places);
    separate::apart(&mut places, &local.boxes);
    Some(places)
}

struct Rings<'a> {
    boxes: &'a [Rect],
    /// From the middle outwards, each in its order.
    rings: Vec<Vec<usize>>,
    radii: Vec<f32>,
    /// The ring of each.
    ring: Vec<usize>,
    angle: Vec<f32>,
}

impl<'a> Rings<'a> {
    fn around(middle: usize, neighbours: &[Vec<usize>], boxes: &'a [Rect]) -> Self {
        let count = neighbours.len();
        let mut ring = vec![usize::MAX; count];
        let mut children = vec![Vec::new(); count];
        let mut order = Vec::with_capacity(count);
        ring[middle] = 0;
        let mut queue = VecDeque::from([middle]);
        while let Some(at) = queue.pop_front() {
            order.push(at);
            for next in &neighbours[at] {
                if ring[*next] == usize::MAX {
                    ring[*next] = ring[at] + 1;
                    children[at].push(*next);
                    queue.push_back(*next);
                }
            }
        }
        let mut leaves = vec![0.0f32; count];
        for at in order.iter().rev() {
            leaves[*at] = children[*at].iter().map(|child| leaves[*child]).sum::<f32>().max(1.0);
        }
        // To begin with, every branch has a sector in proportion to its leaves.
        let mut angle = vec![0.0; count];
        let mut sector = vec![(0.0, TAU); count];
        for at in &order {
            let (mut from, width) = sector[*at];
            angle[*at] = from + width / 2.0;
            for child in &children[*at] {
                let part = width * leaves[*child] / leaves[*at];
                sector[*child] = (from, part);
                from += part;
            }
        }
        let mut rings = vec![Vec::new(); order.last().map_or(0, |last| ring[*last] + 1)];
        for at in order {
            rings[ring[at]].push(at);
        }
        let mut radii = Vec::with_capacity(rings.len());
        let (mut radius, mut before) = (0.0f32, 0.0f32);
        for (number, members) in rings.iter().enumerate() {
            let reach = |body: Rect| (body.width() + MARGIN).hypot(body.height() + MARGIN);
            let widest = members.iter().map(|i| reach(boxes[*i])).fold(0.0, f32::max);
            let around: f32 = members.iter().map(|i| extent(boxes[*i])).sum();
            // Whatever the angle, nobody covers those further in.
            let out = RING.max((before + widest) / 2.0);
            // Between neighbours the straight way counts, which is shorter than that along the ring.
            let half = PI / members.len().max(2) as f32;
            radius =
                if number == 0 { 0.0 } else { (radius + out).max(1.03 * around / TAU * half / half.sin()) };
            radii.push(radius);
            before = widest;
        }
        let mut rings = Self { boxes, rings, radii, ring, angle };
        for number in 1..rings.rings.len() {
            let wanted = rings.rings[number].iter().map(|i| rings.angle[*i]).collect();
            rings.seat(number, wanted);
        }
        rings
    }

    fn places(&self) -> Vec<Point> {
        let at = |(i, angle): (usize, &f32)| Point::new(angle.cos(), angle.sin()) * self.radii[self.ring[i]];
        self.angle.iter().enumerate().map(at).collect()
    }

    /// Moves all but the middle to where their neighbours in the rings further in, or further out, are.
    fn sweep(&mut self, neighbours: &[Vec<usize>], outwards: bool) {
        let numbers: Vec<usize> = (1..self.rings.len()).collect();
        let numbers = if outwards { numbers } else { numbers.into_iter().rev().collect() };
        for number in numbers {
            let wanted = self.rings[number].iter().map(|i| {
                // In the first ring nobody's place follows from the middle.
                let counts = |n: &&usize| {
                    let other = self.ring[**n];
                    other == number || (other != 0 && (other < number) == outwards)
                };
                let near = neighbours[*i].iter().filter(counts).map(|n| self.angle[*n]);
                let own = Point::new(self.angle[*i].cos(), self.angle[*i].sin()) * 0.25;
                let sum = near.fold(own, |sum, angle| sum + Point::new(angle.cos(), angle.sin()));
                sum.y.atan2(sum.x)
            });
            let wanted = wanted.collect();
            self.seat(number, wanted);
        }
    }

    /// Seats the members of a ring in the order of the angles wanted, each as near to its own as room allows.
    fn seat(&mut self, number: usize, wanted: Vec<f32>) {
        let radius = self.radii[number];
        let mut seats: Vec<(f32, usize)> = wanted
            .into_iter()
            .map(|angle| angle.rem_euclid(TAU))
            .zip(self.rings[number].iter().copied())
            .collect();
        seats.sort_by(|(a, i), (b, j)| a.total_cmp(b).then(i.cmp(j)));
        // The ring is cut open where the widest gap is.
        let count = seats.len();
        let gap = |i: usize| {
            let before = seats[(i + count - 1) % count].0;
            (seats[i].0 - before).rem_euclid(TAU)
        };
        let cut = (0..count).max_by(|a, b| gap(*a).total_cmp(&gap(*b)).then(b.cmp(a))).unwrap_or(0);
        seats.rotate_left(cut);
        let first = seats[0].0;
        let wanted: Vec<f32> =
            seats.iter().map(|(angle, _)| first + (angle - first).rem_euclid(TAU)).collect();
        let half: Vec<f32> =
            seats.iter().map(|(_, i)| (extent(self.boxes[*i]) / 2.0 / radius).min(1.0).asin()).collect();
        let gaps: Vec<f32> = (0..count).map(|i| half[i] + half[(i + count - 1) % count]).collect();
        let mut angles = spaced(&wanted, &gaps);
        let taken = angles[count - 1] - angles[0] + gaps[0];
        if count > 1 && taken > TAU {
            // Pushed over their own beginning: all the way round, then, with even gaps.
            let spare = (TAU - gaps.iter().sum::<f32>()) / count as f32;
            let mut at = angles[0];
            for i in 1..count {
                at += gaps[i] + spare;
                angles[i] = at;
            }
        }
        for ((_, i), angle) in seats.iter().zip(angles) {
            self.angle[*i] = (angle + PI).rem_euclid(TAU) - PI;
        }
        self.rings[number] = seats.into_iter().map(|(_, i)| i).collect();
    }
}

/// How much of a ring somebody takes.
fn extent(body: Rect) -> f32 {
    body.width().max(body.height()) + MARGIN
}

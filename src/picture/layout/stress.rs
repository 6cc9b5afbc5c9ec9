//! A first arrangement in which distances on the paper are those along the relations.

use std::collections::VecDeque;

use super::graph::Spring;
use super::random::Random;
use crate::picture::Point;

/// How often all pairs are gone through.
const ROUNDS: i32 = 24;

/// Moves every pair towards the distance that the relations between them add up to, the larger the distance the less it
/// counts: stress, made small by stochastic gradient descent as Zheng, Pawar and Goodman have it (Graph Drawing by
/// Stochastic Gradient Descent, 2019, section 2). All of `places` hang together by `springs`. The time it takes grows
/// with the square of their number.
pub(super) fn relax(places: &mut [Point], springs: &[Spring], random: &mut Random) {
    let mut pairs = distances(places.len(), springs);
    let nearest = pairs.iter().map(|pair| pair.2).fold(f32::INFINITY, f32::min);
    let farthest = pairs.iter().map(|pair| pair.2).fold(0.0, f32::max);
    if farthest <= 0.0 {
        return;
    }
    // From steps that carry even the farthest pairs all the way to such that move the nearest by a tenth.
    let (first, last) = (farthest * farthest, 0.1 * nearest * nearest);
    for round in 0..ROUNDS {
        random.shuffle(&mut pairs);
        let step = first * (last / first).powf(round as f32 / (ROUNDS - 1) as f32);
        for (a, b, wanted) in &pairs {
            let between = places[*a as usize] - places[*b as usize];
            let away = between.length().max(1e-3);
            let share = (step / (wanted * wanted)).min(1.0);
            let by = between * (share * (away - wanted) / (2.0 * away));
            places[*a as usize] = places[*a as usize] - by;
            places[*b as usize] = places[*b as usize] + by;
        }
    }
}

/// All pairs, with the length of the way along the fewest springs from one to the other.
fn distances(count: usize, springs: &[Spring]) -> Vec<(u32, u32, f32)> {
    let mut beside = vec![Vec::new(); count];
    for Spring { ends: [a, b], distance, .. } in springs {
        beside[*a].push((*b, *distance));
        beside[*b].push((*a, *distance));
    }
    let mut pairs = Vec::with_capacity(count * count.saturating_sub(1) / 2);
    for from in 0..count {
        let mut way: Vec<Option<f32>> = vec![None; count];
        way[from] = Some(0.0);
        let mut queue = VecDeque::from([from]);
        while let Some(at) = queue.pop_front() {
            let so_far = way[at].unwrap_or_default();
            for (next, distance) in &beside[at] {
                if way[*next].is_none() {
                    way[*next] = Some(so_far + distance);
                    queue.push_back(*next);
                }
            }
        }
        let to = way.iter().enumerate().skip(from + 1);
        pairs.extend(to.filter_map(|(to, way)| Some((from as u32, to as u32, (*way)?))));
    }
    pairs
}

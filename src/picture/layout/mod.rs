//! Places for actors: backers near each other, opponents apart, names free of overlap.
//!
//! The same map gives the same places. Each group of related actors is arranged by forces, turned so that it lies on
//! its long side, and freed of overlaps; then the groups are packed into a landscape.

mod force;
mod graph;
mod pack;
mod separate;

use std::collections::BTreeMap;

use super::scene::degrees;
use super::{Point, Rect};
use crate::map::{ActorId, Place, StanceMap, Verdict};
use graph::Graph;

/// Width to height that a layout aims at.
const RATIO: f32 = 1.5;

/// The least distance between two actors, names included, in world units.
const MARGIN: f32 = 14.0;

/// What is to be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// Every actor, wherever it sits now.
    Fresh,
    /// Only the actors that have no place yet; the others stay exactly where they are.
    KeepPlaced,
}

/// Finds places for the actors that a scene shows by default: ready for an [`Edit::Place`](crate::map::Edit::Place).
///
/// `cancelled` is asked now and then; once it says yes, nobody is placed.
pub fn place(map: &StanceMap, layout: Layout, cancelled: &dyn Fn() -> bool) -> Vec<(ActorId, Place)> {
    let related = degrees(map);
    let shown: Vec<ActorId> = map
        .actors()
        .filter(|(id, actor)| actor.verdict != Verdict::Unreviewed || related.contains_key(id))
        .map(|(id, _)| id)
        .collect();
    place_these(map, &shown, layout, cancelled)
}

/// Gives every actor that a scene shows a place, and leaves those that have one where they are.
pub fn settle(map: &mut StanceMap) {
    let places = place(map, Layout::KeepPlaced, &|| false);
    // The places are those of actors of this very map.
    let settled = map.apply(crate::map::Edit::Place(places));
    debug_assert!(settled.is_ok(), "{settled:?}");
}

/// The same for the actors given.
pub(super) fn place_these(
    map: &StanceMap,
    actors: &[ActorId],
    layout: Layout,
    cancelled: &dyn Fn() -> bool,
) -> Vec<(ActorId, Place)> {
    let graph = Graph::of(map, actors);
    let kept: BTreeMap<usize, Point> = match layout {
        Layout::Fresh => BTreeMap::new(),
        Layout::KeepPlaced => {
            actors.iter().enumerate().filter_map(|(i, id)| Some((i, map.place(*id)?))).collect()
        }
    };
    let newcomers = (0..actors.len()).filter(|i| !kept.contains_key(i));
    let placed = if kept.len() == actors.len() {
        None
    } else if kept.is_empty() {
        fresh(&graph, cancelled)
    } else {
        beside(&graph, &kept, cancelled)
    };
    let Some(places) = placed else { return Vec::new() };
    newcomers.map(|i| (actors[i], places[i])).collect()
}

/// Places for everybody, around 0, 0; `None` if cancelled.
fn fresh(graph: &Graph, cancelled: &dyn Fn() -> bool) -> Option<Vec<Point>> {
    let everybody: Vec<usize> = (0..graph.boxes.len()).collect();
    let mut places = blocks(graph, &everybody, cancelled)?;
    let boxes = everybody.iter().map(|i| graph.boxes[*i].moved(places[i]));
    let middle = boxes.reduce(Rect::union).map_or(Point::default(), Rect::centre);
    places.values_mut().for_each(|place| *place = rounded(*place - middle));
    Some(places.into_values().collect())
}

/// Arranges and packs the groups among `members`.
fn blocks(graph: &Graph, members: &[usize], cancelled: &dyn Fn() -> bool) -> Option<BTreeMap<usize, Point>> {
    let mut places: BTreeMap<usize, Point> = BTreeMap::new();
    let mut groups = graph.components(members);
    let alone: Vec<usize> = groups.iter().filter(|g| g.len() == 1).map(|g| g[0]).collect();
    groups.retain(|group| group.len() > 1);
    let mut blocks = Vec::new();
    for group in &groups {
        places.extend(group.iter().copied().zip(force::arranged(graph, group, cancelled)?));
        blocks.push(group.clone());
    }
    if !alone.is_empty() {
        places.extend(alone.iter().copied().zip(pack::rows(&alone, graph)));
        blocks.push(alone);
    }
    let rects: Vec<Rect> = blocks
        .iter()
        .filter_map(|block| block.iter().map(|i| graph.boxes[*i].moved(places[i])).reduce(Rect::union))
        .collect();
    for (block, by) in blocks.iter().zip(pack::moves(&rects)) {
        for i in block {
            places.entry(*i).and_modify(|place| *place = *place + by);
        }
    }
    Some(places)
}

/// Places for everybody where the kept ones do not move.
fn beside(graph: &Graph, kept: &BTreeMap<usize, Point>, cancelled: &dyn Fn() -> bool) -> Option<Vec<Point>> {
    let everybody: Vec<usize> = (0..graph.boxes.len()).collect();
    let (mut joining, mut apart) = (Vec::new(), Vec::new());
    for group in graph.components(&everybody) {
        let newcomers = group.iter().copied().filter(|i| !kept.contains_key(i));
        if group.iter().any(|i| kept.contains_key(i)) {
            joining.extend(newcomers);
        } else {
            apart.extend(newcomers);
        }
    }
    let mut places = kept.clone();
    if !joining.is_empty() {
        force::join(graph, &mut places, &joining, cancelled)?;
        separate::settle(&mut places, &joining, &graph.boxes);
    }
    if !apart.is_empty() {
        let block = blocks(graph, &apart, cancelled)?;
        let hull = |places: &BTreeMap<usize, Point>| {
            places
                .iter()
                .map(|(i, place)| graph.boxes[*i].moved(*place))
                .reduce(Rect::union)
                .unwrap_or_default()
        };
        let by = pack::beside(hull(&places), hull(&block));
        places.extend(block.into_iter().map(|(i, place)| (i, place + by)));
    }
    for (i, place) in &mut places {
        if !kept.contains_key(i) {
            *place = rounded(*place);
        }
    }
    Some(places.into_values().collect())
}

/// Whole units: no picture needs more, and saved maps stay readable.
fn rounded(place: Point) -> Point {
    Point::new(place.x.round(), place.y.round())
}

#[cfg(test)]
mod tests;

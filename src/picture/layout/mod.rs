//! Places for actors: backers near each other, opponents apart, names free of overlap.
//!
//! The same map gives the same places, whatever the [`Layout`]. Groups of related actors are arranged by themselves, freed
//! of overlaps, and packed into a landscape. Whoever must stay, stays, and the others are arranged around it.

mod camps;
mod force;
mod graph;
mod layered;
mod order;
mod pack;
mod radial;
mod random;
mod separate;
mod stress;
mod untangle;

use std::collections::{BTreeMap, BTreeSet};

use super::scene::degrees;
use super::{Point, Rect};
use crate::map::{ActorId, Place, StanceMap, Verdict};
use graph::Graph;

/// Width to height that a layout aims at.
const RATIO: f32 = 1.5;

/// The least distance between two actors, names included, in world units.
const MARGIN: f32 = 26.0;

/// How actors are laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// By forces: backers draw each other near, opponents keep apart.
    Forces,
    /// The actors named here to the left, all others who relate to anybody to the right.
    TwoCamps(BTreeSet<ActorId>),
    /// One actor in the middle, the others in rings by how many relations away they are. Each group that hangs together has
    /// rings of its own; without the actor, the best connected is in the middle.
    Radial(Option<ActorId>),
    /// Backers above whom they back.
    Layered,
    /// Everybody where they are, but for those who overlap: they give way, no further than they must.
    RemoveOverlaps,
    /// Only the actors that have no place yet; the others stay exactly where they are.
    KeepPlaced,
}

/// Follows a layout while it is worked out.
pub trait Watch {
    /// Told now and then how much of the work is done, within 0..=1, and where everybody would be by now, who stays
    /// included.
    fn progress(&self, share: f32, places: &dyn Fn() -> Vec<(ActorId, Place)>);
    /// Asked as often; `true` ends the work, and nobody is placed.
    fn cancelled(&self) -> bool;
}

/// Nobody waits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _: f32, _: &dyn Fn() -> Vec<(ActorId, Place)>) {}
    fn cancelled(&self) -> bool {
        false
    }
}

/// Finds places for the actors that a scene shows by default: ready for an [`Edit::Place`](crate::map::Edit::Place). Who is
/// in `stay` and has a place keeps it, and is not in the answer.
pub fn place(
    map: &StanceMap,
    layout: &Layout,
    stay: &BTreeSet<ActorId>,
    watch: &dyn Watch,
) -> Vec<(ActorId, Place)> {
    let related = degrees(map);
    let rolled = map.rolled();
    let shown: Vec<ActorId> = map
        .actors()
        .filter(|(id, actor)| {
            let settled = actor.verdict != Verdict::Unreviewed || related.contains_key(id);
            // Who is rolled up keeps the old place for the time after.
            (settled || map.is_rolled_up(*id)) && !rolled.is_inside(*id)
        })
        .map(|(id, _)| id)
        .collect();
    place_these(map, &shown, layout, stay, watch)
}

/// The places of the actors that a scene shows by default and that have none yet.
pub fn newcomers(map: &StanceMap) -> Vec<(ActorId, Place)> {
    place(map, &Layout::KeepPlaced, &BTreeSet::new(), &Unwatched)
}

/// Gives every actor that a scene shows a place, and leaves those that have one where they are.
pub fn settle(map: &mut StanceMap) {
    // The places are those of actors of this very map.
    let settled = map.apply(crate::map::Edit::Place(newcomers(map)));
    debug_assert!(settled.is_ok(), "{settled:?}");
}

/// Places by the index of the actor.
type Places = BTreeMap<usize, Point>;

/// Told how much is done, and how to find where everybody is by now; `None` if the work is to end.
type Tell<'a> = &'a dyn Fn(f32, &dyn Fn() -> Places) -> Option<()>;

/// The same for the members of one group, in their order.
type TellGroup<'a> = &'a dyn Fn(f32, &[Point]) -> Option<()>;

/// Arranges the members of a group that hangs together, free of overlaps; `None` if cancelled.
type Arrange<'a> = &'a dyn Fn(&[usize], TellGroup) -> Option<Vec<Point>>;

/// The same as [`place`] for the actors given.
pub(super) fn place_these(
    map: &StanceMap,
    actors: &[ActorId],
    layout: &Layout,
    stay: &BTreeSet<ActorId>,
    watch: &dyn Watch,
) -> Vec<(ActorId, Place)> {
    let stays = |id: &ActorId| *layout == Layout::KeepPlaced || stay.contains(id) || map.is_pinned(*id);
    let indexed = || actors.iter().enumerate();
    let kept: Places =
        indexed().filter(|(_, id)| stays(id)).filter_map(|(i, id)| Some((i, map.place(*id)?))).collect();
    if kept.len() == actors.len() {
        return Vec::new();
    }
    let graph = Graph::of(map, actors);
    let tell = |share: f32, places: &dyn Fn() -> Places| {
        watch.progress(share, &|| {
            let mut now = places();
            now.extend(&kept);
            now.into_iter().map(|(i, place)| (actors[i], place)).collect()
        });
        (!watch.cancelled()).then_some(())
    };
    let everybody: Vec<usize> = (0..actors.len()).collect();
    let groups = graph.components(&everybody);
    let by_forces: Arrange = &|group, tell| force::arranged(&graph, group, tell);
    let placed = match layout {
        Layout::Forces | Layout::KeepPlaced if kept.is_empty() => fresh(&graph, groups, by_forces, &tell),
        Layout::Forces | Layout::KeepPlaced => beside(&graph, groups, &kept, by_forces, &tell),
        Layout::TwoCamps(left) => {
            let (alone, related): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.len() == 1);
            let all = std::iter::once(related.concat()).filter(|all| !all.is_empty()).chain(alone).collect();
            let sides: Vec<bool> = actors.iter().map(|id| !left.contains(id)).collect();
            fresh(&graph, all, &|group, tell| camps::arranged(&graph, group, &sides, tell), &tell)
        }
        Layout::Radial(middle) => {
            let middle = indexed().find(|(_, id)| Some(**id) == *middle).map(|(i, _)| i);
            fresh(&graph, groups, &|group, tell| radial::arranged(&graph, group, middle, tell), &tell)
        }
        Layout::Layered => {
            fresh(&graph, groups, &|group, tell| layered::arranged(&graph, group, tell), &tell)
        }
        Layout::RemoveOverlaps => {
            let places: Places = indexed().filter_map(|(i, id)| Some((i, map.place(*id)?))).collect();
            let mut all = if places.is_empty() {
                fresh(&graph, groups, by_forces, &tell)
            } else {
                beside(&graph, groups, &places, by_forces, &tell)
            };
            if let Some(all) = &mut all {
                separate::free(all, &kept, &graph.boxes);
            }
            all
        }
    };
    let Some(mut places) = placed.filter(|_| !watch.cancelled()) else { return Vec::new() };
    if !kept.is_empty() && matches!(layout, Layout::TwoCamps(_) | Layout::Radial(_) | Layout::Layered) {
        around(&mut places, &kept, &graph.boxes);
    }
    let moves = |(i, place): &(usize, Point)| {
        !kept.contains_key(i) && (*layout != Layout::RemoveOverlaps || map.place(actors[*i]) != Some(*place))
    };
    places.into_iter().filter(moves).map(|(i, place)| (actors[i], place)).collect()
}

/// Places for everybody, around 0, 0; `None` if cancelled.
fn fresh(graph: &Graph, groups: Vec<Vec<usize>>, arrange: Arrange, tell: Tell) -> Option<Places> {
    let mut places =
        blocks(graph, groups, arrange, &|share, places| tell(share, &|| centred(graph, places())))?;
    places = centred(graph, places);
    places.values_mut().for_each(|place| *place = rounded(*place));
    Some(places)
}

/// The box around all bodies and names.
fn hull(graph: &Graph, places: &Places) -> Rect {
    let boxes = places.iter().map(|(i, place)| graph.boxes[*i].moved(*place));
    boxes.reduce(Rect::union).unwrap_or_default()
}

fn centred(graph: &Graph, mut places: Places) -> Places {
    let middle = hull(graph, &places).centre();
    places.values_mut().for_each(|place| *place = *place - middle);
    places
}

/// A group and where its members are, in a space of its own.
#[derive(Clone)]
struct Block {
    members: Vec<usize>,
    places: Vec<Point>,
}

/// Arranges and packs groups. Those who relate to nobody stand together in rows.
fn blocks(graph: &Graph, mut groups: Vec<Vec<usize>>, arrange: Arrange, tell: Tell) -> Option<Places> {
    let alone: Vec<usize> = groups.iter().filter(|g| g.len() == 1).map(|g| g[0]).collect();
    groups.retain(|group| group.len() > 1);
    let count = groups.len();
    let total = groups.iter().map(Vec::len).sum::<usize>() as f32;
    let mut blocks: Vec<Block> =
        groups.into_iter().map(|members| Block { places: force::begun(graph, &members), members }).collect();
    if !alone.is_empty() {
        blocks.push(Block { places: pack::rows(&alone, graph), members: alone });
    }
    let mut done = 0.0;
    for at in 0..count {
        let weight = blocks[at].members.len() as f32;
        let places = arrange(&blocks[at].members, &|share, now| {
            tell((done + share * weight) / total, &|| {
                let mut blocks = blocks.clone();
                blocks[at].places = now.to_vec();
                packed(graph, &blocks)
            })
        })?;
        blocks[at].places = places;
        done += weight;
    }
    Some(packed(graph, &blocks))
}

fn packed(graph: &Graph, blocks: &[Block]) -> Places {
    let placed = |block: &Block| block.members.iter().copied().zip(block.places.iter().copied()).collect();
    let rects: Vec<Rect> = blocks.iter().map(|block| hull(graph, &placed(block))).collect();
    let moved = blocks
        .iter()
        .zip(pack::moves(&rects))
        .flat_map(|(block, by)| placed(block).into_iter().map(move |(i, place)| (i, place + by)));
    moved.collect()
}

/// Places for everybody where the kept ones do not move.
fn beside(
    graph: &Graph,
    groups: Vec<Vec<usize>>,
    kept: &Places,
    arrange: Arrange,
    tell: Tell,
) -> Option<Places> {
    let (mut joining, mut apart) = (Vec::new(), Vec::new());
    for group in groups {
        if group.iter().any(|i| kept.contains_key(i)) {
            joining.extend(group.into_iter().filter(|i| !kept.contains_key(i)));
        } else {
            apart.push(group);
        }
    }
    let mut places = kept.clone();
    if !joining.is_empty() {
        force::join(graph, &mut places, &joining, tell)?;
        separate::settle(&mut places, &joining, &graph.boxes);
    }
    if !apart.is_empty() {
        let joined = |block: Places| {
            let by = pack::beside(hull(graph, &places), hull(graph, &block));
            let mut all = places.clone();
            all.extend(block.into_iter().map(|(i, place)| (i, place + by)));
            all
        };
        let block = blocks(graph, apart, arrange, &|share, block| tell(share, &|| joined(block())))?;
        places = joined(block);
    }
    for (i, place) in &mut places {
        if !kept.contains_key(i) {
            *place = rounded(*place);
        }
    }
    Some(places)
}

/// Moves an arrangement to where the kept ones are, puts those where they have to be, and frees the others from them.
fn around(places: &mut Places, kept: &Places, boxes: &[Rect]) {
    let away = kept.iter().filter_map(|(i, place)| Some(*place - *places.get(i)?));
    let by = away.fold(Point::default(), |sum, by| sum + by) * (1.0 / kept.len() as f32);
    places.values_mut().for_each(|place| *place = rounded(*place + by));
    places.extend(kept);
    separate::free(places, kept, boxes);
}

/// Whole units: no picture needs more, and saved maps stay readable.
fn rounded(place: Point) -> Point {
    Point::new(place.x.round(), place.y.round())
}

#[cfg(test)]
mod tests;

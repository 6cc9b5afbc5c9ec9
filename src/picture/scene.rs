//! The one list of shapes that the window, the SVG and the PNG paint.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::edge::{EDGE_MARGIN, bar, quotes};
use super::layout::Layout;
use super::node::{Footprint, Standing};
use super::route::{Link, Way, routes};
use super::{Curve, EdgeShape, Legend, Mark, NodeShape, Point, Rect, Sign, layout};
use crate::map::{ActorId, Place, Relation, RelationKey, Rolled, StanceMap, Verdict};

/// Where all bodies are alike large, they are so as those of actors with so many relations.
const EVEN_DEGREE: usize = 1;

/// What is to be shown, and how.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Look {
    /// The relations that pass the filter; `None` without one. The others are dimmed, or left out.
    pub relations: Option<Arc<BTreeSet<RelationKey>>>,
    /// The actors that pass the filter; `None` if all that take part in a relation that passes do, and, without a
    /// filter on relations, all. The others are dimmed, or left out.
    pub actors: Option<Arc<BTreeSet<ActorId>>>,
    /// The signs that the legend shows as filtered out.
    pub without: BTreeSet<Sign>,
    /// Leaves out what does not pass the filter rather than dimming it.
    pub hide_filtered: bool,
    /// Actors that are left out.
    pub hidden: BTreeSet<ActorId>,
    /// Shows also the actors that a machine found and nothing relates to.
    pub show_unconnected: bool,
    /// Where actors are drawn instead of at their places in the map.
    pub places: BTreeMap<ActorId, Place>,
    /// Draws all bodies alike large, rather than the larger the more relations an actor takes part in.
    pub even_sizes: bool,
}

/// What is painted, in world units.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// The relations, in painting order. Shared, so that the next picture can take over what looks the same.
    pub edges: Vec<Arc<EdgeShape>>,
    /// The actors, in painting order, over the relations. Shared for the same reason.
    pub nodes: Vec<Arc<NodeShape>>,
    /// What the signs used in this scene mean.
    pub legend: Legend,
    /// A box that holds every node and edge; `None` if there is none.
    pub bounds: Option<Rect>,
    /// The bounds of each edge and node, and the curve of each edge with its width, close together: of a large map only a few
    /// shapes are looked at for a view.
    edge_boxes: Vec<Rect>,
    edge_curves: Vec<(Curve, f32)>,
    node_boxes: Vec<Rect>,
}

/// Draws a map. Actors without a place get the one that the layout would give them.
pub fn scene(map: &StanceMap, look: &Look) -> Scene {
    redrawn(&Scene::default(), map, look)
}

/// Draws a map just as [`scene()`] does, but takes over from an earlier picture, be it of this map or another, what looks
/// the same: after a step, most of a large map does.
pub fn redrawn(before: &Scene, map: &StanceMap, look: &Look) -> Scene {
    let degrees = degrees(map);
    let rolled = map.rolled();
    let mut inside: BTreeMap<ActorId, Vec<ActorId>> = BTreeMap::new();
    for (member, group) in rolled.pairs() {
        inside.entry(group).or_default().push(member);
    }
    let passes = Filter::new(map, look, &rolled);
    let drawn: Vec<ActorId> = map
        .actors()
        .filter(|(id, actor)| {
            let settled =
                actor.verdict != Verdict::Unreviewed || degrees.contains_key(id) || inside.contains_key(id);
            !look.hidden.contains(id)
                && !rolled.is_inside(*id)
                && (settled || look.show_unconnected)
                && (passes.actor(*id) || !look.hide_filtered)
        })
        .map(|(id, _)| id)
        .collect();
    let places = places(map, &drawn, &look.places);
    let degree = |id: &ActorId| degrees.get(id).copied().unwrap_or(0);
    let earlier: BTreeMap<ActorId, &Arc<NodeShape>> =
        before.nodes.iter().map(|node| (node.actor, node)).collect();
    let nodes = drawn.iter().filter_map(|id| {
        let (actor, place) = (map.actor(*id)?, *places.get(id)?);
        let busy = if look.even_sizes { EVEN_DEGREE } else { degree(id) };
        let standing = Standing {
            degree: degree(id),
            dimmed: !passes.actor(*id),
            pinned: map.is_pinned(*id),
            inside: inside.remove(id).unwrap_or_default(),
        };
        Some(match earlier.get(id) {
            Some(node) if node.shows(actor, busy, place, &standing) => (Arc::clone(node), true),
            _ => {
                let node = NodeShape::new(*id, actor, Footprint::of(actor, busy), place, standing);
                (Arc::new(node), false)
            }
        })
    });
    let mut nodes: Vec<(Arc<NodeShape>, bool)> = nodes.collect();
    // Dimmed shapes lie beneath the others.
    nodes.sort_by_key(|(node, _)| (!node.dimmed, node.actor));
    // Each with whether it was drawn so before.
    let (nodes, stay): (Vec<Arc<NodeShape>>, Vec<bool>) = nodes.into_iter().unzip();

    let index: BTreeMap<ActorId, usize> = nodes.iter().enumerate().map(|(i, node)| (node.actor, i)).collect();
    let (relations, lines) = lines(map, look, &rolled, &passes);
    let mut lines: Vec<(Line, [usize; 2])> = lines
        .into_iter()
        .filter_map(|line| {
            let ends = [*index.get(&line.key.source)?, *index.get(&line.key.target)?];
            Some((line, ends))
        })
        .collect();
    lines.sort_by_key(|(line, _)| line.passes);
    // Both are in painting order.
    let mut edges = before.edges.iter().peekable();
    let links: Vec<Link<'_>> = lines
        .iter()
        .map(|(line, ends)| {
            let at = (line.passes, line.key);
            while edges.next_if(|edge| (!edge.dimmed, edge.key) < at).is_some() {}
            let earlier = edges.next_if(|edge| (!edge.dimmed, edge.key) == at);
            let relations = &relations[line.relations.clone()];
            let earlier = earlier.filter(|edge| ends.iter().all(|end| stay[*end]) && edge.shows(relations));
            let quotes = earlier.map_or_else(|| quotes(relations), |edge| edge.quotes);
            Link { key: line.key, ends: *ends, bar: bar(line.key.stance, quotes), earlier }
        })
        .collect();
    let edges: Vec<Arc<EdgeShape>> = lines
        .into_iter()
        .zip(routes(&nodes, &links))
        .map(|((line, [a, b]), way)| match way {
            Way::AsEarlier(edge) => Arc::clone(edge),
            Way::New(route) => {
                let (relations, ends) = (&relations[line.relations], [&*nodes[a], &*nodes[b]]);
                Arc::new(EdgeShape::new(line.key, relations, ends, route, !line.passes))
            }
        })
        .collect();

    let edge_boxes: Vec<Rect> = edges.iter().map(|edge| edge.bounds).collect();
    let edge_curves: Vec<(Curve, f32)> = edges.iter().map(|edge| (edge.curve, edge.width)).collect();
    let node_boxes: Vec<Rect> = nodes.iter().map(|node| node.bounds).collect();
    let bounds = edge_boxes.iter().chain(&node_boxes).copied().reduce(Rect::union);
    let legend = Legend::of(&nodes, &edges, &look.without);
    Scene { edges, nodes, legend, bounds, edge_boxes, edge_curves, node_boxes }
}

/// The relations that are drawn as one line.
struct Line {
    key: RelationKey,
    /// Where they stand among all that are drawn.
    relations: Range<usize>,
    passes: bool,
}

/// What is drawn between whom, in the order of the keys. Where some of the relations of a line pass the filter, the line
/// stands for these alone.
fn lines<'a>(
    map: &'a StanceMap,
    look: &Look,
    rolled: &Rolled,
    passes: &Filter<'_>,
) -> (Vec<(RelationKey, &'a Relation)>, Vec<Line>) {
    let seen = |key: &RelationKey| !look.hidden.contains(&key.source) && !look.hidden.contains(&key.target);
    let mut all: Vec<_> = map
        .relations()
        .filter(|(key, _)| seen(key))
        .map(|(key, relation)| (passes.relation(key), key, relation))
        .filter(|(passes, _, _)| *passes || !look.hide_filtered)
        .filter_map(|(passes, key, relation)| Some((rolled.key(key)?, passes, key, relation)))
        .collect();
    // Stable: what is not rolled up is in order already.
    all.sort_by_key(|(line, passes, _, _)| (*line, !passes));
    let mut lines: Vec<Line> = Vec::with_capacity(all.len());
    for (at, (key, passes, ..)) in all.iter().enumerate() {
        match lines.last_mut().filter(|last| last.key == *key) {
            Some(last) if last.passes == *passes => last.relations.end = at + 1,
            Some(_) => {}
            None => lines.push(Line { key: *key, relations: at..at + 1, passes: *passes }),
        }
    }
    (all.into_iter().map(|(_, _, key, relation)| (key, relation)).collect(), lines)
}

/// How many lines lead to or from each actor when all are drawn; only actors with one are listed.
pub(super) fn degrees(map: &StanceMap) -> BTreeMap<ActorId, usize> {
    let rolled = map.rolled();
    let mut keys: Vec<RelationKey> = map.relations().filter_map(|(key, _)| rolled.key(key)).collect();
    if rolled.pairs().len() > 0 {
        keys.sort_unstable();
        keys.dedup();
    }
    let mut ends: Vec<ActorId> = keys.iter().flat_map(|key| [key.source, key.target]).collect();
    ends.sort_unstable();
    ends.chunk_by(|one, other| one == other).map(|same| (same[0], same.len())).collect()
}

fn places(
    map: &StanceMap,
    drawn: &[ActorId],
    instead: &BTreeMap<ActorId, Place>,
) -> BTreeMap<ActorId, Point> {
    let place = |id: ActorId| instead.get(&id).copied().or_else(|| map.place(id));
    let mut places: BTreeMap<ActorId, Point> =
        drawn.iter().filter_map(|id| Some((*id, place(*id)?))).collect();
    if places.len() < drawn.len() {
        let found =
            layout::place_these(map, drawn, &Layout::KeepPlaced, &BTreeSet::new(), &layout::Unwatched);
        for (id, place) in found {
            places.entry(id).or_insert(place);
        }
    }
    places
}

/// What passes the filter of a look.
struct Filter<'a> {
    relations: Option<Arc<BTreeSet<RelationKey>>>,
    actors: Option<Arc<BTreeSet<ActorId>>>,
    rolled: &'a Rolled,
}

impl<'a> Filter<'a> {
    fn new(map: &StanceMap, look: &Look, rolled: &'a Rolled) -> Self {
        let ends = |keys: &Arc<BTreeSet<RelationKey>>| {
            let shown = keys.iter().filter(|key| map.relation(**key).is_some_and(Relation::is_shown));
            Arc::new(shown.flat_map(|key| [key.source, key.target]).collect())
        };
        let mut actors = look.actors.clone().or_else(|| look.relations.as_ref().map(ends));
        if let Some(actors) = actors.as_mut().filter(|_| rolled.pairs().len() > 0) {
            // Whoever stands for an actor that passes does, too.
            let shown = actors.iter().flat_map(|id| [*id, rolled.stand_in(*id)]).collect();
            *actors = Arc::new(shown);
        }
        Self { relations: look.relations.clone(), actors, rolled }
    }

    fn actor(&self, id: ActorId) -> bool {
        self.actors.as_ref().is_none_or(|actors| actors.contains(&id))
    }

    /// A relation passes with both of its ends, or those that stand for them.
    fn relation(&self, key: RelationKey) -> bool {
        self.relations.as_ref().is_none_or(|relations| relations.contains(&key))
            && self.actor(self.rolled.stand_in(key.source))
            && self.actor(self.rolled.stand_in(key.target))
    }
}

/// The shape of something among shapes in painting order: the dimmed ones first.
fn in_order<T, K: Ord + Copy>(shapes: &[Arc<T>], key: K, of: impl Fn(&Arc<T>) -> (bool, K)) -> Option<&T> {
    let find = |clear| shapes.binary_search_by_key(&(clear, key), &of).ok();
    [true, false].into_iter().find_map(find).map(|index| &*shapes[index])
}

impl Scene {
    /// One node; `None` if the actor is not drawn.
    pub fn node(&self, actor: ActorId) -> Option<&NodeShape> {
        in_order(&self.nodes, actor, |node| (!node.dimmed, node.actor))
    }

    /// One edge; `None` if the relation is not drawn.
    pub fn edge(&self, key: RelationKey) -> Option<&EdgeShape> {
        in_order(&self.edges, key, |edge| (!edge.dimmed, edge.key))
    }

    /// The edge that stands for a relation, or that has this very key; `None` if it is not drawn.
    pub fn line_of(&self, key: RelationKey) -> Option<&EdgeShape> {
        let holds = |edge: &&Arc<EdgeShape>| edge.relations.contains(&key);
        self.edge(key).or_else(|| self.edges.iter().find(holds).map(|edge| &**edge))
    }

    /// The nodes that reach into a box, in painting order.
    pub fn nodes_in(&self, frame: Rect) -> impl DoubleEndedIterator<Item = &NodeShape> {
        let shapes = self.nodes.iter().zip(&self.node_boxes);
        shapes.filter(move |(_, bounds)| bounds.overlaps(frame)).map(|(node, _)| &**node)
    }

    /// The edges that may reach into a box, in painting order; not those that pass by it.
    pub fn edges_in(&self, frame: Rect) -> impl Iterator<Item = &EdgeShape> {
        let ways = self.edge_boxes.iter().zip(&self.edge_curves).zip(&self.edges);
        let near = ways.filter(move |((bounds, _), _)| bounds.overlaps(frame));
        // Beside its curve an edge has the bounds' margin of room for its head and disc.
        near.filter(move |((_, (curve, width)), _)| curve.may_cross(frame.grown(EDGE_MARGIN + width)))
            .map(|(_, edge)| &**edge)
    }

    /// Every mark in painting order, each with whether it is dimmed: lines, discs, bodies, names.
    pub fn marks(&self) -> impl Iterator<Item = (Mark, bool)> {
        let lines = self.edges.iter().flat_map(|edge| edge.marks.iter().map(|m| (m.clone(), edge.dimmed)));
        let discs = self.edges.iter().flat_map(|edge| edge.badge.iter().map(|m| (m.clone(), edge.dimmed)));
        let bodies = self.nodes.iter().flat_map(|node| node.marks.iter().map(|m| (m.clone(), node.dimmed)));
        let names = self.nodes.iter().flat_map(|node| node.label.marks().map(|m| (m, node.dimmed)));
        lines.chain(discs).chain(bodies).chain(names)
    }
}

#[cfg(test)]
mod tests;

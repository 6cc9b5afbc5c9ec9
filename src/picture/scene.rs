//! The one list of shapes that the window, the SVG and the PNG paint.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::edge::bar;
use super::layout::Layout;
use super::node::{Footprint, Standing};
use super::route::{Link, routes};
use super::{EdgeShape, Legend, Mark, NodeShape, Point, Rect, Sign, layout};
use crate::map::{ActorId, Place, Relation, RelationKey, StanceMap, Verdict};

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
    /// The relations, in painting order.
    pub edges: Vec<EdgeShape>,
    /// The actors, in painting order, over the relations.
    pub nodes: Vec<NodeShape>,
    /// What the signs used in this scene mean.
    pub legend: Legend,
    /// A box that holds every node and edge; `None` if there is none.
    pub bounds: Option<Rect>,
}

/// Draws a map. Actors without a place get the one that the layout would give them.
pub fn scene(map: &StanceMap, look: &Look) -> Scene {
    let degrees = degrees(map);
    let passes = Filter::new(map, look);
    let drawn: Vec<ActorId> = map
        .actors()
        .filter(|(id, actor)| {
            let settled = actor.verdict != Verdict::Unreviewed || degrees.contains_key(id);
            !look.hidden.contains(id)
                && (settled || look.show_unconnected)
                && (passes.actor(*id) || !look.hide_filtered)
        })
        .map(|(id, _)| id)
        .collect();
    let places = places(map, &drawn, &look.places);
    let degree = |id: &ActorId| degrees.get(id).copied().unwrap_or(0);
    let mut nodes: Vec<NodeShape> = drawn
        .iter()
        .filter_map(|id| {
            let (actor, place) = (map.actor(*id)?, places.get(id)?);
            let footprint = Footprint::of(actor, if look.even_sizes { EVEN_DEGREE } else { degree(id) });
            let standing =
                Standing { degree: degree(id), dimmed: !passes.actor(*id), pinned: map.is_pinned(*id) };
            Some(NodeShape::new(*id, actor, footprint, *place, standing))
        })
        .collect();
    // Dimmed shapes lie beneath the others.
    nodes.sort_by_key(|node| (!node.dimmed, node.actor));

    let index: BTreeMap<ActorId, usize> = nodes.iter().enumerate().map(|(i, node)| (node.actor, i)).collect();
    let mut relations: Vec<_> = map
        .relations()
        .filter(|(key, _)| passes.relation(*key) || !look.hide_filtered)
        .filter_map(|(key, relation)| {
            Some((key, relation, [*index.get(&key.source)?, *index.get(&key.target)?]))
        })
        .collect();
    relations.sort_by_key(|(key, _, _)| passes.relation(*key));
    let links: Vec<Link> = relations
        .iter()
        .map(|(key, relation, ends)| Link { key: *key, ends: *ends, bar: bar(key.stance, relation) })
        .collect();
    let edges: Vec<EdgeShape> = relations
        .iter()
        .zip(routes(&nodes, &links))
        .map(|((key, relation, [a, b]), route)| {
            EdgeShape::new(*key, relation, [&nodes[*a], &nodes[*b]], route, !passes.relation(*key))
        })
        .collect();

    let boxes = nodes.iter().map(|node| node.bounds).chain(edges.iter().map(|edge| edge.bounds));
    let bounds = boxes.reduce(Rect::union);
    let legend = Legend::of(&nodes, &edges, &look.without);
    Scene { edges, nodes, legend, bounds }
}

/// How many shown relations each actor takes part in; only actors with one are listed.
pub(super) fn degrees(map: &StanceMap) -> BTreeMap<ActorId, usize> {
    let mut degrees = BTreeMap::new();
    for (key, _) in map.relations() {
        for end in [key.source, key.target] {
            *degrees.entry(end).or_default() += 1;
        }
    }
    degrees
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
struct Filter {
    relations: Option<Arc<BTreeSet<RelationKey>>>,
    actors: Option<Arc<BTreeSet<ActorId>>>,
}

impl Filter {
    fn new(map: &StanceMap, look: &Look) -> Self {
        let ends = |keys: &Arc<BTreeSet<RelationKey>>| {
            let shown = keys.iter().filter(|key| map.relation(**key).is_some_and(Relation::is_shown));
            Arc::new(shown.flat_map(|key| [key.source, key.target]).collect())
        };
        let actors = look.actors.clone().or_else(|| look.relations.as_ref().map(ends));
        Self { relations: look.relations.clone(), actors }
    }

    fn actor(&self, id: ActorId) -> bool {
        self.actors.as_ref().is_none_or(|actors| actors.contains(&id))
    }

    /// A relation passes with both of its ends.
    fn relation(&self, key: RelationKey) -> bool {
        self.relations.as_ref().is_none_or(|relations| relations.contains(&key))
            && self.actor(key.source)
            && self.actor(key.target)
    }
}

impl Scene {
    /// One node; `None` if the actor is not drawn.
    pub fn node(&self, actor: ActorId) -> Option<&NodeShape> {
        self.nodes.iter().find(|node| node.actor == actor)
    }

    /// One edge; `None` if the relation is not drawn.
    pub fn edge(&self, key: RelationKey) -> Option<&EdgeShape> {
        self.edges.iter().find(|edge| edge.key == key)
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

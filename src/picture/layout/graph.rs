//! What a layout has to know of a map.

use std::collections::BTreeMap;

use crate::map::{ActorId, Stance, StanceMap};
use crate::picture::node::Footprint;
use crate::picture::scene::degrees;
use crate::picture::{Point, Rect};

/// Actors as indices, with the room they take and the springs between them.
pub(super) struct Graph {
    /// Body and name, around the actor's place.
    pub(super) boxes: Vec<Rect>,
    /// One for each pair that has to do with each other, in the order of their ends.
    pub(super) springs: Vec<Spring>,
    /// Who backs whom, the backer first.
    pub(super) backings: Vec<[usize; 2]>,
}

/// A part of a graph, its members counted from 0.
pub(super) struct Local {
    pub(super) boxes: Vec<Rect>,
    pub(super) springs: Vec<Spring>,
    pub(super) backings: Vec<[usize; 2]>,
}

/// How two actors hold each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spring {
    /// The two actors, the lower index first.
    pub(super) ends: [usize; 2],
    /// The distance they like best, in world units.
    pub(super) distance: f32,
    /// How much they insist, around 1.
    pub(super) strength: f32,
}

#[derive(Default)]
struct Tie {
    backs: bool,
    opposes: bool,
}

impl Graph {
    pub(super) fn of(map: &StanceMap, actors: &[ActorId]) -> Self {
        let index: BTreeMap<ActorId, usize> = actors.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        let mut ties: BTreeMap<[usize; 2], Tie> = BTreeMap::new();
        let mut backings = Vec::new();
        let pair = |a: ActorId, b: ActorId| Some([*index.get(&a)?, *index.get(&b)?]);
        let ordered = |[a, b]: [usize; 2]| [a.min(b), a.max(b)];
        let rolled = map.rolled();
        for key in map.relations().filter_map(|(key, _)| rolled.key(key)) {
            if let Some(pair) = pair(key.source, key.target) {
                let tie = ties.entry(ordered(pair)).or_default();
                match key.stance {
                    Stance::Backs => {
                        tie.backs = true;
                        backings.push(pair);
                    }
                    Stance::Opposes => tie.opposes = true,
                }
            }
        }
        for id in actors {
            let group = map.actor(*id).and_then(|actor| actor.member_of);
            if let Some(pair) = group.and_then(|group| pair(*id, group)) {
                ties.entry(ordered(pair)).or_default();
            }
        }
        let degrees = degrees(map);
        let degree = |id: &ActorId| degrees.get(id).copied().unwrap_or(0);
        let boxes: Vec<Rect> = actors
            .iter()
            .map(|id| map.actor(*id).map_or(Rect::default(), |actor| Footprint::of(actor, degree(id)).bounds))
            .collect();
        let springs = ties
            .into_iter()
            .map(|(ends, tie)| {
                let (distance, strength) = match tie {
                    Tie { backs: true, opposes: false } => (126.0, 1.0),
                    Tie { backs: true, opposes: true } => (145.0, 0.8),
                    Tie { backs: false, opposes: true } => (160.0, 0.6),
                    Tie { backs: false, opposes: false } => (100.0, 0.7),
                };
                let names = (boxes[ends[0]].width() + boxes[ends[1]].width()) / 2.0 - 60.0;
                Spring { ends, distance: distance + 0.35 * names.max(0.0), strength }
            })
            .collect();
        Self { boxes, springs, backings }
    }

    /// The members in groups that hang together, the largest first.
    pub(super) fn components(&self, members: &[usize]) -> Vec<Vec<usize>> {
        let mut root: BTreeMap<usize, usize> = members.iter().map(|i| (*i, *i)).collect();
        fn find(root: &mut BTreeMap<usize, usize>, i: usize) -> usize {
            let mut at = i;
            while root[&at] != at {
                let up = root[&root[&at]];
                root.insert(at, up);
                at = up;
            }
            at
        }
        for Spring { ends: [a, b], .. } in &self.springs {
            if root.contains_key(a) && root.contains_key(b) {
                let (a, b) = (find(&mut root, *a), find(&mut root, *b));
                root.insert(a.max(b), a.min(b));
            }
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for i in members {
            groups.entry(find(&mut root, *i)).or_default().push(*i);
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        groups
    }
}

impl Local {
    /// The part that consists of `members`, in their order.
    pub(super) fn of(graph: &Graph, members: &[usize]) -> Self {
        let mut local = vec![None; graph.boxes.len()];
        for (at, i) in members.iter().enumerate() {
            local[*i] = Some(at);
        }
        let ends = |[a, b]: [usize; 2]| Some([local[a]?, local[b]?]);
        Self {
            boxes: members.iter().map(|i| graph.boxes[*i]).collect(),
            springs: graph
                .springs
                .iter()
                .filter_map(|spring| Some(Spring { ends: ends(spring.ends)?, ..*spring }))
                .collect(),
            backings: graph.backings.iter().filter_map(|pair| ends(*pair)).collect(),
        }
    }

    /// To whom each has a spring.
    pub(super) fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut neighbours = vec![Vec::new(); self.boxes.len()];
        for Spring { ends: [a, b], .. } in &self.springs {
            neighbours[*a].push(*b);
            neighbours[*b].push(*a);
        }
        neighbours
    }

    /// Who has the most springs, the first of several.
    pub(super) fn busiest(&self) -> usize {
        let neighbours = self.neighbours();
        let springs = |i: &usize| (neighbours[*i].len(), std::cmp::Reverse(*i));
        (0..neighbours.len()).max_by_key(springs).unwrap_or(0)
    }

    /// How many springs would cross, drawn straight.
    pub(super) fn crossings(&self, places: &[Point]) -> usize {
        let crossed = |(at, one): (usize, &Spring)| {
            let [a, b] = one.ends.map(|end| places[end]);
            let other = |other: &&Spring| {
                let [c, d] = other.ends.map(|end| places[end]);
                !other.ends.iter().any(|end| one.ends.contains(end)) && cross(a, b, c, d)
            };
            self.springs[at + 1..].iter().filter(other).count()
        };
        self.springs.iter().enumerate().map(crossed).sum()
    }
}

/// Whether the straight lines from `a` to `b` and from `c` to `d` cross.
pub(super) fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q - p).turned().dot(r - p) > 0.0;
    side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
}

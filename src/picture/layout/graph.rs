//! What a layout has to know of a map.

use std::collections::BTreeMap;

use crate::map::{ActorId, Stance, StanceMap};
use crate::picture::Rect;
use crate::picture::node::Footprint;
use crate::picture::scene::degrees;

/// Actors as indices, with the room they take and the springs between them.
pub(super) struct Graph {
    /// Body and name, around the actor's place.
    pub(super) boxes: Vec<Rect>,
    /// One for each pair that has to do with each other, in the order of their ends.
    pub(super) springs: Vec<Spring>,
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
        let pair = |a: ActorId, b: ActorId| {
            let (a, b) = (*index.get(&a)?, *index.get(&b)?);
            Some([a.min(b), a.max(b)])
        };
        for (key, _) in map.relations() {
            if let Some(pair) = pair(key.source, key.target) {
                let tie = ties.entry(pair).or_default();
                match key.stance {
                    Stance::Backs => tie.backs = true,
                    Stance::Opposes => tie.opposes = true,
                }
            }
        }
        for id in actors {
            let group = map.actor(*id).and_then(|actor| actor.member_of);
            if let Some(pair) = group.and_then(|group| pair(*id, group)) {
                ties.entry(pair).or_default();
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
        Self { boxes, springs }
    }

    /// The springs whose lower end is `i`.
    pub(super) fn springs_from(&self, i: usize) -> &[Spring] {
        let first = self.springs.partition_point(|spring| spring.ends[0] < i);
        let past = self.springs.partition_point(|spring| spring.ends[0] <= i);
        &self.springs[first..past]
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

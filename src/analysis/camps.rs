//! Two camps: who is on whose side.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::map::{ActorId, RelationKey, Stance, StanceMap};

/// How many ways of parting each group of related actors are tried.
const TRIES: u64 = 24;

/// The actors that take part in relations as they are drawn, those rolled up into a group as one, parted so that as few relations as can be found run counter to it: backing across
/// the camps, opposition within one. Where all is in balance, friends of friends are friends and enemies of enemies too, and
/// none does (Cartwright and Harary, Structural balance, 1956).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Camps {
    /// The camp of the best connected actor and, of groups that nothing joins to its own, that of the best connected there.
    pub first: BTreeSet<ActorId>,
    /// The others.
    pub second: BTreeSet<ActorId>,
}

impl Camps {
    /// Parts the actors of a map. The same map is always parted in the same way.
    ///
    /// From several starts, whoever brings more relations into line by changing the camp does, as long as there is somebody:
    /// the relocation of Doreian and Mrvar (A partitioning approach to structural balance, 1996) for two camps. The best
    /// outcome counts, the first of several. The time that a try takes grows with the number of relations and with how often
    /// somebody changes the camp.
    pub fn of(map: &StanceMap) -> Self {
        let ties = Ties::of(map);
        let mut camps = Self::default();
        let mut side = vec![0; ties.actors.len()];
        for group in ties.groups() {
            let parted = (0..TRIES).map(|attempt| ties.parted(&group, attempt, &mut side));
            let Some((_, sides)) = parted.min_by_key(|(against, _)| *against) else { continue };
            for (i, side) in group.iter().zip(&sides) {
                // The best connected comes first in its group.
                let camp = if *side == sides[0] { &mut camps.first } else { &mut camps.second };
                camp.insert(ties.actors[*i]);
            }
        }
        let rolled = map.rolled();
        for (member, group) in rolled.pairs() {
            for camp in [&mut camps.first, &mut camps.second] {
                if camp.contains(&group) {
                    camp.insert(member);
                }
            }
        }
        camps
    }

    /// The relations that run counter to the camps, in the order of their keys.
    pub fn tensions(&self, map: &StanceMap) -> Vec<RelationKey> {
        let across = |key: &RelationKey| self.first.contains(&key.source) != self.first.contains(&key.target);
        map.relations()
            .map(|(key, _)| key)
            .filter(|key| across(key) == (key.stance == Stance::Backs))
            .collect()
    }
}

/// Who relates to whom, the actors counted from 0.
struct Ties {
    actors: Vec<ActorId>,
    /// For each the others, and how many more relations back than oppose.
    to: Vec<Vec<(usize, i32)>>,
}

impl Ties {
    fn of(map: &StanceMap) -> Self {
        let mut weights: BTreeMap<[ActorId; 2], i32> = BTreeMap::new();
        let rolled = map.rolled();
        for key in map.relations().filter_map(|(key, _)| rolled.key(key)) {
            let pair = [key.source.min(key.target), key.source.max(key.target)];
            *weights.entry(pair).or_default() += if key.stance == Stance::Backs { 1 } else { -1 };
        }
        let actors: Vec<ActorId> =
            weights.keys().flatten().collect::<BTreeSet<_>>().into_iter().copied().collect();
        let index: BTreeMap<ActorId, usize> = actors.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        let mut to = vec![Vec::new(); actors.len()];
        for (pair, weight) in weights {
            let [a, b] = pair.map(|id| index[&id]);
            to[a].push((b, weight));
            to[b].push((a, weight));
        }
        Self { actors, to }
    }

    /// Those who hang together, the best connected first and then outwards.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut best: Vec<usize> = (0..self.actors.len()).collect();
        best.sort_by_key(|i| (std::cmp::Reverse(self.to[*i].len()), *i));
        let mut seen = vec![false; self.actors.len()];
        let mut groups = Vec::new();
        for first in best {
            let mut group = Vec::new();
            let mut queue = VecDeque::from([first]);
            while let Some(i) = queue.pop_front() {
                if !std::mem::replace(&mut seen[i], true) {
                    group.push(i);
                    queue.extend(self.to[i].iter().map(|(other, _)| *other));
                }
            }
            groups.extend(Some(group).filter(|group| !group.is_empty()));
        }
        groups
    }

    /// One way of parting a group: how much runs counter to it, and for each in turn 1 or -1, the camp. `side` is to have
    /// room for all actors; what is in it does not matter.
    fn parted(&self, group: &[usize], attempt: u64, side: &mut [i32]) -> (i32, Vec<i32>) {
        // At first friends side with friends and against enemies, outwards from the best connected; after that, chance
        // begins.
        group.iter().for_each(|i| side[*i] = 0);
        let mut random = attempt.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for i in group {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pull: i32 = self.to[*i].iter().map(|(other, weight)| weight * side[*other]).sum();
            let by_chance = attempt > 0 && random >> 62 == 0;
            side[*i] = if by_chance {
                if random >> 61 & 1 == 0 { 1 } else { -1 }
            } else if pull < 0 {
                -1
            } else {
                1
            };
        }
        loop {
            let mut changed = false;
            for i in group {
                let pull: i32 = self.to[*i].iter().map(|(other, weight)| weight * side[*other]).sum();
                // Every change brings more into line, so that this comes to an end.
                if pull * side[*i] < 0 {
                    side[*i] = -side[*i];
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        let lines = group
            .iter()
            .flat_map(|i| self.to[*i].iter().map(|(other, weight)| weight * side[*i] * side[*other]));
        let against = -lines.filter(|line| *line < 0).sum::<i32>();
        (against, group.iter().map(|i| side[*i]).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, ActorKind, Edit};

    fn map(relations: &[(u32, char, u32)]) -> StanceMap {
        let mut map = StanceMap::default();
        let last = relations.iter().map(|(a, _, b)| *a.max(b)).max().unwrap_or(0);
        for id in 1..=last {
            let actor = Actor::by_hand(format!("Actor {id}"), ActorKind::State);
            map.apply(Edit::AddActor { id: ActorId(id), actor, at: None }).unwrap();
        }
        for (source, sign, target) in relations {
            let stance = if *sign == '+' { Stance::Backs } else { Stance::Opposes };
            let key = RelationKey::new(ActorId(*source), ActorId(*target), stance);
            map.apply(Edit::AddRelation { key, claim: Default::default() }).unwrap();
        }
        map
    }

    #[track_caller]
    fn check(relations: &[(u32, char, u32)], first: &[u32], second: &[u32], tensions: usize) {
        let map = map(relations);
        let camps = Camps::of(&map);
        let ids = |ids: &[u32]| ids.iter().copied().map(ActorId).collect::<BTreeSet<_>>();
        assert_eq!((&camps.first, &camps.second), (&ids(first), &ids(second)));
        assert_eq!(camps.tensions(&map).len(), tensions);
        assert_eq!(camps, Camps::of(&map));
    }

    #[test]
    fn enemies_of_enemies_are_friends() {
        check(&[(1, '-', 2), (2, '-', 3)], &[2], &[1, 3], 0);
        check(&[(1, '+', 2), (2, '+', 3), (3, '-', 4), (4, '+', 5), (3, '-', 5)], &[1, 2, 3], &[4, 5], 0);
        check(&[], &[], &[], 0);
    }

    #[test]
    fn what_cannot_be_brought_into_line_is_a_tension() {
        // All three oppose each other: two of them have to share a camp.
        let three = map(&[(1, '-', 2), (2, '-', 3), (3, '-', 1)]);
        assert_eq!(Camps::of(&three).tensions(&three).len(), 1);
        // Both signs on one pair: one of them runs counter to any camps.
        check(&[(1, '+', 2), (1, '-', 2), (1, '+', 3), (2, '+', 3)], &[1, 2, 3], &[], 1);
    }

    #[test]
    fn groups_that_nothing_joins_are_parted_by_themselves() {
        check(&[(1, '-', 2), (3, '-', 4), (3, '+', 5)], &[1, 3, 5], &[2, 4], 0);
    }

    #[test]
    fn whoever_is_rolled_up_sides_with_the_group() {
        // Alone, 2 would be an enemy of 3; within 1 it is nobody's.
        let mut map = map(&[(1, '+', 3), (1, '+', 4), (2, '-', 3), (3, '+', 4), (4, '-', 5)]);
        map.apply(Edit::SetMemberOf { id: ActorId(2), member_of: Some(ActorId(1)) }).unwrap();
        let first = |map: &StanceMap| Camps::of(map).first.iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(first(&map), [1, 3, 4]);
        map.apply(Edit::RollUp { groups: [ActorId(1)].into(), rolled_up: true }).unwrap();
        assert_eq!(first(&map), [1, 2, 3, 4]);
    }

    #[test]
    fn planted_camps_are_found_again() {
        let mut relations = Vec::new();
        let mut random = 7u64;
        for _ in 0..160 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (a, b) = ((random >> 40) as u32 % 40 + 1, (random >> 50) as u32 % 40 + 1);
            if a != b {
                // One in ten runs counter.
                let friends = (a % 2 == b % 2) != (random >> 33).is_multiple_of(10);
                relations.push((a, if friends { '+' } else { '-' }, b));
            }
        }
        let map = map(&relations);
        let camps = Camps::of(&map);
        let odd = camps.first.iter().filter(|id| id.0 % 2 == 1).count();
        assert!(odd == 0 || odd == camps.first.len(), "{camps:?}");
        assert!(camps.tensions(&map).len() < 30);
    }
}

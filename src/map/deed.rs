//! What people did to a relation, in order.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::diff::Change;
use super::{EvidenceId, Modality, Relation, RelationKey, Verdict};

/// Whose hand a change is by, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Who; may be empty.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Something that a person did to a relation. That it was read or drawn is not among it: the articles of its quotes and
/// its claim say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Who did it, and when.
    pub stamp: Stamp,
    /// What was done.
    pub act: Act,
}

/// What can be done to a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Its verdict changed to this one.
    Judged(Verdict),
    /// The verdict of so many of its quotes changed to this one.
    JudgedQuotes(Verdict, u32),
    /// So many of its quotes were said to put their claim like this.
    Reworded(Modality, u32),
    /// So many quotes were chosen by hand.
    Quoted(u32),
    /// It was, or so many of its quotes were, taken for another relation, called as it was then: "Egypt backs Haftar".
    Came(u32, String),
    /// So many of its quotes were moved to another relation.
    Left(u32, String),
}

/// All of `deeds`, the earliest first, each once.
pub(super) fn in_order(deeds: impl IntoIterator<Item = Deed>) -> Vec<Deed> {
    let mut all: Vec<Deed> = Vec::new();
    for deed in deeds {
        if !all.contains(&deed) {
            all.push(deed);
        }
    }
    all.sort_by_key(|deed| deed.stamp.at);
    all
}

/// The history of every relation in `changes` that is there afterwards. One that another was moved to whole takes over
/// its history. What was done in this change is added if there is a stamp to put on it; `was` and `is` say a relation in
/// words as it is called before and after.
pub(super) fn histories(
    changes: &BTreeMap<RelationKey, Change<Relation>>,
    stamp: Option<&Stamp>,
    was: impl Fn(RelationKey) -> String,
    is: impl Fn(RelationKey) -> String,
) -> BTreeMap<RelationKey, Vec<Deed>> {
    let before_at = homes(changes, |change| change.before.as_ref());
    let now_at = homes(changes, |change| change.after.as_ref());
    let claim_of = |relation: Option<&Relation>| relation.and_then(|relation| relation.claim.clone());
    let given_up: Vec<_> = changes
        .iter()
        .filter(|(_, change)| claim_of(change.after.as_ref()).is_none())
        .filter_map(|(key, change)| Some((*key, claim_of(change.before.as_ref())?)))
        .collect();
    let nothing = Relation::default();
    let mut histories = BTreeMap::new();
    for (key, change) in changes {
        let Some(after) = &change.after else { continue };
        let before = change.before.as_ref().unwrap_or(&nothing);
        let earlier: HashMap<EvidenceId, _> = before.evidence.iter().map(|item| (item.id, item)).collect();

        let mut came: BTreeMap<RelationKey, u32> = BTreeMap::new();
        let (mut judged, mut reworded) = (BTreeMap::<Verdict, u32>::new(), BTreeMap::<Modality, u32>::new());
        let mut quoted = 0;
        for item in &after.evidence {
            match (earlier.get(&item.id), before_at.get(&item.id)) {
                (Some(then), _) if then.modality != item.modality => {
                    *reworded.entry(item.modality).or_default() += 1;
                }
                (Some(then), _) if then.verdict != item.verdict => {
                    *judged.entry(item.verdict).or_default() += 1;
                }
                (Some(_), _) => {}
                (None, Some(from)) => *came.entry(*from).or_default() += 1,
                (None, None) => quoted += u32::from(item.origin.is_none()),
            }
        }
        let drawn = before.claim.is_none() && after.claim.is_some();
        let taken_over = given_up.iter().find(|(_, claim)| drawn && after.claim.as_ref() == Some(claim));
        if let Some((from, _)) = taken_over {
            came.entry(*from).or_default();
        }
        let mut left: BTreeMap<RelationKey, u32> = BTreeMap::new();
        for item in &before.evidence {
            if let Some(to) = now_at.get(&item.id).filter(|to| *to != key) {
                *left.entry(*to).or_default() += 1;
            }
        }

        let inherited = came.keys().filter_map(|from| {
            let change = &changes[from];
            change.before.as_ref().filter(|_| change.after.is_none())
        });
        let old =
            inherited.flat_map(|relation| &relation.history).chain(&before.history).chain(&after.history);
        let mut acts: Vec<Act> = came.iter().map(|(from, quotes)| Act::Came(*quotes, was(*from))).collect();
        acts.extend(left.into_iter().map(|(to, quotes)| Act::Left(quotes, is(to))));
        acts.extend((quoted > 0).then_some(Act::Quoted(quoted)));
        // What is drawn or moved by hand is confirmed by that.
        if before.verdict != after.verdict && came.is_empty() && !drawn {
            acts.push(Act::Judged(after.verdict));
        }
        acts.extend(judged.into_iter().map(|(verdict, quotes)| Act::JudgedQuotes(verdict, quotes)));
        acts.extend(reworded.into_iter().map(|(modality, quotes)| Act::Reworded(modality, quotes)));
        let new = stamp
            .into_iter()
            .flat_map(|stamp| acts.iter().map(move |act| Deed { stamp: stamp.clone(), act: act.clone() }));
        histories.insert(*key, in_order(old.cloned().chain(new)));
    }
    histories
}

/// In which relation each quote is, on one side of the changes.
fn homes(
    changes: &BTreeMap<RelationKey, Change<Relation>>,
    side: fn(&Change<Relation>) -> Option<&Relation>,
) -> HashMap<EvidenceId, RelationKey> {
    let sides = changes.iter().filter_map(|(key, change)| Some((*key, side(change)?)));
    sides.flat_map(|(key, relation)| relation.evidence.iter().map(move |item| (item.id, key))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, ActorId, ActorKind, Claim, Edit, Split, Stance, StanceMap};

    fn stamp(second: i64) -> Stamp {
        Stamp { by: "Ada".to_owned(), at: Timestamp::from_second(second).unwrap() }
    }

    fn three() -> (StanceMap, [ActorId; 3]) {
        let mut map = StanceMap::default();
        let ids = ["Egypt", "Haftar", "Cairo"].map(|name| {
            let id = map.next_actor_id();
            map.apply(Edit::AddActor { id, actor: Actor::by_hand(name, ActorKind::State), at: None })
                .unwrap();
            id
        });
        (map, ids)
    }

    fn acts(map: &StanceMap, key: RelationKey) -> Vec<Act> {
        map.relation(key).unwrap().history.iter().map(|deed| deed.act.clone()).collect()
    }

    #[test]
    fn a_relation_remembers_through_every_move() {
        let (mut map, [egypt, haftar, cairo]) = three();
        let key = RelationKey::new(cairo, haftar, Stance::Opposes);
        let mut now = 0;
        let mut does = |map: &mut StanceMap, edit| {
            now += 1;
            map.apply_signed([edit], &stamp(now)).unwrap()
        };
        does(&mut map, Edit::AddRelation { key, claim: Claim::default() });
        assert_eq!(acts(&map, key), []);
        let flip = does(&mut map, Edit::FlipStance(key));
        does(&mut map, Edit::JudgeRelation { key: key.flipped(), verdict: Verdict::Unreviewed });
        does(&mut map, Edit::MergeActors { from: cairo, into: egypt });
        let key = RelationKey::new(egypt, haftar, Stance::Backs);
        let expected = [
            Act::Came(0, "Cairo opposes Haftar".to_owned()),
            Act::Judged(Verdict::Unreviewed),
            Act::Came(0, "Cairo backs Haftar".to_owned()),
        ];
        assert_eq!(acts(&map, key), expected);
        assert_eq!(map.relation(key).unwrap().history[2].stamp, stamp(4));
        assert_eq!(flip.relations.len(), 2);
    }

    #[test]
    fn what_has_no_stamp_leaves_no_trace_of_its_own() {
        let (mut map, [egypt, haftar, _]) = three();
        let key = RelationKey::new(egypt, haftar, Stance::Opposes);
        map.apply(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
        map.apply_signed([Edit::JudgeRelation { key, verdict: Verdict::Unreviewed }], &stamp(1)).unwrap();
        map.apply(Edit::FlipStance(key)).unwrap();
        assert_eq!(acts(&map, key.flipped()), [Act::Judged(Verdict::Unreviewed)]);
    }

    #[test]
    fn undo_takes_the_deed_back_too() {
        let (mut map, [egypt, haftar, _]) = three();
        let key = RelationKey::new(egypt, haftar, Stance::Opposes);
        map.apply(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
        let before = map.clone();
        let diff = map.apply_signed([Edit::FlipStance(key)], &stamp(1)).unwrap();
        map.patch(&diff.reversed());
        assert_eq!(map, before);
    }

    #[test]
    fn what_is_split_off_says_where_it_came_from() {
        let (mut map, [egypt, haftar, _]) = three();
        let key = RelationKey::new(egypt, haftar, Stance::Backs);
        map.apply(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
        let into = map.next_actor_id();
        let split = Split {
            from: egypt,
            into,
            name: "Alexandria".to_owned(),
            kind: ActorKind::Other,
            at: None,
            names: Default::default(),
            evidence: Default::default(),
            claims: [key].into(),
        };
        map.apply_signed([Edit::SplitActor(split)], &stamp(1)).unwrap();
        let moved = key.with_actor(egypt, into);
        assert_eq!(acts(&map, moved), [Act::Came(0, "Egypt backs Haftar".to_owned())]);
    }
}

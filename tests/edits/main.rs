//! Any edits in any order: a map stays whole, undo leads back, and no reading overrules a person.

#![allow(clippy::unwrap_used)] // What fails here is a failed test.

mod random;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use proptest::prelude::*;
use stancemap::map::{
    Actor, ActorId, ActorKind, Article, Deed, Diff, Edit, RelationKey, Split, Stamp, StanceMap, Verdict,
    fold_name, merge,
};

use random::*;

fn assert_whole(map: &StanceMap, after: &Edit) {
    if let Err(problems) = StanceMap::new(map.records().clone()) {
        panic!("after {after:?}: {problems:?}");
    }
}

/// Where a relation is after an edit; `None` if it is gone with all that was done to it.
fn whereabouts(key: RelationKey, edit: &Edit, map: &StanceMap, before: &StanceMap) -> Option<RelationKey> {
    let stays = map.relation(key).map(|_| key);
    match edit {
        Edit::FlipStance(flipped) if *flipped == key => Some(key.flipped()),
        Edit::ReverseRelation(reversed) if *reversed == key => Some(key.reversed()),
        Edit::MergeActors { from, into } => {
            // What the two said of each other stays as it was said.
            let stands = |id| Some(before.stands_for(id)).filter(|id| id != from).unwrap_or(*into);
            let within = stands(key.source) == stands(key.target);
            Some(if within { key } else { key.with_actor(*from, *into) })
        }
        Edit::SplitActor(split) if before.stands_for(key.source) == before.stands_for(key.target) => {
            let bears = |id| {
                let name = &before.actor(id)?.name;
                map.actor(split.into)?.names().find(|other| fold_name(other) == fold_name(name))
            };
            let stands = |id| match before.actor(id).is_some_and(|actor| actor.merged_into.is_some()) {
                true if bears(id).is_some() => split.into,
                _ => before.stands_for(id),
            };
            stays.or(Some(RelationKey::new(stands(key.source), stands(key.target), key.stance)))
        }
        Edit::SplitActor(split) => stays.or(Some(key.with_actor(split.from, split.into))),
        Edit::MoveEvidence { to, .. } => stays.or(Some(*to)),
        Edit::DeleteRelation(_) | Edit::RemoveArticle(_) => stays,
        _ => Some(key),
    }
}

/// What was done to a relation goes along with it, in order and each thing once; what is new is of this moment.
fn assert_remembers(map: &StanceMap, before: &StanceMap, edit: &Edit, stamp: &Stamp) {
    let mut expected: BTreeMap<RelationKey, Vec<&Deed>> = BTreeMap::new();
    for (key, relation) in &before.records().relations {
        if let Some(now) = whereabouts(*key, edit, map, before) {
            expected.entry(now).or_default().extend(&relation.history);
        }
    }
    if let Edit::AddHistory { key, history } = edit {
        expected.entry(*key).or_default().extend(history);
    }
    for (key, old) in &expected {
        let now = &map.relation(*key).unwrap().history;
        assert!(old.iter().all(|deed| now.contains(deed)), "{key:?} after {edit:?}: {old:?} {now:?}");
    }
    for (key, relation) in &map.records().relations {
        let now = &relation.history;
        assert!(now.iter().map(|deed| deed.stamp.at).is_sorted(), "{key:?} after {edit:?}: {now:?}");
        let old = expected.get(key).map(Vec::as_slice).unwrap_or_default();
        for (index, deed) in now.iter().enumerate() {
            assert!(!now[..index].contains(deed), "{key:?} after {edit:?}: {now:?}");
            assert!(old.contains(&deed) || deed.stamp == *stamp, "{key:?} after {edit:?}: {old:?} {now:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_keep_a_map_whole_and_undo_to_nothing(edits in edits(20..80)) {
        let mut map = StanceMap::default();
        let mut steps = Vec::new();
        for (second, edit) in (0..).zip(beginning().into_iter().map(|edit| (edit, None)).chain(edits)) {
            let edit = aimed(edit, &map);
            let before = map.clone();
            let stamp = Stamp { by: "Eva".to_owned(), at: Timestamp::from_second(second).unwrap() };
            match map.apply_signed([edit.clone()], &stamp) {
                Ok(diff) => {
                    assert_whole(&map, &edit);
                    assert_remembers(&map, &before, &edit, &stamp);
                    prop_assert_eq!(diff.is_empty(), map == before, "{:?}", edit);
                    steps.push((before, diff));
                }
                Err(error) => {
                    prop_assert_eq!(&map, &before, "a failed edit changed the map: {:?}", edit);
                    let said = error.to_string();
                    prop_assert!(said.starts_with(char::is_lowercase) && !said.ends_with('.'), "{}", said);
                }
            }
        }
        let end = map.clone();
        for (before, diff) in steps.iter().rev() {
            map.patch(&diff.clone().reversed());
            prop_assert_eq!(&map, before);
        }
        prop_assert_eq!(&map, &StanceMap::default());
        for (_, diff) in &steps {
            map.patch(diff);
        }
        prop_assert_eq!(&map, &end);
    }

    #[test]
    fn several_edits_are_done_together_or_not_at_all(
        first in edits(10..40),
        together in edits(1..4),
    ) {
        let mut map = StanceMap::default();
        for edit in beginning().into_iter().map(|edit| (edit, None)).chain(first) {
            // Those that do not fit change nothing.
            let _ = map.apply(aimed(edit, &map));
        }
        let before = map.clone();
        let together: Vec<Edit> = together.into_iter().map(|edit| aimed(edit, &map)).collect();
        let mut one_by_one = map.clone();
        let mut diffs = Diff::default();
        let fits = together.iter().all(|edit| {
            let diff = one_by_one.apply(edit.clone());
            diff.map(|diff| diffs = std::mem::take(&mut diffs).then(diff)).is_ok()
        });
        match map.apply_all(together) {
            Ok(diff) => {
                prop_assert!(fits);
                prop_assert_eq!(&map, &one_by_one);
                prop_assert_eq!(&diff, &diffs);
                map.patch(&diff.reversed());
                prop_assert_eq!(&map, &before);
            }
            Err(_) => {
                prop_assert!(!fits);
                prop_assert_eq!(&map, &before);
            }
        }
    }

    #[test]
    fn what_is_split_and_merged_back_has_the_same_quotes(
        first in edits(10..60),
        split in split(),
        from in actor_id(),
        aim: u32,
    ) {
        let mut map = StanceMap::default();
        for edit in beginning().into_iter().map(|edit| (edit, None)).chain(first) {
            let _ = map.apply(aimed(edit, &map));
        }
        let split = aimed_split(Split { name: "Some part".to_owned(), at: None, ..split }, from, aim, &map);
        let before = map.clone();
        let Ok(diff) = map.apply(Edit::SplitActor(split.clone())) else {
            prop_assert!(!before.actor(from).is_some_and(Actor::is_shown));
            return Ok(());
        };
        assert_whole(&map, &Edit::SplitActor(split.clone()));
        let moved = |map: &StanceMap, id| {
            let other = if id == from { split.into } else { from };
            let is_it = |key: &RelationKey| map.stands_for(key.source) != map.stands_for(key.target) && key.touches(id) && !key.touches(other);
            let all = map.records().relations.iter().filter(|(key, _)| is_it(key));
            all.flat_map(|(_, relation)| &relation.evidence).map(|item| item.id).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(&moved(&map, split.into), &split.evidence);
        prop_assert!(moved(&map, from).is_disjoint(&split.evidence));
        let mut undone = map.clone();
        undone.patch(&diff.reversed());
        prop_assert_eq!(&undone, &before);

        map.apply(Edit::MergeActors { from: split.into, into: from }).unwrap();
        // What those who are one said of each other counts as one's own, whichever of them was merged last.
        let sorted = |map: &StanceMap| {
            let mut relations = map.records().relations.clone();
            relations.retain(|key, _| map.stands_for(key.source) != map.stands_for(key.target));
            relations.values_mut().for_each(|relation| relation.evidence.sort_by_key(|item| item.id));
            relations
        };
        prop_assert_eq!(sorted(&map), sorted(&before));
        let quotes = |map: &StanceMap| map.records().relations.values().map(|relation| relation.evidence.len()).sum::<usize>();
        prop_assert_eq!(quotes(&map), quotes(&before));
        let names = |map: &StanceMap| map.actor(from).unwrap().names().map(str::to_owned).collect::<BTreeSet<_>>();
        prop_assert!(names(&map).is_superset(&names(&before)));
    }

    #[test]
    fn what_was_read_once_is_never_added_again(
        findings in findings(),
        corrections in corrections(),
    ) {
        let article = article(0);
        let mut map = StanceMap::default();
        // Somebody else's map: the names and ids of a reading need not be fresh.
        map.apply(Edit::AddActor { id: ActorId(1), actor: Actor::by_hand("Cy", ActorKind::Person), at: None }).unwrap();
        map.apply_all(merge(&article, &findings, &map)).unwrap();
        for edit in corrections {
            let _ = map.apply(aimed(edit, &map));
        }
        let before = map.clone();
        let plan = merge(&article, &findings, &map);
        prop_assert!(
            plan.iter().all(|edit| !matches!(edit, Edit::AddArticle { .. } | Edit::AddEvidence { .. } | Edit::AddActor { .. })),
            "{:?}", plan
        );
        map.apply_all(plan).unwrap();
        prop_assert_eq!(&map, &before);

        // Another article with the same cast meets the actors as the person left them.
        let other = Article::from_text(format!("{} So it goes.", TEXTS[0]));
        let plan = merge(&other, &findings, &map);
        prop_assert!(plan.iter().all(|edit| !matches!(edit, Edit::AddActor { .. })), "{:?}", plan);
        map.apply_all(plan).unwrap();
        let shown = |map: &StanceMap| map.actors().map(|(id, actor)| (id, actor.name.clone())).collect::<Vec<_>>();
        prop_assert_eq!(shown(&map), shown(&before));
        let rejected = before.records().relations.iter().filter(|(_, relation)| relation.verdict == Verdict::Rejected);
        for (key, _) in rejected {
            prop_assert!(map.relations().all(|(shown, _)| shown != *key), "{:?} was rejected", key);
        }
    }
}

//! What a person decided stands, however often, in whatever edition and by whatever reader an article is read again.

#![allow(clippy::unwrap_used)] // What fails here is a failed test.

mod corrections;
mod readings;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use stancemap::map::{
    Actor, ActorId, Diff, Edit, Evidence, Findings, RelationKey, Stance, StanceMap, Verdict, fold_name, merge,
};

use corrections::*;
use readings::*;

/// Which sentence a quote is from.
fn time(map: &StanceMap, item: &Evidence) -> &'static str {
    let quote = map.article(item.article).unwrap().slice(item.quote).unwrap();
    TIMES.iter().find(|time| quote.contains(*time)).unwrap()
}

fn check(before: &StanceMap, findings: &Findings, after: &StanceMap) {
    // Who was there keeps the name and kind, is deleted or confirmed as before, and belongs where it did.
    for (id, actor) in &before.records().actors {
        let now = after.actor(*id).unwrap_or_else(|| panic!("{} has gone", actor.name));
        let decided = |actor: &Actor| (actor.name.clone(), actor.kind, actor.verdict, actor.member_of);
        assert_eq!(decided(now), decided(actor));
        // What a person says that it is not called does not come back.
        assert_eq!(now.not_called, actor.not_called);
        assert!(
            now.aliases.is_superset(&actor.aliases) && now.aliases.is_disjoint(&now.not_called),
            "{now:?}"
        );
    }

    // Every relation is as it was, with every quote as it was: none that was confirmed or drawn by hand has gone, none
    // that was rejected is shown.
    for (key, relation) in &before.records().relations {
        let now = after.relation(*key).unwrap_or_else(|| panic!("{key:?} has gone"));
        assert_eq!((now.verdict, &now.claim, &now.note), (relation.verdict, &relation.claim, &relation.note));
        assert_eq!(now.evidence[..relation.evidence.len()], relation.evidence);
    }
    let shown = |map: &StanceMap| map.relations().map(|(key, _)| key).collect::<BTreeSet<_>>();
    assert!(shown(after).is_superset(&shown(before)));

    // A sentence stands in the map once, however often and in whatever edition it is read: so what was made of it is
    // all that there is of it.
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for item in after.records().relations.values().flat_map(|relation| &relation.evidence) {
        *times.entry(time(after, item)).or_default() += 1;
    }
    assert!(times.values().all(|count| *count == 1), "{times:?}");

    // Whoever bears a name in the map is not added for it, be it that a person merged, renamed, split or deleted it;
    // unless a person said that it is not called so.
    let bears = |actor: &Actor, name: &str| actor.names().any(|other| fold_name(other) == fold_name(name));
    for found in &findings.actors {
        let known =
            before.records().actors.values().filter(|actor| actor.merged_into.is_none()).find(|actor| {
                let names = found.aliases.iter().chain([&found.name]);
                !actor.not_called.contains(&found.name) && names.into_iter().any(|name| bears(actor, name))
            });
        let added = after.records().actors.iter().filter(|(id, _)| before.actor(**id).is_none());
        let mut doubles = added.filter(|(_, actor)| bears(actor, &found.name));
        assert!(known.is_none() || doubles.next().is_none(), "{known:?} is added again as {found:?}");
    }
}

/// Reads an article, and holds the map to what a person decided.
fn read(map: &mut StanceMap, reading: Reading) -> Diff {
    let before = map.clone();
    let article = reading.article();
    let findings = reading.findings(article.text());
    let diff = map.apply_all(merge(&article, &findings, map)).unwrap();
    check(&before, &findings, map);
    diff
}

/// The map after the first reading of an article and an edit, if one is given.
fn after(article: usize, dictionary: Names, edit: Option<Edit>) -> StanceMap {
    let mut map = StanceMap::default();
    read_as(&mut map, article, Edition::First, dictionary);
    map.apply_all(edit).unwrap();
    map
}

fn read_as(map: &mut StanceMap, article: usize, edition: Edition, dictionary: Names) {
    read(map, Reading { article, edition, dictionary, reader: Reader::Old });
}

fn id(map: &StanceMap, name: &str) -> ActorId {
    let (id, _) = map.actors().find(|(_, actor)| actor.name == name).unwrap();
    id
}

/// `Ana backs Bo ×1` for what is shown.
fn told(map: &StanceMap) -> Vec<String> {
    let shown = map.relations().map(|(key, relation)| {
        let [source, target] = [key.source, key.target].map(|id| map.actor_name(id));
        format!("{source} {} {target} ×{}", key.stance.word(), relation.supporting().count())
    });
    shown.collect()
}

#[track_caller]
fn shows(map: &StanceMap, expected: &[&str]) {
    assert_eq!(told(map), expected);
}

#[test]
fn a_copy_under_another_name_with_small_changes_brings_only_what_is_new() {
    let mut map = after(0, Names::Usual, None);
    let reject = RelationKey::new(id(&map, "Sudland"), id(&map, "Norland"), Stance::Opposes);
    map.apply(Edit::JudgeRelation { key: reject, verdict: Verdict::Rejected }).unwrap();
    for edition in [Edition::Copied, Edition::Corrected, Edition::Framed] {
        read_as(&mut map, 0, edition, Names::Usual);
        shows(&map, &["Norland backs River Front ×1"]);
    }
    assert_eq!(map.articles().count(), 3, "the copy is the same article");
    read_as(&mut map, 1, Edition::Continued, Names::Usual);
    shows(
        &map,
        &[
            "Norland backs River Front ×1",
            "Norland backs Ana Birk ×1",
            "Sudland backs Ana Birk ×1",
            "Ana Birk opposes Sudland ×1",
        ],
    );
}

#[test]
fn what_was_mended_by_hand_is_not_doubled_by_a_reader_that_has_learnt_it() {
    let map = after(0, Names::Usual, None);
    let key = RelationKey::new(id(&map, "Norland"), id(&map, "River Front"), Stance::Backs);
    for (edit, swapped, stance) in
        [(Edit::FlipStance(key), false, Stance::Opposes), (Edit::ReverseRelation(key), true, Stance::Backs)]
    {
        let mut map = map.clone();
        map.apply(edit).unwrap();
        let first =
            Reading { article: 0, edition: Edition::First, dictionary: Names::Usual, reader: Reader::Old };
        let article = first.article();
        let mut findings = first.findings(article.text());
        let finding = &mut findings.findings[0];
        finding.stance = stance;
        if swapped {
            std::mem::swap(&mut finding.source, &mut finding.target);
            std::mem::swap(&mut finding.source_mention, &mut finding.target_mention);
        }
        assert_eq!(merge(&article, &findings, &map), []);
    }
}

#[test]
fn what_was_split_off_stays_apart() {
    let mut map = after(1, Names::Usual, None);
    map.apply_all(split(id(&map, "Norland"), "Orsina".to_owned(), &map)).unwrap();
    shows(&map, &["Ana Birk opposes Sudland ×1", "Orsina backs Ana Birk ×1"]);
    // The reader still takes the one for the other.
    read_as(&mut map, 2, Edition::Continued, Names::Other);
    shows(
        &map,
        &[
            "Sudland backs Orsina ×1",
            "Ana Birk backs Norland ×1",
            "Ana Birk opposes Sudland ×1",
            "Orsina backs Ana Birk ×1",
            "Front of the River opposes Sudland ×1",
        ],
    );
}

#[test]
fn merged_actors_stay_one_even_if_the_name_is_taken_away() {
    let mut map = after(2, Names::Apart, None);
    let (front, sudland) = (id(&map, "River Front"), id(&map, "Sudland"));
    map.apply(Edit::MergeActors { from: id(&map, "Orsina"), into: front }).unwrap();
    map.apply(Edit::ForgetName { id: front, name: "Orsina".to_owned() }).unwrap();
    shows(&map, &["Sudland backs River Front ×1", "River Front opposes Sudland ×1"]);
    map.apply(Edit::RenameActor { id: sudland, name: "The South".to_owned() }).unwrap();
    // A reader that sees more in the same words.
    let again =
        Reading { article: 2, edition: Edition::First, dictionary: Names::Apart, reader: Reader::Old };
    let article = again.article();
    let mut findings = again.findings(article.text());
    findings.findings[0].stance = Stance::Opposes;
    map.apply_all(merge(&article, &findings, &map)).unwrap();
    shows(
        &map,
        &[
            "The South backs River Front ×1",
            "The South opposes River Front ×1",
            "River Front opposes The South ×1",
        ],
    );
}

#[test]
fn a_name_that_was_taken_away_does_not_come_back() {
    let mut map = after(1, Names::Usual, None);
    let norland = id(&map, "Norland");
    map.apply(Edit::ForgetName { id: norland, name: "Orsina".to_owned() }).unwrap();
    for dictionary in [Names::Usual, Names::Capital] {
        read_as(&mut map, 2, Edition::Continued, dictionary);
        assert_eq!(map.actor(norland).unwrap().aliases, BTreeSet::new(), "{dictionary:?}");
    }
    let mut map = after(1, Names::Usual, None);
    map.apply(Edit::ForgetName { id: norland, name: "Orsina".to_owned() }).unwrap();
    read_as(&mut map, 2, Edition::Continued, Names::Capital);
    assert_eq!(map.actors().filter(|(_, actor)| actor.name == "Orsina").count(), 1);
}

#[test]
fn whoever_is_called_otherwise_is_known_by_the_words_that_name_it() {
    let mut map = after(0, Names::Usual, None);
    let again =
        Reading { article: 0, edition: Edition::Continued, dictionary: Names::Other, reader: Reader::Old };
    let article = again.article();
    let mut findings = again.findings(article.text());
    findings.actors.iter_mut().for_each(|actor| actor.aliases.clear());
    map.apply_all(merge(&article, &findings, &map)).unwrap();
    shows(&map, &["Norland backs River Front ×1", "Sudland opposes Norland ×2"]);
}

/// What a person rejected and confirmed, by sentences, as far as they are in the map.
fn decided(map: &StanceMap) -> BTreeMap<&'static str, Verdict> {
    let all = map.records().relations.values();
    let items = all.flat_map(|relation| relation.evidence.iter().map(|item| (relation.verdict, item)));
    let verdict = |relation, item: &Evidence| {
        let said = [relation, item.verdict];
        [Verdict::Rejected, Verdict::Confirmed].into_iter().find(|verdict| said.contains(verdict))
    };
    items.filter_map(|(relation, item)| Some((time(map, item), verdict(relation, item)?))).collect()
}

/// Holds the map to what a person decided before actors were merged or split, or an article was read.
fn holds(decided_before: &BTreeMap<&'static str, Verdict>, map: &StanceMap) {
    let now = decided(map);
    for item in map.records().relations.values().flat_map(|relation| &relation.evidence) {
        let time = time(map, item);
        // What joins a rejected relation is rejected with it.
        if let Some(verdict) = decided_before.get(time)
            && now.get(time) != Some(&Verdict::Rejected)
        {
            assert_eq!(now.get(time), Some(verdict), "{time}");
        }
    }
}

#[test]
fn what_two_said_of_each_other_is_as_it_was_judged_when_they_are_merged_and_split_again() {
    let read = after(0, Names::Usual, None);
    let [norland, sudland, front] = ["Norland", "Sudland", "River Front"].map(|name| id(&read, name));
    let condemned = RelationKey::new(sudland, norland, Stance::Opposes);
    let armed = RelationKey::new(norland, front, Stance::Backs);
    let item = |key| read.relation(key).unwrap().evidence[0].id;
    let quote = item(condemned);
    let judge = |verdict| Edit::JudgeEvidence { key: condemned, id: quote, verdict };
    let retarget =
        Edit::MoveEvidence { from: armed, id: item(armed), to: RelationKey { target: sudland, ..armed } };
    let stays = "Norland backs River Front ×1";
    let cases: [(Edit, &[&str]); 6] = [
        (judge(Verdict::Rejected), &[stays]),
        (judge(Verdict::Confirmed), &[stays, "Sudland opposes Norland ×1"]),
        (Edit::JudgeRelation { key: condemned, verdict: Verdict::Rejected }, &[stays]),
        (Edit::FlipStance(condemned), &[stays, "Sudland backs Norland ×1"]),
        (Edit::ReverseRelation(condemned), &[stays, "Norland opposes Sudland ×1"]),
        (retarget, &["Norland backs Sudland ×1", "Sudland opposes Norland ×1"]),
    ];
    for (edit, expected) in cases {
        for (gone, into) in [(sudland, norland), (norland, sudland)] {
            let mut map = read.clone();
            map.apply(edit.clone()).unwrap();
            let judged = map.clone();
            let name = map.actor_name(gone).to_owned();
            let merge = map.apply(Edit::MergeActors { from: gone, into }).unwrap();
            assert!(map.relations().all(|(key, _)| key.source != key.target && !key.touches(gone)));
            read_as(&mut map, 0, Edition::Corrected, Names::Apart);
            assert_eq!(decided(&map), decided(&judged));
            let one = map.records().relations.clone();
            map.apply_all(split(into, name, &map)).unwrap();
            read_as(&mut map, 0, Edition::Framed, Names::Usual);
            let mut shown = told(&map);
            shown.sort();
            assert_eq!(shown, expected, "{edit:?}");
            assert_eq!(decided(&map), decided(&judged));
            assert!(map.records().actors.values().all(|actor| actor.merged_into.is_none()), "no trace stays");
            let mut back = judged.clone();
            back.apply(Edit::MergeActors { from: gone, into }).unwrap();
            assert_eq!(back.records().relations, one, "a reading adds nothing");
            back.patch(&merge.reversed());
            assert_eq!(back, judged);
        }
    }
}

/// What people do to what two say of each other before they merge the two and split them again.
fn judged_and_merged() -> impl Strategy<Value = Vec<Event>> {
    use Correction as C;
    let of = |all: &[C], count| {
        let one = (prop::sample::select(all.to_vec()), any::<u32>());
        prop::collection::vec(one.prop_map(|(what, aim)| Event::Correct(what, aim)), count)
    };
    let judged = of(&[C::RejectQuote, C::ConfirmQuote, C::Reject, C::Flip, C::Reverse, C::MoveQuote], 1..4);
    let some = || prop::collection::vec(event(), 0..3);
    (judged, of(&[C::MergeEnds], 1..3), some(), of(&[C::Split], 1..4), some())
        .prop_map(|(judged, merged, between, split, after)| [judged, merged, between, split, after].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_reading_overrules_a_person(events in prop::collection::vec(event(), 3..9)) {
        happen(events);
    }

    #[test]
    fn no_merge_and_split_make_a_reading_overrule_a_person(events in judged_and_merged()) {
        happen(events);
    }
}

/// Has all of it happen to a map, and holds the map to what a person decided, whoever is merged and split.
fn happen(events: Vec<Event>) {
    let mut map = StanceMap::default();
    let mut done: Vec<(Diff, BTreeMap<&str, Verdict>)> = Vec::new();
    let mut ledger = BTreeMap::new();
    let first =
        Reading { article: 0, edition: Edition::First, dictionary: Names::Usual, reader: Reader::Old };
    let mut last = first;
    for event in std::iter::once(Event::Read(first)).chain(events) {
        let before = ledger.clone();
        match event {
            Event::Read(reading) => {
                done.push((read(&mut map, reading), before));
                holds(&ledger, &map);
                last = reading;
            }
            Event::Correct(what, aim) => {
                // What does not fit changes nothing.
                let Ok(diff) = map.apply_all(edits(what, aim, &map)) else { continue };
                done.push((diff, before));
                if what.says_who_is_who() {
                    holds(&ledger, &map);
                } else {
                    ledger.retain(|time, _| !sentences_of(&map).contains(time));
                }
            }
            Event::Undo => {
                let Some((diff, before)) = done.pop() else { continue };
                map.patch(&diff.reversed());
                ledger = before;
            }
        }
        ledger.extend(decided(&map));
    }
    for reading in [first, last] {
        read(&mut map, reading);
        holds(&ledger, &map);
    }
    let again = map.clone();
    read(&mut map, last);
    assert_eq!(map, again, "read twice in a row, it adds nothing");
}

fn sentences_of(map: &StanceMap) -> BTreeSet<&'static str> {
    let items = map.records().relations.values().flat_map(|relation| &relation.evidence);
    items.map(|item| time(map, item)).collect()
}

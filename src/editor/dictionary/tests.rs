//! What becomes of a dictionary while it is edited.

use super::*;
use crate::map::{ActorKind, StanceMap};

fn entry(name: &str, aliases: &[&str]) -> DictionaryEntry {
    let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
    DictionaryEntry { name: name.to_owned(), aliases, ..DictionaryEntry::default() }
}

/// An editor for a map with these actors.
fn editor(actors: &[(&str, &[&str])]) -> Editor {
    let mut map = StanceMap::default();
    for (name, aliases) in actors {
        let mut actor = Actor::by_hand(*name, ActorKind::ArmedGroup);
        actor.aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
        map.apply(Edit::AddActor { id: map.next_actor_id(), actor, at: None }).unwrap();
    }
    Editor::open(map, None)
}

fn draft(entries: Vec<DictionaryEntry>, actors: &[(&str, &[&str])]) -> DictionaryDraft {
    DictionaryDraft::new(own(entries), &editor(actors))
}

fn own(entries: Vec<DictionaryEntry>) -> Dictionary {
    Dictionary { entries, ..Dictionary::default() }
}

fn claims(draft: &DictionaryDraft) -> Vec<Claim> {
    draft.claims(&BuiltIn::default())
}

/// Settles the only name that is claimed.
fn settle(draft: &mut DictionaryDraft, winner: &str, built_in: &BuiltIn) {
    let [claim] = &draft.claims(built_in)[..] else { panic!("{:?}", draft.claims(built_in)) };
    let winner = claim.claimants.iter().find(|claimant| claimant.name == winner).unwrap();
    assert!(winner.can_win);
    draft.settle(&claim.name, winner, built_in);
    assert_eq!(draft.claims(built_in), []);
}

#[test]
fn slips_are_told_in_words() {
    let mut draft = draft(vec![entry("Ana", &[])], &[]);
    assert!(!draft.is_changed());
    let cases = [
        (["president", "May", ""], Some("From: “May” is not a date like 2019-12-20.")),
        (
            ["president", "2019-12-20", "2019-02-30"],
            Some("Until: “2019-02-30” is not a date like 2019-12-20."),
        ),
        (["president", "2019-12-20", "2019-12-19"], Some("Until: the term ends before it begins.")),
        (["president", " 2019-12-20", "2019-12-20 "], None),
    ];
    for (office, expected) in cases {
        draft.entries[0].office = office.map(str::to_owned);
        let slip = draft.slips().next().map(|(_, slip)| slip.to_string());
        assert_eq!(slip.as_deref(), expected);
    }
    draft.entries[0].name = " ".to_owned();
    assert_eq!(draft.slips().next(), Some((0, Slip::NoName)));
}

#[test]
fn a_list_that_is_not_touched_keeps_its_signs() {
    let mut draft = draft(vec![entry("Ana", &["a; b", "c"])], &[]);
    assert_eq!(draft.entries[0].entry().unwrap().aliases, ["a; b", "c"]);
    draft.entries[0].lists[0].push_str(" ;d;");
    assert_eq!(draft.entries[0].entry().unwrap().aliases, ["a", "b", "c", "d"]);
}

#[test]
fn a_name_is_settled_for_the_dictionary_or_for_the_map() {
    let (accord, army) = ("Government of National Accord", "Ghana National Army");
    let mut editor = editor(&[(accord, &["GNA", "Tripoli"]), ("Else", &["G.N.A."])]);
    let open = DictionaryDraft::new(own(vec![entry(army, &["GNA"])]), &editor);
    let names = |claim: &Claim| -> Vec<(String, Voice)> {
        claim.claimants.iter().map(|claimant| (claimant.name.clone(), claimant.voice)).collect()
    };
    let [claim] = &claims(&open)[..] else { panic!("{:?}", claims(&open)) };
    let expected = [(army, Voice::Dictionary), (accord, Voice::Map), ("Else", Voice::Map)];
    assert_eq!(names(claim), expected.map(|(name, voice)| (name.to_owned(), voice)));

    let mut ours = open.clone();
    settle(&mut ours, army, &BuiltIn::default());
    let lost = |id, name: &str| Edit::ForgetName { id: ActorId(id), name: name.to_owned() };
    assert_eq!(ours.edits(&editor), [lost(1, "GNA"), lost(2, "G.N.A.")]);
    assert_eq!(ours.edits(&Editor::open(editor.map().clone(), None)), [], "it was not meant for that one");
    assert_eq!(ours.dictionary(), *open.before());

    let mut theirs = open;
    settle(&mut theirs, accord, &BuiltIn::default());
    assert_eq!(theirs.edits(&editor), [lost(2, "G.N.A.")]);
    assert_eq!(theirs.dictionary().entries, [entry(army, &[])]);

    editor.edit(Edit::DeleteActor(ActorId(2))).unwrap();
    assert_eq!(ours.edits(&editor), [lost(1, "GNA")]);
}

#[test]
fn a_name_is_settled_for_the_dictionary_or_for_what_is_built_in() {
    let france = DictionaryEntry { capitals: vec!["Paris".into()], ..entry("France", &[]) };
    let built_in = BuiltIn::new(own(vec![france]));
    let open = draft(vec![entry("Paris Club", &["Paris", "PC"])], &[]);

    let mut ours = open.clone();
    settle(&mut ours, "Paris Club", &built_in);
    let saved = ours.dictionary();
    let settled = Settled { name: "Paris".to_owned(), owner: "Paris Club".to_owned() };
    assert_eq!((&saved.entries, &saved.mine[..]), (&open.before.entries, &[settled][..]));
    assert!(ours.is_changed(), "which is to be saved");
    assert_eq!(DictionaryDraft::new(saved, &editor(&[])).claims(&built_in), []);

    let mut theirs = open;
    settle(&mut theirs, "France", &built_in);
    assert_eq!(theirs.dictionary(), own(vec![entry("Paris Club", &["PC"])]));

    // Who tells of the built-in one has nothing to outrank.
    let mut both = draft(vec![entry("France", &["Paris"]), entry("Paris Club", &["Paris"])], &[]);
    settle(&mut both, "France", &built_in);
    assert_eq!(both.dictionary().mine, []);
}

#[test]
fn nobody_gives_up_the_name_that_it_goes_by() {
    let demonym = DictionaryEntry { demonyms: vec!["Georgian".into()], ..entry("Georgia", &[]) };
    let open = draft(vec![demonym, entry("Georgian", &[])], &[]);
    let claimants = &claims(&open)[0].claimants;
    assert_eq!(claimants.iter().map(|claimant| claimant.can_win).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn what_is_taken_in_joins_what_is_there() {
    let mut draft = draft(vec![entry("Ana", &["A"])], &[]);
    draft.add();
    let other = vec![entry("Ana", &["A"]), entry("ana", &["Annie"]), entry("Bo", &[])];
    assert_eq!(draft.take_in(own(other)), 2);
    let names: Vec<&str> = draft.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["", "Ana", "Bo"], "what is being typed stays");
    assert_eq!(draft.entries[1].lists[0], "A; Annie");
}

#[test]
fn merges_and_renames_teach_names() {
    let mut map = StanceMap::default();
    for (id, name) in [(1, "Turkey"), (2, "Ankara"), (3, "militants")] {
        let actor = Actor { name: name.to_owned(), ..Actor::default() };
        map.apply(Edit::AddActor { id: ActorId(id), actor, at: None }).unwrap();
    }
    let merge = |from| Edit::MergeActors { from: ActorId(from), into: ActorId(1) };
    assert_eq!(learnt_by(&[merge(2), merge(3)], &map), [entry("Turkey", &["Ankara"])]);
    let rename = |name: &str| [Edit::RenameActor { id: ActorId(1), name: name.to_owned() }];
    assert_eq!(learnt_by(&rename("Türkiye"), &map), [entry("Türkiye", &["Turkey"])]);
    assert_eq!(learnt_by(&rename("TURKEY"), &map), []);
    assert_eq!(learnt_in(&map), []);
    map.apply(merge(2)).unwrap();
    assert_eq!(learnt_in(&map), [entry("Turkey", &["Ankara"])]);
}

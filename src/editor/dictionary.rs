//! A person's own dictionary while it is edited, and what a map has to add to it.

mod entry;
mod learnt;

use super::Editor;
use crate::map::{Actor, ActorId, Dictionary, DictionaryEntry, Edit, fold_name};

pub use entry::{EntryDraft, Slip};
pub use learnt::{learnt_by, learnt_in};

/// Somebody who claims a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimant {
    /// The actor's name.
    pub name: String,
    /// Whether the open map says so, rather than the dictionary.
    pub of_map: bool,
    /// Whether the others can be made to give the name up. Nobody gives up the name that it goes by.
    pub can_win: bool,
}

/// A name that several actors claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The name.
    pub name: String,
    /// Those who claim it: at least two.
    pub claimants: Vec<Claimant>,
}

/// A person's own dictionary while it is edited, beside a map. Nothing is changed until it is saved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DictionaryDraft {
    /// The entries in the order in which they are shown.
    pub entries: Vec<EntryDraft>,
    before: Dictionary,
    /// The map beside it, by its [`Editor::opened`]: others have actors of the same numbers.
    opened: u64,
    of_map: Vec<(ActorId, DictionaryEntry)>,
    /// The names that actors of that map give up.
    given_up: Vec<(ActorId, String)>,
}

impl DictionaryDraft {
    /// A draft of the dictionary as it was read, beside the map that is open.
    pub fn new(before: Dictionary, editor: &Editor) -> Self {
        let mut sorted = before.clone();
        sorted.sort();
        let entries = sorted.entries.into_iter().map(EntryDraft::of).collect();
        let of_map = Dictionary::actors_of_map(editor.map());
        Self { entries, before, opened: editor.opened(), of_map, given_up: Vec::new() }
    }

    /// Looks at the map that is open now. What actors of another one were to give up is forgotten.
    pub fn turn_to(&mut self, editor: &Editor) {
        if self.opened != editor.opened() {
            self.opened = editor.opened();
            self.of_map = Dictionary::actors_of_map(editor.map());
            self.given_up.clear();
        }
    }

    /// The map beside it, by its [`Editor::opened`].
    pub fn opened(&self) -> u64 {
        self.opened
    }

    /// The dictionary as it was when the editing began.
    pub fn before(&self) -> &Dictionary {
        &self.before
    }

    /// How many names the actors of the map give up.
    pub fn given_up(&self) -> usize {
        self.given_up.len()
    }

    /// What settling names changes in the open map: nothing in another than the one that it was settled for, and nothing of
    /// actors that are gone.
    pub fn edits(&self, editor: &Editor) -> Vec<Edit> {
        let is_there = |id| editor.map().actor(id).is_some_and(Actor::is_shown);
        let given_up = self.given_up.iter().filter(|(id, _)| self.opened == editor.opened() && is_there(*id));
        given_up.map(|(id, name)| Edit::ForgetName { id: *id, name: name.clone() }).collect()
    }

    /// The dictionary as it is typed; what makes no sense is left out.
    pub fn dictionary(&self) -> Dictionary {
        let mut dictionary =
            Dictionary { entries: self.entries.iter().filter_map(|entry| entry.entry().ok()).collect() };
        dictionary.sort();
        dictionary
    }

    /// Whether saving would change anything.
    pub fn is_changed(&self) -> bool {
        let mut before = self.before.clone();
        before.sort();
        !self.given_up.is_empty() || self.slips().next().is_some() || self.dictionary() != before
    }

    /// What is wrong, with the index of the entry.
    pub fn slips(&self) -> impl Iterator<Item = (usize, Slip)> {
        let entries = self.entries.iter().enumerate();
        entries.filter_map(|(index, entry)| Some((index, entry.entry().err()?)))
    }

    /// The entries that hold these words; all for none.
    pub fn fitting(&self, words: &str) -> Vec<usize> {
        let folded = fold_name(words);
        (0..self.entries.len()).filter(|index| self.entries[*index].holds(&folded)).collect()
    }

    /// Adds an empty entry before all others, where it is seen.
    pub fn add(&mut self) {
        self.entries.insert(0, EntryDraft::default());
    }

    /// Adds another term for the actor of an entry, beneath it.
    pub fn add_term(&mut self, index: usize) {
        if let Some(EntryDraft { name, kind, member_of, office: [title, ..], .. }) = self.entries.get(index) {
            let (name, member_of, title) = (name.clone(), member_of.clone(), title.clone());
            let office = [title, String::new(), String::new()];
            let term = EntryDraft { name, kind: *kind, member_of, office, ..EntryDraft::default() };
            self.entries.insert(index + 1, term);
        }
    }

    /// Takes in the entries of another dictionary; how many of them said something new.
    pub fn take_in(&mut self, other: Dictionary) -> usize {
        let slips: Vec<EntryDraft> =
            self.slips().map(|(index, _)| index).map(|index| self.entries[index].clone()).collect();
        let mut dictionary = self.dictionary();
        let new = dictionary.add(other.entries);
        dictionary.sort();
        self.entries = slips.into_iter().chain(dictionary.entries.into_iter().map(EntryDraft::of)).collect();
        new
    }

    /// All who lay claim to names, those of the draft first.
    fn all(&self) -> Dictionary {
        let of_map = self.of_map.iter().map(|(_, entry)| entry.clone());
        let own = self.entries.iter().map(|entry| entry.entry().unwrap_or_default());
        Dictionary { entries: own.chain(of_map).collect() }
    }

    /// The names that several actors claim, of the draft or of the map.
    pub fn claims(&self) -> Vec<Claim> {
        let all = self.all();
        let conflicts = all.conflicts().into_iter().filter(|conflict| !conflict.name.trim().is_empty());
        let claim = |conflict: crate::map::Conflict| {
            let folded = fold_name(&conflict.name);
            let bears = |index: &usize| fold_name(&all.entries[*index].name) == folded;
            let claimant = |index: &usize| Claimant {
                name: all.entries[*index].name.clone(),
                of_map: *index >= self.entries.len(),
                can_win: !conflict.claimants.iter().any(|other| other != index && bears(other)),
            };
            Claim {
                name: conflict.name.clone(),
                claimants: conflict.claimants.iter().map(claimant).collect(),
            }
        };
        conflicts.map(claim).collect()
    }

    /// Leaves a name to the actor called `winner`: all others give it up.
    pub fn settle(&mut self, name: &str, winner: &str) {
        let all = self.all();
        let folded = fold_name(name);
        let Some(winner) = all.entries.iter().find(|entry| {
            fold_name(&entry.name) == fold_name(winner) && entry.names().any(|name| fold_name(name) == folded)
        }) else {
            return;
        };
        let keeps = |other: &String| fold_name(other) != folded;
        for draft in &mut self.entries {
            let Ok(mut entry) = draft.entry() else { continue };
            if entry.is_same_actor(winner) {
                continue;
            }
            let before = entry.clone();
            entry.aliases.retain(keeps);
            entry.demonyms.retain(keeps);
            entry.capitals.retain(keeps);
            if entry != before {
                *draft = EntryDraft::of(entry);
            }
        }
        for (id, entry) in &mut self.of_map {
            if !entry.is_same_actor(winner) {
                let lost = entry.aliases.iter().filter(|alias| fold_name(alias) == folded);
                self.given_up.extend(lost.map(|name| (*id, name.clone())));
                entry.aliases.retain(keeps);
            }
        }
    }
}

#[cfg(test)]
mod tests {
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
        DictionaryDraft::new(Dictionary { entries }, &editor(actors))
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
        let open = DictionaryDraft::new(Dictionary { entries: vec![entry(army, &["GNA"])] }, &editor);
        let names = |claim: &Claim| -> Vec<(String, bool)> {
            claim.claimants.iter().map(|claimant| (claimant.name.clone(), claimant.of_map)).collect()
        };
        let [claim] = &open.claims()[..] else { panic!("{:?}", open.claims()) };
        assert_eq!(names(claim), [(army.into(), false), (accord.into(), true), ("Else".into(), true)]);

        let mut ours = open.clone();
        ours.settle("GNA", army);
        assert_eq!(ours.claims(), []);
        let lost = |id, name: &str| Edit::ForgetName { id: ActorId(id), name: name.to_owned() };
        assert_eq!(ours.edits(&editor), [lost(1, "GNA"), lost(2, "G.N.A.")]);
        assert_eq!(
            ours.edits(&Editor::open(editor.map().clone(), None)),
            [],
            "it was not meant for that one"
        );
        assert_eq!(ours.dictionary(), *open.before());

        let mut theirs = open;
        theirs.settle("GNA", accord);
        assert_eq!(theirs.claims(), []);
        assert_eq!(theirs.edits(&editor), [lost(2, "G.N.A.")]);
        assert_eq!(theirs.dictionary().entries, [entry(army, &[])]);

        editor.edit(Edit::DeleteActor(ActorId(2))).unwrap();
        assert_eq!(ours.edits(&editor), [lost(1, "GNA")]);
    }

    #[test]
    fn nobody_gives_up_the_name_that_it_goes_by() {
        let demonym = DictionaryEntry { demonyms: vec!["Georgian".into()], ..entry("Georgia", &[]) };
        let open = draft(vec![demonym, entry("Georgian", &[])], &[]);
        let claimants = &open.claims()[0].claimants;
        assert_eq!(claimants.iter().map(|claimant| claimant.can_win).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn what_is_taken_in_joins_what_is_there() {
        let mut draft = draft(vec![entry("Ana", &["A"])], &[]);
        draft.add();
        let other = vec![entry("Ana", &["A"]), entry("ana", &["Annie"]), entry("Bo", &[])];
        assert_eq!(draft.take_in(Dictionary { entries: other }), 2);
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
}

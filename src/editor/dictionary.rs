//! A person's own dictionary while it is edited, and what a map has to add to it.

mod entry;
mod learnt;
#[cfg(test)]
mod tests;

use super::Editor;
use crate::map::{
    Actor, ActorId, ActorKind, BuiltIn, Conflict, Dictionary, DictionaryEntry, Edit, Settled, fold_name,
};

pub use entry::{EntryDraft, Slip};
pub use learnt::{learnt_by, learnt_in};

/// Who says that a name is an actor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The dictionary that is edited.
    Dictionary,
    /// The open map.
    Map,
    /// The built-in dictionary.
    BuiltIn,
}

/// Somebody who claims a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimant {
    /// The actor's name.
    pub name: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// Who says so.
    pub voice: Voice,
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
    /// How many entries there have been.
    numbers: u64,
    /// The names that it has whatever the built-in dictionary says; some may be listed no more.
    mine: Vec<Settled>,
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
        sorted.tidy();
        let Dictionary { entries, mine } = sorted;
        let of_map = Dictionary::actors_of_map(editor.map());
        let mut draft = Self { mine, before, opened: editor.opened(), of_map, ..Self::default() };
        draft.entries = entries.into_iter().map(|entry| draft.numbered(EntryDraft::of(entry))).collect();
        draft
    }

    /// An entry with a number that no other has had.
    fn numbered(&mut self, entry: EntryDraft) -> EntryDraft {
        self.numbers += 1;
        EntryDraft { number: self.numbers, ..entry }
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

    /// How many names were settled other than by what the entries hold.
    pub fn settled(&self) -> usize {
        self.given_up.len() + self.mine.len()
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
        let entries = self.entries.iter().filter_map(|entry| entry.entry().ok()).collect();
        let mut dictionary = Dictionary { entries, mine: self.mine.clone() };
        dictionary.tidy();
        dictionary
    }

    /// Whether saving would change anything.
    pub fn is_changed(&self) -> bool {
        let mut before = self.before.clone();
        before.tidy();
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
        let entry = self.numbered(EntryDraft::default());
        self.entries.insert(0, entry);
    }

    /// Adds another term for the actor of an entry, beneath it.
    pub fn add_term(&mut self, index: usize) {
        if let Some(EntryDraft { name, kind, member_of, office: [title, ..], .. }) = self.entries.get(index) {
            let (name, member_of, title) = (name.clone(), member_of.clone(), title.clone());
            let office = [title, String::new(), String::new()];
            let term = EntryDraft { name, kind: *kind, member_of, office, ..EntryDraft::default() };
            let term = self.numbered(term);
            self.entries.insert(index + 1, term);
        }
    }

    /// Takes in the entries of another dictionary; how many of them said something new.
    pub fn take_in(&mut self, other: Dictionary) -> usize {
        let slips: Vec<EntryDraft> =
            self.slips().map(|(index, _)| index).map(|index| self.entries[index].clone()).collect();
        let mut dictionary = self.dictionary();
        let Dictionary { entries, mine } = other;
        let new = dictionary.add(entries);
        dictionary.tidy();
        let entries = dictionary.entries.into_iter().map(|entry| self.numbered(EntryDraft::of(entry)));
        self.entries = slips.into_iter().chain(entries).collect();
        self.mine.extend(mine);
        new
    }

    /// All who lay claim to names, those of the draft first, as they are in a reading.
    fn all(&self) -> Dictionary {
        let entries = self.entries.iter().map(|entry| entry.entry().unwrap_or_default()).collect();
        let mut all = Dictionary { entries, mine: self.mine.clone() };
        let of_map = self.of_map.iter().map(|(_, entry)| entry.clone()).collect();
        all.add_decided(Dictionary { entries: of_map, ..Dictionary::default() });
        all
    }

    /// The names that several actors claim, of the draft, of the map, or built in.
    pub fn claims(&self, built_in: &BuiltIn) -> Vec<Claim> {
        let all = self.all();
        let conflicts =
            all.conflicts(built_in).into_iter().filter(|conflict| !conflict.name.trim().is_empty());
        let claim = |Conflict { name, claimants, built_in: other }: Conflict| {
            let folded = fold_name(&name);
            let can_win = |winner: Option<&usize>| {
                let mut others = claimants.iter().filter(|other| Some(*other) != winner);
                !others.any(|other| fold_name(&all.entries[*other].name) == folded)
            };
            let claimant = |index: &usize| {
                let DictionaryEntry { name, kind, .. } = &all.entries[*index];
                let voice = if *index < self.entries.len() { Voice::Dictionary } else { Voice::Map };
                Claimant { name: name.clone(), kind: *kind, voice, can_win: can_win(Some(index)) }
            };
            let other = other.and_then(|name| built_in.owner(&name)).map(|owner| Claimant {
                name: owner.name.clone(),
                kind: owner.kind,
                voice: Voice::BuiltIn,
                can_win: can_win(None),
            });
            let claimants = claimants.iter().map(claimant).chain(other).collect();
            Claim { name, claimants }
        };
        conflicts.map(claim).collect()
    }

    /// Leaves a name to one of its claimants: all others give it up, and a built-in one does for this dictionary.
    pub fn settle(&mut self, name: &str, winner: &Claimant, built_in: &BuiltIn) {
        let all = self.all();
        let folded = fold_name(name);
        let own = all.entries.iter().find(|entry| {
            fold_name(&entry.name) == fold_name(&winner.name)
                && entry.names().any(|name| fold_name(name) == folded)
        });
        let is_built_in = winner.voice == Voice::BuiltIn;
        let Some(winner) = (if is_built_in { built_in.owner(name) } else { own }) else { return };
        // The claimants are other actors than the built-in one, however they are called.
        let keeps_all = |entry: &DictionaryEntry| !is_built_in && entry.is_same_actor(winner);
        let keeps = |other: &String| fold_name(other) != folded;
        for draft in &mut self.entries {
            let Ok(mut entry) = draft.entry() else { continue };
            if keeps_all(&entry) {
                continue;
            }
            let before = entry.clone();
            entry.aliases.retain(keeps);
            entry.demonyms.retain(keeps);
            entry.capitals.retain(keeps);
            if entry != before {
                *draft = EntryDraft { number: draft.number, ..EntryDraft::of(entry) };
            }
        }
        for (id, entry) in &mut self.of_map {
            if !keeps_all(entry) {
                let lost = entry.aliases.iter().filter(|alias| fold_name(alias) == folded);
                self.given_up.extend(lost.map(|name| (*id, name.clone())));
                entry.aliases.retain(keeps);
            }
        }
        self.mine.retain(|settled| fold_name(&settled.name) != folded);
        let left = self.all().conflicts(built_in);
        if left.iter().any(|conflict| fold_name(&conflict.name) == folded && conflict.built_in.is_some()) {
            self.mine.push(Settled { name: name.to_owned(), owner: winner.name.clone() });
        }
    }
}

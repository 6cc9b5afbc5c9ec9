//! The names that a reader knows beforehand, indexed by their words.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::lexicon::{FastMap, class, classes, fold_word};
use crate::map::{ActorKind, Dictionary, DictionaryEntry, Span, fold_name};
use crate::reading::mention::Form;
use crate::reading::token::{Token, tokens};

/// An actor of the dictionaries.
#[derive(Debug, Clone)]
pub(in crate::reading) struct Known {
    pub(super) name: String,
    pub(super) kind: ActorKind,
    /// Folded adjectives and nationals.
    adjectives: Vec<String>,
    terms: Vec<Term>,
}

/// What a person belongs to from one day to another.
#[derive(Debug, Clone)]
struct Term {
    member_of: Option<u32>,
    from: Option<Date>,
    until: Option<Date>,
}

impl Known {
    /// What it belonged to on `day`, as an index into the known actors; on an unknown day, what it is listed with first.
    pub(super) fn member_of(&self, day: Option<Date>) -> Option<u32> {
        let held = |term: &&Term| {
            let from = term.from.is_none_or(|from| day.is_some_and(|day| from <= day));
            let until = term.until.is_none_or(|until| day.is_some_and(|day| day <= until));
            from && until
        };
        let before = |term: &&Term| term.from.is_some_and(|from| day.is_some_and(|day| from <= day));
        let term =
            self.terms.iter().find(held).or_else(|| self.terms.iter().rfind(before)).or(self.terms.first());
        term.and_then(|term| term.member_of)
    }

    /// Whether a term covers `day`, or nothing is known of its terms.
    pub(super) fn in_office(&self, day: Option<Date>) -> bool {
        let Some(day) = day else { return true };
        self.terms.iter().any(|term| {
            term.from.is_none_or(|from| from <= day) && term.until.is_none_or(|until| day <= until)
        })
    }
}

#[derive(Debug, Clone, Copy)]
struct Alias {
    known: u32,
    form: Form,
    /// "US", "WHO": only as written, never in lower case.
    all_capitals: bool,
    capitalised: bool,
}

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reading) struct Match {
    pub(super) known: u32,
    pub(super) form: Form,
    /// Number of tokens.
    pub(super) len: usize,
}

/// All known names, as a trie over words.
#[derive(Debug, Default)]
pub(in crate::reading) struct KnownNames {
    actors: Vec<Known>,
    by_name: BTreeMap<String, u32>,
    by_alias: BTreeMap<String, u32>,
    words: FastMap<Box<str>, u32>,
    edges: FastMap<(u32, u32), u32>,
    ends: Vec<Option<Alias>>,
    /// Persons by their last word, and by the first where it may be a family name.
    surnames: FastMap<Box<str>, Vec<u32>>,
    given: FastMap<Box<str>, ()>,
}

impl KnownNames {
    /// Later dictionaries, and later entries, win where two claim one alias.
    pub(in crate::reading) fn new<'d>(dictionaries: impl Iterator<Item = &'d Dictionary>) -> Self {
        let mut names = Self { ends: vec![None], ..Self::default() };
        let entries: Vec<&DictionaryEntry> =
            dictionaries.flat_map(|dictionary| &dictionary.entries).collect();
        for entry in &entries {
            names.declare(entry);
        }
        for entry in &entries {
            names.describe(entry);
        }
        names.index_persons();
        names
    }

    pub(super) fn actor(&self, known: u32) -> &Known {
        &self.actors[known as usize]
    }

    /// The id of a folded word that some name holds.
    pub(super) fn word(&self, folded: &str) -> Option<u32> {
        self.words.get(folded).copied()
    }

    /// Whether some known person is called so by a first name that is no ordinary word.
    pub(super) fn is_given(&self, folded: &str) -> bool {
        self.given.contains_key(folded)
    }

    /// The known part of a known owner: "parliament" of Iraq, which may be listed as "Iraqi Parliament".
    pub(super) fn part_of(&self, owner: u32, part: &str) -> Option<u32> {
        let actor = self.actor(owner);
        let spellings = actor.adjectives.iter().map(|adjective| format!("{adjective} {part}"));
        let name = fold_name(&actor.name);
        let mut spellings = spellings.chain([format!("{name} {part}"), format!("{part} of {name}")]);
        spellings.find_map(|spelling| self.by_alias.get(&spelling).copied()).filter(|found| *found != owner)
    }

    /// Persons who may be meant by a family name alone.
    pub(super) fn by_surname(&self, folded: &str) -> &[u32] {
        self.surnames.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The longest known name that starts at the token `at`. `ids` are the [`word`](Self::word)s of the tokens.
    pub(super) fn longest(&self, tokens: &[Token<'_>], ids: &[Option<u32>], at: usize) -> Option<Match> {
        let mut node = 0;
        let mut best = None;
        for (index, token) in tokens.iter().enumerate().skip(at) {
            if token.text == "-" && index > at {
                continue;
            }
            let Some(next) = ids[index].and_then(|word| self.edges.get(&(node, word))) else { break };
            node = *next;
            if let Some(alias) = self.ends[node as usize]
                && alias.fits(&tokens[at..=index])
            {
                best = Some(Match { known: alias.known, form: alias.form, len: index + 1 - at });
            }
        }
        best
    }

    fn declare(&mut self, entry: &DictionaryEntry) {
        let key = fold_name(&entry.name);
        if key.is_empty() || self.by_name.contains_key(&key) {
            return;
        }
        self.by_name.insert(key, self.actors.len() as u32);
        self.actors.push(Known {
            name: entry.name.clone(),
            kind: entry.kind,
            adjectives: Vec::new(),
            terms: Vec::new(),
        });
    }

    fn describe(&mut self, entry: &DictionaryEntry) {
        let Some(&known) = self.by_name.get(&fold_name(&entry.name)) else { return };
        let member_of =
            entry.member_of.as_deref().and_then(|name| self.by_name.get(&fold_name(name)).copied());
        let member_of = member_of.filter(|owner| *owner != known);
        let office = entry.office.as_ref();
        let term = Term { member_of, from: office.and_then(|o| o.from), until: office.and_then(|o| o.until) };
        let actor = &mut self.actors[known as usize];
        actor.kind = entry.kind;
        actor.terms.push(term);
        actor.adjectives.extend(entry.demonyms.iter().map(|name| fold_name(name)));
        self.add(&entry.name, known, Form::Name);
        entry.aliases.iter().for_each(|name| self.add(name, known, Form::Name));
        entry.demonyms.iter().for_each(|name| self.add(name, known, Form::Demonym));
        entry.capitals.iter().for_each(|name| self.add(name, known, Form::Capital));
    }

    fn add(&mut self, name: &str, known: u32, form: Form) {
        self.by_alias.insert(fold_name(name), known);
        let all = tokens(name, Span::new(0, name.len()));
        let words: Vec<&Token<'_>> = all.iter().filter(|token| token.text != "-").collect();
        let words = match words.split_first() {
            Some((first, rest)) if &*first.lower == "the" && !rest.is_empty() => rest,
            _ => &words[..],
        };
        let Some(first) = words.first() else { return };
        let capitalised = first.is_capitalised();
        let all_capitals = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
        let mut node = 0;
        for word in words {
            let next_word = self.words.len() as u32;
            let word = *self.words.entry(fold_word(&word.lower).into()).or_insert(next_word);
            let next_node = self.ends.len() as u32;
            node = *self.edges.entry((node, word)).or_insert(next_node);
            if node == next_node {
                self.ends.push(None);
            }
        }
        self.ends[node as usize] = Some(Alias { known, form, all_capitals, capitalised });
    }

    fn index_persons(&mut self) {
        for (index, actor) in
            self.actors.iter().enumerate().filter(|(_, actor)| actor.kind == ActorKind::Person)
        {
            let folded = fold_name(&actor.name);
            let words: Vec<&str> = folded.split(' ').collect();
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            let ordinary = |word: &str| classes(word).has(class::COMMON.with(class::TITLE));
            if words.len() > 1 && !ordinary(first) && first.len() > 2 {
                self.given.insert((*first).into(), ());
            }
            if !ordinary(last) {
                self.surnames.entry((*last).into()).or_default().push(index as u32);
            }
            let family_first =
                (2..=3).contains(&words.len()) && !classes(first).has(class::GIVEN) && !ordinary(first);
            if family_first {
                self.surnames.entry((*first).into()).or_default().push(index as u32);
            }
        }
    }
}

impl Alias {
    fn fits(self, tokens: &[Token<'_>]) -> bool {
        if self.all_capitals {
            return tokens.iter().all(|token| !token.text.chars().any(char::is_lowercase));
        }
        !self.capitalised || tokens[0].is_capitalised()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, kind: ActorKind) -> DictionaryEntry {
        DictionaryEntry { name: name.into(), kind, ..DictionaryEntry::default() }
    }

    fn names() -> KnownNames {
        let who = DictionaryEntry {
            aliases: vec!["WHO".into()],
            ..entry("World Health Organization", ActorKind::Organization)
        };
        let land = DictionaryEntry {
            demonyms: vec!["Landish".into()],
            capitals: vec!["Port Land".into()],
            ..entry("Land", ActorKind::State)
        };
        let ana = DictionaryEntry { member_of: Some("Land".into()), ..entry("Ana Al-Bo", ActorKind::Person) };
        KnownNames::new([&Dictionary { entries: vec![who, land, ana] }].into_iter())
    }

    fn check(text: &str, expected: Option<(&str, Form, usize)>) {
        let names = names();
        let tokens = tokens(text, Span::new(0, text.len()));
        let ids: Vec<_> = tokens.iter().map(|token| names.word(&fold_word(&token.lower))).collect();
        let found = names.longest(&tokens, &ids, 0);
        let found = found.map(|found| (names.actor(found.known).name.as_str(), found.form, found.len));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_the_longest_name() {
        check("Land said", Some(("Land", Form::Name, 1)));
        check("Landish troops", Some(("Land", Form::Demonym, 1)));
        check("Port Land said", Some(("Land", Form::Capital, 2)));
        check("Port said", None);
        check("W.H.O. said", Some(("World Health Organization", Form::Name, 1)));
        check("who said", None);
        check("land was dear", None);
        check("Ana al-Bo left", Some(("Ana Al-Bo", Form::Name, 4)));
    }

    #[test]
    fn knows_family_names() {
        let names = names();
        assert_eq!(names.by_surname("bo").len(), 1);
        let owner = names.actor(names.by_surname("bo")[0]).member_of(None);
        assert_eq!(owner.map(|owner| names.actor(owner).name.as_str()), Some("Land"));
    }
}

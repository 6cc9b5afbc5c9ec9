//! The names that a reader knows beforehand, indexed by their words.

mod claimed;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::lexicon::{FastMap, class, classes, fold_word};
use crate::map::{ActorKind, BuiltIn, Conflict, Dictionary, DictionaryEntry, Span, fold_name};
use crate::reading::mention::Form;
use crate::reading::token::{Token, tokens};

/// An actor of the dictionaries.
#[derive(Debug, Clone)]
pub(in crate::reading) struct Known {
    pub(super) name: String,
    pub(super) kind: ActorKind,
    /// Folded names of several words beside `name`.
    spellings: Vec<String>,
    /// Folded adjectives and nationals.
    adjectives: Vec<String>,
    terms: Vec<Term>,
    /// How many of the terms, the first ones, are of offices that a user's dictionary tells of.
    own_terms: usize,
}

/// What a person belongs to from one day to another.
#[derive(Debug, Clone)]
struct Term {
    member_of: Option<u32>,
    from: Option<Date>,
    until: Option<Date>,
}

impl Known {
    /// Its folded names in full, the present one first.
    pub(super) fn full_names(&self) -> impl Iterator<Item = String> {
        std::iter::once(fold_name(&self.name)).chain(self.spellings.iter().cloned())
    }

    fn spell(&mut self, name: &str) {
        let folded = fold_name(name);
        if folded.contains(' ') && !self.spellings.contains(&folded) {
            self.spellings.push(folded);
        }
    }

    /// What it belonged to on `day`, as an index into the known actors; on an unknown day, what it is listed with first.
    pub(super) fn member_of(&self, day: Option<Date>) -> Option<u32> {
        let held = |term: &&Term| covers(term.from, term.until, day);
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

/// Whether a term covers a day; an unknown one only if it has neither beginning nor end.
fn covers(from: Option<Date>, until: Option<Date>, day: Option<Date>) -> bool {
    from.is_none_or(|from| day.is_some_and(|day| from <= day))
        && until.is_none_or(|until| day.is_some_and(|day| day <= until))
}

/// The word that articles use for an office: "premier" for prime ministers; `None` for offices of several words, which no
/// article tells from their parts.
fn title_of(office: &str) -> Option<String> {
    match fold_name(office) {
        title if title == "prime minister" => Some("premier".to_owned()),
        title => Some(title).filter(|title| !title.is_empty() && !title.contains(' ')),
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
    /// Actors of users' dictionaries that have the very name of a built-in one, while nobody has said whose it is.
    rivals: BTreeMap<String, u32>,
    by_alias: BTreeMap<String, u32>,
    words: FastMap<Box<str>, u32>,
    edges: FastMap<(u32, u32), u32>,
    ends: Vec<Option<Alias>>,
    /// Persons by their last word, and by the first where it may be a family name.
    surnames: FastMap<Box<str>, Vec<u32>>,
    given: FastMap<Box<str>, ()>,
    /// Folded names that a user's dictionary gives to several actors, with those.
    unsettled: BTreeMap<String, Vec<u32>>,
    offices: Vec<Held>,
}

/// An office of a state that a user's dictionary tells of.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) state: u32,
    /// One folded word, as [`title_of`] has it.
    pub(super) title: String,
    pub(super) holder: u32,
    from: Option<Date>,
    until: Option<Date>,
}

impl KnownNames {
    /// The names of the built-in dictionary, which has each for one actor only, and of users' own: a later dictionary
    /// wins where two claim one alias. What several actors of one of them claim, or one of them and another that is built in,
    /// means none of them, unless a later one says which.
    pub(in crate::reading) fn new(built_in: &BuiltIn, own: &[&Dictionary]) -> Self {
        let mut names = Self { ends: vec![None], ..Self::default() };
        let own_entries = || own.iter().flat_map(|dictionary| &dictionary.entries);
        let conflicts: Vec<Vec<Conflict>> =
            own.iter().map(|dictionary| dictionary.conflicts(built_in)).collect();
        built_in.entries().iter().for_each(|entry| names.declare(entry, false));
        for (dictionary, conflicts) in own.iter().zip(&conflicts) {
            names.declare_rivals(dictionary, conflicts);
            dictionary.entries.iter().for_each(|entry| names.declare(entry, true));
        }
        built_in.entries().iter().for_each(|entry| names.describe(entry, false));
        for (dictionary, conflicts) in own.iter().zip(&conflicts) {
            dictionary.entries.iter().for_each(|entry| names.describe(entry, true));
            names.note_unsettled(dictionary, conflicts);
        }
        own_entries().for_each(|entry| names.note_office(entry));
        names.index_persons();
        names
    }

    /// The offices that are held on `day`, as far as users' dictionaries tell; on an unknown day, those without dates.
    pub(super) fn offices(&self, day: Option<Date>) -> impl Iterator<Item = &Held> {
        self.offices.iter().filter(move |held| covers(held.from, held.until, day))
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

    /// Makes an actor of an entry unless there is one. A user may call an actor otherwise: "Türkiye", also "Turkey".
    fn declare(&mut self, entry: &DictionaryEntry, by_alias: bool) {
        let key = fold_name(&entry.name);
        if key.is_empty() || self.by_name.contains_key(&key) {
            return;
        }
        let renamed = || entry.aliases.iter().find_map(|alias| self.by_name.get(&fold_name(alias)).copied());
        if let Some(known) = by_alias.then(renamed).flatten()
            && (entry.kind == ActorKind::Other || self.actors[known as usize].kind == entry.kind)
        {
            self.by_name.insert(key, known);
            let actor = &mut self.actors[known as usize];
            let former = std::mem::replace(&mut actor.name, entry.name.clone());
            actor.spell(&former);
            return;
        }
        let known = self.new_actor(entry);
        self.by_name.insert(key, known);
    }

    fn new_actor(&mut self, entry: &DictionaryEntry) -> u32 {
        self.actors.push(Known {
            name: entry.name.clone(),
            kind: entry.kind,
            spellings: Vec::new(),
            adjectives: Vec::new(),
            terms: Vec::new(),
            own_terms: 0,
        });
        self.actors.len() as u32 - 1
    }

    /// Whom the name of an entry stands for where the built-in dictionary uses it, or users' own do.
    fn called(&self, name: &str, own: bool) -> Option<u32> {
        let key = fold_name(name);
        let rival = self.rivals.get(&key).filter(|_| own);
        rival.or_else(|| self.by_name.get(&key)).copied()
    }

    fn describe(&mut self, entry: &DictionaryEntry, own: bool) {
        let Some(known) = self.called(&entry.name, own) else { return };
        let member_of = entry.member_of.as_deref().and_then(|name| self.called(name, own));
        let member_of = member_of.filter(|owner| *owner != known);
        let office = entry.office.as_ref();
        let term = Term { member_of, from: office.and_then(|o| o.from), until: office.and_then(|o| o.until) };
        let actor = &mut self.actors[known as usize];
        // What an entry leaves open, an earlier one may tell.
        if entry.kind != ActorKind::Other {
            actor.kind = entry.kind;
        }
        if own && office.is_some() {
            actor.terms.insert(actor.own_terms, term);
            actor.own_terms += 1;
        } else if term.member_of.is_some() || office.is_some() || actor.terms.is_empty() {
            actor.terms.push(term);
        }
        entry.aliases.iter().for_each(|name| actor.spell(name));
        actor.adjectives.extend(entry.demonyms.iter().map(|name| fold_name(name)));
        self.add(&entry.name, known, Form::Name);
        entry.aliases.iter().for_each(|name| self.add(name, known, Form::Name));
        entry.demonyms.iter().for_each(|name| self.add(name, known, Form::Demonym));
        entry.capitals.iter().for_each(|name| self.add(name, known, Form::Capital));
    }

    fn add(&mut self, name: &str, known: u32, form: Form) {
        let folded = fold_name(name);
        self.unsettled.remove(&folded);
        self.by_alias.insert(folded, known);
        let Some((node, capitalised)) = self.walk(name) else { return };
        let all_capitals = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
        self.ends[node as usize] = Some(Alias { known, form, all_capitals, capitalised });
    }

    /// The node at the end of a name's words, and whether the first is capitalised; `None` if it has no words.
    fn walk(&mut self, name: &str) -> Option<(u32, bool)> {
        let all = tokens(name, Span::new(0, name.len()));
        let words: Vec<&Token<'_>> = all.iter().filter(|token| token.text != "-").collect();
        let words = match words.split_first() {
            Some((first, rest)) if &*first.lower == "the" && !rest.is_empty() => rest,
            _ => &words[..],
        };
        let capitalised = words.first()?.is_capitalised();
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
        Some((node, capitalised))
    }

    fn note_office(&mut self, entry: &DictionaryEntry) {
        let known = |name: &str| self.called(name, true);
        let Some(office) = &entry.office else { return };
        let state = entry.member_of.as_deref().and_then(known);
        if let (Some(state), Some(holder), Some(title)) = (state, known(&entry.name), title_of(&office.title))
        {
            self.offices.push(Held { state, title, holder, from: office.from, until: office.until });
        }
    }

    fn index_persons(&mut self) {
        for (index, actor) in
            self.actors.iter().enumerate().filter(|(_, actor)| actor.kind == ActorKind::Person)
        {
            for folded in actor.full_names() {
                let words: Vec<&str> = folded.split(' ').collect();
                let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
                let ordinary = |word: &str| classes(word).has(class::COMMON.with(class::TITLE));
                if words.len() > 1 && !ordinary(first) && first.len() > 2 {
                    self.given.insert((*first).into(), ());
                }
                let family_first =
                    (2..=3).contains(&words.len()) && !classes(first).has(class::GIVEN) && !ordinary(first);
                let surnames = [(!ordinary(last)).then_some(last), family_first.then_some(first)];
                for surname in surnames.into_iter().flatten() {
                    let bearers = self.surnames.entry((*surname).into()).or_default();
                    if bearers.last() != Some(&(index as u32)) {
                        bearers.push(index as u32);
                    }
                }
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
        let known = Dictionary { entries: vec![who, land, ana], ..Dictionary::default() };
        KnownNames::new(&BuiltIn::new(known), &[])
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

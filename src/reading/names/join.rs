//! Which ways of naming mean the same actor.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::document::{Document, RefId};
use super::joined::Joined;
use super::lexicon::{FastMap, class, classes};
use super::piece::Core;
use super::spelling::{body_words, is_part_of, is_short_for, person_names};
use crate::map::{ActorKind, fold_name};

/// Joins the references of a document.
pub(in crate::reading) fn join(document: &mut Document<'_>, day: Option<Date>) -> Joined {
    let mut joiner = Joiner {
        roots: (0..document.references.len() as RefId).collect(),
        several: BTreeMap::new(),
        unread: BTreeSet::new(),
        day,
    };
    joiner.persons(document);
    joiner.bodies(document);
    joiner.lone(document);
    joiner.unsettled(document);
    joiner.holders(document);
    joiner.leaders(document);
    let governments = joiner.governments(document);
    joiner.parts(document, &governments);
    joiner.finish(document, &governments)
}

pub(super) struct Joiner {
    /// The reference that each one is joined to; itself if to none.
    roots: Vec<RefId>,
    /// Surnames that several persons of the article bear.
    pub(super) several: BTreeMap<RefId, Vec<RefId>>,
    /// Names that several actors of a dictionary claim, and the article does not tell which of them it means.
    pub(super) unread: BTreeSet<RefId>,
    pub(super) day: Option<Date>,
}

impl Joiner {
    pub(super) fn root(&self, id: RefId) -> RefId {
        let mut at = id;
        while self.roots[at as usize] != at {
            at = self.roots[at as usize];
        }
        at
    }

    pub(super) fn unite(&mut self, document: &mut Document<'_>, id: RefId, with: RefId) {
        let (from, to) = (self.root(id), self.root(with));
        if from == to {
            return;
        }
        self.roots[from as usize] = to;
        let taken = std::mem::take(&mut document.references[from as usize].owners);
        let known = matches!(document.core(from), Core::Known(_));
        let held = &mut document.references[to as usize];
        for (owner, count) in taken {
            match held.owners.iter_mut().find(|(other, _)| *other == owner) {
                Some((_, held)) => *held += count,
                None => held.owners.push((owner, count)),
            }
        }
        let part = std::mem::take(&mut document.references[from as usize]);
        let held = &mut document.references[to as usize];
        held.take_names(&part);
        held.acts += part.acts;
        held.sure += part.sure;
        held.places += part.places;
        held.rules |= part.rules;
        held.titles.extend(part.titles);
        held.acronyms.extend(part.acronyms);
        held.near.extend(part.near);
        held.kinds.extend(part.kinds);
        if !known
            && matches!(part.core, Some(Core::Person(_) | Core::Body(_)))
            && held.display.len() < part.display.len()
        {
            held.display = part.display;
        }
        document.references[from as usize].core = part.core;
    }

    /// Joins the spellings of one person: "Emily Murphy" and "Emily W. Murphy".
    fn persons(&mut self, document: &mut Document<'_>) {
        let mut by_surname: BTreeMap<String, Vec<(RefId, Vec<String>)>> = BTreeMap::new();
        for id in 0..document.references.len() as RefId {
            for name in person_names(document, id) {
                let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
                let last = words.last().cloned().unwrap_or_default();
                by_surname.entry(last).or_default().push((id, words));
            }
        }
        for persons in by_surname.values_mut() {
            // Known persons first, then longer names.
            persons.sort_by_key(|(id, words)| {
                (matches!(document.core(*id), Core::Person(_)), std::cmp::Reverse(words.len()))
            });
            for index in 1..persons.len().min(64) {
                let (id, words) = &persons[index];
                if matches!(document.core(*id), Core::Known(_)) {
                    continue;
                }
                if let Some((with, _)) =
                    persons[..index].iter().find(|(_, longer)| is_short_for(words, longer))
                {
                    self.unite(document, *id, *with);
                }
            }
        }
        // Persons whom the dictionary spells more fully.
        for id in 0..document.references.len() as RefId {
            let Core::Person(name) = document.core(id) else { continue };
            let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
            let last = words.last().map_or("", String::as_str);
            let known = document.names.by_surname(last).iter().copied().find(|known| {
                let mut full = document.names.actor(*known).full_names();
                full.any(|full| is_short_for(&words, &full.split(' ').map(str::to_owned).collect::<Vec<_>>()))
            });
            if let (Some(known), true) = (known, self.root(id) == id) {
                let with = self.adopt(document, known);
                self.unite(document, id, with);
            }
        }
    }

    /// The reference of a known actor, made if the article has none yet.
    pub(super) fn adopt(&mut self, document: &mut Document<'_>, known: u32) -> RefId {
        let id = document.intern(&Core::Known(known));
        while self.roots.len() < document.references.len() {
            self.roots.push(self.roots.len() as RefId);
        }
        id
    }

    /// Joins the names of one body: by acronym, by an owner left out, by words left out.
    fn bodies(&mut self, document: &mut Document<'_>) {
        let mut by_word: BTreeMap<String, BTreeSet<RefId>> = BTreeMap::new();
        let mut names: BTreeMap<RefId, Vec<String>> = BTreeMap::new();
        for id in 0..document.references.len() as RefId {
            let Some(words) = body_words(document, id) else { continue };
            for word in &words {
                by_word.entry(word.clone()).or_default().insert(id);
            }
            names.insert(id, words);
        }
        for (id, words) in &names {
            if matches!(document.core(*id), Core::Known(_)) {
                continue;
            }
            // The rarest word leaves the fewest to compare, however long the article is.
            let rarest =
                words.iter().filter_map(|word| by_word.get(word)).min_by_key(|holders| holders.len());
            let holders: Vec<RefId> = rarest
                .filter(|holders| holders.len() <= 256)
                .into_iter()
                .flatten()
                .copied()
                .filter(|other| other != id && is_part_of(words, &names[other]))
                .filter(|other| !self.are_of_others(document, *id, *other))
                .filter(|other| {
                    names[other].len() > words.len()
                        || matches!(document.core(*other), Core::Known(_) | Core::Of(..))
                })
                .take(9)
                .collect();
            let roots: BTreeSet<RefId> = holders
                .iter()
                .map(|holder| self.root(*holder))
                .filter(|root| *root != self.root(*id))
                .collect();
            if let (Some(with), 1) = (roots.first(), roots.len()) {
                self.unite(document, *id, *with);
            } else if words.len() == 1 && !roots.is_empty() {
                self.several.insert(*id, roots.into_iter().collect());
            }
        }
    }

    /// Whether two are parts of different actors: the parliaments of Peru and of Chile.
    fn are_of_others(&self, document: &Document<'_>, one: RefId, other: RefId) -> bool {
        let owner = |id: RefId| match document.core(id) {
            Core::Of(owner, _) => document.find(owner).map(|owner| self.root(owner)),
            _ => None,
        };
        owner(one).zip(owner(other)).is_some_and(|(one, other)| one != other)
    }

    /// Finds whom words mean of which their sentence does not tell: surnames, acronyms, short names.
    fn lone(&mut self, document: &mut Document<'_>) {
        let mut ends: FastMap<String, Vec<RefId>> = FastMap::default();
        let mut starts: FastMap<String, Vec<RefId>> = FastMap::default();
        let mut acronyms: FastMap<String, Vec<RefId>> = FastMap::default();
        let mut short: FastMap<String, Vec<RefId>> = FastMap::default();
        let push = |map: &mut FastMap<String, Vec<RefId>>, key: String, id: RefId| {
            let held = map.entry(key).or_default();
            if !held.contains(&id) && held.len() < 16 {
                held.push(id);
            }
        };
        for id in 0..document.references.len() as RefId {
            let root = self.root(id);
            for name in person_names(document, id) {
                let words: Vec<&str> = name.split(' ').collect();
                for from in 1..words.len() {
                    push(&mut ends, words[from..].join(" "), root);
                }
                push(&mut starts, words[0].to_owned(), root);
            }
            for acronym in &document.references[id as usize].acronyms {
                push(&mut acronyms, fold_name(acronym), root);
            }
            if let Some(words) = body_words(document, id) {
                let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
                if initials.len() > 1 {
                    push(&mut acronyms, initials, root);
                }
                if words.len() > 1 {
                    push(&mut short, words[0].clone(), root);
                }
            }
        }
        for id in 0..document.references.len() as RefId {
            let Core::Lone(name) = document.core(id) else { continue };
            let name = name.clone();
            let is_person = document.references[id as usize].kinds.contains(&ActorKind::Person);
            let found = [
                acronyms.get(&name).filter(|_| !is_person),
                ends.get(&name),
                starts.get(&name),
                short.get(&name).filter(|_| !is_person),
            ]
            .into_iter()
            .flatten()
            .find(|found| !found.is_empty());
            match found.map(Vec::as_slice) {
                Some([one]) => self.unite(document, id, *one),
                Some(several) => {
                    self.several.insert(id, several.to_vec());
                }
                None => self.known_surname(document, id, &name, is_person),
            }
        }
    }

    /// A family name that the article never completes: a person of the dictionary, if only one can be meant.
    fn known_surname(&mut self, document: &mut Document<'_>, id: RefId, name: &str, is_person: bool) {
        let bearers = document.names.by_surname(name.rsplit(' ').next().unwrap_or(name));
        let reference = &document.references[id as usize];
        if reference.places > 0
            || classes(name).has(class::COMMON)
            || (!is_person && reference.kinds.iter().any(|kind| *kind != ActorKind::Person))
        {
            return;
        }
        let day = self.day;
        let acting: Vec<u32> =
            bearers.iter().copied().filter(|known| document.names.actor(*known).in_office(day)).collect();
        let related = |known: u32| {
            let above = document.names.actor(known).member_of(day);
            above.is_some_and(|above| document.find(&Core::Known(above)).is_some())
        };
        let known = match (bearers, &acting[..]) {
            _ if !is_person && reference.sure == 0 && reference.acts == 0 => return,
            (_, [one]) => *one,
            // Out of office, whoever is meant has something to do with what else the article names.
            ([one], _) if related(*one) => *one,
            _ => return,
        };
        let with = self.adopt(document, known);
        self.unite(document, id, with);
    }
}

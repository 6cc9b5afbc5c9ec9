//! Reusable knowledge of names.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Actor, ActorId, ActorKind, StanceMap, Verdict, fold_name};

/// Names that a reader knows before it opens an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dictionary {
    /// The entries. Several of one name tell of one actor, such as the terms of a person in several offices.
    pub entries: Vec<DictionaryEntry>,
    /// Names that mean its actors although the built-in dictionary knows them as those of others.
    pub mine: Vec<Settled>,
}

/// A name of which a person has said whose it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Settled {
    /// The name.
    pub name: String,
    /// The name of the entry whose it is: an entry of another name has to be decided about anew.
    pub owner: String,
}

impl Settled {
    fn of(name: &str, owner: &DictionaryEntry) -> Self {
        Self { name: name.to_owned(), owner: owner.name.clone() }
    }

    /// Both names, as they are compared.
    fn folded(&self) -> (String, String) {
        (fold_name(&self.name), fold_name(&self.owner))
    }
}

/// A name that several actors of a dictionary claim, so that it means none of them until a person decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The name, as the first of them writes it.
    pub name: String,
    /// Indices into [`Dictionary::entries`]: an entry of each actor that claims it, in their order.
    pub claimants: Vec<usize>,
    /// What the built-in dictionary calls the actor whose name it is there, if that is none of them.
    pub built_in: Option<String>,
}

/// Whose each name of the built-in dictionary is, by the folded name.
#[derive(Debug, Clone, Default)]
pub struct BuiltIn {
    entries: Vec<DictionaryEntry>,
    by_name: BTreeMap<String, usize>,
}

impl BuiltIn {
    /// Looks up all names of the built-in dictionary, of which none is two actors'.
    pub fn new(dictionary: Dictionary) -> Self {
        let entries = dictionary.entries;
        let mut by_name = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            entry.names().for_each(|name| {
                by_name.entry(fold_name(name)).or_insert(index);
            });
        }
        Self { entries, by_name }
    }

    /// Its entries.
    pub fn entries(&self) -> &[DictionaryEntry] {
        &self.entries
    }

    /// The actor that a name means, whatever its case and accents.
    pub fn owner(&self, name: &str) -> Option<&DictionaryEntry> {
        self.by_name.get(&fold_name(name)).map(|index| &self.entries[*index])
    }
}

impl Dictionary {
    /// What a person has decided about names in a map: the actors that were added, merged, renamed or given a kind by
    /// hand, with every actor that shares a name with one of them. What is only ever told by what it is, "protesters",
    /// is left out.
    pub fn of_map(map: &StanceMap) -> Self {
        let entries = Self::actors_of_map(map).into_iter().map(|(_, entry)| entry).collect();
        Self { entries, ..Self::default() }
    }

    /// The entries of [`of_map`](Self::of_map), each with its actor.
    pub fn actors_of_map(map: &StanceMap) -> Vec<(ActorId, DictionaryEntry)> {
        let named: Vec<(ActorId, &Actor)> =
            map.actors().filter(|(_, actor)| actor.name.contains(char::is_uppercase)).collect();
        let decided = |actor: &Actor| actor.verdict == Verdict::Confirmed;
        let names: BTreeSet<String> = named
            .iter()
            .filter(|(_, actor)| decided(actor))
            .flat_map(|(_, actor)| actor.names().map(fold_name))
            .collect();
        let meets = |actor: &Actor| actor.names().any(|name| names.contains(&fold_name(name)));
        let kept = named.iter().filter(|(_, actor)| decided(actor) || (!names.is_empty() && meets(actor)));
        kept.filter_map(|(id, _)| Some((*id, DictionaryEntry::of_actor(map, *id)?))).collect()
    }

    /// Adds what entries say: each to the entry of its name and office if there is one, else as an entry of its own. How
    /// many of them said something new.
    pub fn add(&mut self, entries: impl IntoIterator<Item = DictionaryEntry>) -> usize {
        let mut there: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            there.entry(fold_name(&entry.name)).or_default().push(index);
        }
        let mut new = 0;
        for entry in entries {
            let same = there.entry(fold_name(&entry.name)).or_default();
            let fits =
                |index: &&usize| entry.office.is_none() || entry.office == self.entries[**index].office;
            match same.iter().find(fits).copied() {
                Some(index) => new += usize::from(self.entries[index].take(entry)),
                None => {
                    same.push(self.entries.len());
                    self.entries.push(entry);
                    new += 1;
                }
            }
        }
        new
    }

    /// Puts the entries of another dictionary beside these, for which a person has decided: whatever the built-in one says
    /// of their names does not count.
    pub fn add_decided(&mut self, other: Self) {
        let Self { entries, mine } = other;
        self.mine.extend(mine);
        let all = entries.iter().flat_map(|entry| entry.names().map(move |name| Settled::of(name, entry)));
        self.mine.extend(all);
        self.entries.extend(entries);
    }

    /// Puts the entries into the order in which people look for them: by name, then by when a term began. Of
    /// [`mine`](Self::mine), what its owner lists no more is left out.
    pub fn tidy(&mut self) {
        self.entries.sort_by_cached_key(|entry| {
            let from = entry.office.as_ref().and_then(|office| office.from);
            (fold_name(&entry.name), entry.name.clone(), from)
        });
        if !self.mine.is_empty() {
            let all = self.entries.iter();
            let listed: BTreeSet<(String, String)> = all
                .flat_map(|entry| entry.names().map(move |name| Settled::of(name, entry).folded()))
                .collect();
            self.mine.retain(|settled| listed.contains(&settled.folded()));
            self.mine.sort_by_cached_key(|settled| (settled.folded(), settled.clone()));
            self.mine.dedup_by_key(|settled| settled.folded());
        }
    }

    /// The names that several actors claim, by name, one of which may be of the built-in dictionary. Two entries tell of one
    /// actor if they have one name, or one of them lists the other's name; an entry tells of a built-in one if it has
    /// that one's name as its own or among its aliases, unless it is of another kind.
    pub fn conflicts(&self, built_in: &BuiltIn) -> Vec<Conflict> {
        let mut claims: BTreeMap<String, (&str, Vec<usize>)> = BTreeMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            for name in entry.names() {
                let (_, claimants) = claims.entry(fold_name(name)).or_insert((name, Vec::new()));
                if claimants.last() != Some(&index) {
                    claimants.push(index);
                }
            }
        }
        let mut mine: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for Settled { name, owner } in &self.mine {
            mine.entry(fold_name(name)).or_default().push(owner);
        }
        let is_settled = |folded: &String, claimants: &[usize]| {
            let owners = mine.get(folded).map_or(&[][..], Vec::as_slice);
            let is_owner = |index: &usize| owners.iter().any(|owner| self.entries[*index].is_called(owner));
            claimants.iter().all(is_owner)
        };
        // The entries of one name tell of its actor together.
        let tells_of = |index: usize, owner: &DictionaryEntry| {
            let name = fold_name(&self.entries[index].name);
            let bearers = claims.get(&name).into_iter().flat_map(|(_, bearers)| bearers);
            let terms: Vec<&DictionaryEntry> = bearers
                .map(|index| &self.entries[*index])
                .filter(|term| fold_name(&term.name) == name)
                .collect();
            terms.iter().any(|term| term.is_called(&owner.name))
                && terms.iter().all(|term| [ActorKind::Other, owner.kind].contains(&term.kind))
        };
        let conflict = |(folded, (name, indices)): (&String, &(&str, Vec<usize>))| {
            let mut claimants: Vec<usize> = Vec::new();
            for index in indices {
                let same = |other: &usize| self.entries[*other].is_same_actor(&self.entries[*index]);
                if !claimants.iter().any(same) {
                    claimants.push(*index);
                }
            }
            let owner = built_in.owner(name).filter(|_| !is_settled(folded, &claimants));
            let other = owner.filter(|owner| !claimants.iter().any(|index| tells_of(*index, owner)));
            let built_in = other.map(|owner| owner.name.clone());
            Conflict { name: (*name).to_owned(), claimants, built_in }
        };
        let conflicts = claims.iter().map(conflict);
        conflicts.filter(|found| found.claimants.len() + usize::from(found.built_in.is_some()) > 1).collect()
    }
}

/// One actor of a [`Dictionary`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DictionaryEntry {
    /// The canonical name.
    pub name: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// Other names, acronyms and spellings.
    pub aliases: Vec<String>,
    /// Adjectives and nationals: "Turkish", "Turks".
    pub demonyms: Vec<String>,
    /// Cities and buildings that stand for it: "Ankara", "the Kremlin".
    pub capitals: Vec<String>,
    /// The name of the entry that it belongs to.
    pub member_of: Option<String>,
    /// The office held, for persons.
    pub office: Option<Office>,
}

impl DictionaryEntry {
    /// What a map knows of an actor that any other map may know as well; `None` if there is no such actor.
    pub fn of_actor(map: &StanceMap, id: ActorId) -> Option<Self> {
        let actor = map.actor(id)?;
        Some(Self {
            name: actor.name.clone(),
            kind: actor.kind,
            aliases: actor.aliases.iter().cloned().collect(),
            member_of: actor.member_of.map(|group| map.actor_name(group).to_owned()),
            ..Self::default()
        })
    }

    /// The name and all that stands for it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.aliases.iter().chain(&self.demonyms).chain(&self.capitals);
        std::iter::once(&self.name).chain(others).map(String::as_str)
    }

    /// Takes in what another entry of the same actor says; whether that was anything new.
    fn take(&mut self, other: Self) -> bool {
        let before = self.clone();
        let Self { name: _, kind, aliases, demonyms, capitals, member_of, office: _ } = other;
        let add = |held: &mut Vec<String>, names: Vec<String>| {
            for name in names {
                if !held.contains(&name) {
                    held.push(name);
                }
            }
        };
        add(&mut self.aliases, aliases);
        add(&mut self.demonyms, demonyms);
        add(&mut self.capitals, capitals);
        if kind != ActorKind::Other {
            self.kind = kind;
        }
        if self.member_of.is_none() {
            self.member_of = member_of;
        }
        *self != before
    }

    /// Whether both tell of one actor: by one name, or because one lists the name of the other among its own.
    pub fn is_same_actor(&self, other: &Self) -> bool {
        self.is_called(&other.name) || other.is_called(&self.name)
    }

    /// Whether this is its name or one of its aliases.
    fn is_called(&self, name: &str) -> bool {
        let folded = fold_name(name);
        fold_name(&self.name) == folded || self.aliases.iter().any(|alias| fold_name(alias) == folded)
    }
}

/// An office and its term.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Office {
    /// "president", "prime minister".
    pub title: String,
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if over or known.
    pub until: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Edit;

    fn entry(name: &str, aliases: &[&str]) -> DictionaryEntry {
        let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
        DictionaryEntry { name: name.to_owned(), aliases, ..DictionaryEntry::default() }
    }

    fn settled(name: &str, owner: &str) -> Settled {
        Settled { name: name.to_owned(), owner: owner.to_owned() }
    }

    fn claimed(entries: Vec<DictionaryEntry>) -> Vec<(String, Vec<String>)> {
        let dictionary = Dictionary { entries, ..Dictionary::default() };
        let name = |index: &usize| dictionary.entries[*index].name.clone();
        let conflicts = dictionary.conflicts(&BuiltIn::default()).into_iter();
        conflicts.map(|found| (found.name, found.claimants.iter().map(name).collect())).collect()
    }

    #[test]
    fn a_name_of_two_actors_is_a_conflict() {
        let gna = |names: [&str; 2]| vec![("GNA".to_owned(), names.map(str::to_owned).to_vec())];
        let (accord, army) = ("Government of National Accord", "Ghana National Army");
        assert_eq!(claimed(vec![entry(accord, &["GNA"]), entry(army, &["the G.N.A."])]), gna([accord, army]));
        assert_eq!(claimed(vec![entry(accord, &["GNA"]), entry("GNA", &[])]), [], "it is the same actor");
        assert_eq!(claimed(vec![entry(accord, &["GNA"]), entry(accord, &["GNA"])]), [], "of two terms");
        let renamed = vec![entry("Turkey", &["Ankara"]), entry("Türkiye", &["Turkey", "Ankara"])];
        assert_eq!(claimed(renamed), []);
    }

    #[test]
    fn a_name_of_a_built_in_actor_is_a_conflict_until_a_person_decides() {
        let of = |kind, entry| DictionaryEntry { kind, ..entry };
        let france =
            DictionaryEntry { capitals: vec!["Paris".to_owned()], ..entry("France", &["the Republic"]) };
        let known = Dictionary { entries: vec![of(ActorKind::State, france)], ..Dictionary::default() };
        let built_in = BuiltIn::new(known);
        let check = |entries: &[DictionaryEntry], mine: &[(&str, &str)], expected: &[&str]| {
            let mine = mine.iter().map(|(name, owner)| settled(name, owner)).collect();
            let dictionary = Dictionary { entries: entries.to_vec(), mine };
            let found = dictionary.conflicts(&built_in).into_iter().filter(|found| found.built_in.is_some());
            assert_eq!(found.map(|found| found.name).collect::<Vec<_>>(), expected, "{dictionary:?}");
        };
        let club = entry("Paris Club", &["PARIS"]);
        check(std::slice::from_ref(&club), &[], &["PARIS"]);
        check(std::slice::from_ref(&club), &[("Paris", "paris club")], &[]);
        check(&[entry("Paris Group", &["Paris"])], &[("Paris", "Paris Club")], &["Paris"]);
        // Of two who claim it, only one was decided about.
        let two = [club.clone(), entry("Paris Group", &["Paris"])];
        check(&two, &[("Paris", "Paris Club")], &["PARIS"]);
        check(&[entry("Paris Club", &[])], &[], &[]);
        check(&[entry("France", &["Paris", "FR"])], &[], &[]);
        check(&[of(ActorKind::State, entry("Frankland", &["France", "Paris"]))], &[], &[]);
        check(&[of(ActorKind::Party, entry("france", &["Paris"]))], &[], &["france", "Paris"]);
        let terms = [of(ActorKind::State, entry("Frankland", &["France"])), entry("Frankland", &["Paris"])];
        check(&terms, &[], &[]);
        // The other claimant is the built-in one, so that it is named once.
        check(&[club, entry("France", &["Paris"])], &[], &[]);
    }

    #[test]
    fn what_is_the_own_dictionarys_is_kept_while_it_is_listed() {
        let names = [("Paris", "Paris Club"), ("the Kremlin", "Paris Club"), ("paris", "paris club")];
        let others = [("PC", "Paris Club"), ("Paris", "Else")];
        let mine = names.iter().chain(&others).map(|(name, owner)| settled(name, owner)).collect();
        let mut dictionary = Dictionary { entries: vec![entry("Paris Club", &["PARIS", "PC"])], mine };
        dictionary.tidy();
        assert_eq!(dictionary.mine, [settled("Paris", "Paris Club"), settled("PC", "Paris Club")]);
    }

    #[test]
    fn what_is_added_joins_what_is_there() {
        let mut dictionary = Dictionary { entries: vec![entry("Norland", &["NL"])], ..Dictionary::default() };
        let norland = DictionaryEntry { kind: ActorKind::State, ..entry("norland", &["Orsina", "NL"]) };
        let new = dictionary.add([norland.clone(), entry("Ana Birk", &[]), norland]);
        assert_eq!(new, 2, "what is said twice is new once");
        let [norland, birk] = &dictionary.entries[..] else { panic!("{dictionary:?}") };
        assert_eq!((norland.name.as_str(), norland.kind), ("Norland", ActorKind::State));
        assert_eq!(norland.aliases, ["NL", "Orsina"]);
        assert_eq!(birk.name, "Ana Birk");
    }

    #[test]
    fn merges_and_renames_enter_the_dictionary_of_the_map_at_once() {
        let mut map = StanceMap::default();
        for (id, name) in [(1, "Turkey"), (2, "Ankara"), (3, "Cy"), (4, "protesters")] {
            let actor = Actor { name: name.to_owned(), ..Actor::default() };
            map.apply(Edit::AddActor { id: ActorId(id), actor, at: None }).unwrap();
        }
        assert_eq!(Dictionary::of_map(&map), Dictionary::default(), "a machine read all of it");
        map.apply(Edit::MergeActors { from: ActorId(2), into: ActorId(1) }).unwrap();
        map.apply(Edit::RenameActor { id: ActorId(1), name: "Türkiye".to_owned() }).unwrap();
        map.apply(Edit::SetActorKind { id: ActorId(4), kind: ActorKind::Other }).unwrap();
        assert_eq!(Dictionary::of_map(&map).entries, [entry("Türkiye", &["Ankara", "Turkey"])]);
    }
}

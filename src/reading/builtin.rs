//! The names that every reader knows.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::map::{ActorKind, BuiltIn, Dictionary, DictionaryEntry, Office};

const ASSET: &str = include_str!("../../assets/dictionary.tsv");

/// The built-in dictionary: states, international bodies, parties, armed groups and the people who lead them.
///
/// `assets/dictionary.tsv` has one entry a line; its columns are parted by tabs, the values of a column by `|`, and
/// empty columns at the end of a line are left out: name, kind (the word of an [`ActorKind`]), aliases, demonyms,
/// capitals and other metonyms, the name of the entry that it belongs to, office, first and last day of its term. Lines
/// that start with `#` are remarks. A person who held several offices has an entry for each under one name, with the
/// aliases on the first; no other name or alias belongs to two entries. Surnames alone are never aliases: they mean
/// somebody only within one article.
///
/// ```
/// let dictionary = stancemap::reading::builtin_dictionary();
/// let turkey = dictionary.entries.iter().find(|entry| entry.name == "Turkey").ok_or("no Turkey")?;
/// assert!(turkey.demonyms.iter().any(|name| name == "Turkish"));
/// assert_eq!(turkey.capitals, ["Ankara"]);
/// # Ok::<(), &str>(())
/// ```
pub fn builtin_dictionary() -> Dictionary {
    // A test reads every line, so none that ships is dropped here.
    Dictionary { entries: lines().filter_map(|line| entry(line).ok()).collect(), ..Dictionary::default() }
}

/// Whose the names of the [built-in dictionary](builtin_dictionary) are; worked out once, which takes some milliseconds.
pub fn builtin_names() -> &'static BuiltIn {
    static NAMES: LazyLock<BuiltIn> = LazyLock::new(|| BuiltIn::new(builtin_dictionary()));
    &NAMES
}

fn lines() -> impl Iterator<Item = &'static str> {
    ASSET.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn entry(line: &str) -> Result<DictionaryEntry, String> {
    let mut columns = line.split('\t');
    let mut next = || columns.next().unwrap_or_default();
    let (name, kind) = (next(), next());
    let [aliases, demonyms, capitals] = [next(), next(), next()].map(list);
    let (member_of, title, from, until) = (next(), next(), next(), next());
    let [from, until] = [from, until].map(date);
    let office = Office { title: title.into(), from: from?, until: until? };
    let entry = DictionaryEntry {
        name: name.into(),
        kind: ActorKind::from_word(kind).ok_or_else(|| format!("unknown kind {kind:?}"))?,
        aliases,
        demonyms,
        capitals,
        member_of: Some(member_of.to_owned()).filter(|name| !name.is_empty()),
        office: Some(office).filter(|office| *office != Office::default()),
    };
    match columns.next() {
        Some(more) => Err(format!("a column too many: {more:?}")),
        None => Ok(entry),
    }
}

fn list(column: &str) -> Vec<String> {
    column.split('|').filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

fn date(column: &str) -> Result<Option<Date>, String> {
    if column.is_empty() {
        return Ok(None);
    }
    column.parse().map(Some).map_err(|error| format!("{column:?} is no date: {error}"))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::map::fold_name;

    fn names(entry: &DictionaryEntry) -> impl Iterator<Item = &String> {
        let DictionaryEntry { name, aliases, demonyms, capitals, .. } = entry;
        [name].into_iter().chain(aliases).chain(demonyms).chain(capitals)
    }

    /// The only entry, or the entries, whose name or alias this is.
    fn named(name: &str) -> Vec<DictionaryEntry> {
        let mut entries = builtin_dictionary().entries;
        entries.retain(|entry| names(entry).any(|known| known == name));
        let actor = entries.first().map(|entry| entry.name.clone());
        let mut all = builtin_dictionary().entries;
        all.retain(|entry| Some(&entry.name) == actor.as_ref());
        all
    }

    #[test]
    fn every_line_of_the_asset_is_an_entry() {
        for line in lines() {
            let entry = entry(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            assert_eq!(line.trim(), line, "space at an end");
            for name in names(&entry) {
                assert!(
                    !fold_name(name).is_empty() && name.trim() == name && !name.contains("  "),
                    "{name:?}: {line}"
                );
            }
            if let Some(Office { from: Some(from), until: Some(until), .. }) = entry.office {
                assert!(from <= until, "the term ends before it starts: {line}");
            }
        }
        assert!(lines().count() > 2000);
    }

    #[test]
    fn no_name_belongs_to_two_actors() {
        let mut owners = BTreeMap::new();
        for entry in &builtin_dictionary().entries {
            for name in names(entry) {
                let owner = owners.entry(fold_name(name)).or_insert_with(|| entry.name.clone());
                assert_eq!(*owner, entry.name, "both have {name:?}");
            }
        }
    }

    #[test]
    fn every_member_belongs_to_an_entry_and_no_chain_closes() {
        let entries = builtin_dictionary().entries;
        let above: BTreeMap<&str, Option<&str>> =
            entries.iter().map(|entry| (entry.name.as_str(), entry.member_of.as_deref())).collect();
        for entry in &entries {
            let mut at = entry.member_of.as_deref();
            let mut seen = BTreeSet::new();
            while let Some(name) = at {
                assert!(seen.insert(name), "{} belongs to itself", entry.name);
                at = *above.get(name).unwrap_or_else(|| panic!("{}: no entry {name:?}", entry.name));
            }
        }
    }

    #[test]
    fn words_of_every_day_are_nobodys_name() {
        let words = "May Us Who Is It An March Will Male Chad's-own Turkey-cock Polish-up Victoria Santiago Georgetown";
        for entry in &builtin_dictionary().entries {
            for name in names(entry) {
                assert!(!words.split(' ').any(|word| word == name), "{name}");
                assert!(name.chars().count() > 1, "{name}");
            }
            // "Biden" and "Modi" mean somebody only within an article.
            let is_single = |name: &&String| !name.contains([' ', '-']);
            if entry.kind == ActorKind::Person {
                let single: Vec<_> = names(entry).filter(is_single).collect();
                let nicknames = [
                    "Abiy", "AMLO", "Farmajo", "Hasina", "Hemedti", "Hemeti", "Jokowi", "Lula", "MBS", "MBZ",
                    "Naruhito",
                ];
                assert!(single.iter().all(|name| nicknames.contains(&name.as_str())), "{single:?}");
            }
        }
    }

    #[test]
    fn spot_checks() {
        for (name, actor, kind) in [
            ("Ankara", "Turkey", ActorKind::State),
            ("the Kremlin", "Russia", ActorKind::State),
            ("Downing Street", "United Kingdom", ActorKind::State),
            ("U.S.", "United States", ActorKind::State),
            ("Central African Republic", "Central African Republic", ActorKind::State),
            ("Emiratis", "United Arab Emirates", ActorKind::State),
            ("South Korean", "South Korea", ActorKind::State),
            ("Congolese", "Democratic Republic of Congo", ActorKind::State),
            ("Brussels", "European Union", ActorKind::Bloc),
            ("IAEA", "International Atomic Energy Agency", ActorKind::Organization),
            ("Hizbullah", "Hezbollah", ActorKind::ArmedGroup),
            ("Ansar Allah", "Houthis", ActorKind::ArmedGroup),
            ("RSF", "Rapid Support Forces", ActorKind::ArmedGroup),
            ("Tories", "Conservative Party", ActorKind::Party),
            ("Knesset", "Knesset", ActorKind::Organization),
            ("Nayib Bukele", "Nayib Bukele", ActorKind::Person),
            ("Droupadi Murmu", "Droupadi Murmu", ActorKind::Person),
            ("Lionel Jospin", "Lionel Jospin", ActorKind::Person),
        ] {
            let found = named(name);
            assert!(!found.is_empty(), "{name} is unknown");
            assert!(found.iter().all(|entry| entry.name == actor && entry.kind == kind), "{name}: {found:?}");
        }
        let terms: Vec<_> = named("Donald J. Trump").into_iter().filter_map(|entry| entry.office).collect();
        assert_eq!(terms.len(), 2);
        assert_eq!(terms[0].title, "president");
        assert_eq!(terms[0].until, Some(jiff::civil::date(2021, 1, 20)));
        assert_eq!(terms[1].until, None);
    }
}

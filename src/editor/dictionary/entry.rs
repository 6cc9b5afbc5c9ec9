//! An entry of the dictionary as it is typed, and what is wrong with it.

use crate::map::{ActorKind, DictionaryEntry, Office, fold_name};

/// An entry as it is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntryDraft {
    /// What it is known by in the draft, whatever becomes of its name and its place.
    pub(super) number: u64,
    /// The canonical name.
    pub name: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// Other names, adjectives, and cities or buildings, each list parted by semicolons.
    pub lists: [String; 3],
    /// The name of the entry that it belongs to.
    pub member_of: String,
    /// The office held, its first day and its last.
    pub office: [String; 3],
    /// The entry that this was: a list that nobody has touched stays as it is, whatever signs it holds.
    pub(super) was: DictionaryEntry,
}

/// What is wrong with an entry as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// It has no name.
    NoName,
    /// The first day is no date.
    From(String),
    /// The last day is no date.
    Until(String),
    /// The term ends before it begins.
    Turned,
}

impl std::fmt::Display for Slip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoName => write!(f, "Name: every entry needs one."),
            Self::From(typed) => write!(f, "From: “{typed}” is not a date like 2019-12-20."),
            Self::Until(typed) => write!(f, "Until: “{typed}” is not a date like 2019-12-20."),
            Self::Turned => write!(f, "Until: the term ends before it begins."),
        }
    }
}

fn joined(names: &[String]) -> String {
    names.join("; ")
}

impl EntryDraft {
    pub(super) fn of(entry: DictionaryEntry) -> Self {
        let Office { title, from, until } = entry.office.clone().unwrap_or_default();
        let [from, until] = [from, until].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
        Self {
            name: entry.name.clone(),
            kind: entry.kind,
            lists: [&entry.aliases, &entry.demonyms, &entry.capitals].map(|names| joined(names)),
            member_of: entry.member_of.clone().unwrap_or_default(),
            office: [title, from, until],
            was: entry,
            ..Self::default()
        }
    }

    /// What it is known by among all that the draft has ever held, whatever becomes of its name and its place.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The entry that was typed.
    ///
    /// # Errors
    /// If something does not make sense.
    pub fn entry(&self) -> Result<DictionaryEntry, Slip> {
        let name = self.name.trim().to_owned();
        if name.is_empty() {
            return Err(Slip::NoName);
        }
        let [title, from, until] = self.office.each_ref().map(|text| text.trim().to_owned());
        let day = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
        let first = day(&from).ok_or(Slip::From(from))?;
        let last = day(&until).ok_or(Slip::Until(until))?;
        if first.zip(last).is_some_and(|(first, last)| first > last) {
            return Err(Slip::Turned);
        }
        let before = [&self.was.aliases, &self.was.demonyms, &self.was.capitals];
        let list = |index: usize| -> Vec<String> {
            let typed = &self.lists[index];
            if *typed == joined(before[index]) {
                return before[index].clone();
            }
            typed.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
        };
        let office = Office { title, from: first, until: last };
        Ok(DictionaryEntry {
            name,
            kind: self.kind,
            aliases: list(0),
            demonyms: list(1),
            capitals: list(2),
            member_of: Some(self.member_of.trim().to_owned()).filter(|name| !name.is_empty()),
            office: Some(office).filter(|office| *office != Office::default()),
        })
    }

    /// Whether any of its fields holds these words, whatever their accents.
    pub(super) fn holds(&self, folded: &str) -> bool {
        let fields = [&self.name, &self.member_of].into_iter().chain(&self.lists).chain(&self.office);
        fields.into_iter().any(|field| fold_name(field).contains(folded))
    }
}

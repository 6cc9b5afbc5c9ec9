//! Reusable knowledge of names.

use jiff::civil::Date;

use super::ActorKind;

/// Names that a reader knows before it opens an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dictionary {
    /// The entries; later ones win where two claim one alias.
    pub entries: Vec<DictionaryEntry>,
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

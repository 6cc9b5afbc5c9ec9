//! Dictionaries that users write for themselves: RON, one entry a line, meant to be edited by hand.

use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::civil::Date;
use serde::Deserialize;

use crate::map::{ActorKind, Dictionary, DictionaryEntry, Office};

/// A dictionary that could not be used.
#[derive(Debug)]
pub struct DictionaryError {
    /// What is wrong with it.
    pub problem: DictionaryProblem,
    /// The file.
    pub path: PathBuf,
}

/// What can be wrong with a dictionary.
#[derive(Debug)]
pub enum DictionaryProblem {
    /// The file cannot be read.
    Unreadable(io::Error),
    /// The text cannot be understood. Line and column count from 1.
    Unclear {
        /// Where.
        line: usize,
        /// Where in the line.
        column: usize,
        /// What was found or expected.
        what: String,
    },
    /// An entry does not make sense.
    Entry {
        /// Its name, or its number if it has none.
        entry: String,
        /// What is wrong with it.
        what: String,
    },
}

impl std::fmt::Display for DictionaryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.problem {
            DictionaryProblem::Unreadable(error) => write!(f, "the dictionary could not be read ({error})"),
            DictionaryProblem::Unclear { line, column, what } => {
                write!(f, "the dictionary cannot be understood at line {line}, column {column} ({what})")
            }
            DictionaryProblem::Entry { entry, what } => {
                write!(f, "the dictionary's entry {entry} is wrong ({what})")
            }
        }?;
        write!(f, ": {}", self.path.display())
    }
}

impl std::error::Error for DictionaryError {}

#[derive(Deserialize)]
#[serde(rename = "Dictionary", deny_unknown_fields)]
struct Written {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    demonyms: Vec<String>,
    #[serde(default)]
    capitals: Vec<String>,
    #[serde(default)]
    member_of: String,
    #[serde(default)]
    office: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

/// Reads a dictionary such as
///
/// ```ron
/// Dictionary(entries: [
///     (name: "Norland", kind: "state", aliases: ["NL"], demonyms: ["Norlandish"], capitals: ["Orsina"]),
///     (name: "Ana Birk", kind: "person", member_of: "Norland", office: "president", from: "2019-01-01"),
/// ])
/// ```
///
/// Only the name must be given. Kinds are the words of [`ActorKind::word`].
///
/// # Errors
/// If the file cannot be read or understood.
pub fn dictionary(path: &Path) -> Result<Dictionary, DictionaryError> {
    fs::read_to_string(path)
        .map_err(DictionaryProblem::Unreadable)
        .and_then(|text| parsed(&text))
        .map_err(|problem| DictionaryError { problem, path: path.to_owned() })
}

fn parsed(text: &str) -> Result<Dictionary, DictionaryProblem> {
    let written: Written = ron::from_str(text).map_err(|error| DictionaryProblem::Unclear {
        line: error.span.start.line,
        column: error.span.start.col,
        what: error.code.to_string(),
    })?;
    let mut entries = Vec::new();
    for (number, written) in (1..).zip(written.entries) {
        let name = if written.name.trim().is_empty() {
            number.to_string()
        } else {
            format!("“{}”", written.name)
        };
        entries.push(entry(written).map_err(|what| DictionaryProblem::Entry { entry: name, what })?);
    }
    Ok(Dictionary { entries })
}

fn entry(written: Entry) -> Result<DictionaryEntry, String> {
    let Entry { name, kind, aliases, demonyms, capitals, member_of, office, from, until } = written;
    if name.trim().is_empty() {
        return Err("it has no name".to_owned());
    }
    let kind = match kind.as_str() {
        "" => ActorKind::Other,
        word => ActorKind::from_word(word).ok_or_else(|| {
            let words: Vec<&str> = ActorKind::ALL.iter().map(|kind| kind.word()).collect();
            format!("“{word}” is no kind; kinds are {}", words.join(", "))
        })?,
    };
    let day = |day: &str| match day {
        "" => Ok(None),
        day => day.parse::<Date>().map(Some).map_err(|_| format!("“{day}” is not a date like 2019-12-20")),
    };
    let (from, until) = (day(&from)?, day(&until)?);
    let office = (!office.is_empty()).then_some(Office { title: office, from, until });
    let member_of = (!member_of.is_empty()).then_some(member_of);
    Ok(DictionaryEntry { name, kind, aliases, demonyms, capitals, member_of, office })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read() {
        let text = r#"Dictionary(entries: [
            (name: "Norland", kind: "state", aliases: ["NL"], demonyms: ["Norlandish"], capitals: ["Orsina"]),
            (name: "Ana Birk", kind: "person", member_of: "Norland", office: "president", from: "2019-01-01"),
        ])"#;
        let dictionary = parsed(text).unwrap();
        assert_eq!(dictionary.entries[0].capitals, ["Orsina"]);
        let birk = &dictionary.entries[1];
        assert_eq!(birk.member_of.as_deref(), Some("Norland"));
        assert_eq!(birk.office.as_ref().unwrap().from, Some(jiff::civil::date(2019, 1, 1)));
    }

    #[test]
    fn mistakes_are_named() {
        let cases = [
            ("(entries: [(nam: \"A\")])", "the dictionary cannot be understood at line 1, column "),
            (
                "(entries: [(name: \"A\", kind: \"town\")])",
                "the dictionary's entry “A” is wrong (“town” is no kind; ",
            ),
            ("(entries: [(name: \" \")])", "the dictionary's entry 1 is wrong (it has no name)"),
            (
                "(entries: [(name: \"A\", office: \"x\", from: \"May\")])",
                "the dictionary's entry “A” is wrong (“May” is",
            ),
        ];
        for (text, expected) in cases {
            let problem = parsed(text).expect_err(text);
            let message = DictionaryError { problem, path: "d.ron".into() }.to_string();
            assert!(message.starts_with(expected) && message.ends_with(": d.ron"), "{message}");
        }
    }
}

//! Dictionaries that users write for themselves: RON, one entry a line, which can be edited by hand as well. Comments in it
//! are not kept: whenever the program changes a dictionary, it writes the whole of it anew, by its entries alone.

use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::civil::Date;
use serde::Deserialize;

use super::write::{self, WriteError};
use crate::map::{ActorKind, Dictionary, DictionaryEntry, Office, Settled};

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
        /// Where it stands, counted from 1; `None` if that cannot be told.
        line: Option<usize>,
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
            DictionaryProblem::Entry { entry, line, what } => {
                let at = line.map(|line| format!(" at line {line}")).unwrap_or_default();
                write!(f, "the dictionary's entry {entry}{at} is wrong ({what})")
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
    #[serde(default)]
    mine: Vec<(String, String)>,
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
/// Only the name must be given. Kinds are the words of [`ActorKind::word`]. After the entries, `mine: [("Paris", "Paris Club")]` may list
/// names that they have although the built-in dictionary knows them as others'.
///
/// # Errors
/// If the file cannot be read or understood.
pub fn dictionary(path: &Path) -> Result<Dictionary, DictionaryError> {
    fs::read_to_string(path)
        .map_err(DictionaryProblem::Unreadable)
        .and_then(|text| parsed(&text))
        .map_err(|problem| DictionaryError { problem, path: path.to_owned() })
}

/// The user's own dictionary; `None` for a user without a home.
pub fn own_dictionary_path() -> Option<PathBuf> {
    Some(super::config_dir()?.join("dictionary.ron"))
}

/// Reads the user's own dictionary, which knows nothing as long as there is no file.
///
/// # Errors
/// If the file is there and cannot be read or understood.
pub fn own_dictionary() -> Result<Dictionary, DictionaryError> {
    let Some(path) = own_dictionary_path() else { return Ok(Dictionary::default()) };
    match dictionary(&path) {
        Err(DictionaryError { problem: DictionaryProblem::Unreadable(error), .. })
            if error.kind() == io::ErrorKind::NotFound =>
        {
            Ok(Dictionary::default())
        }
        read => read,
    }
}

/// Changes the user's own dictionary as it is on the disk now, and writes it whole or not at all. What is in it then.
///
/// # Errors
/// A sentence that says what is wrong, that of `change` included. A file that cannot be understood is left as it is.
pub fn change_own_dictionary(
    change: impl FnOnce(Dictionary) -> Result<Dictionary, String>,
) -> Result<Dictionary, String> {
    let dictionary = own_dictionary().map_err(|error| format!("{error}. {MEND}"))?;
    let dictionary = change(dictionary)?;
    let path = own_dictionary_path().ok_or("there is no folder to keep a dictionary in")?;
    // If this fails, so does the writing, which says why.
    let _ = path.parent().map(fs::create_dir_all);
    write_dictionary(&path, &dictionary).map_err(|error| error.to_string())?;
    Ok(dictionary)
}

/// What to do about a dictionary of one's own that cannot be understood.
pub const MEND: &str = "Mend it in a text editor or move it away; until then articles are read without it.";

/// Writes a dictionary, whole or not at all.
///
/// # Errors
/// If it cannot be written; what was there before is then as it was.
pub fn write_dictionary(path: &Path, dictionary: &Dictionary) -> Result<(), WriteError> {
    write::write(path, dictionary_text(dictionary).as_bytes())
}

/// A dictionary as [`dictionary()`] reads it: one entry a line, in the order of their names.
pub fn dictionary_text(dictionary: &Dictionary) -> String {
    let mut sorted = dictionary.clone();
    sorted.tidy();
    let Dictionary { entries, mine } = &sorted;
    let lines = entries.iter().map(|entry| format!("    ({}),\n", fields(entry)));
    let mine = if mine.is_empty() { String::new() } else { format!(", mine: [{}]", pairs(mine)) };
    format!("Dictionary(entries: [\n{}]{mine})\n", lines.collect::<String>())
}

/// The fields of an entry, without those that say nothing.
fn fields(entry: &DictionaryEntry) -> String {
    let DictionaryEntry { name, kind, aliases, demonyms, capitals, member_of, office } = entry;
    let mut fields = vec![format!("name: {}", quoted(name))];
    let mut field = |key: &str, value: &str| {
        if !value.is_empty() {
            fields.push(format!("{key}: {}", quoted(value)));
        }
    };
    field("kind", if *kind == ActorKind::Other { "" } else { kind.word() });
    field("member_of", member_of.as_deref().unwrap_or_default());
    if let Some(Office { title, from, until }) = office {
        let day = |day: &Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        field("office", title);
        field("from", &day(from));
        field("until", &day(until));
    }
    for (key, names) in [("aliases", aliases), ("demonyms", demonyms), ("capitals", capitals)] {
        if !names.is_empty() {
            fields.push(format!("{key}: {}", quoted_list(names)));
        }
    }
    fields.join(", ")
}

fn pairs(mine: &[Settled]) -> String {
    let pair = |Settled { name, owner }: &Settled| format!("({}, {})", quoted(name), quoted(owner));
    mine.iter().map(pair).collect::<Vec<_>>().join(", ")
}

fn quoted(text: &str) -> String {
    ron::to_string(text).unwrap_or_default()
}

fn quoted_list(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    format!("[{}]", names.join(", "))
}

/// The line, counted from 1, on which an entry is named: every entry has one `name:`.
fn line_of(text: &str, number: usize) -> Option<usize> {
    let names = text.match_indices("name").filter(|(at, word)| {
        let begins = !text[..*at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"'));
        begins && text[at + word.len()..].trim_start().starts_with(':')
    });
    let (at, _) = names.into_iter().nth(number.checked_sub(1)?)?;
    Some(text[..at].matches('\n').count() + 1)
}

fn parsed(text: &str) -> Result<Dictionary, DictionaryProblem> {
    let Written { entries: all, mine } = ron::from_str(text).map_err(|error| DictionaryProblem::Unclear {
        line: error.span.start.line,
        column: error.span.start.col,
        what: error.code.to_string(),
    })?;
    let mut entries = Vec::new();
    for (number, written) in (1..).zip(all) {
        let name = if written.name.trim().is_empty() {
            number.to_string()
        } else {
            format!("“{}”", written.name)
        };
        let line = line_of(text, number);
        entries.push(entry(written).map_err(|what| DictionaryProblem::Entry { entry: name, line, what })?);
    }
    let mine = mine.into_iter().map(|(name, owner)| Settled { name, owner }).collect();
    Ok(Dictionary { entries, mine })
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
    if let (Some(first), Some(last)) = (from, until)
        && first > last
    {
        return Err(format!("its term ends on {last}, before it begins on {first}"));
    }
    let office = Some(Office { title: office, from, until }).filter(|office| *office != Office::default());
    let member_of = (!member_of.is_empty()).then_some(member_of);
    Ok(DictionaryEntry { name, kind, aliases, demonyms, capitals, member_of, office })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
                "the dictionary's entry “A” at line 1 is wrong (“town” is no kind; ",
            ),
            ("(entries: [\n(name: \" \")])", "the dictionary's entry 1 at line 2 is wrong (it has no name)"),
            ("(entries: [(\nname: \" \")])", "the dictionary's entry 1 at line 2 is wrong (it has no name)"),
            (
                "(entries: [(name: \"A\", office: \"x\", from: \"May\")])",
                "the dictionary's entry “A” at line 1 is wrong (“May” is",
            ),
            (
                "(entries: [(name: \"A\", from: \"2020-01-02\", until: \"2020-01-01\")])",
                "the dictionary's entry “A” at line 1 is wrong (its term ends on 2020-01-01, before",
            ),
        ];
        for (text, expected) in cases {
            let problem = parsed(text).expect_err(text);
            let message = DictionaryError { problem, path: "d.ron".into() }.to_string();
            assert!(message.starts_with(expected) && message.ends_with(": d.ron"), "{message}");
        }
    }

    #[test]
    fn entries_are_written_one_a_line_by_name() {
        let text = concat!(
            "Dictionary(entries: [\n",
            "    (name: \"Ana \\\"Bee\\\" Birk\", kind: \"person\", member_of: \"Norland\", office: \"president\", ",
            "from: \"2019-01-01\"),\n",
            "    (name: \"Norland\", kind: \"state\", aliases: [\"NL\", \"the North\"], demonyms: [\"Norlandish\"]),\n",
            "    (name: \"Others\"),\n",
            "])\n",
        );
        let mut dictionary = parsed(text).unwrap();
        assert_eq!(dictionary_text(&dictionary), text);
        dictionary.entries.reverse();
        assert_eq!(dictionary_text(&dictionary), text, "whatever the order");
        let settled = text.replace("])\n", "], mine: [(\"NL\", \"Norland\")])\n");
        assert_eq!(dictionary_text(&parsed(&settled).unwrap()), settled);
    }

    fn any_entry() -> impl Strategy<Value = DictionaryEntry> {
        let name = || "[\\PC\"\\\\\n]{0,8}[a-zé]";
        let names = || prop::collection::vec(name(), 0..3);
        let day = || prop::option::of((1_i16..3000, 1_i8..13, 1_i8..29));
        let office = (prop::option::of(name()), day(), day());
        let kind = prop::sample::select(ActorKind::ALL.to_vec());
        (name(), kind, names(), names(), names(), prop::option::of(name()), office).prop_map(
            |(name, kind, aliases, demonyms, capitals, member_of, (title, one, other))| {
                let [one, other] = [one, other].map(|day| day.map(|(y, m, d)| jiff::civil::date(y, m, d)));
                let turned = one.is_some() && other.is_some() && one > other;
                let (from, until) = if turned { (other, one) } else { (one, other) };
                let office = Office { title: title.unwrap_or_default(), from, until };
                let office = Some(office).filter(|office| *office != Office::default());
                DictionaryEntry { name, kind, aliases, demonyms, capitals, member_of, office }
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(entries in prop::collection::vec(any_entry(), 0..6), some in any::<bool>()) {
            let decided = entries.iter().filter(|_| some);
            let settled = |name: &str, entry: &DictionaryEntry| Settled { name: name.to_owned(), owner: entry.name.clone() };
            let mine = decided.flat_map(|entry| entry.names().map(move |name| settled(name, entry))).collect();
            let mut dictionary = Dictionary { entries, mine };
            let text = dictionary_text(&dictionary);
            let again = parsed(&text).unwrap();
            dictionary.tidy();
            prop_assert_eq!(&again, &dictionary);
            prop_assert_eq!(dictionary_text(&again), text);
        }
    }
}

//! Maps that people drew by hand of single articles, as JSON: what a reader is measured against.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::Deserialize;

use crate::analysis::{Edge, Reference, ReferenceActor, ReferenceRelation};
use crate::map::Stance;

/// A hand-made map that could not be used.
#[derive(Debug)]
pub struct ReferenceError {
    /// What is wrong with it.
    pub problem: ReferenceProblem,
    /// The file.
    pub path: PathBuf,
}

/// What can be wrong with a hand-made map.
#[derive(Debug)]
pub enum ReferenceProblem {
    /// The file cannot be read.
    Unreadable(io::Error),
    /// The text cannot be understood. Line and column count from 1; columns count bytes.
    Unclear {
        /// Where.
        line: usize,
        /// Where in the line.
        column: usize,
        /// What was found or expected.
        what: String,
    },
    /// What it says does not fit together: which part, and what is wrong with it.
    Contradiction(String),
}

impl std::fmt::Display for ReferenceProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "the map could not be read ({error})"),
            Self::Unclear { line, column, what } => {
                write!(f, "the map cannot be understood at line {line}, column {column} ({what})")
            }
            Self::Contradiction(what) => write!(f, "the map contradicts itself ({what})"),
        }
    }
}

impl std::fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.problem, self.path.display())
    }
}

impl std::error::Error for ReferenceError {}

#[derive(Deserialize)]
struct Written {
    actors: Vec<WrittenActor>,
    relations: Vec<WrittenRelation>,
}

#[derive(Deserialize)]
struct WrittenActor {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    member_of: Option<String>,
}

#[derive(Deserialize)]
struct WrittenRelation {
    source: String,
    target: String,
    stance: WrittenStance,
    tier: Tier,
    #[serde(default)]
    evidence: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum WrittenStance {
    Backs,
    Opposes,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Tier {
    Core,
    Extra,
}

/// Reads a hand-made map such as
///
/// ```json
/// {"actors": [{"name": "Norland", "aliases": ["Orsina"], "member_of": null},
///             {"name": "Ana Birk", "aliases": ["Birk"], "member_of": "Norland"},
///             {"name": "River Front"}],
///  "relations": [{"source": "Ana Birk", "target": "River Front", "stance": "backs", "tier": "core",
///                 "evidence": ["Birk promised the River Front weapons."]}]}
/// ```
///
/// `stance` is backs or opposes; `tier` is core for a relation that a complete map must have, extra for one that it may
/// have. Other keys are left aside.
///
/// # Errors
/// If the file cannot be read or understood, two actors have the same name, a name is blank, a name is used that is no
/// actor's, or a relation joins an actor with itself.
pub fn reference(path: &Path) -> Result<Reference, ReferenceError> {
    fs::read(path)
        .map_err(ReferenceProblem::Unreadable)
        .and_then(|bytes| parsed(&bytes))
        .map_err(|problem| ReferenceError { problem, path: path.to_owned() })
}

fn parsed(bytes: &[u8]) -> Result<Reference, ReferenceProblem> {
    let Written { actors, relations } = serde_json::from_slice(bytes).map_err(|error| {
        let (line, column, what) = (error.line(), error.column(), error.to_string());
        // The place is told apart from what is wrong there.
        let what = what.trim_end_matches(&format!(" at line {line} column {column}")).to_owned();
        ReferenceProblem::Unclear { line, column, what }
    })?;
    let actors: Vec<ReferenceActor> = (actors.into_iter())
        .map(|WrittenActor { name, aliases, member_of }| ReferenceActor { name, aliases, member_of })
        .collect();
    let relations: Vec<ReferenceRelation> = (relations.into_iter())
        .map(|WrittenRelation { source, target, stance, tier, evidence }| {
            let stance = match stance {
                WrittenStance::Backs => Stance::Backs,
                WrittenStance::Opposes => Stance::Opposes,
            };
            ReferenceRelation {
                edge: Edge { source, target, stance },
                required: tier == Tier::Core,
                evidence,
            }
        })
        .collect();
    let reference = Reference { actors, relations };
    match contradiction(&reference) {
        Some(what) => Err(ReferenceProblem::Contradiction(what)),
        None => Ok(reference),
    }
}

fn contradiction(reference: &Reference) -> Option<String> {
    let mut names = BTreeSet::new();
    for (number, actor) in (1..).zip(&reference.actors) {
        if actor.name.trim().is_empty() {
            return Some(format!("actor {number} has no name"));
        }
        if !names.insert(actor.name.as_str()) {
            return Some(format!("two actors are called “{}”", actor.name));
        }
    }
    let unknown = |name: &str| !names.contains(name);
    for actor in &reference.actors {
        if let Some(owner) = actor.member_of.as_deref().filter(|owner| unknown(owner)) {
            return Some(format!("“{}” is a member of “{owner}”, which is not among the actors", actor.name));
        }
    }
    for (number, relation) in (1..).zip(&reference.relations) {
        let Edge { source, target, .. } = &relation.edge;
        if let Some(end) = [source, target].into_iter().find(|end| unknown(end)) {
            return Some(format!("relation {number} names “{end}”, which is not among the actors"));
        }
        if source == target {
            return Some(format!("relation {number} joins “{source}” with itself"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_read() {
        let text = r#"{"doc": "a.txt",
            "actors": [{"name": "Norland", "aliases": ["Orsina"], "kind": "state", "member_of": null},
                       {"name": "Ana Birk", "member_of": "Norland"}, {"name": "River Front"}],
            "relations": [{"source": "Ana Birk", "target": "River Front", "stance": "backs", "tier": "core",
                           "attributed_to": null, "evidence": ["Birk armed it."]},
                          {"source": "River Front", "target": "Norland", "stance": "opposes", "tier": "extra"}]}"#;
        let reference = parsed(text.as_bytes()).unwrap();
        assert_eq!(reference.actors[0].aliases, ["Orsina"]);
        assert_eq!(reference.actors[1].member_of.as_deref(), Some("Norland"));
        let told: Vec<String> = (reference.relations.iter())
            .map(|relation| format!("{}, {}, {:?}", relation.edge, relation.required, relation.evidence))
            .collect();
        assert_eq!(
            told,
            [
                "Ana Birk backs River Front, true, [\"Birk armed it.\"]",
                "River Front opposes Norland, false, []"
            ]
        );
    }

    #[test]
    fn mistakes_are_named() {
        let relation = |fields: &str| {
            format!(r#"{{"actors": [{{"name": "A"}}, {{"name": "B"}}], "relations": [{{{fields}}}]}}"#)
        };
        let cases = [
            (
                "{\"actors\": [\n".to_owned(),
                "the map cannot be understood at line 2, column 0 (EOF while parsing a list)",
            ),
            (
                relation(r#""source": "A", "target": "B", "stance": "likes", "tier": "core""#),
                "the map cannot be understood at line 1, column 105 \
                 (unknown variant `likes`, expected `backs` or `opposes`)",
            ),
            (
                relation(r#""source": "A", "target": "C", "stance": "backs", "tier": "core""#),
                "the map contradicts itself (relation 1 names “C”, which is not among the actors)",
            ),
            (
                relation(r#""source": "A", "target": "A", "stance": "backs", "tier": "core""#),
                "the map contradicts itself (relation 1 joins “A” with itself)",
            ),
            (
                r#"{"actors": [{"name": "A", "member_of": "B"}], "relations": []}"#.to_owned(),
                "the map contradicts itself (“A” is a member of “B”, which is not among the actors)",
            ),
            (
                r#"{"actors": [{"name": "A"}, {"name": "A"}], "relations": []}"#.to_owned(),
                "the map contradicts itself (two actors are called “A”)",
            ),
            (
                r#"{"actors": [{"name": " "}], "relations": []}"#.to_owned(),
                "the map contradicts itself (actor 1 has no name)",
            ),
        ];
        for (text, expected) in cases {
            let problem = parsed(text.as_bytes()).expect_err(&text);
            let message = ReferenceError { problem, path: "a.json".into() }.to_string();
            assert_eq!(message, format!("{expected}: a.json"));
        }
    }
}

//! Version 1 on disk. These types are never changed: a new version gets new ones.

mod convert;
pub(in crate::files) mod step;

use std::borrow::Cow;

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::LoadProblem;
use crate::map::{self, ActorKind, StanceMap};

#[derive(Serialize, Deserialize)]
#[serde(rename = "StanceMap", deny_unknown_fields)]
struct Saved<'a> {
    version: u32,
    checksum: Cow<'a, str>,
    title: Cow<'a, str>,
    articles: Vec<SavedArticle<'a>>,
    actors: Vec<SavedActor<'a>>,
    relations: Vec<SavedRelation<'a>>,
    evidence: Vec<SavedEvidence<'a>>,
    places: Vec<SavedPlace>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rolled_up: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedArticle<'a> {
    id: u32,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    title: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    source: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    byline: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    date: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    url: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    path: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    language: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    note: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    added: Cow<'a, str>,
    text: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedActor<'a> {
    id: u32,
    name: Cow<'a, str>,
    kind: Kind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    descriptions: Vec<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    not_called: Vec<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    member_of: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    verdict: Verdict,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<Hue>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    note: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    merged_into: Option<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedRelation<'a> {
    source: u32,
    stance: Stance,
    target: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claim: Option<SavedClaim<'a>>,
    #[serde(default, skip_serializing_if = "is_default")]
    verdict: Verdict,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    note: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    history: Vec<SavedDeed<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedDeed<'a> {
    at: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    by: Cow<'a, str>,
    act: Act<'a>,
}

/// What was done, with the number of quotes that it was done to.
#[derive(Serialize, Deserialize)]
enum Act<'a> {
    Judged(Verdict),
    JudgedQuotes(Verdict, u32),
    Reworded(Modality, u32),
    Attributed(Option<Cow<'a, str>>, u32),
    Quoted(u32),
    Came(u32, Cow<'a, str>),
    Left(u32, Cow<'a, str>),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedClaim<'a> {
    #[serde(default, skip_serializing_if = "str::is_empty")]
    by: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    at: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedEvidence<'a> {
    id: u32,
    source: u32,
    stance: Stance,
    target: u32,
    article: u32,
    quote: Span,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cue: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    read: Option<Read>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    modality: Modality,
    confidence: f32,
    #[serde(default, skip_serializing_if = "is_default")]
    verdict: Verdict,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    note: Cow<'a, str>,
}

/// The origin: source mention, target mention, stance.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Read(Span, Span, Stance);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedPlace {
    actor: u32,
    x: f32,
    y: f32,
    #[serde(default, skip_serializing_if = "is_default")]
    pinned: bool,
}

/// First byte, one past the last byte.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Span(usize, usize);

impl From<map::Span> for Span {
    fn from(map::Span { start, end }: map::Span) -> Self {
        Self(start, end)
    }
}

impl From<Span> for map::Span {
    fn from(Span(start, end): Span) -> Self {
        Self::new(start, end)
    }
}

/// A set of words on disk beside the same set in memory. The first is the one that may be left out.
macro_rules! words {
    ($name:ident, $there:path, $first:ident $($word:ident)+) => {
        #[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
        enum $name { #[default] $first, $($word),+ }

        impl From<$there> for $name {
            fn from(there: $there) -> Self {
                match there { <$there>::$first => Self::$first, $(<$there>::$word => Self::$word),+ }
            }
        }

        impl From<$name> for $there {
            fn from(here: $name) -> Self {
                match here { $name::$first => Self::$first, $($name::$word => Self::$word),+ }
            }
        }
    };
}

words!(Kind, ActorKind, State Person Organization ArmedGroup Party Bloc Other);
words!(Stance, map::Stance, Backs Opposes);
words!(Verdict, map::Verdict, Unreviewed Confirmed Rejected);
words!(Hue, map::Hue, Rose Brown Olive Green Teal Indigo Purple Magenta);
words!(Modality, map::Modality, Asserted Hedged Negated);

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The map as text, its checksum yet empty.
pub(super) fn write(map: &StanceMap) -> String {
    let style = PrettyConfig::new().depth_limit(2).new_line("\n");
    // Numbers, strings, lists and words cannot fail to become text.
    let fields = ron::ser::to_string_pretty(&convert::saved(map.records()), style).unwrap_or_default();
    format!("StanceMap{fields}")
}

/// The map that [`write`] made this text of, whatever its checksum.
pub(super) fn read(text: &str) -> Result<StanceMap, LoadProblem> {
    let saved: Saved<'_> = ron::from_str(text).map_err(|error| LoadProblem::Damaged {
        line: error.span.start.line,
        column: error.span.start.col,
        what: error.code.to_string(),
    })?;
    convert::map(saved).map_err(|convert::Misfit { row, what }| {
        let line = row.and_then(|(table, index)| line_of(text, table, index));
        LoadProblem::Contradiction { line, what }
    })
}

/// The line, from 1, of a table's row; every row is one line.
fn line_of(text: &str, table: &str, index: usize) -> Option<usize> {
    let opening = format!("    {table}: [");
    let first = text.lines().position(|line| line == opening)? + 1;
    let line = text.lines().nth(first + index)?;
    line.starts_with("        (").then_some(first + index + 1)
}

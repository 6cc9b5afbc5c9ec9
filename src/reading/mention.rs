//! A stretch of tokens that names an actor.

use std::ops::Range;

use crate::map::Span;

/// How a mention names its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// By a name, a surname or an acronym: "Turkey", "GNA", "Haftar".
    Name,
    /// By an adjective or the name of its nationals: "Turkish", "the Turks".
    Demonym,
    /// By a place that stands for it: "Ankara", "the Kremlin".
    Capital,
    /// By what it is: "the Tripoli government", "Haftar's forces", "the prime minister".
    Description,
    /// By contrast and a place: "one in eastern Libya", "another in Tripoli".
    Contrast,
    /// By a pronoun that the text settles: "he", "they", "the group".
    Pronoun,
}

/// A mention within one sentence. Mentions of a sentence are in text order and do not overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Index into the article's found actors.
    pub(crate) actor: usize,
    /// The other actors that it means beside that one: "they", "the three countries".
    pub(crate) others: Vec<usize>,
    /// Indices into the sentence's tokens.
    pub(crate) tokens: Range<usize>,
    /// Those of them that are the name, without titles and the like.
    pub(crate) name: Range<usize>,
    /// Where it stands in the article.
    pub(crate) span: Span,
    /// How it names its actor.
    pub(crate) form: Form,
}

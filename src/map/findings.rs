//! What a reader proposes: data without ids, which [`merge`](super::merge) turns into edits of a map.

use std::collections::BTreeSet;

use super::{ActorKind, Confidence, Modality, Span, Stance};

/// An actor as one article presents it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundActor {
    /// The best name: the dictionary's, or else the fullest in the article.
    pub name: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// Other names by which it may be recognised in any article.
    pub aliases: BTreeSet<String>,
    /// What only this article calls it: surnames alone, descriptions, roles.
    pub descriptions: BTreeSet<String>,
    /// Index into [`Findings::actors`] of what it belongs to or speaks for.
    pub member_of: Option<usize>,
    /// Every place that names it, in text order.
    pub mentions: Vec<Span>,
}

/// A stance as one sentence states it. `source` and `target` differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Index into [`Findings::actors`].
    pub source: usize,
    /// Index into [`Findings::actors`].
    pub target: usize,
    /// The sign.
    pub stance: Stance,
    /// The quote, usually the sentence.
    pub quote: Span,
    /// The words that carry the stance.
    pub cue: Option<Span>,
    /// The words that name the source; they may lie in an earlier sentence than the quote.
    pub source_mention: Span,
    /// The words that name the target.
    pub target_mention: Span,
    /// Who claims it, as an index into [`Findings::actors`]; `None` for the article's own voice.
    pub speaker: Option<usize>,
    /// How it is put.
    pub modality: Modality,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// All that a reader found in one article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    /// The actors named, in order of first mention.
    pub actors: Vec<FoundActor>,
    /// The stances between them, in text order.
    pub findings: Vec<Finding>,
    /// Oddities for the user, each a sentence: "no actors were recognised".
    pub notes: Vec<String>,
}

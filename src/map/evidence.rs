//! The trail behind a relation: what an article says, how surely, in whose voice, and what a person thinks of it.

use super::{ActorId, ArticleId, EvidenceId, Span, Stance};

/// What a person said of an actor, a relation or an item of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Verdict {
    /// Nobody has looked yet.
    #[default]
    Unreviewed,
    /// A person agrees.
    Confirmed,
    /// A person disagrees. The record stays as a tombstone, so that another reading cannot bring it back.
    Rejected,
}

impl Verdict {
    /// The word in JSON, CSV and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreviewed => "unreviewed",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
        }
    }
}

/// How a quote puts its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Modality {
    /// As a fact.
    #[default]
    Asserted,
    /// As possible, reported or planned.
    Hedged,
    /// As untrue.
    Negated,
}

impl Modality {
    /// The word in JSON, CSV and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Hedged => "hedged",
            Self::Negated => "negated",
        }
    }
}

/// How sure the reader is: a probability within 0..=1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(f32);

/// Why a number is no [`Confidence`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConfidenceError(f32);

impl std::fmt::Display for ConfidenceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a confidence lies between 0 and 1, not at {}", self.0)
    }
}

impl std::error::Error for ConfidenceError {}

impl Confidence {
    /// Complete certainty.
    pub const CERTAIN: Self = Self(1.0);

    /// # Errors
    /// If `value` is not within 0..=1, or not a number.
    pub fn new(value: f32) -> Result<Self, ConfidenceError> {
        if (0.0..=1.0).contains(&value) { Ok(Self(value)) } else { Err(ConfidenceError(value)) }
    }

    /// The nearest confidence; 0 for what is not a number.
    pub fn clamped(value: f32) -> Self {
        Self(if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) })
    }

    /// The probability, within 0..=1.
    pub fn get(self) -> f32 {
        self.0
    }
}

/// What the reader saw, kept unchanged under every correction: by it the same finding is recognised when the article
/// is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The words that named the source.
    pub source_mention: Span,
    /// The words that named the target.
    pub target_mention: Span,
    /// The stance that was read.
    pub stance: Stance,
}

/// One quote that supports a relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Its id, unique in the map.
    pub id: EvidenceId,
    /// The article quoted.
    pub article: ArticleId,
    /// The quote: a span of the article's text, usually one sentence.
    pub quote: Span,
    /// The words that carry the stance; they need not lie within the quote.
    pub cue: Option<Span>,
    /// What was read there; `None` for a quote that a person chose.
    pub origin: Option<Origin>,
    /// Who claims it; `None` for the article's own voice.
    pub attribution: Option<ActorId>,
    /// How the claim is put.
    pub modality: Modality,
    /// The reader's confidence.
    pub confidence: Confidence,
    /// What a person said of this quote.
    pub verdict: Verdict,
    /// A free remark.
    pub note: String,
}

#[cfg(test)]
impl Evidence {
    /// A quote of the first article in its own voice, as it may be read: stated as a fact, and not reviewed.
    pub(crate) fn quoting(id: u32, quote: Span) -> Self {
        Self {
            id: EvidenceId(id),
            article: ArticleId(1),
            quote,
            cue: None,
            origin: None,
            attribution: None,
            modality: Modality::Asserted,
            confidence: Confidence::CERTAIN,
            verdict: Verdict::Unreviewed,
            note: String::new(),
        }
    }
}

impl Evidence {
    /// Whether the quote speaks for its relation: neither rejected by a person nor negated by its own words.
    pub fn supports(&self) -> bool {
        self.verdict != Verdict::Rejected && self.modality != Modality::Negated
    }
}

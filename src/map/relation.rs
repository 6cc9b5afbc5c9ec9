//! Who backs or opposes whom.

use jiff::Timestamp;

use super::{ActorId, Confidence, Deed, Evidence, Modality, Verdict};

/// The sign of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Supports, arms, recognises, allies with.
    Backs,
    /// Attacks, condemns, sanctions, rivals.
    Opposes,
}

impl Stance {
    /// Both stances.
    pub const ALL: [Self; 2] = [Self::Backs, Self::Opposes];

    /// The other stance.
    pub fn flipped(self) -> Self {
        match self {
            Self::Backs => Self::Opposes,
            Self::Opposes => Self::Backs,
        }
    }

    /// The verb in JSON, CSV and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Backs => "backs",
            Self::Opposes => "opposes",
        }
    }
}

/// What a relation is about; a map holds at most one relation for each key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationKey {
    /// Who takes the stance.
    pub source: ActorId,
    /// Towards whom.
    pub target: ActorId,
    /// Which stance.
    pub stance: Stance,
}

impl RelationKey {
    /// `source` takes `stance` towards `target`.
    pub fn new(source: ActorId, target: ActorId, stance: Stance) -> Self {
        Self { source, target, stance }
    }

    /// The same pair with the other sign.
    pub fn flipped(self) -> Self {
        Self { stance: self.stance.flipped(), ..self }
    }

    /// The same stance the other way round.
    pub fn reversed(self) -> Self {
        Self { source: self.target, target: self.source, ..self }
    }

    /// Whether `actor` is at either end.
    pub fn touches(self, actor: ActorId) -> bool {
        self.source == actor || self.target == actor
    }

    /// The same relation with `from` replaced by `to` at both ends.
    pub fn with_actor(self, from: ActorId, to: ActorId) -> Self {
        let swap = |id| if id == from { to } else { id };
        Self { source: swap(self.source), target: swap(self.target), ..self }
    }
}

/// A relation added by hand, without a quote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claim {
    /// Who added it; may be empty.
    pub by: String,
    /// When.
    pub at: Option<Timestamp>,
}

/// What a relation rests on: the verdict of a person, or else how sure its quotes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Footing {
    /// A person vouches for it.
    Confirmed,
    /// A machine read it, and no person has said a word.
    Unreviewed,
    /// A machine read it in hedged quotes only.
    Hedged,
    /// A person drew it and no quote supports it.
    Claimed,
}

impl Footing {
    /// Every footing, in the order in which lists show them.
    pub const ALL: [Self; 4] = [Self::Confirmed, Self::Unreviewed, Self::Hedged, Self::Claimed];

    /// How it is called on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Confirmed => "Confirmed",
            Self::Unreviewed => "Not yet reviewed",
            Self::Hedged => "Hedged quotes only",
            Self::Claimed => "Drawn without a quote",
        }
    }
}

/// All that the map says about one [`RelationKey`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relation {
    /// The quotes, in the order in which they were found.
    pub evidence: Vec<Evidence>,
    /// Set if a person drew the relation rather than the reader finding it.
    pub claim: Option<Claim>,
    /// What a person said of the relation as a whole.
    pub verdict: Verdict,
    /// A free remark.
    pub note: String,
    /// What people did to it, the earliest first.
    pub history: Vec<Deed>,
}

impl Relation {
    /// Whether a person wrote something on the relation or on one of its quotes.
    pub fn has_note(&self) -> bool {
        !self.note.is_empty() || self.evidence.iter().any(|item| !item.note.is_empty())
    }

    /// The quotes that speak for the relation.
    pub fn supporting(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(|item| item.supports())
    }

    /// Whether the relation is drawn and listed: not rejected, and resting on a quote or on a person's word.
    pub fn is_shown(&self) -> bool {
        self.verdict != Verdict::Rejected && (self.is_vouched_for() || self.supporting().next().is_some())
    }

    /// Whether a person drew or confirmed it.
    pub fn is_vouched_for(&self) -> bool {
        self.claim.is_some()
            || self.verdict == Verdict::Confirmed
            || self.supporting().any(|item| item.verdict == Verdict::Confirmed)
    }

    /// What people said of it and of its quotes together: confirmed if somebody vouches for it.
    pub fn standing(&self) -> Verdict {
        match self.verdict {
            Verdict::Rejected => Verdict::Rejected,
            _ if self.is_vouched_for() => Verdict::Confirmed,
            verdict => verdict,
        }
    }

    /// Whether a person drew it and no quote supports it.
    pub fn is_bare_claim(&self) -> bool {
        self.claim.is_some() && self.supporting().next().is_none()
    }

    /// Whether it rests on hedged quotes alone.
    pub fn is_hedged(&self) -> bool {
        !self.is_vouched_for() && self.supporting().all(|item| item.modality == Modality::Hedged)
    }

    /// What it rests on.
    pub fn footing(&self) -> Footing {
        if self.is_bare_claim() {
            Footing::Claimed
        } else if self.is_vouched_for() {
            Footing::Confirmed
        } else if self.is_hedged() {
            Footing::Hedged
        } else {
            Footing::Unreviewed
        }
    }

    /// The confidence of the strongest supporting quote; certain if a person vouches for the relation, zero if
    /// nothing supports it.
    pub fn confidence(&self) -> Confidence {
        if self.is_vouched_for() {
            return Confidence::CERTAIN;
        }
        Confidence::clamped(self.supporting().map(|item| item.confidence.get()).fold(0.0, f32::max))
    }
}

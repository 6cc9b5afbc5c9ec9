//! What somebody wants changed.

use std::collections::BTreeSet;

use super::{
    Actor, ActorId, ActorKind, Article, ArticleId, Claim, Deed, Evidence, EvidenceId, Hue, Modality, Place,
    RelationKey, Split, Stance, Verdict,
};

/// An intent. [`StanceMap::apply`](super::StanceMap::apply) performs it with all that follows from it, or not at all.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Names the map.
    SetTitle(String),
    /// Adds an article under a free id. Refused if an article with the same text is there.
    AddArticle {
        /// A free id, from [`next_article_id`](super::StanceMap::next_article_id) on.
        id: ArticleId,
        /// The article.
        article: Article,
    },
    /// Corrects what is known about an article; its text stays as it was.
    DescribeArticle {
        /// Which article.
        id: ArticleId,
        /// The new description; its text must be the old one.
        article: Article,
    },
    /// Writes a remark on an article.
    SetArticleNote {
        /// Which article.
        id: ArticleId,
        /// The remark; may be empty.
        note: String,
    },
    /// Removes an article with every quote from it. Relations that rest on nothing else go too.
    RemoveArticle(ArticleId),
    /// Adds an actor under a free id.
    AddActor {
        /// A free id, from [`next_actor_id`](super::StanceMap::next_actor_id) on.
        id: ActorId,
        /// The actor.
        actor: Actor,
        /// Where to put it; `None` leaves that to the layout.
        at: Option<Place>,
    },
    /// Gives an actor another name and confirms it; the old name stays as an alias.
    RenameActor {
        /// Which actor.
        id: ActorId,
        /// The new name.
        name: String,
    },
    /// Gives an actor another kind and confirms it.
    SetActorKind {
        /// Which actor.
        id: ActorId,
        /// The new kind.
        kind: ActorKind,
    },
    /// Says what an actor belongs to. Refused if that would make a circle.
    SetMemberOf {
        /// Which actor.
        id: ActorId,
        /// What it belongs to, if anything.
        member_of: Option<ActorId>,
    },
    /// Adds names that mean the actor in any article, and descriptions from single ones.
    LearnNames {
        /// Which actor.
        id: ActorId,
        /// Names for any article.
        aliases: BTreeSet<String>,
        /// What single articles call it.
        descriptions: BTreeSet<String>,
    },
    /// Takes an alias or a description away from an actor, for good: no reading gives it back.
    ForgetName {
        /// Which actor.
        id: ActorId,
        /// The alias or description, as it is written.
        name: String,
    },
    /// Gives actors a colour, or takes it away.
    SetActorColour {
        /// Which actors.
        actors: BTreeSet<ActorId>,
        /// The colour; `None` for those of their kinds.
        colour: Option<Hue>,
    },
    /// Writes a remark on an actor.
    SetActorNote {
        /// Which actor.
        id: ActorId,
        /// The remark; may be empty.
        note: String,
    },
    /// Joins two actors: `into` takes over the names, relations, quotes and members of `from`, which disappears.
    /// Relations between the two are shown no more, until the two are split.
    MergeActors {
        /// The actor that disappears.
        from: ActorId,
        /// The actor that stays.
        into: ActorId,
    },
    /// Makes a part of an actor an actor of its own.
    SplitActor(Split),
    /// Takes an actor and its relations off the map. The record stays as a tombstone, so that no reading brings it back.
    DeleteActor(ActorId),
    /// Draws a relation by hand. Where the reader had found the same one, it becomes confirmed.
    AddRelation {
        /// What it says.
        key: RelationKey,
        /// Who says so, and since when.
        claim: Claim,
    },
    /// Turns backs into opposes or the reverse, with all quotes, and confirms the outcome. Joins a relation that is
    /// there already.
    FlipStance(RelationKey),
    /// Swaps source and target, with all quotes, and confirms the outcome. Joins a relation that is there already.
    ReverseRelation(RelationKey),
    /// Takes a relation off the map. If it has quotes, it stays as a tombstone.
    DeleteRelation(RelationKey),
    /// Says whether the relation as a whole is right.
    JudgeRelation {
        /// Which relation.
        key: RelationKey,
        /// The verdict.
        verdict: Verdict,
    },
    /// Writes a remark on a relation.
    SetRelationNote {
        /// Which relation.
        key: RelationKey,
        /// The remark; may be empty.
        note: String,
    },
    /// Adds to what is known of a relation's past, as another copy of the map tells it.
    AddHistory {
        /// Which relation.
        key: RelationKey,
        /// What was done to it. What it remembers already is left alone.
        history: Vec<Deed>,
    },
    /// Says that a quote shows another relation than it was taken for, and confirms it there. The relation is made if it
    /// is not there; one that is left without quotes goes, unless a person drew it, and its remark with the quote.
    MoveEvidence {
        /// The relation that the quote belongs to.
        from: RelationKey,
        /// Which quote.
        id: EvidenceId,
        /// The relation that it shows.
        to: RelationKey,
    },
    /// Adds a quote to a relation, which is made if it is not there.
    AddEvidence {
        /// Which relation.
        key: RelationKey,
        /// The quote, under an id from [`next_evidence_id`](super::StanceMap::next_evidence_id) on; several that are
        /// added together have rising ids.
        evidence: Evidence,
    },
    /// Says whether one quote shows what it is meant to show.
    JudgeEvidence {
        /// The relation that the quote belongs to.
        key: RelationKey,
        /// Which quote.
        id: EvidenceId,
        /// The verdict.
        verdict: Verdict,
    },
    /// Says how a quote puts its claim, and confirms it.
    SetModality {
        /// The relation that the quote belongs to.
        key: RelationKey,
        /// Which quote.
        id: EvidenceId,
        /// How it puts the claim.
        modality: Modality,
    },
    /// Says in whose voice a quote is, and confirms it unless it was rejected.
    SetSpeaker {
        /// The relation that the quote belongs to.
        key: RelationKey,
        /// Which quote.
        id: EvidenceId,
        /// Who claims it; `None` for the article's own voice.
        speaker: Option<ActorId>,
    },
    /// Writes a remark on a quote.
    SetEvidenceNote {
        /// The relation that the quote belongs to.
        key: RelationKey,
        /// Which quote.
        id: EvidenceId,
        /// The remark; may be empty.
        note: String,
    },
    /// Places or moves actors, pinned ones too.
    Place(Vec<(ActorId, Place)>),
    /// Makes every layout keep actors where they sit, or no longer. Refused for an actor without a place.
    Pin {
        /// Which actors.
        actors: BTreeSet<ActorId>,
        /// Whether they are to be kept.
        pinned: bool,
    },
    /// Draws groups with all their members within, or apart from them. No actor and no relation changes.
    RollUp {
        /// Which actors.
        groups: BTreeSet<ActorId>,
        /// Whether their members are to be within.
        rolled_up: bool,
    },
}

/// Why an edit was refused. The map is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// An id that is to be new is in use.
    IdInUse(String),
    /// No such article.
    NoArticle(ArticleId),
    /// No such actor, or a deleted one.
    NoActor(ActorId),
    /// No such relation.
    NoRelation(RelationKey),
    /// No such quote in the relation.
    NoEvidence(EvidenceId),
    /// An article with the same text is there.
    ArticleThere(ArticleId),
    /// A name is blank.
    BlankName,
    /// An actor cannot take a stance towards itself, nor be merged with itself.
    SameActor,
    /// An actor would belong to itself.
    MembershipCircle,
    /// A quote, cue or mention lies outside its article.
    SpanOutside(EvidenceId),
    /// An article's text would change.
    TextChanged(ArticleId),
    /// A place that is no number.
    NoPlace(ActorId),
    /// An actor that is to be kept where it sits, and sits nowhere yet.
    Unplaced(ActorId),
}

impl std::fmt::Display for EditError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::IdInUse(id) => write!(f, "the id {id} is already in use"),
            Self::NoArticle(id) => write!(f, "the article is no longer in the map ({id})"),
            Self::NoActor(id) => write!(f, "the actor is no longer in the map ({id})"),
            Self::NoRelation(RelationKey { source, target, stance }) => {
                write!(f, "the relation is no longer in the map ({source} {} {target})", stance.word())
            }
            Self::NoEvidence(id) => write!(f, "the quote is no longer in the map ({id})"),
            Self::ArticleThere(id) => write!(f, "an article with the same text is already in the map ({id})"),
            Self::BlankName => write!(f, "an actor needs a name"),
            Self::SameActor => write!(f, "source and target are the same actor"),
            Self::MembershipCircle => write!(f, "an actor cannot belong to itself or to its own member"),
            Self::SpanOutside(id) => write!(f, "the quote lies outside its article ({id})"),
            Self::TextChanged(id) => write!(f, "the text of an article cannot change ({id})"),
            Self::NoPlace(id) => write!(f, "the place is not a number ({id})"),
            Self::Unplaced(id) => write!(f, "the actor has no place yet ({id})"),
        }
    }
}

impl std::error::Error for EditError {}

/// The verb that a history shows for an edit; the editor adds names.
impl Edit {
    /// A short name of what the edit does, in sentence case: "Flip stance".
    pub fn label(&self) -> &'static str {
        match self {
            Self::SetTitle(_) => "Rename map",
            Self::AddArticle { .. } => "Add article",
            Self::DescribeArticle { .. } => "Edit article details",
            Self::RemoveArticle(_) => "Remove article",
            Self::AddActor { .. } => "Add actor",
            Self::RenameActor { .. } => "Rename actor",
            Self::SetActorKind { .. } => "Change kind",
            Self::SetMemberOf { .. } => "Change membership",
            Self::LearnNames { .. } => "Add alias",
            Self::ForgetName { .. } => "Remove alias",
            Self::SetActorColour { .. } => "Change colour",
            Self::SetActorNote { .. }
            | Self::SetRelationNote { .. }
            | Self::SetEvidenceNote { .. }
            | Self::SetArticleNote { .. } => "Edit note",
            Self::MergeActors { .. } => "Merge actors",
            Self::SplitActor(_) => "Split actor",
            Self::DeleteActor(_) => "Delete actor",
            Self::AddRelation { key: RelationKey { stance: Stance::Backs, .. }, .. } => "Add backing",
            Self::AddRelation { .. } => "Add opposition",
            Self::FlipStance(_) => "Flip stance",
            Self::ReverseRelation(_) => "Reverse direction",
            Self::DeleteRelation(_) => "Delete relation",
            Self::JudgeRelation { verdict, .. } | Self::JudgeEvidence { verdict, .. } => match verdict {
                Verdict::Confirmed => "Confirm",
                Verdict::Rejected => "Reject",
                Verdict::Unreviewed => "Clear verdict",
            },
            Self::AddEvidence { .. } => "Add quote",
            Self::AddHistory { .. } => "Add history",
            Self::SetModality { modality, .. } => match modality {
                Modality::Asserted => "Mark as asserted",
                Modality::Hedged => "Mark as hedged",
                Modality::Negated => "Mark as denied",
            },
            Self::SetSpeaker { .. } => "Change voice",
            Self::MoveEvidence { .. } => "Move quote",
            Self::Place(_) => "Move",
            Self::Pin { pinned: true, .. } => "Pin",
            Self::Pin { .. } => "Unpin",
            Self::RollUp { rolled_up: true, .. } => "Roll up",
            Self::RollUp { .. } => "Unroll",
        }
    }
}

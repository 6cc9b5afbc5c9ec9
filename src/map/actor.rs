//! Who takes sides.

use std::collections::BTreeSet;

use super::{ActorId, Hue, Verdict};

/// What sort of actor a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ActorKind {
    /// A state or a government.
    State,
    /// A person who acts politically.
    Person,
    /// An institution, agency, company or body.
    Organization,
    /// Armed forces of whatever standing.
    ArmedGroup,
    /// A party or a movement.
    Party,
    /// A coalition of other actors.
    Bloc,
    /// Anything else that takes a side.
    #[default]
    Other,
}

impl ActorKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 7] = [
        Self::State,
        Self::Person,
        Self::Organization,
        Self::ArmedGroup,
        Self::Party,
        Self::Bloc,
        Self::Other,
    ];

    /// The word that stands for this kind in JSON, CSV and the dictionary.
    pub fn word(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Person => "person",
            Self::Organization => "organization",
            Self::ArmedGroup => "armed_group",
            Self::Party => "party",
            Self::Bloc => "bloc",
            Self::Other => "other",
        }
    }

    /// The kind that [`word`](Self::word) writes so.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// How the kind is called on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::State => "State",
            Self::Person => "Person",
            Self::Organization => "Organization",
            Self::ArmedGroup => "Armed group",
            Self::Party => "Party",
            Self::Bloc => "Bloc",
            Self::Other => "Other",
        }
    }
}

/// A node of the map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actor {
    /// The name shown; never blank in a [`StanceMap`](super::StanceMap).
    pub name: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// Other names that mean this actor in any article ("GNA", "Ankara").
    pub aliases: BTreeSet<String>,
    /// What single articles call it ("his militants", "the prime minister"): shown and searched, but never used to
    /// recognise the actor in another article.
    pub descriptions: BTreeSet<String>,
    /// Names that a person took away from it: no reading gives them back, or takes the actor for what is called so.
    pub not_called: BTreeSet<String>,
    /// The actor that this one belongs to or speaks for.
    pub member_of: Option<ActorId>,
    /// What a person said of the actor: confirmed when added, renamed or retyped by hand, so that no reading renames
    /// it; rejected when deleted, so that no reading brings it back.
    pub verdict: Verdict,
    /// The colour that a person gave it; `None` for that of its kind.
    pub colour: Option<Hue>,
    /// A free remark.
    pub note: String,
    /// Set if it was merged into that actor and stays only for what the two said of each other: nothing shows it, and no
    /// name means it.
    pub merged_into: Option<ActorId>,
}

impl Actor {
    /// An actor that a person adds: its name and kind are confirmed from the start.
    pub fn by_hand(name: impl Into<String>, kind: ActorKind) -> Self {
        Self { name: name.into(), kind, verdict: Verdict::Confirmed, ..Self::default() }
    }

    /// Whether the actor has not been deleted.
    pub fn is_shown(&self) -> bool {
        self.verdict != Verdict::Rejected
    }

    /// The name, then every alias.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

//! The map that a careful person drew of one article, by names instead of ids.

use std::collections::BTreeSet;
use std::fmt;

use crate::map::Stance;

/// What a careful person would draw.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reference {
    /// The actors; their names are distinct.
    pub actors: Vec<ReferenceActor>,
    /// The relations between them.
    pub relations: Vec<ReferenceRelation>,
}

/// An actor of a [`Reference`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReferenceActor {
    /// The name that relations use.
    pub name: String,
    /// Everything else that the text calls it.
    pub aliases: Vec<String>,
    /// The name of the actor that it belongs to or speaks for.
    pub member_of: Option<String>,
}

/// A relation of a [`Reference`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceRelation {
    /// Who takes which stance towards whom.
    pub edge: Edge,
    /// Whether a map without it is incomplete; otherwise the relation may be there or not.
    pub required: bool,
    /// The words of the article that show it, verbatim except for white space.
    pub evidence: Vec<String>,
}

/// A relation between actors that are known by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    /// Who takes the stance.
    pub source: String,
    /// Towards whom.
    pub target: String,
    /// Which stance.
    pub stance: Stance,
}

impl Reference {
    /// What the actor called `name` belongs to in the end; itself if it belongs to nothing.
    pub fn top<'a>(&'a self, name: &'a str) -> &'a str {
        let above = |name: &str| self.actors.iter().find(|actor| actor.name == name)?.member_of.as_deref();
        let mut seen = BTreeSet::new();
        let mut at = name;
        while let Some(up) = above(at).filter(|_| seen.insert(at)) {
            at = up;
        }
        at
    }
}

impl Edge {
    /// The same pair with the other stance.
    pub fn flipped(&self) -> Self {
        Self { stance: self.stance.flipped(), ..self.clone() }
    }

    /// The same stance the other way round.
    pub fn reversed(&self) -> Self {
        let Self { source, target, stance } = self.clone();
        Self { source: target, target: source, stance }
    }

    /// With each end replaced by what it [belongs to in the end](Reference::top); `None` if that is the same actor.
    pub(super) fn rolled_up(&self, reference: &Reference) -> Option<Self> {
        let [source, target] = [&self.source, &self.target].map(|end| reference.top(end).to_owned());
        (source != target).then_some(Self { source, target, stance: self.stance })
    }
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.source, self.stance.word(), self.target)
    }
}

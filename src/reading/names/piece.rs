//! What a stretch of a sentence says of whom it names.

use crate::map::ActorKind;
use crate::reading::mention::Form;

/// Whom a stretch of text names, as far as its own words tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Core {
    /// An actor of the dictionaries.
    Known(u32),
    /// A person unknown to them, by the folded full name.
    Person(String),
    /// A body or group unknown to them, by its folded name.
    Body(String),
    /// Capitalised words of which the sentence does not tell what they name.
    Lone(String),
    /// "X's forces", "the government of X", "X's foreign ministry": a part of its owner, by what it is.
    Of(Box<Core>, String),
    /// What only the sentences before can tell: "the group", "he".
    Back(Back),
}

/// How a stretch points back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Back {
    /// "he", "she": a person.
    Person,
    /// "it": one that is no person.
    Thing,
    /// "they": a group, or several actors.
    Group,
    /// "the three countries", "all three": so many actors that were listed together.
    Several(u8),
    /// "I", "we": whoever is quoted.
    Speaker,
    /// "the president" and the like.
    Officer,
    /// "the government", "the junta".
    Government,
    /// "the army": that of the state that it is about.
    Army,
    /// "the group", "the ministry": the last one of that kind.
    Noun(ActorKind),
    /// "the parliament": the last one whose name holds the noun.
    Named,
    /// "the two" of "the two countries": the last state but one.
    Former,
    /// "countries" of "the two countries": the last state.
    Latter,
    /// "one in eastern Libya": the one that the article ties to the place.
    At,
}

/// A stretch of a sentence that may name an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// First token.
    pub(super) from: usize,
    /// One past the last token.
    pub(super) to: usize,
    pub(super) core: Core,
    pub(super) form: Form,
    /// The tokens of the name itself, without titles and nouns beside it.
    pub(super) name: (usize, usize),
    /// What the words beside it say it is.
    pub(super) kind: Option<ActorKind>,
    /// Whom the words beside it say it belongs to.
    pub(super) owner: Option<Core>,
    /// The tokens of the owner's name, if they lie within the piece.
    pub(super) owner_name: Option<(usize, usize)>,
    /// An acronym that the text gives for it.
    pub(super) acronym: Option<usize>,
    /// Whether the words around make sure that it is an actor.
    pub(super) is_sure: bool,
    /// Whether a title of government stands before a person.
    pub(super) rules: bool,
    /// Whether it only tells where something is.
    pub(super) is_place: bool,
    /// Whether it may be no name at all.
    pub(super) is_doubtful: bool,
}

impl Piece {
    pub(super) fn new(from: usize, to: usize, core: Core, form: Form) -> Self {
        Self {
            from,
            to,
            core,
            form,
            name: (from, to),
            kind: None,
            owner: None,
            owner_name: None,
            acronym: None,
            is_sure: false,
            rules: false,
            is_place: false,
            is_doubtful: false,
        }
    }
}

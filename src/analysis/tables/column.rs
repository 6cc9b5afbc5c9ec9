//! What the tables tell of each row.

use super::Table;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// What an actor is called.
    Name,
    /// Of what sort an actor is.
    Kind,
    /// What else an actor is called.
    Aliases,
    /// What an actor belongs to.
    MemberOf,
    /// How many actors it backs.
    Backs,
    /// By how many actors it is backed.
    BackedBy,
    /// How many actors it opposes.
    Opposes,
    /// By how many actors it is opposed.
    OpposedBy,
    /// Who takes a stance.
    Source,
    /// Which stance.
    Stance,
    /// Towards whom.
    Target,
    /// The relation that a quote is for.
    Relation,
    /// What a quote says.
    Quote,
    /// Whose claim a quote reports; empty for the article's own voice.
    Voice,
    /// The title of the article that is quoted.
    Article,
    /// What a person said of it.
    Verdict,
    /// How the words put it; of a relation, how the surest of its quotes does.
    Wording,
    /// How sure the reader is.
    Confidence,
    /// How many quotes support it, or are taken from it.
    Quotes,
    /// From how many sources those quotes are; articles whose source is unknown count as one.
    Sources,
    /// The day of the earliest article that is quoted.
    First,
    /// The day of the latest article that is quoted.
    Last,
    /// The headline.
    Title,
    /// Who published it.
    Publisher,
    /// The day of publication.
    Date,
    /// Who wrote it.
    Byline,
    /// In which language it is.
    Language,
    /// How many words it has.
    Length,
    /// A remark.
    Note,
}

impl Table {
    /// Its columns, from left to right.
    pub fn columns(self) -> &'static [Column] {
        use Column::*;
        match self {
            Self::Actors => {
                &[Name, Kind, Aliases, MemberOf, Backs, BackedBy, Opposes, OpposedBy, Quotes, Note]
            }
            Self::Relations => {
                &[Source, Stance, Target, Verdict, Wording, Confidence, Quotes, Sources, First, Last, Note]
            }
            Self::Quotes => &[Relation, Quote, Voice, Article, Date, Wording, Confidence, Verdict, Note],
            Self::Articles => &[Title, Publisher, Date, Byline, Language, Quotes, Length, Note],
        }
    }
}

impl Column {
    /// What stands above it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Kind => "Kind",
            Self::Aliases => "Also called",
            Self::MemberOf => "Member of",
            Self::Backs => "Backs",
            Self::BackedBy => "Backed by",
            Self::Opposes => "Opposes",
            Self::OpposedBy => "Opposed by",
            Self::Source | Self::Publisher => "Source",
            Self::Stance => "Stance",
            Self::Target => "Target",
            Self::Relation => "Relation",
            Self::Quote => "Quote",
            Self::Voice => "Speaker",
            Self::Article => "Article",
            Self::Verdict => "Verdict",
            Self::Wording => "Wording",
            Self::Confidence => "Confidence",
            Self::Quotes => "Quotes",
            Self::Sources => "Sources",
            Self::First => "First",
            Self::Last => "Last",
            Self::Title => "Title",
            Self::Date => "Date",
            Self::Byline => "Byline",
            Self::Language => "Language",
            Self::Length => "Words",
            Self::Note => "Note",
        }
    }

    /// Whether its cells are numbers, which stand flush right.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Self::Backs
                | Self::BackedBy
                | Self::Opposes
                | Self::OpposedBy
                | Self::Confidence
                | Self::Quotes
                | Self::Sources
                | Self::Length
        )
    }
}

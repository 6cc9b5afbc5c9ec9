//! Why a file or a pasted text did not become an article.

use std::io::{self, ErrorKind};

/// A text that was not loaded. Nothing was changed.
#[derive(Debug)]
pub struct IngestError {
    /// What is wrong with it.
    pub problem: IngestProblem,
    /// The file's path, or "pasted text".
    pub name: String,
}

/// What can be wrong with a text.
#[derive(Debug)]
pub enum IngestProblem {
    /// No such file.
    Missing,
    /// The path names a folder.
    IsFolder,
    /// The user may not read the file.
    Forbidden,
    /// The system does not let it be read.
    Unreadable(io::Error),
    /// It is larger than any article.
    TooLarge,
    /// Nothing but white space.
    Empty,
    /// A page without any text.
    NoText,
    /// Not a text: what it is instead.
    Binary(&'static str),
    /// Values for programs, in JSON, rather than prose.
    Data,
    /// A saved map.
    Map,
}

impl std::fmt::Display for IngestProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => write!(f, "there is no such file; it may have been moved or renamed"),
            Self::IsFolder => write!(f, "this is a folder; add the files inside it"),
            Self::Forbidden => write!(f, "you are not allowed to read this file; ask its owner or copy it"),
            Self::Unreadable(error) => write!(f, "the file could not be read ({error})"),
            Self::TooLarge => write!(
                f,
                "the text is larger than {} MB; split it into single articles",
                super::MOST_BYTES / 1_000_000
            ),
            Self::Empty => write!(f, "there is no text in it"),
            Self::NoText => write!(f, "the page holds no text; save it again when it has loaded fully"),
            Self::Binary(what) => write!(f, "this is {what}; save it as text first"),
            Self::Data => write!(f, "this is a data file (JSON), not an article"),
            Self::Map => write!(f, "this is a saved map, not an article; open it as a map"),
        }
    }
}

impl std::fmt::Display for IngestError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.problem, self.name)
    }
}

impl std::error::Error for IngestError {}

impl From<io::Error> for IngestProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing,
            ErrorKind::IsADirectory => Self::IsFolder,
            ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Unreadable(error),
        }
    }
}

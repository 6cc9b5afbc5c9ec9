//! Why a map was not opened.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// A map that was not opened. The file is as it was.
#[derive(Debug)]
pub struct LoadError {
    /// What is wrong with it.
    pub problem: LoadProblem,
    /// The file.
    pub path: PathBuf,
}

/// What can be wrong with a saved map. Lines and columns count from 1; columns count characters.
#[derive(Debug)]
pub enum LoadProblem {
    /// No such file.
    Missing,
    /// The path names a folder.
    IsFolder,
    /// The file is too large for a map.
    TooLarge,
    /// The system does not let it be read.
    Unreadable(io::Error),
    /// It is something else than a map.
    NotAMap,
    /// A newer program saved it.
    Newer {
        /// The version that it says it has.
        version: u32,
    },
    /// It breaks off.
    Incomplete {
        /// Its last line.
        line: usize,
    },
    /// It cannot be understood.
    Damaged {
        /// Where.
        line: usize,
        /// Where in the line.
        column: usize,
        /// What was found or expected.
        what: String,
    },
    /// A record contradicts the others.
    Contradiction {
        /// Where, if known.
        line: Option<usize>,
        /// Which record, and what is wrong with it.
        what: String,
    },
    /// It makes sense, but is not what was saved.
    Altered,
}

impl std::fmt::Display for LoadProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => write!(f, "there is no such file; it may have been moved or renamed"),
            Self::IsFolder => write!(f, "this is a folder; open the map inside it"),
            Self::TooLarge => write!(f, "the file is larger than 1 GB, which no map is"),
            Self::Unreadable(error) => write!(f, "the file could not be read ({error})"),
            Self::NotAMap => write!(f, "this is not a saved map; add it as an article if it holds text"),
            Self::Newer { version } => write!(
                f,
                "the map was saved by a newer Stance Map (format {version}, this program knows up to {}); \
                 update the program to open it",
                super::VERSION
            ),
            Self::Incomplete { line } => write!(
                f,
                "the file breaks off in line {line}, so part of the map is missing; \
                 copy it again from where it came from"
            ),
            Self::Damaged { line, column, what } => write!(
                f,
                "the file is damaged at line {line}, column {column} ({what}); \
                 copy it again from where it came from"
            ),
            Self::Contradiction { line: Some(line), what } => {
                write!(f, "line {line} contradicts the rest of the map ({what}); nothing was opened")
            }
            Self::Contradiction { line: None, what } => {
                write!(f, "the map contradicts itself ({what}); nothing was opened")
            }
            Self::Altered => write!(
                f,
                "the file was changed after it was saved (its checksum does not fit), so it was not opened; \
                 copy it again from where it came from"
            ),
        }
    }
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.problem, self.path.display())
    }
}

impl std::error::Error for LoadError {}

impl From<io::Error> for LoadProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing,
            ErrorKind::IsADirectory => Self::IsFolder,
            _ => Self::Unreadable(error),
        }
    }
}

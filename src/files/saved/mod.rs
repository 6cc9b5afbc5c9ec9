//! Maps on disk: RON, one record a line, sealed with a checksum.
//!
//! What happens here: a map is written as the newest version and read from every version there ever was; each version
//! has its own wire types, so that the records of [`map`](crate::map) may change without a file changing. What never
//! happens here: a file that is not exactly what was saved is never opened as if it were.
//!
//! ```
//! use stancemap::files::saved;
//! use stancemap::map::StanceMap;
//!
//! let text = saved::to_text(&StanceMap::default());
//! assert!(text.starts_with("StanceMap(\n    version: 1,\n"));
//! assert!(saved::from_text(&text).is_ok());
//! assert!(saved::from_text(&text[..text.len() - 3]).is_err());
//! ```

mod error;
mod seal;
mod v1;

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::Path;

pub use error::{LoadError, LoadProblem};
pub(super) use v1::step;

use super::{WriteError, write};
use crate::map::StanceMap;

/// The version that is written.
pub const VERSION: u32 = 1;

/// Larger files are refused unread: 1 GiB, some hundred times the largest map that has been tried.
const MOST_BYTES: u64 = 1 << 30;

/// Saves a map, whole or not at all; see [`write()`].
///
/// # Errors
/// If the file cannot be written; it is then as it was.
pub fn save(map: &StanceMap, path: &Path) -> Result<(), WriteError> {
    write(path, to_text(map).as_bytes())
}

/// Opens a saved map.
///
/// # Errors
/// If the file cannot be read, or is not exactly as it was saved.
pub fn load(path: &Path) -> Result<StanceMap, LoadError> {
    read(path)
        .and_then(|bytes| from_bytes(&bytes))
        .map_err(|problem| LoadError { problem, path: path.to_owned() })
}

/// Whether the first bytes of a file are those of a saved map of whatever version.
pub fn is_map(start: &[u8]) -> bool {
    let start = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(start);
    start.starts_with(seal::OPENING.as_bytes())
}

/// The map as it is saved. The same map gives the same text.
pub fn to_text(map: &StanceMap) -> String {
    seal::sealed(&v1::write(map))
}

/// The checksum that a saved text bears: texts with the same one are the same.
pub fn checksum(text: &str) -> Option<&str> {
    seal::checksum_in(text)
}

/// The checksum of the map that is saved at `path`; `None` if none is there. Only the first lines are read.
pub fn checksum_at(path: &Path) -> Option<String> {
    let mut head = Vec::new();
    File::open(path).ok()?.take(1_000).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    checksum(head.strip_prefix('\u{feff}').unwrap_or(&head)).map(str::to_owned)
}

/// What tells one state of a saved file from another, without reading all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    checksum: Option<String>,
    bytes: u64,
}

impl Trace {
    /// The trace of the file at `path`; `None` if there is none, or what is there is no plain file.
    pub fn of(path: &Path) -> Option<Self> {
        let about = path.metadata().ok().filter(Metadata::is_file)?;
        Some(Self { checksum: checksum_at(path), bytes: about.len() })
    }
}

/// The map that was saved as these bytes.
///
/// # Errors
/// As [`from_text`].
pub fn from_bytes(bytes: &[u8]) -> Result<StanceMap, LoadProblem> {
    if !is_map(bytes) {
        return Err(LoadProblem::NotAMap);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => from_text(text),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            Err(LoadProblem::Damaged {
                line: 1 + before.matches('\n').count(),
                column: 1 + before.rsplit('\n').next().unwrap_or_default().chars().count(),
                what: "a character is broken".to_owned(),
            })
        }
    }
}

/// The map that was saved as this text.
///
/// # Errors
/// If the text is not exactly as it was saved; a change of all line ends by mail or version control does no harm.
pub fn from_text(text: &str) -> Result<StanceMap, LoadProblem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A saved text holds no carriage return of its own: strings escape them.
    let without_returns;
    let text = if text.contains('\r') {
        without_returns = text.replace("\r\n", "\n");
        &without_returns
    } else {
        text
    };
    match seal::version(text).ok_or(LoadProblem::NotAMap)? {
        // Complaints about the contents come first: they say more than a broken seal does.
        VERSION => {
            seal::check_whole(text)?;
            let map = v1::read(text)?;
            seal::check(text)?;
            Ok(map)
        }
        newer => Err(LoadProblem::Newer { version: newer }),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, LoadProblem> {
    let mut file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(LoadProblem::IsFolder);
    }
    if about.len() > MOST_BYTES {
        return Err(LoadProblem::TooLarge);
    }
    let mut bytes = Vec::new();
    file.by_ref().take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

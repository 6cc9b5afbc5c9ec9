//! Files and pasted text become articles.
//!
//! What happens here: bytes become characters, a page becomes the article in it, and title, date, source, byline,
//! address and language are taken over where they are clearly stated. What never happens here: nothing is guessed
//! about an article in silence, and nothing that is no text is taken for one.
//!
//! ```
//! use stancemap::files::ingest;
//!
//! let loaded = ingest::from_bytes("talks.txt", b"Talks fail\n\n3 May 2021\n\nAna left Orsina.")?;
//! assert_eq!(loaded.article.title, "Talks fail");
//! assert_eq!(loaded.article.date, Some(jiff::civil::date(2021, 5, 3)));
//! assert!(ingest::from_bytes("talks.pdf", b"%PDF-1.7").is_err());
//! # Ok::<(), ingest::IngestError>(())
//! ```

mod binary;
mod dates;
mod encoding;
mod error;
mod html;
mod nesting;
mod plain;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub use encoding::Encoding;
pub use error::{IngestError, IngestProblem};

use super::saved;
use crate::map::Article;

/// Larger texts are refused.
pub const MOST_BYTES: u64 = 50_000_000;

/// An article with what a person should know of how it was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The article.
    pub article: Article,
    /// Sentences such as "one character could not be read and shows as \u{fffd}".
    pub notes: Vec<String>,
}

/// Loads a file: plain text in any encoding, or a page.
///
/// # Errors
/// If it cannot be read, is no text, or holds none.
pub fn load(path: &Path) -> Result<Loaded, IngestError> {
    load_as(path, None)
}

/// Loads a file whose encoding may be known better than it can be guessed.
///
/// # Errors
/// As [`load`].
pub fn load_as(path: &Path, encoding: Option<Encoding>) -> Result<Loaded, IngestError> {
    let name = path.display().to_string();
    read(path)
        .and_then(|bytes| article(&name, &bytes, encoding))
        .map_err(|problem| IngestError { problem, name })
}

/// Makes an article of a file's bytes; `name` is its path.
///
/// # Errors
/// If the bytes are no text, or hold none.
pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Loaded, IngestError> {
    from_bytes_as(name, bytes, None)
}

/// Makes an article of bytes whose encoding may be known better than it can be guessed.
///
/// # Errors
/// As [`from_bytes`].
pub fn from_bytes_as(name: &str, bytes: &[u8], encoding: Option<Encoding>) -> Result<Loaded, IngestError> {
    article(name, bytes, encoding).map_err(|problem| IngestError { problem, name: name.to_owned() })
}

/// Makes an article of text from the clipboard, be it prose or the source of a page.
///
/// # Errors
/// If there is no text, or too much.
pub fn from_paste(text: &str) -> Result<Loaded, IngestError> {
    let loaded = if text.len() as u64 > MOST_BYTES {
        Err(IngestProblem::TooLarge)
    } else {
        described("", text, Vec::new())
    };
    loaded.map_err(|problem| IngestError { problem, name: "pasted text".to_owned() })
}

/// The day that somebody wrote: "14 Aug 2023", "2023-08-14". `None` where there is anything else, or where two continents
/// would read it differently.
pub fn day(text: &str) -> Option<jiff::civil::Date> {
    dates::whole(text)
}

fn read(path: &Path) -> Result<Vec<u8>, IngestProblem> {
    let mut file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(IngestProblem::IsFolder);
    }
    let mut bytes = Vec::new();
    // Not every file knows its length: pipes do not.
    file.by_ref().take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn article(name: &str, bytes: &[u8], encoding: Option<Encoding>) -> Result<Loaded, IngestProblem> {
    if bytes.is_empty() {
        return Err(IngestProblem::Empty);
    }
    if saved::is_map(bytes) {
        return Err(IngestProblem::Map);
    }
    let marked = encoding_rs::Encoding::for_bom(bytes).is_some() || encoding::utf_16(bytes).is_some();
    if let Some(what) = binary::kind(bytes).filter(|_| !marked) {
        return Err(IngestProblem::Binary(what));
    }
    if bytes.len() as u64 > MOST_BYTES {
        return Err(IngestProblem::TooLarge);
    }
    let (text, notes) = encoding::decode(bytes, encoding);
    if is_data(&text) {
        return Err(IngestProblem::Data);
    }
    described(name, &text, notes)
}

/// Whether the whole text is a JSON object or list. A text that only begins like one is prose: "[Reuters] Ana left."
fn is_data(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

fn described(name: &str, text: &str, mut notes: Vec<String>) -> Result<Loaded, IngestProblem> {
    let mut article = if html::is_page(text, name) {
        html::article(text, &mut notes).ok_or(IngestProblem::NoText)?
    } else {
        plain::article(plain::clean(text), name)
    };
    if article.text().trim().is_empty() {
        return Err(IngestProblem::Empty);
    }
    article.path = name.to_owned();
    if article.date.is_none() {
        article.date = dates::in_file_name(name);
    }
    Ok(Loaded { article, notes })
}

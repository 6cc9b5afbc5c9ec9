//! The texts that a map rests on.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// A half-open range `start..end` of UTF-8 byte offsets into an article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether `other` lies wholly within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// SHA-256 of an article's clean text: two articles with the same hash are one article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The hash of a clean text.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }
}

impl std::fmt::Display for ContentHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// A loaded document. Its text never changes, so that spans into it stay right; everything else may be corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Headline, or the first words where there is none.
    pub title: String,
    /// Who published it; empty if unknown.
    pub source: String,
    /// Who wrote it; empty if unknown.
    pub byline: String,
    /// Day of publication.
    pub date: Option<Date>,
    /// Where it was published; empty if unknown.
    pub url: String,
    /// The file that it was loaded from; empty for pasted text.
    pub path: String,
    /// BCP 47 language tag; empty if unknown.
    pub language: String,
    /// A free remark.
    pub note: String,
    /// When a person added it to the map; `None` if that was not noted.
    pub added: Option<Timestamp>,
    text: Arc<str>,
    hash: ContentHash,
}

impl Article {
    /// An article of which only the clean text is known. Its title is the first line that is not blank, cut at 120
    /// characters.
    pub fn from_text(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let mut title: String = first.chars().take(120).collect();
        if title.len() < first.len() {
            title.push('…');
        }
        let hash = ContentHash::of(&text);
        Self {
            title,
            source: String::new(),
            byline: String::new(),
            date: None,
            url: String::new(),
            path: String::new(),
            language: String::new(),
            note: String::new(),
            added: None,
            text,
            hash,
        }
    }

    /// The clean text that all spans count in.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The clean text, shared rather than copied.
    pub fn shared_text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// The hash of the clean text.
    pub fn hash(&self) -> ContentHash {
        self.hash
    }

    /// The text of a span; `None` if it leaves the text, is reversed, or cuts a character.
    pub fn slice(&self, span: Span) -> Option<&str> {
        self.text.get(span.start..span.end)
    }
}

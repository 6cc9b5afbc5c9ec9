//! Prose becomes findings.
//!
//! What happens here: an article's text is cut into sentences and tokens; the actors named in it are found and joined
//! over the document; the stances that each sentence states between them are read, each with its cue, modality and
//! speaker. What never happens here: no disk, no thread, no clock; nothing can fail, and oddities become notes.

#![allow(dead_code)]
mod builtin;
mod mention;
mod sentence;
mod stance;
mod token;

pub use builtin::builtin_dictionary;

use crate::map::{Article, Dictionary, Findings};

/// Somebody who waits for a reading to end.
pub trait Watch {
    /// Told after each sentence how many of the article's bytes have been read.
    fn progress(&self, done: usize, total: usize);
    /// Asked at least once a sentence; `true` ends the reading.
    fn cancelled(&self) -> bool;
}

/// Nobody waits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _: usize, _: usize) {}
    fn cancelled(&self) -> bool {
        false
    }
}

/// A reader with its dictionaries made ready; costly to make, cheap to use, shared between threads.
#[derive(Debug)]
pub struct Reader {}

impl Reader {
    /// A reader that knows the names of the built-in dictionary and of `dictionaries`; later ones win.
    pub fn new(_dictionaries: &[&Dictionary]) -> Self {
        Self {}
    }

    /// Reads one article; `None` if `watch` cancelled. The same article gives the same findings.
    pub fn read(&self, _article: &Article, _watch: &dyn Watch) -> Option<Findings> {
        Some(Findings::default())
    }
}

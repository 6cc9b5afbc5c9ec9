//! The only room that touches the disk.
//!
//! What happens here: [`ingest`] turns files and pasted text into [`Article`](crate::map::Article)s; [`saved`] keeps
//! maps; [`write()`] replaces a file whole or not at all. What never happens here: no thread is started, nothing is
//! drawn, and no record of a map is changed.

pub mod ingest;
pub mod saved;
mod write;

pub use write::{WriteError, WriteProblem, write};

//! The only room that touches the disk.
//!
//! What happens here: [`ingest`] turns files and pasted text into [`Article`](crate::map::Article)s. What never
//! happens here: no thread is started, nothing is drawn, and no record of a map is changed.

pub mod ingest;

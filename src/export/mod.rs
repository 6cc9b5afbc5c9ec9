//! A map in other formats: text that other programs read.
//!
//! What happens here: a [`StanceMap`](crate::map::StanceMap) becomes text or bytes, and the same map always the same
//! bytes. What never happens here: nothing is written to a disk, and nothing is read back; the format that Stance Map
//! opens again belongs to [`files`](crate::files).

mod csv;
mod json;
mod png;
mod svg;

pub use csv::{csv, csv_of};
pub use json::{json, jsonl};
pub use png::{PngError, png};
pub use svg::svg;

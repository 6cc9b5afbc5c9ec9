//! Stance Map reads news articles offline, finds the actors in them and who backs or opposes whom,
//! and keeps the result as a map that a person can correct, save and send.
//!
//! # The tour
//! An [`Article`](map::Article) is loaded by [`files`] from a file or a pasted text. A
//! [`Reader`](reading::Reader) turns its prose into [`Findings`](map::Findings): actors, and signed, directed
//! stances, each with the span of its quote. [`map::merge`] compares the findings with the
//! [`StanceMap`](map::StanceMap) and plans [`Edit`](map::Edit)s, so that what a person decided always outranks
//! what a machine read. [`StanceMap::apply`](map::StanceMap::apply) performs edits all or nothing, and answers
//! with a [`Diff`](map::Diff) that can be reversed: that is the whole of undo. [`picture`] computes where
//! everything is drawn, once, for the window and for the exported SVG and PNG alike.
//!
//! # The rooms
//! To find where something happens, take the first question that is answered with yes:
//!
//! | question | room |
//! |---|---|
//! | does it name egui? | `gui` (absent from a headless build) |
//! | does it read the arguments or write to stdout? | [`cli`] |
//! | does it start a thread? | [`jobs`] |
//! | does it touch the disk? | [`files`] |
//! | does it change a record? | [`map`] |
//! | does it read prose? | [`reading`] |
//! | does it compute a coordinate? | [`picture`] |
//! | is it about what the user is doing just now? | [`editor`] |
//! | does it answer a question about the map? | [`analysis`] |
//! | does it write another format? | [`export`] |

pub mod analysis;
pub mod cli;
pub mod editor;
pub mod export;
pub mod files;
#[cfg(feature = "gui")]
pub mod gui;
pub mod jobs;
pub mod map;
pub mod picture;
pub mod reading;

/// Keeps the memory of one frame for the next: that of a large map takes tens of megabytes, which the allocator of Linux
/// gives back and asks for anew each time, at the cost of half the frame.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

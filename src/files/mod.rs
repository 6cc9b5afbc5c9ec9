//! The only room that touches the disk.
//!
//! What happens here: [`ingest`] turns files and pasted text into [`Article`](crate::map::Article)s; [`saved`] keeps
//! maps, and [`journal`] what is not saved yet; [`dictionary()`] reads the names that a user adds and
//! [`change_own_dictionary`] keeps them; [`reference()`] a map that somebody drew to measure the
//! reader by; [`Settings`] and [`Recent`] remember how the window was left; [`write()`] replaces a file whole or not at
//! all. What never happens here: no thread is started, nothing is drawn, and no record of an open map is changed.

mod dictionary;
mod folder;
pub mod ingest;
pub mod journal;
mod recent;
mod reference;
mod samples;
pub mod saved;
mod settings;
mod write;

pub use dictionary::{
    DictionaryError, DictionaryProblem, MEND, change_own_dictionary, dictionary, dictionary_text,
    own_dictionary, own_dictionary_path, write_dictionary,
};
pub use folder::{FolderError, files_in};
pub use recent::Recent;
pub use reference::{ReferenceError, ReferenceProblem, reference};
pub use samples::{SAMPLES, Sample};
pub use settings::{Settings, Theme, config_dir, journal_dir, keep_settings_in};
pub use write::{WriteError, WriteProblem, write};

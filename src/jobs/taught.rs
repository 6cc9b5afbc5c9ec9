//! A reader that knows what people have taught it.

use std::sync::Arc;

use crate::files;
use crate::map::Dictionary;
use crate::reading::Reader;

/// What the user's own dictionary and a map know of names, as one dictionary, so that a name which two of them give to
/// different actors means neither, while what was decided in the map outranks what is built in; and a sentence that says why the user's could not be read, if so: it is left out then.
pub fn taught_names(of_map: Dictionary) -> (Dictionary, Option<String>) {
    let (mut names, problem) = match files::own_dictionary() {
        Ok(own) => (own, None),
        Err(error) => (Dictionary::default(), Some(format!("{error}. {}", files::MEND))),
    };
    names.add_decided(of_map);
    (names, problem)
}

/// A reader that knows the names of [`taught_names`].
#[derive(Debug)]
pub struct Taught {
    reader: Arc<Reader>,
    names: Dictionary,
    problem: Option<String>,
}

impl Taught {
    /// Makes a reader ready, which takes a while unless `before` knows the same.
    pub fn new(of_map: Dictionary, before: Option<&Self>) -> Self {
        let (names, problem) = taught_names(of_map);
        let reader = match before.filter(|before| before.names == names) {
            Some(before) => Arc::clone(&before.reader),
            None => Arc::new(Reader::new(&[&names])),
        };
        Self { reader, names, problem }
    }

    /// The reader.
    pub fn reader(&self) -> &Arc<Reader> {
        &self.reader
    }

    /// Why the user's own dictionary is not used, if so.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }
}

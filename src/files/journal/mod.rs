//! Work that is not saved yet, kept so that it outlives the program.
//!
//! A journal is a file in the user's data directory. It begins with the whole map as it was opened or last saved, and
//! every change since is appended as an entry with a length and a checksum, so that an end that was torn off is
//! recognised and all before it is kept. It names the file that the map was saved in, with the checksum of what is in
//! that file, so that it is known later which changes are in the file already, and whether somebody else changed it.
//! While a journal is written, or offered to the user, its file is locked. The system takes the lock away with the
//! process, so that none is left behind however the process ends; where the file system knows no locks, every journal
//! counts as left behind.

mod frame;
mod leftover;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::saved;
use super::write::{WriteError, problem, sync_folder};
use crate::map::{NamedStep, StanceMap};

pub use leftover::{LeftOut, Leftover, Restored, leftovers};

const ENDING: &str = "journal";

/// The first line of every entry; what it is about follows on the next lines. Times are in milliseconds since 1970.
#[derive(Debug, Serialize, Deserialize)]
enum Head {
    /// The whole map, as [`saved`] writes it, follows.
    Began {
        /// What to call the map.
        name: String,
        at: i64,
        /// Where the map was opened or last saved, and what it was then.
        file: Option<Target>,
    },
    /// The changes follow, as [`saved::step`] writes them.
    Step {
        name: String,
        at: i64,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        goes_on: bool,
    },
    /// The state after so many steps is about to be written to a file.
    Saving { steps: usize, file: Target },
    /// It is written: from now on, the map belongs there.
    Saved { steps: usize, file: Target },
}

/// A saved map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Target {
    path: PathBuf,
    /// As the file bears it; `None` where the map could not be found.
    checksum: Option<String>,
}

/// The journal of an open map, which nobody else writes or is offered.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
    /// The bytes of all that is whole.
    filled: u64,
}

impl Journal {
    /// Begins a journal in `folder`, which is made if need be, for a map that is as it was opened from, or last saved at,
    /// `of`. `name` is what the user knows the map by.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(folder: &Path, base: &StanceMap, name: &str, of: Option<&Path>) -> Result<Self, WriteError> {
        // If this fails, so does the writing, which says why.
        let _ = fs::create_dir_all(folder);
        let failed = |error| WriteError { problem: problem(error), path: folder.to_owned() };
        let ending = format!(".{ENDING}");
        let made = tempfile::Builder::new().prefix("work-").suffix(&ending).tempfile_in(folder);
        let (file, path) = made.map_err(failed)?.keep().map_err(|error| failed(error.error))?;
        // Whoever looks for what was left behind lets go of it soon.
        let _ = file.lock();
        let mut journal = Self { file, path, filled: 0 };
        // Paths that are no text cannot be written down: the work is then offered as that on a map without a file.
        let of = of.and_then(|path| std::path::absolute(path).ok()).filter(|path| path.to_str().is_some());
        let text = saved::to_text(base);
        let file = of.map(|path| Target { checksum: origin(&path, base, &text), path });
        let head = Head::Began { name: name.to_owned(), at: now(), file };
        let begun =
            journal.write(&[frame::OPENING, &entry(&head, &text)].concat()).and_then(|()| journal.sync());
        match begun {
            Ok(()) => {
                // The name lasts only once the folder is on the disk, and that folder's once the one above it is.
                std::iter::once(folder).chain(folder.parent()).for_each(sync_folder);
                Ok(journal)
            }
            Err(error) => {
                // Without its beginning it is good for nothing.
                journal.remove();
                Err(error)
            }
        }
    }

    /// Appends steps. They are with the system at once, and outlive this process; [`sync`](Self::sync) makes them
    /// outlive the system.
    ///
    /// # Errors
    /// If they cannot be written; the journal then ends with the steps before.
    pub fn append(&mut self, steps: &[NamedStep]) -> Result<(), WriteError> {
        let at = now();
        let mut text = String::new();
        for NamedStep { name, diff, goes_on } in steps {
            let head = Head::Step { name: name.clone(), at, goes_on: *goes_on };
            text.push_str(&entry(&head, &saved::step::write(diff)));
        }
        self.write(&text)
    }

    /// Notes that the state after the first `steps` is about to be written to `path` as a text with this checksum.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn saving(&mut self, steps: usize, path: &Path, checksum: Option<&str>) -> Result<(), WriteError> {
        self.note(path, checksum, |file| Head::Saving { steps, file })
    }

    /// Notes that it has been written.
    ///
    /// # Errors
    /// If that cannot be written.
    pub fn saved(&mut self, steps: usize, path: &Path, checksum: Option<&str>) -> Result<(), WriteError> {
        self.note(path, checksum, |file| Head::Saved { steps, file })
    }

    fn note(
        &mut self,
        path: &Path,
        checksum: Option<&str>,
        head: impl FnOnce(Target) -> Head,
    ) -> Result<(), WriteError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if path.to_str().is_none() {
            return Ok(());
        }
        let file = Target { path, checksum: checksum.map(str::to_owned) };
        self.write(&entry(&head(file), ""))?;
        // The saved file is on the disk before the program says that it is, and so is this.
        self.sync()
    }

    /// Makes sure that all of it is on the disk.
    ///
    /// # Errors
    /// If the system cannot say so.
    pub fn sync(&self) -> Result<(), WriteError> {
        self.file.sync_data().map_err(|error| self.failed(error))
    }

    /// Puts the journal where nobody looks for work, but a person can: not all of it makes sense. Where it is now.
    fn set_aside(self) -> Result<PathBuf, String> {
        let aside = self.aside();
        match fs::rename(&self.path, &aside) {
            Ok(()) => Ok(aside),
            Err(error) => Err(self.failed(error).to_string()),
        }
    }

    /// Ends a journal in which nothing is left to bring back.
    fn retire(self, is_puzzling: bool) {
        if is_puzzling {
            // Should it stay, it is looked at again at the next start.
            let _ = self.set_aside();
        } else {
            self.remove();
        }
    }

    /// Makes a copy of it there. Where that is.
    fn copy_aside(&self) -> Result<PathBuf, String> {
        let aside = self.aside();
        let copied = fs::copy(&self.path, &aside).and_then(|_| File::open(&aside)?.sync_all());
        match copied {
            Ok(()) => Ok(aside),
            Err(error) => Err(self.failed(error).to_string()),
        }
    }

    /// A path beside the journal where nothing is yet.
    fn aside(&self) -> PathBuf {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let mut paths = (1..).map(|number| self.path.with_file_name(format!("{name}.damaged-{number}")));
        paths.find(|path| !path.exists()).unwrap_or_default()
    }

    /// Gives the work up: it is saved, or not wanted.
    pub fn remove(self) {
        // Should it stay, it is offered at the next start, which does no harm.
        let _ = fs::remove_file(&self.path);
    }

    fn write(&mut self, text: &str) -> Result<(), WriteError> {
        if let Err(error) = self.file.write_all(text.as_bytes()) {
            // What comes next must follow something whole.
            let _ = self.file.set_len(self.filled);
            let _ = self.file.seek(SeekFrom::Start(self.filled));
            return Err(self.failed(error));
        }
        self.filled += text.len() as u64;
        Ok(())
    }

    fn failed(&self, error: std::io::Error) -> WriteError {
        WriteError { problem: problem(error), path: self.path.clone() }
    }
}

/// The checksum of the file at `path`, if it still holds what `base` was opened from or saved as. Somebody else may have
/// changed it since, and that must be known when the work is brought back.
fn origin(path: &Path, base: &StanceMap, text: &str) -> Option<String> {
    let there = saved::checksum_at(path)?;
    // Most files hold the very text. To open one anew takes as long as it took at first.
    if saved::checksum(text) == Some(there.as_str()) {
        return Some(there);
    }
    let mut opened = saved::load(path).ok()?.records().clone();
    // A map that is opened gives a place to every actor that has none.
    for (id, place) in &base.records().places {
        opened.places.entry(*id).or_insert(*place);
    }
    (opened == *base.records()).then_some(there)
}

fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

fn entry(head: &Head, body: &str) -> String {
    // Words and numbers cannot fail to become text; the paths among them are known to be text.
    frame::framed(&ron::to_string(head).unwrap_or_default(), body)
}

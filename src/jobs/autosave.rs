//! The journal of the open map, written beside the window.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::Task;
use crate::files::WriteError;
use crate::files::journal::Journal;
use crate::map::{Diff, NamedStep, StanceMap};

/// How long after a change it is on the disk itself at the latest, so that a power cut takes no more than this. A
/// change is with the system, and safe from the end of this process, as soon as the thread gets to it.
const SYNC_WITHIN: Duration = Duration::from_secs(1);

/// What the window tells the thread.
enum Note {
    /// `map` is as `steps`, the first since it was opened or saved at `file`, left it.
    Begin {
        number: u64,
        map: Box<StanceMap>,
        name: String,
        file: Option<PathBuf>,
        steps: Vec<NamedStep>,
    },
    Resume {
        number: u64,
        journal: Journal,
    },
    Steps(Vec<NamedStep>),
    /// A save of the map with the journal of this number will be tried.
    Asked(u64),
    /// Told from the thread that saves, which waits until it is answered.
    Saving {
        number: u64,
        save: Save,
        answer: Sender<()>,
    },
    /// What became of a save that was asked for; `None` if the file was not written.
    Saved {
        number: u64,
        save: Option<Save>,
    },
    /// The work is saved or given up.
    Forget,
    Stop,
}

/// The state after so many steps, in a file.
#[derive(Debug, Clone)]
struct Save {
    steps: usize,
    path: PathBuf,
    checksum: Option<String>,
}

/// Keeps the changes of the open map in a journal until they are saved or given up. Nothing here waits for the disk
/// but [`end`](Self::end).
#[derive(Debug)]
pub struct Autosave {
    notes: Option<Sender<Note>>,
    task: Task<()>,
    complaints: Receiver<String>,
    /// How many steps the journal holds, if there is one.
    steps: Option<usize>,
    /// The number of that journal, or of the last one: no two of them have the same.
    number: u64,
}

impl Autosave {
    /// An autosave that writes journals to `folder`. `wake` is called when there is something to
    /// [complain](Self::complaint) of; it may be called from any thread.
    pub fn new(folder: PathBuf, wake: impl Fn() + Send + 'static) -> Self {
        let (notes, inbox) = channel();
        let (complain, complaints) = channel();
        let tell = move |complaint| {
            // Nobody may be listening any more, and that is fine.
            let _ = complain.send(complaint);
            wake();
        };
        let keeper = Keeper { folder, open: None, leaving: Vec::new(), complained: false };
        let task = Task::start(move || keeper.keep(&inbox, &tell), || {});
        Self { notes: Some(notes), task, complaints, steps: None, number: 0 }
    }

    /// Adds changes to the journal, which begins with the first of them. `map` is as they left it; `name` and `file` are
    /// what the user knows it by and where it was opened or last saved.
    pub fn add(
        &mut self,
        steps: Vec<NamedStep>,
        map: &StanceMap,
        name: impl FnOnce() -> String,
        file: Option<&Path>,
    ) {
        if steps.is_empty() {
            return;
        }
        let count = steps.len();
        match self.steps {
            Some(_) => self.send(Note::Steps(steps)),
            None => {
                let file = file.map(Path::to_path_buf);
                self.number += 1;
                let number = self.number;
                self.send(Note::Begin { number, map: Box::new(map.clone()), name: name(), file, steps });
            }
        }
        self.steps = Some(self.steps.unwrap_or(0) + count);
    }

    /// Goes on with the journal of work that was restored.
    pub fn resume(&mut self, journal: Journal, steps: usize) {
        self.forget();
        self.number += 1;
        self.send(Note::Resume { number: self.number, journal });
        self.steps = Some(steps);
    }

    /// Removes the journal, if there is one: the work is saved or given up. While a save of it is still going on, the
    /// journal stays until that has succeeded.
    pub fn forget(&mut self) {
        if self.steps.take().is_some() {
            self.send(Note::Forget);
        }
    }

    /// What the thread that saves the map as it is now has to tell. Until it is dropped, or has
    /// [come true](Announcement::came_true), the journal is kept.
    pub fn announcement(&self) -> Announcement {
        let to = self.notes.clone().zip(self.steps);
        if to.is_some() {
            self.send(Note::Asked(self.number));
        }
        Announcement { to, number: self.number, made: None }
    }

    /// Why changes could not be kept, once for each time that it happens.
    pub fn complaint(&mut self) -> Option<String> {
        self.complaints.try_recv().ok()
    }

    /// Waits until all is written, and takes nothing more. Called when the program ends.
    pub fn end(&mut self) {
        if let Some(notes) = self.notes.take() {
            // An announcement may be holding another end of the line, so that hanging up is not enough.
            let _ = notes.send(Note::Stop);
            // A thread that panicked has nothing left to write.
            let _ = self.task.wait();
        }
    }

    fn send(&self, note: Note) {
        if let Some(notes) = &self.notes {
            // If the thread is gone, so is what it could keep.
            let _ = notes.send(note);
        }
    }
}

impl Drop for Autosave {
    fn drop(&mut self) {
        self.end();
    }
}

/// Told by the thread that saves a map, right before it writes the file and when it has. One that is dropped before it
/// [came true](Self::came_true) tells that the file was not written.
#[derive(Debug)]
pub struct Announcement {
    to: Option<(Sender<Note>, usize)>,
    number: u64,
    made: Option<Save>,
}

impl Announcement {
    /// Has the journal say that the map is about to be written to `path` as a text with this checksum, and waits until
    /// it does: however the program ends, it is known later what is in the file.
    #[must_use = "a save that is not said to have come true counts as failed"]
    pub fn make(mut self, path: &Path, checksum: Option<&str>) -> Self {
        if let Some((notes, steps)) = &self.to {
            let save =
                Save { steps: *steps, path: path.to_path_buf(), checksum: checksum.map(str::to_owned) };
            let (answer, answered) = channel();
            if notes.send(Note::Saving { number: self.number, save: save.clone(), answer }).is_ok() {
                // A journal that cannot be written must not keep a map from being saved.
                let _ = answered.recv();
            }
            self.made = Some(save);
        }
        self
    }

    /// Tells that the file is written.
    pub fn came_true(mut self) {
        let save = self.made.take();
        self.tell(save);
    }

    fn tell(&mut self, save: Option<Save>) {
        if let Some((notes, _)) = self.to.take() {
            // If the thread is gone, so is what it could take down.
            let _ = notes.send(Note::Saved { number: self.number, save });
        }
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        self.tell(None);
    }
}

/// A journal and what is yet to be written into it.
#[derive(Default)]
struct Kept {
    number: u64,
    journal: Option<Journal>,
    /// The map, its name and its file, until the journal has begun with them.
    base: Option<(StanceMap, String, Option<PathBuf>)>,
    /// Steps that could not be written yet.
    pending: Vec<NamedStep>,
    /// How many saves of the map are under way or wait for their turn.
    saves: usize,
}

impl Kept {
    /// Writes what is to be written; whether there was anything. What fails is tried again with the next note, or a
    /// second later.
    fn write(&mut self, folder: &Path) -> Result<bool, WriteError> {
        let waits = self.base.is_some() || !self.pending.is_empty();
        if let Some((map, name, file)) = &self.base {
            self.journal = Some(Journal::begin(folder, map, name, file.as_deref())?);
            self.base = None;
        }
        if let Some(journal) = &mut self.journal {
            journal.append(&self.pending)?;
            self.pending.clear();
        }
        Ok(waits)
    }

    fn remove(self) {
        if let Some(journal) = self.journal {
            journal.remove();
        }
    }
}

/// What the thread knows.
struct Keeper {
    folder: PathBuf,
    open: Option<Kept>,
    /// Journals that are no longer wanted once a save that is still going on has succeeded.
    leaving: Vec<Kept>,
    /// Whether nothing was written since the last complaint.
    complained: bool,
}

impl Keeper {
    fn keep(mut self, inbox: &Receiver<Note>, tell: &dyn Fn(String)) {
        // When what is with the system, or could not be written yet, has its next turn.
        let mut due: Option<Instant> = None;
        loop {
            let note = match due {
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => inbox.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            let mut done = match note {
                Ok(Note::Stop) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(note) => {
                    due = due.or_else(|| Some(Instant::now() + SYNC_WITHIN));
                    self.take(note)
                }
                Err(RecvTimeoutError::Timeout) => Ok(false),
            };
            if due.is_some_and(|due| due <= Instant::now()) {
                done = done.and_then(|before| Ok(self.write_and_sync()? || before));
                due = done.is_err().then(|| Instant::now() + SYNC_WITHIN);
            }
            match done {
                Err(error) if !self.complained => {
                    self.complained = true;
                    tell(format!("Changes are not safe from a crash until they are saved: {error}"));
                }
                Err(_) => {}
                Ok(written) => self.complained &= !written,
            }
        }
        // Nobody is there any more to be told if this fails.
        let _ = self.write_and_sync();
    }

    /// Does what a note asks for; whether something was written.
    fn take(&mut self, note: Note) -> Result<bool, WriteError> {
        match note {
            Note::Begin { number, mut map, name, file, steps } => {
                for step in steps.iter().rev() {
                    map.patch(&Diff::clone(&step.diff).reversed());
                }
                self.open =
                    Some(Kept { number, base: Some((*map, name, file)), pending: steps, ..Kept::default() });
                self.write()
            }
            Note::Resume { number, journal } => {
                self.open = Some(Kept { number, journal: Some(journal), ..Kept::default() });
                Ok(false)
            }
            Note::Steps(steps) => {
                if let Some(open) = &mut self.open {
                    open.pending.extend(steps);
                }
                self.write()
            }
            Note::Asked(number) => {
                if let Some(kept) = self.numbered(number) {
                    kept.saves += 1;
                }
                Ok(false)
            }
            Note::Saving { number, save: Save { steps, path, checksum }, answer } => {
                let told = self.written(number).and_then(|journal| match journal {
                    Some(journal) => journal.saving(steps, &path, checksum.as_deref()).map(|()| true),
                    None => Ok(false),
                });
                // Whoever asked may have given up waiting.
                let _ = answer.send(());
                told
            }
            Note::Saved { number, save } => self.saved(number, save),
            Note::Forget => match self.open.take() {
                // If it fails, nothing else knows of the work.
                Some(mut kept) if kept.saves > 0 => {
                    let written = kept.write(&self.folder);
                    self.leaving.push(kept);
                    written
                }
                Some(kept) => {
                    kept.remove();
                    Ok(false)
                }
                None => Ok(false),
            },
            // The loop ends with it.
            Note::Stop => Ok(false),
        }
    }

    /// Takes down how a save ended. A journal that is not wanted any more goes with the last save that was asked for; if
    /// that one failed, it stays where it is, to be offered at the next start.
    fn saved(&mut self, number: u64, save: Option<Save>) -> Result<bool, WriteError> {
        let came_true = save.is_some();
        let noted = self.written(number).and_then(|journal| match (journal, save) {
            (Some(journal), Some(Save { steps, path, checksum })) => {
                journal.saved(steps, &path, checksum.as_deref()).map(|()| true)
            }
            _ => Ok(false),
        });
        if let Some(kept) = self.numbered(number) {
            kept.saves = kept.saves.saturating_sub(1);
        }
        // What could not be written yet has more turns, though the save is over.
        let is_over = |kept: &Kept| kept.number == number && kept.saves == 0 && (came_true || noted.is_ok());
        let over = self.leaving.iter().position(is_over);
        if let Some(kept) = over.map(|index| self.leaving.swap_remove(index))
            && came_true
        {
            kept.remove();
        }
        noted
    }

    /// The journal of this number, whether its map is still open or not.
    fn numbered(&mut self, number: u64) -> Option<&mut Kept> {
        self.open.iter_mut().chain(&mut self.leaving).find(|kept| kept.number == number)
    }

    /// The same with all in it that is known of; `None` if it is gone.
    fn written(&mut self, number: u64) -> Result<Option<&mut Journal>, WriteError> {
        let Self { folder, open, leaving, .. } = self;
        let Some(kept) = open.iter_mut().chain(leaving).find(|kept| kept.number == number) else {
            return Ok(None);
        };
        kept.write(folder)?;
        Ok(kept.journal.as_mut())
    }

    /// Writes what is to be written in any journal, and makes sure that all is on the disk; whether there was anything to
    /// write.
    fn write_and_sync(&mut self) -> Result<bool, WriteError> {
        let written = self.write();
        let mut journals = self.open.iter().chain(&self.leaving).filter_map(|kept| kept.journal.as_ref());
        let synced = journals.try_for_each(Journal::sync);
        written.and_then(|written| synced.map(|()| written))
    }

    /// Writes what is to be written in any journal; whether there was anything. That one fails keeps none from its turn.
    fn write(&mut self) -> Result<bool, WriteError> {
        let Self { folder, open, leaving, .. } = self;
        let mut done = Ok(false);
        for kept in open.iter_mut().chain(leaving) {
            let written = kept.write(folder);
            done = done.and_then(|before| Ok(written? || before));
        }
        done
    }
}

#[cfg(test)]
mod tests;

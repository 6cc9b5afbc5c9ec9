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
        map: Box<StanceMap>,
        name: String,
        file: Option<PathBuf>,
        steps: Vec<NamedStep>,
    },
    Resume(Journal),
    Steps(Vec<NamedStep>),
    /// Told from the thread that saves, which waits until it is answered.
    Saving {
        steps: usize,
        path: PathBuf,
        checksum: Option<String>,
        written: Sender<()>,
    },
    /// The work is saved or given up.
    Forget,
    Stop,
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
        let keeper = Keeper { folder, journal: None, base: None, pending: Vec::new(), complained: false };
        let task = Task::start(move || keeper.keep(&inbox, &tell), || {});
        Self { notes: Some(notes), task, complaints, steps: None }
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
                self.send(Note::Begin { map: Box::new(map.clone()), name: name(), file, steps });
            }
        }
        self.steps = Some(self.steps.unwrap_or(0) + count);
    }

    /// Goes on with the journal of work that was restored.
    pub fn resume(&mut self, journal: Journal, steps: usize) {
        self.forget();
        self.send(Note::Resume(journal));
        self.steps = Some(steps);
    }

    /// Removes the journal, if there is one: the work is saved or given up.
    pub fn forget(&mut self) {
        if self.steps.take().is_some() {
            self.send(Note::Forget);
        }
    }

    /// What the thread that saves the map as it is now has to tell.
    pub fn announcement(&self) -> Announcement {
        Announcement { to: self.notes.clone().zip(self.steps) }
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

/// Told by the thread that saves a map, right before it writes the file.
#[derive(Debug, Clone)]
pub struct Announcement {
    to: Option<(Sender<Note>, usize)>,
}

impl Announcement {
    /// Has the journal say that the map is about to be written to `path` as a text with this checksum, and waits until
    /// it does: however the program ends, it is known later what is in the file.
    pub fn make(self, path: &Path, checksum: Option<&str>) {
        let Some((notes, steps)) = self.to else { return };
        let (written, answer) = channel();
        let (path, checksum) = (path.to_path_buf(), checksum.map(str::to_owned));
        if notes.send(Note::Saving { steps, path, checksum, written }).is_ok() {
            // A journal that cannot be written must not keep a map from being saved.
            let _ = answer.recv();
        }
    }
}

/// What the thread knows.
struct Keeper {
    folder: PathBuf,
    journal: Option<Journal>,
    /// The map, its name and its file, until the journal has begun with them.
    base: Option<(StanceMap, String, Option<PathBuf>)>,
    /// Steps that could not be written yet.
    pending: Vec<NamedStep>,
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
                Err(RecvTimeoutError::Timeout) => Ok(()),
            };
            if due.is_some_and(|due| due <= Instant::now()) {
                done = done.and_then(|()| self.write()).and_then(|()| self.sync());
                due = done.is_err().then(|| Instant::now() + SYNC_WITHIN);
            }
            match done {
                Err(error) if !self.complained => {
                    self.complained = true;
                    tell(format!("Changes are not safe from a crash until they are saved: {error}"));
                }
                Err(_) => {}
                Ok(()) => self.complained = false,
            }
        }
        // Nobody is there any more to be told if this fails.
        let _ = self.write().and_then(|()| self.sync());
    }

    fn take(&mut self, note: Note) -> Result<(), WriteError> {
        match note {
            Note::Begin { mut map, name, file, steps } => {
                for step in steps.iter().rev() {
                    map.patch(&Diff::clone(&step.diff).reversed());
                }
                self.forget();
                self.base = Some((*map, name, file));
                self.pending = steps;
                self.write()
            }
            Note::Resume(journal) => {
                self.forget();
                self.journal = Some(journal);
                Ok(())
            }
            Note::Steps(steps) => {
                self.pending.extend(steps);
                self.write()
            }
            Note::Saving { steps, path, checksum, written } => {
                let told = self.write().and_then(|()| match &mut self.journal {
                    Some(journal) => journal.saving(steps, &path, checksum.as_deref()),
                    None => Ok(()),
                });
                // Whoever asked may have given up waiting.
                let _ = written.send(());
                told
            }
            Note::Forget => {
                self.forget();
                Ok(())
            }
            // The loop ends with it.
            Note::Stop => Ok(()),
        }
    }

    fn forget(&mut self) {
        if let Some(journal) = self.journal.take() {
            journal.remove();
        }
        self.base = None;
        self.pending.clear();
    }

    fn sync(&self) -> Result<(), WriteError> {
        self.journal.as_ref().map_or(Ok(()), Journal::sync)
    }

    /// Writes what is to be written. What fails is tried again with the next note, or a second later.
    fn write(&mut self) -> Result<(), WriteError> {
        if let Some((map, name, file)) = &self.base {
            self.journal = Some(Journal::begin(&self.folder, map, name, file.as_deref())?);
            self.base = None;
        }
        if let Some(journal) = &mut self.journal {
            journal.append(&self.pending)?;
            self.pending.clear();
        }
        Ok(())
    }
}

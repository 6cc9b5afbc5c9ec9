//! What goes on beside the window: dialogs, reading, opening, saving, arranging.

mod files;

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ask::Ask;
use super::dialogs::{Dialog, Purpose};
use super::dictionary::{Brought, Errand};
use super::layout::{LayingOut, LayoutStep, Places};
use super::panels::status::Work;
use crate::editor::Editor;
use crate::files::journal::{Leftover, Restored};
use crate::files::saved::Trace;
use crate::jobs::{Announcement, Input, Outcome, Plan, ReadItem, ReadJob, Task, Taught, plan};
use crate::map::{Dictionary, Edit, StanceMap};
use crate::picture::layout::{self, Layout};

/// Calls the window to its next frame, from any thread.
pub(crate) type Wake = Arc<dyn Fn() + Send + Sync>;

/// A batch that has been read and is being worked into the map.
struct Folding {
    items: Vec<ReadItem>,
    revision: u64,
    task: Task<Plan>,
}

/// A state of a map, and where it goes.
pub(crate) struct State {
    /// Which map, by its [`Editor::opened`].
    pub(crate) opened: u64,
    /// Which of its states, by the [`mark`](crate::editor::History::mark) of its history.
    pub(crate) mark: u64,
    pub(crate) path: PathBuf,
}

/// A map that was opened, and what its file held.
struct OpenedMap {
    editor: Box<Editor>,
    trace: Option<Trace>,
}

struct Saving {
    state: State,
    task: Task<Result<Option<Trace>, SaveError>>,
}

/// Why a map was not written.
enum SaveError {
    /// Somebody else has changed the file since it was last read or written here.
    Changed,
    Failed(String),
}

/// All that is under way.
pub(crate) struct Errands {
    wake: Wake,
    reader: Option<Arc<Taught>>,
    reader_task: Option<Task<Taught>>,
    /// Whether the reader knows what there is to know for the batch that waits.
    reader_is_ready: bool,
    waiting: Vec<Input>,
    reading: Option<ReadJob>,
    folding: Option<Folding>,
    dialog: Option<Dialog>,
    opening: Option<Task<Result<OpenedMap, String>>>,
    /// Articles to be read into the map that is being opened.
    once_opened: Vec<Input>,
    saving: Option<Saving>,
    /// What files held when they were last read or written here; `None` if there was nothing.
    known: BTreeMap<PathBuf, Option<Trace>>,
    /// A later state to save once the save under way is over: two at once could end in either order.
    save_next: Option<(StanceMap, State, Option<Announcement>)>,
    looking: Option<Task<Vec<Leftover>>>,
    restoring: Option<Task<Result<Restored, String>>>,
    exporting: Option<(PathBuf, Task<Result<(), String>>)>,
    laying_out: Option<LayingOut>,
    /// What is done with the user's own dictionary, and whether that writes it.
    dictionary: Option<(bool, Task<Brought>)>,
    /// What is to be done with the dictionary thereafter, in this order.
    dictionary_next: VecDeque<Errand>,
}

/// What an errand brought home.
pub(crate) enum News {
    /// A batch was read; the plan fits the map of this revision.
    Read(Plan),
    ReadingFailed(String),
    ReadingCancelled,
    Opened(Box<Editor>),
    OpenFailed(String),
    /// What earlier runs left behind, if anything.
    LeftBehind(Vec<Leftover>),
    Restored(Box<Restored>),
    NotRestored(String),
    Saved(State),
    SaveFailed(String),
    /// The map was not written, since somebody else has changed the file.
    SaveRefused(State),
    Exported(PathBuf),
    ExportFailed(String),
    LaidOut(LayoutStep, Places),
    LayoutFailed(String),
    Chosen(Purpose, Vec<PathBuf>),
    /// This is there already, and nobody has said that it may be replaced.
    Taken(Purpose, PathBuf),
    NotChosen,
    NoDialog(Purpose),
    Dictionary(Brought),
    DictionaryFailed(String),
}

impl Errands {
    pub(crate) fn new(wake: Wake) -> Self {
        let ready = Arc::clone(&wake);
        let reader_task = Task::start(|| Taught::new(Dictionary::default(), None), move || ready());
        Self {
            wake,
            reader: None,
            reader_task: Some(reader_task),
            reader_is_ready: false,
            waiting: Vec::new(),
            reading: None,
            folding: None,
            dialog: None,
            opening: None,
            once_opened: Vec::new(),
            saving: None,
            known: BTreeMap::new(),
            save_next: None,
            looking: None,
            restoring: None,
            exporting: None,
            laying_out: None,
            dictionary: None,
            dictionary_next: VecDeque::new(),
        }
    }

    fn task<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Task<T> {
        let wake = Arc::clone(&self.wake);
        Task::start(work, move || wake())
    }

    /// Reads articles. While a batch is being read, further ones wait for their turn.
    pub(crate) fn read(&mut self, inputs: Vec<Input>) {
        self.waiting.extend(inputs);
        (self.wake)();
    }

    /// Reads what waits, as soon as the reader knows the user's dictionary as it is now, and the names of the map.
    fn begin_reading(&mut self, map: &StanceMap) {
        let is_busy = self.reading.is_some() || self.folding.is_some() || self.reader_task.is_some();
        if is_busy || self.waiting.is_empty() {
            return;
        }
        match &self.reader {
            Some(reader) if std::mem::take(&mut self.reader_is_ready) => {
                let wake = Arc::clone(&self.wake);
                let inputs = std::mem::take(&mut self.waiting);
                self.reading = Some(ReadJob::start(Arc::clone(reader.reader()), inputs, move || wake()));
            }
            before => {
                let (names, before) = (Dictionary::of_map(map), before.clone());
                self.reader_task = Some(self.task(move || Taught::new(names, before.as_deref())));
            }
        }
    }

    /// Lets what comes next be read by what is known then.
    fn forget_names(&mut self) {
        self.reader_is_ready = false;
        self.reader_task = self.reader_task.take().filter(|_| self.reader.is_none());
    }

    /// Stops reading, and drops what was read.
    pub(crate) fn cancel_reading(&mut self) {
        self.waiting.clear();
        self.forget_names();
        self.folding = None;
        if let Some(job) = &self.reading {
            job.cancel();
        }
    }

    /// Drops everything that was meant for the map that is being closed.
    pub(crate) fn forget_map(&mut self) {
        self.waiting.clear();
        self.forget_names();
        self.reading = None;
        self.folding = None;
        self.laying_out = None;
    }

    /// Lays out a map. A layout that is under way is given up.
    pub(crate) fn lay_out(
        &mut self,
        map: &StanceMap,
        step: LayoutStep,
        layout: impl FnOnce(&StanceMap) -> Layout + Send + 'static,
    ) {
        let wake = Arc::clone(&self.wake);
        self.laying_out = Some(LayingOut::start(map, step, layout, move || wake()));
    }

    /// Gives up the layout under way, if there is one; the step that it would have been.
    pub(crate) fn end_layout(&mut self) -> Option<LayoutStep> {
        self.laying_out.take().map(|laying_out| laying_out.step)
    }

    /// What the layout under way has newly reached.
    pub(crate) fn take_layout_so_far(&mut self) -> Option<Places> {
        self.laying_out.as_mut()?.work.take_latest()
    }

    fn fold(&mut self, items: Vec<ReadItem>, map: &StanceMap, revision: u64) {
        let (map, all) = (map.clone(), items.clone());
        let task = self.task(move || {
            let mut plan = plan(&map, all);
            let mut map = map;
            if map.apply_all(plan.edits.iter().cloned()).is_ok() {
                let places = layout::newcomers(&map);
                if !places.is_empty() {
                    plan.edits.push(Edit::Place(places));
                }
            }
            plan
        });
        self.folding = Some(Folding { items, revision, task });
    }

    /// What came home since the last frame. `map` and `revision` are those of the open map.
    pub(crate) fn collect(&mut self, map: &StanceMap, revision: u64) -> Vec<News> {
        let mut news = Vec::new();
        if let Some(answer) = self.reader_task.as_mut().and_then(Task::take) {
            self.reader_task = None;
            match answer {
                Ok(taught) => {
                    let before = self.reader.as_ref();
                    let complaint = taught.reader().complaint().filter(|_| before.is_none());
                    let told = before.and_then(|before| before.problem()) == taught.problem();
                    let problem = taught.problem().filter(|_| !told).map(str::to_owned);
                    news.extend(complaint.into_iter().chain(problem).map(News::ReadingFailed));
                    self.reader_is_ready = before.is_some();
                    self.reader = Some(Arc::new(taught));
                }
                Err(error) => news.push(News::ReadingFailed(error)),
            }
        }
        if let Some(outcome) = self.reading.as_mut().and_then(ReadJob::take_outcome) {
            self.reading = None;
            match outcome {
                Outcome::Finished(items) => self.fold(items, map, revision),
                Outcome::Cancelled => news.push(News::ReadingCancelled),
                Outcome::Failed(error) => news.push(News::ReadingFailed(error)),
            }
        }
        if let Some(answer) = self.folding.as_mut().and_then(|folding| folding.task.take())
            && let Some(folding) = self.folding.take()
        {
            match answer {
                // The user changed the map in the meantime: plan again on what it is now.
                Ok(_) if folding.revision != revision => self.fold(folding.items, map, revision),
                Ok(plan) => news.push(News::Read(plan)),
                Err(error) => news.push(News::ReadingFailed(error)),
            }
        }
        self.begin_reading(map);
        self.collect_files(&mut news);
        if let Some(answer) = self.laying_out.as_mut().and_then(|laying_out| laying_out.work.take())
            && let Some(LayingOut { step, .. }) = self.laying_out.take()
        {
            news.push(match answer {
                Ok(places) => News::LaidOut(step, places),
                Err(error) => News::LayoutFailed(error),
            });
        }
        news
    }

    /// Whether articles are being read or about to be.
    pub(crate) fn is_reading(&self) -> bool {
        self.reading.is_some() || self.folding.is_some() || !self.waiting.is_empty()
    }

    /// What to say at the foot of the window.
    pub(crate) fn work(&self) -> Option<Work> {
        if let Some(job) = &self.reading {
            let progress = job.progress();
            let current =
                Path::new(&progress.current).file_name().map(|name| name.to_string_lossy().into_owned());
            let number = (progress.done + 1).min(progress.total);
            let text = match progress.total {
                1 => format!("reading {}", current.unwrap_or(progress.current)),
                total => format!("reading {number} of {total}"),
            };
            return Some(Work {
                text,
                share: progress.share,
                left: progress.left,
                cancel: Some(Ask::CancelReading),
                stop: None,
            });
        }
        if let Some(laying_out) = &self.laying_out {
            return Some(laying_out.told());
        }
        let plain = |text: &str, can_cancel: bool| {
            let cancel = can_cancel.then_some(Ask::CancelReading);
            Some(Work { text: text.to_owned(), share: 0.5, left: None, cancel, stop: None })
        };
        if self.folding.is_some() {
            plain("working the articles into the map", true)
        } else if !self.waiting.is_empty() {
            plain("getting ready to read", true)
        } else if self.opening.is_some() || self.restoring.is_some() {
            plain("opening", false)
        } else if self.saving.is_some() || self.exporting.is_some() || self.is_writing_dictionary() {
            plain("saving", false)
        } else {
            None
        }
    }
}

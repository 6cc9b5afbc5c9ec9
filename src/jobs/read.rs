//! Reading a batch of articles on all cores, with progress and cancel.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Task;
use crate::files::ingest::{self, Encoding};
use crate::map::{Article, Findings};
use crate::reading::{Reader, Watch};

/// How often progress is told at most.
const TELL: Duration = Duration::from_millis(33);

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    Path(PathBuf),
    /// A file whose encoding is known better than it can be guessed.
    Encoded(PathBuf, Encoding),
    /// Text from the clipboard.
    Pasted(String),
    /// What was read elsewhere, from a pipe for example.
    Bytes {
        /// What to call it.
        name: String,
        /// The contents of a text file.
        bytes: Vec<u8>,
        /// Its encoding, if known.
        encoding: Option<Encoding>,
    },
    /// An article of the map, as the map holds it: what is known of it by now, and other names, may lead to other findings.
    Again(Arc<Article>),
}

impl Input {
    /// What to call it in messages.
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) | Self::Encoded(path, _) => path.display().to_string(),
            Self::Pasted(_) => "the pasted text".to_owned(),
            Self::Bytes { name, .. } => name.clone(),
            Self::Again(article) => article.title.clone(),
        }
    }
}

/// An article that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// What was found in it.
    pub findings: Findings,
    /// Oddities met while it was loaded, each a sentence.
    pub notes: Vec<String>,
}

/// What became of one input.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadItem {
    /// What to call the input in messages.
    pub name: String,
    /// Whether it is an article of the map that was read once more.
    pub again: bool,
    /// The reading, or a sentence that says why there is none.
    pub result: Result<Reading, String>,
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// One item for each input, in the order of the inputs.
    Finished(Vec<ReadItem>),
    /// It was cancelled, and nothing is kept.
    Cancelled,
    /// It broke off for this reason, and nothing is kept.
    Failed(String),
}

/// How far a job has come.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Progress {
    /// Inputs dealt with.
    pub done: usize,
    /// All inputs.
    pub total: usize,
    /// The input begun last.
    pub current: String,
    /// The share of the work done, within 0..=1.
    pub share: f32,
    /// How much longer it will take; `None` while that cannot be said.
    pub left: Option<Duration>,
}

/// A batch of articles being read. Dropping the job cancels it.
#[derive(Debug)]
pub struct ReadJob {
    shared: Arc<Shared>,
    task: Task<Outcome>,
}

struct Shared {
    cancelled: AtomicBool,
    progress: Mutex<Progress>,
    started: Instant,
    told: Mutex<Instant>,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared")
            .field("cancelled", &self.cancelled)
            .field("progress", &self.progress)
            .finish()
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is behind these locks is whole after every line, even where a thread panicked.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    /// Adds to the share of the work done, and wakes the window now and then.
    fn advance(&self, share: f32, change: impl FnOnce(&mut Progress)) {
        {
            let mut progress = held(&self.progress);
            progress.share = (progress.share + share).clamp(0.0, 1.0);
            change(&mut progress);
            let spent = self.started.elapsed();
            let known = progress.share > 0.02 && spent > Duration::from_millis(500);
            progress.left = known.then(|| spent.mul_f32((1.0 - progress.share) / progress.share));
        }
        let mut told = held(&self.told);
        if told.elapsed() >= TELL {
            *told = Instant::now();
            drop(told);
            (self.wake)();
        }
    }
}

/// Watches one article of a batch.
struct OfBatch<'a> {
    shared: &'a Shared,
    /// The share of the batch that one article is.
    weight: f32,
    /// The share of the article that has been told already.
    told: Mutex<f32>,
}

impl Watch for OfBatch<'_> {
    fn progress(&self, done: usize, total: usize) {
        let share = done as f32 / total.max(1) as f32;
        let mut told = held(&self.told);
        if share - *told > 0.01 {
            self.shared.advance((share - *told) * self.weight, |_| {});
            *told = share;
        }
    }

    fn cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }
}

impl ReadJob {
    /// Starts to read `inputs`. `wake` is called at most 30 times a second while there is progress, and at the end;
    /// it may be called from any thread.
    pub fn start(reader: Arc<Reader>, inputs: Vec<Input>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let now = Instant::now();
        let shared = Arc::new(Shared {
            cancelled: AtomicBool::new(false),
            progress: Mutex::new(Progress { total: inputs.len(), ..Progress::default() }),
            started: now,
            told: Mutex::new(now),
            wake: Box::new(wake),
        });
        let (worker, waker) = (Arc::clone(&shared), Arc::clone(&shared));
        let task = Task::start(move || read_all(&reader, &inputs, &worker), move || (waker.wake)());
        Self { shared, task }
    }

    /// How far it has come just now.
    pub fn progress(&self) -> Progress {
        held(&self.shared.progress).clone()
    }

    /// Asks the job to stop; it does within a sentence.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// How it ended, once it has.
    pub fn take_outcome(&mut self) -> Option<Outcome> {
        Some(self.task.take()?.unwrap_or_else(Outcome::Failed))
    }

    /// Waits for the end; for the command line.
    pub fn wait(&mut self) -> Outcome {
        self.task.wait().unwrap_or_else(Outcome::Failed)
    }
}

impl Drop for ReadJob {
    fn drop(&mut self) {
        self.cancel();
    }
}

fn read_all(reader: &Reader, inputs: &[Input], shared: &Shared) -> Outcome {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let next = AtomicUsize::new(0);
    let items: Vec<Mutex<Option<ReadItem>>> = inputs.iter().map(|_| Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for _ in 0..cores.min(inputs.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(input) = inputs.get(index) else { break };
                    let Some(item) = read_one(reader, input, inputs.len(), shared) else { break };
                    *held(&items[index]) = Some(item);
                }
            });
        }
    });
    if shared.cancelled.load(Ordering::Relaxed) {
        return Outcome::Cancelled;
    }
    let items: Option<Vec<ReadItem>> =
        items.into_iter().map(|item| item.into_inner().unwrap_or_else(PoisonError::into_inner)).collect();
    items.map_or_else(|| Outcome::Failed("an article got lost while reading".to_owned()), Outcome::Finished)
}

/// `None` if the batch was cancelled. A panic costs one article, not the batch.
fn read_one(reader: &Reader, input: &Input, total: usize, shared: &Shared) -> Option<ReadItem> {
    if shared.cancelled.load(Ordering::Relaxed) {
        return None;
    }
    let name = input.name();
    shared.advance(0.0, |progress| progress.current.clone_from(&name));
    let weight = 1.0 / total as f32;
    let watch = OfBatch { shared, weight, told: Mutex::new(0.0) };
    let work = || {
        let loaded = match input {
            Input::Path(path) => ingest::load(path),
            Input::Encoded(path, encoding) => ingest::load_as(path, Some(*encoding)),
            Input::Pasted(text) => ingest::from_paste(text),
            Input::Bytes { name, bytes, encoding } => ingest::from_bytes_as(name, bytes, *encoding),
            Input::Again(article) => {
                Ok(ingest::Loaded { article: Article::clone(article), notes: Vec::new() })
            }
        };
        let ingest::Loaded { article, notes } = match loaded {
            Ok(loaded) => loaded,
            Err(error) => return Some(Err(error.to_string())),
        };
        let findings = reader.read(&article, &watch)?;
        Some(Ok(Reading { article, findings, notes }))
    };
    let result = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result?,
        Err(panic) => Err(super::task::complaint(panic.as_ref())),
    };
    let rest = (1.0 - *held(&watch.told)) * weight;
    shared.advance(rest, |progress| progress.done += 1);
    Some(ReadItem { name, again: matches!(input, Input::Again(_)), result })
}

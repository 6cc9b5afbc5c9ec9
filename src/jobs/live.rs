//! Work that can be watched: what it has reached so far, and how far that is.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Task;

/// Work that is over sooner shows nothing on its way.
const PATIENCE: Duration = Duration::from_millis(50);

/// Work on a thread of its own that shows what it has reached. Dropping it cancels it.
#[derive(Debug)]
pub struct Live<S, T> {
    stage: Arc<Stage<S>>,
    task: Task<T>,
}

/// Where the work shows what it has reached.
#[derive(Debug)]
pub struct Stage<S> {
    cancelled: AtomicBool,
    shown: Mutex<Shown<S>>,
    started: Instant,
}

#[derive(Debug)]
struct Shown<S> {
    share: f32,
    latest: Option<S>,
    last: Option<Instant>,
}

impl<S> Stage<S> {
    fn shown(&self) -> MutexGuard<'_, Shown<S>> {
        // What is behind this lock is whole after every line, even where a thread panicked.
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nobody wants the outcome any more.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl<S: Send + 'static, T: Send + 'static> Live<S, T> {
    /// Starts `work`. It is handed a way to show which share of it is done, within 0..=1, and what it has reached so far:
    /// that is only made when somebody can see it, once in `every` at most and not at all at first, and only the latest is
    /// kept. `wake` is called whenever there is something new to see, and at the end.
    pub fn start(
        every: Duration,
        work: impl FnOnce(&Stage<S>, &dyn Fn(f32, &dyn Fn() -> S)) -> T + Send + 'static,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self::start_after(PATIENCE, every, work, wake)
    }

    fn start_after(
        patience: Duration,
        every: Duration,
        work: impl FnOnce(&Stage<S>, &dyn Fn(f32, &dyn Fn() -> S)) -> T + Send + 'static,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let shown = Mutex::new(Shown { share: 0.0, latest: None, last: None });
        let stage = Arc::new(Stage { cancelled: AtomicBool::new(false), shown, started: Instant::now() });
        let (at_work, wake) = (Arc::clone(&stage), Arc::new(wake));
        let waker = Arc::clone(&wake);
        let show = move |stage: &Stage<S>, share: f32, so_far: &dyn Fn() -> S| {
            let soon = stage.started.elapsed() < patience;
            if soon || stage.shown().last.is_some_and(|last| last.elapsed() < every) {
                return;
            }
            let latest = Some(so_far());
            *stage.shown() = Shown { share, latest, last: Some(Instant::now()) };
            waker();
        };
        let task = Task::start(
            move || work(&at_work, &|share, so_far| show(&at_work, share, so_far)),
            move || wake(),
        );
        Self { stage, task }
    }

    /// The share that is done, within 0..=1.
    pub fn share(&self) -> f32 {
        self.stage.shown().share
    }

    /// How much longer it will take; `None` while that cannot be said.
    pub fn left(&self) -> Option<Duration> {
        let (share, spent) = (self.share(), self.stage.started.elapsed());
        (share > 0.05).then(|| spent.mul_f32((1.0 - share) / share))
    }

    /// What was reached last, once.
    pub fn take_latest(&mut self) -> Option<S> {
        self.stage.shown().latest.take()
    }

    /// The outcome, once it is there.
    pub fn take(&mut self) -> Option<Result<T, String>> {
        self.task.take()
    }

    /// Waits for the outcome; never to be called by the window.
    ///
    /// # Errors
    /// If the work panicked.
    pub fn wait(&mut self) -> Result<T, String> {
        self.task.wait()
    }
}

impl<S, T> Drop for Live<S, T> {
    fn drop(&mut self) {
        self.stage.cancelled.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn the_latest_can_be_seen_and_dropping_cancels() {
        let (woken, wake) = channel();
        let (ended, end) = channel();
        let count_up = move |stage: &Stage<u32>, show: &dyn Fn(f32, &dyn Fn() -> u32)| {
            let mut steps = 0;
            while !stage.is_cancelled() {
                steps += 1;
                show(0.5, &|| steps);
            }
            ended.send(()).unwrap();
        };
        let mut live = Live::start_after(Duration::ZERO, Duration::ZERO, count_up, move || {
            let _ = woken.send(());
        });
        // Only the latest is kept: a call may be for what was taken already.
        let mut next = || loop {
            if let Some(latest) = live.take_latest() {
                break latest;
            }
            wake.recv().unwrap();
        };
        let first = next();
        assert!(next() > first);
        assert_eq!(live.share(), 0.5);
        assert!(live.left().is_some() && live.take().is_none());
        drop(live);
        end.recv().unwrap();
    }

    #[test]
    fn short_work_shows_nothing() {
        let work = |_: &Stage<u32>, show: &dyn Fn(f32, &dyn Fn() -> u32)| {
            (0..3).for_each(|step| show(0.3, &|| step));
        };
        let mut live = Live::start_after(Duration::MAX, Duration::ZERO, work, || {});
        assert_eq!(live.wait(), Ok(()));
        assert_eq!(live.take_latest(), None);
    }
}

//! Threads, progress and cancelling.
//!
//! What happens here: [`ReadJob`] reads articles on all cores; [`Task`] runs one closure beside the window, [`Live`] one
//! that shows what it has reached; [`Autosave`] keeps a journal of what is not saved; [`plan`] works out what a batch of
//! readings changes in a map; [`Taught`] is a reader with what its user has taught it. What never happens here: a job never touches the open map. It hands over a plan, which its
//! owner applies or drops, so that a job that fails or is cancelled leaves no trace.
//!
//! ```
//! use stancemap::jobs::Task;
//!
//! let mut task = Task::start(|| 6 * 7, || {});
//! assert_eq!(task.wait(), Ok(42));
//! ```

mod autosave;
mod live;
mod plan;
mod read;
mod task;
mod taught;

pub use autosave::{Announcement, Autosave};
pub use live::{Live, Stage};
pub use plan::{Plan, plan};
pub use read::{Input, Outcome, Progress, ReadItem, ReadJob, Reading};
pub use task::Task;
pub use taught::{Taught, taught_names};

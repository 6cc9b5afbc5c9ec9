//! One closure on a thread of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Work that goes on beside the window. Its answer is taken once; dropping the task lets the work end unheard.
#[derive(Debug)]
pub struct Task<T> {
    answer: Receiver<Result<T, String>>,
}

impl<T: Send + 'static> Task<T> {
    /// Starts `work`, and calls `wake` when it is over. If it panics, the answer is an error that says so.
    pub fn start(work: impl FnOnce() -> T + Send + 'static, wake: impl FnOnce() + Send + 'static) -> Self {
        let (send, answer) = channel();
        std::thread::spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(work)).map_err(|panic| complaint(panic.as_ref()));
            // Nobody may be listening any more, and that is fine.
            let _ = send.send(result);
            // A second answer will never come: whoever is woken may rely on that.
            drop(send);
            wake();
        });
        Self { answer }
    }

    /// The answer, once it is there; `None` until then.
    pub fn take(&mut self) -> Option<Result<T, String>> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err("the answer was already taken".to_owned())),
        }
    }

    /// Waits for the answer; never to be called by the window.
    ///
    /// # Errors
    /// If the work panicked.
    pub fn wait(&mut self) -> Result<T, String> {
        self.answer.recv().unwrap_or_else(|_| Err("the answer was already taken".to_owned()))
    }
}

/// What a panic said, as a sentence for a person.
pub(super) fn complaint(panic: &(dyn std::any::Any + Send)) -> String {
    let said =
        panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    format!(
        "something went wrong inside the program ({}); nothing was changed",
        said.unwrap_or("no reason given")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_sentence_and_still_wakes() {
        let (woken, wake) = channel();
        let mut task: Task<()> = Task::start(|| panic!("no such luck"), move || woken.send(()).unwrap());
        wake.recv().unwrap();
        let answer = task.take().unwrap().unwrap_err();
        assert!(answer.contains("no such luck") && answer.contains("nothing was changed"), "{answer}");
        assert!(task.take().unwrap().is_err(), "an answer is there once");
    }
}

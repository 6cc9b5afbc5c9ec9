//! Named steps that can be taken back and done again, without limit.

use std::sync::Arc;

use crate::map::Diff;

use super::Selection;

#[derive(Debug, Clone)]
struct Step {
    name: String,
    diff: Arc<Diff>,
    before: Selection,
    after: Selection,
    mark: u64,
}

/// The steps done, and those undone that can be done again.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    last_mark: u64,
    saved_mark: u64,
}

impl History {
    pub(super) fn push(&mut self, name: String, diff: Arc<Diff>, before: Selection, after: Selection) {
        self.last_mark += 1;
        self.undone.clear();
        self.done.push(Step { name, diff, before, after, mark: self.last_mark });
    }

    /// Makes a further change a part of the last step; the state has a new mark nevertheless.
    pub(super) fn extend(&mut self, diff: &Diff, after: Selection) {
        self.last_mark += 1;
        self.undone.clear();
        if let Some(step) = self.done.last_mut() {
            let so_far = Arc::unwrap_or_clone(std::mem::take(&mut step.diff));
            step.diff = Arc::new(so_far.then(diff.clone()));
            (step.after, step.mark) = (after, self.last_mark);
        }
    }

    pub(super) fn undo(&mut self) -> Option<(String, Arc<Diff>, Selection)> {
        let step = self.done.pop()?;
        let back = Arc::new(Diff::clone(&step.diff).reversed());
        let answer = (step.name.clone(), back, step.before.clone());
        self.undone.push(step);
        Some(answer)
    }

    pub(super) fn redo(&mut self) -> Option<(String, Arc<Diff>, Selection)> {
        let step = self.undone.pop()?;
        let answer = (step.name.clone(), Arc::clone(&step.diff), step.after.clone());
        self.done.push(step);
        Some(answer)
    }

    pub(super) fn saved(&mut self, mark: u64) {
        self.saved_mark = mark;
    }

    /// Notes that no state that was come by is in a file.
    pub(super) fn nowhere_saved(&mut self) {
        self.saved_mark = u64::MAX;
    }

    pub(super) fn is_dirty(&self) -> bool {
        self.mark() != self.saved_mark
    }

    /// Names the present state: undoing and redoing come back to the same mark, a new step never does.
    pub fn mark(&self) -> u64 {
        self.done.last().map_or(0, |step| step.mark)
    }

    /// What the next undo takes back.
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|step| step.name.as_str())
    }

    /// What the next redo does again.
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|step| step.name.as_str())
    }

    /// The names of the steps done, the latest first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.done.iter().rev().map(|step| step.name.as_str())
    }
}

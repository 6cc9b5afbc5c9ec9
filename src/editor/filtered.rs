//! What the filter in use leaves of the open map: a way of looking at it, neither saved nor undone.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Editor;
use super::find::Index;
use crate::analysis::{Filter, Passing, Value};
use crate::map::StanceMap;
use crate::picture::Sign;

/// How many relations each value would leave.
type Counts = BTreeMap<Value, usize>;

/// What was computed for which state of the map and which filter; kept until either changes.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    passing: Slot<Passing>,
    counts: Slot<Counts>,
    all_counts: Slot<Counts>,
    index: RefCell<Option<(u64, Arc<Index>)>>,
}

type Slot<T> = RefCell<Option<(u64, Filter, Arc<T>)>>;

impl Editor {
    /// The conditions that relations have to meet.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Filters by other conditions.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.drop_hidden();
        self.filter_review();
    }

    /// Whether what is filtered out is left out rather than dimmed.
    pub fn hide_filtered(&self) -> bool {
        self.hide_filtered
    }

    /// Leaves out what is filtered out, or dims it.
    pub fn set_hide_filtered(&mut self, hide: bool) {
        self.hide_filtered = hide;
        self.drop_hidden();
    }

    /// What passes the filter; `None` without one.
    pub fn passing(&self) -> Option<Arc<Passing>> {
        let make = |filter: &Filter, map: &StanceMap| filter.passing(map);
        (!self.filter.is_empty()).then(|| self.kept(&self.kept.passing, &self.filter, make))
    }

    /// How many relations each further choice would leave, as [`Filter::counts`] says.
    pub fn counts(&self) -> Arc<Counts> {
        self.kept(&self.kept.counts, &self.filter, Filter::counts)
    }

    /// How many relations each value alone would leave of the whole map.
    pub fn all_counts(&self) -> Arc<Counts> {
        self.kept(&self.kept.all_counts, &Filter::default(), Filter::counts)
    }

    /// Makes ready now what the first search would have to: for a thread that may take its time, before the window has the map.
    pub fn make_ready(&self) {
        self.index();
    }

    /// The words of the map, ready to be sought.
    pub(super) fn index(&self) -> Arc<Index> {
        let mut slot = self.kept.index.borrow_mut();
        match &*slot {
            Some((revision, index)) if *revision == self.revision => Arc::clone(index),
            _ => {
                let before = slot.take().map(|(_, index)| index).unwrap_or_default();
                let index = Arc::new(Index::of(&self.map, &before));
                *slot = Some((self.revision, Arc::clone(&index)));
                index
            }
        }
    }

    fn kept<T>(&self, slot: &Slot<T>, filter: &Filter, make: impl Fn(&Filter, &StanceMap) -> T) -> Arc<T> {
        let mut slot = slot.borrow_mut();
        match &*slot {
            Some((revision, of, kept)) if *revision == self.revision && of == filter => Arc::clone(kept),
            _ => {
                let made = Arc::new(make(filter, &self.map));
                *slot = Some((self.revision, filter.clone(), Arc::clone(&made)));
                made
            }
        }
    }
}

/// What a filter says of a sign of the legend.
pub fn value_of(sign: Sign) -> Value {
    match sign {
        Sign::Stance(stance) => Value::Stance(stance),
        Sign::Footing(footing) => Value::Footing(footing),
        Sign::Kind(kind) => Value::Kind(kind),
    }
}

/// The sign of the legend that stands for a value, if one does.
pub fn sign_of(value: &Value) -> Option<Sign> {
    match value {
        Value::Stance(stance) => Some(Sign::Stance(*stance)),
        Value::Footing(footing) => Some(Sign::Footing(*footing)),
        Value::Kind(kind) => Some(Sign::Kind(*kind)),
        Value::Modality(_) | Value::Verdict(_) | Value::Voice(_) | Value::Source(_) | Value::Article(_) => {
            None
        }
    }
}

//! What is computed from the open map once for each state of it, however often it is shown.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Editor, review};
use crate::analysis::{self, Conflict};
use crate::map::{ActorId, ArticleId, StanceMap};

/// What was computed for the state of the map with this revision.
type Slot<T> = RefCell<Option<(u64, Arc<T>)>>;

/// What was computed last.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    groups: Slot<BTreeSet<ActorId>>,
    open_findings: Slot<usize>,
    conflicts: Slot<Vec<Conflict>>,
    degrees: Slot<BTreeMap<ActorId, usize>>,
    by_article: Slot<BTreeMap<ArticleId, usize>>,
    by_day: Slot<BTreeMap<Date, [usize; 2]>>,
}

impl Editor {
    fn once<T>(&self, slot: &Slot<T>, make: impl FnOnce(&StanceMap) -> T) -> Arc<T> {
        let mut slot = slot.borrow_mut();
        match &*slot {
            Some((revision, kept)) if *revision == self.revision => Arc::clone(kept),
            _ => Arc::clone(&slot.insert((self.revision, Arc::new(make(&self.map)))).1),
        }
    }

    /// The actors to which others belong.
    pub fn groups(&self) -> Arc<BTreeSet<ActorId>> {
        self.once(&self.of_map.groups, |map| {
            let shown = |id: &ActorId| map.actor(*id).is_some_and(|actor| actor.is_shown());
            map.actors().filter_map(|(_, actor)| actor.member_of).filter(shown).collect()
        })
    }

    /// How many findings nobody has judged.
    pub fn open_findings(&self) -> usize {
        *self.once(&self.of_map.open_findings, |map| review::open(map).count())
    }

    /// The pairs on whom quotes contradict one another, as [`analysis::conflicts`] says.
    pub fn conflicts(&self) -> Arc<Vec<Conflict>> {
        self.once(&self.of_map.conflicts, analysis::conflicts)
    }

    /// In how many relations each actor takes part, as [`analysis::degrees`] says.
    pub fn degrees(&self) -> Arc<BTreeMap<ActorId, usize>> {
        self.once(&self.of_map.degrees, analysis::degrees)
    }

    /// How many quotes are from each article, as [`analysis::quotes_by_article`] says.
    pub fn quotes_by_article(&self) -> Arc<BTreeMap<ArticleId, usize>> {
        self.once(&self.of_map.by_article, analysis::quotes_by_article)
    }

    /// How many quotes there are of each day, as [`analysis::quotes_by_day`] says.
    pub fn quotes_by_day(&self) -> Arc<BTreeMap<Date, [usize; 2]>> {
        self.once(&self.of_map.by_day, analysis::quotes_by_day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, ActorKind, Edit};

    #[test]
    fn what_was_computed_is_kept_until_the_map_changes() {
        let mut editor = Editor::default();
        let add = |editor: &mut Editor, name: &str| {
            let (id, actor) = (editor.map().next_actor_id(), Actor::by_hand(name, ActorKind::Party));
            editor.edit(Edit::AddActor { id, actor, at: None }).unwrap();
            id
        };
        let (group, member) = (add(&mut editor, "Group"), add(&mut editor, "Member"));
        let before = editor.groups();
        assert!(before.is_empty() && Arc::ptr_eq(&before, &editor.groups()));
        editor.edit(Edit::SetMemberOf { id: member, member_of: Some(group) }).unwrap();
        assert!(editor.groups().contains(&group));
        editor.undo();
        assert!(editor.groups().is_empty());
    }
}

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
    totals: Slot<Totals>,
    conflicts: Slot<Vec<Conflict>>,
    quoted: Slot<BTreeSet<ActorId>>,
    degrees: Slot<BTreeMap<ActorId, usize>>,
    by_article: Slot<BTreeMap<ArticleId, usize>>,
    by_day: Slot<BTreeMap<Date, [usize; 2]>>,
}

/// How much a map holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// The relations that are drawn and listed.
    pub relations: usize,
    /// The quotes that support them.
    pub quotes: usize,
    /// The findings that nobody has judged.
    pub open_findings: usize,
    /// The actors that a machine found and nothing relates to; they are drawn only if asked for.
    pub unconnected: usize,
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

    /// How much the map holds.
    pub fn totals(&self) -> Totals {
        *self.once(&self.of_map.totals, |map| {
            let mut totals = Totals::default();
            for (_, relation) in map.relations() {
                totals.relations += 1;
                totals.quotes += relation.supporting().count();
                totals.open_findings += review::open_in(relation).count();
            }
            let view = self.in_view();
            totals.unconnected = map.actors().filter(|(id, _)| view.is_unconnected(*id)).count();
            totals
        })
    }

    /// The pairs on whom quotes contradict one another, as [`analysis::conflicts`] says.
    pub fn conflicts(&self) -> Arc<Vec<Conflict>> {
        self.once(&self.of_map.conflicts, analysis::conflicts)
    }

    /// The actors of whom quotes report claims, as [`analysis::quoted`] says.
    pub fn quoted(&self) -> Arc<BTreeSet<ActorId>> {
        self.once(&self.of_map.quoted, analysis::quoted)
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
    use crate::map::{Actor, ActorKind, Edit, RelationKey, Stance, Verdict};

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

    #[test]
    fn whoever_a_machine_found_and_nothing_relates_to_is_counted() {
        let mut editor = Editor::default();
        let [found, other, by_hand] = [1, 2, 3].map(ActorId);
        for (id, verdict) in
            [(found, Verdict::Unreviewed), (other, Verdict::Unreviewed), (by_hand, Verdict::Confirmed)]
        {
            let actor = Actor { verdict, ..Actor::by_hand(format!("Actor {id:?}"), ActorKind::State) };
            editor.edit(Edit::AddActor { id, actor, at: None }).unwrap();
        }
        assert_eq!(editor.totals().unconnected, 2);
        let key = RelationKey::new(found, by_hand, Stance::Backs);
        editor.edit(Edit::AddRelation { key, claim: Default::default() }).unwrap();
        assert_eq!(editor.totals().unconnected, 1);
        editor.set_show_unconnected(true);
        assert_eq!(editor.totals().unconnected, 1, "however many are drawn");
        editor.edit(Edit::SetMemberOf { id: other, member_of: Some(by_hand) }).unwrap();
        editor.edit(Edit::RollUp { groups: [by_hand].into(), rolled_up: true }).unwrap();
        assert_eq!(editor.totals().unconnected, 0, "it is drawn within its group");
    }
}

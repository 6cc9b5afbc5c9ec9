//! What of the map is in view. What is not is not selected, lest it be changed unseen; what is asked for by name comes into
//! view.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Editor, Selection};
use crate::analysis::Passing;
use crate::map::{ActorId, RelationKey, Rolled, Verdict};

/// What keeps actors and relations out of view.
pub(super) struct InView<'a> {
    editor: &'a Editor,
    rolled: Rolled,
    /// What is not filtered out, and the groups within which somebody is not; `None` while nothing is left out.
    passing: Option<(Arc<Passing>, BTreeSet<ActorId>)>,
    /// Who takes part in a relation, or has others rolled up within; found out once somebody asks.
    related: OnceCell<BTreeSet<ActorId>>,
}

impl InView<'_> {
    /// Whether an actor is in view, or drawn within a group that is.
    pub(super) fn holds_actor(&self, id: ActorId) -> bool {
        !self.is_hidden(id) && self.passes(id) && self.is_related(id)
    }

    /// Whether a relation is.
    pub(super) fn holds_relation(&self, key: RelationKey) -> bool {
        !self.is_hidden(key.source) && !self.is_hidden(key.target) && self.relation_passes(key)
    }

    fn is_hidden(&self, id: ActorId) -> bool {
        let hidden = self.editor.hidden.actors();
        hidden.contains(&id) || hidden.contains(&self.rolled.stand_in(id))
    }

    fn is_related(&self, id: ActorId) -> bool {
        self.editor.show_unconnected || !self.is_unconnected(id)
    }

    /// Whether a machine found an actor and nothing relates to it, nor to whom it is rolled up into: such are drawn only if
    /// asked for.
    pub(super) fn is_unconnected(&self, id: ActorId) -> bool {
        let id = self.rolled.stand_in(id);
        let found = self.editor.map.actor(id).is_some_and(|actor| actor.verdict == Verdict::Unreviewed);
        found && !self.related().contains(&id)
    }

    fn related(&self) -> &BTreeSet<ActorId> {
        self.related.get_or_init(|| {
            let lines = self.editor.map.relations().filter_map(|(key, _)| self.rolled.key(key));
            let groups = self.rolled.pairs().map(|(_, group)| group);
            lines.flat_map(|key| [key.source, key.target]).chain(groups).collect()
        })
    }

    fn passes(&self, id: ActorId) -> bool {
        let passing = self.passing.as_ref();
        passing.is_none_or(|(passing, groups)| passing.actors.contains(&id) || groups.contains(&id))
    }

    fn relation_passes(&self, key: RelationKey) -> bool {
        self.passing.as_ref().is_none_or(|(passing, _)| passing.relations.contains(&key))
    }
}

impl Editor {
    pub(super) fn in_view(&self) -> InView<'_> {
        self.view_of(self.passing().filter(|_| self.hide_filtered))
    }

    /// What of the map is in view and not dimmed for being filtered out either.
    pub(super) fn undimmed(&self) -> InView<'_> {
        self.view_of(self.passing())
    }

    fn view_of(&self, passing: Option<Arc<Passing>>) -> InView<'_> {
        let rolled = self.map.rolled();
        let passing = passing.map(|passing| {
            // A group is in view where somebody who is rolled up into it is.
            let within = rolled.pairs().filter(|(id, _)| passing.actors.contains(id));
            let groups = within.map(|(_, group)| group).collect();
            (passing, groups)
        });
        InView { editor: self, rolled, passing, related: OnceCell::new() }
    }

    /// What is out of view is no longer selected.
    pub(super) fn drop_hidden(&mut self) {
        if self.selection.is_empty() {
            return;
        }
        let mut selection = std::mem::take(&mut self.selection);
        let view = self.in_view();
        selection.actors.retain(|id| view.holds_actor(*id));
        selection.relations.retain(|key| view.holds_relation(*key));
        self.selection = selection;
    }

    /// Selects something, and brings back what of it is hidden. Where the filter leaves it out of view, what is filtered out
    /// is dimmed from now on; where nobody relates to it, all such actors are drawn.
    pub fn reveal(&mut self, selection: Selection) {
        let Selection { actors, relations } = &selection;
        let ends = relations.iter().flat_map(|key| [key.source, key.target]);
        let rolled = self.map.rolled();
        self.hidden.show(ends.chain(actors.iter().copied()).flat_map(|id| [id, rolled.stand_in(id)]));
        let view = self.in_view();
        let passes = actors.iter().all(|id| view.passes(*id))
            && relations.iter().all(|key| view.relation_passes(*key));
        let related = actors.iter().all(|id| view.is_related(*id));
        self.hide_filtered &= passes;
        self.show_unconnected |= !related;
        self.selection = selection;
    }

    /// Whether actors that take part in no relation are drawn too.
    pub fn show_unconnected(&self) -> bool {
        self.show_unconnected
    }

    /// Draws actors that take part in no relation too, or leaves those out that a machine found.
    pub fn set_show_unconnected(&mut self, show: bool) {
        self.show_unconnected = show;
        self.drop_hidden();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Value;
    use crate::map::{Actor, ActorKind, Claim, Edit, Stance, StanceMap};

    const GROUP: ActorId = ActorId(1);
    const MEMBER: ActorId = ActorId(2);
    const OTHER: ActorId = ActorId(3);
    const ALONE: ActorId = ActorId(4);

    /// A member of a group backs another actor; a machine found one to whom nobody relates.
    fn editor() -> Editor {
        let mut map = StanceMap::default();
        for (id, kind) in [
            (GROUP, ActorKind::Organization),
            (MEMBER, ActorKind::Person),
            (OTHER, ActorKind::Person),
            (ALONE, ActorKind::Person),
        ] {
            let mut actor = Actor::by_hand(id.to_string(), kind);
            actor.verdict = Verdict::Unreviewed;
            map.apply(Edit::AddActor { id, actor, at: None }).unwrap();
        }
        map.apply(Edit::SetMemberOf { id: MEMBER, member_of: Some(GROUP) }).unwrap();
        let key = RelationKey::new(MEMBER, OTHER, Stance::Backs);
        map.apply(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
        Editor::open(map, None)
    }

    #[test]
    fn who_is_left_out_for_being_alone_is_not_selected_until_asked_for() {
        let mut editor = editor();
        editor.set_show_unconnected(true);
        editor.selection.actors = [OTHER, ALONE].into();
        editor.set_show_unconnected(false);
        assert_eq!(editor.selection, Selection::of_actor(OTHER));
        editor.reveal(Selection::of_actor(ALONE));
        assert!(editor.show_unconnected());
    }

    #[test]
    fn a_group_is_in_view_with_those_within_and_stays_so_when_asked_for() {
        let mut editor = editor();
        editor.edit(Edit::RollUp { groups: [GROUP].into(), rolled_up: true }).unwrap();
        let mut filter = editor.filter().clone();
        filter.only = [Value::Stance(Stance::Backs)].into();
        editor.set_filter(filter);
        editor.set_hide_filtered(true);
        editor.reveal(Selection::of_actor(GROUP));
        assert!(editor.hide_filtered(), "it is drawn");
        editor.set_filter(editor.filter().clone());
        assert_eq!(editor.selection, Selection::of_actor(GROUP));
    }

    #[test]
    fn what_a_step_takes_out_of_view_is_no_longer_selected() {
        let mut editor = editor();
        let key = RelationKey::new(MEMBER, OTHER, Stance::Backs);
        for id in [MEMBER, OTHER] {
            editor.edit(Edit::SetActorKind { id, kind: ActorKind::State }).unwrap();
        }
        let mut filter = editor.filter().clone();
        filter.only = [Value::Kind(ActorKind::State)].into();
        editor.set_filter(filter);
        editor.set_hide_filtered(true);
        editor.reveal(Selection::of_relation(key));
        assert!(editor.hide_filtered());
        editor.edit(Edit::SetActorKind { id: OTHER, kind: ActorKind::Person }).unwrap();
        assert!(editor.selection.is_empty());
    }
}

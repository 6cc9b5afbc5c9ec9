//! How two actors that turned out to be one are merged.

use super::apply::{live_actor, live_relation};
use super::draft::Draft;
use super::rekey::join;
use super::{ActorId, EditError, Relation, RelationKey, Verdict, check};

/// Merges `from` into `into`, with its names, members, relations and place. What the two said of each other goes.
pub(super) fn merge_actors(draft: &mut Draft<'_>, from: ActorId, into: ActorId) -> Result<(), EditError> {
    if from == into {
        return Err(EditError::SameActor);
    }
    let gone = live_actor(draft, from)?.clone();
    let mut stays = live_actor(draft, into)?.clone();
    stays.aliases.insert(gone.name);
    stays.aliases.extend(gone.aliases);
    stays.aliases.remove(&stays.name);
    stays.descriptions.extend(gone.descriptions);
    stays.descriptions.retain(|name| *name != stays.name && !stays.aliases.contains(name));
    stays.not_called.extend(gone.not_called);
    let called =
        |name: &String| stays.names().any(|other| other == name) || stays.descriptions.contains(name);
    let not_called = stays.not_called.iter().filter(|name| !called(name)).cloned().collect();
    stays.not_called = not_called;
    stays.note =
        [stays.note, gone.note].into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("\n");
    stays.colour = stays.colour.or(gone.colour);
    stays.verdict = Verdict::Confirmed;
    if stays.member_of == Some(from) {
        stays.member_of = None;
    }
    if stays.member_of.is_none() {
        let inherited =
            gone.member_of.filter(|group| !check::belongs_to(&draft.records().actors, *group, into));
        stays.member_of = inherited.filter(|group| *group != into);
    }
    draft.set_actor(into, Some(stays));

    let members: Vec<ActorId> =
        draft.records().actors.iter().filter(|(_, a)| a.member_of == Some(from)).map(|(id, _)| *id).collect();
    for id in members {
        if let Some(mut member) = draft.actor(id).cloned() {
            let circle = check::belongs_to(&draft.records().actors, into, id);
            member.member_of = (id != into && !circle).then_some(into);
            draft.set_actor(id, Some(member));
        }
    }

    let speaks = |relation: &Relation| relation.evidence.iter().any(|item| item.attribution == Some(from));
    let touched: Vec<RelationKey> = draft
        .records()
        .relations
        .iter()
        .filter(|(key, relation)| key.touches(from) || speaks(relation))
        .map(|(key, _)| *key)
        .collect();
    for key in touched {
        let mut relation = live_relation(draft, key)?.clone();
        for item in &mut relation.evidence {
            if item.attribution == Some(from) {
                item.attribution = Some(into);
            }
        }
        draft.set_relation(key, None);
        let moved = key.with_actor(from, into);
        if moved.source != moved.target {
            if moved != key {
                draft.moved(key, moved, relation.claim.is_some());
            }
            join(draft, moved, relation);
        }
    }
    if draft.place(into).is_none() {
        let place = draft.place(from).copied();
        draft.set_place(into, place);
    }
    if draft.records().pinned.contains(&from) {
        draft.set_pinned(into, true);
    }
    if draft.records().rolled_up.contains(&from) {
        draft.set_rolled_up(into, true);
    }
    draft.set_pinned(from, false);
    draft.set_rolled_up(from, false);
    draft.set_place(from, None);
    draft.set_actor(from, None);
    Ok(())
}

//! How two actors that turned out to be one are merged, and how it comes back what they said of each other if they
//! turn out to be two.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::{live_actor, live_relation};
use super::draft::Draft;
use super::rekey::join;
use super::{Actor, ActorId, EditError, Relation, RelationKey, Verdict, check, fold_name};

/// The actor that stands for this one.
pub(super) fn stands_for(actors: &BTreeMap<ActorId, Actor>, id: ActorId) -> ActorId {
    actors.get(&id).and_then(|actor| actor.merged_into).unwrap_or(id)
}

/// Merges `from` into `into`, with its names, members, relations and place. What the two said of each other is shown no
/// more, but stays with all verdicts, and with `from` at the one end: so no reading asks again for what a person decided,
/// and it comes back if the two are split.
pub(super) fn merge_actors(draft: &mut Draft<'_>, from: ActorId, into: ActorId) -> Result<(), EditError> {
    if from == into {
        return Err(EditError::SameActor);
    }
    let gone = live_actor(draft, from)?.clone();
    let mut stays = live_actor(draft, into)?.clone();
    let trace = Actor {
        name: gone.name.clone(),
        kind: gone.kind,
        aliases: gone.aliases.clone(),
        verdict: Verdict::Rejected,
        merged_into: Some(into),
        ..Actor::default()
    };
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

    for (id, mut merged) in merged_into(draft, from) {
        merged.merged_into = Some(into);
        draft.set_actor(id, Some(merged));
    }

    let speaks = |relation: &Relation| relation.evidence.iter().any(|item| item.attribution == Some(from));
    let touched: Vec<RelationKey> = draft
        .records()
        .relations
        .iter()
        .filter(|(key, relation)| key.touches(from) || speaks(relation))
        .map(|(key, _)| *key)
        .collect();
    let end = |draft: &Draft<'_>, id| stands_for(&draft.records().actors, if id == from { into } else { id });
    let mut keeps_trace = false;
    for key in touched {
        if key.touches(from) && end(draft, key.source) == end(draft, key.target) {
            keeps_trace = true;
            continue;
        }
        let mut relation = live_relation(draft, key)?.clone();
        for item in &mut relation.evidence {
            if item.attribution == Some(from) {
                item.attribution = Some(into);
            }
        }
        draft.set_relation(key, None);
        let moved = key.with_actor(from, into);
        if moved != key {
            draft.moved(key, moved, relation.claim.is_some());
        }
        join(draft, moved, relation);
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
    draft.set_actor(from, keeps_trace.then_some(trace));
    Ok(())
}

/// After `part` was split off `whole`: whoever was merged into `whole` and has the name of `part` stands for `part`, and
/// what the two turn out to have said of each other is shown again.
pub(super) fn bring_back(draft: &mut Draft<'_>, whole: ActorId, part: ActorId) {
    let merged = merged_into(draft, whole);
    for (id, actor) in &merged {
        let bears = |part: &Actor| {
            part.names().any(|name| fold_name(name) == fold_name(&actor.name))
                || part.descriptions.contains(&actor.name)
        };
        if draft.actor(part).is_some_and(bears) {
            draft.set_actor(*id, Some(Actor { merged_into: Some(part), ..actor.clone() }));
        }
    }
    let traces: BTreeSet<ActorId> = merged.into_iter().map(|(id, _)| id).collect();
    let is_between = |key: &RelationKey| traces.contains(&key.source) || traces.contains(&key.target);
    let between: Vec<RelationKey> =
        draft.records().relations.keys().filter(|key| is_between(key)).copied().collect();
    let mut needed = BTreeSet::new();
    for key in between {
        let stands = |id| stands_for(&draft.records().actors, id);
        let to = RelationKey::new(stands(key.source), stands(key.target), key.stance);
        if to.source == to.target {
            needed.extend([key.source, key.target]);
            continue;
        }
        let Some(mut relation) = draft.relation(key).cloned() else { continue };
        for item in &mut relation.evidence {
            item.attribution = item.attribution.map(stands);
        }
        draft.set_relation(key, None);
        draft.moved(key, to, relation.claim.is_some());
        join(draft, to, relation);
    }
    for id in traces.difference(&needed) {
        draft.set_actor(*id, None);
    }
}

fn merged_into(draft: &Draft<'_>, host: ActorId) -> Vec<(ActorId, Actor)> {
    let all = draft.records().actors.iter();
    all.filter(|(_, actor)| actor.merged_into == Some(host)).map(|(id, actor)| (*id, actor.clone())).collect()
}

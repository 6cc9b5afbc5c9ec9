//! Which actors of two maps are one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::map::{Actor, ActorId, ActorKind, StanceMap, Verdict, fold_name};

/// Whether one of `names` is this name in another spelling.
pub(super) fn has_name<'a>(names: impl IntoIterator<Item = &'a str>, name: &str) -> bool {
    let name = fold_name(name);
    names.into_iter().any(|there| fold_name(there) == name)
}

/// Which actors of `map` the actors of `other` are. Those that `map` does not have are left out, and so are those that a
/// person made apart from an actor of which `map` has them for a mere alias, unless that actor was decided on here, too.
pub(super) fn recognised(map: &StanceMap, other: &StanceMap) -> BTreeMap<ActorId, ActorId> {
    let names = names(map);
    let theirs = &other.records().actors;
    let mut found: BTreeMap<ActorId, ActorId> =
        theirs.iter().filter_map(|(id, actor)| Some((*id, recognise(map, &names, actor)?))).collect();
    let is_exact = |theirs: &Actor, ours: ActorId| has_name([map.actor_name(ours)], &theirs.name);
    let exact: BTreeSet<ActorId> =
        found.iter().filter(|(id, ours)| is_exact(&theirs[id], **ours)).map(|(_, ours)| *ours).collect();
    found.retain(|id, ours| {
        let is_open = map.actor(*ours).is_some_and(|actor| actor.verdict == Verdict::Unreviewed);
        let actor = &theirs[id];
        let is_apart = actor.verdict == Verdict::Confirmed && is_open && exact.contains(ours);
        !is_apart || is_exact(actor, *ours)
    });
    found
}

/// Who bears which name, or has it for an alias.
type Names = HashMap<String, BTreeSet<ActorId>>;

fn names(map: &StanceMap) -> Names {
    let mut names = Names::new();
    for (id, actor) in map.records().actors.iter().filter(|(_, actor)| actor.merged_into.is_none()) {
        for name in actor.names() {
            names.entry(fold_name(name)).or_default().insert(*id);
        }
    }
    names
}

/// The actor that this one is: by its name first, then by an alias that only one actor has. What a person said that an
/// actor is not called, in either map, is no name of it.
fn recognise(map: &StanceMap, names: &Names, actor: &Actor) -> Option<ActorId> {
    let person = |kind| kind == ActorKind::Person;
    let denies = |one: &Actor, name: &str| has_name(one.not_called.iter().map(String::as_str), name);
    let holders = |name: &str| -> BTreeSet<ActorId> {
        let fits = |id: &&ActorId| {
            map.actor(**id).is_some_and(|there| {
                let decided =
                    [there.verdict, actor.verdict].iter().any(|verdict| *verdict != Verdict::Unreviewed);
                (decided || person(there.kind) == person(actor.kind))
                    && !denies(there, &actor.name)
                    && !denies(actor, &there.name)
            })
        };
        names.get(&fold_name(name)).into_iter().flatten().filter(fits).copied().collect()
    };
    let by_name = holders(&actor.name);
    let exact = by_name.iter().find(|id| has_name([map.actor_name(**id)], &actor.name));
    if let Some(id) = exact.or(by_name.first().filter(|_| by_name.len() == 1)) {
        return Some(*id);
    }
    let by_alias: BTreeSet<ActorId> = actor.aliases.iter().flat_map(|alias| holders(alias)).collect();
    by_alias.first().copied().filter(|_| by_alias.len() == 1)
}

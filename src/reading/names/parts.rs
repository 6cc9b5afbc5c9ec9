//! Parts of actors that are one actor: the forces of a leader, the government of a state.

use std::collections::BTreeMap;

use super::document::{Document, RefId};
use super::join::Joiner;
use super::piece::Core;
use super::spelling::person_name;
use crate::map::ActorKind;

impl Joiner {
    /// Whoever leads forces belongs to them.
    pub(super) fn leaders(&mut self, document: &mut Document<'_>) {
        for id in 0..document.references.len() as RefId {
            if let Core::Of(owner, part) = document.core(id)
                && part == "forces"
                && let Some(owner) = document.find(owner)
            {
                let root = self.root(owner);
                if person_name(document, root).is_some()
                    || document.references[root as usize].kinds.contains(&ActorKind::Person)
                {
                    let held = &mut document.references[root as usize].owners;
                    if !held.iter().any(|(other, _)| *other == id) {
                        held.push((id, 1));
                    }
                }
            }
        }
    }

    /// The named government of each state: "Government of National Accord" of the state that it is named beside most.
    pub(super) fn governments(&self, document: &Document<'_>) -> BTreeMap<RefId, RefId> {
        let mut best: BTreeMap<RefId, (u32, RefId)> = BTreeMap::new();
        for id in 0..document.references.len() as RefId {
            if self.root(id) != id
                || !document.is_named_government(id)
                || document.references[id as usize].acts == 0
            {
                continue;
            }
            let reference = &document.references[id as usize];
            let mut scores: BTreeMap<RefId, u32> = BTreeMap::new();
            for (state, count) in &reference.near {
                *scores.entry(self.root(*state)).or_default() += count;
            }
            for (owner, count) in &reference.owners {
                *scores.entry(self.root(*owner)).or_default() += count * 5;
            }
            for (state, score) in &mut scores {
                // A government is named beside its own country in words that make it a government.
                let core = document.core(*state).clone();
                let own = document.find(&Core::Of(Box::new(core), "government".into()));
                *score += own.map_or(0, |own| document.references[own as usize].acts * 10);
            }
            let top = scores
                .iter()
                .filter(|(state, _)| document.is_state(**state))
                .max_by_key(|(state, score)| (**score, std::cmp::Reverse(**state)));
            if let Some((state, score)) = top
                && best.get(state).is_none_or(|(held, _)| held < score)
            {
                best.insert(*state, (*score, id));
            }
        }
        best.into_iter().map(|(state, (_, government))| (state, government)).collect()
    }

    /// Joins the parts of one owner: "Haftar's forces" and "forces led by Khalifa Haftar".
    pub(super) fn parts(&mut self, document: &mut Document<'_>, governments: &BTreeMap<RefId, RefId>) {
        let mut parts: BTreeMap<(RefId, String), RefId> = BTreeMap::new();
        for id in 0..document.references.len() as RefId {
            let Core::Of(owner, part) = document.core(id).clone() else { continue };
            let Some(owner) = document.find(&owner) else { continue };
            let mut owner = self.root(owner);
            if let Some([one]) = self.several.get(&owner).map(Vec::as_slice) {
                owner = *one;
            }
            let with = match part.as_str() {
                "government" if document.is_state(owner) => {
                    Some(governments.get(&owner).copied().unwrap_or(owner))
                }
                // "the movement's leadership"
                "government" if is_group(document, owner) => Some(owner),
                "government" => self
                    .state_of(document, owner)
                    .map(|state| governments.get(&state).copied().unwrap_or(state)),
                "forces" => self.army_of(document, owner),
                _ => match *document.core(owner) {
                    Core::Known(known) => {
                        document.names.part_of(known, &part).map(|part| self.adopt(document, part))
                    }
                    _ => None,
                },
            };
            let with = with.filter(|with| self.root(*with) != id);
            if with == Some(owner) && part == "government" && is_group(document, owner) {
                // It is not a state for having a leadership.
                document.references[id as usize].kinds.clear();
            }
            match (with, parts.get(&(owner, part.clone()))) {
                (Some(with), _) => self.unite(document, id, with),
                (None, Some(held)) => {
                    let held = *held;
                    self.unite(document, id, held);
                }
                (None, None) => {
                    parts.insert((owner, part), id);
                }
            }
        }
    }

    /// The state of a known person: "Assad's government" is that of Syria.
    fn state_of(&mut self, document: &mut Document<'_>, owner: RefId) -> Option<RefId> {
        let Core::Known(known) = *document.core(owner) else { return None };
        let actor = document.names.actor(known);
        let state = actor.member_of(self.day).filter(|_| actor.kind == ActorKind::Person)?;
        if document.names.actor(state).kind != ActorKind::State {
            return None;
        }
        Some(self.adopt(document, state))
    }

    /// The known forces of a known person.
    fn army_of(&mut self, document: &mut Document<'_>, owner: RefId) -> Option<RefId> {
        let Core::Known(known) = *document.core(owner) else { return None };
        let actor = document.names.actor(known);
        match actor.kind {
            ActorKind::Person => {
                let army = actor
                    .member_of(self.day)
                    .filter(|army| document.names.actor(*army).kind == ActorKind::ArmedGroup)?;
                Some(self.adopt(document, army))
            }
            ActorKind::State => None,
            _ => Some(owner),
        }
    }
}

/// Whether it is many people, but no state.
fn is_group(document: &Document<'_>, id: RefId) -> bool {
    match document.core(id) {
        Core::Known(known) => {
            !matches!(document.names.actor(*known).kind, ActorKind::State | ActorKind::Person)
        }
        Core::Body(_) => !document.is_named_government(id),
        _ => false,
    }
}

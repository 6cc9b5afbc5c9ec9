//! The actors that joined ways of naming amount to: who is one at all, of what name and kind, and of whom a part.

use std::collections::BTreeMap;

use super::document::{Document, RefId};
use super::join::Joiner;
use super::lexicon::{class, classes};
use super::own::Holders;
use super::phrase::LEADER;
use super::piece::Core;
use super::spelling::person_name;
use crate::map::{ActorKind, FoundActor};

/// Whom a reference means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reading) enum Meaning {
    /// Nobody who acts.
    Nobody,
    /// An index into the actors.
    Actor(usize),
    /// Whichever of these actors was named last.
    LastOf(Vec<usize>),
}

/// The actors of an article, and whom each reference means.
pub(in crate::reading) struct Joined {
    pub(in crate::reading) actors: Vec<FoundActor>,
    /// Whether an actor has no name, only words for what it is: "protesters".
    pub(in crate::reading) nameless: Vec<bool>,
    pub(super) meanings: Vec<Meaning>,
    /// The government that stands for a state, by the actor of either.
    pub(super) governments: BTreeMap<usize, usize>,
    /// Who holds which office, as far as users' dictionaries tell.
    pub(super) holders: Holders,
    /// A sentence for each name that was left unread although it is known.
    pub(in crate::reading) unread: Vec<String>,
}

impl Joiner {
    /// What the references joined so far amount to.
    pub(super) fn finish(self, document: &Document<'_>, governments: &BTreeMap<RefId, RefId>) -> Joined {
        let mut actor_of: BTreeMap<RefId, usize> = BTreeMap::new();
        let mut actors: Vec<FoundActor> = Vec::new();
        let mut roots: Vec<RefId> = Vec::new();
        let mut meanings = vec![Meaning::Nobody; document.references.len()];
        let keep: Vec<bool> =
            (0..document.references.len() as RefId).map(|id| self.is_actor(document, id)).collect();
        for id in 0..document.references.len() as RefId {
            let root = self.root(id);
            if self.several.contains_key(&id) || !keep[root as usize] {
                continue;
            }
            let actor = *actor_of.entry(root).or_insert_with(|| {
                actors.push(found(document, root));
                roots.push(root);
                actors.len() - 1
            });
            meanings[id as usize] = Meaning::Actor(actor);
        }
        for (id, several) in &self.several {
            let several: Vec<usize> =
                several.iter().filter_map(|one| actor_of.get(&self.root(*one)).copied()).collect();
            meanings[*id as usize] = match several[..] {
                [] => Meaning::Nobody,
                [one] => Meaning::Actor(one),
                _ => Meaning::LastOf(several),
            };
        }
        for (index, root) in roots.iter().enumerate() {
            let owner = self.owner(document, *root, governments, &actor_of).filter(|owner| *owner != index);
            actors[index].member_of = owner.filter(|owner| !leads_to(&actors, *owner, index));
        }
        if let Some(state) = main_state(document, &meanings, &actors) {
            for (index, root) in roots.iter().enumerate() {
                if actors[index].member_of.is_none()
                    && document.references[*root as usize].is_nameless()
                    && serves(document.core(*root))
                    && !leads_to(&actors, state, index)
                {
                    actors[index].member_of = Some(state);
                }
            }
        }
        let actor = |id: &RefId| actor_of.get(&self.root(*id)).copied();
        let mut stands_for = BTreeMap::new();
        for (state, government) in governments {
            if let (Some(state), Some(government)) = (actor(state), actor(government)) {
                stands_for.insert(state, government);
            }
        }
        let nameless = roots.iter().map(|root| document.references[*root as usize].is_nameless()).collect();
        let (holders, unread) = (self.offices(document, &actor_of), self.complaints(document));
        Joined { actors, nameless, meanings, governments: stands_for, holders, unread }
    }

    /// Whether the article gives reason enough to take a name for an actor.
    fn is_actor(&self, document: &Document<'_>, id: RefId) -> bool {
        let reference = &document.references[id as usize];
        if self.unread.contains(&id) {
            return false;
        }
        match document.core(id) {
            Core::Known(_) => true,
            Core::Person(_) => reference.acts > reference.places,
            Core::Body(name) => {
                (name.contains(' ') || reference.sure > 0 || classes(name).has(class::BODY))
                    && reference.acts > 0
                    && reference.acts >= reference.places
            }
            Core::Of(_, part) if part == LEADER => false,
            Core::Of(owner, _) => document.find(owner).is_some_and(|owner| self.root(owner) != id),
            Core::Lone(_) => reference.sure > 0 && reference.acts > reference.places,
            Core::Back(_) => false,
        }
    }

    /// The actor that one belongs to, if the article names it.
    fn owner(
        &self,
        document: &Document<'_>,
        root: RefId,
        governments: &BTreeMap<RefId, RefId>,
        actor_of: &BTreeMap<RefId, usize>,
    ) -> Option<usize> {
        let reference = &document.references[root as usize];
        let named = |id: RefId| {
            let id = self.root(id);
            let id = if reference.rules { governments.get(&id).copied().unwrap_or(id) } else { id };
            actor_of.get(&self.root(id)).or_else(|| actor_of.get(&self.root(*governments.get(&id)?))).copied()
        };
        if let Core::Known(known) = document.core(root) {
            let mut above = document.names.actor(*known).member_of(self.day);
            for _ in 0..8 {
                let known = above?;
                if let Some(owner) = document.find(&Core::Known(known)).and_then(named) {
                    return Some(owner);
                }
                above = document.names.actor(known).member_of(self.day);
            }
        }
        // Forces do not belong to who leads them; it is the other way round.
        let is_led =
            matches!(document.core(root), Core::Of(_, part) if part == "forces" || part == "government");
        let leads = |owner: RefId| is_led && person_name(document, self.root(owner)).is_some();
        let mut votes: Vec<(RefId, u32)> =
            reference.owners.iter().copied().filter(|(owner, _)| !leads(*owner)).collect();
        votes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        votes.into_iter().find_map(|(owner, _)| {
            named(owner).filter(|owner| Some(owner) != actor_of.get(&root).as_ref().map(|own| *own))
        })
    }
}

/// The state that the article is about: the one that is named more often than all others together.
pub(super) fn main_state(
    document: &Document<'_>,
    meanings: &[Meaning],
    actors: &[FoundActor],
) -> Option<usize> {
    let mut counts = vec![0; actors.len()];
    for (reference, meaning) in document.references.iter().zip(meanings) {
        if let Meaning::Actor(actor) = meaning
            && actors[*actor].kind == ActorKind::State
        {
            counts[*actor] += reference.acts + reference.places;
        }
    }
    let all: u32 = counts.iter().sum();
    let most = (0..counts.len()).max_by_key(|actor| (counts[*actor], std::cmp::Reverse(*actor)))?;
    (counts[most] * 2 > all).then_some(most)
}

/// Whether words without a name mean servants of the state: "riot police", "security forces".
fn serves(core: &Core) -> bool {
    match core {
        Core::Body(name) => {
            let last = name.rsplit(' ').next().unwrap_or(name);
            classes(last).has(class::SERVANT) || matches!(&**name, "security forces" | "armed forces")
        }
        _ => false,
    }
}

/// Whether following `member_of` from `from` leads to `to`.
fn leads_to(actors: &[FoundActor], from: usize, to: usize) -> bool {
    let mut at = Some(from);
    for _ in 0..16 {
        match at {
            None => return false,
            Some(index) if index == to => return true,
            Some(index) => at = actors[index].member_of,
        }
    }
    true
}

fn found(document: &Document<'_>, root: RefId) -> FoundActor {
    let reference = &document.references[root as usize];
    let (name, kind) = match document.core(root) {
        Core::Known(known) => {
            let actor = document.names.actor(*known);
            (actor.name.clone(), actor.kind)
        }
        core => {
            let counted =
                ActorKind::ALL.map(|kind| reference.kinds.iter().filter(|held| **held == kind).count());
            let most = (0..ActorKind::ALL.len())
                .max_by_key(|index| (counted[*index], std::cmp::Reverse(*index)))
                .unwrap_or(0);
            let kind = match core {
                Core::Person(_) => ActorKind::Person,
                _ if counted[most] == 0 => ActorKind::Organization,
                _ => ActorKind::ALL[most],
            };
            (reference.display.clone(), kind)
        }
    };
    let aliases = reference.acronyms.iter().filter(|acronym| **acronym != name).cloned().collect();
    FoundActor { name, kind, aliases, ..FoundActor::default() }
}

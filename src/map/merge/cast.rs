//! Which actors of the map the actors of an article are.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::known::Known;
use crate::map::{
    Actor, ActorId, ActorKind, Article, Edit, Finding, FoundActor, Span, StanceMap, Verdict, fold_name,
};

/// Who bears a name or has it for an alias, deleted actors included.
#[derive(Debug, Default)]
pub(super) struct Names {
    holders: HashMap<String, BTreeSet<ActorId>>,
}

impl Names {
    pub(super) fn add(&mut self, id: ActorId, actor: &Actor) {
        for name in actor.names() {
            self.holders.entry(fold_name(name)).or_default().insert(id);
        }
    }

    fn holders(&self, name: &str) -> impl Iterator<Item = ActorId> {
        self.holders.get(&fold_name(name)).into_iter().flatten().copied()
    }

    /// Whether nobody bears the name yet: an alias is never given to two actors by a machine.
    fn is_free(&self, name: &str) -> bool {
        !self.holders.contains_key(&fold_name(name))
    }
}

/// The actors of one article as actors of the map.
pub(super) struct Cast<'a> {
    map: &'a StanceMap,
    names: &'a Names,
    known: &'a Known<'a>,
    article: &'a Article,
    found: &'a [FoundActor],
    /// Who takes part in what the map holds from this article.
    own: BTreeSet<ActorId>,
    next: ActorId,
    ids: HashMap<usize, ActorId>,
    /// What brings new actors, and new names of others, into the map.
    pub(super) edits: Vec<Edit>,
}

impl<'a> Cast<'a> {
    pub(super) fn new(
        map: &'a StanceMap,
        names: &'a Names,
        known: &'a Known<'a>,
        article: &'a Article,
        found: &'a [FoundActor],
    ) -> Self {
        let next = map.next_actor_id();
        Self {
            map,
            names,
            known,
            article,
            found,
            own: known.cast(),
            next,
            ids: HashMap::new(),
            edits: Vec::new(),
        }
    }

    /// The actors that a stance is between, as far as the map has them.
    pub(super) fn ends(&self, finding: &Finding) -> [Option<ActorId>; 2] {
        let ends = [(finding.source, finding.source_mention), (finding.target, finding.target_mention)];
        ends.map(|(index, mention)| self.decided(index, mention).or_else(|| self.recognise(index)))
    }

    /// The actor that is called by the very words that name this one, if the map holds apart what the reader takes for
    /// one: because a person added it, or because several actors bear the names.
    pub(super) fn decided(&self, index: usize, mention: Span) -> Option<ActorId> {
        let words = self.article.slice(mention).filter(|words| words.contains(char::is_uppercase))?;
        let found = self.found.get(index)?;
        let mut holders = self.names.holders(words);
        let id = holders.next().filter(|_| holders.next().is_none())?;
        let actor = self.map.actor(id).filter(|actor| is_person(actor.kind) == is_person(found.kind))?;
        let bearers = || found.aliases.iter().chain([&found.name]).flat_map(|name| self.names.holders(name));
        let is_apart = actor.verdict == Verdict::Confirmed
            || (bearers().any(|bearer| bearer == id) && bearers().any(|bearer| bearer != id));
        is_apart.then_some(id)
    }

    /// The actor of the map for a found one, which is added if it is new.
    pub(super) fn add(&mut self, index: usize) -> ActorId {
        if let Some(id) = self.ids.get(&index) {
            return *id;
        }
        let actor = &self.found[index];
        if let Some(id) = self.recognise(index) {
            self.ids.insert(index, id);
            self.learn(id, actor);
            return id;
        }
        let id = self.next;
        self.next = id.after(1);
        // Noted before the group is looked up, so that a circle of memberships ends here.
        self.ids.insert(index, id);
        let group = actor.member_of.filter(|group| !self.ids.contains_key(group) || self.ids[group] < id);
        let member_of = group.map(|group| self.add(group)).filter(|group| *group != id);
        let actor = Actor {
            name: actor.name.clone(),
            kind: actor.kind,
            aliases: actor.aliases.iter().filter(|name| self.names.is_free(name)).cloned().collect(),
            descriptions: actor.descriptions.clone(),
            member_of,
            ..Actor::default()
        };
        self.edits.push(Edit::AddActor { id, actor, at: None });
        id
    }

    /// The actor of the map that this is: by its name first, then by being the only one that has the name for an alias,
    /// then by what the map holds of the same words, then by an alias that only one actor has. What has no name,
    /// "protesters", is the same only in the same article, or where both belong to the same. An actor of which a person
    /// said that it is not called so is meant only by words that it has a quote from.
    fn recognise(&self, index: usize) -> Option<ActorId> {
        if let Some(id) = self.ids.get(&index) {
            return Some(*id);
        }
        let found = self.found.get(index)?;
        let group = found.member_of.and_then(|group| self.found.get(group));
        let nameless = !found.name.contains(char::is_uppercase);
        let of_same = |actor: &Actor| {
            let held = actor.member_of.and_then(|held| self.map.actor(held));
            let (Some(held), Some(group)) = (held, group) else { return false };
            let mut names = held.names();
            names.any(|name| fold_name(name) == fold_name(&group.name))
        };
        let name = fold_name(&found.name);
        let may_be = |id: &ActorId| {
            self.map.actor(*id).is_some_and(|actor| {
                let same_kind =
                    actor.verdict != Verdict::Unreviewed || is_person(actor.kind) == is_person(found.kind);
                same_kind && (!nameless || self.own.contains(id) || of_same(actor))
            })
        };
        let denies = |actor: &Actor| actor.not_called.iter().any(|not_called| fold_name(not_called) == name);
        let fits = |id: &ActorId| may_be(id) && !self.map.actor(*id).is_some_and(denies);
        let by_name: Vec<ActorId> = self.names.holders(&found.name).filter(fits).collect();
        let exact = by_name.iter().find(|id| fold_name(self.map.actor_name(**id)) == name);
        if let Some(id) = exact.or(by_name.first().filter(|_| by_name.len() == 1)) {
            return Some(*id);
        }
        if let Some(id) = self.known.meant(index).filter(may_be) {
            return Some(id);
        }
        let by_alias: BTreeSet<ActorId> =
            found.aliases.iter().flat_map(|alias| self.names.holders(alias)).filter(fits).collect();
        if by_alias.len() < 2 {
            return by_alias.first().copied();
        }
        // A person holds apart what the reader takes for one: the words of the article tell which of them it is.
        found.mentions.iter().find_map(|mention| {
            let mut called = self.names.holders(self.article.slice(*mention)?);
            let first = called.next().filter(|id| by_alias.contains(id))?;
            called.next().is_none().then_some(first)
        })
    }

    fn learn(&mut self, id: ActorId, found: &FoundActor) {
        let Some(actor) = self.map.actor(id) else { return };
        let fold = |name: &String| fold_name(name);
        let known: HashSet<String> =
            actor.names().map(fold_name).chain(actor.not_called.iter().map(fold)).collect();
        let is_new = |name: &&String| !known.contains(&fold_name(name));
        let aliases = found.aliases.iter().chain([&found.name]).filter(is_new);
        let aliases: BTreeSet<String> = aliases.filter(|name| self.names.is_free(name)).cloned().collect();
        let descriptions: BTreeSet<String> =
            found.descriptions.difference(&actor.descriptions).filter(is_new).cloned().collect();
        if !aliases.is_empty() || !descriptions.is_empty() {
            self.edits.push(Edit::LearnNames { id, aliases, descriptions });
        }
    }
}

fn is_person(kind: ActorKind) -> bool {
    kind == ActorKind::Person
}

//! How one map enters another: as a plan of edits in which a person's word outranks the machine's on either side.

mod quotes;
mod recognise;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Actor, ActorId, Article, ArticleId, Edit, Evidence, Relation, RelationKey, StanceMap, Verdict};
use quotes::seen;
use recognise::{has_name, recognised};

/// What [`join`] plans.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Joined {
    /// The edits, in order. They fit the map that the plan was made for.
    pub edits: Vec<Edit>,
    /// Where two people decided differently, each a sentence. The decision in the first map stands.
    pub conflicts: Vec<String>,
}

/// Plans the edits that bring all of `other` into `map`.
///
/// Articles with the same text are one article, actors with one name (or with an alias that only one actor has) one
/// actor, and quotes that were read at the same place one quote, wherever a person moved it. A verdict outranks the
/// lack of one; of two opposite verdicts, that in `map` stands and the conflict is told. Actors keep their places;
/// those that `other` adds get none, unless nobody in `map` has one.
pub fn join(map: &StanceMap, other: &StanceMap) -> Joined {
    let mut draft = Draft { map: map.clone(), apart: BTreeSet::new(), joined: Joined::default() };
    if map.title().is_empty() && !other.title().is_empty() {
        draft.edit(Edit::SetTitle(other.title().to_owned()));
    }
    let articles = draft.articles(other);
    let actors = draft.actors(other);
    draft.relations(other, &articles, &actors);
    draft.deletions(other, &actors);
    draft.joined
}

/// The map as it will be, and how it gets there.
struct Draft {
    map: StanceMap,
    /// The actors that a person made in one of the maps and the other does not have.
    apart: BTreeSet<ActorId>,
    joined: Joined,
}

impl Draft {
    /// Whether the edit fits. Those that do not were overtaken by a decision in the first map.
    fn edit(&mut self, edit: Edit) -> bool {
        let fits = self.map.apply_for_good([edit.clone()]).is_ok();
        if fits {
            self.joined.edits.push(edit);
        }
        fits
    }

    fn conflict(&mut self, sentence: String) {
        self.joined.conflicts.push(sentence);
    }

    fn articles(&mut self, other: &StanceMap) -> BTreeMap<ArticleId, ArticleId> {
        let there: HashMap<_, _> = self.map.articles().map(|(id, article)| (article.hash(), id)).collect();
        let mut ids = BTreeMap::new();
        for (theirs, article) in other.articles() {
            let id = match there.get(&article.hash()) {
                Some(id) => {
                    self.describe(*id, article);
                    *id
                }
                None => {
                    let id = self.map.next_article_id();
                    self.edit(Edit::AddArticle { id, article: Article::clone(article) });
                    id
                }
            };
            ids.insert(theirs, id);
        }
        ids
    }

    /// Fills in what only the other map knows of an article.
    fn describe(&mut self, id: ArticleId, other: &Article) {
        let Some(mut article) = self.map.article(id).map(|article| Article::clone(article)) else { return };
        let before = article.clone();
        for (ours, theirs) in [
            (&mut article.title, &other.title),
            (&mut article.source, &other.source),
            (&mut article.byline, &other.byline),
            (&mut article.url, &other.url),
            (&mut article.language, &other.language),
        ] {
            if ours.is_empty() {
                ours.clone_from(theirs);
            }
        }
        article.date = article.date.or(other.date);
        if let Some(note) = longer(&article.note, &other.note) {
            article.note = note;
        }
        if article != before {
            self.edit(Edit::DescribeArticle { id, article });
        }
    }

    fn actors(&mut self, other: &StanceMap) -> BTreeMap<ActorId, ActorId> {
        let known = recognised(&self.map, other);
        let here: BTreeSet<ActorId> = known.values().copied().collect();
        let confirmed = self.map.actors().filter(|(_, actor)| actor.verdict == Verdict::Confirmed);
        self.apart = confirmed.map(|(id, _)| id).filter(|id| !here.contains(id)).collect();
        let all = other.records().actors.iter();
        for (_, made) in
            all.filter(|(id, actor)| actor.verdict == Verdict::Confirmed && !known.contains_key(id))
        {
            self.free(made);
        }
        let placed = !self.map.records().places.is_empty();
        let mut ids = BTreeMap::new();
        let mut rolled_up = BTreeSet::new();
        let all = other.records().actors.iter();
        for (theirs, actor) in all.filter(|(_, actor)| actor.merged_into.is_none()) {
            let id = match known.get(theirs) {
                Some(id) => {
                    self.actor(*id, actor);
                    *id
                }
                None => {
                    let id = self.map.next_actor_id();
                    if actor.verdict == Verdict::Confirmed {
                        self.apart.insert(id);
                    }
                    // Groups follow when all actors are there; deletions when all relations are.
                    let shown = if actor.is_shown() { actor.verdict } else { Verdict::Unreviewed };
                    let added = Actor { member_of: None, verdict: shown, ..actor.clone() };
                    let at = other.place(*theirs).filter(|_| !placed);
                    self.edit(Edit::AddActor { id, actor: added, at });
                    if at.is_some() && other.is_pinned(*theirs) {
                        self.edit(Edit::Pin { actors: BTreeSet::from([id]), pinned: true });
                    }
                    if other.is_rolled_up(*theirs) {
                        rolled_up.insert(id);
                    }
                    id
                }
            };
            ids.insert(*theirs, id);
        }
        for (theirs, actor) in &other.records().actors {
            if let Some(host) = actor.merged_into {
                let id = self.merged(actor, ids[&host], known.get(theirs).copied());
                ids.insert(*theirs, id);
            }
        }
        for (theirs, actor) in &other.records().actors {
            let (id, group) = (ids[theirs], actor.member_of.map(|group| ids[&group]));
            if group.is_some() && self.map.actor(id).is_some_and(|actor| actor.member_of.is_none()) {
                // A group that would make a circle with ours is refused, and that is right.
                self.edit(Edit::SetMemberOf { id, member_of: group });
            }
        }
        if !rolled_up.is_empty() {
            self.edit(Edit::RollUp { groups: rolled_up, rolled_up: true });
        }
        ids
    }

    /// Who an actor is here that the other map holds to be one with `host`: somebody else, if that is how it is here.
    fn merged(&mut self, actor: &Actor, host: ActorId, known: Option<ActorId>) -> ActorId {
        if let Some(apart) = known.filter(|id| *id != host) {
            return apart;
        }
        let mut here = self.map.records().actors.iter();
        let is_it = |there: &Actor| there.merged_into == Some(host) && there.name == actor.name;
        if let Some((id, _)) = here.find(|(_, there)| is_it(there)) {
            return *id;
        }
        let id = self.map.next_actor_id();
        let actor = Actor { merged_into: Some(host), ..actor.clone() };
        if self.edit(Edit::AddActor { id, actor, at: None }) { id } else { host }
    }

    /// Takes the names of an actor that a person made from those that have them for an alias without anybody's word.
    fn free(&mut self, made: &Actor) {
        let has_it = |alias: &&String| has_name(made.names(), alias);
        let open = self.map.actors().filter(|(_, actor)| actor.verdict == Verdict::Unreviewed);
        let taken: Vec<(ActorId, String)> = open
            .flat_map(|(id, actor)| actor.aliases.iter().filter(has_it).map(move |alias| (id, alias.clone())))
            .collect();
        for (id, name) in taken {
            self.edit(Edit::ForgetName { id, name });
        }
    }

    /// Brings what the other map says of an actor that both have.
    fn actor(&mut self, id: ActorId, theirs: &Actor) {
        let Some(ours) = self.map.actor(id).cloned() else { return };
        if theirs.verdict == Verdict::Confirmed && ours.verdict == Verdict::Unreviewed {
            self.edit(Edit::RenameActor { id, name: theirs.name.clone() });
            self.edit(Edit::SetActorKind { id, kind: theirs.kind });
        } else if theirs.verdict == Verdict::Confirmed && ours.verdict == Verdict::Confirmed {
            if ours.name != theirs.name {
                let (ours, theirs) = (&ours.name, &theirs.name);
                self.conflict(format!("“{theirs}” is called “{ours}” in the first map, and stays so"));
            }
            if ours.kind != theirs.kind {
                let (kind, other) = (ours.kind.label().to_lowercase(), theirs.kind.label().to_lowercase());
                self.conflict(format!("“{}” is a {other} in the second map; it stays a {kind}", ours.name));
            }
        } else if theirs.verdict == Verdict::Confirmed && !ours.is_shown() {
            self.conflict(format!("“{}” was deleted in the first map, and stays so", ours.name));
        }
        let now = self.map.actor(id).cloned().unwrap_or_default();
        let mut aliases: BTreeSet<String> = theirs.names().map(str::to_owned).collect();
        let denied = |name: &String| has_name(now.not_called.iter().map(String::as_str), name);
        let elsewhere = |name: &String| {
            let mut apart = self.apart.iter().filter_map(|id| self.map.actor(*id));
            apart.any(|actor| has_name(actor.names(), name))
        };
        aliases.retain(|name| !has_name(now.names(), name) && !denied(name) && !elsewhere(name));
        let mut descriptions =
            theirs.descriptions.difference(&now.descriptions).cloned().collect::<BTreeSet<_>>();
        descriptions.retain(|name| !denied(name));
        if !aliases.is_empty() || !descriptions.is_empty() {
            self.edit(Edit::LearnNames { id, aliases, descriptions });
        }
        if now.colour.is_none() && theirs.colour.is_some() {
            self.edit(Edit::SetActorColour { actors: BTreeSet::from([id]), colour: theirs.colour });
        }
        // What it is called here stays.
        let descriptions = || now.descriptions.iter().map(String::as_str);
        let called = |name: &String| has_name(now.names().chain(descriptions()), name);
        for name in theirs.not_called.iter().filter(|name| !denied(name) && !called(name)) {
            self.edit(Edit::ForgetName { id, name: name.clone() });
        }
        if let Some(note) = longer(&now.note, &theirs.note) {
            self.edit(Edit::SetActorNote { id, note });
        }
    }

    fn relations(
        &mut self,
        other: &StanceMap,
        articles: &BTreeMap<ArticleId, ArticleId>,
        actors: &BTreeMap<ActorId, ActorId>,
    ) {
        let mut seen = seen(&self.map);
        for (key, relation) in &other.records().relations {
            let key = RelationKey::new(actors[&key.source], actors[&key.target], key.stance);
            // Two actors that the first map knows to be one.
            if key.source == key.target {
                continue;
            }
            let before = self.map.relation(key).cloned();
            for item in &relation.evidence {
                let item = Evidence {
                    article: articles[&item.article],
                    attribution: item.attribution.map(|speaker| actors[&speaker]),
                    ..item.clone()
                };
                self.evidence(key, relation, item, &mut seen);
            }
            self.relation(key, relation, before.as_ref());
        }
    }

    fn relation(&mut self, key: RelationKey, theirs: &Relation, before: Option<&Relation>) {
        let ours = before.map_or(Verdict::Unreviewed, |relation| relation.verdict);
        if ours != Verdict::Unreviewed && theirs.verdict != Verdict::Unreviewed && ours != theirs.verdict {
            let sentence = self.sentence(key);
            self.conflict(format!(
                "that {sentence} is {} in the second map; it stays {}",
                theirs.verdict.word(),
                ours.word()
            ));
        }
        let verdict = if ours == Verdict::Unreviewed { theirs.verdict } else { ours };
        if let Some(claim) = theirs.claim.clone().filter(|_| verdict != Verdict::Rejected)
            && before.is_none_or(|relation| relation.claim.is_none())
            && !self.edit(Edit::AddRelation { key, claim })
        {
            let sentence = self.sentence(key);
            self.conflict(format!(
                "that {sentence} was drawn by hand in the second map; it is left out, for one of the two was deleted"
            ));
        }
        let now = self.map.relation(key).cloned();
        if now.as_ref().is_some_and(|relation| relation.verdict != verdict) {
            self.edit(Edit::JudgeRelation { key, verdict });
        }
        if let Some(note) = now.and_then(|relation| longer(&relation.note, &theirs.note)) {
            self.edit(Edit::SetRelationNote { key, note });
        }
        if !theirs.history.is_empty() {
            self.edit(Edit::AddHistory { key, history: theirs.history.clone() });
        }
    }

    fn deletions(&mut self, other: &StanceMap, actors: &BTreeMap<ActorId, ActorId>) {
        let deleted = |actor: &Actor| !actor.is_shown() && actor.merged_into.is_none();
        for (theirs, actor) in other.records().actors.iter().filter(|(_, actor)| deleted(actor)) {
            let id = actors[theirs];
            match self.map.actor(id).map(|actor| actor.verdict) {
                Some(Verdict::Unreviewed) => {
                    self.edit(Edit::DeleteActor(id));
                }
                Some(Verdict::Confirmed) => {
                    self.conflict(format!("“{}” was deleted in the second map; it stays", actor.name));
                }
                Some(Verdict::Rejected) | None => {}
            }
        }
    }

    fn sentence(&self, key: RelationKey) -> String {
        let [source, target] = [key.source, key.target].map(|id| self.map.actor_name(id));
        format!("{source} {} {target}", key.stance.word())
    }
}

/// Both notes, if `theirs` says more than `ours`.
fn longer(ours: &str, theirs: &str) -> Option<String> {
    match (ours.is_empty(), theirs.is_empty() || ours.contains(theirs)) {
        (_, true) => None,
        (true, false) => Some(theirs.to_owned()),
        (false, false) => Some(format!("{ours}\n{theirs}")),
    }
}

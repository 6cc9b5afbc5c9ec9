//! How one map enters another: as a plan of edits in which a person's word outranks the machine's on either side.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Actor, ActorId, ActorKind, Article, ArticleId, Edit, Evidence, EvidenceId, Origin, Relation, RelationKey,
    Span, StanceMap, Verdict, fold_name,
};

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
    let mut draft = Draft { map: map.clone(), joined: Joined::default() };
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
    joined: Joined,
}

impl Draft {
    /// Whether the edit fits. Those that do not were overtaken by a decision in the first map.
    fn edit(&mut self, edit: Edit) -> bool {
        let fits = self.map.apply(edit.clone()).is_ok();
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
        let names = names(&self.map);
        let placed = !self.map.records().places.is_empty();
        let mut ids = BTreeMap::new();
        let mut rolled_up = BTreeSet::new();
        for (theirs, actor) in &other.records().actors {
            let id = match recognise(&self.map, &names, actor) {
                Some(id) => {
                    self.actor(id, actor);
                    id
                }
                None => {
                    let id = self.map.next_actor_id();
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
        aliases.retain(|name| !now.names().any(|there| there == name) && !now.not_called.contains(name));
        let mut descriptions =
            theirs.descriptions.difference(&now.descriptions).cloned().collect::<BTreeSet<_>>();
        descriptions.retain(|name| !now.not_called.contains(name));
        if !aliases.is_empty() || !descriptions.is_empty() {
            self.edit(Edit::LearnNames { id, aliases, descriptions });
        }
        if now.colour.is_none() && theirs.colour.is_some() {
            self.edit(Edit::SetActorColour { actors: BTreeSet::from([id]), colour: theirs.colour });
        }
        // What it is called here stays.
        let called =
            |name: &String| now.names().any(|there| there == name) || now.descriptions.contains(name);
        for name in theirs.not_called.difference(&now.not_called).filter(|name| !called(name)) {
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

    fn evidence(&mut self, key: RelationKey, theirs: &Relation, item: Evidence, seen: &mut Seen) {
        match seen.get(&Trace::of(key, &item)).copied() {
            None => {
                let id = self.map.next_evidence_id();
                seen.insert(Trace::of(key, &item), (key, id));
                self.edit(Edit::AddEvidence { key, evidence: Evidence { id, ..item } });
            }
            Some((there, id)) if there == key => {
                let relation = self.map.relation(key);
                let ours = relation.and_then(|relation| relation.evidence.iter().find(|item| item.id == id));
                let note = ours.map(|ours| ours.note.clone());
                let modality = item.modality;
                let differs = ours.is_some_and(|ours| ours.modality != modality);
                match ours.map(|ours| (ours.verdict, item.verdict)) {
                    // They said how it puts its claim, too.
                    Some((Verdict::Unreviewed, Verdict::Confirmed)) if differs => {
                        self.edit(Edit::SetModality { key, id, modality });
                    }
                    Some((Verdict::Unreviewed, verdict)) if verdict != Verdict::Unreviewed => {
                        self.edit(Edit::JudgeEvidence { key, id, verdict });
                    }
                    Some((ours, theirs)) if theirs != Verdict::Unreviewed && ours != theirs => {
                        let quote = self.quote(&item);
                        self.conflict(format!(
                            "the quote “{quote}” is {} in the second map; it stays {}",
                            theirs.word(),
                            ours.word()
                        ));
                    }
                    _ => {}
                }
                if let Some(note) = note.and_then(|ours| longer(&ours, &item.note)) {
                    self.edit(Edit::SetEvidenceNote { key, id, note });
                }
            }
            // Somebody moved it. If that was only they, the machine's reading here is thereby rejected.
            Some((there, id)) => {
                let decided = |relation: &Relation| relation.verdict != Verdict::Unreviewed;
                match (self.map.relation(there).is_some_and(decided), decided(theirs)) {
                    (_, false) => {}
                    (false, true) => {
                        self.edit(Edit::JudgeEvidence { key: there, id, verdict: Verdict::Rejected });
                        let id = self.map.next_evidence_id();
                        self.edit(Edit::AddEvidence { key, evidence: Evidence { id, ..item } });
                    }
                    (true, true) => {
                        let (quote, ours, theirs) =
                            (self.quote(&item), self.sentence(there), self.sentence(key));
                        self.conflict(format!(
                            "the quote “{quote}” shows that {theirs} in the second map; here it still shows that {ours}"
                        ));
                    }
                }
            }
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
        for (theirs, actor) in other.records().actors.iter().filter(|(_, actor)| !actor.is_shown()) {
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

    fn quote(&self, item: &Evidence) -> String {
        let article = self.map.article(item.article);
        let quote = article.and_then(|article| article.slice(item.quote)).unwrap_or_default();
        let short: String = quote.chars().take(60).collect();
        if short.len() < quote.len() { format!("{short}…") } else { short }
    }

    fn sentence(&self, key: RelationKey) -> String {
        let [source, target] = [key.source, key.target].map(|id| self.map.actor_name(id));
        format!("{source} {} {target}", key.stance.word())
    }
}

/// What makes two quotes one: what was read and where; for a quote chosen by a person, what it is meant to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Trace {
    Read(ArticleId, Span, Origin),
    Chosen(ArticleId, Span, RelationKey),
}

impl Trace {
    fn of(key: RelationKey, item: &Evidence) -> Self {
        match item.origin {
            Some(origin) => Self::Read(item.article, item.quote, origin),
            None => Self::Chosen(item.article, item.quote, key),
        }
    }
}

type Seen = HashMap<Trace, (RelationKey, EvidenceId)>;

fn seen(map: &StanceMap) -> Seen {
    let relations = map.records().relations.iter();
    relations
        .flat_map(|(key, relation)| {
            relation.evidence.iter().map(|item| (Trace::of(*key, item), (*key, item.id)))
        })
        .collect()
}

fn names(map: &StanceMap) -> HashMap<String, BTreeSet<ActorId>> {
    let mut names: HashMap<String, BTreeSet<ActorId>> = HashMap::new();
    for (id, actor) in &map.records().actors {
        for name in actor.names() {
            names.entry(fold_name(name)).or_default().insert(*id);
        }
    }
    names
}

/// The actor that this one is: by its name first, then by an alias that only one actor has.
fn recognise(map: &StanceMap, names: &HashMap<String, BTreeSet<ActorId>>, actor: &Actor) -> Option<ActorId> {
    let person = |kind| kind == ActorKind::Person;
    let fits = |id: &&ActorId| {
        map.actor(**id).is_some_and(|there| {
            let decided =
                [there.verdict, actor.verdict].iter().any(|verdict| *verdict != Verdict::Unreviewed);
            decided || person(there.kind) == person(actor.kind)
        })
    };
    let holders = |name: &str| -> BTreeSet<ActorId> {
        names.get(&fold_name(name)).into_iter().flatten().filter(fits).copied().collect()
    };
    let by_name = holders(&actor.name);
    let name = fold_name(&actor.name);
    let exact = by_name.iter().find(|id| fold_name(map.actor_name(**id)) == name);
    if let Some(id) = exact.or(by_name.first().filter(|_| by_name.len() == 1)) {
        return Some(*id);
    }
    let by_alias: BTreeSet<ActorId> = actor.aliases.iter().flat_map(|alias| holders(alias)).collect();
    by_alias.first().copied().filter(|_| by_alias.len() == 1)
}

/// Both notes, if `theirs` says more than `ours`.
fn longer(ours: &str, theirs: &str) -> Option<String> {
    match (ours.is_empty(), theirs.is_empty() || ours.contains(theirs)) {
        (_, true) => None,
        (true, false) => Some(theirs.to_owned()),
        (false, false) => Some(format!("{ours}\n{theirs}")),
    }
}

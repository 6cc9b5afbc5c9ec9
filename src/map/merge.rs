//! How findings enter a map: as a plan of edits in which a person's word outranks the machine's.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    Actor, ActorId, ActorKind, Article, ArticleId, Edit, Evidence, Findings, FoundActor, Origin, RelationKey,
    Span, StanceMap, Verdict, fold_name,
};

/// Plans the edits that add `article` and what was found in it to `map`.
///
/// An article whose text is in the map already is not added again, and a finding that the map holds already, in
/// whatever relation a person may have moved it to, is left alone. Only actors that take part in a finding are added,
/// with those that they belong to. A found actor is recognised by its name or an alias; one that a person deleted
/// stays deleted.
pub fn merge(article: &Article, findings: &Findings, map: &StanceMap) -> Vec<Edit> {
    let mut edits = Vec::new();
    let there = map.articles().find(|(_, there)| there.hash() == article.hash()).map(|(id, _)| id);
    let article_id = there.unwrap_or_else(|| {
        let id = map.next_article_id();
        edits.push(Edit::AddArticle { id, article: article.clone() });
        id
    });
    let known = there.map(|id| origins(map, id)).unwrap_or_default();
    let fresh: Vec<_> = findings
        .findings
        .iter()
        .filter(|finding| {
            let origin = Origin {
                source_mention: finding.source_mention,
                target_mention: finding.target_mention,
                stance: finding.stance,
            };
            !known.contains(&(finding.quote, origin))
        })
        .collect();

    let mut cast = Cast::new(map);
    let needed: BTreeSet<usize> =
        fresh.iter().flat_map(|f| [Some(f.source), Some(f.target), f.speaker]).flatten().collect();
    for index in needed {
        cast.add(index, &findings.actors);
    }
    let Cast { ids, edits: actors, .. } = cast;
    edits.extend(actors);

    let mut next = map.next_evidence_id();
    for finding in fresh {
        let (source, target) = (ids[&finding.source], ids[&finding.target]);
        // Two actors of one article may be one actor of the map, after a merge by hand.
        if source == target {
            continue;
        }
        let evidence = Evidence {
            id: next,
            article: article_id,
            quote: finding.quote,
            cue: finding.cue,
            origin: Some(Origin {
                source_mention: finding.source_mention,
                target_mention: finding.target_mention,
                stance: finding.stance,
            }),
            attribution: finding.speaker.map(|speaker| ids[&speaker]),
            modality: finding.modality,
            confidence: finding.confidence,
            verdict: Verdict::Unreviewed,
        };
        next = next.after(1);
        edits.push(Edit::AddEvidence { key: RelationKey::new(source, target, finding.stance), evidence });
    }
    edits
}

/// What the map holds from an article, wherever a person moved it.
fn origins(map: &StanceMap, article: ArticleId) -> HashSet<(Span, Origin)> {
    let all = map.records().relations.values().flat_map(|relation| &relation.evidence);
    all.filter(|item| item.article == article)
        .filter_map(|item| item.origin.map(|origin| (item.quote, origin)))
        .collect()
}

/// The actors of one article as actors of the map.
struct Cast<'a> {
    map: &'a StanceMap,
    names: HashMap<String, Vec<ActorId>>,
    next: ActorId,
    ids: HashMap<usize, ActorId>,
    edits: Vec<Edit>,
}

impl<'a> Cast<'a> {
    fn new(map: &'a StanceMap) -> Self {
        let mut names: HashMap<String, Vec<ActorId>> = HashMap::new();
        for (id, actor) in &map.records().actors {
            for name in actor.names() {
                let holders = names.entry(fold_name(name)).or_default();
                if holders.last() != Some(id) {
                    holders.push(*id);
                }
            }
        }
        Self { map, names, next: map.next_actor_id(), ids: HashMap::new(), edits: Vec::new() }
    }

    fn add(&mut self, index: usize, found: &[FoundActor]) -> ActorId {
        if let Some(id) = self.ids.get(&index) {
            return *id;
        }
        let actor = &found[index];
        if let Some(id) = self.recognise(actor) {
            self.ids.insert(index, id);
            self.learn(id, actor);
            return id;
        }
        let id = self.next;
        self.next = id.after(1);
        // Noted before the group is looked up, so that a circle of memberships ends here.
        self.ids.insert(index, id);
        let group = actor.member_of.filter(|group| !self.ids.contains_key(group) || self.ids[group] < id);
        let member_of = group.map(|group| self.add(group, found)).filter(|group| *group != id);
        let actor = Actor {
            name: actor.name.clone(),
            kind: actor.kind,
            aliases: actor.aliases.clone(),
            descriptions: actor.descriptions.clone(),
            member_of,
            ..Actor::default()
        };
        self.edits.push(Edit::AddActor { id, actor, at: None });
        id
    }

    /// The actor of the map that this is: by its name first, then by an alias that only one actor has.
    fn recognise(&self, found: &FoundActor) -> Option<ActorId> {
        let fits = |id: &ActorId| {
            self.map.actor(*id).is_some_and(|actor| {
                let person = |kind| kind == ActorKind::Person;
                actor.verdict != Verdict::Unreviewed || person(actor.kind) == person(found.kind)
            })
        };
        let holders = |name: &str| -> Vec<ActorId> {
            self.names.get(&fold_name(name)).into_iter().flatten().copied().filter(fits).collect()
        };
        let by_name = holders(&found.name);
        let exact = by_name.iter().find(|id| fold_name(self.map.actor_name(**id)) == fold_name(&found.name));
        if let Some(id) = exact.or(by_name.first().filter(|_| by_name.len() == 1)) {
            return Some(*id);
        }
        let by_alias: BTreeSet<ActorId> = found.aliases.iter().flat_map(|alias| holders(alias)).collect();
        if by_alias.len() == 1 { by_alias.first().copied() } else { None }
    }

    fn learn(&mut self, id: ActorId, found: &FoundActor) {
        let Some(actor) = self.map.actor(id) else { return };
        let known: HashSet<String> = actor.names().map(fold_name).collect();
        let new_alias = |name: &&String| !known.contains(&fold_name(name)) && self.is_free(name);
        let aliases: BTreeSet<String> =
            found.aliases.iter().chain([&found.name]).filter(new_alias).cloned().collect();
        let descriptions: BTreeSet<String> = found
            .descriptions
            .iter()
            .filter(|name| !actor.descriptions.contains(*name) && !known.contains(&fold_name(name)))
            .cloned()
            .collect();
        if !aliases.is_empty() || !descriptions.is_empty() {
            self.edits.push(Edit::LearnNames { id, aliases, descriptions });
        }
    }

    /// Whether nobody bears the name yet: an alias is never given to two actors by a machine.
    fn is_free(&self, name: &str) -> bool {
        !self.names.contains_key(&fold_name(name))
    }
}

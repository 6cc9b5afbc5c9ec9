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

    let mut cast = Cast::new(map, there);
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
            note: String::new(),
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
    /// Who takes part in what the map holds from this article.
    own: BTreeSet<ActorId>,
    next: ActorId,
    ids: HashMap<usize, ActorId>,
    edits: Vec<Edit>,
}

impl<'a> Cast<'a> {
    fn new(map: &'a StanceMap, article: Option<ArticleId>) -> Self {
        let from_it = map
            .records()
            .relations
            .iter()
            .filter(|(_, relation)| relation.evidence.iter().any(|item| article == Some(item.article)));
        let own = from_it.flat_map(|(key, _)| [key.source, key.target]).collect();
        let mut names: HashMap<String, Vec<ActorId>> = HashMap::new();
        for (id, actor) in &map.records().actors {
            for name in actor.names() {
                let holders = names.entry(fold_name(name)).or_default();
                if holders.last() != Some(id) {
                    holders.push(*id);
                }
            }
        }
        Self { map, names, own, next: map.next_actor_id(), ids: HashMap::new(), edits: Vec::new() }
    }

    fn add(&mut self, index: usize, found: &[FoundActor]) -> ActorId {
        if let Some(id) = self.ids.get(&index) {
            return *id;
        }
        let actor = &found[index];
        let group = actor.member_of.and_then(|group| found.get(group));
        if let Some(id) = self.recognise(actor, group) {
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

    /// The actor of the map that this is: by its name first, then by an alias that only one actor has. What has no name,
    /// "protesters", is the same only in the same article, or where both belong to the same.
    fn recognise(&self, found: &FoundActor, group: Option<&FoundActor>) -> Option<ActorId> {
        let nameless = !found.name.contains(char::is_uppercase);
        let of_same = |actor: &Actor| {
            let held = actor.member_of.and_then(|held| self.map.actor(held));
            let (Some(held), Some(group)) = (held, group) else { return false };
            let mut names = held.names();
            names.any(|name| fold_name(name) == fold_name(&group.name))
        };
        let fits = |id: &ActorId| {
            self.map.actor(*id).is_some_and(|actor| {
                let person = |kind| kind == ActorKind::Person;
                let same_kind =
                    actor.verdict != Verdict::Unreviewed || person(actor.kind) == person(found.kind);
                same_kind && (!nameless || self.own.contains(id) || of_same(actor))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Confidence, Finding, Modality, Stance};

    /// An article in which police of some state oppose protesters.
    fn report(text: &str, state: &str) -> (Article, Findings) {
        let actor = |name: &str, member_of| FoundActor {
            name: name.to_owned(),
            kind: if name == state { ActorKind::State } else { ActorKind::Organization },
            member_of,
            ..FoundActor::default()
        };
        let finding = Finding {
            source: 0,
            target: 1,
            stance: Stance::Opposes,
            quote: Span::new(0, 6),
            cue: None,
            source_mention: Span::new(0, 1),
            target_mention: Span::new(2, 3),
            speaker: None,
            modality: Modality::Asserted,
            confidence: Confidence::clamped(0.9),
        };
        let actors = vec![actor("police", Some(2)), actor("protesters", None), actor(state, None)];
        (Article::from_text(text), Findings { actors, findings: vec![finding], notes: Vec::new() })
    }

    #[test]
    fn the_nameless_of_two_articles_are_two() {
        let mut map = StanceMap::default();
        for (text, state) in [("In Bolivia", "Bolivia"), ("In Chile", "Chile"), ("Again in Chile", "Chile")] {
            let (article, findings) = report(text, state);
            for _ in 0..2 {
                let plan = merge(&article, &findings, &map);
                map.apply_all(plan).unwrap();
            }
        }
        let count = |name: &str| map.actors().filter(|(_, actor)| actor.name == name).count();
        assert_eq!([count("police"), count("protesters"), count("Chile")], [2, 3, 1]);
    }
}

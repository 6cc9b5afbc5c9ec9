//! JSON for other programs. Keys are only ever added, never renamed or removed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::map::{
    Actor, ActorId, Article, ArticleId, Confidence, Evidence, Relation, RelationKey, StanceMap, Verdict,
};

/// The map as one JSON object, indented, ending in a line feed. Spans are UTF-8 byte offsets into the article's text.
///
/// Only what [`StanceMap::actors`] and [`StanceMap::relations`] show is listed; with `all`, so are deleted actors,
/// and relations that were rejected or rest on negated quotes alone.
///
/// ```
/// let json = stancemap::export::json(&stancemap::map::StanceMap::default(), false);
/// assert_eq!(json, "{\n  \"articles\": [],\n  \"actors\": [],\n  \"relations\": []\n}\n");
/// ```
pub fn json(map: &StanceMap, all: bool) -> String {
    let (actors, relations) = listed(map, all);
    let document = Document {
        articles: map.articles().map(|(id, article)| ArticleJson::new(id, article)).collect(),
        relations: relations
            .iter()
            .map(|(key, relation)| RelationJson::new(map, &actors, *key, relation, |_| true))
            .collect(),
        actors: actors.iter().map(|(id, actor)| ActorJson::new(&actors, *id, actor)).collect(),
    };
    // Strings, numbers and lists cannot fail to become JSON.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// One line for each article: the object that [`json`] gives for the part of the map that rests on this article, with
/// the actors that take part in it. Ids mean the same on every line.
pub fn jsonl(map: &StanceMap, all: bool) -> String {
    let (actors, relations) = listed(map, all);
    let mut by_article: BTreeMap<ArticleId, Vec<(RelationKey, &Relation)>> = BTreeMap::new();
    for (key, relation) in relations {
        let articles: BTreeSet<ArticleId> = relation.evidence.iter().map(|item| item.article).collect();
        for article in articles {
            by_article.entry(article).or_default().push((key, relation));
        }
    }
    let mut text = String::new();
    for (id, article) in map.articles() {
        let relations = by_article.remove(&id).unwrap_or_default();
        let cast = cast(&actors, &relations, id);
        let document = Document {
            articles: vec![ArticleJson::new(id, article)],
            relations: relations
                .into_iter()
                .map(|(key, relation)| RelationJson::new(map, &cast, key, relation, |article| article == id))
                .collect(),
            actors: cast.iter().map(|(id, actor)| ActorJson::new(&cast, *id, actor)).collect(),
        };
        text.push_str(&serde_json::to_string(&document).unwrap_or_default());
        text.push('\n');
    }
    text
}

type Actors<'a> = BTreeMap<ActorId, &'a Actor>;

fn listed(map: &StanceMap, all: bool) -> (Actors<'_>, Vec<(RelationKey, &Relation)>) {
    if all {
        // Whoever was merged into another is that one: what the two said of each other is said by nobody.
        let actors = map.records().actors.iter().filter(|(_, actor)| actor.merged_into.is_none());
        let actors: Actors<'_> = actors.map(|(id, actor)| (*id, actor)).collect();
        let relations = map.records().relations.iter().map(|(key, relation)| (*key, relation));
        let is_between =
            |key: &RelationKey| actors.contains_key(&key.source) && actors.contains_key(&key.target);
        let relations = relations.filter(|(key, _)| is_between(key)).collect();
        (actors, relations)
    } else {
        (map.actors().collect(), map.relations().collect())
    }
}

/// Who takes part in `relations` as far as `article` tells of them, and what they belong to.
fn cast<'a>(actors: &Actors<'a>, relations: &[(RelationKey, &Relation)], article: ArticleId) -> Actors<'a> {
    let speakers = |relation: &Relation| -> Vec<ActorId> {
        let items = relation.evidence.iter().filter(|item| item.article == article);
        items.filter_map(|item| item.attribution).collect()
    };
    let mut waiting: Vec<ActorId> = relations
        .iter()
        .flat_map(|(key, relation)| [vec![key.source, key.target], speakers(relation)].concat())
        .collect();
    let mut cast = Actors::new();
    while let Some(id) = waiting.pop() {
        if let Some(actor) = actors.get(&id)
            && cast.insert(id, actor).is_none()
        {
            waiting.extend(actor.member_of);
        }
    }
    cast
}

#[derive(Serialize)]
struct Document<'a> {
    articles: Vec<ArticleJson<'a>>,
    actors: Vec<ActorJson<'a>>,
    relations: Vec<RelationJson<'a>>,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    id: String,
    path: &'a str,
    title: &'a str,
    date: Option<String>,
    source: &'a str,
    byline: &'a str,
    url: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

#[derive(Serialize)]
struct ActorJson<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    aliases: BTreeSet<&'a str>,
    member_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

#[derive(Serialize)]
struct RelationJson<'a> {
    source: String,
    target: String,
    stance: &'static str,
    confidence: f32,
    verdict: &'static str,
    by_hand: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    article: String,
    quote: &'a str,
    start: usize,
    end: usize,
    cue: Option<&'a str>,
    modality: &'static str,
    attributed_to: Option<String>,
    confidence: f32,
    verdict: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

impl<'a> ArticleJson<'a> {
    fn new(id: ArticleId, article: &'a Article) -> Self {
        Self {
            id: id.to_string(),
            path: &article.path,
            title: &article.title,
            date: article.date.map(|date| date.to_string()),
            source: &article.source,
            byline: &article.byline,
            url: &article.url,
            language: &article.language,
            note: &article.note,
        }
    }
}

impl<'a> ActorJson<'a> {
    fn new(listed: &Actors<'_>, id: ActorId, actor: &'a Actor) -> Self {
        Self {
            id: id.to_string(),
            name: &actor.name,
            kind: actor.kind.word(),
            aliases: actor.aliases.iter().chain(&actor.descriptions).map(String::as_str).collect(),
            member_of: reference(listed, actor.member_of),
            verdict: (actor.verdict == Verdict::Rejected).then(|| actor.verdict.word()),
            note: &actor.note,
        }
    }
}

impl<'a> RelationJson<'a> {
    fn new(
        map: &'a StanceMap,
        listed: &Actors<'_>,
        RelationKey { source, target, stance }: RelationKey,
        relation: &'a Relation,
        wanted: impl Fn(ArticleId) -> bool,
    ) -> Self {
        let items = relation.evidence.iter().filter(|item| wanted(item.article));
        Self {
            source: source.to_string(),
            target: target.to_string(),
            stance: stance.word(),
            confidence: rounded(relation.confidence()),
            verdict: relation.verdict.word(),
            by_hand: relation.claim.is_some(),
            note: &relation.note,
            evidence: items.filter_map(|item| EvidenceJson::new(map, listed, item)).collect(),
        }
    }
}

impl<'a> EvidenceJson<'a> {
    fn new(map: &'a StanceMap, listed: &Actors<'_>, item: &'a Evidence) -> Option<Self> {
        let article = map.article(item.article)?;
        Some(Self {
            article: item.article.to_string(),
            quote: article.slice(item.quote)?,
            start: item.quote.start,
            end: item.quote.end,
            cue: item.cue.and_then(|cue| article.slice(cue)),
            modality: item.modality.word(),
            attributed_to: reference(listed, item.attribution),
            confidence: rounded(item.confidence),
            verdict: item.verdict.word(),
            note: &item.note,
        })
    }
}

/// An id that is sure to be listed.
fn reference(listed: &Actors<'_>, id: Option<ActorId>) -> Option<String> {
    id.filter(|id| listed.contains_key(id)).map(|id| id.to_string())
}

/// Three decimals: more would be noise in every diff of two exports.
fn rounded(confidence: Confidence) -> f32 {
    (confidence.get() * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Claim, Edit, Modality, Span, Stance};

    /// Ana backs Bo in "x.txt"; Bo opposes the deleted Cy; Ana's own word against Bo was rejected.
    fn sample() -> StanceMap {
        let mut article = Article::from_text("Ana praised Bo. Bo never fought Ana.");
        article.path = "x.txt".into();
        let ids @ [ana, bo, cy] = [1, 2, 3].map(ActorId);
        let backs = RelationKey::new(ana, bo, Stance::Backs);
        let evidence = |id: u32, quote: (usize, usize), modality| Evidence {
            cue: Some(Span::new(4, 11)),
            modality,
            confidence: Confidence::clamped(0.93),
            ..Evidence::quoting(id, Span::new(quote.0, quote.1))
        };
        let mut edits = vec![Edit::AddArticle { id: ArticleId(1), article }];
        edits.extend(ids.into_iter().zip(["Ana", "Bo", "Cy"]).map(|(id, name)| Edit::AddActor {
            id,
            actor: Actor { name: name.into(), ..Actor::default() },
            at: None,
        }));
        edits.extend([
            Edit::LearnNames {
                id: ana,
                aliases: ["Anna".to_owned()].into(),
                descriptions: ["another Ana".to_owned(), "the chair".to_owned()].into(),
            },
            Edit::AddEvidence { key: backs, evidence: evidence(1, (0, 15), Modality::Asserted) },
            Edit::AddEvidence {
                key: backs.reversed().flipped(),
                evidence: evidence(2, (16, 36), Modality::Negated),
            },
            Edit::AddRelation { key: RelationKey::new(bo, cy, Stance::Opposes), claim: Claim::default() },
            Edit::DeleteActor(cy),
        ]);
        let mut map = StanceMap::default();
        map.apply_all(edits).unwrap();
        map
    }

    #[test]
    fn lists_what_is_shown() {
        let expected = r#"{"articles":[{"id":"a1","path":"x.txt","title":"Ana praised Bo. Bo never fought Ana.","date":null,"source":"","byline":"","url":"","language":""}],"actors":[{"id":"n1","name":"Ana","kind":"other","aliases":["Anna","another Ana","the chair"],"member_of":null},{"id":"n2","name":"Bo","kind":"other","aliases":[],"member_of":null}],"relations":[{"source":"n1","target":"n2","stance":"backs","confidence":0.93,"verdict":"unreviewed","by_hand":false,"evidence":[{"article":"a1","quote":"Ana praised Bo.","start":0,"end":15,"cue":"praised","modality":"asserted","attributed_to":null,"confidence":0.93,"verdict":"unreviewed"}]}]}"#;
        let compact: serde_json::Value = serde_json::from_str(&json(&sample(), false)).unwrap();
        assert_eq!(compact.to_string(), expected);
        assert_eq!(jsonl(&sample(), false), format!("{expected}\n"));
    }

    #[test]
    fn lists_everything_when_asked() {
        let all: serde_json::Value = serde_json::from_str(&json(&sample(), true)).unwrap();
        assert_eq!(all["actors"][2]["verdict"], "rejected");
        let relations = all["relations"].as_array().unwrap();
        assert_eq!(relations.len(), 3);
        assert_eq!(relations[1]["evidence"][0]["modality"], "negated");
        assert_eq!(relations[2]["by_hand"], true);
    }
}

//! Between the records of a map and the tables of version 1.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{
    Act, Read, Saved, SavedActor, SavedArticle, SavedClaim, SavedDeed, SavedEvidence, SavedPlace,
    SavedRelation,
};
use crate::map::{
    self, Actor, ActorId, Article, ArticleId, Claim, Confidence, Deed, Evidence, EvidenceId, Origin, Place,
    Problem, Records, Relation, RelationKey, Stamp, StanceMap,
};

/// Ids above this are refused: new ones are given upwards from the highest.
const HIGHEST_ID: u32 = u32::MAX / 2;

/// Something that contradicts the rest: in which row of which table, if known, and what.
pub(super) struct Misfit {
    pub(super) row: Option<(&'static str, usize)>,
    pub(super) what: String,
}

fn misfit(table: &'static str, index: usize, what: impl Into<String>) -> Misfit {
    Misfit { row: Some((table, index)), what: what.into() }
}

// Nothing below says `..`: a field that is added to a record must not be forgotten here.

pub(super) fn saved(records: &Records) -> Saved<'_> {
    let Records { title, articles, actors, relations, places, pinned, rolled_up } = records;
    Saved {
        version: super::super::VERSION,
        checksum: Cow::Borrowed(""),
        title: title.into(),
        articles: articles.iter().map(|(id, article)| saved_article(*id, article)).collect(),
        actors: actors.iter().map(|(id, actor)| saved_actor(*id, actor)).collect(),
        relations: relations.iter().map(|(key, relation)| saved_relation(*key, relation)).collect(),
        evidence: relations
            .iter()
            .flat_map(|(key, relation)| relation.evidence.iter().map(|item| saved_evidence(*key, item)))
            .collect(),
        places: places
            .iter()
            .map(|(id, Place { x, y })| SavedPlace { actor: id.0, x: *x, y: *y, pinned: pinned.contains(id) })
            .collect(),
        rolled_up: rolled_up.iter().map(|id| id.0).collect(),
    }
}

pub(super) fn saved_article(id: ArticleId, article: &Article) -> SavedArticle<'_> {
    // The hash follows from the text, and `Article` lets nobody take it apart whole.
    let Article { title, source, byline, date, url, path, language, note, added, .. } = article;
    SavedArticle {
        id: id.0,
        title: title.into(),
        source: source.into(),
        byline: byline.into(),
        date: date.map(|date| date.to_string()).unwrap_or_default().into(),
        url: url.into(),
        path: path.into(),
        language: language.into(),
        note: note.into(),
        added: added.map(|at| at.to_string()).unwrap_or_default().into(),
        text: article.text().into(),
    }
}

pub(super) fn saved_actor(id: ActorId, actor: &Actor) -> SavedActor<'_> {
    let Actor {
        name,
        kind,
        aliases,
        descriptions,
        not_called,
        member_of,
        verdict,
        colour,
        note,
        merged_into,
    } = actor;
    SavedActor {
        id: id.0,
        name: name.into(),
        kind: (*kind).into(),
        aliases: aliases.iter().map(Cow::from).collect(),
        descriptions: descriptions.iter().map(Cow::from).collect(),
        not_called: not_called.iter().map(Cow::from).collect(),
        member_of: member_of.map(|group| group.0),
        verdict: (*verdict).into(),
        colour: colour.map(Into::into),
        note: note.into(),
        merged_into: merged_into.map(|host| host.0),
    }
}

pub(super) fn saved_relation(key: RelationKey, relation: &Relation) -> SavedRelation<'_> {
    let RelationKey { source, target, stance } = key;
    // The quotes have a table of their own.
    let Relation { evidence: _, claim, verdict, note, history } = relation;
    SavedRelation {
        source: source.0,
        stance: stance.into(),
        target: target.0,
        claim: claim.as_ref().map(|Claim { by, at }| SavedClaim {
            by: by.into(),
            at: at.map(|at| at.to_string()).unwrap_or_default().into(),
        }),
        verdict: (*verdict).into(),
        note: note.into(),
        history: history.iter().map(saved_deed).collect(),
    }
}

fn saved_deed(Deed { stamp: Stamp { by, at }, act }: &Deed) -> SavedDeed<'_> {
    let act = match act {
        map::Act::Judged(verdict) => Act::Judged((*verdict).into()),
        map::Act::JudgedQuotes(verdict, quotes) => Act::JudgedQuotes((*verdict).into(), *quotes),
        map::Act::Attributed(speaker, quotes) => Act::Attributed(speaker.as_deref().map(Cow::from), *quotes),
        map::Act::Reworded(modality, quotes) => Act::Reworded((*modality).into(), *quotes),
        map::Act::Quoted(quotes) => Act::Quoted(*quotes),
        map::Act::Came(quotes, was) => Act::Came(*quotes, was.into()),
        map::Act::Left(quotes, is) => Act::Left(*quotes, is.into()),
    };
    SavedDeed { at: at.to_string().into(), by: by.into(), act }
}

pub(super) fn saved_evidence(key: RelationKey, evidence: &Evidence) -> SavedEvidence<'_> {
    let RelationKey { source, target, stance } = key;
    let Evidence { id, article, quote, cue, origin, attribution, modality, confidence, verdict, note } =
        evidence;
    SavedEvidence {
        id: id.0,
        source: source.0,
        stance: stance.into(),
        target: target.0,
        article: article.0,
        quote: (*quote).into(),
        cue: cue.map(Into::into),
        read: origin.map(|Origin { source_mention, target_mention, stance }| {
            Read(source_mention.into(), target_mention.into(), stance.into())
        }),
        speaker: attribution.map(|speaker| speaker.0),
        modality: (*modality).into(),
        confidence: confidence.get(),
        verdict: (*verdict).into(),
        note: note.into(),
    }
}

pub(super) fn map(saved: Saved<'_>) -> Result<StanceMap, Misfit> {
    let Saved { version: _, checksum: _, title, articles, actors, relations, evidence, places, rolled_up } =
        saved;
    let rows = Rows {
        articles: articles.iter().map(|row| ArticleId(row.id)).collect(),
        actors: actors.iter().map(|row| ActorId(row.id)).collect(),
        relations: relations.iter().map(relation_key).collect(),
        evidence: evidence.iter().map(|row| EvidenceId(row.id)).collect(),
    };
    let mut records = Records { title: title.into_owned(), ..Records::default() };
    for (index, row) in articles.into_iter().enumerate() {
        let (id, article) = article(row).map_err(|what| misfit("articles", index, what))?;
        insert(&mut records.articles, "articles", index, id, Arc::new(article))?;
    }
    for (index, row) in actors.into_iter().enumerate() {
        let (id, actor) = actor(row).map_err(|what| misfit("actors", index, what))?;
        insert(&mut records.actors, "actors", index, id, actor)?;
    }
    for (index, row) in relations.into_iter().enumerate() {
        let (key, relation) = relation(row).map_err(|what| misfit("relations", index, what))?;
        if records.relations.insert(key, relation).is_some() {
            return Err(misfit("relations", index, "the same relation is there twice"));
        }
    }
    for (index, row) in evidence.into_iter().enumerate() {
        let (key, item) = quote(row).map_err(|what| misfit("evidence", index, what))?;
        match records.relations.get_mut(&key) {
            Some(relation) => relation.evidence.push(item),
            None => return Err(misfit("evidence", index, "the relation of the quote does not exist")),
        }
    }
    for (index, SavedPlace { actor, x, y, pinned }) in places.into_iter().enumerate() {
        let id = ActorId(actor);
        if !records.actors.contains_key(&id) {
            return Err(misfit("places", index, format!("{id} does not exist and has a place")));
        }
        if !(x.is_finite() && y.is_finite()) {
            return Err(misfit("places", index, format!("the place of {id} is not a number")));
        }
        insert(&mut records.places, "places", index, id, Place { x, y })?;
        if pinned {
            records.pinned.insert(id);
        }
    }
    records.rolled_up = rolled_up.into_iter().map(ActorId).collect();
    StanceMap::new(records).map_err(|problems| match problems.first() {
        Some(problem) => Misfit { row: rows.find(problem), what: problem.to_string() },
        None => Misfit { row: None, what: "the records do not fit together".to_owned() },
    })
}

fn insert<K: Ord + Copy + std::fmt::Display, V>(
    table: &mut BTreeMap<K, V>,
    name: &'static str,
    index: usize,
    id: K,
    value: V,
) -> Result<(), Misfit> {
    match table.insert(id, value) {
        None => Ok(()),
        Some(_) => Err(misfit(name, index, format!("{id} is there twice"))),
    }
}

fn checked(id: u32) -> Result<u32, String> {
    if id <= HIGHEST_ID { Ok(id) } else { Err(format!("the number {id} is too high")) }
}

pub(super) fn article(row: SavedArticle<'_>) -> Result<(ArticleId, Article), String> {
    let SavedArticle { id, title, source, byline, date, url, path, language, note, added, text } = row;
    let mut article = Article::from_text(text.into_owned());
    article.title = title.into_owned();
    article.source = source.into_owned();
    article.byline = byline.into_owned();
    article.date = match &*date {
        "" => None,
        date => Some(date.parse::<Date>().map_err(|_| format!("“{date}” is not a date"))?),
    };
    article.url = url.into_owned();
    article.path = path.into_owned();
    article.language = language.into_owned();
    article.note = note.into_owned();
    article.added = moment(&added)?;
    Ok((ArticleId(checked(id)?), article))
}

pub(super) fn actor(row: SavedActor<'_>) -> Result<(ActorId, Actor), String> {
    let SavedActor {
        id,
        name,
        kind,
        aliases,
        descriptions,
        not_called,
        member_of,
        verdict,
        colour,
        note,
        merged_into,
    } = row;
    let actor = Actor {
        name: name.into_owned(),
        kind: kind.into(),
        aliases: aliases.into_iter().map(Cow::into_owned).collect(),
        descriptions: descriptions.into_iter().map(Cow::into_owned).collect(),
        not_called: not_called.into_iter().map(Cow::into_owned).collect(),
        member_of: member_of.map(ActorId),
        verdict: verdict.into(),
        colour: colour.map(Into::into),
        note: note.into_owned(),
        merged_into: merged_into.map(ActorId),
    };
    Ok((ActorId(checked(id)?), actor))
}

fn relation_key(row: &SavedRelation<'_>) -> RelationKey {
    RelationKey::new(ActorId(row.source), ActorId(row.target), row.stance.into())
}

pub(super) fn relation(row: SavedRelation<'_>) -> Result<(RelationKey, Relation), String> {
    let key = relation_key(&row);
    let SavedRelation { source: _, stance: _, target: _, claim, verdict, note, history } = row;
    let claim = match claim {
        None => None,
        Some(SavedClaim { by, at }) => Some(Claim { by: by.into_owned(), at: moment(&at)? }),
    };
    let history = history.into_iter().map(deed).collect::<Result<_, _>>()?;
    let (verdict, note) = (verdict.into(), note.into_owned());
    Ok((key, Relation { evidence: Vec::new(), claim, verdict, note, history }))
}

/// A moment, or none where nothing is written.
fn moment(at: &str) -> Result<Option<Timestamp>, String> {
    let parsed = |at: &str| at.parse().map_err(|_| format!("“{at}” is not a time"));
    if at.is_empty() { Ok(None) } else { parsed(at).map(Some) }
}

fn deed(row: SavedDeed<'_>) -> Result<Deed, String> {
    let SavedDeed { at, by, act } = row;
    let act = match act {
        Act::Judged(verdict) => map::Act::Judged(verdict.into()),
        Act::JudgedQuotes(verdict, quotes) => map::Act::JudgedQuotes(verdict.into(), quotes),
        Act::Attributed(speaker, quotes) => map::Act::Attributed(speaker.map(Cow::into_owned), quotes),
        Act::Reworded(modality, quotes) => map::Act::Reworded(modality.into(), quotes),
        Act::Quoted(quotes) => map::Act::Quoted(quotes),
        Act::Came(quotes, was) => map::Act::Came(quotes, was.into_owned()),
        Act::Left(quotes, is) => map::Act::Left(quotes, is.into_owned()),
    };
    let at = moment(&at)?.ok_or("something was done at no time")?;
    Ok(Deed { stamp: Stamp { by: by.into_owned(), at }, act })
}

pub(super) fn quote(row: SavedEvidence<'_>) -> Result<(RelationKey, Evidence), String> {
    let SavedEvidence {
        id,
        source,
        stance,
        target,
        article,
        quote,
        cue,
        read,
        speaker,
        modality,
        confidence,
        verdict,
        note,
    } = row;
    let evidence = Evidence {
        id: EvidenceId(checked(id)?),
        article: ArticleId(article),
        quote: quote.into(),
        cue: cue.map(Into::into),
        origin: read.map(|Read(source, target, stance)| Origin {
            source_mention: source.into(),
            target_mention: target.into(),
            stance: stance.into(),
        }),
        attribution: speaker.map(ActorId),
        modality: modality.into(),
        confidence: Confidence::new(confidence).map_err(|error| error.to_string())?,
        verdict: verdict.into(),
        note: note.into_owned(),
    };
    Ok((RelationKey::new(ActorId(source), ActorId(target), stance.into()), evidence))
}

/// Which record stood in which row.
struct Rows {
    articles: Vec<ArticleId>,
    actors: Vec<ActorId>,
    relations: Vec<RelationKey>,
    evidence: Vec<EvidenceId>,
}

impl Rows {
    /// The last row of the record that has the problem: of two with one id, the second is the odd one.
    fn find(&self, problem: &Problem) -> Option<(&'static str, usize)> {
        fn last<K: std::fmt::Display>(
            table: &'static str,
            rows: &[K],
            name: &str,
        ) -> Option<(&'static str, usize)> {
            rows.iter().rposition(|key| key.to_string() == name).map(|index| (table, index))
        }
        let Self { articles, actors, relations, evidence } = self;
        let name = problem.record.as_str();
        let key = |key: &RelationKey| format!("{} {} {}", key.source, key.stance.word(), key.target) == name;
        last("articles", articles, name)
            .or_else(|| last("actors", actors, name))
            .or_else(|| last("evidence", evidence, name))
            .or_else(|| relations.iter().rposition(key).map(|index| ("relations", index)))
    }
}

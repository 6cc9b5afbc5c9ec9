//! What an article is marked with: who is named where, and which quotes support which relations.

use std::collections::{BTreeSet, HashMap};

use crate::map::{Actor, ActorId, Article, ArticleId, EvidenceId, RelationKey, Span, StanceMap, fold_name};

/// A quote of an article, for the relation that it supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// The words quoted.
    pub quote: Span,
    /// The words that carry the stance, if they are known.
    pub cue: Option<Span>,
    /// The relation.
    pub key: RelationKey,
    /// The quote among those of the relation.
    pub id: EvidenceId,
}

/// The marks of one article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// The words that name actors, in order; no two share a byte.
    pub actors: Vec<(Span, ActorId)>,
    /// The quotes that support relations, in order.
    pub quotes: Vec<Quoted>,
}

impl Marks {
    /// The marks of an article; none if it is not in the map.
    ///
    /// Whom a quote names was read with it. Everywhere else an actor is marked where its name or an alias stands as it is
    /// written, or a description if a quote of this article names the actor, between word boundaries, the longest name
    /// first; a name that two actors share marks neither. The time grows with the length of the text and the number of
    /// names, not with their product.
    pub fn of(map: &StanceMap, id: ArticleId) -> Self {
        let Some(article) = map.article(id) else { return Self::default() };
        let mut quotes = Vec::new();
        let mut actors = Vec::new();
        for (key, relation) in map.relations() {
            for item in relation.supporting().filter(|item| item.article == id) {
                quotes.push(Quoted { quote: item.quote, cue: item.cue, key, id: item.id });
                if let Some(origin) = item.origin {
                    let mentions = [origin.source_mention, origin.target_mention];
                    actors.extend(named_by(map, article, key, mentions));
                }
            }
        }
        quotes.sort_by_key(|quoted| (quoted.quote.start, quoted.quote.end, quoted.key, quoted.id));
        let quoted: BTreeSet<ActorId> = actors.iter().map(|(_, id)| *id).collect();
        let mut actors = apart(actors);
        let searched: Vec<_> = searched(map, article.text(), &quoted)
            .into_iter()
            .filter(|(span, _)| !meets(&actors, *span))
            .collect();
        actors.extend(searched);
        actors.sort_unstable();
        Self { actors, quotes }
    }

    /// The actor that the words at this byte name.
    pub fn actor_at(&self, byte: usize) -> Option<ActorId> {
        let after = self.actors.partition_point(|(span, _)| span.start <= byte);
        let (span, id) = self.actors[..after].last()?;
        (byte < span.end).then_some(*id)
    }

    /// The quote whose cue is at this byte, the shortest if there are several.
    pub fn cue_at(&self, byte: usize) -> Option<&Quoted> {
        let holds = |cue: Span| cue.start <= byte && byte < cue.end;
        let there = self.quotes.iter().filter(|quoted| quoted.cue.is_some_and(holds));
        there.min_by_key(|quoted| quoted.cue.map(Span::len))
    }
}

/// The ends of a relation with the words that name them. A relation may have been reversed since it was read, so that names
/// count for more than the order.
fn named_by(
    map: &StanceMap,
    article: &Article,
    key: RelationKey,
    [source, target]: [Span; 2],
) -> [(Span, ActorId); 2] {
    let bears = |id: ActorId, span: Span| {
        let written = article.slice(span).map(fold_name).unwrap_or_default();
        let all = |actor: &Actor| {
            let descriptions = actor.descriptions.iter().map(String::as_str);
            actor.names().chain(descriptions).any(|name| fold_name(name) == written)
        };
        map.actor(id).is_some_and(all)
    };
    let points =
        |one: ActorId, other: ActorId| usize::from(bears(one, source)) + usize::from(bears(other, target));
    if points(key.target, key.source) > points(key.source, key.target) {
        [(source, key.target), (target, key.source)]
    } else {
        [(source, key.source), (target, key.target)]
    }
}

/// In order, without those that share a byte with an earlier or longer one.
fn apart(mut spans: Vec<(Span, ActorId)>) -> Vec<(Span, ActorId)> {
    spans.sort_by_key(|(span, id)| (span.start, std::cmp::Reverse(span.end), *id));
    let mut end = 0;
    spans.retain(|(span, _)| {
        let free = span.start >= end && !span.is_empty();
        if free {
            end = span.end;
        }
        free
    });
    spans
}

/// Whether one of these, in order and apart from each other, shares a byte with `span`.
fn meets(spans: &[(Span, ActorId)], span: Span) -> bool {
    let before = spans.partition_point(|(other, _)| other.start < span.end);
    spans[..before].last().is_some_and(|(other, _)| other.overlaps(span))
}

/// Where names and aliases stand in the text, and descriptions of those who are `quoted` there.
fn searched(map: &StanceMap, text: &str, quoted: &BTreeSet<ActorId>) -> Vec<(Span, ActorId)> {
    // By their first words: the names, longest first, with the one actor who is called so.
    let mut bearers: HashMap<&str, Option<ActorId>> = HashMap::new();
    for (id, actor) in map.actors() {
        let descriptions = actor.descriptions.iter().filter(|_| quoted.contains(&id)).map(String::as_str);
        for name in
            actor.names().chain(descriptions).map(|name| name.trim_matches(|c: char| !c.is_alphanumeric()))
        {
            let bearer = bearers.entry(name).or_insert(Some(id));
            *bearer = bearer.filter(|other| *other == id);
        }
    }
    let mut names: HashMap<&str, Vec<(&str, Option<ActorId>)>> = HashMap::new();
    for (name, bearer) in bearers {
        if name.chars().nth(1).is_some() {
            names.entry(first_word(name)).or_default().push((name, bearer));
        }
    }
    for of_word in names.values_mut() {
        of_word.sort_unstable_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(skipped) = text[at..].find(char::is_alphanumeric) {
        at += skipped;
        let rest = &text[at..];
        let word = first_word(rest);
        let stands = |name: &str| {
            rest.strip_prefix(name).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        };
        let name = names.get(word).and_then(|names| names.iter().find(|(name, _)| stands(name)));
        if let Some((name, Some(id))) = name {
            found.push((Span::new(at, at + name.len()), *id));
        }
        at += name.map_or(word.len(), |(name, _)| name.len());
    }
    found
}

/// The letters and digits that a text begins with.
fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests;

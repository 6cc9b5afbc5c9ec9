//! What a map holds of an article already, in whatever words the article says it this time.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::version::Alignment;
use crate::map::{ActorId, Article, Finding, Findings, Origin, RelationKey, Span, StanceMap, fold_name};

/// A quote of the map: what was read where, and which relation it stands for now.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub(super) key: RelationKey,
    pub(super) quote: Span,
    pub(super) cue: Option<Span>,
    pub(super) origin: Option<Origin>,
}

/// What the map holds of one text.
pub(super) struct Text<'a> {
    pub(super) article: &'a Article,
    pub(super) held: &'a [Held],
    /// How the words that were read now are its words; `None` if the two texts are the same.
    pub(super) alignment: Option<Alignment>,
}

impl Text<'_> {
    fn carry(&self, span: Span) -> Option<Span> {
        self.alignment.as_ref().map_or(Some(span), |alignment| alignment.carry(span))
    }
}

/// What the map holds of the article that was read, and of its versions.
pub(super) struct Known<'a> {
    map: &'a StanceMap,
    texts: Vec<Text<'a>>,
    /// For each of the texts, where it names each of the actors that were found.
    mentions: Vec<Vec<Vec<Span>>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(map: &'a StanceMap, texts: Vec<Text<'a>>, findings: &Findings) -> Self {
        let carried = |text: &Text<'_>| {
            let all = findings.actors.iter().map(|actor| &actor.mentions);
            all.map(|mentions| mentions.iter().filter_map(|span| text.carry(*span)).collect()).collect()
        };
        let mentions = texts.iter().map(carried).collect();
        Self { map, texts, mentions }
    }

    /// Whether a quote of the map was read from the same words: quotes that mostly overlap, the same stance, and at
    /// either end the same actor, by a mention of it, be it another one in the passage, or by what it is recognised as.
    /// Where one of the two is named outside of the quote, which only refers back to it, the same cue will do.
    pub(super) fn was_read(&self, finding: &Finding, recognised: [Option<ActorId>; 2]) -> bool {
        self.texts.iter().zip(&self.mentions).any(|(text, mentions)| {
            let Some(quote) = text.carry(finding.quote) else { return false };
            let ends = [(finding.source, finding.source_mention), (finding.target, finding.target_mention)];
            let named = ends.map(|(found, mention)| {
                let all = mentions.get(found).into_iter().flatten().copied();
                all.chain(text.carry(mention)).collect::<Vec<Span>>()
            });
            let cue = finding.cue.and_then(|cue| text.carry(cue));
            let same_place = |item: &&Held| {
                item.origin.is_some_and(|origin| origin.stance == finding.stance)
                    && mostly_overlap(item.quote, quote)
            };
            text.held.iter().filter(same_place).any(|item| {
                let same_cue = item.cue.zip(cue).is_some_and(|(read, cue)| read.overlaps(cue));
                // Comparing names is dear: it is left for last.
                let actors = OnceCell::new();
                let read = item.origin.map(|origin| [origin.source_mention, origin.target_mention]);
                read.into_iter().flatten().enumerate().all(|(end, span)| {
                    let refers_back = !item.quote.overlaps(span) || !finding.quote.overlaps(ends[end].1);
                    named[end].iter().any(|mention| mention.overlaps(span))
                        || (refers_back && same_cue)
                        || recognised[end].is_some_and(|id| {
                            let actors = actors.get_or_init(|| self.ends(item, text.article));
                            actors.get(end).is_some_and(|(_, actor)| *actor == id)
                        })
                })
            })
        })
    }

    /// Whether a quote from there stands for this relation already: because a person turned it into what is read only
    /// now, or chose it.
    pub(super) fn stands(&self, quote: Span, key: RelationKey) -> bool {
        self.texts.iter().any(|text| {
            let quote = text.carry(quote);
            let stands = |item: &Held| quote.is_some_and(|quote| mostly_overlap(item.quote, quote));
            text.held.iter().any(|item| item.key == key && stands(item))
        })
    }

    /// Who takes part in what the map holds.
    pub(super) fn cast(&self) -> BTreeSet<ActorId> {
        let items = self.texts.iter().flat_map(|text| text.held);
        items.flat_map(|item| [item.key.source, item.key.target]).collect()
    }

    /// The actor of the map that most quotes mean where this found actor is named.
    pub(super) fn meant(&self, found: usize) -> Option<ActorId> {
        let mut votes: BTreeMap<ActorId, usize> = BTreeMap::new();
        for (text, mentions) in self.texts.iter().zip(&self.mentions) {
            let mentions = mentions.get(found).map_or(&[][..], Vec::as_slice);
            for (read, actor) in text.held.iter().flat_map(|item| self.ends(item, text.article)) {
                if mentions.iter().any(|mention| mention.overlaps(read)) {
                    *votes.entry(actor).or_default() += 1;
                }
            }
        }
        votes.into_iter().max_by_key(|(id, votes)| (*votes, std::cmp::Reverse(*id))).map(|(id, _)| id)
    }

    /// Where source and target of a quote were named, and who they are now. Names tell whether a person swapped the two.
    /// Nothing for a quote that a person chose.
    fn ends(&self, item: &Held, article: &Article) -> Vec<(Span, ActorId)> {
        let Some(Origin { source_mention, target_mention, .. }) = item.origin else { return Vec::new() };
        let is_called = |id: ActorId, span: Span| {
            let said = fold_name(article.slice(span).unwrap_or_default());
            self.map.actor(id).is_some_and(|actor| actor.names().any(|name| fold_name(name) == said))
        };
        let RelationKey { source, target, .. } = item.key;
        let as_read = is_called(source, source_mention) || is_called(target, target_mention);
        let swapped = is_called(target, source_mention) || is_called(source, target_mention);
        let [source, target] = [source, target].map(|id| self.map.stands_for(id));
        if swapped && !as_read {
            vec![(source_mention, target), (target_mention, source)]
        } else {
            vec![(source_mention, source), (target_mention, target)]
        }
    }
}

/// Whether two spans share half of the shorter one, so that a quote with a word more or less is the same quote.
fn mostly_overlap(one: Span, other: Span) -> bool {
    let shared = Span::new(one.start.max(other.start), one.end.min(other.end));
    !shared.is_empty() && 2 * shared.len() >= one.len().min(other.len())
}

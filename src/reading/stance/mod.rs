//! Who backs or opposes whom, read from one sentence at a time.
//!
//! What happens here: a sentence's tokens and mentions become [`units`], the units a shallow picture of [`clause`]s, and the
//! cues of the [`lexicon`] are tried on it by [`rules`], [`nouns`] and [`modifiers`], each with its own idea of where its two actors stand; [`mood`] tells
//! how a stance is put, and by whom. What never happens here: two actors that merely share a sentence are never related.

mod clause;
mod inflect;
mod lexicon;
mod memory;
mod modifiers;
mod mood;
mod nouns;
mod phrase;
mod rules;
mod subject;
mod units;

use std::collections::BTreeMap;

use crate::map::{Confidence, Finding, FoundActor, Modality, Span, Stance};

use super::mention::Mention;
use super::token::Token;

/// Beyond this many tokens a sentence is no prose, and is cut into pieces of this size.
const LONGEST: usize = 400;

/// What is only possible is less often held for a stance by those who read the text.
const HEDGED: f32 = 0.6;

/// The best finding of each stance in a sentence.
type Best = BTreeMap<(usize, usize, Stance), Finding>;

/// Reads stances sentence by sentence, and remembers across them who is being quoted.
#[derive(Debug, Default)]
pub(crate) struct StanceReader {
    /// The last claimant, and whether a quotation was left open.
    speaker: Option<usize>,
    open: bool,
    memory: memory::Memory,
}

impl StanceReader {
    /// A reader at the start of an article.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Told between paragraphs: a quotation that was left open goes on, but a claim does not.
    pub(crate) fn paragraph(&mut self) {
        if !self.open {
            self.speaker = None;
        }
    }

    /// Adds what a sentence states. Mentions are those of the sentence; their `tokens` index `tokens`.
    pub(crate) fn sentence(
        &mut self,
        sentence: Span,
        tokens: &[Token<'_>],
        mentions: &[Mention],
        actors: &[FoundActor],
        out: &mut Vec<Finding>,
    ) {
        let mut from = 0;
        while from < tokens.len() {
            let to = (from + LONGEST).min(tokens.len());
            let inside: Vec<Mention> = mentions
                .iter()
                .filter(|mention| {
                    from <= mention.tokens.start
                        && mention.tokens.start < mention.tokens.end
                        && mention.tokens.end <= to
                })
                .map(|mention| Mention {
                    tokens: mention.tokens.start - from..mention.tokens.end - from,
                    ..mention.clone()
                })
                .collect();
            self.piece(sentence, &tokens[from..to], &inside, actors, out);
            from = to;
        }
    }

    fn piece(
        &mut self,
        sentence: Span,
        tokens: &[Token<'_>],
        mentions: &[Mention],
        actors: &[FoundActor],
        out: &mut Vec<Finding>,
    ) {
        let quotes = tokens.iter().filter(|token| matches!(token.text, "\"" | "“" | "”")).count();
        let continues = self.open || tokens.first().is_some_and(|token| matches!(token.text, "\"" | "“"));
        if mentions.is_empty() {
            self.open ^= quotes % 2 == 1;
            return;
        }
        let clauses = clause::Clauses::new(tokens, mentions, actors);
        let claims = clauses.claims();
        let mut best = Best::new();
        let mut stated = rules::stances(&clauses);
        stated.extend(self.memory.recalled(&clauses, actors));
        for stated in &stated {
            self.hold(sentence, &clauses, &claims, continues, stated, &mut best);
        }
        let here: Vec<Finding> = best.values().cloned().collect();
        for stated in self.memory.followed(&clauses, &here) {
            self.hold(sentence, &clauses, &claims, continues, &stated, &mut best);
        }
        let here: Vec<Finding> = best.into_values().collect();
        self.memory.learn(&clauses, &here);
        out.extend(here);
        if let Some(speaker) = claims.iter().find_map(|claim| claim.speaker) {
            self.speaker = Some(mentions[speaker].actor);
        }
        self.open ^= quotes % 2 == 1;
    }

    /// Makes a finding of a stance, unless a better one says the same.
    fn hold(
        &self,
        sentence: Span,
        clauses: &clause::Clauses<'_>,
        claims: &[mood::Claim],
        continues: bool,
        stated: &rules::Stated,
        best: &mut Best,
    ) {
        let (tokens, mentions) = (clauses.tokens, clauses.mentions);
        let source = &mentions[stated.source];
        let speaker = match mood::claim_at(claims, stated.cue.0) {
            Some(claim) => claim.speaker.map(|mention| mentions[mention].actor),
            None if continues => self.speaker,
            None => None,
        };
        let last = (stated.cue.1.max(stated.cue.0 + 1) - 1).min(clauses.units.len() - 1);
        let cue = Span::new(
            tokens[clauses.units[stated.cue.0].first].span.start,
            tokens[clauses.units[last].end - 1].span.end,
        );
        let (target, target_mention) = match stated.target {
            Ok(mention) => (mentions[mention].actor, mentions[mention].span),
            Err(actor) => (actor, cue),
        };
        let finding = Finding {
            source: source.actor,
            target,
            stance: stated.stance,
            quote: sentence,
            cue: Some(cue),
            source_mention: source.span,
            target_mention,
            speaker: speaker.filter(|speaker| *speaker != source.actor),
            modality: stated.modality,
            confidence: Confidence::clamped(match stated.modality {
                Modality::Hedged => stated.confidence * HEDGED,
                _ => stated.confidence,
            }),
        };
        let weight = |finding: &Finding| (finding.modality == Modality::Asserted, finding.confidence.get());
        let key = (source.actor, target, stated.stance);
        if best.get(&key).is_none_or(|held| weight(&finding) > weight(held)) {
            best.insert(key, finding);
        }
    }
}

#[cfg(test)]
mod tests;

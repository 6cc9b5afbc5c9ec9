//! Who backs or opposes whom, read from one sentence at a time.
//!
//! What happens here: a sentence's tokens and mentions become [`units`], the units a shallow picture of [`clause`]s, and the
//! cues of the [`lexicon`] are tried on it by [`rules`], [`nouns`] and [`modifiers`], each with its own idea of where its two actors stand; [`mood`] tells
//! how a stance is put, and by whom. What never happens here: two actors that merely share a sentence are never related.

mod clause;
mod inflect;
mod judge;
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

pub(crate) use judge::{Blend, Judged, Judgements, Party};

/// Beyond this many tokens a sentence is no prose, and is cut into pieces of this size.
pub(super) const LONGEST: usize = 400;

/// What is only possible is less often held for a stance by those who read the text.
const HEDGED: f32 = 0.6;

/// From this likelihood on, what the rules say is kept even if an article says it but once: of such held-out stances between
/// this and [`BOTH`], two of three were right.
const HEEDED: f32 = 0.38;

/// The least likelihood of what is kept so.
const BOTH: f32 = 0.6;

/// What no sentence says alone counts as stated from this likelihood on.
const APART: f32 = 0.5;

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

    /// Adds what a sentence states. Mentions are those of the sentence; their `tokens` index `tokens`; `judged` is what a
    /// model thinks of pairs of them, if it looked.
    pub(crate) fn sentence(
        &mut self,
        sentence: Span,
        tokens: &[Token<'_>],
        mentions: &[Mention],
        actors: &[FoundActor],
        judged: Option<Judgements<'_>>,
        out: &mut Vec<Finding>,
    ) {
        if tokens.len() <= LONGEST {
            return self.piece(sentence, tokens, mentions, actors, judged, out);
        }
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
                    name: mention.name.start.saturating_sub(from)..mention.name.end.saturating_sub(from),
                    ..mention.clone()
                })
                .collect();
            self.piece(sentence, &tokens[from..to], &inside, actors, None, out);
            from = to;
        }
    }

    fn piece(
        &mut self,
        sentence: Span,
        tokens: &[Token<'_>],
        mentions: &[Mention],
        actors: &[FoundActor],
        judged: Option<Judgements<'_>>,
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
        if let Some(Judgements { pairs, blend, .. }) = judged {
            let ruled = best.clone();
            for pair in pairs {
                self.weigh(&clauses, (&claims, continues), (pair, blend), &ruled, &mut best);
            }
        }
        let here = of_all(best, judged.map_or(mentions, |judged| judged.mentions));
        self.memory.learn(&clauses, &here);
        out.extend(here);
        if let Some(speaker) = claims.iter().find_map(|claim| claim.speaker) {
            self.speaker = Some(mentions[speaker].actor);
        }
        self.open ^= quotes % 2 == 1;
    }

    /// Settles a pair by what the model and the rules say together.
    fn weigh(
        &self,
        clauses: &clause::Clauses<'_>,
        (claims, continues): (&[mood::Claim], bool),
        (judged, blend): (&Judged, Blend),
        ruled: &Best,
        best: &mut Best,
    ) {
        let (source, target) = (judged.source.actor, judged.target.actor);
        let signs = [Stance::Backs, Stance::Opposes];
        let said = signs.map(|stance| {
            let finding = ruled.get(&(source, target, stance));
            finding.map_or(0.0, |finding| finding.confidence.get())
        });
        let likely = blend.likelihoods(judged, said);
        for stance in signs {
            let likelihood = likely[judge::sign(stance)];
            let key = (source, target, stance);
            let doubtful = judged.is_apart && likelihood < APART;
            if !blend.is_stated(likelihood) || doubtful || clauses.is_own(source, target, stance) {
                best.remove(&key);
            } else if let Some(finding) = best.get_mut(&key) {
                let likelihood = if likelihood < HEEDED { likelihood } else { likelihood.max(BOTH) };
                finding.confidence = confidence(likelihood, finding.modality);
            } else if judged.is_here
                && !is_unbalanced(source, target, stance, ruled)
                // Of a leader and their own body words must say it: the model takes the charges of others for theirs.
                && !clauses.is_member(source, target)
            {
                let cue = clauses.cue(&judged.looks);
                let speaker = self.speaker_at(clauses, claims, continues, cue.map_or(0, |(unit, _)| unit));
                best.insert(
                    key,
                    Finding {
                        source,
                        target,
                        stance,
                        quote: judged.quote,
                        cue: cue.map(|(_, span)| span),
                        source_mention: judged.source.span,
                        target_mention: judged.target.span,
                        speaker: speaker.filter(|speaker| *speaker != source),
                        modality: judged.modality(),
                        confidence: confidence(likelihood, judged.modality()),
                    },
                );
            }
        }
    }

    /// Who claims what a unit says.
    fn speaker_at(
        &self,
        clauses: &clause::Clauses<'_>,
        claims: &[mood::Claim],
        continues: bool,
        unit: usize,
    ) -> Option<usize> {
        match mood::claim_at(claims, unit) {
            Some(claim) => claim.speaker.map(|mention| clauses.mentions[mention].actor),
            None if continues => self.speaker,
            None => None,
        }
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
        let speaker = self.speaker_at(clauses, claims, continues, stated.cue.0);
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
            confidence: confidence(stated.confidence, stated.modality),
        };
        let weight = |finding: &Finding| (finding.modality == Modality::Asserted, finding.confidence.get());
        let key = (source.actor, target, stated.stance);
        if best.get(&key).is_none_or(|held| weight(&finding) > weight(held)) {
            best.insert(key, finding);
        }
    }
}

/// How sure a reader may be of a stance of some likelihood.
fn confidence(likelihood: f32, modality: Modality) -> Confidence {
    Confidence::clamped(if modality == Modality::Hedged { likelihood * HEDGED } else { likelihood })
}

/// Whether a stance contradicts two that the rules read in the same sentence: who opposes the backer of a third does not back
/// the third (structural balance: Heider 1946).
fn is_unbalanced(source: usize, target: usize, stance: Stance, ruled: &Best) -> bool {
    let signed = |one: usize, other: usize| {
        let says = |stance| {
            ruled.get(&(one, other, stance)).is_some_and(|finding| finding.modality == Modality::Asserted)
        };
        match (says(Stance::Backs), says(Stance::Opposes)) {
            (true, false) => Some(Stance::Backs),
            (false, true) => Some(Stance::Opposes),
            _ => None,
        }
    };
    let thirds = ruled.keys().filter(|(one, _, _)| *one == source).map(|(_, third, _)| *third);
    thirds.filter(|third| *third != target).any(|third| {
        let implied = match (signed(source, third), signed(third, target)) {
            (Some(one), Some(other)) if one == other => Stance::Backs,
            (Some(_), Some(_)) => Stance::Opposes,
            _ => return false,
        };
        implied != stance
    })
}

/// The findings of a sentence; what is said of a plural is said of each whom it means.
fn of_all(best: Best, mentions: &[Mention]) -> Vec<Finding> {
    let meant = |actor: usize, span: Span| {
        let others = mentions.iter().find(|mention| mention.span == span).map(|mention| &mention.others);
        std::iter::once(actor).chain(others.into_iter().flatten().copied())
    };
    let mut all = Best::new();
    for finding in best.into_values() {
        for source in meant(finding.source, finding.source_mention) {
            for target in meant(finding.target, finding.target_mention) {
                let key = (source, target, finding.stance);
                let better = all.get(&key).is_none_or(|held: &Finding| held.confidence < finding.confidence);
                if source != target && better {
                    let speaker = finding.speaker.filter(|speaker| *speaker != source);
                    all.insert(key, Finding { source, target, speaker, ..finding.clone() });
                }
            }
        }
    }
    all.into_values().collect()
}

#[cfg(test)]
mod tests;

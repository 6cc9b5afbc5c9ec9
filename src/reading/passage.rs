//! Sentences that the model reads together.
//!
//! What one sentence says of somebody, the next may say against whom; and so consecutive sentences are shown to the model as
//! one passage. What it then thinks of a pair of actors is told again sentence by sentence, for that is how rules read.

use std::ops::Range;

use super::mention::{Form, Mention};
use super::model::{Encoded, Model, Passage};
use super::sentence::Sentence;
use super::stance::{self, Judged, Party};
use super::token::Token;
use crate::map::Span;

/// A passage ends before it has more tokens than this, or more sentences: as those that the model was trained on.
const TOKENS: usize = 90;
const SENTENCES: usize = 4;

/// Divides consecutive sentences into passages. Each is given by its number of tokens, and by whether it opens a paragraph:
/// one that would not fit whole begins a new passage, if it fits there.
fn passages(sentences: &[(usize, bool)]) -> Vec<Range<usize>> {
    let paragraph = |at: usize| {
        let own = |(length, _): &(usize, bool)| *length;
        let rest = sentences[at + 1..].iter().take_while(|(_, opens)| !opens);
        (sentences[at].0 + rest.clone().map(own).sum::<usize>(), 1 + rest.count())
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut size = 0;
    for (at, (length, opens)) in sentences.iter().enumerate() {
        let held = found.last().map_or(0, Range::len);
        let fits = |(tokens, count): (usize, usize), size: usize, held: usize| {
            size + tokens <= TOKENS && held + count <= SENTENCES
        };
        let whole = || paragraph(at);
        let waits = *opens && !fits(whole(), size, held) && fits(whole(), 0, 0);
        match found.last_mut() {
            Some(last) if fits((*length, 1), size, held) && !waits => {
                last.end = at + 1;
                size += length;
            }
            _ => {
                found.push(at..at + 1);
                size = *length;
            }
        }
    }
    found
}

/// The passages of consecutive sentences, each with those of its sentences that the model is to look at: none unless they hint
/// at two actors or more, and none before the first or behind the last hint.
pub(super) fn promising(
    sentences: &[Sentence],
    tokens: &[Vec<Token<'_>>],
    hints: &[usize],
) -> Vec<(Range<usize>, Range<usize>)> {
    let lengths: Vec<(usize, bool)> = tokens
        .iter()
        .zip(sentences)
        .map(|(tokens, sentence)| (tokens.len(), sentence.opens_paragraph))
        .collect();
    let shown = |passage: Range<usize>| {
        let hinted: Vec<usize> = passage.clone().filter(|at| hints[*at] > 0).collect();
        match hinted[..] {
            [first, .., last] => first..last + 1,
            [only] if hints[only] > 1 => only..only + 1,
            _ => passage.start..passage.start,
        }
    };
    passages(&lengths).into_iter().map(|passage| (passage.clone(), shown(passage))).collect()
}

/// Some consecutive sentences as the model takes them.
pub(super) fn together(sentences: &[Sentence], tokens: &[Vec<Token<'_>>]) -> Passage {
    let start = sentences.first().map_or(0, |sentence| sentence.span.start);
    let end = sentences.last().map_or(start, |sentence| sentence.span.end);
    Passage { span: Span::new(start, end), tokens: tokens.iter().flatten().map(|token| token.span).collect() }
}

/// What the model's first look at a passage left for the second.
pub(super) enum Look {
    /// The model did not look.
    Never,
    /// Its states.
    Kept(Encoded),
    /// It looked, but there are too many passages to keep all states.
    Again,
}

/// A sentence of a passage with what it names.
pub(super) struct Told<'t> {
    pub(super) span: Span,
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) mentions: Vec<Mention>,
}

/// Where an actor is named: the sentence, and which of its mentions.
type Place = (usize, usize);

/// What the model thinks of each pair of actors of a passage, for every sentence of it that names both or, where none does, one
/// of the two.
pub(super) fn judged(model: &Model, look: Look, text: &str, told: &[Told<'_>]) -> Vec<Vec<Judged>> {
    let mut judgements: Vec<Vec<Judged>> = told.iter().map(|_| Vec::new()).collect();
    let mut named: Vec<(usize, Vec<Place>)> = Vec::new();
    for (sentence, Told { mentions, .. }) in told.iter().enumerate() {
        for (index, mention) in mentions.iter().enumerate() {
            // Which of several is contrasted with which only the rules tell apart.
            if mention.form == Form::Contrast {
                continue;
            }
            match named.iter_mut().find(|(actor, _)| *actor == mention.actor) {
                Some((_, places)) => places.push((sentence, index)),
                None => named.push((mention.actor, vec![(sentence, index)])),
            }
        }
    }
    // What is too long to be prose has no stances.
    let prose = told.iter().all(|told| told.tokens.len() <= stance::LONGEST);
    if named.len() < 2 || !prose {
        return judgements;
    }
    let encoded = match look {
        Look::Never => return judgements,
        Look::Kept(encoded) => Some(encoded),
        Look::Again => {
            let span = Span::new(told[0].span.start, told[told.len() - 1].span.end);
            let tokens = told.iter().flat_map(|told| &told.tokens).map(|token| token.span).collect();
            model.encode(text, Passage { span, tokens }).map(|(encoded, _)| encoded)
        }
    };
    let Some(encoded) = encoded else { return judgements };
    let mut firsts = vec![0];
    for told in told {
        firsts.push(firsts[firsts.len() - 1] + told.tokens.len());
    }
    let tokens_of = |(sentence, index): &Place| {
        // Titles were outside of the brackets of those sentences that the model was trained on.
        let name = &told[*sentence].mentions[*index].name;
        firsts[*sentence] + name.start..firsts[*sentence] + name.end
    };
    let ranges: Vec<Vec<_>> =
        named.iter().map(|(_, places)| places.iter().map(tokens_of).collect()).collect();
    for pair in model.judge(&encoded, &ranges) {
        let [source, target] = [&named[pair.source], &named[pair.target]];
        let names = |sentence: usize, (_, places): &(usize, Vec<Place>)| {
            places.iter().any(|(place, _)| *place == sentence)
        };
        let own = |sentence: usize| firsts[sentence]..firsts[sentence + 1].min(pair.looks.len());
        let looked = |sentence: usize| pair.looks.get(own(sentence)).unwrap_or_default().iter().sum::<f32>();
        let all = 0..told.len();
        let both = |sentence: &usize| names(*sentence, source) && names(*sentence, target);
        let is_apart = !all.clone().any(|sentence| both(&sentence));
        let concerned = |sentence: &usize| {
            if is_apart { names(*sentence, source) || names(*sentence, target) } else { both(sentence) }
        };
        let most = all
            .clone()
            .filter(concerned)
            .max_by(|one, other| looked(*one).total_cmp(&looked(*other)).then(other.cmp(one)));
        for sentence in all.filter(concerned) {
            let Some([one, other]) = nearest(told, sentence, &source.1, &target.1) else { continue };
            let party = |place: Place| {
                let mention = &told[place.0].mentions[place.1];
                Party { actor: mention.actor, span: mention.span }
            };
            let (first, last) = (sentence.min(one.0).min(other.0), sentence.max(one.0).max(other.0));
            judgements[sentence].push(Judged {
                source: party(one),
                target: party(other),
                stance: pair.stance,
                modality: pair.modality,
                looks: pair.looks.get(own(sentence)).unwrap_or_default().to_vec(),
                quote: Span::new(told[first].span.start, told[last].span.end),
                is_here: most == Some(sentence),
                is_apart,
            });
        }
    }
    judgements
}

/// The mentions of two actors that are nearest each other and a sentence; those that mean nobody else before plurals.
fn nearest(told: &[Told<'_>], sentence: usize, source: &[Place], target: &[Place]) -> Option<[Place; 2]> {
    let pairs = source.iter().flat_map(|one| target.iter().map(move |other| [*one, *other]));
    pairs.min_by_key(|pair| {
        let away: usize = pair.iter().map(|place| place.0.abs_diff(sentence)).sum();
        let [one, other] = pair.map(|place| &told[place.0].mentions[place.1]);
        let plural = !one.others.is_empty() || !other.others.is_empty();
        (away, plural, one.span.start.abs_diff(other.span.start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_sentences_are_read_together() {
        let row =
            |lengths: &[usize]| passages(&lengths.iter().map(|length| (*length, false)).collect::<Vec<_>>());
        assert_eq!(row(&[20, 30, 30, 30, 95, 5, 5, 5, 5, 5]), [0..3, 3..4, 4..5, 5..9, 9..10]);
        assert!(row(&[]).is_empty());
    }

    #[test]
    fn a_paragraph_that_fits_is_kept_whole() {
        let row = [(30, true), (30, true), (20, true), (20, false), (40, true), (60, false), (20, false)];
        assert_eq!(passages(&row), [0..2, 2..5, 5..7]);
    }
}

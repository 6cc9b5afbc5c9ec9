//! Prose becomes findings.
//!
//! What happens here: an article's text is cut into sentences and tokens; the actors named in it are found and joined
//! over the document; the stances that each sentence states between them are read, each with its cue, modality and
//! speaker. What never happens here: no disk, no thread, no clock; nothing can fail, and oddities become notes.

mod builtin;
mod mention;
mod model;
mod names;
mod sentence;
mod settle;
mod stance;
mod token;

pub use builtin::builtin_dictionary;
pub use model::{Model, Weights};

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::map::{Article, Dictionary, Finding, Findings, FoundActor, Span};
use mention::{Form, Mention};
use model::{Encoded, Tags};
use names::{Document, KnownNames, Resolver, Sketch, join};
use sentence::{Sentence, sentences};
use settle::settled;
use stance::{Judged, Judgements, StanceReader};
use token::{Token, tokens};

/// Somebody who waits for a reading to end.
pub trait Watch {
    /// Told after each sentence how many of the article's bytes have been read.
    fn progress(&self, done: usize, total: usize);
    /// Asked at least once a sentence; `true` ends the reading.
    fn cancelled(&self) -> bool;
}

/// Nobody waits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _: usize, _: usize) {}
    fn cancelled(&self) -> bool {
        false
    }
}

/// So many sentences of an article are looked at by the model together.
const WINDOW: usize = 64;

/// So many tokens of an article are kept as the model sees them, some 4 KB each; sentences beyond are looked at twice.
const KEPT: usize = 6_000;

/// A reader with its dictionaries and its model made ready; costly to make, cheap to use, shared between threads.
#[derive(Debug)]
pub struct Reader {
    names: KnownNames,
    /// The model, or a sentence that says why articles are read by rules alone.
    model: Result<Arc<Model>, String>,
}

impl Reader {
    /// A reader that knows the names of the built-in dictionary and of `dictionaries`, later ones win, with the model that
    /// the build ships.
    pub fn new(dictionaries: &[&Dictionary]) -> Self {
        Self::with_model(dictionaries, Model::shipped())
    }

    /// A reader with another model, or with none and a sentence that says why: articles are then read by rules alone.
    pub fn with_model(dictionaries: &[&Dictionary], model: Result<Arc<Model>, String>) -> Self {
        let built_in = builtin_dictionary();
        let all = std::iter::once(&built_in).chain(dictionaries.iter().copied());
        Self { names: KnownNames::new(all), model }
    }

    /// Why articles are read by rules alone, if they are: a sentence for the user.
    pub fn complaint(&self) -> Option<String> {
        let why = self.model.as_ref().err()?;
        Some(format!("articles are read by rules alone, which find about half as much: {why}"))
    }

    /// The sentences of an article that may name two actors, so that the model looks at them; for measuring.
    pub fn looked_at(&self, article: &Article) -> Vec<Span> {
        let text = article.text();
        let document = Document::new(&self.names);
        let spans = sentences(text).into_iter().map(|sentence| sentence.span);
        spans.filter(|span| document.sketch(&tokens(text, *span)).is_promising()).collect()
    }

    /// The model's answers for those sentences of a window that may name two actors; `None` if `watch` cancelled.
    fn look(
        &self,
        text: &str,
        window: &[Sentence],
        tokens: &[Vec<Token<'_>>],
        sketches: &[Sketch<'_>],
        watch: &dyn Watch,
    ) -> Option<Vec<Option<(Encoded, Tags)>>> {
        if watch.cancelled() {
            return None;
        }
        let mut answers: Vec<_> = window.iter().map(|_| None).collect();
        let Ok(model) = &self.model else { return Some(answers) };
        let promising: Vec<usize> =
            (0..window.len()).filter(|index| sketches[*index].is_promising()).collect();
        let asked: Vec<(Span, &[Token<'_>])> =
            promising.iter().map(|index| (window[*index].span, &tokens[*index][..])).collect();
        let encoded = model.encode_all(text, &asked, &|| watch.cancelled())?;
        for (index, answer) in promising.into_iter().zip(encoded) {
            answers[index] = answer;
        }
        Some(answers)
    }

    /// Reads one article; `None` if `watch` cancelled. The same article gives the same findings.
    ///
    /// The text is gone through twice: a name may be explained after it was first used.
    pub fn read(&self, article: &Article, watch: &dyn Watch) -> Option<Findings> {
        let text = article.text();
        let sentences = sentences(text);
        let mut document = Document::new(&self.names);
        let mut looks = Vec::with_capacity(sentences.len());
        let mut kept = 0;
        for window in sentences.chunks(WINDOW) {
            let tokens: Vec<_> = window.iter().map(|sentence| tokens(text, sentence.span)).collect();
            let sketches: Vec<_> = tokens.iter().map(|tokens| document.sketch(tokens)).collect();
            let mut answers = self.look(text, window, &tokens, &sketches, watch)?;
            for (index, sketch) in sketches.into_iter().enumerate() {
                let (look, tags) = match answers[index].take() {
                    Some((encoded, tags)) if kept < KEPT => {
                        kept += tokens[index].len();
                        (Look::Kept(encoded), Some(tags))
                    }
                    Some((_, tags)) => (Look::Again, Some(tags)),
                    None => (Look::Never, None),
                };
                looks.push(look);
                document.add_sentence(text, sketch, tags.as_ref());
            }
            let end = window.last().map_or(0, |sentence| sentence.span.end);
            watch.progress(end / 2, text.len());
        }
        let mut joined = join(&mut document, article.date);
        let mut actors = std::mem::take(&mut joined.actors);
        joined.actors = actors.clone();
        let mut resolver = Resolver::new(&document, &joined);
        let mut stances = StanceReader::new();
        let mut findings = Vec::new();
        for (number, (sentence, look)) in sentences.iter().zip(looks).enumerate() {
            if watch.cancelled() {
                return None;
            }
            if sentence.opens_paragraph {
                stances.paragraph();
            }
            let tokens = tokens(text, sentence.span);
            let mentions = resolver.mentions(number, sentence.opens_paragraph, text, &tokens, &mut actors);
            let model = self.model.as_deref().ok();
            let pairs = model.map(|model| judged(model, look, text, sentence.span, &tokens, &mentions));
            let judged =
                pairs.as_deref().zip(model).map(|(pairs, model)| Judgements { pairs, blend: model.blend });
            stances.sentence(sentence.span, &tokens, &mentions, &actors, judged, &mut findings);
            watch.progress((text.len() + sentence.span.end) / 2, text.len());
        }
        if self.model.is_ok() {
            findings = settled(findings);
        }
        Some(named(text, actors, &joined.nameless, findings))
    }
}

/// What the model's first look at a sentence left for the second.
enum Look {
    /// The model did not look.
    Never,
    /// Its states.
    Kept(Encoded),
    /// It looked, but there are too many sentences to keep all states.
    Again,
}

/// What the model thinks of each pair of actors of a sentence, told of those of their mentions that stand nearest.
fn judged(
    model: &Model,
    look: Look,
    text: &str,
    sentence: Span,
    tokens: &[Token<'_>],
    mentions: &[Mention],
) -> Vec<Judged> {
    // Which of several is contrasted with which only the rules tell apart; and what is too long to be prose has no stances.
    let mut own: Vec<(usize, Vec<usize>)> = Vec::new();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.form != Form::Contrast)
    {
        match own.iter_mut().find(|(actor, _)| *actor == mention.actor) {
            Some((_, all)) => all.push(index),
            None => own.push((mention.actor, vec![index])),
        }
    }
    if own.len() < 2 || tokens.len() > stance::LONGEST {
        return Vec::new();
    }
    let encoded = match look {
        Look::Never => return Vec::new(),
        Look::Kept(encoded) => Some(encoded),
        Look::Again => model.encode(text, sentence, tokens).map(|(encoded, _)| encoded),
    };
    let Some(encoded) = encoded else { return Vec::new() };
    let ranges: Vec<_> = own
        .iter()
        .map(|(_, all)| all.iter().map(|index| mentions[*index].tokens.clone()).collect())
        .collect();
    // The nearest two mentions, those that mean nobody else before plurals.
    let nearest = |source: usize, target: usize| {
        let pairs =
            own[source].1.iter().flat_map(|one| own[target].1.iter().map(move |other| (*one, *other)));
        pairs.min_by_key(|(one, other)| {
            let [one, other] = [&mentions[*one], &mentions[*other]];
            let plural = !one.others.is_empty() || !other.others.is_empty();
            (plural, one.tokens.start.abs_diff(other.tokens.start))
        })
    };
    let judgements = model.judge(&encoded, &ranges).into_iter().filter_map(|pair| {
        let (source, target) = nearest(pair.source, pair.target)?;
        Some(Judged { source, target, stance: pair.stance, modality: pair.modality, looks: pair.looks })
    });
    judgements.collect()
}

/// Findings with the actors in order of first mention, and then those that are only named in the title of a member
/// ("Syrian President X"); others are left out, and so are those without a name of whom nothing is found.
fn named(text: &str, mut actors: Vec<FoundActor>, nameless: &[bool], findings: Vec<Finding>) -> Findings {
    // What was only referred back to, and never named, is called by the fullest words for it.
    for actor in actors.iter_mut().filter(|actor| actor.name.trim().is_empty()) {
        let fullest = actor.mentions.iter().max_by_key(|mention| mention.len());
        actor.name =
            fullest.and_then(|span| text.get(span.start..span.end)).unwrap_or_default().trim().to_owned();
    }
    let related: BTreeSet<usize> =
        findings.iter().flat_map(|finding| [finding.source, finding.target]).collect();
    let mut order: Vec<usize> = (0..actors.len())
        .filter(|actor| !actors[*actor].mentions.is_empty() && !actors[*actor].name.is_empty())
        .filter(|actor| !nameless[*actor] || related.contains(actor))
        .collect();
    order.sort_by_key(|actor| actors[*actor].mentions[0]);
    let mut named: BTreeSet<usize> = order.iter().copied().collect();
    let mut next = 0;
    while let Some(actor) = order.get(next) {
        next += 1;
        let owner = actors[*actor].member_of.filter(|owner| !actors[*owner].name.is_empty());
        order.extend(owner.filter(|owner| named.insert(*owner)));
    }
    let mut places = vec![None; actors.len()];
    for (place, actor) in order.iter().enumerate() {
        places[*actor] = Some(place);
    }
    let mut notes = Vec::new();
    if order.is_empty() {
        notes.push("no actors were recognised".to_owned());
    } else if findings.is_empty() {
        notes.push("no stances were recognised".to_owned());
    }
    let mut kept: Vec<Option<FoundActor>> = actors.into_iter().map(Some).collect();
    let actors: Vec<FoundActor> = order
        .iter()
        .filter_map(|actor| kept[*actor].take())
        .map(|actor| FoundActor { member_of: actor.member_of.and_then(|owner| places[owner]), ..actor })
        .collect();
    let findings = findings.into_iter().filter_map(|finding| {
        let (source, target) = (places[finding.source]?, places[finding.target]?);
        (source != target).then(|| Finding {
            source,
            target,
            speaker: finding.speaker.and_then(|speaker| places[speaker]),
            ..finding
        })
    });
    Findings { findings: findings.collect(), actors, notes }
}

//! Prose becomes findings.
//!
//! What happens here: an article's text is cut into sentences and tokens; the actors named in it are found and joined
//! over the document; the stances that each passage states between them are read, each with its cue, modality and
//! speaker. What never happens here: no disk, no thread, no clock; nothing can fail, and oddities become notes.

mod builtin;
mod mention;
mod model;
mod names;
mod passage;
mod sentence;
mod settle;
mod stance;
mod token;
mod trim;

pub use builtin::{builtin_dictionary, builtin_names};
pub use model::{Model, Weights};
pub use sentence::{neighbours, sentences_around};
pub use trim::name_in;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::map::{Article, Dictionary, Finding, Findings, FoundActor, Span};
use mention::Mention;
use names::{Document, KnownNames, Resolver, Sketch, join};
use passage::{Look, Told, judged, promising, together};
use sentence::{Sentence, sentences};
use settle::settled;
use stance::{Judgements, StanceReader};
use token::tokens;

/// Somebody who waits for a reading to end.
pub trait Watch {
    /// Told now and then how many of the article's bytes have been read.
    fn progress(&self, done: usize, total: usize);
    /// Asked at least once a passage of a few sentences; `true` ends the reading.
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

/// So many tokens of an article are kept as the model sees them, some 4 KB each; passages beyond are looked at twice.
const KEPT: usize = 6_000;

/// A passage, by the numbers of its sentences, which of them the model was shown, and what that left.
struct Looked {
    passage: Range<usize>,
    shown: Range<usize>,
    look: Look,
}

/// A reader with its dictionaries and its model made ready; costly to make, cheap to use, shared between threads.
#[derive(Debug)]
pub struct Reader {
    names: KnownNames,
    /// The model, or a sentence that says why articles are read by rules alone.
    model: Result<Arc<Model>, String>,
}

impl Reader {
    /// A reader that knows the names of the built-in dictionary and of `dictionaries`, later ones win, with the model that
    /// the build ships. A name that two actors of one of them claim, or one of them and another of the built-in dictionary, is
    /// read as neither, unless an article names just one of the two by another name as well.
    pub fn new(dictionaries: &[&Dictionary]) -> Self {
        Self::with_model(dictionaries, Model::shipped())
    }

    /// A reader with another model, or with none and a sentence that says why: articles are then read by rules alone.
    pub fn with_model(dictionaries: &[&Dictionary], model: Result<Arc<Model>, String>) -> Self {
        Self { names: KnownNames::new(builtin_names(), dictionaries), model }
    }

    /// Why articles are read by rules alone, if they are: a sentence for the user.
    pub fn complaint(&self) -> Option<String> {
        let why = self.model.as_ref().err()?;
        Some(format!("articles are read by rules alone, which find far less: {why}"))
    }

    /// The passages of an article that may name two actors, so that the model looks at them; for measuring.
    pub fn looked_at(&self, article: &Article) -> Vec<Span> {
        let text = article.text();
        let document = Document::new(&self.names);
        let mut spans = Vec::new();
        for window in sentences(text).chunks(WINDOW) {
            let tokens: Vec<_> = window.iter().map(|sentence| tokens(text, sentence.span)).collect();
            let hints: Vec<_> = tokens.iter().map(|tokens| document.sketch(tokens).hints()).collect();
            let shown = promising(window, &tokens, &hints).into_iter().filter(|(_, shown)| !shown.is_empty());
            spans.extend(shown.map(|(_, shown)| together(&window[shown.clone()], &tokens[shown]).span));
        }
        spans
    }

    /// The first time through: who may be named in each passage, with what the model saw in it. `None` if `watch` cancelled.
    fn look(
        &self,
        text: &str,
        sentences: &[Sentence],
        document: &mut Document<'_>,
        watch: &dyn Watch,
    ) -> Option<Vec<Looked>> {
        let mut looks = Vec::new();
        let mut kept = 0;
        for (number, window) in sentences.chunks(WINDOW).enumerate() {
            if watch.cancelled() {
                return None;
            }
            let tokens: Vec<_> = window.iter().map(|sentence| tokens(text, sentence.span)).collect();
            let sketches: Vec<_> = tokens.iter().map(|tokens| document.sketch(tokens)).collect();
            let hints: Vec<_> = sketches.iter().map(Sketch::hints).collect();
            let passages = promising(window, &tokens, &hints);
            let mut answers = match &self.model {
                Ok(model) => {
                    let asked = passages.iter().filter(|(_, shown)| !shown.is_empty());
                    let asked: Vec<_> = asked
                        .map(|(_, shown)| together(&window[shown.clone()], &tokens[shown.clone()]))
                        .collect();
                    model.encode_all(text, &asked, &|| watch.cancelled())?
                }
                Err(_) => Vec::new(),
            }
            .into_iter();
            let mut sketches = sketches.into_iter();
            for (passage, shown) in passages {
                let answer = if shown.is_empty() { None } else { answers.next().flatten() };
                let mut seen = 0;
                for at in passage.clone() {
                    let Some(sketch) = sketches.next() else { break };
                    let tags = answer.as_ref().filter(|_| shown.contains(&at)).map(|(_, tags)| {
                        seen += tokens[at].len();
                        tags.part(seen - tokens[at].len()..seen)
                    });
                    document.add_sentence(text, sketch, tags.as_ref());
                }
                let look = match answer {
                    Some((encoded, _)) if kept < KEPT => {
                        kept += seen;
                        Look::Kept(encoded)
                    }
                    Some(_) => Look::Again,
                    None => Look::Never,
                };
                let first = number * WINDOW;
                looks.push(Looked {
                    passage: first + passage.start..first + passage.end,
                    shown: first + shown.start..first + shown.end,
                    look,
                });
            }
            let end = window.last().map_or(0, |sentence| sentence.span.end);
            watch.progress(end / 2, text.len());
        }
        Some(looks)
    }

    /// Reads one article; `None` if `watch` cancelled. The same article gives the same findings.
    ///
    /// The text is gone through twice: a name may be explained after it was first used.
    pub fn read(&self, article: &Article, watch: &dyn Watch) -> Option<Findings> {
        let text = article.text();
        let sentences = sentences(text);
        let mut document = Document::new(&self.names);
        let looks = self.look(text, &sentences, &mut document, watch)?;
        let mut joined = join(&mut document, article.date);
        let mut actors = std::mem::take(&mut joined.actors);
        joined.actors = actors.clone();
        let mut resolver = Resolver::new(&document, &joined);
        let mut stances = StanceReader::new();
        let mut findings = Vec::new();
        for Looked { passage, shown, look } in looks {
            if watch.cancelled() {
                return None;
            }
            let mut told: Vec<Told<'_>> = Vec::with_capacity(passage.len());
            for number in passage.clone() {
                let Sentence { span, opens_paragraph } = sentences[number];
                let tokens = tokens(text, span);
                let mentions = resolver.mentions(number, opens_paragraph, text, &tokens, &mut actors);
                told.push(Told { span, tokens, mentions });
            }
            let model = self.model.as_deref().ok();
            let seen = &told[shown.start - passage.start..shown.end - passage.start];
            let mut pairs =
                model.map(|model| judged(model, look, text, seen)).unwrap_or_default().into_iter();
            let together: Vec<Mention> = seen.iter().flat_map(|told| told.mentions.iter().cloned()).collect();
            for (number, told) in passage.zip(&told) {
                if sentences[number].opens_paragraph {
                    stances.paragraph();
                }
                let pairs = if shown.contains(&number) { pairs.next() } else { None };
                let judged = pairs.as_deref().zip(model).map(|(pairs, model)| Judgements {
                    pairs,
                    mentions: &together,
                    blend: model.blend,
                });
                stances.sentence(told.span, &told.tokens, &told.mentions, &actors, judged, &mut findings);
                watch.progress((text.len() + told.span.end) / 2, text.len());
            }
        }
        if self.model.is_ok() {
            findings = settled(findings);
        }
        let mut found = named(text, actors, &joined.nameless, findings);
        found.notes.append(&mut joined.unread);
        Some(found)
    }
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

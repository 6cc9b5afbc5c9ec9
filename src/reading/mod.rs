//! Prose becomes findings.
//!
//! What happens here: an article's text is cut into sentences and tokens; the actors named in it are found and joined
//! over the document; the stances that each sentence states between them are read, each with its cue, modality and
//! speaker. What never happens here: no disk, no thread, no clock; nothing can fail, and oddities become notes.

mod builtin;
mod mention;
mod names;
mod sentence;
mod stance;
mod token;

pub use builtin::builtin_dictionary;

use std::collections::BTreeSet;

use crate::map::{Article, Dictionary, Finding, Findings, FoundActor};
use names::{Document, KnownNames, Resolver, join};
use sentence::sentences;
use stance::StanceReader;
use token::tokens;

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

/// A reader with its dictionaries made ready; costly to make, cheap to use, shared between threads.
#[derive(Debug)]
pub struct Reader {
    names: KnownNames,
}

impl Reader {
    /// A reader that knows the names of the built-in dictionary and of `dictionaries`; later ones win.
    pub fn new(dictionaries: &[&Dictionary]) -> Self {
        let built_in = builtin_dictionary();
        let all = std::iter::once(&built_in).chain(dictionaries.iter().copied());
        Self { names: KnownNames::new(all) }
    }

    /// Reads one article; `None` if `watch` cancelled. The same article gives the same findings.
    ///
    /// The text is gone through twice: a name may be explained after it was first used.
    pub fn read(&self, article: &Article, watch: &dyn Watch) -> Option<Findings> {
        let text = article.text();
        let sentences = sentences(text);
        let mut document = Document::new(&self.names);
        for sentence in &sentences {
            if watch.cancelled() {
                return None;
            }
            document.add_sentence(text, &tokens(text, sentence.span));
            watch.progress(sentence.span.end / 2, text.len());
        }
        let mut joined = join(&mut document, article.date);
        let mut actors = std::mem::take(&mut joined.actors);
        joined.actors = actors.clone();
        let mut resolver = Resolver::new(&document, &joined);
        let mut stances = StanceReader::new();
        let mut findings = Vec::new();
        for (number, sentence) in sentences.iter().enumerate() {
            if watch.cancelled() {
                return None;
            }
            if sentence.opens_paragraph {
                stances.paragraph();
            }
            let tokens = tokens(text, sentence.span);
            let mentions = resolver.mentions(number, text, &tokens, &mut actors);
            stances.sentence(sentence.span, &tokens, &mentions, &actors, &mut findings);
            watch.progress((text.len() + sentence.span.end) / 2, text.len());
        }
        Some(named(text, actors, findings))
    }
}

/// Findings with the actors in order of first mention, and then those that are only named in the title of a member
/// ("Syrian President X"); others are left out.
fn named(text: &str, mut actors: Vec<FoundActor>, findings: Vec<Finding>) -> Findings {
    // What was only referred back to, and never named, is called by the fullest words for it.
    for actor in actors.iter_mut().filter(|actor| actor.name.trim().is_empty()) {
        let fullest = actor.mentions.iter().max_by_key(|mention| mention.len());
        actor.name =
            fullest.and_then(|span| text.get(span.start..span.end)).unwrap_or_default().trim().to_owned();
    }
    let mut order: Vec<usize> = (0..actors.len())
        .filter(|actor| !actors[*actor].mentions.is_empty() && !actors[*actor].name.is_empty())
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

//! Whom each mention means, sentence after sentence.

use std::collections::BTreeMap;

use super::document::{Candidate, Document, What};
use super::joined::{Joined, Meaning, main_state};
use super::lexicon::fold_word;
use super::listed::Listed;
use super::memory::Memory;
use super::phrase::LEADER;
use super::piece::{Back, Core};
use super::refer::is_woman;
use super::voice::Voice;
use crate::map::{ActorKind, FoundActor, Span};
use crate::reading::mention::{Form, Mention};
use crate::reading::token::Token;

/// Turns candidates into mentions in the order of the text, remembering who was named last.
pub(in crate::reading) struct Resolver<'d, 'n> {
    pub(super) document: &'d Document<'n>,
    pub(super) joined: &'d Joined,
    pub(super) memory: Memory,
    pub(super) voice: Voice,
    listed: Listed,
    /// The state that the article names most.
    pub(super) main_state: Option<usize>,
    /// Who bears a title, in order of first mention.
    pub(super) titles: BTreeMap<String, Vec<usize>>,
    /// Forces and governments by whose they are.
    pub(super) parts: BTreeMap<(usize, &'static str), usize>,
    /// Whether an actor's given name is a woman's, as far as it tells.
    pub(super) women: Vec<Option<bool>>,
}

impl<'d, 'n> Resolver<'d, 'n> {
    pub(in crate::reading) fn new(document: &'d Document<'n>, joined: &'d Joined) -> Self {
        let mut titles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut parts = BTreeMap::new();
        for (reference, meaning) in document.references.iter().zip(&joined.meanings) {
            if let Meaning::Actor(actor) = meaning {
                for title in &reference.titles {
                    let bearers = titles.entry(title.to_string()).or_default();
                    if !bearers.contains(actor) && bearers.len() < 64 {
                        bearers.push(*actor);
                    }
                }
                if let Some(Core::Of(owner, part)) = &reference.core
                    && let Some(part) = ["forces", "government"].into_iter().find(|known| known == part)
                    && let Some(owner) = document.find(owner)
                    && let Meaning::Actor(owner) = joined.meanings[owner as usize]
                {
                    parts.entry((owner, part)).or_insert(*actor);
                }
            }
        }
        let is_state = |actor: usize| joined.actors[actor].kind == ActorKind::State;
        let main_state = main_state(document, &joined.meanings, &joined.actors);
        // Or else the only state of the headline.
        let first = if document.ends.is_empty() { &[][..] } else { document.sentence(0) };
        let headline: Vec<usize> = first
            .iter()
            .filter_map(|candidate| match candidate.what {
                What::Ref(id) => Some(id),
                _ => None,
            })
            .filter_map(|id| match joined.meanings[id as usize] {
                Meaning::Actor(actor) if is_state(actor) => Some(actor),
                _ => None,
            })
            .collect();
        let main_state = main_state.or_else(|| {
            let first = *headline.first()?;
            headline.iter().all(|state| *state == first).then_some(first)
        });
        let women = joined.actors.iter().map(is_woman).collect();
        Self {
            document,
            joined,
            memory: Memory::default(),
            voice: Voice::default(),
            listed: Listed::default(),
            main_state,
            titles,
            parts,
            women,
        }
    }

    /// The mentions of a sentence. What they say of their actors is noted in `actors`.
    pub(in crate::reading) fn mentions(
        &mut self,
        number: usize,
        opens_paragraph: bool,
        text: &str,
        tokens: &[Token<'_>],
        actors: &mut [FoundActor],
    ) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        if opens_paragraph {
            self.voice.paragraph();
        }
        let quoted = self.voice.quoted(tokens);
        let mut voice = std::mem::take(&mut self.voice);
        voice.hear(self.document.sentence(number), tokens, &quoted, |id| self.meaning(id));
        self.voice = voice;
        for candidate in self.document.sentence(number) {
            if mentions.last().is_some_and(|last| usize::from(candidate.from) < last.tokens.end) {
                continue;
            }
            let in_quote = quoted.get(usize::from(candidate.from)).is_some_and(|inside| *inside);
            if candidate.what == What::Back(Back::Speaker) && !in_quote {
                continue;
            }
            let several = self.listed.several(candidate, number);
            let actor = match several.split_first() {
                Some((first, _)) => Some(*first),
                None => self.actor(candidate, number, tokens, actors),
            };
            let Some(actor) = actor else { continue };
            if candidate.what != What::Back(Back::Former) {
                self.memory.see(actor, number, candidate.is_place);
            }
            if candidate.is_place {
                continue;
            }
            let range = usize::from(candidate.from)..usize::from(candidate.to);
            let (Some(first), Some(last)) = (tokens.get(range.start), tokens.get(range.end.wrapping_sub(1)))
            else {
                continue;
            };
            let span = Span::new(first.span.start, last.span.end);
            self.describe(candidate, text, tokens, span, &mut actors[actor]);
            let form = self.form(candidate, tokens);
            let others = several.into_iter().skip(1).collect();
            let name = usize::from(candidate.name_from)..usize::from(candidate.name_to);
            let named =
                form == Form::Name && name.start >= range.start && name.end <= range.end && !name.is_empty();
            let name = if named { name } else { range.clone() };
            mentions.push(Mention { actor, others, tokens: range, name, span, form });
        }
        self.listed.note(number, tokens, &mentions, &self.joined.actors);
        mentions
    }

    fn form(&self, candidate: &Candidate, tokens: &[Token<'_>]) -> Form {
        // "Turkish troops" names Turkey by its adjective, "the group" by what it is.
        match candidate.what {
            What::PartOf(..) => Form::Description,
            What::At(..) => Form::Contrast,
            What::Back(_) if tokens.get(usize::from(candidate.from)).is_none() => Form::Description,
            _ => candidate.form,
        }
    }

    /// Notes the words that named an actor.
    fn describe(
        &self,
        candidate: &Candidate,
        text: &str,
        tokens: &[Token<'_>],
        span: Span,
        actor: &mut FoundActor,
    ) {
        actor.mentions.push(span);
        if candidate.form == Form::Pronoun
            || matches!(candidate.what, What::Back(Back::Former | Back::Latter))
        {
            return;
        }
        let part = |from: u16, to: u16| {
            let (first, last) =
                (tokens.get(usize::from(from))?, tokens.get(usize::from(to).wrapping_sub(1))?);
            text.get(first.span.start..last.span.end)
        };
        let whole = text.get(span.start..span.end).unwrap_or_default();
        let name = part(candidate.name_from, candidate.name_to).unwrap_or_default();
        let identifies = match candidate.what {
            What::Ref(id) => match self.document.core(id) {
                Core::Known(_) => {
                    candidate.form == Form::Name
                        && !matches!(self.joined.meanings[id as usize], Meaning::LastOf(_))
                }
                Core::Person(_) => true,
                Core::Body(key) => key.contains(' '),
                Core::Of(owner, _) => candidate.form == Form::Name && matches!(**owner, Core::Known(_)),
                _ => false,
            },
            _ => false,
        };
        for surface in [name, whole] {
            if surface.is_empty()
                || surface == actor.name
                || actor.aliases.contains(surface)
                || surface.len() > 120
            {
                continue;
            }
            if identifies && surface == name {
                actor.aliases.insert(surface.to_owned());
            } else {
                actor.descriptions.insert(surface.to_owned());
            }
        }
    }

    fn actor(
        &self,
        candidate: &Candidate,
        number: usize,
        tokens: &[Token<'_>],
        actors: &[FoundActor],
    ) -> Option<usize> {
        let noun = || {
            let last = usize::from(candidate.to).wrapping_sub(1);
            let prime = last.checked_sub(1).is_some_and(|before| &*tokens[before].lower == "prime");
            Some(if prime { "premier".to_owned() } else { fold_word(&tokens.get(last)?.lower).into_owned() })
        };
        match candidate.what {
            What::Ref(id) if matches!(self.document.core(id), Core::Of(_, part) if part == LEADER) => {
                self.leader(id, number, &noun()?)
            }
            What::Ref(id) => {
                let actor = self.meaning(id)?;
                // A capital that acts is the government, where the article tells it from the state.
                let stands = candidate.form == Form::Capital && !candidate.is_place;
                Some(if stands {
                    self.joined.governments.get(&actor).copied().unwrap_or(actor)
                } else {
                    actor
                })
            }
            What::Back(back) => self.back(back, candidate, number, tokens, actors, &noun()?),
            What::PartOf(back, part) => {
                let owner = self.back(back, candidate, number, tokens, actors, "")?;
                self.part_of(owner, part)
            }
            What::At(place, region) => {
                let state = self.meaning(place);
                match region {
                    Some(region) => {
                        let tied = self
                            .document
                            .regions
                            .iter()
                            .find(|((held, part), _)| *part == region && self.meaning(*held) == state);
                        self.meaning(tied?.1)
                    }
                    None => {
                        let state = state?;
                        Some(self.joined.governments.get(&state).copied().unwrap_or(state))
                    }
                }
            }
        }
    }

    pub(super) fn meaning(&self, id: u32) -> Option<usize> {
        match self.joined.meanings.get(id as usize)? {
            Meaning::Nobody => None,
            Meaning::Actor(actor) => Some(*actor),
            Meaning::LastOf(several) => Some(self.memory.last_of(several).unwrap_or(several[0])),
        }
    }
}

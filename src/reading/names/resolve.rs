//! Whom each mention means, sentence after sentence.

use std::collections::{BTreeMap, VecDeque};

use super::document::{Candidate, Document, What};
use super::join::{Joined, Meaning, main_state};
use super::lexicon::{class, classes, fold_word};
use super::phrase::{LEADER, is_auxiliary};
use super::piece::{Back, Core};
use crate::map::{ActorKind, FoundActor, Span};
use crate::reading::mention::{Form, Mention};
use crate::reading::token::Token;

/// How many mentions are remembered.
const MEMORY: usize = 48;

#[derive(Debug, Clone, Copy)]
struct Seen {
    actor: usize,
    sentence: usize,
    is_place: bool,
}

/// Turns candidates into mentions in the order of the text, remembering who was named last.
pub(in crate::reading) struct Resolver<'d, 'n> {
    document: &'d Document<'n>,
    joined: &'d Joined,
    seen: VecDeque<Seen>,
    /// The state that the article names most.
    main_state: Option<usize>,
    /// Who bears a title, in order of first mention.
    titles: BTreeMap<String, Vec<usize>>,
    /// Forces and governments by whose they are.
    parts: BTreeMap<(usize, &'static str), usize>,
    /// Whether an actor's given name is a woman's, as far as it tells.
    women: Vec<Option<bool>>,
    /// Who was quoted last, and whether the quotation goes on.
    speaker: Option<usize>,
    quoting: bool,
    /// The last actors that were listed together, and the sentence that did.
    listed: (usize, Vec<usize>),
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
            seen: VecDeque::new(),
            main_state,
            titles,
            parts,
            women,
            speaker: None,
            quoting: false,
            listed: (0, Vec::new()),
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
            // A quotation that goes on is opened again.
            self.quoting = false;
        }
        let quoted = quoted(tokens, self.quoting);
        self.hear(number, tokens, &quoted);
        for candidate in self.document.sentence(number) {
            if mentions.last().is_some_and(|last| usize::from(candidate.from) < last.tokens.end) {
                continue;
            }
            let in_quote = quoted.get(usize::from(candidate.from)).is_some_and(|inside| *inside);
            if candidate.what == What::Back(Back::Speaker) && !in_quote {
                continue;
            }
            let several = self.several(candidate, number);
            let actor = match several.split_first() {
                Some((first, _)) => Some(*first),
                None => self.actor(candidate, number, tokens, actors),
            };
            let Some(actor) = actor else { continue };
            if candidate.what != What::Back(Back::Former) {
                self.seen.push_back(Seen { actor, sentence: number, is_place: candidate.is_place });
            }
            if self.seen.len() > MEMORY {
                self.seen.pop_front();
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
            mentions.push(Mention { actor, others, tokens: range, span, form });
        }
        self.note_list(number, tokens, &mentions);
        mentions
    }

    /// The actors that a plural means, if they were listed in this sentence or the one before.
    fn several(&self, candidate: &Candidate, number: usize) -> Vec<usize> {
        let (sentence, listed) = &self.listed;
        let fits = match candidate.what {
            What::Back(Back::Several(count)) => listed.len() == usize::from(count) && sentence + 4 >= number,
            What::Back(Back::Group) => listed.len() > 1 && sentence + 1 == number,
            _ => false,
        };
        if fits { listed.clone() } else { Vec::new() }
    }

    /// Notes the first actors of a sentence that stand in a row: "Mali, Niger and Burkina Faso".
    fn note_list(&mut self, number: usize, tokens: &[Token<'_>], mentions: &[Mention]) {
        let joined = |one: &Mention, next: &Mention| {
            let gap = &tokens[one.tokens.end..next.tokens.start];
            gap.len() <= 3
                && !gap.is_empty()
                && gap.iter().all(|token| matches!(&*token.lower, "," | "and" | "the"))
                && gap.iter().any(|token| matches!(&*token.lower, "and" | ","))
                && self.joined.actors[one.actor].kind == self.joined.actors[next.actor].kind
        };
        let Some(first) = mentions.windows(2).position(|pair| joined(&pair[0], &pair[1])) else { return };
        let more = mentions[first..].windows(2).take_while(|pair| joined(&pair[0], &pair[1])).count();
        let mut listed: Vec<usize> = Vec::new();
        for mention in &mentions[first..=first + more] {
            if mention.others.is_empty() && !listed.contains(&mention.actor) {
                listed.push(mention.actor);
            }
        }
        if listed.len() > 1 {
            self.listed = (number, listed);
        }
    }

    /// Notes who is quoted in a sentence: the name beside "said" that stands outside of the quotation.
    fn hear(&mut self, number: usize, tokens: &[Token<'_>], quoted: &[bool]) {
        let says = |at: usize| {
            tokens.get(at).is_some_and(|token| classes(&token.lower).has(class::SAY)) && !quoted[at]
        };
        let heard = self.document.sentence(number).iter().find_map(|candidate| {
            let (from, to) = (usize::from(candidate.from), usize::from(candidate.to));
            let outside = !quoted.get(from).copied().unwrap_or(true);
            let after_quote = from > 1 && says(from - 1) && quoted[from - 2];
            let beside = says(to) || after_quote || says(to + 1);
            match candidate.what {
                What::Ref(id) if outside && beside && !candidate.is_place => self.meaning(id),
                _ => None,
            }
        });
        if quoted.contains(&true) {
            self.speaker = heard.or(self.speaker);
        }
        self.quoting = quoted.last().copied().unwrap_or(self.quoting)
            && !tokens.last().is_some_and(|token| matches!(token.text, "\"" | "”"));
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
                self.leader(id, number)
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

    /// "the Russian leader": the one whom the article names as such, or else the state.
    fn leader(&self, id: u32, number: usize) -> Option<usize> {
        let Core::Of(state, _) = self.document.core(id) else { return None };
        let state = self.meaning(self.document.find(state)?)?;
        let government = self.joined.governments.get(&state).copied();
        let leads = |actor: usize| {
            let above = self.joined.actors[actor].member_of;
            self.joined.actors[actor].kind == ActorKind::Person
                && above.is_some()
                && (above == Some(state) || above == government)
        };
        let titled =
            |actor: usize| leads(actor) && self.titles.values().any(|bearers| bearers.contains(&actor));
        self.last(number, 40, titled).or_else(|| self.last(number, 3, leads)).or(Some(state))
    }

    fn meaning(&self, id: u32) -> Option<usize> {
        match self.joined.meanings.get(id as usize)? {
            Meaning::Nobody => None,
            Meaning::Actor(actor) => Some(*actor),
            Meaning::LastOf(several) => {
                let last = self.seen.iter().rev().find(|seen| several.contains(&seen.actor));
                Some(last.map_or(several[0], |seen| seen.actor))
            }
        }
    }

    /// "his forces": those that the article tells of elsewhere.
    fn part_of(&self, owner: usize, part: &'static str) -> Option<usize> {
        let kind = self.joined.actors[owner].kind;
        if kind != ActorKind::Person {
            return Some(if part == "government" {
                self.joined.governments.get(&owner).copied().unwrap_or(owner)
            } else {
                owner
            });
        }
        if let Some(part) = self.parts.get(&(owner, part)) {
            return Some(*part);
        }
        let above = self.joined.actors[owner].member_of?;
        let fits = if part == "forces" { ActorKind::ArmedGroup } else { ActorKind::State };
        (self.joined.actors[above].kind == fits).then_some(above)
    }

    fn back(
        &self,
        back: Back,
        candidate: &Candidate,
        number: usize,
        tokens: &[Token<'_>],
        actors: &[FoundActor],
        noun: &str,
    ) -> Option<usize> {
        match back {
            Back::Person => {
                let word = tokens.get(usize::from(candidate.from)).map_or("", |token| &*token.lower);
                self.person(number, matches!(word, "she" | "her" | "hers" | "herself"))
            }
            Back::Thing => {
                let from = usize::from(candidate.from);
                let apposed = from
                    .checked_sub(1)
                    .filter(|comma| tokens[*comma].text == "," && tokens[from].lower.as_ref() == "its");
                // "The United States, its chief backer": not the one that it is set beside.
                let beside = apposed.and_then(|_| self.fitting(number, |_| true).last().copied());
                if let Some(beside) = beside
                    && self.seen.back().is_some_and(|seen| seen.actor == beside)
                {
                    let other =
                        |actor: usize| actor != beside && self.joined.actors[actor].kind != ActorKind::Person;
                    return self.sole(number, other);
                }
                let next = tokens.get(usize::from(candidate.to));
                let owns =
                    tokens.get(usize::from(candidate.from)).is_some_and(|token| &*token.lower == "its");
                // As an object, "it" is too often a thing that is no actor.
                let acts = next.is_some_and(|next| {
                    is_auxiliary(&next.lower)
                        || next.lower.ends_with("ed")
                        || next.lower.ends_with('s')
                        || classes(&next.lower).has(class::SAY)
                });
                if !owns && !acts {
                    return None;
                }
                if tokens.get(usize::from(candidate.to) + 1).is_some_and(|token| is_impersonal(&token.lower))
                {
                    return None;
                }
                let expletive = tokens.get(usize::from(candidate.to)).is_some_and(|next| {
                    matches!(
                        &*next.lower,
                        "is" | "was" | "would" | "will" | "may" | "might" | "remains" | "remained" | "seems"
                    )
                });
                let first = candidate.from == 0
                    || tokens.get(usize::from(candidate.from) - 1).is_some_and(|token| !token.is_word());
                if expletive && first {
                    return None;
                }
                self.sole(number, |actor| self.joined.actors[actor].kind != ActorKind::Person)
            }
            Back::Group => self.sole_here_or(number, |actor| {
                matches!(
                    self.joined.actors[actor].kind,
                    ActorKind::ArmedGroup | ActorKind::Party | ActorKind::Organization | ActorKind::Bloc
                )
            }),
            Back::Officer => {
                let bearers = self.titles.get(noun)?;
                self.last(number, 40, |actor| bearers.contains(&actor))
                    .or_else(|| bearers.first().copied().filter(|_| bearers.len() == 1))
            }
            Back::Government => {
                let governs = |actor: usize| self.joined.actors[actor].kind == ActorKind::State;
                let named: Vec<usize> = self.joined.governments.values().copied().collect();
                if let [one] = named[..] {
                    return Some(one);
                }
                self.main_state
                    .or_else(|| self.only(number, governs))
                    .or_else(|| self.only(number.checked_sub(1)?, governs))
            }
            Back::Noun(kind) => {
                let near = |actor: usize| {
                    let held = self.joined.actors[actor].kind;
                    held == kind
                        || kind == ActorKind::Party && held == ActorKind::ArmedGroup && noun == "movement"
                };
                // A state's own army is no militia.
                let irregular = |actor: usize| {
                    near(actor) && (kind != ActorKind::ArmedGroup || !self.serves_a_state(actor))
                };
                let described = |actor: usize| {
                    let words = |text: &String| text.split(' ').any(|word| fold_word(word) == noun);
                    self.is_named(actor, noun) || actors[actor].descriptions.iter().any(words)
                };
                let known = self.last(number, 40, |actor| near(actor) && described(actor));
                if known.is_some() || noun == "separatists" {
                    return known;
                }
                self.last(number, 3, irregular)
                    .or_else(|| self.last(number, 3, near))
                    .or_else(|| self.only_so_far(irregular))
            }
            Back::Army => {
                let army = |actor: usize| {
                    self.joined.actors[actor].kind == ActorKind::ArmedGroup && self.serves_a_state(actor)
                };
                self.last(number, 40, army).or(self.main_state).or_else(|| {
                    self.only_so_far(|actor| {
                        self.is_named(actor, noun) && self.joined.actors[actor].kind == ActorKind::ArmedGroup
                    })
                })
            }
            Back::Named => self.last(number, 12, |actor| {
                self.is_named(actor, noun) && self.joined.actors[actor].kind != ActorKind::Person
            }),
            Back::Speaker => self.speaker,
            Back::Several(_) => None,
            Back::Former => self.last_states(number)?.0.into(),
            Back::Latter => self.last_states(number)?.1.into(),
            Back::At => None,
        }
    }

    /// Whom "he" or "she" means: the first person of this sentence or of the one before whose name does not tell
    /// otherwise; a name that tells it is sought further back.
    fn person(&self, number: usize, is_woman: bool) -> Option<usize> {
        let is_person = |actor: usize| self.joined.actors[actor].kind == ActorKind::Person;
        let fits = |actor: usize| is_person(actor) && self.women[actor] == Some(is_woman);
        let other = |actor: usize| is_person(actor) && self.women[actor] == Some(!is_woman);
        let may = |actor: usize| is_person(actor) && !other(actor);
        self.sole(number, may).or_else(|| self.last(number, 4, fits))
    }

    fn is_named(&self, actor: usize, noun: &str) -> bool {
        self.joined.actors[actor].name.split(' ').any(|word| fold_word(word) == noun)
    }

    fn serves_a_state(&self, actor: usize) -> bool {
        let above = self.joined.actors[actor].member_of;
        above.is_some_and(|above| self.joined.actors[above].kind == ActorKind::State)
    }

    /// The only actor that fits of those remembered.
    fn only_so_far(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let mut found = self.seen.iter().filter(|seen| fits(seen.actor)).map(|seen| seen.actor);
        let first = found.next()?;
        found.all(|actor| actor == first).then_some(first)
    }

    /// The only actor of the sentence so far that fits, or its first; or else those of the sentence before.
    fn sole(&self, number: usize, fits: impl Fn(usize) -> bool + Copy) -> Option<usize> {
        match self.fitting(number, fits)[..] {
            [] => match self.fitting(number.checked_sub(1)?, fits)[..] {
                [first, ..] => Some(first),
                [] => None,
            },
            [first, ..] => Some(first),
        }
    }

    fn sole_here_or(&self, number: usize, fits: impl Fn(usize) -> bool + Copy) -> Option<usize> {
        self.only(number, fits).or_else(|| {
            if self.fitting(number, fits).is_empty() { self.only(number.checked_sub(1)?, fits) } else { None }
        })
    }

    fn only(&self, number: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        match self.fitting(number, fits)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Different actors named in a sentence so far, in order.
    fn fitting(&self, number: usize, fits: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        for seen in self.seen.iter().filter(|seen| seen.sentence == number && !seen.is_place) {
            if fits(seen.actor) && !found.contains(&seen.actor) {
                found.push(seen.actor);
            }
        }
        found
    }

    fn last(&self, number: usize, sentences: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.seen
            .iter()
            .rev()
            .take_while(|seen| seen.sentence + sentences >= number)
            .find(|seen| !seen.is_place && fits(seen.actor))
            .map(|seen| seen.actor)
    }

    /// The last two states named, the earlier first; a named government stands for its state.
    fn last_states(&self, number: usize) -> Option<(usize, usize)> {
        let mut found: Vec<usize> = Vec::new();
        for seen in self.seen.iter().rev().take_while(|seen| seen.sentence + 3 >= number) {
            let actor = self.joined.governments.get(&seen.actor).copied().unwrap_or(seen.actor);
            if self.joined.actors[actor].kind == ActorKind::State && !found.contains(&actor) {
                found.push(actor);
                if let [latter, former] = found[..] {
                    return Some((former, latter));
                }
            }
        }
        None
    }
}

/// Which tokens stand within quotation marks; a mark itself does.
fn quoted(tokens: &[Token<'_>], goes_on: bool) -> Vec<bool> {
    let mut inside = goes_on;
    let told = tokens.iter().map(|token| {
        let before = inside;
        match token.text {
            "\"" => inside = !inside,
            "“" => inside = true,
            "”" => inside = false,
            _ => {}
        }
        before || inside
    });
    told.collect()
}

/// Whether a person's given name is a woman's; unknown for names that do not tell.
fn is_woman(actor: &FoundActor) -> Option<bool> {
    if actor.kind != ActorKind::Person {
        return None;
    }
    let words: Vec<_> = actor.name.split(' ').map(fold_word).collect();
    let given = words.iter().take(words.len().saturating_sub(1)).find(|word| classes(word).has(class::GIVEN));
    let told = words.iter().any(|word| classes(word).has(class::FEMALE));
    match given {
        _ if told => Some(true),
        // Surname first, as in East Asia.
        _ if words.last().is_some_and(|word| word.contains('-')) => None,
        Some(given) if given.ends_with('a') && !classes(given).has(class::MALE) => Some(true),
        Some(_) => Some(false),
        None => None,
    }
}

/// What follows "it is" where "it" means nobody.
fn is_impersonal(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "about",
        "alleged",
        "believed",
        "claimed",
        "clear",
        "difficult",
        "hard",
        "important",
        "likely",
        "necessary",
        "not",
        "possible",
        "reported",
        "thought",
        "time",
        "too",
        "unclear",
        "unknown",
        "unlikely",
        "up",
    ];
    WORDS.binary_search(&word).is_ok()
}

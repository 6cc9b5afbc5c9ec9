//! From cues to stances: one rule for each frame.

use super::clause::Clauses;
use super::lexicon::{Class, Cue, Frame, Lexicon, Piece};
use super::mood::Mood;
use super::units::Kind;
use crate::map::{Modality, Stance};

/// A stance between two mentions of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    /// A mention of the sentence.
    pub(super) source: usize,
    /// A mention of the sentence, or an actor that only the sentences before name.
    pub(super) target: Result<usize, usize>,
    pub(super) stance: Stance,
    pub(super) modality: Modality,
    pub(super) confidence: f32,
    /// The units of the cue.
    pub(super) cue: (usize, usize),
}

/// A pattern found in the sentence.
pub(super) struct Match<'l> {
    pub(super) cue: &'l Cue,
    pub(super) first: usize,
    /// One past the last unit matched.
    pub(super) end: usize,
    /// The actor that the pattern holds: "came to [Turkey's] aid".
    pub(super) object: Vec<usize>,
}

/// Reads all stances of a sentence.
pub(super) fn stances(clauses: &Clauses<'_>) -> Vec<Stated> {
    let mut rules = Rules { clauses, out: Vec::new() };
    let mut nouns_from = 0;
    for unit in 0..clauses.units.len() {
        if rules.phrase(unit) {
            continue;
        }
        if let Some(verb) = clauses.verb_at(unit) {
            rules.verb(verb);
        } else if clauses.units[unit].noun.is_some() && clauses.kind(unit) == Kind::Noun && unit >= nouns_from
        {
            nouns_from = rules.noun(unit);
        }
        rules.kin_mention(unit);
        rules.compound(unit);
    }
    rules.out
}

/// The rules at work on one sentence.
pub(super) struct Rules<'c, 's> {
    pub(super) clauses: &'c Clauses<'s>,
    out: Vec<Stated>,
}

impl Rules<'_, '_> {
    /// States source → target for every pair of the two sets.
    pub(super) fn state(
        &mut self,
        sources: &[usize],
        targets: &[usize],
        found: &Match<'_>,
        mood: Mood,
        factor: f32,
    ) {
        let (stance, modality) = mood.of(found.cue.stance);
        self.state_as(
            sources,
            targets,
            (found.first, found.end),
            (stance, modality),
            found.cue.confidence * factor,
        );
    }

    pub(super) fn state_as(
        &mut self,
        sources: &[usize],
        targets: &[usize],
        cue: (usize, usize),
        (stance, modality): (Stance, Modality),
        confidence: f32,
    ) {
        let actor = |mention: usize| self.clauses.mentions[mention].actor;
        for &source in sources {
            for &target in targets {
                if !self.clauses.is_own(actor(source), actor(target), stance) {
                    let target = Ok(target);
                    self.out.push(Stated { source, target, stance, modality, confidence, cue });
                }
            }
        }
    }

    /// States a stance both ways; among the first set where the second is empty.
    pub(super) fn state_both(&mut self, ones: &[usize], others: &[usize], found: &Match<'_>, mood: Mood) {
        if others.is_empty() {
            for (index, &one) in ones.iter().enumerate() {
                for &other in &ones[index + 1..] {
                    self.state(&[one], &[other], found, mood, 0.9);
                    self.state(&[other], &[one], found, mood, 0.9);
                }
            }
        } else {
            self.state(ones, others, found, mood, 1.0);
            self.state(others, ones, found, mood, 1.0);
        }
    }

    /// The longest of the patterns that match from `first`.
    pub(super) fn longest<'l>(&self, cues: impl Iterator<Item = &'l Cue>, first: usize) -> Option<Match<'l>> {
        cues.filter_map(|cue| self.matches(cue, first)).max_by_key(|found| (found.cue.rest.len(), found.end))
    }

    pub(super) fn matches<'l>(&self, cue: &'l Cue, first: usize) -> Option<Match<'l>> {
        let clauses = self.clauses;
        let mut at = first + 1;
        let mut object = Vec::new();
        let noun =
            matches!(cue.frame, Frame::Noun | Frame::Pact | Frame::Kin | Frame::Kins | Frame::Favourite);
        for (index, piece) in cue.rest.iter().enumerate() {
            match piece {
                Piece::Word(word) => {
                    while at > first
                        && matches!(clauses.kind(at), Kind::Adverb | Kind::Quote | Kind::Time)
                        && clauses.word(at) != &**word
                    {
                        at += 1;
                    }
                    let here = clauses.word(at);
                    if here != &**word && !(noun && here.strip_suffix('s') == Some(word)) {
                        return None;
                    }
                    at += 1;
                }
                Piece::Fill => {
                    let Some(Piece::Word(next)) = cue.rest.get(index + 1) else { return None };
                    let end = (at..at + 4).find(|unit| clauses.word(*unit) == &**next)?;
                    if (at..end).any(|unit| {
                        matches!(clauses.kind(unit), Kind::Mention | Kind::Comma | Kind::Stop | Kind::Verb)
                    }) {
                        return None;
                    }
                    at = end;
                }
                Piece::OneOf(set) => {
                    let holds = |unit: usize| Lexicon::get().holds(set, clauses.word(unit));
                    let end = (at..at + 4).find(|unit| holds(*unit))?;
                    if (at..end).any(|unit| {
                        !matches!(
                            clauses.kind(unit),
                            Kind::Noun
                                | Kind::Determiner
                                | Kind::Possessive
                                | Kind::Adverb
                                | Kind::Quote
                                | Kind::Hyphen
                                | Kind::Conjunction
                        )
                    }) {
                        return None;
                    }
                    at = end + 1;
                }
                Piece::Gap => {
                    let total = clauses.units.len();
                    let phrase = clauses.noun_phrase(at, (at + 8).min(total));
                    object = phrase.mentions;
                    if object.is_empty()
                        && !clauses.verb_at(first).is_some_and(|verb| clauses.verbs[verb].passive)
                    {
                        return None;
                    }
                    // The phrase may have swallowed what follows: "took Turkey hostage".
                    let last = (at..phrase.end).rev().find(|unit| clauses.kind(*unit) == Kind::Mention);
                    at = last.map_or(at, |last| last + 1);
                    // "demanded that his freedom …"
                    let whole =
                        index + 1 < cue.rest.len() || last.is_none_or(|last| !clauses.units[last].possessive);
                    if !whole {
                        return None;
                    }
                }
                Piece::Object => {
                    let phrase = clauses.noun_phrase(at, (at + 4).min(clauses.units.len()));
                    let owner = (at..phrase.end).find(|unit| {
                        clauses.units[*unit].possessive && clauses.kind(*unit) == Kind::Mention
                    })?;
                    object = clauses.units[owner].mention.into_iter().collect();
                    at = owner + 1;
                }
            }
        }
        Some(Match { cue, first, end: at, object })
    }

    fn verb(&mut self, index: usize) {
        let clauses = self.clauses;
        let verb = &clauses.verbs[index];
        let Some(lemma) = verb.lemma else { return };
        let Some(found) = self.longest(Lexicon::get().verb_cues(lemma).iter(), verb.unit) else { return };
        let mut mood = clauses.mood(index);
        if found.cue.denied {
            if !mood.negated && !mood.refused {
                return;
            }
            mood = Mood { hedged: mood.hedged, ..Mood::default() };
        }
        let reciprocal = matches!(
            (clauses.word(found.end), clauses.word(found.end + 1)),
            ("each", "other") | ("one", "another")
        );
        if reciprocal || found.cue.rest.iter().any(|piece| *piece == Piece::Word("each".into())) {
            return self.state_both(&verb.subject, &[], &found, mood);
        }
        let passive = verb.passive && found.object.is_empty() && found.cue.frame != Frame::Both;
        let (mut sources, targets, after) = if passive {
            let suffers =
                if verb.subject.is_empty() { self.suffers(verb.start) } else { verb.subject.clone() };
            (clauses.agents(found.end), suffers, found.end)
        } else {
            let (objects, end) = self.objects(index, &found);
            (verb.subject.clone(), objects, end)
        };
        // "Peru urged its friends to arm Chile": it is Peru's wish, and not yet their deed.
        if !passive && let Some(bidder) = self.bidder(index) {
            sources = clauses.verbs[bidder].subject.clone();
            mood = clauses.mood(bidder);
        }
        match found.cue.frame {
            Frame::Reverse => self.state(&targets, &sources, &found, mood, 1.0),
            Frame::Both => self.state_both(&sources, &targets, &found, mood),
            _ => {
                self.state(&sources, &targets, &found, mood, 1.0);
                if found.cue.stance == Stance::Backs {
                    // "helped Haftar against the GNA": both against the third.
                    let shields = matches!(
                        clauses.word(verb.unit),
                        word if ["defend", "shield", "protect", "sav", "rescu", "liberat", "free", "guard"].iter().any(|stem| word.starts_with(stem))
                    );
                    let against = self.against(after, shields);
                    if shields {
                        let hostile = (Stance::Opposes, mood.of(Stance::Backs).1);
                        self.state_as(&against, &targets, (found.first, found.end), hostile, 0.7);
                    } else {
                        sources.extend(&targets);
                    }
                    let hostile = (Stance::Opposes, mood.of(Stance::Backs).1);
                    self.state_as(&sources, &against, (found.first, found.end), hostile, 0.7);
                }
            }
        }
    }

    /// The verb that bids somebody do what an infinitive tells.
    fn bidder(&self, verb: usize) -> Option<usize> {
        let clauses = self.clauses;
        let lexicon = Lexicon::get();
        let governor = clauses.verbs[verb].governor?;
        let above = &clauses.verbs[governor];
        let bids = lexicon.is(above.lemma, Class::Wish) && lexicon.is(above.lemma, Class::Control);
        let infinitive = clauses.kind(clauses.verbs[verb].start) == Kind::To;
        (bids && infinitive && !above.passive && !above.subject.is_empty()).then_some(governor)
    }

    /// The actors after "against", or after "from" if asked, in the chain of prepositions that begins at `from`.
    fn against(&self, from: usize, shields: bool) -> Vec<usize> {
        let chain = self.prepositions(from);
        let against = |word: &str| word == "against" || shields && word == "from";
        chain.into_iter().find(|(word, _)| against(word)).map(|(_, mentions)| mentions).unwrap_or_default()
    }

    /// Whose act the subject of a passive is, where it names no actor: "the pact that Egypt signed was denounced".
    fn suffers(&self, start: usize) -> Vec<usize> {
        let clauses = self.clauses;
        let Some(mut last) = clauses.before(start) else { return Vec::new() };
        let within = |unit: &usize| !matches!(clauses.kind(*unit), Kind::Stop | Kind::Subordinator);
        let clause = (0..=last).rev().take_while(within).find_map(|unit| clauses.verb_at(unit));
        if let Some(verb) = clause.filter(|verb| clauses.verbs[*verb].modifier)
            && let Some(relative) =
                (0..clauses.verbs[verb].start).rev().find(|unit| clauses.kind(*unit) == Kind::Relative)
            && relative > 0
        {
            last = relative - 1;
        }
        let first = clauses.phrase_start(last);
        clauses.author(first, last + 1)
    }

    /// The objects of an active verb, and where they end.
    fn objects(&self, verb: usize, found: &Match<'_>) -> (Vec<usize>, usize) {
        let clauses = self.clauses;
        if !found.object.is_empty() {
            return (found.object.clone(), found.end);
        }
        let total = clauses.units.len();
        let mut from = found.end;
        while matches!(clauses.kind(from), Kind::Adverb | Kind::Time | Kind::Quote) {
            from += 1;
        }
        if from < total && (clauses.units[from].is_nominal() || clauses.kind(from) == Kind::Hyphen) {
            let phrase = clauses.noun_phrase(from, total);
            if clauses.kind(from) == Kind::Pronoun && phrase.end == from + 1 {
                return (self.referent(verb, from), from + 1);
            }
            return (clauses.bearer(from, total), phrase.end);
        }
        if clauses.word(from) == "what" || clauses.word(from) == "how" {
            let by = (from..total)
                .take_while(|unit| !matches!(clauses.kind(*unit), Kind::Comma | Kind::Stop))
                .find(|unit| clauses.word(*unit) == "by");
            return by.map_or((Vec::new(), from), |by| (clauses.bearer(by + 1, total), by));
        }
        // "armed, trained and paid the rebels": the object is that of the last verb.
        if matches!(clauses.kind(from), Kind::Comma | Kind::Conjunction)
            && let Some(next) = (from..(from + 3).min(total))
                .find(|unit| !matches!(clauses.kind(*unit), Kind::Comma | Kind::Conjunction | Kind::Adverb))
            && let Some(next) = clauses.verb_at(next)
            && clauses.verbs[next].start == clauses.verbs[next].unit
            && found.cue.rest.is_empty()
            && !clauses.verbs[next].passive
        {
            let follows = Match {
                cue: found.cue,
                first: found.first,
                end: clauses.verbs[next].unit + 1,
                object: Vec::new(),
            };
            return self.objects(next, &follows);
        }
        // "whom Turkey backs": the object went ahead.
        let subject =
            clauses.before(clauses.verbs[verb].start).filter(|unit| clauses.units[*unit].is_nominal());
        let relative = subject.and_then(|last| clauses.phrase_start(last).checked_sub(1));
        match relative {
            Some(relative)
                if matches!(clauses.word(relative), "whom" | "which" | "that" | "who")
                    && found.cue.rest.is_empty()
                    // "an accusation that the minister rejected": not its object, whom it accuses, but the charge.
                    && !clauses.before(relative).is_some_and(|head| clauses.is_charge(head)) =>
            {
                (clauses.antecedent(relative), from)
            }
            _ => (Vec::new(), from),
        }
    }

    /// Whom "him" or "them" after a verb means: the nearest earlier subject that is not the verb's own.
    fn referent(&self, verb: usize, at: usize) -> Vec<usize> {
        let clauses = self.clauses;
        if !matches!(clauses.word(at), "him" | "her" | "it" | "them") {
            return Vec::new();
        }
        let own = &clauses.verbs[verb].subject;
        let actor = |mention: &usize| clauses.mentions[*mention].actor;
        let other = |subject: &Vec<usize>| {
            !subject.is_empty()
                && subject.iter().all(|mention| own.iter().all(|mine| actor(mine) != actor(mention)))
        };
        clauses.verbs[..verb]
            .iter()
            .rev()
            .map(|verb| &verb.subject)
            .find(|subject| other(subject))
            .cloned()
            .unwrap_or_default()
    }

    /// The prepositions of a chain with their actors: "for Haftar against the GNA in Libya".
    pub(super) fn prepositions(&self, from: usize) -> Vec<(&str, Vec<usize>)> {
        let clauses = self.clauses;
        let total = clauses.units.len();
        let mut chain = Vec::new();
        let mut unit = from;
        while unit < total && chain.len() < 8 {
            match clauses.kind(unit) {
                Kind::Preposition => {
                    let phrase = clauses.noun_phrase(unit + 1, total);
                    let mentions = if phrase.mentions.is_empty()
                        && matches!(clauses.word(phrase.end), "of" | "like" | "including")
                    {
                        clauses.bearer(unit + 1, total)
                    } else {
                        phrase.mentions
                    };
                    chain.push((clauses.word(unit), mentions));
                    unit = phrase.end.max(unit + 1);
                }
                Kind::Adverb | Kind::Time | Kind::Quote => unit += 1,
                // "sanctions imposed by the council on …"
                Kind::Verb
                    if unit == from
                        && clauses.verb_at(unit).is_some_and(|verb| clauses.verbs[verb].passive) =>
                {
                    unit += 1
                }
                _ if clauses.units[unit].is_nominal() && unit == from => {
                    unit = clauses.noun_phrase(unit, total).end.max(unit + 1)
                }
                _ => break,
            }
        }
        chain
    }
}

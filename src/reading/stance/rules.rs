//! From cues to stances: one rule for each frame.

use super::clause::Clauses;
use super::lexicon::{Class, Cue, Frame, Lexicon, Piece};
use super::mood::Mood;
use super::units::Kind;
use crate::map::{Modality, Stance};

/// A stance between two mentions of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) source: usize,
    pub(super) target: usize,
    pub(super) stance: Stance,
    pub(super) modality: Modality,
    pub(super) confidence: f32,
    /// The units of the cue.
    pub(super) cue: (usize, usize),
}

/// A pattern found in the sentence.
struct Match<'l> {
    cue: &'l Cue,
    first: usize,
    /// One past the last unit matched.
    end: usize,
    /// The actor that the pattern holds: "came to [Turkey's] aid".
    object: Vec<usize>,
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

struct Rules<'c, 's> {
    clauses: &'c Clauses<'s>,
    out: Vec<Stated>,
}

impl Rules<'_, '_> {
    /// States source → target for every pair of the two sets.
    fn state(&mut self, sources: &[usize], targets: &[usize], found: &Match<'_>, mood: Mood, factor: f32) {
        let (stance, modality) = mood.of(found.cue.stance);
        self.state_as(
            sources,
            targets,
            (found.first, found.end),
            (stance, modality),
            found.cue.confidence * factor,
        );
    }

    fn state_as(
        &mut self,
        sources: &[usize],
        targets: &[usize],
        cue: (usize, usize),
        (stance, modality): (Stance, Modality),
        confidence: f32,
    ) {
        for &source in sources {
            for &target in targets {
                if self.clauses.mentions[source].actor != self.clauses.mentions[target].actor {
                    self.out.push(Stated { source, target, stance, modality, confidence, cue });
                }
            }
        }
    }

    /// States a stance both ways; among the first set where the second is empty.
    fn state_both(&mut self, ones: &[usize], others: &[usize], found: &Match<'_>, mood: Mood) {
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
    fn longest<'l>(&self, cues: impl Iterator<Item = &'l Cue>, first: usize) -> Option<Match<'l>> {
        cues.filter_map(|cue| self.matches(cue, first)).max_by_key(|found| (found.cue.rest.len(), found.end))
    }

    fn matches<'l>(&self, cue: &'l Cue, first: usize) -> Option<Match<'l>> {
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
        if reciprocal {
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
        // "whom Turkey backs": the object went ahead.
        let subject =
            clauses.before(clauses.verbs[verb].start).filter(|unit| clauses.units[*unit].is_nominal());
        let relative = subject.and_then(|last| clauses.phrase_start(last).checked_sub(1));
        match relative {
            Some(relative)
                if matches!(clauses.word(relative), "whom" | "which" | "that" | "who")
                    && found.cue.rest.is_empty() =>
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
    fn prepositions(&self, from: usize) -> Vec<(&str, Vec<usize>)> {
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

    /// Applies the patterns of a noun; answers where the next noun may begin.
    fn noun(&mut self, unit: usize) -> usize {
        let clauses = self.clauses;
        let Some(lemma) = clauses.units[unit].noun else { return unit };
        let cues = Lexicon::get().noun_cues(lemma);
        let Some(best) = self.longest(cues.iter(), unit) else { return unit };
        let length = best.cue.rest.len();
        // Several frames may share a noun: each looks for its own prepositions.
        for cue in cues.iter().filter(|cue| cue.rest.len() == length) {
            let Some(found) = self.matches(cue, unit) else { continue };
            match cue.frame {
                Frame::Kin | Frame::Kins | Frame::Favourite => self.kin(&found),
                _ => self.event(&found),
            }
        }
        best.end
    }

    /// The actor of the same noun phrase that owns or qualifies the noun at `unit`.
    fn owners(&self, unit: usize) -> Vec<usize> {
        let clauses = self.clauses;
        let mut owners = Vec::new();
        let mut at = unit;
        while let Some(previous) = at.checked_sub(1) {
            match clauses.kind(previous) {
                Kind::Mention => owners.push(previous),
                Kind::Noun if !clauses.units[previous].possessive => {}
                Kind::Adverb | Kind::Quote | Kind::Hyphen => {}
                Kind::Conjunction if !owners.is_empty() || clauses.kind(at) == Kind::Noun => {}
                _ => break,
            }
            if owners.len() == 2
                && clauses.kind(previous + 1) != Kind::Conjunction
                && clauses.kind(previous + 1) != Kind::Hyphen
            {
                owners.pop();
                break;
            }
            at = previous;
        }
        owners.into_iter().filter_map(|unit| clauses.units[unit].mention).collect()
    }

    /// Whether mentions own nothing: "gave Haftar weapons" against "gave Haftar's weapons".
    fn is_bare(&self, mentions: &[usize]) -> bool {
        let units = self.clauses.units.iter();
        units
            .filter(|unit| unit.mention.is_some_and(|mention| mentions.contains(&mention)))
            .all(|unit| !unit.possessive)
    }

    /// The verb whose object is the noun phrase around `unit`.
    fn governing(&self, unit: usize) -> Option<usize> {
        let clauses = self.clauses;
        for previous in (0..unit).rev() {
            if let Some(verb) = clauses.verb_at(previous) {
                return Some(verb);
            }
            let inside = clauses.units[previous].is_nominal()
                || matches!(
                    clauses.kind(previous),
                    Kind::Adverb | Kind::Conjunction | Kind::Quote | Kind::Hyphen
                );
            if !(inside || clauses.kind(previous) == Kind::Preposition && previous + 4 > unit) {
                return None;
            }
        }
        None
    }

    /// "An attack by A on B", "A launched an attack on B", "a deal between A and B".
    fn event(&mut self, found: &Match<'_>) {
        let clauses = self.clauses;
        let lexicon = Lexicon::get();
        let mut chain = self.prepositions(found.end);
        let governor = self.governing(found.first);
        let mut agents = self.owners(found.first);
        if let Some(verb) = governor.map(|verb| &clauses.verbs[verb])
            && lexicon.is(verb.lemma, Class::Give)
            && found.cue.frame == Frame::Noun
            && found.cue.prepositions.iter().any(|word| matches!(*word, "to" | "for" | "on"))
        {
            // "gave Haftar weapons", "was given shelter by Egypt"
            let mood = clauses.noun_mood(found.first, governor);
            let receiver = clauses.noun_phrase(verb.unit + 1, found.first);
            let direct = clauses.kind(verb.unit + 1) != Kind::Preposition;
            if verb.passive && receiver.mentions.is_empty() && !verb.subject.is_empty() {
                return self.state(&clauses.agents(found.end), &verb.subject, found, mood, 1.0);
            }
            if !verb.passive
                && direct
                && !receiver.mentions.is_empty()
                && !agents.is_empty()
                && self.is_bare(&agents)
            {
                return self.state(&verb.subject, &receiver.mentions, found, mood, 1.0);
            }
        }
        // "the pact that Egypt signed with …"
        if clauses.kind(found.end) == Kind::Relative
            && let Some(verb) =
                (found.end..(found.end + 10).min(clauses.units.len())).find_map(|unit| clauses.verb_at(unit))
            && clauses.verbs[verb].start > found.end + 1
            && lexicon.is(clauses.verbs[verb].lemma, Class::Light)
        {
            agents.extend(&clauses.verbs[verb].subject);
            chain = self.prepositions(clauses.verbs[verb].unit + 1);
        }
        let mood = clauses.noun_mood(found.first, governor);
        let after =
            |word: &str| chain.iter().find(|(other, _)| *other == word).map(|(_, mentions)| mentions.clone());
        if found.cue.frame == Frame::Pact
            && let Some(parties) = after("between").or_else(|| after("among"))
        {
            return self.state_both(&parties, &[], found, mood);
        }
        let mut patients: Vec<usize> = found
            .cue
            .prepositions
            .iter()
            .find_map(|word| after(word).filter(|mentions| !mentions.is_empty()))
            .unwrap_or_default();
        for word in ["by", "from", "of"] {
            if agents.is_empty() && !found.cue.prepositions.contains(&word) {
                agents = after(word).unwrap_or_default();
            }
        }
        let verb = governor.map(|verb| &clauses.verbs[verb]);
        let subject = verb.filter(|verb| !verb.passive).map(|verb| verb.subject.clone()).unwrap_or_default();
        let is = |class| verb.is_some_and(|verb| lexicon.is(verb.lemma, class));
        if agents.is_empty()
            && is(Class::Receive)
            && found.cue.stance == Stance::Backs
            && after("of").is_some_and(|of| of == patients)
        {
            // "has the support of Egypt"
            return self.state(&patients, &subject, found, mood, 1.0);
        }
        if patients.is_empty()
            && let Some(verb) = verb
        {
            patients = self.fronted(verb.start, &found.cue.prepositions);
        }
        if found.cue.frame == Frame::Pact {
            if (agents.is_empty() || patients.is_empty() && agents.len() < 2) && is(Class::Light) {
                agents.extend(subject);
            }
            return self.state_both(&agents, &patients, found, mood);
        }
        if agents.is_empty() && clauses.kind(self.phrase_begin(found.first)) == Kind::Possessive {
            // "his support for Haftar"
            agents = self
                .clause_verb(found.first)
                .map(|verb| clauses.verbs[verb].subject.clone())
                .unwrap_or_default();
            return self.state(&agents, &patients, found, mood, 0.9);
        }
        if agents.is_empty() && [Class::Light, Class::End, Class::Doubt, Class::Wish].into_iter().any(is) {
            let material = found.cue.prepositions.first() == Some(&"to");
            return self.state(&subject, &patients, found, mood, if material { 0.9 } else { 1.0 });
        }
        if agents.is_empty() && verb.is_some_and(|verb| verb.passive && (is(Class::Light))) {
            return;
        }
        if patients.is_empty() && is(Class::Receive) {
            return self.state(&agents, &subject, found, mood, 0.9);
        }
        self.state(&agents, &patients, found, mood, 1.0);
    }

    /// The antecedent of "to which Egypt gave …": a preposition that went ahead of its clause.
    fn fronted(&self, start: usize, prepositions: &[&str]) -> Vec<usize> {
        let clauses = self.clauses;
        let Some(last) = clauses.before(start) else { return Vec::new() };
        if !clauses.units[last].is_nominal() {
            return Vec::new();
        }
        let relative =
            clauses.phrase_start(last).checked_sub(1).filter(|unit| clauses.kind(*unit) == Kind::Relative);
        match relative {
            Some(relative) if relative > 0 && prepositions.contains(&clauses.word(relative - 1)) => {
                clauses.antecedent(relative)
            }
            _ => Vec::new(),
        }
    }

    /// "A is an ally of B", "B's ally A", "A, an ally of B".
    fn kin(&mut self, found: &Match<'_>) {
        let clauses = self.clauses;
        let total = clauses.units.len();
        let governor = self.governing(found.first);
        let mut others = self.owners(found.first);
        let mut end = found.end;
        if others.is_empty() {
            let chain = self.prepositions(found.end);
            others = chain
                .iter()
                .find(|(word, _)| matches!(*word, "of" | "to" | "with"))
                .map(|(_, mentions)| mentions.clone())
                .unwrap_or_default();
            if !others.is_empty() {
                end = clauses.noun_phrase(found.end + 1, total).end;
            }
        }
        let start = self.phrase_begin(found.first);
        if others.is_empty() && clauses.kind(start) == Kind::Possessive {
            // "Turkey and its ally Qatar"
            let joined = start
                .checked_sub(1)
                .filter(|unit| clauses.kind(*unit) == Kind::Conjunction)
                .and_then(|unit| unit.checked_sub(1));
            others = match joined.and_then(|unit| clauses.units[unit].mention) {
                Some(owner) => vec![owner],
                None => clauses
                    .verbs
                    .iter()
                    .rev()
                    .find(|verb| verb.unit < start && verb.finite)
                    .map(|verb| verb.subject.clone())
                    .unwrap_or_default(),
            };
        }
        // "ally Qatar", "allies Russia and Iran"
        let mut ones = Vec::new();
        if end == found.end && end < total && clauses.kind(end) == Kind::Mention {
            ones = clauses.noun_phrase(end, total).mentions;
        }
        let copula = governor.map(|verb| &clauses.verbs[verb]).filter(|verb| {
            matches!(clauses.kind(verb.unit), Kind::Be)
                || matches!(
                    clauses.word(verb.unit),
                    "become" | "became" | "remains" | "remained" | "remain" | "becoming"
                )
        });
        let mut mood = Mood::default();
        if ones.is_empty() {
            if let Some(verb) = copula {
                ones = verb.subject.clone();
                mood = clauses.noun_mood(found.first, governor);
                if others.is_empty() && matches!(found.cue.frame, Frame::Kins) {
                    return self.state_both(&ones, &[], found, mood);
                }
            } else if start > 0 && clauses.kind(start - 1) == Kind::Comma {
                // "Haftar, an ally of Egypt"
                if clauses.verb_at(end).is_none() {
                    ones = clauses.antecedent(start);
                }
                if clauses.kind(start) == Kind::Possessive {
                    // "Egypt praised Haftar, its ally": somebody named before him.
                    let one = |mention: &usize| {
                        ones.iter()
                            .any(|one| clauses.mentions[*one].actor == clauses.mentions[*mention].actor)
                    };
                    others = (0..start)
                        .rev()
                        .filter_map(|unit| clauses.units[unit].mention)
                        .find(|mention| !one(mention))
                        .into_iter()
                        .collect();
                }
            }
        }
        if ones.is_empty()
            && clauses.kind(end) == Kind::Comma
            && end + 1 < total
            && clauses.units[end + 1].is_nominal()
        {
            // "Egypt's main ally, Haftar,"
            ones = clauses.noun_phrase(end + 1, total).mentions;
            let close = clauses.noun_phrase(end + 1, total).end;
            if clauses.kind(close) != Kind::Comma && clauses.kind(close) != Kind::Stop {
                ones.clear();
            }
        }
        if clauses.word(found.first.saturating_sub(1)) == "former"
            || clauses.word(found.first.saturating_sub(1)) == "erstwhile"
        {
            mood.negated = true;
        }
        if found.cue.frame == Frame::Favourite {
            self.state(&others, &ones, found, mood, 1.0);
        } else if found.cue.frame == Frame::Kins {
            if !others.is_empty() && !ones.is_empty() {
                self.state_both(&ones, &others, found, mood);
            }
        } else {
            self.state(&ones, &others, found, mood, 1.0);
        }
    }

    /// A mention that is itself a kin: "supporters of Haftar", "Haftar's supporters".
    fn kin_mention(&mut self, unit: usize) {
        let clauses = self.clauses;
        let Some(mention) = clauses.units[unit].mention else { return };
        let last = &*clauses.tokens[clauses.units[unit].end - 1].lower;
        let Some(lemma) = Lexicon::get().word(last).and_then(|word| word.noun) else { return };
        let cues = Lexicon::get().noun_cues(lemma);
        for cue in
            cues.iter().filter(|cue| cue.rest.is_empty() && matches!(cue.frame, Frame::Kin | Frame::Kins))
        {
            let found = Match { cue, first: unit, end: unit + 1, object: Vec::new() };
            let mut others = self.owners(unit);
            if others.is_empty() {
                others = self
                    .prepositions(unit + 1)
                    .into_iter()
                    .find(|(word, _)| *word == "of")
                    .map(|(_, mentions)| mentions)
                    .unwrap_or_default();
            }
            if cue.frame == Frame::Kins {
                self.state_both(&others, &[mention], &found, Mood::default());
            } else {
                self.state(&[mention], &others, &found, Mood::default(), 1.0);
            }
        }
    }

    /// Where the noun phrase around `unit` begins, without its coordination.
    fn phrase_begin(&self, unit: usize) -> usize {
        let mut start = unit;
        while start > 0
            && (self.clauses.units[start - 1].is_nominal() || self.clauses.kind(start - 1) == Kind::Adverb)
        {
            start -= 1;
        }
        start
    }

    /// Adjectives ("loyal to") and adverbials ("in support of"); whether one was found.
    fn phrase(&mut self, unit: usize) -> bool {
        let clauses = self.clauses;
        if clauses.kind(unit) == Kind::Mention {
            return false;
        }
        let lexicon = Lexicon::get();
        let Some(word) = lexicon.word(clauses.word(unit)) else { return false };
        if word.phrases.is_empty() {
            return false;
        }
        let Some(found) = self.longest(word.phrases.iter().map(|index| lexicon.phrase(*index)), unit) else {
            return false;
        };
        let total = clauses.units.len();
        let targets =
            if found.object.is_empty() { clauses.bearer(found.end, total) } else { found.object.clone() };
        if targets.is_empty() {
            return false;
        }
        let previous = clauses.before(unit);
        let verb = previous.and_then(|previous| clauses.verb_at(previous));
        let (sources, mood) = match (found.cue.frame, verb) {
            (_, Some(verb)) => (clauses.verbs[verb].subject.clone(), clauses.mood(verb)),
            (Frame::Adverbial | Frame::Reaction, None) => match self.clause_verb(unit) {
                Some(verb) if clauses.verbs[verb].passive => {
                    (clauses.agents(clauses.verbs[verb].unit), clauses.mood(verb))
                }
                Some(verb) => (clauses.verbs[verb].subject.clone(), clauses.mood(verb)),
                None => (Vec::new(), Mood::default()),
            },
            (_, None) => match clauses.verb_at(unit) {
                Some(verb) => (clauses.verbs[verb].subject.clone(), clauses.mood(verb)),
                None if previous.is_none() => (self.after_comma(found.end), Mood::default()),
                None => (clauses.antecedent(unit), Mood::default()),
            },
        };
        if found.cue.frame == Frame::Reaction {
            self.state(&targets, &sources, &found, Mood::default(), 1.0);
        } else {
            self.state(&sources, &targets, &found, mood, 1.0);
        }
        true
    }

    /// The nearest verb to the left in the same clause.
    fn clause_verb(&self, unit: usize) -> Option<usize> {
        let clauses = self.clauses;
        (0..unit)
            .rev()
            .take_while(|unit| !matches!(clauses.kind(*unit), Kind::Stop | Kind::Subordinator))
            .find_map(|unit| clauses.verb_at(unit))
    }

    fn after_comma(&self, from: usize) -> Vec<usize> {
        let clauses = self.clauses;
        let comma = (from..clauses.units.len()).find(|unit| clauses.kind(*unit) == Kind::Comma);
        comma.map(|comma| clauses.bearer(comma + 1, clauses.units.len())).unwrap_or_default()
    }

    /// "Russian-backed Wagner", "pro-Turkish militias", "anti-Assad rebels".
    fn compound(&mut self, unit: usize) {
        let clauses = self.clauses;
        let Some(mention) = clauses.units[unit].mention else { return };
        let total = clauses.units.len();
        if let Some((prefix, first)) = self.prefix(unit) {
            let stance = if prefix == "pro" { Stance::Backs } else { Stance::Opposes };
            let sources = clauses.noun_phrase(unit + 1, total).mentions;
            self.state_as(&sources, &[mention], (first, unit + 1), (stance, Modality::Asserted), 0.85);
        }
        if let Some((participle, end)) = self.suffix(unit) {
            let Some(word) = Lexicon::get().word(participle) else { return };
            let (stance, confidence) = match word.verb {
                _ if matches!(participle, "led" | "run" | "controlled" | "dominated") => (Stance::Backs, 0.5),
                _ if matches!(participle, "aligned" | "allied" | "affiliated" | "linked") => {
                    (Stance::Backs, 0.8)
                }
                Some((lemma, _)) => {
                    let Some(cue) = Lexicon::get()
                        .verb_cues(lemma)
                        .iter()
                        .find(|cue| cue.rest.is_empty() && cue.frame == Frame::Verb)
                    else {
                        return;
                    };
                    (cue.stance, 0.9)
                }
                None => return,
            };
            let targets = clauses.bearer(end, total);
            let reversed = matches!(participle, "aligned" | "allied" | "affiliated" | "linked");
            let modality = Modality::Asserted;
            if reversed {
                self.state_as(&targets, &[mention], (unit, end), (stance, modality), confidence);
            } else {
                self.state_as(&[mention], &targets, (unit, end), (stance, modality), confidence);
            }
        }
    }

    /// "pro" or "anti" joined to a mention from the left, with its unit. The hyphen may be a token of its own or within one.
    fn prefix(&self, unit: usize) -> Option<(&'static str, usize)> {
        let clauses = self.clauses;
        let prefix = |text: &str| ["pro", "anti"].into_iter().find(|prefix| *prefix == text);
        let here = &clauses.units[unit];
        let first = &clauses.tokens[here.first];
        let mention = &clauses.mentions[here.mention?];
        if first.span.start < mention.span.start {
            return first.lower.split_once('-').and_then(|(word, _)| prefix(word)).map(|word| (word, unit));
        }
        let hyphen = unit.checked_sub(1).filter(|hyphen| clauses.kind(*hyphen) == Kind::Hyphen)?;
        prefix(clauses.word(hyphen.checked_sub(1)?)).map(|word| (word, hyphen - 1))
    }

    /// The participle joined to a mention from the right, with the unit behind it.
    fn suffix(&self, unit: usize) -> Option<(&str, usize)> {
        let clauses = self.clauses;
        let here = &clauses.units[unit];
        let last = &clauses.tokens[here.end - 1];
        if last.span.end > clauses.mentions[here.mention?].span.end {
            return last.lower.rsplit_once('-').map(|(_, word)| (word, unit + 1));
        }
        (clauses.kind(unit + 1) == Kind::Hyphen).then(|| (clauses.word(unit + 2), unit + 3))
    }
}

//! Stances in nouns: support and attacks, pacts and clashes, allies and rivals.

use super::lexicon::{Class, Frame, Lexicon};
use super::mood::Mood;
use super::rules::{Match, Rules};
use super::units::Kind;
use crate::map::Stance;

impl Rules<'_, '_> {
    /// Applies the patterns of a noun; answers where the next noun may begin.
    pub(super) fn noun(&mut self, unit: usize) -> usize {
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
        // "Russian mercenary company" tells what sort of company it is.
        let sort = clauses.kind(end) == Kind::Noun
            || clauses.kind(end) == Kind::Mention
                && !clauses.tokens[clauses.units[end].first].is_capitalised();
        if !others.is_empty() && end == found.end && sort {
            return;
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
        let past = |unit: usize| {
            matches!(
                clauses.word(unit),
                "former" | "erstwhile" | "ex" | "once" | "onetime" | "one-time" | "previously" | "first"
            )
        };
        if (start.saturating_sub(1)..found.first).any(past) {
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
    pub(super) fn kin_mention(&mut self, unit: usize) {
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

    /// Whether mentions own nothing: "gave Haftar weapons" against "gave Haftar's weapons".
    fn is_bare(&self, mentions: &[usize]) -> bool {
        let units = self.clauses.units.iter();
        units
            .filter(|unit| unit.mention.is_some_and(|mention| mentions.contains(&mention)))
            .all(|unit| !unit.possessive)
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
}

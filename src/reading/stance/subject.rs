//! Who does what a verb tells: subjects, antecedents and agents, by looking left from the verb over what does not matter.

use super::clause::{Clauses, Verb};
use super::lexicon::{Class, Lexicon};
use super::units::Kind;
use crate::map::ActorKind;

impl Clauses<'_> {
    /// The governor of the newest verb, whether it modifies a noun, and its subject.
    pub(super) fn find_subject(&self, verb: usize) -> (Option<usize>, bool, Vec<usize>) {
        let Verb { unit, start, finite, passive, .. } = self.verbs[verb];
        let Some(previous) = self.before(start) else {
            return (None, !finite, if finite { Vec::new() } else { self.subject_after(unit) });
        };
        if finite {
            let (modifier, subject) = self.subject_before(start);
            return (None, modifier, subject);
        }
        // "denied arming", "vowed to fight", "helped defeat"
        if let Some(governor) = self.verb_at(previous) {
            let subject = self.verbs[governor].subject.clone();
            return (Some(governor), false, subject);
        }
        let infinitive = self.kind(start) == Kind::To;
        if infinitive || self.kind(previous) == Kind::Preposition {
            if let Some(governor) = self.governor(start) {
                return (Some(governor), false, self.controller(governor, start));
            }
            let end = if infinitive { previous } else { self.before(previous).unwrap_or(previous) };
            return (None, true, self.bearer(self.phrase_start(end), end + 1));
        }
        if passive || self.units[previous].is_nominal() || self.kind(previous) == Kind::Close {
            if self.kind(previous) == Kind::Comma {
                let subject = self.antecedent(previous);
                if !subject.is_empty() {
                    return (None, true, subject);
                }
            } else if self.kind(previous) == Kind::Conjunction {
                if let Some(last) = verb.checked_sub(1) {
                    return (None, self.verbs[last].modifier, self.verbs[last].subject.clone());
                }
            } else {
                return (None, true, self.antecedent(start));
            }
        }
        // ", accusing Y": the subject of the clause.
        match (0..verb).rev().find(|other| self.verbs[*other].finite) {
            Some(main) if self.verbs[main].passive => (None, false, self.agents(self.verbs[main].unit + 1)),
            Some(main) => {
                let main = self.clause_head(main);
                (None, false, self.verbs[main].subject.clone())
            }
            None => {
                let before =
                    if self.kind(previous) == Kind::Comma { self.antecedent(previous) } else { Vec::new() };
                (None, true, if before.is_empty() { self.subject_after(unit) } else { before })
            }
        }
    }

    /// Of a verb that modifies a noun, the verb of the clause around it.
    fn clause_head(&self, verb: usize) -> usize {
        if !self.verbs[verb].modifier {
            return verb;
        }
        (0..verb)
            .rev()
            .find(|other| self.verbs[*other].finite && !self.verbs[*other].modifier)
            .unwrap_or(verb)
    }

    /// The subject of "Backed by Iran, the Houthis …": what follows the next comma.
    fn subject_after(&self, unit: usize) -> Vec<usize> {
        let comma = (unit..self.units.len()).find(|unit| self.kind(*unit) == Kind::Comma);
        comma.map(|comma| self.bearer(comma + 1, self.units.len())).unwrap_or_default()
    }

    /// The verb to the left on which an infinitive or "of accusing" hangs, within the clause.
    fn governor(&self, start: usize) -> Option<usize> {
        for unit in (start.saturating_sub(14)..start).rev() {
            match self.kind(unit) {
                Kind::Verb | Kind::Be | Kind::Auxiliary => {
                    if let Some(verb) = self.verb_at(unit) {
                        return Some(verb);
                    }
                }
                Kind::Comma | Kind::Stop | Kind::Subordinator | Kind::Relative | Kind::Open | Kind::Close => {
                    return None;
                }
                _ => {}
            }
        }
        None
    }

    /// The subject of what hangs on a verb: its object where it controls one, its own subject otherwise.
    fn controller(&self, governor: usize, end: usize) -> Vec<usize> {
        let verb = &self.verbs[governor];
        let lexicon = Lexicon::get();
        let object = if verb.passive { Vec::new() } else { self.object(verb.unit + 1, end) };
        if lexicon.is(verb.lemma, Class::Control) {
            if verb.passive || self.word(end) != "to" && object.is_empty() {
                return verb.subject.clone();
            }
            return object;
        }
        verb.subject.clone()
    }

    /// The nearest object to the right of a verb, over a preposition that belongs to it ("called on").
    pub(super) fn object(&self, from: usize, end: usize) -> Vec<usize> {
        let from =
            if matches!(self.word(from), "on" | "upon" | "for" | "with" | "to") { from + 1 } else { from };
        self.bearer(from, end)
    }

    /// The subject of a finite verb whose group begins at `start`, and whether it modifies its subject.
    fn subject_before(&self, start: usize) -> (bool, Vec<usize>) {
        let mut appositions = Vec::new();
        let mut end = start;
        for _ in 0..8 {
            let Some(last) = self.before(end) else { return (false, appositions) };
            match self.kind(last) {
                Kind::Relative => return (true, self.antecedent(last)),
                Kind::Comma | Kind::Close => {
                    let open = match self.kind(last) {
                        Kind::Close => (0..last).rev().find(|unit| self.kind(*unit) == Kind::Open),
                        _ => self.opening_comma(last),
                    };
                    let Some(open) = open else { return (false, self.inherited(last, appositions)) };
                    if (open + 1..last).all(|unit| self.is_phrase(unit)) && self.units[open + 1].is_nominal()
                    {
                        appositions.extend(self.apposed(open + 1, last));
                    }
                    end = open;
                }
                Kind::Conjunction => return (false, self.inherited(last, appositions)),
                _ if self.is_phrase(last) => {
                    let first = self.phrase_start(last);
                    // What stands left of the phrase may modify what is further left: "rebels backed by Iran seized".
                    if let Some(boundary) = self.before(first)
                        && let Some(verb) = self.verb_at(boundary)
                        && self.verbs[verb].modifier
                    {
                        let jump = self.opening(verb);
                        if self.before(jump).is_some_and(|before| self.is_phrase(before)) {
                            end = jump;
                            continue;
                        }
                    }
                    let relative = first > 0 && self.kind(first - 1) == Kind::Relative;
                    if relative && self.word(first - 1) == "whose" {
                        let own = self.bearer(first, last + 1);
                        return (true, if own.is_empty() { self.antecedent(first - 1) } else { own });
                    }
                    let mut subject = self.head_of_subject(first, last + 1);
                    if subject.is_empty() && self.kind(last) == Kind::Pronoun {
                        // "Sisi said he would …"
                        subject = self.antecedent_subject(last);
                    }
                    subject.extend(appositions);
                    subject.dedup();
                    return (relative, subject);
                }
                Kind::Verb if self.verb_at(last).is_some_and(|verb| self.verbs[verb].modifier) => {
                    end = self.opening(self.verb_at(last).unwrap_or_default());
                }
                _ => return (false, appositions),
            }
        }
        (false, appositions)
    }

    /// The nearest earlier subject that a pronoun at `unit` may mean.
    fn antecedent_subject(&self, unit: usize) -> Vec<usize> {
        let person = match self.word(unit) {
            "he" | "she" => Some(true),
            "it" => Some(false),
            "they" => None,
            _ => return Vec::new(),
        };
        let known = |mention: usize| {
            self.actors.get(self.mentions[mention].actor).is_some_and(|actor| actor.kind != ActorKind::Other)
        };
        let fits = |mention: &usize| {
            person.is_none_or(|person| !known(*mention) || person == self.is_person(*mention))
        };
        let subjects = self.verbs.iter().rev().filter(|verb| verb.unit < unit).map(|verb| &verb.subject);
        subjects
            .map(|subject| subject.iter().copied().filter(fits).collect::<Vec<_>>())
            .find(|subject| !subject.is_empty())
            .unwrap_or_default()
    }

    /// Where the clause of a verb that modifies a noun begins: at its relative pronoun, or at the participle.
    pub(super) fn opening(&self, verb: usize) -> usize {
        let start = self.verbs[verb].start;
        if !self.verbs[verb].finite {
            return start;
        }
        (0..start).rev().find(|unit| self.kind(*unit) == Kind::Relative).unwrap_or(start)
    }

    /// The subject of the clause that a conjunction or comma continues.
    fn inherited(&self, at: usize, fallback: Vec<usize>) -> Vec<usize> {
        let left = |verb: &&Verb| verb.unit < at && verb.finite;
        let next = (at + 1..(at + 4).min(self.units.len())).find(|unit| self.kind(*unit) == Kind::Verb);
        let speech = |lemma| Lexicon::get().is(lemma, Class::Speech);
        // "Silva said that Chad was right and accused Mali": whoever speaks goes on speaking.
        if next.and_then(|next| self.units[next].verb).is_some_and(|(lemma, _)| speech(lemma))
            && let Some(inner) = self.verbs.iter().rev().find(left)
            && !speech(inner.lemma)
            && let Some(that) = (0..inner.start)
                .rev()
                .take_while(|unit| self.verb_at(*unit).is_none())
                .find(|unit| self.word(*unit) == "that" && self.kind(*unit) == Kind::Subordinator)
            && let Some(outer) = self.verbs.iter().rev().find(|verb| verb.unit < that && verb.finite)
            && speech(outer.lemma)
            && !outer.subject.is_empty()
        {
            return outer.subject.clone();
        }
        let free =
            self.verbs.iter().rev().filter(left).find(|verb| !verb.modifier && !verb.subject.is_empty());
        let adjacent = self.verbs.iter().rev().find(left);
        let modifying = adjacent.filter(|verb| verb.modifier && self.kind(at) == Kind::Conjunction);
        modifying.or(free).or(adjacent).map_or(fallback, |verb| verb.subject.clone())
    }

    /// The comma that opens the insertion which the comma at `close` ends.
    fn opening_comma(&self, close: usize) -> Option<usize> {
        let mut nearest = None;
        for unit in (0..close).rev() {
            match self.kind(unit) {
                Kind::Stop => break,
                Kind::Comma if unit > 0 => {
                    let opens = matches!(self.kind(unit + 1), Kind::Relative)
                        || matches!(
                            self.word(unit + 1),
                            "as" | "like"
                                | "including"
                                | "according"
                                | "long"
                                | "once"
                                | "in"
                                | "with"
                                | "for"
                                | "to"
                                | "at"
                                | "along"
                        )
                        || self.verb_at(unit + 1).is_some_and(|verb| !self.verbs[verb].finite)
                        || self.kind(unit + 1) == Kind::Determiner;
                    if opens {
                        return Some(unit);
                    }
                    nearest = nearest.or(Some(unit));
                }
                _ => {}
            }
        }
        nearest
    }

    /// The actors of a chain that precedes a finite verb; what belongs to an earlier clause is cut off.
    fn head_of_subject(&self, first: usize, end: usize) -> Vec<usize> {
        let mut first = first;
        let boundary = self.before(first).and_then(|boundary| self.verb_at(boundary));
        let speech = boundary.is_some_and(|verb| Lexicon::get().is(self.verbs[verb].lemma, Class::Speech));
        if boundary.is_some()
            && !speech
            && let Some(conjunction) = (first..end).rev().find(|unit| self.kind(*unit) == Kind::Conjunction)
        {
            first = conjunction + 1;
        }
        // "In Libya Turkey …", "On Sunday the army …"
        while self.kind(first) == Kind::Preposition {
            let Some(next) = (first + 1..end).find(|unit| self.kind(*unit) == Kind::Time) else { break };
            first = next + 1;
        }
        if self.kind(first) == Kind::Preposition {
            let last = (first + 1..end).rev().take_while(|unit| self.kind(*unit) != Kind::Preposition).last();
            first = last.unwrap_or(first);
        }
        self.bearer(first, end)
    }

    /// What a relative pronoun or participle at `unit` refers to.
    pub(super) fn antecedent(&self, unit: usize) -> Vec<usize> {
        let mut last = unit;
        loop {
            let Some(before) = self.before(last) else { return Vec::new() };
            last = before;
            if !matches!(self.kind(last), Kind::Comma | Kind::Preposition) {
                break;
            }
        }
        if self.kind(last) == Kind::Close
            && let Some(open) = (0..last).rev().find(|unit| self.kind(*unit) == Kind::Open)
            && open > 0
        {
            last = open - 1;
        }
        if self.verb_at(last).is_some() || !self.is_phrase(last) {
            return Vec::new();
        }
        let first = self.plain_start(last);
        // "…, according to Turkey, supportive of …"
        if let Some(source) = (first.saturating_sub(1)..last).find(|unit| self.word(*unit) == "according") {
            return self.antecedent(source);
        }
        let nearest = (first..=last).rev().find(|unit| self.kind(*unit) == Kind::Preposition);
        let from = nearest.map_or(first, |preposition| preposition + 1);
        let place = nearest.is_some_and(|preposition| {
            matches!(self.word(preposition), "in" | "at" | "on" | "near" | "from" | "around")
        });
        let adjacent = self.bearer(from, last + 1);
        let who = matches!(self.word(unit), "who" | "whom");
        let fits = adjacent.last().is_some_and(|mention| {
            self.units[last].mention == Some(*mention)
                && (!who || self.is_person(*mention) || nearest.is_none())
        });
        // "Lee, a former head of the council who …"
        let apposed = self.apposed_to(first);
        if who && apposed.iter().any(|mention| self.is_person(*mention)) {
            return apposed;
        }
        // "Ana Silva of Porto, the party's nominee"
        let named = self.noun_phrase(first, last + 1).mentions;
        let person = |mentions: &[usize]| mentions.last().is_some_and(|mention| self.is_person(*mention));
        if fits && person(&named) && !person(&adjacent) {
            return named;
        }
        if fits && !place {
            return adjacent;
        }
        let whole = self.bearer(first, last + 1);
        match (whole.is_empty(), adjacent.is_empty()) {
            (false, _) => whole,
            (true, false) => adjacent,
            (true, true) => {
                let apposed = self.apposed_to(first);
                if apposed.is_empty() { self.author(first, last + 1) } else { apposed }
            }
        }
    }

    /// Whom a description that begins at `first` is set beside: "the Houthis, a movement from the north that …".
    fn apposed_to(&self, first: usize) -> Vec<usize> {
        let comma = first.checked_sub(1).filter(|unit| self.kind(*unit) == Kind::Comma);
        let named = comma.and_then(|comma| comma.checked_sub(1)).and_then(|unit| self.units[unit].mention);
        match named {
            Some(mention) if self.kind(first) == Kind::Determiner => vec![mention],
            _ => Vec::new(),
        }
    }

    /// The agents of a passive, after "by" within its clause.
    pub(super) fn agents(&self, from: usize) -> Vec<usize> {
        for unit in from..self.units.len() {
            match self.kind(unit) {
                Kind::Verb
                | Kind::Be
                | Kind::Modal
                | Kind::Stop
                | Kind::Relative
                | Kind::Subordinator
                | Kind::Comma => break,
                Kind::Preposition if self.word(unit) == "by" => {
                    return self.bearer(unit + 1, self.units.len());
                }
                _ => {}
            }
        }
        Vec::new()
    }
}

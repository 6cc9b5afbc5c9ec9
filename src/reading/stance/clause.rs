//! The verbs of a sentence and their subjects, by a shallow look at clauses.

use super::inflect::VerbForm;
use super::lexicon::{Class, Frame, Lemma, Lexicon};
use super::units::{Kind, Unit, units};
use crate::map::{ActorKind, FoundActor};
use crate::reading::mention::Mention;
use crate::reading::token::Token;

/// A verb with its auxiliaries.
#[derive(Debug, Clone)]
pub(super) struct Verb {
    /// The unit of the verb itself.
    pub(super) unit: usize,
    /// The first unit of its group: "has never been".
    pub(super) start: usize,
    /// Its lemma, if the lexicon holds it.
    pub(super) lemma: Option<Lemma>,
    /// Whether the subject suffers the act.
    pub(super) passive: bool,
    /// Whether it has a tense of its own: neither an infinitive nor a participle.
    pub(super) finite: bool,
    /// Whether its subject is a relative pronoun or the noun that it follows.
    pub(super) modifier: bool,
    /// The verb on which it hangs: "vowed to fight", "denied arming", "accused Y of arming".
    pub(super) governor: Option<usize>,
    /// The mentions that are its subject.
    pub(super) subject: Vec<usize>,
}

/// A sentence laid out for the rules.
#[derive(Debug)]
pub(super) struct Clauses<'s> {
    pub(super) tokens: &'s [Token<'s>],
    pub(super) mentions: &'s [Mention],
    pub(super) actors: &'s [FoundActor],
    pub(super) units: Vec<Unit>,
    pub(super) verbs: Vec<Verb>,
    /// For each unit, which verb it is.
    verb_at: Vec<Option<usize>>,
}

impl<'s> Clauses<'s> {
    pub(super) fn new(tokens: &'s [Token<'s>], mentions: &'s [Mention], actors: &'s [FoundActor]) -> Self {
        let units = units(tokens, mentions);
        let verb_at = vec![None; units.len()];
        let mut clauses = Self { tokens, mentions, actors, units, verbs: Vec::new(), verb_at };
        for unit in 0..clauses.units.len() {
            if let Some(verb) = clauses.verb(unit) {
                clauses.verb_at[unit] = Some(clauses.verbs.len());
                clauses.verbs.push(verb);
                let last = clauses.verbs.len() - 1;
                let (governor, modifier, subject) = clauses.find_subject(last);
                let verb = &mut clauses.verbs[last];
                (verb.governor, verb.modifier, verb.subject) = (governor, modifier, subject);
            }
        }
        clauses
    }

    /// The kind of a unit; a stop beyond either end.
    pub(super) fn kind(&self, unit: usize) -> Kind {
        self.units.get(unit).map_or(Kind::Stop, |unit| unit.kind)
    }

    /// A unit's first word in lower case.
    pub(super) fn word(&self, unit: usize) -> &str {
        self.units.get(unit).map_or("", |unit| &self.tokens[unit.first].lower)
    }

    /// Which verb a unit is.
    pub(super) fn verb_at(&self, unit: usize) -> Option<usize> {
        self.verb_at.get(unit).copied().flatten()
    }

    fn is_person(&self, mention: usize) -> bool {
        self.actors.get(self.mentions[mention].actor).is_some_and(|actor| actor.kind == ActorKind::Person)
    }

    /// The unit before, over adverbs, times and quotation marks.
    pub(super) fn before(&self, unit: usize) -> Option<usize> {
        (0..unit).rev().find(|unit| !matches!(self.kind(*unit), Kind::Adverb | Kind::Time | Kind::Quote))
    }

    fn verb(&self, unit: usize) -> Option<Verb> {
        let (lemma, form) = match self.kind(unit) {
            Kind::Verb => self.units[unit].verb?,
            // A copula or a full "have" counts as a verb where none follows.
            Kind::Be | Kind::Auxiliary => {
                let next = (unit + 1..self.units.len())
                    .find(|next| !matches!(self.kind(*next), Kind::Adverb | Kind::Not))?;
                if matches!(self.kind(next), Kind::Verb | Kind::Be | Kind::Auxiliary | Kind::Modal) {
                    return None;
                }
                let lemma =
                    Lexicon::get().word(self.word(unit)).and_then(|word| word.verb).map(|(lemma, _)| lemma);
                (lemma, VerbForm::Past)
            }
            _ => return None,
        };
        let (mut start, mut be, mut have, mut modal, mut to) = (unit, false, false, false, false);
        while let Some(previous) = start.checked_sub(1) {
            match self.kind(previous) {
                Kind::Be => be = true,
                Kind::Auxiliary => have = true,
                Kind::Modal => modal = true,
                Kind::To => to = true,
                Kind::Not | Kind::Adverb => {}
                _ => break,
            }
            start = previous;
            if to {
                break;
            }
        }
        while start < unit && self.kind(start) == Kind::Adverb {
            start += 1;
        }
        // "for having sided with", "being backed"
        to |= matches!(self.word(start), "having" | "being") && start < unit;
        let participle = matches!(form, VerbForm::Participle | VerbForm::PastOrParticiple | VerbForm::Any);
        let reduced = participle && !be && !have && self.is_reduced(unit, start, form);
        let finite = !to
            && !reduced
            && (form != VerbForm::Gerund || be)
            && (!matches!(form, VerbForm::Base | VerbForm::Any) || modal || have || !self.hangs(start));
        Some(Verb {
            unit,
            start,
            lemma,
            passive: participle && (be || reduced),
            finite,
            modifier: false,
            governor: None,
            subject: Vec::new(),
        })
    }

    /// Whether a bare infinitive follows the verb that governs it: "helped defeat".
    fn hangs(&self, start: usize) -> bool {
        start.checked_sub(1).is_some_and(|previous| self.kind(previous) == Kind::Verb)
    }

    /// Whether "backed" without an auxiliary is a participle: "rebels backed by Iran".
    fn is_reduced(&self, unit: usize, start: usize, form: VerbForm) -> bool {
        let after =
            (unit + 1..self.units.len()).find(|next| !matches!(self.kind(*next), Kind::Adverb | Kind::Time));
        let by = after.is_some_and(|after| self.word(after) == "by")
            || after.is_some_and(|after| {
                // "backed in 2019 by", "propped up in Sirte by"
                self.kind(after) == Kind::Preposition
                    && (after + 1..(after + 4).min(self.units.len()))
                        .take_while(|next| self.units[*next].is_nominal() || self.word(*next) == "by")
                        .any(|next| self.word(next) == "by")
            });
        let loose = start == 0 || matches!(self.kind(start - 1), Kind::Comma | Kind::Open);
        let bare = after.is_none_or(|after| self.kind(after) == Kind::Preposition);
        by || form == VerbForm::Participle || loose && bare
    }

    /// The governor of the newest verb, whether it modifies a noun, and its subject.
    fn find_subject(&self, verb: usize) -> (Option<usize>, bool, Vec<usize>) {
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
    fn object(&self, from: usize, end: usize) -> Vec<usize> {
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

    /// Where the clause of a verb that modifies a noun begins: at its relative pronoun, or at the participle.
    fn opening(&self, verb: usize) -> usize {
        let start = self.verbs[verb].start;
        if !self.verbs[verb].finite {
            return start;
        }
        (0..start).rev().find(|unit| self.kind(*unit) == Kind::Relative).unwrap_or(start)
    }

    /// The subject of the clause that a conjunction or comma continues.
    fn inherited(&self, at: usize, fallback: Vec<usize>) -> Vec<usize> {
        let left = |verb: &&Verb| verb.unit < at && verb.finite;
        let free =
            self.verbs.iter().rev().filter(left).find(|verb| !verb.modifier && !verb.subject.is_empty());
        let adjacent = self.verbs.iter().rev().find(left);
        let modifying = adjacent.filter(|verb| verb.modifier && self.kind(at) == Kind::Conjunction);
        modifying.or(free).or(adjacent).map_or(fallback, |verb| verb.subject.clone())
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

    /// The actors that an apposition adds to its subject: a name, or what an office is of.
    fn apposed(&self, from: usize, end: usize) -> Vec<usize> {
        let phrase = self.noun_phrase(from, end);
        let Some(head) = phrase.head else { return Vec::new() };
        if self.kind(head) == Kind::Mention {
            return phrase.mentions;
        }
        let office = matches!(
            self.word(head),
            "minister"
                | "president"
                | "leader"
                | "head"
                | "chief"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "chairman"
                | "chairwoman"
                | "chair"
                | "secretary"
                | "envoy"
                | "ambassador"
                | "commander"
                | "governor"
                | "premier"
                | "chancellor"
                | "director"
                | "general"
                | "representative"
                | "speaker"
                | "boss"
                | "founder"
                | "candidate"
                | "king"
                | "emir"
        );
        if !office {
            return Vec::new();
        }
        self.bearer(from, end).into_iter().filter(|mention| !self.is_person(*mention)).collect()
    }

    /// Whether a unit can belong to a chain of noun phrases and prepositions.
    fn is_phrase(&self, unit: usize) -> bool {
        self.units[unit].is_nominal()
            || matches!(
                self.kind(unit),
                Kind::Preposition
                    | Kind::Conjunction
                    | Kind::Adverb
                    | Kind::Time
                    | Kind::Quote
                    | Kind::Hyphen
            )
    }

    /// The start of the chain of noun phrases that ends at `last`, lists with commas included.
    pub(super) fn phrase_start(&self, last: usize) -> usize {
        let mut first = last;
        let mut listed = false;
        while let Some(previous) = first.checked_sub(1) {
            if self.is_phrase(previous) {
                listed |= self.kind(previous) == Kind::Conjunction;
                first = previous;
            } else if self.kind(previous) == Kind::Close
                && let Some(open) =
                    (previous.saturating_sub(6)..previous).rev().find(|unit| self.kind(*unit) == Kind::Open)
            {
                first = open;
            } else if self.kind(previous) == Kind::Comma
                && listed
                && previous > 0
                && (self.kind(previous - 1) == Kind::Mention || self.kind(first) == Kind::Conjunction)
                && self.units[previous - 1].is_nominal()
            {
                first = previous;
            } else {
                break;
            }
        }
        while first < last
            && matches!(
                self.kind(first),
                Kind::Adverb | Kind::Conjunction | Kind::Comma | Kind::Quote | Kind::Time
            )
        {
            first += 1;
        }
        first
    }

    /// The start of the chain that ends at `last`, without the lists that commas join.
    fn plain_start(&self, last: usize) -> usize {
        let first = self.phrase_start(last);
        let comma = (first..last).rev().find(|unit| self.kind(*unit) == Kind::Comma);
        let mut start = match comma {
            Some(comma) if self.kind(comma + 1) == Kind::Conjunction => comma + 2,
            Some(comma) if !(comma..last).any(|unit| self.kind(unit) == Kind::Conjunction) => comma + 1,
            _ => first,
        };
        while start < last
            && matches!(self.kind(start), Kind::Adverb | Kind::Conjunction | Kind::Quote | Kind::Time)
        {
            start += 1;
        }
        start
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
        if fits && !place {
            return adjacent;
        }
        let whole = self.bearer(first, last + 1);
        match (whole.is_empty(), adjacent.is_empty()) {
            (false, _) => whole,
            (true, false) => adjacent,
            (true, true) => self.author(first, last + 1),
        }
    }

    /// Whose act a noun phrase without actors tells of: "…, a decision that Egypt deplored" is the subject's of the clause
    /// before, and "the pact that Egypt signed" is Egypt's.
    pub(super) fn author(&self, first: usize, end: usize) -> Vec<usize> {
        let head = self.noun_phrase(first, end).head;
        if !head.is_some_and(|head| ACTS.contains(&self.word(head))) {
            return Vec::new();
        }
        let inner = (end..(end + 12).min(self.units.len()))
            .take_while(|unit| {
                self.is_phrase(*unit)
                    || matches!(self.kind(*unit), Kind::Relative | Kind::Verb | Kind::Auxiliary)
            })
            .find_map(|unit| self.verb_at(unit));
        if let Some(inner) = inner.map(|verb| &self.verbs[verb])
            && self.kind(end) == Kind::Relative
            && inner.start > end + 1
        {
            return inner.subject.clone();
        }
        let verb = (0..first)
            .rev()
            .take_while(|unit| self.kind(*unit) != Kind::Stop)
            .find_map(|unit| self.verb_at(unit));
        match verb {
            Some(verb) if self.verbs[verb].passive => self.agents(self.verbs[verb].unit + 1),
            Some(verb) => self.verbs[verb].subject.clone(),
            None => Vec::new(),
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

    /// The actors that a chain of noun phrases starting at `from` stands for: those named by its first noun phrase, or
    /// else those that it is of ("leaders of", "troops from"), unless its noun tells of a stance.
    pub(super) fn bearer(&self, from: usize, end: usize) -> Vec<usize> {
        let phrase = self.noun_phrase(from, end);
        if !phrase.mentions.is_empty() {
            return phrase.mentions;
        }
        let belongs = match self.word(phrase.end) {
            "of" | "from" | "within" | "like" | "including" | "by" | "as" => true,
            "to" | "with" => {
                phrase.end > 0
                    && matches!(
                        self.word(phrase.end - 1),
                        "loyal"
                            | "allied"
                            | "aligned"
                            | "close"
                            | "linked"
                            | "affiliated"
                            | "faithful"
                            | "tied"
                    )
            }
            "for" => {
                phrase.end > 0
                    && matches!(
                        self.word(phrase.end - 1),
                        "spokesman" | "spokeswoman" | "spokesperson" | "minister" | "lawyer" | "lawyers"
                    )
            }
            _ => false,
        };
        if belongs && phrase.end < end && self.kind(phrase.end) != Kind::Comma {
            let cues = phrase
                .head
                .and_then(|head| self.units[head].noun)
                .map_or(&[][..], |lemma| Lexicon::get().noun_cues(lemma));
            let word = self.word(phrase.end);
            let patient = cues.iter().any(|cue| match cue.frame {
                Frame::Noun => word == "of" && cue.prepositions.contains(&"of") || word == "with",
                Frame::Kin | Frame::Kins | Frame::Favourite => true,
                _ => false,
            });
            if !patient {
                return self.bearer(phrase.end + 1, end);
            }
            if word != "by" {
                let by = (phrase.end..end)
                    .take_while(|unit| self.is_phrase(*unit) && self.kind(*unit) != Kind::Conjunction)
                    .find(|unit| self.word(*unit) == "by");
                return by.map(|by| self.bearer(by + 1, end)).unwrap_or_default();
            }
        }
        Vec::new()
    }

    /// The noun phrase that starts at `from`, coordination included.
    pub(super) fn noun_phrase(&self, from: usize, end: usize) -> NounPhrase {
        let mut phrase = NounPhrase { mentions: Vec::new(), head: None, end: from };
        let mut unit = from;
        let mut joined = false;
        loop {
            let first = unit;
            while unit < end
                && (self.units[unit].is_nominal()
                    || matches!(self.kind(unit), Kind::Adverb | Kind::Quote | Kind::Hyphen | Kind::Time))
            {
                unit += 1;
            }
            if unit == first {
                phrase.end = phrase.end.max(first.min(end));
                break;
            }
            self.conjunct(first, unit, &mut phrase);
            // "the Government of National Accord (GNA)"
            if unit < end
                && self.kind(unit) == Kind::Open
                && let Some(close) = (unit..end.min(unit + 8)).find(|unit| self.kind(*unit) == Kind::Close)
            {
                unit = close + 1;
            }
            phrase.end = unit;
            let leading = from.checked_sub(1).filter(|leading| self.kind(*leading) == Kind::Preposition);
            let listed = !joined && !phrase.mentions.is_empty();
            match self.next_conjunct(unit, end, listed, leading) {
                Some(next) => {
                    joined |= (unit..next).any(|unit| self.kind(unit) == Kind::Conjunction);
                    unit = next;
                }
                None => break,
            }
        }
        phrase
    }

    /// One member of a coordination: its head, and what its head's title names.
    fn conjunct(&self, first: usize, end: usize, phrase: &mut NounPhrase) {
        let last = (first..end)
            .rev()
            .find(|unit| !matches!(self.kind(*unit), Kind::Adverb | Kind::Quote | Kind::Time));
        phrase.head = last.or(phrase.head);
        let mut named = (first..end).rev().filter_map(|unit| Some((unit, self.units[unit].mention?)));
        let Some((unit, head)) = named.next() else { return };
        let kin = |unit: usize| {
            self.units[unit].noun.is_some_and(|lemma| {
                Lexicon::get()
                    .noun_cues(lemma)
                    .iter()
                    .any(|cue| matches!(cue.frame, Frame::Kin | Frame::Kins))
            })
        };
        if let Some((title, owner)) = named.next()
            && self.is_person(head)
            && !self.is_person(owner)
            && title + 1 < unit
            && unit - title <= 5
            && !(title..unit).any(kin)
        {
            phrase.mentions.push(owner);
        }
        phrase.mentions.push(head);
    }

    /// Where the next member of a coordination starts, if what follows continues the list rather than the sentence.
    fn next_conjunct(&self, unit: usize, end: usize, named: bool, leading: Option<usize>) -> Option<usize> {
        let start = match self.kind(unit) {
            _ if unit >= end => return None,
            Kind::Conjunction if !matches!(self.word(unit), "but" | "yet") => {
                let start = (unit..end).find(|unit| self.kind(*unit) != Kind::Conjunction)?;
                // "by Russia and by Iran"
                let again = leading.is_some_and(|leading| self.word(leading) == self.word(start));
                if again { start + 1 } else { start }
            }
            // "A, B and C"
            Kind::Comma if named => {
                let start = if self.kind(unit + 1) == Kind::Conjunction { unit + 2 } else { unit + 1 };
                let mut probe = start;
                let mut closed = start > unit + 1;
                while probe < end && probe < unit + 24 {
                    match self.kind(probe) {
                        Kind::Conjunction => {
                            closed = true;
                            break;
                        }
                        Kind::Comma => {}
                        _ if self.units[probe].is_nominal() => {}
                        _ => break,
                    }
                    probe += 1;
                }
                if !closed
                    || self.kind(probe.saturating_sub(1)) != Kind::Mention
                        && start == unit + 1
                        && self.kind(probe.saturating_sub(1)) != Kind::Comma
                {
                    return None;
                }
                start
            }
            _ => return None,
        };
        if start >= end || !self.units[start].is_nominal() {
            return None;
        }
        // "… backed Haftar and Turkey sent troops": what has a verb of its own is another clause.
        let close = (start..end).find(|unit| !self.units[*unit].is_nominal()).unwrap_or(end);
        let between = leading.is_some_and(|leading| self.word(leading) == "between");
        let verb = !between
            && matches!(self.kind(close), Kind::Verb | Kind::Be | Kind::Modal | Kind::Auxiliary)
            && close < end
            && self.units[close].verb.is_none_or(|(_, form)| form != VerbForm::Gerund);
        (!verb).then_some(start)
    }
}

/// Nouns for what somebody did or said.
const ACTS: &[&str] = &[
    "move",
    "decision",
    "step",
    "act",
    "gesture",
    "policy",
    "demand",
    "law",
    "bill",
    "measure",
    "measures",
    "plan",
    "proposal",
    "offer",
    "announcement",
    "statement",
    "remark",
    "remarks",
    "comment",
    "comments",
    "claim",
    "claims",
    "accusation",
    "action",
    "actions",
    "strike",
    "strikes",
    "attack",
    "raid",
    "visit",
    "vote",
    "ruling",
    "verdict",
    "appointment",
    "nomination",
    "charge",
    "allegation",
    "assertion",
    "suggestion",
    "idea",
    "deal",
    "pact",
    "accord",
    "agreement",
    "resolution",
    "order",
    "decree",
    "ban",
    "threat",
    "promise",
    "pledge",
    "appeal",
    "call",
    "request",
    "speech",
    "words",
    "letter",
    "campaign",
    "invasion",
    "offensive",
    "operation",
    "assault",
    "killing",
    "arrest",
    "expulsion",
    "annexation",
    "response",
    "tactic",
    "stance",
];

/// A noun phrase: the actors that it stands for, its last noun, and one past its last unit.
#[derive(Debug)]
pub(super) struct NounPhrase {
    pub(super) mentions: Vec<usize>,
    pub(super) head: Option<usize>,
    pub(super) end: usize,
}

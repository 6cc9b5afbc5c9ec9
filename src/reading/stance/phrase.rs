//! Noun phrases, their coordination, and the actors that they stand for.

use super::clause::Clauses;
use super::inflect::VerbForm;
use super::lexicon::{Frame, Lexicon};
use super::units::Kind;

/// A noun phrase: the actors that it stands for, its last noun, and one past its last unit.
#[derive(Debug)]
pub(super) struct NounPhrase {
    pub(super) mentions: Vec<usize>,
    pub(super) head: Option<usize>,
    pub(super) end: usize,
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

impl Clauses<'_> {
    /// Whether a unit can belong to a chain of noun phrases and prepositions.
    pub(super) fn is_phrase(&self, unit: usize) -> bool {
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
    pub(super) fn plain_start(&self, last: usize) -> usize {
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

    /// The actors that a chain of noun phrases starting at `from` stands for: those named by its first noun phrase, or
    /// else those that it is of ("leaders of", "troops from"), unless its noun tells of a stance.
    pub(super) fn bearer(&self, from: usize, end: usize) -> Vec<usize> {
        let phrase = self.noun_phrase(from, end);
        if !phrase.mentions.is_empty() {
            return phrase.mentions;
        }
        let belongs = match self.word(phrase.end) {
            "as" => self.kind(phrase.end) == Kind::Preposition,
            "of" | "from" | "within" | "like" | "including" | "by" => true,
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
            if !patient || matches!(self.word(phrase.end), "like" | "including") {
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

    /// The actors that an apposition adds to its subject: a name, or what an office is of.
    pub(super) fn apposed(&self, from: usize, end: usize) -> Vec<usize> {
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
}

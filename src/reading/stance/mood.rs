//! How a stance is put, and in whose voice.

use super::clause::Clauses;
use super::lexicon::{Class, Lexicon};
use super::units::Kind;
use crate::map::{Modality, Stance};

/// Nouns for what is said to somebody's harm, true or not.
const CHARGES: &[&str] = &[
    "accusation",
    "allegation",
    "assertion",
    "charge",
    "claim",
    "insinuation",
    "notion",
    "report",
    "rumor",
    "rumour",
    "suggestion",
    "suspicion",
];

/// What surrounds a verb says of its truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mood {
    /// It is said not to be so.
    pub(super) negated: bool,
    /// It is possible, planned, or hearsay.
    pub(super) hedged: bool,
    /// It is refused: support refused is opposition.
    pub(super) refused: bool,
}

impl Mood {
    /// The stance and modality of a cue in this mood.
    pub(super) fn of(self, stance: Stance) -> (Stance, Modality) {
        match (self.refused, stance) {
            (true, Stance::Backs) if !self.negated => {
                (Stance::Opposes, if self.hedged { Modality::Hedged } else { Modality::Asserted })
            }
            (true, Stance::Opposes) => (stance, Modality::Negated),
            _ if self.negated => (stance, Modality::Negated),
            _ if self.hedged => (stance, Modality::Hedged),
            _ => (stance, Modality::Asserted),
        }
    }

    /// Both moods at once; two negations cancel.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            negated: self.negated != other.negated,
            hedged: self.hedged || other.hedged,
            refused: self.refused != other.refused,
        }
    }
}

/// A stretch of the sentence that is somebody's claim.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// The first unit of the claim.
    pub(super) from: usize,
    /// One past its last.
    pub(super) to: usize,
    /// The mention of who claims it, if the claimant is an actor.
    pub(super) speaker: Option<usize>,
}

impl Clauses<'_> {
    /// The mood of a verb, with what it inherits from the verbs on which it hangs.
    pub(super) fn mood(&self, verb: usize) -> Mood {
        let mut mood = self.own_mood(verb);
        let mut child = verb;
        for _ in 0..6 {
            let Some(governor) = self.verbs[child].governor else { break };
            // "told Egypt to stop arming Haftar" says that Egypt arms him.
            let above = self.verbs[governor].governor;
            let bidden = above.is_some_and(|above| Lexicon::get().is(self.verbs[above].lemma, Class::Wish));
            if bidden && Lexicon::get().is(self.verbs[governor].lemma, Class::Fail) {
                return mood;
            }
            mood = mood.and(self.own_mood(governor)).and(self.imposed(governor, child));
            child = governor;
        }
        mood
    }

    /// What a verb's own group and clause say.
    fn own_mood(&self, verb: usize) -> Mood {
        let verb = &self.verbs[verb];
        let mut mood = Mood::default();
        for unit in verb.start..verb.unit {
            self.mark(unit, &mut mood);
        }
        if verb.finite {
            // "Neither Moscow nor …", "if Turkey …", "Reportedly, …"
            for unit in (0..verb.start).rev() {
                match self.kind(unit) {
                    Kind::Verb => {
                        mood.negated ^= self.denies(unit);
                        break;
                    }
                    Kind::Be | Kind::Stop | Kind::Relative | Kind::Modal => break,
                    Kind::Subordinator if matches!(self.word(unit), "if" | "whether" | "unless") => {
                        mood.hedged = true;
                        break;
                    }
                    Kind::Subordinator if self.word(unit) == "that" => {
                        // "denied that …", "dismissed claims that …", "it is untrue that …"
                        let above =
                            (unit.saturating_sub(3)..unit).rev().find(|unit| self.kind(*unit) == Kind::Verb);
                        let untrue = (unit.saturating_sub(2)..unit)
                            .any(|unit| matches!(self.word(unit), "untrue" | "false"));
                        let not_true =
                            unit >= 2 && self.word(unit - 1) == "true" && self.kind(unit - 2) == Kind::Not;
                        let denied =
                            above.is_some_and(|verb| self.denies(verb)) || self.is_denied_charge(unit);
                        mood.negated ^= untrue || not_true || denied;
                        break;
                    }
                    Kind::Subordinator => break,
                    Kind::Comma if self.kind(unit + 1) == Kind::Conjunction => break,
                    Kind::Not => mood.negated = true,
                    Kind::Determiner if self.word(unit) == "no" => mood.negated = true,
                    Kind::Adverb => self.mark(unit, &mut mood),
                    _ => {}
                }
            }
        }
        if self.kind(verb.unit + 1) == Kind::Not || self.word(verb.unit + 1) == "neither" {
            mood.negated = true;
        }
        mood
    }

    /// Whether the verb at `unit` says that what follows is untrue.
    fn denies(&self, unit: usize) -> bool {
        self.verb_at(unit).is_some_and(|verb| {
            let verb = &self.verbs[verb];
            !verb.passive && Lexicon::get().is(verb.lemma, Class::Deny)
        })
    }

    /// Whether "that" at `unit` tells a charge that is denied: "brushed aside as lies reports that". What is said to be the
    /// charge of somebody stays what that one says.
    fn is_denied_charge(&self, unit: usize) -> bool {
        let ends = |unit: &usize| matches!(self.kind(*unit), Kind::Stop | Kind::Relative);
        let mut before = (unit.saturating_sub(10)..unit).rev().take_while(|unit| !ends(unit));
        let Some(verb) = before.find(|unit| self.kind(*unit) == Kind::Verb) else { return false };
        let denies = self.verb_at(verb).is_some_and(|verb| {
            let is = |class| Lexicon::get().is(self.verbs[verb].lemma, class);
            !self.verbs[verb].passive && (is(Class::Deny) || is(Class::Refuse))
        });
        let mut between = verb + 1..unit;
        denies
            && between.clone().all(|unit| self.kind(unit) != Kind::Mention)
            && between.any(|unit| self.is_charge(unit))
    }

    /// Whether a unit is a noun for what somebody is said to have done.
    pub(super) fn is_charge(&self, unit: usize) -> bool {
        let word = self.word(unit);
        self.kind(unit) == Kind::Noun && CHARGES.contains(&word.strip_suffix('s').unwrap_or(word))
    }

    fn mark(&self, unit: usize, mood: &mut Mood) {
        match (self.kind(unit), self.word(unit)) {
            (Kind::Not, _) => mood.negated = !mood.negated,
            (_, word) if word.ends_with("n't") || word == "cannot" => mood.negated = !mood.negated,
            (Kind::Modal, "may" | "might" | "could") => mood.hedged = true,
            (Kind::Modal, "would") => mood.hedged = true,
            (
                Kind::Adverb,
                "reportedly" | "allegedly" | "apparently" | "possibly" | "perhaps" | "probably" | "maybe"
                | "supposedly" | "purportedly" | "potentially",
            ) => mood.hedged = true,
            (Kind::Adverb, "longer") => mood.negated = true,
            (Kind::Adverb, "hardly" | "scarcely" | "barely") => mood.negated = true,
            _ => {}
        }
    }

    /// What a verb says of the verb that hangs on it.
    fn imposed(&self, governor: usize, child: usize) -> Mood {
        let lexicon = Lexicon::get();
        let verb = &self.verbs[governor];
        let direct = self.before(self.verbs[child].start) == Some(verb.unit);
        let is = |class| lexicon.is(verb.lemma, class);
        let without =
            self.before(self.verbs[child].start).is_some_and(|before| self.word(before) == "without");
        // "stopped short of endorsing"
        let short = (verb.unit + 1..verb.unit + 3).any(|unit| self.word(unit) == "short");
        let before = self.before(self.verbs[child].start);
        let from = before
            .is_some_and(|before| self.word(before) == "from" && self.before(before) == Some(verb.unit));
        let ready = before.is_some_and(|before| {
            matches!(
                self.word(before),
                "ready" | "prepared" | "willing" | "likely" | "unlikely" | "set" | "poised" | "reluctant"
            )
        });
        Mood {
            negated: without
                || short
                || (is(Class::Deny) && !verb.passive)
                || is(Class::Fail) && (direct || from),
            refused: is(Class::Refuse) && direct && !is(Class::Deny),
            hedged: ready
                || is(Class::Wish)
                || is(Class::Doubt)
                || verb.passive
                    && is(Class::Speech)
                    && !is(Class::Control)
                    && self.agents(verb.unit + 1).is_empty(),
        }
    }

    /// The mood of a noun: "no support", and what its governing verb says.
    pub(super) fn noun_mood(&self, first: usize, governor: Option<usize>) -> Mood {
        let mut mood = governor.map(|verb| self.mood(verb)).unwrap_or_default();
        let lexicon = Lexicon::get();
        if let Some(verb) = governor {
            let lemma = self.verbs[verb].lemma;
            let over = lexicon.is(lemma, Class::End)
                || lexicon.is(lemma, Class::Deny)
                || lexicon.is(lemma, Class::Fail);
            mood.negated ^= over;
            mood.refused ^= lexicon.is(lemma, Class::Refuse) && !over;
            mood.hedged |= lexicon.is(lemma, Class::Wish) || lexicon.is(lemma, Class::Doubt);
        }
        for unit in (first.saturating_sub(4)..first).rev() {
            match self.word(unit) {
                "no" | "without" | "lack" | "absence" | "neither" => mood.negated = !mood.negated,
                "alleged" | "possible" | "potential" | "reported" | "suspected" | "proposed" => {
                    mood.hedged = true
                }
                "end" | "halt" | "ending" | "ended" if self.kind(unit) != Kind::Verb => mood.negated = true,
                _ => {}
            }
            if !self.units[unit].is_nominal() && !matches!(self.kind(unit), Kind::Adverb | Kind::Preposition)
            {
                break;
            }
        }
        mood
    }

    /// Who claims what in this sentence.
    pub(super) fn claims(&self) -> Vec<Claim> {
        let lexicon = Lexicon::get();
        let total = self.units.len();
        let mut claims = Vec::new();
        for verb in self.verbs.iter().filter(|verb| lexicon.is(verb.lemma, Class::Speech) && !verb.passive) {
            let after = (verb.unit + 1..total)
                .find(|unit| !matches!(self.kind(*unit), Kind::Adverb | Kind::Time))
                .unwrap_or(total);
            let before = self.before(verb.start);
            let quoted = (verb.start.saturating_sub(2)..verb.start)
                .any(|unit| matches!(self.kind(unit), Kind::Comma | Kind::Quote | Kind::Stop));
            // "…," said the minister
            if quoted
                && before.is_none_or(|before| !self.units[before].is_nominal())
                && self.kind(after) != Kind::Quote
                && verb.finite
                && (after < total && self.units[after].is_nominal())
                && self.word(after) != "that"
                && verb.start > 2
            {
                let speaker = self.bearer(after, total).last().copied();
                claims.push(Claim { from: 0, to: verb.start, speaker });
                continue;
            }
            let speaker = verb.subject.last().copied();
            let subject = before
                .filter(|before| self.units[*before].is_nominal())
                .map_or(verb.start, |before| self.phrase_start(before));
            let trails = subject > 2
                && matches!(self.kind(subject - 1), Kind::Comma | Kind::Quote | Kind::Stop)
                && !matches!(
                    self.kind(after),
                    Kind::Subordinator | Kind::Mention | Kind::Determiner | Kind::Noun | Kind::Possessive
                );
            if trails && verb.finite {
                claims.push(Claim { from: 0, to: subject, speaker });
            }
            claims.push(Claim { from: verb.unit + 1, to: total, speaker });
        }
        for unit in 0..total.saturating_sub(2) {
            if self.word(unit) == "according" && self.word(unit + 1) == "to" {
                let speaker = self.bearer(unit + 2, total).last().copied();
                claims.push(Claim { from: 0, to: total, speaker });
            }
        }
        claims
    }
}

/// The innermost claim that holds a unit.
pub(super) fn claim_at(claims: &[Claim], unit: usize) -> Option<&Claim> {
    claims
        .iter()
        .filter(|claim| claim.from <= unit && unit < claim.to)
        .max_by_key(|claim| (claim.from, usize::MAX - claim.to))
}

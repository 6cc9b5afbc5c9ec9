//! The verbs of a sentence and their subjects, by a shallow look at clauses.

use super::inflect::VerbForm;
use super::lexicon::{Lemma, Lexicon};
use super::units::{Kind, Unit, units};
use crate::map::{ActorKind, FoundActor, Span, Stance};
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

    pub(super) fn is_person(&self, mention: usize) -> bool {
        self.is_human(self.mentions[mention].actor)
    }

    fn is_human(&self, actor: usize) -> bool {
        self.actors.get(actor).is_some_and(|actor| actor.kind == ActorKind::Person)
    }

    /// Whether a stance of an actor is that of a member towards its own body, which is no news.
    pub(super) fn is_own(&self, one: usize, other: usize, stance: Stance) -> bool {
        let above = |one: usize| self.actors.get(one).and_then(|actor| actor.member_of);
        let person = self.is_human(one) || self.is_human(other);
        one == other
            || stance == Stance::Backs && person && (above(one) == Some(other) || above(other) == Some(one))
    }

    /// Whether one is a person who belongs to the other: "Wagner's founder".
    pub(super) fn is_member(&self, one: usize, other: usize) -> bool {
        let above = |one: usize| self.actors.get(one).and_then(|actor| actor.member_of);
        self.is_human(one) && above(one) == Some(other)
    }

    /// The verb or noun, no actor, whose tokens got the most of some looks, and its span.
    pub(super) fn cue(&self, looks: &[f32]) -> Option<(usize, Span)> {
        let tokens = |unit: &Unit| unit.first..unit.end;
        let weight = |unit: &Unit| tokens(unit).filter_map(|token| looks.get(token)).sum::<f32>();
        let (at, unit) = self
            .units
            .iter()
            .enumerate()
            .filter(|(_, unit)| matches!(unit.kind, Kind::Verb | Kind::Noun))
            .max_by(|one, other| weight(one.1).total_cmp(&weight(other.1)))?;
        Some((at, Span::new(self.tokens[unit.first].span.start, self.tokens[unit.end - 1].span.end)))
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
}

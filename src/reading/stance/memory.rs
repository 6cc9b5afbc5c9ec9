//! What one sentence leaves for the next: who acted last, and what was stated last.

use super::clause::{Clauses, Verb};
use super::lexicon::{Class, Lexicon};
use super::rules::Stated;
use super::units::Kind;
use crate::map::{Finding, FoundActor, Modality, Stance};

/// What is guessed from the sentence before is less often right.
const RECALLED: f32 = 0.75;

/// What was read with less confidence is not taken to be said again.
const UNSURE: f32 = 0.6;

/// What a reader remembers of the sentences so far.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Who last attacked somebody.
    attackers: Vec<usize>,
    /// Who last decided something.
    deciders: Vec<usize>,
    /// Who last did either.
    latest: Vec<usize>,
    /// The last stances that were stated together.
    stated: Vec<(usize, Stance)>,
}

impl Memory {
    /// Stances towards what "the attack" or "the decision" means in the sentences before: the doer of the last deed.
    pub(super) fn recalled(&self, clauses: &Clauses<'_>, actors: &[FoundActor]) -> Vec<Stated> {
        let mut out = Vec::new();
        for event in clauses.events() {
            let doers = match event.sort {
                Sort::Violence => &self.attackers,
                Sort::Decision => &self.deciders,
                Sort::Unsaid => &self.latest,
            };
            let judged_by =
                |doer: &usize| event.sources.iter().any(|source| clauses.mentions[*source].actor == *doer);
            if doers.iter().any(judged_by) {
                continue;
            }
            for &doer in doers {
                let family = |one: usize, other: usize| {
                    one == other
                        || actors[one].member_of == Some(other)
                        || actors[other].member_of == Some(one)
                };
                for &source in &event.sources {
                    let actor = clauses.mentions[source].actor;
                    if !family(actor, doer) {
                        out.push(Stated {
                            source,
                            target: Err(doer),
                            stance: event.stance,
                            modality: event.modality,
                            confidence: 0.8 * RECALLED,
                            cue: event.cue,
                        });
                    }
                }
            }
        }
        out
    }

    /// Stances of those who "followed" or of whom it is said that "so did X".
    pub(super) fn followed(&self, clauses: &Clauses<'_>, here: &[Finding]) -> Vec<Stated> {
        let mut out = Vec::new();
        for (unit, end, sources) in clauses.followers() {
            let before = clauses.tokens[clauses.units[unit].first].span.start;
            let own = here.iter().filter(|finding| {
                finding.cue.is_some_and(|cue| cue.end <= before) && finding.modality == Modality::Asserted
            });
            let last = own.max_by_key(|finding| finding.cue.map(|cue| cue.start));
            let stated: Vec<(usize, Stance)> = match last {
                Some(last) => here
                    .iter()
                    .filter(|finding| finding.source == last.source && finding.cue == last.cue)
                    .map(|finding| (finding.target, finding.stance))
                    .collect(),
                None if unit == 0 || !clauses.verbs.iter().any(|verb| verb.finite && verb.unit < unit) => {
                    self.stated.clone()
                }
                None => Vec::new(),
            };
            for &source in &sources {
                for &(target, stance) in &stated {
                    if clauses.mentions[source].actor != target {
                        out.push(Stated {
                            source,
                            target: Err(target),
                            stance,
                            modality: Modality::Asserted,
                            confidence: 0.8 * RECALLED,
                            cue: (unit, end),
                        });
                    }
                }
            }
        }
        out
    }

    /// Takes in a sentence that has been read.
    pub(super) fn learn(&mut self, clauses: &Clauses<'_>, found: &[Finding]) {
        if let Some(attackers) = clauses.doers(Class::War) {
            self.latest.clone_from(&attackers);
            self.attackers = attackers;
        }
        if let Some(deciders) = clauses.doers(Class::Deed) {
            self.latest.clone_from(&deciders);
            self.deciders = deciders;
        }
        let last = found
            .iter()
            .filter(|finding| finding.modality == Modality::Asserted)
            .filter(|finding| finding.confidence.get() > UNSURE)
            .min_by_key(|finding| finding.cue.map(|cue| cue.start));
        self.stated.clear();
        if let Some(last) = last {
            self.stated = found
                .iter()
                .filter(|finding| finding.source == last.source && finding.cue == last.cue)
                .map(|finding| (finding.target, finding.stance))
                .collect();
        }
    }
}

/// A stance towards an event of which the sentence does not tell whose it is.
pub(super) struct Event {
    sources: Vec<usize>,
    stance: Stance,
    modality: Modality,
    cue: (usize, usize),
    sort: Sort,
}

/// What sort of event is judged.
enum Sort {
    Violence,
    Decision,
    /// "lodged a protest": only the sentences before tell.
    Unsaid,
}

impl Clauses<'_> {
    /// The bodies that are subjects of the last verb of a class.
    fn doers(&self, class: Class) -> Option<Vec<usize>> {
        let lexicon = Lexicon::get();
        let body = |mention: &&usize| !self.is_person(**mention);
        let deed = self.verbs.iter().rev().find(|verb| {
            lexicon.is(verb.lemma, class) && !verb.passive && verb.subject.iter().any(|one| body(&one))
        })?;
        let mut doers: Vec<usize> =
            deed.subject.iter().filter(body).map(|mention| self.mentions[*mention].actor).collect();
        doers.dedup();
        doers.truncate(4);
        Some(doers)
    }

    /// Verbs of judgement whose object is an event: "condemned the invasion", "called the attack reckless".
    fn events(&self) -> Vec<Event> {
        let lexicon = Lexicon::get();
        let total = self.units.len();
        let mut events = Vec::new();
        for (index, verb) in self.verbs.iter().enumerate() {
            if let Some(end) = self.displeasure(verb) {
                let (stance, modality) = self.mood(index).of(Stance::Opposes);
                let sources = verb.subject.clone();
                events.push(Event { sources, stance, modality, cue: (verb.unit, end), sort: Sort::Unsaid });
            }
            let judges = lexicon.is(verb.lemma, Class::Judge);
            let approves = lexicon.is(verb.lemma, Class::Approve);
            let calls = lexicon.is(verb.lemma, Class::Call);
            if verb.passive || verb.subject.is_empty() || !(judges || approves || calls) {
                continue;
            }
            let mut from = verb.unit + 1;
            while matches!(self.kind(from), Kind::Adverb | Kind::Quote)
                || matches!(self.word(from), "against" | "at" | "about" | "of" | "over")
            {
                from += 1;
            }
            let phrase = self.noun_phrase(from, total);
            let event = (from..phrase.end).rev().find(|unit| {
                lexicon.holds("violence", self.word(*unit)) || lexicon.holds("decision", self.word(*unit))
            });
            let Some(event) = event else { continue };
            let owned = !phrase.mentions.is_empty() || !self.bearer(from, total).is_empty();
            let definite = matches!(self.word(from), "the" | "this" | "that" | "an" | "a" | "what");
            let worse = judges
                || approves
                || (event..(event + 6).min(total))
                    .take_while(|unit| !matches!(self.kind(*unit), Kind::Comma | Kind::Stop))
                    .any(|unit| lexicon.holds("insult", self.word(unit)));
            if owned
                || !definite
                || !worse
                || !self.author(from, phrase.end).is_empty() && self.kind(phrase.end) == Kind::Relative
            {
                continue;
            }
            let (stance, modality) =
                self.mood(index).of(if approves { Stance::Backs } else { Stance::Opposes });
            events.push(Event {
                sources: verb.subject.clone(),
                stance,
                modality,
                cue: (verb.unit, event + 1),
                sort: if lexicon.holds("violence", self.word(event)) {
                    Sort::Violence
                } else {
                    Sort::Decision
                },
            });
        }
        events
    }

    /// Where "lodged a protest" ends, if it does not tell against whom.
    fn displeasure(&self, verb: &Verb) -> Option<usize> {
        let lexicon = Lexicon::get();
        if verb.passive || !lexicon.is(verb.lemma, Class::Light) {
            return None;
        }
        let phrase = self.noun_phrase(verb.unit + 1, self.units.len());
        let head = phrase.head.filter(|_| phrase.mentions.is_empty())?;
        let closes = matches!(self.kind(phrase.end), Kind::Stop | Kind::Comma | Kind::Conjunction);
        (closes && lexicon.holds("displeasure", self.word(head))).then_some(phrase.end)
    }

    /// Those who did the same: "Peru followed", "so did Syria", "as did Turkey".
    fn followers(&self) -> Vec<(usize, usize, Vec<usize>)> {
        let mut found = Vec::new();
        let total = self.units.len();
        for unit in 0..total {
            let did = |unit: usize| {
                matches!(self.word(unit), "did" | "does" | "do" | "has" | "have" | "had" | "was" | "were")
            };
            if matches!(self.word(unit), "so" | "as" | "nor" | "neither") && did(unit + 1) {
                let sources = self.noun_phrase(unit + 2, total).mentions;
                let sources = if sources.is_empty() { self.bearer(unit + 2, total) } else { sources };
                let end = self.noun_phrase(unit + 2, total).end;
                let closes = matches!(
                    self.kind(end),
                    Kind::Stop | Kind::Comma | Kind::Conjunction | Kind::Preposition
                );
                if !sources.is_empty() && closes {
                    found.push((unit, unit + 2, sources));
                }
            } else if let Some(verb) = self.verb_at(unit).map(|verb| &self.verbs[verb])
                && !verb.passive
                && verb.finite
            {
                let bare = |unit: usize| matches!(self.kind(unit), Kind::Stop) || unit >= total;
                let same = match self.word(unit) {
                    "followed" => bare(unit + 1) || self.word(unit + 1) == "suit",
                    "did" => matches!(self.word(unit + 1), "likewise") || self.word(unit + 2) == "same",
                    "took" => self.word(unit + 2) == "same" && self.word(unit + 3) == "line",
                    _ => false,
                };
                if same && !verb.subject.is_empty() {
                    found.push((unit, unit + 1, verb.subject.clone()));
                }
            }
        }
        found
    }
}

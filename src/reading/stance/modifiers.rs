//! Stances in adjectives, adverbials and compounds: "loyal to", "in support of", "Russian-backed".

use super::lexicon::{Frame, Lexicon};
use super::mood::Mood;
use super::rules::Rules;
use super::units::Kind;
use crate::map::{Modality, Stance};

impl Rules<'_, '_> {
    /// Adjectives ("loyal to") and adverbials ("in support of"); whether one was found.
    pub(super) fn phrase(&mut self, unit: usize) -> bool {
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
    pub(super) fn clause_verb(&self, unit: usize) -> Option<usize> {
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
    pub(super) fn compound(&mut self, unit: usize) {
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
                _ if participle == "led" => (Stance::Backs, 0.5),
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

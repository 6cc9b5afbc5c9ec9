//! The cue lexicon of `assets/cues.tsv`, made ready for looking up.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::map::Stance;

use super::inflect::{VerbForm, noun_forms, verb_forms};

/// How a cue's two actors are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// Subject → object.
    Verb,
    /// Object → subject.
    Reverse,
    /// Subject ↔ object.
    Both,
    /// Agent → what follows a preposition.
    Noun,
    /// Agent ↔ what follows a preposition.
    Pact,
    /// "An ally of Y": its bearer → Y.
    Kin,
    /// As `Kin`, both ways.
    Kins,
    /// "The darling of Y": Y → its bearer.
    Favourite,
    /// What it qualifies → what follows.
    Adjective,
    /// Subject of the clause → what follows.
    Adverbial,
    /// What follows → whoever acts in the clause.
    Reaction,
}

/// Classes of words that shape stances without carrying one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Takes a receiver before the thing: "gave Haftar weapons".
    Give,
    /// Introduces what somebody says.
    Speech,
    /// Its object is the subject of the verb that hangs on it: "urged Y to".
    Control,
    /// What hangs on it has not happened: "urged", "plans to".
    Wish,
    /// Its subject is the agent of the noun it governs: "launched an attack".
    Light,
    /// Its subject is the patient of the noun it governs: "won support".
    Receive,
    /// What it governs is over: "withdrew support".
    End,
    /// What hangs on it is untrue: "denied".
    Deny,
    /// What hangs on it is turned round: "refused to support".
    Refuse,
    /// What hangs on it did not happen: "failed to".
    Fail,
    /// What hangs on it is uncertain: "is considering".
    Doubt,
    /// Its subject is whom "the attack" of a later sentence means.
    War,
    /// Its subject is whom "the decision" of a later sentence means.
    Deed,
    /// It judges an event: "condemned the invasion".
    Judge,
    /// It approves of an event: "defended the law".
    Approve,
    /// It says what an event is: "called the attack reckless".
    Call,
}

/// One piece of a pattern after its first word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word as written.
    Word(Box<str>),
    /// Up to three words that are no actors.
    Fill,
    /// A possessive actor, which is the object.
    Object,
    /// The object itself, or nothing in the passive.
    Gap,
    /// A word of a named set, after up to three others that are no actors: "a [brutal] dictator".
    OneOf(&'static str),
}

/// A pattern with what it means.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    /// What follows the first word.
    pub(super) rest: Vec<Piece>,
    /// Where the actors stand.
    pub(super) frame: Frame,
    /// The sign.
    pub(super) stance: Stance,
    /// How often it is right.
    pub(super) confidence: f32,
    /// Whether it holds only where it is denied: "cannot tolerate".
    pub(super) denied: bool,
    /// For nouns, the prepositions that lead to the patient.
    pub(super) prepositions: Vec<&'static str>,
}

/// Index of a lemma.
pub(super) type Lemma = usize;

/// What the lexicon knows of a word form.
#[derive(Debug, Clone, Default)]
pub(super) struct Word {
    /// As a verb.
    pub(super) verb: Option<(Lemma, VerbForm)>,
    /// As a noun.
    pub(super) noun: Option<Lemma>,
    /// As the first word of an adjective or adverbial cue.
    pub(super) phrases: Vec<usize>,
}

/// What the lexicon knows of a lemma.
#[derive(Debug, Clone, Default)]
struct Entry {
    verb: Vec<Cue>,
    noun: Vec<Cue>,
    classes: Vec<Class>,
}

/// The lexicon.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: HashMap<String, Word>,
    lemmas: HashMap<&'static str, Lemma>,
    entries: Vec<Entry>,
    phrases: Vec<Cue>,
    sets: HashMap<&'static str, HashSet<&'static str>>,
}

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../assets/cues.tsv")));

impl Lexicon {
    /// The built-in lexicon, parsed on first use.
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    /// What is known of a word form in lower case.
    pub(super) fn word(&self, lower: &str) -> Option<&Word> {
        self.words.get(lower)
    }

    /// The patterns that begin with a verb.
    pub(super) fn verb_cues(&self, lemma: Lemma) -> &[Cue] {
        self.entries.get(lemma).map_or(&[], |entry| &entry.verb)
    }

    /// The patterns that begin with a noun.
    pub(super) fn noun_cues(&self, lemma: Lemma) -> &[Cue] {
        self.entries.get(lemma).map_or(&[], |entry| &entry.noun)
    }

    /// An adjective or adverbial pattern.
    pub(super) fn phrase(&self, index: usize) -> &Cue {
        &self.phrases[index]
    }

    /// Whether a word stands in a named set.
    pub(super) fn holds(&self, set: &str, word: &str) -> bool {
        self.sets.get(set).is_some_and(|words| words.contains(word))
    }

    /// Whether the verb belongs to a class.
    pub(super) fn is(&self, lemma: Option<Lemma>, class: Class) -> bool {
        lemma.and_then(|lemma| self.entries.get(lemma)).is_some_and(|entry| entry.classes.contains(&class))
    }

    /// Reads the lexicon's text; lines that are no entries are passed over, and a test finds them.
    fn parse(text: &'static str) -> Self {
        let mut lexicon = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(kind), Some(sign), Some(confidence), Some(patterns)) =
                (fields.next(), fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            if let Some(set) = kind.strip_prefix("set:") {
                lexicon.sets.entry(set).or_default().extend(patterns.split(';').map(str::trim));
                continue;
            }
            let stance = if sign == "-" { Stance::Opposes } else { Stance::Backs };
            let confidence = confidence.parse().unwrap_or(0.5);
            for pattern in patterns.split(';').map(str::trim).filter(|pattern| !pattern.is_empty()) {
                lexicon.add(kind, stance, confidence, pattern);
            }
        }
        lexicon
    }

    fn add(&mut self, kind: &'static str, stance: Stance, confidence: f32, pattern: &'static str) {
        let (kind, prepositions) = kind.split_once(':').unwrap_or((kind, ""));
        let first = pattern.split(' ').next().unwrap_or(pattern);
        let Some(frame) = frame(kind) else {
            let lemma = self.lemma(first);
            if kind != "plain" || self.entries[lemma].verb.is_empty() {
                self.add_verb(first, lemma);
            }
            self.entries[lemma].classes.extend(class(kind));
            return;
        };
        let rest = pattern
            .split(' ')
            .skip(1)
            .map(|piece| match piece {
                "~" => Piece::Fill,
                "@" => Piece::Object,
                "*" => Piece::Gap,
                set if set.starts_with('%') => Piece::OneOf(&set[1..]),
                word => Piece::Word(word.into()),
            })
            .collect();
        let prepositions = prepositions.split(',').filter(|word| !word.is_empty()).collect();
        let denied = kind == "tolerate";
        let cue = Cue { rest, frame, stance, confidence, denied, prepositions };
        match frame {
            Frame::Verb | Frame::Reverse | Frame::Both => {
                let lemma = self.lemma(first);
                self.add_verb(first, lemma);
                self.entries[lemma].verb.push(cue);
            }
            Frame::Noun | Frame::Pact | Frame::Kin | Frame::Kins | Frame::Favourite => {
                let lemma = self.lemma(first);
                for form in noun_forms(first) {
                    self.words.entry(form).or_default().noun = Some(lemma);
                }
                self.entries[lemma].noun.push(cue);
            }
            Frame::Adjective | Frame::Adverbial | Frame::Reaction => {
                self.phrases.push(cue);
                self.words.entry(first.to_owned()).or_default().phrases.push(self.phrases.len() - 1);
            }
        }
    }

    fn lemma(&mut self, lemma: &'static str) -> Lemma {
        let next = self.entries.len();
        let index = *self.lemmas.entry(lemma).or_insert(next);
        if index == next {
            self.entries.push(Entry::default());
        }
        index
    }

    /// The first lemma that claims a form keeps it, unless it only shares it as a past: "found", "left".
    fn add_verb(&mut self, verb: &str, lemma: Lemma) {
        for (form, how) in verb_forms(verb) {
            let word = self.words.entry(form).or_default();
            if word.verb.is_none() {
                word.verb = Some((lemma, how));
            }
        }
    }
}

fn frame(kind: &str) -> Option<Frame> {
    Some(match kind {
        "verb" | "tolerate" => Frame::Verb,
        "reverse" => Frame::Reverse,
        "both" => Frame::Both,
        "noun" => Frame::Noun,
        "pact" => Frame::Pact,
        "kin" => Frame::Kin,
        "kins" => Frame::Kins,
        "favourite" => Frame::Favourite,
        "adjective" => Frame::Adjective,
        "adverbial" => Frame::Adverbial,
        "reaction" => Frame::Reaction,
        _ => return None,
    })
}

fn class(kind: &str) -> Option<Class> {
    Some(match kind {
        "give" => Class::Give,
        "speech" => Class::Speech,
        "control" => Class::Control,
        "wish" => Class::Wish,
        "light" => Class::Light,
        "receive" => Class::Receive,
        "end" => Class::End,
        "deny" => Class::Deny,
        "refuse" => Class::Refuse,
        "fail" => Class::Fail,
        "doubt" => Class::Doubt,
        "war" => Class::War,
        "deed" => Class::Deed,
        "judge" => Class::Judge,
        "approve" => Class::Approve,
        "call" => Class::Call,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line of the lexicon has four fields, a known kind, a sign that fits it and a probability.
    #[test]
    fn every_line_is_an_entry() {
        let lines = include_str!("../../../assets/cues.tsv").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 4, "{line}");
            let kind = fields[0].split(':').next().unwrap();
            if kind == "set" {
                assert!(fields[3].split(';').all(|word| !word.trim().is_empty()), "{line}");
            } else if frame(kind).is_some() {
                assert!(matches!(fields[1], "+" | "-"), "{line}");
                assert!(fields[2].parse::<f32>().is_ok_and(|value| value > 0.0 && value < 1.0), "{line}");
            } else {
                assert!(kind == "plain" || class(kind).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn forms_lead_to_their_lemma() {
        let lexicon = Lexicon::get();
        let lemma = |word: &str| lexicon.word(word).and_then(|word| word.verb).map(|(lemma, _)| lemma);
        assert_eq!(lemma("backed"), lemma("back"));
        assert_eq!(lemma("fought"), lemma("fight"));
        assert!(lexicon.is(lemma("said"), Class::Speech));
        assert!(lemma("table").is_none());
    }
}

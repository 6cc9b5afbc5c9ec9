//! A sentence as a row of units: each mention one unit, each other token one, with the part it plays.

use super::inflect::VerbForm;
use super::lexicon::{Lemma, Lexicon};
use crate::reading::mention::{Form, Mention};
use crate::reading::token::Token;

/// The part that a unit plays in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An actor.
    Mention,
    /// A noun, an adjective, or anything unknown within a noun phrase.
    Noun,
    /// "the", "no", "both".
    Determiner,
    /// "he", "it", "them", where they are no mentions.
    Pronoun,
    /// "its", "his".
    Possessive,
    /// "of", "against".
    Preposition,
    /// "and", "or", "but".
    Conjunction,
    /// "that", "because", "while": a clause begins.
    Subordinator,
    /// "who", "which", "whose".
    Relative,
    /// A form of "be".
    Be,
    /// A form of "have" or "do".
    Auxiliary,
    /// "will", "may".
    Modal,
    /// "not", "never".
    Not,
    /// "fiercely", "also".
    Adverb,
    /// "to" before an infinitive.
    To,
    /// A full verb.
    Verb,
    /// A comma.
    Comma,
    /// A semicolon, colon, dash, or the end of a sentence.
    Stop,
    /// A quotation mark.
    Quote,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A day or month, which stands beside its clause.
    Time,
    /// A hyphen within a compound.
    Hyphen,
}

/// A unit.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// The part it plays.
    pub(super) kind: Kind,
    /// Its first token.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    /// Index of the mention that it is.
    pub(super) mention: Option<usize>,
    /// Whether it owns what follows: "Turkey's".
    pub(super) possessive: bool,
    /// Which verb it may be, and in which form; without a lemma for a verb that the lexicon does not hold.
    pub(super) verb: Option<(Option<Lemma>, VerbForm)>,
    /// Which noun with a cue it may be.
    pub(super) noun: Option<Lemma>,
}

impl Unit {
    /// Whether it can stand within a noun phrase.
    pub(super) fn is_nominal(&self) -> bool {
        matches!(self.kind, Kind::Mention | Kind::Noun | Kind::Determiner | Kind::Possessive | Kind::Pronoun)
    }
}

/// Cuts a sentence into units.
pub(super) fn units(tokens: &[Token<'_>], mentions: &[Mention]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(tokens.len());
    let titled = is_title(tokens, mentions);
    let (mut token, mut next) = (0, 0);
    while token < tokens.len() {
        while mentions.get(next).is_some_and(|mention| mention.tokens.start < token) {
            next += 1;
        }
        if let Some(mention) = mentions.get(next).filter(|mention| mention.tokens.start == token) {
            let end = mention.tokens.end.clamp(token + 1, tokens.len());
            let last = &*tokens[end - 1].lower;
            let possessive = last.ends_with("'s") && end > token + usize::from(last == "'s")
                || last.ends_with("s'")
                || mention.form == Form::Pronoun && matches!(last, "its" | "his" | "her" | "their");
            units.push(Unit { mention: Some(next), possessive, ..unit(Kind::Mention, token, end) });
            token = end;
            continue;
        }
        let lower = &*tokens[token].lower;
        let owns = lower == "'s" || lower == "'" && token > 0 && tokens[token - 1].lower.ends_with('s');
        if owns && units.last().is_some_and(|unit| matches!(unit.kind, Kind::Mention | Kind::Noun)) {
            if let Some(owner) = units.last_mut() {
                owner.possessive = true;
                owner.end = token + 1;
            }
            token += 1;
            continue;
        }
        let mut unit = unit(closed_class(lower), token, token + 1);
        let named = tokens[token].is_capitalised()
            && token > 0
            && !titled
            && units.last().is_some_and(|unit| unit.kind != Kind::Quote);
        if named && !matches!(unit.kind, Kind::Time) {
            unit.kind = if lower == "may" { Kind::Time } else { Kind::Noun };
        } else if unit.kind == Kind::Noun {
            let word = Lexicon::get().word(lower);
            unit.verb = word
                .and_then(|word| word.verb)
                .map(|(lemma, form)| (Some(lemma), form))
                .or_else(|| guess(lower));
            unit.noun = word.and_then(|word| word.noun);
        }
        units.push(unit);
        token += 1;
    }
    settle(&mut units, tokens, mentions);
    units
}

fn unit(kind: Kind, first: usize, end: usize) -> Unit {
    Unit { kind, first, end, mention: None, possessive: false, verb: None, noun: None }
}

/// Whether most words are capitalised, as in a headline, so that capitals say nothing.
fn is_title(tokens: &[Token<'_>], mentions: &[Mention]) -> bool {
    let named: usize = mentions.iter().map(|mention| mention.tokens.len()).sum();
    let long = |token: &&Token<'_>| token.text.len() > 3;
    let words = tokens.iter().filter(long).count().saturating_sub(named);
    let capitals =
        tokens.iter().filter(long).filter(|token| token.is_capitalised()).count().saturating_sub(named);
    words >= 3 && capitals * 3 >= words * 2
}

/// What ends like a gerund and is a thing more often.
const THINGS: &[&str] = &[
    "meeting",
    "hearing",
    "building",
    "evening",
    "morning",
    "wedding",
    "ceiling",
    "beijing",
    "briefing",
    "gathering",
];

/// The form of a verb that the lexicon does not hold, by its ending.
fn guess(lower: &str) -> Option<(Option<Lemma>, VerbForm)> {
    if THINGS.contains(&lower) {
        None
    } else if lower.len() > 5 && lower.ends_with("ed") {
        Some((None, VerbForm::PastOrParticiple))
    } else if lower.len() > 6 && lower.ends_with("ing") {
        Some((None, VerbForm::Gerund))
    } else {
        None
    }
}

/// The part that a word of a closed class plays; a noun if it is of none.
fn closed_class(lower: &str) -> Kind {
    match lower {
        "the" | "a" | "an" | "this" | "these" | "those" | "some" | "any" | "no" | "every" | "each"
        | "all" | "both" | "another" | "several" | "many" | "few" | "such" => Kind::Determiner,
        "he" | "she" | "it" | "they" | "him" | "them" | "i" | "we" | "you" | "me" | "us" | "himself"
        | "herself" | "itself" | "themselves" | "who's" => Kind::Pronoun,
        "its" | "his" | "her" | "their" | "our" | "my" | "your" => Kind::Possessive,
        "of" | "in" | "on" | "at" | "by" | "for" | "from" | "with" | "against" | "between" | "among"
        | "over" | "under" | "into" | "onto" | "upon" | "towards" | "toward" | "through" | "during"
        | "within" | "without" | "across" | "about" | "behind" | "near" | "despite" | "via" | "around"
        | "outside" | "inside" | "amid" | "alongside" | "beyond" | "above" | "below" | "along" | "except"
        | "including" | "like" | "unlike" | "throughout" | "to" => Kind::Preposition,
        "and" | "or" | "but" | "nor" | "&" | "yet" => Kind::Conjunction,
        "because" | "while" | "after" | "before" | "as" | "if" | "when" | "whenever" | "although"
        | "though" | "since" | "until" | "unless" | "whether" | "where" | "what" | "whereas" | "once"
        | "how" | "why" | "than" | "that" | "so" => Kind::Subordinator,
        "who" | "which" | "whom" | "whose" => Kind::Relative,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "isn't" | "aren't" | "wasn't"
        | "weren't" | "'re" => Kind::Be,
        "has" | "have" | "had" | "having" | "do" | "does" | "did" | "hasn't" | "haven't" | "hadn't"
        | "doesn't" | "don't" | "didn't" | "'ve" => Kind::Auxiliary,
        "will" | "would" | "may" | "might" | "can" | "could" | "shall" | "should" | "must" | "won't"
        | "wouldn't" | "can't" | "cannot" | "couldn't" | "shouldn't" | "mustn't" | "'ll" | "'d" | "wo"
        | "ca" => Kind::Modal,
        "not" | "never" | "n't" | "neither" | "nobody" => Kind::Not,
        "also" | "now" | "then" | "still" | "again" | "just" | "even" | "only" | "once-again" | "already"
        | "soon" | "ever" | "often" | "always" | "mainly" | "long" | "later" | "earlier" | "twice"
        | "too" | "instead" | "up" | "down" | "out" | "back" | "off" | "away" | "together" | "very"
        | "more" | "most" | "well" | "far" | "first" | "today" | "overnight" | "here" | "there"
        | "further" | "else" | "perhaps" | "maybe" | "meanwhile" | "however" | "alike" | "almost"
        | "jointly" | "ago" | "thereby" | "thus" | "rather" | "quite" => Kind::Adverb,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "january"
        | "february" | "march" | "april" | "june" | "july" | "august" | "september" | "october"
        | "november" | "december" | "yesterday" | "tomorrow" | "tonight" => Kind::Time,
        "," => Kind::Comma,
        ";" | ":" | "—" | "–" | "--" | "." | "!" | "?" | "…" => Kind::Stop,
        "\"" | "“" | "”" | "„" | "«" | "»" | "''" | "``" | "'" => Kind::Quote,
        "(" | "[" => Kind::Open,
        ")" | "]" => Kind::Close,
        "-" | "‑" => Kind::Hyphen,
        _ if lower.len() > 4
            && lower.ends_with("ly")
            && !matches!(
                lower,
                "family" | "assembly" | "rally" | "italy" | "reply" | "supply" | "early" | "deadly"
            ) =>
        {
            Kind::Adverb
        }
        _ => Kind::Noun,
    }
}

/// Settles what only the neighbours can tell: whether "support" is a verb, "to" begins an infinitive, "that" refers back.
fn settle(units: &mut [Unit], tokens: &[Token<'_>], mentions: &[Mention]) {
    for index in 0..units.len() {
        let lower = &*tokens[units[index].first].lower;
        let before = index.checked_sub(1).map(|previous| units[previous].clone());
        match units[index].kind {
            Kind::Noun | Kind::Adverb if units[index].verb.is_some() || lower == "back" => {
                if lower == "back" {
                    units[index].verb = Lexicon::get()
                        .word("back")
                        .and_then(|word| word.verb)
                        .map(|(lemma, form)| (Some(lemma), form));
                }
                if let Some((_, form)) = units[index].verb
                    && is_verb(units, index, form, tokens, mentions)
                {
                    units[index].kind = Kind::Verb;
                }
            }
            Kind::Preposition if lower == "to" => {
                let after = (index + 1..units.len()).find(|next| {
                    units[*next].kind != Kind::Adverb || tokens[units[*next].first].lower.as_ref() == "back"
                });
                let infinitive = after.is_some_and(|next| {
                    matches!(units[next].verb, Some((_, VerbForm::Base | VerbForm::Any)))
                        || matches!(&*tokens[units[next].first].lower, "be" | "have" | "do" | "back")
                });
                if infinitive {
                    units[index].kind = Kind::To;
                }
            }
            Kind::Subordinator if lower == "as" => {
                let word = |index: usize| units.get(index).map(|unit| &*tokens[unit.first].lower);
                if index >= 2 && word(index - 1) == Some("well") && word(index - 2) == Some("as") {
                    units[index].kind = Kind::Conjunction;
                    units[index - 1].kind = Kind::Conjunction;
                    units[index - 2].kind = Kind::Conjunction;
                } else if word(index.wrapping_sub(1)) == Some("such") {
                    units[index].kind = Kind::Preposition;
                }
            }
            Kind::Subordinator if lower == "that" => {
                let refers = before.as_ref().is_some_and(Unit::is_nominal);
                let clause = units.get(index + 1).is_some_and(|next| {
                    next.verb.is_some_and(|(_, form)| form != VerbForm::Gerund)
                        || matches!(next.kind, Kind::Be | Kind::Auxiliary | Kind::Modal | Kind::Adverb)
                });
                // "the pact that Egypt signed", but "told reporters that", "claims that"
                let content = before.as_ref().is_none_or(|before| {
                    before.kind != Kind::Noun || CONTENT.contains(&&*tokens[before.first].lower)
                });
                let told = (index.saturating_sub(5)..index).any(|unit| units[unit].kind == Kind::Verb);
                let object = units.get(index + 1).is_some_and(Unit::is_nominal) && !content && !told;
                if refers && (clause || object) {
                    units[index].kind = Kind::Relative;
                }
            }
            Kind::Noun
                if lower == "longer" && index > 0 && &*tokens[units[index - 1].first].lower == "no" =>
            {
                units[index - 1].kind = Kind::Not;
                units[index].kind = Kind::Adverb;
            }
            _ => {}
        }
    }
}

/// Nouns whose "that" tells what they hold.
const CONTENT: &[&str] = &[
    "claim",
    "claims",
    "report",
    "reports",
    "allegation",
    "allegations",
    "fact",
    "belief",
    "hope",
    "hopes",
    "fear",
    "fears",
    "warning",
    "news",
    "idea",
    "view",
    "accusation",
    "accusations",
    "suggestion",
    "charge",
    "statement",
    "evidence",
    "proof",
    "sign",
    "signs",
    "concern",
    "concerns",
    "assurance",
    "assurances",
    "notion",
    "rumours",
    "rumors",
    "suspicion",
    "insistence",
];

fn is_verb(units: &[Unit], index: usize, form: VerbForm, tokens: &[Token<'_>], mentions: &[Mention]) -> bool {
    let mut back = index;
    let previous = loop {
        let Some(previous) = back.checked_sub(1) else { break None };
        if !matches!(units[previous].kind, Kind::Adverb | Kind::Not | Kind::Quote) {
            break Some(&units[previous]);
        }
        back = previous;
    };
    let next = units.get(index + 1);
    let takes_object = next.is_some_and(|next| {
        matches!(next.kind, Kind::Mention | Kind::Determiner | Kind::Possessive | Kind::Pronoun)
            || next.kind == Kind::Subordinator && &*tokens[next.first].lower == "that"
    });
    let hyphenated = next.is_some_and(|next| next.kind == Kind::Hyphen)
        || index.checked_sub(1).is_some_and(|previous| units[previous].kind == Kind::Hyphen);
    if hyphenated {
        return false;
    }
    let Some(previous) = previous else {
        return match form {
            VerbForm::Gerund | VerbForm::Participle | VerbForm::PastOrParticiple => true,
            VerbForm::Base | VerbForm::Any => takes_object && units[index].noun.is_none(),
            _ => false,
        };
    };
    let demonym = previous.mention.is_some_and(|mention| mentions[mention].form == Form::Demonym);
    match form {
        VerbForm::Gerund => match previous.kind {
            Kind::Determiner | Kind::Possessive => false,
            Kind::Mention | Kind::Noun if previous.possessive || demonym => false,
            Kind::Noun => {
                takes_object
                    || units[index].noun.is_none() && !THINGS.contains(&&*tokens[units[index].first].lower)
            }
            // "enjoys backing from"
            Kind::Verb if units[index].noun.is_some() => takes_object,
            _ => true,
        },
        VerbForm::Any if matches!(previous.kind, Kind::To | Kind::Modal) => true,
        VerbForm::Past | VerbForm::Participle | VerbForm::PastOrParticiple | VerbForm::Any => {
            match previous.kind {
                Kind::Determiner | Kind::Possessive => {
                    !next.is_some_and(|next| matches!(next.kind, Kind::Noun | Kind::Mention))
                }
                Kind::Preposition => false,
                Kind::Mention if previous.possessive => false,
                Kind::Mention if demonym => !next.is_some_and(|next| next.kind == Kind::Noun),
                _ => true,
            }
        }
        VerbForm::Base | VerbForm::Present => match previous.kind {
            Kind::To | Kind::Modal | Kind::Relative | Kind::Auxiliary => true,
            Kind::Pronoun => units[index].noun.is_none() || takes_object || form == VerbForm::Present,
            Kind::Mention if previous.possessive => false,
            Kind::Mention if demonym => form == VerbForm::Present && takes_object,
            Kind::Mention if form == VerbForm::Present => true,
            Kind::Noun if previous.possessive => false,
            // "a former head of": one does not "head".
            Kind::Noun
                if form == VerbForm::Base
                    && back >= 2
                    && matches!(&*tokens[units[back - 2].first].lower, "a" | "an" | "another" | "every") =>
            {
                false
            }
            Kind::Mention | Kind::Noun | Kind::Conjunction | Kind::Comma | Kind::Close => {
                let particle =
                    next.is_some_and(|next| matches!(next.kind, Kind::Preposition | Kind::Adverb | Kind::To));
                takes_object || units[index].noun.is_none() && particle
            }
            Kind::Verb => {
                let helps = tokens[previous.first].lower.starts_with("help");
                takes_object && (helps || previous.verb.is_some_and(|(_, form)| form == VerbForm::Base))
            }
            _ => false,
        },
    }
}

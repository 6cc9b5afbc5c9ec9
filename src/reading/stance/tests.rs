//! Prose cases, and measurements on labelled sentences.
//!
//! Actors are in brackets: `[Egypt]`, `[@Haftar]` for a person, and `[they]{2}` or `[Turkish]{1:state}` where a number must
//! say which actor is meant.

mod labelled;

use super::*;
use crate::map::ActorKind;
use crate::reading::mention::Form;
use crate::reading::passage::{Look, Told, judged};
use crate::reading::sentence::sentences;
use crate::reading::token::tokens;

/// A sentence or a few with their mentions and actors.
struct Marked {
    text: String,
    /// Where each sentence stands, and the mentions in it.
    sentences: Vec<(Span, Vec<Mention>)>,
    actors: Vec<FoundActor>,
    /// What the brackets call each actor.
    keys: Vec<String>,
}

fn marked(source: &str) -> Marked {
    let (mut text, mut spans, mut keys, mut actors) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    let mut rest = source;
    while let Some((before, tail)) = rest.split_once('[') {
        let Some((surface, after)) = tail.split_once(']') else { break };
        text.push_str(before);
        let (name, person) = surface.strip_prefix('@').map_or((surface, false), |name| (name, true));
        let (mut key, mut kind, mut after) = (name.to_owned(), ActorKind::default(), after);
        if let Some(tail) = after.strip_prefix('{') {
            let Some((inside, tail)) = tail.split_once('}') else { break };
            let (number, word) = inside.split_once(':').unwrap_or((inside, ""));
            key = number.to_owned();
            kind = match word {
                "person" => ActorKind::Person,
                "state" => ActorKind::State,
                _ => kind,
            };
            after = tail;
        }
        if person {
            kind = ActorKind::Person;
        }
        let actor = keys.iter().position(|known| *known == key).unwrap_or(keys.len());
        if actor == keys.len() {
            keys.push(key);
            actors.push(FoundActor { name: name.to_owned(), kind, ..FoundActor::default() });
        }
        spans.push((actor, Span::new(text.len(), text.len() + name.len())));
        text.push_str(name);
        rest = after;
    }
    text.push_str(rest);
    let mut told = Vec::new();
    for sentence in sentences(&text) {
        let tokens = tokens(&text, sentence.span);
        let mut mentions = Vec::new();
        for (actor, span) in spans.iter().filter(|(_, span)| sentence.span.contains(*span)) {
            let inside = |token: &Token<'_>| token.span.start < span.end && span.start < token.span.end;
            let Some(first) = tokens.iter().position(inside) else { continue };
            let end = tokens.iter().rposition(inside).map_or(first + 1, |last| last + 1);
            let form = form(&text[span.start..span.end], actors[*actor].kind);
            mentions.push(Mention {
                actor: *actor,
                others: Vec::new(),
                tokens: first..end,
                name: first..end,
                span: *span,
                form,
            });
        }
        told.push((sentence.span, mentions));
    }
    Marked { text, sentences: told, actors, keys }
}

fn form(surface: &str, kind: ActorKind) -> Form {
    let lower = surface.to_lowercase();
    let stem = lower.strip_suffix("'s").unwrap_or(&lower);
    if matches!(
        stem,
        "he" | "she" | "it" | "they" | "him" | "them" | "his" | "her" | "its" | "their" | "we" | "us" | "who"
    ) {
        return Form::Pronoun;
    }
    if kind == ActorKind::Person {
        return if surface.starts_with(char::is_lowercase) { Form::Description } else { Form::Name };
    }
    let endings = [
        "ish", "ian", "ean", "ese", "can", "aqi", "eli", "udi", "ati", "ari", "eni", "aiti", "rench", "utch",
        "zbek", "reek", "ni",
    ];
    let not = ["iran", "azerbaijan", "japan", "vatican", "brunei", "haiti", "mali", "pan", "zim"];
    if surface.starts_with(char::is_uppercase)
        && !stem.contains(' ')
        && !not.contains(&stem)
        && endings.iter().any(|ending| stem.ends_with(ending))
    {
        return Form::Demonym;
    }
    if surface.starts_with(char::is_lowercase) { Form::Description } else { Form::Name }
}

impl Marked {
    /// What the rules read.
    fn read(&self) -> Vec<Finding> {
        self.read_with(None)
    }

    /// What the rules read together with a model's judgements.
    fn read_with(&self, judged: Option<(&[Vec<Judged>], Blend)>) -> Vec<Finding> {
        let mut out = Vec::new();
        let mut reader = StanceReader::new();
        let all: Vec<Mention> =
            self.sentences.iter().flat_map(|(_, mentions)| mentions.iter().cloned()).collect();
        for (at, (span, mentions)) in self.sentences.iter().enumerate() {
            let tokens = tokens(&self.text, *span);
            let judged = judged.map(|(pairs, blend)| Judgements { pairs: &pairs[at], mentions: &all, blend });
            reader.sentence(*span, &tokens, mentions, &self.actors, judged, &mut out);
        }
        out
    }

    /// What a model thinks of the pairs, sentence by sentence.
    fn judged(&self, model: &crate::reading::Model) -> Vec<Vec<Judged>> {
        let told = self.sentences.iter().map(|(span, mentions)| Told {
            span: *span,
            tokens: tokens(&self.text, *span),
            mentions: mentions.clone(),
        });
        judged(model, Look::Again, &self.text, &told.collect::<Vec<_>>())
    }

    /// The findings as a line: "Egypt + Haftar; A - B?".
    fn line(&self) -> Vec<String> {
        let said = |finding: &Finding| {
            let sign = if finding.stance == Stance::Backs { '+' } else { '-' };
            let modality = match finding.modality {
                Modality::Asserted => "",
                Modality::Hedged => "?",
                Modality::Negated => "!",
            };
            let speaker =
                finding.speaker.map(|speaker| format!(" @{}", self.keys[speaker])).unwrap_or_default();
            format!("{} {sign} {}{modality}{speaker}", self.keys[finding.source], self.keys[finding.target])
        };
        let mut lines: Vec<String> = self.read().iter().map(said).collect();
        lines.sort();
        lines
    }
}

proptest::proptest! {
    /// No row of words and brackets, however senseless, makes the reader panic, or relate an actor to itself.
    #[test]
    fn nothing_panics(picks in proptest::collection::vec(0usize..60, 0..120)) {
        const WORDS: &[&str] = &[
            "[Egypt]", "[@Haftar]", "[Turkish]", "[they]", "[supporters]", "[Egypt]'s", ",", ".", "\"", "(", ")", "-", "—", ";",
            "and", "or", "neither", "who", "which", "whose", "that", "what", "to", "by", "of", "from", "against", "with", "between",
            "for", "on", "like", "including", "according", "was", "has", "being", "having", "would", "may", "not", "no", "longer",
            "said", "denied", "backed", "supporting", "attack", "attacks", "took", "hostage", "each", "other", "his", "ally",
            "deal", "loyal", "the", "decision", "pro",
        ];
        let source: Vec<&str> = picks.iter().map(|pick| WORDS[pick % WORDS.len()]).collect();
        let marked = marked(&source.join(" "));
        for finding in marked.read() {
            proptest::prop_assert_ne!(finding.source, finding.target);
            proptest::prop_assert!(finding.cue.is_some_and(|cue| finding.quote.contains(cue)));
        }
    }
}

/// A row of words without end is read in pieces, in time that grows with its length.
#[test]
fn long_rows_are_read_in_pieces() {
    let source = "[Egypt] backed [Haftar] and ".repeat(2000);
    assert!(marked(&source).line().contains(&"Egypt + Haftar".to_owned()));
}

/// Every line of `cases.txt` reads as it says.
#[test]
fn sentences_state_what_they_state() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in
        include_str!("tests/cases.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (sentence, expected) = line.split_once("=>").unwrap();
        let mut wanted: Vec<&str> =
            expected.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
        wanted.sort_unstable();
        let read = marked(sentence.trim()).line();
        if read != wanted {
            wrong.push(format!("{sentence}\n    wanted {wanted:?}\n    read   {read:?}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

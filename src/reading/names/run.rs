//! Names: known ones, and runs of capitalised words that the dictionaries have never heard of.

use super::body::{body, heads, new_body, owned_body};
use super::known::KnownNames;
use super::lexicon::class;
use super::line::Line;
use super::piece::{Core, Piece};
use crate::map::ActorKind;
use crate::reading::mention::Form;

/// The names of a sentence in order, not overlapping.
pub(super) fn runs(line: &Line<'_>, names: &KnownNames) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let known = line.known(at);
        if known.is_none() && (!line.is_capital(at) || line.opens(at) && opens_only(line, at)) {
            at += 1;
            continue;
        }
        let end = run_end(line, at);
        let known_end = known.map_or(at, |known| at + known.len);
        parse(line, names, at, end.max(known_end), &mut pieces);
        at = end.max(known_end);
    }
    pieces
}

/// One past the last token of the run of capitalised words that starts at `start`.
fn run_end(line: &Line<'_>, start: usize) -> usize {
    let mut end = start + 1;
    let mut has_head = is_head(line, start);
    loop {
        if line.is_hyphen(end)
            && line.is_capital(end + 1)
            && line.known(end + 1).is_none()
            && line.known(end - 1).is_none()
        {
            end += 2;
        } else if line.is_hyphen(end)
            && line.has(end + 1, class::PARTICLE)
            && line.is_hyphen(end + 2)
            && line.is_capital(end + 3)
        {
            // "Waker-uz-Zaman"
            end += 4;
        } else if line.is_capital(end) && !(line.opens(end) && line.is_title_case) {
            has_head |= is_head(line, end);
            end += 1;
        } else if line.is_possessive(end) && line.has(end - 1, class::PLURAL) && line.is_capital(end + 1) {
            end += 2;
        } else if let Some(next) = particle_end(line, end) {
            end = next;
        } else if has_head && let Some(next) = complement_end(line, end) {
            end = next;
        } else if line.text(end) == "&" && line.is_capital(end + 1) {
            end += 2;
        } else {
            return end;
        }
    }
}

/// "bin" of "Mohammed bin Salman": small words inside a person's name.
fn particle_end(line: &Line<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    while line.has(end, class::PARTICLE) && !line.is_capital(end) && end < at + 3 {
        end += 1;
        if line.is_hyphen(end) {
            end += 1;
        }
    }
    (end > at && line.is_capital(end) && !line.has(end, class::COMMON)).then_some(end + 1)
}

/// "of Foreign Affairs" after "Ministry".
fn complement_end(line: &Line<'_>, at: usize) -> Option<usize> {
    let linked = match line.word(at) {
        "of" | "for" => true,
        "and" => {
            line.word(at + 1) != "the"
                && line.has(at + 1, class::COMMON)
                && line.known(at + 1).is_none()
                && !line.has(at + 1, class::TITLE)
        }
        "on" | "to" | "against" => line.has(at + 1, class::COMMON) && line.known(at + 1).is_none(),
        _ => false,
    };
    let noun = at + 1 + usize::from(line.word(at + 1) == "the");
    if !linked || !line.is_capital(noun) || line.has(noun, class::CALENDAR) {
        return None;
    }
    // A state at the end is the owner: "the Foreign Ministry of Iraq".
    Some(line.known(noun).map_or(noun + 1, |known| noun + known.len))
}

fn is_head(line: &Line<'_>, at: usize) -> bool {
    line.has(at, heads()) && line.is_capital(at)
}

/// Cuts a run into known names, titles, bodies and persons.
fn parse(line: &Line<'_>, names: &KnownNames, start: usize, end: usize, pieces: &mut Vec<Piece>) {
    let mut at = start;
    while at < end {
        if let Some(known) = line.known(at) {
            let to = at + known.len;
            let actor = names.actor(known.known);
            let core = Core::Known(known.known);
            let adjective = known.form == Form::Demonym && actor.kind == ActorKind::Party;
            let holds = !adjective
                && matches!(
                    actor.kind,
                    ActorKind::State
                        | ActorKind::Bloc
                        | ActorKind::Other
                        | ActorKind::Organization
                        | ActorKind::Party
                );
            if holds
                && to < end
                && let Some(body) = body(line, to, end)
            {
                let owned = body.from == to || line.is_hyphen(to);
                if owned && !body.is_thing {
                    pieces.push(owned_body(line, at, &body, core));
                    at = body.to;
                    continue;
                }
                if body.is_thing {
                    at = body.to;
                    continue;
                }
            }
            // "Republican Guard" is no part of a party.
            if adjective
                && to < end
                && let Some(body) = body(line, at, end)
                && body.from == at
                && body.to > to
            {
                if !body.is_thing {
                    pieces.push(new_body(line, names, &body));
                }
                at = body.to;
                continue;
            }
            let mut piece = Piece::new(at, to, core, known.form);
            piece.kind = Some(actor.kind);
            pieces.push(piece);
            at = to;
        } else if !line.tokens[at].is_capitalised() {
            at += 1;
        } else if let Some(body) = body(line, at, end) {
            if !body.is_thing {
                pieces.push(new_body(line, names, &body));
            }
            at = body.to;
        } else if is_title(line, at, end) {
            at = title_end(line, at, end);
        } else {
            let to = (at + 1..end)
                .find(|next| line.known(*next).is_some() || is_title(line, *next, end))
                .unwrap_or(end);
            let to = trim(line, at, to);
            if let Some(piece) = plain_name(line, at, to) {
                pieces.push(piece);
            }
            at = to.max(at + 1);
        }
    }
}

/// Whether a capitalised title stands at `at`, with a name after it.
fn is_title(line: &Line<'_>, at: usize, end: usize) -> bool {
    line.has(at, class::TITLE) && line.is_capital(at)
        || line.has(at, class::TITLE_MOD)
            && at + 1 < end
            && line.has(at + 1, class::TITLE.with(class::TITLE_MOD))
}

/// Past "President", "Secretary of State", "Deputy Prime Minister".
fn title_end(line: &Line<'_>, at: usize, end: usize) -> usize {
    let mut to = at + 1;
    while to < end && (is_title(line, to, end) || line.is_hyphen(to)) {
        to += 1;
    }
    if matches!(line.word(to), "of" | "for")
        && line.has(to + 1, class::COMMON)
        && line.known(to + 1).is_none()
    {
        to += 2;
        while to < end
            && line.has(to, class::COMMON)
            && line.known(to).is_none()
            && !line.has(to, class::GIVEN)
        {
            to += 1;
        }
    }
    to.min(end)
}

/// A run without the small words at its end.
fn trim(line: &Line<'_>, from: usize, to: usize) -> usize {
    let mut to = to;
    while to > from && !line.tokens[to - 1].is_capitalised() {
        to -= 1;
    }
    to
}

/// A person, or words that the article must tell more of.
fn plain_name(line: &Line<'_>, from: usize, to: usize) -> Option<Piece> {
    let from = (from..to).find(|at| {
        !(line.has(*at, class::CALENDAR)
            || line.opens(*at) && is_ordinary(line, *at) && !line.has(*at, class::GIVEN))
    })?;
    if introduced(line, from) {
        let mut piece = Piece::new(from, to, Core::Body(line.key(from, to)), Form::Name);
        piece.is_sure = true;
        return Some(piece);
    }
    // "Kama Melly QC": letters after a person's name.
    let roman = |word: &str| word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let to = if to > from + 2 && line.is_acronym(to - 1) && !roman(line.text(to - 1)) { to - 1 } else { to };
    let words = (from..to).filter(|at| line.tokens[*at].is_word()).count();
    let ordinary = (from..to).filter(|at| is_ordinary(line, *at)).count();
    let key = line.key(from, to);
    if key.chars().count() < 2
        || (words == 1
            && (ordinary > 0 || line.has(from, class::NOT_NAME.with(class::MEDIA).with(class::THING))))
    {
        return None;
    }
    let acronym = line.is_acronym(from);
    if line.is_label() {
        return None;
    }
    if (words > 1 && line.has(from, class::GIVEN) && words <= 5 && ordinary < words - 1 && !acronym)
        || (words > 1 && words <= 4 && ordinary == 0 && !acronym && !line.is_title_case)
    {
        let particled = (from + 1..to).any(|at| line.has(at, class::PARTICLE) && !line.is_capital(at));
        let joined = !particled && (from + 1..to).step_by(2).all(|at| line.is_hyphen(at));
        if joined && line.has(from, class::PARTICLE) {
            return Some(Piece::new(from, to, Core::Lone(key), Form::Name));
        }
        if joined || line.has(from, class::REGION) {
            return None;
        }
        let mut piece = Piece::new(from, to, Core::Person(key), Form::Name);
        piece.kind = Some(ActorKind::Person);
        piece.is_sure = line.has(from, class::GIVEN);
        return Some(piece);
    }
    // "al-Assad": the small word belongs to the name.
    let particled = from >= 2 && line.is_hyphen(from - 1) && line.has(from - 2, class::PARTICLE);
    let first = if particled { from - 2 } else { from };
    if words > 3 || (ordinary > 0 && !acronym) || line.has(from, class::NOT_NAME) {
        return None;
    }
    Some(Piece::new(first, to, Core::Lone(key), Form::Name))
}

/// Whether the words before a name say that it is one: "the group named X", "militia group X".
fn introduced(line: &Line<'_>, from: usize) -> bool {
    let quoted = from > 1 && matches!(line.text(from - 1), "\"" | "“" | "'" | "‘");
    let Some(before) = from.checked_sub(1 + usize::from(quoted)) else { return false };
    let noun = |at: usize| line.has(at, class::GROUP) && !line.tokens[at].is_capitalised();
    match line.word(before) {
        "named" | "called" | "dubbed" => before > 0 && noun(before - 1),
        _ => {
            noun(before)
                && matches!(
                    line.word(before),
                    "group" | "militia" | "party" | "movement" | "cartel" | "gang" | "airline"
                )
        }
    }
}

/// Whether a word has its capital letter from the start of the sentence: "The", or "Fighters" of "Fighters of the X Front".
fn opens_only(line: &Line<'_>, at: usize) -> bool {
    let fighters = line.has(at, class::FORCE) && (line.word(at).ends_with('s') || line.word(at) == "gunmen");
    is_function_word(line.word(at))
        || fighters && matches!(line.word(at + 1), "of" | "loyal" | "led" | "from" | "commanded")
}

/// A small word that a sentence may open with before a name.
fn is_function_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a",
        "after",
        "all",
        "although",
        "among",
        "an",
        "and",
        "another",
        "as",
        "at",
        "because",
        "before",
        "both",
        "but",
        "by",
        "despite",
        "during",
        "even",
        "every",
        "following",
        "for",
        "former",
        "from",
        "her",
        "his",
        "how",
        "however",
        "if",
        "in",
        "its",
        "like",
        "many",
        "meanwhile",
        "more",
        "most",
        "neither",
        "no",
        "not",
        "of",
        "on",
        "one",
        "only",
        "other",
        "our",
        "over",
        "several",
        "since",
        "so",
        "some",
        "that",
        "the",
        "their",
        "then",
        "these",
        "this",
        "those",
        "though",
        "through",
        "to",
        "two",
        "under",
        "unlike",
        "until",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "with",
        "without",
        "yet",
    ];
    WORDS.binary_search(&word).is_ok()
}

fn is_ordinary(line: &Line<'_>, at: usize) -> bool {
    line.has(at, class::COMMON)
        && !line.is_acronym(at)
        && !(line.has(at, class::PARTICLE) && line.is_hyphen(at + 1))
}

//! Words that point back: pronouns, "the group", "the two countries", "one in eastern Libya".

use super::lexicon::class;
use super::line::Line;
use super::piece::{Back, Core, Piece};
use crate::map::ActorKind;
use crate::reading::mention::Form;

/// Adds the words of a sentence that point back to its names. `pieces` stay in order and do not overlap.
pub(super) fn add_backs(line: &Line<'_>, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::with_capacity(pieces.len() + 2);
    let mut at = 0;
    for piece in pieces {
        add_between(line, at, piece.from, &mut found);
        at = piece.to;
        let piece = one_of_several(line, piece, &found);
        found.push(piece);
    }
    add_between(line, at, line.len(), &mut found);
    found
}

fn add_between(line: &Line<'_>, from: usize, to: usize, found: &mut Vec<Piece>) {
    let mut at = from;
    while at < to {
        let next = found.len();
        add_at(line, at, to, found);
        at = found.get(next..).and_then(<[Piece]>::last).map_or(at + 1, |piece| piece.to);
    }
}

fn add_at(line: &Line<'_>, at: usize, to: usize, found: &mut Vec<Piece>) {
    if let Some((back, owns)) = pronoun(line, at) {
        let mut noun = at + 1;
        while owns
            && noun < to
            && line.has(noun, class::MODIFIER)
            && !line.has(noun, class::FORCE.with(class::GOV))
        {
            noun += 1;
        }
        let force = line.has(noun, class::FORCE);
        let side = line.has(noun, class::GOV)
            && !matches!(
                line.word(noun),
                "leaders" | "officials" | "official" | "leader" | "diplomats" | "ministers"
            );
        if owns && noun < to && (force || side) {
            let part = if force { "forces" } else { "government" };
            let mut piece = Piece::new(
                at,
                noun + 1,
                Core::Of(Box::new(Core::Back(back)), part.into()),
                Form::Description,
            );
            piece.kind = Some(if force { ActorKind::ArmedGroup } else { ActorKind::State });
            found.push(piece);
        } else {
            found.push(Piece::new(at, at + 1, Core::Back(back), Form::Pronoun));
        }
    } else if let Some((count, end)) = several(line, at, to) {
        found.push(Piece::new(at, end, Core::Back(Back::Several(count)), Form::Description));
    } else if let Some(noun) = countries(line, at, to) {
        found.push(Piece::new(at, noun, Core::Back(Back::Former), Form::Description));
        found.push(Piece::new(noun, noun + 1, Core::Back(Back::Latter), Form::Description));
    } else if matches!(line.word(at), "the" | "this" | "that")
        && let Some((back, end)) = described(line, at + 1, to)
    {
        found.push(Piece::new(at, end, Core::Back(back), Form::Description));
    }
}

/// A pronoun, and whether it owns what follows.
fn pronoun(line: &Line<'_>, at: usize) -> Option<(Back, bool)> {
    if line.is_acronym(at) {
        return None;
    }
    Some(match line.word(at) {
        "he" | "she" | "him" => (Back::Person, false),
        "his" => (Back::Person, true),
        "her" => (Back::Person, true),
        "it" => (Back::Thing, false),
        "its" => (Back::Thing, true),
        "i" | "me" | "my" | "we" | "our" | "us" => (Back::Speaker, false),
        "they" | "them" => (Back::Group, false),
        "their" => (Back::Group, true),
        _ => return None,
    })
}

/// "the three countries", "all four": how many, and the end.
fn several(line: &Line<'_>, at: usize, to: usize) -> Option<(u8, usize)> {
    if !matches!(line.word(at), "the" | "all" | "these" | "those") {
        return None;
    }
    let count =
        ["three", "four", "five", "six", "seven"].iter().position(|word| *word == line.word(at + 1))? as u8
            + 3;
    let noun = at + 2;
    let counted = matches!(
        line.word(noun),
        "countries"
            | "nations"
            | "states"
            | "governments"
            | "powers"
            | "neighbours"
            | "neighbors"
            | "groups"
            | "parties"
    );
    let bare = line.word(at) == "all" && !line.tokens.get(noun).is_some_and(|token| token.is_capitalised());
    let end = if counted { noun + 1 } else { noun };
    ((counted || bare) && end <= to).then_some((count, end))
}

/// "the two countries", "both sides": where the noun stands.
fn countries(line: &Line<'_>, at: usize, to: usize) -> Option<usize> {
    let mut noun = match line.word(at) {
        "both" => at + 1,
        "the" if line.word(at + 1) == "two" => at + 2,
        _ => return None,
    };
    if matches!(line.word(noun), "neighbouring" | "neighboring" | "rival" | "warring") {
        noun += 1;
    }
    let plural = matches!(
        line.word(noun),
        "countries"
            | "nations"
            | "states"
            | "sides"
            | "governments"
            | "neighbours"
            | "neighbors"
            | "capitals"
            | "allies"
    );
    (plural && noun < to).then_some(noun)
}

/// "government", "rebel group", "president" after "the": how it points back, and its end.
fn described(line: &Line<'_>, from: usize, to: usize) -> Option<(Back, usize)> {
    let mut at = from;
    while at < to
        && at < from + 3
        && line.has(at, class::MODIFIER.with(class::TITLE_MOD))
        && !is_noun(line, at, to)
    {
        at += 1;
    }
    if at >= to || !is_noun(line, at, to) {
        return None;
    }
    // "the president of the council", "the party leader": told by more than this.
    if line.word(at + 1) == "of"
        || line.is_hyphen(at + 1)
        || line.has(at + 1, class::TITLE) && !line.has(at + 1, class::SAY)
        || line.is_possessive(at + 1) && line.has(at + 2, class::TITLE)
    {
        return None;
    }
    let back = role(line, at);
    Some((back, at + 1))
}

/// How a noun for an office, a body or a group points back.
pub(super) fn role(line: &Line<'_>, at: usize) -> Back {
    match line.word(at) {
        "government" | "administration" | "regime" | "cabinet" | "authorities" | "junta" | "rulers"
        | "generals" => Back::Government,
        "army" | "military" => Back::Army,
        "group" | "militia" | "militants" | "rebels" | "insurgents" | "guerrillas" | "cartel" | "gang"
        | "faction" | "militias" | "paramilitaries" | "separatists" => Back::Noun(ActorKind::ArmedGroup),
        "party" | "movement" => Back::Noun(ActorKind::Party),
        "alliance" | "bloc" | "coalition" => Back::Noun(ActorKind::Bloc),
        "organisation" | "organization" | "company" | "airline" | "agency" => {
            Back::Noun(ActorKind::Organization)
        }
        _ if line.has(at, class::RULER) => Back::Officer,
        _ => Back::Named,
    }
}

fn is_noun(line: &Line<'_>, at: usize, to: usize) -> bool {
    let single = line.has(at, class::JOINED.with(class::RULER))
        || matches!(
            line.word(at),
            "government"
                | "administration"
                | "regime"
                | "authorities"
                | "junta"
                | "parliament"
                | "senate"
                | "army"
                | "military"
                | "house"
                | "rulers"
                | "generals"
                | "insurgents"
                | "militants"
                | "paramilitaries"
        );
    let goes_on = at + 1 < to
        && line.has(at + 1, class::JOINED.with(class::RULER).with(class::BODY).with(class::FORCE))
        && !line.has(at + 1, class::SAY);
    single && (!goes_on || line.has(at, class::RULER))
}

/// "one in eastern Libya", "another in Tripoli": the place, taken as whoever the article ties to it.
fn one_of_several(line: &Line<'_>, piece: Piece, before: &[Piece]) -> Piece {
    let mut start = piece.from;
    while start > 0 && (line.has(start - 1, class::REGION) || line.word(start - 1) == "the") {
        start -= 1;
    }
    let floor = before.last().map_or(0, |last| last.to);
    let placed = start >= floor + 2 && matches!(line.word(start - 1), "in" | "from");
    if !placed
        || !matches!(line.word(start - 2), "one" | "another" | "other")
        || matches!(piece.core, Core::Person(_) | Core::Of(..))
    {
        return piece;
    }
    let from = start - 2 - usize::from(start >= floor + 3 && line.word(start - 3) == "the");
    let mut at = Piece::new(from, piece.to, Core::Back(Back::At), Form::Description);
    at.name = (start, piece.to);
    at.owner = Some(piece.core);
    at
}

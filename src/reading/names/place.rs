//! Whether a name tells who acts, or only where.

use super::known::KnownNames;
use super::lexicon::class;
use super::line::Line;
use super::phrase::is_auxiliary;
use super::piece::{Core, Piece};
use crate::map::ActorKind;
use crate::reading::mention::Form;

/// Marks the pieces that are only places. A name takes after the name that it is listed with.
pub(super) fn mark_places(line: &Line<'_>, names: &KnownNames, pieces: &mut [Piece]) {
    let mut start = 0;
    while start < pieces.len() {
        let mut end = start + 1;
        while end < pieces.len() && are_listed(line, &pieces[end - 1], &pieces[end]) {
            end += 1;
        }
        let list = &pieces[start..end];
        // In "Ankara and Tripoli agreed" the first acts because the last does; in "in Spain and Italy" the first decides.
        let listed_acts = list.iter().any(|piece| piece.form == Form::Capital && acts(line, piece));
        let located = is_location(line, &list[0]);
        for piece in &mut pieces[start..end] {
            piece.is_place = may_be_place(line, names, piece)
                && match piece.form {
                    Form::Demonym => modifies_a_place(line, piece),
                    Form::Capital => located || !listed_acts,
                    _ => located || is_location(line, piece),
                };
        }
        start = end;
    }
}

fn may_be_place(line: &Line<'_>, names: &KnownNames, piece: &Piece) -> bool {
    if piece.is_sure || piece.acronym.is_some() {
        return false;
    }
    match &piece.core {
        Core::Known(known) => {
            match names.actor(*known).kind {
                ActorKind::State | ActorKind::Other => true,
                // "across the European Union", but "leaving the European Union".
                ActorKind::Bloc => {
                    let the = piece.from > 0 && line.word(piece.from - 1) == "the";
                    let before = line.word(piece.from.wrapping_sub(1 + usize::from(the)));
                    matches!(before, "in" | "across" | "throughout" | "within" | "into" | "inside")
                        || piece.form == Form::Capital
                }
                _ => false,
            }
        }
        Core::Lone(_) | Core::Person(_) => true,
        _ => false,
    }
}

/// "Spain, Greece and Italy".
fn are_listed(line: &Line<'_>, one: &Piece, next: &Piece) -> bool {
    let gap = one.to..next.from;
    // ", and Y said" begins a clause.
    let clause = gap.len() > 1
        && line.text(one.to) == ","
        && line.word(one.to + 1) == "and"
        && line.has(next.to, class::SAY);
    !clause
        && gap.len() <= 3
        && !gap.is_empty()
        && one.form == next.form
        && gap.into_iter().all(|at| matches!(line.word(at), "," | "and" | "or" | "the"))
        && line.text(one.to) != "the"
}

/// A name after a word that tells where: "in Libya", "troops to Libya", "north of Libya", "Minsk, Belarus".
fn is_location(line: &Line<'_>, piece: &Piece) -> bool {
    let mut before = piece.from;
    while before > 0
        && (line.word(before - 1) == "the"
            || line.has(before - 1, class::REGION)
            || matches!(line.word(before - 1), "neighboring" | "neighbouring" | "nearby"))
    {
        before -= 1;
    }
    let after = piece.to;
    if line.is_hyphen(after) {
        return matches!(line.word(after + 1), "based" | "born" | "style" | "wide" | "bound");
    }
    if line.is_possessive(after)
        && line.has(after + 1, class::PLACE_NOUN)
        && line.word(after + 1) != "side"
        && !line.has(after + 2, class::TITLE.with(class::BODY))
    {
        return true;
    }
    // "TOKYO — The government": the place of writing.
    if piece.from == 0
        && (matches!(line.text(after), "—" | "–") || line.text(after) == "(" && line.is_acronym(piece.from))
    {
        return true;
    }
    let Some(at) = before.checked_sub(1) else { return false };
    match line.word(at) {
        "to" => near(line, at, class::MOTION) && !near(line, at, class::AID),
        // "struck airfields across Ukraine"
        "across" | "into" | "around" if near(line, at, class::STRIKE) => false,
        "from" => !near(line, at, class::AID) || near(line, at, class::MOTION),
        "of" => {
            line.has(
                at.wrapping_sub(1),
                class::PLACE_NOUN
                    .with(class::REGION)
                    .with(class::THING)
                    .with(class::TITLE)
                    .with(class::PEOPLE),
            ) || matches!(line.word(at.wrapping_sub(1)), "part" | "parts" | "out" | "most" | "rest")
        }
        "," => {
            let city = at > 0
                && line.tokens[at - 1].is_capitalised()
                && !line.is_acronym(at - 1)
                && line.known(at - 1).is_none();
            city && matches!(line.text(after), "," | "." | "" | ")" | ";")
                || line.word(at.wrapping_sub(1)) == "capital"
        }
        "(" => false,
        _ => {
            line.has(at, class::PLACE_PREP) && !follows_for(line, at)
                || line.has(at, class::PLACE_VERB) && !line.is_possessive(after)
        }
    }
}

/// "over Iran" after an act is about Iran; "in support of" is caught by "of".
fn follows_for(line: &Line<'_>, at: usize) -> bool {
    match line.word(at) {
        "toward" | "towards" | "over" => true,
        "in" => matches!(line.word(at.wrapping_sub(1)), "confidence" | "trust" | "faith" | "believe"),
        "at" => {
            line.has(at.wrapping_sub(1), class::SAY)
                || matches!(line.word(at.wrapping_sub(1)), "aimed" | "anger" | "fury" | "swipe")
        }
        "into" | "across" | "through" | "via" => false,
        _ => false,
    }
}

fn near(line: &Line<'_>, at: usize, class: super::lexicon::Classes) -> bool {
    (at.saturating_sub(4)..at).any(|before| line.has(before, class))
}

/// A capital stands for its state only where it acts or is acted with.
fn acts(line: &Line<'_>, piece: &Piece) -> bool {
    let after = piece.to;
    let acting = line.has(after, class::SAY) || is_auxiliary(line.word(after));
    let before = piece.from.checked_sub(1);
    let with = before.is_some_and(|before| {
        matches!(line.word(before), "by" | "with" | "between" | "against" | "that" | "and" | "whether" | "if")
            || line.has(before, class::AFFECT) && !line.has(after, class::PLACE_NOUN)
            || matches!(line.word(before), "of" | "for" | "from" | "on" | "to")
                && line.has(before.wrapping_sub(1), class::AID.with(class::AFFECT))
    });
    let linked = line.is_hyphen(after)
        && matches!(
            line.word(after + 1),
            "backed" | "led" | "supported" | "funded" | "installed" | "friendly" | "aligned" | "appointed"
        );
    let also = matches!(line.word(after), "and" | "also")
        && (after + 1..after + 4).any(|at| line.has(at, class::SAY));
    let owns = line.is_possessive(after)
        && !line.has(after + 1, class::PLACE_NOUN.with(class::PEOPLE).with(class::THING));
    let blamed = piece.from > 0
        && line.has(piece.from - 1, class::SAY)
        && !is_auxiliary(line.word(piece.from - 1))
        && !line.has(piece.from - 1, class::PLACE_VERB)
        && !matches!(
            line.word(piece.from - 1),
            "captured" | "seized" | "left" | "took" | "held" | "reached" | "visited"
        );
    let does = line.tokens.get(after).is_some_and(|next| {
        let verb = next.lower.ends_with("ed")
            || next.lower.ends_with('s') && next.lower.len() > 3 && !next.lower.ends_with("ss");
        (verb || line.has(after, class::AFFECT))
            && !next.is_capitalised()
            && !line.has(after, class::PLACE_NOUN.with(class::PEOPLE).with(class::THING).with(class::FORCE))
    });
    acting || blamed || does || with || linked || also || owns
}

/// "Turkish border", "Syrian refugees": no government acts there.
fn modifies_a_place(line: &Line<'_>, piece: &Piece) -> bool {
    let mut at = piece.to;
    if line.is_hyphen(at) {
        return matches!(line.word(at + 1), "speaking" | "language" | "born" | "style" | "made" | "owned")
            || line.tokens[at + 1].is_capitalised();
    }
    while line.has(at, class::REGION.with(class::MODIFIER))
        && !line.has(at, class::FORCE.with(class::BODY))
        && at < piece.to + 2
    {
        at += 1;
    }
    line.has(at, class::PLACE_NOUN.with(class::PEOPLE))
        && !line.has(at, class::FORCE.with(class::GOV).with(class::BODY))
}

//! Titles: they make a name a person, and tell whom the person belongs to.

use super::known::KnownNames;
use super::lexicon::class;
use super::line::Line;
use super::phrase::kind_of;
use super::piece::{Core, Piece};
use crate::map::ActorKind;

/// "Turkish President X": the title makes X a person, and tells whom X belongs to.
pub(super) fn take_title(line: &Line<'_>, names: &KnownNames, found: &mut Vec<Piece>) {
    let Some(piece) = found.last() else { return };
    let person = match &piece.core {
        Core::Person(_) | Core::Lone(_) => true,
        Core::Known(known) => names.actor(*known).kind == ActorKind::Person,
        _ => false,
    };
    if !person {
        return;
    }
    let floor = found.len().checked_sub(2).map_or(0, |last| found[last].to);
    let mut start = piece.from;
    let (mut titled, mut rules) = (false, false);
    // "US Ambassador to Germany X".
    let posted = found.len().checked_sub(2).map(|last| &found[last]).filter(|place| {
        place.to == start
            && place.from >= 2
            && line.word(place.from - 1) == "to"
            && line.has(place.from - 2, class::TITLE_OF)
    });
    let posted = posted.map(|place| place.from - 2);
    let floor = match posted {
        Some(title) => {
            start = title;
            titled = true;
            found.len().checked_sub(3).map_or(0, |last| found[last].to)
        }
        None => floor,
    };
    while start > floor {
        let at = start - 1;
        let of = start >= floor + 3
            && line.word(start - 2) == "of"
            && line.has(start - 3, class::TITLE_OF)
            && line.has(at, class::COMMON);
        if of && !titled {
            titled = true;
            rules = true;
            start -= 3;
        } else if line.has(at, class::TITLE) && !(line.opens(at) && line.has(at, class::SAY)) {
            titled = true;
            rules |= line.has(at, class::RULER);
            start = at;
        } else if titled && (line.has(at, class::TITLE_MOD.with(class::BODY)) || line.is_hyphen(at)) {
            start = at;
        } else {
            break;
        }
    }
    // "leader, X" is an apposition, and "rebels X" is none.
    let plural = titled
        && line.word(piece.from.saturating_sub(1)).ends_with('s')
        && line.word(piece.from - 1) != "ms"
        && line.word(piece.from - 1) != "boss";
    if plural || line.has(piece.to, class::TITLE) && matches!(piece.core, Core::Lone(_)) && !titled {
        return;
    }
    if posted.is_some() {
        let last = found.len() - 1;
        found.swap(last - 1, last);
        found.pop();
    }
    // "Junta spokesman X"
    if titled && start > floor && line.has(start - 1, class::GOV) && !line.has(start - 1, class::SAY) {
        rules = true;
        start -= 1;
    }
    let owner = found.len().checked_sub(2).map(|last| &found[last]).filter(|owner| {
        let possessive = line.is_possessive(owner.to) && owner.to + 1 == start;
        let kind = kind_of(names, owner);
        let party = kind == Some(ActorKind::Party) && !titled && owner.to == start;
        (titled && (owner.to == start || possessive) || party)
            && kind != Some(ActorKind::Person)
            && owner.acronym.is_none()
    });
    let owner = owner.map(|owner| (owner.core.clone(), owner.from, owner.name));
    let Some(piece) = found.last_mut() else { return };
    if titled {
        piece.kind = Some(ActorKind::Person);
        piece.is_sure = true;
        piece.rules = rules;
        piece.from = start;
    }
    if let Some((core, from, name)) = owner {
        piece.owner = Some(core);
        piece.owner_name = Some(name);
        piece.from = from;
        let last = found.len() - 1;
        found.swap(last - 1, last);
        found.pop();
    }
}

/// Whom a person belongs to by what follows: ", the leader of Y", ", Y's foreign minister", "of the Y Party".
pub(super) fn apposition(
    line: &Line<'_>,
    names: &KnownNames,
    found: &[Piece],
    index: usize,
) -> Option<(Core, bool)> {
    let piece = &found[index];
    let next = found.get(index + 1)?;
    if kind_of(names, piece) != Some(ActorKind::Person)
        || next.from < piece.to + 1
        || next.from > piece.to + 9
    {
        return None;
    }
    let kind = kind_of(names, next)?;
    if kind == ActorKind::Person {
        return None;
    }
    let gap = piece.to..next.from;
    let of_party = line.word(piece.to) == "of" && gap.len() <= 2 && kind != ActorKind::State;
    let comma = matches!(line.text(piece.to), "," | "(" | "—" | "–");
    let plain = gap.clone().skip(1).all(|at| {
        line.has(at, class::TITLE.with(class::TITLE_MOD).with(class::BODY))
            || matches!(
                line.word(at),
                "the" | "a" | "an" | "of" | "for" | "and" | "its" | "who" | "is" | "was"
            )
            || line.is_hyphen(at)
    });
    if of_party {
        return Some((next.core.clone(), false));
    }
    let title =
        gap.clone().chain([next.to, next.to + 1, next.to + 2]).find(|at| line.has(*at, class::TITLE))?;
    let before = gap.contains(&title);
    let after = !before
        && (next.to..title).all(|at| {
            line.has(at, class::TITLE_MOD.with(class::BODY)) || line.is_possessive(at) || line.is_hyphen(at)
        });
    if comma && plain && (before || after) {
        return Some((next.core.clone(), line.has(title, class::RULER)));
    }
    None
}

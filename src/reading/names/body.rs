//! Institutions and groups whose names tell what they are: "Foreign Ministry of Iraq", "National Salvation Front".

use super::known::KnownNames;
use super::lexicon::{Classes, class};
use super::line::Line;
use super::piece::{Core, Piece};
use crate::map::ActorKind;
use crate::reading::mention::Form;

/// A body whose head noun tells what it is.
pub(super) struct Body {
    pub(super) from: usize,
    pub(super) to: usize,
    /// One past its own name: an owner may follow it ("of Iraq").
    name_end: usize,
    kind: ActorKind,
    /// Whether the head noun is that of a thing: a street, a treaty, a newspaper.
    pub(super) is_thing: bool,
}

/// The body whose name starts at `from`, if the words up to `end` name one.
pub(super) fn body(line: &Line<'_>, from: usize, end: usize) -> Option<Body> {
    let mut to = from;
    let mut head = None;
    let mut at = from;
    while at < end {
        if at > from
            && line.known(at).is_some_and(|known| known.form != Form::Demonym)
            && head.is_some()
            && !after_link(line, at)
        {
            break;
        }
        if line.has(at, class::TITLE) && line.is_capital(at) && at > from && !line.has(at, heads()) {
            break;
        }
        if line.is_capital(at)
            && line.has(at, heads().with(class::THING).with(class::MEDIA))
            && (at > from || from + 1 < end || alone(line, at))
        {
            let linked_before = head.is_some() && to < at && complement_inside(line, to, at);
            if !linked_before {
                head = Some(at);
            }
            to = at + 1;
        } else if head.is_some()
            && to == at
            && matches!(line.word(at), "of" | "for" | "and" | "on" | "to" | "against")
        {
            let noun = at + 1 + usize::from(line.word(at + 1) == "the");
            // "the Group of Seven and the European Union" are two.
            let another = line.word(at) == "and"
                && (noun > at + 1
                    || line.known(noun).is_some_and(|known| known.form != Form::Demonym)
                    || (noun + 1..end)
                        .any(|later| line.is_capital(later) && line.has(later, heads()) && noun + 1 < end));
            if noun >= end || another {
                break;
            }
            let next = line.known(noun).map_or(noun + 1, |known| noun + known.len);
            to = next;
            at = next;
            continue;
        } else if head.is_some_and(|head| complement_inside(line, head, to))
            && to == at
            && line.is_capital(at)
            && !line.has(at, class::GIVEN)
        {
            to = at + 1;
        } else if head.is_some() && line.has(at, class::GIVEN) {
            break;
        }
        at += 1;
    }
    let head = head?;
    let to = to.min(end);
    let mut name_end = to;
    // The owner after the name: "... of Iraq".
    for link in head + 1..to {
        let noun = link + 1 + usize::from(line.word(link + 1) == "the");
        if line.word(link) == "of" && line.known(noun).is_some_and(|known| noun + known.len >= to) {
            name_end = link;
            break;
        }
    }
    let is_thing = line.has(head, class::THING.with(class::MEDIA)) && !line.has(head, heads())
        || line.has(head, class::MEDIA) && head > from && !line.has(head, class::PARTY);
    Some(Body { from, to, name_end, kind: head_kind(line, from, head), is_thing })
}

/// A single word that names a body by itself when it is capitalised within a sentence: "Parliament", "Congress".
fn alone(line: &Line<'_>, at: usize) -> bool {
    line.has(at, class::BODY) && !line.opens(at)
}

fn after_link(line: &Line<'_>, at: usize) -> bool {
    at > 0
        && (matches!(line.word(at - 1), "of" | "for" | "and")
            || (line.word(at - 1) == "the" && at > 1 && line.word(at - 2) == "of"))
}

fn complement_inside(line: &Line<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| matches!(line.word(at), "of" | "for"))
}

fn head_kind(line: &Line<'_>, from: usize, head: usize) -> ActorKind {
    let head_is = |class| line.has(head, class);
    if head_is(class::STATE_HEAD) && !head_is(class::ORG) {
        ActorKind::State
    } else if matches!(line.word(head), "coalition" | "bloc") {
        ActorKind::Bloc
    } else if head_is(class::PARTY)
        || (head_is(class::MOVEMENT) && !head_is(class::ORG) && !head_is(class::ARMED))
    {
        let liberates = (from..line.len().min(head + 4))
            .any(|at| matches!(line.word(at), "liberation" | "resistance" | "islamic"));
        if liberates && !head_is(class::PARTY) { ActorKind::ArmedGroup } else { ActorKind::Party }
    } else if head_is(class::ARMED) {
        ActorKind::ArmedGroup
    } else {
        ActorKind::Organization
    }
}

/// "Russian Foreign Ministry".
pub(super) fn owned_body(line: &Line<'_>, at: usize, body: &Body, owner: Core) -> Piece {
    let name = line.key(body.from, body.name_end);
    let core = Core::Of(Box::new(owner.clone()), part_key(&name));
    let mut piece = Piece::new(at, body.to, core, Form::Name);
    piece.kind = Some(body.kind);
    piece.owner = Some(owner);
    piece.is_sure = true;
    piece
}

/// "Foreign Ministry of Iraq", "National Salvation Front".
pub(super) fn new_body(line: &Line<'_>, names: &KnownNames, body: &Body) -> Piece {
    let name = line.key(body.from, body.name_end);
    let owner = (body.name_end < body.to).then(|| {
        let at = (body.name_end..body.to).find_map(|at| line.known(at));
        at.filter(|found| names.actor(found.known).kind != ActorKind::Person)
            .map(|found| Core::Known(found.known))
    });
    let owner = owner.flatten();
    // "Mahan Air of Iran" has a name of its own; "Foreign Ministry of Iraq" is one by what it is.
    let own = (body.from..body.name_end).any(|at| line.is_capital(at) && !line.has(at, class::COMMON));
    let is_state =
        |known: u32| matches!(names.actor(known).kind, ActorKind::State | ActorKind::Bloc | ActorKind::Other);
    let core = match &owner {
        _ if own => Core::Body(name),
        Some(Core::Known(known)) if is_state(*known) => {
            Core::Of(Box::new(Core::Known(*known)), part_key(&name))
        }
        _ => Core::Body(line.key(body.from, body.to)),
    };
    let mut piece = Piece::new(body.from, body.to, core, Form::Name);
    piece.kind = Some(body.kind);
    piece.owner = owner;
    if own {
        piece.name = (body.from, body.name_end);
    }
    piece.is_sure = body.to - body.from > 1;
    piece
}

/// What a part of an actor is, whatever the order of the words: "ministry of foreign affairs", "foreign ministry".
pub(super) fn part_key(name: &str) -> String {
    let mut words: Vec<&str> = name
        .split(' ')
        .filter(|word| !matches!(*word, "of" | "the" | "affairs" | "for" | "and" | "own"))
        .collect();
    if let [word] = words[..] {
        return match word {
            "military" => "army".into(),
            "cabinet" | "administration" | "regime" | "regimes" | "junta" | "authorities" | "leadership"
            | "governments" => "government".into(),
            other => other.into(),
        };
    }
    words.sort_unstable();
    words.join(" ")
}

pub(super) fn heads() -> Classes {
    class::ORG
        .with(class::PARTY)
        .with(class::MOVEMENT)
        .with(class::ARMED)
        .with(class::STATE_HEAD)
        .with(class::BLOC)
}

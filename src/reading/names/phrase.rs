//! The words beside a name: acronyms, titles, and nouns that make it another actor ("X's forces", "the government of X").

use super::body::part_key;
use super::known::KnownNames;
use super::lexicon::class;
use super::line::Line;
use super::piece::{Core, Piece};
use super::title::{apposition, take_title};
use crate::map::ActorKind;
use crate::reading::mention::Form;

/// Joins the pieces of a sentence with the words beside them.
pub(super) fn phrases(line: &Line<'_>, names: &KnownNames, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if found.last().is_some_and(|last| piece.from < last.to) {
            continue; // the acronym that the last one took
        }
        if is_adjective(line, &piece) {
            continue;
        }
        let end_before = found.last().map_or(0, |last| last.to);
        found.push(piece);
        take_acronym(line, &mut found);
        let Some(piece) = found.last_mut() else { continue };
        take_nouns(line, names, piece);
        let floor = end_before;
        take_group(line, names, piece, floor);
        take_followers(line, piece);
        take_title(line, names, &mut found);
        take_head(line, names, &mut found);
        if let Some(piece) = found.last_mut() {
            take_followed(line, end_before.min(piece.from), piece);
        }
    }
    for piece in &mut found {
        take_leader(line, names, piece);
    }
    for index in 0..found.len() {
        if let Some((owner, rules)) = apposition(line, names, &found, index) {
            found[index].owner.get_or_insert(owner);
            found[index].rules |= rules;
        }
        let piece = &mut found[index];
        if matches!(piece.core, Core::Lone(_))
            && line.has(piece.to, class::SAY)
            && !is_auxiliary(line.word(piece.to))
        {
            piece.is_sure = true;
        }
    }
    found
}

/// "Hutu officers", "its Arab allies": what sort they are, not who.
fn is_adjective(line: &Line<'_>, piece: &Piece) -> bool {
    let next = line.tokens.get(piece.to);
    matches!(piece.core, Core::Lone(_))
        && piece.to == piece.from + 1
        && line.has(piece.from, class::ADJECTIVE)
        && next.is_some_and(|next| next.is_word() && !next.is_capitalised() && !is_auxiliary(&next.lower))
        && !line.is_possessive(piece.to)
        // "Hutu rebels" are somebody.
        && !line.has(piece.to, class::SAY.with(class::FORCE))
}

/// What a state's unnamed leader is called as a part of it.
pub(super) const LEADER: &str = "leader";

/// "the Russian leader", "the Hamas chief", without a name: whoever the article says leads it.
fn take_leader(line: &Line<'_>, names: &KnownNames, piece: &mut Piece) {
    let Core::Known(known) = piece.core else { return };
    let is_state = names.actor(known).kind == ActorKind::State;
    if names.actor(known).kind == ActorKind::Person
        || is_state && piece.form != Form::Demonym
        || piece.to != piece.name.1
    {
        return;
    }
    let prime = line.word(piece.to) == "prime";
    let at = piece.to + usize::from(prime);
    let leads = match line.word(at) {
        "leader" | "chief" | "boss" | "strongman" if !is_state => true,
        _ if !is_state => false,
        "minister" => prime,
        "leader" | "president" | "premier" | "chancellor" | "ruler" | "strongman" | "king" | "emir" => !prime,
        _ => false,
    };
    let named = line.tokens.get(at + 1).is_some_and(|next| next.is_capitalised());
    if leads && !named && !line.is_hyphen(at + 1) {
        piece.core = Core::Of(Box::new(Core::Known(known)), LEADER.to_owned());
        piece.to = at + 1;
        piece.form = Form::Description;
        piece.kind = Some(ActorKind::Person);
        piece.is_place = false;
    }
}

/// What sort of actor a piece names, as far as it shows.
pub(super) fn kind_of(names: &KnownNames, piece: &Piece) -> Option<ActorKind> {
    match &piece.core {
        Core::Known(known) => Some(names.actor(*known).kind),
        Core::Person(_) => Some(ActorKind::Person),
        _ => piece.kind,
    }
}

/// "Government of National Accord (GNA)", "GNA (Government of National Accord)".
fn take_acronym(line: &Line<'_>, found: &mut Vec<Piece>) {
    let Some(piece) = found.last_mut() else { return };
    let open = piece.to;
    if line.text(open) == "("
        && line.is_acronym(open + 1)
        && line.text(open + 2) == ")"
        && !matches!(piece.core, Core::Person(_))
    {
        piece.acronym = Some(open + 1);
        piece.to = open + 3;
        piece.is_sure = true;
    }
    let [.., short, long] = &mut found[..] else { return };
    let bracketed = short.to + 1 == long.from && line.text(short.to) == "(" && line.text(long.to) == ")";
    if bracketed
        && matches!(short.core, Core::Lone(_))
        && line.is_acronym(short.from)
        && matches!(long.core, Core::Body(_) | Core::Known(_))
    {
        long.acronym = Some(short.from);
        long.from = short.from;
        long.to += 1;
        long.is_sure = true;
        let last = found.len() - 1;
        found.swap(last - 1, last);
        found.pop();
    }
}

/// Nouns after a name: "Turkish troops", "Haftar's forces", "Russia's foreign ministry", "Tripoli-based government".
fn take_nouns(line: &Line<'_>, names: &KnownNames, piece: &mut Piece) {
    let mut start = piece.to;
    let possessive = line.is_possessive(start);
    let mut joined = "";
    if possessive {
        start += 1;
    } else if line.is_hyphen(start) {
        joined = line.word(start + 1);
        if !matches!(joined, "led" | "based" | "commanded" | "controlled" | "run" | "dominated" | "headed") {
            return;
        }
        start += 2;
    }
    let nouns = class::GOV.with(class::BODY).with(class::FORCE).with(class::JOINED);
    let mut at = start;
    let mut noun = None;
    while at < start + 5
        && (line.has(at, nouns.with(class::MODIFIER)) || line.is_hyphen(at))
        && !line.has(at, class::SAY)
    {
        if line.has(at, nouns) && !line.tokens[at].is_capitalised() {
            noun = Some(at);
        }
        at += 1;
    }
    let Some(noun) = noun else { return };
    let led = matches!(line.word(noun + 1), "led" | "loyal" | "commanded" | "headed")
        && matches!(line.word(noun + 2), "by" | "to");
    if led
        || line.has(noun + 1, class::TITLE)
            && !line.has(noun + 1, class::SAY)
            && line.word(noun + 1) != "head"
    {
        return;
    }
    let word = line.word(noun);
    let part = |piece: &Piece, name: &str| Core::Of(Box::new(piece.core.clone()), part_key(name));
    let kind = kind_of(names, piece);
    let force = line.has(noun, class::FORCE);
    let side = line.has(noun, class::GOV) && part_key(word) == "government";
    let core = match (kind, &piece.core) {
        (_, Core::Of(..) | Core::Back(_)) => return,
        (Some(ActorKind::Person), _) if possessive || matches!(joined, "led" | "commanded" | "headed") => {
            piece.kind = Some(if side { ActorKind::State } else { ActorKind::ArmedGroup });
            if side {
                part(piece, "government")
            } else if force {
                part(piece, "forces")
            } else {
                return;
            }
        }
        (Some(ActorKind::Person), _) => return,
        _ if joined == "led" && matches!(word, "coalition" | "alliance" | "bloc") => {
            piece.kind = Some(ActorKind::Bloc);
            part(piece, "coalition")
        }
        (Some(ActorKind::State | ActorKind::Bloc | ActorKind::Other), _) => {
            if side {
                piece.kind = Some(ActorKind::State);
                part(piece, "government")
            } else if joined == "based" {
                return;
            } else if line.has(noun, class::BODY) {
                piece.kind = Some(if matches!(word, "army" | "military" | "navy" | "marines" | "guard") {
                    ActorKind::ArmedGroup
                } else {
                    ActorKind::Organization
                });
                part(piece, &line.key(start, noun + 1))
            } else if line.has(noun, class::JOINED) && !line.has(noun, class::FORCE) {
                return;
            } else {
                piece.core.clone()
            }
        }
        (None, Core::Lone(_)) if possessive && (force || side) => {
            piece.kind = Some(if side { ActorKind::State } else { ActorKind::ArmedGroup });
            part(piece, if side { "government" } else { "forces" })
        }
        (None, Core::Lone(_)) if possessive => return,
        (None, Core::Lone(_)) => {
            piece.kind = Some(if side {
                ActorKind::State
            } else if force {
                ActorKind::ArmedGroup
            } else {
                group_kind(word)
            });
            let adjective =
                ["ian", "ese", "ish"].iter().any(|ending| line.word(piece.to - 1).ends_with(ending))
                    || line.has(piece.to - 1, class::ADJECTIVE);
            if force && adjective {
                piece.name.1 = noun + 1;
            }
            if side { part(piece, "government") } else { piece.core.clone() }
        }
        _ if possessive && !force => return,
        _ => piece.core.clone(),
    };
    if core != piece.core {
        piece.owner = Some(piece.core.clone());
        piece.owner_name = Some(piece.name);
        piece.form = Form::Description;
        piece.name = (piece.from, noun + 1);
    } else if possessive {
        return;
    }
    piece.core = core;
    piece.is_sure = true;
    piece.to = noun + 1;
}

/// What the people are called, in [`Core::Of`], who are told by whom they follow.
pub(super) const FOLLOWERS: &str = "supporters";

/// "Haftar's supporters", "Morsi loyalists".
fn take_followers(line: &Line<'_>, piece: &mut Piece) {
    let noun = piece.to + usize::from(line.is_possessive(piece.to));
    if line.has(noun, class::FOLLOWER) && !matches!(piece.core, Core::Of(..) | Core::Back(_)) {
        follow(piece, (piece.from, noun + 1));
    }
}

/// "supporters of President X".
fn take_followed(line: &Line<'_>, floor: usize, piece: &mut Piece) {
    let link = (floor..piece.from).rev().find(|at| line.word(*at) != "the");
    let noun = link.filter(|at| line.word(*at) == "of").and_then(|of| of.checked_sub(1));
    if let Some(noun) = noun
        && noun >= floor
        && !line.is_possessive(piece.to)
        && line.has(noun, class::FOLLOWER)
        && !matches!(piece.core, Core::Of(..) | Core::Back(_))
    {
        follow(piece, (noun, piece.to));
    }
}

/// Makes of somebody those who follow; they stand in the tokens `whole`.
fn follow(piece: &mut Piece, whole: (usize, usize)) {
    piece.owner_name = Some(piece.name);
    piece.core = Core::Of(Box::new(piece.core.clone()), FOLLOWERS.to_owned());
    piece.kind = Some(ActorKind::Organization);
    piece.form = Form::Description;
    (piece.from, piece.to) = whole;
    piece.name = whole;
    piece.is_place = false;
    piece.is_sure = true;
}

/// "the group named X", "militant group X".
fn take_group(line: &Line<'_>, names: &KnownNames, piece: &mut Piece, floor: usize) {
    if piece.from == 0
        || matches!(kind_of(names, piece), Some(ActorKind::Person | ActorKind::State))
            && !matches!(piece.core, Core::Person(_))
    {
        return;
    }
    let mut at = piece.from - 1;
    let named = matches!(line.word(at), "named" | "called" | "dubbed" | "calling" | "as");
    if named {
        at = match line.word(at) {
            "as" if line.word(at.wrapping_sub(1)) == "known" => at.saturating_sub(2),
            "as" => return,
            _ => at.saturating_sub(1),
        };
    }
    let quoted = matches!(line.text(at), "\"" | "“" | "'" | "‘");
    let at = if quoted { at.saturating_sub(1) } else { at };
    if at < floor || !line.has(at, class::GROUP) || line.tokens[at].is_capitalised() || quoted && !named {
        return;
    }
    if matches!(piece.core, Core::Person(_)) {
        let key = line.key(piece.name.0, piece.name.1);
        piece.core = Core::Body(key);
    }
    let armed = at > 0 && line.has(at - 1, class::FORCE.with(class::REGION))
        || matches!(line.word(at), "militia" | "militias");
    piece.kind = Some(if armed { ActorKind::ArmedGroup } else { group_kind(line.word(at)) });
    piece.is_sure = true;
    piece.from = at;
}

fn group_kind(noun: &str) -> ActorKind {
    match noun {
        "party" | "movement" => ActorKind::Party,
        "alliance" | "coalition" | "bloc" => ActorKind::Bloc,
        "company" | "firm" | "agency" | "airline" | "organisation" | "organization" | "network"
        | "council" | "court" | "union" => ActorKind::Organization,
        _ => ActorKind::ArmedGroup,
    }
}

/// "forces led by X", "eastern Libyan forces loyal to X", "the government of X".
fn take_head(line: &Line<'_>, names: &KnownNames, found: &mut Vec<Piece>) {
    let Some(piece) = found.last() else { return };
    let Some(link) = piece.from.checked_sub(1) else { return };
    let link = if line.word(link) == "the" { link.saturating_sub(1) } else { link };
    let (noun, led) = match (line.word(link), line.word(link.wrapping_sub(1))) {
        ("by", "led" | "commanded" | "headed") => (link.wrapping_sub(2), true),
        ("to", "loyal") => (link.wrapping_sub(2), true),
        ("of", _) => (link.wrapping_sub(1), false),
        // "the regime in Damascus"
        ("in", "government" | "governments" | "regime" | "regimes" | "junta") => {
            (link.wrapping_sub(1), false)
        }
        _ => return,
    };
    let usable = class::FORCE.with(class::GOV).with(class::GROUP).with(class::BODY).with(class::JOINED);
    let floor = found.len().checked_sub(2).map_or(0, |last| found[last].from);
    if noun >= line.len()
        || noun < floor
        || !line.has(noun, usable)
        || line.tokens[noun].is_capitalised() && !line.opens(noun)
    {
        return;
    }
    let kind = kind_of(names, piece);
    let side = line.has(noun, class::GOV) && part_key(line.word(noun)) == "government";
    let force = line.has(noun, class::FORCE) || line.has(noun, class::GROUP) && led;
    let mut start = noun;
    while start > floor
        && (line.has(start - 1, class::MODIFIER.with(class::REGION).with(class::FORCE))
            || line.is_hyphen(start - 1))
    {
        start -= 1;
    }
    let owner = piece.core.clone();
    let of = |name: &str| Core::Of(Box::new(owner.clone()), part_key(name));
    let person = kind == Some(ActorKind::Person) || kind.is_none();
    let (core, made) = match kind {
        _ if matches!(line.word(noun), "coalition" | "alliance" | "bloc") && led => {
            (of("coalition"), ActorKind::Bloc)
        }
        _ if side && (person || !led) => (of("government"), ActorKind::State),
        _ if person && force => (of("forces"), ActorKind::ArmedGroup),
        Some(ActorKind::State | ActorKind::Bloc)
            if !led && line.has(noun, class::BODY) && !line.has(noun, class::FORCE) =>
        {
            let begin = ministry_start(line, noun, floor);
            start = begin;
            (of(&line.key(begin, noun + 1)), ActorKind::Organization)
        }
        _ => return,
    };
    let merged = found.len() >= 2 && {
        let before = &found[found.len() - 2];
        before.to >= start
            && before.from < start
            && before.to <= noun + 1
            && kind_of(names, before) != Some(ActorKind::Person)
    };
    if merged {
        let last = found.len() - 1;
        start = found[last - 1].from;
        // The region before it: "eastern Libyan forces".
        while start > 0 && line.has(start - 1, class::REGION) {
            start -= 1;
        }
        found.swap(last - 1, last);
        found.pop();
    }
    let before = found.len().checked_sub(2).map_or(0, |last| found[last].to);
    if noun < before {
        return;
    }
    let Some(piece) = found.last_mut() else { return };
    let start = start.max(before);
    piece.owner_name = Some(piece.name);
    piece.from = start;
    piece.name = (start, piece.to);
    piece.owner = Some(owner);
    piece.core = core;
    piece.kind = Some(made);
    piece.form = Form::Description;
    piece.is_sure = true;
    piece.rules = false;
}

/// "interior ministry" of "interior ministry of X".
fn ministry_start(line: &Line<'_>, noun: usize, floor: usize) -> usize {
    let mut start = noun;
    while start > floor && line.has(start - 1, class::MODIFIER) {
        start -= 1;
    }
    start
}

pub(super) fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "had"
            | "have"
            | "is"
            | "was"
            | "are"
            | "were"
            | "will"
            | "would"
            | "could"
            | "may"
            | "might"
            | "should"
            | "did"
            | "can"
            | "must"
            | "does"
    )
}

//! What the learnt tagger knows better than the rules: names of no known shape, actors without a name, and what is none.

use super::back::role;
use super::lexicon::class;
use super::line::Line;
use super::piece::{Back, Core, Piece};
use crate::map::ActorKind;
use crate::reading::mention::Form;
use crate::reading::model::Tags;

/// Beyond this likelihood the tagger's word is taken against that of the rules.
const SURE: f32 = 0.8;

/// Beyond this likelihood a state that seems only a place is taken for an actor: there the rules are seldom wrong.
const CERTAIN: f32 = 0.97;

/// Below this likelihood a state is taken for a mere place.
const UNLIKELY: f32 = 0.3;

/// The same of a capital, which stands for its government where the rules say so ("to capture Tripoli").
const UNLIKELY_CAPITAL: f32 = 0.1;

/// Below this likelihood a name that the rules found is taken for none.
const DOUBTFUL: f32 = 0.15;

/// From this likelihood on what the rules passed over is taken for an actor.
const LIKELY: f32 = 0.6;

/// Corrects the pieces of a sentence by its tags. `pieces` stay in order and do not overlap.
pub(super) fn heed(line: &Line<'_>, tags: &Tags, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut kept: Vec<Piece> = pieces.into_iter().filter_map(|piece| weighed(line, tags, piece)).collect();
    for tagged in tags.actors() {
        let taken = kept.iter().any(|piece| piece.from < tagged.tokens.end && tagged.tokens.start < piece.to);
        // "the Cabinet of the Government": told by whose it is.
        let end = tagged.tokens.end;
        let owned = line.word(end) == "of"
            && kept
                .iter()
                .any(|piece| piece.from == end + 1 || piece.from == end + 2 && line.word(end + 1) == "the");
        if taken || owned || tagged.likelihood < LIKELY {
            continue;
        }
        if let Some(piece) = unnamed(line, tagged.tokens.start, tagged.tokens.end, tagged.kind) {
            let at = kept.partition_point(|held| held.from < piece.from);
            kept.insert(at, piece);
        }
    }
    kept
}

/// A piece of the rules in the light of the tags; `None` if it names nobody.
fn weighed(line: &Line<'_>, tags: &Tags, mut piece: Piece) -> Option<Piece> {
    let name = piece.name.0..piece.name.1.max(piece.name.0 + 1);
    let actor = tags.actor(name.clone()).max(tags.actor(piece.from..piece.to));
    let guessed = matches!(piece.core, Core::Person(_) | Core::Lone(_) | Core::Body(_));
    if let Core::Known(_) = piece.core {
        if piece.is_place && actor > CERTAIN {
            piece.is_place = false;
        } else if actor < (if piece.form == Form::Capital { UNLIKELY_CAPITAL } else { UNLIKELY })
            && matches!(piece.kind, Some(ActorKind::State | ActorKind::Bloc))
        {
            piece.is_place = true;
        }
    }
    if !guessed {
        return Some(piece);
    }
    // The article may tell elsewhere that it is a name after all.
    piece.is_doubtful = actor < DOUBTFUL;
    let is_person = tags.kind(name.clone()).is_some_and(|(kind, _)| kind == ActorKind::Person);
    if matches!(piece.core, Core::Lone(_))
        && piece.to == piece.from + 1
        && !is_person
        && is_adjective(line, piece.from)
    {
        return None;
    }
    if actor > SURE {
        piece.is_place = false;
        piece.is_sure = true;
        if let Some((kind, likelihood)) = tags.kind(name)
            && likelihood > SURE
        {
            piece.kind = Some(kind);
            piece.core = match piece.core {
                Core::Person(key) if kind != ActorKind::Person => Core::Body(key),
                Core::Lone(key) if kind == ActorKind::Person && key.contains(' ') => Core::Person(key),
                core => core,
            };
        }
    }
    Some(piece)
}

/// An actor that the rules passed over: "protesters", "the ruling party"; or an office or a body that points back to one.
fn unnamed(line: &Line<'_>, from: usize, to: usize, kind: ActorKind) -> Option<Piece> {
    let is_small = |at: usize| {
        const WORDS: &[&str] = &[
            "a", "an", "her", "his", "its", "many", "other", "several", "some", "the", "their", "these",
            "those",
        ];
        !line.tokens[at].is_word() || WORDS.binary_search(&line.word(at)).is_ok()
    };
    let from = (from..to).find(|at| !is_small(*at))?;
    let to = (from..to).rev().find(|at| line.tokens[*at].is_word() && !line.is_possessive(*at))? + 1;
    let key = line.key(from, to);
    let head = line.word(to - 1);
    let is_named = (from..to).any(|at| line.is_capital(at) && !line.opens(at));
    if key.chars().count() < 2
        || is_nobody(head)
        || is_nobody(&key)
        || !is_named
            && (line.has(to - 1, class::COUNTED.with(class::PLACE_NOUN).with(class::FOLLOWER))
                || head.ends_with("ed")
                || qualifies(line, from, to)
                || is_told_by(line, from, to))
        || line.is_hyphen(to)
        || (from..to).all(|at| line.has(at, class::CALENDAR))
        || is_named && to == from + 1 && kind != ActorKind::Person && is_adjective(line, from)
    {
        return None;
    }
    // "militants", "an army base": of whom the article tells elsewhere.
    if !is_named {
        let back = role(line, to - 1);
        let role = back != Back::Named || line.has(to - 1, class::TITLE);
        if role {
            return (back != Back::Named).then(|| Piece::new(from, to, Core::Back(back), Form::Description));
        }
    }
    let words = (from..to).filter(|at| line.tokens[*at].is_word()).count();
    let core = match kind {
        ActorKind::Person if words == 1 && is_named => Core::Lone(key),
        ActorKind::Person if words > 1 && line.tokens[to - 1].is_capitalised() => Core::Person(key),
        // A person without a name is told by nothing else.
        ActorKind::Person if head == key => return None,
        _ => Core::Body(key),
    };
    let form = if is_named { Form::Name } else { Form::Description };
    let mut piece = Piece::new(from, to, core, form);
    piece.kind = Some(kind);
    piece.is_sure = true;
    Some(piece)
}

/// "opposition Congress party", "federal judge": words that only say more of what follows.
fn qualifies(line: &Line<'_>, from: usize, to: usize) -> bool {
    let before_name = line.tokens.get(to).is_some_and(|next| next.is_word() && next.is_capitalised());
    before_name || (from..to).all(|at| line.has(at, class::MODIFIER.with(class::REGION)))
}

/// "fighters of the X Front", "forces loyal to X", "soldiers": the words that follow tell who they are, or nothing does.
fn is_told_by(line: &Line<'_>, from: usize, to: usize) -> bool {
    let bare = to == from + 1 && line.has(from, class::FORCE) && role(line, from) == Back::Named;
    bare || matches!(line.word(to), "of" | "loyal" | "from")
}

/// "Western embassies", "Islamist groups": what sort they are, not who.
fn is_adjective(line: &Line<'_>, at: usize) -> bool {
    let ends = ["ern", "ist", "ian", "ish", "ese", "ic", "ean"];
    let qualifies = line.tokens.get(at + 1).is_some_and(|next| next.is_word() && !next.is_capitalised());
    let shaped = ends.iter().any(|end| line.word(at).ends_with(end)) || line.has(at, class::ADJECTIVE);
    qualifies && line.known(at).is_none() && shaped
}

/// Words that only point back, which other rules settle.
fn is_nobody(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "another", "both", "he", "her", "him", "his", "i", "it", "its", "me", "my", "one", "other", "others",
        "our", "ours", "she", "that", "their", "them", "these", "they", "this", "those", "us", "we", "which",
        "who", "whom", "whose", "you", "your",
    ];
    WORDS.binary_search(&word).is_ok()
}

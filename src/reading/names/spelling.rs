//! When two spellings may be one name.

use super::document::{Document, RefId};
use super::phrase::{FOLLOWERS, LEADER};
use super::piece::Core;
use crate::map::{ActorKind, fold_name};

/// The folded full name of a person.
pub(super) fn person_name(document: &Document<'_>, id: RefId) -> Option<String> {
    match document.core(id) {
        Core::Person(name) => Some(name.clone()),
        Core::Known(known) => {
            let actor = document.names.actor(*known);
            (actor.kind == ActorKind::Person).then(|| fold_name(&actor.name))
        }
        _ => None,
    }
}

/// The folded names of a person, of one in the dictionaries all of them that have several words.
pub(super) fn person_names(document: &Document<'_>, id: RefId) -> Vec<String> {
    match document.core(id) {
        Core::Known(known) if document.names.actor(*known).kind == ActorKind::Person => {
            document.names.actor(*known).full_names().collect()
        }
        _ => person_name(document, id).into_iter().collect(),
    }
}

/// The folded words of a body's name, in the singular.
pub(super) fn body_words(document: &Document<'_>, id: RefId) -> Option<Vec<String>> {
    let singular = |name: &str| -> Vec<String> {
        name.split(' ')
            .filter(|word| !matches!(*word, "of" | "the" | "for" | "and"))
            .map(|word| {
                word.strip_suffix('s')
                    .filter(|word| word.len() > 2 && !word.ends_with('s'))
                    .unwrap_or(word)
                    .to_owned()
            })
            .collect()
    };
    match document.core(id) {
        Core::Body(name) => Some(singular(name)),
        Core::Of(_, part)
            if !matches!(part.as_str(), "forces" | "government" | "coalition" | FOLLOWERS | LEADER) =>
        {
            Some(singular(part))
        }
        Core::Known(known) => {
            let actor = document.names.actor(*known);
            let body = !matches!(actor.kind, ActorKind::Person | ActorKind::State);
            (body || document.is_named_government(id)).then(|| singular(&fold_name(&actor.name)))
        }
        _ => None,
    }
}

/// Whether all of `words` stand in `longer` in this order, one after the other.
pub(super) fn is_part_of(words: &[String], longer: &[String]) -> bool {
    !words.is_empty() && longer.windows(words.len()).any(|window| window == words)
}

/// Whether a person's name is a shorter spelling of another: same surname, no given name that the other lacks.
pub(super) fn is_short_for(words: &[String], longer: &[String]) -> bool {
    let initial = |one: &str, other: &str| {
        one.chars().count() == 1 && other.starts_with(one)
            || other.chars().count() == 1 && one.starts_with(other)
    };
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    words.len() > 1
        && longer.last() == Some(last)
        && (longer.first() == Some(first)
            || longer.first().is_some_and(|other| initial(first, other))
            || longer.contains(first))
        && words[1..]
            .iter()
            .all(|word| longer.contains(word) || word.chars().count() == 1 || longer.len() < words.len())
}

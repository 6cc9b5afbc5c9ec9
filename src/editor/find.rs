//! Finding by what is typed: commands by their labels, and what the map holds by names and quotes. Letters may be left out
//! of names, and a letter of a longer word may be wrong; case and accents never count.

mod fit;
mod index;
mod within;

use super::{Command, Editor, Noted};
use crate::analysis::fold::folded;
use crate::map::{Actor, ActorId, ArticleId, EvidenceId, RelationKey};
use fit::{Fit, Letters, Needle};

pub(super) use index::Index;
pub use within::within;

/// What a search came upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Something that can be asked for.
    Command(Command),
    /// An actor.
    Actor(ActorId),
    /// A quote of a relation, and the article that it is from.
    Quote(RelationKey, EvidenceId, ArticleId),
    /// A note.
    Note(Noted),
    /// Whoever is typed, who is not on the map yet.
    Newcomer,
}

/// One line of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub found: Found,
    /// The words that fit: a label, a name, a quote.
    pub text: String,
    /// What else tells it from others: keys, the name that an alias stands for, a relation.
    pub note: String,
}

/// The commands that fit, the best first, and first of all those that can be done now. All of them if nothing is typed.
pub fn commands(editor: &Editor, typed: &str) -> Vec<Hit> {
    let needle = Needle::new(typed);
    let mut letters = Letters::default();
    let mut fit = |command: Command| {
        let Some(needle) = &needle else { return Some(Fit::Exact) };
        let label = folded(command.label());
        let slips = || needle.fits_nearly(&label).then_some(Fit::Slips);
        needle.fit(&label).or_else(slips).or_else(|| needle.letters(&label, &mut letters))
    };
    let mut found: Vec<(bool, Fit, Command)> = Command::ALL
        .iter()
        .filter_map(|command| Some((!command.enabled(editor), fit(*command)?, *command)))
        .collect();
    found.sort_by_key(|(disabled, fit, _)| (*disabled, *fit));
    let hit = |(_, _, command): (bool, Fit, Command)| Hit {
        found: Found::Command(command),
        text: command.label_in(editor),
        note: command.shortcut().map(|keys| keys.to_string()).unwrap_or_default(),
    };
    found.into_iter().map(hit).collect()
}

/// At most `most` actors, as many notes and as many quotes of the open map that fit, the best first; nothing if nothing is typed. An actor
/// fits by its name, an alias or a description, and of several that fit alike the best connected comes first. What fits
/// exactly comes before what begins so, that before what holds the typed words, and that before what fits with a letter that
/// is wrong or, in names, with letters left out. Of what fits alike, actors come
/// before notes, and those before quotes.
pub fn in_map(editor: &Editor, typed: &str, most: usize) -> Vec<Hit> {
    // Made ready even if nothing is typed yet, so that no key has to wait for it.
    let (map, index) = (editor.map(), editor.index());
    let Some(needle) = Needle::new(typed) else { return Vec::new() };
    let actors = actors(editor, Some(&needle), most);
    let quotes = index.quotes(&needle, most).filter_map(|(fit, (key, id, article))| {
        let item = map.evidence(key, id)?;
        let text = map.article(article)?.slice(item.quote)?.to_owned();
        let (source, target) = (map.actor_name(key.source), map.actor_name(key.target));
        let note = format!("{source} {} {target}", key.stance.word());
        Some((fit, Hit { found: Found::Quote(key, id, article), text, note }))
    });
    let notes = index.notes(&needle, most).filter_map(|(fit, noted)| {
        let text = noted.note(map)?.to_owned();
        Some((fit, Hit { found: Found::Note(noted), text, note: format!("Note on {}", noted.name(map)) }))
    });
    let mut hits: Vec<(Fit, Hit)> = actors.chain(notes).chain(quotes).collect();
    hits.sort_by_key(|(fit, _)| *fit);
    hits.into_iter().map(|(_, hit)| hit).collect()
}

/// At most `most` actors that fit, other than `except`, the best first and of those that fit alike the best connected; the best
/// connected of all if nothing is typed.
pub fn others(editor: &Editor, typed: &str, most: usize, except: Option<ActorId>) -> Vec<Hit> {
    let needle = Needle::new(typed);
    let fitting = actors(editor, needle.as_ref(), most + 1).map(|(_, hit)| hit);
    fitting.filter(|hit| except.is_none_or(|id| hit.found != Found::Actor(id))).take(most).collect()
}

/// The actors that fit, the best first; all of them if nothing is sought.
fn actors(editor: &Editor, needle: Option<&Needle>, most: usize) -> impl Iterator<Item = (Fit, Hit)> {
    editor.index().actors(needle, most).into_iter().filter_map(|(fit, id, name)| {
        let actor = editor.map().actor(id)?;
        let text = names(actor).nth(name)?;
        let note = if *text == actor.name { actor.kind.label() } else { &actor.name };
        Some((fit, Hit { found: Found::Actor(id), text: text.to_owned(), note: note.to_owned() }))
    })
}

/// All that an actor is called, its own name first.
fn names(actor: &Actor) -> impl Iterator<Item = &str> {
    actor.names().chain(actor.descriptions.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, ActorKind, Edit, Place, StanceMap};

    fn editor() -> Editor {
        let mut map = StanceMap::default();
        for (number, (name, alias)) in
            (1..).zip([("Recep Tayyip Erdoğan", "Erdoğan"), ("Egypt", "Cairo"), ("Turkey", "Ankara")])
        {
            let mut actor = Actor::by_hand(name, ActorKind::State);
            actor.aliases.insert(alias.to_owned());
            let at = Some(Place::new(0.0, 0.0));
            map.apply(Edit::AddActor { id: ActorId(number), actor, at }).unwrap();
        }
        Editor::open(map, None)
    }

    fn texts(hits: &[Hit]) -> Vec<(&str, &str)> {
        hits.iter().map(|hit| (hit.text.as_str(), hit.note.as_str())).collect()
    }

    #[test]
    fn names_are_found_without_their_accents_and_by_alias() {
        let editor = editor();
        assert_eq!(texts(&in_map(&editor, "erdogan", 9))[0], ("Erdoğan", "Recep Tayyip Erdoğan"));
        assert_eq!(texts(&in_map(&editor, "tayip erd", 9))[0], ("Recep Tayyip Erdoğan", "State"));
        assert_eq!(texts(&in_map(&editor, "cairo", 9))[0], ("Cairo", "Egypt"));
        assert_eq!(texts(&in_map(&editor, "tky", 9))[0], ("Turkey", "State"));
        assert!(in_map(&editor, " ", 9).is_empty());
    }

    #[test]
    fn commands_that_can_be_done_come_first() {
        let editor = editor();
        assert_eq!(commands(&editor, "").len(), Command::ALL.len());
        assert_eq!(commands(&editor, "lay out")[0].found, Found::Command(Command::LayOut));
        let all = commands(&editor, "e");
        let able = |hit: &Hit| match hit.found {
            Found::Command(command) => command.enabled(&editor),
            _ => false,
        };
        assert!(all.is_sorted_by_key(|hit| !able(hit)));
    }
}

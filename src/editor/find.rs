//! Finding by what is typed: commands by their labels, and what the map holds by names and quotes. Letters may be left out
//! of names; case and accents never count.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::{Command, Editor};
use crate::map::{ActorId, ArticleId, EvidenceId, RelationKey, StanceMap};

/// What a search came upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Something that can be asked for.
    Command(Command),
    /// An actor.
    Actor(ActorId),
    /// A quote of a relation, and the article that it is from.
    Quote(RelationKey, EvidenceId, ArticleId),
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

/// Scores texts by how well they fit what was typed.
struct Scorer {
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Scorer {
    fn new(typed: &str, kind: AtomKind) -> Self {
        let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, kind);
        Self { pattern, matcher: Matcher::new(Config::DEFAULT), buffer: Vec::new() }
    }

    fn score(&mut self, text: &str) -> Option<u32> {
        self.pattern.score(Utf32Str::new(text, &mut self.buffer), &mut self.matcher)
    }
}

/// The commands that fit, the best first, and first of all those that can be done now. All of them if nothing is typed.
pub fn commands(editor: &Editor, typed: &str) -> Vec<Hit> {
    let mut scorer = Scorer::new(typed, AtomKind::Fuzzy);
    let mut found: Vec<(bool, u32, Command)> = Command::ALL
        .iter()
        .filter_map(|command| Some((command.enabled(editor), scorer.score(command.label())?, *command)))
        .collect();
    found.sort_by_key(|(enabled, score, _)| (!enabled, Reverse(*score)));
    let hit = |(_, _, command): (bool, u32, Command)| Hit {
        found: Found::Command(command),
        text: command.label_in(editor),
        note: command.shortcut().map(|keys| keys.to_string()).unwrap_or_default(),
    };
    found.into_iter().map(hit).collect()
}

/// At most `most` actors other than one that fit, the best first and of those that fit alike the best connected; the best
/// connected of all if nothing is typed.
pub fn others(map: &StanceMap, typed: &str, most: usize, except: ActorId) -> Vec<Hit> {
    let mut hits = actors(map, typed);
    hits.retain(|hit| hit.found != Found::Actor(except));
    hits.truncate(most);
    hits
}

/// At most `most` actors and then as many quotes of a map that fit, the best first; nothing if nothing is typed. Actors fit
/// by their name or an alias, of several that fit alike the best connected comes first; a quote fits if it holds every word
/// that was typed, or its beginning.
pub fn in_map(map: &StanceMap, typed: &str, most: usize) -> Vec<Hit> {
    if typed.trim().is_empty() {
        return Vec::new();
    }
    let mut scorer = Scorer::new(typed, AtomKind::Substring);
    let mut quotes: Vec<(u32, Found, &str)> = Vec::new();
    for (key, relation) in map.relations() {
        for item in relation.supporting() {
            let text = map.article(item.article).and_then(|article| article.slice(item.quote));
            let Some(text) = text else { continue };
            if let Some(score) = scorer.score(text) {
                let found = Found::Quote(key, item.id, item.article);
                quotes.push((score, found, text));
            }
        }
    }
    quotes.sort_by_key(|(score, _, _)| Reverse(*score));
    let hit = |(_, found, text): (u32, Found, &str)| {
        let note = match found {
            Found::Quote(key, _, _) => {
                let (source, target) = (map.actor_name(key.source), map.actor_name(key.target));
                format!("{source} {} {target}", key.stance.word())
            }
            _ => String::new(),
        };
        Hit { found, text: text.to_owned(), note }
    };
    actors(map, typed).into_iter().take(most).chain(quotes.into_iter().take(most).map(hit)).collect()
}

/// The actors that fit by their name or another, the best first.
fn actors(map: &StanceMap, typed: &str) -> Vec<Hit> {
    let mut degrees = std::collections::BTreeMap::<ActorId, usize>::new();
    for (key, _) in map.relations() {
        for end in [key.source, key.target] {
            *degrees.entry(end).or_default() += 1;
        }
    }
    let mut scorer = Scorer::new(typed, AtomKind::Fuzzy);
    let mut actors: Vec<(u32, usize, Hit)> = Vec::new();
    for (id, actor) in map.actors() {
        let names = std::iter::once(&actor.name).chain(&actor.aliases).chain(&actor.descriptions);
        let best = names.filter_map(|name| Some((scorer.score(name)?, name)));
        // Of names that fit alike the first, which is the actor's own, is shown.
        let Some((score, name)) = best.reduce(|best, next| if next.0 > best.0 { next } else { best }) else {
            continue;
        };
        let note = if *name == actor.name { actor.kind.label() } else { &actor.name };
        let hit = Hit { found: Found::Actor(id), text: name.clone(), note: note.to_owned() };
        actors.push((score, degrees.get(&id).copied().unwrap_or(0), hit));
    }
    actors.sort_by_key(|(score, degree, _)| (Reverse(*score), Reverse(*degree)));
    actors.into_iter().map(|(_, _, hit)| hit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, ActorKind, Edit, Place};

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
        assert_eq!(texts(&in_map(editor.map(), "erdogan", 9))[0].0, "Recep Tayyip Erdoğan");
        assert_eq!(texts(&in_map(editor.map(), "cairo", 9))[0], ("Cairo", "Egypt"));
        assert_eq!(texts(&in_map(editor.map(), "tky", 9))[0], ("Turkey", "State"));
        assert!(in_map(editor.map(), " ", 9).is_empty());
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

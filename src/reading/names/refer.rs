//! Whom words mean that only point back: "he", "the group", "the army", "his forces".

use super::document::Candidate;
use super::lexicon::{class, classes, fold_word};
use super::phrase::is_auxiliary;
use super::piece::{Back, Core};
use super::resolve::Resolver;
use crate::map::{ActorKind, FoundActor};
use crate::reading::token::Token;

impl Resolver<'_, '_> {
    /// "the Russian leader": the one whom the article names as such, or whom a user's dictionary has in that office on its
    /// day, or else the state.
    pub(super) fn leader(&self, id: u32, number: usize, noun: &str) -> Option<usize> {
        let Core::Of(state, _) = self.document.core(id) else { return None };
        let state = self.meaning(self.document.find(state)?)?;
        let government = self.joined.governments.get(&state).copied();
        let leads = |actor: usize| {
            let above = self.joined.actors[actor].member_of;
            self.joined.actors[actor].kind == ActorKind::Person
                && above.is_some()
                && (above == Some(state) || above == government)
        };
        let titled =
            |actor: usize| leads(actor) && self.titles.values().any(|bearers| bearers.contains(&actor));
        self.memory
            .last(number, 40, titled)
            .or_else(|| self.holder(state, noun))
            .or_else(|| self.memory.last(number, 3, leads))
            .or(Some(state))
    }

    /// Who holds an office of a state when the article is written, as far as users' dictionaries tell.
    fn holder(&self, state: usize, title: &str) -> Option<usize> {
        self.joined.holders.get(&(state, title.to_owned())).copied().flatten()
    }

    /// "his forces": those that the article tells of elsewhere.
    pub(super) fn part_of(&self, owner: usize, part: &'static str) -> Option<usize> {
        let kind = self.joined.actors[owner].kind;
        if kind != ActorKind::Person {
            return Some(if part == "government" {
                self.joined.governments.get(&owner).copied().unwrap_or(owner)
            } else {
                owner
            });
        }
        if let Some(part) = self.parts.get(&(owner, part)) {
            return Some(*part);
        }
        let above = self.joined.actors[owner].member_of?;
        let fits = if part == "forces" { ActorKind::ArmedGroup } else { ActorKind::State };
        (self.joined.actors[above].kind == fits).then_some(above)
    }

    pub(super) fn back(
        &self,
        back: Back,
        candidate: &Candidate,
        number: usize,
        tokens: &[Token<'_>],
        actors: &[FoundActor],
        noun: &str,
    ) -> Option<usize> {
        match back {
            Back::Person => {
                let word = tokens.get(usize::from(candidate.from)).map_or("", |token| &*token.lower);
                self.person(number, matches!(word, "she" | "her" | "hers" | "herself"))
            }
            Back::Thing => {
                let from = usize::from(candidate.from);
                let apposed = from
                    .checked_sub(1)
                    .filter(|comma| tokens[*comma].text == "," && tokens[from].lower.as_ref() == "its");
                // "The United States, its chief backer": not the one that it is set beside.
                let beside = apposed.and_then(|_| self.memory.fitting(number, |_| true).last().copied());
                if let Some(beside) = beside
                    && self.memory.ends_with(beside)
                {
                    let other =
                        |actor: usize| actor != beside && self.joined.actors[actor].kind != ActorKind::Person;
                    return self.memory.sole(number, other);
                }
                let next = tokens.get(usize::from(candidate.to));
                let owns =
                    tokens.get(usize::from(candidate.from)).is_some_and(|token| &*token.lower == "its");
                // As an object, "it" is too often a thing that is no actor.
                let acts = next.is_some_and(|next| {
                    is_auxiliary(&next.lower)
                        || next.lower.ends_with("ed")
                        || next.lower.ends_with('s')
                        || classes(&next.lower).has(class::SAY)
                });
                if !owns && !acts {
                    return None;
                }
                if tokens.get(usize::from(candidate.to) + 1).is_some_and(|token| is_impersonal(&token.lower))
                {
                    return None;
                }
                let expletive = tokens.get(usize::from(candidate.to)).is_some_and(|next| {
                    matches!(
                        &*next.lower,
                        "is" | "was" | "would" | "will" | "may" | "might" | "remains" | "remained" | "seems"
                    )
                });
                let first = candidate.from == 0
                    || tokens.get(usize::from(candidate.from) - 1).is_some_and(|token| !token.is_word());
                if expletive && first {
                    return None;
                }
                self.memory.sole(number, |actor| self.joined.actors[actor].kind != ActorKind::Person)
            }
            Back::Group => self.memory.sole_here_or(number, |actor| {
                matches!(
                    self.joined.actors[actor].kind,
                    ActorKind::ArmedGroup | ActorKind::Party | ActorKind::Organization | ActorKind::Bloc
                )
            }),
            Back::Officer => {
                let bearers = self.titles.get(noun).map_or(&[][..], Vec::as_slice);
                self.memory
                    .last(number, 40, |actor| bearers.contains(&actor))
                    .or_else(|| bearers.first().copied().filter(|_| bearers.len() == 1))
                    .or_else(|| self.holder(self.main_state?, noun))
            }
            Back::Government => {
                let governs = |actor: usize| self.joined.actors[actor].kind == ActorKind::State;
                let named: Vec<usize> = self.joined.governments.values().copied().collect();
                if let [one] = named[..] {
                    return Some(one);
                }
                self.main_state
                    .or_else(|| self.memory.only(number, governs))
                    .or_else(|| self.memory.only(number.checked_sub(1)?, governs))
            }
            Back::Noun(kind) => {
                let near = |actor: usize| {
                    let held = self.joined.actors[actor].kind;
                    held == kind
                        || kind == ActorKind::Party && held == ActorKind::ArmedGroup && noun == "movement"
                };
                // A state's own army is no militia.
                let irregular = |actor: usize| {
                    near(actor) && (kind != ActorKind::ArmedGroup || !self.serves_a_state(actor))
                };
                let described = |actor: usize| {
                    let words = |text: &String| text.split(' ').any(|word| fold_word(word) == noun);
                    self.is_named(actor, noun) || actors[actor].descriptions.iter().any(words)
                };
                let known = self.memory.last(number, 40, |actor| near(actor) && described(actor));
                if known.is_some() || noun == "separatists" {
                    return known;
                }
                self.memory
                    .last(number, 3, irregular)
                    .or_else(|| self.memory.last(number, 3, near))
                    .or_else(|| self.memory.only_so_far(irregular))
            }
            Back::Army => {
                let army = |actor: usize| {
                    self.joined.actors[actor].kind == ActorKind::ArmedGroup && self.serves_a_state(actor)
                };
                self.memory.last(number, 40, army).or(self.main_state).or_else(|| {
                    self.memory.only_so_far(|actor| {
                        self.is_named(actor, noun) && self.joined.actors[actor].kind == ActorKind::ArmedGroup
                    })
                })
            }
            Back::Named => self.memory.last(number, 12, |actor| {
                self.is_named(actor, noun) && self.joined.actors[actor].kind != ActorKind::Person
            }),
            Back::Speaker => self.voice.speaker,
            Back::Several(_) => None,
            Back::Former => self.last_states(number)?.0.into(),
            Back::Latter => self.last_states(number)?.1.into(),
            Back::At => None,
        }
    }

    /// Whom "he" or "she" means: the first person of this sentence or of the one before whose name does not tell
    /// otherwise; a name that tells it is sought further back.
    fn person(&self, number: usize, is_woman: bool) -> Option<usize> {
        let is_person = |actor: usize| self.joined.actors[actor].kind == ActorKind::Person;
        let fits = |actor: usize| is_person(actor) && self.women[actor] == Some(is_woman);
        let other = |actor: usize| is_person(actor) && self.women[actor] == Some(!is_woman);
        let may = |actor: usize| is_person(actor) && !other(actor);
        self.memory.sole(number, may).or_else(|| self.memory.last(number, 4, fits))
    }

    fn is_named(&self, actor: usize, noun: &str) -> bool {
        self.joined.actors[actor].name.split(' ').any(|word| fold_word(word) == noun)
    }

    fn serves_a_state(&self, actor: usize) -> bool {
        let above = self.joined.actors[actor].member_of;
        above.is_some_and(|above| self.joined.actors[above].kind == ActorKind::State)
    }

    /// The last two states named, the earlier first; a named government stands for its state.
    fn last_states(&self, number: usize) -> Option<(usize, usize)> {
        let mut found: Vec<usize> = Vec::new();
        for actor in self.memory.backwards(number, 3) {
            let actor = self.joined.governments.get(&actor).copied().unwrap_or(actor);
            if self.joined.actors[actor].kind == ActorKind::State && !found.contains(&actor) {
                found.push(actor);
                if let [latter, former] = found[..] {
                    return Some((former, latter));
                }
            }
        }
        None
    }
}

/// Whether a person's given name is a woman's; unknown for names that do not tell.
pub(super) fn is_woman(actor: &FoundActor) -> Option<bool> {
    if actor.kind != ActorKind::Person {
        return None;
    }
    let words: Vec<_> = actor.name.split(' ').map(fold_word).collect();
    let given = words.iter().take(words.len().saturating_sub(1)).find(|word| classes(word).has(class::GIVEN));
    let told = words.iter().any(|word| classes(word).has(class::FEMALE));
    match given {
        _ if told => Some(true),
        // Surname first, as in East Asia.
        _ if words.last().is_some_and(|word| word.contains('-')) => None,
        Some(given) if given.ends_with('a') && !classes(given).has(class::MALE) => Some(true),
        Some(_) => Some(false),
        None => None,
    }
}

/// What follows "it is" where "it" means nobody.
fn is_impersonal(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "about",
        "alleged",
        "believed",
        "claimed",
        "clear",
        "difficult",
        "hard",
        "important",
        "likely",
        "necessary",
        "not",
        "possible",
        "reported",
        "thought",
        "time",
        "too",
        "unclear",
        "unknown",
        "unlikely",
        "up",
    ];
    WORDS.binary_search(&word).is_ok()
}

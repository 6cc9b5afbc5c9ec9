//! Who was named lately.

use std::collections::VecDeque;

/// How many mentions are remembered.
const MOST: usize = 48;

#[derive(Debug, Clone, Copy)]
struct Seen {
    actor: usize,
    sentence: usize,
    is_place: bool,
}

/// The last mentions of an article, for words that point back to them. Sentences go by their numbers.
#[derive(Debug, Default)]
pub(super) struct Memory {
    seen: VecDeque<Seen>,
}

impl Memory {
    pub(super) fn see(&mut self, actor: usize, sentence: usize, is_place: bool) {
        self.seen.push_back(Seen { actor, sentence, is_place });
        if self.seen.len() > MOST {
            self.seen.pop_front();
        }
    }

    /// The last of several actors that was named, as a place or not.
    pub(super) fn last_of(&self, several: &[usize]) -> Option<usize> {
        self.seen.iter().rev().map(|seen| seen.actor).find(|actor| several.contains(actor))
    }

    /// Actors in the order in which they were named, the last first, from so many sentences before on.
    pub(super) fn backwards(&self, number: usize, sentences: usize) -> impl Iterator<Item = usize> {
        let near = self.seen.iter().rev().take_while(move |seen| seen.sentence + sentences >= number);
        near.map(|seen| seen.actor)
    }

    /// Whether nobody was named after this actor.
    pub(super) fn ends_with(&self, actor: usize) -> bool {
        self.seen.back().is_some_and(|seen| seen.actor == actor)
    }

    /// The only actor that fits of those remembered.
    pub(super) fn only_so_far(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let mut found = self.seen.iter().filter(|seen| fits(seen.actor)).map(|seen| seen.actor);
        let first = found.next()?;
        found.all(|actor| actor == first).then_some(first)
    }

    /// The only actor of the sentence so far that fits, or its first; or else those of the sentence before.
    pub(super) fn sole(&self, number: usize, fits: impl Fn(usize) -> bool + Copy) -> Option<usize> {
        match self.fitting(number, fits)[..] {
            [] => match self.fitting(number.checked_sub(1)?, fits)[..] {
                [first, ..] => Some(first),
                [] => None,
            },
            [first, ..] => Some(first),
        }
    }

    pub(super) fn sole_here_or(&self, number: usize, fits: impl Fn(usize) -> bool + Copy) -> Option<usize> {
        self.only(number, fits).or_else(|| {
            if self.fitting(number, fits).is_empty() { self.only(number.checked_sub(1)?, fits) } else { None }
        })
    }

    pub(super) fn only(&self, number: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        match self.fitting(number, fits)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Different actors named in a sentence so far, in order.
    pub(super) fn fitting(&self, number: usize, fits: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        for seen in self.seen.iter().filter(|seen| seen.sentence == number && !seen.is_place) {
            if fits(seen.actor) && !found.contains(&seen.actor) {
                found.push(seen.actor);
            }
        }
        found
    }

    pub(super) fn last(
        &self,
        number: usize,
        sentences: usize,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        self.seen
            .iter()
            .rev()
            .take_while(|seen| seen.sentence + sentences >= number)
            .find(|seen| !seen.is_place && fits(seen.actor))
            .map(|seen| seen.actor)
    }
}

//! All that a map says in words, made ready to be sought at every key: folded once for each state of the map.

use std::collections::HashMap;

use memchr::memmem::Finder;

use super::fit::{Fit, Letters, Needle};
use crate::analysis::fold::fold;
use crate::editor::Noted;
use crate::map::{ActorId, ArticleId, EvidenceId, RelationKey, StanceMap};

/// The names, notes and quotes of a map, folded.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    names: Texts,
    /// For each name its actor, and of how many relations that is a part.
    named: Vec<(ActorId, usize)>,
    notes: Texts,
    noted: Vec<Noted>,
    quotes: Texts,
    quoted: Vec<(RelationKey, EvidenceId, ArticleId)>,
}

impl Index {
    /// Folds what a map holds: the names and aliases of its actors, what people noted, and the quotes of its relations. Quotes
    /// never change, so those that `before` holds are taken over from there.
    pub(crate) fn of(map: &StanceMap, before: &Self) -> Self {
        let known: HashMap<EvidenceId, u32> =
            before.quoted.iter().zip(0..).map(|((_, id, _), at)| (*id, at)).collect();
        let mut index = Self::default();
        let mut degrees = HashMap::<ActorId, usize>::new();
        for (key, relation) in map.relations() {
            for end in [key.source, key.target] {
                *degrees.entry(end).or_default() += 1;
            }
            for item in relation.supporting() {
                if let Some(at) = known.get(&item.id) {
                    index.quotes.add_folded(before.quotes.text(*at));
                } else if let Some(text) =
                    map.article(item.article).and_then(|article| article.slice(item.quote))
                {
                    index.quotes.add(text);
                } else {
                    continue;
                }
                index.quoted.push((key, item.id, item.article));
            }
        }
        for (id, actor) in map.actors() {
            let degree = degrees.get(&id).copied().unwrap_or(0);
            for name in super::names(actor) {
                index.names.add(name);
                index.named.push((id, degree));
            }
        }
        for (noted, text) in Noted::all(map) {
            index.notes.add(text);
            index.noted.push(noted);
        }
        index
    }

    /// The actors that fit by a name of theirs, the best first and of equals the best connected; each with how it fits and which
    /// of its [`names`](super::names) does. All of them if nothing is sought.
    pub(super) fn actors(&self, needle: Option<&Needle>, most: usize) -> Vec<(Fit, ActorId, usize)> {
        let all = || (0..self.names.len() as u32).map(|at| (Fit::Exact, at)).collect();
        let mut fitting = needle.map_or_else(all, |needle| self.names.fitting(needle, most, usize::MAX));
        if let Some(needle) = needle.filter(|_| fitting.len() < most) {
            let mut letters = Letters::default();
            let known: std::collections::HashSet<u32> = fitting.iter().map(|(_, at)| *at).collect();
            let others = (0..self.names.len() as u32).filter(|at| !known.contains(at));
            fitting.extend(
                others.filter_map(|at| Some((needle.letters(self.names.text(at), &mut letters)?, at))),
            );
        }
        // Of the names of one actor the one that fits best, and of equals the first.
        fitting.sort_unstable_by_key(|(fit, at)| (self.named[*at as usize].0, *fit, *at));
        fitting.dedup_by_key(|(_, at)| self.named[*at as usize].0);
        fitting.sort_by_key(|(fit, at)| (*fit, std::cmp::Reverse(self.named[*at as usize].1), *at));
        fitting.truncate(most);
        let first = |at: u32| self.named.partition_point(|(id, _)| *id < self.named[at as usize].0);
        fitting
            .into_iter()
            .map(|(fit, at)| (fit, self.named[at as usize].0, at as usize - first(at)))
            .collect()
    }

    /// The quotes that fit, the best first.
    pub(super) fn quotes(
        &self,
        needle: &Needle,
        most: usize,
    ) -> impl Iterator<Item = (Fit, (RelationKey, EvidenceId, ArticleId))> {
        self.quotes.best(needle, most).map(|(fit, at)| (fit, self.quoted[at as usize]))
    }

    /// The notes that fit, the best first.
    pub(super) fn notes(&self, needle: &Needle, most: usize) -> impl Iterator<Item = (Fit, Noted)> {
        self.notes.best(needle, most).map(|(fit, at)| (fit, self.noted[at as usize]))
    }
}

/// Folded texts, end to end: so they are sought at the speed of memory.
#[derive(Debug, Clone, Default)]
struct Texts {
    all: String,
    /// Where each text ends; a line end follows.
    ends: Vec<usize>,
}

impl Texts {
    fn add(&mut self, text: &str) {
        fold(text, &mut self.all);
        self.ends.push(self.all.len());
        self.all.push('\n');
    }

    fn add_folded(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
        self.all.push('\n');
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn start(&self, at: u32) -> usize {
        (at as usize).checked_sub(1).map_or(0, |before| self.ends[before] + 1)
    }

    fn text(&self, at: u32) -> &str {
        &self.all[self.start(at)..self.ends[at as usize]]
    }

    /// At most `most` texts that fit, the best first.
    fn best(&self, needle: &Needle, most: usize) -> impl Iterator<Item = (Fit, u32)> + use<> {
        let mut fitting = self.fitting(needle, most, most);
        if fitting.len() > most {
            fitting.select_nth_unstable(most);
            fitting.truncate(most);
        }
        fitting.sort_unstable();
        fitting.into_iter()
    }

    /// The texts that fit. Only if fewer than `most` hold all that was typed are those sought that hold it in parts, and
    /// only if there are still fewer the first `slipped` that hold it with slips: they come after the others.
    fn fitting(&self, needle: &Needle, most: usize, slipped: usize) -> Vec<(Fit, u32)> {
        let mut fitting: Vec<(Fit, u32)> =
            self.holding(needle.phrase()).map(|at| (needle.fit_of_phrase(self.text(at)), at)).collect();
        if fitting.len() < most {
            let parts = self.holding(needle.part()).filter_map(|at| Some((needle.fit(self.text(at))?, at)));
            fitting.extend(parts.filter(|(fit, _)| *fit > Fit::Phrase));
        }
        if fitting.len() < most {
            self.add_slips(needle, slipped, &mut fitting);
        }
        fitting
    }

    /// The texts that hold something.
    fn holding(&self, finder: &Finder<'_>) -> impl Iterator<Item = u32> {
        let (mut from, mut at) = (0, 0);
        std::iter::from_fn(move || {
            let found = from + finder.find(&self.all.as_bytes()[from..])?;
            while self.ends[at] < found {
                at += 1;
            }
            // A text is named once.
            from = self.ends[at] + 1;
            Some(at as u32)
        })
    }

    fn add_slips(&self, needle: &Needle, most: usize, fitting: &mut Vec<(Fit, u32)>) {
        let bytes = self.all.as_bytes();
        let mut slipped = Vec::new();
        for (offset, half) in needle.halves().into_iter().flatten() {
            for found in half.find_iter(bytes) {
                // By one slip a letter more or less is before it, or another: up to four bytes.
                let near = found.saturating_sub(offset + 4)..found.min((found + 5).saturating_sub(offset));
                let blank = match offset {
                    0 => Some(found),
                    _ => memchr::memrchr(b' ', &bytes[near.clone()]).map(|at| near.start + at),
                };
                let Some(blank) = blank else { continue };
                if needle.begins_nearly(&self.all[blank + 1..]) {
                    slipped.push(self.ends.partition_point(|end| *end < found) as u32);
                }
            }
        }
        slipped.sort_unstable();
        slipped.dedup();
        let known: std::collections::HashSet<u32> = fitting.iter().map(|(_, at)| *at).collect();
        let new = slipped.into_iter().filter(|at| !known.contains(at) && needle.fits_nearly(self.text(*at)));
        fitting.extend(new.take(most).map(|at| (Fit::Slips, at)));
    }
}

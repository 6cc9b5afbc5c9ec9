//! How well a text fits what was typed.

use std::cmp::Reverse;

use memchr::memmem::Finder;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::analysis::fold::folded;

/// How a text fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is what was typed.
    Exact,
    /// It begins so.
    Prefix,
    /// What was typed stands in it, from the beginning of a word.
    Phrase,
    /// Each typed word begins a word of it.
    Words,
    /// Each typed word is a part of it.
    Parts,
    /// Each typed word begins a word of it but for one slip.
    Slips,
    /// The typed letters stand in it in their order, the less apart the higher the score.
    Letters(Reverse<u32>),
}

/// What was typed, made ready to be sought.
pub(super) struct Needle {
    /// What was typed, folded, after a blank.
    phrase: String,
    of_phrase: Finder<'static>,
    words: Vec<Word>,
    /// The longest word.
    key: usize,
    letters: Pattern,
}

struct Word {
    text: String,
    finder: Finder<'static>,
    /// Finds the word where it begins another, in texts whose words follow blanks.
    begins: Finder<'static>,
}

impl Needle {
    /// `None` if no letter or digit was typed.
    pub(super) fn new(typed: &str) -> Option<Self> {
        let phrase = folded(typed);
        let words: Vec<Word> = phrase
            .split_whitespace()
            .map(|word| Word {
                text: word.to_owned(),
                finder: Finder::new(word).into_owned(),
                begins: Finder::new(&format!(" {word}")).into_owned(),
            })
            .collect();
        let key = (0..words.len()).max_by_key(|at| words[*at].text.len())?;
        let letters = Pattern::new(&phrase, CaseMatching::Ignore, Normalization::Never, AtomKind::Fuzzy);
        Some(Self { of_phrase: Finder::new(&phrase).into_owned(), phrase, words, key, letters })
    }

    /// What every text holds that fits best: all that was typed, from the beginning of a word.
    pub(super) fn phrase(&self) -> &Finder<'static> {
        &self.of_phrase
    }

    /// How a folded text fits that holds the phrase.
    pub(super) fn fit_of_phrase(&self, text: &str) -> Fit {
        match text.strip_prefix(&self.phrase) {
            Some("") => Fit::Exact,
            Some(_) => Fit::Prefix,
            None => Fit::Phrase,
        }
    }

    /// What every text that fits without a slip holds.
    pub(super) fn part(&self) -> &Finder<'static> {
        &self.words[self.key].finder
    }

    /// How a folded text fits, slips apart.
    pub(super) fn fit(&self, text: &str) -> Option<Fit> {
        let bytes = text.as_bytes();
        let all = |find: fn(&Word) -> &Finder<'static>| {
            self.words.iter().all(|word| find(word).find(bytes).is_some())
        };
        if self.of_phrase.find(bytes).is_some() {
            Some(self.fit_of_phrase(text))
        } else if self.words.len() > 1 && all(|word| &word.begins) {
            Some(Fit::Words)
        } else {
            all(|word| &word.finder).then_some(Fit::Parts)
        }
    }

    /// What of its longest word a text that fits with slips holds one or the other of, each with where in the word, and the
    /// blank before it, that begins. A single slip in a word leaves the part before a letter at its middle or the one after
    /// it whole, even where it swaps two letters; see G. Navarro, "A guided tour to approximate string matching" (2001),
    /// section 8.1, for the principle. `None` if the word is too short for slips.
    pub(super) fn halves(&self) -> Option<[(usize, Finder<'_>); 2]> {
        let Word { text, begins, .. } = &self.words[self.key];
        // With the blank before it.
        let word = std::str::from_utf8(begins.needle()).ok()?;
        let middle = text.chars().count().div_ceil(2);
        let at = |letter: usize| word.char_indices().nth(letter).map_or(word.len(), |(at, _)| at);
        let (before, after) = (at(middle), at(middle + 1));
        may_slip(text).then(|| [(0, Finder::new(&word[..before])), (after, Finder::new(&word[after..]))])
    }

    /// Whether a word of a text begins with the longest typed word but for one slip.
    pub(super) fn begins_nearly(&self, word: &str) -> bool {
        nearly(&self.words[self.key].text, word)
    }

    /// Whether a folded text fits with slips.
    pub(super) fn fits_nearly(&self, text: &str) -> bool {
        self.words.iter().all(|typed| {
            typed.begins.find(text.as_bytes()).is_some()
                || may_slip(&typed.text) && text.split(' ').any(|word| nearly(&typed.text, word))
        })
    }

    /// How the typed letters fit a folded text, if they stand in it in their order.
    pub(super) fn letters(&self, text: &str, matcher: &mut Letters) -> Option<Fit> {
        let score = self.letters.score(Utf32Str::new(text, &mut matcher.buffer), &mut matcher.matcher)?;
        Some(Fit::Letters(Reverse(score)))
    }
}

/// The memory that matching letters uses.
pub(super) struct Letters {
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Default for Letters {
    fn default() -> Self {
        Self { matcher: Matcher::new(Config::DEFAULT), buffer: Vec::new() }
    }
}

/// In shorter words a slip makes another word.
fn may_slip(word: &str) -> bool {
    word.chars().nth(4).is_some()
}

/// Whether a word begins with what was typed, but for one letter that is wrong, missing, too many, or swapped with the next: by
/// F. J. Damerau, "A technique for computer detection and correction of spelling errors" (1964), four of five misspellings.
fn nearly(typed: &str, word: &str) -> bool {
    let same = typed.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    // Not within a letter.
    let same =
        (0..=same).rev().find(|at| typed.is_char_boundary(*at) && word.is_char_boundary(*at)).unwrap_or(0);
    let (typed, word) = (&typed[same..], &word[same..]);
    let (mut after_typed, mut after_word) = (typed.chars(), word.chars());
    let (a, b) = (after_typed.next(), after_word.next());
    let (rest_typed, rest_word) = (after_typed.as_str(), after_word.as_str());
    let swapped = || {
        let (mut typed, mut word) = (after_typed.clone(), after_word.clone());
        typed.next() == b && word.next() == a && word.as_str().starts_with(typed.as_str())
    };
    a.is_none()
        || rest_word.starts_with(rest_typed)
        || word.starts_with(rest_typed)
        || rest_word.starts_with(typed)
        || swapped()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_a_text_fits_the_earlier_it_comes() {
        let fit = |typed: &str, text: &str| {
            let (needle, text) = (Needle::new(typed).unwrap(), folded(text));
            needle
                .fit(&text)
                .or_else(|| needle.fits_nearly(&text).then_some(Fit::Slips))
                .or_else(|| needle.letters(&text, &mut Letters::default()))
        };
        let cases = [
            ("turkey", "Turkey", Some(Fit::Exact)),
            ("U.N.", "UN", Some(Fit::Exact)),
            ("turk", "Turkey", Some(Fit::Prefix)),
            ("the gov", "The Government", Some(Fit::Prefix)),
            ("accord", "Government of National Accord", Some(Fit::Phrase)),
            ("national acc", "Government of National Accord", Some(Fit::Phrase)),
            ("acc gov", "Government of National Accord", Some(Fit::Words)),
            ("key", "Turkey", Some(Fit::Parts)),
            ("key tur", "Turkey", Some(Fit::Parts)),
            ("tukrey", "Turkey", Some(Fit::Slips)),
            ("turkye", "Turkey", Some(Fit::Slips)),
            ("turjey", "Turkey", Some(Fit::Slips)),
            ("turrkey", "Turkey", Some(Fit::Slips)),
            ("natoinal accord", "Government of National Accord", Some(Fit::Slips)),
            ("турцыя", "Турция", Some(Fit::Slips)),
            ("zz", "Turkey", None),
            ("turkey x", "Turkey", None),
        ];
        for (typed, text, expected) in cases {
            assert_eq!(fit(typed, text), expected, "{typed} in {text}");
        }
        assert!(matches!(fit("tky", "Turkey"), Some(Fit::Letters(_))), "letters may be left out");
        assert!(matches!(fit("trke", "Turkey"), Some(Fit::Letters(_))), "too short for a slip");
        assert!(Needle::new(" – ").is_none());
    }

    #[test]
    fn one_slip_leaves_a_half_whole() {
        let word = "recognise";
        let needle = Needle::new(word).unwrap();
        let halves = needle.halves().unwrap();
        let letters: Vec<char> = word.chars().collect();
        for at in 0..letters.len() {
            let mut swapped = letters.clone();
            swapped.swap(at, (at + 1).min(letters.len() - 1));
            let mut wrong = letters.clone();
            wrong[at] = 'x';
            let mut missing = letters.clone();
            missing.remove(at);
            let mut more = letters.clone();
            more.insert(at, 'x');
            for slipped in [swapped, wrong, missing, more] {
                let text: String = slipped.into_iter().collect();
                assert!(
                    halves.iter().any(|(_, half)| half.find(format!(" {text}").as_bytes()).is_some()),
                    "{text}"
                );
                assert!(needle.begins_nearly(&text), "{text}");
            }
        }
        assert!(Needle::new("that").unwrap().halves().is_none());
    }
}

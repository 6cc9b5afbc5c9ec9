//! One sentence as the finder of names sees it.

use super::known::{KnownNames, Match};
use super::lexicon::{Classes, class, classes, fold_word};
use crate::reading::token::Token;

/// A sentence's tokens with what is known of each word.
pub(super) struct Line<'a> {
    pub(super) tokens: &'a [Token<'a>],
    folded: Vec<Box<str>>,
    classes: Vec<Classes>,
    /// Known names, by the token at which they start.
    matches: Vec<Option<Match>>,
    /// Most words are capitalised, as in some headlines, so that a capital letter tells nothing.
    pub(super) is_title_case: bool,
}

impl<'a> Line<'a> {
    pub(super) fn new(names: &KnownNames, tokens: &'a [Token<'a>]) -> Self {
        let folded: Vec<Box<str>> = tokens.iter().map(|token| fold_word(&token.lower).into()).collect();
        let ids: Vec<Option<u32>> = folded.iter().map(|word| names.word(word)).collect();
        let mut line = Self {
            tokens,
            classes: folded.iter().map(|word| classes(word)).collect(),
            matches: (0..tokens.len())
                .map(|at| ids[at].and_then(|_| names.longest(tokens, &ids, at)))
                .collect(),
            folded,
            is_title_case: false,
        };
        for (at, word) in line.folded.iter().enumerate() {
            if tokens[at].is_capitalised() && names.is_given(word) {
                line.classes[at] = line.classes[at].with(class::GIVEN);
            }
        }
        line.is_title_case = line.looks_title_case();
        line
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The folded word at `at`; empty beyond the ends.
    pub(super) fn word(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", |word| word)
    }

    /// The token as written; empty beyond the ends.
    pub(super) fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    pub(super) fn has(&self, at: usize, class: Classes) -> bool {
        self.classes.get(at).is_some_and(|classes| classes.has(class))
    }

    pub(super) fn known(&self, at: usize) -> Option<Match> {
        self.matches.get(at).copied().flatten()
    }

    /// Whether the word has a capital letter that tells something.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.is_capitalised()
                && !(self.is_title_case
                    && self.has(at, class::COMMON.with(class::CALENDAR))
                    && !self.is_acronym(at))
        })
    }

    /// Two capital letters or more, and no small ones but a plural s.
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        let text = self.text(at).trim_end_matches('s');
        text.chars().filter(|c| c.is_uppercase()).count() >= 2
            && text.chars().all(|c| c.is_uppercase() || c == '.' || c.is_ascii_digit())
            && text.chars().count() <= 8
    }

    /// Whether nothing stands between this token and the next.
    pub(super) fn joins_next(&self, at: usize) -> bool {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(token), Some(next)) => token.span.end == next.span.start,
            _ => false,
        }
    }

    /// Whether the token begins the sentence or a quotation.
    pub(super) fn opens(&self, at: usize) -> bool {
        at == 0
            || matches!(self.text(at - 1), "\"" | "“" | "‘" | ":" | "—" | "–" | "•" | "*" | "[")
            || (self.text(at - 1) == "'" && !self.joins_next(at - 1 - usize::from(at > 1)))
    }

    /// Whether `at` is a hyphen that joins two words.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.text(at) == "-" && at > 0 && self.joins_next(at - 1) && self.joins_next(at)
    }

    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.word(at) == "'s"
            || (matches!(self.text(at), "'" | "’")
                && at > 0
                && self.word(at - 1).ends_with('s')
                && self.joins_next(at - 1))
    }

    /// The folded words of a stretch, hyphens and apostrophes left out, parted by blanks.
    pub(super) fn key(&self, from: usize, to: usize) -> String {
        let mut key = String::new();
        for at in from..to {
            let word = self.word(at);
            if word.chars().any(char::is_alphanumeric) && word != "'s" {
                if !key.is_empty() {
                    key.push(' ');
                }
                key.push_str(word);
            }
        }
        key
    }

    /// A few capitalised words and nothing else: a byline or a caption.
    pub(super) fn is_label(&self) -> bool {
        self.len() <= 5
            && self.tokens.iter().all(|token| {
                token.is_capitalised() || !token.is_word() && !matches!(token.text, "." | "!" | "?")
            })
    }

    fn looks_title_case(&self) -> bool {
        let (mut words, mut capitals) = (0, 0);
        for (at, token) in self.tokens.iter().enumerate().skip(1) {
            if token.is_word() && token.text.len() > 3 && self.matches[at].is_none() {
                words += 1;
                capitals += usize::from(token.is_capitalised());
            }
        }
        words >= 3 && capitals * 10 >= words * 7 && self.tokens.last().is_none_or(|token| token.text != ".")
    }
}

//! Who speaks in quotations, and so whom "I" and "we" mean.

use super::document::{Candidate, RefId, What};
use super::lexicon::{class, classes};
use crate::reading::token::Token;

/// The speaker of an article's quotations so far.
#[derive(Debug, Default)]
pub(super) struct Voice {
    /// Who was quoted last.
    pub(super) speaker: Option<usize>,
    /// Whether the quotation goes on.
    goes_on: bool,
}

impl Voice {
    /// Told between paragraphs: a quotation that goes on is opened again.
    pub(super) fn paragraph(&mut self) {
        self.goes_on = false;
    }

    /// Which tokens of the next sentence stand within quotation marks; a mark itself does.
    pub(super) fn quoted(&self, tokens: &[Token<'_>]) -> Vec<bool> {
        let mut inside = self.goes_on;
        let told = tokens.iter().map(|token| {
            let before = inside;
            match token.text {
                "\"" => inside = !inside,
                "“" => inside = true,
                "”" => inside = false,
                _ => {}
            }
            before || inside
        });
        told.collect()
    }

    /// Notes who is quoted in a sentence: the name beside "said" that stands outside of the quotation. `meaning` tells whom a
    /// reference means.
    pub(super) fn hear(
        &mut self,
        candidates: &[Candidate],
        tokens: &[Token<'_>],
        quoted: &[bool],
        meaning: impl Fn(RefId) -> Option<usize>,
    ) {
        let says = |at: usize| {
            tokens.get(at).is_some_and(|token| classes(&token.lower).has(class::SAY)) && !quoted[at]
        };
        let heard = candidates.iter().find_map(|candidate| {
            let (from, to) = (usize::from(candidate.from), usize::from(candidate.to));
            let outside = !quoted.get(from).copied().unwrap_or(true);
            let after_quote = from > 1 && says(from - 1) && quoted[from - 2];
            let beside = says(to) || after_quote || says(to + 1);
            match candidate.what {
                What::Ref(id) if outside && beside && !candidate.is_place => meaning(id),
                _ => None,
            }
        });
        if quoted.contains(&true) {
            self.speaker = heard.or(self.speaker);
        }
        self.goes_on = quoted.last().copied().unwrap_or(self.goes_on)
            && !tokens.last().is_some_and(|token| matches!(token.text, "\"" | "”"));
    }
}

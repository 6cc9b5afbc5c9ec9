//! Words and marks with their places.

use crate::map::Span;

/// A word, number or punctuation mark of an article's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// As written.
    pub(crate) text: &'t str,
    /// In lower case, with typographic apostrophes made plain; what lexicons are keyed by.
    pub(crate) lower: Box<str>,
    /// Where it stands in the article.
    pub(crate) span: Span,
}

impl Token<'_> {
    /// Whether it begins with an upper-case letter.
    pub(crate) fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it holds a letter or a digit.
    pub(crate) fn is_word(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}

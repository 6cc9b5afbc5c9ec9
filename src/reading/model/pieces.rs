//! A passage as the encoder takes it: word pieces, each with the letter case of its word.

use std::ops::Range;

use tokenizers::Tokenizer;

use super::Passage;

/// Ids of the marks around every passage.
const START: i32 = 0;
const END: i32 = 2;

/// The id that fills up shorter passages of a batch.
pub(super) const PADDING: i32 = 1;

/// Cuts words into the pieces that the encoder knows (WordPiece: Wu et al. 2016, section 4.1).
pub(super) struct Cutter {
    tokenizer: Tokenizer,
}

/// A passage cut into pieces.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pieces {
    pub(super) ids: Vec<i32>,
    pub(super) shapes: Vec<i32>,
    /// The pieces of each token of the passage.
    pub(super) of_tokens: Vec<Range<usize>>,
}

impl Cutter {
    /// # Errors
    /// A sentence that says what is wrong with the file.
    pub(super) fn new(json: &[u8]) -> Result<Self, String> {
        let damaged = |error| format!("the model's file tokenizer.json is damaged: {error}");
        let mut tokenizer = Tokenizer::from_bytes(json).map_err(damaged)?;
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(damaged)?;
        Ok(Self { tokenizer })
    }

    /// At most `longest` pieces, marks included; `None` if there are none.
    pub(super) fn cut(&self, text: &str, passage: &Passage, longest: usize) -> Option<Pieces> {
        let Passage { span, tokens } = passage;
        let part = text.get(span.start..span.end)?;
        let cut = self.tokenizer.encode(part, false).ok()?;
        let kept = cut.len().min(longest.saturating_sub(2));
        if kept == 0 {
            return None;
        }
        let offsets = &cut.get_offsets()[..kept];
        let mut ids = vec![START];
        ids.extend(cut.get_ids()[..kept].iter().map(|id| *id as i32));
        ids.push(END);
        let mut shapes = vec![0];
        shapes.extend(letter_case(part, offsets));
        shapes.push(0);
        let mut of_tokens = Vec::with_capacity(tokens.len());
        let mut piece = 0;
        for token in tokens {
            let (start, end) = (token.start - span.start, token.end - span.start);
            while piece < kept && offsets[piece].1 <= start {
                piece += 1;
            }
            let mut to = piece;
            while to < kept && offsets[to].0 < end {
                to += 1;
            }
            of_tokens.push(piece + 1..to + 1);
        }
        Some(Pieces { ids, shapes, of_tokens })
    }
}

/// The letter case of the word in which each piece stands, which the uncased vocabulary does not tell: 1 lower, 2 with
/// capitals, 3 all capitals (two letters or more), 4 digits and marks.
fn letter_case(text: &str, offsets: &[(usize, usize)]) -> Vec<i32> {
    let mut words = words(text).peekable();
    let mut shapes = Vec::with_capacity(offsets.len());
    for (start, _) in offsets {
        while words.next_if(|word| word.end <= *start).is_some() {}
        let inside = words.peek().filter(|word| word.start <= *start);
        shapes.push(inside.map_or(4, |word| shape(&text[word.clone()])));
    }
    shapes
}

fn shape(word: &str) -> i32 {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    match letters().count() {
        0 => 4,
        1 => 1 + i32::from(letters().any(char::is_uppercase)),
        _ if letters().all(char::is_uppercase) => 3,
        _ => 1 + i32::from(letters().any(char::is_uppercase)),
    }
}

/// Words as the training's `\w+(?:[.&]\w+)*`: letters, digits and underscores, joined by single dots or ampersands.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_word)?;
        let mut end = start;
        loop {
            end += text[end..].find(|c| !is_word(c)).unwrap_or(text.len() - end);
            let mut after = text[end..].chars();
            let joined = matches!(after.next(), Some('.' | '&')) && after.next().is_some_and(is_word);
            if !joined {
                break;
            }
            end += 1;
        }
        at = end;
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_shapes() {
        let text = "The U.S. and AT&T, e-mail 42 NATO's Erdoğan É";
        let found: Vec<(&str, i32)> =
            words(text).map(|word| (&text[word.clone()], shape(&text[word]))).collect();
        let expected = [
            ("The", 2),
            ("U.S", 3),
            ("and", 1),
            ("AT&T", 3),
            ("e", 1),
            ("mail", 1),
            ("42", 4),
            ("NATO", 3),
            ("s", 1),
            ("Erdoğan", 2),
            ("É", 2),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn pieces_take_the_shape_of_their_word() {
        assert_eq!(letter_case("NATO said.", &[(0, 2), (2, 4), (5, 9), (9, 10)]), [3, 3, 1, 4]);
    }
}

//! Finding words in a text that is read.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::map::Span;

/// Where `typed` stands in `text`, in order and apart from each other. Case and accents do not count, and any blanks stand
/// for any others; nothing is found if nothing but blanks is typed.
pub fn within(text: &str, typed: &str) -> Vec<Span> {
    let (wanted, _) = plain(typed.trim());
    let (plain, starts) = plain(text);
    let mut found: Vec<Span> = Vec::new();
    if wanted.is_empty() {
        return found;
    }
    for (at, _) in plain.match_indices(&wanted) {
        let end = starts.get(at + wanted.len()).copied().unwrap_or(text.len());
        let span = Span::new(starts[at], end);
        // A letter that became several, such as ß, is found as a whole or not at all.
        let whole = at == 0 || starts[at - 1] != span.start;
        if whole && !span.is_empty() && found.last().is_none_or(|last| last.end <= span.start) {
            found.push(span);
        }
    }
    found
}

/// Small letters without accents and single blanks, with the byte of `text` for every byte of them.
fn plain(text: &str) -> (String, Vec<usize>) {
    let (mut plain, mut starts) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for (at, c) in text.char_indices() {
        let before = plain.len();
        if c.is_whitespace() {
            if !plain.ends_with(' ') {
                plain.push(' ');
            }
        } else if c.is_ascii() {
            plain.push(c.to_ascii_lowercase());
        } else {
            decompose_canonical(c, |c| {
                if !is_combining_mark(c) {
                    plain.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c)));
                }
            });
        }
        starts.extend(std::iter::repeat_n(at, plain.len() - before));
    }
    (plain, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_without_case_and_accents() {
        for (text, typed, expected) in [
            ("Ana praised Bo. ANA left.", "ana", &["Ana", "ANA"][..]),
            ("Erdoğan’s men met Erdogan", "erdogan", &["Erdoğan", "Erdogan"]),
            ("in the\n  evening", "THE evening", &["the\n  evening"]),
            ("aaaa", "aa", &["aa", "aa"]),
            ("Россия, россию", "росси", &["Росси", "росси"]),
            ("İstanbul", "istan", &["İstan"]),
            ("nothing", "some", &[]),
            ("nothing", "  ", &[]),
            ("", "a", &[]),
        ] {
            let found: Vec<&str> =
                within(text, typed).iter().map(|span| &text[span.start..span.end]).collect();
            assert_eq!(found, expected, "{typed} in {text}");
        }
    }
}

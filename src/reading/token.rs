//! Words and marks with their places.

use crate::map::Span;

/// A word, number or punctuation mark of an article's text.
///
/// A possessive ending is a token of its own ("Haftar" and "'s", "Houthis" and "'"), and so is every hyphen ("Russia",
/// "-", "backed"). Contractions ("can't"), dotted acronyms ("U.S."), abbreviations ("Gen."), initials ("W.") and
/// numbers ("5.7") are whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// As written.
    pub(crate) text: &'t str,
    /// In lower case, with typographic apostrophes made plain and an abbreviation's dot dropped ("Gen." is "gen", but
    /// "U.S." is "u.s."); what lexicons are keyed by.
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

/// The tokens of the sentence at `sentence`; none if the span leaves the text or cuts a character.
pub(crate) fn tokens(text: &str, sentence: Span) -> Vec<Token<'_>> {
    let Some(part) = text.get(sentence.start..sentence.end) else { return Vec::new() };
    let mut tokens = Vec::with_capacity(part.len() / 5 + 1);
    let mut at = 0;
    while let Some(c) = part[at..].chars().next() {
        if c.is_whitespace() || c.is_control() {
            at += c.len_utf8();
            continue;
        }
        let len = if c.is_alphanumeric() { word_len(&part[at..]) } else { mark_len(&part[at..], c) };
        tokens.push(token(&part[at..at + len], sentence.start + at));
        at += len;
    }
    tokens
}

fn token(text: &str, start: usize) -> Token<'_> {
    let span = Span::new(start, start + text.len());
    let mut lower: String = if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() };
    if lower.contains(is_apostrophe) {
        lower = lower.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
    }
    if lower.len() > 2 && lower.ends_with('.') && !lower[..lower.len() - 1].contains('.') {
        lower.pop();
    }
    Token { text, lower: lower.into(), span }
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`')
}

/// Length in bytes of the possessive, or lone, apostrophe, or of another single mark.
fn mark_len(rest: &str, first: char) -> usize {
    let one = first.len_utf8();
    if !is_apostrophe(first) {
        return one;
    }
    let mut after = rest[one..].chars();
    match (after.next(), after.next()) {
        (Some('s' | 'S'), next) if !next.is_some_and(char::is_alphanumeric) => one + 1,
        _ => one,
    }
}

/// Length in bytes of the word or number at the start of `rest`.
fn word_len(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut letters = 0;
    let mut dots = 0;
    let mut len = 0;
    while let Some((at, c)) = chars.next() {
        if is_word_char(c) {
            letters += 1;
            len = at + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|(_, c)| *c);
        let before = rest[..at].chars().next_back();
        let inside = match c {
            c if is_apostrophe(c) => {
                !is_possessive(&rest[at + c.len_utf8()..]) && next.is_some_and(char::is_alphabetic)
            }
            '.' if letters == 1 + dots && before.is_some_and(char::is_alphabetic) => {
                // An acronym or an initial: one letter before every dot.
                dots += 1;
                let goes_on = next.is_some_and(char::is_alphabetic);
                let ends = next.is_none_or(|c| !c.is_alphanumeric());
                let initial = before.is_some_and(char::is_uppercase) && followed_by_name(&rest[at + 1..]);
                if ends {
                    return if dots > 1 || initial { at + 1 } else { len };
                }
                goes_on
            }
            '.' | ',' | ':' | '/' => {
                before.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit())
            }
            _ => false,
        };
        if !inside {
            if c == '.' && is_abbreviation(&rest[..at]) {
                return at + 1;
            }
            break;
        }
    }
    len
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || c == '_'
}

fn is_possessive(after_apostrophe: &str) -> bool {
    let mut chars = after_apostrophe.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

fn followed_by_name(rest: &str) -> bool {
    let trimmed = rest.trim_start_matches(' ');
    trimmed.len() < rest.len() && trimmed.chars().next().is_some_and(char::is_uppercase)
}

/// Whether `word` is written with a dot that ends no sentence: titles, months and the like.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    const KNOWN: &[&str] = &[
        "adm", "amb", "apr", "arch", "art", "asst", "atty", "aug", "ave", "bros", "brig", "capt", "cf",
        "cmdr", "co", "col", "comdr", "conn", "corp", "cpl", "dec", "dept", "det", "dr", "est", "feb", "fig",
        "fla", "fr", "ft", "gen", "gov", "hon", "inc", "insp", "jan", "jr", "jul", "jun", "lt", "ltd", "maj",
        "mar", "mass", "messrs", "mr", "mrs", "ms", "msgr", "mt", "nov", "oct", "pa", "prof", "rep", "reps",
        "ret", "rev", "sec", "sen", "sens", "sep", "sept", "sgt", "sr", "st", "supt", "tenn", "va", "vol",
        "vs",
    ];
    word.len() <= 6
        && word.is_ascii()
        && KNOWN.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
        && (word.starts_with(|c: char| c.is_ascii_uppercase()) || matches!(word, "vs" | "cf" | "est"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let span = Span::new(0, text.len());
        let found: Vec<&str> = tokens(text, span).iter().map(|token| token.text).collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn cuts_words_and_marks() {
        check("Haftar's men can't wait.", "Haftar 's men can't wait .");
        check("the Houthis’ allies", "the Houthis ’ allies");
        check("Russia-backed Wagner", "Russia - backed Wagner");
        check("The U.S. said on Dec. 20 that 5.7 million", "The U.S. said on Dec. 20 that 5.7 million");
        check("Emily W. Murphy and Gen. O'Brien", "Emily W. Murphy and Gen. O'Brien");
        check("N’Djamena (GNA) \"no,\" he", "N’Djamena ( GNA ) \" no , \" he");
        check("It was plan B. He left the U.N.", "It was plan B. He left the U.N.");
        check("by 1,000 or so. Co. X", "by 1,000 or so . Co. X");
    }

    #[test]
    fn lowers_for_lexicons() {
        let text = "Gen. Can’t U.S. İstanbul";
        let lower: Vec<_> = tokens(text, Span::new(0, text.len())).into_iter().map(|t| t.lower).collect();
        assert_eq!(&lower[..3], &["gen".into(), "can't".into(), Box::from("u.s.")]);
    }

    #[test]
    fn abbreviations_are_sorted() {
        assert!(
            is_abbreviation("Adm")
                && is_abbreviation("vs")
                && is_abbreviation("Sen")
                && !is_abbreviation("mar")
        );
    }

    #[test]
    fn a_span_that_cuts_a_character_has_no_tokens() {
        assert!(tokens("é", Span::new(0, 1)).is_empty());
    }
}

//! Where sentences and paragraphs end.

mod words;

use memchr::memchr_iter;

use super::token::is_abbreviation;
use crate::map::Span;
use words::{is_finite, is_month, is_office, is_said, is_starter, is_time_word};

/// One sentence of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Without the blanks around it.
    pub(crate) span: Span,
    /// Whether a paragraph begins with it.
    pub(crate) opens_paragraph: bool,
}

/// A longer sentence is cut at a blank, so that no text can make the reader slow.
const LONGEST: usize = 3_000;

/// The sentences of `text` in order. Blank lines end a sentence, and so do line breaks unless the lines are wrapped;
/// within a line, a full stop does when what follows looks like a beginning.
pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::with_capacity(text.len() / 120 + 1);
    for paragraph in paragraphs(text) {
        let first = found.len();
        split(text, paragraph, &mut found);
        if let Some(sentence) = found.get_mut(first) {
            sentence.opens_paragraph = true;
        }
    }
    found
}

/// The sentences right before and right after a quote, for a reader who wants its context; none if the quote begins or ends the
/// text, or does not lie in it. Only the text near the quote is looked at: 2,000 bytes on either side.
pub fn neighbours(text: &str, quote: Span) -> [Option<Span>; 2] {
    const NEAR: usize = 2_000;
    let (Some(before), Some(after)) = (text.get(..quote.start), text.get(quote.end..)) else {
        return [None; 2];
    };
    // Closing marks that the quote leaves out are not the beginning of the next sentence.
    let closed = quote.end + (after.len() - after.trim_start_matches(is_closer).len());
    let after = &text[closed..];
    let from = before.ceil_char_boundary(before.len().saturating_sub(NEAR));
    let to = after.floor_char_boundary(NEAR.min(after.len()));
    let last = sentences(&before[from..]).pop().map(|sentence| sentence.span);
    let first = sentences(&after[..to]).first().map(|sentence| sentence.span);
    let moved = |span: Span, by: usize| Span::new(span.start + by, span.end + by);
    [last.map(|span| moved(span, from)), first.map(|span| moved(span, closed))]
}

/// The sentences that a span of `text` touches, as one span; the span itself if it touches none.
///
/// ```
/// # use stancemap::map::Span;
/// # use stancemap::reading::sentences_around;
/// let text = "It rained. Ana praised Bo. They left.";
/// assert_eq!(sentences_around(text, Span::new(15, 22)), Span::new(11, 26));
/// ```
pub fn sentences_around(text: &str, span: Span) -> Span {
    let touched =
        sentences(text).into_iter().map(|sentence| sentence.span).filter(|other| other.overlaps(span));
    touched.fold(span, |all, other| Span::new(all.start.min(other.start), all.end.max(other.end)))
}

/// Lines, with wrapped lines joined.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut block: Vec<Span> = Vec::new();
    let mut start = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    for end in ends {
        let line = trimmed(text, Span::new(start, end));
        start = end + 1;
        if line.is_empty() {
            end_block(text, &mut block, &mut found);
        } else {
            block.push(line);
        }
    }
    end_block(text, &mut block, &mut found);
    found
}

fn end_block(text: &str, block: &mut Vec<Span>, found: &mut Vec<Span>) {
    let Some((last, full)) = block.split_last() else { return };
    let starts_small = |line: &Span| text[line.start..].chars().next().is_some_and(char::is_lowercase);
    let wrapped = block[1..].iter().any(starts_small) && full.iter().all(|line| line.len() >= 40);
    if wrapped {
        found.push(Span::new(block[0].start, last.end));
    } else {
        found.append(block);
    }
    block.clear();
}

fn trimmed(text: &str, span: Span) -> Span {
    let part = &text[span.start..span.end];
    let kept = part.trim();
    let start = span.start + (part.len() - part.trim_start().len());
    Span::new(start, start + kept.len())
}

fn split(text: &str, paragraph: Span, found: &mut Vec<Sentence>) {
    let part = &text[paragraph.start..paragraph.end];
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let span = trimmed(text, Span::new(paragraph.start + from, paragraph.start + to));
        if !span.is_empty() {
            found.push(Sentence { span, opens_paragraph: false });
        }
    };
    let mut stops = part.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…' | '。')).peekable();
    loop {
        let next = stops.peek().map_or(part.len(), |(at, _)| *at);
        while next.saturating_sub(start) > LONGEST {
            let end = cut_before(part, start + LONGEST);
            push(start, end);
            start = end;
        }
        let Some((at, c)) = stops.next() else { break };
        if at < start {
            continue; // one of several marks that ended the sentence before
        }
        if let Some(end) = sentence_end(part, start, at, c) {
            push(start, end);
            start = end;
        }
    }
    push(start, part.len());
}

/// The last blank before `limit`, or else the last place between two characters.
fn cut_before(part: &str, limit: usize) -> usize {
    let mut end = limit;
    while !part.is_char_boundary(end) {
        end -= 1;
    }
    part[..end].rfind(' ').filter(|blank| limit - blank < 200).unwrap_or(end).max(1)
}

/// One past the end of the sentence that the mark `c` at `at` ends, if it does.
fn sentence_end(part: &str, start: usize, at: usize, c: char) -> Option<usize> {
    let after_mark = at + c.len_utf8();
    let rest = &part[after_mark..];
    let closers = rest.len() - rest.trim_start_matches(is_closer).len();
    let closed = &rest[..closers];
    let end = after_mark + closers;
    let tail = &part[end..];
    if tail.is_empty() {
        return Some(end);
    }
    let next = tail.trim_start();
    if next.len() == tail.len() && c != '。' {
        return None;
    }
    let first = next.trim_start_matches(is_opener).chars().next()?;
    let opens_quote = next.starts_with(is_opener);
    if !(first.is_uppercase() || first.is_numeric() || opens_quote || is_unicased(first)) {
        return None;
    }
    // "(Ret.) Smith": a bracket within the sentence does not end it.
    if closed.starts_with([')', ']']) && !part[start..].trim_start().starts_with(['(', '[']) {
        let inner = part[start..at].rfind(['(', '[']).map(|open| &part[start + open..at]);
        if inner.is_none_or(|inner| !inner.contains(' ')) {
            return None;
        }
    }
    let word = last_word(&part[start..at]);
    let next_word = first_word(next);
    match c {
        '.' if !stop_ends(&part[start..at], word, next_word, next) => None,
        // "Is it?" Smith asked.
        '!' | '?' if closed.contains(is_closer) && second_word(next).is_some_and(is_said) => None,
        _ => Some(end),
    }
}

fn stop_ends(before: &str, word: &str, next_word: &str, next: &str) -> bool {
    let starter = is_starter(next_word);
    let digit = next_word.starts_with(|c: char| c.is_ascii_digit());
    let dotted = word.contains('.') || (word.chars().count() == 1 && word.chars().all(char::is_alphabetic));
    if before.ends_with('.') {
        return true; // "..." before a capital letter
    }
    match word.to_ascii_lowercase().as_str() {
        "a.m" | "p.m" => !digit && !is_time_word(next_word),
        "no" | "nos" | "pp" | "art" | "sec" | "fig" if digit => false,
        "inc" | "ltd" | "corp" | "co" | "bros" | "jr" | "sr" | "etc" => !digit,
        "e.g" | "i.e" | "v" | "vs" | "cf" => false,
        "u.s" | "u.k" | "u.n" | "e.u" | "d.c" | "u.a.e" | "u.s.a" => {
            starter
                || (second_word(next).is_some_and(is_finite) && !is_office(next_word) && next_word.len() > 2)
        }
        _ if dotted => starter,
        lower if is_month(lower) && is_abbreviation(word) => starter && !digit,
        _ if is_abbreviation(word) => false,
        _ => true,
    }
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '›' | '.' | '!' | '?')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '‹' | '—' | '–' | '-' | '•' | '*')
}

/// Scripts without capital letters: any letter may open a sentence.
fn is_unicased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

fn last_word(before: &str) -> &str {
    before.rsplit(|c: char| c.is_whitespace() || is_opener(c)).next().unwrap_or_default()
}

fn first_word(next: &str) -> &str {
    words(next).next().unwrap_or_default()
}

fn second_word(next: &str) -> Option<&str> {
    words(next).nth(1).map(|word| word.trim_end_matches('.'))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == '\'' || c == '’'))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected` marks sentence ends with " | " and paragraph ends with " || ".
    fn check(text: &str, expected: &str) {
        let mut shown = String::new();
        for sentence in sentences(text) {
            if !shown.is_empty() {
                shown.push_str(if sentence.opens_paragraph { " || " } else { " | " });
            }
            shown.push_str(&text[sentence.span.start..sentence.span.end]);
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_quote_has_neighbours() {
        let text = "Ana left.\n\nIt rained. Bo met Cy. “All went home. Dé stayed.";
        let around = |quote: &str| {
            let start = text.find(quote).unwrap();
            neighbours(text, Span::new(start, start + quote.len()))
                .map(|span| span.map_or("", |span| &text[span.start..span.end]))
        };
        assert_eq!(around("Ana left."), ["", "It rained."]);
        assert_eq!(around("Bo met Cy."), ["It rained.", "“All went home."]);
        assert_eq!(around("Bo met Cy"), ["It rained.", "“All went home."]);
        assert_eq!(around("Dé stayed."), ["“All went home.", ""]);
        assert_eq!(neighbours("Dé", Span::new(0, 2)), [None, None], "within a letter");
    }

    #[test]
    fn full_stops_that_end_and_that_do_not() {
        check("He left. She stayed.", "He left. | She stayed.");
        check("On Dec. 20 Gen. Ali met Mr. Bo. They spoke.", "On Dec. 20 Gen. Ali met Mr. Bo. | They spoke.");
        check("The U.S. President came. It rained.", "The U.S. President came. | It rained.");
        check("It cost 5.7 million. Nobody paid.", "It cost 5.7 million. | Nobody paid.");
        check("It ended at 11 p.m. Officials left.", "It ended at 11 p.m. | Officials left.");
        check("It starts at 4 a.m. Tuesday in Bonn.", "It starts at 4 a.m. Tuesday in Bonn.");
        check("It was rejected by the U.N. Hamas said so.", "It was rejected by the U.N. | Hamas said so.");
        check("It sued Foo Inc. Google agreed.", "It sued Foo Inc. | Google agreed.");
        check("Gen. Ana Bo (Ret.) Leads the way.", "Gen. Ana Bo (Ret.) Leads the way.");
        check("George W. Bush spoke. J. K. Li left.", "George W. Bush spoke. | J. K. Li left.");
        check("He came... Nobody knew.", "He came... | Nobody knew.");
    }

    #[test]
    fn quotes() {
        check("\"We won.\" Ana left.", "\"We won.\" | Ana left.");
        check("\"Did we win?\" Ana asked. Yes.", "\"Did we win?\" Ana asked. | Yes.");
        check("\"Go!\" he said. “No.” “Yes.”", "\"Go!\" he said. | “No.” | “Yes.”");
        check("It fell. (Nobody saw it.) It rose.", "It fell. | (Nobody saw it.) | It rose.");
    }

    #[test]
    fn lines_and_blank_lines() {
        check("Headline without a stop\n\nText here. More", "Headline without a stop || Text here. | More");
        check("Monday, August 3\nOn Thursday it rained.", "Monday, August 3 || On Thursday it rained.");
        check(
            "This paragraph was wrapped at some column and so its\nlines belong together as one.\n\nNext.",
            "This paragraph was wrapped at some column and so its\nlines belong together as one. || Next.",
        );
    }

    #[test]
    fn word_lists_are_sorted() {
        assert!(is_starter("A") && is_starter("You") && is_starter("Its") && is_starter("Officials"));
        assert!(is_office("Air") && is_office("Women") && is_office("Rep.") && !is_office("Hamas"));
    }

    #[test]
    fn endless_lines_are_cut() {
        let text = "word ".repeat(20_000);
        assert!(sentences(&text).iter().all(|sentence| sentence.span.len() <= LONGEST));
        let text = "é".repeat(20_000);
        assert_eq!(sentences(&text).iter().map(|sentence| sentence.span.len()).sum::<usize>(), text.len());
    }
}

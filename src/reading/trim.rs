//! Words as they stand in a sentence, and the name in them.

use super::token::is_abbreviation;

/// The name that some words of a text are, on one line: without the punctuation around it and a possessive’s ending. A full
/// stop that belongs to an abbreviation stays, and so do brackets and quotation marks that are closed within.
///
/// ```
/// # use stancemap::reading::name_in;
/// assert_eq!(name_in("African\nUnion’s, "), "African Union");
/// assert_eq!(name_in("“the U.S."), "the U.S.");
/// assert_eq!(name_in("Rapid Support Forces (RSF),"), "Rapid Support Forces (RSF)");
/// ```
pub fn name_in(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut name = line.as_str();
    loop {
        let shorter = without_end(without_beginning(name)).trim();
        if shorter.len() == name.len() {
            return line_or(name, &line);
        }
        name = shorter;
    }
}

/// The name, unless the words are nothing but punctuation.
fn line_or(name: &str, line: &str) -> String {
    if name.is_empty() { line } else { name }.to_owned()
}

fn without_beginning(name: &str) -> &str {
    let Some(first) = name.chars().next() else { return name };
    let rest = &name[first.len_utf8()..];
    match closer_of(first) {
        // Around all of it, or never closed.
        Some(closer) => match end_of_bracket(name, first, closer) {
            Some(end) if end < name.len() => name,
            Some(end) => &name[first.len_utf8()..end - closer.len_utf8()],
            None => rest,
        },
        None if is_mark(first) => rest,
        None => name,
    }
}

fn without_end(name: &str) -> &str {
    let Some(last) = name.chars().next_back() else { return name };
    let rest = &name[..name.len() - last.len_utf8()];
    let opener = ['“', '«', '(', '[', '{'].into_iter().find(|opener| closer_of(*opener) == Some(last));
    let possessive = ["’s", "'s", "’S", "'S"].into_iter().find_map(|ending| name.strip_suffix(ending));
    match (opener, possessive) {
        (Some(opener), _) if rest.matches(opener).count() > rest.matches(last).count() => name,
        (Some(_), _) => rest,
        (None, Some(owner)) => owner,
        (None, None) if last == '.' && belongs_to(rest) => name,
        (None, None) if is_mark(last) || last == '’' => rest,
        (None, None) => name,
    }
}

fn closer_of(opener: char) -> Option<char> {
    match opener {
        '“' => Some('”'),
        '«' => Some('»'),
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

/// Where the bracket ends with which the name begins.
fn end_of_bracket(name: &str, opener: char, closer: char) -> Option<usize> {
    let mut depth = 0;
    name.char_indices().find_map(|(at, c)| {
        depth += i32::from(c == opener) - i32::from(c == closer);
        (depth == 0).then_some(at + c.len_utf8())
    })
}

/// Whether a full stop after this belongs to its last word: "U.S", "Inc", "Emily W".
fn belongs_to(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or(before).trim_start_matches(['(', '“', '"']);
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let parts = word.split('.');
    let acronym = word.contains('.') && parts.into_iter().all(|part| part.chars().count() == 1);
    initial || acronym || is_abbreviation(word)
}

/// Whether a character stands beside names rather than in them. The typographic apostrophe may begin one: "’Ndrangheta".
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '"'
            | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '-'
            | '–'
            | '—'
            | '/'
            | '¿'
            | '¡'
            | ')'
            | ']'
            | '}'
            | '、'
            | '。'
            | '،'
            | '؟'
    )
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn a_name_stands_without_what_is_around_it() {
        for (words, name) in [
            ("African Union,", "African Union"),
            ("– the “African Union”,", "the “African Union”"),
            ("(“AU”)", "AU"),
            ("Turkey's", "Turkey"),
            ("Turkey’s.", "Turkey"),
            ("the Houthis’", "the Houthis"),
            ("’Ndrangheta", "’Ndrangheta"),
            ("the U.S.", "the U.S."),
            ("U.S.’s", "U.S."),
            ("(U.S.)", "U.S."),
            ("Acme Inc.", "Acme Inc."),
            ("George W.", "George W."),
            ("Khartoum.", "Khartoum"),
            ("Khartoum...", "Khartoum"),
            ("Forces (RSF)", "Forces (RSF)"),
            ("Forces (RSF", "Forces (RSF"),
            ("RSF)", "RSF"),
            ("(RSF", "RSF"),
            ("(North) Korea (DPRK)", "(North) Korea (DPRK)"),
            ("Jean-Pierre O’Neill", "Jean-Pierre O’Neill"),
            ("É,", "É"),
            ("…", "…"),
            ("", ""),
        ] {
            assert_eq!(name_in(words), name, "{words}");
        }
    }
}

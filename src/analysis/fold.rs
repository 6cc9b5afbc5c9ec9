//! Texts without what does not count when they are sought: case, accents, signs.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Words of small letters and digits, each after one blank.
pub(crate) fn folded(text: &str) -> String {
    let mut into = String::new();
    fold(text, &mut into);
    into
}

/// The same, added to what is there.
pub(crate) fn fold(text: &str, into: &mut String) {
    let start = into.len();
    let mut within = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // Most texts are made of such runs, which are taken whole.
        let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if run > 0 {
            put(&rest[..run], &mut within, into);
            rest = &rest[run..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            // They stand within words: "U.N.", "don’t".
            '.' | '\'' | '’' | '`' => {}
            c if c.is_ascii() => within = false,
            c => decompose_canonical(c, |c| {
                if c.is_alphanumeric() {
                    for c in c.to_lowercase().filter(|c| !is_combining_mark(*c)) {
                        let same = &mut [0; 4];
                        put(plain(c).unwrap_or(c.encode_utf8(same)), &mut within, into);
                    }
                } else {
                    within &= is_combining_mark(c);
                }
            }),
        }
    }
    into[start..].make_ascii_lowercase();
}

/// Adds a part of a word, with a blank before the word.
fn put(part: &str, within: &mut bool, into: &mut String) {
    if !std::mem::replace(within, true) {
        into.push(' ');
    }
    into.push_str(part);
}

/// What is typed for a small letter whose stroke or tie is no accent to Unicode.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fold() {
        for (text, expected) in [
            ("Recep Tayyip Erdoğan", " recep tayyip erdogan"),
            ("ISTANBUL, İstanbul – Isparta’lı", " istanbul istanbul ispartali"),
            ("the U.N.’s  “no”", " the uns no"),
            ("Łukasz Grünstraße Ægir", " lukasz grunstrasse aegir"),
            ("Россия: ещё", " россия еще"),
            ("中国 支持", " 中国 支持"),
            (" …", ""),
        ] {
            assert_eq!(folded(text), expected);
        }
    }
}

//! When two spellings are one name.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name reduced to what matters when names are compared: lower case, no accents, no leading article, no possessive,
/// dots dropped ("U.N." is "un"), other punctuation turned to single spaces.
///
/// ```
/// # use stancemap::map::fold_name;
/// assert_eq!(fold_name("The U.N.’s"), "un");
/// assert_eq!(fold_name("Recep Tayyip Erdoğan"), "recep tayyip erdogan");
/// assert_eq!(fold_name("Fayez Al-Sarraj"), fold_name("Fayez al Sarraj"));
/// ```
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '.' | '’' | '\'' | '`' => {
                // A possessive ends the word: mark it, to be cut below.
                if c != '.' {
                    folded.push('\'');
                }
            }
            'ı' => folded.push('i'),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => folded.push(' '),
        }
    }
    let mut words: Vec<&str> = folded
        .split_whitespace()
        .map(|word| word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word))
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > 1 && matches!(words[0], "the" | "a" | "an") {
        words.remove(0);
    }
    words.join(" ").replace('\'', "")
}

//! Plain text, and what its first lines say of it.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::dates;
use crate::map::Article;

/// The text as articles keep it: line feeds end lines, letters and their accents are one, and characters that are
/// there for typesetting alone (soft hyphens, zero-width spaces) or for machines are gone. Everything else, no-break
/// spaces included, stays.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\r' => {
                letters.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            '\u{b}' | '\u{85}' | '\u{2028}' => clean.push('\n'),
            '\u{c}' | '\u{2029}' => clean.push_str("\n\n"),
            '\n' | '\t' => clean.push(c),
            c if c.is_control() => clean.push(' '),
            c => clean.push(c),
        }
    }
    match is_nfc_quick(clean.chars()) {
        IsNormalized::Yes => clean,
        _ => clean.nfc().collect(),
    }
}

/// An article of clean text, described as far as its first lines and the file's name do so clearly.
pub(super) fn article(text: String, file: &str) -> Article {
    let mut article = Article::from_text(text);
    let text = article.shared_text();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate().take(12);
    // The headline may speak of any day: it counts only if a label says so.
    for (number, line) in lines.by_ref() {
        if let Some((label, value)) = labelled(line) {
            describe(&mut article, &label, value);
        } else if number > 0 && is_address(line) && article.url.is_empty() {
            article.url = line.to_owned();
        } else if number > 0 && article.date.is_none() {
            article.date = date_line(line).or_else(|| dateline(line));
        }
    }
    let heading = article.title.trim_start_matches('#').trim_start();
    if heading.len() < article.title.len() && !heading.is_empty() {
        article.title = heading.to_owned();
    }
    if article.date.is_none() {
        article.date = dates::in_file_name(file);
    }
    article
}

/// "Source: Orsina Courier".
fn labelled(line: &str) -> Option<(String, &str)> {
    let (label, value) = line.split_once(':')?;
    let value = value.trim();
    (!value.is_empty() && value.len() < 300 && label.len() < 20).then(|| (label.trim().to_lowercase(), value))
}

fn describe(article: &mut Article, label: &str, value: &str) {
    match label {
        "title" | "headline" => article.title = value.to_owned(),
        "source" | "publisher" | "publication" | "newspaper" if article.source.is_empty() => {
            article.source = value.to_owned();
        }
        "author" | "byline" if article.byline.is_empty() => article.byline = value.to_owned(),
        "url" | "link" if is_address(value) => article.url = value.to_owned(),
        "http" | "https" if article.url.is_empty() && is_address(&format!("{label}:{value}")) => {
            article.url = format!("{label}:{value}");
        }
        "date" | "published" | "publication date" | "posted" if article.date.is_none() => {
            article.date = dates::first(value).map(|(_, date)| date);
        }
        _ => {}
    }
}

fn is_address(line: &str) -> bool {
    (line.starts_with("https://") || line.starts_with("http://")) && !line.contains(char::is_whitespace)
}

/// A short line with a date that is no sentence: "By Ana Birk | December 20, 2019".
fn date_line(line: &str) -> Option<jiff::civil::Date> {
    let sentence = line.ends_with(['.', '!', '?', '"', '”', ':', ';', ',']);
    let updated = line.to_lowercase().starts_with("updated");
    (line.chars().count() <= 80 && !sentence && !updated)
        .then(|| dates::first(line))
        .flatten()
        .map(|(_, date)| date)
}

/// "ANKARA, Dec. 20, 2019 (Agency) — The …".
fn dateline(line: &str) -> Option<jiff::civil::Date> {
    let (at, date) = dates::first(line)?;
    let after = &line[at.end..];
    let dash = ["—", "–", " - ", "--"].iter().filter_map(|dash| after.find(dash)).min()?;
    let place =
        line.chars().next().is_some_and(char::is_uppercase) && !line[..at.start].contains(['.', '"', '“']);
    (at.start <= 60 && dash <= 40 && place).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_keeps_what_is_read() {
        let cases = [
            ("a\r\nb\rc\n", "a\nb\nc\n"),
            ("co\u{ad}operation\u{200b}", "cooperation"),
            ("20\u{a0}km", "20\u{a0}km"),
            ("Erdog\u{306}an", "Erdoğan"),
            ("one\u{c}two\u{7}", "one\n\ntwo "),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ];
        for (raw, expected) in cases {
            assert_eq!(clean(raw), expected);
        }
    }

    /// `text` is described as `title / date / source / byline / url`.
    fn check(text: &str, file: &str, expected: &str) {
        let article = article(text.to_owned(), file);
        let date = article.date.map(|date| date.to_string()).unwrap_or_default();
        let found =
            [article.title.as_str(), &date, &article.source, &article.byline, &article.url].join(" / ");
        assert_eq!(found, expected);
        assert_eq!(article.text(), text);
    }

    #[test]
    fn first_lines_describe_an_article() {
        check(
            "Talks fail\n\nThursday, August 29, 2019 \n\nAna left.",
            "x.txt",
            "Talks fail / 2019-08-29 /  /  / ",
        );
        check("Talks fail\nORSINA, May 3, 2021 (Agency) - Ana left.", "", "Talks fail / 2021-05-03 /  /  / ");
        check(
            "Title: Talks fail\nSource: Orsina Courier\nAuthor: C. Dahl\nDate: 3 May 2021\nURL: https://a.example/1\n\nAna.",
            "x.txt",
            "Talks fail / 2021-05-03 / Orsina Courier / C. Dahl / https://a.example/1",
        );
        check(
            "# Talks fail\nhttps://a.example/1\nAna left.",
            "",
            "Talks fail /  /  /  / https://a.example/1",
        );
        check("Talks fail\nUpdated 4 May 2021\nPosted 3 May 2021", "", "Talks fail / 2021-05-03 /  /  / ");
    }

    #[test]
    fn what_is_unsure_stays_unknown() {
        check("What happened on May 3, 2021\n\nAna left.", "", "What happened on May 3, 2021 /  /  /  / ");
        check("Talks fail\n\nAna left Orsina on May 3, 2021.", "", "Talks fail /  /  /  / ");
        check("Talks fail\n\nOn Dec. 20 Ana left.", "t-2019-12-20.txt", "Talks fail / 2019-12-20 /  /  / ");
    }
}

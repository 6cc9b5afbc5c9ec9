//! Finding a day of publication that is clearly stated.

use std::ops::Range;

use jiff::civil::Date;

/// The first complete date in `text` and where it stands: "Dec. 20, 2019", "20 December 2019", "2019-12-20",
/// "20.12.2019". A date without a year, or one like 03/04/2019 that two continents read differently, is none.
pub(super) fn first(text: &str) -> Option<(Range<usize>, Date)> {
    let words = words(text);
    (0..words.len()).find_map(|at| date_at(text, &words[at..]))
}

/// The day that a text says and says nothing besides, in one of the ways that [`first`] knows.
pub(super) fn whole(text: &str) -> Option<Date> {
    let text = text.trim();
    first(text).filter(|(range, _)| *range == (0..text.len())).map(|(_, date)| date)
}

/// The date in a file's name: `seed-2019-12-20.txt`, `2019_12_20 x.txt`, `20191220.html`.
pub(super) fn in_file_name(name: &str) -> Option<Date> {
    let stem = name.rsplit(['/', '\\']).next()?;
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let compact = |digits: &str| {
        let (year, rest) = digits.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        date(number(year)?, number(month)?, number(day)?)
    };
    let runs: Vec<&str> = stem.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let long = runs.iter().filter(|run| run.len() == 8).find_map(|run| compact(run));
    long.or_else(|| first(&stem.replace('_', "-")).map(|(_, date)| date))
}

/// Letters or digits in a row.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut last: Option<bool> = None;
    for (at, c) in text.char_indices() {
        let sort = c.is_alphanumeric().then(|| c.is_ascii_digit());
        let end = at + c.len_utf8();
        match (sort, last) {
            (Some(digit), Some(before)) if digit == before => {
                if let Some(word) = words.last_mut() {
                    word.end = end;
                }
            }
            (Some(_), _) => words.push(at..end),
            (None, _) => {}
        }
        last = sort;
    }
    words
}

fn date_at(text: &str, words: &[Range<usize>]) -> Option<(Range<usize>, Date)> {
    let word = |n: usize| words.get(n).map(|word| &text[word.clone()]);
    let gap = |n: usize| Some(&text[words.get(n)?.end..words.get(n + 1)?.start]);
    let loose =
        |n: usize| gap(n).is_some_and(|gap| gap.chars().all(|c| " ,.-\u{a0}".contains(c)) && gap.len() < 4);
    let year = |n: usize| word(n).filter(|word| word.len() == 4).and_then(number);
    let done = |last: usize, date: Option<Date>| {
        // Within a longer number it is no date: a telephone number, a case number.
        let before = text[..words[0].start].ends_with(|c: char| c.is_alphanumeric());
        let after = text[words[last].end..].starts_with(|c: char| c.is_ascii_digit());
        date.filter(|_| !before && !after).map(|date| (words[0].start..words[last].end, date))
    };
    let (first, second) = (word(0)?, word(1)?);

    if let Some(month) = month(first) {
        let day = number(second)?;
        // "December 20th, 2019"
        let last = if ordinal(word(2)?) && gap(1) == Some("") { 3 } else { 2 };
        return (loose(0) && loose(last - 1)).then(|| done(last, date(year(last)?, month, day))).flatten();
    }
    if first.len() == 4 {
        let same = gap(0) == gap(1) && matches!(gap(0)?, "-" | "/" | ".");
        let whole = |n: usize| word(n).filter(|word| word.len() <= 2).and_then(number);
        return same.then(|| done(2, date(number(first)?, whole(1)?, whole(2)?))).flatten();
    }
    let day = number(first).filter(|_| first.len() <= 2)?;
    let at = if ordinal(second) && gap(0) == Some("") { 2 } else { 1 };
    let at = if word(at).is_some_and(|word| word.eq_ignore_ascii_case("of")) { at + 1 } else { at };
    if let Some(month) = word(at).and_then(month) {
        return (loose(at - 1) && loose(at)).then(|| done(at + 1, date(year(at + 1)?, month, day))).flatten();
    }
    let other = number(second).filter(|_| second.len() <= 2)?;
    match (gap(0)?, gap(1)?) {
        (".", ".") => done(2, date(year(2)?, other, day)),
        ("/", "/") if day > 12 => done(2, date(year(2)?, other, day)),
        ("/", "/") if other > 12 || other == day => done(2, date(year(2)?, day, other)),
        _ => None,
    }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let small = |n: i16| i8::try_from(n).ok();
    Date::new(year, small(month)?, small(day)?).ok().filter(|_| (1800..2200).contains(&year))
}

fn number(digits: &str) -> Option<i16> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

fn ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|ending| word.eq_ignore_ascii_case(ending))
}

fn month(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let named = |month: &&str| {
        *month == word
            || (word.len() == 3 && month.starts_with(&word))
            || (word == "sept" && month.starts_with("sept"))
    };
    (1..).zip(&MONTHS).find(|(_, month)| named(month)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_all_that_is_said() {
        let day = |text| whole(text).map(|date| date.to_string());
        for text in ["2023-08-14", " 14 Aug 2023 ", "August 14, 2023", "14.8.2023"] {
            assert_eq!(day(text).as_deref(), Some("2023-08-14"), "{text}");
        }
        for text in ["", "yesterday", "14 Aug", "on 14 Aug 2023", "2023-02-30", "03/04/2019"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn complete_dates_are_found() {
        let cases = [
            ("ANKARA, Dec. 20, 2019 (Agency) - The", "2019-12-20"),
            ("Thursday, August 29, 2019", "2019-08-29"),
            ("Published: 20 December 2019 10:33 GMT", "2019-12-20"),
            ("on the 3rd of May, 2021", "2021-05-03"),
            ("December 20th, 2019", "2019-12-20"),
            ("2019-12-20T10:33:00Z", "2019-12-20"),
            ("20.12.2019", "2019-12-20"),
            ("25/12/2019", "2019-12-25"),
            ("12/25/2019", "2019-12-25"),
            ("7/7/2019", "2019-07-07"),
            ("Sept. 1, 2020", "2020-09-01"),
            ("20-Dec-2019", "2019-12-20"),
        ];
        for (text, date) in cases {
            assert_eq!(first(text).map(|(_, date)| date.to_string()).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_is_unclear_is_no_date() {
        for text in [
            "Russia on Dec. 20 said",
            "03/04/2019",
            "31 February 2020",
            "12-345-2019",
            "555-2019-12-201",
            "May 2019",
            "He may 20, 30 or 2000 times",
            "version 10.4.20191",
            "20 2019",
            "",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn file_names_tell() {
        let cases = [
            ("news/seed-duvar-2019-12-20.txt", Some("2019-12-20")),
            ("2019_12_20 talks.txt", Some("2019-12-20")),
            ("20191220.html", Some("2019-12-20")),
            ("wire 20 Dec 2019.txt", Some("2019-12-20")),
            ("report-99999999.txt", None),
            ("2019-12-20/talks.txt", None),
            ("talks.txt", None),
        ];
        for (name, date) in cases {
            assert_eq!(in_file_name(name).map(|date| date.to_string()).as_deref(), date, "{name}");
        }
    }
}

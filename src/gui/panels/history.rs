//! How a relation came to be what it is.

use std::collections::BTreeMap;

use eframe::egui::{self, CollapsingHeader, Label, RichText};
use jiff::Timestamp;

use super::{counted, day, shortened};
use crate::gui::theme;
use crate::map::{Act, Article, ArticleId, Modality, Relation, StanceMap, Verdict};

/// A history is folded up if it has more lines than this.
const SHORT: usize = 6;

/// One thing that happened: what, by whom (empty if nobody is known), and when.
struct Line<'a> {
    what: String,
    by: &'a str,
    at: Option<Timestamp>,
}

pub(super) fn show(ui: &mut egui::Ui, relation: &Relation, map: &StanceMap) {
    let lines = lines(relation, map);
    if lines.is_empty() {
        return;
    }
    ui.add_space(2.0 * theme::GRID);
    let title = RichText::new("History").small().color(theme::quiet(ui));
    CollapsingHeader::new(title).id_salt("history").default_open(lines.len() <= SHORT).show(ui, |ui| {
        for Line { what, by, at } in lines {
            ui.add(Label::new(RichText::new(what).size(theme::SMALL)).wrap());
            let by = Some(by.to_owned()).filter(|by| !by.is_empty());
            let signed: Vec<String> = by.into_iter().chain(at.map(moment)).collect();
            if !signed.is_empty() {
                ui.label(RichText::new(signed.join(" · ")).small().color(theme::quiet(ui)));
            }
            ui.add_space(theme::GRID);
        }
    });
}

/// A moment by the clock of the user: "3 May 2021, 14:05".
fn moment(at: Timestamp) -> String {
    let local = at.to_zoned(jiff::tz::TimeZone::system());
    format!("{}, {}", day(local.date()), local.strftime("%H:%M"))
}

/// What happened, the earliest first; what has no time comes before all else.
fn lines<'a>(relation: &'a Relation, map: &StanceMap) -> Vec<Line<'a>> {
    let mut read: BTreeMap<ArticleId, usize> = BTreeMap::new();
    for item in relation.evidence.iter().filter(|item| item.origin.is_some()) {
        *read.entry(item.article).or_default() += 1;
    }
    let read = read.into_iter().filter_map(|(id, quotes)| {
        let article = map.article(id)?;
        Some(Line { what: read_from(article, quotes), by: "", at: article.added })
    });
    let drawn =
        relation.claim.iter().map(|claim| Line { what: "Drawn".to_owned(), by: &claim.by, at: claim.at });
    let done = relation.history.iter().map(|deed| Line {
        what: words(&deed.act),
        by: &deed.stamp.by,
        at: Some(deed.stamp.at),
    });
    let mut lines: Vec<Line<'_>> = read.chain(drawn).chain(done).collect();
    lines.sort_by_key(|line| line.at);
    lines
}

fn read_from(article: &Article, quotes: usize) -> String {
    let source = Some(article.source.clone()).filter(|source| !source.is_empty());
    let about: Vec<String> = source.into_iter().chain(article.date.map(day)).collect();
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    let quotes = counted(quotes, "quote", "quotes");
    format!("Read from “{}”{about}: {quotes}", shortened(&article.title, 60))
}

fn words(act: &Act) -> String {
    let quotes = |number: &u32| counted(*number as usize, "quote", "quotes");
    match act {
        Act::Judged(Verdict::Confirmed) => "Confirmed".to_owned(),
        Act::Judged(Verdict::Rejected) => "Rejected".to_owned(),
        Act::Judged(Verdict::Unreviewed) => "Verdict taken back".to_owned(),
        Act::JudgedQuotes(Verdict::Unreviewed, number) => format!("Verdict on {} taken back", quotes(number)),
        Act::JudgedQuotes(verdict, number) => format!("{} {}", quotes(number), verdict.word()),
        Act::Reworded(modality, number) => {
            let modality = match modality {
                Modality::Asserted => "stated as a fact",
                Modality::Hedged => "hedged",
                Modality::Negated => "denied",
            };
            format!("{} marked as {modality}", quotes(number))
        }
        Act::Attributed(Some(speaker), number) => format!("{} attributed to {speaker}", quotes(number)),
        Act::Attributed(None, number) => format!("{} left to the article’s own voice", quotes(number)),
        Act::Quoted(number) => format!("{} added by hand", quotes(number)),
        Act::Came(0, was) => format!("Changed from “{was}”"),
        Act::Came(number, was) => format!("Changed from “{was}”: {}", quotes(number)),
        Act::Left(number, is) => format!("Moved to “{is}”: {}", quotes(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_read_as_words() {
        let cases = [
            (Act::Judged(Verdict::Confirmed), "Confirmed"),
            (Act::JudgedQuotes(Verdict::Rejected, 2), "2 quotes rejected"),
            (Act::JudgedQuotes(Verdict::Unreviewed, 1), "Verdict on 1 quote taken back"),
            (Act::Reworded(Modality::Hedged, 1), "1 quote marked as hedged"),
            (Act::Attributed(Some("Dee".to_owned()), 1), "1 quote attributed to Dee"),
            (Act::Attributed(None, 2), "2 quotes left to the article’s own voice"),
            (Act::Came(0, "A backs B".to_owned()), "Changed from “A backs B”"),
            (Act::Left(3, "A backs B".to_owned()), "Moved to “A backs B”: 3 quotes"),
        ];
        for (act, expected) in cases {
            assert_eq!(words(&act), expected);
        }
    }
}

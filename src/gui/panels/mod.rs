//! What stands around the canvas.

pub(crate) mod article;
pub(crate) mod conflicts;
pub(crate) mod draft;
pub(crate) mod filters;
mod history;
pub(crate) mod inspector;
pub(crate) mod lists;
pub(crate) mod note;
pub(crate) mod quote;
pub(crate) mod review;
mod several;
pub(crate) mod status;
pub(crate) mod timeline;
mod voice;
pub(crate) mod welcome;

use std::path::Path;

use std::collections::BTreeSet;

use crate::analysis::{Days, Facet};
use crate::files::Settings;
use crate::map::{ArticleId, Confidence, EvidenceId};

/// Which list is shown on the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum List {
    #[default]
    Articles,
    Actors,
    Relations,
    Filters,
}

/// Which panels are open, and what they show besides the editor.
#[derive(Debug, Clone)]
pub(crate) struct Panels {
    pub(crate) lists: bool,
    pub(crate) inspector: bool,
    pub(crate) timeline: bool,
    pub(crate) list: List,
    pub(crate) filter: String,
    pub(crate) rows: lists::Rows,
    /// Whether the field above the list is to get the focus.
    pub(crate) wants_focus: bool,
    /// The long lists of filters of which all is shown.
    pub(crate) unfolded: BTreeSet<Facet>,
    pub(crate) article: Option<Shown>,
    pub(crate) reader: article::Reader,
    /// Whether the room of the canvas is too small for an article beside it.
    pub(crate) cramped: bool,
    /// Whether there is room for the lists or the inspector beside the canvas, not for both.
    pub(crate) narrow: bool,
    pub(crate) timeline_drag: Option<f64>,
    /// What is being typed for the first and the last day shown.
    pub(crate) typed_days: [Option<String>; 2],
    /// What Enter found to be no day; its field keeps the focus.
    pub(crate) no_day: Option<String>,
    /// The days that were chosen when that was begun.
    pub(crate) days_known: Option<Days>,
    /// Whether the field for the first day is to get the focus.
    pub(crate) wants_days: bool,
}

impl Panels {
    /// Whether an article is shown in the room of the canvas.
    pub(crate) fn hide_canvas(&self) -> bool {
        self.article.is_some() && (self.reader.in_full || self.cramped)
    }

    /// The panels as they were left.
    pub(crate) fn of(settings: &Settings) -> Self {
        Self {
            lists: settings.lists,
            inspector: settings.inspector,
            timeline: settings.timeline,
            list: List::default(),
            filter: String::new(),
            rows: lists::Rows::default(),
            wants_focus: false,
            unfolded: BTreeSet::new(),
            article: None,
            reader: article::Reader::default(),
            cramped: false,
            narrow: false,
            timeline_drag: None,
            typed_days: Default::default(),
            days_known: None,
            no_day: None,
            wants_days: false,
        }
    }
}

/// The article that is shown, and the quote that is marked in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shown {
    pub(crate) article: ArticleId,
    pub(crate) quote: Option<EvidenceId>,
    /// Whether the quote is still to be scrolled to.
    pub(crate) scroll: bool,
}

/// `1 actor`, `2 actors`, `1,234 actors`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with its thousands set apart.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How sure the reader is: `88 % sure`, on one line.
pub(crate) fn sure(confidence: Confidence) -> String {
    format!("{:.0}\u{a0}%\u{a0}sure", confidence.get() * 100.0)
}

/// A file's name without its folders.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The text on one line, cut at a word boundary after at most `limit` characters.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= limit {
        return line;
    }
    let cut: String = line.chars().take(limit).collect();
    let kept = cut.rsplit_once(' ').map_or(cut.as_str(), |(kept, _)| kept);
    format!("{}…", kept.trim_end_matches([',', ';', ':', ' ']))
}

/// What a tooltip says of something that may have a note.
pub(crate) fn with_note(text: &str, note: &str) -> String {
    match (text.is_empty(), note.is_empty()) {
        (_, true) => text.to_owned(),
        (true, false) => format!("Note: {}", shortened(note, 220)),
        (false, false) => format!("{text}\n\nNote: {}", shortened(note, 220)),
    }
}

/// A day as people write it.
pub(crate) fn day(date: jiff::civil::Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// What is said of a day that cannot be understood.
pub(crate) fn no_day(text: &str) -> String {
    format!("“{}” is not a day. Write it like 14 Aug 2023 or 2023-08-14.", text.trim())
}

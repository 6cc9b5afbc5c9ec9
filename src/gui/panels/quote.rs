//! Quotes typeset as quotes, with the actors and the cue marked as on the canvas.

use eframe::egui::{
    self, Color32, FontFamily, FontId, Stroke,
    text::{LayoutJob, TextFormat},
};

use crate::gui::theme;
use crate::map::{Article, Evidence, Span, Stance};
use crate::picture::Role;

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Plain,
    Actor,
    Cue,
}

/// The stretches of `within`, in order and without gaps; marks outside it are left out, later ones win.
fn parts(within: Span, marks: &[(Span, Part)]) -> Vec<(Span, Part)> {
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    cuts.extend([within.start, within.end]);
    cuts.retain(|cut| (within.start..=within.end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| {
            let span = Span::new(pair[0], pair[1]);
            let part = marks.iter().rev().find(|(mark, _)| mark.contains(span));
            (span, part.map_or(Part::Plain, |(_, part)| *part))
        })
        .collect()
}

fn marks(evidence: &Evidence) -> Vec<(Span, Part)> {
    let cue = evidence.cue.map(|cue| (cue, Part::Cue));
    let actors = evidence.origin.map(|origin| [origin.source_mention, origin.target_mention]);
    cue.into_iter().chain(actors.into_iter().flatten().map(|span| (span, Part::Actor))).collect()
}

fn format(ui: &egui::Ui, part: Part, stance: Stance) -> TextFormat {
    let size = theme::BODY;
    let font_id = FontId::new(size, FontFamily::Proportional);
    let ink = theme::role(ui, Role::Ink);
    let hue = theme::stance(ui, stance);
    let plain = TextFormat { font_id, color: ink, line_height: Some(size * 1.38), ..Default::default() };
    match part {
        Part::Plain => plain,
        Part::Actor => TextFormat { underline: Stroke::new(2.0, hue), ..plain },
        Part::Cue => TextFormat { background: theme::tint(ui, stance.into(), 0.22), ..plain },
    }
}

/// The quote as text to show. Line breaks within it become spaces.
pub(crate) fn quote(ui: &egui::Ui, article: &Article, evidence: &Evidence, stance: Stance) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = format(ui, Part::Plain, stance);
    job.append("“", 0.0, plain.clone());
    for (span, part) in parts(evidence.quote, &marks(evidence)) {
        let text = article.slice(span).unwrap_or_default().replace(['\n', '\r'], " ");
        job.append(&text, 0.0, format(ui, part, stance));
    }
    job.append("”", 0.0, plain);
    job
}

/// How much of a quote is shown before its cue where there is one line for it.
const AHEAD: usize = 18;

/// The part of the quote with its cue as one small line, which is to be cut at its end where there is no more room.
pub(crate) fn around_cue(ui: &egui::Ui, article: &Article, evidence: &Evidence, stance: Stance) -> LayoutJob {
    let start = evidence.quote.start;
    let ahead = evidence.cue.and_then(|cue| article.slice(Span::new(start, cue.start))).unwrap_or_default();
    let cut = ahead.char_indices().rev().nth(AHEAD).map_or(0, |(cut, _)| cut);
    // No word is cut.
    let cut =
        if cut == 0 { 0 } else { cut + ahead[cut..].find(char::is_whitespace).map_or(0, |blank| blank + 1) };
    let mut job = LayoutJob::default();
    let small = |part| TextFormat {
        font_id: FontId::new(theme::SMALL, FontFamily::Proportional),
        line_height: None,
        ..format(ui, part, stance)
    };
    job.append(if cut == 0 { "“" } else { "“… " }, 0.0, small(Part::Plain));
    for (span, part) in parts(Span::new(start + cut, evidence.quote.end), &marks(evidence)) {
        let text = article.slice(span).unwrap_or_default().replace(['\n', '\r'], " ");
        job.append(&text, 0.0, small(part));
    }
    job.append("”", 0.0, small(Part::Plain));
    job
}

/// The quote with the sentences before and after it in quieter ink, and how many characters there are before it. Line breaks
/// within a sentence become spaces.
pub(crate) fn in_context(
    ui: &egui::Ui,
    article: &Article,
    evidence: &Evidence,
    stance: Stance,
    [before, after]: [Option<Span>; 2],
) -> (LayoutJob, usize) {
    let mut job = LayoutJob::default();
    let quiet = theme::quiet(ui);
    let marks = marks(evidence);
    let gap = |from: usize, to: usize| {
        let between = article.slice(Span::new(from, to)).unwrap_or_default();
        if between.contains('\n') { "\n" } else { " " }
    };
    let add = |job: &mut LayoutJob, sentence: Span, ink: Option<Color32>| {
        for (span, part) in parts(sentence, &marks) {
            let text = article.slice(span).unwrap_or_default().replace(['\n', '\r'], " ");
            let mut format = format(ui, part, stance);
            format.color = ink.unwrap_or(format.color);
            job.append(&text, 0.0, format);
        }
    };
    let plain = format(ui, Part::Plain, stance);
    if let Some(before) = before {
        add(&mut job, before, Some(quiet));
        job.append(gap(before.end, evidence.quote.start), 0.0, plain.clone());
    }
    let ahead = job.text.chars().count();
    add(&mut job, evidence.quote, None);
    if let Some(after) = after {
        job.append(gap(evidence.quote.end, after.start), 0.0, plain);
        add(&mut job, after, Some(quiet));
    }
    (job, ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_cut_a_quote_without_gaps() {
        let marks = [
            (Span::new(5, 30), Part::Cue),
            (Span::new(10, 14), Part::Actor),
            (Span::new(40, 99), Part::Actor),
        ];
        let cut = parts(Span::new(8, 50), &marks);
        let expected = [
            (Span::new(8, 10), Part::Cue),
            (Span::new(10, 14), Part::Actor),
            (Span::new(14, 30), Part::Cue),
            (Span::new(30, 40), Part::Plain),
        ];
        assert_eq!(cut[..4], expected);
        assert_eq!(cut.last().map(|(span, _)| span.end), Some(50));
    }
}

//! Words that are being chosen in an article: when they are, what lets go of them, and that they stay in sight.

use eframe::egui::text_selection::CCursorRange;
use eframe::egui::{self, PointerButton, TextEdit, Vec2, text::CCursor, text_edit::TextEditOutput};

use super::margin::Lines;
use super::{Reader, text, text_id};
use crate::gui::cite::Chosen;
use crate::gui::theme;
use crate::map::{ArticleId, Span};

impl Reader {
    /// Lets go of the words that are chosen; whether there were any.
    pub(crate) fn let_go(&mut self, ctx: &egui::Context) -> bool {
        if let Some(mut state) = TextEdit::load_state(ctx, text_id()) {
            let cursor = state.cursor.char_range().map(|range| CCursorRange::one(range.primary));
            state.cursor.set_char_range(cursor);
            state.store(ctx, text_id());
        }
        self.chosen.take().is_some()
    }
}

/// Takes over what the text that was drawn says is selected in it.
pub(super) fn take(
    ui: &egui::Ui,
    reader: &mut Reader,
    article: ArticleId,
    content: &str,
    had_focus: bool,
    output: &TextEditOutput,
) {
    let response = &output.response;
    let is_choosing = response.is_pointer_button_down_on() && ui.input(|input| input.pointer.primary_down());
    if std::mem::replace(&mut reader.is_choosing, is_choosing) && !is_choosing {
        ui.ctx().request_repaint();
    }
    let aside = ui.input(|input| {
        let pointer = &input.pointer;
        pointer.button_down(PointerButton::Secondary) || pointer.button_released(PointerButton::Secondary)
    });
    if let Some(before) = reader.chosen.filter(|_| aside) {
        // The field lets go of what is selected in it, whichever button is pressed.
        let ends = text::characters_before(content, [before.span.start, before.span.end].into_iter());
        if let [start, end] = ends[..] {
            let mut state = output.state.clone();
            let range = CCursorRange::two(CCursor::new(start), CCursor::new(end));
            state.cursor.set_char_range(Some(range));
            state.store(ui.ctx(), text_id());
        }
        return;
    }
    // A field that loses the focus lets go of what is selected in it, which is meant nevertheless.
    let touched = had_focus && response.has_focus() || response.clicked() || response.dragged();
    if let Some(range) = output.state.cursor.char_range().filter(|_| touched) {
        let range = range.as_sorted_char_range();
        let before = reader.chosen.take();
        reader.chosen = chosen(content, range.start.0, range.end.0).map(|span| {
            let fresh = Chosen { article, span, speaker: None };
            before.filter(|before| before.span == span).unwrap_or(fresh)
        });
    }
}

/// The words that are to be brought into sight: others than before, or the same in other room.
pub(super) fn is_to_be_shown(ui: &egui::Ui, reader: &mut Reader) -> Option<Span> {
    let chosen = reader.chosen.filter(|_| !reader.is_choosing);
    let now = chosen.map(|chosen| (chosen.span, ui.clip_rect().height()));
    let before = std::mem::replace(&mut reader.in_sight, now);
    now.filter(|_| now != before).map(|(span, _)| span)
}

/// Scrolls no further than it takes to see these words.
pub(super) fn show(ui: &egui::Ui, content: &str, span: Span, lines: &Lines<'_>) {
    let ends = text::characters_before(content, [span.start, span.end].into_iter());
    let rows = lines.of(ends.into_iter());
    if let Some(all) = rows.into_iter().reduce(|all, row| all.union(row)) {
        ui.scroll_to_rect(all.expand2(Vec2::new(0.0, theme::GRID)), None);
    }
}

/// The words between two characters, without blanks around them; `None` if there are none.
fn chosen(text: &str, start: usize, end: usize) -> Option<Span> {
    if start == end {
        return None;
    }
    let (start, end) = (text::byte_of(text, start), text::byte_of(text, end));
    let words = text.get(start..end)?;
    let start = start + (words.len() - words.trim_start().len());
    Some(Span::new(start, start + words.trim().len())).filter(|span| !span.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_without_the_blanks_around_it() {
        let text = "É, – ok ";
        let words = |start, end| chosen(text, start, end).map(|span| &text[span.start..span.end]);
        assert_eq!(words(0, 2), Some("É,"));
        assert_eq!(words(2, 8), Some("– ok"));
        assert_eq!(words(2, 3), None);
        assert_eq!(words(4, 4), None);
    }
}

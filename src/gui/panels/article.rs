//! One article in full, with a quote marked in it.

use eframe::egui::{self, Align, Label, RichText, ScrollArea};

use super::{Shown, note, quote};
use crate::editor::{Editor, Noted};
use crate::gui::ask::{Ask, Asks};
use crate::gui::theme;
use crate::map::Span;

/// The paragraphs of a text: spans of lines that are not blank.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        if !shown.trim_start().is_empty() {
            spans.push(Span::new(start, start + shown.len()));
        }
        start += line.len();
    }
    spans
}

pub(crate) fn show(ui: &mut egui::Ui, editor: &Editor, shown: &mut Shown, asks: &mut Asks) {
    let Some(article) = editor.map().article(shown.article) else {
        asks.push(Ask::HideArticle);
        return;
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new("Article").color(theme::quiet(ui)));
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Close").on_hover_text("Hides the article.  (Esc)").clicked() {
                asks.push(Ask::HideArticle);
            }
        });
    });
    let facts = [
        article.source.clone(),
        article.date.map(super::day).unwrap_or_default(),
        article.byline.clone(),
        article.path.clone(),
    ];
    ui.add(Label::new(RichText::new(&article.title).size(theme::LARGE)).wrap());
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    ui.add(Label::new(RichText::new(facts.join(" · ")).small().color(theme::quiet(ui))).wrap());
    ui.add_space(theme::GRID);

    note::field(ui, editor, Noted::Article(shown.article), "Note on the article");
    ui.add_space(theme::GRID);

    let marked = shown.quote.and_then(|(key, id)| {
        let item = editor.map().relation(key)?.evidence.iter().find(|item| item.id == id)?;
        Some((item, key.stance))
    });
    let paragraphs = paragraphs(article.text());
    ScrollArea::vertical().id_salt(("article", shown.article)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(680.0));
        ui.spacing_mut().item_spacing.y = 2.5 * theme::GRID;
        for span in paragraphs {
            let here = marked.filter(|(item, _)| span.overlaps(item.quote));
            let response = ui.add(Label::new(quote::paragraph(ui, article, span, here)).wrap());
            if here.is_some() && shown.scroll {
                response.scroll_to_me(Some(Align::Center));
                shown.scroll = false;
            }
        }
        ui.add_space(8.0 * theme::GRID);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_lines_that_are_not_blank() {
        let text = "Title\r\n\r\n  \nFirst – “quoted”.\nSecond";
        let cut: Vec<&str> = paragraphs(text).iter().map(|span| &text[span.start..span.end]).collect();
        assert_eq!(cut, ["Title", "First – “quoted”.", "Second"]);
    }
}

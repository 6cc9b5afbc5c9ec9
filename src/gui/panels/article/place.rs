//! Where in an article one reads, which stays when the article is given more room or less.

use eframe::egui::{self, Align, Id, style::ScrollAnimation};

use super::margin::Lines;
use crate::map::ArticleId;

/// How far below the upper edge of what is seen the line is that counts as the first, in points: about half a line.
const PROBE: f32 = 10.0;

/// The place in the article that was drawn last.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// The panel in which it was drawn.
    room: Option<(ArticleId, Id)>,
    /// A character of the first line that was seen; `None` while the beginning of the text was.
    first: Option<usize>,
    moved: bool,
}

impl Place {
    /// Notes in which panel an article is drawn now; whether it is to be shown from its beginning there.
    pub(super) fn enter(&mut self, article: ArticleId, room: Id) -> bool {
        let before = self.room.replace((article, room));
        self.moved = before.is_some_and(|(same, other)| same == article && other != room);
        if before.is_none_or(|(other, _)| other != article) {
            self.first = None;
        }
        self.moved && self.first.is_none()
    }

    /// Whether the article has just come from another panel, and has not gone elsewhere.
    pub(super) fn is_to_be_found(&self) -> bool {
        self.moved
    }

    /// Scrolls to the line that was the first.
    pub(super) fn find(&self, ui: &egui::Ui, lines: &Lines<'_>) {
        if let Some(row) = lines.of(self.first.into_iter()).first() {
            ui.scroll_to_rect_animation(*row, Some(Align::TOP), ScrollAnimation::none());
        }
    }

    /// Notes which line is the first. As long as one is, its character stays, lest going back and forth led upwards.
    pub(super) fn note(&mut self, ui: &egui::Ui, lines: &Lines<'_>) {
        let seen = ui.clip_rect().top() + PROBE;
        let row = lines.of(self.first.into_iter()).first().copied();
        if self.moved || row.is_some_and(|row| row.y_range().contains(seen)) {
            return;
        }
        let cursor = || lines.galley.cursor_from_pos(egui::vec2(0.0, seen - lines.at.y));
        self.first = (lines.at.y < seen).then(|| cursor().index.0);
    }
}

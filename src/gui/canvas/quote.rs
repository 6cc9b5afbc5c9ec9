//! The strongest quote of a relation, along its line.

use eframe::egui::epaint::TextShape;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{FontId, Painter, Rect, Shape, Stroke, Vec2, emath::Rot2};

use super::Canvas;
use crate::editor::{Editor, Gesture};
use crate::gui::panels::shortened;
use crate::gui::theme::{self, colour};
use crate::map::{Article, Evidence, RelationKey, StanceMap};
use crate::picture::{Hit, Palette, Role};

/// Along lines shorter than this, in points, words would lie over the actors.
const LEAST: f32 = 150.0;

/// The room between a line and the words along it, in points.
const GAP: f32 = 5.0;

/// So many bytes before the cue are kept when a quote is to be short.
const BEFORE: usize = 32;

/// The quote that supports one of some relations most surely, the first of several; `None` if none does.
fn strongest<'a>(map: &'a StanceMap, keys: &[RelationKey]) -> Option<(&'a Article, &'a Evidence)> {
    let relations = keys.iter().filter_map(|key| map.relation(*key));
    let supporting = relations.flat_map(|relation| relation.supporting());
    let best = supporting.reduce(|best, next| if next.confidence > best.confidence { next } else { best })?;
    Some((map.article(best.article)?, best))
}

/// The strongest quote of some relations, cut to so many characters.
pub(super) fn quoted(map: &StanceMap, keys: &[RelationKey], limit: usize) -> Option<String> {
    let (article, item) = strongest(map, keys)?;
    Some(shortened(article.slice(item.quote)?, limit))
}

/// A quote from a little before its cue on, on one line.
fn from_cue(article: &Article, item: &Evidence) -> Option<String> {
    let quote = article.slice(item.quote)?;
    let cue = item.cue.and_then(|cue| cue.start.checked_sub(item.quote.start)).unwrap_or(0);
    let from = cue.saturating_sub(BEFORE).min(quote.len());
    // What would lose less than a word or two is kept whole.
    let cut = if from < BEFORE / 2 {
        Some(0)
    } else {
        quote.bytes().skip(from).position(|b| b == b' ').map(|at| from + at + 1)
    };
    let (start, mark) = match cut {
        Some(cut) if cut > 0 && cut <= cue => (cut, "…"),
        _ => (0, ""),
    };
    let words: Vec<&str> = quote.get(start..)?.split_whitespace().collect();
    Some(format!("“{mark}{}”", words.join(" ")))
}

impl Canvas {
    /// Writes the strongest quote along the relation that is pointed at, or that keys have walked to.
    pub(super) fn quote_along(&self, painter: &Painter, viewport: Rect, palette: Palette, editor: &Editor) {
        let walked = editor.selection.sole_relation().filter(|_| self.by_keys);
        let key = match (self.hovered, self.gesture) {
            (Some(Hit::Relation(key)), Gesture::Idle) => Some(key),
            _ => walked,
        };
        let Some(edge) = key.and_then(|key| self.shown().line_of(key)) else { return };
        let text =
            strongest(editor.map(), &edge.relations).and_then(|(article, item)| from_cue(article, item));
        let Some(text) = text else { return };
        let [from, middle, to] = [0.0, 0.5, 1.0].map(|t| self.screen(edge.curve.at(t), viewport));
        let along = to - from;
        if along.length() < LEAST {
            return;
        }
        // Words run from left to right, on the side to which the line bends: there it leaves them room.
        let angle = if along.x < 0.0 { (-along).angle() } else { along.angle() };
        let up = Vec2::angled(angle - std::f32::consts::FRAC_PI_2);
        let bend = middle - (from + along / 2.0);
        let side = if bend.dot(up) < -1.0 { -up } else { up };

        let ink = colour(palette.rgb(Role::Ink));
        let mut job = LayoutJob::simple_singleline(text, FontId::proportional(theme::SMALL), ink);
        job.wrap = TextWrapping::truncate_at_width(along.length() - 4.0 * GAP);
        let galley = painter.layout_job(job);
        let turn = Rot2::from_angle(angle);
        let line = edge.width * self.camera.zoom() / 2.0;
        let centre = middle + side * (line + GAP + galley.size().y / 2.0);
        let half = galley.size() / 2.0 + Vec2::new(5.0, 1.5);
        let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
            .map(|(x, y)| centre + turn * Vec2::new(x * half.x, y * half.y));
        let paper = colour(palette.rgb(Role::Paper)).gamma_multiply(0.94);
        painter.add(Shape::convex_polygon(corners.to_vec(), paper, Stroke::NONE));
        let corner = centre - turn * (galley.size() / 2.0);
        painter.add(TextShape::new(corner, galley, ink).with_angle(angle));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Span;

    #[test]
    fn a_short_quote_shows_its_cue() {
        let cases = [
            ("Ana praised Bo.", "praised", "“Ana praised Bo.”"),
            (
                "In the capital, on the last Monday of a long and cold month of March, Ana praised Bo.",
                "praised",
                "“…and cold month of March, Ana praised Bo.”",
            ),
            ("Ééééééééééééééééééééééééééééééééé praised Bo.", "praised", "“…praised Bo.”"),
        ];
        for (text, cue, expected) in cases {
            let article = Article::from_text(text);
            let start = article.text().find(text).unwrap();
            let at = start + text.find(cue).unwrap();
            let item = Evidence {
                cue: Some(Span::new(at, at + cue.len())),
                ..Evidence::quoting(1, Span::new(start, start + text.len()))
            };
            assert_eq!(from_cue(&article, &item).as_deref(), Some(expected));
        }
    }
}

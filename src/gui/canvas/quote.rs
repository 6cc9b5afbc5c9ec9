//! The strongest quote of a relation, along its line.

use eframe::egui::epaint::TextShape;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{FontId, Painter, Rect, Shape, Stroke, Vec2, emath::Rot2};

use super::Canvas;
use crate::editor::{Editor, Gesture};
use crate::gui::theme::{self, colour};
use crate::map::{RelationKey, StanceMap};
use crate::picture::{Hit, Palette, Role};

/// Lines shorter than this, in points, have no room for words.
const SHORT: f32 = 110.0;

/// The room between a line and the words along it, in points.
const GAP: f32 = 5.0;

/// The quote that supports a relation most surely, the first of several; `None` if none does.
pub(super) fn strongest(map: &StanceMap, key: RelationKey) -> Option<&str> {
    let supporting = map.relation(key)?.supporting();
    let best = supporting.reduce(|best, next| if next.confidence > best.confidence { next } else { best })?;
    map.article(best.article)?.slice(best.quote)
}

impl Canvas {
    /// Writes the strongest quote along the relation that is pointed at, or that keys have walked to.
    pub(super) fn quote_along(&self, painter: &Painter, viewport: Rect, palette: Palette, editor: &Editor) {
        let walked = editor.selection.sole_relation().filter(|_| self.by_keys);
        let key = match (self.hovered, self.gesture) {
            (Some(Hit::Relation(key)), Gesture::Idle) => Some(key),
            _ => walked,
        };
        let Some(edge) = key.and_then(|key| self.scene.edge(key)) else { return };
        let Some(quote) = strongest(editor.map(), edge.key) else { return };
        let [from, middle, to] = [0.0, 0.5, 1.0].map(|t| self.screen(edge.curve.at(t), viewport));
        let along = to - from;
        if along.length() < SHORT {
            return;
        }
        // Words run from left to right, on the side to which the line bends: there it leaves them room.
        let angle = if along.x < 0.0 { (-along).angle() } else { along.angle() };
        let up = Vec2::angled(angle - std::f32::consts::FRAC_PI_2);
        let bend = middle - (from + along / 2.0);
        let side = if bend.dot(up) < -1.0 { -up } else { up };

        let text = format!("“{}”", quote.split_whitespace().collect::<Vec<_>>().join(" "));
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

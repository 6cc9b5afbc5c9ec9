//! What the signs on the canvas mean, in its lower left corner.

use eframe::egui::{self, Pos2, Rect, Sense, Vec2};

use super::paint::Pen;
use super::{Canvas, furniture};
use crate::editor::{Editor, value_of};
use crate::gui::ask::{Ask, Asks};
use crate::gui::theme;
use crate::picture::{LEGEND_ROW, Palette, Point, Role};

/// How large the legend is drawn.
const LEGEND: f32 = 0.85;

/// Around the legend, within its rim, and between that and the edges of the canvas.
const PADDING: f32 = 9.0;
const MARGIN: f32 = 14.0;

impl Canvas {
    /// The part of the viewport beside the legend.
    pub(super) fn room(&self, viewport: Rect) -> Rect {
        let legend = self.scene.legend.width * LEGEND + MARGIN + 2.0 * PADDING;
        let beside = self.shows_legend(viewport) && self.is_roomy(viewport);
        if beside { Rect::from_min_max(viewport.min + Vec2::X * legend, viewport.max) } else { viewport }
    }

    /// Whether there is room for the map beside the legend.
    fn is_roomy(&self, viewport: Rect) -> bool {
        viewport.width() > 3.0 * (self.scene.legend.width * LEGEND + MARGIN + 2.0 * PADDING)
    }

    /// Whether the legend is shown: as somebody wished, or else if there is room beside it.
    pub(super) fn shows_legend(&self, viewport: Rect) -> bool {
        let fits = self.scene.legend.height * LEGEND + 80.0 < viewport.height();
        !self.scene.legend.is_empty() && fits && self.legend.unwrap_or_else(|| self.is_roomy(viewport))
    }

    pub(super) fn shift_for_legend(&mut self, viewport: Rect) {
        let shift = self.room(viewport).center() - viewport.center();
        self.camera.drag(Point::new(shift.x, shift.y));
    }

    /// Draws the legend; a click on a row filters out what bears its sign, or no longer.
    pub(super) fn legend(
        &mut self,
        ui: &mut egui::Ui,
        painter: &egui::Painter,
        viewport: Rect,
        palette: Palette,
        editor: &Editor,
        asks: &mut Asks,
    ) {
        let legend = &self.scene.legend;
        let size = LEGEND * Vec2::new(legend.width, legend.height);
        if !self.shows_legend(viewport) {
            return;
        }
        let corner = viewport.left_bottom() + Vec2::new(MARGIN + PADDING, -MARGIN - PADDING - size.y);
        let ground = Rect::from_min_size(corner, size).expand(PADDING);
        self.furniture.push(ground);
        furniture(painter, ground, palette);
        let place = |at: Point| corner + LEGEND * Vec2::new(at.x, at.y);
        for row in &legend.rows {
            let middle = Pos2::new(ground.center().x, place(Point::new(0.0, row.middle)).y);
            let rect = Rect::from_center_size(middle, Vec2::new(ground.width(), LEGEND * LEGEND_ROW));
            let response = ui.interact(rect, egui::Id::unique(("legend", row.sign)), Sense::click());
            response.widget_info(|| {
                egui::WidgetInfo::selected(
                    egui::Role::CheckBox,
                    true,
                    !row.off,
                    format!("Show: {}", row.text),
                )
            });
            if response.hovered() || response.has_focus() {
                let tint = theme::colour(palette.rgb(Role::Accent)).gamma_multiply(0.12);
                painter.rect_filled(rect, 4.0, tint);
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            let mut pen = Pen::new(painter, palette);
            for mark in &row.marks {
                pen.mark(mark, &place, LEGEND, if row.off { 0.35 } else { 1.0 });
            }
            pen.finish();
            let tip =
                if row.off { "Filtered out. Click to show it again." } else { "Click to filter it out." };
            if response.on_hover_text(tip).clicked() {
                let mut filter = editor.filter().clone();
                filter.toggle_without(value_of(row.sign));
                asks.push(Ask::Filter(filter));
            }
        }
    }
}

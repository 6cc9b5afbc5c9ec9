//! What the signs on the canvas mean, in its lower left corner.

use eframe::egui::{self, Pos2, Rect, Sense, Vec2};

use super::paint::Pen;
use super::{Canvas, FIT_MARGIN, furniture, point, world_rect};
use crate::editor::{Editor, value_of};
use crate::gui::ask::{Ask, Asks};
use crate::gui::theme;
use crate::picture::{Camera, LEGEND_ROW, Palette, Point, Rect as WorldRect, Role};

/// How large the legend is drawn.
const LEGEND: f32 = 0.85;

/// Around the legend, within its rim, and between that and the edges of the canvas.
const PADDING: f32 = 9.0;
const MARGIN: f32 = 14.0;

/// The tools at the top of the canvas take so much more than the margin there.
const TOOLS: f32 = 22.0;

/// So many sizes are tried for a map that is to lie beside the legend.
const TRIED: usize = 8;

impl Canvas {
    /// A view of all within some bounds: the largest in which the legend covers nothing, among some that lie in the middle
    /// of the canvas or nearer to its upper and right edges.
    pub(super) fn fitting(&self, bounds: WorldRect, viewport: Rect) -> Camera {
        let fit = |room: Rect| {
            let mut camera = Camera::fit(bounds, world_rect(room), FIT_MARGIN);
            camera.drag(point(room.center()) - point(viewport.center()));
            camera
        };
        let free = Rect::from_min_max(viewport.min + Vec2::Y * TOOLS, viewport.max);
        let whole = fit(free);
        if !self.shows_legend(viewport) || !self.is_roomy(viewport) {
            return whole;
        }
        let size = LEGEND * Vec2::new(self.scene.legend.width, self.scene.legend.height)
            + Vec2::splat(MARGIN + 2.0 * PADDING);
        let beside = fit(Rect::from_min_max(free.min + Vec2::X * size.x, free.max));
        let corner = viewport.left_bottom();
        // Small maps have large names.
        let legend = Rect::from_two_pos(corner, corner + Vec2::new(size.x + 30.0, -size.y));
        let covers = |camera: &Camera| {
            let at = |at: Pos2| camera.world_from_screen(point(at), world_rect(viewport));
            let room = WorldRect::new(at(legend.min), at(legend.max));
            self.scene.nodes_in(room).next().is_some() || self.scene.edges_in(room).next().is_some()
        };
        let tried = (0..TRIED).flat_map(|step| {
            let share = step as f32 / TRIED as f32;
            let zoom = whole.zoom() * (beside.zoom() / whole.zoom()).powf(share);
            let left = free.shrink(FIT_MARGIN).size() - zoom * Vec2::new(bounds.width(), bounds.height());
            [(0.0, 0.0), (0.0, -0.5), (0.5, 0.0), (0.5, -0.5)].map(|(x, y)| {
                let mut camera = Camera::new(bounds.centre(), zoom);
                camera.drag(Point::new(x * left.x.max(0.0), y * left.y.max(0.0) + TOOLS / 2.0));
                camera
            })
        });
        tried.into_iter().find(|camera| !covers(camera)).unwrap_or(beside)
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

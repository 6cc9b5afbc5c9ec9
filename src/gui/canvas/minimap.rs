//! A small picture of the whole map, for maps of which only a part is in view.

use std::collections::HashSet;
use std::sync::Arc;

use eframe::egui::{self, CursorIcon, Mesh, Painter, Pos2, Rect, Sense, Shape, Stroke, Vec2};

use super::{Canvas, furniture, world_rect};
use crate::gui::theme;
use crate::picture::{Palette, Point, Role};

/// The largest it gets, in points.
const SIZE: Vec2 = Vec2::new(172.0, 116.0);

/// Maps with fewer actors are found without it.
const LEAST: usize = 20;

/// The discs of the overview, kept while neither the scene nor its frame changes.
pub(super) struct Overview {
    frame: Rect,
    palette: Palette,
    discs: Arc<Mesh>,
}

impl Canvas {
    /// Draws the overview in the lower right corner unless all of the map is in view anyway. A press or a drag on it moves
    /// the view there.
    pub(super) fn minimap(&mut self, ui: &mut egui::Ui, painter: &Painter, viewport: Rect, palette: Palette) {
        let Some(bounds) = self.scene.bounds else { return };
        let seen = self.camera.seen(world_rect(viewport));
        let in_view = seen.contains(bounds.min) && seen.contains(bounds.max);
        if in_view || self.scene.nodes.len() < LEAST || viewport.width() < 3.0 * SIZE.x {
            return;
        }
        let scale = (SIZE.x / bounds.width().max(1.0)).min(SIZE.y / bounds.height().max(1.0));
        let size = Vec2::new(bounds.width(), bounds.height()) * scale;
        let frame = Rect::from_min_size(viewport.max - size - Vec2::splat(20.0), size).expand(6.0);
        self.furniture.push(frame);
        let origin = frame.min + Vec2::splat(6.0);
        let place = |at: Point| origin + scale * Vec2::new(at.x - bounds.min.x, at.y - bounds.min.y);
        let of = |role: Role| theme::colour(palette.rgb(role));

        let response = ui.interact(frame, egui::Id::unique("minimap"), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "Overview of the map"));
        furniture(painter, frame, palette);
        let fresh = |overview: &Overview| overview.frame == frame && overview.palette == palette;
        let discs = match self.overview.take().filter(fresh) {
            Some(overview) => overview.discs,
            None => Arc::new(self.discs(&place, scale, palette)),
        };
        painter.add(Shape::Mesh(discs.clone()));
        self.overview = Some(Overview { frame, palette, discs });
        let view = Rect::from_min_max(place(seen.min), place(seen.max)).intersect(frame);
        let accent = of(Role::Accent);
        painter.rect(
            view,
            2.0,
            accent.gamma_multiply(0.08),
            Stroke::new(1.5, accent),
            egui::StrokeKind::Inside,
        );
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        let held = response.is_pointer_button_down_on() || response.dragged();
        if let Some(at) = response.interact_pointer_pos().filter(|_| held) {
            let world = |at: Pos2| {
                let by = (at - origin) / scale;
                Point::new(bounds.min.x + by.x, bounds.min.y + by.y)
            };
            let centre = world(at.clamp(frame.min, frame.max));
            if centre != self.camera.centre {
                self.camera.centre = centre;
                ui.ctx().request_repaint();
            }
        }
        response.on_hover_text("The whole map. Press or drag to look elsewhere.");
    }

    /// One square for each actor, and no two in the same two points: of a large map there would be thousands.
    fn discs(&self, place: &dyn Fn(Point) -> Pos2, scale: f32, palette: Palette) -> Mesh {
        let mut mesh = Mesh::default();
        let mut taken = HashSet::new();
        for node in &self.scene.nodes {
            let at = place(node.centre);
            if !taken.insert(((at.x / 2.0) as i32, (at.y / 2.0) as i32)) {
                continue;
            }
            let opacity = if node.dimmed { Palette::DIMMED } else { 1.0 };
            let fill = theme::colour(palette.rgb(node.fill)).gamma_multiply(opacity);
            let side = 2.0 * (node.radius * scale).max(1.4);
            mesh.add_colored_rect(Rect::from_center_size(at, Vec2::splat(side)), fill);
        }
        mesh
    }
}

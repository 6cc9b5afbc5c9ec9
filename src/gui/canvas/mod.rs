//! The canvas: shows the scene through a camera, and turns what the pointer does into asks.

mod chips;
mod far;
mod flight;
mod glide;
mod legend;
mod minimap;
mod paint;
mod pointer;
mod quote;
mod rename;
mod tools;

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{self, Pos2, Rect, Sense, Vec2};

use self::rename::Renaming;
pub(crate) use self::tools::empty_note;
use super::ask::Asks;
use super::theme;
use crate::editor::arrange::Snap;
use crate::editor::{Editor, Gesture, Selection, sign_of};
use crate::map::{ActorId, Place};
use crate::picture::{Camera, Hit, Look, Palette, Point, Rect as WorldRect, Role, Scene};
use flight::Flight;
use glide::Glide;

/// The margin around a fitted map, in screen points.
const FIT_MARGIN: f32 = 28.0;

/// With more shapes in view, single nodes for screen readers cost more than they give.
const ACCESSIBLE: usize = 600;

/// The view of the map, and what is kept from frame to frame to show it.
#[derive(Default)]
pub(crate) struct Canvas {
    camera: Camera,
    flight: Option<Flight>,
    gesture: Gesture,
    /// The line that the pointer has drawn since a drag on the empty canvas began, in world units.
    drawn_line: Vec<Place>,
    /// Where the actor that is being moved comes to stand, and to whose lines it is drawn.
    guides: Option<(Place, Snap)>,
    renaming: Option<Renaming>,
    /// Whether the legend is shown; `None` while nobody has said, and it is if there is room beside it.
    legend: Option<bool>,
    /// Where the legend and the overview lie on the screen.
    furniture: Vec<Rect>,
    /// Where the tools at the upper edge lie on the screen; `None` before they were first drawn.
    tools: Option<Rect>,
    panning: bool,
    /// From whom and to whom a relation was drawn, while its stance is asked for.
    pub(crate) asked: Option<(ActorId, ActorId)>,
    /// The last widget that the canvas was, by which it has the keys.
    id: Option<egui::Id>,
    /// Whether the keys came to the canvas by a key.
    by_keys: bool,
    hovered: Option<Hit>,
    /// Where the pointer lay when keys were last used: nobody points at what the view then brings beneath it.
    left_at: Option<Pos2>,
    wants_fit: bool,
    /// How the whole map was last fitted, and into a window of which size: as long as nobody moves the view, it is fitted
    /// again into another.
    fitted: Option<(Camera, Vec2)>,
    viewport: Option<Rect>,
    scene: Scene,
    drawn: Option<Drawn>,
    /// The discs of the overview, and what they were made for.
    overview: Option<minimap::Overview>,
    /// Where actors are drawn for now: to where they are dragged, or what a layout under way has reached.
    preview: BTreeMap<ActorId, Place>,
    /// While the preview is that of a layout: how the view was before.
    laying_out: Option<Camera>,
    /// Set when a layout ends: what it reached glides to its end, or back.
    glides: bool,
    glide: Option<Glide>,
}

/// What a scene was made from: while it stays the same, so does the scene.
#[derive(PartialEq)]
struct Drawn {
    revision: u64,
    look: Look,
}

fn pos(point: Point) -> Pos2 {
    Pos2::new(point.x, point.y)
}

fn point(at: Pos2) -> Point {
    Point::new(at.x, at.y)
}

/// The ground of what lies over the map: nothing shines through, since names of the map among those of a legend are
/// taken for each other.
fn furniture(painter: &egui::Painter, room: Rect, palette: Palette) {
    let of = |role: Role| theme::colour(palette.rgb(role));
    let rim = egui::Stroke::new(1.0, of(Role::QuietInk).gamma_multiply(0.3));
    painter.rect(room, 6.0, of(Role::Paper), rim, egui::StrokeKind::Inside);
}

fn world_rect(rect: Rect) -> WorldRect {
    WorldRect::new(point(rect.min), point(rect.max))
}

impl Canvas {
    /// Shows the whole map as soon as it is drawn.
    pub(crate) fn fit(&mut self) {
        self.wants_fit = true;
    }

    /// Zooms by a factor at the middle of the view.
    pub(crate) fn zoom_by(&mut self, factor: f32) {
        if let Some(viewport) = self.viewport {
            self.camera.zoom_at(point(viewport.center()), factor, world_rect(viewport));
        }
    }

    /// Shows the map at 100 %.
    pub(crate) fn actual_size(&mut self) {
        self.zoom_by(1.0 / self.camera.zoom());
    }

    /// The zoom in percent.
    pub(crate) fn percent(&self) -> f32 {
        self.camera.zoom() * 100.0
    }

    /// Moves the view by so many screen points.
    pub(crate) fn pan(&mut self, by: Place) {
        self.camera.drag(by * -1.0);
    }

    /// Whether Tab and the like are meant for the canvas.
    pub(crate) fn has_keys(&self, ctx: &egui::Context) -> bool {
        self.id.is_some_and(|id| ctx.memory(|memory| memory.has_focus(id)))
    }

    /// Lets keys be meant for the canvas.
    pub(crate) fn take_keys(&mut self, ctx: &egui::Context) {
        if let Some(id) = self.id {
            ctx.memory_mut(|memory| memory.request_focus(id));
            self.by_keys = true;
        }
    }

    /// Where an actor is on the screen, if it is drawn.
    pub(crate) fn actor_on_screen(&self, actor: ActorId) -> Option<Pos2> {
        Some(self.screen(self.scene.node(actor)?.centre, self.viewport?))
    }

    /// Where on the screen the canvas is; `None` before it was first drawn.
    pub(crate) fn viewport(&self) -> Option<Rect> {
        self.viewport
    }

    /// Shows the whole map unless all of it can be seen already.
    pub(crate) fn fit_if_hidden(&mut self, editor: &Editor) {
        self.refresh(editor);
        let seen = self.viewport.map(|viewport| self.camera.seen(world_rect(viewport)));
        if let Some((seen, bounds)) = seen.zip(self.scene.bounds) {
            self.wants_fit |= !(seen.contains(bounds.min) && seen.contains(bounds.max));
        }
    }

    /// The scene as last drawn.
    pub(crate) fn scene(&self) -> &Scene {
        &self.scene
    }

    /// Where an actor that is added by a key comes to stand: in the middle of the view, or near it where that is taken.
    pub(crate) fn free_place(&self) -> Place {
        self.scene.free_near(self.camera.centre)
    }

    /// Forgets the map that was shown.
    pub(crate) fn reset(&mut self) {
        *self = Self { viewport: self.viewport, legend: self.legend, wants_fit: true, ..Self::default() };
    }

    /// Whether something is held or being drawn.
    pub(crate) fn is_busy(&self) -> bool {
        self.gesture != Gesture::Idle
    }

    /// Ends a gesture without effect; whether there was one.
    pub(crate) fn cancel(&mut self) -> bool {
        let busy = self.is_busy();
        self.gesture.cancel();
        self.guides = None;
        if self.laying_out.is_none() {
            self.preview.clear();
        }
        busy
    }

    fn selected_bounds(&self, editor: &Editor) -> Option<WorldRect> {
        let Selection { actors, relations } = &editor.selection;
        let nodes = self.scene.nodes.iter().filter(|node| node.actors().any(|id| actors.contains(&id)));
        let edges = self.scene.edges.iter();
        let edges = edges.filter(|edge| edge.relations.iter().any(|key| relations.contains(key)));
        let boxes = nodes.map(|node| node.bounds).chain(edges.map(|edge| edge.bounds));
        boxes.reduce(WorldRect::union)
    }

    fn look(editor: &Editor) -> Look {
        let passing = editor.passing();
        Look {
            relations: passing.as_ref().map(|passing| Arc::clone(&passing.relations)),
            actors: passing.map(|passing| Arc::clone(&passing.actors)),
            show_unconnected: editor.show_unconnected(),
            hidden: editor.hidden().actors().clone(),
            without: editor.filter().without.iter().filter_map(sign_of).collect(),
            hide_filtered: editor.hide_filtered(),
            even_sizes: editor.even_sizes,
            // Where things are dragged or glide to is set beside this.
            places: BTreeMap::new(),
        }
    }

    fn screen(&self, world: Point, viewport: Rect) -> Pos2 {
        pos(self.camera.screen_from_world(world, world_rect(viewport)))
    }

    fn world(&self, screen: Pos2, viewport: Rect) -> Point {
        self.camera.world_from_screen(point(screen), world_rect(viewport))
    }

    /// Draws the canvas into all that is left of `ui`.
    pub(crate) fn show(&mut self, ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
        let viewport = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(viewport, Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Canvas"));
        self.hold_keys(ui, &response, editor);
        // What was in the middle stays in the middle when a panel opens; what is selected stays in sight.
        let resized = self.viewport.is_some_and(|old| old.size() != viewport.size());
        self.viewport = Some(viewport);
        self.refresh(editor);
        let window = ui.ctx().content_rect().size();
        let is_fitted = |(camera, size): (Camera, Vec2)| camera == self.camera && size != window;
        self.wants_fit |= resized && self.fitted.is_some_and(is_fitted);
        if resized {
            self.keep_in_sight(editor);
        }
        if self.wants_fit
            && let Some(bounds) = self.scene.bounds
        {
            self.camera = self.fitting(bounds, viewport);
            self.fitted = Some((self.camera, window));
            self.wants_fit = false;
        }
        self.point(ui, &response, editor, asks);
        self.refresh(editor);
        self.glide(ui, editor);
        self.fly(ui);

        let painter = ui.painter().with_clip_rect(viewport);
        let palette = theme::palette_of(ui);
        painter.rect_filled(viewport, 0.0, theme::colour(palette.rgb(Role::Paper)));
        self.paint(&painter, viewport, palette, editor);
        self.furniture.clear();
        self.legend(ui, &painter, viewport, palette, editor, asks);
        self.announce(ui, viewport);
        self.tools(ui, viewport, editor, asks);
        self.minimap(ui, &painter, viewport, palette);
        self.name_field(ui, viewport, editor, asks);
        self.tooltip(ui, &response, editor);
    }

    /// While the canvas has the keys, Tab walks over it as long as something is selected; then it leads on.
    fn hold_keys(&mut self, ui: &egui::Ui, response: &egui::Response, editor: &Editor) {
        self.by_keys &= response.has_focus();
        self.by_keys |= response.gained_focus() && !ui.input(|input| input.pointer.any_down());
        self.id = Some(response.id);
        let filter = egui::EventFilter {
            tab: !editor.selection.is_empty(),
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        // A menu that is open has the keys for itself.
        let filter = if egui::Popup::is_any_open(ui.ctx()) { egui::EventFilter::default() } else { filter };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let Selection { actors, relations } = &editor.selection;
        let listens = || ui.ctx().accesskit_node_builder(response.id, |_| ()).is_some();
        if editor.selection.is_empty() || !listens() {
            return;
        }
        let nodes = self.scene.nodes.iter().filter(|node| node.actors().any(|id| actors.contains(&id)));
        let edges =
            self.scene.edges.iter().filter(|edge| edge.relations.iter().any(|key| relations.contains(key)));
        let mut said = nodes.map(|node| &node.caption).chain(edges.map(|edge| &edge.caption));
        if let Some(said) = said.next() {
            // What the keys walk to is read out.
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_value(said.as_str());
                node.set_live(egui::accesskit::Live::Polite);
            });
        }
    }

    /// Gives every actor and relation a node that screen readers, and tests, can find.
    fn announce(&self, ui: &mut egui::Ui, viewport: Rect) {
        // Where nobody listens, nodes would cost for nothing.
        let listens = self.id.is_some_and(|id| ui.ctx().accesskit_node_builder(id, |_| ()).is_some());
        if !listens {
            return;
        }
        let seen = self.camera.seen(world_rect(viewport));
        let in_view = self.shown().nodes_in(seen).count() + self.shown().edges_in(seen).count();
        if in_view > ACCESSIBLE {
            return;
        }
        let nodes = self.shown().nodes_in(seen).map(|node| {
            let size = Vec2::splat(2.0 * node.radius * self.size(node.actor) * self.camera.zoom());
            (egui::Id::unique(("actor", node.actor)), node.centre, size, &node.caption)
        });
        let edges = self.shown().edges_in(seen).map(|edge| {
            (
                egui::Id::unique(("relation", edge.key)),
                edge.badge_at,
                Vec2::splat(18.0 * self.camera.zoom()),
                &edge.caption,
            )
        });
        for (id, at, size, caption) in nodes.chain(edges) {
            let rect = Rect::from_center_size(self.screen(at, viewport), size);
            if viewport.contains(rect.center()) {
                let response = ui.interact(rect, id, Sense::hover());
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::GraphicsSymbol, true, caption));
            }
        }
    }

    fn tooltip(&self, ui: &egui::Ui, response: &egui::Response, editor: &Editor) {
        if self.gesture != Gesture::Idle || self.panning || egui::Popup::is_any_open(ui.ctx()) {
            return;
        }
        let text = match self.hovered {
            Some(Hit::Relation(key)) => {
                let caption = self.scene.edge(key).map(|edge| edge.caption.clone()).unwrap_or_default();
                let keys = self.scene.edge(key).map_or(&[][..], |edge| &edge.relations);
                let relations: Vec<_> = keys.iter().filter_map(|key| editor.map().relation(*key)).collect();
                let quote = quote::quoted(editor.map(), keys, 220);
                let text = quote.map_or(caption.clone(), |quote| format!("{caption}\n\n“{quote}”"));
                let note =
                    relations.iter().map(|relation| relation.note.as_str()).find(|note| !note.is_empty());
                super::panels::with_note(&text, note.unwrap_or_default())
            }
            Some(Hit::Rim(id)) => {
                format!("Drag from here to draw a relation from {}.", editor.map().actor_name(id))
            }
            Some(Hit::Actor(id)) => match editor.map().actor(id) {
                Some(actor) if !actor.note.is_empty() => super::panels::with_note("", &actor.note),
                _ => return,
            },
            None => return,
        };
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            ui.label(text);
        });
    }
}

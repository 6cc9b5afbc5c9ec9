//! How the view comes to what is asked for: it glides there, unless the user moves it on the way.

use eframe::egui;

use super::{Canvas, FIT_MARGIN, glide, world_rect};
use crate::editor::Editor;
use crate::picture::{Camera, Rect as WorldRect};

/// A relation that is drawn smaller than this is come nearer to when it is to be judged.
const LEGIBLE: f32 = 0.6;

/// What is shown around such a relation, in world units.
const CONTEXT: f32 = 140.0;

/// A move of the view that is under way.
pub(super) struct Flight {
    from: Camera,
    to: Camera,
    /// How the view was left by the last frame of the flight: if it is another now, the user has moved it.
    at: Camera,
    /// When it was first drawn, in seconds; `None` before.
    begun: Option<f64>,
}

impl Canvas {
    /// How the view is, or will be at the end of a flight.
    fn destination(&self) -> Camera {
        self.flight.as_ref().filter(|flight| flight.at == self.camera).map_or(self.camera, |flight| flight.to)
    }

    fn fly_to(&mut self, to: Camera) {
        if to != self.destination() {
            self.flight = Some(Flight { from: self.camera, to, at: self.camera, begun: None });
        }
    }

    /// Ends a flight where it leads to.
    pub(super) fn land(&mut self) {
        self.camera = self.destination();
        self.flight = None;
    }

    /// Goes on with a flight, until it is over or the user moves the view or takes hold of something.
    pub(super) fn fly(&mut self, ui: &egui::Ui) {
        let busy = self.is_busy() || self.panning;
        let Some(mut flight) = self.flight.take().filter(|flight| !busy && flight.at == self.camera) else {
            return;
        };
        let now = ui.input(|input| input.time);
        match glide::share(&mut flight.begun, now) {
            Some(share) => {
                self.camera = flight.from.towards(flight.to, share);
                self.flight = Some(Flight { at: self.camera, ..flight });
                ui.ctx().request_repaint();
            }
            None => self.camera = flight.to,
        }
    }

    /// A view in which the selection can be seen: the one that is, if it can be seen already.
    fn revealing(&mut self, editor: &Editor) -> Option<Camera> {
        let viewport = self.viewport?;
        self.refresh(editor);
        let (before, bounds) = (self.destination(), self.selected_bounds(editor)?);
        let seen = before.seen(world_rect(viewport.shrink(24.0)));
        if seen.contains(bounds.min) && seen.contains(bounds.max) {
            return Some(before);
        }
        let fitting = Camera::fit(bounds, world_rect(viewport), FIT_MARGIN);
        Some(Camera::new(bounds.centre(), fitting.zoom().min(before.zoom())))
    }

    /// Moves the view, if need be, so that the selection can be seen.
    pub(crate) fn reveal(&mut self, editor: &Editor) {
        if let Some(to) = self.revealing(editor) {
            self.fly_to(to);
        }
    }

    /// Keeps the selection in sight when the room for the canvas has become another.
    pub(super) fn keep_in_sight(&mut self, editor: &Editor) {
        if let Some(to) = self.revealing(editor) {
            (self.camera, self.flight) = (to, None);
        }
    }

    /// Moves the view so that the selected relations can be seen, and comes nearer if they are drawn too small to be read.
    pub(crate) fn approach(&mut self, editor: &Editor) {
        self.refresh(editor);
        let zoom = self.destination().zoom();
        let ends = |id| editor.selection.relations.iter().any(|key| key.touches(id));
        let nodes = self.scene.nodes.iter().filter(|node| node.actors().any(ends));
        let bounds =
            nodes.map(|node| node.bounds).chain(self.selected_bounds(editor)).reduce(WorldRect::union);
        let near = self.viewport.zip(bounds).map(|(viewport, bounds)| {
            let fitting = Camera::fit(bounds.grown(CONTEXT), world_rect(viewport), FIT_MARGIN);
            Camera::new(fitting.centre, fitting.zoom().min(1.0))
        });
        match near.filter(|near| zoom < LEGIBLE && near.zoom() > zoom) {
            Some(near) => self.fly_to(near),
            None => self.reveal(editor),
        }
    }

    /// Shows what is selected as large as it fits.
    pub(crate) fn fit_selection(&mut self, editor: &Editor) {
        self.refresh(editor);
        if let Some((bounds, viewport)) = self.selected_bounds(editor).zip(self.viewport) {
            self.fly_to(self.fitting(bounds, viewport));
        }
    }
}

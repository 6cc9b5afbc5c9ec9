//! How the canvas goes from one arrangement to the next: what a layout under way has reached is shown as it comes, and what
//! a step has moved glides from the old place to the new one.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui;

use super::{Canvas, Drawn};
use crate::editor::Editor;
use crate::map::{ActorId, Place, StanceMap};
use crate::picture::{Camera, Look, Point, Scene, redrawn};

/// How long it takes, in seconds.
const DURATION: f64 = 0.25;

/// Larger maps, counted in actors and relations, jump: to draw them anew many times a second takes too long.
const LARGE: usize = 1_500;

/// Where nobody moves further than this, in world units, there is nothing to be seen.
const LEAST: f32 = 16.0;

/// A change of places that is being shown.
pub(super) struct Glide {
    /// From where to where each goes. Newcomers start amid those to whom they relate.
    ways: BTreeMap<ActorId, [Point; 2]>,
    newcomers: BTreeSet<ActorId>,
    /// When it was first drawn, in seconds; `None` before.
    begun: Option<f64>,
    /// The share of the way that is behind, within 0..=1.
    share: f32,
    /// The map as it is drawn on the way.
    scene: Scene,
}

impl Glide {
    /// The way from where actors were to where a scene shows them; `None` if there is nothing to be seen of it, or too much
    /// to be drawn.
    fn new(from: &BTreeMap<ActorId, Point>, to: &Scene) -> Option<Self> {
        if from.is_empty() || to.nodes.len() + to.edges.len() > LARGE {
            return None;
        }
        let mut neighbours: BTreeMap<ActorId, Vec<Point>> = BTreeMap::new();
        for key in to.edges.iter().map(|edge| edge.key) {
            for (one, other) in [(key.source, key.target), (key.target, key.source)] {
                neighbours.entry(one).or_default().extend(from.get(&other));
            }
        }
        let amid = |id: ActorId| {
            let near = neighbours.get(&id).filter(|near| !near.is_empty())?;
            Some(near.iter().fold(Point::default(), |sum, at| sum + *at) * (1.0 / near.len() as f32))
        };
        let ways: BTreeMap<ActorId, [Point; 2]> = to
            .nodes
            .iter()
            .map(|node| {
                let start = from.get(&node.actor).copied().or_else(|| amid(node.actor));
                (node.actor, [start.unwrap_or(node.centre), node.centre])
            })
            .collect();
        let newcomers: BTreeSet<ActorId> = ways.keys().filter(|id| !from.contains_key(id)).copied().collect();
        let far = ways.values().any(|[from, to]| from.distance(*to) > LEAST);
        let glide = Self { ways, newcomers, begun: None, share: 0.0, scene: Scene::default() };
        (far || !glide.newcomers.is_empty()).then_some(glide)
    }

    /// Goes on to where everybody is at a time in seconds; `false` once all have arrived.
    fn advance(&mut self, now: f64, map: &StanceMap, look: &Look) -> bool {
        let Some(share) = share(&mut self.begun, now) else { return false };
        self.share = share;
        let places = self.ways.iter().map(|(id, [from, to])| (*id, from.towards(*to, self.share)));
        self.scene = redrawn(&self.scene, map, &Look { places: places.collect(), ..look.clone() });
        true
    }

    /// The map as it is drawn now; `None` before the first [`advance`](Self::advance).
    fn scene(&self) -> Option<&Scene> {
        self.begun.map(|_| &self.scene)
    }

    /// How large an actor is drawn: newcomers grow.
    fn size(&self, actor: ActorId) -> f32 {
        if self.newcomers.contains(&actor) { self.share } else { 1.0 }
    }
}

impl Canvas {
    /// Draws the scene anew if what it shows has changed. What a step has moved, be it done or undone, glides there; what
    /// is dragged is where the pointer is.
    pub(super) fn refresh(&mut self, editor: &Editor) {
        let revision = editor.revision();
        let is_step = self.drawn.as_ref().is_some_and(|drawn| drawn.revision != revision);
        if is_step && self.laying_out.is_none() {
            self.preview.clear();
        }
        let drawn = Drawn { revision, look: Look { places: self.preview.clone(), ..Self::look(editor) } };
        if self.drawn.as_ref() == Some(&drawn) {
            return;
        }
        let is_end = std::mem::take(&mut self.glides);
        let glides = (is_step || is_end) && self.laying_out.is_none() && !self.is_busy();
        let before = glides.then(|| centres(self.shown()));
        self.scene = redrawn(&self.scene, editor.map(), &drawn.look);
        self.drawn = Some(drawn);
        self.overview = None;
        self.glide = before.and_then(|before| Glide::new(&before, &self.scene));
    }

    /// Keeps the scene up to date while the canvas is not shown: commands and exports go by it.
    pub(crate) fn keep_up(&mut self, editor: &Editor) {
        self.refresh(editor);
        self.glide = None;
        self.land();
    }

    /// The scene as it is drawn: on the way to [`scene`](Self::scene) while actors glide.
    pub(super) fn shown(&self) -> &Scene {
        self.glide.as_ref().and_then(Glide::scene).unwrap_or(&self.scene)
    }

    /// How large an actor is drawn, within 0..=1.
    pub(super) fn size(&self, actor: ActorId) -> f32 {
        self.glide.as_ref().map_or(1.0, |glide| glide.size(actor))
    }

    /// Lets actors glide on, until they have arrived or the pointer takes hold of something.
    pub(super) fn glide(&mut self, ui: &egui::Ui, editor: &Editor) {
        let (now, busy) = (ui.input(|input| input.time), self.is_busy());
        if let Some((glide, drawn)) = self.glide.as_mut().zip(self.drawn.as_ref()) {
            if !busy && glide.advance(now, editor.map(), &drawn.look) {
                ui.ctx().request_repaint();
            } else {
                self.glide = None;
            }
        }
    }

    /// Shows what a layout under way has reached.
    pub(crate) fn show_layout(&mut self, places: Vec<(ActorId, Place)>) {
        self.laying_out.get_or_insert(self.camera);
        self.preview = places.into_iter().collect();
        self.wants_fit = true;
    }

    /// What a layout under way has reached, as far as it was shown.
    pub(crate) fn layout_so_far(&self) -> Vec<(ActorId, Place)> {
        let so_far = self.preview.iter().filter(|_| self.laying_out.is_some());
        so_far.map(|(id, place)| (*id, *place)).collect()
    }

    /// No longer shows a layout under way, since that has ended; how the view was before, if one was shown.
    pub(crate) fn end_layout(&mut self) -> Option<Camera> {
        let before = self.laying_out.take()?;
        self.preview.clear();
        self.glides = true;
        Some(before)
    }

    /// Shows everybody where they were before a layout began.
    pub(crate) fn give_up_layout(&mut self) {
        if let Some(before) = self.end_layout() {
            (self.camera, self.wants_fit) = (before, false);
        }
    }
}

/// Which share of the way is behind, within 0..=1, at a time in seconds: fast at first, then ever slower. `None` once all of
/// it is.
pub(super) fn share(begun: &mut Option<f64>, now: f64) -> Option<f32> {
    let passed = ((now - *begun.get_or_insert(now)) / DURATION) as f32;
    (passed < 1.0).then(|| 1.0 - (1.0 - passed).powi(3))
}

/// Where a scene shows everybody.
fn centres(scene: &Scene) -> BTreeMap<ActorId, Place> {
    scene.nodes.iter().map(|node| (node.actor, node.centre)).collect()
}

//! Marks of the scene as shapes of the window.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use eframe::egui::{self, Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke as Line, Vec2};

use super::{Canvas, world_rect};
use crate::editor::{Editor, Gesture};
use crate::gui::theme::colour;
use crate::map::{ActorId, RelationKey};
use crate::picture::{
    BODY, EdgeShape, Hit, LABEL_SIZE, Mark, NodeShape, Palette, Point, Rect as WorldRect, Role, Stroke,
    Taken, dashes,
};

/// Below this height in points, text is not worth drawing.
const LEGIBLE: f32 = 5.0;

/// Paints one mark: `place` takes it to the screen, `zoom` scales widths and sizes, `opacity` is within 0..=1.
pub(super) fn mark(
    painter: &Painter,
    mark: &Mark,
    place: &dyn Fn(Point) -> Pos2,
    zoom: f32,
    palette: Palette,
    opacity: f32,
) {
    let of = |role: Role| colour(palette.rgb(role).over(palette.rgb(Role::Paper), opacity));
    let line = |stroke: &Stroke| Line::new((stroke.width * zoom).max(0.7), of(stroke.role));
    // What lies out of sight costs as much as what does not, if it is handed over.
    let sight = painter.clip_rect().expand(12.0);
    let path = |points: &[Point], stroke: &Stroke| match stroke.line.pattern(stroke.width) {
        None => {
            let points: Vec<Pos2> = points.iter().map(|at| place(*at)).collect();
            painter.add(Shape::line(in_sight(&points, sight).to_vec(), line(stroke)));
        }
        Some(pattern) => {
            for dash in dashes(points, pattern) {
                let dash: Vec<Pos2> = dash.iter().map(|at| place(*at)).collect();
                if !in_sight(&dash, sight).is_empty() {
                    painter.add(Shape::line(dash, line(stroke)));
                }
            }
        }
    };
    let closed = |points: &[Point]| {
        let mut ring = points.to_vec();
        ring.extend(points.first());
        ring
    };
    match mark {
        Mark::Polygon { points, fill, stroke } => {
            if let Some(fill) = fill {
                let corners = points.iter().map(|at| place(*at)).collect();
                painter.add(Shape::convex_polygon(corners, of(*fill), Line::NONE));
            }
            if let Some(stroke) = stroke {
                path(&closed(points), stroke);
            }
        }
        Mark::Circle { centre, radius, fill, stroke } => {
            let fill = fill.map_or(Color32::TRANSPARENT, of);
            let solid = stroke.as_ref().filter(|stroke| stroke.line.pattern(stroke.width).is_none());
            painter.circle(place(*centre), radius * zoom, fill, solid.map_or(Line::NONE, line));
            if let Some(stroke) = stroke.as_ref().filter(|_| solid.is_none()) {
                let ring = (0..=48).map(|step| {
                    let turn = Vec2::angled(step as f32 / 48.0 * std::f32::consts::TAU) * *radius;
                    *centre + Point::new(turn.x, turn.y)
                });
                path(&ring.collect::<Vec<_>>(), stroke);
            }
        }
        Mark::Path { points, stroke } => path(points, stroke),
        Mark::Curve { curve, stroke } => path(&curve.flattened(0.4 / zoom), stroke),
        Mark::Text(text) => {
            let size = text.size * zoom;
            if size < LEGIBLE {
                return;
            }
            let font = FontId::proportional(size);
            let galley = painter.layout_no_wrap(text.text.clone(), font, of(text.role));
            let align = if text.from_left { Align2::LEFT_CENTER } else { Align2::CENTER_CENTER };
            let at = align.anchor_size(place(text.at), galley.size()).min;
            if text.halo {
                let halo = of(Role::Halo);
                for step in 0..8 {
                    let by = Vec2::angled(step as f32 / 8.0 * std::f32::consts::TAU)
                        * (2.0 * zoom).clamp(1.0, 3.0);
                    painter.add(
                        egui::epaint::TextShape::new(at + by, galley.clone(), halo)
                            .with_override_text_color(halo),
                    );
                }
            }
            painter.galley(at, galley, of(text.role));
        }
    }
}

/// A line without the stretches at its ends that lie out of sight.
fn in_sight(points: &[Pos2], sight: Rect) -> &[Pos2] {
    let crosses = |pair: &[Pos2]| Rect::from_two_pos(pair[0], pair[1]).intersects(sight);
    let first = points.windows(2).position(crosses);
    let last = points.windows(2).rposition(crosses);
    first.zip(last).map_or(&[], |(first, last)| &points[first..last + 2])
}

/// The least zoom at which bodies are drawn.
const LEAST_BODY: f32 = 0.36;

/// From afar so many actors are tried for a name.
const FEW: usize = 90;

/// The least size of names in points.
const LEAST_NAME: f32 = 10.0;

/// Whether an actor is selected, or somebody who is rolled up into it.
fn is_selected(node: &NodeShape, editor: &Editor) -> bool {
    node.actors().any(|id| editor.selection.actors.contains(&id))
}

impl Canvas {
    fn hovers(&self, actor: ActorId) -> bool {
        matches!(self.hovered, Some(Hit::Actor(id) | Hit::Rim(id)) if id == actor)
    }

    /// While an actor is pointed at: it and all that it is related to. The rest stands back.
    fn neighbourhood(&self) -> Option<BTreeSet<ActorId>> {
        let (Some(Hit::Actor(id)), Gesture::Idle) = (self.hovered, self.gesture) else { return None };
        let related = self.shown().edges.iter().filter(|edge| edge.key.touches(id));
        let near: BTreeSet<ActorId> = related.flat_map(|edge| [edge.key.source, edge.key.target]).collect();
        (!near.is_empty()).then_some(near)
    }

    /// Names, legible at every zoom. Where there is no longer room for all, what is pointed at goes first and then the
    /// best connected; the others appear on a closer look.
    fn names(&self, painter: &Painter, viewport: Rect, palette: Palette, editor: &Editor) {
        let zoom = self.camera.zoom();
        let size = (LABEL_SIZE * zoom).max(LEAST_NAME);
        let pointed = |node: &NodeShape| is_selected(node, editor) || self.hovers(node.actor);
        let near = self.neighbourhood();
        let far = |node: &NodeShape| near.as_ref().is_some_and(|near| !near.contains(&node.actor));
        let opacity = |node: &NodeShape| {
            if node.dimmed || far(node) { Palette::DIMMED } else { 1.0 }
        };
        let seen = self.camera.seen(world_rect(viewport)).grown(20.0);
        let mut nodes: Vec<&NodeShape> = self.shown().nodes_in(seen).collect();
        let rank =
            |node: &&NodeShape| (!pointed(node), far(node), node.dimmed, Reverse(node.degree), node.actor);
        // From afar there is only room for the first few of many.
        if self.is_far() && nodes.len() > FEW {
            nodes.select_nth_unstable_by_key(FEW, rank);
            nodes.truncate(FEW);
        }
        nodes.sort_by_key(rank);
        let enlarged = if self.is_far() { zoom } else { zoom.max(LEAST_BODY) };
        let mut taken = Taken::default();
        for node in &nodes {
            let side = BODY * node.radius * enlarged;
            let middle = self.screen(node.centre, viewport);
            taken.take(node.actor, WorldRect::around(super::point(middle), side, side));
        }
        // Newcomers get their names when they have arrived.
        for node in nodes.into_iter().filter(|node| self.size(node.actor) >= 1.0) {
            let scale = size / node.label.size;
            let below = node.label.rect.min.y - node.centre.y;
            let middle = self.screen(node.centre, viewport);
            let width = scale * node.label.rect.width();
            let top = middle.y + (below * enlarged).max(4.0);
            let room = Rect::from_min_size(
                Pos2::new(middle.x - width / 2.0, top),
                Vec2::new(width, scale * node.label.rect.height()),
            );
            if !pointed(node) && !taken.is_free(node.actor, world_rect(room)) {
                continue;
            }
            taken.take(node.actor, world_rect(room));
            let origin = node.label.rect.min;
            let place = |at: Point| room.min + scale * Vec2::new(at.x - origin.x, at.y - origin.y);
            for shape in node.label.marks() {
                mark(painter, &shape, &place, scale, palette, opacity(node));
            }
        }
    }

    pub(super) fn paint(&self, painter: &Painter, viewport: Rect, palette: Palette, editor: &Editor) {
        let zoom = self.camera.zoom();
        let seen = self.camera.seen(world_rect(viewport)).grown(20.0);
        let place = |at: Point| self.screen(at, viewport);
        let accent = colour(palette.rgb(Role::Accent));
        let glow = |role_opacity: f32| {
            colour(palette.rgb(Role::Accent).over(palette.rgb(Role::Paper), role_opacity))
        };
        let opacity = |dimmed: bool| if dimmed { Palette::DIMMED } else { 1.0 };
        let near = self.neighbourhood();
        let stands_back = |actor: ActorId| near.as_ref().is_some_and(|near| !near.contains(&actor));
        let hovered_actor = match self.hovered {
            Some(Hit::Actor(id)) if near.is_some() => Some(id),
            _ => None,
        };
        let edge_opacity = |edge: &EdgeShape| {
            opacity(edge.dimmed || hovered_actor.is_some_and(|actor| !edge.key.touches(actor)))
        };

        let far = self.is_far();
        let pointed = |key: RelationKey| self.hovered == Some(Hit::Relation(key));
        // From afar only what is marked is drawn by itself.
        let all_edges =
            !far || !editor.selection.relations.is_empty() || matches!(self.hovered, Some(Hit::Relation(_)));
        let edges: Vec<&EdgeShape> =
            if all_edges { self.shown().edges_in(seen).collect() } else { Vec::new() };
        for edge in &edges {
            let selected = edge.relations.iter().any(|key| editor.selection.relations.contains(key));
            let hovered = pointed(edge.key);
            if selected || hovered {
                let points = edge.curve.flattened(0.4 / zoom).into_iter().map(place).collect();
                let wide = (edge.width + 9.0) * zoom;
                let ground = glow(if selected { 0.38 } else { 0.16 });
                painter.add(Shape::line(points, Line::new(wide.max(5.0), ground)));
            }
            for shape in edge.marks.iter().filter(|_| !far) {
                mark(painter, shape, &place, zoom, palette, edge_opacity(edge));
            }
        }
        for edge in edges.iter().filter(|_| !far) {
            for shape in &edge.badge {
                mark(painter, shape, &place, zoom, palette, edge_opacity(edge));
            }
        }
        if far {
            self.paint_far(painter, viewport, palette, hovered_actor, near.as_ref());
        }
        if let Gesture::Connecting { source, to } = self.gesture
            && let Some(node) = self.shown().node(source)
        {
            let line = Line::new(2.5, accent);
            painter.line_segment([place(node.centre), place(to)], line);
            painter.circle_filled(place(to), 5.0, accent);
        }
        // Zoomed out, bodies keep a size at which they can be seen and hit; they grow around their middle.
        let body = if far { zoom } else { zoom.max(LEAST_BODY) };
        let all_nodes = !far
            || !editor.selection.actors.is_empty()
            || matches!(self.hovered, Some(Hit::Actor(_) | Hit::Rim(_)));
        for node in self.shown().nodes_in(seen).filter(|_| all_nodes) {
            let body = body * self.size(node.actor);
            let middle = place(node.centre);
            let around = |at: Point| middle + body * Vec2::new(at.x - node.centre.x, at.y - node.centre.y);
            let selected = is_selected(node, editor);
            let hovered = self.hovers(node.actor);
            if selected || hovered {
                let ring = node.outline.iter().map(|at| {
                    let out = (*at - node.centre).unit() * (4.0 / body.max(0.5));
                    around(*at + out)
                });
                let stroke = if selected { Line::new(3.0, accent) } else { Line::new(2.0, glow(0.5)) };
                painter.add(Shape::closed_line(ring.collect(), stroke));
            }
            for shape in node.marks.iter().filter(|_| !far) {
                mark(painter, shape, &around, body, palette, opacity(node.dimmed || stands_back(node.actor)));
            }
        }
        if let Some((at, snap)) = self.guides {
            let line = Line::new(1.0, accent);
            for other in [snap.across, snap.along].into_iter().flatten() {
                // A little beyond both, so that it reads as a line on which they stand.
                let beyond = (place(at) - place(other)).normalized() * 28.0;
                painter.line_segment([place(other) - beyond, place(at) + beyond], line);
            }
        }
        if let Some(node) = self.drop_target(editor).and_then(|into| self.shown().node(into)) {
            let middle = place(node.centre);
            let radius = body * node.radius * 1.5 + 6.0;
            painter.circle(middle, radius, accent.gamma_multiply(0.12), Line::new(2.5, accent));
        }
        self.names(painter, viewport, palette, editor);
        self.quote_along(painter, viewport, palette, editor);
        if self.by_keys {
            let inner = viewport.shrink(1.0);
            painter.rect_stroke(inner, 0.0, Line::new(2.0, accent), egui::StrokeKind::Inside);
        }
        if let (Gesture::Marquee { .. }, true) = (self.gesture, editor.lasso) {
            let line: Vec<Pos2> = self.drawn_line.iter().map(|at| place(*at)).collect();
            painter.add(Shape::closed_line(line, Line::new(1.5, accent)));
        } else if let Gesture::Marquee { from, to } = self.gesture {
            let frame = Rect::from_two_pos(place(from), place(to));
            painter.rect(
                frame,
                2.0,
                accent.gamma_multiply(0.1),
                Line::new(1.0, accent),
                egui::StrokeKind::Middle,
            );
        }
    }
}

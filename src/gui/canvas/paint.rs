//! Marks of the scene as shapes of the window.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use eframe::egui::epaint::TextShape;
use eframe::egui::{self, Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke as Line, Vec2};

use super::{Canvas, world_rect};
use crate::editor::{Editor, Gesture};
use crate::gui::theme::colour;
use crate::map::{ActorId, RelationKey};
use crate::picture::{
    BODY, EdgeShape, Hit, LABEL_SIZE, Mark, NodeShape, Palette, Point, Rect as WorldRect, Role, Stroke,
    Taken, Text, dashes,
};

/// Below this height in points, text is not worth drawing.
const LEGIBLE: f32 = 5.0;

/// Collects the shapes of a picture, which are handed over all at once: that costs less than one by one.
pub(super) struct Pen<'a> {
    painter: &'a Painter,
    palette: Palette,
    /// What lies out of sight costs as much as what does not, if it is handed over.
    sight: Rect,
    shapes: Vec<Shape>,
}

impl<'a> Pen<'a> {
    pub(super) fn new(painter: &'a Painter, palette: Palette) -> Self {
        Self { painter, palette, sight: painter.clip_rect().expand(12.0), shapes: Vec::new() }
    }

    pub(super) fn add(&mut self, shape: impl Into<Shape>) {
        self.shapes.push(shape.into());
    }

    pub(super) fn finish(self) {
        self.painter.extend(self.shapes);
    }

    fn ink(&self, role: Role, opacity: f32) -> Color32 {
        colour(self.palette.rgb(role).over(self.palette.rgb(Role::Paper), opacity))
    }

    /// Draws one mark: `place` takes it to the screen, `zoom` scales widths and sizes, `opacity` is within 0..=1.
    pub(super) fn mark(&mut self, mark: &Mark, place: &impl Fn(Point) -> Pos2, zoom: f32, opacity: f32) {
        match mark {
            Mark::Polygon { points, fill, stroke } => {
                let corners: Vec<Pos2> = points.iter().map(|at| place(*at)).collect();
                if !Rect::from_points(&corners).intersects(self.sight) {
                    return;
                }
                if let Some(fill) = fill {
                    self.add(Shape::convex_polygon(corners, self.ink(*fill, opacity), Line::NONE));
                }
                if let Some(stroke) = stroke {
                    let ring: Vec<Point> = points.iter().chain(points.first()).copied().collect();
                    self.path(&ring, stroke, place, zoom, opacity);
                }
            }
            Mark::Circle { centre, radius, fill, stroke } => {
                if !self.sight.expand(radius * zoom).contains(place(*centre)) {
                    return;
                }
                let solid = stroke.as_ref().filter(|stroke| stroke.line.pattern(stroke.width).is_none());
                self.add(egui::epaint::CircleShape {
                    center: place(*centre),
                    radius: radius * zoom,
                    fill: fill.map_or(Color32::TRANSPARENT, |fill| self.ink(fill, opacity)),
                    stroke: solid.map_or(Line::NONE, |stroke| self.line(stroke, zoom, opacity)),
                });
                if let Some(stroke) = stroke.as_ref().filter(|_| solid.is_none()) {
                    let ring = (0..=48).map(|step| {
                        let turn = Vec2::angled(step as f32 / 48.0 * std::f32::consts::TAU) * *radius;
                        *centre + Point::new(turn.x, turn.y)
                    });
                    self.path(&ring.collect::<Vec<_>>(), stroke, place, zoom, opacity);
                }
            }
            Mark::Path { points, stroke } => self.path(points, stroke, place, zoom, opacity),
            Mark::Curve { curve, stroke } => {
                self.path(&curve.flattened(0.4 / zoom), stroke, place, zoom, opacity);
            }
            Mark::Text(text) => self.text(text, place, zoom, opacity),
        }
    }

    fn line(&self, stroke: &Stroke, zoom: f32, opacity: f32) -> Line {
        Line::new((stroke.width * zoom).max(0.7), self.ink(stroke.role, opacity))
    }

    fn path(
        &mut self,
        points: &[Point],
        stroke: &Stroke,
        place: &impl Fn(Point) -> Pos2,
        zoom: f32,
        opacity: f32,
    ) {
        let line = self.line(stroke, zoom, opacity);
        match stroke.line.pattern(stroke.width) {
            None => {
                let points: Vec<Pos2> = points.iter().map(|at| place(*at)).collect();
                let seen = in_sight(&points, self.sight);
                if !seen.is_empty() {
                    self.shapes.push(Shape::line(seen.to_vec(), line));
                }
            }
            Some(pattern) => {
                let Self { sight, shapes, .. } = self;
                let is_seen = |a, b| Rect::from_two_pos(place(a), place(b)).intersects(*sight);
                dashes(points, pattern, is_seen, |dash| match *dash {
                    [from, to] => shapes.push(Shape::line_segment([place(from), place(to)], line)),
                    _ => shapes.push(Shape::line(dash.iter().map(|at| place(*at)).collect(), line)),
                });
            }
        }
    }

    fn text(&mut self, text: &Text, place: &impl Fn(Point) -> Pos2, zoom: f32, opacity: f32) {
        let size = text.size * zoom;
        if size < LEGIBLE {
            return;
        }
        let ink = self.ink(text.role, opacity);
        let galley = self.painter.layout_no_wrap(text.text.clone(), FontId::proportional(size), ink);
        let align = if text.from_left { Align2::LEFT_CENTER } else { Align2::CENTER_CENTER };
        let at = align.anchor_size(place(text.at), galley.size()).min;
        if text.halo {
            let halo = self.ink(Role::Halo, opacity);
            for step in 0..8 {
                let by =
                    Vec2::angled(step as f32 / 8.0 * std::f32::consts::TAU) * (2.0 * zoom).clamp(1.0, 3.0);
                self.add(TextShape::new(at + by, galley.clone(), halo).with_override_text_color(halo));
            }
        }
        self.add(TextShape::new(at, galley, ink));
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

/// With more lines in view, they are drawn without dashes, heads and signs.
const CROWD: usize = 1_500;

/// From afar so many actors are tried for a name.
const FEW: usize = 90;

/// Between two names, across and down, in points: without it they read as one.
const NAMES_APART: Vec2 = Vec2::new(4.0, 0.0);

/// The least size of names in points.
const LEAST_NAME: f32 = 10.0;

/// A name that is shown, and in which room.
struct Name<'a> {
    node: &'a NodeShape,
    room: Rect,
    /// Whether it stands where lines take it to be.
    is_below: bool,
}

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

    /// Whose names are shown and in which room, legible at every zoom. Where there is no longer room for all, what is
    /// pointed at goes first and then the best connected; the others appear on a closer look. A name stands below its body
    /// unless there is only room above or beside it.
    fn names(&self, viewport: Rect, near: Option<&BTreeSet<ActorId>>, editor: &Editor) -> Vec<Name<'_>> {
        let zoom = self.camera.zoom();
        let size = (LABEL_SIZE * zoom).max(LEAST_NAME);
        // Where one alone is meant, its name is shown even over others.
        let sole = editor.selection.sole_actor();
        let insisted = |node: &NodeShape| self.hovers(node.actor) || node.actors().any(|id| sole == Some(id));
        let pointed = |node: &NodeShape| is_selected(node, editor) || self.hovers(node.actor);
        let far = |node: &NodeShape| near.is_some_and(|near| !near.contains(&node.actor));
        let seen = self.camera.seen(world_rect(viewport)).grown(20.0);
        let mut nodes: Vec<&NodeShape> = self.shown().nodes_in(seen).collect();
        // From afar there is only room for the first few of many.
        if self.is_far() && nodes.len() > FEW {
            nodes.select_nth_unstable_by_key(FEW, |node| {
                (!pointed(node), far(node), node.dimmed, Reverse(node.degree), node.actor)
            });
            nodes.truncate(FEW);
        }
        // Where names stand does not hang on where the pointer is: they would jump from under it.
        nodes.sort_by_key(|node| (!is_selected(node, editor), node.dimmed, Reverse(node.degree), node.actor));
        let enlarged = if self.is_far() { zoom } else { zoom.max(LEAST_BODY) };
        let mut taken = Taken::default();
        for node in &nodes {
            let side = BODY * node.radius * enlarged;
            let middle = self.screen(node.centre, viewport);
            taken.take(node.actor, WorldRect::around(super::point(middle), side, side));
        }
        let mut names = Vec::new();
        // Newcomers get their names when they have arrived.
        for node in nodes.into_iter().filter(|node| self.size(node.actor) >= 1.0) {
            let scale = size / node.label.size;
            let below = node.label.rect.min.y - node.centre.y;
            let middle = self.screen(node.centre, viewport);
            let size = scale * Vec2::new(node.label.rect.width(), node.label.rect.height());
            let down = (below * enlarged).max(4.0);
            let aside = node.radius * enlarged + 4.0;
            let rooms = [
                Align2::CENTER_TOP.anchor_size(middle + Vec2::new(0.0, down), size),
                Align2::CENTER_BOTTOM.anchor_size(middle - Vec2::new(0.0, down), size),
                Align2::LEFT_CENTER.anchor_size(middle + Vec2::new(aside, 0.0), size),
                Align2::RIGHT_CENTER.anchor_size(middle - Vec2::new(aside, 0.0), size),
            ];
            let is_free = |room: &Rect| taken.is_free(node.actor, world_rect(room.expand2(NAMES_APART)));
            let is_seen = |room: &Rect| {
                viewport.contains_rect(*room) && self.tools.is_none_or(|tools| !tools.intersects(*room))
            };
            let mut places = rooms.iter().enumerate();
            let free = places
                .position(|(index, room)| is_free(room) && (index == 0 || is_seen(room)))
                .or_else(|| insisted(node).then_some(0));
            let Some(at) = free else { continue };
            taken.take(node.actor, world_rect(rooms[at]));
            names.push(Name { node, room: rooms[at], is_below: at == 0 });
        }
        names
    }

    /// Leads a line that ends at a name on to the body, where the name is not shown there.
    fn lead_on(
        &self,
        pen: &mut Pen<'_>,
        edge: &EdgeShape,
        named: &BTreeSet<ActorId>,
        place: &impl Fn(Point) -> Pos2,
        opacity: f32,
    ) {
        let ends = [(edge.key.source, edge.curve.from), (edge.key.target, edge.curve.to)];
        for ((actor, end), lead) in ends.into_iter().zip(edge.leads) {
            let is_bare = |_: &Point| !named.contains(&actor) && self.size(actor) >= 1.0;
            if let Some(rim) = lead.filter(is_bare) {
                let stroke = Stroke::solid(edge.width, edge.key.stance.into());
                let line = pen.line(&stroke, self.camera.zoom(), opacity);
                pen.add(Shape::line_segment([place(end), place(rim)], line));
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
        let mut pen = Pen::new(painter, palette);
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
        let edges: Vec<&EdgeShape> = self.shown().edges_in(seen).collect();
        // Of a crowd of lines nobody could tell heads and dashes apart.
        let plain = far || edges.len() > CROWD;
        let selected = &editor.selection.relations;
        let is_selected_edge = |edge: &EdgeShape| edge.relations.iter().any(|key| selected.contains(key));
        let marked = |edge: &EdgeShape| pointed(edge.key) || is_selected_edge(edge);
        let any_marked = !selected.is_empty() || matches!(self.hovered, Some(Hit::Relation(_)));
        // In a crowd only what is marked is drawn by itself.
        let drawn: &[&EdgeShape] = if plain && !any_marked { &[] } else { &edges };
        let names = self.names(viewport, near.as_ref(), editor);
        let below = names.iter().filter(|name| name.is_below);
        let named: BTreeSet<ActorId> = below.map(|name| name.node.actor).collect();
        for edge in drawn {
            if !plain {
                self.lead_on(&mut pen, edge, &named, &place, edge_opacity(edge));
            }
            let selected = is_selected_edge(edge);
            if selected || pointed(edge.key) {
                let points = edge.curve.flattened(0.4 / zoom).into_iter().map(place).collect();
                let wide = (edge.width + 9.0) * zoom;
                let ground = glow(if selected { 0.38 } else { 0.16 });
                pen.add(Shape::line(points, Line::new(wide.max(5.0), ground)));
            }
            for shape in edge.marks.iter().filter(|_| !plain) {
                pen.mark(shape, &place, zoom, edge_opacity(edge));
            }
        }
        if plain {
            self.paint_plain(&mut pen, viewport, palette, &edges, (hovered_actor, near.as_ref()));
        }
        for edge in drawn.iter().filter(|edge| !plain || marked(edge)) {
            for shape in edge.marks.iter().filter(|_| plain).chain(&edge.badge) {
                pen.mark(shape, &place, zoom, edge_opacity(edge));
            }
        }
        if let Gesture::Connecting { source, to } = self.gesture
            && let Some(node) = self.shown().node(source)
        {
            let line = Line::new(2.5, accent);
            pen.add(Shape::line_segment([place(node.centre), place(to)], line));
            pen.add(Shape::circle_filled(place(to), 5.0, accent));
        }
        let node = |actor| self.shown().node(actor);
        if let Some((source, target)) = self.asked.and_then(|(from, to)| node(from).zip(node(to))) {
            pen.add(Shape::line_segment(
                [place(source.centre), place(target.centre)],
                Line::new(2.5, accent),
            ));
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
            let is_asked = self.asked.is_some_and(|(from, to)| [from, to].contains(&node.actor));
            let hovered = self.hovers(node.actor) || is_asked;
            if selected || hovered {
                let ring = node.outline.iter().map(|at| {
                    let out = (*at - node.centre).unit() * (4.0 / body.max(0.5));
                    around(*at + out)
                });
                let stroke = if selected { Line::new(3.0, accent) } else { Line::new(2.0, glow(0.5)) };
                pen.add(Shape::closed_line(ring.collect(), stroke));
            }
            for shape in node.marks.iter().filter(|_| !far) {
                pen.mark(shape, &around, body, opacity(node.dimmed || stands_back(node.actor)));
            }
        }
        if let Some((at, snap)) = self.guides {
            let line = Line::new(1.0, accent);
            for other in [snap.across, snap.along].into_iter().flatten() {
                // A little beyond both, so that it reads as a line on which they stand.
                let beyond = (place(at) - place(other)).normalized() * 28.0;
                pen.add(Shape::line_segment([place(other) - beyond, place(at) + beyond], line));
            }
        }
        if let Some(node) = self.drop_target(editor).and_then(|into| self.shown().node(into)) {
            let middle = place(node.centre);
            let radius = body * node.radius * 1.5 + 6.0;
            pen.add(egui::epaint::CircleShape {
                center: middle,
                radius,
                fill: accent.gamma_multiply(0.12),
                stroke: Line::new(2.5, accent),
            });
        }
        for Name { node, room, .. } in names {
            let origin = node.label.rect.min;
            let scale = room.width() / node.label.rect.width().max(1.0);
            let place = |at: Point| room.min + scale * Vec2::new(at.x - origin.x, at.y - origin.y);
            for shape in node.label.marks() {
                pen.mark(&shape, &place, scale, opacity(node.dimmed || stands_back(node.actor)));
            }
        }
        pen.finish();
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

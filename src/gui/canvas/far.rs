//! What is drawn without signs, as one mesh, so that large maps stay quick: from afar, where signs are too small to be told
//! apart, lines and discs for bodies; nearer, the lines of a crowd.

use std::collections::BTreeSet;

use eframe::egui::{Color32, Mesh, Pos2, Rect, Shape, Vec2};

use super::paint::Pen;
use super::{Canvas, world_rect};
use crate::gui::theme::colour;
use crate::map::ActorId;
use crate::picture::{EdgeShape, NodeShape, Palette, Point, Role};

/// Maps with fewer actors and relations are drawn with all their signs at any zoom.
const MANY: usize = 600;

/// Below this zoom signs are too small to be told apart.
const FAR: f32 = 0.3;

/// The corners of a disc.
const CORNERS: usize = 10;

impl Canvas {
    /// Whether the map is drawn as from afar.
    pub(super) fn is_far(&self) -> bool {
        self.camera.zoom() < FAR && self.shown().nodes.len() + self.shown().edges.len() > MANY
    }

    /// Draws the relations in view, and from afar bodies, too; `near` is what does not stand back from who is pointed at.
    pub(super) fn paint_plain(
        &self,
        pen: &mut Pen<'_>,
        viewport: Rect,
        palette: Palette,
        edges: &[&EdgeShape],
        (hovered, near): (Option<ActorId>, Option<&BTreeSet<ActorId>>),
    ) {
        let zoom = self.camera.zoom();
        let seen = self.camera.seen(world_rect(viewport)).grown(20.0);
        let place = |at: Point| self.screen(at, viewport);
        let of = |role: Role, opacity: f32| colour(palette.rgb(role).over(palette.rgb(Role::Paper), opacity));
        let mut mesh = Mesh::default();
        let nodes: Vec<&NodeShape> = self.shown().nodes_in(seen).filter(|_| self.is_far()).collect();
        // Most lines are bent: too little room would have to be copied to more.
        mesh.reserve_vertices(8 * edges.len() + CORNERS * nodes.len());
        mesh.reserve_triangles(4 * edges.len() + CORNERS * nodes.len());
        for edge in edges {
            let back = edge.dimmed || hovered.is_some_and(|actor| !edge.key.touches(actor));
            let ink = of(edge.key.stance.into(), if back { Palette::DIMMED } else { 0.75 });
            let width = (edge.width * zoom).max(0.8);
            let (from, to) = (place(edge.curve.from), place(edge.curve.to));
            // What is bent too little to be seen is drawn straight.
            let middle = place(edge.curve.at(0.5));
            if middle.distance(from + (to - from) / 2.0) < 1.5 {
                line(&mut mesh, from, to, width, ink);
            } else {
                line(&mut mesh, from, middle, width, ink);
                line(&mut mesh, middle, to, width, ink);
            }
        }
        let turns: [Vec2; CORNERS] =
            std::array::from_fn(|i| Vec2::angled(i as f32 / CORNERS as f32 * std::f32::consts::TAU));
        for node in nodes {
            let back = node.dimmed || near.is_some_and(|near| !near.contains(&node.actor));
            let ink = of(node.fill, if back { Palette::DIMMED } else { 1.0 });
            disc(&mut mesh, place(node.centre), (node.radius * zoom).max(2.2), &turns, ink);
        }
        pen.add(Shape::mesh(mesh));
    }
}

fn line(mesh: &mut Mesh, from: Pos2, to: Pos2, width: f32, ink: Color32) {
    let across = (to - from).normalized().rot90() * (width / 2.0);
    let first = mesh.vertices.len() as u32;
    for corner in [from + across, to + across, to - across, from - across] {
        mesh.colored_vertex(corner, ink);
    }
    mesh.add_triangle(first, first + 1, first + 2);
    mesh.add_triangle(first, first + 2, first + 3);
}

fn disc(mesh: &mut Mesh, middle: Pos2, radius: f32, turns: &[Vec2; CORNERS], ink: Color32) {
    let first = mesh.vertices.len() as u32;
    for turn in turns {
        mesh.colored_vertex(middle + *turn * radius, ink);
    }
    for corner in 2..CORNERS as u32 {
        mesh.add_triangle(first, first + corner - 1, first + corner);
    }
}

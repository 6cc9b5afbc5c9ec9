//! How an actor is drawn: a body whose outline and sign tell its kind, with the name beneath.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use super::badge;
use super::{Label, Mark, Point, Rect, Role, Stroke};
use crate::map::{Actor, ActorId, ActorKind};

/// No rim reaches further than this many radii.
const WIDEST: f32 = 1.3;

/// The gap between a body and its name.
const LABEL_GAP: f32 = 4.0;

/// An actor as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeShape {
    /// Which actor.
    pub actor: ActorId,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// What the body is filled with: the colour that a person gave it, or else that of its kind.
    pub fill: Role,
    /// The full name.
    pub name: String,
    /// The middle of the body: the actor's place.
    pub centre: Point,
    /// The distance from the middle to the rim where the body is widest, in world units.
    pub radius: f32,
    /// The rim of the body, a convex polygon.
    pub outline: Vec<Point>,
    /// The name, broken into lines, below the body.
    pub label: Label,
    /// How many relations the actor takes part in.
    pub degree: usize,
    /// Whether a filter leaves it out.
    pub dimmed: bool,
    /// The actors that are rolled up into this one.
    pub inside: Vec<ActorId>,
    /// A sentence for a tooltip.
    pub caption: String,
    /// The body and the name.
    pub bounds: Rect,
    /// The body with its sign; the name is in [`label`](Self::label).
    pub marks: Vec<Mark>,
    /// The sides of the outline.
    sides: Vec<(Point, f32)>,
    pinned: bool,
    noted: bool,
}

/// The room that an actor takes, around its place.
#[derive(Debug, Clone)]
pub(super) struct Footprint {
    pub(super) radius: f32,
    pub(super) label: Label,
    pub(super) bounds: Rect,
}

/// How an actor stands in a scene.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    /// How many relations it takes part in.
    pub(super) degree: usize,
    pub(super) dimmed: bool,
    pub(super) pinned: bool,
    /// Who is rolled up into it.
    pub(super) inside: Vec<ActorId>,
}

/// Bodies grow gently with the number of relations.
fn radius(degree: usize) -> f32 {
    (15.0 + 4.2 * (degree as f32).ln_1p()).min(32.0)
}

impl Footprint {
    pub(super) fn of(actor: &Actor, degree: usize) -> Self {
        let radius = radius(degree);
        let label = Label::below(&actor.name, Point::new(0.0, radius + LABEL_GAP));
        let bounds = Rect::around(Point::default(), 2.0 * radius, 2.0 * radius).union(label.rect);
        Self { radius, label, bounds }
    }
}

impl NodeShape {
    pub(super) fn new(
        id: ActorId,
        actor: &Actor,
        footprint: Footprint,
        centre: Point,
        standing: Standing,
    ) -> Self {
        let caption = caption(actor, &standing);
        let Standing { degree, dimmed, pinned, inside } = standing;
        let Footprint { radius, mut label, bounds } = footprint;
        label.move_by(centre);
        let outline = outline(actor.kind, centre, radius);
        let fill = fill(actor);
        let mut marks = Vec::new();
        if !inside.is_empty() {
            // Another body peeps out from behind.
            let behind = body(actor.kind, fill, centre + Point::new(0.16, -0.16) * radius, radius);
            marks.extend(behind.into_iter().take(1));
        }
        marks.extend(body(actor.kind, fill, centre, radius));
        if !inside.is_empty() {
            marks.extend(badge::count(centre + Point::new(0.95, 0.7) * radius, inside.len()));
        }
        if pinned {
            marks.extend(badge::pin(centre + Point::new(-0.8, -0.8) * radius));
        }
        if !actor.note.is_empty() {
            marks.extend(badge::note(centre + Point::new(0.85, -0.8) * radius));
        }
        Self {
            actor: id,
            kind: actor.kind,
            fill,
            name: actor.name.clone(),
            centre,
            radius,
            label,
            degree,
            dimmed,
            inside,
            caption,
            bounds: bounds.moved(centre),
            marks,
            sides: sides(&outline),
            outline,
            pinned,
            noted: !actor.note.is_empty(),
        }
    }

    /// Whether an actor that is so busy, and stands so, is drawn like this.
    pub(super) fn shows(&self, actor: &Actor, busy: usize, centre: Point, standing: &Standing) -> bool {
        let Standing { degree, dimmed, pinned, inside } = standing;
        self.centre == centre
            && self.radius == radius(busy)
            && (self.degree, self.dimmed, self.pinned) == (*degree, *dimmed, *pinned)
            && (self.kind, self.fill, self.noted) == (actor.kind, fill(actor), !actor.note.is_empty())
            && (&self.name, &self.inside) == (&actor.name, inside)
    }

    /// The actor, and those that are rolled up into it.
    pub fn actors(&self) -> impl Iterator<Item = ActorId> {
        std::iter::once(self.actor).chain(self.inside.iter().copied())
    }

    /// How far a point lies outside the rim; negative inside. Exact along the sides, too short by little at corners.
    pub fn distance_from_rim(&self, p: Point) -> f32 {
        self.sides.iter().map(|(outwards, far)| p.dot(*outwards) - far).fold(f32::NEG_INFINITY, f32::max)
    }

    /// Whether a point lies inside the rim or less than `gap` outside; answers for far points at once.
    pub(super) fn is_within(&self, p: Point, gap: f32) -> bool {
        let away = p - self.centre;
        let reach = WIDEST * self.radius + gap;
        away.dot(away) < reach * reach && self.distance_from_rim(p) < gap
    }
}

fn fill(actor: &Actor) -> Role {
    actor.colour.map_or(Role::NodeFill(actor.kind), Role::Hue)
}

/// An actor's name, and how many are rolled up into it: "Turkey (with 2 members)".
pub fn spoken_name(name: &str, inside: usize) -> String {
    match inside {
        0 => name.to_owned(),
        1 => format!("{name} (with 1 member)"),
        more => format!("{name} (with {more} members)"),
    }
}

fn caption(actor: &Actor, Standing { degree, pinned, inside, .. }: &Standing) -> String {
    let relations = if *degree == 1 { "relation" } else { "relations" };
    let mut caption = format!(
        "{}, {}, {degree} {relations}",
        spoken_name(&actor.name, inside.len()),
        actor.kind.label().to_lowercase()
    );
    if let Some(hue) = actor.colour {
        caption.push_str(&format!(", {}", hue.label().to_lowercase()));
    }
    if *pinned {
        caption.push_str(", pinned");
    }
    if !actor.note.is_empty() {
        caption.push_str(", with a note");
    }
    caption
}

/// The sides of a convex polygon whose corners run from rightwards to downwards: the direction outwards, and how far
/// out the side lies.
fn sides(outline: &[Point]) -> Vec<(Point, f32)> {
    let next = outline.iter().cycle().skip(1);
    outline
        .iter()
        .zip(next)
        .map(|(a, b)| {
            let outwards = (*b - *a).unit().turned() * -1.0;
            (outwards, a.dot(outwards))
        })
        .collect()
}

/// The body of a kind with its sign, as the legend shows it as well.
pub(super) fn body(kind: ActorKind, fill: Role, centre: Point, radius: f32) -> Vec<Mark> {
    let rim = Mark::Polygon {
        points: outline(kind, centre, radius),
        fill: Some(fill),
        stroke: Some(Stroke::solid(1.5, Role::Paper)),
    };
    std::iter::once(rim).chain(sign(kind, centre, radius / 20.0)).collect()
}

/// The rim of a kind.
fn outline(kind: ActorKind, centre: Point, radius: f32) -> Vec<Point> {
    let round = |steps: usize, turn: f32, r: f32| -> Vec<Point> {
        (0..steps).map(|i| centre + polar(turn + TAU * i as f32 / steps as f32, r)).collect()
    };
    match kind {
        ActorKind::Person => round(40, 0.0, radius * 0.97),
        ActorKind::State => rounded(&round(4, PI / 4.0, radius * 1.27), radius * 0.34),
        ActorKind::Organization => rounded(&round(6, 0.0, radius * 1.1), radius * 0.16),
        ActorKind::ArmedGroup => {
            let shield = [
                (-0.9, -0.95),
                (0.9, -0.95),
                (0.9, 0.1),
                (0.58, 0.68),
                (0.0, 1.08),
                (-0.58, 0.68),
                (-0.9, 0.1),
            ];
            let corners: Vec<Point> =
                shield.iter().map(|(x, y)| centre + Point::new(x * radius, y * radius)).collect();
            rounded(&corners, radius * 0.16)
        }
        ActorKind::Party => rounded(&round(5, -FRAC_PI_2, radius * 1.12), radius * 0.2),
        ActorKind::Bloc => rounded(&round(8, PI / 8.0, radius * 1.06), radius * 0.14),
        ActorKind::Other => rounded(&round(4, 0.0, radius * 1.2), radius * 0.24),
    }
}

fn polar(angle: f32, radius: f32) -> Point {
    Point::new(angle.cos(), angle.sin()) * radius
}

/// A convex polygon with its corners cut round: `cut` is how far from a corner the rounding begins.
fn rounded(corners: &[Point], cut: f32) -> Vec<Point> {
    let n = corners.len();
    let mut points = Vec::with_capacity(5 * n);
    for (i, corner) in corners.iter().enumerate() {
        let (before, after) = (corners[(i + n - 1) % n], corners[(i + 1) % n]);
        let towards = |other: Point| {
            let way = other - *corner;
            *corner + way.unit() * cut.min(way.length() * 0.45)
        };
        let curve = super::Curve { from: towards(before), control: *corner, to: towards(after) };
        points.extend((0..=4).map(|step| curve.at(step as f32 / 4.0)));
    }
    points
}

/// The sign of a kind, drawn for a body of radius 20 and scaled.
fn sign(kind: ActorKind, centre: Point, scale: f32) -> Vec<Mark> {
    let at = |x: f32, y: f32| centre + Point::new(x, y) * scale;
    let fill = |corners: &[(f32, f32)]| {
        Mark::filled(corners.iter().map(|(x, y)| at(*x, *y)).collect(), Role::OnNode)
    };
    let line = |corners: &[(f32, f32)]| {
        Mark::path(corners.iter().map(|(x, y)| at(*x, *y)).collect(), 2.0 * scale, Role::OnNode)
    };
    let ring = |x: f32, y: f32, radius: f32| Mark::Circle {
        centre: at(x, y),
        radius: radius * scale,
        fill: None,
        stroke: Some(Stroke::solid(1.8 * scale, Role::OnNode)),
    };
    match kind {
        // A flag.
        ActorKind::State => vec![
            line(&[(-6.0, -9.0), (-6.0, 10.0)]),
            fill(&[(-5.4, -8.5), (8.0, -8.5), (8.0, 1.5), (-5.4, 1.5)]),
        ],
        // Head and shoulders.
        ActorKind::Person => {
            let shoulders = (0..=16).map(|i| {
                let angle = PI + PI * i as f32 / 16.0;
                at(9.0 * angle.cos(), 10.0 + 8.6 * angle.sin())
            });
            vec![
                Mark::dot(at(0.0, -5.2), 4.7 * scale, Role::OnNode),
                Mark::filled(shoulders.collect(), Role::OnNode),
            ]
        }
        // A house with columns.
        ActorKind::Organization => {
            let mut marks = vec![
                fill(&[(0.0, -10.0), (9.5, -4.2), (-9.5, -4.2)]),
                fill(&[(-9.5, 6.4), (9.5, 6.4), (9.5, 8.8), (-9.5, 8.8)]),
            ];
            for x in [-6.2, 0.0, 6.2] {
                marks.push(fill(&[(x - 1.2, -2.8), (x + 1.2, -2.8), (x + 1.2, 5.2), (x - 1.2, 5.2)]));
            }
            marks
        }
        // Chevrons, as on a sleeve.
        ActorKind::ArmedGroup => [-8.0, -2.2, 3.6]
            .into_iter()
            .flat_map(|y| {
                let wing = |side: f32| {
                    let mut corners =
                        [(0.0, y + 4.6), (7.6 * side, y), (7.6 * side, y + 3.1), (0.0, y + 7.7)];
                    if side < 0.0 {
                        corners.reverse();
                    }
                    fill(&corners)
                };
                [wing(1.0), wing(-1.0)]
            })
            .collect(),
        // A ballot on its way into the box.
        ActorKind::Party => vec![
            fill(&[(-4.2, -9.6), (4.2, -9.6), (4.2, -1.2), (-4.2, -1.2)]),
            fill(&[(-9.4, 0.6), (9.4, 0.6), (9.4, 3.2), (-9.4, 3.2)]),
            fill(&[(-7.6, 4.6), (7.6, 4.6), (7.6, 9.4), (-7.6, 9.4)]),
        ],
        // Links of a chain.
        ActorKind::Bloc => vec![ring(0.0, -4.0, 5.4), ring(-4.6, 3.8, 5.4), ring(4.6, 3.8, 5.4)],
        ActorKind::Other => vec![Mark::dot(centre, 4.2 * scale, Role::OnNode)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(kind: ActorKind) -> NodeShape {
        let actor = Actor::by_hand("Some Body", kind);
        let at = Point::new(100.0, 50.0);
        NodeShape::new(
            ActorId(1),
            &actor,
            Footprint::of(&actor, 3),
            at,
            Standing { degree: 3, ..Standing::default() },
        )
    }

    #[test]
    fn rims_are_convex_and_run_clockwise_around_the_middle() {
        for kind in ActorKind::ALL {
            let node = shape(kind);
            let n = node.outline.len();
            for i in 0..n {
                let (a, b, c) = (node.outline[i], node.outline[(i + 1) % n], node.outline[(i + 2) % n]);
                let turn = (b - a).turned().dot(c - b);
                assert!(turn >= -1e-3, "{kind:?} corner {i}: {turn}");
            }
            assert!(node.outline.iter().all(|p| p.distance(node.centre) < WIDEST * node.radius), "{kind:?}");
            assert!(node.distance_from_rim(node.centre) < -0.6 * node.radius, "{kind:?}");
            assert!(node.distance_from_rim(node.centre + Point::new(40.0, 0.0)) > 10.0, "{kind:?}");
        }
    }

    #[test]
    fn signs_stay_inside_their_bodies() {
        for kind in ActorKind::ALL {
            let node = shape(kind);
            for mark in &node.marks[1..] {
                let bounds = mark.bounds();
                let corners = match mark {
                    Mark::Polygon { points, .. } | Mark::Path { points, .. } => points.clone(),
                    _ => vec![
                        Point::new(bounds.min.x, bounds.centre().y),
                        Point::new(bounds.max.x, bounds.centre().y),
                    ],
                };
                for corner in corners {
                    assert!(node.distance_from_rim(corner) < -1.0, "{kind:?} {mark:?}");
                }
            }
        }
    }

    #[test]
    fn busier_actors_are_larger_but_not_without_end() {
        let actor = Actor::by_hand("Bo", ActorKind::State);
        let radii: Vec<f32> = [0, 1, 5, 20, 100, 10_000].map(|d| Footprint::of(&actor, d).radius).to_vec();
        assert!(radii.windows(2).all(|pair| pair[0] <= pair[1]) && radii[5] <= 32.0, "{radii:?}");
    }
}

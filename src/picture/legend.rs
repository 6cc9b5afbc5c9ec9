//! What the signs of a scene mean.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::edge::{badge, line, width};
use super::node::body;
use super::text::LINE_HEIGHT;
use super::{Curve, EdgeShape, Mark, NodeShape, Point, Rect, Role, Text};
use crate::map::{ActorKind, Footing, Stance};

/// How high a row is.
pub const ROW: f32 = 22.0;
const SIGN: f32 = 46.0;
const SIZE: f32 = 11.5;
const GAP: f32 = 10.0;

/// A sign of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The hue, head and disc of a stance.
    Stance(Stance),
    /// The line of what a relation rests on.
    Footing(Footing),
    /// The body of a kind of actor.
    Kind(ActorKind),
}

impl Sign {
    /// How the legend calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Stance(Stance::Backs) => "Backs",
            Self::Stance(Stance::Opposes) => "Opposes",
            Self::Footing(footing) => footing.label(),
            Self::Kind(kind) => kind.label(),
        }
    }
}

/// One line of the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendRow {
    /// Which sign it explains.
    pub sign: Sign,
    /// Whether what bears the sign is filtered out.
    pub off: bool,
    /// The middle of the row, in the legend's own space.
    pub middle: f32,
    /// What the sign means.
    pub text: String,
    /// The sign, in the legend's own space.
    pub marks: Vec<Mark>,
}

/// What the signs used in a scene mean. It has a space of its own, with its upper left corner at 0, 0: painters put
/// it where they have room.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Legend {
    /// The rows from top to bottom.
    pub rows: Vec<LegendRow>,
    /// How wide all of it is.
    pub width: f32,
    /// How high all of it is.
    pub height: f32,
}

impl Legend {
    /// The rows for the signs that are in use, and for those that are filtered out. Relations that differ only in what they
    /// rest on are explained when there are any of them.
    pub(super) fn of(nodes: &[Arc<NodeShape>], edges: &[Arc<EdgeShape>], without: &BTreeSet<Sign>) -> Self {
        let of_edges =
            edges.iter().flat_map(|edge| [Sign::Stance(edge.key.stance), Sign::Footing(edge.footing)]);
        let of_nodes = nodes.iter().map(|node| Sign::Kind(node.kind));
        let signs: BTreeSet<Sign> = of_edges.chain(of_nodes).chain(without.iter().copied()).collect();
        let mut rows = Rows::default();
        for sign in &signs {
            rows.add(*sign, without.contains(sign), |y| match *sign {
                Sign::Stance(stance) => {
                    let mut marks = edge_sign(y, stance, Footing::Confirmed);
                    marks.extend(badge(Point::new(SIGN * 0.42, y), stance));
                    marks
                }
                Sign::Footing(footing) => {
                    let mut marks = edge_sign(y, Stance::Backs, footing);
                    marks.pop();
                    marks.into_iter().map(quiet).collect()
                }
                Sign::Kind(kind) => body(kind, Role::NodeFill(kind), Point::new(SIGN / 2.0, y), 8.5),
            });
        }
        rows.finish()
    }

    /// Whether there is nothing to explain.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The legend without the rows of what is filtered out.
    pub fn in_use(&self) -> Self {
        let mut rows = Rows::default();
        for LegendRow { sign, middle, text, marks, .. } in self.rows.iter().filter(|row| !row.off) {
            let at = rows.next(*sign);
            let marks = marks.iter().map(|mark| mark.clone().moved(Point::new(0.0, at - middle))).collect();
            let text = text.clone();
            rows.rows.push(LegendRow { sign: *sign, off: false, middle: at, text, marks });
        }
        rows.finish()
    }

    /// Signs and texts, in the legend's own space.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.rows.iter().flat_map(|row| &row.marks)
    }
}

#[derive(Default)]
struct Rows {
    rows: Vec<LegendRow>,
    y: f32,
}

impl Rows {
    /// The middle of a further row; another sort of sign is set apart.
    fn next(&mut self, sign: Sign) -> f32 {
        let sort = std::mem::discriminant(&sign);
        if self.rows.last().is_some_and(|row| std::mem::discriminant(&row.sign) != sort) {
            self.y += GAP / 2.0;
        }
        self.y += ROW;
        self.y - ROW / 2.0
    }

    fn add(&mut self, sign: Sign, off: bool, draw: impl FnOnce(f32) -> Vec<Mark>) {
        let text = sign.label();
        let middle = self.next(sign);
        let mut marks = draw(middle);
        marks.push(Mark::Text(Text {
            text: text.to_owned(),
            at: Point::new(SIGN + GAP, middle),
            from_left: true,
            size: SIZE,
            role: Role::Ink,
            halo: false,
        }));
        self.rows.push(LegendRow { sign, off, middle, text: text.to_owned(), marks });
    }

    fn finish(self) -> Legend {
        let bounds = self.rows.iter().flat_map(|row| &row.marks).map(Mark::bounds).reduce(Rect::union);
        let height = if self.rows.is_empty() { 0.0 } else { self.y.max(SIZE * LINE_HEIGHT) };
        Legend { width: bounds.map_or(0.0, |bounds| bounds.max.x), height, rows: self.rows }
    }
}

fn edge_sign(y: f32, stance: Stance, footing: Footing) -> Vec<Mark> {
    let (from, to) = (Point::new(0.0, y), Point::new(SIGN, y));
    line(Curve { from, control: from.towards(to, 0.5), to }, stance, footing, width(2))
}

/// What a line rests on is explained in neither of the two hues.
fn quiet(mut mark: Mark) -> Mark {
    if let Mark::Curve { stroke, .. } = &mut mark
        && stroke.role != Role::Paper
    {
        stroke.role = Role::QuietInk;
    }
    mark
}

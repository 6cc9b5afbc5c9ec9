//! What a painter has to know: five primitives, coloured by role.

use super::{Curve, Point, Rect, Role};

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Line {
    /// Without a gap.
    #[default]
    Solid,
    /// In long dashes.
    Dashed,
    /// In square dots.
    Dotted,
}

impl Line {
    /// The lengths of ink and gap in world units for a line of this width; `None` for one without gaps. Line ends
    /// are cut flat.
    pub fn pattern(self, width: f32) -> Option<[f32; 2]> {
        match self {
            Self::Solid => None,
            Self::Dashed => Some([9.0 + 2.0 * width, 3.0 + 0.8 * width]),
            Self::Dotted => Some([1.1 * width, 1.5 * width]),
        }
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// World units.
    pub width: f32,
    /// The colour.
    pub role: Role,
    /// Whether it is broken.
    pub line: Line,
}

impl Stroke {
    /// An unbroken line.
    pub fn solid(width: f32, role: Role) -> Self {
        Self { width, role, line: Line::Solid }
    }
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// What it says.
    pub text: String,
    /// The point that the alignment refers to, at half the height of the line.
    pub at: Point,
    /// Whether `at` is the left end of the line, rather than its middle.
    pub from_left: bool,
    /// Font size in world units.
    pub size: f32,
    /// The colour.
    pub role: Role,
    /// Whether the text is surrounded by [`Role::Halo`].
    pub halo: bool,
}

/// A primitive to paint.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A convex polygon.
    Polygon {
        /// Its corners in order; the last joins the first.
        points: Vec<Point>,
        /// What it is filled with.
        fill: Option<Role>,
        /// Its outline, drawn over the fill.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Its middle.
        centre: Point,
        /// World units.
        radius: f32,
        /// What it is filled with.
        fill: Option<Role>,
        /// Its outline, drawn over the fill.
        stroke: Option<Stroke>,
    },
    /// Straight lines from point to point.
    Path {
        /// At least two points.
        points: Vec<Point>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A curved line.
    Curve {
        /// Its course.
        curve: Curve,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A line of text.
    Text(Text),
}

impl Mark {
    /// A filled polygon without outline.
    pub(super) fn filled(points: Vec<Point>, role: Role) -> Self {
        Self::Polygon { points, fill: Some(role), stroke: None }
    }

    /// A filled circle without outline.
    pub(super) fn dot(centre: Point, radius: f32, role: Role) -> Self {
        Self::Circle { centre, radius, fill: Some(role), stroke: None }
    }

    /// A straight, unbroken line.
    pub(super) fn path(points: Vec<Point>, width: f32, role: Role) -> Self {
        Self::Path { points, stroke: Stroke::solid(width, role) }
    }

    /// The mark moved by a vector.
    pub fn moved(mut self, by: Point) -> Self {
        match &mut self {
            Self::Polygon { points, .. } | Self::Path { points, .. } => {
                for point in points {
                    *point = *point + by;
                }
            }
            Self::Circle { centre, .. } => *centre = *centre + by,
            Self::Curve { curve, .. } => *curve = curve.moved(by),
            Self::Text(text) => text.at = text.at + by,
        }
        self
    }

    /// A box that holds the mark, outlines left aside.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Polygon { points, .. } | Self::Path { points, .. } => {
                Rect::hull(points.iter().copied()).unwrap_or_default()
            }
            Self::Circle { centre, radius, .. } => Rect::around(*centre, 2.0 * radius, 2.0 * radius),
            Self::Curve { curve, .. } => curve.bounds(),
            Self::Text(text) => {
                let width = super::text::width(&text.text, text.size);
                let shift = if text.from_left { width / 2.0 } else { 0.0 };
                Rect::around(text.at + Point::new(shift, 0.0), width, text.size * super::text::LINE_HEIGHT)
            }
        }
    }
}

/// Cuts a line into its dashes, for painters that cannot, and gives `each` in turn. The pattern starts with ink. Stretches of
/// a few dashes are passed over unless `is_seen` says that something between their two ends can be.
pub fn dashes(
    points: &[Point],
    [ink, gap]: [f32; 2],
    is_seen: impl Fn(Point, Point) -> bool,
    mut each: impl FnMut(&[Point]),
) {
    const STRETCH: f32 = 12.0;
    let (ink, gap) = (ink.max(0.1), gap.max(0.1));
    let mut dash: Vec<Point> = Vec::new();
    let (mut drawing, mut left) = (true, ink);
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let stretches = (from.distance(to) / (STRETCH * (ink + gap))).ceil().max(1.0);
        for stretch in 0..stretches as usize {
            let [mut at, end] = [stretch, stretch + 1].map(|i| from.towards(to, i as f32 / stretches));
            let mut rest = at.distance(end);
            let seen = is_seen(at, end);
            if !seen {
                if dash.len() > 1 {
                    each(&dash);
                }
                dash.clear();
                rest %= ink + gap;
            } else if drawing && dash.is_empty() {
                dash.push(at);
            }
            while rest > left {
                at = at.towards(end, left / rest);
                rest -= left;
                if seen && drawing {
                    dash.push(at);
                    each(&dash);
                    dash.clear();
                } else if seen {
                    dash.push(at);
                }
                drawing = !drawing;
                left = if drawing { ink } else { gap };
            }
            left -= rest;
            if seen && drawing {
                dash.push(end);
            }
        }
    }
    if drawing && dash.len() > 1 {
        each(&dash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_follow_the_corners() {
        let line = [Point::new(0.0, 0.0), Point::new(10.0, 0.0), Point::new(10.0, 10.0)];
        let all = |points: &[Point]| {
            let mut cut = Vec::new();
            dashes(points, [6.0, 2.0], |_, _| true, |dash| cut.push(dash.to_vec()));
            cut
        };
        let cut = all(&line);
        assert_eq!(cut[0], [Point::new(0.0, 0.0), Point::new(6.0, 0.0)]);
        assert_eq!(cut[1], [Point::new(8.0, 0.0), Point::new(10.0, 0.0), Point::new(10.0, 4.0)]);
        assert_eq!(cut[2], [Point::new(10.0, 6.0), Point::new(10.0, 10.0)]);
        assert_eq!(cut.len(), 3);
        assert!(all(&line[..1]).is_empty());
    }

    #[test]
    fn what_is_passed_over_leaves_the_other_dashes_where_they_are() {
        let line = [Point::new(0.0, 0.0), Point::new(10_003.0, 0.0), Point::new(10_003.0, 500.0)];
        let from = |least: f32| {
            let mut cut: Vec<(f32, f32)> = Vec::new();
            let seen = |a: Point, b: Point| a.x.max(b.x) > least;
            dashes(&line, [6.0, 2.0], seen, |dash| cut.push((dash[0].x + dash[0].y, dash.len() as f32)));
            cut
        };
        let (all, some) = (from(-1.0), from(8_000.0));
        assert!(some.len() < all.len() / 3, "{} of {}", some.len(), all.len());
        for (a, b) in all.iter().rev().zip(some.iter().rev().take(some.len() - 1)) {
            assert!((a.0 - b.0).abs() < 0.5, "{a:?} {b:?}");
        }
    }
}

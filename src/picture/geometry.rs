//! Points, boxes and quadratic curves, in whatever space the name of the variable says.

use std::ops::{Add, Mul, Sub};

use crate::map::Place;

/// A point or a vector. The name of a variable says in which space: world units unless it starts with `screen`.
pub type Point = Place;

impl Add for Place {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Place {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Place {
    type Output = Self;
    fn mul(self, factor: f32) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

impl Place {
    /// The length of the vector.
    pub fn length(self) -> f32 {
        self.dot(self).sqrt()
    }

    /// The distance to another point.
    pub fn distance(self, other: Self) -> f32 {
        (self - other).length()
    }

    /// The vector of the same direction and length 1; rightwards for one without direction.
    pub fn unit(self) -> Self {
        let length = self.length();
        if length > 1e-6 { self * (1.0 / length) } else { Self::new(1.0, 0.0) }
    }

    /// The vector turned by a quarter, from rightwards to downwards.
    pub fn turned(self) -> Self {
        Self::new(-self.y, self.x)
    }

    /// The scalar product.
    pub fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }

    /// The point a share `t` of the way to `other`.
    pub fn towards(self, other: Self, t: f32) -> Self {
        self + (other - self) * t
    }
}

/// A box with sides along the axes. `min` is its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// The least x and y.
    pub min: Point,
    /// The greatest x and y.
    pub max: Point,
}

impl Rect {
    /// The box that two opposite corners span, in whatever order.
    pub fn new(a: Point, b: Point) -> Self {
        Self { min: Point::new(a.x.min(b.x), a.y.min(b.y)), max: Point::new(a.x.max(b.x), a.y.max(b.y)) }
    }

    /// The box of this width and height around a point.
    pub fn around(centre: Point, width: f32, height: f32) -> Self {
        let half = Point::new(width.abs() / 2.0, height.abs() / 2.0);
        Self { min: centre - half, max: centre + half }
    }

    /// The least box that holds all points; `None` without any.
    pub fn hull(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().map(|p| Self { min: p, max: p }).reduce(Self::union)
    }

    /// From left to right.
    pub fn width(self) -> f32 {
        self.max.x - self.min.x
    }

    /// From top to bottom.
    pub fn height(self) -> f32 {
        self.max.y - self.min.y
    }

    /// The middle.
    pub fn centre(self) -> Point {
        self.min.towards(self.max, 0.5)
    }

    /// The least box that holds both.
    pub fn union(self, other: Self) -> Self {
        Self {
            min: Point::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: Point::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// The box with every side moved outwards by `margin`.
    pub fn grown(self, margin: f32) -> Self {
        let by = Point::new(margin, margin);
        Self { min: self.min - by, max: self.max + by }
    }

    /// The box moved by a vector.
    pub fn moved(self, by: Point) -> Self {
        Self { min: self.min + by, max: self.max + by }
    }

    /// Whether a point lies inside or on a side.
    pub fn contains(self, p: Point) -> bool {
        self.min.x <= p.x && p.x <= self.max.x && self.min.y <= p.y && p.y <= self.max.y
    }

    /// Whether the two share more than a side.
    pub fn overlaps(self, other: Self) -> bool {
        self.min.x < other.max.x
            && other.min.x < self.max.x
            && self.min.y < other.max.y
            && other.min.y < self.max.y
    }
}

/// A quadratic Bézier curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Curve {
    /// Where it starts.
    pub from: Point,
    /// What it bends towards.
    pub control: Point,
    /// Where it ends.
    pub to: Point,
}

impl Curve {
    /// The point at `t`, from 0 at the start to 1 at the end.
    pub fn at(self, t: f32) -> Point {
        self.from.towards(self.control, t).towards(self.control.towards(self.to, t), t)
    }

    /// The direction of travel at `t`, of length 1.
    pub fn direction(self, t: f32) -> Point {
        let along = self.from.towards(self.control, t);
        let tangent = self.control.towards(self.to, t) - along;
        if tangent.length() > 1e-4 { tangent.unit() } else { (self.to - self.from).unit() }
    }

    /// The part between two values of `t`, as a curve of its own.
    pub fn part(self, start: f32, end: f32) -> Self {
        let control =
            self.from.towards(self.control, start).towards(self.control.towards(self.to, start), end);
        Self { from: self.at(start), control, to: self.at(end) }
    }

    /// The curve moved by a vector.
    pub fn moved(self, by: Point) -> Self {
        Self { from: self.from + by, control: self.control + by, to: self.to + by }
    }

    /// A box that holds the curve.
    pub fn bounds(self) -> Rect {
        let extreme = |a: f32, b: f32, c: f32| {
            let bend = a - 2.0 * b + c;
            let t = if bend.abs() > 1e-6 { ((a - b) / bend).clamp(0.0, 1.0) } else { 0.0 };
            (1.0 - t) * ((1.0 - t) * a + t * b) + t * ((1.0 - t) * b + t * c)
        };
        let turn = Point::new(
            extreme(self.from.x, self.control.x, self.to.x),
            extreme(self.from.y, self.control.y, self.to.y),
        );
        Rect::new(self.from, self.to).union(Rect { min: turn, max: turn })
    }

    /// Whether the curve may pass through a box that its bounds overlap: `false` only if one of the sides of the triangle that
    /// holds the curve keeps them apart (separating axes, Gottschalk, Lin & Manocha 1996, section 4).
    pub fn may_cross(self, rect: Rect) -> bool {
        let Self { from, control, to } = self;
        let middle = rect.centre();
        let half = Point::new(rect.width() / 2.0, rect.height() / 2.0);
        let parts = |a: Point, b: Point, c: Point| {
            let across = (b - a).turned();
            let reach = across.x.abs() * half.x + across.y.abs() * half.y;
            let (own, third, other) = (a.dot(across), c.dot(across), middle.dot(across));
            other + reach < own.min(third) || other - reach > own.max(third)
        };
        !parts(from, to, control) && !parts(from, control, to) && !parts(control, to, from)
    }

    /// Points along the curve, ends included, from which it departs by at most `tolerance`.
    pub fn flattened(self, tolerance: f32) -> Vec<Point> {
        // Wang's bound: a quadratic cut into n equal steps departs by |second difference| / (4 n²).
        let bend = (self.from - self.control * 2.0 + self.to).length();
        let steps = (bend / (4.0 * tolerance.max(1e-3))).sqrt().ceil().clamp(1.0, 64.0) as usize;
        (0..=steps).map(|i| self.at(i as f32 / steps as f32)).collect()
    }

    /// The distance from a point to the curve, good to about half a unit.
    pub fn distance_to(self, p: Point) -> f32 {
        let points = self.flattened(0.5);
        points.windows(2).map(|pair| distance_to_segment(p, pair[0], pair[1])).fold(f32::INFINITY, f32::min)
    }
}

/// The distance from `p` to the straight line from `a` to `b`.
pub(crate) fn distance_to_segment(p: Point, a: Point, b: Point) -> f32 {
    let along = b - a;
    let square = along.dot(along);
    let t = if square > 0.0 { ((p - a).dot(along) / square).clamp(0.0, 1.0) } else { 0.0 };
    p.distance(a + along * t)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: Point, b: Point) -> bool {
        a.distance(b) < 1e-3
    }

    #[test]
    fn a_part_of_a_curve_runs_along_the_curve() {
        let curve =
            Curve { from: Point::new(0.0, 0.0), control: Point::new(50.0, 80.0), to: Point::new(100.0, 0.0) };
        let part = curve.part(0.2, 0.7);
        assert!(near(part.at(0.0), curve.at(0.2)) && near(part.at(1.0), curve.at(0.7)));
        assert!(near(part.at(0.5), curve.at(0.45)));
        assert!(curve.bounds().grown(1e-3).contains(curve.at(0.5)));
        assert!((curve.bounds().height() - 40.0).abs() < 1e-3);
    }

    #[test]
    fn a_curve_crosses_no_box_that_it_passes_at_a_distance() {
        let curve = Curve {
            from: Point::new(0.0, 0.0),
            control: Point::new(60.0, 40.0),
            to: Point::new(100.0, 100.0),
        };
        let crosses = |x, y| curve.may_cross(Rect::around(Point::new(x, y), 10.0, 10.0));
        for step in 0..=10 {
            let on = curve.at(step as f32 / 10.0);
            assert!(crosses(on.x, on.y), "{on:?}");
        }
        assert!(!crosses(20.0, 80.0) && !crosses(80.0, 20.0), "within its bounds, and aside");
        assert!(!crosses(200.0, 200.0));
    }

    #[test]
    fn flattening_stays_close() {
        let curve = Curve {
            from: Point::new(0.0, 0.0),
            control: Point::new(90.0, 200.0),
            to: Point::new(300.0, 10.0),
        };
        let points = curve.flattened(0.25);
        for i in 0..=100 {
            let p = curve.at(i as f32 / 100.0);
            let away = points.windows(2).map(|s| distance_to_segment(p, s[0], s[1])).fold(f32::MAX, f32::min);
            assert!(away <= 0.26, "{away}");
        }
        assert!(curve.distance_to(curve.at(0.3)) < 0.6);
        assert!((curve.distance_to(Point::new(-30.0, 0.0)) - 30.0).abs() < 0.6);
    }
}

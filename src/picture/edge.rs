//! How a relation is drawn: a curve from rim to rim whose head, colour and sign tell the stance, and whose line tells
//! what it rests on.

use super::node::spoken_name;
use super::{Curve, Line, Mark, NodeShape, Point, Rect, Role, Stroke};
use crate::map::{Footing, Relation, RelationKey, Stance};

/// The radius of the disc with + or −, in world units.
pub(super) const BADGE_RADIUS: f32 = 6.5;

/// How far heads and discs reach from their curve, beyond the width of the line.
pub(super) const EDGE_MARGIN: f32 = 8.0;

/// The gap between a head and the rim that it points at.
const GAP: f32 = 2.5;

/// Lines that end so near to a rim, in world units, reach it.
const UNLED: f32 = 8.0;

/// A relation as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct EdgeShape {
    /// What is drawn: a relation, or all those of one sign between two actors and whoever is rolled up into them.
    pub key: RelationKey,
    /// The relations that are drawn as this one, in the order of their keys: at least one.
    pub relations: Vec<RelationKey>,
    /// What it rests on.
    pub footing: Footing,
    /// From the source's rim to the tip of the head at the target's.
    pub curve: Curve,
    /// Where the line would reach the rim of its source and of its target, if it ends at the name; `None` if it ends at the
    /// rim.
    pub leads: [Option<Point>; 2],
    /// The width of the line in world units; it grows with the number of quotes.
    pub width: f32,
    /// How many quotes support it.
    pub quotes: usize,
    /// Whether a filter leaves it out.
    pub dimmed: bool,
    /// A sentence for a tooltip: "Turkey opposes Wagner, 2 quotes, not yet reviewed".
    pub caption: String,
    /// Line, head and disc.
    pub bounds: Rect,
    /// The line and its head.
    pub marks: Vec<Mark>,
    /// Where the disc sits.
    pub badge_at: Point,
    /// The disc with + or −.
    pub badge: Vec<Mark>,
    /// Whether somebody noted something on it.
    noted: bool,
    /// Its lane, if nothing else but the ends decides where it runs.
    pub(super) lane: Option<Lane>,
}

/// Which of the lanes between two actors an edge takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lane {
    /// Counted from 0.
    pub(super) at: usize,
    /// How many there are.
    pub(super) of: usize,
}

/// Where and how an edge is to run; the geometry that all edges of a scene are settled with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Route {
    /// From rim to rim.
    pub(super) curve: Curve,
    /// Where on the curve the disc sits.
    pub(super) badge: f32,
    /// The lane, if the edge keeps to it without regard to others.
    pub(super) lane: Option<Lane>,
}

/// Half the length of the bar at the end of an edge; `None` for one that ends in an arrow.
pub(super) fn bar(stance: Stance, quotes: usize) -> Option<f32> {
    (stance == Stance::Opposes).then(|| half_bar(width(quotes)))
}

/// How many quotes support some relations.
pub(super) fn quotes(relations: &[(RelationKey, &Relation)]) -> usize {
    relations.iter().map(|(_, relation)| relation.supporting().count()).sum()
}

/// Together they rest on the best that one of them rests on.
fn footing(relations: &[(RelationKey, &Relation)]) -> Footing {
    let footings = relations.iter().map(|(_, relation)| relation.footing());
    footings.min().unwrap_or(Footing::Unreviewed)
}

fn noted(relations: &[(RelationKey, &Relation)]) -> bool {
    relations.iter().any(|(_, relation)| relation.has_note())
}

/// How wide a line is drawn for so many quotes.
pub(super) fn width(quotes: usize) -> f32 {
    (1.5 + 0.85 * (quotes as f32).ln_1p()).min(5.0)
}

impl EdgeShape {
    pub(super) fn new(
        key: RelationKey,
        relations: &[(RelationKey, &Relation)],
        [source, target]: [&NodeShape; 2],
        route: Route,
        dimmed: bool,
    ) -> Self {
        let (quotes, footing, noted) = (quotes(relations), footing(relations), noted(relations));
        let (width, curve) = (width(quotes), route.curve);
        let badge_at = curve.at(route.badge);
        let counted = match (quotes, footing) {
            (_, Footing::Claimed) => String::from("drawn without a quote"),
            (1, footing) => format!("1 quote, {}", footing.label().to_lowercase()),
            (n, footing) => format!("{n} quotes, {}", footing.label().to_lowercase()),
        };
        let mut disc = badge(badge_at, key.stance);
        if noted {
            disc.extend(super::badge::note(badge_at + Point::new(1.0, -1.3) * BADGE_RADIUS));
        }
        let with_note = if noted { ", with a note" } else { "" };
        let leads = [lead(source, curve.from), lead(target, curve.to)];
        let [source, target] = [source, target].map(|node| spoken_name(&node.name, node.inside.len()));
        Self {
            key,
            relations: relations.iter().map(|(key, _)| *key).collect(),
            footing,
            curve,
            leads,
            width,
            quotes,
            dimmed,
            caption: format!("{source} {} {target}, {counted}{with_note}", key.stance.word()),
            bounds: curve.bounds().grown(EDGE_MARGIN + width),
            marks: line(curve, key.stance, footing, width),
            badge_at,
            badge: disc,
            noted,
            lane: route.lane,
        }
    }

    /// Whether it stands for these relations, and they are as they were when it was drawn, as far as that can be seen.
    pub(super) fn shows(&self, relations: &[(RelationKey, &Relation)]) -> bool {
        self.relations.iter().eq(relations.iter().map(|(key, _)| key))
            && self.quotes == quotes(relations)
            && self.footing == footing(relations)
            && self.noted == noted(relations)
    }
}

/// Where a line that ends at `end` would reach the rim.
fn lead(node: &NodeShape, end: Point) -> Option<Point> {
    let gap = node.distance_from_rim(end);
    (gap > UNLED).then(|| end + (node.centre - end).unit() * gap)
}

/// The line and its head.
pub(super) fn line(curve: Curve, stance: Stance, footing: Footing, width: f32) -> Vec<Mark> {
    let role = Role::from(stance);
    let length = curve.from.distance(curve.to);
    let mut marks = Vec::with_capacity(3);
    let tip = curve.to;
    // A hollow line is wide enough for the paper between its sides to be seen.
    let outer = if footing == Footing::Claimed { width.max(2.2) + 2.2 } else { width };
    let (head, head_length) = match stance {
        Stance::Backs => {
            let long = (8.0 + 1.6 * width).min(length * 0.6);
            let half = 4.0 + 0.9 * width;
            let base = before_end(curve, long);
            let along = (tip - base).unit();
            let across = along.turned() * half;
            (vec![tip, base + across, base - across], long * 0.85)
        }
        Stance::Opposes => {
            let thick = 2.2 + 0.4 * width;
            let along = curve.direction(1.0);
            let (across, back) = (along.turned() * half_bar(width), along * -thick);
            (vec![tip + across, tip + across + back, tip - across + back, tip - across], thick * 0.6)
        }
    };
    let cut = cut_before_end(curve, head_length);
    // Dashes are counted from the head, which then never hangs behind a gap.
    let shaft = curve.part(cut, 0.0);
    let broken = match footing {
        Footing::Unreviewed => Line::Dashed,
        Footing::Hedged => Line::Dotted,
        Footing::Confirmed | Footing::Claimed => Line::Solid,
    };
    marks.push(Mark::Curve { curve: shaft, stroke: Stroke { width: outer, role, line: broken } });
    if footing == Footing::Claimed {
        let inner = Stroke::solid(outer - 2.4, Role::Paper);
        marks.push(Mark::Curve { curve: shaft, stroke: inner });
    }
    marks.push(Mark::filled(head, role));
    marks
}

/// Half the length of the bar that ends a line of this width.
fn half_bar(width: f32) -> f32 {
    6.5 + 0.9 * width
}

/// The disc with + or −.
pub(super) fn badge(at: Point, stance: Stance) -> Vec<Mark> {
    let (r, arm, half) = (BADGE_RADIUS, BADGE_RADIUS * 0.56, 0.85);
    let bar = |x: f32, y: f32| {
        let corners = [(-x, -y), (x, -y), (x, y), (-x, y)];
        Mark::filled(corners.map(|(dx, dy)| at + Point::new(dx, dy)).to_vec(), Role::OnStance)
    };
    let mut marks = vec![
        Mark::Circle {
            centre: at,
            radius: r,
            fill: Some(stance.into()),
            stroke: Some(Stroke::solid(1.5, Role::Paper)),
        },
        bar(arm, half),
    ];
    if stance == Stance::Backs {
        marks.push(bar(half, arm));
    }
    marks
}

/// The point of the curve at a straight distance before its end.
fn before_end(curve: Curve, distance: f32) -> Point {
    curve.at(cut_before_end(curve, distance))
}

fn cut_before_end(curve: Curve, distance: f32) -> f32 {
    bisect(0.0, 1.0, |t| curve.at(t).distance(curve.to) > distance)
}

/// The value between which `holds` turns from true, at `low`, to false.
fn bisect(mut low: f32, mut high: f32, holds: impl Fn(f32) -> bool) -> f32 {
    for _ in 0..14 {
        let middle = (low + high) / 2.0;
        if holds(middle) { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// Cuts a curve from middle to middle where it leaves the source and reaches the target: their bodies, and their
/// names where it comes from below. `bar` is half the length of a bar at its end, which is to touch neither.
pub(super) fn trimmed(curve: Curve, source: &NodeShape, target: &NodeShape, bar: Option<f32>) -> Curve {
    let within =
        |node: &NodeShape, p: Point| node.is_within(p, GAP) || node.label.rect.grown(GAP * 0.6).contains(p);
    let leaving = |t: f32| within(source, curve.at(t));
    // A bar may come closer to a name than to a rim: names are painted over it, with a halo.
    let reaching = |t: f32| {
        let p = curve.at(t);
        let touches =
            |end: Point, near: Point| target.is_within(end, 1.0) || target.label.rect.contains(near);
        within(target, p)
            || bar.is_some_and(|half| {
                let across = curve.direction(t).turned() * half;
                touches(p + across, p + across * 0.6) || touches(p - across, p - across * 0.6)
            })
    };
    const STEPS: usize = 28;
    let at = |i: usize| i as f32 / STEPS as f32;
    let leaves = (0..STEPS * 3 / 5).rev().find(|i| leaving(at(*i))).unwrap_or(0);
    let start = bisect(at(leaves), at(leaves + 1), leaving);
    let reaches = (STEPS * 2 / 5 + 1..=STEPS).find(|i| reaching(at(*i))).unwrap_or(STEPS);
    let end = bisect(at(reaches - 1), at(reaches), |t| !reaching(t));
    // Actors that touch still get a stub, so that the relation can be seen and picked.
    if end - start < 0.04 {
        let middle = (start + end) / 2.0;
        return curve.part((middle - 0.06).max(0.0), (middle + 0.06).min(1.0));
    }
    curve.part(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve() -> Curve {
        Curve { from: Point::new(0.0, 0.0), control: Point::new(60.0, 40.0), to: Point::new(120.0, 0.0) }
    }

    fn head(stance: Stance) -> Vec<Point> {
        match line(curve(), stance, Footing::Confirmed, 2.0).pop() {
            Some(Mark::Polygon { points, .. }) => points,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_heads_differ_in_shape_and_end_at_the_tip() {
        let (backs, opposes) = (head(Stance::Backs), head(Stance::Opposes));
        assert_eq!((backs.len(), opposes.len()), (3, 4));
        assert_eq!(backs[0], curve().to);
        assert!(opposes[0].towards(opposes[3], 0.5).distance(curve().to) < 1e-3);
    }

    #[test]
    fn the_line_tells_what_the_relation_rests_on() {
        let lines = |footing| {
            let marks = line(curve(), Stance::Backs, footing, 2.0);
            let strokes = marks.iter().filter_map(|mark| match mark {
                Mark::Curve { stroke, .. } => Some((stroke.line, stroke.role)),
                _ => None,
            });
            strokes.collect::<Vec<_>>()
        };
        assert_eq!(lines(Footing::Confirmed), [(Line::Solid, Role::Backs)]);
        assert_eq!(lines(Footing::Unreviewed), [(Line::Dashed, Role::Backs)]);
        assert_eq!(lines(Footing::Hedged), [(Line::Dotted, Role::Backs)]);
        assert_eq!(lines(Footing::Claimed), [(Line::Solid, Role::Backs), (Line::Solid, Role::Paper)]);
    }

    #[test]
    fn more_quotes_make_wider_lines() {
        let widths = [0, 1, 2, 10, 1000].map(width);
        assert!(widths.windows(2).all(|pair| pair[0] < pair[1] || pair[1] == 5.0), "{widths:?}");
    }
}

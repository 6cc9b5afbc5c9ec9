//! Packing of groups into a landscape.

use super::graph::Graph;
use super::{MARGIN, RATIO};
use crate::picture::{Point, Rect};

/// The distance between two groups in world units.
const GAP: f32 = 48.0;

/// How each block is to be moved so that all lie side by side in rows, together about [`RATIO`] times as wide as high.
pub(super) fn moves(blocks: &[Rect]) -> Vec<Point> {
    let sizes: Vec<Point> = blocks.iter().map(|b| Point::new(b.width() + GAP, b.height() + GAP)).collect();
    let corners = in_rows(&sizes);
    blocks.iter().zip(corners).map(|(block, corner)| corner - block.min).collect()
}

/// Places for actors that nothing relates to: in rows, in the order given.
pub(super) fn rows(alone: &[usize], graph: &Graph) -> Vec<Point> {
    let cell = alone.iter().map(|i| graph.boxes[*i]).fold(Point::default(), |cell, b| {
        Point::new(cell.x.max(b.width() + 2.0 * MARGIN), cell.y.max(b.height() + 2.0 * MARGIN))
    });
    let sizes = vec![cell; alone.len()];
    let corners = in_rows(&sizes).into_iter();
    corners.zip(alone).map(|(at, i)| at + Point::new(cell.x / 2.0, MARGIN - graph.boxes[*i].min.y)).collect()
}

/// How `block` is to be moved to lie beside `there`, on the side on which the whole stays nearer to the ratio.
pub(super) fn beside(there: Rect, block: Rect) -> Point {
    let below = Point::new(there.centre().x - block.centre().x, there.max.y + GAP - block.min.y);
    let right = Point::new(there.max.x + GAP - block.min.x, there.centre().y - block.centre().y);
    let cost = |by: Point| {
        let all = there.union(block.moved(by));
        (all.width() / RATIO).max(all.height())
    };
    if cost(right) < cost(below) { right } else { below }
}

/// The upper left corners of boxes in rows. Of several widths for the rows, the one that comes nearest to the ratio.
fn in_rows(sizes: &[Point]) -> Vec<Point> {
    let area: f32 = sizes.iter().map(|size| size.x * size.y).sum();
    let widest = sizes.iter().map(|size| size.x).fold(0.0, f32::max);
    let ideal = (area * RATIO).sqrt().max(widest);
    let tries = [1.0, 1.1, 1.2, 1.35, 1.5, 1.8].map(|factor| shelved(sizes, ideal * factor));
    let best = tries.into_iter().min_by(|(a, _), (b, _)| a.total_cmp(b));
    best.map(|(_, corners)| corners).unwrap_or_default()
}

/// Boxes from left to right in rows of at most `width`, and the height that a landscape frame around them has.
fn shelved(sizes: &[Point], width: f32) -> (f32, Vec<Point>) {
    let (mut at, mut row, mut wide) = (Point::default(), 0.0f32, 0.0f32);
    let mut corners = Vec::with_capacity(sizes.len());
    for size in sizes {
        if at.x > 0.0 && at.x + size.x > width {
            at = Point::new(0.0, at.y + row);
            row = 0.0;
        }
        corners.push(at);
        at.x += size.x;
        row = row.max(size.y);
        wide = wide.max(at.x);
    }
    ((wide / RATIO).max(at.y + row), corners)
}

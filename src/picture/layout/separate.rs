//! Freeing boxes from each other.

use std::collections::{BTreeMap, HashMap};

use super::MARGIN;
use crate::picture::{Point, Rect};

/// The side of a cell of the index. Boxes are rarely larger.
const CELL: f32 = 128.0;

/// Boxes nearer to each other than this, in world units, count as overlapping when nothing else is to be moved.
const TOUCH: f32 = 4.0;

/// So many pairs are left to be pushed apart, by the number of boxes, unless that takes stretching by more than this.
const PUSHED: f32 = 0.1;
const STRETCH: f32 = 1.4;

/// Pushes overlapping boxes apart, gently at first; what is still in the way then goes to the nearest free spot.
pub(super) fn apart(places: &mut [Point], boxes: &[Rect]) {
    if (0..120).all(|_| push(places, boxes, MARGIN, &|_| false)) {
        spread(places, boxes);
    }
}

/// Stretches everything alike, which leaves crossings and neighbours as they are, so that few have to be pushed apart.
pub(super) fn stretch(places: &mut [Point], boxes: &[Rect]) {
    let mut order: Vec<usize> = (0..places.len()).collect();
    let left = |i: usize| boxes[i].min.x + places[i].x;
    order.sort_by(|a, b| left(*a).total_cmp(&left(*b)).then(a.cmp(b)));
    let mut needs: Vec<f32> = Vec::new();
    for (n, a) in order.iter().enumerate() {
        for b in &order[n + 1..] {
            if left(*b) > left(*a) + boxes[*a].width() + MARGIN {
                break;
            }
            let between = places[*b] - places[*a];
            let across = (boxes[*a].width() + boxes[*b].width()) / 2.0 + MARGIN;
            let down = (boxes[*a].height() + boxes[*b].height()) / 2.0 + MARGIN;
            let need = (across / between.x.abs()).min(down / between.y.abs());
            if need > 1.0 {
                needs.push(need);
            }
        }
    }
    needs.sort_by(|a, b| b.total_cmp(a));
    let by = needs.get((PUSHED * places.len() as f32) as usize).copied().unwrap_or(1.0).min(STRETCH);
    places.iter_mut().for_each(|place| *place = *place * by);
}

/// Moves those who overlap, and whom they then push, no further than they must. The kept ones never move.
pub(super) fn free(places: &mut BTreeMap<usize, Point>, kept: &BTreeMap<usize, Point>, boxes: &[Rect]) {
    let members: Vec<usize> = places.keys().copied().collect();
    let mut row: Vec<Point> = places.values().copied().collect();
    let own: Vec<Rect> = members.iter().map(|i| boxes[*i]).collect();
    let stuck = (0..400).all(|_| push(&mut row, &own, TOUCH, &|at| kept.contains_key(&members[at])));
    for (i, place) in members.iter().zip(row) {
        places.entry(*i).and_modify(|at| {
            if *at != place {
                *at = super::rounded(place)
            }
        });
    }
    if stuck {
        let mut index = Index::default();
        for (i, place) in places.iter() {
            index.add(*i, boxes[*i].moved(*place));
        }
        let covered = |i: &usize| !index.is_free(boxes[*i].moved(places[i]), Some(*i));
        let mut order: Vec<usize> =
            members.into_iter().filter(|i| !kept.contains_key(i) && covered(i)).collect();
        order.sort_by(|a, b| places[a].length().total_cmp(&places[b].length()).then(a.cmp(b)));
        settle(places, &order, boxes);
        for i in order {
            places.entry(i).and_modify(|at| *at = super::rounded(*at));
        }
    }
}

/// Gives each in turn, from the middle outwards, the nearest free spot.
fn spread(places: &mut [Point], boxes: &[Rect]) {
    let mut map: BTreeMap<usize, Point> = BTreeMap::new();
    let mut order: Vec<usize> = (0..places.len()).collect();
    // From the middle outwards, so that the fringe gives way.
    order.sort_by(|a, b| places[*a].length().total_cmp(&places[*b].length()).then(a.cmp(b)));
    map.extend(places.iter().copied().enumerate());
    settle(&mut map, &order, boxes);
    for (i, place) in map {
        places[i] = place;
    }
}

/// One round of pushing, each pair along the axis on which it comes nearer than `margin` by less; whether any pair had to be
/// pushed.
fn push(places: &mut [Point], boxes: &[Rect], margin: f32, stays: &dyn Fn(usize) -> bool) -> bool {
    let mut order: Vec<usize> = (0..places.len()).collect();
    let grown = |i: usize, at: Point| boxes[i].moved(at).grown(margin / 2.0);
    order.sort_by(|a, b| {
        let left = |i: usize| boxes[i].min.x + places[i].x;
        left(*a).total_cmp(&left(*b)).then(a.cmp(b))
    });
    let mut any = false;
    for (n, a) in order.iter().enumerate() {
        for b in &order[n + 1..] {
            let (one, other) = (grown(*a, places[*a]), grown(*b, places[*b]));
            // Boxes have moved since they were sorted, by less than the slack added here; what is missed is found
            // in the next round.
            if other.min.x > one.max.x + MARGIN {
                break;
            }
            let (a_stays, b_stays) = (stays(*a), stays(*b));
            if !one.overlaps(other) || (a_stays && b_stays) {
                continue;
            }
            any = true;
            let between = other.centre() - one.centre();
            let deep_x = (one.width() + other.width()) / 2.0 - between.x.abs();
            let deep_y = (one.height() + other.height()) / 2.0 - between.y.abs();
            let by = if deep_x < deep_y {
                Point::new(deep_x * if between.x < 0.0 { -1.0 } else { 1.0 }, 0.0)
            } else {
                Point::new(0.0, deep_y * if between.y < 0.0 { -1.0 } else { 1.0 })
            };
            // A little more than needed, or rounding would keep the two touching for ever.
            let by = by * 1.01;
            let share = if a_stays {
                0.0
            } else if b_stays {
                1.0
            } else {
                0.5
            };
            places[*a] = places[*a] - by * share;
            places[*b] = places[*b] + by * (1.0 - share);
        }
    }
    any
}

/// Moves each of `order`, in turn, to the free spot that is nearest to where it is. Everybody else stays.
pub(super) fn settle(places: &mut BTreeMap<usize, Point>, order: &[usize], boxes: &[Rect]) {
    let mut index = Index::default();
    let moving: std::collections::BTreeSet<usize> = order.iter().copied().collect();
    for (i, place) in places.iter().filter(|(i, _)| !moving.contains(i)) {
        index.add(*i, boxes[*i].moved(*place));
    }
    for i in order {
        let Some(wanted) = places.get(i).copied() else { continue };
        let body = boxes[*i];
        let spiral = (0u32..).map(|step| {
            let angle = step as f32 * 2.399_963;
            // Landscape: places to the side are tried a little further off than those above and below.
            wanted + Point::new(angle.cos() * 1.2, angle.sin()) * (9.0 * (step as f32).sqrt())
        });
        // The index is finite and the spiral is not, so that a free spot is always found.
        for at in spiral {
            if index.is_free(body.moved(at).grown(MARGIN), None) {
                index.add(*i, body.moved(at));
                places.insert(*i, at);
                break;
            }
        }
    }
}

/// Boxes, each with a number, by the cells that they touch.
#[derive(Default)]
pub(super) struct Index {
    cells: HashMap<(i32, i32), Vec<(usize, Rect)>>,
}

impl Index {
    fn cells(body: Rect) -> impl Iterator<Item = (i32, i32)> {
        let cell = |v: f32| (v / CELL).floor() as i32;
        let (left, right) = (cell(body.min.x), cell(body.max.x));
        (cell(body.min.y)..=cell(body.max.y)).flat_map(move |y| (left..=right).map(move |x| (x, y)))
    }

    pub(super) fn add(&mut self, number: usize, body: Rect) {
        for cell in Self::cells(body) {
            self.cells.entry(cell).or_default().push((number, body));
        }
    }

    /// Takes out the box with this number, which is where it was added.
    pub(super) fn remove(&mut self, number: usize, body: Rect) {
        for cell in Self::cells(body) {
            self.cells.entry(cell).and_modify(|boxes| boxes.retain(|(other, _)| *other != number));
        }
    }

    /// Whether a box overlaps no other but the one with the number `but`.
    pub(super) fn is_free(&self, body: Rect, but: Option<usize>) -> bool {
        !Self::cells(body)
            .filter_map(|cell| self.cells.get(&cell))
            .flatten()
            .any(|(number, other)| Some(*number) != but && other.overlaps(body))
    }
}

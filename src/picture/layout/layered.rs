//! Arrangement in layers: backers above whom they back.
//!
//! After Sugiyama, Tagawa and Toda (Methods for visual understanding of hierarchical system structures, 1981): circles are
//! broken, everybody gets a layer, the layers are put in order so that few lines cross, and then everybody moves as near
//! to its neighbours as the order allows.

use super::graph::{Graph, Local};
use super::order::{median, spaced};
use super::{MARGIN, RATIO, TellGroup, separate};
use crate::picture::{Point, Rect};

/// The free height between two layers, and between two rows of one layer, in world units.
const LAYER: f32 = 72.0;
const ROW: f32 = 22.0;

/// How often all layers are put in order, and then in place, down and up in turn.
const SWEEPS: usize = 12;

/// The width of the way that a line takes past those of a layer between its ends.
const WAY: f32 = 16.0;

/// The places of a group; `None` if cancelled.
pub(super) fn arranged(graph: &Graph, group: &[usize], tell: TellGroup) -> Option<Vec<Point>> {
    let local = Local::of(graph, group);
    let backings = without_circles(local.boxes.len(), &local.backings);
    let layers = layers(&local, &backings);
    let mut sheet = Sheet::new(&local.boxes, &layers, &backings);
    sheet.put_in_order(&|share, sheet| tell(share, &sheet.placed(&local.boxes)))?;
    let mut places = sheet.placed(&local.boxes);
    separate::apart(&mut places, &local.boxes);
    Some(places)
}

/// The backings, those that close a circle turned round: in an order in which few point back, found by taking away those
/// who back nobody, those whom nobody backs, or else who backs the most more than it is backed (Eades, Lin and Smyth, A
/// fast and effective heuristic for the feedback arc set problem, 1993).
fn without_circles(count: usize, backings: &[[usize; 2]]) -> Vec<[usize; 2]> {
    let mut out = vec![0isize; count];
    let mut into = vec![0isize; count];
    for [a, b] in backings {
        out[*a] += 1;
        into[*b] += 1;
    }
    let mut left: Vec<usize> = (0..count).collect();
    let (mut first, mut last) = (Vec::new(), Vec::new());
    while !left.is_empty() {
        let found = left.iter().position(|i| out[*i] == 0);
        let (at, ends) = match found.or_else(|| left.iter().position(|i| into[*i] == 0)) {
            Some(at) => (at, found.is_some()),
            None => {
                let most = (0..left.len()).max_by_key(|at| {
                    let i = left[*at];
                    (out[i] - into[i], std::cmp::Reverse(i))
                });
                (most.unwrap_or(0), false)
            }
        };
        let taken = left.remove(at);
        for [a, b] in backings {
            if *a == taken {
                into[*b] -= 1;
            } else if *b == taken {
                out[*a] -= 1;
            }
        }
        if ends { last.push(taken) } else { first.push(taken) }
    }
    first.extend(last.into_iter().rev());
    let mut rank = vec![0; count];
    for (at, i) in first.into_iter().enumerate() {
        rank[i] = at;
    }
    let mut downwards: Vec<[usize; 2]> =
        backings.iter().map(|[a, b]| if rank[*a] < rank[*b] { [*a, *b] } else { [*b, *a] }).collect();
    // In the order of the sources, which is what finding the layers needs.
    downwards.sort_by_key(|[a, b]| (rank[*a], rank[*b]));
    downwards.dedup();
    downwards
}

/// The layer of each: the length of the longest way down to it. Those whom nobody backs stand right above the first whom
/// they back, and those who neither back nor are backed beside those to whom they otherwise relate.
fn layers(local: &Local, backings: &[[usize; 2]]) -> Vec<usize> {
    let count = local.boxes.len();
    let mut layer: Vec<Option<usize>> = vec![None; count];
    let mut is_backed = vec![false; count];
    for [a, b] in backings {
        let above = *layer[*a].get_or_insert(0);
        layer[*b] = Some(layer[*b].unwrap_or(0).max(above + 1));
        is_backed[*b] = true;
    }
    for i in (0..count).filter(|i| !is_backed[*i]) {
        let below = backings.iter().filter(|[a, _]| *a == i).filter_map(|[_, b]| layer[*b]);
        if let Some(first) = below.min() {
            layer[i] = Some(first - 1);
        }
    }
    let neighbours = local.neighbours();
    loop {
        let beside =
            |i: usize| median(neighbours[i].iter().filter_map(|n| Some(layer[*n]? as f32)).collect());
        let found: Vec<(usize, f32)> =
            (0..count).filter(|i| layer[*i].is_none()).filter_map(|i| Some((i, beside(i)?))).collect();
        if found.is_empty() {
            break;
        }
        for (i, at) in found {
            layer[i] = Some(at.floor() as usize);
        }
    }
    layer.into_iter().map(Option::unwrap_or_default).collect()
}

/// Counts at places in a row, with sums from the first on in logarithmic time (Fenwick, A new data structure for cumulative
/// frequency tables, 1994).
struct Sums(Vec<usize>);

impl Sums {
    fn new(places: usize) -> Self {
        Self(vec![0; places + 1])
    }

    fn add(&mut self, place: usize) {
        let mut at = place + 1;
        while let Some(sum) = self.0.get_mut(at) {
            *sum += 1;
            at += at & at.wrapping_neg();
        }
    }

    /// How many were added at this place or before.
    fn up_to(&self, place: usize) -> usize {
        let mut at = (place + 1).min(self.0.len() - 1);
        let mut sum = 0;
        while at > 0 {
            sum += self.0[at];
            at -= at & at.wrapping_neg();
        }
        sum
    }
}

/// Actors, and the ways of lines past the layers between their ends.
struct Sheet {
    /// Each layer in its order. The indices below the number of actors are actors.
    layers: Vec<Vec<usize>>,
    /// The layer of each.
    layer: Vec<usize>,
    /// Those in the layer above, and below, to whom lines lead.
    above: Vec<Vec<usize>>,
    below: Vec<Vec<usize>>,
    /// The place of each in the order of its layer.
    at: Vec<f32>,
    /// How wide each is, with the gap to the next.
    width: Vec<f32>,
}

impl Sheet {
    fn new(boxes: &[Rect], layers: &[usize], backings: &[[usize; 2]]) -> Self {
        let mut sheet = Self {
            layers: vec![Vec::new(); layers.iter().max().map_or(0, |last| last + 1)],
            layer: layers.to_vec(),
            above: vec![Vec::new(); layers.len()],
            below: vec![Vec::new(); layers.len()],
            at: vec![0.0; layers.len()],
            width: boxes.iter().map(|body| body.width() + MARGIN).collect(),
        };
        for (i, layer) in layers.iter().enumerate() {
            sheet.layers[*layer].push(i);
        }
        for [a, b] in backings {
            let mut from = *a;
            for layer in layers[*a] + 1..layers[*b] {
                let way = sheet.layer.len();
                sheet.layer.push(layer);
                sheet.layers[layer].push(way);
                sheet.above.push(Vec::new());
                sheet.below.push(Vec::new());
                sheet.at.push(0.0);
                sheet.width.push(WAY);
                sheet.join(from, way);
                from = way;
            }
            sheet.join(from, *b);
        }
        sheet.number();
        sheet
    }

    fn join(&mut self, a: usize, b: usize) {
        self.below[a].push(b);
        self.above[b].push(a);
    }

    fn number(&mut self) {
        for layer in &self.layers {
            for (at, i) in layer.iter().enumerate() {
                self.at[*i] = at as f32;
            }
        }
    }

    /// Sorts each layer by the medians of the neighbours in the layer before it, again and again, and keeps the order with
    /// the fewest crossings.
    fn put_in_order(&mut self, tell: &dyn Fn(f32, &Self) -> Option<()>) -> Option<()> {
        let mut best = (self.crossings(), self.layers.clone());
        for sweep in 0..SWEEPS {
            tell(sweep as f32 / SWEEPS as f32, self)?;
            let down = sweep % 2 == 0;
            let mut numbers: Vec<usize> = (0..self.layers.len()).collect();
            if !down {
                numbers.reverse();
            }
            for number in numbers {
                let mut layer = std::mem::take(&mut self.layers[number]);
                let wanted = |i: &usize| {
                    let near = if down { &self.above[*i] } else { &self.below[*i] };
                    median(near.iter().map(|n| self.at[*n]).collect()).unwrap_or(self.at[*i])
                };
                let mut keyed: Vec<(f32, usize)> = layer.iter().map(|i| (wanted(i), *i)).collect();
                keyed.sort_by(|(a, i), (b, j)| a.total_cmp(b).then(self.at[*i].total_cmp(&self.at[*j])));
                layer.clear();
                layer.extend(keyed.into_iter().map(|(_, i)| i));
                for (at, i) in layer.iter().enumerate() {
                    self.at[*i] = at as f32;
                }
                self.layers[number] = layer;
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.layers.clone());
            }
        }
        self.layers = best.1;
        self.number();
        Some(())
    }

    /// How many lines between neighbouring layers cross: those that come later above and earlier below, counted with a tree
    /// of sums (Barth, Jünger and Mutzel, Simple and efficient bilayer cross counting, 2002).
    fn crossings(&self) -> usize {
        let crossed = |(number, layer): (usize, &Vec<usize>)| {
            let below = self.layers.get(number + 1).map_or(0, Vec::len);
            let mut passed = Sums::new(below);
            let mut crossings = 0;
            let mut all = 0;
            for i in layer {
                let ends = || self.below[*i].iter().map(|n| self.at[*n] as usize);
                crossings += ends().map(|end| all - passed.up_to(end)).sum::<usize>();
                ends().for_each(|end| passed.add(end));
                all += self.below[*i].len();
            }
            crossings
        };
        self.layers.iter().enumerate().map(crossed).sum()
    }

    /// Where everybody stands: layers too wide for a landscape are dealt out over several rows.
    fn placed(&self, boxes: &[Rect]) -> Vec<Point> {
        let actors = boxes.len();
        let room: f32 = boxes.iter().map(|body| (body.width() + MARGIN) * (body.height() + LAYER)).sum();
        let widest = 1.3 * (room * RATIO).sqrt();
        let rows: Vec<Vec<Vec<usize>>> = self
            .layers
            .iter()
            .map(|layer| {
                let wide: f32 = layer.iter().filter(|i| **i < actors).map(|i| self.width[*i]).sum();
                let count = (wide / widest).ceil().max(1.0) as usize;
                (0..count).map(|row| layer.iter().copied().skip(row).step_by(count).collect()).collect()
            })
            .collect();
        let mut x: Vec<f32> = vec![0.0; self.layer.len()];
        for layer in &rows {
            for row in layer {
                let whole: f32 = row.iter().map(|i| self.width[*i]).sum();
                let mut from = -whole / 2.0;
                for i in row {
                    x[*i] = from + self.width[*i] / 2.0;
                    from += self.width[*i];
                }
            }
        }
        for sweep in 0..SWEEPS {
            let mut order: Vec<&Vec<Vec<usize>>> = rows.iter().collect();
            if sweep % 2 == 1 {
                order.reverse();
            }
            for row in order.into_iter().flatten() {
                let wanted: Vec<f32> = row
                    .iter()
                    .map(|i| {
                        let near = self.above[*i].iter().chain(&self.below[*i]).map(|n| x[*n]);
                        median(near.collect()).unwrap_or(x[*i])
                    })
                    .collect();
                let half = |i: usize| self.width[i] / 2.0;
                let before = std::iter::once(0.0).chain(row.iter().map(|i| half(*i)));
                let gaps: Vec<f32> = row.iter().zip(before).map(|(i, before)| half(*i) + before).collect();
                for (i, at) in row.iter().zip(spaced(&wanted, &gaps)) {
                    x[*i] = at;
                }
            }
        }
        let mut places = vec![Point::default(); actors];
        let mut top = 0.0;
        for layer in &rows {
            for row in layer {
                let bodies = || row.iter().filter(|i| **i < actors).map(|i| (*i, boxes[*i]));
                let rise = bodies().map(|(_, body)| -body.min.y).fold(0.0, f32::max);
                for (i, _) in bodies() {
                    places[i] = Point::new(x[i], top + rise);
                }
                top += rise + bodies().map(|(_, body)| body.max.y).fold(0.0, f32::max) + ROW;
            }
            top += LAYER - ROW;
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_count_what_came_at_a_place_or_before() {
        let mut sums = Sums::new(5);
        for place in [3, 0, 3, 4] {
            sums.add(place);
        }
        assert_eq!([0, 1, 2, 3, 4].map(|place| sums.up_to(place)), [1, 1, 1, 3, 4]);
    }

    #[test]
    fn lines_that_change_sides_cross() {
        // 0 and 1 above 2 and 3: 0 leads to both, 1 to the first only.
        let boxes = [Rect::around(Point::default(), 10.0, 10.0); 4];
        let sheet = Sheet::new(&boxes, &[0, 0, 1, 1], &[[0, 2], [0, 3], [1, 2]]);
        assert_eq!(sheet.crossings(), 1);
        let sheet = Sheet::new(&boxes, &[0, 0, 1, 1], &[[0, 2], [1, 3]]);
        assert_eq!(sheet.crossings(), 0);
    }
}

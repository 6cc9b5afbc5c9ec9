//! Arrangement in two camps, one to the left and one to the right.

use super::force::{self, Setting};
use super::graph::{Graph, Local, Spring};
use super::separate;
use crate::picture::{Point, Rect};

/// Width to height that a camp aims at: two of them, and what is between, make a landscape.
const CAMP: f32 = 0.6;

/// Lines shorter than this share of the distance that their ends like best are hardly seen.
const TIGHT: f32 = 0.9;

/// The free width between the camps in world units.
const BETWEEN: f32 = 150.0;

/// The places of a group; `sides` says of every actor of the graph whether it stands to the right.
pub(super) fn arranged(
    graph: &Graph,
    group: &[usize],
    sides: &[bool],
    tell: super::TellGroup,
) -> Option<Vec<Point>> {
    let local = Local::of(graph, group);
    let right: Vec<bool> = group.iter().map(|i| sides[*i]).collect();
    let away = 90.0 * (group.len() as f32).sqrt().max(2.0);
    let mut start = force::begun(graph, group);
    for (place, right) in start.iter_mut().zip(&right) {
        place.x = place.x * 0.5 + if *right { away } else { -away };
    }
    let setting = Setting { pull: Some((&right, away)), ..Setting::default() };
    let mut places = force::simulated(&start, &local, &setting, tell)?;
    let mut camp = |side: bool| {
        let members: Vec<usize> = (0..group.len()).filter(|i| right[*i] == side).collect();
        let boxes: Vec<Rect> = members.iter().map(|i| local.boxes[*i]).collect();
        let mut own: Vec<Point> = members.iter().map(|i| places[*i]).collect();
        upright(&mut own);
        loosen(&mut own, &members, &local.springs);
        separate::apart(&mut own, &boxes);
        for (i, place) in members.iter().zip(&own) {
            places[*i] = *place;
        }
        own.iter().zip(&boxes).map(|(place, body)| body.moved(*place)).reduce(Rect::union)
    };
    if let Some((left_hull, right_hull)) = camp(false).zip(camp(true)) {
        let by = left_hull.max.x + BETWEEN - right_hull.min.x;
        for (place, _) in places.iter_mut().zip(&right).filter(|(_, right)| **right) {
            place.x += by;
        }
    }
    Some(places)
}

/// Gives a camp so much room that its shortest lines can be seen, up to twice of what it had.
fn loosen(places: &mut [Point], members: &[usize], springs: &[Spring]) {
    let at = |end: usize| members.binary_search(&end).ok();
    let tight = springs.iter().filter_map(|spring| {
        let (a, b) = (places[at(spring.ends[0])?], places[at(spring.ends[1])?]);
        Some(TIGHT * spring.distance / a.distance(b).max(1.0))
    });
    let by = tight.fold(1.0, f32::max).min(2.0);
    for place in places {
        *place = *place * by;
    }
}

/// Makes a camp higher than it is wide, without giving it more room.
fn upright(places: &mut [Point]) {
    let Some(hull) = Rect::hull(places.iter().copied()) else { return };
    if hull.width() > 1.0 && hull.height() > 1.0 {
        let by = (CAMP * hull.height() / hull.width()).sqrt().clamp(0.4, 1.0);
        for place in places {
            let out = *place - hull.centre();
            *place = hull.centre() + Point::new(out.x * by, out.y / by);
        }
    }
}

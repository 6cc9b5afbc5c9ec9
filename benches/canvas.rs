//! What a frame of the window costs: build and tessellate, 1600×900, without a display, on maps of several sizes; all of
//! the map in view, and at 100 %. The median of many frames in which the pointer moves over the canvas, so that nothing is
//! left as it was. Then what the frames of a review by keys cost: the median and the worst.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod window;

use eframe::egui::{Event, Key, Modifiers, Pos2};
use stancemap::files::saved;
use stancemap::map::{Actor, ActorId, ActorKind, Claim, Edit, Place, RelationKey, Stance, StanceMap};
use window::{Window, key, median_and_worst, quotes};

/// So many frames are measured.
const FRAMES: usize = 40;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    stancemap::files::keep_settings_in(folder.path());
    for (actors, relations) in [(60, 150), (1_000, 3_000), (5_000, 15_000), (20_000, 60_000)] {
        let path = folder.path().join(format!("{actors}.ron"));
        saved::save(&map(actors, relations), &path).unwrap();
        let mut window = Window::open(path);
        // The canvas alone.
        for key in [Key::F6, Key::F7, Key::F8] {
            window.press(key, Modifiers::NONE);
        }
        window.press(Key::Num0, Modifiers::COMMAND);
        let all = median(&mut window);
        window.press(Key::Num1, Modifiers::COMMAND);
        let close = median(&mut window);
        println!("{actors} actors, {relations} relations: {all:.2} ms all in view, {close:.2} ms at 100 %");
    }
    for (actors, relations, findings) in [(12, 0, 100), (1_000, 3_000, 20_000)] {
        review(&folder.path().join(format!("{findings} findings.ron")), actors, relations, findings);
    }
}

/// Reviews up to a hundred findings by keys alone, with all panels open, and says what its frames cost.
fn review(path: &std::path::Path, actors: u32, relations: u32, findings: u32) {
    let mut map = map(actors, relations);
    map.apply_all(quotes(findings, |number| {
        (number % actors, (number + 1 + number / actors % (actors - 1)) % actors)
    }))
    .unwrap();
    saved::save(&map, path).unwrap();
    let mut window = Window::open(path.to_owned());
    for key in [Key::F6, Key::F7, Key::F8] {
        window.press(key, Modifiers::NONE);
    }
    window.press(Key::V, Modifiers::NONE);
    let progress = |window: &Window| window.app.editor().review().unwrap().progress();
    let mut took = Vec::new();
    for name in [Key::A, Key::X, Key::A, Key::F, Key::A, Key::N, Key::R, Key::H].into_iter().cycle() {
        if progress(&window).0 >= 100 {
            break;
        }
        for events in [vec![key(name, true)], vec![key(name, false)], Vec::new()] {
            took.push(window.frame(events));
        }
    }
    let (frames, (median, worst)) = (took.len(), median_and_worst(took));
    println!(
        "100 of {} findings reviewed by keys: {frames} frames, median {median:.2} ms, worst {worst:.2} ms",
        progress(&window).1,
    );
}

/// What a frame takes while the pointer moves over the canvas.
fn median(window: &mut Window) -> f64 {
    let frame = |frame: usize| {
        let at = Pos2::new(300.0 + 9.0 * frame as f32, 200.0 + 5.0 * frame as f32);
        window.frame(vec![Event::PointerMoved(at)])
    };
    median_and_worst((0..FRAMES).map(frame).collect()).0
}

/// A map whose actors stand on a loose grid, most of them related to near ones.
fn map(actors: u32, relations: u32) -> StanceMap {
    let mut random = 88_172_645_463_325_252_u64;
    let mut next = move |below: u32| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % u64::from(below)) as u32
    };
    let wide = f64::from(actors).sqrt().ceil() as u32;
    let mut edits = Vec::new();
    for number in 0..actors {
        let kind = ActorKind::ALL[number as usize % ActorKind::ALL.len()];
        let jitter = |value: u32| value as f32 - 40.0;
        let at = Place::new(
            (number % wide) as f32 * 190.0 + jitter(next(80)),
            (number / wide) as f32 * 170.0 + jitter(next(80)),
        );
        let actor = Actor::by_hand(format!("Actor number {number}"), kind);
        edits.push(Edit::AddActor { id: ActorId(number + 1), actor, at: Some(at) });
    }
    let mut map = StanceMap::default();
    map.apply_all(edits).unwrap();
    let mut added = 0;
    while added < relations {
        let source = next(actors);
        let near = [1, wide, wide + 1, 2, 3][next(5) as usize];
        let target = if next(10) == 0 { next(actors) } else { (source + near) % actors };
        let stance = if next(2) == 0 { Stance::Backs } else { Stance::Opposes };
        let key = RelationKey::new(ActorId(source + 1), ActorId(target + 1), stance);
        if source != target && map.relation(key).is_none() {
            map.apply(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
            added += 1;
        }
    }
    map
}

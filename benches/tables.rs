//! What tables of many rows cost: the sheet, sorting and seeking without a window, and the frames of the window, 1600×900,
//! without a display, while 200,000 quotes are scrolled, sorted and filtered: the median and the worst.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod window;

use std::time::{Duration, Instant};

use eframe::egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, TouchPhase, Vec2};
use stancemap::analysis::tables::{Column, Sheet, Sort, Table, Wanted};
use stancemap::files::saved;
use stancemap::map::{Actor, ActorId, ActorKind, Edit, StanceMap};
use window::{Window, key, median_and_worst, quotes};

fn main() {
    let map = map(2_000, 200_000);
    bare(&map);
    let folder = tempfile::tempdir().unwrap();
    stancemap::files::keep_settings_in(folder.path());
    let path = folder.path().join("many.ron");
    saved::save(&map, &path).unwrap();
    drop(map);
    let mut window = Window::open(path);
    window.press(Key::T, Modifiers::NONE);
    // From relations, which come first, to quotes; whatever goes on beside the window is over by then.
    window.press(Key::PageDown, Modifiers::COMMAND);
    std::thread::sleep(Duration::from_secs(2));
    window.frame(Vec::new());
    tell(&mut window, "scrolling by the wheel", 300, |frame| {
        let delta = Vec2::new(0.0, if frame % 50 == 49 { -90_000.0 } else { -120.0 });
        let unit = MouseWheelUnit::Point;
        let (phase, source) = (TouchPhase::Move, MouseWheelSource::Unknown);
        vec![
            Event::PointerMoved(Pos2::new(800.0, 400.0)),
            Event::MouseWheel { unit, delta, phase, modifiers: Modifiers::NONE, source },
        ]
    });
    tell(&mut window, "going from row to row by keys", 100, |frame| {
        vec![key(Key::ArrowDown, frame % 2 == 0)]
    });
    tell(&mut window, "by pages", 100, |frame| vec![key(Key::PageDown, frame % 2 == 0)]);
    window.press(Key::F, Modifiers::COMMAND);
    let typed = "praised number 19";
    tell(&mut window, "typing what is sought", 400, |frame| {
        let letter = typed.chars().nth(frame / 20).filter(|_| frame % 20 == 0);
        letter.map(|c| Event::Text(c.to_string())).into_iter().collect()
    });
}

/// What the work behind the window takes.
fn bare(map: &StanceMap) {
    let time = |what: &str, work: &mut dyn FnMut()| {
        let mut took: Vec<f64> = (0..5)
            .map(|_| {
                let start = Instant::now();
                work();
                start.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        took.sort_by(f64::total_cmp);
        println!("{what}: {:.1} ms", took[2]);
    };
    time("a sheet of 200,000 quotes", &mut || drop(Sheet::of(map, Table::Quotes)));
    let sheet = Sheet::of(map, Table::Quotes);
    for column in [Column::Quote, Column::Relation, Column::Confidence, Column::Date] {
        let wanted = Wanted { sort: Some(Sort { column, descending: false }), ..Wanted::default() };
        time(&format!("sorting them by {}", column.label().to_lowercase()), &mut || {
            wanted.arrange(&sheet, &|| false);
        });
    }
    let wanted = Wanted { words: "number 19 praised".to_owned(), ..Wanted::default() };
    let start = Instant::now();
    wanted.arrange(&sheet, &|| false);
    println!("the first search in them: {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    time("a further search", &mut || drop(wanted.arrange(&sheet, &|| false)));
    let all: Vec<u32> = (0..sheet.len() as u32).collect();
    time("all of them as CSV", &mut || drop(stancemap::export::csv_of(&sheet, &all)));
    let editor = stancemap::editor::Editor::open(map.clone(), None);
    time("which of them the canvas shows", &mut || drop(editor.on_canvas(Table::Quotes)));
}

/// What so many frames take, each with the events of its number.
fn tell(window: &mut Window, what: &str, frames: usize, events: impl Fn(usize) -> Vec<Event>) {
    let (median, worst) = median_and_worst((0..frames).map(|frame| window.frame(events(frame))).collect());
    println!("{what}: median {median:.2} ms, worst {worst:.2} ms");
}

/// So many quotes on actors that take turns, ten running on the same pair.
fn map(actors: u32, number: u32) -> StanceMap {
    let named = |number: u32| Actor::by_hand(format!("Actor number {number}"), ActorKind::Person);
    let actor = |number| Edit::AddActor { id: ActorId(number + 1), actor: named(number), at: None };
    let mut map = StanceMap::default();
    map.apply_all((0..actors).map(actor)).unwrap();
    map.apply_all(quotes(number, |number| {
        let pair = number / 10;
        (pair % actors, (pair + 1 + pair / actors) % actors)
    }))
    .unwrap();
    map
}

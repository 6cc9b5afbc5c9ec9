//! What tables of many rows cost: the sheet, sorting and seeking without a window, and the frames of the window, 1600×900,
//! without a display, while 200,000 quotes are scrolled, sorted and filtered: the median and the worst.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Instant;

use eframe::egui::{self, Event, Key, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2};
use stancemap::analysis::tables::{Column, Sheet, Sort, Table, Wanted};
use stancemap::files::saved;
use stancemap::gui::App;
use stancemap::map::{
    Actor, ActorId, ActorKind, Article, ArticleId, Confidence, Edit, Evidence, EvidenceId, Modality,
    RelationKey, Span, Stance, StanceMap, Verdict,
};

const SIZE: Vec2 = Vec2::new(1600.0, 900.0);

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
    window.turn_to_quotes();
    window.tell("scrolling by the wheel", 300, |frame| {
        let delta = Vec2::new(0.0, if frame % 50 == 49 { -90_000.0 } else { -120.0 });
        let unit = MouseWheelUnit::Point;
        let (phase, source) = (TouchPhase::Move, egui::MouseWheelSource::Unknown);
        vec![
            Event::PointerMoved(Pos2::new(800.0, 400.0)),
            Event::MouseWheel { unit, delta, phase, modifiers: Modifiers::NONE, source },
        ]
    });
    window.tell("going from row to row by keys", 100, |frame| vec![key(Key::ArrowDown, frame % 2 == 0)]);
    window.tell("by pages", 100, |frame| vec![key(Key::PageDown, frame % 2 == 0)]);
    window.press(Key::F, Modifiers::COMMAND);
    let typed = "praised number 19";
    window.tell("typing what is sought", 400, |frame| {
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

fn key(key: Key, pressed: bool) -> Event {
    Event::Key { key, pressed, modifiers: Modifiers::NONE, repeat: false, physical_key: None }
}

/// A window without a display.
struct Window {
    ctx: egui::Context,
    app: App,
    time: f64,
}

impl Window {
    fn open(path: std::path::PathBuf) -> Self {
        let ctx = egui::Context::default();
        let app = App::new(&ctx, vec![path]);
        let mut window = Self { ctx, app, time: 0.0 };
        while window.app.editor().map().actors().next().is_none() {
            window.frame(Vec::new());
        }
        window
    }

    /// Builds and tessellates a frame; how long it took in milliseconds.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let Self { ctx, app, .. } = self;
        let start = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            app.advance(&ui.ctx().clone());
            app.draw(ui);
        });
        // Nobody uploads them here.
        output.textures_delta.clear();
        let meshes = ctx.tessellate(output.shapes, output.pixels_per_point);
        assert!(!meshes.is_empty());
        start.elapsed().as_secs_f64() * 1000.0
    }

    fn press(&mut self, name: Key, modifiers: Modifiers) {
        for pressed in [true, false] {
            let event = Event::Key { key: name, pressed, modifiers, repeat: false, physical_key: None };
            self.frame(vec![Event::PointerGone, event]);
        }
        self.frame(Vec::new());
    }

    /// From relations, which come first, to quotes.
    fn turn_to_quotes(&mut self) {
        self.press(Key::PageDown, Modifiers::COMMAND);
        // Whatever goes on beside the window is over by then.
        std::thread::sleep(std::time::Duration::from_secs(2));
        self.frame(Vec::new());
    }

    fn tell(&mut self, what: &str, frames: usize, events: impl Fn(usize) -> Vec<Event>) {
        let mut took: Vec<f64> = (0..frames).map(|frame| self.frame(events(frame))).collect();
        took.sort_by(f64::total_cmp);
        println!("{what}: median {:.2} ms, worst {:.2} ms", took[frames / 2], took[frames - 1]);
    }
}

/// So many quotes, a hundred from each article, on actors that take turns.
fn map(actors: u32, quotes: u32) -> StanceMap {
    const CUES: [&str; 5] = ["praised", "armed", "met", "condemned", "shelled"];
    let mut edits = Vec::new();
    for number in 0..actors {
        let actor = Actor::by_hand(format!("Actor number {number}"), ActorKind::Person);
        edits.push(Edit::AddActor { id: ActorId(number + 1), actor, at: None });
    }
    for article in 0..quotes.div_ceil(100) {
        let id = ArticleId(article + 1);
        let mut text = format!("Report {article}\n\n");
        let mut added = Vec::new();
        for number in article * 100..quotes.min(article * 100 + 100) {
            // As often as ten times the same pair.
            let (pair, cue) = (number / 10, number as usize % CUES.len());
            let (source, target) = (pair % actors, (pair + 1 + pair / actors) % actors);
            let stance = if cue < 3 { Stance::Backs } else { Stance::Opposes };
            let start = text.len();
            text.push_str(&format!(
                "Actor number {source} {} actor number {target} on a Monday in spring, as far as is known to those who \
                 were asked.",
                CUES[cue]
            ));
            let quote = Span::new(start, text.len());
            text.push(' ');
            let evidence = Evidence {
                id: EvidenceId(number + 1),
                article: id,
                quote,
                cue: None,
                origin: None,
                attribution: None,
                modality: Modality::Asserted,
                confidence: Confidence::clamped(0.4 + (number % 59) as f32 * 0.01),
                verdict: Verdict::Unreviewed,
                note: String::new(),
            };
            let key = RelationKey::new(ActorId(source + 1), ActorId(target + 1), stance);
            added.push(Edit::AddEvidence { key, evidence });
        }
        let mut article = Article::from_text(text);
        article.date = jiff::civil::date(2020, 1, 1).checked_add(jiff::Span::new().days(id.0 % 900)).ok();
        edits.push(Edit::AddArticle { id, article });
        edits.append(&mut added);
    }
    let mut map = StanceMap::default();
    map.apply_all(edits).unwrap();
    map
}

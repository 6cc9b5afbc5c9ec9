//! What a frame of the window costs: build and tessellate, 1600×900, without a display, on maps of several sizes; all of
//! the map in view, and at 100 %. The median of many frames in which the pointer moves over the canvas, so that nothing is
//! left as it was.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Instant;

use eframe::egui::{self, Event, Key, Modifiers, Pos2, RawInput, Rect, Vec2};
use stancemap::files::saved;
use stancemap::gui::App;
use stancemap::map::{Actor, ActorId, ActorKind, Claim, Edit, Place, RelationKey, Stance, StanceMap};

const SIZE: Vec2 = Vec2::new(1600.0, 900.0);

/// So many frames are measured.
const FRAMES: usize = 40;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    stancemap::files::keep_settings_in(folder.path());
    for (actors, relations) in [(60, 150), (1_000, 3_000), (5_000, 15_000), (20_000, 60_000)] {
        let path = folder.path().join(format!("{actors}.ron"));
        saved::save(&map(actors, relations), &path).unwrap();
        let ctx = egui::Context::default();
        let mut app = App::new(&ctx, vec![path]);
        let mut window = Window { ctx, time: 0.0 };
        while app.editor().map().actors().next().is_none() {
            window.frame(&mut app, Vec::new());
        }
        // The canvas alone.
        for key in [Key::F6, Key::F7, Key::F8] {
            window.press(&mut app, key, Modifiers::NONE);
        }
        window.press(&mut app, Key::Num0, Modifiers::COMMAND);
        let all = window.median(&mut app);
        window.press(&mut app, Key::Num1, Modifiers::COMMAND);
        let close = window.median(&mut app);
        println!("{actors} actors, {relations} relations: {all:.2} ms all in view, {close:.2} ms at 100 %");
    }
}

/// A window without a display.
struct Window {
    ctx: egui::Context,
    time: f64,
}

impl Window {
    /// Builds and tessellates a frame; how long it took in milliseconds.
    fn frame(&mut self, app: &mut App, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let output = self.ctx.run_ui(input, |ui| {
            app.advance(&ui.ctx().clone());
            app.draw(ui);
        });
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = start.elapsed().as_secs_f64() * 1000.0;
        assert!(!meshes.is_empty());
        took
    }

    fn press(&mut self, app: &mut App, key: Key, modifiers: Modifiers) {
        for pressed in [true, false] {
            let event = Event::Key { key, pressed, modifiers, repeat: false, physical_key: None };
            self.frame(app, vec![Event::PointerGone, event]);
        }
        self.frame(app, Vec::new());
    }

    fn median(&mut self, app: &mut App) -> f64 {
        let mut took: Vec<f64> = (0..FRAMES)
            .map(|frame| {
                let at = Pos2::new(300.0 + 9.0 * frame as f32, 200.0 + 5.0 * frame as f32);
                self.frame(app, vec![Event::PointerMoved(at)])
            })
            .collect();
        took.sort_by(f64::total_cmp);
        took[FRAMES / 2]
    }
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

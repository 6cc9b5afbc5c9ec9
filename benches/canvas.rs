//! What a frame of the window costs: build and tessellate, 1600×900, without a display, on maps of several sizes; all of
//! the map in view, and at 100 %. The median of many frames in which the pointer moves over the canvas, so that nothing is
//! left as it was. Then what the frames of a review by keys cost: the median and the worst.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Instant;

use eframe::egui::{self, Event, Key, Modifiers, Pos2, RawInput, Rect, Vec2};
use stancemap::files::saved;
use stancemap::gui::App;
use stancemap::map::{
    Actor, ActorId, ActorKind, Article, ArticleId, Claim, Confidence, Edit, Evidence, EvidenceId, Modality,
    Origin, Place, RelationKey, Span, Stance, StanceMap, Verdict,
};

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
    for (actors, relations, findings) in [(12, 0, 100), (1_000, 3_000, 20_000)] {
        review(&folder.path().join(format!("{findings} findings.ron")), actors, relations, findings);
    }
}

/// Reviews up to a hundred findings by keys alone, with all panels open, and says what its frames cost.
fn review(path: &std::path::Path, actors: u32, relations: u32, findings: u32) {
    let mut map = map(actors, relations);
    map.apply_all(quotes(actors, findings)).unwrap();
    saved::save(&map, path).unwrap();
    let ctx = egui::Context::default();
    let mut app = App::new(&ctx, vec![path.to_owned()]);
    let mut window = Window { ctx, time: 0.0 };
    while app.editor().map().actors().next().is_none() {
        window.frame(&mut app, Vec::new());
    }
    for key in [Key::F6, Key::F7, Key::F8] {
        window.press(&mut app, key, Modifiers::NONE);
    }
    window.press(&mut app, Key::V, Modifiers::NONE);
    let progress = |app: &App| app.editor().review().unwrap().progress();
    let mut took: Vec<(f64, Key)> = Vec::new();
    for key in [Key::A, Key::X, Key::A, Key::F, Key::A, Key::N, Key::R, Key::H].into_iter().cycle() {
        if progress(&app).0 >= 100 {
            break;
        }
        for pressed in [true, false] {
            let event =
                Event::Key { key, pressed, modifiers: Modifiers::NONE, repeat: false, physical_key: None };
            took.push((window.frame(&mut app, vec![event]), key));
        }
        took.push((window.frame(&mut app, Vec::new()), key));
    }
    took.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let (median, (worst, key)) = (took[took.len() / 2].0, took[took.len() - 1]);
    println!(
        "100 of {} findings reviewed by keys: {} frames, median {median:.2} ms, worst {worst:.2} ms (at {})",
        progress(&app).1,
        took.len(),
        key.name()
    );
}

/// Quotes that nobody has judged, a hundred from each article, with five cues by turns.
fn quotes(actors: u32, findings: u32) -> Vec<Edit> {
    const CUES: [&str; 5] = ["praised", "armed", "met", "condemned", "shelled"];
    let mut edits = Vec::new();
    for article in 0..findings.div_ceil(100) {
        let id = ArticleId(article + 1);
        let mut text = format!("Report {article}\n\n");
        let mut added = Vec::new();
        for number in article * 100..findings.min(article * 100 + 100) {
            let (source, target) = (number % actors, (number + 1 + number / actors % (actors - 1)) % actors);
            let cue = number as usize % CUES.len();
            let stance = if cue < 3 { Stance::Backs } else { Stance::Opposes };
            let mut said = |words: &str| {
                let start = text.len();
                text.push_str(words);
                text.push(' ');
                Span::new(start, start + words.len())
            };
            let source_mention = said(&format!("Actor number {source}"));
            let cue = said(CUES[cue]);
            let target_mention = said(&format!("Actor number {target}"));
            let last = said("on a Monday in spring, as far as is known.");
            let evidence = Evidence {
                id: EvidenceId(number + 1),
                article: id,
                quote: Span::new(source_mention.start, last.end),
                cue: Some(cue),
                origin: Some(Origin { source_mention, target_mention, stance }),
                attribution: None,
                modality: Modality::Asserted,
                confidence: Confidence::clamped(0.4 + (number % 59) as f32 * 0.01),
                verdict: Verdict::Unreviewed,
                note: String::new(),
            };
            let key = RelationKey::new(ActorId(source + 1), ActorId(target + 1), stance);
            added.push(Edit::AddEvidence { key, evidence });
        }
        edits.push(Edit::AddArticle { id, article: Article::from_text(text) });
        edits.append(&mut added);
    }
    edits
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
        let mut output = self.ctx.run_ui(input, |ui| {
            app.advance(&ui.ctx().clone());
            app.draw(ui);
        });
        // Nobody uploads them here.
        output.textures_delta.clear();
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

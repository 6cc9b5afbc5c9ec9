//! A window without a display, 1600×900, and maps of many quotes, for the benches that draw.

use std::path::PathBuf;
use std::time::Instant;

use eframe::egui::{self, Event, Key, Modifiers, Pos2, RawInput, Rect, Vec2};
use stancemap::gui::App;
use stancemap::map::{
    ActorId, Article, ArticleId, Confidence, Edit, Evidence, EvidenceId, Modality, Origin, RelationKey, Span,
    Stance, Verdict,
};

const SIZE: Vec2 = Vec2::new(1600.0, 900.0);

/// The program without a display.
pub(crate) struct Window {
    ctx: egui::Context,
    pub(crate) app: App,
    time: f64,
}

impl Window {
    /// Opens a map and waits for it.
    pub(crate) fn open(path: PathBuf) -> Self {
        let ctx = egui::Context::default();
        let app = App::new(&ctx, vec![path]);
        let mut window = Self { ctx, app, time: 0.0 };
        while window.app.editor().map().actors().next().is_none() {
            window.frame(Vec::new());
        }
        window
    }

    /// Builds and tessellates a frame; how long it took in milliseconds.
    pub(crate) fn frame(&mut self, events: Vec<Event>) -> f64 {
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
        let took = start.elapsed().as_secs_f64() * 1000.0;
        assert!(!meshes.is_empty());
        took
    }

    /// Presses a key and lets go of it, the pointer elsewhere.
    pub(crate) fn press(&mut self, name: Key, modifiers: Modifiers) {
        for pressed in [true, false] {
            let Event::Key { key, physical_key, repeat, .. } = key(name, pressed) else { continue };
            let event = Event::Key { key, physical_key, pressed, repeat, modifiers };
            self.frame(vec![Event::PointerGone, event]);
        }
        self.frame(Vec::new());
    }
}

/// A key that goes down or up.
pub(crate) fn key(key: Key, pressed: bool) -> Event {
    Event::Key { key, pressed, modifiers: Modifiers::NONE, repeat: false, physical_key: None }
}

/// The middle and the largest of some figures.
pub(crate) fn median_and_worst(mut figures: Vec<f64>) -> (f64, f64) {
    figures.sort_by(f64::total_cmp);
    (figures[figures.len() / 2], figures[figures.len() - 1])
}

/// So many quotes that nobody has judged, a hundred from each article, with five cues by turns; which actors, by number
/// from 0, each of them is about.
pub(crate) fn quotes(number: u32, whom: impl Fn(u32) -> (u32, u32)) -> Vec<Edit> {
    const CUES: [&str; 5] = ["praised", "armed", "met", "condemned", "shelled"];
    let mut edits = Vec::new();
    for article in 0..number.div_ceil(100) {
        let id = ArticleId(article + 1);
        let mut text = format!("Report {article}\n\n");
        let mut added = Vec::new();
        for number in article * 100..number.min(article * 100 + 100) {
            let (source, target) = whom(number);
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
            let last = said("on a Monday in spring, as far as is known to those who were asked.");
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
        let mut read = Article::from_text(text);
        read.date = jiff::civil::date(2020, 1, 1).checked_add(jiff::Span::new().days(article % 900)).ok();
        edits.push(Edit::AddArticle { id, article: read });
        edits.append(&mut added);
    }
    edits
}

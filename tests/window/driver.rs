//! A window without a display: how it is begun, and what it holds; what is seen in it, and what hands do to it, beside.

mod hands;
mod screen;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use eframe::egui::{self, Modifiers, Vec2, ViewportCommand, ViewportId};
use egui_kittest::Harness;
use stancemap::editor::Editor;
use stancemap::files::saved;
use stancemap::gui::App;
use stancemap::map::{ActorId, Place, StanceMap};

use crate::case::map;

/// Beyond so many frames without coming to rest, something never comes to rest.
const MOST_FRAMES: usize = 400;

/// How long a job may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The folder for work that is not saved, in the folder of a test.
const UNSAVED: &str = "unsaved";

/// Ctrl as a keyboard on Linux or Windows reports it.
pub(crate) const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

/// A folder for settings, shared by all tests: none of them may touch the user's own.
fn settings_folder() -> &'static Path {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    FOLDER.get_or_init(|| tempfile::tempdir().unwrap()).path()
}

/// The window under test.
pub(crate) struct Window {
    harness: Harness<'static, Option<App>>,
    /// Holds the files of this test.
    folder: tempfile::TempDir,
}

impl Window {
    /// The window as it is at the first start.
    pub(crate) fn blank() -> Self {
        Self::blank_sized(Vec2::new(1240.0, 740.0))
    }

    pub(crate) fn blank_sized(size: Vec2) -> Self {
        Self::new(size, 1.0 / 60.0, |_| Vec::new())
    }

    /// A window in which [`map`] was opened from `case.ron`.
    pub(crate) fn with_map() -> Self {
        Self::with_map_sized(1240.0, 740.0)
    }

    /// A window in which a sample map was opened.
    pub(crate) fn with_sample(name: &str) -> Self {
        Self::with_sample_sized(name, Vec2::new(1240.0, 740.0))
    }

    pub(crate) fn with_sample_sized(name: &str, size: Vec2) -> Self {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("saved_maps").join(name);
        let mut window = Self::new(size, 1.0 / 60.0, |folder| {
            let path = folder.join(name);
            std::fs::copy(sample, &path).unwrap();
            vec![path]
        });
        window.wait("the map to open", |window| window.map().actors().next().is_some());
        window.point_away();
        window
    }

    pub(crate) fn with_map_sized(width: f32, height: f32) -> Self {
        Self::opened(Vec2::new(width, height), 1.0 / 60.0)
    }

    /// A window that skips from one quarter of a second to the next, so that tooltips need few frames.
    pub(crate) fn in_long_frames() -> Self {
        Self::opened(Vec2::new(1240.0, 740.0), 0.25)
    }

    /// A window in which a map was opened.
    pub(crate) fn showing(map: &StanceMap) -> Self {
        let mut window = Self::new(Vec2::new(1240.0, 740.0), 1.0 / 60.0, |folder| {
            let path = folder.join("shown.ron");
            saved::save(map, &path).unwrap();
            vec![path]
        });
        window.wait("the map to open", |window| window.map().actors().next().is_some());
        window.point_away();
        window
    }

    fn opened(size: Vec2, frame: f32) -> Self {
        Self::opening(&map(), size, frame)
    }

    /// A window high enough for long lists, in which a map was opened from `case.ron`.
    pub(crate) fn high_with(map: &StanceMap) -> Self {
        Self::opening(map, Vec2::new(1240.0, 1400.0), 1.0 / 60.0)
    }

    fn opening(map: &StanceMap, size: Vec2, frame: f32) -> Self {
        let mut window = Self::new(size, frame, |folder| {
            let path = folder.join("case.ron");
            saved::save(map, &path).unwrap();
            vec![path]
        });
        window.wait("the map to open", |window| window.map() == map);
        window.point_away();
        window
    }

    fn new(size: Vec2, frame: f32, files: impl FnOnce(&Path) -> Vec<PathBuf>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = files(folder.path());
        Self::started(folder, size, frame, files)
    }

    /// A window that starts where another one was before.
    pub(crate) fn started_in(folder: tempfile::TempDir, files: Vec<PathBuf>) -> Self {
        Self::started(folder, Vec2::new(1240.0, 740.0), 1.0 / 60.0, files)
    }

    fn started(folder: tempfile::TempDir, size: Vec2, frame: f32, files: Vec<PathBuf>) -> Self {
        stancemap::files::keep_settings_in(settings_folder());
        let unsaved = folder.path().join(UNSAVED);
        let mut files = Some(files);
        let harness = Harness::builder().with_size(size).with_step_dt(frame).build_ui_state(
            move |ui, app: &mut Option<App>| {
                let app = app.get_or_insert_with(|| {
                    let mut app = App::new(ui.ctx(), files.take().unwrap_or_default());
                    app.keep_work_in(unsaved.clone(), ui.ctx());
                    app
                });
                app.advance(&ui.ctx().clone());
                app.draw(ui);
            },
            None,
        );
        let mut window = Self { harness, folder };
        window.settle();
        window
    }

    /// Ends the program without asking anything; what it had on the disk stays there.
    pub(crate) fn crash(self) -> tempfile::TempDir {
        self.folder
    }

    /// How many journals of unsaved work there are.
    pub(crate) fn journals(&self) -> usize {
        self.path(UNSAVED).read_dir().map_or(0, Iterator::count)
    }

    /// A path in the folder of this test.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn ctx(&self) -> &egui::Context {
        &self.harness.ctx
    }

    pub(crate) fn output(&self) -> &egui::FullOutput {
        self.harness.output()
    }

    pub(crate) fn editor(&self) -> &Editor {
        self.harness.state().as_ref().unwrap().editor()
    }

    pub(crate) fn map(&self) -> &StanceMap {
        self.editor().map()
    }

    pub(crate) fn undo_name(&self) -> Option<&str> {
        self.editor().undo_name()
    }

    pub(crate) fn steps(&self) -> usize {
        self.editor().history().names().count()
    }

    /// Whether the last frame told the system something about the window.
    pub(crate) fn tells_system(&self, command: &ViewportCommand) -> bool {
        self.output().viewport_output[&ViewportId::ROOT].commands.contains(command)
    }

    /// Whether the window has just asked the system to close it.
    pub(crate) fn asks_to_close(&self) -> bool {
        self.tells_system(&ViewportCommand::Close)
    }

    /// When the window wants to be drawn next.
    pub(crate) fn next_frame(&self) -> Duration {
        self.output().viewport_output[&ViewportId::ROOT].repaint_delay
    }

    /// One frame; one for each event, if there are any.
    pub(crate) fn frame(&mut self) {
        self.harness.step();
    }

    /// Draws until the window rests.
    #[track_caller]
    pub(crate) fn settle(&mut self) {
        for _ in 0..MOST_FRAMES {
            self.harness.step();
            if self.next_frame() > Duration::ZERO {
                // Everything that can be used has a name for those who do not see it.
                self.harness.check_accessibility();
                return;
            }
        }
        panic!("the window does not come to rest: {:?}", self.ctx().repaint_causes());
    }

    /// Draws until something that a job brings is there.
    #[track_caller]
    pub(crate) fn wait(&mut self, what: &str, there: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !there(self) {
            assert!(
                Instant::now() < deadline,
                "waited in vain for {what}; on the screen: {:#?}",
                self.texts()
            );
            self.harness.step();
            std::thread::yield_now();
        }
        self.settle();
    }

    /// Where an actor is on the map.
    pub(crate) fn place(&self, actor: ActorId) -> Place {
        self.map().place(actor).unwrap()
    }

    /// A window in which these actors are selected.
    pub(crate) fn with_selected(names: &[&str]) -> Self {
        let mut window = Self::with_map();
        for name in names {
            let at = window.actor_at(name);
            window.click_at(at, Modifiers::SHIFT);
        }
        window
    }
}

//! A window without a display.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Event, Key, Modifiers, PointerButton, Pos2, Shape, Vec2, ViewportCommand, ViewportId,
};
use egui_kittest::kittest::{AccessKitNode, NodeT};
use egui_kittest::{Harness, Node};
use stancemap::editor::Editor;
use stancemap::files::saved;
use stancemap::gui::App;
use stancemap::map::StanceMap;

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
        self.editor().history().undo_name()
    }

    pub(crate) fn steps(&self) -> usize {
        self.editor().history().names().count()
    }

    /// When the window wants to be drawn next.
    pub(crate) fn next_frame(&self) -> Duration {
        self.output().viewport_output[&ViewportId::ROOT].repaint_delay
    }

    /// Presses keys; whether the window then asks the system to close it.
    pub(crate) fn closes_by(&mut self, modifiers: Modifiers, key: Key) -> bool {
        let press = Event::Key { key, pressed: true, modifiers, repeat: false, physical_key: None };
        self.harness.input_mut().events.extend([Event::ModifiersChanged(modifiers), press]);
        self.harness.step();
        let closes =
            self.output().viewport_output[&ViewportId::ROOT].commands.contains(&ViewportCommand::Close);
        self.harness.key_up_modifiers(modifiers, key);
        self.settle();
        closes
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

    /// Every text on the screen, as a screen reader would say it.
    pub(crate) fn texts(&self) -> Vec<String> {
        let root = self.harness.root();
        root.children_recursive().filter_map(|node| spoken(&node.accesskit_node())).collect()
    }

    /// Whether something on the screen is called so, or begins so.
    pub(crate) fn shows(&self, start: &str) -> bool {
        self.texts().iter().any(|text| text.starts_with(start))
    }

    /// What stands in a field that is called so.
    #[track_caller]
    pub(crate) fn typed_in(&self, role: Role, name: &str) -> String {
        self.one(role, name).accesskit_node().value().unwrap_or_default()
    }

    /// What the last frame looks like.
    pub(crate) fn picture(&self) -> egui::ColorImage {
        let (ctx, output) = (self.ctx(), self.output());
        let meshes = ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
        let size = ctx.content_rect().size();
        crate::raster::picture([size.x as usize, size.y as usize], &meshes, &ctx.fonts(|fonts| fonts.image()))
    }

    /// The words that the last frame painted, with the angle at which they run.
    pub(crate) fn painted(&self) -> Vec<(String, f32)> {
        fn texts(shape: &Shape, found: &mut Vec<(String, f32)>) {
            match shape {
                Shape::Text(text) => found.push((text.galley.text().to_owned(), text.angle)),
                Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        self.output().shapes.iter().for_each(|clipped| texts(&clipped.shape, &mut found));
        found
    }

    /// The first text that was painted and holds these words, as it is laid out, and where that is.
    pub(crate) fn text_painted(&self, words: &str) -> Option<(Pos2, std::sync::Arc<egui::Galley>)> {
        fn find(shape: &Shape, words: &str) -> Option<(Pos2, std::sync::Arc<egui::Galley>)> {
            match shape {
                Shape::Text(text) if text.galley.text().contains(words) => {
                    Some((text.pos, text.galley.clone()))
                }
                Shape::Vec(shapes) => shapes.iter().find_map(|shape| find(shape, words)),
                _ => None,
            }
        }
        self.output().shapes.iter().find_map(|clipped| find(&clipped.shape, words))
    }

    /// How many things on the screen are called exactly so.
    pub(crate) fn count(&self, name: &str) -> usize {
        self.texts().iter().filter(|text| *text == name).count()
    }

    /// The one thing of a role that is called so or, where none is, whose name begins so.
    #[track_caller]
    pub(crate) fn one(&self, role: Role, start: &str) -> Node<'_> {
        let mut all: Vec<Node<'_>> = self.all(role, start);
        let exact = |node: &Node<'_>| spoken(&node.accesskit_node()).as_deref() == Some(start);
        if all.iter().any(exact) {
            all.retain(exact);
        }
        match all.as_slice() {
            [one] => *one,
            [] => panic!("no {role:?} is called {start:?}; on the screen: {:#?}", self.texts()),
            many => panic!("{} of role {role:?} are called {start:?}: {many:#?}", many.len()),
        }
    }

    fn all(&self, role: Role, start: &str) -> Vec<Node<'_>> {
        let fits = |node: &Node<'_>| {
            let node = node.accesskit_node();
            node.role() == role && spoken(&node).is_some_and(|text| text.starts_with(start))
        };
        self.harness.root().children_recursive().filter(fits).collect()
    }

    /// Where the first thing that is called exactly so is.
    #[track_caller]
    pub(crate) fn box_of(&self, name: &str) -> egui::Rect {
        let root = self.harness.root();
        let called = |node: &Node<'_>| spoken(&node.accesskit_node()).as_deref() == Some(name);
        root.children_recursive().find(called).unwrap_or_else(|| panic!("nothing is called {name:?}")).rect()
    }

    /// Where the last thing that is called exactly so is: what lies on top comes last.
    #[track_caller]
    pub(crate) fn last_box_of(&self, name: &str) -> egui::Rect {
        let root = self.harness.root();
        let called = |node: &Node<'_>| spoken(&node.accesskit_node()).as_deref() == Some(name);
        let last = root.children_recursive().filter(called).last();
        last.unwrap_or_else(|| panic!("nothing is called {name:?}")).rect()
    }

    /// Whether a button is greyed out.
    #[track_caller]
    pub(crate) fn is_disabled(&self, name: &str) -> bool {
        self.one(Role::Button, name).accesskit_node().is_disabled()
    }

    /// Clicks a button.
    #[track_caller]
    pub(crate) fn click(&mut self, name: &str) {
        self.one(Role::Button, name).click();
        self.settle();
        self.point_away();
    }

    /// What has the focus, as a screen reader says it.
    pub(crate) fn focused(&self) -> Option<String> {
        let focused = |node: &Node<'_>| node.accesskit_node().is_focused();
        spoken(&self.harness.root().children_recursive().find(focused)?.accesskit_node())
    }

    /// Goes with Tab to what is called so.
    #[track_caller]
    pub(crate) fn tab_to(&mut self, name: &str) {
        for _ in 0..60 {
            self.key(Key::Tab);
            if self.focused().is_some_and(|focused| focused == name) {
                return;
            }
        }
        panic!("Tab does not come to {name:?}; on the screen: {:#?}", self.texts());
    }

    /// Clicks something that is no button.
    #[track_caller]
    pub(crate) fn click_on(&mut self, role: Role, name: &str) {
        self.one(role, name).click();
        self.settle();
        self.point_away();
    }

    /// Opens the context menu of something.
    #[track_caller]
    pub(crate) fn right_click_on(&mut self, role: Role, name: &str) {
        let at = self.one(role, name).rect().center();
        self.right_click_at(at);
    }

    /// Opens the context menu at a place.
    pub(crate) fn right_click_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Secondary, Modifiers::NONE);
            self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        self.settle();
    }

    /// Opens a menu of the bar and clicks an item.
    #[track_caller]
    pub(crate) fn choose(&mut self, menu: &str, item: &str) {
        self.click(menu);
        self.click(item);
    }

    /// Opens a menu within a menu of the bar and clicks an item.
    #[track_caller]
    pub(crate) fn choose_in(&mut self, menu: &str, within: &str, item: &str) {
        self.one(Role::Button, menu).click();
        self.settle();
        self.one(Role::Button, within).click();
        self.settle();
        self.click(item);
    }

    pub(crate) fn point_away(&mut self) {
        self.harness.remove_cursor();
        self.settle();
    }

    #[track_caller]
    pub(crate) fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    #[track_caller]
    pub(crate) fn ctrl(&mut self, key: Key) {
        self.keys(CTRL, key);
    }

    #[track_caller]
    pub(crate) fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Presses keys and draws only what that takes, so that what then goes on can be watched frame by frame.
    pub(crate) fn begin(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.step();
    }

    /// Clicks a button that may be gone by the time of the click.
    pub(crate) fn catch(&mut self, name: &str) {
        self.one(Role::Button, name).click();
        self.settle();
    }

    /// Holds a key down, or lets it go.
    pub(crate) fn hold(&mut self, key: Key, down: bool) {
        if down {
            self.harness.key_down(key)
        } else {
            self.harness.key_up(key)
        }
        self.settle();
    }

    /// Types letters as a keyboard does: a key and its text in one frame.
    #[track_caller]
    pub(crate) fn type_keys(&mut self, text: &str) {
        for c in text.chars() {
            if let Some(key) = Key::from_name(&c.to_uppercase().to_string()) {
                self.harness.key_down(key);
                self.harness.event(Event::Text(c.to_string()));
                self.harness.key_up(key);
            } else {
                self.harness.event(Event::Text(c.to_string()));
            }
        }
        self.settle();
    }

    /// Puts a text into the field that has the focus, as pasting does.
    #[track_caller]
    pub(crate) fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.settle();
    }

    /// Lets the user drop files on the window.
    pub(crate) fn drop_files(&mut self, paths: &[PathBuf]) {
        let files = paths.iter().map(|path| std::sync::Arc::new(Dropped(path.clone())) as _);
        self.harness.input_mut().dropped_files.extend(files);
        self.settle();
    }

    /// Asks the window to close, as its cross does.
    pub(crate) fn cross(&mut self) {
        let viewport = self.harness.input_mut().viewports.get_mut(&ViewportId::ROOT).unwrap();
        viewport.events.push(egui::ViewportEvent::Close);
        self.settle();
    }

    pub(crate) fn hover(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.settle();
    }

    pub(crate) fn press(&mut self, at: Pos2) {
        self.button(at, true, Modifiers::NONE);
    }

    pub(crate) fn release(&mut self, at: Pos2) {
        self.button(at, false, Modifiers::NONE);
    }

    pub(crate) fn release_with(&mut self, at: Pos2, modifiers: Modifiers) {
        self.button(at, false, modifiers);
    }

    /// Holds these down from now on.
    pub(crate) fn modifiers(&mut self, modifiers: Modifiers) {
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.settle();
    }

    /// Lets go of what is held and draws only what that takes.
    pub(crate) fn let_go(&mut self, at: Pos2) {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.harness.event(Event::PointerButton { pos: at, button, pressed: false, modifiers });
        self.harness.step();
    }

    fn button(&mut self, at: Pos2, pressed: bool, modifiers: Modifiers) {
        let button = PointerButton::Primary;
        self.harness.hover_at(at);
        self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        self.settle();
    }

    /// Moves the pointer in steps, as a hand does.
    pub(crate) fn move_to(&mut self, from: Pos2, to: Pos2) {
        for step in 1..=4 {
            self.harness.hover_at(from.lerp(to, step as f32 / 4.0));
        }
        self.settle();
    }

    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2) {
        self.press(from);
        self.move_to(from, to);
        self.release(to);
        self.point_away();
    }

    /// Clicks a place of the canvas.
    pub(crate) fn click_at(&mut self, at: Pos2, modifiers: Modifiers) {
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.button(at, true, modifiers);
        self.button(at, false, modifiers);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.point_away();
    }

    /// Opens the context menu of a place of the canvas.
    pub(crate) fn click_secondary_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Secondary, Modifiers::NONE);
            self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        self.settle();
    }

    /// Clicks within one frame, as a touch pad may.
    pub(crate) fn tap(&mut self, at: Pos2) {
        let press = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.harness.input_mut().events.extend([Event::PointerMoved(at), press(true), press(false)]);
        self.settle();
        self.point_away();
    }

    pub(crate) fn double_click_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        for pressed in [true, false, true, false] {
            let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
            self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        self.settle();
    }

    /// Turns the wheel over a place.
    pub(crate) fn scroll(&mut self, at: Pos2, delta: Vec2, modifiers: Modifiers) {
        self.harness.hover_at(at);
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta,
            phase: egui::TouchPhase::Move,
            modifiers,
            source: egui::MouseWheelSource::Unknown,
        });
        self.settle();
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.settle();
    }

    /// Where the canvas is.
    #[track_caller]
    pub(crate) fn canvas(&self) -> egui::Rect {
        self.one(Role::Canvas, "Canvas").rect()
    }

    /// The middle of an actor on the canvas, found as a screen reader finds it.
    #[track_caller]
    pub(crate) fn actor_at(&self, name: &str) -> Pos2 {
        self.actor_box(name).center()
    }

    #[track_caller]
    pub(crate) fn actor_box(&self, name: &str) -> egui::Rect {
        self.one(Role::GraphicsSymbol, &format!("{name}, ")).rect()
    }

    /// The sign of a relation on the canvas.
    #[track_caller]
    pub(crate) fn relation_at(&self, name: &str) -> Pos2 {
        self.one(Role::GraphicsSymbol, &format!("{name}, ")).rect().center()
    }
}

/// What a screen reader says of a node.
pub(crate) fn spoken(node: &AccessKitNode<'_>) -> Option<String> {
    // A label's text is its value.
    if node.role() == Role::Label { node.value() } else { node.label() }
}

/// A file that is dropped.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

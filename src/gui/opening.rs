//! How one map takes the place of another, and articles come into it.

use std::path::{Path, PathBuf};

use eframe::egui::{self, ViewportCommand};

use super::App;
use super::dialogs::Purpose;
use super::panels::{List, draft};
use super::prompts::{Next, Prompt};
use crate::editor::Editor;
use crate::files::SAMPLES;
use crate::jobs::Input;
use crate::map::StanceMap;

/// Whether a file is taken for a map by its name.
fn is_map_name(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}

impl App {
    /// Does `next`, after asking about unsaved work if there is any.
    pub(super) fn unless_unsaved(&mut self, next: Next, ctx: &egui::Context) {
        if self.editor.is_dirty() {
            self.interrupt(Prompt::Unsaved(next));
        } else {
            self.proceed(next, ctx);
        }
    }

    /// Whether there is work that is neither saved nor given up, be it only typed so far.
    pub(super) fn has_new_work(&self, ctx: &egui::Context) -> bool {
        let changed = self.editor.is_dirty() && self.given_up != Some(self.editor.history().mark());
        changed || draft::any(ctx, &self.editor)
    }

    /// Does it, whatever is unsaved.
    pub(super) fn proceed(&mut self, next: Next, ctx: &egui::Context) {
        match next {
            Next::Quit => {
                self.forget_work();
                self.closing = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Next::NewMap => self.show_map(StanceMap::default(), None),
            Next::ChooseMap => {
                self.errands.choose(Purpose::OpenMap, self.editor.path().map(Path::to_path_buf))
            }
            Next::Recover => self.look_for_left(),
            Next::Load(paths) => self.load_now(paths),
            Next::Sample(index) => {
                let Some(sample) = SAMPLES.get(index) else { return };
                match sample.open() {
                    Ok(mut map) => {
                        crate::picture::layout::settle(&mut map);
                        self.show_map(map, None);
                    }
                    Err(problem) => self.toasts.warn(format!("{}: {problem}", sample.name)),
                }
            }
        }
    }

    pub(super) fn show_map(&mut self, map: StanceMap, path: Option<PathBuf>) {
        self.show_editor(Editor::open(map, path));
    }

    pub(super) fn show_editor(&mut self, editor: Editor) {
        self.forget_work();
        self.errands.forget_map();
        self.prompt = self.prompt.take().filter(|prompt| !prompt.is_of_map());
        self.interrupted.retain(|prompt| !prompt.is_of_map());
        self.panels.article = None;
        self.panels.reader.reset();
        self.panels.filter.clear();
        self.tables.forget();
        self.toasts.withdraw_undo();
        self.editor = editor;
        self.prompt.iter_mut().chain(&mut self.interrupted).for_each(|prompt| prompt.turn_to(&self.editor));
        self.editor.even_sizes = !self.settings.size_by_relations;
        self.followed = None;
        self.given_up = None;
        // What was to follow a save that is still under way was meant for the map that was open.
        self.after_save = self.after_save.take().filter(|next| matches!(next, Next::Quit));
        self.canvas.reset();
        self.panels.list = List::Relations;
    }

    /// Maps are opened, everything else is read into the open map.
    pub(super) fn load(&mut self, paths: Vec<PathBuf>) {
        let opens_map = paths.iter().any(|path| is_map_name(path));
        if opens_map && self.editor.is_dirty() {
            self.interrupt(Prompt::Unsaved(Next::Load(paths)));
        } else {
            self.load_now(paths);
        }
    }

    fn load_now(&mut self, paths: Vec<PathBuf>) {
        let (maps, articles): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| is_map_name(path));
        if maps.len() > 1 {
            self.toasts.warn("Only one map can be open at a time; the others were left alone.");
        }
        if let Some(path) = maps.into_iter().next() {
            self.errands.open(path, articles.into_iter().map(Input::Path).collect());
        } else {
            self.errands.read(articles.into_iter().map(Input::Path).collect());
        }
    }
}

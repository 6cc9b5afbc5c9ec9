//! The window as a whole: its state, its panels, and what comes home from errands.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, Align2, CentralPanel, Frame, Margin, Panel, ViewportCommand};

use super::ask::{Ask, Asks};
use super::canvas::{self, Canvas};
use super::errands::Errands;
use super::menus::{self, MenuState};
use super::panels::{self, Panels, article, inspector, lists, review, status, timeline, welcome};
use super::prompts::{Next, Prompt};
use super::splitters;
use super::tables::Tables;
use super::theme;
use super::toasts::Toasts;
use crate::editor::{Command, Editor};
use crate::files::journal::Leftover;
use crate::files::{Recent, SAMPLES, Settings, Theme};
use crate::jobs::Autosave;
use crate::map::{EvidenceId, RelationKey};
use crate::picture::Role;

/// Where there is less, in points, an article leaves nothing of use to the canvas or the tables beside it.
const ROOM_FOR_TWO: f32 = 480.0;

/// Where there is less, in points, only one of the lists and the inspector is beside the canvas.
const ROOM_FOR_ALL: f32 = 820.0;

/// The program's window.
pub struct App {
    pub(super) editor: Editor,
    pub(super) canvas: Canvas,
    pub(super) panels: Panels,
    pub(super) tables: Tables,
    pub(super) errands: Errands,
    pub(super) prompt: Option<Prompt>,
    /// Questions that others had to come before, the last one last; what was typed in them is still there.
    pub(super) interrupted: Vec<Prompt>,
    pub(super) toasts: Toasts,
    pub(super) recent: Recent,
    pub(super) settings: Settings,
    /// The finding that the canvas was last moved to by a review.
    pub(super) followed: Option<(RelationKey, EvidenceId)>,
    /// What is to be done once a save that is under way has succeeded.
    pub(super) after_save: Option<Next>,
    /// The state of the map that the user has given up, by its [`History::mark`](crate::editor::History::mark).
    pub(super) given_up: Option<u64>,
    /// Whether the window is to close once the user's own dictionary is written.
    pub(super) quits_once_written: bool,
    /// Set once the window may close whatever is unsaved.
    pub(super) closing: bool,
    pub(super) asks: Asks,
    /// Keeps what is not saved; `None` where there is nowhere to keep it.
    pub(super) autosave: Option<Autosave>,
    /// Where that is.
    pub(super) journals: Option<PathBuf>,
    /// Whether the user has asked for work of earlier runs, and is to be told if there is none.
    pub(super) asked_for_left: bool,
    /// Work of earlier runs that is yet to be offered, or is on offer.
    pub(super) left: Vec<Leftover>,
    /// What is to be done once that offer is answered.
    pub(super) once_answered: Asks,
    /// What is to be done once the text field that had the focus has handed over what was typed.
    pub(super) once_typed: Option<Command>,
    /// Whether a text field had the focus in the last frame: Esc takes it away before anything else is asked.
    pub(super) was_typing: bool,
    /// Whether the window is yet to fill the screen, as it did when it was last closed.
    to_maximize: bool,
    title: String,
}

impl App {
    /// An app that opens `files`, articles or maps, as soon as it runs.
    pub fn new(ctx: &egui::Context, files: Vec<PathBuf>) -> Self {
        let settings = Settings::load();
        theme::install(ctx);
        ctx.set_theme(match settings.theme {
            Theme::System => egui::ThemePreference::System,
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark => egui::ThemePreference::Dark,
        });
        // Ctrl with + and - is the zoom of the map.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        ctx.set_zoom_factor(settings.scale);
        let waker = ctx.clone();
        let errands = Errands::new(Arc::new(move || waker.request_repaint()));
        let mut app = Self {
            editor: Editor::default(),
            canvas: Canvas::default(),
            panels: Panels::of(&settings),
            tables: Tables::default(),
            errands,
            prompt: None,
            interrupted: Vec::new(),
            toasts: Toasts::default(),
            recent: Recent::load(),
            settings,
            followed: None,
            after_save: None,
            given_up: None,
            quits_once_written: false,
            closing: false,
            asks: Vec::new(),
            autosave: None,
            journals: None,
            asked_for_left: false,
            left: Vec::new(),
            once_answered: Vec::new(),
            once_typed: None,
            was_typing: false,
            to_maximize: false,
            title: String::new(),
        };
        app.to_maximize = app.settings.maximized;
        app.editor.even_sizes = !app.settings.size_by_relations;
        if !files.is_empty() {
            app.asks.push(Ask::Load(files));
        }
        app
    }

    /// The open map and the work on it.
    pub fn editor(&self) -> &Editor {
        &self.editor
    }

    /// Takes what errands brought and does what was asked. Called before every frame.
    pub fn advance(&mut self, ctx: &egui::Context) {
        for news in self.errands.collect(self.editor.map(), self.editor.revision()) {
            self.receive(news, ctx);
        }
        if let Some(places) = self.errands.take_layout_so_far() {
            self.canvas.show_layout(places);
        }
        self.dropped_files(ctx);
        self.keys(ctx);
        for ask in std::mem::take(&mut self.asks) {
            self.perform(ask, ctx);
        }
        self.finish_copying(ctx);
        self.follow_review();
        self.keep_work();
        self.prompt = self.prompt.take().or_else(|| self.interrupted.pop());
        self.offer_left();
        self.guard_closing(ctx);
        self.name_window(ctx);
        self.note_settings(ctx);
    }

    fn dropped_files(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<PathBuf> = dropped.into_iter().map(|file| file.path().to_path_buf()).collect();
        if !paths.is_empty() {
            self.asks.push(Ask::Load(paths));
        }
    }

    fn guard_closing(&mut self, ctx: &egui::Context) {
        let wants_to_close = ctx.input(|input| input.viewport().close_requested());
        if wants_to_close && !self.closing && self.prompt.is_none() && super::keys::is_typing(ctx) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.end_typing(Command::Quit, ctx);
        } else if wants_to_close && !self.closing && self.dictionary_holds_window() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        } else if wants_to_close && !self.closing && self.errands.is_saving() {
            // The window goes once the file is whole; if more was changed by then, it asks.
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.after_save = Some(Next::Quit);
        } else if wants_to_close && !self.closing && self.editor.is_dirty() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.interrupt(Prompt::Unsaved(Next::Quit));
        }
    }

    /// Asks something at once; what was asked before is asked again thereafter.
    pub(super) fn interrupt(&mut self, prompt: Prompt) {
        let before = self.prompt.replace(prompt);
        // To ask twice about the same work would ask too much.
        self.interrupted.extend(before.filter(|before| !matches!(before, Prompt::Unsaved(_))));
    }

    fn name_window(&mut self, ctx: &egui::Context) {
        let mark = if self.editor.is_dirty() { "• " } else { "" };
        let title = if self.is_blank() {
            "Stance Map".to_owned()
        } else {
            format!("{mark}{} – Stance Map", self.editor.title())
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Keeps up with how the window is arranged, for the next start.
    fn note_settings(&mut self, ctx: &egui::Context) {
        let Panels { lists, inspector, timeline, .. } = self.panels;
        let theme = match ctx.options(|options| options.theme_preference) {
            egui::ThemePreference::System => Theme::System,
            egui::ThemePreference::Light => Theme::Light,
            egui::ThemePreference::Dark => Theme::Dark,
        };
        let (size, maximized) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.inner_rect.map(|inner| inner.size()), viewport.maximized.unwrap_or(false))
        });
        if self.to_maximize {
            // A window is made out of sight, and window managers take no notice of what it asks for there.
            if ctx.cumulative_frame_nr() < 2 {
                ctx.request_repaint();
                return;
            }
            self.to_maximize = false;
            ctx.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
            return;
        }
        let settings = &mut self.settings;
        (settings.lists, settings.inspector, settings.timeline) = (lists, inspector, timeline);
        (settings.theme, settings.maximized) = (theme, maximized);
        settings.size_by_relations = !self.editor.even_sizes;
        if let Some(size) = size.filter(|_| !maximized) {
            // In points of the system, which the scale does not change.
            settings.window = Some((size.x * settings.scale, size.y * settings.scale));
        }
    }

    /// Whether there is nothing to show but the welcome.
    pub(super) fn is_blank(&self) -> bool {
        let map = self.editor.map();
        map.actors().next().is_none() && map.articles().next().is_none()
    }

    /// Draws the window.
    pub fn draw(&mut self, ui: &mut egui::Ui) {
        self.canvas.asked = match self.prompt {
            Some(Prompt::Sign { source, target, .. }) => Some((source, target)),
            _ => None,
        };
        let Self { editor, canvas, panels, tables, errands, recent, asks, .. } = self;
        let blank = editor.map().actors().next().is_none() && editor.map().articles().next().is_none();
        let samples: Vec<&str> = SAMPLES.iter().map(|sample| sample.name).collect();
        let side = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(12, 12));
        let flat = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(12, 4));

        Panel::top("menu").frame(flat).show(ui, |ui| {
            let (tables, legend) = (tables.open, canvas.has_legend());
            let state = MenuState { panels, tables, legend, recent: recent.paths(), samples: &samples };
            menus::bar(ui, editor, &state, asks);
        });
        let work = errands.work();
        Panel::bottom("status").frame(flat).show(ui, |ui| {
            let zoom = (!blank).then(|| canvas.percent());
            status::show(ui, editor, zoom, work.as_ref(), asks);
        });
        if blank {
            CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
                welcome::show(ui, editor, recent.paths(), SAMPLES, asks);
            });
        } else {
            splitters::take_keys(ui);
            if panels.timeline {
                let most = (ui.available_height() / 4.0).clamp(84.0, 320.0);
                Panel::bottom("timeline")
                    .frame(side)
                    .resizable(true)
                    .default_size(132.0)
                    .size_range(most.min(96.0)..=most)
                    .show(ui, |ui| {
                        timeline::show(ui, panels, editor, asks);
                    });
            }
            // Where there is too little room for both beside the canvas, what is selected takes the place of the lists.
            let narrow = ui.available_width() < ROOM_FOR_ALL;
            let selected = !panels.lists || !editor.selection.is_empty();
            let inspector = panels.inspector && (!narrow || selected) || editor.review().is_some();
            if panels.lists && !(narrow && inspector) {
                Panel::left("lists")
                    .frame(side)
                    .resizable(true)
                    .default_size(264.0)
                    .size_range(200.0..=480.0)
                    .show(ui, |ui| {
                        lists::show(ui, panels, editor, asks);
                    });
            }
            if inspector {
                Panel::right("inspector")
                    .frame(side)
                    .resizable(true)
                    .default_size(320.0)
                    .size_range(260.0..=560.0)
                    .show(ui, |ui| match editor.review() {
                        Some(review) => review::show(ui, editor, review, asks),
                        None => inspector::show(ui, editor, asks),
                    });
            }
            panels.narrow = narrow;
            panels.cramped = ui.available_width() < ROOM_FOR_TWO;
            let hide_canvas = panels.hide_canvas();
            if let Some(shown) = &mut panels.article {
                let paper = side.fill(theme::role(ui, Role::Paper)).inner_margin(Margin::symmetric(20, 12));
                let reader = &mut panels.reader;
                if hide_canvas {
                    CentralPanel::default().frame(paper).show(ui, |ui| {
                        article::show(ui, editor, shown, reader, asks);
                    });
                } else {
                    Panel::right("article")
                        .frame(paper)
                        .resizable(true)
                        .default_size(400.0)
                        .size_range(280.0..=760.0)
                        .show(ui, |ui| article::show(ui, editor, shown, reader, asks));
                }
            }
            if hide_canvas || tables.open {
                canvas.keep_up(editor);
            }
            if tables.open && !hide_canvas {
                CentralPanel::default().frame(side).show(ui, |ui| tables.show(ui, editor, asks));
            } else if !hide_canvas {
                CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
                    canvas.show(ui, editor, asks);
                    if canvas.scene().nodes.is_empty() && !errands.is_reading() {
                        canvas::empty_note(ui, editor, asks);
                    }
                });
            }
        }
        splitters::mark(ui);
        self.overlays(ui);
    }

    fn overlays(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        // Over rows or the map, rather than over what is done with them: a table has its heads at the top.
        let rows = self.tables.body.filter(|_| self.shows_tables());
        let canvas = self.canvas.below_tools().filter(|_| !self.is_blank());
        let (over, edge) = match (rows, canvas) {
            (Some(rows), _) => (rows, Align2::CENTER_BOTTOM),
            (None, canvas) => (canvas.unwrap_or_else(|| ctx.content_rect()), Align2::CENTER_TOP),
        };
        self.toasts.show(&ctx, over, edge, &mut self.asks);
        let hovering = ctx.input(|input| input.raw.hovered_files.len());
        if hovering > 0 {
            welcome::drop_hint(&ctx, hovering);
        }
        if let Some(prompt) = self.prompt.take() {
            let mut replies = Vec::new();
            let was_path = matches!(prompt, Prompt::Path { .. });
            let was_offer = matches!(prompt, Prompt::Recover(_));
            self.prompt = prompt.show(&ctx, &self.editor, &mut self.asks, &mut replies);
            if was_path && self.prompt.is_none() && replies.is_empty() {
                // Nowhere to save to: what was to follow the save does not follow a later one.
                self.after_save = None;
            }
            if was_offer && self.prompt.is_none() && replies.is_empty() {
                self.answered_offer();
            }
            for reply in replies {
                self.answer(reply, &ctx);
            }
        }
        self.was_typing = super::keys::is_typing(&ctx);
        panels::draft::take_over(&ctx, &self.editor, &mut self.asks);
        if !self.asks.is_empty() {
            // What was asked for in this frame shows in the next.
            ctx.request_repaint();
        }
    }

    /// Says how many articles, relations or other things there are, with thousands set apart.
    pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
        panels::counted(number, one, many)
    }

    /// Whether a command makes sense just now.
    pub(super) fn can(&self, command: Command) -> bool {
        command.enabled(&self.editor)
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.advance(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        // Settings that cannot be kept are not worth keeping the window open for.
        let _ = self.settings.save();
        if let Some(autosave) = &mut self.autosave {
            autosave.end();
        }
    }
}

//! The window: the only room that names egui.
//!
//! What happens here: panels and the canvas show the [`Editor`](crate::editor::Editor) and push `Ask`s; the app
//! performs them after the frame, starts jobs and collects what they bring. What never happens here: nothing waits for
//! a disk, a dialog or a reading, and nothing is computed about the map that another room could compute.

mod app;
mod ask;
mod beside;
mod canvas;
mod cite;
mod colours;
mod dialogs;
mod dictionary;
mod errands;
mod help;
mod keys;
mod kinds;
mod layout;
mod menus;
mod new_actor;
mod news;
mod opening;
mod panels;
mod perform;
mod prompts;
mod recover;
mod review;
mod saving;
mod search;
mod selected;
mod split;
mod splitters;
mod tables;
mod theme;
mod toasts;

use std::path::PathBuf;
use std::process::ExitCode;

pub use app::App;

/// Opens the window on these articles and maps, and returns when it is closed.
#[expect(clippy::print_stderr, reason = "where no window opens, the terminal is the only place to say why")]
pub fn run(files: Vec<PathBuf>) -> ExitCode {
    let settings = crate::files::Settings::load();
    let icon = eframe::egui::IconData { rgba: theme::icon(64), width: 64, height: 64 };
    let viewport = eframe::egui::ViewportBuilder::default()
        .with_title("Stance Map")
        .with_app_id("stancemap")
        .with_icon(icon)
        .with_inner_size(settings.window.map_or([1240.0, 740.0], |(width, height)| [width, height]))
        .with_min_inner_size([600.0, 380.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let opened = eframe::run_native(
        "stancemap",
        options,
        Box::new(move |creation| {
            let mut app = App::new(&creation.egui_ctx, files);
            if let Some(folder) = crate::files::journal_dir() {
                app.keep_work_in(folder, &creation.egui_ctx);
            }
            Ok(Box::new(app))
        }),
    );
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "stancemap: the window cannot be opened ({error}); articles can be read without one by: stancemap read FILE…"
            );
            ExitCode::FAILURE
        }
    }
}

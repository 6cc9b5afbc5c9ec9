//! How the map, pictures and tables come to be files: what they are called at first, and which errand writes them.

use std::path::{Path, PathBuf};

use super::App;
use super::dialogs::Purpose;
use super::errands::State;
use super::prompts::Prompt;
use crate::export;
use crate::jobs::Autosave;

impl App {
    pub(super) fn choose(&mut self, purpose: Purpose) {
        let name = self.suggested_name(purpose);
        self.errands.choose(purpose, Some(name));
    }

    pub(super) fn suggested_name(&self, purpose: Purpose) -> PathBuf {
        let title = match purpose {
            Purpose::ExportTable => format!("{} {}", self.editor.title(), self.tables.name().to_lowercase()),
            _ => self.editor.title(),
        };
        // Systems take names of some 255 bytes.
        let name: String =
            title.chars().take(80).map(|c| if "/\\:*?\"<>|".contains(c) { ' ' } else { c }).collect();
        let folder = self.editor.path().and_then(Path::parent).map(Path::to_path_buf).unwrap_or_default();
        // A dot in the name begins no ending: "libya.2019" keeps its year.
        folder.join(format!("{}.{}", name.trim(), purpose.extension()))
    }

    /// Asks before a file is replaced of which no dialog has asked.
    pub(super) fn ask_to_replace(&mut self, purpose: Purpose, path: PathBuf) {
        if let (Purpose::ExportDictionary, Some(Prompt::Dictionary(editing))) = (purpose, &mut self.prompt) {
            return editing.ask_to_replace(path);
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let why = Some(format!("“{name}” is there already. What is in it is lost if you replace it."));
        let text = path.display().to_string();
        self.interrupt(Prompt::Path { purpose: Some(purpose), text, why, taken: Some(path) });
    }

    pub(super) fn save_to(&mut self, path: PathBuf) {
        self.keep_work();
        let announcement = self.autosave.as_ref().map(Autosave::announcement);
        let (opened, mark) = (self.editor.opened(), self.editor.history().mark());
        self.errands.save(self.editor.map().clone(), State { opened, mark, path }, announcement);
    }

    pub(super) fn write(&mut self, purpose: Purpose, path: PathBuf) {
        let map = self.editor.map().clone();
        // A map that has no name yet is not shown to others by a makeshift one.
        let (title, scene) = (self.editor.name().unwrap_or_default(), self.canvas.scene().clone());
        match purpose {
            Purpose::OpenMap
            | Purpose::AddArticles
            | Purpose::ImportDictionary
            | Purpose::ExportDictionary => {}
            Purpose::SaveMap => self.save_to(path),
            Purpose::ExportSvg => {
                self.errands.export(path, move || Ok(export::svg(&scene, false, &title).into_bytes()));
            }
            Purpose::ExportPng => self.errands.export(path, move || {
                export::png(&export::svg(&scene, false, &title), 2.0).map_err(|error| error.to_string())
            }),
            Purpose::ExportCsv => self.errands.export(path, move || Ok(export::csv(&map).into_bytes())),
            Purpose::ExportTable => match self.tables.to_copy(&self.editor.selection) {
                Ok((sheet, lines)) => {
                    self.errands.export(path, move || Ok(export::csv_of(&sheet, &lines).into_bytes()));
                }
                Err(why) => self.toasts.warn(why),
            },
            Purpose::ExportJson => {
                self.errands.export(path, move || Ok(export::json(&map, false).into_bytes()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use eframe::egui;

    use super::*;
    use crate::gui::prompts::Reply;

    #[test]
    fn a_file_that_is_there_is_only_replaced_once_somebody_says_so() {
        let folder = tempfile::tempdir().unwrap();
        crate::files::keep_settings_in(folder.path());
        let (ctx, there) = (egui::Context::default(), folder.path().join("map.json"));
        fs::write(&there, "precious").unwrap();
        let mut app = App::new(&ctx, Vec::new());
        // As it is typed, without its ending.
        let typed =
            |may_replace| Reply::Path(Some(Purpose::ExportJson), folder.path().join("map"), may_replace);
        app.answer(typed(false), &ctx);
        let Some(Prompt::Path { taken, why: Some(why), .. }) = &app.prompt else {
            panic!("{:?}", app.prompt)
        };
        assert_eq!(taken.as_deref(), Some(&*there));
        assert!(why.starts_with("“map.json” is there already."), "{why}");
        assert_eq!(fs::read_to_string(&there).unwrap(), "precious");

        app.prompt = None;
        app.answer(typed(true), &ctx);
        assert_eq!(app.prompt, None);
        while !fs::read_to_string(&there).unwrap().starts_with('{') {
            app.advance(&ctx);
            std::thread::yield_now();
        }
    }
}

//! How the map, pictures and tables come to be files: what they are called at first, and which errand writes them.

use std::path::{Path, PathBuf};

use super::App;
use super::dialogs::Purpose;
use super::errands::State;
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

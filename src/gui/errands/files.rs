//! Errands to the disk: dialogs, opening, saving, exporting, and what earlier runs left there.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Errands, News, OpenedMap, SaveError, Saving, State};
use crate::editor::Editor;
use crate::files::journal::{Leftover, leftovers};
use crate::files::saved::{self, Trace};
use crate::gui::dialogs::{Answer, Dialog, Purpose};
use crate::gui::dictionary::Errand;
use crate::jobs::{Announcement, Input, Task};
use crate::map::StanceMap;
use crate::picture::layout;

impl Errands {
    pub(crate) fn choose(&mut self, purpose: Purpose, near: Option<PathBuf>) {
        if self.dialog.is_none() {
            let wake = Arc::clone(&self.wake);
            self.dialog = Some(Dialog::open(purpose, near, move || wake()));
        }
    }

    /// Opens a map, and leaves `articles` to be read into it.
    pub(crate) fn open(&mut self, path: PathBuf, articles: Vec<Input>) {
        self.once_opened = articles;
        let task = self.task(move || {
            // Before, so that what comes to be there meanwhile counts as a change.
            let trace = Trace::of(&path);
            let mut map = saved::load(&path).map_err(|error| error.to_string())?;
            layout::settle(&mut map);
            let editor = Editor::open(map, Some(path));
            editor.make_ready();
            Ok(OpenedMap { editor: Box::new(editor), trace })
        });
        self.opening = Some(task);
    }

    /// The articles that were to be read into the map that has just been opened.
    pub(crate) fn take_inputs_for_opened(&mut self) -> Vec<Input> {
        std::mem::take(&mut self.once_opened)
    }

    /// Writes the map as it is now, which `state` names, unless somebody else has changed the file. The journal of the
    /// work, if there is one, is told before and after.
    pub(crate) fn save(&mut self, map: StanceMap, state: State, announcement: Option<Announcement>) {
        if self.saving.is_some() {
            self.save_next = Some((map, state, announcement));
            return;
        }
        let to = state.path.clone();
        let known = self.known.get(&to).cloned();
        let task = self.task(move || {
            let there = Trace::of(&to);
            if known.is_some_and(|known| there.is_some() && there != known) {
                return Err(SaveError::Changed);
            }
            let text = saved::to_text(&map);
            let announced = announcement.map(|announcement| announcement.make(&to, saved::checksum(&text)));
            let written = crate::files::write(&to, text.as_bytes());
            written.map_err(|error| SaveError::Failed(error.to_string()))?;
            if let Some(announced) = announced {
                announced.came_true();
            }
            Ok(Trace::of(&to))
        });
        self.saving = Some(Saving { state, task });
    }

    /// Writes over a file the next time, whatever it holds.
    pub(crate) fn forget(&mut self, path: &Path) {
        self.known.remove(path);
    }

    /// Looks for work that earlier runs left behind.
    pub(crate) fn look_for_work(&mut self, folder: PathBuf) {
        self.looking = Some(self.task(move || leftovers(&folder)));
    }

    /// Brings work back.
    pub(crate) fn restore(&mut self, work: Leftover) {
        self.restoring = Some(self.task(move || work.restore()));
    }

    /// Gives work up; nobody waits for that.
    pub(crate) fn discard(&self, work: Leftover) {
        drop(self.task(move || work.discard()));
    }

    pub(crate) fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// Writes what `bytes` makes to a file.
    pub(crate) fn export(
        &mut self,
        path: PathBuf,
        bytes: impl FnOnce() -> Result<Vec<u8>, String> + Send + 'static,
    ) {
        let to = path.clone();
        let task = self.task(move || {
            let bytes = bytes()?;
            crate::files::write(&to, &bytes).map_err(|error| error.to_string())
        });
        self.exporting = Some((path, task));
    }

    /// Does something with the user's own dictionary, one thing at a time.
    pub(crate) fn dictionary(&mut self, errand: Errand) {
        self.dictionary_next.push_back(errand);
        self.begin_dictionary();
    }

    fn begin_dictionary(&mut self) {
        if self.dictionary.is_none()
            && let Some(errand) = self.dictionary_next.pop_front()
        {
            self.dictionary = Some((errand.writes(), self.task(move || errand.run())));
        }
    }

    /// Whether the dictionary is being written or about to be.
    pub(crate) fn is_writing_dictionary(&self) -> bool {
        self.dictionary.as_ref().is_some_and(|(writes, _)| *writes)
            || self.dictionary_next.iter().any(Errand::writes)
    }

    fn note_trace(&mut self, path: Option<PathBuf>, trace: Option<Trace>) {
        self.known.extend(path.map(|path| (path, trace)));
    }

    /// What of it came home since the last frame.
    pub(super) fn collect_files(&mut self, news: &mut Vec<News>) {
        if let Some(answer) = self.dialog.as_mut().and_then(Dialog::answer)
            && let Some(Dialog { purpose, .. }) = self.dialog.take()
        {
            news.push(match answer {
                Answer::Chosen(paths) => News::Chosen(purpose, paths),
                Answer::Taken(path) => News::Taken(purpose, path),
                Answer::Cancelled => News::NotChosen,
                Answer::Unavailable => News::NoDialog(purpose),
            });
        }
        if let Some(answer) = self.dictionary.as_mut().and_then(|(_, task)| task.take()) {
            self.dictionary = None;
            self.begin_dictionary();
            news.push(answer.map_or_else(News::DictionaryFailed, News::Dictionary));
        }
        if let Some(answer) = self.opening.as_mut().and_then(Task::take) {
            self.opening = None;
            news.push(match answer.and_then(|loaded| loaded) {
                Ok(OpenedMap { editor, trace }) => {
                    self.note_trace(editor.path().map(Path::to_path_buf), trace);
                    News::Opened(editor)
                }
                Err(error) => News::OpenFailed(error),
            });
        }
        if let Some(answer) = self.saving.as_mut().and_then(|saving| saving.task.take())
            && let Some(Saving { state, .. }) = self.saving.take()
        {
            news.push(match answer.map_err(SaveError::Failed).and_then(|saved| saved) {
                Ok(trace) => {
                    self.note_trace(Some(state.path.clone()), trace);
                    News::Saved(state)
                }
                Err(SaveError::Changed) => News::SaveRefused(state),
                Err(SaveError::Failed(error)) => News::SaveFailed(error),
            });
            if let Some((map, state, announcement)) = self.save_next.take() {
                self.save(map, state, announcement);
            }
        }
        if let Some(answer) = self.looking.as_mut().and_then(Task::take) {
            self.looking = None;
            // A search that broke off found nothing: what is there is found at the next start.
            news.push(News::LeftBehind(answer.unwrap_or_default()));
        }
        if let Some(answer) = self.restoring.as_mut().and_then(Task::take) {
            self.restoring = None;
            news.push(match answer.and_then(|restored| restored) {
                Ok(restored) => {
                    self.note_trace(restored.path.clone(), restored.trace.clone());
                    News::Restored(Box::new(restored))
                }
                Err(why) => News::NotRestored(why),
            });
        }
        if let Some(answer) = self.exporting.as_mut().and_then(|(_, task)| task.take())
            && let Some((path, _)) = self.exporting.take()
        {
            news.push(match answer.and_then(|written| written) {
                Ok(()) => News::Exported(path),
                Err(error) => News::ExportFailed(error),
            });
        }
    }
}

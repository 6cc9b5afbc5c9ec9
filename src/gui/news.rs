//! What errands bring home, and what becomes of it.

use std::path::Path;

use eframe::egui;

use super::App;
use super::ask::Ask;
use super::dialogs::Purpose;
use super::dictionary::Wish;
use super::errands::{News, State};
use super::prompts::{Next, Prompt};
use super::toasts::sentence;
use crate::editor::Command;
use crate::jobs::{Input, Plan};
use crate::map::Edit;

impl App {
    pub(super) fn receive(&mut self, news: News, ctx: &egui::Context) {
        match news {
            News::Read(plan) => self.take_in(plan),
            News::ReadingFailed(error) => self.toasts.warn(error),
            News::ReadingCancelled => self.toasts.say("Reading was cancelled. The map is as it was."),
            News::Opened(editor) if self.has_new_work(ctx) => {
                // The map was changed while the other one was being chosen and opened. What is being typed is taken over.
                ctx.memory_mut(|memory| memory.stop_text_input());
                let articles = self.errands.take_inputs_for_opened();
                let articles = articles.into_iter().filter_map(|input| match input {
                    Input::Path(path) => Some(path),
                    _ => None,
                });
                let path = editor.path().map(Path::to_path_buf);
                let paths = path.into_iter().chain(articles).collect();
                self.interrupt(Prompt::Unsaved(Next::Load(paths)));
            }
            News::Opened(editor) => {
                if let Some(path) = editor.path() {
                    self.remember(path);
                }
                let inputs = self.errands.take_inputs_for_opened();
                self.show_editor(*editor);
                self.errands.read(inputs);
            }
            News::OpenFailed(error) => self.toasts.warn(error),
            News::Saved(state) => self.take_saved(state),
            News::SaveFailed(error) => {
                self.after_save = None;
                self.toasts.warn(error);
            }
            News::SaveRefused(State { opened, path, .. }) if opened == self.editor.opened() => {
                let next = self.after_save.take();
                self.interrupt(Prompt::Changed(path, next));
            }
            News::SaveRefused(State { path, .. }) => {
                self.toasts.warn(format!(
                    "{} has changed since it was opened, and was left as it is. What was to be saved there is offered at \
                     the next start.",
                    path.display()
                ));
            }
            News::LeftBehind(left) => self.take_left(left),
            News::Restored(restored) => self.take_restored(*restored, ctx),
            News::NotRestored(why) => {
                self.toasts.warn(format!("The work could not be brought back: {why}"));
                self.answered_offer();
            }
            News::Exported(path) => {
                let said = format!("Exported {}", path.display());
                match &mut self.prompt {
                    Some(Prompt::Dictionary(editing)) => editing.say(said),
                    _ => self.toasts.say(said),
                }
            }
            News::ExportFailed(error) => match &mut self.prompt {
                Some(Prompt::Dictionary(editing)) => editing.complain(&error),
                _ => self.toasts.warn(error),
            },
            News::LaidOut(step, places) => self.take_layout(step, places),
            News::LayoutFailed(error) => {
                self.canvas.give_up_layout();
                self.toasts.warn(error);
            }
            News::Chosen(Purpose::AddArticles, paths) => self.load(paths),
            News::Chosen(Purpose::OpenMap, paths) => {
                if let Some(path) = paths.into_iter().next() {
                    self.errands.open(path, Vec::new());
                }
            }
            News::Taken(purpose, path) => self.ask_to_replace(purpose, path),
            News::Chosen(purpose @ (Purpose::ImportDictionary | Purpose::ExportDictionary), paths) => {
                let path = paths.into_iter().next();
                self.asks.extend(path.map(|path| Ask::Dictionary(Wish::File(purpose, path))));
            }
            News::Chosen(purpose, paths) => {
                if let Some(path) = paths.into_iter().next() {
                    self.write(purpose, path);
                }
            }
            News::Dictionary(brought) => self.take_dictionary(brought),
            News::DictionaryFailed(error) => self.toasts.warn(error),
            News::NotChosen => self.after_save = None,
            News::NoDialog(purpose) if self.dictionary_asks_for_path(purpose) => {}
            News::NoDialog(purpose) => {
                let text = if purpose.writes() {
                    self.suggested_name(purpose).display().to_string()
                } else {
                    String::new()
                };
                let why =
                    "This desktop offers no file dialog. Type or paste the path of the file.".to_owned();
                self.interrupt(Prompt::Path { purpose: Some(purpose), text, why: Some(why), taken: None });
            }
        }
    }

    fn take_saved(&mut self, State { opened, mark, path }: State) {
        self.remember(&path);
        let name = super::panels::file_name(&path);
        self.toasts.say(format!("Saved {name}"));
        // Another map may have been opened while this one was being written.
        if opened == self.editor.opened() {
            self.editor.saved(path, mark);
        }
        if let Some(next) = self.after_save.take() {
            self.asks_next(next);
        }
    }

    fn take_in(&mut self, plan: Plan) {
        let Plan { edits, summary, notes, problems } = plan;
        let was_blank = self.is_blank();
        if !edits.is_empty() {
            let articles: Vec<_> =
                edits.iter().filter(|edit| matches!(edit, Edit::AddArticle { .. })).collect();
            let name = match articles.as_slice() {
                [] => "Read again".to_owned(),
                [edit] => crate::editor::describe(edit, self.editor.map()),
                many => format!("Add {}", Self::counted(many.len(), "article", "articles")),
            };
            self.edit_as(name, edits);
            if was_blank {
                self.canvas.fit();
                self.panels.list = super::panels::List::Relations;
            } else {
                self.canvas.fit_if_hidden(&self.editor);
            }
            self.toasts.say(summary);
        } else if problems.is_empty() {
            self.toasts.say(summary);
        }
        for note in notes.into_iter().take(3) {
            self.toasts.say(sentence(&note));
        }
        let more = problems.len().saturating_sub(3);
        for problem in problems.into_iter().take(3) {
            self.toasts.warn(problem);
        }
        if more > 0 {
            self.toasts.warn(format!("{} more could not be read.", Self::counted(more, "file", "files")));
        }
    }

    fn asks_next(&mut self, next: Next) {
        self.asks.push(match next {
            Next::Quit => Ask::Command(Command::Quit),
            Next::NewMap => Ask::Command(Command::NewMap),
            Next::ChooseMap => Ask::Command(Command::OpenMap),
            Next::Recover => Ask::Command(Command::Recover),
            Next::Load(paths) => Ask::Load(paths),
            Next::Sample(index) => Ask::OpenSample(index),
        });
    }

    pub(super) fn remember(&mut self, path: &Path) {
        self.recent.add(path);
        self.keep_recent();
    }

    pub(super) fn keep_recent(&mut self) {
        // A list that cannot be kept is not worth a message: it is a convenience.
        let _ = self.recent.save();
    }
}

//! How the user's own dictionary is opened, changed and written beside the window, and what becomes of that.

use std::path::PathBuf;

use super::{Editing, Remembering, Wish};
use crate::editor::Command;
use crate::editor::dictionary::{DictionaryDraft, learnt_in};
use crate::files::{self, MEND};
use crate::gui::App;
use crate::gui::ask::Ask;
use crate::gui::dialogs::{Purpose, with_extension};
use crate::gui::prompts::Prompt;
use crate::map::{Conflict, Dictionary, DictionaryEntry};
use crate::reading::builtin_names;

/// Something to do with the file.
#[derive(Debug)]
pub(crate) enum Errand {
    Open,
    Import(PathBuf),
    Save(Box<DictionaryDraft>),
    Remember(Vec<DictionaryEntry>),
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum Brought {
    Opened(Result<Dictionary, String>),
    Imported(Result<Dictionary, String>),
    Saved(Box<DictionaryDraft>, Result<(), String>),
    /// How many actors were added, and which names several actors claim now.
    Remembered(Result<(usize, Vec<Conflict>), String>),
}

impl Errand {
    /// Whether it changes the file.
    pub(crate) fn writes(&self) -> bool {
        matches!(self, Self::Save(_) | Self::Remember(_))
    }

    /// Does it; this may take as long as the disk does.
    pub(crate) fn run(self) -> Brought {
        match self {
            Self::Open => {
                // The window looks names up there, and is not to wait while they are made ready.
                builtin_names();
                Brought::Opened(files::own_dictionary().map_err(|error| format!("{error}. {MEND}")))
            }
            Self::Import(path) => {
                Brought::Imported(files::dictionary(&path).map_err(|error| error.to_string()))
            }
            Self::Save(draft) => {
                let saved = files::change_own_dictionary(|there| {
                    if there == *draft.before() {
                        return Ok(draft.dictionary());
                    }
                    Err("Something else changed the dictionary in the meantime. Export yours, cancel, and import it \
                         again."
                        .to_owned())
                });
                Brought::Saved(draft, saved.map(|_| ()))
            }
            Self::Remember(entries) => {
                let count = entries.len();
                let changed = files::change_own_dictionary(|mut dictionary| {
                    dictionary.add(entries);
                    Ok(dictionary)
                });
                Brought::Remembered(changed.map(|dictionary| (count, dictionary.conflicts(builtin_names()))))
            }
        }
    }
}

impl App {
    /// Opens the user's own dictionary.
    pub(in crate::gui) fn open_dictionary(&mut self) {
        self.errands.dictionary(Errand::Open);
    }

    /// Asks what of the selected actors, or of all that a person has decided, to add to it.
    pub(in crate::gui) fn ask_what_to_remember(&mut self, all: bool) {
        let map = self.editor.map();
        let entries: Vec<DictionaryEntry> = if all {
            learnt_in(map)
        } else {
            let selected = self.editor.selection.actors.iter();
            selected.filter_map(|id| DictionaryEntry::of_actor(map, *id)).collect()
        };
        self.prompt = (!entries.is_empty()).then(|| Prompt::Remember(Remembering::of(entries)));
    }

    pub(in crate::gui) fn dictionary_wish(&mut self, wish: Wish) {
        match wish {
            Wish::Choose(purpose) => {
                let near = (purpose == Purpose::ExportDictionary).then(|| PathBuf::from("dictionary.ron"));
                self.errands.choose(purpose, near);
            }
            Wish::File(Purpose::ImportDictionary, path) => self.errands.dictionary(Errand::Import(path)),
            Wish::File(purpose, path) => {
                if let Some(Prompt::Dictionary(editing)) = &self.prompt {
                    let text = files::dictionary_text(&editing.draft.dictionary());
                    let path = with_extension(path, purpose);
                    self.errands.export(path, move || Ok(text.into_bytes()));
                }
            }
            Wish::Save(draft) => self.errands.dictionary(Errand::Save(draft)),
            Wish::LookAgain => self.open_dictionary(),
            Wish::Remember(entries) => self.errands.dictionary(Errand::Remember(entries)),
        }
    }

    /// Whether a question about a file is one of the dictionary's, which then asks for the path itself.
    pub(in crate::gui) fn dictionary_asks_for_path(&mut self, purpose: Purpose) -> bool {
        let is_ours = matches!(purpose, Purpose::ImportDictionary | Purpose::ExportDictionary);
        if let (true, Some(Prompt::Dictionary(editing))) = (is_ours, &mut self.prompt) {
            editing.ask_for_path();
            editing.say("This desktop offers no file dialog. Type or paste the path of the file.".to_owned());
        }
        is_ours
    }

    /// Whether the window has to stay lest something of the dictionary be lost, and says why; it goes by itself where that is
    /// soon written.
    pub(in crate::gui) fn dictionary_holds_window(&mut self) -> bool {
        let is_typed =
            |prompt: &Prompt| matches!(prompt, Prompt::Dictionary(editing) if !editing.may_close());
        if let Some(at) = self.interrupted.iter().position(is_typed) {
            let dictionary = self.interrupted.remove(at);
            self.interrupt(dictionary);
        }
        match &mut self.prompt {
            Some(Prompt::Dictionary(editing)) if !editing.may_close() => {
                editing.say("Save or cancel this before the window closes.".to_owned());
                true
            }
            _ => {
                self.quits_once_written = self.errands.is_writing_dictionary();
                self.quits_once_written
            }
        }
    }

    fn shows_dictionary(&self) -> bool {
        let mut prompts = self.prompt.iter().chain(&self.interrupted);
        prompts.any(|prompt| matches!(prompt, Prompt::Dictionary(_)))
    }

    /// Says what became of the dictionary, and offers to read by it what was read without.
    fn say_of_dictionary(&mut self, text: &str) {
        if Command::ReadAllAgain.enabled(&self.editor) {
            self.toasts.offer_to_read_again(text);
        } else {
            self.toasts.say(text);
        }
    }

    pub(in crate::gui) fn take_dictionary(&mut self, brought: Brought) {
        let failed = matches!(brought, Brought::Saved(_, Err(_)) | Brought::Remembered(Err(_)));
        if self.quits_once_written && (failed || !self.errands.is_writing_dictionary()) {
            self.quits_once_written = false;
            self.asks.extend((!failed).then_some(Ask::Command(Command::Quit)));
        }
        match brought {
            // It was asked for twice.
            Brought::Opened(_) if self.shows_dictionary() => {}
            Brought::Opened(Ok(dictionary)) => {
                let draft = DictionaryDraft::new(dictionary, &self.editor);
                self.interrupt(Prompt::Dictionary(Box::new(Editing::of(draft))));
            }
            Brought::Opened(Err(problem)) => {
                self.interrupt(Prompt::Dictionary(Box::new(Editing::broken(problem))));
            }
            Brought::Imported(result) => {
                if let Some(Prompt::Dictionary(editing)) = &mut self.prompt {
                    match result {
                        Ok(dictionary) => editing.import(dictionary),
                        Err(problem) => editing.complain(&problem),
                    }
                }
            }
            Brought::Saved(draft, Ok(())) => {
                let edits = draft.edits(&self.editor);
                if !edits.is_empty() {
                    self.edit_as("Settle whose names they are".to_owned(), edits);
                }
                self.say_of_dictionary("The dictionary was saved. It is used in the next reading.");
            }
            Brought::Saved(mut draft, Err(problem)) => {
                draft.turn_to(&self.editor);
                self.interrupt(Prompt::Dictionary(Box::new(Editing::of(*draft).with(problem))));
            }
            Brought::Remembered(Ok((count, conflicts))) => {
                let actors = Self::counted(count, "actor is", "actors are");
                self.say_of_dictionary(&format!("{actors} in your dictionary now."));
                if let [first, ..] = &conflicts[..] {
                    let name = &first.name;
                    self.toasts.warn(format!(
                        "“{name}” stands for several actors. Settle it in Edit, Dictionary, My dictionary…; until \
                         then it is read as none of them."
                    ));
                }
            }
            Brought::Remembered(Err(problem)) => self.toasts.warn(problem),
        }
    }
}

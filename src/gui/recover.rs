//! Work that is not saved: kept while it is done, and offered back after the program ended without saving it.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Button, Id, Label, Layout, RichText};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::App;
use super::ask::Ask;
use super::panels::counted;
use super::prompts::{Next, Prompt, Reply, list};
use super::theme;
use crate::editor::Editor;
use crate::files::journal::{LeftOut, Leftover, Restored};
use crate::jobs::Autosave;
use crate::picture::Role;

/// Work that is offered back, in words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Offer {
    name: String,
    about: String,
    warning: Option<String>,
}

impl Offer {
    /// All that is on offer; files of the same name are told apart by their folders.
    fn all(left: &[Leftover]) -> Vec<Self> {
        let offers = left.iter().map(|work| {
            let namesakes = left.iter().filter(|other| other.title() == work.title()).count();
            let folder = work.file.as_deref().and_then(Path::parent).filter(|_| namesakes > 1);
            let mut offer = Self::of(work);
            if let Some(folder) = folder {
                offer.name = format!("{} in {}", offer.name, folder.display());
            }
            offer
        });
        offers.collect()
    }

    fn of(work: &Leftover) -> Self {
        let changes = counted(work.changes, "change", "changes");
        let last = super::panels::shortened(&work.last, 60);
        let what = if work.changes == 1 { format!("“{last}”") } else { format!("the last “{last}”") };
        let warning = work.copy().map(|copy| {
            let copy = copy.file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!("The file has changed since, or is gone. The work comes back as a copy, {copy}.")
        });
        let about = format!("From {}: {changes}, {what}.", time(work.at));
        Self { name: work.title(), about, warning }
    }
}

/// "12:31" today, "3 May 2021, 12:31" on another day.
fn time(at: Timestamp) -> String {
    let zone = TimeZone::system();
    let (at, now) = (at.to_zoned(zone.clone()), Timestamp::now().to_zoned(zone));
    let format = if at.date() == now.date() { "%H:%M" } else { "%-d %b %Y, %H:%M" };
    at.strftime(format).to_string()
}

impl App {
    /// Keeps work that is not saved in `folder` until it is saved or given up, and offers back what an earlier run left
    /// there. Files that are to be opened wait for the answer.
    pub fn keep_work_in(&mut self, folder: PathBuf, ctx: &egui::Context) {
        let waker = ctx.clone();
        self.autosave = Some(Autosave::new(folder.clone(), move || waker.request_repaint()));
        self.once_answered = std::mem::take(&mut self.asks);
        self.journals = Some(folder.clone());
        self.errands.look_for_work(folder);
    }

    /// Looks again for what earlier runs left, since the user asks for it.
    pub(super) fn look_for_left(&mut self) {
        self.asked_for_left = true;
        match &self.journals {
            Some(folder) => self.errands.look_for_work(folder.clone()),
            None => self.take_left(Vec::new()),
        }
    }

    /// Has the journal follow what was done. Called after every change of the map, and before it is saved.
    pub(super) fn keep_work(&mut self) {
        let steps = self.editor.take_fresh();
        let Some(autosave) = &mut self.autosave else { return };
        if let Some(complaint) = autosave.complaint() {
            self.toasts.warn(complaint);
        }
        let editor = &self.editor;
        // What is in the file is not known before a save that is under way has ended.
        if editor.is_dirty() || self.errands.is_saving() {
            autosave.add(steps, editor.map(), || editor.title(), editor.path());
        } else {
            autosave.forget();
        }
    }

    /// Drops what was kept of the open map, which is saved or given up.
    pub(super) fn forget_work(&mut self) {
        self.editor.take_fresh();
        if let Some(autosave) = &mut self.autosave {
            autosave.forget();
        }
    }

    /// Takes what was left behind, to be offered as soon as nothing else is asked.
    pub(super) fn take_left(&mut self, left: Vec<Leftover>) {
        self.left = left;
        let asked = std::mem::take(&mut self.asked_for_left);
        if self.left.is_empty() {
            if asked {
                self.toasts.say("No unsaved work was found.");
            }
            self.answered_offer();
        }
    }

    pub(super) fn offer_left(&mut self) {
        if self.prompt.is_none() && !self.left.is_empty() {
            self.prompt = Some(Prompt::Recover(Offer::all(&self.left)));
        }
    }

    /// Lets go of what is still on offer, for another start, and does what waited for the answer.
    pub(super) fn answered_offer(&mut self) {
        self.left.clear();
        self.asks.append(&mut self.once_answered);
    }

    /// Brings the work of this number back; the rest is left for another start. Where the open map has unsaved work as well,
    /// that comes first, and this is offered again thereafter.
    pub(super) fn restore(&mut self, index: usize, ctx: &egui::Context) {
        if self.has_new_work(ctx) {
            self.left.clear();
            self.interrupt(Prompt::Unsaved(Next::Recover));
        } else if index < self.left.len() {
            let work = self.left.swap_remove(index);
            self.left.clear();
            self.errands.restore(work);
        }
    }

    /// Gives the work of this number up, and goes on offering the rest.
    pub(super) fn give_up(&mut self, index: usize) {
        if index < self.left.len() {
            let work = self.left.remove(index);
            self.errands.discard(work);
        }
        if self.left.is_empty() {
            self.answered_offer();
        }
    }

    pub(super) fn take_restored(&mut self, restored: Restored, ctx: &egui::Context) {
        if self.has_new_work(ctx) {
            let why =
                "The map was changed in the meantime. The earlier work is still there: File, Unsaved work…";
            self.toasts.warn(why);
            return self.answered_offer();
        }
        let Restored { base, steps, saved, path, trace: _, journal, left_out } = restored;
        let count = steps.len();
        // What is to be opened is open by that.
        for ask in &mut self.once_answered {
            if let Ask::Load(paths) = ask {
                paths.retain(|there| path.is_none() || std::path::absolute(there).ok() != path);
            }
        }
        self.show_editor(Editor::resume(base, steps, saved, path));
        if let Some(autosave) = &mut self.autosave {
            autosave.resume(journal, count);
        }
        if let Some(path) = self.editor.path().filter(|path| path.exists()).map(Path::to_path_buf) {
            self.remember(&path);
        }
        self.toasts.say(format!("Restored the work on {}. It is not saved yet.", self.editor.title()));
        if let Some(LeftOut { first, copy }) = left_out {
            let copy = copy.display();
            self.toasts.warn(match first {
                Some(first) => {
                    format!(
                        "What was done from “{first}” on could not be brought back. It is kept in {copy}."
                    )
                }
                None => format!(
                    "The last changes may be missing, for their journal is damaged. It is kept in {copy}."
                ),
            });
        }
        self.answered_offer();
    }
}

/// The offers, each with its buttons. Whether the question is answered.
pub(super) fn show(ui: &mut egui::Ui, offers: &[Offer], replies: &mut Vec<Reply>) -> bool {
    ui.set_width(480.0);
    ui.label(RichText::new("Work that was not saved was found").size(theme::LARGE));
    let mut is_later = false;
    list(360.0).show(ui, |ui| {
        for (index, offer) in offers.iter().enumerate() {
            if index > 0 {
                ui.separator();
            }
            ui.add(Label::new(RichText::new(&offer.name).strong()).wrap());
            ui.add(Label::new(&offer.about).wrap());
            if let Some(warning) = &offer.warning {
                ui.add(Label::new(RichText::new(warning).color(theme::quiet(ui))).wrap());
            }
            from_the_right(ui, |ui| {
                let restore = restore(ui, offer);
                // Enter takes the first, which is the latest, until the focus is moved.
                let once = Id::unique(("focused once", offers.len(), &offer.name, &offer.about));
                if index == 0 && !ui.data(|data| data.get_temp(once).unwrap_or(false)) {
                    restore.request_focus();
                    ui.data_mut(|data| data.insert_temp(once, true));
                }
                replies.extend(restore.clicked().then_some(Reply::Restore(index)));
                replies.extend(discard(ui, offer).clicked().then_some(Reply::GiveUp(index)));
                is_later |= offers.len() == 1 && later(ui);
            });
        }
    });
    if offers.len() > 1 {
        ui.separator();
        from_the_right(ui, |ui| is_later = later(ui));
    }
    is_later || !replies.is_empty()
}

/// A row of buttons, the likeliest first and at the right.
fn from_the_right(ui: &mut egui::Ui, buttons: impl FnOnce(&mut egui::Ui)) {
    let size = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(egui::Align::Center), buttons);
}

fn restore(ui: &mut egui::Ui, offer: &Offer) -> egui::Response {
    let text = RichText::new("Restore").color(theme::role(ui, Role::OnNode));
    let button = ui.add(Button::new(text).fill(theme::role(ui, Role::Accent)));
    name(&button, &format!("Restore {}", offer.name));
    button.on_hover_text("Opens the map with these changes, still to be saved.")
}

fn discard(ui: &mut egui::Ui, offer: &Offer) -> egui::Response {
    let button = ui.button("Discard");
    name(&button, &format!("Discard {}", offer.name));
    button.on_hover_text("Gives these changes up. The saved file stays as it is.")
}

fn later(ui: &mut egui::Ui) -> bool {
    ui.button("Later")
        .on_hover_text(
            "Leaves it where it is: File, Unsaved work… offers it again, and so does the next start.  (Esc)",
        )
        .clicked()
}

/// Several buttons have the same word on them: for those who do not see where they stand, each says more.
fn name(button: &egui::Response, name: &str) {
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::journal::Journal;
    use crate::map::StanceMap;

    #[test]
    fn restored_work_looks_as_every_map_is_to_look() {
        let folder = tempfile::tempdir().unwrap();
        crate::files::keep_settings_in(folder.path());
        let ctx = egui::Context::default();
        let mut app = App::new(&ctx, Vec::new());
        app.settings.size_by_relations = false;
        let base = StanceMap::default();
        let journal = Journal::begin(folder.path(), &base, "Work", None).unwrap();
        let (steps, saved, path, trace, left_out) = (Vec::new(), None, None, None, None);
        app.take_restored(Restored { base, steps, saved, path, trace, journal, left_out }, &ctx);
        assert!(app.editor.even_sizes);
    }
}

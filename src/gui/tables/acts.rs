//! What is done with the rows of the tables.

use eframe::egui;

use super::{AT_ONCE, Kept, Wish};
use crate::analysis::tables::Row;
use crate::editor::tables::{Change, plan};
use crate::editor::{Command, Selection};
use crate::export;
use crate::gui::App;
use crate::gui::dialogs::Purpose;
use crate::gui::panels::{Shown, counted};
use crate::jobs::Task;
use crate::map::Verdict;

/// The change of rows that a command means.
fn change(command: Command) -> Option<Change> {
    match command {
        Command::Confirm => Some(Change::Verdict(Verdict::Confirmed)),
        Command::Reject => Some(Change::Verdict(Verdict::Rejected)),
        Command::Flip => Some(Change::Flip),
        Command::Reverse => Some(Change::Reverse),
        Command::Delete => Some(Change::Delete),
        _ => None,
    }
}

impl App {
    /// Whether the tables stand where the canvas would.
    pub(in crate::gui) fn shows_tables(&self) -> bool {
        self.tables.open && !self.panels.hide_canvas() && !self.is_blank()
    }

    /// Whether a command is meant for the tables rather than for the canvas.
    pub(in crate::gui) fn is_for_tables(&self, command: Command) -> bool {
        let chosen = || self.tables.choice.count(&self.editor.selection) > 0;
        self.shows_tables()
            && (matches!(command, Command::SelectAll | Command::Find)
                || change(command).is_some() && chosen())
    }

    /// Does a command that is meant for the tables.
    pub(in crate::gui) fn command_tables(&mut self, command: Command) {
        match command {
            Command::Find => self.tables.wants_to_find = true,
            Command::SelectAll => {
                let listed: Vec<Row> = self.tables.listing().into_iter().flat_map(Kept::rows).collect();
                if let Some(selection) = self.tables.choice.choose(listed.into_iter()) {
                    self.tables.selected = selection.clone();
                    self.editor.selection = selection;
                }
            }
            _ => {
                if let Some(change) = change(command) {
                    self.change_rows(&self.tables.chosen(&self.editor.selection), &change);
                }
            }
        }
    }

    /// Does to the selected relations what a command means.
    pub(in crate::gui) fn change_relations(&mut self, command: Command) {
        let rows: Vec<Row> = self.editor.selection.relations.iter().copied().map(Row::Relation).collect();
        if let Some(change) = change(command) {
            self.change_rows(&rows, &change);
        }
    }

    fn change_rows(&mut self, rows: &[Row], change: &Change) {
        if let Some((name, edits)) = plan(self.editor.map(), rows, change) {
            self.edit_as(name, edits);
        }
    }

    pub(in crate::gui) fn wish_of_tables(&mut self, wish: Wish, ctx: &egui::Context) {
        match wish {
            Wish::Change(change) => {
                self.change_rows(&self.tables.chosen(&self.editor.selection), &change);
            }
            Wish::Enter(Row::Actor(id)) => self.enter(Selection::of_actor(id)),
            Wish::Enter(Row::Relation(key)) => self.enter(Selection::of_relation(key)),
            Wish::Enter(Row::Article(article)) => {
                self.panels.article = Some(Shown { article, quote: None, scroll: false });
            }
            Wish::Enter(Row::Quote(key, id)) => {
                if let Some(article) = self.editor.map().evidence(key, id).map(|item| item.article) {
                    self.panels.article = Some(Shown { article, quote: Some(id), scroll: true });
                }
            }
            Wish::Copy => {
                let (sheet, lines) = match self.tables.to_copy(&self.editor.selection) {
                    Ok(lines) => lines,
                    Err(why) => return self.toasts.warn(why),
                };
                let count = lines.len();
                if count <= AT_ONCE {
                    self.copied(count, export::csv_of(&sheet, &lines), ctx);
                } else {
                    let waker = ctx.clone();
                    let task =
                        Task::start(move || export::csv_of(&sheet, &lines), move || waker.request_repaint());
                    self.tables.copying = Some((count, task));
                }
            }
            Wish::Save => self.choose(Purpose::ExportTable),
        }
    }

    /// Leaves the tables for a place of the canvas; they are found again as they were.
    fn enter(&mut self, selection: Selection) {
        self.tables.open = false;
        self.editor.reveal(selection);
        self.canvas.reveal(&self.editor);
    }

    fn copied(&mut self, count: usize, text: String, ctx: &egui::Context) {
        ctx.copy_text(text);
        self.toasts.say(format!("Copied {}", counted(count, "row", "rows")));
    }

    /// Hands over what was being copied, once that is there.
    pub(in crate::gui) fn finish_copying(&mut self, ctx: &egui::Context) {
        if let Some(answer) = self.tables.copying.as_mut().and_then(|(_, task)| task.take())
            && let Some((count, _)) = self.tables.copying.take()
        {
            match answer {
                Ok(text) => self.copied(count, text, ctx),
                Err(error) => self.toasts.warn(error),
            }
        }
    }

    /// Lets go of the chosen rows, or else leaves the tables.
    pub(in crate::gui) fn leave_tables(&mut self) {
        if self.tables.choice.count(&self.editor.selection) == 0 {
            self.tables.open = false;
        } else if let Some(selection) = self.tables.choice.choose(std::iter::empty()) {
            self.editor.selection = selection;
        }
    }
}

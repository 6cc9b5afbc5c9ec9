//! Short messages over the canvas.

use std::time::{Duration, Instant};

use eframe::egui::{self, Align, Align2, Area, Frame, Id, Layout, Margin, RichText, Stroke};

use super::ask::{Ask, Asks};
use super::dictionary::Wish;
use super::theme;
use crate::editor::{Command, Selection};
use crate::map::{ActorId, DictionaryEntry, Edit};
use crate::picture::Role;

/// So many messages are shown at a time.
const MOST: usize = 5;

/// In less room than this, in points, what a message offers stands below its text.
const ROOM_FOR_BUTTONS: f32 = 360.0;

const REMEMBER: &str = "Remember in every map";

/// What would be remembered: "Adds to your dictionary: “Ankara” is Turkey."
fn told(learnt: &[DictionaryEntry]) -> String {
    let told = learnt.iter().map(|DictionaryEntry { name, aliases, .. }| {
        let verb = if aliases.len() == 1 { "is" } else { "are" };
        let aliases: Vec<String> = aliases.iter().map(|alias| format!("“{alias}”")).collect();
        format!("{} {verb} {name}", aliases.join(", "))
    });
    format!("Adds to your dictionary: {}.", told.collect::<Vec<_>>().join("; "))
}

/// What stands alone begins with a capital; errors do not, since they are told in the middle of sentences as well.
pub(super) fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
}

#[derive(Debug, Clone)]
struct Toast {
    text: String,
    is_error: bool,
    undo: bool,
    /// What may be added to the user's own dictionary.
    learnt: Vec<DictionaryEntry>,
    /// Which actor may be merged into which.
    merge: Option<(ActorId, ActorId)>,
    /// Whether all articles may be read again.
    read_again: bool,
    until: Option<Instant>,
}

/// The messages shown now. What went well goes away by itself; what went wrong stays until it is closed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Toasts(Vec<Toast>);

impl Toasts {
    /// Says that something was done.
    pub(crate) fn say(&mut self, text: impl Into<String>) {
        self.push(text.into(), false, false);
    }

    /// Says that something was taken away, and offers it back.
    pub(crate) fn offer_undo(&mut self, text: impl Into<String>) {
        self.0.retain(|toast| !toast.undo);
        self.push(text.into(), false, true);
    }

    /// Says that something was done, and offers it back or to have the first of two actors merged into the second.
    pub(crate) fn offer_merge(&mut self, text: String, from: ActorId, into: ActorId) {
        self.offer_undo(text);
        if let Some(toast) = self.0.last_mut() {
            toast.merge = Some((from, into));
        }
    }

    /// Says that something was done, and offers to read all articles by it.
    pub(crate) fn offer_to_read_again(&mut self, text: impl Into<String>) {
        self.say(text);
        if let Some(toast) = self.0.last_mut() {
            toast.read_again = true;
        }
    }

    /// Says that a name was learnt, and offers it back or to read all articles by it.
    pub(crate) fn offer_undo_and_reading(&mut self, text: impl Into<String>) {
        self.offer_undo(text);
        if let Some(toast) = self.0.last_mut() {
            toast.read_again = true;
        }
    }

    /// Offers to have names known in every map, beside the offer to undo what they were learnt from if there is one.
    pub(crate) fn offer_to_remember(&mut self, text: &str, learnt: Vec<DictionaryEntry>) {
        if learnt.is_empty() {
            return;
        }
        if !self.0.iter().any(|toast| toast.text == text) {
            self.say(text);
        }
        if let Some(toast) = self.0.iter_mut().find(|toast| toast.text == text) {
            toast.learnt = learnt;
        }
    }

    /// Takes back the offers that belong to the last change, once something else was done.
    pub(crate) fn withdraw_undo(&mut self) {
        self.0.retain(|toast| !toast.undo && toast.learnt.is_empty());
    }

    /// Says that something went wrong.
    pub(crate) fn warn(&mut self, text: impl Into<String>) {
        self.push(sentence(&text.into()), true, false);
    }

    fn push(&mut self, text: String, is_error: bool, undo: bool) {
        self.0.retain(|toast| toast.text != text);
        let until = (!is_error).then(|| Instant::now() + Duration::from_secs(7));
        self.0.push(Toast {
            text,
            is_error,
            undo,
            learnt: Vec::new(),
            merge: None,
            read_again: false,
            until,
        });
        if self.0.len() > MOST {
            // What went wrong is not to be missed for what went well.
            let oldest = self.0.iter().position(|toast| !toast.is_error).unwrap_or(0);
            self.0.remove(oldest);
        }
    }

    /// Shows the messages at an edge of `over`.
    pub(crate) fn show(&mut self, ctx: &egui::Context, over: egui::Rect, edge: Align2, asks: &mut Asks) {
        let now = Instant::now();
        self.0.retain(|toast| toast.until.is_none_or(|until| until > now));
        if let Some(next) = self.0.iter().filter_map(|toast| toast.until).min() {
            ctx.request_repaint_after(next - now);
        }
        if self.0.is_empty() {
            return;
        }
        let width = 460.0_f32.min(over.width() - 32.0);
        let mut closed = None;
        Area::new(Id::unique("toasts"))
            // Over the panels, and under whatever asks for an answer.
            .order(egui::Order::Middle)
            .pivot(edge)
            .fixed_pos(edge.pos_in_rect(&over.shrink(3.0 * theme::GRID)))
            .show(ctx, |ui| {
                ui.set_width(width);
                for (index, toast) in self.0.iter().enumerate() {
                    let line = if toast.is_error { Role::Opposes } else { Role::QuietInk };
                    Frame::popup(ui.style())
                        .inner_margin(Margin::symmetric(14, 8))
                        .stroke(Stroke::new(
                            1.0,
                            theme::tint(ui, line, if toast.is_error { 0.9 } else { 0.35 }),
                        ))
                        .show(ui, |ui| {
                            let text = egui::Label::new(RichText::new(&toast.text)).wrap();
                            if width < ROOM_FOR_BUTTONS {
                                ui.add(text);
                                if ui.horizontal_wrapped(|ui| buttons(ui, toast, asks)).inner {
                                    closed = Some(index);
                                }
                                return;
                            }
                            // Buttons first, from the right, so that the text takes what is left and wraps there. A
                            // layout without a height of its own would take all the height there is.
                            let line = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
                            ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
                                if buttons(ui, toast, asks) {
                                    closed = Some(index);
                                }
                                ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.add(text));
                            });
                        });
                }
            });
        if let Some(index) = closed {
            self.0.remove(index);
        }
    }
}

/// What a message offers; whether it is closed by that.
fn buttons(ui: &mut egui::Ui, toast: &Toast, asks: &mut Asks) -> bool {
    let mut closed = ui.button("Close").on_hover_text("Closes this message.").clicked();
    if toast.undo && ui.button("Undo").clicked() {
        asks.push(Ask::Command(Command::Undo));
        closed = true;
    }
    let again = Command::ReadAllAgain;
    if toast.read_again && ui.button("Read again").on_hover_text(again.tooltip()).clicked() {
        asks.push(Ask::Command(again));
        closed = true;
    }
    if let Some((from, into)) = toast.merge
        && ui.button("Merge the two").clicked()
    {
        asks.push(Ask::Edit(Edit::MergeActors { from, into }));
        asks.push(Ask::Reveal(Selection::of_actor(into)));
        closed = true;
    }
    if !toast.learnt.is_empty() && ui.button(REMEMBER).on_hover_text(told(&toast.learnt)).clicked() {
        asks.push(Ask::Dictionary(Wish::Remember(toast.learnt.clone())));
        closed = true;
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(toasts: &Toasts) -> Vec<&str> {
        toasts.0.iter().map(|toast| toast.text.as_str()).collect()
    }

    #[test]
    fn what_went_wrong_stays_where_there_is_too_little_room_for_all() {
        let mut toasts = Toasts::default();
        toasts.warn("A");
        for told in ["b", "c", "d", "e", "f"] {
            toasts.say(told);
        }
        assert_eq!(texts(&toasts), ["A", "c", "d", "e", "f"]);
        for wrong in ["B", "C", "D", "E", "F"] {
            toasts.warn(wrong);
        }
        assert_eq!(texts(&toasts), ["B", "C", "D", "E", "F"]);
    }
}

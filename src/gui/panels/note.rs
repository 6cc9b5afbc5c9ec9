//! Notes, written where they are read.

use eframe::egui::{self, Id, TextEdit};

use crate::editor::{Editor, Noted};
use crate::gui::ask::{Ask, Asks};

/// A note that is being written. It outlives the field, which is gone as soon as something else is selected.
#[derive(Debug, Clone)]
struct Draft {
    of: Noted,
    text: String,
}

fn field_id(of: Noted) -> Id {
    Id::unique(("note", of))
}

fn draft_id() -> Id {
    Id::unique("note being written")
}

fn opened_id() -> Id {
    Id::unique("note to be written")
}

/// Whether a note is there or being written.
pub(crate) fn is_open(ui: &egui::Ui, editor: &Editor, of: Noted) -> bool {
    of.note(editor.map()).is_some_and(|note| !note.is_empty())
        || ui.memory(|memory| memory.has_focus(field_id(of)))
        || ui.data(|data| data.get_temp(opened_id())) == Some(of)
}

/// Begins to write a note in the next frame, in which the click that asked for it does not take the focus away again.
pub(crate) fn open(ui: &egui::Ui, of: Noted) {
    ui.data_mut(|data| data.insert_temp(opened_id(), of));
    ui.ctx().request_repaint();
}

/// The field of a note, as high as the note.
pub(crate) fn field(ui: &mut egui::Ui, editor: &Editor, of: Noted, name: &str) {
    let draft = ui.data(|data| data.get_temp::<Draft>(draft_id())).filter(|draft| draft.of == of);
    let mut text = match draft {
        Some(draft) => draft.text,
        None => of.note(editor.map()).unwrap_or_default().to_owned(),
    };
    let field = TextEdit::multiline(&mut text)
        .id(field_id(of))
        .hint_text("Add a note")
        .desired_rows(1)
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, name));
    if ui.data(|data| data.get_temp(opened_id())) == Some(of) {
        ui.data_mut(|data| data.remove::<Noted>(opened_id()));
        response.request_focus();
    }
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(draft_id(), Draft { of, text }));
    }
}

/// Takes a note over once its field has lost the focus. Called at the end of every frame, whatever was drawn in it.
pub(crate) fn take_over(ctx: &egui::Context, editor: &Editor, asks: &mut Asks) {
    let Some(Draft { of, text }) = ctx.data(|data| data.get_temp::<Draft>(draft_id())) else { return };
    if ctx.memory(|memory| memory.has_focus(field_id(of))) {
        return;
    }
    ctx.data_mut(|data| data.remove::<Draft>(draft_id()));
    let note = text.trim_end();
    if of.note(editor.map()).is_some_and(|before| before != note) {
        asks.push(Ask::Edit(of.edit(note.to_owned())));
    }
}

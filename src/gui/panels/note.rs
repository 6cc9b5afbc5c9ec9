//! Notes, written where they are read.

use eframe::egui::{self, Id, LayerId, TextEdit};

use super::draft::About;
use crate::editor::{Editor, Noted};

fn opened_id() -> Id {
    Id::unique("note to be written")
}

/// Whether a note is to be written here from now on.
fn is_opened(ui: &egui::Ui, of: Noted) -> bool {
    ui.data(|data| data.get_temp::<(Noted, LayerId)>(opened_id())) == Some((of, ui.layer_id()))
}

/// Whether a note is there or being written.
pub(crate) fn is_open(ui: &egui::Ui, editor: &Editor, of: Noted) -> bool {
    of.note(editor.map()).is_some_and(|note| !note.is_empty())
        || ui.memory(|memory| memory.has_focus(About::Note(of).field(ui)))
        || is_opened(ui, of)
}

/// Begins to write a note in the next frame, in which the click that asked for it does not take the focus away again.
pub(crate) fn open(ui: &egui::Ui, of: Noted) {
    ui.data_mut(|data| data.insert_temp(opened_id(), (of, ui.layer_id())));
    ui.ctx().request_repaint();
}

/// The field of a note, as high as the note.
pub(crate) fn field(ui: &mut egui::Ui, editor: &Editor, of: Noted, name: &str) {
    let about = About::Note(of);
    let mut text = match about.draft(ui, editor) {
        Some(draft) => draft.text,
        None => of.note(editor.map()).unwrap_or_default().to_owned(),
    };
    let field = TextEdit::multiline(&mut text)
        .id(about.field(ui))
        .hint_text("Add a note")
        .desired_rows(1)
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, name));
    if is_opened(ui, of) {
        ui.data_mut(|data| data.remove::<(Noted, LayerId)>(opened_id()));
        response.request_focus();
    }
    if response.changed() {
        about.keep(ui, editor, text);
    }
}

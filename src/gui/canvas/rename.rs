//! The field in which an actor is renamed, in the place of its name.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::{self, FontId, Id, Key, Rect, TextEdit, Vec2};

use super::Canvas;
use crate::editor::Editor;
use crate::gui::ask::{Ask, Asks};
use crate::map::{ActorId, Edit};
use crate::picture::LABEL_SIZE;

/// How wide the field is, in points, unless the name is wider.
const LEAST: f32 = 150.0;

/// An actor that is being renamed.
pub(super) struct Renaming {
    actor: ActorId,
    name: String,
    /// Whether the field has yet to get the keyboard.
    new: bool,
}

impl Canvas {
    /// Opens a field for another name of an actor.
    pub(crate) fn rename(&mut self, actor: ActorId, name: &str) {
        self.renaming = Some(Renaming { actor, name: name.to_owned(), new: true });
    }

    /// Shows the field, if one is open. Enter, or going elsewhere, takes the name over; Esc leaves it as it was.
    pub(super) fn name_field(&mut self, ui: &mut egui::Ui, viewport: Rect, editor: &Editor, asks: &mut Asks) {
        let Some(mut renaming) = self.renaming.take() else { return };
        let Some(actor) = editor.map().actor(renaming.actor) else { return };
        let node = self.scene.node(renaming.actor);
        // Who is not drawn is renamed in the middle.
        let top = node.map_or(viewport.center(), |node| {
            self.screen(node.centre, viewport) + Vec2::new(0.0, node.radius * self.camera.zoom() + 2.0)
        });
        let font = FontId::proportional((LABEL_SIZE * self.camera.zoom()).clamp(13.0, 26.0));
        let wide = crate::picture::text_width(&renaming.name, font.size) + 32.0;
        let size = Vec2::new(wide.clamp(LEAST, (viewport.width() / 2.0).max(LEAST)), font.size + 14.0);
        let mut room = Rect::from_min_size(top - Vec2::X * size.x / 2.0, size);
        let inside = viewport.shrink(8.0);
        room = room.translate((inside.min - room.min).max(Vec2::ZERO));
        room = room.translate((inside.max - room.max).min(Vec2::ZERO));
        let id = Id::unique("new name");
        let field = TextEdit::singleline(&mut renaming.name)
            .id(id)
            .font(font)
            .align(egui::Align2::CENTER_CENTER)
            .hint_text("Name");
        // The field counts as what lies on the canvas: a press on it is no press on the map.
        self.furniture.push(room);
        let response = ui.put(room, field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "New name"));
        if std::mem::take(&mut renaming.new) {
            response.request_focus();
            let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
            let all = CCursorRange::two(CCursor::new(0), CCursor::new(renaming.name.chars().count()));
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), id);
            self.renaming = Some(renaming);
        } else if ui.input(|input| input.key_pressed(Key::Escape)) {
            response.surrender_focus();
        } else if response.lost_focus() || !response.has_focus() {
            let name = renaming.name.trim();
            if !name.is_empty() && name != actor.name {
                asks.push(Ask::Edit(Edit::RenameActor { id: renaming.actor, name: name.to_owned() }));
            }
        } else {
            self.renaming = Some(renaming);
        }
    }
}

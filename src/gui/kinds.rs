//! The choice of what sort an actor is.

use eframe::egui::{self, ComboBox, LayerId, Popup};

use crate::map::ActorKind;

/// A field with the kinds to choose from, as wide as they need or `width` points, within a question.
pub(super) fn choice(
    ui: &mut egui::Ui,
    salt: &str,
    kind: &mut ActorKind,
    width: Option<f32>,
) -> egui::Response {
    let mut combo = ComboBox::from_id_salt(salt).selected_text(kind.label());
    if let Some(width) = width {
        combo = combo.width(width).truncate();
    }
    let combo = combo.show_ui(ui, |ui| {
        for other in ActorKind::ALL {
            ui.selectable_value(kind, other, other.label());
        }
    });
    // A press within a question brings that to the top: not above its own list, even if it lets go in the same frame.
    let list = Popup::default_response_id(&combo.response);
    if Popup::is_id_open(ui.ctx(), list) {
        let within = ui.layer_id();
        ui.ctx().set_sublayer(within, LayerId::new(within.order, list));
    }
    combo.response
}

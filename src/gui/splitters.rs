//! The edges of panels by keys: the library moves them by the pointer and for screen readers, and lets Tab come to them
//! without a sign.

use eframe::egui::accesskit::{Action, ActionRequest, TreeId};
use eframe::egui::{self, Event, EventFilter, Key, Modifiers};

use super::theme;
use crate::picture::Role;

/// The panels whose edge can be moved, with the arrows that make them smaller and larger.
const PANELS: [(&str, Key, Key); 4] = [
    ("timeline", Key::ArrowDown, Key::ArrowUp),
    ("lists", Key::ArrowLeft, Key::ArrowRight),
    ("inspector", Key::ArrowRight, Key::ArrowLeft),
    ("article", Key::ArrowRight, Key::ArrowLeft),
];

/// The edge that has the keys, with the arrows for it. `ui` is what the panels are shown in.
fn focused(ui: &egui::Ui) -> Option<(egui::Id, Key, Key)> {
    let focused = ui.memory(|memory| memory.focused())?;
    // As the library names it.
    let edge = |panel: &str| ui.scope_id().with(panel).with("__resize");
    let (_, less, more) = PANELS.into_iter().find(|(panel, ..)| edge(panel) == focused)?;
    Some((focused, less, more))
}

/// Lets arrows move the edge that has the keys. To be called before the panels are shown.
pub(super) fn take_keys(ui: &egui::Ui) {
    let Some((edge, less, more)) = focused(ui) else { return };
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(edge, filter));
    ui.input_mut(|input| {
        for (key, action) in [(less, Action::Decrement), (more, Action::Increment)] {
            for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                let (target_tree, target_node) = (TreeId::ROOT, edge.accesskit_id());
                let request = ActionRequest { action, target_tree, target_node, data: None };
                input.events.push(Event::AccessKitActionRequest(request));
            }
        }
    });
}

/// Shows which edge has the keys. To be called after the panels were shown.
pub(super) fn mark(ui: &egui::Ui) {
    if let Some(edge) = focused(ui).and_then(|(edge, ..)| ui.read_response(edge)) {
        // The edge runs along the middle of what can be grasped.
        let line = edge.rect.shrink(edge.rect.size().min_elem() / 2.0 - 1.0);
        ui.painter().rect_filled(line, 0.0, theme::role(ui, Role::Accent));
    }
}

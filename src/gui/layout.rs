//! Laying out: how it begins, and what becomes of it.

use super::App;
use super::errands::{LayoutStep, Places};
use crate::analysis::Camps;
use crate::editor::Command;
use crate::map::Edit;
use crate::picture::layout::Layout;

impl App {
    /// Begins the layout that a command asks for.
    pub(super) fn lay_out(&mut self, command: Command) {
        let map = self.editor.map();
        let mut name = command.label().to_owned();
        let layout = match command {
            Command::LayOutTwoCamps => Layout::TwoCamps(Camps::of(map).first),
            Command::LayOutRadial => {
                let middle = self.editor.selection.sole_actor();
                if let Some(id) = middle {
                    name = format!("Lay out around {}", map.actor_name(id));
                }
                Layout::Radial(middle)
            }
            Command::LayOutLayered => Layout::Layered,
            Command::RemoveOverlaps => Layout::RemoveOverlaps,
            _ => Layout::Forces,
        };
        let anew = layout != Layout::RemoveOverlaps;
        self.canvas.give_up_layout();
        self.errands.lay_out(map, LayoutStep { name, anew }, layout);
    }

    /// Makes a layout a step. Who has gone in the meantime is left out; who has come stays where it is.
    pub(super) fn take_layout(&mut self, step: LayoutStep, mut places: Places) {
        self.canvas.end_layout();
        let map = self.editor.map();
        places.retain(|(id, _)| map.actor(*id).is_some_and(|actor| actor.is_shown()));
        if places.iter().all(|(id, place)| map.place(*id) == Some(*place)) {
            self.toasts.say("Everybody is in place already.");
            return;
        }
        self.edit_as(step.name, vec![Edit::Place(places)]);
        if step.anew {
            self.canvas.fit();
        } else {
            self.canvas.fit_if_hidden(&self.editor);
        }
    }

    /// Keeps what the layout under way has reached.
    pub(super) fn stop_layout(&mut self) {
        if let Some(step) = self.errands.end_layout() {
            let places = self.canvas.layout_so_far();
            self.take_layout(step, places);
        }
    }

    /// Leaves everybody where they were before the layout under way began; whether there was one.
    pub(super) fn cancel_layout(&mut self) -> bool {
        let was_under_way = self.errands.end_layout().is_some();
        self.canvas.give_up_layout();
        was_under_way
    }
}

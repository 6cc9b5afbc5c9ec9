//! The choice of a colour for actors.

use std::collections::BTreeSet;

use eframe::egui::{self, FontId, Sense, Stroke, Vec2};

use super::ask::{Ask, Asks};
use super::theme;
use crate::editor::Editor;
use crate::map::{ActorId, Edit, Hue};
use crate::picture::Role;

/// The colours on offer, the first of which is none.
fn offered() -> impl Iterator<Item = Option<Hue>> {
    std::iter::once(None).chain(Hue::ALL.map(Some))
}

/// The colour that all selected actors have, if they have the same.
fn shared(editor: &Editor) -> Option<Option<Hue>> {
    let mut colours = editor.selection.actors.iter().map(|id| editor.map().actor(*id)?.colour);
    let first = colours.next()?;
    colours.all(|colour| colour == first).then_some(first)
}

/// A disc of each colour, side by side, for the selected actors.
pub(crate) fn discs(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        offer(ui, false, editor, asks);
    });
}

/// The colours with their names, one below the other, for the selected actors; whether one was chosen.
pub(crate) fn list(ui: &mut egui::Ui, editor: &Editor, asks: &mut Asks) -> bool {
    ui.spacing_mut().item_spacing.y = 0.0;
    offer(ui, true, editor, asks)
}

fn offer(ui: &mut egui::Ui, named: bool, editor: &Editor, asks: &mut Asks) -> bool {
    let shared = shared(editor);
    let mut chosen = false;
    for colour in offered() {
        if choice(ui, colour, shared == Some(colour), named) {
            let actors: BTreeSet<ActorId> = editor.selection.actors.clone();
            asks.push(Ask::Edit(Edit::SetActorColour { actors, colour }));
            chosen = true;
        }
    }
    chosen
}

/// One colour; whether it was chosen.
fn choice(ui: &mut egui::Ui, colour: Option<Hue>, on: bool, named: bool) -> bool {
    let name = colour.map_or("No colour", Hue::label);
    let size = if named { Vec2::new(160.0, 26.0) } else { Vec2::splat(26.0) };
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, name));
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, 6.0, theme::tint(ui, Role::QuietInk, 0.2));
    }
    let middle = rect.left_center() + Vec2::X * 13.0;
    match colour {
        Some(hue) => {
            painter.circle_filled(middle, 8.0, theme::role(ui, Role::Hue(hue)));
        }
        None => {
            let line = Stroke::new(1.5, theme::quiet(ui));
            painter.circle_stroke(middle, 7.5, line);
            painter.line_segment([middle + Vec2::new(-5.0, 5.0), middle + Vec2::new(5.0, -5.0)], line);
        }
    }
    if on {
        painter.circle_stroke(middle, 11.0, Stroke::new(2.0, theme::role(ui, Role::Accent)));
    }
    if named {
        let (at, font) = (middle + Vec2::X * 18.0, FontId::proportional(theme::BODY));
        painter.text(at, egui::Align2::LEFT_CENTER, name, font, theme::role(ui, Role::Ink));
    }
    let tip = colour.map_or("Gives the colour of the kind back.", |_| name);
    response.on_hover_text(tip).clicked()
}

//! Questions beside the pointer, with a button for each answer.

use eframe::egui::{self, Area, Button, Frame, Id, Key, Order, RichText};

use super::ask::{Ask, Asks};
use super::prompts::focus_at_first;
use super::{panels, theme};
use crate::editor::{Editor, Selection};
use crate::map::{ActorId, Claim, Edit, Place, RelationKey, Stance};

/// What an actor is called on a button.
fn short(editor: &Editor, id: ActorId) -> String {
    panels::shortened(editor.map().actor_name(id), 32)
}

/// Two buttons where an actor was dropped on another. Whether they stay open.
pub(super) fn dropped(
    ctx: &egui::Context,
    editor: &Editor,
    (from, into): (ActorId, ActorId),
    places: &[(ActorId, Place)],
    at: egui::Pos2,
    asks: &mut Asks,
) -> bool {
    let moved = editor.map().relations().filter(|(key, _)| key.touches(from)).count();
    let relations = panels::counted(moved, "relation", "relations");
    let kept = short(editor, into);
    beside(ctx, at, |ui| {
        let merge = format!("Merge {} into {kept}", short(editor, from));
        let tip = format!(
            "{kept} keeps the names, the notes, the quotes and the {relations} of both. Undo takes them apart again."
        );
        if answer(ui, RichText::new(merge), &[Key::M], &tip).1 {
            asks.push(Ask::Edit(Edit::MergeActors { from, into }));
            asks.push(Ask::Select(Selection::of_actor(into)));
            return true;
        }
        let (only_move, taken) =
            answer(ui, RichText::new("Only move it"), &[Key::Enter], "Leaves both as they are.");
        // What was dragged was meant to be moved, at the least.
        focus_at_first(ui, &only_move, "dropped");
        if taken {
            asks.push(Ask::Edit(Edit::Place(places.to_vec())));
        }
        taken
    })
}

/// Two buttons where a relation was drawn to. Whether they stay open.
pub(super) fn sign(
    ctx: &egui::Context,
    editor: &Editor,
    (source, target): (ActorId, ActorId),
    at: egui::Pos2,
    asks: &mut Asks,
) -> bool {
    beside(ctx, at, |ui| {
        ui.label(RichText::new(short(editor, source)).color(theme::quiet(ui)));
        for (stance, keys, tip) in [
            (Stance::Backs, [Key::B, Key::Plus], "Draws a backing."),
            (Stance::Opposes, [Key::O, Key::Minus], "Draws an opposition."),
        ] {
            let text = format!("{} {}", stance.word(), short(editor, target));
            let text = RichText::new(text).color(theme::stance(ui, stance));
            let (button, taken) = answer(ui, text, &keys, tip);
            if stance == Stance::Backs {
                focus_at_first(ui, &button, "sign");
            }
            if taken {
                let key = RelationKey::new(source, target, stance);
                let stamp = crate::editor::stamp();
                let claim = Claim { by: stamp.by, at: Some(stamp.at) };
                asks.push(Ask::Edit(Edit::AddRelation { key, claim }));
                asks.push(Ask::Reveal(Selection::of_relation(key)));
                return true;
            }
        }
        false
    })
}

/// A button with the first of the keys that stand for it, and whether it was taken by the pointer or a key.
fn answer(ui: &mut egui::Ui, text: RichText, keys: &[Key], tip: &str) -> (egui::Response, bool) {
    let names: Vec<&str> = keys.iter().map(|key| key.symbol_or_name()).collect();
    let first = names.first().copied().unwrap_or_default();
    let key = RichText::new(first).size(theme::SMALL).color(theme::quiet(ui));
    let name = text.text().to_owned();
    let response = ui.add(Button::new(text).right_text(key));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    // Enter presses what has the focus.
    let mut others = keys.iter().filter(|key| **key != Key::Enter);
    let taken = response.clicked() || ui.input(|input| others.any(|key| input.key_pressed(*key)));
    (response.on_hover_text(format!("{tip}  ({})", names.join(" or "))), taken)
}

/// Buttons beside the pointer, which have the keys to themselves. Whether they stay open: until one is taken, Esc is pressed, or
/// something else.
fn beside(ctx: &egui::Context, at: egui::Pos2, buttons: impl FnOnce(&mut egui::Ui) -> bool) -> bool {
    let mut open = !ctx.input(|input| input.key_pressed(Key::Escape));
    let area = Area::new(Id::unique("beside")).order(Order::Foreground).fixed_pos(at).constrain(true);
    ctx.memory_mut(|memory| memory.set_modal_layer(area.layer()));
    let area = area.show(ctx, |ui| {
        // As wide as the longest, whatever was asked before.
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
        Frame::popup(ui.style()).show(ui, |ui| open &= !buttons(ui));
    });
    // The press that let go is over by now: another one elsewhere means "neither".
    if ctx.input(|input| input.pointer.any_pressed()) && !area.response.contains_pointer() {
        open = false;
    }
    open
}

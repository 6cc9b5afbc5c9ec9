//! Shortcuts as the window knows them.

use eframe::egui::{self, KeyboardShortcut, Modifiers};

use crate::editor::{Command, Direction, Key, Shortcut, Step};
use crate::map::Place;

fn key(key: Key) -> Option<egui::Key> {
    match key {
        Key::Char(c) => egui::Key::from_name(&c.to_string()),
        Key::Function(n) => egui::Key::from_name(&format!("F{n}")),
        Key::Delete => Some(egui::Key::Delete),
        Key::Plus => Some(egui::Key::Plus),
        Key::Minus => Some(egui::Key::Minus),
    }
}

fn shortcut(Shortcut { command, shift, key: name }: Shortcut) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    modifiers.command = command;
    modifiers.shift = shift;
    Some(KeyboardShortcut::new(modifiers, key(name)?))
}

/// The command whose keys were pressed in this frame. While text is being typed, only those with Ctrl count, and not
/// those that the text field knows itself.
pub(crate) fn pressed(ctx: &egui::Context) -> Option<Command> {
    let typing = ctx.text_edit_focused();
    let in_text = [Command::SelectAll, Command::Undo, Command::Redo];
    // Ctrl+Shift+Z has to be asked before Ctrl+Z, which egui matches with any further modifier.
    let mut commands: Vec<Command> = Command::ALL.to_vec();
    commands.sort_by_key(|command| command.shortcut().is_none_or(|shortcut| !shortcut.shift));
    let found = commands.into_iter().find(|command| {
        let Some(keys) = command.shortcut() else { return false };
        if typing && (in_text.contains(command) || (!keys.command && !matches!(keys.key, Key::Function(_)))) {
            return false;
        }
        shortcut(keys).is_some_and(|keys| ctx.input_mut(|input| input.consume_shortcut(&keys)))
    });
    found.or_else(|| {
        let also = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        if !typing && also(Modifiers::COMMAND, egui::Key::Y) {
            return Some(Command::Redo);
        }
        if also(Modifiers::COMMAND, egui::Key::Equals) {
            return Some(Command::ZoomIn);
        }
        (!typing && also(Modifiers::NONE, egui::Key::Backspace)).then_some(Command::Delete)
    })
}

/// How far, in world units, the arrow keys that were pressed in this frame move what is selected: 1, or 10 with Shift.
pub(crate) fn nudge(ctx: &egui::Context) -> Option<Place> {
    // Shift first, since egui matches keys with any further modifier.
    let moved = [(10.0, Modifiers::SHIFT), (1.0, Modifiers::NONE)].map(|(far, modifiers)| {
        let pressed = |key| ctx.input_mut(|input| input.count_and_consume_key(modifiers, key)) as f32 * far;
        let (left, right) = (pressed(egui::Key::ArrowLeft), pressed(egui::Key::ArrowRight));
        let (up, down) = (pressed(egui::Key::ArrowUp), pressed(egui::Key::ArrowDown));
        Place::new(right - left, down - up)
    });
    let by = moved[0] + moved[1];
    (by != Place::new(0.0, 0.0)).then_some(by)
}

/// The step of a walk that was pressed in this frame: Alt with an arrow at any time, Tab and Enter while the canvas has the
/// keys.
pub(crate) fn step(ctx: &egui::Context, on_canvas: bool) -> Option<Step> {
    let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
    let arrows = [
        (egui::Key::ArrowLeft, Direction::Left),
        (egui::Key::ArrowRight, Direction::Right),
        (egui::Key::ArrowUp, Direction::Up),
        (egui::Key::ArrowDown, Direction::Down),
    ];
    if let Some((_, direction)) = arrows.into_iter().find(|(key, _)| pressed(Modifiers::ALT, *key)) {
        return Some(Step::Towards(direction));
    }
    // Shift first, since egui matches keys with any further modifier.
    let steps = [
        (Modifiers::SHIFT, egui::Key::Tab, Step::Previous),
        (Modifiers::NONE, egui::Key::Tab, Step::Next),
        (Modifiers::NONE, egui::Key::Enter, Step::Along),
    ];
    let step = steps.into_iter().find(|(modifiers, key, _)| on_canvas && pressed(*modifiers, *key));
    step.map(|(_, _, step)| step)
}

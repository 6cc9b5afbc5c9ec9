//! Shortcuts as the window knows them.

use eframe::egui::{self, Event, KeyboardShortcut, Modifiers};

use super::App;
use super::ask::Ask;
use super::panels::article;
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

/// Whether letters go into a field. The text of an article takes none.
pub(crate) fn is_typing(ctx: &egui::Context) -> bool {
    ctx.text_edit_focused() && !article::is_read(ctx)
}

/// Whether these keys, and no further ones with them, were pressed in this frame; from then on they are spent. A key that is
/// held down counts again only if `repeats`.
fn taken(ctx: &egui::Context, keys: KeyboardShortcut, repeats: bool) -> bool {
    let KeyboardShortcut { modifiers, logical_key } = keys;
    // With some keyboards, signs themselves are typed with Shift.
    let signs = [egui::Key::Plus, egui::Key::Minus, egui::Key::Equals, egui::Key::Questionmark];
    let is_sign = signs.contains(&logical_key);
    let mut is_taken = false;
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, repeat, modifiers: held, .. } = event else { return true };
            let fits =
                if is_sign { held.matches_logically(modifiers) } else { held.matches_exact(modifiers) };
            let these = *key == logical_key && fits;
            is_taken |= these && (repeats || !repeat);
            !these
        });
    });
    is_taken
}

/// The command whose keys were pressed in this frame. While text is being typed, only those with Ctrl count, and not
/// those that the text field knows itself.
pub(crate) fn pressed(ctx: &egui::Context) -> Option<Command> {
    let typing = is_typing(ctx);
    let of_text = |command| match command {
        Command::SelectAll => ctx.text_edit_focused(),
        Command::Undo | Command::Redo => typing,
        _ => false,
    };
    let found = Command::ALL.iter().find(|command| {
        let Some(keys) = command.shortcut() else { return false };
        let is_letter = !keys.command && !matches!(keys.key, Key::Function(_));
        let is_typed = of_text(**command) || typing && is_letter;
        !is_typed && shortcut(keys).is_some_and(|keys| taken(ctx, keys, command.repeats()))
    });
    found.copied().or_else(|| {
        let also = [
            (Modifiers::COMMAND, egui::Key::Y, Command::Redo),
            (Modifiers::COMMAND, egui::Key::Equals, Command::ZoomIn),
            (Modifiers::NONE, egui::Key::Backspace, Command::Delete),
            (Modifiers::NONE, egui::Key::Questionmark, Command::Shortcuts),
        ];
        let mut also = also.into_iter().filter(|(_, _, command)| !typing || *command == Command::ZoomIn);
        let found = also.find(|(modifiers, key, command)| {
            taken(ctx, KeyboardShortcut::new(*modifiers, *key), command.repeats())
        });
        found.map(|(_, _, command)| command)
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

/// Whether the keys that open a context menu were pressed in this frame; from then on they are spent.
pub(crate) fn opens_menu(ctx: &egui::Context) -> bool {
    ctx.input_mut(|input| {
        input.consume_key(Modifiers::NONE, egui::Key::Menu)
            || input.consume_key(Modifiers::SHIFT, egui::Key::F10)
    })
}

impl App {
    /// Does what the keys of this frame ask for.
    pub(super) fn keys(&mut self, ctx: &egui::Context) {
        // By now, what was being typed has been taken over.
        self.asks.extend(self.once_typed.take().map(Ask::Command));
        // An open menu has the keys for itself, Esc above all.
        if self.prompt.is_some() || egui::Popup::is_any_open(ctx) {
            return;
        }
        self.review_keys(ctx);
        // While something is held on the canvas, only Esc counts.
        if !self.canvas.is_busy()
            && let Some(command) = pressed(ctx)
        {
            let of_article = article::has_keys(ctx) || self.panels.hide_canvas() && !is_typing(ctx);
            if command == Command::Find && of_article {
                self.asks.push(Ask::Command(Command::FindInArticle));
            } else if is_typing(ctx) {
                self.end_typing(command, ctx);
            } else if command.enabled(&self.editor) || self.is_for_tables(command) {
                self.asks.push(Ask::Command(command));
            }
        }
        let on_canvas = self.canvas.has_keys(ctx);
        let elsewhere = !on_canvas && ctx.memory(|memory| memory.focused().is_some());
        if !self.canvas.is_busy()
            && !ctx.text_edit_focused()
            && !self.is_blank()
            && !self.panels.hide_canvas()
            && !self.shows_tables()
        {
            if let Some(step) = step(ctx, on_canvas && !self.editor.selection.is_empty()) {
                self.walk(step, ctx);
            }
            if !elsewhere && let Some(by) = nudge(ctx) {
                self.nudge(by);
            }
        }
        let escape = !self.was_typing
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        if escape && !self.canvas.cancel() && !self.cancel_layout() {
            if self.panels.article.is_some() && self.panels.reader.let_go(ctx) {
                ctx.request_repaint();
            } else if self.panels.article.is_some() {
                self.asks.push(Ask::HideArticle);
            } else if self.editor.review().is_some() {
                self.editor.end_review();
            } else if self.shows_tables() {
                self.leave_tables();
            } else {
                self.asks.push(Ask::Select(Default::default()));
            }
        }
    }

    /// Takes the focus from a text field, so that it hands over what was typed, and does `command` thereafter.
    pub(super) fn end_typing(&mut self, command: Command, ctx: &egui::Context) {
        ctx.memory_mut(|memory| memory.stop_text_input());
        self.once_typed = Some(command);
        ctx.request_repaint();
    }
}

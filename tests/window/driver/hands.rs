//! What hands do to the window: keys, the pointer, files that are dropped.

use std::path::{Path, PathBuf};

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Event, Key, Modifiers, PointerButton, Pos2, Vec2, ViewportCommand, ViewportId};

use super::{CTRL, Window};

impl Window {
    /// Clicks a button.
    #[track_caller]
    pub(crate) fn click(&mut self, name: &str) {
        self.one(Role::Button, name).click();
        self.settle();
        self.point_away();
    }

    /// Goes with Tab to what is called so.
    #[track_caller]
    pub(crate) fn tab_to(&mut self, name: &str) {
        for _ in 0..60 {
            self.key(Key::Tab);
            if self.focused().is_some_and(|focused| focused == name) {
                return;
            }
        }
        panic!("Tab does not come to {name:?}; on the screen: {:#?}", self.texts());
    }

    /// Clicks something that is no button.
    #[track_caller]
    pub(crate) fn click_on(&mut self, role: Role, name: &str) {
        self.one(role, name).click();
        self.settle();
        self.point_away();
    }

    /// Opens the context menu of something.
    #[track_caller]
    pub(crate) fn right_click_on(&mut self, role: Role, name: &str) {
        let at = self.one(role, name).rect().center();
        self.right_click_at(at);
    }

    /// Opens the context menu at a place.
    pub(crate) fn right_click_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Secondary, Modifiers::NONE);
            self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        self.settle();
    }

    /// Opens a menu of the bar and clicks an item.
    #[track_caller]
    pub(crate) fn choose(&mut self, menu: &str, item: &str) {
        self.click(menu);
        self.click(item);
    }

    /// Opens a menu within a menu of the bar and clicks an item.
    #[track_caller]
    pub(crate) fn choose_in(&mut self, menu: &str, within: &str, item: &str) {
        self.one(Role::Button, menu).click();
        self.settle();
        self.one(Role::Button, within).click();
        self.settle();
        self.click(item);
    }

    pub(crate) fn point_away(&mut self) {
        self.harness.remove_cursor();
        self.settle();
    }

    #[track_caller]
    pub(crate) fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    #[track_caller]
    pub(crate) fn ctrl(&mut self, key: Key) {
        self.keys(CTRL, key);
    }

    #[track_caller]
    pub(crate) fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Presses keys and draws only what that takes, so that what then goes on can be watched frame by frame.
    pub(crate) fn begin(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.step();
    }

    /// Presses keys and lets them go, all before the next frame.
    pub(crate) fn let_go_at_once(&mut self, modifiers: Modifiers, key: Key) {
        let press = |pressed| Event::Key { key, pressed, modifiers, repeat: false, physical_key: None };
        let none = Event::ModifiersChanged(Modifiers::NONE);
        let events = [Event::ModifiersChanged(modifiers), press(true), press(false), none];
        self.harness.input_mut().events.extend(events);
        self.settle();
    }

    /// Clicks a button that may be gone by the time of the click.
    pub(crate) fn catch(&mut self, name: &str) {
        self.one(Role::Button, name).click();
        self.settle();
    }

    /// Holds a key down, or lets it go.
    pub(crate) fn hold(&mut self, key: Key, down: bool) {
        if down {
            self.harness.key_down(key)
        } else {
            self.harness.key_up(key)
        }
        self.settle();
    }

    /// Types letters as a keyboard does: a key and its text in one frame.
    #[track_caller]
    pub(crate) fn type_keys(&mut self, text: &str) {
        for c in text.chars() {
            if let Some(key) = Key::from_name(&c.to_uppercase().to_string()) {
                self.harness.key_down(key);
                self.harness.event(Event::Text(c.to_string()));
                self.harness.key_up(key);
            } else {
                self.harness.event(Event::Text(c.to_string()));
            }
        }
        self.settle();
    }

    /// Puts a text into the field that has the focus, as pasting does.
    #[track_caller]
    pub(crate) fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.settle();
    }

    /// Copies as Ctrl+C does; what was then put on the clipboard.
    pub(crate) fn copied(&mut self) -> Option<String> {
        self.harness.input_mut().events.push(Event::Copy);
        let mut copied = None;
        for _ in 0..4 {
            self.harness.step();
            for command in &self.output().platform_output.commands {
                if let egui::OutputCommand::CopyText(text) = command {
                    // What comes later takes its place.
                    copied = Some(text.clone());
                }
            }
        }
        self.settle();
        copied
    }

    /// Lets the user drop files on the window.
    pub(crate) fn drop_files(&mut self, paths: &[PathBuf]) {
        let files = paths.iter().map(|path| std::sync::Arc::new(Dropped(path.clone())) as _);
        self.harness.input_mut().dropped_files.extend(files);
        self.settle();
    }

    /// Asks the window to close, as its cross does.
    pub(crate) fn cross(&mut self) {
        let viewport = self.harness.input_mut().viewports.get_mut(&ViewportId::ROOT).unwrap();
        viewport.events.push(egui::ViewportEvent::Close);
        self.settle();
    }

    /// Asks the window to close, as its cross does; whether it then does.
    pub(crate) fn closes_by_cross(&mut self) -> bool {
        let viewport = self.harness.input_mut().viewports.get_mut(&ViewportId::ROOT).unwrap();
        viewport.events.push(egui::ViewportEvent::Close);
        self.harness.step();
        let closes = !self.tells_system(&ViewportCommand::CancelClose);
        self.settle();
        closes
    }

    pub(crate) fn hover(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.settle();
    }

    pub(crate) fn press(&mut self, at: Pos2) {
        self.button(at, true, Modifiers::NONE);
    }

    pub(crate) fn release(&mut self, at: Pos2) {
        self.button(at, false, Modifiers::NONE);
    }

    pub(crate) fn release_with(&mut self, at: Pos2, modifiers: Modifiers) {
        self.button(at, false, modifiers);
    }

    /// Holds these down from now on.
    pub(crate) fn modifiers(&mut self, modifiers: Modifiers) {
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.settle();
    }

    /// Lets go of what is held and draws only what that takes.
    pub(crate) fn let_go(&mut self, at: Pos2) {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.harness.event(Event::PointerButton { pos: at, button, pressed: false, modifiers });
        self.harness.step();
    }

    fn button(&mut self, at: Pos2, pressed: bool, modifiers: Modifiers) {
        let button = PointerButton::Primary;
        self.harness.hover_at(at);
        self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        self.settle();
    }

    /// Moves the pointer in steps, as a hand does.
    pub(crate) fn move_to(&mut self, from: Pos2, to: Pos2) {
        for step in 1..=4 {
            self.harness.hover_at(from.lerp(to, step as f32 / 4.0));
        }
        self.settle();
    }

    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2) {
        self.press(from);
        self.move_to(from, to);
        self.release(to);
        self.point_away();
    }

    /// Clicks a place of the canvas.
    pub(crate) fn click_at(&mut self, at: Pos2, modifiers: Modifiers) {
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.button(at, true, modifiers);
        self.button(at, false, modifiers);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.point_away();
    }

    /// Clicks within one frame, as a touch pad may.
    pub(crate) fn tap(&mut self, at: Pos2) {
        let press = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.harness.input_mut().events.extend([Event::PointerMoved(at), press(true), press(false)]);
        self.settle();
        self.point_away();
    }

    pub(crate) fn double_click_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        for pressed in [true, false, true, false] {
            let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
            self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        self.settle();
    }

    /// Turns the wheel over a place.
    pub(crate) fn scroll(&mut self, at: Pos2, delta: Vec2, modifiers: Modifiers) {
        self.harness.hover_at(at);
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta,
            phase: egui::TouchPhase::Move,
            modifiers,
            source: egui::MouseWheelSource::Unknown,
        });
        self.settle();
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.settle();
    }

    /// Lets the system report something.
    pub(crate) fn event(&mut self, event: Event) {
        self.harness.event(event);
        self.settle();
    }

    /// Presses keys; whether the window then asks the system to close it.
    pub(crate) fn closes_by(&mut self, modifiers: Modifiers, key: Key) -> bool {
        let press = Event::Key { key, pressed: true, modifiers, repeat: false, physical_key: None };
        self.harness.input_mut().events.extend([Event::ModifiersChanged(modifiers), press]);
        self.harness.step();
        let closes = self.asks_to_close();
        self.harness.key_up_modifiers(modifiers, key);
        self.settle();
        closes
    }
}

/// A file that is dropped.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

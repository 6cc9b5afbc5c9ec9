//! What keys do while an article is read, beside a review, and when further keys are held with them.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use stancemap::editor::Selection;

use crate::case::{ANA, BO, CY, backs, map};
use crate::driver::Window;

const TEXT: &str = "Text of the article";

/// A window in which the text of an article has the focus.
fn reading() -> Window {
    let mut window = Window::with_map();
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.key(Key::F4);
    window.one(Role::MultilineTextInput, TEXT).click();
    window.settle();
    assert_eq!(window.focused().as_deref(), Some(TEXT));
    window
}

#[test]
fn plain_keys_work_while_the_text_of_an_article_has_the_focus() {
    let mut window = reading();
    window.key(Key::C);
    assert_eq!(window.undo_name(), Some("Confirm Ana backs Bo"));
    window.ctrl(Key::A);
    assert!(window.shows("Make an actor…"), "Ctrl+A chooses the text");
    assert_eq!(*window.editor().selection.relations.first().unwrap(), backs(ANA, BO));
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
    window.key(Key::V);
    assert!(window.editor().review().is_some());
    window.one(Role::MultilineTextInput, TEXT).click();
    window.settle();
    window.key(Key::X);
    assert_eq!(window.steps(), 1, "so do those of a review");
}

#[test]
fn letters_typed_into_a_field_of_an_article_are_no_keys() {
    let mut window = reading();
    window.one(Role::TextInput, "Source of the article").click();
    window.settle();
    window.type_keys("cxvm");
    window.key(Key::Enter);
    assert_eq!((window.steps(), window.undo_name()), (1, Some("Edit article details")));
}

#[test]
fn the_canvas_leaves_enter_to_a_review_and_keeps_space() {
    let mut window = Window::with_map();
    window.key(Key::V);
    window.key(Key::W);
    assert_eq!(window.focused().as_deref(), Some("Canvas"));
    window.key(Key::Space);
    assert_eq!(window.editor().review().unwrap().current().unwrap().0.source, ANA, "it moves the view");
    window.key(Key::N);
    assert_eq!(window.editor().review().unwrap().current().unwrap().0.source, CY, "skipped");
    window.key(Key::Enter);
    assert_eq!(window.steps(), 1, "accepted");
}

#[test]
fn further_keys_make_it_another_shortcut() {
    let mut window = Window::with_selected(&["Ana"]);
    for modifiers in [Modifiers::SHIFT, Modifiers::ALT, Modifiers::SHIFT | Modifiers::ALT] {
        for key in [Key::E, Key::P, Key::V, Key::F6] {
            window.keys(modifiers, key);
        }
    }
    assert_eq!(window.editor().selection, Selection::of_actor(ANA));
    assert!(window.editor().review().is_none() && window.steps() == 0);
    assert!(window.shows("Relations"), "the lists are still there");
    window.keys(Modifiers::SHIFT, Key::M);
    assert!(window.shows("Actor to merge into"), "{:#?}", window.texts());
}

#[test]
fn a_key_that_is_held_down_switches_once_but_undoes_on_and_on() {
    let mut window = Window::with_map();
    for (key, down) in [(Key::V, true), (Key::V, true), (Key::V, false)] {
        window.hold(key, down);
    }
    assert!(window.editor().review().is_some());
    window.key(Key::A);
    window.key(Key::A);
    assert_eq!(window.steps(), 2);
    let held = |pressed| Event::Key {
        key: Key::Z,
        pressed,
        modifiers: crate::driver::CTRL,
        repeat: false,
        physical_key: None,
    };
    for pressed in [true, true, false] {
        window.event(held(pressed));
    }
    assert_eq!(*window.map(), map());
    assert_eq!(window.map().actor_name(BO), "Bo");
}

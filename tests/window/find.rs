//! Whatever is looked for is found by typing.

use eframe::egui::Key;
use stancemap::editor::Selection;

use crate::case::{ANA, BO, CY, backs, opposes};
use crate::driver::Window;

#[test]
fn the_palette_does_what_is_picked() {
    let mut window = Window::with_map();
    window.click_on(eframe::egui::accesskit::Role::ListItem, "Ana backs Bo");
    window.ctrl(Key::K);
    window.type_keys("flip");
    window.key(Key::Enter);
    assert_eq!(window.undo_name(), Some("Flip Ana backs Bo"));
    assert!(window.map().relation(opposes(ANA, BO)).is_some());
    assert!(!window.shows("Command to find"), "it is closed");
}

#[test]
fn the_palette_is_walked_with_the_arrows() {
    let mut window = Window::with_map();
    window.ctrl(Key::K);
    window.type_keys("zoom");
    let percent = |window: &Window| window.texts().into_iter().find(|text| text.ends_with(" %"));
    let before = percent(&window);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert_ne!(percent(&window), before, "Zoom out is the second");
}

#[test]
fn the_palette_lists_what_cannot_be_done_but_does_not_do_it() {
    let mut window = Window::with_map();
    window.ctrl(Key::K);
    window.type_keys("merge actors");
    assert!(window.is_disabled("Merge actors"));
    window.key(Key::Enter);
    assert!(window.shows("Command to find"), "it stays open");
    window.key(Key::Escape);
    assert!(!window.shows("Command to find"));
    assert_eq!(window.steps(), 0);
}

#[test]
fn actors_are_found_by_a_part_of_their_name() {
    let mut window = Window::with_map();
    window.ctrl(Key::F);
    window.type_keys("cy");
    window.key(Key::Enter);
    assert_eq!(window.editor().selection, Selection::of_actor(CY));
}

#[test]
fn a_quote_is_found_and_shown_in_its_article() {
    let mut window = Window::with_map();
    window.ctrl(Key::F);
    window.type_keys("praised");
    window.key(Key::Enter);
    assert_eq!(window.editor().selection, Selection::of_relation(backs(ANA, BO)));
    assert!(window.shows("Praise on Monday"), "{:?}", window.texts());
}

#[test]
fn what_is_not_there_is_said() {
    let mut window = Window::with_map();
    window.ctrl(Key::F);
    window.type_keys("zzzz");
    assert!(window.shows("Nothing on the map is called so"));
    window.key(Key::Enter);
    assert!(window.shows("Nothing on the map is called so"), "Enter has nothing to pick");
}

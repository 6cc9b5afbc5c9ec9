//! Lining up, nudging and taking more into the selection.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use stancemap::editor::Selection;
use stancemap::map::{ActorId, Place};

use crate::case::{ANA, BO, CY, map};
use crate::driver::Window;

#[test]
fn actors_are_brought_to_one_line() {
    let mut window = Window::with_selected(&["Ana", "Bo", "Cy"]);
    window.choose_in("Arrange", "Align", "Align bottom");
    assert_eq!(window.undo_name(), Some("Align bottom of 3 actors"));
    assert_eq!([ANA, BO, CY].map(|actor| window.place(actor).y), [240.0; 3]);
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
    assert_eq!(window.editor().selection.actors.len(), 3, "they are still selected");
}

#[test]
fn gaps_are_made_even() {
    let mut window = Window::with_selected(&["Ana", "Bo", "Cy", "Dee"]);
    window.choose_in("Arrange", "Align", "Distribute across");
    let x = |actor: u32| window.place(ActorId(actor)).x;
    let gaps = [x(1) - x(4), x(3) - x(1), x(2) - x(3)];
    assert!(gaps.iter().all(|gap| (gap - 500.0 / 3.0).abs() < 0.01), "{gaps:?}");
}

#[test]
fn arrows_nudge_what_is_selected() {
    let mut window = Window::with_selected(&["Cy"]);
    let from = window.place(CY);
    window.key(Key::ArrowRight);
    window.keys(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(window.place(CY), Place::new(from.x + 1.0, from.y - 10.0));
    assert_eq!(window.undo_name(), Some("Move Cy"));
    assert_eq!(window.place(ANA), map().place(ANA).unwrap(), "the others stay");
}

#[test]
fn neighbours_join_the_selection() {
    let mut window = Window::with_selected(&["Ana"]);
    window.key(Key::E);
    assert!(window.editor().selection.actors.iter().eq(&[ANA, BO]));
    window.key(Key::E);
    assert!(window.editor().selection.actors.iter().eq(&[ANA, BO, CY]));
}

#[test]
fn the_selection_is_shown_as_large_as_it_fits() {
    let mut window = Window::with_selected(&["Ana"]);
    window.ctrl(Key::Num2);
    let middle = window.actor_at("Ana");
    let others = window.texts().iter().filter(|text| text.starts_with("Dee, ")).count();
    assert_eq!(others, 0, "Dee is out of sight");
    assert!(middle.distance(window.canvas().center()) < 60.0, "{middle:?}");
}

#[test]
fn undo_shows_who_was_hidden_last_before_it_takes_back_a_step() {
    let mut window = Window::with_selected(&["Dee"]);
    window.key(Key::Delete);
    let without_dee = window.map().clone();
    let cy = window.actor_at("Cy");
    window.click_at(cy, Modifiers::NONE);
    window.key(Key::H);
    assert!(!window.shows("Cy, "));
    assert_eq!(window.undo_name(), Some("Hide"));
    window.ctrl(Key::Z);
    assert!(window.shows("Cy, ") && !window.shows("1 actor is hidden"));
    assert_eq!(window.editor().selection, Selection::of_actor(CY), "what was selected is so again");
    assert_eq!(*window.map(), without_dee);
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());

    // What was done since comes first, and who is hidden stays so.
    window.key(Key::I);
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.key(Key::F);
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
}

#[test]
fn actors_are_hidden_and_come_back() {
    let mut window = Window::with_selected(&["Cy"]);
    window.key(Key::H);
    assert!(!window.shows("Cy, "), "it is not drawn");
    assert!(window.shows("1 actor hidden, show all"));
    assert!(window.shows("1 actor is hidden. Shift+H shows all again."));
    assert_eq!(*window.map(), map(), "the map keeps it");
    window.keys(Modifiers::SHIFT, Key::H);
    assert!(window.shows("Cy, "));
    assert!(!window.shows("1 actor hidden"));
}

#[test]
fn isolating_again_shows_one_step_more() {
    let mut window = Window::with_selected(&["Ana"]);
    window.key(Key::I);
    assert!(window.shows("Bo, ") && !window.shows("Cy, "));
    window.key(Key::I);
    assert!(window.shows("Cy, ") && !window.shows("Dee, "));
    window.click_on(eframe::egui::accesskit::Role::Link, "1 actor hidden, show all");
    assert!(window.shows("Dee, "));
}

#[test]
fn what_is_hidden_is_not_selected_by_other_ways() {
    let mut window = Window::with_selected(&["Ana"]);
    window.key(Key::ArrowRight);
    window.key(Key::H);
    let dee = window.actor_at("Dee");
    window.click_at(dee, Modifiers::NONE);
    window.key(Key::H);
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
    assert!(window.editor().selection.is_empty(), "it would be deleted unseen");
    window.ctrl(Key::F);
    window.type_keys("ana");
    window.key(Key::Enter);
    assert!(window.shows("Ana, "), "what is found is brought back");
}

#[test]
fn all_hidden_is_no_empty_map() {
    let mut window = Window::with_map();
    window.ctrl(Key::A);
    window.key(Key::H);
    assert!(window.shows("All actors are hidden"));
    window.click("Show all hidden");
    assert!(window.shows("Ana, "));
}

//! The map without a mouse.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use stancemap::editor::Selection;

use crate::case::{ANA, BO, CY, DEE, backs, opposes};
use crate::driver::{CTRL, Window};

/// What a screen reader says of the canvas.
fn said(window: &Window) -> Option<String> {
    use egui_kittest::kittest::NodeT;
    window.one(Role::Canvas, "Canvas").accesskit_node().value()
}

#[test]
fn tab_enter_and_arrows_walk_the_map() {
    let mut window = Window::with_map();
    window.key(Key::W);
    assert_eq!(window.editor().selection, Selection::of_actor(BO), "the best connected");
    assert_eq!(said(&window).as_deref(), Some("Bo, person, 2 relations"));
    window.keys(Modifiers::SHIFT, Key::Tab);
    assert_eq!(window.editor().selection, Selection::of_actor(ANA));
    window.key(Key::Enter);
    assert_eq!(window.editor().selection, Selection::of_relation(backs(ANA, BO)));
    window.key(Key::Enter);
    assert_eq!(window.editor().selection, Selection::of_actor(BO));
    window.key(Key::Enter);
    window.key(Key::Tab);
    assert_eq!(window.editor().selection, Selection::of_relation(opposes(CY, BO)));
    for (key, actor) in [(Key::ArrowLeft, ANA), (Key::ArrowDown, CY), (Key::ArrowLeft, DEE)] {
        window.keys(Modifiers::ALT, key);
        assert_eq!(window.editor().selection, Selection::of_actor(actor));
    }
    assert_eq!(window.steps(), 0);
    // Plain arrows still move what is selected.
    window.key(Key::ArrowLeft);
    assert_eq!(window.undo_name(), Some("Move Dee"));
}

#[test]
fn tab_leads_beyond_the_last_actor() {
    let mut window = Window::with_map();
    window.key(Key::W);
    // Ana and Bo in the first line, Dee and Cy in the second.
    for actor in [DEE, CY] {
        window.key(Key::Tab);
        assert_eq!(window.editor().selection, Selection::of_actor(actor));
    }
    window.key(Key::Tab);
    assert!(window.editor().selection.is_empty());
    let canvas = window.one(Role::Canvas, "Canvas");
    assert!(!canvas.is_focused(), "the keys are for what comes next");
}

#[test]
fn arrows_move_the_view_where_nothing_is_selected() {
    let mut window = Window::with_map();
    let before = window.actor_at("Bo");
    window.key(Key::ArrowRight);
    assert!((window.actor_at("Bo") - before).x < -20.0);
    window.keys(Modifiers::SHIFT, Key::ArrowRight);
    assert!((window.actor_at("Bo") - before).x < -200.0);
    assert_eq!(window.steps(), 0);
}

#[test]
fn a_relation_is_drawn_by_keys() {
    let mut window = Window::with_map();
    window.ctrl(Key::F);
    window.type_keys("dee");
    window.key(Key::Enter);
    window.key(Key::D);
    window.one(Role::TextInput, "Actor at the other end");
    window.type_keys("cy");
    window.key(Key::Enter);
    window.key(Key::O);
    assert!(window.map().relation(opposes(DEE, CY)).is_some());
    assert_eq!(window.undo_name(), Some("Add Dee opposes Cy"));
}

#[test]
fn actors_are_merged_by_keys() {
    let mut window = Window::with_map();
    window.ctrl(Key::F);
    window.type_keys("dee");
    window.key(Key::Enter);
    window.keys(Modifiers::SHIFT, Key::M);
    window.type_keys("ana");
    window.key(Key::Enter);
    assert!(window.map().actor(DEE).is_none());
    assert_eq!(window.editor().selection, Selection::of_actor(ANA));
    assert_eq!(window.undo_name(), Some("Merge Dee into Ana"));
    window.keys(CTRL, Key::Z);
    assert!(window.map().actor(DEE).is_some());
}

#[test]
fn a_search_adds_to_the_selection_with_shift() {
    let mut window = Window::with_map();
    for (name, modifiers) in [("dee", Modifiers::NONE), ("cy", Modifiers::SHIFT)] {
        window.ctrl(Key::F);
        window.type_keys(name);
        window.keys(modifiers, Key::Enter);
    }
    assert_eq!(window.editor().selection.actors.iter().copied().collect::<Vec<_>>(), [CY, DEE]);
}

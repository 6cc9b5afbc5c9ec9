//! Members that are rolled up into their groups, and down again.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use stancemap::editor::Selection;
use stancemap::map::StanceMap;

use crate::case::{ANA, BO, CY, backs};
use crate::driver::Window;

/// A window in which Cy belongs to Ana, a party, and both back Bo.
fn window() -> Window {
    let mut window = Window::with_map();
    pick(&mut window, "Ana");
    window.click_on(Role::ComboBox, "Kind");
    window.click("Party");
    pick(&mut window, "Cy");
    window.click_on(Role::ComboBox, "Member of");
    window.click("Ana");
    window.click_on(Role::ListItem, "Cy opposes Bo");
    window.key(Key::F);
    window.click_on(Role::ListItem, "Cy backs Bo");
    window.key(Key::Escape);
    window
}

fn pick(window: &mut Window, name: &str) {
    let at = window.actor_at(name);
    window.click_at(at, Modifiers::NONE);
}

#[test]
fn a_group_is_rolled_up_and_unrolled_by_a_key() {
    let mut window = window();
    let before: StanceMap = window.map().clone();
    pick(&mut window, "Ana");
    window.key(Key::G);
    assert_eq!(window.undo_name(), Some("Roll up Ana"));
    assert!(window.shows("Ana (with 1 member), party, 1 relation"), "{:#?}", window.texts());
    assert!(window.shows("Ana (with 1 member) backs Bo, 2 quotes"));
    assert!(!window.shows("Cy, person"), "Cy is within");
    assert!(window.shows("1 actor rolled up, unroll all"));
    assert_eq!(window.map().relations().count(), 2, "the records are as they were");
    window.key(Key::G);
    assert_eq!(window.undo_name(), Some("Unroll Ana"));
    assert!(window.shows("Cy, person") && window.shows("Cy backs Bo, "));
    assert_eq!(*window.map(), before);
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), before);
}

#[test]
fn a_line_of_several_relations_leads_to_all_their_quotes() {
    let mut window = window();
    pick(&mut window, "Ana");
    window.key(Key::G);
    let line = window.relation_at("Ana (with 1 member) backs Bo");
    window.click_at(line, Modifiers::NONE);
    assert_eq!(window.editor().selection.relations, [backs(ANA, BO), backs(CY, BO)].into());
    assert!(window.shows("Ana (with 1 member) backs Bo"));
    assert!(window.shows("“Ana praised Bo on Monday.”"), "{:#?}", window.texts());
    assert!(window.shows("“Cy condemned Bo in the evening.”"));
    window.click_on(Role::Label, "Cy backs Bo");
    assert_eq!(window.editor().selection, Selection::of_relation(backs(CY, BO)));
    window.one(Role::GraphicsSymbol, "Ana (with 1 member) backs Bo, 2 quotes");
    let line = window.relation_at("Ana (with 1 member) backs Bo");
    window.click_at(line, Modifiers::SHIFT);
    assert_eq!(window.editor().selection.relations.len(), 2, "what was missing is added");
    window.click_at(line, Modifiers::SHIFT);
    assert!(window.editor().selection.is_empty());
}

#[test]
fn a_member_rolls_up_its_group_which_then_is_selected() {
    let mut window = window();
    pick(&mut window, "Cy");
    window.key(Key::G);
    assert_eq!(window.undo_name(), Some("Roll up Ana"));
    assert_eq!(window.editor().selection, Selection::of_actor(ANA));
    window.key(Key::E);
    assert_eq!(window.editor().selection.actors, [ANA, BO].into(), "neighbours of the group");
    window.click("Actors");
    window.click_on(Role::ListItem, "Cy");
    assert_eq!(window.editor().selection, Selection::of_actor(CY), "it can still be looked at");
    window.one(Role::GraphicsSymbol, "Ana (with 1 member), ");
}

#[test]
fn all_groups_are_rolled_up_and_unrolled_at_once() {
    let mut window = window();
    let before: StanceMap = window.map().clone();
    window.choose("Arrange", "Roll up all");
    assert!(window.shows("Ana (with 1 member), "));
    window.ctrl(Key::A);
    assert!(!window.editor().selection.actors.contains(&CY), "what is within is not selected");
    window.click_on(Role::Link, "1 actor rolled up, unroll all");
    assert_eq!(window.undo_name(), Some("Unroll Ana"));
    assert_eq!(*window.map(), before);
}

#[test]
fn isolating_a_group_keeps_what_is_within_and_what_it_relates_to() {
    let mut window = window();
    pick(&mut window, "Ana");
    window.key(Key::G);
    window.key(Key::I);
    assert!(!window.shows("Dee, "), "nobody relates to Dee");
    window.key(Key::G);
    assert!(window.shows("Cy, person") && window.shows("Bo, "));
}

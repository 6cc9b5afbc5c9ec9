//! What the pointer does to actors and relations on the canvas.

mod sight;
mod view;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Pos2, vec2};

use crate::case::{ANA, BO, CY, DEE, backs, map, opposes};
use crate::driver::{CTRL, Window};

/// An empty place left below everything that is drawn.
fn corner(window: &Window) -> Pos2 {
    window.actor_at("Dee") + vec2(-24.0, 60.0)
}

fn positions(window: &Window) -> Vec<Pos2> {
    ["Ana", "Bo", "Cy", "Dee"].map(|name| window.actor_at(name)).to_vec()
}

#[track_caller]
fn assert_near(a: Pos2, b: Pos2) {
    assert!(a.distance(b) < 1.0, "{a:?} is not {b:?}");
}

#[test]
fn a_drag_moves_an_actor_in_one_step() {
    let mut window = Window::with_map();
    let (from, by) = (window.actor_at("Cy"), vec2(40.0, 30.0));
    window.press(from);
    window.move_to(from, from + by);
    assert_near(window.actor_at("Cy"), from + by);
    assert_eq!(window.steps(), 0, "nothing is done before it is let go");
    window.release(from + by);
    assert_near(window.actor_at("Cy"), from + by);
    assert_eq!(window.undo_name(), Some("Move Cy"));
    assert_eq!(window.steps(), 1);
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
    assert_near(window.actor_at("Cy"), from);
}

#[test]
fn escape_takes_a_drag_back() {
    let mut window = Window::with_map();
    let from = window.actor_at("Cy");
    let to = from + vec2(-50.0, 20.0);
    window.press(from);
    window.move_to(from, to);
    window.key(Key::Escape);
    assert_near(window.actor_at("Cy"), from);
    window.move_to(to, to + vec2(5.0, 5.0));
    window.release(to);
    assert_eq!(*window.map(), map());
    assert_eq!(window.steps(), 0);
    assert_near(window.actor_at("Cy"), from);
}

#[test]
fn keys_wait_until_what_is_held_is_let_go() {
    let mut window = Window::with_map();
    let from = window.actor_at("Cy");
    window.click_at(from, Modifiers::NONE);
    window.press(from);
    window.move_to(from, from + vec2(40.0, 0.0));
    window.key(Key::Delete);
    assert_eq!(window.steps(), 0);
    window.release(from + vec2(40.0, 0.0));
    assert_eq!(window.undo_name(), Some("Move Cy"));
    assert_eq!(window.steps(), 1);
    window.key(Key::Delete);
    assert_eq!(window.undo_name(), Some("Delete Cy"));
}

#[test]
fn all_that_is_selected_moves_along() {
    let mut window = Window::with_map();
    window.ctrl(Key::A);
    let from = window.actor_at("Ana");
    window.drag(from, from + vec2(0.0, 25.0));
    let moved = window.place(ANA).y - map().place(ANA).unwrap().y;
    assert!(moved > 1.0);
    for actor in [BO, CY, DEE] {
        let (now, before) = (window.place(actor), map().place(actor).unwrap());
        assert!((now.y - before.y - moved).abs() < 0.01 && now.x == before.x);
    }
    assert_eq!(window.undo_name(), Some("Move 4 actors"));
}

/// Drags from the rim of Dee to the middle of Ana.
fn connect(window: &mut Window) {
    let dee = window.actor_box("Dee");
    let rim = Pos2::new(dee.left() - 2.0, dee.center().y);
    window.drag(rim, window.actor_at("Ana"));
    assert!(window.shows("backs Ana") && window.shows("opposes Ana"), "{:#?}", window.texts());
}

#[test]
fn a_drag_from_the_rim_makes_a_claim() {
    let mut window = Window::with_map();
    connect(&mut window);
    window.click("opposes Ana");
    let relation = window.map().relation(opposes(DEE, ANA)).unwrap();
    assert!(relation.is_bare_claim(), "a hollow line: no quote is behind it");
    assert_eq!(window.editor().selection.sole_relation(), Some(opposes(DEE, ANA)));
    assert!(window.shows("Drawn by"), "{:#?}", window.texts());
    window.one(Role::GraphicsSymbol, "Dee opposes Ana, drawn without a quote");

    window.ctrl(Key::Z);
    connect(&mut window);
    window.key(Key::B);
    assert!(window.map().relation(backs(DEE, ANA)).is_some_and(|relation| relation.is_bare_claim()));

    window.ctrl(Key::Z);
    connect(&mut window);
    window.key(Key::Escape);
    assert!(!window.shows("backs Ana"));
    assert_eq!(*window.map(), map());
}

#[test]
fn a_drag_from_the_rim_to_nowhere_makes_nothing() {
    let mut window = Window::with_map();
    let dee = window.actor_box("Dee");
    let rim = Pos2::new(dee.left() - 2.0, dee.center().y);
    window.drag(rim, corner(&window));
    assert!(!window.shows("backs"));
    assert_eq!(*window.map(), map());
}

#[test]
fn a_frame_selects_what_lies_within() {
    let mut window = Window::with_map();
    // It would lie in the way.
    window.click("Legend");
    let (from, ana) = (corner(&window), window.actor_at("Ana"));
    window.drag(from, ana + vec2(30.0, -30.0));
    assert_eq!(window.editor().selection.actors, [ANA, DEE].into());
    window.click_at(corner(&window), Modifiers::NONE);
    assert!(window.editor().selection.is_empty(), "a click beside everything selects nothing");
    assert_eq!(window.steps(), 0);
}

#[test]
fn clicks_select_and_with_shift_or_ctrl_add() {
    let mut window = Window::with_map();
    let [ana, bo, line] = [window.actor_at("Ana"), window.actor_at("Bo"), window.relation_at("Ana backs Bo")];
    window.click_at(line, Modifiers::NONE);
    assert_eq!(window.editor().selection.sole_relation(), Some(backs(ANA, BO)));
    window.click_at(ana, Modifiers::NONE);
    assert_eq!(window.editor().selection.sole_actor(), Some(ANA));
    window.click_at(bo, CTRL);
    assert_eq!(window.editor().selection.actors, [ANA, BO].into());
    window.click_at(ana, Modifiers::SHIFT);
    assert_eq!(window.editor().selection.sole_actor(), Some(BO));
}

#[test]
fn a_double_click_beside_everything_adds_an_actor_there() {
    let mut window = Window::with_map();
    let at = window.actor_at("Bo") + vec2(0.0, 150.0);
    window.double_click_at(at);
    window.type_keys("Eve");
    window.key(Key::Enter);
    assert_near(window.actor_at("Eve"), at);
}

#[test]
fn actors_that_are_added_by_a_key_cover_nobody() {
    let mut window = Window::blank();
    for name in ["Ana", "Bo", "Cy"] {
        window.key(Key::A);
        window.type_keys(name);
        window.key(Key::Enter);
    }
    let boxes = ["Ana", "Bo", "Cy"].map(|name| window.actor_box(name));
    assert!(
        !boxes[0].intersects(boxes[1]) && !boxes[1].intersects(boxes[2]) && !boxes[0].intersects(boxes[2])
    );
}

#[test]
fn an_actor_dropped_on_another_is_merged_into_it() {
    let mut window = Window::with_map();
    let (from, to) = (window.actor_at("Cy"), window.actor_at("Ana"));
    window.drag(from, to);
    assert_eq!(window.steps(), 0, "it asks first");
    window.click("Merge Cy into Ana");
    assert_eq!(window.undo_name(), Some("Merge Cy into Ana"));
    assert!(window.map().relation(opposes(ANA, BO)).is_some(), "with its quotes");
    assert!(window.map().actor(ANA).unwrap().aliases.contains("Cy"));
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
}

#[test]
fn an_actor_dropped_on_another_may_only_move() {
    let mut window = Window::with_map();
    let (from, to) = (window.actor_at("Cy"), window.actor_at("Ana"));
    window.drag(from, to);
    window.click("Only move it");
    assert_eq!(window.undo_name(), Some("Move Cy"));
    assert_near(window.actor_at("Cy"), to);
}

#[test]
fn a_drop_on_another_actor_can_be_taken_back() {
    let mut window = Window::with_map();
    let (from, to) = (window.actor_at("Cy"), window.actor_at("Ana"));
    window.drag(from, to);
    window.key(Key::Escape);
    assert!(!window.shows("Merge Cy into Ana"));
    assert_eq!(*window.map(), map());
    assert_near(window.actor_at("Cy"), from);
}

#[test]
fn a_lasso_selects_what_it_goes_around() {
    let mut window = Window::with_map();
    window.click("Lasso");
    let [ana, bo, cy] = ["Ana", "Bo", "Cy"].map(|name| window.actor_at(name));
    // Around Ana and Cy, past Bo, who would be in a box around them.
    let line = [
        ana + vec2(-40.0, -40.0),
        ana + vec2(40.0, -40.0),
        cy + vec2(40.0, -10.0),
        cy + vec2(40.0, 50.0),
        cy + vec2(-60.0, 50.0),
        ana + vec2(-40.0, 40.0),
    ];
    assert!(bo.x > cy.x);
    window.press(line[0]);
    for pair in line.windows(2) {
        window.move_to(pair[0], pair[1]);
    }
    window.release(line[5]);
    assert!(window.editor().selection.actors.iter().eq(&[ANA, CY]), "{:?}", window.editor().selection);
    window.key(Key::L);
    assert!(!window.editor().lasso, "L goes back to the box");
}

#[test]
fn a_moved_actor_is_drawn_to_the_line_of_another() {
    let mut window = Window::with_map();
    let (cy, bo) = (window.actor_at("Cy"), window.actor_at("Bo"));
    // Near the upright line through Bo, and near no level one.
    let near = Pos2::new(bo.x - 4.0, cy.y - 90.0);
    window.drag(cy, near);
    assert_eq!(window.place(CY).x, window.place(BO).x);
    assert_near(window.actor_at("Cy"), Pos2::new(bo.x, near.y));
    window.ctrl(Key::Z);
    // With Alt, it stays where it is put.
    window.press(cy);
    window.modifiers(Modifiers::ALT);
    window.move_to(cy, near);
    window.release_with(near, Modifiers::ALT);
    window.modifiers(Modifiers::NONE);
    assert_near(window.actor_at("Cy"), near);
}

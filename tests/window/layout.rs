//! Laying out: every way of it, stopped and given up, and how the canvas gets there.

use eframe::egui::{Key, Modifiers, Pos2, vec2};
use stancemap::map::{Actor, ActorId, ActorKind, Edit, Place, RelationKey, Stance, StanceMap};
use stancemap::picture::layout::{self, Layout, Unwatched};

use crate::case::{ANA, BO, CY, map};
use crate::driver::{CTRL, Window};

/// Chooses a layout and waits until it is a step of this name.
#[track_caller]
fn lay_out(window: &mut Window, item: &str, name: &str) {
    let before = window.steps();
    window.choose("Arrange", item);
    window.wait("the layout", |window| window.steps() > before);
    assert_eq!((window.steps(), window.undo_name()), (before + 1, Some(name)));
}

#[test]
fn every_layout_is_one_step_that_can_be_taken_back() {
    for (item, name) in [
        ("Lay out all actors", "Lay out all actors"),
        ("Lay out in two camps", "Lay out in two camps"),
        ("Lay out in rings", "Lay out in rings"),
        ("Lay out in layers", "Lay out in layers"),
    ] {
        let mut window = Window::with_map();
        lay_out(&mut window, item, name);
        assert!(window.canvas().contains(window.actor_at("Dee")), "all of it is in view");
        window.ctrl(Key::Z);
        assert_eq!(*window.map(), map(), "{name}");
    }
}

#[test]
fn opponents_face_each_other_in_two_camps() {
    let mut window = Window::with_map();
    lay_out(&mut window, "Lay out in two camps", "Lay out in two camps");
    let x = |actor| window.place(actor).x;
    assert!((x(ANA) < x(CY)) && (x(BO) < x(CY)), "Ana backs Bo, whom Cy opposes");
}

#[test]
fn the_selected_actor_comes_into_the_middle() {
    let mut window = Window::with_map();
    let at = window.actor_at("Cy");
    window.click_at(at, Modifiers::NONE);
    lay_out(&mut window, "Lay out in rings", "Lay out around Cy");
    let away = |actor| window.place(CY).distance(window.place(actor));
    assert!(away(BO) + 50.0 < away(ANA));
}

#[test]
fn backers_come_to_stand_above() {
    let mut window = Window::with_map();
    lay_out(&mut window, "Lay out in layers", "Lay out in layers");
    assert!(window.place(ANA).y < window.place(BO).y);
}

#[test]
fn only_what_overlaps_moves() {
    let mut window = Window::with_map();
    window.choose("Arrange", "Remove overlaps");
    window.wait("the answer", |window| window.shows("Everybody is in place already"));
    assert_eq!(window.steps(), 0);
    let (cy, ana) = (window.actor_at("Cy"), window.actor_at("Ana"));
    // Dropped beside the body, so that it is no merge.
    window.drag(cy, ana + vec2(0.0, 30.0));
    let dropped = window.map().clone();
    lay_out(&mut window, "Remove overlaps", "Remove overlaps");
    assert_eq!(window.place(BO), dropped.place(BO).unwrap());
    let moved = window.place(CY).distance(dropped.place(CY).unwrap());
    assert!((5.0..80.0).contains(&moved), "{moved}");
}

/// A map whose layout takes a while: a ring of actors with a heap of relations among them.
fn busy_map() -> StanceMap {
    let mut map = StanceMap::default();
    for id in 0..60 {
        let actor = Actor::by_hand(format!("Actor {id}"), ActorKind::ALL[id as usize % 7]);
        let place = Place::new((id % 10) as f32 * 150.0, (id / 10) as f32 * 120.0);
        map.apply(Edit::AddActor { id: ActorId(id + 1), actor, at: Some(place) }).unwrap();
    }
    for id in 0..60u32 {
        for step in [1, 7, 23] {
            let key = RelationKey::new(
                ActorId(id + 1),
                ActorId((id + step) % 60 + 1),
                Stance::ALL[id as usize % 2],
            );
            map.apply(Edit::AddRelation { key, claim: Default::default() }).unwrap();
        }
    }
    map
}

/// Lays out a busy map, does something while that is under way, and waits until it no longer is. As no test can know how fast
/// the machine is, that is tried again until it was in time, as `in_time` tells.
fn while_laying_out(act: impl Fn(&mut Window), in_time: impl Fn(&Window) -> bool) -> Window {
    for _ in 0..20 {
        let mut window = Window::showing(&busy_map());
        window.ctrl(Key::L);
        window.wait("the layout to show something", |window| window.shows("Stop") || window.steps() > 0);
        if window.shows("Stop") {
            act(&mut window);
            window.wait("the end", |window| !window.shows("laying out"));
            if in_time(&window) {
                return window;
            }
        }
    }
    panic!("the layout was always faster");
}

#[test]
fn what_a_stopped_layout_has_reached_is_kept() {
    let all = layout::place(&busy_map(), &Layout::Forces, &Default::default(), &Unwatched);
    let is_whole =
        move |window: &Window| all.iter().all(|(id, place)| window.map().place(*id) == Some(*place));
    let mut window = while_laying_out(|window| window.catch("Stop"), |window| !is_whole(window));
    assert_eq!((window.steps(), window.undo_name()), (1, Some("Lay out all actors")));
    assert_ne!(*window.map(), busy_map());
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), busy_map());
}

#[test]
fn a_layout_that_is_given_up_leaves_everybody_where_they_were() {
    for give_up in
        [|window: &mut Window| window.catch("Cancel"), |window: &mut Window| window.key(Key::Escape)]
    {
        let window = while_laying_out(give_up, |window| window.steps() == 0);
        assert_eq!(*window.map(), busy_map());
        let shown = Window::showing(&busy_map());
        for name in ["Actor 0", "Actor 59"] {
            let away = window.actor_at(name).distance(shown.actor_at(name));
            assert!(away < 1.0, "{name} is {away} from where it was drawn");
        }
    }
}

#[test]
fn a_layout_leaves_out_who_has_gone_in_the_meantime() {
    let delete_one = |window: &mut Window| {
        window.click_on(eframe::egui::accesskit::Role::ListItem, "Actor 0 backs Actor 1");
        window.key(Key::Delete);
        window.wait("the layout", |window| window.steps() == 2);
    };
    // Where the layout came first, it was done before anybody had gone.
    let window = while_laying_out(delete_one, |window| window.undo_name() == Some("Lay out all actors"));
    assert_eq!(window.map().actors().count(), 60);
    assert_eq!(window.map().relations().count(), 179);
}

/// Where an actor is in every frame until the window rests.
fn way_of(window: &mut Window, name: &str) -> Vec<Pos2> {
    let mut way = vec![window.actor_at(name)];
    while window.next_frame().is_zero() {
        assert!(way.len() < 30, "that takes longer than 300 ms");
        window.frame();
        way.push(window.actor_at(name));
    }
    window.settle();
    way
}

#[test]
fn what_is_taken_back_glides_to_where_it_was_and_comes_to_rest() {
    let mut window = Window::with_map();
    let before = window.actor_at("Cy");
    window.drag(before, before + vec2(60.0, -40.0));
    let dropped = window.actor_at("Cy");
    window.begin(CTRL, Key::Z);
    let way = way_of(&mut window, "Cy");
    assert!(way.len() > 8, "{way:?}");
    let gone = |at: &Pos2| at.distance(dropped);
    assert!(way.is_sorted_by(|a, b| gone(a) <= gone(b) + 0.01), "{way:?}");
    assert!(way.iter().any(|at| at.distance(before) > 5.0 && at.distance(dropped) > 5.0), "{way:?}");
    assert!(way.last().unwrap().distance(before) < 0.01);
    assert_eq!(*window.map(), map());
}

#[test]
fn what_is_dragged_does_not_glide() {
    let mut window = Window::with_map();
    let from = window.actor_at("Cy");
    let to = from + vec2(60.0, -40.0);
    window.press(from);
    window.move_to(from, to);
    let held = window.actor_at("Cy");
    window.let_go(to);
    let way = way_of(&mut window, "Cy");
    assert!(way.iter().all(|at| at.distance(held) < 0.01), "{way:?}");
    assert_eq!(window.undo_name(), Some("Move Cy"));
}

#[test]
fn newcomers_grow_out_of_those_to_whom_they_relate() {
    let mut window = Window::with_map();
    window.keys(CTRL | Modifiers::SHIFT, Key::V);
    window.paste("A visit\n\nTurkey condemned Syria on Friday.\n");
    window.click("Read");
    window.wait("the text to be read", |window| window.map().relations().count() == 3);
    let newcomer = window.actor_box("Turkey");
    window.ctrl(Key::Z);
    assert!(!window.shows("Turkey, "));
    window.begin(CTRL | Modifiers::SHIFT, Key::Z);
    let mut sizes = vec![window.actor_box("Turkey").width()];
    while window.next_frame().is_zero() {
        window.frame();
        sizes.push(window.actor_box("Turkey").width());
    }
    assert!(sizes[0] < 0.5 * newcomer.width() && sizes.is_sorted(), "{sizes:?}");
    window.settle();
    assert!(window.actor_box("Turkey").center().distance(newcomer.center()) < 0.5);
}

#[test]
fn nobody_who_is_in_place_moves_when_an_article_comes() {
    let mut window = Window::with_map();
    window.keys(CTRL | Modifiers::SHIFT, Key::V);
    window.paste("A visit\n\nTurkey condemned Syria on Friday.\n");
    window.click("Read");
    window.wait("the text to be read", |window| window.map().relations().count() == 3);
    for (id, _) in map().actors() {
        assert_eq!(window.map().place(id), map().place(id));
    }
}

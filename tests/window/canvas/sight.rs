//! What is drawn and said on the canvas, by what is pointed at and how much there is.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use stancemap::map::{Actor, ActorId, ActorKind, Claim, Edit, Place, RelationKey, Stance, StanceMap};

use crate::case::{ANA, CY, backs};
use crate::driver::Window;

#[test]
fn the_strongest_quote_runs_along_a_relation_that_is_pointed_at() {
    let mut window = Window::with_map();
    let quote = |window: &Window| {
        let found = window.painted().into_iter().find(|(text, _)| text.starts_with("“Cy condemned Bo"));
        found.map(|(_, angle)| angle)
    };
    assert_eq!(quote(&window), None);
    // Beside the sign, where the line is.
    let (cy, sign) = (window.actor_at("Cy"), window.relation_at("Cy opposes Bo"));
    window.hover(cy + (sign - cy) * 0.7);
    let angle = quote(&window).unwrap();
    let line = window.actor_at("Bo") - cy;
    assert!((angle - line.angle()).abs() < 0.2, "{angle} along {line:?}");
    window.point_away();
    assert_eq!(quote(&window), None);
}

#[test]
fn names_stand_where_there_is_room_and_come_when_pointed_at() {
    let mut window = Window::with_map();
    window.key(Key::F6);
    let under = |window: &Window, name: &str| {
        let (at, _) = window.text_painted(name).unwrap();
        at.y > window.actor_at(name).y
    };
    assert!(["Ana", "Bo", "Cy", "Dee"].iter().all(|name| under(&window, name)));
    // Dee is put where the name of Cy, who is better connected, lies.
    let (cy, dee) = (window.actor_at("Cy"), window.actor_at("Dee"));
    window.press(dee);
    window.modifiers(Modifiers::ALT);
    let to = cy + vec2(12.0, 3.0);
    window.move_to(dee, to);
    window.release_with(to, Modifiers::ALT);
    window.modifiers(Modifiers::NONE);
    window.click("Only move it");
    assert!(under(&window, "Cy") && !under(&window, "Dee"), "it stands above or beside");

    let mut heap = StanceMap::default();
    for number in 0..30 {
        let (column, row) = (number % 6, number / 6);
        let actor = Actor::by_hand(format!("Heaped {number}"), ActorKind::Person);
        let at = Place::new(column as f32 * 26.0, row as f32 * 26.0);
        heap.apply(Edit::AddActor { id: ActorId(number + 1), actor, at: Some(at) }).unwrap();
    }
    let mut window = Window::showing(&heap);
    window.key(Key::F6);
    window.ctrl(Key::Num1);
    let shown = |window: &Window, name: &str| window.painted().iter().any(|(text, _)| text == name);
    let name = "Heaped 14";
    assert!(!shown(&window, name), "there is no room for it");
    window.hover(window.actor_at(name));
    assert!(shown(&window, name));
}

#[test]
fn a_line_reaches_the_body_of_whose_name_is_not_shown() {
    let mut map = StanceMap::default();
    let places = [("Organization of Somewhere", 0.0, 0.0), ("Busy", 62.0, 34.0), ("Source", 0.0, 220.0)];
    let further = [("Far", 300.0, 0.0), ("Farther", 300.0, 200.0)];
    for (number, (name, x, y)) in (1..).zip(places.into_iter().chain(further)) {
        let actor = Actor::by_hand(name, ActorKind::Person);
        map.apply(Edit::AddActor { id: ActorId(number), actor, at: Some(Place::new(x, y)) }).unwrap();
    }
    for (source, target) in [(3, 1), (2, 4), (2, 5)] {
        let key = RelationKey::new(ActorId(source), ActorId(target), Stance::Backs);
        map.apply(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
    }
    let mut window = Window::showing(&map);
    window.key(Key::F6);
    let shown = window.painted();
    assert!(shown.iter().any(|(text, _)| text == "Busy"), "{shown:?}");
    let (name, _) = window.text_painted("Organization").unwrap();
    assert!(name.y < window.actor_at("Organization of Somewhere").y, "Busy lies below");
    let (target, source) = (window.actor_at("Organization of Somewhere"), window.actor_at("Source"));
    let picture = window.picture();
    let paper = picture[(target.x as usize - 40, (target.y + 40.0) as usize)];
    let rim = (source.y - target.y) * 24.0 / 220.0;
    let reached = (0..12).all(|down| {
        let y = (target.y + rim) as usize + down;
        (target.x as usize - 3..target.x as usize + 4).any(|x| picture[(x, y)] != paper)
    });
    assert!(reached, "the line goes on to the rim");
}

#[test]
fn a_relation_to_who_is_hidden_is_asked_about_on_the_canvas_and_shown() {
    let mut window = Window::with_selected(&["Cy"]);
    window.key(Key::H);
    let ana = window.actor_at("Ana");
    window.click_at(ana, Modifiers::NONE);
    window.key(Key::D);
    window.type_keys("cy");
    window.key(Key::Enter);
    let (asked, canvas) = (window.one(Role::Button, "backs Cy").rect(), window.canvas());
    assert!(canvas.contains_rect(asked) && asked.center().distance(canvas.center()) < 100.0, "{asked:?}");
    window.key(Key::B);
    assert_eq!(window.editor().selection.sole_relation(), Some(backs(ANA, CY)));
    assert!(window.shows("Ana backs Cy, ") && window.shows("Cy, person"), "what is drawn is to be seen");
}

#[test]
fn a_tooltip_goes_when_keys_are_used_and_comes_when_the_pointer_moves() {
    let mut window = Window::in_long_frames();
    let told = |window: &mut Window| {
        for _ in 0..6 {
            window.frame();
        }
        window.texts().iter().any(|text| text.contains("\n\n“Ana praised Bo"))
    };
    let sign = window.relation_at("Ana backs Bo");
    window.hover(sign);
    assert!(told(&mut window), "{:?}", window.texts());
    window.key(Key::F8);
    window.key(Key::F8);
    assert!(!told(&mut window), "nobody points there any more");
    window.hover(sign + vec2(1.0, 0.0));
    assert!(told(&mut window));
}

#[test]
fn a_crowd_of_lines_is_drawn_plain_but_what_is_selected_with_its_signs() {
    let mut map = StanceMap::default();
    for number in 1..=48 {
        let actor = Actor::by_hand(format!("Actor {number}"), ActorKind::State);
        let at = Place::new((number % 8) as f32 * 120.0, (number / 8) as f32 * 100.0);
        map.apply(Edit::AddActor { id: ActorId(number), actor, at: Some(at) }).unwrap();
    }
    let pairs = (1..=48).flat_map(|source| (1..=48).map(move |target| (source, target)));
    for (source, target) in pairs.filter(|(source, target)| source != target) {
        let key = RelationKey::new(ActorId(source), ActorId(target), Stance::Backs);
        map.apply(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
    }
    let mut window = Window::showing(&map);
    let shapes = |window: &Window| window.output().shapes.len();
    let plain = shapes(&window);
    assert!(plain < 2_200, "{plain} shapes for 2,256 lines, each of which would have at least five");
    window.click_on(Role::ListItem, "Actor 1 backs Actor 2");
    assert!(shapes(&window) > plain, "{} {plain}", shapes(&window));
}

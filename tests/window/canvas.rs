//! What the pointer does on the canvas, and the days that the timeline narrows it to.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Event, Key, Modifiers, Pos2, Vec2, vec2};
use stancemap::map::{Actor, ActorId, ActorKind, Claim, Edit, Place, RelationKey, Stance, StanceMap};

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
fn the_wheel_moves_the_view() {
    let mut window = Window::with_map();
    // It would lie in the way.
    window.click("Legend");
    let before = positions(&window);
    window.scroll(corner(&window), vec2(30.0, -40.0), Modifiers::NONE);
    for (now, then) in positions(&window).into_iter().zip(before) {
        assert_near(now, then + vec2(30.0, -40.0));
    }
    assert_eq!(window.steps(), 0);
}

#[test]
fn the_wheel_with_ctrl_zooms_at_the_pointer() {
    for delta in [40.0, -40.0] {
        let mut window = Window::with_map();
        let held = window.actor_at("Bo");
        let apart = held.distance(window.actor_at("Ana"));
        for _ in 0..2 {
            window.scroll(held, Vec2::new(0.0, delta), CTRL);
            assert_near(window.actor_at("Bo"), held);
        }
        let zoom = window.actor_at("Bo").distance(window.actor_at("Ana")) / apart;
        assert!(if delta > 0.0 { zoom > 1.2 } else { zoom < 0.85 }, "{delta}: {zoom}");
    }
}

#[test]
fn a_notch_of_the_wheel_zooms_by_a_fifth() {
    let mut window = Window::with_map();
    let held = window.actor_at("Bo");
    let apart = held.distance(window.actor_at("Ana"));
    window.hover(held);
    window.modifiers(CTRL);
    window.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: Vec2::new(0.0, 1.0),
        phase: egui::TouchPhase::Move,
        modifiers: CTRL,
        source: egui::MouseWheelSource::Unknown,
    });
    window.modifiers(Modifiers::NONE);
    let zoom = window.actor_at("Bo").distance(window.actor_at("Ana")) / apart;
    assert!((1.15..1.25).contains(&zoom), "{zoom}");
}

#[test]
fn the_view_moves_with_space_and_drag() {
    let mut window = Window::with_map();
    let (from, before) = (window.actor_at("Bo"), positions(&window));
    window.hold(Key::Space, true);
    window.drag(from, from + vec2(25.0, 15.0));
    window.hold(Key::Space, false);
    for (now, then) in positions(&window).into_iter().zip(before) {
        assert_near(now, then + vec2(25.0, 15.0));
    }
    assert_eq!(*window.map(), map());
}

#[test]
fn the_timeline_narrows_the_canvas_and_moves_nothing() {
    let mut window = Window::with_map();
    let before = positions(&window);
    let title = window.one(Role::Label, "Timeline").rect();
    // The bars of 2021 and 2023 lie in the left and the right half.
    let from = Pos2::new(60.0, title.bottom() + 50.0);
    window.drag(from, Pos2::new(620.0, from.y));
    let days = window.editor().filter().days.unwrap();
    assert!(days.holds(jiff::civil::date(2021, 5, 3)) && !days.holds(jiff::civil::date(2023, 8, 14)));
    let passing = window.editor().passing().unwrap();
    assert!(passing.relations.contains(&backs(ANA, BO)));
    assert!(!passing.relations.contains(&opposes(CY, BO)), "its only quote is of another year");
    assert_eq!(positions(&window), before);
    assert_eq!(*window.map(), map());
    window.one(Role::GraphicsSymbol, "Cy opposes Bo, ");
    window.click("Show all days");
    assert!(window.editor().filter().days.is_none());
}

#[test]
fn days_are_typed_above_the_timeline() {
    let mut window = Window::with_map();
    let days = |window: &Window| window.editor().filter().days.map(|days| (days.first(), days.last()));
    let (first, last) = (jiff::civil::date(2021, 5, 3), jiff::civil::date(2023, 8, 14));
    window.ctrl(Key::K);
    window.type_keys("filter by days");
    window.key(Key::Enter);
    assert_eq!(window.focused().as_deref(), Some("First day shown"));
    window.type_keys("2022-01-01");
    window.key(Key::Enter);
    assert_eq!(days(&window), Some((jiff::civil::date(2022, 1, 1), last)), "the last day is that of the map");
    assert_eq!(window.typed_in(Role::TextInput, "First day shown"), "1 Jan 2022");

    window.one(Role::TextInput, "Last day shown").click();
    window.settle();
    window.ctrl(Key::A);
    window.type_keys("May");
    window.key(Key::Enter);
    assert!(window.shows("“May” is not a day. Write it like 14 Aug 2023"));
    assert_eq!(days(&window), Some((jiff::civil::date(2022, 1, 1), last)), "nothing is guessed");
    window.one(Role::TextInput, "Last day shown").click();
    window.settle();
    window.ctrl(Key::A);
    window.type_keys("31 Dec 2022");
    window.key(Key::Enter);
    assert_eq!(days(&window), Some((jiff::civil::date(2022, 1, 1), jiff::civil::date(2022, 12, 31))));

    for (field, left) in
        [("First day shown", Some((first, jiff::civil::date(2022, 12, 31)))), ("Last day shown", None)]
    {
        window.one(Role::TextInput, field).click();
        window.settle();
        window.ctrl(Key::A);
        window.key(Key::Delete);
        window.key(Key::Enter);
        assert_eq!(days(&window), left, "a blank end is that of the map");
    }
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
fn the_overview_leads_to_what_is_out_of_sight() {
    let mut window = Window::with_sample("six-conflicts.ron");
    assert!(!window.shows("Overview of the map"), "all of it is in view");
    for _ in 0..9 {
        window.ctrl(Key::Plus);
    }
    let places: Vec<(ActorId, Place)> = window
        .map()
        .relations()
        .flat_map(|(key, _)| [key.source, key.target])
        .filter_map(|id| Some((id, window.map().place(id)?)))
        .collect();
    let x = |(_, place): &&(ActorId, Place)| place.x as i32;
    let (left, right) = (places.iter().min_by_key(x).unwrap(), places.iter().max_by_key(x).unwrap());
    let y = |(_, place): &(ActorId, Place)| place.y;
    let top = places.iter().map(y).fold(f32::INFINITY, f32::min);
    let bottom = places.iter().map(y).fold(f32::NEG_INFINITY, f32::max);
    let name = format!("{}, ", window.map().actor_name(left.0));
    assert!(!window.shows(&name), "it is out of sight");
    let frame = window.box_of("Overview of the map").shrink(8.0);
    let along = |at: f32, from: f32, to: f32| (at - from) / (to - from);
    let at = frame.min
        + frame.size() * Vec2::new(along(left.1.x, left.1.x, right.1.x), along(left.1.y, top, bottom));
    let steps = window.steps();
    window.click_at(at, Modifiers::NONE);
    assert!(window.shows(&name), "{:?}", window.texts());
    assert_eq!(window.steps(), steps);
    assert!(window.editor().selection.is_empty());
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
fn names_never_lie_over_names_and_come_when_pointed_at() {
    let mut window = Window::with_map();
    let names = |window: &Window| -> Vec<String> {
        // Each is painted several times, for its halo.
        let mut names: Vec<String> = window.painted().into_iter().map(|(text, _)| text).collect();
        names.retain(|name| ["Ana", "Bo", "Cy", "Dee"].contains(&name.as_str()));
        names.sort();
        names.dedup();
        names
    };
    window.key(Key::F6);
    assert_eq!(names(&window), ["Ana", "Bo", "Cy", "Dee"]);
    // Dee is put where the name of Cy, who is better connected, lies.
    let (cy, dee) = (window.actor_at("Cy"), window.actor_at("Dee"));
    window.press(dee);
    window.modifiers(Modifiers::ALT);
    let to = cy + vec2(12.0, 3.0);
    window.move_to(dee, to);
    window.release_with(to, Modifiers::ALT);
    window.modifiers(Modifiers::NONE);
    window.click("Only move it");
    assert_eq!(names(&window), ["Ana", "Bo", "Cy"]);
    window.hover(window.actor_at("Dee"));
    assert!(names(&window).contains(&"Dee".to_owned()));
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
    let window = Window::showing(&map);
    let shown = window.painted();
    assert!(shown.iter().any(|(text, _)| text == "Busy"), "{shown:?}");
    assert!(!shown.iter().any(|(text, _)| text.starts_with("Organization")), "Busy lies over it");
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

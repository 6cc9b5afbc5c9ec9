//! How the view moves and zooms, and the days that the timeline narrows it to.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Event, Key, Modifiers, Pos2, Vec2, vec2};
use stancemap::map::{ActorId, Place};

use super::{assert_near, corner, positions};
use crate::case::{ANA, BO, CY, backs, map, opposes};
use crate::driver::{CTRL, Window};

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
    assert_eq!(window.focused().as_deref(), Some("Last day shown"), "it is mended at once");
    window.ctrl(Key::A);
    assert!(window.editor().selection.is_empty());
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

/// Types a day into one of the fields above the timeline.
fn type_day(window: &mut Window, field: &str, day: &str) {
    window.one(Role::TextInput, field).click();
    window.settle();
    window.ctrl(Key::A);
    window.type_keys(day);
    window.key(Key::Enter);
}

#[test]
fn a_day_that_makes_no_sense_keeps_no_other_from_counting_and_goes_with_the_filter() {
    let mut window = Window::with_map();
    let days = |window: &Window| window.editor().filter().days.map(|days| (days.first(), days.last()));
    let (in_2022, last) = (jiff::civil::date(2022, 1, 1), jiff::civil::date(2023, 8, 14));
    type_day(&mut window, "Last day shown", "foo");
    type_day(&mut window, "First day shown", "2022-01-01");
    assert_eq!(days(&window), Some((in_2022, last)));
    assert!(window.shows("“foo” is not a day."));
    window.choose_in("View", "Filtering", "Clear filters");
    assert_eq!(days(&window), None);
    assert!(!window.shows("“foo” is not a day."));
    assert_eq!(window.typed_in(Role::TextInput, "Last day shown"), "");

    type_day(&mut window, "First day shown", "2024-01-01");
    assert!(window.shows("The first day is after the last."));
    assert_eq!(days(&window), None, "they are not turned round");
    assert_eq!(window.typed_in(Role::TextInput, "First day shown"), "2024-01-01");
    type_day(&mut window, "Last day shown", "2024-12-31");
    assert!(!window.shows("The first day is after the last."));
    assert_eq!(days(&window), Some((jiff::civil::date(2024, 1, 1), jiff::civil::date(2024, 12, 31))));

    window.click("Show all days");
    type_day(&mut window, "First day shown", "2024-01-01");
    window.click("Show all days");
    assert!(!window.shows("The first day is after the last."));
}

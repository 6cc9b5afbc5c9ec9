//! The window in every look: dark and light, small, and at rest.

use std::time::Duration;

use eframe::egui::accesskit::Role;
use eframe::egui::{Color32, Key, Modifiers, Theme};
use stancemap::map::Edit;

use crate::case;
use crate::driver::{CTRL, Window};

/// Everything that the last frame painted as triangles, which must be within a sane number.
fn triangles(window: &Window) -> usize {
    let output = window.output();
    let meshes = window.ctx().tessellate(output.shapes.clone(), output.pixels_per_point);
    let count = meshes
        .iter()
        .map(|mesh| match &mesh.primitive {
            eframe::egui::epaint::Primitive::Mesh(mesh) => {
                assert!(mesh.vertices.iter().all(|vertex| vertex.pos.is_finite()), "a shape lies nowhere");
                mesh.indices.len() / 3
            }
            eframe::egui::epaint::Primitive::Callback(_) => 0,
        })
        .sum();
    assert!(count > 100, "{count} triangles are no window");
    count
}

/// Goes through every panel and dialog.
fn tour(window: &mut Window) {
    triangles(window);
    for list in ["Articles", "Actors", "Relations"] {
        window.click(list);
        triangles(window);
    }
    window.click_on(Role::ListItem, "Ana backs Bo");
    triangles(window);
    window.click_on(Role::Label, "“Ana praised Bo");
    triangles(window);
    window.key(Key::Escape);
    window.ctrl(Key::A);
    triangles(window);
    window.key(Key::Delete);
    assert!(window.shows("Delete 4 items"));
    triangles(window);
    window.click("Undo");
    for (modifiers, key) in [
        (Modifiers::NONE, Key::A),
        (Modifiers::NONE, Key::F1),
        (CTRL | Modifiers::SHIFT, Key::V),
        (CTRL | Modifiers::SHIFT, Key::O),
    ] {
        window.keys(modifiers, key);
        triangles(window);
        window.key(Key::Escape);
    }
    window.choose("Help", "About");
    assert!(window.shows("Stance Map 0."));
    triangles(window);
    window.click("Close");
    assert!(!window.shows("Stance Map 0."));
}

#[test]
fn everything_is_drawn_in_light_and_in_dark() {
    let mut papers: Vec<Color32> = Vec::new();
    for (theme, name) in [(Theme::Light, "Light"), (Theme::Dark, "Dark")] {
        let mut window = Window::with_map();
        window.choose_in("View", "Appearance", name);
        window.key(Key::Escape);
        let visuals = window.ctx().global_style().visuals.clone();
        assert_eq!(visuals.dark_mode, theme == Theme::Dark);
        papers.push(visuals.panel_fill);
        tour(&mut window);
    }
    assert_ne!(papers[0], papers[1]);
}

#[test]
fn everything_is_drawn_in_the_smallest_window() {
    let mut window = Window::with_map_sized(720.0, 480.0);
    tour(&mut window);
}

#[test]
fn where_there_is_little_room_what_is_selected_takes_the_place_of_the_lists() {
    let mut window = Window::with_map_sized(640.0, 400.0);
    assert!(window.shows("Filter this list") && !window.shows("Select an actor or a relation"));
    window.click_on(Role::ListItem, "Ana backs Bo");
    assert!(!window.shows("Filter this list") && window.shows("Flip stance"));
    assert!(window.canvas().width() > 300.0, "{:?}", window.canvas());
    window.key(Key::Escape);
    assert!(window.shows("Filter this list"));
}

#[test]
fn edges_of_panels_are_moved_by_keys() {
    for (key, back) in [(Key::ArrowUp, Key::ArrowDown), (Key::ArrowRight, Key::ArrowLeft)] {
        let mut window = Window::with_map();
        let before = window.canvas();
        for _ in 0..2 {
            window.tab_to("Resize panel");
            window.key(key);
            if window.canvas() != before {
                break;
            }
        }
        assert_ne!(window.canvas(), before, "{key:?}");
        assert_eq!(window.focused().as_deref(), Some("Resize panel"), "the edge keeps the keys");
        window.key(back);
        assert_eq!(window.canvas(), before);
    }
}

fn by_palette(window: &mut Window, command: &str) {
    window.ctrl(Key::K);
    window.type_keys(command);
    window.key(Key::Enter);
}

#[test]
fn everything_is_drawn_small_and_large() {
    let mut window = Window::with_map();
    for (command, times, scale) in [("Smaller text", 3, 0.8), ("Larger text", 7, 2.0)] {
        for _ in 0..times {
            by_palette(&mut window, command);
        }
        assert_eq!(window.ctx().zoom_factor(), scale);
        window.click("View");
        window.key(Key::Escape);
        triangles(&window);
    }
    // At twice the size in twice the pixels, all is as it was.
    let mut window = Window::with_map_sized(2480.0, 1480.0);
    for _ in 0..4 {
        by_palette(&mut window, "Larger text");
    }
    window.ctrl(Key::Num0);
    tour(&mut window);
}

#[test]
fn nothing_is_drawn_while_nothing_happens() {
    for mut window in [Window::blank(), Window::with_map()] {
        window.wait("the reader to be ready", |window| window.next_frame() == Duration::MAX);
        for _ in 0..3 {
            window.frame();
            assert_eq!(window.next_frame(), Duration::MAX, "{:?}", window.ctx().repaint_causes());
        }
    }
}

#[test]
fn a_click_on_the_legend_filters() {
    let mut window = Window::with_map();
    let entry = |window: &Window, name: &str| window.box_of(&format!("Show: {name}")).center();
    window.click_at(entry(&window, "Opposes"), Modifiers::NONE);
    assert!(window.shows("No “Opposes”"), "a chip says so");
    assert!(window.shows("Cy opposes Bo, "), "it is only dimmed");
    window.click("View");
    window.click("Filtering");
    window.click_on(Role::CheckBox, "Hide what is filtered out");
    assert!(!window.shows("Cy opposes Bo, "), "it is left out");
    window.click_at(entry(&window, "Person"), Modifiers::NONE);
    assert!(!window.shows("Ana, "), "they are all persons");
    window.choose_in("View", "Filtering", "Clear filters");
    assert!(window.shows("Cy opposes Bo, ") && window.shows("Ana, "));
    assert_eq!(window.steps(), 0, "the map is as it was");
}

#[test]
fn bodies_grow_with_relations_or_are_all_alike() {
    let mut window = Window::with_map();
    let width = |window: &Window, name: &str| window.actor_box(name).width();
    assert!(width(&window, "Bo") > width(&window, "Ana") && width(&window, "Ana") > width(&window, "Dee"));
    window.click("View");
    window.click_on(Role::CheckBox, "Size by relations");
    let alike = width(&window, "Bo");
    assert!(["Ana", "Cy", "Dee"].iter().all(|name| (width(&window, name) - alike).abs() < 0.01));
    window.ctrl(Key::N);
    assert!(window.editor().even_sizes, "the next map is drawn likewise");
}

#[test]
fn the_legend_gives_way_to_the_map_unless_it_is_wanted() {
    let explains = |window: &Window| window.shows("Show: Opposes");
    let mut window = Window::with_map_sized(900.0, 600.0);
    assert!(!explains(&window), "there is no room beside it");
    window.click("Legend");
    assert!(explains(&window));
    let mut window = Window::with_map();
    assert!(explains(&window));
    window.click("Legend");
    assert!(!explains(&window));
}

#[test]
fn a_message_is_a_line_high_from_its_first_frame_on() {
    let mut window = Window::with_selected(&["Ana"]);
    window.begin(Modifiers::NONE, Key::Delete);
    while window.count("Close") == 0 {
        window.frame();
    }
    let first = window.box_of("Close").center().y;
    window.settle();
    let last = window.box_of("Close").center().y;
    assert!(first == last && last < window.canvas().top() + 100.0, "{first} {last}");
}

#[test]
fn names_of_an_actor_are_not_broken_and_leave_the_panel_as_wide_as_it_is() {
    let mut map = case::map();
    let long = "A name that is so long that no panel at all has room for all the many words of it";
    let aliases = ["Annie", "President of Norland", long, "Birk", "Ana the Great", "Her Excellency"];
    let aliases = aliases.map(str::to_owned).into();
    map.apply(Edit::LearnNames { id: case::ANA, aliases, descriptions: Default::default() }).unwrap();
    let mut window = Window::showing(&map);
    let before = window.canvas();
    window.click_at(window.actor_at("Ana"), Modifiers::NONE);
    assert_eq!(window.canvas(), before);
    for name in ["Annie", "President of Norland", "Birk", "Her Excellency"] {
        assert!(window.box_of(name).height() < 24.0, "{name} is broken");
    }
}

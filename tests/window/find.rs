//! Whatever is looked for is found by typing.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use stancemap::editor::Selection;
use stancemap::map::Edit;

use crate::case::{ANA, BO, CY, DEE, backs, map, opposes};
use crate::driver::Window;

#[test]
fn the_palette_does_what_is_picked() {
    let mut window = Window::with_map();
    window.click_on(Role::ListItem, "Ana backs Bo");
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

#[test]
fn names_are_found_by_alias_without_accents_and_with_a_slip() {
    let mut map = map();
    map.apply(Edit::RenameActor { id: CY, name: "Şükrü Çelik".to_owned() }).unwrap();
    let aliases = ["The Harbour Master".to_owned()].into();
    map.apply(Edit::LearnNames { id: DEE, aliases, descriptions: Default::default() }).unwrap();
    for (typed, actor) in
        [("celik", CY), ("SUKRU", CY), ("harbor", DEE), ("habrour master", DEE), ("hrbmst", DEE)]
    {
        let mut window = Window::high_with(&map);
        window.ctrl(Key::F);
        window.type_keys(typed);
        window.key(Key::Enter);
        assert_eq!(window.editor().selection, Selection::of_actor(actor), "{typed}");
    }
}

#[test]
fn quotes_are_found_by_words_in_any_order_and_with_a_slip() {
    for typed in ["evening condem", "comdemned", "condemned bo in the evening"] {
        let mut window = Window::with_map();
        window.ctrl(Key::F);
        window.type_keys(typed);
        window.key(Key::Enter);
        assert_eq!(window.editor().selection, Selection::of_relation(opposes(CY, BO)), "{typed}");
    }
}

#[test]
fn what_fits_best_comes_first() {
    let mut map = map();
    for (id, name) in [(ANA, "Bonn Council"), (CY, "Council of Bo"), (DEE, "Carbon")] {
        map.apply(Edit::RenameActor { id, name: name.to_owned() }).unwrap();
    }
    let mut window = Window::high_with(&map);
    window.ctrl(Key::F);
    window.type_keys("bo");
    let top = |name: &str| window.one(Role::Button, name).rect().top();
    let tops = ["Bonn Council", "Council of Bo", "Carbon"].map(top);
    assert!(tops[0] < tops[1] && tops[1] < tops[2], "{tops:?}");
    window.key(Key::Enter);
    assert_eq!(window.editor().selection, Selection::of_actor(BO), "what is called exactly so is the first");
}

#[test]
fn what_is_found_is_brought_into_sight() {
    let mut window = Window::with_map();
    window.ctrl(Key::Num1);
    for _ in 0..6 {
        window.ctrl(Key::Plus);
    }
    assert!(!window.shows("Dee, "), "it is out of sight");
    window.ctrl(Key::F);
    window.type_keys("dee");
    window.key(Key::Enter);
    assert!(window.canvas().contains(window.actor_at("Dee")));
    assert_eq!(window.editor().selection, Selection::of_actor(DEE));
}

#[test]
fn quotes_are_found_where_a_change_has_taken_them() {
    let mut window = Window::with_map();
    let found = |window: &mut Window, relation: &str| {
        window.ctrl(Key::F);
        window.type_keys("praised");
        // The inspector may show the quote as well, without its relation.
        let is_hit = |text: &String| text.starts_with("“Ana praised Bo") && text.ends_with(relation);
        let found = window.texts().iter().any(is_hit);
        window.key(Key::Escape);
        found
    };
    assert!(found(&mut window, "Ana backs Bo"));
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.key(Key::F);
    assert!(found(&mut window, "Ana opposes Bo"));
    window.key(Key::X);
    assert!(!found(&mut window, "Ana opposes Bo"));
}

#[test]
fn shift_held_with_enter_adds_to_the_selection_though_it_is_let_go_at_once() {
    let mut window = Window::with_selected(&["Ana"]);
    window.ctrl(Key::F);
    window.type_keys("cy");
    // All within one frame, as on a busy machine.
    window.let_go_at_once(Modifiers::SHIFT, Key::Enter);
    let selected: Vec<_> = window.editor().selection.actors.iter().copied().collect();
    assert_eq!(selected, [ANA, CY]);
}

//! What is being typed or chosen, and what becomes of it when something else happens.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use stancemap::files::saved;
use stancemap::map::Edit;

use crate::case::{ANA, BO, backs, map, opposes};
use crate::driver::Window;

const NOTE: &str = "Note on the relation";

/// A window in which a note on "Ana backs Bo" is being written.
fn writing() -> Window {
    let mut window = Window::with_map();
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.one(Role::MultilineTextInput, NOTE).click();
    window.settle();
    window.type_keys("hers");
    window
}

/// Opens another map, which is like the first but for its title.
fn open_another(window: &mut Window) {
    let mut other = map();
    other.apply(Edit::SetTitle("The other".to_owned())).unwrap();
    let path = window.path("other.ron");
    saved::save(&other, &path).unwrap();
    window.drop_files(&[path]);
    window.wait("the other map", |window| {
        window.map().title() == "The other" || window.shows("Save the changes to")
    });
    if window.shows("Save the changes to") {
        window.click("Don’t save");
        window.wait("the other map", |window| window.map().title() == "The other");
    }
}

#[test]
fn a_note_goes_with_its_relation_when_that_is_flipped_by_one_click() {
    for (button, key) in [("Flip stance", opposes(ANA, BO)), ("Reverse direction", backs(BO, ANA))] {
        let mut window = writing();
        let at = window.one(Role::Button, button).rect().center();
        window.tap(at);
        assert_eq!(window.map().relation(key).map(|relation| relation.note.as_str()), Some("hers"));
        assert_eq!(window.steps(), 2);

        // A screen reader clicks without taking the focus from the field.
        let mut window = writing();
        window.click(button);
        assert_eq!(window.map().relation(key).map(|relation| relation.note.as_str()), Some("hers"));
    }
}

/// Lets more than a second pass.
fn pause(window: &mut Window) {
    for _ in 0..80 {
        window.frame();
    }
    window.settle();
}

fn note(window: &Window) -> &str {
    &window.map().relation(backs(ANA, BO)).unwrap().note
}

#[test]
fn what_was_typed_is_taken_over_at_each_pause_as_one_step() {
    let mut window = writing();
    assert_eq!((note(&window), window.steps()), ("", 0));
    pause(&mut window);
    assert_eq!((note(&window), window.steps()), ("hers", 1));
    window.type_keys(" and ");
    pause(&mut window);
    window.type_keys("his");
    assert_eq!(window.typed_in(Role::MultilineTextInput, NOTE), "hers and his", "caret and focus stay");
    window.key(Key::Escape);
    assert_eq!((note(&window), window.steps()), ("hers and his", 1));
    window.one(Role::MultilineTextInput, NOTE).click();
    window.settle();
    window.key(Key::End);
    window.type_keys("!");
    pause(&mut window);
    assert_eq!((note(&window), window.steps()), ("hers and his!", 2), "who comes back begins another step");
    window.key(Key::Escape);
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
}

#[test]
fn what_is_typed_without_a_pause_is_taken_over_as_well() {
    let mut window = writing();
    for _ in 0..12 {
        window.type_keys("!");
        (0..10).for_each(|_| window.frame());
    }
    window.settle();
    assert!(note(&window).starts_with("hers!!!!"), "{}", note(&window));
    assert_eq!(window.steps(), 1);
    window.key(Key::Escape);
    assert_eq!((note(&window), window.steps()), ("hers!!!!!!!!!!!!", 1));
}

#[test]
fn what_was_typed_before_a_pause_outlives_the_program() {
    let mut window = writing();
    pause(&mut window);
    let mut window = Window::started_in(window.crash(), Vec::new());
    window.wait("the offer", |window| window.shows("Restore case.ron"));
    window.click("Restore case.ron");
    window.wait("the work", |window| window.map().actors().next().is_some());
    assert_eq!(note(&window), "hers");
}

#[test]
fn what_is_being_typed_is_not_written_into_another_map() {
    let mut window = writing();
    open_another(&mut window);
    window.click_on(Role::ListItem, "Ana backs Bo");
    assert_eq!(window.typed_in(Role::MultilineTextInput, NOTE), "");
    assert!(window.map().relation(backs(ANA, BO)).unwrap().note.is_empty());
    assert_eq!(window.steps(), 0);

    let mut window = Window::with_map();
    window.one(Role::TextInput, "Name of the map").click();
    window.settle();
    window.type_keys("mine");
    open_another(&mut window);
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.key(Key::Escape);
    assert_eq!((window.map().title(), window.steps()), ("The other", 0));
}

#[test]
fn a_map_that_is_opened_asks_before_it_sweeps_away_what_is_being_typed() {
    let mut window = writing();
    let other = window.path("other.ron");
    saved::save(&map(), &other).unwrap();
    window.drop_files(&[other]);
    window.wait("the question", |window| window.shows("Save the changes to “case”?"));
    window.click("Cancel");
    assert_eq!(window.map().relation(backs(ANA, BO)).unwrap().note, "hers");
}

#[test]
fn words_chosen_in_an_article_are_forgotten_with_their_map() {
    let mut window = Window::with_map();
    window.click("Articles");
    window.click_on(Role::ListItem, "Praise on Monday");
    window.one(Role::MultilineTextInput, "Text of the article").click();
    window.settle();
    window.ctrl(Key::A);
    assert!(window.shows("Make an actor…"));
    window.ctrl(Key::F);
    window.type_keys("monday");
    window.key(Key::F9);
    open_another(&mut window);
    window.click("Articles");
    window.click_on(Role::ListItem, "Praise on Monday");
    assert!(!window.shows("Make an actor…"), "nothing was chosen in this one");
    assert_eq!(window.typed_in(Role::TextInput, "Find in the text"), "");
    assert!(!window.shows("Canvas"), "articles are read as before");
}

#[test]
fn a_note_on_a_quote_is_written_in_one_of_two_fields_for_it() {
    let mut map = map();
    let mut evidence = map.relation(opposes(crate::case::CY, BO)).unwrap().evidence[0].clone();
    evidence.id = map.next_evidence_id();
    let key = backs(crate::case::CY, BO);
    map.apply(Edit::AddEvidence { key, evidence: evidence.clone() }).unwrap();
    map.apply(Edit::SetEvidenceNote { key, id: evidence.id, note: "why".to_owned() }).unwrap();
    let mut window = Window::showing(&map);
    window.click_on(Role::ListItem, "Cy backs Bo");
    window.choose("Review", "Disagreements…");
    let fields = window.all(Role::MultilineTextInput, "Note on the quote");
    assert_eq!(fields.len(), 2, "one in the list, one in the panel");
    fields[1].click();
    window.settle();
    window.type_keys("!");
    window.key(Key::Escape);
    assert_eq!(window.map().relation(key).unwrap().evidence[0].note, "why!");
}

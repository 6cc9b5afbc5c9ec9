//! The dictionary while something else goes on: the window closes, another map opens, a file takes its time.

use std::fs;
use std::path::PathBuf;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use stancemap::files::saved;
use stancemap::map::{Edit, StanceMap};

use super::{NORLAND, Own, by_palette, open, opened, put, save, wait_until_saved};
use crate::case::{BO, DEE, map};
use crate::driver::{CTRL, Window};

const ZELOS: &str = r#"Dictionary(entries: [(name: "Harbour Union", aliases: ["Zelos"])])"#;

/// A pipe: whoever reads it waits until it is written.
fn pipe(window: &Window, name: &str) -> PathBuf {
    let pipe = window.path(name);
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    pipe
}

/// Renames Sudland, and saves while an import goes on.
fn save_late(window: &mut Window) -> PathBuf {
    put(window, "Name: Sudland", "Southland");
    let pipe = begin_import(window);
    window.click("Save");
    pipe
}

/// Begins an import that goes on until something is written into the pipe.
fn begin_import(window: &mut Window) -> PathBuf {
    let pipe = pipe(window, "late.ron");
    window.click("By path…");
    window.type_keys(&pipe.display().to_string());
    window.click("Import it");
    pipe
}

/// Ends such an import, which brings nothing.
fn end_import(pipe: PathBuf) {
    fs::write(pipe, "Dictionary(entries: [])").unwrap();
}

/// The map of these tests, in which Bo and Dee are called Zelos as well.
fn two_called_zelos() -> StanceMap {
    let mut case = map();
    for id in [BO, DEE] {
        let aliases = ["Zelos".to_owned()].into();
        case.apply(Edit::LearnNames { id, aliases, descriptions: Default::default() }).unwrap();
    }
    case
}

#[test]
fn what_is_typed_is_not_lost_when_the_window_is_closed() {
    let (own, mut window) = opened();
    assert!(window.closes_by_cross(), "nothing was typed yet");
    put(&mut window, "Name: Sudland", "Southland");
    put(&mut window, "From: Ana Birk", "May");
    assert!(!window.closes_by_cross());
    assert!(window.shows("Save or cancel this before the window closes."));
    assert!(window.shows("1 entry has a mistake."), "which says why it cannot be saved");
    put(&mut window, "From: Ana Birk", "2015-01-01");
    save(&mut window);
    assert!(window.closes_by_cross());
    assert!(own.text().contains("Southland"));
}

#[test]
fn what_was_typed_before_a_question_is_not_lost_when_the_window_is_closed() {
    let own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.key(Key::F);
    open(&mut window);
    put(&mut window, "Name: Sudland", "Southland");
    let other = window.path("other.ron");
    saved::save(&map(), &other).unwrap();
    window.drop_files(&[other]);
    assert!(window.shows("Save the changes to “case”?"));
    assert!(!window.closes_by_cross());
    assert_eq!(window.typed_in(Role::TextInput, "Name: Southland"), "Southland");
    window.click("Cancel");
    window.click("Drop the changes");
    assert!(!window.closes_by_cross());
    window.click("Don’t save");
    assert_eq!(own.text(), NORLAND);
}

#[test]
fn the_window_closes_once_the_dictionary_is_saved() {
    let (own, mut window) = opened();
    let pipe = save_late(&mut window);
    assert!(!window.closes_by_cross());
    end_import(pipe);
    window.wait("the window to close", Window::asks_to_close);
    assert!(own.text().contains("Southland"));
}

#[test]
fn what_is_wanted_of_it_while_something_is_under_way_is_done_thereafter() {
    let (own, mut window) = opened();
    let pipe = save_late(&mut window);
    end_import(pipe);
    wait_until_saved(&mut window);
    assert!(own.text().contains("Southland"));
}

#[test]
fn it_opens_over_what_is_being_typed_and_gives_that_back() {
    let (_own, mut window) = opened();
    let pipe = begin_import(&mut window);
    window.click("Cancel");
    // Asked for twice, it opens once.
    by_palette(&mut window, "My dictionary");
    by_palette(&mut window, "My dictionary");
    window.keys(CTRL | Modifiers::SHIFT, Key::V);
    window.paste("Dee praised Ana.");
    end_import(pipe);
    window.wait("the dictionary", |window| window.shows("Name: Sudland"));
    window.click("Cancel");
    assert_eq!(window.typed_in(Role::TextInput, "Text of the article"), "Dee praised Ana.");
    window.key(Key::Escape);
    assert!(!window.shows("Find an entry") && !window.shows("Paste an article"));
}

#[test]
fn a_map_that_is_opened_meanwhile_keeps_its_names() {
    let own = Own::holding(ZELOS);
    let case = two_called_zelos();
    let mut window = Window::showing(&case);
    open(&mut window);
    window.click_on(Role::RadioButton, "Harbour Union (dictionary)");
    let pipe = begin_import(&mut window);
    window.click("Save");
    let mut other = case;
    other.apply(Edit::SetTitle("The other".to_owned())).unwrap();
    let path = window.path("other.ron");
    saved::save(&other, &path).unwrap();
    window.drop_files(&[path]);
    window.wait("the other map", |window| window.map().title() == "The other");
    end_import(pipe);
    wait_until_saved(&mut window);
    assert_eq!((window.map(), window.steps()), (&other, 0));
    assert_eq!(own.read().entries[0].aliases, ["Zelos"]);
}

#[test]
fn names_are_settled_for_those_who_are_still_there() {
    let _own = Own::holding(ZELOS);
    let mut window = Window::showing(&two_called_zelos());
    open(&mut window);
    window.click_on(Role::RadioButton, "Harbour Union (dictionary)");
    let pipe = begin_import(&mut window);
    window.click("Save");
    let at = window.actor_at("Bo");
    window.click_at(at, Modifiers::NONE);
    window.key(Key::Delete);
    end_import(pipe);
    wait_until_saved(&mut window);
    assert!(!window.map().actor(DEE).unwrap().aliases.contains("Zelos"), "{:#?}", window.texts());
}

#[test]
fn it_stays_open_when_another_map_is_opened_and_looks_at_that_one() {
    let own = Own::holding(ZELOS);
    let mut window = Window::showing(&two_called_zelos());
    let late = pipe(&window, "late-map.ron");
    window.keys(CTRL | Modifiers::SHIFT, Key::O);
    window.type_keys(&late.display().to_string());
    window.key(Key::Enter);
    open(&mut window);
    window.click_on(Role::RadioButton, "Harbour Union (dictionary)");
    put(&mut window, "Name: Harbour Union", "Port Union");
    let mut other = map();
    let aliases = ["Zelos".to_owned()].into();
    other.apply(Edit::LearnNames { id: DEE, aliases, descriptions: Default::default() }).unwrap();
    other.apply(Edit::SetTitle("The other".to_owned())).unwrap();
    fs::write(&late, saved::to_text(&other)).unwrap();
    window.wait("the other map", |window| window.map().title() == "The other");
    assert_eq!(window.typed_in(Role::TextInput, "Name: Port Union"), "Port Union");
    window.one(Role::RadioButton, "Dee (map)");
    assert!(!window.shows("Bo (map)"), "what belongs to the other map is gone");
    save(&mut window);
    assert_eq!(own.read().entries[0].name, "Port Union");
    assert_eq!((window.map(), window.steps()), (&other, 0));
}

#[test]
fn an_entry_stays_listed_while_it_is_edited() {
    let (_own, mut window) = opened();
    window.one(Role::TextInput, "Find an entry").click();
    window.settle();
    window.type_keys("sud");
    put(&mut window, "Name: Sudland", "Southland");
    assert_eq!(window.typed_in(Role::TextInput, "Name: Southland"), "Southland");
    put(&mut window, "From: Southland", "May");
    window.key(Key::Tab);
    assert!(window.shows("From: “May” is not a date"));
    put(&mut window, "Find an entry", "nor");
    assert!(!window.shows("Name: Southland"), "another search looks at it anew");
}

//! The dictionary while something else goes on: the window closes, another map opens, a file takes its time.

use std::fs;
use std::path::PathBuf;

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use stancemap::files::saved;

use super::{NORLAND, Own, open, put};
use crate::case::map;
use crate::driver::Window;

/// A pipe: whoever reads it waits until it is written.
fn pipe(window: &Window, name: &str) -> PathBuf {
    let pipe = window.path(name);
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
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

#[test]
fn what_is_typed_is_not_lost_when_the_window_is_closed() {
    let own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    open(&mut window);
    assert!(window.closes_by_cross(), "nothing was typed yet");
    put(&mut window, "Name: Sudland", "Southland");
    put(&mut window, "From: Ana Birk", "May");
    assert!(!window.closes_by_cross());
    assert!(window.shows("Save or cancel this before the window closes."));
    assert!(window.shows("1 entry has a mistake."), "which says why it cannot be saved");
    put(&mut window, "From: Ana Birk", "2015-01-01");
    window.click("Save");
    window.wait("the dictionary to be saved", |window| window.shows("The dictionary was saved."));
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
    assert!(!window.closes_by_cross());
    window.click("Don’t save");
    assert_eq!(own.text(), NORLAND);
}

#[test]
fn the_window_closes_once_the_dictionary_is_saved() {
    let own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    open(&mut window);
    put(&mut window, "Name: Sudland", "Southland");
    let pipe = begin_import(&mut window);
    window.click("Save");
    assert!(!window.closes_by_cross());
    end_import(pipe);
    window.wait("the window to close", Window::asks_to_close);
    assert!(own.text().contains("Southland"));
}

#[test]
fn what_is_wanted_of_it_while_something_is_under_way_is_done_thereafter() {
    let own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    open(&mut window);
    put(&mut window, "Name: Sudland", "Southland");
    let pipe = begin_import(&mut window);
    window.click("Save");
    end_import(pipe);
    window.wait("the dictionary to be saved", |window| window.shows("The dictionary was saved."));
    assert!(own.text().contains("Southland"));
}

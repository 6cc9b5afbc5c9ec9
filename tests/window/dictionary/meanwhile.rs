//! The dictionary while something else goes on: the window closes, another map opens, a file takes its time.

use std::fs;
use std::path::PathBuf;

use super::{NORLAND, Own, open, put};
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

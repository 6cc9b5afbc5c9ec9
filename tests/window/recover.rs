//! Work that was not saved when the program ended is there again at the next start.

use std::fs;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Pos2};
use stancemap::files::saved;
use stancemap::map::{Edit, StanceMap};

use crate::case::{ANA, BO, backs, map};
use crate::driver::Window;

const OFFER: &str = "Work that was not saved was found";

/// A window in which Ana was flipped and Cy renamed, neither of which is in `case.ron`.
fn changed() -> Window {
    let mut window = Window::with_map();
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.key(Key::F);
    window.key(Key::R);
    assert_eq!(window.steps(), 2);
    window
}

/// Another start after a crash.
#[track_caller]
fn again(window: Window) -> Window {
    let mut window = Window::started_in(window.crash(), Vec::new());
    window.wait("the offer", |window| window.shows(OFFER));
    window
}

/// Another start at which nothing is offered, in which `case.ron` is opened.
#[track_caller]
fn nothing_offered(window: Window) -> Window {
    let path = window.path("case.ron");
    let mut window = Window::started_in(window.crash(), vec![path]);
    window.wait("the map to open", |window| window.map().actors().next().is_some());
    assert!(!window.shows(OFFER), "{:#?}", window.texts());
    window
}

#[test]
fn work_is_offered_with_what_it_contains_and_restored() {
    let window = changed();
    let work = window.map().clone();
    let mut window = again(window);
    window.one(Role::Label, "case.ron");
    let about: Vec<String> = window.texts().into_iter().filter(|text| text.starts_with("From ")).collect();
    assert_eq!(about.len(), 1, "{about:?}");
    assert!(about[0].ends_with(": 2 changes, the last “Reverse Ana opposes Bo”."), "{about:?}");
    window.click("Restore case.ron");
    window.wait("the work", |window| *window.map() == work);
    assert!(!window.shows(OFFER));
    assert!(window.shows("Restored the work on case. It is not saved yet."));
    assert!(window.editor().is_dirty());
    assert_eq!(window.editor().path(), Some(window.path("case.ron").as_path()));
    assert_eq!(saved::load(&window.path("case.ron")).unwrap(), map(), "the file is as it was");

    // Every step can still be undone, down to what is in the file.
    assert_eq!(window.undo_name(), Some("Reverse Ana opposes Bo"));
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
    assert!(!window.editor().is_dirty());
    window.ctrl(Key::Y);
    window.ctrl(Key::S);
    window.wait("the map to be saved", |window| !window.editor().is_dirty());
    let saved = window.map().clone();
    assert_eq!(*nothing_offered(window).map(), saved);
}

#[test]
fn the_offer_is_answered_by_keys() {
    let window = changed();
    let work = window.map().clone();
    let mut window = again(window);
    window.key(Key::Escape);
    assert!(!window.shows(OFFER), "later");
    let mut window = again(window);
    window.key(Key::Enter);
    window.wait("the work", |window| *window.map() == work);
}

#[test]
fn restored_work_that_is_changed_survives_another_crash() {
    let mut window = again(changed());
    window.key(Key::Enter);
    window.wait("the work", |window| window.steps() == 2);
    window.click_on(Role::ListItem, "Bo opposes Ana");
    window.key(Key::F);
    let work = window.map().clone();
    let mut window = again(window);
    assert!(window.texts().iter().any(|text| text.contains("3 changes")), "{:#?}", window.texts());
    window.key(Key::Enter);
    window.wait("the work", |window| *window.map() == work);
}

#[test]
fn discarded_work_is_gone() {
    let mut window = again(changed());
    window.click("Discard case.ron");
    window.wait("the journal to go", |window| window.journals() == 0);
    assert!(!window.shows(OFFER));
    assert_eq!(*nothing_offered(window).map(), map());
}

#[test]
fn what_was_to_be_opened_is_opened_after_the_answer() {
    let window = changed();
    let other = window.path("other.ron");
    let mut map = map();
    map.apply(Edit::SetTitle("The other".to_owned())).unwrap();
    saved::save(&map, &other).unwrap();
    let mut window = Window::started_in(window.crash(), vec![other]);
    window.wait("the offer", |window| window.shows(OFFER));
    assert_eq!(*window.map(), StanceMap::default());
    window.click("Later");
    window.wait("the other map", |window| *window.map() == map);
    assert_eq!(window.journals(), 1, "it is kept for another time");
}

#[test]
fn a_file_that_was_to_be_opened_is_not_opened_over_the_work_on_it() {
    let window = changed();
    let (work, path) = (window.map().clone(), window.path("case.ron"));
    let mut window = Window::started_in(window.crash(), vec![path]);
    window.wait("the offer", |window| window.shows(OFFER));
    window.key(Key::Enter);
    window.wait("the work", |window| *window.map() == work);
    window.settle();
    assert!(!window.shows("Save the changes to"), "{:#?}", window.texts());
    assert_eq!(*window.map(), work);
}

#[test]
fn what_somebody_else_saves_after_work_was_restored_is_not_replaced_unasked() {
    let mut window = again(changed());
    let path = window.path("case.ron");
    window.key(Key::Enter);
    window.wait("the work", |window| window.steps() == 2);
    let mut others = map();
    others.apply(Edit::SetTitle("Of somebody else".to_owned())).unwrap();
    saved::save(&others, &path).unwrap();
    window.ctrl(Key::S);
    window.wait("the question", |window| window.shows("“case.ron” has changed since it was opened"));
    assert_eq!(saved::load(&path).unwrap(), others);
}

#[test]
fn a_copy_of_work_replaces_no_file_that_came_to_be_there() {
    let window = changed();
    let path = window.path("case.ron");
    let mut others = map();
    others.apply(Edit::SetTitle("Of somebody else".to_owned())).unwrap();
    saved::save(&others, &path).unwrap();
    let mut window = again(window);
    window.key(Key::Enter);
    window.wait("the work", |window| window.steps() == 2);
    let copy = window.editor().path().unwrap().to_owned();
    assert_ne!(copy, path);
    saved::save(&others, &copy).unwrap();
    window.ctrl(Key::S);
    let name = copy.file_name().unwrap().to_string_lossy().into_owned();
    window.wait("the question", |window| window.shows(&format!("“{name}” has changed since it was opened")));
    assert_eq!(saved::load(&copy).unwrap(), others);
}

#[test]
fn work_on_several_maps_is_listed_the_latest_first() {
    let window = changed();
    let blank = Window::started_in(window.crash(), Vec::new());
    let mut window = blank;
    window.wait("the offer", |window| window.shows(OFFER));
    window.click("Later");
    window.ctrl(Key::N);
    window.click("Paste text…");
    window.paste("Turkey condemned Syria on Friday.");
    window.click("Read");
    window.wait("the text to be read", |window| window.map().relations().next().is_some());
    let untitled = window.map().clone();
    let mut window = again(window);
    window.one(Role::Label, "case.ron");
    window.one(Role::Label, "Untitled map");
    assert!(window.box_of("Untitled map").top() < window.box_of("case.ron").top());
    window.click("Discard case.ron");
    assert!(window.shows(OFFER), "the other is still on offer");
    window.key(Key::Enter);
    window.wait("the work", |window| *window.map() == untitled);
    assert_eq!(window.editor().path(), None);
}

#[test]
fn a_file_that_somebody_else_changed_is_not_overwritten() {
    let window = changed();
    let work = window.map().clone();
    let mut theirs = map();
    theirs.apply(Edit::FlipStance(backs(ANA, BO))).unwrap();
    saved::save(&theirs, &window.path("case.ron")).unwrap();
    let mut window = again(window);
    assert!(window.shows("The file has changed since"), "{:#?}", window.texts());
    window.key(Key::Enter);
    window.wait("the work", |window| *window.map() == work);
    window.ctrl(Key::S);
    window.wait("the copy to be saved", |window| !window.editor().is_dirty());
    assert_eq!(saved::load(&window.path("case (recovered).ron")).unwrap(), work);
    assert_eq!(saved::load(&window.path("case.ron")).unwrap(), theirs);
}

#[test]
fn what_another_window_works_on_is_not_offered() {
    let mut window = changed();
    let (folder, copy) = (window.path(""), tempfile::tempdir().unwrap());
    window.wait("the journal", |window| window.journals() == 1);
    let link = copy.path().join("unsaved");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.join("unsaved"), link).unwrap();
    let mut second = Window::started_in(copy, Vec::new());
    second.settle();
    assert!(!second.shows(OFFER));
    drop(second);
    assert_eq!(window.journals(), 1);
}

#[test]
fn nothing_is_offered_of_what_was_saved_undone_or_given_up() {
    let mut window = changed();
    window.ctrl(Key::S);
    window.wait("the map to be saved", |window| !window.editor().is_dirty());
    let saved = window.map().clone();
    let mut window = nothing_offered(window);
    assert_eq!(*window.map(), saved);

    window.click_on(Role::ListItem, "Bo opposes Ana");
    window.key(Key::F);
    window.ctrl(Key::Z);
    let mut window = nothing_offered(window);

    window.click_on(Role::ListItem, "Bo opposes Ana");
    window.key(Key::F);
    window.cross();
    window.click("Don’t save");
    let mut window = nothing_offered(window);

    window.click_on(Role::ListItem, "Bo opposes Ana");
    window.key(Key::F);
    window.ctrl(Key::N);
    window.click("Don’t save");
    nothing_offered(window);
}

#[test]
fn a_broken_journal_does_no_harm() {
    let window = changed();
    let unsaved = window.path("unsaved");
    fs::write(unsaved.join("rubbish.journal"), [0xff; 200]).unwrap();
    fs::write(unsaved.join("empty.journal"), "").unwrap();
    fs::write(unsaved.join("newer.journal"), "Stance Map journal 2\n").unwrap();
    let work = window.map().clone();
    let mut window = again(window);
    window.key(Key::Enter);
    window.wait("the work", |window| *window.map() == work);
}

#[test]
fn a_click_beside_the_offer_leaves_it_open() {
    let mut window = again(changed());
    window.tap(Pos2::new(30.0, 700.0));
    assert!(window.shows(OFFER));
    window.key(Key::Escape);
    assert!(!window.shows(OFFER), "that is for later");
}

#[test]
fn files_of_the_same_name_are_told_apart_by_their_folders() {
    let mut window = changed();
    window.wait("the journal", |window| window.journals() == 1);
    // The same work on a file elsewhere.
    let other = window.path("elsewhere");
    fs::create_dir(&other).unwrap();
    saved::save(&map(), &other.join("case.ron")).unwrap();
    let mut window = Window::started_in(window.crash(), vec![other.join("case.ron")]);
    window.wait("the offer", |window| window.shows(OFFER));
    window.click("Later");
    window.wait("the other map", |window| *window.map() == map());
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.key(Key::F);
    window.wait("the journal", |window| window.journals() == 2);
    let window = again(window);
    let folder = other.display().to_string();
    assert!(window.shows(&format!("case.ron in {folder}")), "{:#?}", window.texts());
    assert_eq!(window.all(Role::Button, "Restore case.ron in ").len(), 2);
}

#[test]
fn work_that_was_put_off_is_offered_again_when_it_is_asked_for() {
    let window = changed();
    let work = window.map().clone();
    let mut window = again(window);
    window.click("Later");
    assert!(!window.shows(OFFER));
    window.choose("File", "Unsaved work…");
    window.wait("the offer", |window| window.shows(OFFER));
    window.click("Restore case.ron");
    window.wait("the work", |window| *window.map() == work);

    // What is done here is no work of an earlier run.
    window.choose("File", "Unsaved work…");
    window.wait("the answer", |window| window.shows("No unsaved work was found."));
    assert_eq!(*window.map(), work, "it is still open");
}

#[test]
fn unsaved_work_is_not_dropped_for_that_of_an_earlier_run() {
    let window = changed();
    let work = window.map().clone();
    let mut window = again(window);
    window.click("Later");
    window.key(Key::A);
    window.type_keys("Eve");
    window.key(Key::Enter);
    let newer = window.map().clone();
    window.choose("File", "Unsaved work…");
    window.wait("the offer", |window| window.shows(OFFER));
    window.click("Restore case.ron");
    assert!(window.shows("Save the changes to"), "{:#?}", window.texts());
    assert_eq!(*window.map(), newer);
    window.click("Don’t save");
    window.wait("the offer", |window| window.shows(OFFER));
    window.click("Restore case.ron");
    window.wait("the work", |window| *window.map() == work);
}

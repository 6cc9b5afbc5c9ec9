//! What a map teaches, and what was read before it was known.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};

use super::{Own, by_palette, open, put, read, relations, save};
use crate::case::{BO, map};
use crate::driver::{CTRL, Window};

#[test]
fn what_a_merge_teaches_is_offered_and_known_in_the_next_map() {
    let own = Own::none();
    let mut window = Window::blank();
    read(&mut window, "A rebuke\n\nTurkey condemned Syria. The Zelos Front condemned Syria on Friday.\n");
    window.wait("the stances", |window| window.map().relations().count() == 2);
    let id = |window: &Window, name: &str| {
        window.map().actors().find(|(_, actor)| actor.name.contains(name)).map(|(id, _)| id).unwrap()
    };
    let (zelos, turkey) = (id(&window, "Zelos"), id(&window, "Turkey"));
    let names = [window.map().actor_name(zelos).to_owned(), "Turkey".to_owned()];
    for name in &names {
        let at = window.actor_at(name);
        window.click_at(at, Modifiers::SHIFT);
    }
    window.key(Key::M);
    assert!(window.map().actor(zelos).is_none() != window.map().actor(turkey).is_none());
    window.click("Remember in every map");
    window.wait("it to be remembered", |window| window.shows("1 actor is in your dictionary now."));
    let [entry] = &own.read().entries[..] else { panic!("{}", own.text()) };
    assert!(names.contains(&entry.name) && entry.names().any(|name| name == "Turkey"), "{entry:?}");

    let mut other = Window::blank();
    read(&mut other, "Another rebuke\n\nThe Zelos Front condemned Iran on Friday.\n");
    other.wait("the stance", |window| window.map().relations().count() == 1);
    assert_eq!(relations(other.map()), [format!("{} opposes Iran", entry.name)]);
}

#[test]
fn a_rename_is_offered_and_the_offer_goes_with_the_next_change() {
    let own = Own::none();
    let mut window = Window::with_selected(&["Bo"]);
    window.key(Key::F2);
    window.type_keys("Boris");
    window.key(Key::Enter);
    assert_eq!(window.count("Remember in every map"), 1);
    window.ctrl(Key::Z);
    assert_eq!(window.count("Remember in every map"), 0);
    window.keys(CTRL | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.map().actor_name(BO), "Boris");
    by_palette(&mut window, "Add to my dictionary");
    assert!(window.shows("Person, also Bo"), "what was learnt is shown: {:#?}", window.texts());
    window.click("Add 1 actor");
    window.wait("it to be remembered", |window| window.shows("1 actor is in your dictionary now."));
    assert_eq!(
        own.text(),
        "Dictionary(entries: [\n    (name: \"Boris\", kind: \"person\", aliases: [\"Bo\"]),\n])\n"
    );
}

#[test]
fn everything_learnt_is_added_but_for_what_is_not_wanted() {
    let own = Own::none();
    let mut window = Window::with_map();
    window.choose_in("Edit", "Dictionary", "Add all that was learnt…");
    window.click_on(Role::CheckBox, "Cy");
    window.click("Add 3 actors");
    window.wait("it to be remembered", |window| window.shows("3 actors are in your dictionary now."));
    let names: Vec<String> = own.read().entries.into_iter().map(|entry| entry.name).collect();
    assert_eq!(names, ["Ana", "Bo", "Dee"]);
    assert_eq!(*window.map(), map(), "the map stays as it is");
}

#[test]
fn what_was_changed_is_offered_to_be_read_by_where_there_are_articles() {
    let _own = Own::none();
    let mut window = Window::blank();
    open(&mut window);
    window.click("Add entry");
    put(&mut window, "Name: the new entry", "Zelos Front");
    save(&mut window);
    assert_eq!(window.count("Read again"), 0, "there is nothing to read");
    let mut window = Window::with_selected(&["Bo"]);
    by_palette(&mut window, "Add to my dictionary");
    window.click("Add 1 actor");
    window.wait("it to be remembered", |window| window.shows("1 actor is in your dictionary now."));
    window.click("Read again");
    window.wait("the articles to be read", |window| window.shows("2 articles read"));
    assert_eq!(window.count("Read again"), 0, "it was taken up");
}

//! Names that several actors claim.

use eframe::egui::accesskit::Role;
use stancemap::map::{DictionaryEntry, Edit};

use super::{NORLAND, Own, open, read, relations, save};
use crate::case::{BO, DEE, map};
use crate::driver::Window;

#[test]
fn a_name_of_two_actors_is_settled_by_a_choice_that_lasts() {
    let zelos = r#"Dictionary(entries: [
    (name: "Dee", kind: "person", aliases: ["Zelos"]),
    (name: "Harbour Union", kind: "armed_group", aliases: ["Zelos"]),
    (name: "Star Front", kind: "armed_group", aliases: ["Zelos"]),
])
"#;
    let own = Own::holding(zelos);
    let mut case = map();
    let aliases = ["Zelos".to_owned()].into();
    case.apply(Edit::LearnNames { id: BO, aliases, descriptions: Default::default() }).unwrap();
    let mut window = Window::showing(&case);
    read(&mut window, "A rebuke\n\nZelos condemned Syria on Friday.\n");
    window.wait("the note", |window| window.texts().iter().any(|text| text.contains("was left unread")));
    assert_eq!(window.map().relations().count(), case.relations().count(), "nobody is taken for Zelos");

    open(&mut window);
    for choice in ["Dee (dictionary)", "Harbour Union (dictionary)", "Star Front (dictionary)", "Bo (map)"] {
        window.one(Role::RadioButton, choice);
    }
    window.click_on(Role::RadioButton, "Harbour Union (dictionary)");
    assert!(!window.shows("“Zelos” stands for:"));
    save(&mut window);
    let dictionary = own.read();
    let held = |entry: &&DictionaryEntry| !entry.aliases.is_empty();
    assert_eq!(
        dictionary.entries.iter().filter(held).map(|entry| &*entry.name).collect::<Vec<_>>(),
        ["Harbour Union"]
    );
    let bo = window.map().actor(BO).unwrap();
    assert!(!bo.aliases.contains("Zelos") && bo.not_called.contains("Zelos"));
    assert_eq!(window.undo_name(), Some("Settle whose names they are"));

    read(&mut window, "A rebuke again\n\nZelos condemned Syria on Sunday.\n");
    window.wait("the stance", |window| {
        relations(window.map()).contains(&"Harbour Union opposes Syria".to_owned())
    });
    open(&mut window);
    assert!(!window.shows("“Zelos” stands for:"), "it stays settled");
}

#[test]
fn a_name_of_a_built_in_actor_is_settled_for_the_dictionary() {
    let entries = r#"Dictionary(entries: [
    (name: "Harbour Union", kind: "armed_group", aliases: ["Ankara", "HU"]),
    (name: "Syria", kind: "state", aliases: ["Levantia"]),
])
"#;
    let own = Own::holding(entries);
    let mut window = Window::blank();
    let rebuke = "A rebuke\n\nAnkara condemned Syria on Friday.\n";
    read(&mut window, rebuke);
    window.wait("the note", |window| window.texts().iter().any(|text| text.contains("was left unread")));
    assert_eq!(window.map().relations().count(), 0, "nobody is taken for Ankara");

    open(&mut window);
    assert!(window.shows("1 name stands for several actors"), "an entry that adds a name is no question");
    window.one(Role::RadioButton, "Turkey (built into the program)");
    window.click_on(Role::RadioButton, "Harbour Union (dictionary)");
    assert!(!window.shows("“Ankara” stands for:"));
    save(&mut window);
    assert_eq!(own.text(), entries.replace("])\n", "], mine: [(\"Ankara\", \"Harbour Union\")])\n"));
    window.click("Read again");
    window.wait("the stance", |window| relations(window.map()) == ["Harbour Union opposes Syria"]);
    assert_eq!(window.map().articles().count(), 1);
    open(&mut window);
    assert!(!window.shows("“Ankara” stands for:"), "it stays settled");
}

#[test]
fn a_question_that_comes_and_goes_takes_nothing_from_who_types() {
    let _own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    open(&mut window);
    window.click("Add entry");
    window.type_keys("Westland");
    let field = "Other names: Westland";
    window.one(Role::TextInput, field).click();
    window.settle();
    let place = window.one(Role::TextInput, field).rect();
    for (typed, told) in [("Ankara", true), (" Front; NORL", false), ("AND; Damascus", true)] {
        window.type_keys(typed);
        assert_eq!(window.focused().as_deref(), Some(field), "after {typed:?}");
        assert_eq!(window.shows("1 name stands for several actors"), told, "after {typed:?}");
        assert_eq!(window.one(Role::TextInput, field).rect(), place, "after {typed:?}");
    }
    assert_eq!(window.typed_in(Role::TextInput, field), "Ankara Front; NORLAND; Damascus");
}

#[test]
fn a_name_is_left_to_the_built_in_actor() {
    let own = Own::holding("Dictionary(entries: [(name: \"Harbour Union\", aliases: [\"Ankara\", \"HU\"])])");
    let mut window = Window::with_map();
    open(&mut window);
    window.click_on(Role::RadioButton, "Turkey (built into the program)");
    save(&mut window);
    assert_eq!(own.text(), "Dictionary(entries: [\n    (name: \"Harbour Union\", aliases: [\"HU\"]),\n])\n");
}

#[test]
fn an_entry_of_another_kind_than_the_built_in_actor_of_its_name_is_a_question() {
    let own = Own::holding("Dictionary(entries: [(name: \"Georgia\", kind: \"organization\")])");
    let mut window = Window::with_map();
    open(&mut window);
    window.click_on(Role::RadioButton, "Georgia, state (built into the program)");
    assert!(window.is_disabled("Save"), "nobody gives up the name that it goes by");
    window.click_on(Role::RadioButton, "Georgia, organization (dictionary)");
    save(&mut window);
    assert!(own.text().contains("mine: [(\"Georgia\", \"Georgia\")]"), "{}", own.text());
}

#[test]
fn a_name_is_left_to_the_map() {
    let own = Own::holding("Dictionary(entries: [(name: \"Harbour Union\", aliases: [\"Zelos\", \"HU\"])])");
    let mut case = map();
    let aliases = ["Zelos".to_owned()].into();
    case.apply(Edit::LearnNames { id: DEE, aliases, descriptions: Default::default() }).unwrap();
    let mut window = Window::showing(&case);
    open(&mut window);
    window.click_on(Role::RadioButton, "Dee (map)");
    save(&mut window);
    assert_eq!(own.read().entries[0].aliases, ["HU"]);
    assert_eq!(*window.map(), case);
}

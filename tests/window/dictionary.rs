//! A person's own dictionary: edited in a table, learnt from a map, used in the next reading.
//!
//! All windows of these tests keep their settings in one folder, so each test has the dictionary for itself.

#[cfg(unix)] // They let files wait, which pipes do.
mod meanwhile;

use std::fs;
use std::sync::{Mutex, MutexGuard, PoisonError};

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use stancemap::files;
use stancemap::map::{Dictionary, DictionaryEntry, Edit, StanceMap, Verdict};

use crate::case::{BO, DEE, map};
use crate::driver::{CTRL, Window};

static ALONE: Mutex<()> = Mutex::new(());

/// Keeps other tests from the dictionary, and leaves it as if there never was one.
struct Own(#[allow(dead_code)] MutexGuard<'static, ()>);

impl Own {
    /// The dictionary of a test, holding this text if any.
    fn holding(text: &str) -> Self {
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        // The first window decides where settings are kept.
        drop(Window::blank());
        let path = files::own_dictionary_path().unwrap();
        let _ = fs::remove_file(&path);
        if !text.is_empty() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(alone)
    }

    fn none() -> Self {
        Self::holding("")
    }

    fn text(&self) -> String {
        fs::read_to_string(files::own_dictionary_path().unwrap()).unwrap_or_default()
    }

    fn read(&self) -> Dictionary {
        files::own_dictionary().unwrap()
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let _ = files::own_dictionary_path().map(fs::remove_file);
    }
}

const NORLAND: &str = r#"Dictionary(entries: [
    (name: "Norland", kind: "state", demonyms: ["Norlandish"]),
    (name: "Sudland", kind: "state"),
    (name: "Ana Birk", kind: "person", member_of: "Norland", office: "president", from: "2015-01-01"),
])
"#;

fn by_palette(window: &mut Window, command: &str) {
    window.ctrl(Key::K);
    window.type_keys(command);
    window.key(Key::Enter);
}

/// Opens the dictionary.
fn open(window: &mut Window) {
    by_palette(window, "My dictionary");
    window.wait("the dictionary", |window| window.count("My dictionary") > 0);
}

/// Types into a field of the table in place of what is there.
#[track_caller]
fn put(window: &mut Window, field: &str, text: &str) {
    window.one(Role::TextInput, field).click();
    window.settle();
    window.ctrl(Key::A);
    if text.is_empty() {
        window.key(Key::Delete);
    } else {
        window.type_keys(text);
    }
}

fn save(window: &mut Window) {
    window.click("Save");
    window.wait("the dictionary to be saved", |window| window.shows("The dictionary was saved."));
}

/// Shows a dictionary with a mistake, several terms of one person, and a name that two actors claim.
pub(crate) fn shown(window: &mut Window) {
    let entries = NORLAND
        .replace("\"Sudland\", kind: \"state\"", "\"Sudland\", kind: \"state\", aliases: [\"Zelos\"]")
        .replace("demonyms", "aliases: [\"NL\", \"Zelos\"], capitals: [\"Orsina\"], demonyms");
    let _own = Own::holding(&entries);
    open(window);
    window.click("Add a term of Ana Birk");
    let mut froms = window.boxes_of("From: Ana Birk").into_iter();
    let second = froms.nth(1).unwrap().center();
    window.click_at(second, Modifiers::NONE);
    window.type_keys("May");
    window.one(Role::TextInput, "Find an entry").click();
    window.settle();
    // A caret that blinks would not be alike in two pictures.
    window.key(Key::Escape);
    window.click("Keep editing");
}

/// Reads a pasted text.
fn read(window: &mut Window, text: &str) {
    let before = window.texts().iter().filter(|text| text.contains("article read")).count();
    window.keys(CTRL | Modifiers::SHIFT, Key::V);
    window.paste(text);
    window.click("Read");
    let read = |window: &Window| window.texts().iter().filter(|text| text.contains("article read")).count();
    window.wait("the text to be read", |window| {
        read(window) > before || !window.shows("reading") && before > 0
    });
}

fn relations(map: &StanceMap) -> Vec<String> {
    let told = map.relations();
    told.map(|(key, _)| {
        format!("{} {} {}", map.actor_name(key.source), key.stance.word(), map.actor_name(key.target))
    })
    .collect()
}

#[test]
fn entries_are_added_edited_found_and_removed() {
    let own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    open(&mut window);
    assert_eq!(window.typed_in(Role::TextInput, "Adjectives: Norland"), "Norlandish");
    assert!(window.is_disabled("Save"), "nothing was changed yet");
    window.click("Add entry");
    put(&mut window, "Name: the new entry", "Westland");
    put(&mut window, "Other names: Westland", "WL; the West");
    window.click_on(Role::ComboBox, "Kind: Westland");
    window.click("State");
    window.click("Remove Sudland");
    save(&mut window);
    assert_eq!(
        own.text(),
        NORLAND
            .replace("    (name: \"Sudland\", kind: \"state\"),\n", "")
            .replace("(entries: [\n", "(entries: [\n@")
            .replace("])\n", "    (name: \"Westland\", kind: \"state\", aliases: [\"WL\", \"the West\"]),\n])\n")
            .replace("@    (name: \"Norland\", kind: \"state\", demonyms: [\"Norlandish\"]),\n", "@")
            .replace("from: \"2015-01-01\"),\n", "from: \"2015-01-01\"),\n    (name: \"Norland\", kind: \"state\", demonyms: [\"Norlandish\"]),\n")
            .replace('@', "")
    );
    open(&mut window);
    window.one(Role::TextInput, "Find an entry").click();
    window.settle();
    window.type_keys("west");
    window.one(Role::TextInput, "Name: Westland");
    assert!(!window.shows("Name: Norland"), "only what fits is listed");
    window.click("Cancel");
    assert_eq!(*window.map(), map());
}

#[test]
fn nothing_is_kept_unless_it_is_saved_and_nothing_typed_is_lost_by_a_key() {
    let own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    open(&mut window);
    window.key(Key::Escape);
    assert!(!window.shows("Find an entry"), "Esc closes what was not changed");
    open(&mut window);
    put(&mut window, "Name: Sudland", "Southland");
    window.key(Key::Escape);
    window.key(Key::Escape);
    assert!(window.shows("Find an entry"), "what was typed is not thrown away by Esc");
    assert!(window.shows("What you changed here is not saved."));
    window.click("Keep editing");
    assert!(!window.shows("What you changed here is not saved."));
    window.click("Cancel");
    assert!(window.shows("What you changed here is not saved."), "nor by a click");
    window.click("Drop the changes");
    assert!(!window.shows("Find an entry"));
    assert_eq!(own.text(), NORLAND);
}

#[test]
fn mistakes_are_told_beside_the_entry() {
    let own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    open(&mut window);
    for (until, said) in [
        ("May", "Until: “May” is not a date like 2019-12-20."),
        ("2014-12-31", "Until: the term ends before it begins."),
    ] {
        put(&mut window, "Until: Ana Birk", until);
        assert!(!window.shows(said) && !window.shows("a mistake"), "it may be half a date as yet");
        window.key(Key::Tab);
        let (slip, entry) = (window.box_of(said), window.box_of("Until: Ana Birk"));
        assert!(slip.top() >= entry.bottom() && slip.top() < entry.bottom() + 12.0, "right beneath it");
        assert!(window.is_disabled("Save") && window.shows("1 entry has a mistake."));
    }
    put(&mut window, "Until: Ana Birk", "Ma");
    assert!(!window.shows("has a mistake"), "nor is what is mended");
    window.click("Save");
    assert!(window.shows("Until: “Ma” is not a date") && window.is_disabled("Save"), "it was not saved");
    put(&mut window, "Until: Ana Birk", "2019-05-31");
    assert!(!window.shows("Until: the term") && !window.shows("Until: “"));
    save(&mut window);
    assert!(own.text().contains("until: \"2019-05-31\""));
}

#[test]
fn days_are_written_as_an_article_s_are() {
    let own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    open(&mut window);
    put(&mut window, "Until: Ana Birk", "31 May 2019");
    window.one(Role::TextInput, "Find an entry").click();
    window.settle();
    assert_eq!(window.typed_in(Role::TextInput, "Until: Ana Birk"), "2019-05-31");
    assert!(!window.shows("Until: “"));
    save(&mut window);
    assert!(own.text().contains("until: \"2019-05-31\""));
}

#[test]
fn a_broken_dictionary_is_told_left_alone_and_done_without() {
    let broken = NORLAND.replace("kind: \"person\"", "kind: \"human\"");
    let own = Own::holding(&broken);
    let mut window = Window::blank();
    window.wait("the message", |window| window.shows("The dictionary's entry “Ana Birk” at line 4 is wrong"));
    window.click("Close");
    read(&mut window, "A visit\n\nTurkey condemned Syria on Friday.\n");
    window.wait("the stance", |window| relations(window.map()) == ["Turkey opposes Syria"]);
    open(&mut window);
    assert!(window.texts().iter().any(|text| text.starts_with("The dictionary") && text.contains("Mend it")));
    window.key(Key::Escape);
    window.ctrl(Key::A);
    by_palette(&mut window, "Add to my dictionary");
    window.click("Add 2 actors");
    window.wait("the refusal", |window| window.shows("The dictionary's entry “Ana Birk” at line 4 is wrong"));
    assert_eq!(own.text(), broken, "it was not overwritten");
    fs::write(files::own_dictionary_path().unwrap(), NORLAND).unwrap();
    open(&mut window);
    assert!(window.shows("Name: Ana Birk"), "a mended one is read at once");
}

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
    assert_eq!(own.text(), entries.replace("])\n", "], mine: [\"Ankara\"])\n"));
    window.click("Read again");
    window.wait("the stance", |window| relations(window.map()) == ["Harbour Union opposes Syria"]);
    assert_eq!(window.map().articles().count(), 1);
    open(&mut window);
    assert!(!window.shows("“Ankara” stands for:"), "it stays settled");
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
    assert_eq!(own.read().mine, ["Georgia"]);
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

#[test]
fn dictionaries_are_imported_and_exported() {
    let own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    let (source, target) = (window.path("theirs.ron"), window.path("ours.ron"));
    fs::write(&source, "Dictionary(entries: [(name: \"Norland\", aliases: [\"NL\"]), (name: \"Eve\")])")
        .unwrap();
    open(&mut window);
    window.click("By path…");
    window.type_keys(&source.display().to_string());
    window.click("Import it");
    window.wait("the import", |window| window.shows("2 entries say something new, of 2 entries."));
    assert_eq!(window.typed_in(Role::TextInput, "Other names: Norland"), "NL");
    assert_eq!(own.text(), NORLAND, "it is not saved yet");
    put(&mut window, "Path of the file", &target.display().to_string());
    window.click("Export to it");
    window.wait("the export", |window| window.shows("Exported "));
    save(&mut window);
    assert_eq!(fs::read_to_string(target).unwrap(), own.text());
    assert_eq!(own.read().entries.len(), 4);
}

#[test]
fn terms_decide_who_the_president_is_and_corrections_last() {
    let _own = Own::holding(NORLAND);
    let mut window = Window::blank();
    let text = "Rebuke\n\n3 June 2020\n\nThe Norlandish president condemned Sudland on Friday. Sudland backs Norland.\n";
    read(&mut window, text);
    window.wait("the stance", |window| {
        relations(window.map()).contains(&"Ana Birk opposes Sudland".to_owned())
    });
    // A person says that this is right.
    window.click_on(Role::ListItem, "Ana Birk opposes Sudland");
    window.key(Key::C);
    let confirmed = window.map().clone();

    open(&mut window);
    put(&mut window, "Until: Ana Birk", "2019-05-31");
    window.click("Add entry");
    for (field, text) in [
        ("Name: the new entry", "Cy Dahl"),
        ("Member of: Cy Dahl", "Norland"),
        ("Office: Cy Dahl", "president"),
        ("From: Cy Dahl", "2019-06-01"),
    ] {
        put(&mut window, field, text);
    }
    window.click_on(Role::ComboBox, "Kind: Cy Dahl");
    window.click("Person");
    save(&mut window);
    read(&mut window, text);
    window.wait("the reading", |window| window.shows("1 article read: no new stances"));
    assert_eq!(
        *window.map(),
        confirmed,
        "what was confirmed stays as it is, whoever the dictionary now has there"
    );

    let later =
        text.replace("Friday", "Saturday, and again on Sunday, at length").replace("Rebuke", "Scolding");
    read(
        &mut window,
        &later.replace("Sudland backs Norland.", "It had rained all week in the capital, they said."),
    );
    window.wait("the changed actor", |window| {
        relations(window.map()).contains(&"Cy Dahl opposes Sudland".to_owned())
    });
    let verdict = |source: &str| {
        let relation =
            window.map().relations().find(|(key, _)| window.map().actor_name(key.source) == source);
        relation.unwrap().1.verdict
    };
    assert_eq!([verdict("Ana Birk"), verdict("Cy Dahl")], [Verdict::Confirmed, Verdict::Unreviewed]);
}

#[test]
fn several_terms_of_one_person_stand_together() {
    let own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    open(&mut window);
    put(&mut window, "Until: Ana Birk", "2019-05-31");
    window.click("Add a term of Ana Birk");
    let root = window.texts().iter().filter(|text| *text == "From: Ana Birk").count();
    assert_eq!(root, 2);
    save(&mut window);
    let terms = own.read().entries.iter().filter(|entry| entry.name == "Ana Birk").count();
    assert_eq!(terms, 2);
}

#[test]
fn keys_alone_add_an_entry_over_tables() {
    let own = Own::none();
    let mut window = Window::with_map();
    window.key(Key::T);
    open(&mut window);
    assert_eq!(window.focused().as_deref(), Some("Find an entry"));
    window.key(Key::Tab);
    window.key(Key::Enter);
    assert_eq!(window.focused().as_deref(), Some("Name: the new entry"), "its name comes next");
    window.type_keys("Norland");
    window.tab_to("Save");
    window.key(Key::Enter);
    window.wait("the dictionary to be saved", |window| window.shows("The dictionary was saved."));
    assert!(own.text().contains("Norland"));
}

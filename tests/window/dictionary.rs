//! A person's own dictionary: edited in a table, learnt from a map, used in the next reading.
//!
//! All windows of these tests keep their settings in one folder, so each test has the dictionary for itself.

mod learnt;
#[cfg(unix)] // They let files wait, which pipes do.
mod meanwhile;
mod settled;
mod terms;

use std::fs;
use std::sync::{Mutex, MutexGuard, PoisonError};

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use stancemap::files;
use stancemap::map::{Dictionary, StanceMap};

use crate::case::map;
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

/// The dictionary of Norland, open in a window with a map.
fn opened() -> (Own, Window) {
    let own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    open(&mut window);
    (own, window)
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
    wait_until_saved(window);
}

fn wait_until_saved(window: &mut Window) {
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
    let beside = window.box_of("My dictionary").center();
    window.click_at(beside, Modifiers::NONE);
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
    let (own, mut window) = opened();
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
    let (own, mut window) = opened();
    window.key(Key::Escape);
    assert!(!window.shows("Find an entry"), "Esc closes what was not changed");
    open(&mut window);
    put(&mut window, "Name: Sudland", "Southland");
    for answer in [Key::Escape, Key::Enter, Key::Space] {
        window.key(Key::Escape);
        assert!(window.shows("Find an entry"), "what was typed is not thrown away by Esc");
        assert!(window.shows("What you changed here is not saved."));
        assert_eq!(window.focused().as_deref(), Some("Keep editing"));
        for next in ["Drop the changes", "Keep editing"] {
            window.key(Key::Tab);
            assert_eq!(window.focused().as_deref(), Some(next), "Tab stays in the question");
        }
        window.key(answer);
        assert!(!window.shows("What you changed here is not saved."), "{answer:?} means to go on");
        assert_eq!(window.focused().as_deref(), Some("Name: Southland"), "where one was");
    }
    window.key(Key::Escape);
    window.click("Keep editing");
    assert!(!window.shows("What you changed here is not saved."));
    window.click("Cancel");
    assert!(window.shows("What you changed here is not saved."), "nor by a click");
    window.click("Drop the changes");
    assert!(!window.shows("Find an entry"));
    assert_eq!(own.text(), NORLAND);
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
fn a_file_is_only_replaced_by_an_export_once_somebody_says_so() {
    let _own = Own::holding(NORLAND);
    let mut window = Window::with_map();
    let there = window.path("theirs.ron");
    fs::write(&there, "precious").unwrap();
    open(&mut window);
    window.click("By path…");
    window.type_keys(&window.path("theirs").display().to_string());
    window.click("Export to it");
    assert!(window.shows("“theirs.ron” is there already."), "{:#?}", window.texts());
    assert_eq!(fs::read_to_string(&there).unwrap(), "precious");
    window.click("Replace it");
    window.wait("the export", |window| window.shows("Exported "));
    assert!(fs::read_to_string(&there).unwrap().starts_with("Dictionary(entries: ["));
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
    wait_until_saved(&mut window);
    assert!(own.text().contains("Norland"));
}

//! Every command can be found, and says what it does.

use std::collections::BTreeSet;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use stancemap::editor::Command;

use crate::case::CY;
use crate::driver::{CTRL, Window};

const MENUS: [&[&str]; 12] = [
    &["File"],
    &["File", "Export"],
    &["Edit"],
    &["Edit", "Dictionary"],
    &["View"],
    &["View", "Filtering"],
    &["View", "Zoom"],
    &["View", "Appearance"],
    &["Arrange"],
    &["Arrange", "Align"],
    &["Review"],
    &["Help"],
];

/// Opens a menu, and the menus within it on the way to the last.
fn open(window: &mut Window, path: &[&str]) {
    for name in path {
        window.one(Role::Button, name).click();
        window.settle();
    }
}

#[test]
fn every_command_stands_in_a_menu_with_its_keys_and_explains_itself() {
    let mut missing: BTreeSet<String> =
        Command::ALL.iter().map(|command| command.label().to_owned()).collect();
    for path in MENUS {
        let mut window = Window::in_long_frames();
        open(&mut window, path);
        for command in Command::ALL {
            let keys = command.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
            let stands_for_it = |text: &String| {
                text.strip_prefix(&command.label_in(window.editor())).is_some_and(|rest| rest.trim() == keys)
            };
            let item = window.texts().into_iter().find(stands_for_it);
            let Some(item) = item.filter(|_| missing.remove(command.label())) else { continue };
            let at = window.box_of(&item).center();
            window.hover(at);
            // Tooltips come up after a while.
            for _ in 0..6 {
                window.frame();
            }
            let tip = window.texts().into_iter().find(|text| text.starts_with(command.tooltip()));
            let tip = tip.unwrap_or_else(|| panic!("{command:?} has no tooltip: {:#?}", window.texts()));
            assert!(tip.ends_with(&format!("({keys})")) || keys.is_empty(), "{tip}");
        }
    }
    assert!(missing.is_empty(), "in no menu: {missing:?}");
}

#[test]
fn what_cannot_be_done_now_is_shown_and_disabled() {
    let mut window = Window::with_map();
    open(&mut window, &["Edit"]);
    let disabled = |name: &str| window.is_disabled(name);
    for name in ["Undo", "Redo", "Rename…", "Merge actors", "Flip stance", "Reverse direction", "Delete"] {
        assert!(disabled(name), "{name}");
    }
    assert!(!disabled("Add actor…") && !disabled("Select all"));
}

#[test]
fn an_open_menu_keeps_the_keys_for_itself() {
    let mut window = Window::with_map();
    window.click_on(Role::ListItem, "Ana backs Bo");
    let before = window.map().clone();
    open(&mut window, &["Edit"]);
    window.key(Key::F);
    window.key(Key::Delete);
    assert_eq!(*window.map(), before);
    window.key(Key::Escape);
    assert!(!window.shows("Select all"), "Esc closes the menu");
    assert!(window.editor().selection.sole_relation().is_some(), "and does nothing else");
}

#[test]
fn the_list_of_shortcuts_names_every_one() {
    let mut window = Window::with_map();
    window.key(Key::F1);
    for command in Command::ALL {
        if let Some(keys) = command.shortcut() {
            assert!(window.shows(&keys.to_string()), "{keys}");
            assert!(window.shows(command.label().trim_end_matches('…')), "{command:?}");
        }
    }
    for keys in ["A or Enter in a review", "Y in a review", "Ctrl+F in an article"] {
        assert!(window.shows(keys), "{keys}");
    }
    window.key(Key::Escape);
    assert!(!window.shows("Keyboard shortcuts"));
}

#[test]
fn panels_are_hidden_and_shown_by_keys() {
    let mut window = Window::with_map();
    for (key, text) in [(Key::F6, "Filter this list"), (Key::F7, "Name of the map"), (Key::F8, "Timeline")] {
        window.key(key);
        assert!(!window.shows(text), "{text}");
        window.key(key);
        assert!(window.shows(text), "{text}");
    }
}

#[test]
fn quitting_asks_the_system_to_close_the_window() {
    let mut window = Window::with_map();
    assert!(!window.closes_by(CTRL, Key::P));
    assert!(window.closes_by(CTRL, Key::Q));
}

#[test]
fn what_stands_in_the_lists_has_the_menu_that_it_has_on_the_canvas() {
    let mut window = Window::with_map();
    let items = |window: &Window| -> Vec<String> {
        let known = |text: &String| Command::ALL.iter().any(|command| text.starts_with(command.label()));
        window.texts().into_iter().filter(known).collect()
    };
    let cases = [
        ("Relations", "Cy opposes Bo", &["Confirm", "Reject", "Flip stance", "Reverse direction"][..]),
        (
            "Actors",
            "Cy",
            &["Rename…", "Draw relation to…", "Merge into…", "Select neighbours", "Hide", "Isolate"],
        ),
    ];
    for (list, row, expected) in cases {
        window.click(list);
        window.click_on(Role::ListItem, row);
        let before = items(&window);
        window.right_click_on(Role::ListItem, row);
        let mut shown = items(&window);
        for item in &before {
            shown.remove(shown.iter().position(|text| text == item).unwrap());
        }
        for item in expected {
            assert!(shown.iter().any(|text| text.starts_with(item)), "{row} has {item}; it has {shown:?}");
        }
        window.key(Key::Escape);
        let at = match row {
            "Cy" => window.actor_at("Cy"),
            _ => window.relation_at(row),
        };
        window.right_click_at(at);
        for item in expected {
            assert!(window.shows(item), "{item} on the canvas");
        }
        window.key(Key::Escape);
    }
}

#[test]
fn a_question_mark_lists_the_shortcuts() {
    let mut window = Window::with_map();
    window.keys(Modifiers::SHIFT, Key::Questionmark);
    assert!(window.shows("Keyboard shortcuts"));
    window.key(Key::Escape);
    window.click_on(Role::TextInput, "Filter this list");
    window.keys(Modifiers::SHIFT, Key::Questionmark);
    assert!(!window.shows("Keyboard shortcuts"), "it may be typed");
}

#[test]
fn the_menu_of_what_is_selected_is_opened_by_keys() {
    for (modifiers, key) in [(Modifiers::NONE, Key::Menu), (Modifiers::SHIFT, Key::F10)] {
        let mut window = Window::with_selected(&["Dee"]);
        window.keys(modifiers, key);
        assert!(window.shows("Draw relation to…"), "{:#?}", window.texts());
        let at = window.box_of("Draw relation to… D").min;
        let dee = window.actor_at("Dee");
        assert!((at.x - dee.x).abs() < 100.0, "{at:?} {dee:?}");
        window.key(Key::Escape);
        assert!(!window.shows("Draw relation to…"));
    }
}

#[test]
fn the_menu_of_the_canvas_is_used_by_keys() {
    let mut window = Window::with_selected(&["Dee"]);
    window.key(Key::W);
    window.key(Key::Menu);
    window.key(Key::ArrowDown);
    let focused = window.focused().unwrap_or_default();
    assert!(focused.starts_with("Rename"), "{focused:?}: {:#?}", window.texts());
    window.key(Key::Enter);
    assert!(!window.shows("Draw relation to… D"));
    window.type_keys("Deirdre");
    window.key(Key::Enter);
    assert_eq!(window.map().actor_name(stancemap::map::ActorId(4)), "Deirdre");
}

#[test]
fn the_menu_of_a_row_is_opened_by_keys() {
    let mut window = Window::with_map();
    window.click("Actors");
    window.tab_to("Cy");
    window.key(Key::Menu);
    assert_eq!(window.editor().selection.sole_actor(), Some(CY));
    assert!(window.shows("Draw relation to…"), "{:#?}", window.texts());
}

#[test]
fn themes_and_the_legend_are_found_by_the_palette() {
    let mut window = Window::with_map();
    let shown = |window: &Window| window.shows("Show: Backs");
    let before = shown(&window);
    for (typed, key) in [("dark theme", Key::Enter), ("legend", Key::Enter)] {
        window.ctrl(Key::K);
        window.type_keys(typed);
        window.key(key);
    }
    assert_eq!(window.ctx().theme(), eframe::egui::Theme::Dark);
    assert_ne!(shown(&window), before);
}

#[test]
fn items_of_menus_stand_on_one_line_with_their_keys_at_the_right() {
    let mut window = Window::with_selected(&["Ana", "Bo"]);
    window.keys(Modifiers::SHIFT, Key::F10);
    let (_, item) = window.text_painted("Fit selection to").unwrap();
    assert_eq!(item.rows.len(), 1);
    window.key(Key::Escape);
    window.click("View");
    let right = |words: &str| {
        let (at, galley) = window.text_painted(words).unwrap();
        at.x + galley.rect.right()
    };
    assert!((right("F6") - right("Shift+H")).abs() < 4.0, "{} {}", right("F6"), right("Shift+H"));
}

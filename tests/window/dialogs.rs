//! Questions have the room that they need, and are answered without a mouse.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use stancemap::editor::Selection;
use stancemap::map::{Actor, ActorId, ActorKind, Edit};

use crate::case::{ANA, DEE, backs, map, opposes};
use crate::driver::Window;

#[test]
fn a_search_that_was_short_has_room_for_all_rows_again() {
    let mut map = map();
    for number in 10..30 {
        let actor = Actor::by_hand(format!("Member {number}"), ActorKind::Person);
        map.apply(Edit::AddActor { id: ActorId(number), actor, at: None }).unwrap();
    }
    let mut window = Window::showing(&map);
    window.ctrl(Key::F);
    window.type_keys("member 12");
    window.key(Key::Escape);
    window.ctrl(Key::F);
    window.type_keys("member");
    // Rows out of sight are not painted; the question is painted last.
    let painted = window.painted();
    let rows = painted.iter().rev().take_while(|(text, _)| text != "member");
    let rows = rows.filter(|(text, _)| text.starts_with("Member ")).count();
    assert!(rows >= 10, "{rows} rows are shown");
}

#[test]
fn questions_and_the_palette_lie_over_messages() {
    let mut window = Window::with_map();
    window.ctrl(Key::A);
    window.key(Key::Delete);
    let message = window.box_of("Close").center();
    window.ctrl(Key::K);
    for open in ["the palette", "a question"] {
        let top = window.ctx().layer_id_at(message).unwrap();
        let toasts = eframe::egui::Id::unique("toasts");
        assert_ne!(top.id, toasts, "{open} is under the message");
        window.key(Key::Escape);
        window.key(Key::F1);
    }
}

#[test]
fn questions_are_as_high_as_they_must_be_whatever_was_asked_before() {
    let high = |window: &Window, title: &str, button: &str| {
        window.one(Role::Button, button).rect().bottom() - window.box_of(title).top()
    };
    let mut window = Window::with_map();
    window.key(Key::A);
    let low = high(&window, "Add an actor", "Add");
    assert!(low < 200.0, "{low}");
    window.key(Key::Escape);
    window.key(Key::F1);
    let sheet = high(&window, "Keyboard shortcuts", "Close");
    assert!(sheet > 500.0, "{sheet}");
    window.key(Key::Escape);
    window.key(Key::A);
    assert_eq!(high(&window, "Add an actor", "Add"), low);
}

#[test]
fn the_list_of_kinds_lies_over_the_question_each_time() {
    let mut window = Window::with_map();
    window.key(Key::A);
    for kind in ["Person", "Other"] {
        // Pressed and let go in one frame, as a touch pad may.
        let field = window.all(Role::ComboBox, "Kind")[0].rect().center();
        window.tap(field);
        window.tap(window.last_box_of(kind).center());
        let name = window.one(Role::TextInput, "Name of the actor").rect().center();
        window.tap(name);
    }
    window.type_keys("eve");
    window.key(Key::Enter);
    let eve = window.map().actors().find(|(_, actor)| actor.name == "eve").unwrap().1;
    assert_eq!(eve.kind, ActorKind::Other);
}

#[test]
fn whom_everybody_knows_is_added_with_their_kind_unless_another_is_chosen() {
    for (chosen, kind) in [(None, ActorKind::ArmedGroup), (Some("Party"), ActorKind::Party)] {
        let mut window = Window::with_map();
        window.key(Key::A);
        window.type_keys("Hezboll");
        if let Some(chosen) = chosen {
            let field = window.all(Role::ComboBox, "Kind")[0].rect().center();
            window.tap(field);
            window.tap(window.last_box_of(chosen).center());
            let name = window.one(Role::TextInput, "Name of the actor").rect().center();
            window.tap(name);
        }
        window.type_keys("ah");
        window.key(Key::Enter);
        let added = window.map().actors().find(|(_, actor)| actor.name == "Hezbollah").unwrap().1;
        assert_eq!(added.kind, kind);
    }
}

/// A window that asks whether Dee backs or opposes Ana.
fn asked() -> Window {
    let mut window = Window::with_selected(&["Dee"]);
    window.key(Key::D);
    window.type_keys("ana");
    window.key(Key::Enter);
    window
}

#[test]
fn a_new_relation_gets_its_stance_by_keys() {
    let mut window = asked();
    assert_eq!(window.focused().as_deref(), Some("backs Ana"));
    window.key(Key::Enter);
    assert!(window.map().relation(backs(DEE, ANA)).is_some());

    let mut window = asked();
    window.key(Key::ArrowDown);
    assert_eq!(window.focused().as_deref(), Some("opposes Ana"));
    window.key(Key::Enter);
    assert!(window.map().relation(opposes(DEE, ANA)).is_some());
}

#[test]
fn tab_stays_within_the_question_for_a_stance() {
    let mut window = asked();
    for _ in 0..5 {
        window.key(Key::Tab);
        let focused = window.focused();
        assert!(focused.is_none_or(|name| name.ends_with(" Ana")), "{:?}", window.focused());
    }
    assert!(window.shows("opposes Ana"), "it is still asked");
}

#[test]
fn the_letters_for_a_stance_are_in_sight() {
    let mut window = asked();
    let painted = |window: &Window, words: &str| window.painted().iter().any(|(text, _)| text == words);
    assert!(painted(&window, "B") && painted(&window, "O"), "{:?}", window.painted());
    window.key(Key::Escape);
    window.key(Key::F1);
    assert!(window.shows("B or +, O or -"));
}

#[test]
fn enter_only_moves_an_actor_that_was_dropped_on_another() {
    let mut window = Window::with_map();
    let (from, to) = (window.actor_at("Cy"), window.actor_at("Ana"));
    window.drag(from, to);
    window.key(Key::Enter);
    assert_eq!(window.undo_name(), Some("Move Cy"));
}

#[test]
fn who_is_on_the_map_already_is_shown_rather_than_added_twice() {
    let mut window = Window::with_map();
    window.key(Key::A);
    window.type_keys("ana");
    window.key(Key::Enter);
    assert!(window.shows("Ana is on the map already."));
    assert_eq!(window.steps(), 0);
    window.key(Key::Enter);
    assert_eq!(window.editor().selection, Selection::of_actor(ANA));
    assert!(!window.shows("Name of the actor"));
    assert_eq!(window.steps(), 0);

    window.key(Key::A);
    window.type_keys("ana");
    window.key(Key::Enter);
    window.click("Add another");
    assert_eq!(window.map().actors().count(), 5, "if that is what is wanted");
}

#[test]
fn a_name_that_is_taken_may_be_mended_before_it_is_added() {
    let mut window = Window::with_map();
    window.key(Key::A);
    window.type_keys("ana");
    window.key(Key::Enter);
    window.type_keys("tol");
    assert!(!window.shows("Ana is on the map already"));
    window.key(Key::Enter);
    assert!(window.map().actors().any(|(_, actor)| actor.name == "anatol"));
}

#[test]
fn a_rename_onto_another_actor_offers_to_merge_the_two() {
    let mut window = Window::with_selected(&["Dee"]);
    window.key(Key::F2);
    window.type_keys("ana");
    window.key(Key::Enter);
    assert!(window.shows("Rename Dee to ana. Ana is on the map already."), "{:#?}", window.texts());
    window.click("Merge the two");
    assert_eq!(window.map().actors().count(), 3);
    assert_eq!(window.editor().selection, Selection::of_actor(ANA));
}

#[test]
fn a_rename_can_be_taken_back_where_it_is_told() {
    let mut window = Window::with_selected(&["Dee"]);
    window.key(Key::F2);
    window.type_keys("Deirdre");
    window.key(Key::Enter);
    window.click("Undo");
    assert_eq!(window.map().actor_name(DEE), "Dee");
}

#[test]
fn messages_cover_neither_the_tools_nor_the_heads_of_tables() {
    let mut window = Window::with_selected(&["Dee"]);
    window.key(Key::Delete);
    let message = window.last_box_of("Close");
    assert!(message.top() > window.box_of("Filter…").bottom(), "{message:?}");
    assert!(message.bottom() < window.canvas().center().y, "{message:?}");
    window.key(Key::T);
    let head = window.all(Role::ColumnHeader, "")[0].rect();
    assert!(window.last_box_of("Close").top() > head.bottom() + 100.0);
}

#[test]
fn tab_comes_only_to_what_has_a_name() {
    let mut window = Window::with_map();
    for _ in 0..30 {
        window.key(Key::Tab);
        let focused = window.focused();
        assert!(focused.as_ref().is_some_and(|name| !name.is_empty()), "{focused:?}");
    }
}

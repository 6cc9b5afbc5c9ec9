//! What a person puts down about actors besides what was read: colours, pins, notes and splits.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use stancemap::editor::Selection;
use stancemap::map::{ActorId, ArticleId, Hue};

use crate::case::{ANA, BO, CY, backs, map, opposes};
use crate::driver::Window;

fn colour(window: &Window, id: ActorId) -> Option<Hue> {
    window.map().actor(id).unwrap().colour
}

#[test]
fn several_actors_are_coloured_in_one_step() {
    let mut window = Window::with_selected(&["Ana", "Bo"]);
    window.click_on(Role::RadioButton, "Teal");
    assert_eq!([ANA, BO, CY].map(|id| colour(&window, id)), [Some(Hue::Teal), Some(Hue::Teal), None]);
    assert_eq!(window.undo_name(), Some("Colour 2 actors teal"));
    assert!(window.shows("Ana, person, 1 relation, teal"), "those who do not see it are told");
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
}

#[test]
fn a_colour_is_chosen_by_name_from_the_palette_and_from_the_context_menu() {
    let mut window = Window::with_selected(&["Ana"]);
    window.ctrl(Key::K);
    window.type_keys("colour");
    window.key(Key::Enter);
    let named = |window: &Window, name: &str| {
        let all = window.texts().into_iter().filter(|text| text == name).count();
        assert_eq!(all, 2, "{name} stands in the inspector and in the question");
    };
    named(&window, "Green");
    window.key(Key::Escape);

    let at = window.actor_at("Ana");
    window.right_click_at(at);
    window.click("Colour");
    named(&window, "Rose");
    let rose = window.last_box_of("Rose").center();
    window.click_at(rose, Modifiers::NONE);
    assert_eq!(colour(&window, ANA), Some(Hue::Rose));
    assert_eq!(window.undo_name(), Some("Colour Ana rose"));
    window.click_on(Role::RadioButton, "No colour");
    assert_eq!(colour(&window, ANA), None);
    assert_eq!(window.undo_name(), Some("Take the colour from Ana"));
}

#[test]
fn a_pinned_actor_stays_in_a_layout_and_still_moves_by_hand() {
    let mut window = Window::with_selected(&["Cy"]);
    window.key(Key::P);
    assert_eq!(window.undo_name(), Some("Pin Cy"));
    assert!(window.shows("Cy, person, 1 relation, pinned"));
    let places = |window: &Window| [ANA, CY].map(|id| window.map().place(id).unwrap());
    let [ana, cy] = places(&window);
    window.ctrl(Key::L);
    window.wait("the layout", |window| window.undo_name() == Some("Lay out all actors"));
    assert_eq!(places(&window)[1], cy, "it is kept");
    assert_ne!(places(&window)[0], ana, "the others are laid out");

    let from = window.actor_at("Cy");
    window.drag(from, from + vec2(30.0, 20.0));
    assert_ne!(places(&window)[1], cy);
    assert!(window.map().is_pinned(CY), "and stays pinned where it is now");
    for _ in 0..3 {
        window.ctrl(Key::Z);
    }
    assert_eq!(*window.map(), map());
}

#[test]
fn pins_go_on_unless_all_have_one() {
    let mut window = Window::with_selected(&["Ana", "Bo"]);
    window.key(Key::P);
    assert_eq!(window.undo_name(), Some("Pin 2 actors"));
    window.click("Unpin");
    assert_eq!(window.undo_name(), Some("Unpin 2 actors"));
    assert_eq!(*window.map(), map());
    window.key(Key::Escape);
    window.key(Key::P);
    assert_eq!(window.steps(), 2, "nothing is selected");
}

/// Writes into the note that is called so, and leaves the field.
fn write(window: &mut Window, field: &str, note: &str) {
    window.one(Role::MultilineTextInput, field).click();
    window.settle();
    for (index, line) in note.lines().enumerate() {
        if index > 0 {
            window.key(Key::Enter);
        }
        window.type_keys(line);
    }
    window.key(Key::Escape);
}

#[test]
fn notes_are_written_on_actors_relations_quotes_and_articles() {
    let mut window = Window::with_selected(&["Ana"]);
    write(&mut window, "Note on the actor", "ask\nher");
    assert_eq!(window.map().actor(ANA).unwrap().note, "ask\nher");
    assert_eq!(window.undo_name(), Some("Edit note"));
    assert!(window.shows("Ana, person, 1 relation, with a note"));

    window.click_on(Role::ListItem, "Ana backs Bo");
    write(&mut window, "Note on the relation", "since when");
    let relation = |window: &Window| window.map().relation(backs(ANA, BO)).unwrap().clone();
    assert_eq!(relation(&window).note, "since when");
    assert!(window.shows("Ana backs Bo, 1 quote, not yet reviewed, with a note"));

    window.click("Note");
    window.type_keys("irony?");
    window.key(Key::Escape);
    assert_eq!(relation(&window).evidence[0].note, "irony?");
    window.one(Role::MultilineTextInput, "Note on the quote");

    window.click_on(Role::Label, "“Ana praised Bo on Monday.”");
    write(&mut window, "Note on the article", "paid for");
    assert_eq!(window.map().article(ArticleId(1)).unwrap().note, "paid for");
    assert_eq!(window.steps(), 4, "each note is one step");
    for _ in 0..4 {
        window.ctrl(Key::Z);
    }
    assert_eq!(*window.map(), map());
}

#[test]
fn a_note_is_kept_when_something_else_is_clicked_while_it_is_written() {
    let mut window = Window::with_selected(&["Ana"]);
    window.one(Role::MultilineTextInput, "Note on the actor").click();
    window.settle();
    window.type_keys("hers");
    let bo = window.actor_at("Bo");
    window.tap(bo);
    assert_eq!(window.editor().selection, Selection::of_actor(BO));
    assert_eq!(window.map().actor(ANA).unwrap().note, "hers");
    assert!(window.map().actor(BO).unwrap().note.is_empty());
    assert_eq!(window.steps(), 1);
}

#[test]
fn a_note_is_found_and_told_by_the_tooltip() {
    let mut window = Window::in_long_frames();
    let cy = window.actor_at("Cy");
    window.click_at(cy, Modifiers::NONE);
    write(&mut window, "Note on the actor", "lives in exile");
    window.hover(cy);
    // Tooltips come up after a while.
    for _ in 0..6 {
        window.frame();
    }
    assert!(window.shows("Note: lives in exile"), "{:?}", window.texts());
    window.point_away();
    window.key(Key::Escape);
    window.ctrl(Key::F);
    window.type_keys("exile");
    assert!(window.shows("lives in exile"), "{:?}", window.texts());
    window.key(Key::Enter);
    assert_eq!(window.editor().selection, Selection::of_actor(CY));
}

#[test]
fn an_actor_is_split_by_assigning_its_quotes() {
    let mut window = Window::with_selected(&["Bo"]);
    window.click("Split actor…");
    assert!(window.shows("Split Bo"));
    window.type_keys("Bob");
    window.key(Key::Enter);
    assert!(window.shows("Split Bo"), "nothing is chosen yet");
    window.click_on(Role::CheckBox, "“Cy condemned Bo in the evening.”");
    assert!(window.shows("1 quote goes along"));
    window.click("Split");
    assert_eq!(window.undo_name(), Some("Split Bob from Bo"));
    let bob = window.editor().selection.sole_actor().unwrap();
    assert_eq!(window.map().actor_name(bob), "Bob");
    assert!(window.map().relation(opposes(CY, BO)).is_none());
    let quote = &window.map().relation(opposes(CY, bob)).unwrap().evidence[0];
    assert_eq!(Some(quote), map().relation(opposes(CY, BO)).unwrap().evidence.first());
    window.one(Role::GraphicsSymbol, "Cy opposes Bob, 1 quote");
    window.one(Role::GraphicsSymbol, "Ana backs Bo, 1 quote");
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
}

#[test]
fn a_whole_relation_and_names_go_along_in_a_split() {
    let mut window = Window::with_selected(&["Bo"]);
    window.key(Key::F2);
    window.ctrl(Key::A);
    window.type_keys("Boris");
    window.key(Key::Enter);
    window.click("Split actor…");
    window.type_keys("Bo");
    window.click_on(Role::CheckBox, "Ana backs Boris");
    assert!(window.shows("1 quote goes along"));
    window.click_on(Role::CheckBox, "Ana backs Boris");
    assert!(window.shows("0 quotes go along"));
    window.click_on(Role::CheckBox, "Bo");
    window.click("Split");
    let part = window.editor().selection.sole_actor().unwrap();
    assert_eq!(window.map().actor_name(part), "Bo");
    assert!(window.map().actor(BO).unwrap().aliases.is_empty(), "the name is no longer one of Boris");
}

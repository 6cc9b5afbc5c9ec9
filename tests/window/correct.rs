//! How a person corrects what was read: by the inspector, by keys, and in dialogs.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use stancemap::map::{ActorKind, EvidenceId, Verdict};

use crate::case::{ANA, BO, CY, DEE, backs, map, opposes};
use crate::driver::{CTRL, Window};

const PRAISE: &str = "“Ana praised Bo on Monday.”";

/// A window in which Ana backs Bo is selected.
fn selected() -> Window {
    let mut window = Window::with_map();
    window.click_on(Role::ListItem, "Ana backs Bo");
    assert_eq!(window.editor().selection.sole_relation(), Some(backs(ANA, BO)));
    window
}

fn quote_verdict(window: &Window) -> Verdict {
    let quote = &window.map().relation(backs(ANA, BO)).unwrap().evidence[0];
    assert_eq!(quote.id, EvidenceId(1));
    quote.verdict
}

#[test]
fn a_relation_shows_its_quote_and_the_quote_its_article() {
    let mut window = selected();
    assert!(window.shows("1 quote · "));
    assert!(!window.shows("Text of the article"));
    window.click_on(Role::Label, PRAISE);
    let text = window.typed_in(Role::MultilineTextInput, "Text of the article");
    assert!(text.ends_with("There was applause."), "the whole article is shown: {text}");
    window.key(Key::Escape);
    assert!(!window.shows("Text of the article"), "Esc closes the article");
    assert!(window.shows(PRAISE), "and leaves the selection");
    window.key(Key::Escape);
    assert!(!window.shows(PRAISE), "the next Esc selects nothing");
}

#[test]
fn a_quote_is_confirmed_and_rejected_and_either_taken_back() {
    let mut window = selected();
    window.click("Confirm quote");
    assert_eq!(quote_verdict(&window), Verdict::Confirmed);
    window.click("Confirm quote");
    assert_eq!(quote_verdict(&window), Verdict::Unreviewed, "a second click clears the verdict");
    window.click("Reject quote");
    assert_eq!(quote_verdict(&window), Verdict::Rejected);
    assert_eq!(window.map().relations().count(), 1, "nothing else supports the relation");
    window.click("Undo");
    assert_eq!(quote_verdict(&window), Verdict::Unreviewed);
    assert_eq!(window.editor().selection.sole_relation(), Some(backs(ANA, BO)));
}

#[test]
fn the_voice_of_a_quote_is_changed_in_one_step() {
    let mut window = selected();
    let voice = |window: &Window| {
        let quote = &window.map().relation(backs(ANA, BO)).unwrap().evidence[0];
        (quote.attribution, quote.verdict)
    };
    let steps = window.steps();
    window.click("According to…");
    window.type_keys("de");
    window.key(Key::Enter);
    assert_eq!(voice(&window), (Some(DEE), Verdict::Confirmed));
    assert_eq!(window.undo_name(), Some("Attribute quote of Ana backs Bo to Dee"));
    window.one(Role::Label, "stated as a fact · according to Dee");
    window.click("According to another…");
    window.type_keys("cy");
    window.key(Key::Enter);
    assert_eq!((voice(&window).0, window.steps()), (Some(CY), steps + 2));
    window.click("According to Cy  ×");
    assert_eq!(voice(&window), (None, Verdict::Confirmed));
    assert_eq!(window.undo_name(), Some("Leave quote of Ana backs Bo to the article’s own voice"));
    for line in ["to Dee", "to Cy"] {
        window.one(Role::Label, &format!("1 quote attributed {line}"));
    }
    window.one(Role::Label, "1 quote left to the article’s own voice");
    for speaker in [Some(CY), Some(DEE), None] {
        window.ctrl(Key::Z);
        assert_eq!(voice(&window).0, speaker);
    }
    assert_eq!(*window.map(), map());
}

#[test]
fn the_voice_of_a_quote_is_changed_by_keys_alone() {
    let mut window = selected();
    window.tab_to("According to…");
    window.key(Key::Enter);
    window.type_keys("de");
    window.key(Key::Enter);
    let quote = &window.map().relation(backs(ANA, BO)).unwrap().evidence[0];
    assert_eq!(quote.attribution, Some(DEE));
}

#[test]
fn a_relation_is_confirmed_and_rejected() {
    let mut window = selected();
    window.key(Key::C);
    assert_eq!(window.map().relation(backs(ANA, BO)).unwrap().verdict, Verdict::Confirmed);
    window.click("Reject");
    assert_eq!(window.map().relation(backs(ANA, BO)).unwrap().verdict, Verdict::Rejected);
    assert_eq!(window.count("Ana backs Bo"), 0);
    window.click("Undo");
    assert_eq!(window.map().relation(backs(ANA, BO)).unwrap().verdict, Verdict::Confirmed);
}

#[test]
fn flipping_reversing_and_deleting_go_by_single_keys() {
    let sole = |window: &Window| window.editor().selection.sole_relation();
    let mut window = selected();
    window.key(Key::F);
    assert_eq!(sole(&window), Some(opposes(ANA, BO)));
    window.one(Role::ListItem, "Ana opposes Bo");
    window.key(Key::R);
    assert_eq!(sole(&window), Some(opposes(BO, ANA)));
    window.one(Role::GraphicsSymbol, "Bo opposes Ana");
    let before = window.map().clone();
    window.key(Key::Delete);
    assert_eq!(sole(&window), None);
    assert_eq!(window.map().relations().count(), 1);
    assert!(window.shows("Delete Bo opposes Ana"));
    window.click("Undo");
    assert_eq!(*window.map(), before);
    assert_eq!(window.count("Undo"), 0, "the offer is gone once it was taken");
}

#[test]
fn undo_and_redo_say_what_they_do() {
    let mut window = selected();
    window.key(Key::F);
    let flipped = window.map().clone();
    window.key(Key::R);
    let reversed = window.map().clone();
    window.click("Edit");
    assert!(window.shows("Undo Reverse Ana opposes Bo"), "{:#?}", window.texts());
    window.key(Key::Escape);
    assert!(!window.shows("Undo Reverse"), "Esc closes the menu: {:#?}", window.texts());
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), flipped);
    window.click("Edit");
    assert!(window.shows("Undo Flip Ana backs Bo"), "{:#?}", window.texts());
    assert!(window.shows("Redo Reverse Ana opposes Bo"));
    window.click("Redo Reverse");
    assert_eq!(*window.map(), reversed);
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map(), "there is nothing more to undo");
    window.keys(CTRL | Modifiers::SHIFT, Key::Z);
    assert_eq!(*window.map(), flipped);
    window.ctrl(Key::Y);
    assert_eq!(*window.map(), reversed);
    window.ctrl(Key::Y);
    assert_eq!(*window.map(), reversed);
}

#[test]
fn an_actor_is_added_by_hand() {
    let mut window = Window::with_map();
    window.key(Key::A);
    assert!(window.shows("Add an actor"));
    window.type_keys("  Eve ");
    window.key(Key::Enter);
    assert!(!window.shows("Add an actor"));
    let (id, eve) = window.map().actors().last().unwrap();
    assert_eq!((eve.name.as_str(), eve.kind), ("Eve", ActorKind::State));
    assert_eq!(window.editor().selection.sole_actor(), Some(id));
    window.actor_at("Eve");
    window.key(Key::Escape);
    window.key(Key::A);
    window.key(Key::Enter);
    assert!(window.shows("Add an actor"), "an actor needs a name");
    window.click("Cancel");
    assert_eq!(window.steps(), 1);
}

#[test]
fn an_actor_is_renamed_by_key_and_by_double_click() {
    let mut window = Window::with_map();
    let at = window.actor_at("Bo");
    window.click_at(at, Modifiers::NONE);
    window.key(Key::F2);
    window.one(Role::TextInput, "New name");
    // The old name is selected, so that what is typed takes its place.
    window.type_keys("Boris");
    window.key(Key::Enter);
    assert_eq!(window.map().actor_name(BO), "Boris");
    assert!(window.map().actor(BO).unwrap().aliases.contains("Bo"), "the old name is remembered");
    window.one(Role::ListItem, "Ana backs Boris");

    let at = window.actor_at("Cy");
    window.double_click_at(at);
    window.type_keys("Cyrus");
    // Going elsewhere takes the name over as well.
    window.click_at(window.actor_at("Dee") + vec2(-60.0, 60.0), Modifiers::NONE);
    assert_eq!(window.map().actor_name(CY), "Cyrus");
    assert_eq!(window.steps(), 2, "a double click moves nothing");

    let at = window.actor_at("Dee");
    window.double_click_at(at);
    window.type_keys("D");
    window.key(Key::Escape);
    assert!(!window.shows("New name"));
    assert_eq!(window.map().actor_name(DEE), "Dee");
    assert_eq!(window.steps(), 2);
}

#[test]
fn selected_actors_are_merged_into_the_best_connected() {
    let mut window = Window::with_map();
    let (bo, dee) = (window.actor_at("Bo"), window.actor_at("Dee"));
    window.click_at(dee, Modifiers::NONE);
    window.click_at(bo, Modifiers::SHIFT);
    assert!(window.shows("2 actors selected"));
    window.key(Key::M);
    assert!(window.map().actor(DEE).is_none());
    assert!(window.map().actor(BO).unwrap().aliases.contains("Dee"));
    assert_eq!(window.undo_name(), Some("Merge Dee into Bo"));
    window.click("Undo");
    assert_eq!(*window.map(), map());
}

#[test]
fn letters_typed_into_a_field_are_no_commands() {
    let mut window = selected();
    window.one(Role::TextInput, "Filter this list").click();
    window.settle();
    window.type_keys("faxrcmn");
    window.key(Key::Delete);
    window.key(Key::Backspace);
    assert_eq!(*window.map(), map());
    assert!(!window.shows("Add an actor"));
    assert_eq!(window.one(Role::TextInput, "Filter this list").value().as_deref(), Some("faxrcm"));
    assert!(window.count("Ana backs Bo") == 0, "the list is filtered");

    let selection = window.editor().selection.clone();
    window.ctrl(Key::A);
    assert_eq!(window.editor().selection, selection, "Ctrl+A selects the text");
    window.type_keys("cy");
    assert_eq!(window.one(Role::TextInput, "Filter this list").value().as_deref(), Some("cy"));
    window.one(Role::ListItem, "Cy opposes Bo");
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map(), "Ctrl+Z belongs to the text");
}

#[test]
fn the_map_is_named_and_the_name_undone() {
    let mut window = Window::with_map();
    window.one(Role::TextInput, "Name of the map").click();
    window.settle();
    window.type_keys("A quarrel");
    window.key(Key::Enter);
    assert_eq!(window.map().title(), "A quarrel");
    assert_eq!(window.steps(), 1, "a name is one step, not one a letter");
    window.ctrl(Key::Z);
    assert_eq!(window.map().title(), "");
}

#[test]
fn a_name_that_is_still_being_typed_is_saved_too() {
    let typing = || {
        let mut window = Window::with_map();
        window.one(Role::TextInput, "Name of the map").click();
        window.settle();
        window.type_keys("A quarrel");
        window
    };
    let mut window = typing();
    window.ctrl(Key::S);
    window
        .wait("the map to be saved", |window| !window.editor().is_dirty() && window.shows("Saved case.ron"));
    assert_eq!(stancemap::files::saved::load(&window.path("case.ron")).unwrap().title(), "A quarrel");

    let mut window = typing();
    window.cross();
    assert_eq!(window.map().title(), "A quarrel", "the name is taken over before the window closes");
    // It then asks the system to be closed again.
    window.cross();
    assert!(window.shows("Save the changes to “A quarrel”?"));
}

#[test]
fn kinds_and_memberships_are_chosen_from_lists() {
    let mut window = Window::with_map();
    let at = window.actor_at("Ana");
    window.click_at(at, Modifiers::NONE);
    window.click_on(Role::ComboBox, "Kind");
    window.click("Party");
    assert_eq!(window.map().actor(ANA).unwrap().kind, ActorKind::Party);
    let at = window.actor_at("Cy");
    window.click_at(at, Modifiers::NONE);
    window.click_on(Role::ComboBox, "Member of");
    window.click("Ana");
    assert_eq!(window.map().actor(CY).unwrap().member_of, Some(ANA));
}

#[test]
fn an_article_is_removed_with_its_quotes_and_comes_back_by_undo() {
    let mut window = Window::with_map();
    window.click("Articles");
    window.one(Role::ListItem, "A rebuke").click_secondary();
    window.settle();
    window.click("Remove");
    assert_eq!(window.map().articles().count(), 1);
    assert_eq!(window.map().relations().count(), 1);
    window.click("Undo");
    assert_eq!(*window.map(), map());
}

#[test]
fn a_relation_tells_how_it_came_to_be() {
    let mut window = selected();
    assert!(window.shows("Read from “"), "where its quotes were read");
    window.key(Key::C);
    assert!(window.shows("Confirmed"));
    window.key(Key::F);
    assert_eq!(window.editor().selection.sole_relation(), Some(opposes(ANA, BO)));
    assert!(window.shows("Changed from “Ana backs Bo”: 1 quote"));
    window.click("Confirm quote");
    assert!(window.shows("1 quote confirmed"));
    window.ctrl(Key::Z);
    assert!(!window.shows("1 quote confirmed"), "what was taken back did not happen");
    let acts = window.map().relation(opposes(ANA, BO)).unwrap().history.len();
    assert_eq!(acts, 2);
}

//! What can be made of words that were chosen in an article.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use stancemap::editor::Selection;
use stancemap::map::{ActorId, ActorKind, Evidence, RelationKey, Verdict};

use super::{choose, ends_of, pick, reading, selected};
use crate::case::{ANA, BO, CY, DEE, backs, map, opposes};
use crate::driver::Window;

#[test]
fn chosen_words_become_an_actor() {
    let mut window = reading();
    assert!(!window.shows("Make an actor…"), "nothing is chosen yet");
    choose(&mut window, "applause");
    window.click("Make an actor…");
    window.key(Key::Enter);
    let actor = window.map().actor(ActorId(5)).unwrap();
    assert_eq!((actor.name.as_str(), actor.kind), ("applause", ActorKind::State));
    assert_eq!(window.steps(), 1);
}

#[test]
fn chosen_words_become_another_name() {
    let mut window = reading();
    choose(&mut window, "There was");
    window.click("Another name of…");
    window.type_keys("dee");
    window.key(Key::Enter);
    assert!(window.map().actor(DEE).unwrap().aliases.contains("There was"));
    assert_eq!((window.steps(), window.undo_name()), (1, Some("Add alias")));
    let at = ends_of(&window, "There was")[0] + vec2(2.0, 0.0);
    window.click_at(at, Modifiers::NONE);
    assert_eq!(*selected(&window), Selection::of_actor(DEE), "it is marked from now on");
}

/// The only quote of a relation.
fn quote_of(window: &Window, key: RelationKey) -> (&str, Option<&str>, &Evidence) {
    let [item] = window.map().relation(key).unwrap().evidence.as_slice() else { panic!("one quote") };
    let article = window.map().article(item.article).unwrap();
    (article.slice(item.quote).unwrap(), item.cue.and_then(|cue| article.slice(cue)), item)
}

#[test]
fn chosen_words_show_that_one_actor_backs_another() {
    let mut window = reading();
    choose(&mut window, "was applause");
    window.click("Shows that X backs Y…");
    window.type_keys("dee");
    window.key(Key::Enter);
    window.type_keys("ana");
    window.key(Key::Enter);
    let key = backs(DEE, ANA);
    let (quote, cue, item) = quote_of(&window, key);
    assert_eq!((quote, cue), ("There was applause.", Some("was applause")));
    assert_eq!((item.origin, item.verdict), (None, Verdict::Confirmed));
    assert_eq!((window.steps(), window.undo_name()), (1, Some("Add quote to Dee backs Ana")));
    assert_eq!(*selected(&window), Selection::of_relation(key));
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());
}

#[test]
fn chosen_words_show_a_relation_of_the_selected_actors() {
    let mut window = reading();
    pick(&mut window, &["Cy", "Dee"]);
    choose(&mut window, "There was applause.");
    window.click("Cy opposes Dee");
    let (quote, cue, _) = quote_of(&window, opposes(CY, DEE));
    assert_eq!((quote, cue), ("There was applause.", None));
    assert_eq!(window.steps(), 1);
}

#[test]
fn a_quote_for_a_relation_that_was_rejected_brings_it_back() {
    let mut window = reading();
    window.click("Quote: Ana backs Bo");
    window.key(Key::X);
    assert!(window.map().relations().all(|(key, _)| key != backs(ANA, BO)));
    pick(&mut window, &["Ana", "Bo"]);
    choose(&mut window, "applause");
    window.click("Ana backs Bo");
    assert!(window.map().relation(backs(ANA, BO)).unwrap().is_shown());
    assert_eq!(window.steps(), 2);
}

#[test]
fn the_suggested_name_of_an_actor_gives_way_to_what_is_typed() {
    let mut window = reading();
    choose(&mut window, "applause");
    window.click("Make an actor…");
    assert_eq!(window.typed_in(Role::TextInput, "Name of the actor"), "applause");
    window.type_keys("Clappers");
    assert_eq!(window.typed_in(Role::TextInput, "Name of the actor"), "Clappers");
}

#[test]
fn chosen_words_may_be_the_claim_of_somebody() {
    let mut window = reading();
    choose(&mut window, "praised Bo");
    assert!(window.shows("In the article’s own voice."));
    window.click("According to…");
    window.type_keys("de");
    window.key(Key::Enter);
    window.click("According to Dee  ×");
    window.click("According to…");
    window.type_keys("de");
    window.key(Key::Enter);
    window.click("Shows that X opposes Y…");
    window.type_keys("cy");
    window.key(Key::Enter);
    window.type_keys("bo");
    window.key(Key::Enter);
    let voices: Vec<_> = window
        .map()
        .relation(opposes(CY, BO))
        .unwrap()
        .evidence
        .iter()
        .map(|item| item.attribution)
        .collect();
    assert_eq!(voices, [None, Some(DEE)]);
}

//! What can be made of words that were chosen in an article.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use stancemap::editor::Selection;
use stancemap::map::{ActorId, ActorKind, Article, ArticleId, Edit, Evidence, RelationKey, Verdict};

use super::{choose, ends_of, pick, place_of, reading, selected};
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
    assert!(window.shows("Dee is also called “There was” now.") && window.shows("Read again"));
    let at = ends_of(&window, "There was")[0] + vec2(2.0, 0.0);
    window.click_at(at, Modifiers::NONE);
    assert_eq!(*selected(&window), Selection::of_actor(DEE), "it is marked from now on");
}

#[test]
fn a_name_that_was_taken_over_is_given_back_at_once() {
    let mut window = reading();
    choose(&mut window, "applause");
    window.click("Another name of…");
    window.type_keys("dee");
    window.key(Key::Enter);
    window.click("Undo");
    assert_eq!(*window.map(), map());
    window.click("Another name of…");
    window.type_keys("dee");
    window.key(Key::Enter);
    window.click("Another name of…");
    window.type_keys("dee");
    window.key(Key::Enter);
    assert!(window.shows("Dee is called “applause” already."));
    assert_eq!(window.steps(), 1);
}

#[test]
fn a_name_is_made_of_chosen_words_without_the_punctuation_around_them() {
    let mut window = reading();
    choose(&mut window, "applause.");
    assert!(window.shows("“applause.”"), "the words stay as they were chosen");
    window.click("Make an actor…");
    assert_eq!(window.typed_in(Role::TextInput, "Name of the actor"), "applause");
    window.key(Key::Escape);
    window.click("Another name of…");
    window.type_keys("dee");
    window.key(Key::Enter);
    assert!(window.map().actor(DEE).unwrap().aliases.contains("applause"));
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

#[test]
fn chosen_words_stay_in_sight_above_what_can_be_made_of_them() {
    let mut map = map();
    let lines = (0..60).map(|number| format!("Line {number} tells of many things, one by one."));
    let text = lines.collect::<Vec<_>>().join("\n\n");
    map.apply(Edit::AddArticle { id: ArticleId(3), article: Article::from_text(text) }).unwrap();
    let mut window = Window::showing(&map);
    window.click("Articles");
    window.click_on(Role::ListItem, "Line 0");
    let row = |window: &Window| {
        let (at, galley) = window.text_painted("Line 59").expect("the text is shown");
        galley.rows.iter().map(|row| row.rect().translate(at.to_vec2())).collect::<Vec<_>>()
    };
    // The lowest line that is seen whole.
    let below = window.canvas().bottom() - 20.0;
    let lowest = row(&window).iter().rposition(|row| row.bottom() < below && row.width() > 0.0).unwrap();
    let line = row(&window)[lowest];
    let (from, to) = (line.left_center() + vec2(1.0, 0.0), line.left_center() + vec2(60.0, 0.0));
    window.press(from);
    window.move_to(from, to);
    assert_eq!(row(&window)[lowest], line, "nothing moves under the pointer");
    window.release(to);
    window.point_away();
    let bar = window.box_of("Make an actor…");
    assert!(row(&window)[lowest].bottom() < bar.top() - 40.0, "{:?} {bar:?}", row(&window)[lowest]);
    window.scroll(line.center() - vec2(0.0, 200.0), vec2(0.0, 600.0), Modifiers::NONE);
    let scrolled = row(&window)[lowest];
    window.point_away();
    assert_eq!(row(&window)[lowest], scrolled, "one may look elsewhere");
}

#[test]
fn escape_lets_go_of_chosen_words_and_only_then_closes_the_article() {
    let mut window = reading();
    choose(&mut window, "applause");
    window.key(Key::Escape);
    assert!(!window.shows("Make an actor…") && window.shows("Text of the article"));
    window.key(Key::Escape);
    assert!(!window.shows("Text of the article"));
}

#[test]
fn a_right_click_keeps_the_chosen_words() {
    let mut window = reading();
    choose(&mut window, "applause");
    let at = place_of(&window, "applause");
    window.right_click_at(at);
    window.point_away();
    assert!(window.shows("“applause”"));
    window.click("Make an actor…");
    assert_eq!(window.typed_in(Role::TextInput, "Name of the actor"), "applause");
}

#[test]
fn an_article_that_is_opened_again_has_no_chosen_words() {
    let mut window = reading();
    choose(&mut window, "applause");
    window.click("Close");
    window.click_on(Role::ListItem, "Praise on Monday");
    assert!(window.shows("Text of the article") && !window.shows("Make an actor…"));
}

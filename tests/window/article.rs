//! Articles, read: their marks, what leads from one to the next, and the room that they take.

mod chosen;
mod details;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Pos2, vec2};
use stancemap::editor::Selection;
use stancemap::map::{Article, ArticleId, Edit, Evidence, EvidenceId, Modality, Span, Verdict};

use crate::case::{ANA, BO, CY, backs, map, opposes};
use crate::driver::Window;

const TEXT: &str = "Text of the article";

/// A window in which the article on the praise is open.
fn reading() -> Window {
    let mut window = Window::with_map();
    window.click("Articles");
    window.click_on(Role::ListItem, "Praise on Monday");
    window
}

/// Where in the text of the open article the middle of some words is.
#[track_caller]
fn place_of(window: &Window, words: &str) -> Pos2 {
    let [left, right] = ends_of(window, words);
    left.lerp(right, 0.5)
}

/// Where the first and the last letter of some words are.
#[track_caller]
fn ends_of(window: &Window, words: &str) -> [Pos2; 2] {
    let (at, galley) = window.text_painted("Ana praised Bo on Monday.\n\nThere").expect("the text is shown");
    let text = galley.text();
    let start = text.find(words).expect("the words are there");
    let characters = |byte: usize| text[..byte].chars().count();
    [(start, 1.0), (start + words.len(), -1.0)].map(|(byte, inwards)| {
        let cursor = eframe::egui::text::CCursor::new(characters(byte));
        at + galley.pos_from_cursor(cursor).center().to_vec2() + vec2(inwards, 0.0)
    })
}

/// Draws over some words, as one does to choose them.
#[track_caller]
fn choose(window: &mut Window, words: &str) {
    let [from, to] = ends_of(window, words);
    window.drag(from, to);
    window.point_away();
}

/// Selects actors in their list, and nothing else.
#[track_caller]
fn pick(window: &mut Window, names: &[&str]) {
    window.click("Actors");
    for (index, name) in names.iter().enumerate() {
        let at = window.one(Role::ListItem, name).rect().center();
        window.click_at(at, if index == 0 { Modifiers::NONE } else { Modifiers::SHIFT });
    }
    window.point_away();
}

fn selected(window: &Window) -> &Selection {
    &window.editor().selection
}

#[test]
fn names_and_cues_are_clicked_to_select_what_they_mean() {
    let mut window = reading();
    for (words, expected) in [
        ("Ana", Selection::of_actor(ANA)),
        ("praised", Selection::of_relation(backs(ANA, BO))),
        ("Bo on", Selection::of_actor(BO)),
    ] {
        let at = ends_of(&window, words)[0] + vec2(2.0, 0.0);
        window.click_at(at, Modifiers::NONE);
        assert_eq!(*selected(&window), expected, "{words}");
    }
    let at = place_of(&window, "applause");
    window.click_at(at, Modifiers::NONE);
    assert_eq!(*selected(&window), Selection::of_actor(BO), "other words change nothing");
}

#[test]
fn signs_in_the_margin_select_their_relations() {
    let mut window = reading();
    let sign = window.one(Role::Button, "Quote: Ana backs Bo").rect();
    let line = place_of(&window, "praised");
    assert!((sign.center().y - line.y).abs() < 3.0, "it is beside its line");
    window.click("Quote: Ana backs Bo");
    assert_eq!(*selected(&window), Selection::of_relation(backs(ANA, BO)));
    assert!(window.shows("Quote 1 of 1"));
}

#[test]
fn keys_and_buttons_lead_from_quote_to_quote() {
    let mut map = map();
    let text = "Ana praised Bo.\n\nThen Ana praised Cy.";
    let article = Article::from_text(text);
    map.apply(Edit::AddArticle { id: ArticleId(3), article }).unwrap();
    for (number, target, quote) in [(3, CY, "Then Ana praised Cy."), (4, BO, "Ana praised Bo.")] {
        let start = text.find(quote).unwrap();
        let evidence = Evidence {
            id: EvidenceId(number),
            article: ArticleId(3),
            quote: Span::new(start, start + quote.len()),
            cue: None,
            origin: None,
            attribution: None,
            modality: Modality::Asserted,
            confidence: stancemap::map::Confidence::CERTAIN,
            verdict: Verdict::Unreviewed,
            note: String::new(),
        };
        map.apply(Edit::AddEvidence { key: backs(ANA, target), evidence }).unwrap();
    }
    let mut window = Window::showing(&map);
    window.click("Articles");
    window.click_on(Role::ListItem, "Ana praised Bo.");
    assert!(window.shows("2 quotes"));
    let at = |window: &Window| window.editor().selection.sole_relation();
    for (key, shown, expected) in
        [(Key::F4, "Quote 1 of 2", BO), (Key::F4, "Quote 2 of 2", CY), (Key::F4, "Quote 1 of 2", BO)]
    {
        window.key(key);
        assert_eq!(at(&window), Some(backs(ANA, expected)));
        assert!(window.shows(shown), "{shown}");
    }
    window.keys(Modifiers::SHIFT, Key::F4);
    assert_eq!(at(&window), Some(backs(ANA, CY)));
    window.click("Previous quote");
    assert_eq!(at(&window), Some(backs(ANA, BO)));
}

#[test]
fn without_an_open_article_the_next_quote_opens_one() {
    let mut window = Window::with_map();
    window.click_on(Role::ListItem, "Cy opposes Bo");
    window.key(Key::F4);
    assert!(window.typed_in(Role::MultilineTextInput, TEXT).starts_with("A rebuke"));
    assert!(window.shows("Quote 1 of 1"));
}

#[test]
fn a_quote_stays_marked_when_its_relation_is_turned_round() {
    let mut window = reading();
    window.key(Key::F4);
    for key in [Key::F, Key::R] {
        window.key(key);
        assert!(window.shows("Quote 1 of 1"), "{key:?}");
    }
}

#[test]
fn words_are_found_in_the_text() {
    let mut window = reading();
    let at = place_of(&window, "applause");
    window.click_at(at, Modifiers::NONE);
    window.ctrl(Key::F);
    assert_eq!(window.focused().as_deref(), Some("Find in the text"), "Ctrl+F while one reads");
    window.type_keys("monday");
    assert!(window.shows("2 matches"));
    for expected in ["1 of 2", "2 of 2", "1 of 2"] {
        window.key(Key::Enter);
        assert!(window.shows(expected), "{expected}");
    }
    window.keys(Modifiers::SHIFT, Key::Enter);
    assert!(window.shows("2 of 2"));
    window.click("Next match");
    assert!(window.shows("1 of 2"));
    window.one(Role::TextInput, "Find in the text").click();
    window.settle();
    window.type_keys("x");
    assert!(window.shows("Not found"));
    assert!(window.is_disabled("Next match"));
}

#[test]
fn an_article_takes_the_room_of_the_canvas_and_gives_it_back() {
    let mut window = reading();
    let before = window.one(Role::MultilineTextInput, TEXT).rect().width();
    window.key(Key::F9);
    assert!(!window.shows("Canvas"));
    assert!(window.one(Role::MultilineTextInput, TEXT).rect().width() > before);
    window.click("Quote: Ana backs Bo");
    window.key(Key::ArrowLeft);
    assert_eq!(*window.map(), map(), "what is out of sight is not moved");
    window.choose("Review", "Article in full view");
    assert!(window.shows("Canvas"));
    window.key(Key::Escape);
    window.key(Key::F9);
    assert!(!window.shows("Canvas") && window.shows(TEXT), "it opens an article");
}

#[test]
fn the_canvas_keeps_up_with_the_map_while_an_article_hides_it() {
    let mut window = reading();
    window.key(Key::F9);
    pick(&mut window, &["Cy"]);
    window.key(Key::Delete);
    window.ctrl(Key::A);
    assert!(!selected(&window).actors.contains(&CY), "who is gone cannot be selected");
    window.key(Key::F9);
    window.key(Key::Escape);
    assert!(window.shows("Ana, person") && !window.shows("Cy, person"));
}

#[test]
fn renaming_brings_the_canvas_back() {
    let mut window = reading();
    window.key(Key::F9);
    pick(&mut window, &["Ana"]);
    window.key(Key::F2);
    assert_eq!(window.focused().as_deref(), Some("New name"));
    window.type_keys("Anna");
    window.key(Key::Enter);
    assert_eq!(window.map().actor_name(ANA), "Anna");
}

#[test]
fn what_is_selected_on_the_canvas_comes_into_sight_in_the_text() {
    let mut map = map();
    let text = format!("Ana.\n{}\nDee.", "It rained all day.\n\n".repeat(80));
    let article = Article::from_text(text.as_str());
    map.apply(Edit::AddArticle { id: ArticleId(3), article }).unwrap();
    let mut window = Window::showing(&map);
    window.click("Articles");
    window.click_on(Role::ListItem, "Ana.");
    let top = |window: &Window| window.one(Role::MultilineTextInput, TEXT).rect().top();
    let before = top(&window);
    pick(&mut window, &["Ana"]);
    assert_eq!(top(&window), before, "it is in sight");
    pick(&mut window, &["Dee"]);
    assert!(top(&window) < before - 500.0, "the text is scrolled");
}

#[test]
fn disagreements_are_listed_with_the_quotes_of_both_sides() {
    let mut map = map();
    let evidence = Evidence {
        id: EvidenceId(3),
        quote: Span::new(10, 24),
        cue: None,
        origin: None,
        ..map.relation(opposes(CY, BO)).unwrap().evidence[0].clone()
    };
    map.apply(Edit::AddEvidence { key: backs(CY, BO), evidence }).unwrap();
    let mut window = Window::showing(&map);
    window.choose("Review", "Disagreements…");
    assert!(window.shows("1 pair on whom quotes contradict one another."));
    let said = |window: &Window, start: &str| window.one(Role::Label, start).rect();
    let (backing, opposing) = (said(&window, "“It had rained."), said(&window, "“Cy condemned Bo"));
    assert!(backing.right() < opposing.left() && backing.top() == opposing.top(), "side by side");
    window.click_on(Role::Label, "“Cy condemned Bo");
    assert!(!window.shows("Disagreements") && window.shows(TEXT), "a quote leads to its article");
}

#[test]
fn an_article_takes_the_room_of_the_canvas_where_there_is_too_little_for_both() {
    let mut window = Window::with_map_sized(880.0, 560.0);
    window.key(Key::F4);
    assert!(!window.shows("Canvas"));
    window.key(Key::F7);
    assert!(window.shows("Canvas"), "without the inspector there is room");
    window.key(Key::F7);
    window.key(Key::Escape);
    assert!(window.shows("Canvas"));
}

#[test]
fn full_view_keeps_the_place_and_finds_in_the_text() {
    let mut map = map();
    let lines = (0..120)
        .map(|number| format!("Line {number} tells of many things that happened on that day, one by one."));
    let text = lines.collect::<Vec<_>>().join("\n\n");
    map.apply(Edit::AddArticle { id: ArticleId(3), article: Article::from_text(text) }).unwrap();
    let mut window = Window::showing(&map);
    window.click("Articles");
    window.click_on(Role::ListItem, "Line 0");
    // The number of the line at the upper edge of what is seen.
    let first = |window: &Window| {
        let (at, galley) = window.text_painted("Line 119").expect("the text is shown");
        let top = window.box_of("Find in the text").bottom() + 20.0;
        let cursor = galley.cursor_from_pos(vec2(0.0, top - at.y));
        let before: String = galley.text().chars().take(cursor.index.0 + 12).collect();
        let line = before.rfind("Line ").map(|at| &before[at + 5..]);
        line.and_then(|line| line.split(' ').next()?.parse::<i32>().ok()).unwrap()
    };
    let at = window.box_of(TEXT).center().min(Pos2::new(1200.0, 400.0));
    window.scroll(at, vec2(0.0, -2400.0), Modifiers::NONE);
    let before = first(&window);
    assert!(before > 10, "{before}");
    for _ in 0..3 {
        window.key(Key::F9);
        assert!((first(&window) - before).abs() <= 1, "full: {} {before}", first(&window));
        window.key(Key::F9);
        assert!((first(&window) - before).abs() <= 1, "beside: {} {before}", first(&window));
    }
    window.key(Key::F9);
    window.scroll(at, vec2(0.0, 9000.0), Modifiers::NONE);
    window.key(Key::F9);
    assert!(first(&window) < 2, "{}", first(&window));
    window.key(Key::F9);
    window.ctrl(Key::F);
    assert_eq!(window.focused().as_deref(), Some("Find in the text"));
}

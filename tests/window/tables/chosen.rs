//! Which rows the keys are at and which are chosen, when rows come and go.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use stancemap::editor::Selection;
use stancemap::map::{
    Actor, ActorId, ActorKind, Claim, Edit, Place, RelationKey, Stance, StanceMap, Verdict,
};

use super::{actors, click, rows, table};
use crate::case::{ANA, BO, CY, backs, opposes};
use crate::driver::{CTRL, Window};

/// So many actors of whom each backs each other make more relations than are put in order at once.
const CROWD: u32 = 66;

/// A window with a table that takes its time.
fn crowd() -> Window {
    let mut map = StanceMap::default();
    let ids = || (1..=CROWD).map(ActorId);
    let mut edits = Vec::new();
    for id in ids() {
        let actor = Actor::by_hand(format!("P{:02}", id.0), ActorKind::Person);
        edits.push(Edit::AddActor { id, actor, at: Some(Place::new(id.0 as f32 * 200.0, 0.0)) });
    }
    for source in ids() {
        for target in ids().filter(|target| *target != source) {
            let key = RelationKey::new(source, target, Stance::Backs);
            edits.push(Edit::AddRelation { key, claim: Claim::default() });
        }
    }
    map.apply_all(edits).unwrap();
    let mut window = Window::showing(&map);
    window.key(Key::T);
    window
}

#[test]
fn keys_go_on_to_the_next_row_where_one_is_taken_away() {
    let mut window = table("Actors");
    for key in [Key::ArrowDown, Key::ArrowDown, Key::Delete] {
        window.key(key);
    }
    assert_eq!(rows(&window), ["Ana", "Cy", "Dee"]);
    assert_eq!(actors(&window), [3]);
    window.key(Key::Delete);
    assert_eq!(actors(&window), [4]);
    window.key(Key::Delete);
    assert_eq!(actors(&window), [1], "before it where nothing follows");
    window.ctrl(Key::Z);
    window.key(Key::ArrowUp);
    assert_eq!(actors(&window), [1], "the keys are where they were");

    let mut window = table("Relations");
    window.key(Key::ArrowDown);
    window.key(Key::X);
    assert_eq!(window.editor().selection, Selection::of_relation(opposes(CY, BO)));
    window.key(Key::X);
    assert!(rows(&window).is_empty());

    let mut window = table("Articles");
    window.key(Key::ArrowDown);
    window.key(Key::Delete);
    window.key(Key::Delete);
    assert_eq!(window.map().articles().count(), 0);
}

#[test]
fn nothing_is_chosen_where_a_row_goes_that_was_not() {
    let mut window = table("Relations");
    window.key(Key::ArrowDown);
    window.keys(CTRL, Key::ArrowDown);
    window.key(Key::X);
    assert_eq!(rows(&window), ["Cy opposes Bo"]);
    assert!(window.editor().selection.is_empty(), "the keys were at another row");
    window.key(Key::Space);
    assert_eq!(window.editor().selection, Selection::of_relation(opposes(CY, BO)));
}

#[test]
fn keys_stay_with_a_row_that_becomes_another() {
    let mut window = table("Relations");
    window.key(Key::ArrowDown);
    window.key(Key::F);
    assert_eq!(window.editor().selection, Selection::of_relation(opposes(ANA, BO)));
}

#[test]
fn quotes_that_are_listed_no_longer_are_chosen_no_longer() {
    let mut window = table("Quotes");
    window.ctrl(Key::F);
    window.type_keys("unreviewed");
    window.key(Key::Enter);
    window.ctrl(Key::A);
    window.key(Key::C);
    assert!(rows(&window).is_empty());
    assert!(window.shows("No quotes chosen"));
    window.key(Key::X);
    let verdict = |key| window.map().relation(key).unwrap().evidence[0].verdict;
    assert_eq!([backs(ANA, BO), opposes(CY, BO)].map(verdict), [Verdict::Confirmed; 2]);
}

#[test]
fn what_is_selected_comes_into_sight_once_many_rows_are_in_order() {
    let mut window = crowd();
    let head = |window: &mut Window, way: &str| {
        window.click_on(Role::ColumnHeader, &format!("Sort by source, {way}"));
    };
    head(&mut window, "ascending");
    head(&mut window, "descending");
    let first = format!("P{CROWD:02} backs P01");
    window.wait("the order", |window| rows(window).first() == Some(&first));
    click(&mut window, &first, Modifiers::NONE);
    window.keys(CTRL, Key::PageUp);
    assert_eq!(rows(&window)[0], "P01");
    window.begin(CTRL, Key::PageDown);
    window.wait("the order", |window| {
        rows(window).first().is_some_and(|row| row.starts_with(&format!("P{CROWD:02}")))
    });
    assert_eq!(rows(&window).first(), Some(&first), "it is in sight");
}

#[test]
fn rows_that_are_yet_to_be_found_are_not_taken_for_those_that_were() {
    let mut window = crowd();
    window.ctrl(Key::F);
    window.type_keys("P07 P08");
    window.wait("the rows", |window| window.shows("Relations 2 of"));
    window.click_on(Role::Tab, "Actors");
    // At once, when the rows that were sought are hardly there yet.
    window.begin(CTRL, Key::PageDown);
    window.begin(CTRL, Key::A);
    window.begin(Modifiers::NONE, Key::Delete);
    window.settle();
    let left = window.map().relations().count() as u32;
    assert!(left >= CROWD * (CROWD - 1) - 2, "{left} are left");
}

#[test]
fn words_that_are_marked_are_copied_rather_than_rows() {
    let mut window = table("Relations");
    window.key(Key::F1);
    assert_eq!(window.copied(), None, "rows beneath a dialog are not meant");
    window.key(Key::Escape);
    click(&mut window, "Ana backs Bo", Modifiers::NONE);
    let words = window.box_of("1 relation chosen");
    window.drag(words.left_center() + vec2(1.0, 0.0), words.right_center() + vec2(20.0, 0.0));
    assert!(window.copied().is_some_and(|copied| copied.starts_with("1 relation")));
    click(&mut window, "Ana backs Bo", Modifiers::NONE);
    assert!(window.copied().is_some_and(|copied| copied.contains("Ana,backs,Bo")));
}

#[test]
fn the_verdict_of_a_quote_that_was_rejected_with_its_relation_can_be_cleared() {
    let mut window = table("Relations");
    window.key(Key::ArrowDown);
    window.key(Key::X);
    window.click_on(Role::Tab, "Quotes");
    click(&mut window, "Ana backs Bo", Modifiers::NONE);
    window.key(Key::X);
    assert_eq!(window.steps(), 1, "it is rejected already");
    window.click("More");
    window.click("Clear verdict");
    assert_eq!(window.undo_name(), Some("Clear verdict of 1 quote"));
    let relation = window.map().relation(backs(ANA, BO)).unwrap();
    assert!(relation.is_shown());
    assert_eq!(relation.evidence[0].verdict, Verdict::Unreviewed);
}

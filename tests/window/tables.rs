//! The map as tables.

mod chosen;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use stancemap::editor::Selection;
use stancemap::map::{ActorKind, ArticleId, EvidenceId, Modality, Verdict};

use crate::case::{ANA, BO, CY, DEE, backs, map, opposes};
use crate::driver::{CTRL, Window};

/// A window in which one of the tables is open.
fn table(name: &str) -> Window {
    let mut window = Window::with_map();
    window.key(Key::T);
    window.click_on(Role::Tab, name);
    window
}

/// What the listed rows are called.
fn rows(window: &Window) -> Vec<String> {
    window.names_of(Role::Row)
}

fn actors(window: &Window) -> Vec<u32> {
    window.editor().selection.actors.iter().map(|id| id.0).collect()
}

/// Where a row is: its beginning is in sight.
fn place(window: &Window, name: &str) -> eframe::egui::Pos2 {
    window.one(Role::Row, name).rect().left_center() + eframe::egui::vec2(20.0, 0.0)
}

fn click(window: &mut Window, name: &str, modifiers: Modifiers) {
    let at = place(window, name);
    window.click_at(at, modifiers);
}

#[test]
fn tables_take_the_room_of_the_canvas_and_give_it_back() {
    let mut window = Window::with_map();
    window.key(Key::T);
    assert!(!window.shows("Canvas"));
    assert_eq!(rows(&window), ["Ana backs Bo", "Cy opposes Bo"]);
    for (tab, count) in [("Actors 4", 4), ("Relations 2", 2), ("Quotes 2", 2), ("Articles 2", 2)] {
        window.click_on(Role::Tab, tab);
        assert_eq!(rows(&window).len(), count, "{tab}");
    }
    for tab in ["Rows of Actors", "Rows of Relations"] {
        window.keys(CTRL, Key::PageDown);
        assert_eq!(window.focused().as_deref(), Some(tab), "by keys");
    }
    for _ in 0..2 {
        window.keys(CTRL, Key::PageUp);
    }
    window.key(Key::Escape);
    assert!(window.shows("Canvas"));
    window.click("View");
    window.click_on(Role::CheckBox, "Tables");
    assert_eq!(rows(&window), ["Praise on Monday", "A rebuke"], "they are found as they were left");
    window.key(Key::T);
    assert!(window.shows("Canvas"));
}

#[test]
fn a_click_on_a_head_sorts_one_way_and_then_the_other() {
    let mut window = table("Actors");
    window.click_on(Role::ColumnHeader, "Sort by name, ascending");
    assert_eq!(rows(&window), ["Ana", "Bo", "Cy", "Dee"]);
    window.click_on(Role::ColumnHeader, "Sort by name, descending");
    assert_eq!(rows(&window), ["Dee", "Cy", "Bo", "Ana"]);
    // By keys as well, which bring into sight what they come to.
    let column = "Sort by opposed by, ascending";
    let right = |window: &Window| window.one(Role::ColumnHeader, "Sort by opposed by").rect().right();
    assert!(right(&window) > 1000.0);
    window.tab_to(column);
    assert!(right(&window) < 940.0);
    window.key(Key::Enter);
    assert_eq!(rows(&window), ["Ana", "Cy", "Dee", "Bo"]);
    window.key(Key::Enter);
    assert_eq!(rows(&window), ["Bo", "Ana", "Cy", "Dee"], "what is alike stays in order");
}

#[test]
fn the_edge_of_a_head_makes_its_column_wider() {
    let mut window = table("Actors");
    let width = |window: &Window| window.one(Role::ColumnHeader, "Sort by name").rect().width();
    let before = width(&window);
    let edge = window.one(Role::Splitter, "Width of name").rect().center();
    window.drag(edge, edge + eframe::egui::vec2(40.0, 0.0));
    assert!((width(&window) - before - 40.0).abs() < 2.0);
    window.tab_to("Width of name");
    window.key(Key::ArrowLeft);
    assert!((width(&window) - before - 32.0).abs() < 2.0);
}

#[test]
fn rows_are_found_as_one_types() {
    let mut window = table("Relations");
    window.ctrl(Key::F);
    assert_eq!(window.focused().as_deref(), Some("Filter rows"));
    window.type_keys("OPPOSES cÿ");
    assert_eq!(rows(&window), ["Cy opposes Bo"]);
    assert!(window.shows("Relations 1 of 2"));
    window.key(Key::Enter);
    assert_eq!(window.focused().as_deref(), Some("Rows of Relations"));
    window.ctrl(Key::F);
    window.type_keys(" nobody");
    assert!(rows(&window).is_empty());
    window.key(Key::Escape);
    window.click_on(Role::Tab, "Actors");
    assert_eq!(rows(&window).len(), 4, "each table has a filter of its own");
}

#[test]
fn what_the_canvas_leaves_out_can_be_left_out() {
    let mut window = Window::with_selected(&["Cy"]);
    window.key(Key::H);
    window.key(Key::T);
    window.click_on(Role::CheckBox, "Only what the map shows");
    assert_eq!(rows(&window), ["Ana backs Bo"]);
    window.choose("View", "Show all hidden");
    assert_eq!(rows(&window).len(), 2, "it follows the canvas");
}

#[test]
fn rows_are_chosen_by_clicks() {
    let mut window = table("Actors");
    click(&mut window, "Bo", Modifiers::NONE);
    assert_eq!(actors(&window), [2]);
    click(&mut window, "Dee", Modifiers::SHIFT);
    assert_eq!(actors(&window), [2, 3, 4]);
    click(&mut window, "Cy", CTRL);
    assert_eq!(actors(&window), [2, 4]);
    assert!(window.shows("2 actors chosen"));
    window.key(Key::Escape);
    assert!(actors(&window).is_empty() && !window.shows("Canvas"), "first, nothing is chosen any more");
    window.key(Key::Escape);
    assert!(window.shows("Canvas"));
}

#[test]
fn rows_are_chosen_by_keys() {
    let mut window = table("Actors");
    let shift = Modifiers::SHIFT;
    for (modifiers, key, expected) in [
        (Modifiers::NONE, Key::ArrowDown, &[1][..]),
        (Modifiers::NONE, Key::ArrowDown, &[2]),
        (shift, Key::ArrowDown, &[2, 3]),
        (shift, Key::ArrowUp, &[2]),
        (shift, Key::ArrowUp, &[1, 2]),
        (Modifiers::NONE, Key::End, &[4]),
        (shift, Key::PageUp, &[1, 2, 3, 4]),
        (Modifiers::NONE, Key::Home, &[1]),
        (CTRL, Key::ArrowDown, &[1]),
        (CTRL, Key::ArrowDown, &[1]),
        (Modifiers::NONE, Key::Space, &[1, 3]),
        (CTRL, Key::A, &[1, 2, 3, 4]),
        (Modifiers::NONE, Key::PageDown, &[4]),
    ] {
        window.keys(modifiers, key);
        assert_eq!(actors(&window), expected, "{key:?}");
    }
    assert_eq!(window.steps(), 0);
}

#[test]
fn what_is_selected_is_the_same_in_tables_and_on_the_canvas() {
    let mut window = Window::with_selected(&["Bo", "Cy"]);
    window.key(Key::T);
    window.click_on(Role::Tab, "Actors");
    assert!(window.shows("2 actors chosen"));
    click(&mut window, "Dee", Modifiers::NONE);
    window.key(Key::T);
    assert_eq!(window.editor().selection, Selection::of_actor(DEE));
}

#[test]
fn enter_and_a_double_click_go_to_what_a_row_stands_for() {
    let mut window = table("Relations");
    window.key(Key::End);
    window.key(Key::Enter);
    assert!(window.shows("Canvas"));
    assert_eq!(window.editor().selection, Selection::of_relation(opposes(CY, BO)));
    window.key(Key::T);
    window.click_on(Role::Tab, "Quotes");
    window.key(Key::Home);
    window.key(Key::Enter);
    assert!(window.shows("Text of the article") && window.shows("Rows of Quotes"), "side by side");
    window.key(Key::Escape);
    window.click_on(Role::Tab, "Articles");
    let at = place(&window, "A rebuke");
    window.double_click_at(at);
    assert_eq!(window.typed_in(Role::MultilineTextInput, "Title of the article"), "A rebuke");
}

#[test]
fn many_actors_are_changed_in_one_step() {
    let mut window = table("Actors");
    // The inspector offers colours as well.
    window.key(Key::F7);
    window.ctrl(Key::A);
    window.click("Kind");
    window.click("Armed group");
    assert_eq!(window.undo_name(), Some("Set kind of 4 actors to armed group"));
    assert!(window.map().actors().all(|(_, actor)| actor.kind == ActorKind::ArmedGroup));
    window.click("Member of");
    window.click("An actor…");
    window.type_keys("dee");
    window.key(Key::Enter);
    assert_eq!(window.undo_name(), Some("Put 3 actors into Dee"));
    assert_eq!(window.map().actor(ANA).unwrap().member_of, Some(DEE));
    window.click("Colour");
    window.click_on(Role::RadioButton, "Green");
    assert!(window.map().actors().all(|(_, actor)| actor.colour.is_some()));
    window.key(Key::Delete);
    assert_eq!(window.undo_name(), Some("Delete 4 actors"));
    for _ in 0..4 {
        window.ctrl(Key::Z);
    }
    assert_eq!(*window.map(), map());
}

#[test]
fn many_relations_are_changed_in_one_step() {
    let mut window = table("Relations");
    // The inspector has the same buttons.
    window.key(Key::F7);
    window.ctrl(Key::A);
    window.key(Key::C);
    assert_eq!(window.undo_name(), Some("Confirm 2 relations"));
    assert_eq!(window.map().relation(backs(ANA, BO)).unwrap().verdict, Verdict::Confirmed);
    window.click("Flip");
    assert_eq!(window.undo_name(), Some("Flip 2 relations"));
    let flipped = [opposes(ANA, BO), backs(CY, BO)];
    assert_eq!(window.editor().selection.relations, flipped.into(), "they stay chosen");
    let at = place(&window, "Ana opposes Bo");
    window.right_click_at(at);
    window.click("Reverse direction");
    assert_eq!(window.undo_name(), Some("Reverse 2 relations"));
    window.click("Delete");
    assert!(rows(&window).is_empty());
    assert_eq!(window.undo_name(), Some("Delete 2 relations"));
}

#[test]
fn many_quotes_are_changed_in_one_step() {
    let mut window = table("Quotes");
    window.ctrl(Key::A);
    assert!(window.editor().selection.is_empty());
    window.key(Key::C);
    assert_eq!(window.undo_name(), Some("Confirm 2 quotes"));
    window.click("More");
    window.click("Mark as hedged");
    assert_eq!(window.undo_name(), Some("Mark 2 quotes as hedged"));
    let quote = |window: &Window, key, id: u32| {
        let evidence = &window.map().relation(key)?.evidence;
        evidence.iter().find(|item| item.id == EvidenceId(id)).map(|item| (item.verdict, item.modality))
    };
    let hedged = Some((Verdict::Confirmed, Modality::Hedged));
    assert_eq!(quote(&window, opposes(CY, BO), 2), hedged);
    window.key(Key::F);
    assert_eq!(window.undo_name(), Some("Flip 2 quotes"));
    assert_eq!(quote(&window, backs(CY, BO), 2), hedged);
    window.key(Key::X);
    assert_eq!(window.undo_name(), Some("Reject 2 quotes"));
}

#[test]
fn many_articles_get_a_source_and_a_date_in_one_step() {
    let mut window = table("Articles");
    window.ctrl(Key::A);
    window.click_on(Role::TextInput, "Source of the chosen articles");
    window.type_keys("Reuters");
    window.key(Key::Enter);
    assert_eq!(window.undo_name(), Some("Set source of 2 articles to Reuters"));
    window.click_on(Role::TextInput, "Date of the chosen articles");
    window.type_keys("someday");
    assert!(window.is_disabled("Set date"));
    window.ctrl(Key::A);
    window.type_keys("2024-02-29");
    window.click("Set date");
    assert_eq!(window.undo_name(), Some("Set date of 2 articles to 2024-02-29"));
    let article = window.map().article(ArticleId(2)).unwrap();
    assert_eq!((article.source.as_str(), article.date), ("Reuters", Some(jiff::civil::date(2024, 2, 29))));
}

#[test]
fn the_menu_of_a_row_is_opened_by_keys() {
    let mut window = table("Relations");
    window.key(Key::ArrowDown);
    window.keys(CTRL, Key::ArrowDown);
    let row = Selection::of_relation(opposes(CY, BO));
    assert_ne!(window.editor().selection, row);
    window.key(Key::Menu);
    assert!(window.shows("Show on the canvas"), "{:#?}", window.texts());
    assert_eq!(window.editor().selection, row, "what the menu is of is chosen");
    window.key(Key::Escape);
    assert!(!window.shows("Show on the canvas"));
    window.click_on(Role::Tab, "Articles");
    window.key(Key::ArrowDown);
    window.keys(Modifiers::SHIFT, Key::F10);
    assert!(window.shows("Read again"));
}

#[test]
fn rows_are_copied_as_csv() {
    const HEAD: &str = "Source,Stance,Target,Verdict,Wording,Confidence,Quotes,Sources,First,Last,Note\r\n";
    let ana = "Ana,backs,Bo,unreviewed,asserted,0.88,1,1,2021-05-03,2021-05-03,\r\n";
    let cy = "Cy,opposes,Bo,unreviewed,asserted,0.88,1,1,2023-08-14,2023-08-14,\r\n";
    let mut window = table("Relations");
    window.click_on(Role::ColumnHeader, "Sort by source, ascending");
    window.click_on(Role::ColumnHeader, "Sort by source, descending");
    assert_eq!(
        window.copied(),
        Some(format!("{HEAD}{cy}{ana}")),
        "all, in the order in which they are listed"
    );
    click(&mut window, "Ana backs Bo", Modifiers::NONE);
    assert_eq!(window.copied(), Some(format!("{HEAD}{ana}")), "what is chosen");
    assert!(window.shows("Copied 1 row"));
}

#[test]
fn quotes_are_copied_with_their_relation_in_three_columns() {
    let mut window = table("Quotes");
    let copied = window.copied().unwrap();
    assert!(copied.starts_with("Source,Stance,Target,Quote,"), "{copied}");
    assert!(copied.contains("\r\nAna,backs,Bo,Ana praised Bo on Monday.,"), "{copied}");
}

#[test]
fn rows_that_a_filter_takes_away_are_chosen_no_longer() {
    let mut window = table("Actors");
    window.ctrl(Key::A);
    window.ctrl(Key::F);
    window.type_keys("bo");
    assert_eq!(actors(&window), [2]);
}

#[test]
fn hundreds_of_rows_are_gone_through_by_keys() {
    let mut window = Window::with_sample("six-conflicts.ron");
    window.key(Key::T);
    window.click_on(Role::Tab, "Quotes");
    let all = window.map().relations().map(|(_, relation)| relation.evidence.len()).sum::<usize>();
    assert!(all > 60 && rows(&window).len() < 40, "only those in view are drawn");
    let first = rows(&window)[0].clone();
    window.key(Key::End);
    assert_ne!(rows(&window)[0], first, "the last comes into sight");
    window.key(Key::Home);
    assert_eq!(rows(&window)[0], first);
}

#[test]
fn the_arrow_down_leads_from_the_filter_to_the_rows() {
    let mut window = table("Relations");
    window.ctrl(Key::F);
    window.type_keys("ana");
    window.key(Key::ArrowDown);
    assert_eq!(window.focused().as_deref(), Some("Rows of Relations"));
    window.key(Key::ArrowDown);
    assert_eq!(window.editor().selection, Selection::of_relation(backs(ANA, BO)));
}

#[test]
fn what_stands_above_the_rows_wraps_where_an_article_leaves_it_little_room() {
    let in_high: &[&str] = &["Only what the map shows", "Copy as CSV", "Save as CSV…"];
    for (width, height, tools) in [(1280.0, 800.0, in_high), (880.0, 560.0, &["Rows"])] {
        let mut window = Window::with_map_sized(width, height);
        window.key(Key::T);
        window.click_on(Role::Tab, "Articles");
        if width > 1000.0 {
            window.keys(Modifiers::NONE, Key::ArrowDown);
            window.key(Key::Enter);
        }
        let right = window.box_of("Rows of Articles").right();
        for name in ["Actors 4", "Articles 2"].iter().chain(tools) {
            let seen = window.box_of(name);
            assert!(seen.right() <= right + 1.0, "{name} at {width}: {seen:?} beyond {right}");
        }
    }
}

#[test]
fn what_is_done_with_rows_stands_below_them_in_the_smallest_window() {
    let mut window = Window::with_map_sized(640.0, 480.0);
    window.key(Key::T);
    for table in ["Actors", "Relations", "Quotes", "Articles"] {
        window.click_on(Role::Tab, table);
        window.key(Key::ArrowDown);
        let (rows, change) = (window.box_of(&format!("Rows of {table}")), window.box_of("Change"));
        assert!(rows.height() > 56.0 && change.top() >= rows.bottom(), "{table}: {rows:?} {change:?}");
    }
    window.click_on(Role::Tab, "Relations");
    window.key(Key::ArrowDown);
    window.click("Change");
    window.click("Flip");
    assert_eq!(window.steps(), 1);
    assert_eq!(window.count("Reverse"), 0, "the menu is closed");
}

#[test]
fn a_dialog_over_the_tables_takes_the_keys() {
    let mut window = table("Relations");
    window.key(Key::F1);
    for _ in 0..3 {
        window.key(Key::Tab);
        assert_ne!(window.focused().as_deref(), Some("Rows of Relations"));
    }
    window.key(Key::Escape);
    assert_eq!(window.focused().as_deref(), Some("Rows of Relations"), "and gives them back");
}

#[test]
fn messages_lie_over_rows_and_not_over_what_is_done_with_them() {
    let mut window = table("Relations");
    window.ctrl(Key::A);
    window.key(Key::X);
    let message = window.box_of("Undo");
    for name in ["Filter rows", "Copy as CSV", "Actors 4", "Sort by target, ascending"] {
        assert!(!window.box_of(name).intersects(message), "{name}");
    }
}

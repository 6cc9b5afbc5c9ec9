//! What is known of an article besides its text, and how it is corrected.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use stancemap::map::ArticleId;

use super::{reading, selected};
use crate::case::map;
use crate::driver::Window;

/// Types into a field of the article, instead of what is there, and leaves it.
#[track_caller]
fn retype(window: &mut Window, role: Role, name: &str, text: &str) {
    window.one(role, name).click();
    window.settle();
    window.ctrl(Key::A);
    window.key(Key::Delete);
    window.type_keys(text);
    window.key(Key::Enter);
}

#[test]
fn what_is_known_of_an_article_is_corrected_in_place() {
    let mut window = reading();
    let of = |window: &Window| window.map().article(ArticleId(1)).unwrap().as_ref().clone();
    retype(&mut window, Role::MultilineTextInput, "Title of the article", "Praise");
    assert_eq!(of(&window).title, "Praise");
    for (name, text) in [
        ("Source of the article", "The Post"),
        ("Byline of the article", "Dee"),
        ("Web address of the article", "https://post.example/1"),
        ("Date of the article", "2021-05-04"),
    ] {
        retype(&mut window, Role::TextInput, name, text);
    }
    let article = of(&window);
    assert_eq!(
        [&article.source, &article.byline, &article.url],
        ["The Post", "Dee", "https://post.example/1"]
    );
    assert_eq!(article.date, Some(jiff::civil::date(2021, 5, 4)));
    assert_eq!(window.steps(), 5);
    assert_eq!(window.undo_name(), Some("Edit article details"));
    window.ctrl(Key::Z);
    assert_eq!(of(&window).date, Some(jiff::civil::date(2021, 5, 3)));

    retype(&mut window, Role::MultilineTextInput, "Title of the article", "");
    assert_eq!(of(&window).title, "Praise on Monday", "an article is never without a title");
}

#[test]
fn a_day_that_is_none_is_not_taken_over() {
    let mut window = reading();
    let name = "Date of the article";
    retype(&mut window, Role::TextInput, name, "someday");
    assert!(window.shows("“someday” is not a day. Write it like 14 Aug 2023"));
    assert_eq!(*window.map(), map());
    assert_eq!(window.focused().as_deref(), Some(name), "it is mended at once");
    window.ctrl(Key::A);
    window.type_keys("noday");
    assert_eq!((selected(&window).is_empty(), window.map()), (true, &map()), "no command is run");
    retype(&mut window, Role::TextInput, name, "4 May 2021");
    assert!(!window.shows("“someday”"));
    assert_eq!(window.map().article(ArticleId(1)).unwrap().date, Some(jiff::civil::date(2021, 5, 4)));
    retype(&mut window, Role::TextInput, name, "");
    assert_eq!(window.map().article(ArticleId(1)).unwrap().date, None);
}

#[test]
fn what_is_said_of_a_wrong_day_moves_nothing() {
    let mut window = reading();
    let below =
        |window: &Window| ["Note on the article", "Text of the article"].map(|name| window.box_of(name));
    let before = below(&window);
    retype(&mut window, Role::TextInput, "Date of the article", "someday");
    assert!(window.shows("“someday” is not a day."));
    assert_eq!(below(&window), before);
    window.click_on(Role::TextInput, "Source of the article");
    assert!(window.shows("“someday” is not a day."), "it waits to be mended");
    assert_eq!(below(&window), before);
}

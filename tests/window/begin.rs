//! How work begins and ends: the welcome, articles that come in, files that cannot be opened, unsaved work.

use std::fs;

use eframe::egui::Key;
use eframe::egui::Modifiers;
use eframe::egui::accesskit::Role;
use stancemap::files::saved;
use stancemap::map::{Actor, ActorId, ActorKind, Article, ArticleId, Edit, RelationKey, Stance, StanceMap};

use crate::case::{ANA, BO, backs, map};
use crate::driver::{CTRL, Window};

const PRAISE: &str = "A visit\n\nTurkey condemned Syria on Friday. Russia has armed Syria for years.\n";

#[test]
fn the_welcome_offers_every_way_to_begin() {
    let mut window = Window::blank();
    for name in ["Add articles…", "Paste text…", "Open map…", "Open by path…"] {
        assert_eq!(window.count(name), 1, "{name}: {:#?}", window.texts());
    }
    window.click("Paste text…");
    assert!(window.shows("Paste an article"));
    window.key(Key::Escape);
    assert!(!window.shows("Paste an article"));
}

#[test]
fn a_pasted_text_becomes_a_map() {
    let mut window = Window::blank();
    window.click("Paste text…");
    window.paste(PRAISE);
    window.click("Read");
    window.wait("the text to be read", |window| window.map().relations().next().is_some());
    for relation in ["Turkey opposes Syria", "Russia backs Syria"] {
        window.one(Role::ListItem, relation);
        // The canvas says it too, with how many quotes it rests on.
        window.one(Role::GraphicsSymbol, &format!("{relation}, 1 quote"));
    }
    assert!(window.shows("3 actors · 2 relations · 2 quotes, 2 unreviewed"));
    assert!(window.shows("1 article read: 3 new actors, 2 new quotes"));
    assert_eq!(window.steps(), 1, "a reading is one step");
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), StanceMap::default());
}

#[test]
fn the_same_text_twice_adds_nothing() {
    let mut window = Window::blank();
    for _ in 0..2 {
        window.keys(CTRL | Modifiers::SHIFT, Key::V);
        window.paste(PRAISE);
        window.click("Read");
        window.wait("the text to be read", |window| window.shows("1 article read"));
    }
    window.wait("the second reading", |window| window.shows("1 article read: no new stances"));
    assert_eq!(window.map().articles().count(), 1);
    assert_eq!(window.steps(), 1);
}

/// Opens a path as one types it.
fn open_path(window: &mut Window, path: &std::path::Path) {
    window.keys(CTRL | Modifiers::SHIFT, Key::O);
    window.type_keys(&path.display().to_string());
    window.key(Key::Enter);
}

#[test]
fn a_wrong_path_is_one_sentence_and_changes_nothing() {
    for name in ["missing.txt", "missing.ron"] {
        let mut window = Window::with_map();
        let path = window.path(name);
        open_path(&mut window, &path);
        window.wait("the message", |window| window.count("Close") > 0);
        let said: Vec<String> = window.texts().into_iter().filter(|text| text.contains(name)).collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("There is no such file"), "{said:?}");
        assert_eq!(*window.map(), map());
        assert_eq!(window.steps(), 0);
        window.click("Close");
        assert_eq!(window.count("Close"), 0);
    }
}

#[test]
fn an_altered_map_is_not_opened() {
    let mut window = Window::with_map();
    let path = window.path("altered.ron");
    fs::write(&path, saved::to_text(&map()).replacen("Ana", "Eve", 1)).unwrap();
    open_path(&mut window, &path);
    window.wait("the message", |window| window.count("Close") > 0);
    assert!(window.texts().iter().any(|text| text.contains("altered.ron")), "{:#?}", window.texts());
    assert_eq!(*window.map(), map());
}

#[test]
fn dropped_files_are_read_and_dropped_maps_opened() {
    let mut window = Window::with_map();
    let [article, rubbish, other] = ["visit.txt", "picture.txt", "other.ron"].map(|name| window.path(name));
    fs::write(&article, PRAISE).unwrap();
    fs::write(&rubbish, [0x89, b'P', b'N', b'G', 0, 1, 2, 3]).unwrap();
    window.drop_files(&[article, rubbish]);
    window.wait("the article to be read", |window| window.map().articles().count() == 3);
    assert!(window.shows("1 article read"));
    assert!(window.texts().iter().any(|text| text.contains("picture.txt")), "{:#?}", window.texts());
    window.ctrl(Key::Z);
    assert_eq!(*window.map(), map());

    let mut two = StanceMap::default();
    two.apply(Edit::SetTitle("The other".to_owned())).unwrap();
    saved::save(&two, &other).unwrap();
    window.drop_files(&[other]);
    window.wait("the map to open", |window| window.map().title() == "The other");
}

#[test]
fn what_is_told_of_an_article_begins_with_a_capital() {
    let mut window = Window::with_map();
    let rain = window.path("rain.txt");
    std::fs::write(&rain, "Rain is expected.").unwrap();
    window.drop_files(&[rain]);
    window.wait("the article to be read", |window| window.map().articles().count() == 3);
    assert!(window.shows("No actors were recognised"), "{:#?}", window.texts());
}

/// A window with a change that is not in the file.
fn changed() -> Window {
    let mut window = Window::with_map();
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.key(Key::F);
    assert!(window.map().relation(backs(ANA, BO)).is_none());
    assert!(window.shows("not saved"));
    window
}

#[test]
fn unsaved_work_is_asked_about() {
    let mut window = changed();
    let before = window.map().clone();
    window.ctrl(Key::N);
    assert!(window.shows("Save the changes to “case”?"));
    window.click("Cancel");
    assert!(!window.shows("Save the changes"));
    assert_eq!(*window.map(), before);

    window.ctrl(Key::N);
    window.click("Don’t save");
    assert_eq!(*window.map(), StanceMap::default());
    assert_eq!(saved::load(&window.path("case.ron")).unwrap(), map(), "the file is as it was");

    let mut window = changed();
    let before = window.map().clone();
    window.ctrl(Key::N);
    window.click("Save");
    window.wait("the new map", |window| *window.map() == StanceMap::default());
    assert_eq!(saved::load(&window.path("case.ron")).unwrap(), before);
}

#[test]
fn closing_asks_about_unsaved_work_too() {
    let mut window = changed();
    let before = window.map().clone();
    window.cross();
    assert!(window.shows("Save the changes"));
    window.key(Key::Escape);
    assert_eq!(*window.map(), before);
    window.ctrl(Key::S);
    window.wait("the map to be saved", |window| !window.editor().is_dirty());
    window.cross();
    assert!(!window.shows("Save the changes"), "nothing is lost: nothing is asked");
}

#[test]
fn what_somebody_else_has_saved_is_not_replaced_unasked() {
    let mut window = changed();
    let (path, mine) = (window.path("case.ron"), window.map().clone());
    let mut others = map();
    others.apply(Edit::SetTitle("Of somebody else".to_owned())).unwrap();
    saved::save(&others, &path).unwrap();
    window.ctrl(Key::S);
    window.wait("the question", |window| window.shows("“case.ron” has changed since it was opened"));
    assert_eq!(saved::load(&path).unwrap(), others, "it is left as it was");
    window.key(Key::Escape);
    assert!(window.editor().is_dirty() && *window.map() == mine);

    // Closing goes on once it is known what is to become of the file.
    window.cross();
    window.click("Save");
    window.wait("the question", |window| window.shows("“case.ron” has changed since it was opened"));
    window.click("Replace");
    window.wait("the save", |window| !window.editor().is_dirty());
    assert_eq!(saved::load(&path).unwrap(), mine);

    // What is written here is known here, and a file that is gone is written anew.
    window.key(Key::F);
    window.ctrl(Key::S);
    window.wait("the next save", |window| !window.editor().is_dirty());
    fs::remove_file(&path).unwrap();
    window.key(Key::F);
    window.ctrl(Key::S);
    window.wait("the last save", |window| !window.editor().is_dirty());
    assert_eq!(saved::load(&path).unwrap(), *window.map());
}

/// A map that takes its time to open: a pipe that is written later.
#[cfg(unix)]
#[test]
fn a_map_that_opens_late_does_not_sweep_away_new_work() {
    let mut window = Window::with_map();
    let late = window.path("late.ron");
    assert!(std::process::Command::new("mkfifo").arg(&late).status().unwrap().success());
    open_path(&mut window, &late);
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.key(Key::F);
    let work = window.map().clone();
    let mut other = StanceMap::default();
    other.apply(Edit::SetTitle("The other".to_owned())).unwrap();
    fs::write(&late, saved::to_text(&other)).unwrap();
    window.wait("the question", |window| window.shows("Save the changes to “case”?"));
    assert_eq!(*window.map(), work);
    // Now it is at hand at once.
    fs::remove_file(&late).unwrap();
    saved::save(&other, &late).unwrap();
    window.click("Don’t save");
    window.wait("the other map", |window| window.map().title() == "The other");
}

#[test]
fn two_quick_saves_leave_the_later_state() {
    let mut window = changed();
    window.ctrl(Key::S);
    window.key(Key::R);
    window.ctrl(Key::S);
    let last = window.map().clone();
    window.wait("the map to be saved", |window| !window.editor().is_dirty());
    assert_eq!(saved::load(&window.path("case.ron")).unwrap(), last);
}

#[test]
fn work_that_was_undone_is_not_asked_about() {
    let mut window = changed();
    window.ctrl(Key::Z);
    window.ctrl(Key::N);
    assert_eq!(*window.map(), StanceMap::default());
}

#[test]
fn a_question_about_unsaved_work_leaves_what_was_typed_before() {
    let mut window = changed();
    window.choose("File", "Paste text…");
    window.paste("Dee praised Ana.");
    window.cross();
    assert!(window.shows("Save the changes to “case”?"));
    window.cross();
    window.key(Key::Escape);
    assert_eq!(window.typed_in(Role::TextInput, "Text of the article"), "Dee praised Ana.");
    let other = window.path("other.ron");
    saved::save(&map(), &other).unwrap();
    window.drop_files(&[other]);
    assert!(window.shows("Save the changes to “case”?"));
    window.click("Cancel");
    assert_eq!(window.typed_in(Role::TextInput, "Text of the article"), "Dee praised Ana.");
    window.key(Key::Escape);
    assert!(!window.shows("Paste an article") && !window.shows("Save the changes"));
}

/// The file takes its time to be written: it is a pipe that is read later.
#[cfg(unix)]
#[test]
fn a_save_that_ends_late_says_nothing_of_the_map_that_is_open_by_then() {
    let mut window = changed();
    let (slow, other) = (window.path("case.ron"), window.path("other.ron"));
    let saved = window.map().clone();
    saved::save(&map(), &other).unwrap();
    // A journal looks at the file when it begins, and would wait for the pipe.
    window.wait("the journal", |window| {
        let all = window.path("unsaved").read_dir().into_iter().flatten();
        all.map(|entry| entry.unwrap().metadata().unwrap().len()).sum::<u64>() > 0
    });
    fs::remove_file(&slow).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&slow).status().unwrap().success());
    window.ctrl(Key::S);
    window.drop_files(std::slice::from_ref(&other));
    window.click("Don’t save");
    window.wait("the other map", |window| window.editor().path() == Some(&other));
    window.click_on(Role::ListItem, "Ana backs Bo");
    window.key(Key::F);
    // The save may still fail: its journal is kept.
    window.wait("both journals", |window| window.journals() == 2);

    let written = fs::read(&slow).unwrap();
    window.wait("the save to end", |window| window.shows("Saved case.ron"));
    assert_eq!(saved::from_bytes(&written).unwrap(), saved);
    assert_eq!(window.editor().path(), Some(other.as_path()));
    assert!(window.editor().is_dirty());
    window.wait("the journal to go", |window| window.journals() == 1);
}

#[test]
fn an_article_is_read_again_with_the_names_that_are_known_by_now() {
    let mut map = StanceMap::default();
    let mut article = Article::from_text("Visit\n\nNorland condemned Sudland.\n");
    article.title = "A title of mine".to_owned();
    map.apply(Edit::AddArticle { id: ArticleId(1), article: article.clone() }).unwrap();
    for (number, name) in (1..).zip(["Norland", "Sudland"]) {
        let actor = Actor::by_hand(name, ActorKind::State);
        map.apply(Edit::AddActor { id: ActorId(number), actor, at: None }).unwrap();
    }
    let key = RelationKey::new(ActorId(1), ActorId(2), Stance::Opposes);
    let mut window = Window::showing(&map);
    window.choose("Review", "Read all articles again");
    window.wait("the article to be read", |window| window.map().relation(key).is_some());
    assert!(window.shows("1 article read again: 0 new actors, 1 new quote"), "{:#?}", window.texts());
    assert_eq!((window.steps(), window.undo_name()), (1, Some("Read again")));
    assert_eq!(window.map().articles().map(|(_, article)| &**article).collect::<Vec<_>>(), [&article]);

    window.click("Relations");
    window.click_on(Role::ListItem, "Norland opposes Sudland");
    window.key(Key::X);
    window.click("Articles");
    window.right_click_on(Role::ListItem, "A title of mine");
    window.click("Read again");
    window.wait("the second reading", |window| window.shows("1 article read again: no new stances"));
    assert_eq!(window.map().relations().count(), 0, "what was rejected stays so");
    assert_eq!(window.steps(), 2);
}

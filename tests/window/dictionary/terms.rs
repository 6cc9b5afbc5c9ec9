//! Offices and their terms.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use stancemap::map::Verdict;

use super::{NORLAND, Own, open, opened, put, read, relations, save};
use crate::driver::Window;

#[test]
fn mistakes_are_told_beside_the_entry() {
    let (own, mut window) = opened();
    for (until, said) in [
        ("May", "Until: “May” is not a date like 2019-12-20."),
        ("2014-12-31", "Until: the term ends before it begins."),
    ] {
        put(&mut window, "Until: Ana Birk", until);
        assert!(!window.shows(said) && !window.shows("a mistake"), "it may be half a date as yet");
        window.key(Key::Tab);
        let (slip, entry) = (window.box_of(said), window.box_of("Until: Ana Birk"));
        assert!(slip.top() >= entry.bottom() && slip.top() < entry.bottom() + 12.0, "right beneath it");
        assert!(window.is_disabled("Save") && window.shows("1 entry has a mistake."));
    }
    put(&mut window, "Until: Ana Birk", "Ma");
    assert!(!window.shows("has a mistake"), "nor is what is mended");
    window.click("Save");
    assert!(window.shows("Until: “Ma” is not a date") && window.is_disabled("Save"), "it was not saved");
    put(&mut window, "Until: Ana Birk", "2019-05-31");
    assert!(!window.shows("Until: the term") && !window.shows("Until: “"));
    save(&mut window);
    assert!(own.text().contains("until: \"2019-05-31\""));
}

#[test]
fn days_are_written_as_an_article_s_are() {
    let (own, mut window) = opened();
    put(&mut window, "Until: Ana Birk", "31 May 2019");
    window.one(Role::TextInput, "Find an entry").click();
    window.settle();
    assert_eq!(window.typed_in(Role::TextInput, "Until: Ana Birk"), "2019-05-31");
    assert!(!window.shows("Until: “"));
    save(&mut window);
    assert!(own.text().contains("until: \"2019-05-31\""));
}

#[test]
fn terms_decide_who_the_president_is_and_corrections_last() {
    let _own = Own::holding(NORLAND);
    let mut window = Window::blank();
    let text = "Rebuke\n\n3 June 2020\n\nThe Norlandish president condemned Sudland on Friday. Sudland backs Norland.\n";
    read(&mut window, text);
    window.wait("the stance", |window| {
        relations(window.map()).contains(&"Ana Birk opposes Sudland".to_owned())
    });
    // A person says that this is right.
    window.click_on(Role::ListItem, "Ana Birk opposes Sudland");
    window.key(Key::C);
    let confirmed = window.map().clone();

    open(&mut window);
    put(&mut window, "Until: Ana Birk", "2019-05-31");
    window.click("Add entry");
    for (field, text) in [
        ("Name: the new entry", "Cy Dahl"),
        ("Member of: Cy Dahl", "Norland"),
        ("Office: Cy Dahl", "president"),
        ("From: Cy Dahl", "2019-06-01"),
    ] {
        put(&mut window, field, text);
    }
    window.click_on(Role::ComboBox, "Kind: Cy Dahl");
    window.click("Person");
    save(&mut window);
    read(&mut window, text);
    window.wait("the reading", |window| window.shows("1 article read: no new stances"));
    assert_eq!(
        *window.map(),
        confirmed,
        "what was confirmed stays as it is, whoever the dictionary now has there"
    );

    let later =
        text.replace("Friday", "Saturday, and again on Sunday, at length").replace("Rebuke", "Scolding");
    read(
        &mut window,
        &later.replace("Sudland backs Norland.", "It had rained all week in the capital, they said."),
    );
    window.wait("the changed actor", |window| {
        relations(window.map()).contains(&"Cy Dahl opposes Sudland".to_owned())
    });
    let verdict = |source: &str| {
        let relation =
            window.map().relations().find(|(key, _)| window.map().actor_name(key.source) == source);
        relation.unwrap().1.verdict
    };
    assert_eq!([verdict("Ana Birk"), verdict("Cy Dahl")], [Verdict::Confirmed, Verdict::Unreviewed]);
}

#[test]
fn several_terms_of_one_person_stand_together() {
    let (own, mut window) = opened();
    put(&mut window, "Until: Ana Birk", "2019-05-31");
    window.click("Add a term of Ana Birk");
    let root = window.texts().iter().filter(|text| *text == "From: Ana Birk").count();
    assert_eq!(root, 2);
    save(&mut window);
    let terms = own.read().entries.iter().filter(|entry| entry.name == "Ana Birk").count();
    assert_eq!(terms, 2);
}

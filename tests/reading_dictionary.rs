//! What a user's own dictionary adds to reading: terms of office, names that await a decision, other names for whom the
//! program knows already.

#![allow(clippy::unwrap_used)]

use jiff::civil::{Date, date};
use stancemap::map::{ActorKind, Article, Dictionary, DictionaryEntry, Findings, Office, Settled};
use stancemap::reading::{Reader, Unwatched};

fn entry(name: &str, kind: ActorKind, aliases: &[&str]) -> DictionaryEntry {
    let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
    DictionaryEntry { name: name.to_owned(), kind, aliases, ..DictionaryEntry::default() }
}

fn term(name: &str, from: Option<Date>, until: Option<Date>) -> DictionaryEntry {
    let office = Office { title: "president".to_owned(), from, until };
    DictionaryEntry {
        member_of: Some("Norland".to_owned()),
        office: Some(office),
        ..entry(name, ActorKind::Person, &[])
    }
}

fn norland() -> Vec<DictionaryEntry> {
    let norland = DictionaryEntry {
        demonyms: vec!["Norlandish".to_owned()],
        ..entry("Norland", ActorKind::State, &[])
    };
    let (begin, change) = (Some(date(2015, 1, 1)), date(2019, 6, 1));
    vec![
        norland,
        entry("Sudland", ActorKind::State, &[]),
        term("Ana Birk", begin, Some(change.yesterday().unwrap())),
        term("Cy Dahl", Some(change), None),
        // Several terms of one person.
        term("Eve Falk", None, Some(date(2001, 1, 1))),
        term("Eve Falk", Some(date(2010, 1, 1)), Some(date(2014, 12, 31))),
    ]
}

fn read(entries: &[DictionaryEntry], text: &str, day: Option<Date>) -> Findings {
    let dictionary = Dictionary { entries: entries.to_vec(), ..Dictionary::default() };
    read_with(&dictionary, text, day)
}

fn read_with(dictionary: &Dictionary, text: &str, day: Option<Date>) -> Findings {
    let mut article = Article::from_text(text);
    article.date = day;
    Reader::new(&[dictionary]).read(&article, &Unwatched).unwrap()
}

/// The stances of an article, each as "source backs target".
fn stances(findings: &Findings) -> Vec<String> {
    let name = |actor: usize| findings.actors[actor].name.as_str();
    let told = findings.findings.iter();
    told.map(|told| format!("{} {} {}", name(told.source), told.stance.word(), name(told.target))).collect()
}

#[test]
fn the_president_is_who_holds_the_office_on_the_day_of_the_article() {
    let cases = [
        (Some(date(2019, 5, 31)), "Ana Birk opposes Sudland"),
        (Some(date(2019, 6, 1)), "Cy Dahl opposes Sudland"),
        (Some(date(2000, 1, 1)), "Eve Falk opposes Sudland"),
        (Some(date(2012, 1, 1)), "Eve Falk opposes Sudland"),
        (Some(date(2005, 1, 1)), "Norland opposes Sudland"),
        (None, "Norland opposes Sudland"),
    ];
    for (day, expected) in cases {
        let findings =
            read(&norland(), "A rebuke\n\nThe Norlandish president condemned Sudland on Friday.\n", day);
        assert_eq!(stances(&findings), [expected], "{day:?}");
    }
    let text = "Talks in Norland\n\nNorland held talks on Monday. The president condemned Sudland.\n";
    for (day, holder) in [(date(2016, 1, 1), "Ana Birk"), (date(2020, 1, 1), "Cy Dahl")] {
        let stances = stances(&read(&norland(), text, Some(day)));
        assert!(stances.contains(&format!("{holder} opposes Sudland")), "{day}: {stances:?}");
    }
}

#[test]
fn the_article_itself_outranks_the_terms() {
    let text = "A rebuke\n\nNorlandish President Bo Gard spoke on Friday. The Norlandish president condemned Sudland.\n";
    let found = stances(&read(&norland(), text, Some(date(2020, 1, 1))));
    assert_eq!(found, ["Bo Gard opposes Sudland"]);
}

#[test]
fn two_holders_at_once_are_none() {
    let mut entries = norland();
    entries.push(term("Ida Jons", Some(date(2019, 1, 1)), None));
    let text = "A rebuke\n\nThe Norlandish president condemned Sudland on Friday.\n";
    assert_eq!(stances(&read(&entries, text, Some(date(2020, 1, 1)))), ["Norland opposes Sudland"]);
}

#[test]
fn an_alias_of_two_actors_is_read_only_where_the_article_tells_which() {
    let claim = [
        entry("Northern Star Front", ActorKind::ArmedGroup, &["Zelos"]),
        entry("Harbour Union", ActorKind::ArmedGroup, &["Zelos"]),
        entry("Sudland", ActorKind::State, &[]),
    ];
    let unclear = read(&claim, "A rebuke\n\nZelos condemned Sudland on Friday.\n", None);
    assert_eq!(stances(&unclear), [] as [&str; 0], "nobody is taken for it");
    let note = "“Zelos” may be Northern Star Front or Harbour Union and was left unread: settle it in your dictionary";
    assert!(unclear.notes.iter().any(|said| said == note), "{:?}", unclear.notes);

    let told = "A rebuke\n\nThe Harbour Union met on Monday. Zelos condemned Sudland on Friday.\n";
    let told = read(&claim, told, None);
    assert_eq!(stances(&told), ["Harbour Union opposes Sudland"]);
    assert_eq!(told.notes, [] as [&str; 0]);

    let settled = read(&claim[1..], "A rebuke\n\nZelos condemned Sudland on Friday.\n", None);
    assert_eq!(stances(&settled), ["Harbour Union opposes Sudland"]);
}

#[test]
fn a_later_dictionary_settles_what_an_earlier_one_leaves_open() {
    let claim = [
        entry("Northern Star Front", ActorKind::ArmedGroup, &["Zelos"]),
        entry("Harbour Union", ActorKind::ArmedGroup, &["Zelos"]),
    ];
    let own = |entries: &[DictionaryEntry]| Dictionary { entries: entries.to_vec(), ..Dictionary::default() };
    let (open, settled) = (own(&claim), own(&claim[..1]));
    let article = Article::from_text("A rebuke\n\nZelos condemned Syria on Friday.\n");
    let read = |dictionaries: &[&Dictionary]| Reader::new(dictionaries).read(&article, &Unwatched).unwrap();
    assert_eq!(stances(&read(&[&open, &settled])), ["Northern Star Front opposes Syria"]);
    let reopened = read(&[&settled, &open]);
    assert_eq!(stances(&reopened), [] as [&str; 0], "the last word counts");
    assert!(reopened.notes.iter().any(|note| note.starts_with("“Zelos” may be")), "{:?}", reopened.notes);
}

#[test]
fn a_claimed_name_of_the_built_in_dictionary_is_not_taken_from_there_either() {
    let claim = [
        entry("Northern Star Front", ActorKind::ArmedGroup, &["Ankara"]),
        entry("Harbour Union", ActorKind::ArmedGroup, &["Ankara"]),
    ];
    let findings = read(&claim, "A rebuke\n\nAnkara condemned Syria on Friday.\n", None);
    assert_eq!(stances(&findings), [] as [&str; 0]);
}

#[test]
fn a_name_of_a_built_in_actor_is_read_only_where_it_is_told_which() {
    let ankara = "A rebuke\n\nAnkara condemned Syria on Friday.\n";
    let mut own = Dictionary::default();
    own.entries.push(entry("Harbour Union", ActorKind::ArmedGroup, &["Ankara"]));
    let unclear = read_with(&own, ankara, None);
    assert_eq!(stances(&unclear), [] as [&str; 0], "nobody is taken for it");
    let note = "“Ankara” may be Turkey or Harbour Union and was left unread: settle it in your dictionary";
    assert!(unclear.notes.iter().any(|said| said == note), "{:?}", unclear.notes);

    let told = read_with(&own, &ankara.replace("Ankara", "Turkish officials met on Monday. Ankara"), None);
    assert_eq!(stances(&told), ["Turkey opposes Syria"], "the article says so");
    own.mine.push(Settled { name: "Ankara".to_owned(), owner: "Harbour Union".to_owned() });
    let settled = read_with(&own, ankara, None);
    assert_eq!(stances(&settled), ["Harbour Union opposes Syria"], "the user's word outranks the program's");
    assert_eq!(settled.notes, [] as [&str; 0]);

    let mut decided = Dictionary::default();
    decided.add_decided(Dictionary { mine: Vec::new(), ..own });
    assert_eq!(stances(&read_with(&decided, ankara, None)), ["Harbour Union opposes Syria"]);
}

#[test]
fn an_actor_of_another_kind_is_not_taken_for_the_built_in_one_of_its_name() {
    let text = "A rebuke\n\nTurkey condemned Syria on Friday.\n";
    let mut own = Dictionary::default();
    own.entries.push(entry("Turkey", ActorKind::Party, &["Zelos Party"]));
    let unclear = read_with(&own, text, None);
    assert_eq!(stances(&unclear), [] as [&str; 0]);
    let note =
        "“Turkey” may be Turkey (state) or Turkey (party) and was left unread: settle it in your dictionary";
    assert!(unclear.notes.iter().any(|said| said == note), "{:?}", unclear.notes);
    for (also, kind) in [("Turkish officials", ActorKind::State), ("The Zelos Party", ActorKind::Party)] {
        let told = read_with(&own, &text.replace("Turkey", &format!("{also} met on Monday. Turkey")), None);
        assert_eq!(stances(&told), ["Turkey opposes Syria"], "{also}");
        let turkey = told.actors.iter().find(|actor| actor.name == "Turkey").unwrap();
        assert_eq!(turkey.kind, kind, "{also}");
    }
    own.mine.push(Settled { name: "Turkey".to_owned(), owner: "Turkey".to_owned() });
    let settled = read_with(&own, text, None);
    assert_eq!(stances(&settled), ["Turkey opposes Syria"]);
    assert_eq!(settled.actors[0].kind, ActorKind::Party);
}

#[test]
fn who_is_known_already_may_be_called_otherwise() {
    let renamed = [entry("Türkiye", ActorKind::State, &["Turkey"])];
    let text = "A rebuke\n\nTurkey condemned Syria. The Turkish army attacked Syria on Friday.\n";
    let findings = read(&renamed, text, None);
    assert!(findings.actors.iter().all(|actor| actor.name != "Turkey"), "{:?}", findings.actors);
    assert!(stances(&findings).contains(&"Türkiye opposes Syria".to_owned()));
    // Whatever the user calls a person, articles may use the family name of every spelling.
    let renamed = [entry("Volodymyr Zelenskyi", ActorKind::Person, &["Volodymyr Zelensky"])];
    let both = "Talks\n\nVolodymyr Zelenskyy met allies on Monday. Zelenskyy condemned Syria.\n";
    for text in [both, "Talks\n\nZelenskyy condemned Syria.\n", "Talks\n\nZelensky condemned Syria.\n"] {
        let found = stances(&read(&renamed, text, Some(date(2023, 1, 1))));
        assert_eq!(found, ["Volodymyr Zelenskyi opposes Syria"], "{text}");
    }
    // Of whom nothing but another name is said may be called so, too.
    let findings = read(&[entry("Türkiye", ActorKind::Other, &["Turkey"])], text, None);
    assert!(stances(&findings).contains(&"Türkiye opposes Syria".to_owned()), "{:?}", stances(&findings));
    // An entry that only adds a name leaves the rest as it is known.
    let findings = read(&[entry("Turkey", ActorKind::Other, &["Zelos"])], "Zelos condemned Syria.\n", None);
    assert_eq!(findings.actors[0].kind, ActorKind::State);
    assert_eq!(stances(&findings), ["Turkey opposes Syria"]);
}

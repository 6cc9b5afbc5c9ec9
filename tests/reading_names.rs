//! Who the reader takes for an actor, and which names it joins, in short articles about different conflicts.
//!
//! Each file of `tests/reading/names/` holds an article, a line `====`, and what must be found in it, one actor a line:
//! `Name|another spelling (kind|other kind) < Owner: surface; surface`. Kind and owner may be left out. Every surface must
//! be a mention or a name of that actor and of no other. `not: surface; surface` names what must not be taken for an actor.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use proptest::prelude::*;
use stancemap::map::{Article, Findings, FoundActor, Span, fold_name};
use stancemap::reading::{Reader, Unwatched, Watch};

#[test]
fn names_are_found_and_joined() {
    let reader = Reader::new(&[]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading/names");
    let mut wrong = Vec::new();
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 8);
    for path in cases {
        let case = std::fs::read_to_string(&path).unwrap();
        let (text, expected) = case.split_once("\n====\n").unwrap();
        let article = Article::from_text(text);
        let findings = reader.read(&article, &Unwatched).unwrap();
        for line in expected.lines() {
            if let Err(complaint) = check(&article, &findings, line) {
                wrong.push(format!("{}: {complaint}\n    {line}", path.file_stem().unwrap().display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(article: &Article, findings: &Findings, line: &str) -> Result<(), String> {
    let (head, surfaces) = line.split_once(':').unwrap();
    let surfaces = surfaces.split(';').map(str::trim);
    if head == "not" {
        return surfaces.clone().try_for_each(|surface| match bearers(article, findings, surface)[..] {
            [] => Ok(()),
            [actor, ..] => Err(format!("{surface:?} was taken for {}", findings.actors[actor].name)),
        });
    }
    let (head, owner) =
        head.split_once(" < ").map_or((head, None), |(head, owner)| (head, Some(owner.trim())));
    let (names, kinds) = head.trim().split_once(" (").unwrap_or((head.trim(), ""));
    let called = |actor: &FoundActor| names.split('|').any(|name| fold_name(name) == fold_name(&actor.name));
    let found = findings.actors.iter().position(called).ok_or_else(|| {
        let names: Vec<&str> = findings.actors.iter().map(|actor| actor.name.as_str()).collect();
        format!("no such actor among {names:?}")
    })?;
    let actor = &findings.actors[found];
    let kinds = kinds.trim_end_matches(')');
    if !kinds.is_empty() && !kinds.split('|').any(|kind| kind == actor.kind.word()) {
        return Err(format!("its kind is {}", actor.kind.word()));
    }
    let member_of = actor.member_of.map(|owner| findings.actors[owner].name.as_str());
    if owner.is_some_and(|owner| Some(fold_name(owner)) != member_of.map(fold_name)) {
        return Err(format!("it is a member of {member_of:?}"));
    }
    for surface in surfaces {
        if bearers(article, findings, surface) != [found] {
            let others: Vec<&str> = bearers(article, findings, surface)
                .iter()
                .map(|other| findings.actors[*other].name.as_str())
                .collect();
            return Err(format!("{surface:?} names {others:?}"));
        }
    }
    Ok(())
}

/// Who is named by exactly these words.
fn bearers(article: &Article, findings: &Findings, surface: &str) -> Vec<usize> {
    let named = |actor: &FoundActor| {
        let spelled = actor.aliases.iter().chain(&actor.descriptions).any(|name| name == surface);
        spelled || actor.mentions.iter().any(|mention| article.slice(*mention) == Some(surface))
    };
    (0..findings.actors.len()).filter(|actor| named(&findings.actors[*actor])).collect()
}

/// A reading that is cancelled after a number of questions.
struct Impatient(std::cell::Cell<u32>);

impl Watch for Impatient {
    fn progress(&self, done: usize, total: usize) {
        assert!(done <= total);
    }

    fn cancelled(&self) -> bool {
        self.0.set(self.0.get().saturating_sub(1));
        self.0.get() == 0
    }
}

#[test]
fn a_cancelled_reading_finds_nothing() {
    let article = Article::from_text("Ana Bo said no. Turkey said yes. Iran left. ".repeat(4));
    let reader = Reader::new(&[]);
    // It asks before it looks at anything, and at every passage again.
    let enough = (1..100).find(|patience| reader.read(&article, &Impatient((*patience).into())).is_some());
    assert!(enough.is_some_and(|patience| patience > 4), "{enough:?}");
}

#[test]
fn an_empty_article_has_a_note() {
    let findings = Reader::new(&[]).read(&Article::from_text(" \n\n "), &Unwatched).unwrap();
    assert_eq!(findings.notes, ["no actors were recognised"]);
}

/// Words and marks that the reader looks at, in any order.
fn prose() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Turkey",
        "the",
        "Turkish",
        "President",
        "Recep",
        "Erdoğan",
        "'s",
        "’s",
        "forces",
        "led",
        "by",
        "loyal",
        "to",
        "of",
        "(",
        "GNA",
        ")",
        ",",
        ".",
        "\"",
        "one",
        "another",
        "in",
        "eastern",
        "Libya",
        "Libyan",
        "government",
        "Ministry",
        "Party",
        "-",
        "backed",
        "al",
        "he",
        "his",
        "it",
        "they",
        "two",
        "countries",
        "group",
        "named",
        "Wagner",
        "\n\n",
        "—",
        "İ",
        "é",
        "\u{301}",
        "Ambassador",
        "and",
        "said",
        "attacked",
        "supports",
        "not",
    ]);
    prop::collection::vec((words, any::<bool>()), 0..60).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, space)| if space { format!("{word} ") } else { word.to_owned() })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in prop_oneof![any::<String>(), prose()]) {
        use std::sync::LazyLock;
        static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&[]));
        let article = Article::from_text(text);
        let findings = READER.read(&article, &Unwatched).unwrap();
        prop_assert_eq!(&findings, &READER.read(&article, &Unwatched).unwrap());
        let whole = |span: Span| article.slice(span).is_some_and(|words| !words.is_empty());
        for (index, actor) in findings.actors.iter().enumerate() {
            prop_assert!(!actor.name.trim().is_empty());
            prop_assert!(actor.mentions.iter().all(|mention| whole(*mention)));
            prop_assert!(actor.member_of != Some(index));
        }
        let mut mentions: Vec<Span> = findings.actors.iter().flat_map(|actor| actor.mentions.clone()).collect();
        mentions.sort();
        prop_assert!(mentions.windows(2).all(|pair| !pair[0].overlaps(pair[1])), "overlapping mentions");
        for finding in &findings.findings {
            prop_assert!(finding.source != finding.target);
            let spans = [finding.quote, finding.source_mention, finding.target_mention];
            prop_assert!(spans.into_iter().chain(finding.cue).all(whole));
        }
    }
}

#[test]
fn an_actor_that_is_only_referred_back_to_has_a_name() {
    let article = Article::from_text("one in Ministry(Turkey");
    // The model would take these words for nobody's.
    let rules = Reader::with_model(&[], Err("rules alone".to_owned()));
    let found = rules.read(&article, &Unwatched).unwrap();
    assert!(!found.actors.is_empty());
    assert!(found.actors.iter().all(|actor| !actor.name.trim().is_empty()), "{:?}", found.actors);
}

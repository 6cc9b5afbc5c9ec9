//! What of the map is to be seen: every filter, its chip, and what it leaves.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use stancemap::map::{
    ActorKind, Article, ArticleId, Claim, Confidence, Edit, Evidence, EvidenceId, Modality, RelationKey,
    Span, StanceMap, Verdict,
};

use crate::case::{ANA, BO, CY, DEE, backs, map, opposes};
use crate::driver::{CTRL, Window};

const PRAISE: &str = "Ana backs Bo, ";
const REBUKE: &str = "Cy opposes Bo, ";
const CLAIM: &str = "Dee opposes Ana, ";

/// Ana backs Bo: says the Courier, and with reserve the Herald, as a claim of Cy. Cy, a party, opposes Bo: says the
/// Herald, and a person confirmed it. Dee opposes Ana: drawn without a quote.
fn case() -> StanceMap {
    let mut map = map();
    for (number, source) in [(1, "Courier"), (2, "Herald")] {
        let id = ArticleId(number);
        let mut article = (**map.article(id).unwrap()).clone();
        source.clone_into(&mut article.source);
        map.apply(Edit::DescribeArticle { id, article }).unwrap();
    }
    let first = map.relation(opposes(CY, BO)).unwrap().evidence[0].clone();
    let second = Evidence {
        id: EvidenceId(3),
        origin: None,
        attribution: Some(CY),
        modality: Modality::Hedged,
        confidence: Confidence::clamped(0.4),
        ..first
    };
    map.apply_all(vec![
        Edit::AddEvidence { key: backs(ANA, BO), evidence: second },
        Edit::JudgeEvidence { key: opposes(CY, BO), id: EvidenceId(2), verdict: Verdict::Confirmed },
        Edit::SetActorKind { id: CY, kind: ActorKind::Party },
        Edit::AddRelation { key: opposes(DEE, ANA), claim: Claim::default() },
    ])
    .unwrap();
    map
}

fn filters() -> Window {
    let mut window = Window::high_with(&case());
    window.keys(CTRL | Modifiers::SHIFT, Key::F);
    window
}

/// Which relations pass.
fn passing(window: &Window) -> Vec<RelationKey> {
    match window.editor().passing() {
        Some(passing) => passing.relations.iter().copied().collect(),
        None => window.map().relations().map(|(key, _)| key).collect(),
    }
}

/// Which relations are drawn, dimmed or not.
fn drawn(window: &Window) -> Vec<&'static str> {
    [PRAISE, REBUKE, CLAIM].into_iter().filter(|name| window.shows(name)).collect()
}

#[test]
fn every_choice_filters_and_stands_on_a_chip_that_drops_it() {
    let cases: [(&str, &str, &[&str]); 14] = [
        ("Backs, 1 relation", "No “Backs”", &[REBUKE, CLAIM]),
        ("Opposes, 2 relations", "No “Opposes”", &[PRAISE]),
        ("Confirmed, 1 relation", "No “Confirmed”", &[PRAISE, CLAIM]),
        ("Drawn without a quote, 1 relation", "No “Drawn without a quote”", &[PRAISE, REBUKE]),
        ("Person, 3 relations", "No “Person”", &[]),
        ("Party, 1 relation", "No “Party”", &[PRAISE, CLAIM]),
        ("Hedged, 1 relation", "No “Hedged”", &[PRAISE, REBUKE, CLAIM]),
        ("Said as a fact, 3 relations", "No “Said as a fact”", &[PRAISE]),
        ("Unreviewed quotes, 1 relation", "No “Unreviewed quotes”", &[REBUKE, CLAIM]),
        ("Article’s own voice, 2 relations", "Only “Article’s own voice”", &[PRAISE, REBUKE]),
        ("Cy, 1 relation", "Claimed by Cy", &[PRAISE]),
        ("Courier, 1 relation", "Only “Courier”", &[PRAISE]),
        ("Herald, 2 relations", "Only “Herald”", &[PRAISE, REBUKE]),
        ("Praise on Monday, 1 relation", "Only “Praise on Monday”", &[PRAISE]),
    ];
    let mut window = filters();
    window.click("Hidden");
    for (name, chip, left) in cases {
        window.click_on(Role::CheckBox, name);
        assert_eq!(drawn(&window), left, "{name}");
        let status = format!("{} of 3 relations", left.len());
        assert!(window.shows(&status), "{name}: {:#?}", window.texts());
        window.click(&format!("{chip}  ×"));
        assert_eq!(drawn(&window).len(), 3, "{name}");
        assert!(window.editor().filter().is_empty(), "{name}");
    }
    assert_eq!(window.steps(), 0, "the map is as it was");
    assert!(!window.editor().is_dirty());
}

#[test]
fn least_numbers_are_set_by_keys() {
    let cases: [(&str, &str, &[RelationKey]); 3] = [
        ("Quotes", "At least 2 quotes", &[backs(ANA, BO)]),
        ("Independent sources", "At least 2 sources", &[backs(ANA, BO)]),
        ("Confidence", "Confidence at least 90 %", &[opposes(CY, BO), opposes(DEE, ANA)]),
    ];
    for (name, chip, left) in cases {
        let mut window = filters();
        window.tab_to(name);
        let typed: String = chip.chars().filter(char::is_ascii_digit).collect();
        window.ctrl(Key::A);
        window.type_keys(&typed);
        window.key(Key::Enter);
        assert_eq!(passing(&window), left, "{name}: {:#?}", window.texts());
        window.click(&format!("{chip}  ×"));
        assert!(window.editor().filter().is_empty(), "{name}");
    }
}

#[test]
fn filters_combine_and_counts_follow() {
    let mut window = filters();
    window.click_on(Role::CheckBox, "Herald, 2 relations");
    assert!(window.shows("Backs, 1 relation") && window.shows("Opposes, 1 relation"), "but for the claim");
    assert!(window.shows("Courier, 1 relation"), "as well as the Herald");
    window.click_on(Role::CheckBox, "Backs, 1 relation");
    assert_eq!(passing(&window), [opposes(CY, BO)]);
    assert!(window.shows("Courier, 0 relations"));
    assert!(window.shows("1 of 3 relations"));
    assert!(window.shows("2 actors, 2 relations dimmed"));
}

#[test]
fn what_is_filtered_out_is_dimmed_or_hidden_and_always_counted() {
    let mut window = filters();
    assert!(!window.shows("1 relation dimmed"));
    window.click_on(Role::CheckBox, "Opposes, 2 relations");
    assert_eq!(drawn(&window).len(), 3, "they are only dimmed");
    window.one(Role::Link, "2 actors, 2 relations dimmed, clear filters");
    window.click("Hidden");
    assert_eq!(drawn(&window), [PRAISE]);
    assert!(!window.shows("Dee, "), "nothing is left of it");
    window.click_on(Role::Link, "2 actors, 2 relations filtered out, clear filters");
    assert_eq!(drawn(&window).len(), 3);
}

#[test]
fn what_is_hidden_by_a_filter_is_not_selected() {
    let mut window = filters();
    window.click("Hidden");
    window.click("Relations");
    window.click_on(Role::ListItem, "Cy opposes Bo");
    window.click("Filters");
    window.click_on(Role::CheckBox, "Opposes, 2 relations");
    assert!(window.editor().selection.is_empty(), "it would be changed unseen");
    window.click("Relations");
    window.click_on(Role::ListItem, "Cy opposes Bo");
    assert!(window.shows(REBUKE), "what is sought is shown, if dimmed");
    assert_eq!(window.editor().selection.sole_relation(), Some(opposes(CY, BO)));
}

#[test]
fn the_list_is_used_by_keys_alone() {
    let mut window = filters();
    assert_eq!(window.focused().as_deref(), Some("Find a speaker, source or article"));
    window.tab_to("Opposes, 2 relations");
    window.key(Key::Space);
    assert_eq!(passing(&window), [backs(ANA, BO)]);
    window.keys(CTRL | Modifiers::SHIFT, Key::F);
    window.type_keys("court");
    assert!(!window.shows("Courier, "));
    window.key(Key::Backspace);
    window.tab_to("Courier, 1 relation");
    window.key(Key::Space);
    assert!(window.shows("Only “Courier”"));
    window.ctrl(Key::K);
    window.type_keys("clear filters");
    window.key(Key::Enter);
    assert!(window.editor().filter().is_empty());
}

#[test]
fn the_list_is_found_from_the_canvas_and_the_palette() {
    let mut window = Window::with_map();
    window.key(Key::F6);
    window.click("Filter…");
    assert!(window.shows("2 of 2 relations"));
    window.click("Articles");
    window.ctrl(Key::K);
    window.type_keys("filter");
    window.key(Key::Enter);
    assert!(window.shows("2 of 2 relations"));
}

#[test]
fn the_world_according_to_one_actor() {
    let mut map = case();
    map.apply(Edit::SetMemberOf { id: CY, member_of: Some(DEE) }).unwrap();
    let mut window = Window::high_with(&map);
    let at = window.actor_at("Ana");
    window.click_at(at, Modifiers::NONE);
    window.click("View");
    window.click("Filtering");
    assert!(window.is_disabled("According to this actor"), "nobody quotes Ana");
    window.key(Key::Escape);
    let at = window.actor_at("Dee");
    window.click_at(at, Modifiers::NONE);
    window.choose_in("View", "Filtering", "According to this actor");
    assert_eq!(passing(&window), [backs(ANA, BO)]);
    assert!(window.shows("Claimed by Cy"), "who speaks for Dee");
}

#[test]
fn long_lists_are_folded() {
    let mut map = case();
    for number in 1..=12 {
        let id = map.next_article_id();
        let mut article = Article::from_text(format!("Number {number}\n\nAna praised Bo."));
        article.source = format!("Gazette {number}");
        map.apply(Edit::AddArticle { id, article }).unwrap();
        let first = map.relation(backs(ANA, BO)).unwrap().evidence[0].clone();
        let (quote, evidence_id) = (Span::new(0, 6), map.next_evidence_id());
        let evidence = Evidence { id: evidence_id, article: id, quote, cue: None, origin: None, ..first };
        map.apply(Edit::AddEvidence { key: backs(ANA, BO), evidence }).unwrap();
    }
    let mut window = Window::high_with(&map);
    window.keys(CTRL | Modifiers::SHIFT, Key::F);
    window.type_keys("gazette");
    assert_eq!(
        window.texts().iter().filter(|text| text.starts_with("Gazette ") && text.contains(',')).count(),
        8
    );
    window.click("4 more");
    for number in 1..=12 {
        window.click_on(Role::CheckBox, &format!("Gazette {number}, 1 relation"));
    }
    assert!(window.shows("Only 12 sources"), "one chip for many");
    window.click("Only 12 sources  ×");
    assert!(window.editor().filter().is_empty());
    window.click("Fewer");
    assert_eq!(window.count("4 more"), 1);
}

#[test]
fn a_filter_forgets_articles_and_speakers_that_are_gone() {
    let mut window = filters();
    window.click_on(Role::CheckBox, "Praise on Monday, 1 relation");
    window.click_on(Role::CheckBox, "Cy, 0 relations");
    window.click("Actors");
    window.click_on(Role::ListItem, "Cy");
    window.key(Key::Delete);
    assert!(!window.shows("Claimed by Cy") && window.shows("Only “Praise on Monday”"));
    assert_eq!(passing(&window), [backs(ANA, BO)]);
}

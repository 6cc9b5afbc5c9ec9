//! What single edits leave as it was.

use std::collections::BTreeSet;

use super::*;

const TEXT: &str = "Ana praised Bo.";

fn key() -> RelationKey {
    RelationKey::new(ActorId(1), ActorId(2), Stance::Backs)
}

/// Ana backs Bo, as read; both have a place.
fn map() -> StanceMap {
    let mut map = StanceMap::default();
    let evidence = Evidence::quoting(1, Span::new(0, 15));
    let actor = |id, name: &str| {
        let actor = Actor { name: name.to_owned(), kind: ActorKind::Person, ..Actor::default() };
        Edit::AddActor { id: ActorId(id), actor, at: Some(Place::new(id as f32, 0.0)) }
    };
    let edits = [
        Edit::AddArticle { id: ArticleId(1), article: Article::from_text(TEXT) },
        actor(1, "Ana"),
        actor(2, "Bo"),
        Edit::AddEvidence { key: key(), evidence },
    ];
    map.apply_all(edits).unwrap();
    map
}

#[test]
fn a_quote_that_is_put_where_it_is_leaves_the_verdict_and_the_note_of_the_relation() {
    let mut map = map();
    map.apply(Edit::JudgeRelation { key: key(), verdict: Verdict::Confirmed }).unwrap();
    map.apply(Edit::SetRelationNote { key: key(), note: "Since May".to_owned() }).unwrap();
    let mut expected = map.clone();
    let verdict = Verdict::Confirmed;
    expected.apply(Edit::JudgeEvidence { key: key(), id: EvidenceId(1), verdict }).unwrap();
    map.apply(Edit::MoveEvidence { from: key(), id: EvidenceId(1), to: key() }).unwrap();
    assert_eq!(map, expected);
}

#[test]
fn who_takes_another_in_takes_over_its_pin_and_its_rolling_up() {
    let mut map = map();
    let bo = || BTreeSet::from([ActorId(2)]);
    map.apply(Edit::Pin { actors: bo(), pinned: true }).unwrap();
    map.apply(Edit::RollUp { groups: bo(), rolled_up: true }).unwrap();
    map.apply(Edit::MergeActors { from: ActorId(2), into: ActorId(1) }).unwrap();
    assert!(map.is_pinned(ActorId(1)) && map.is_rolled_up(ActorId(1)));
    assert_eq!(map.place(ActorId(1)), Some(Place::new(1.0, 0.0)), "it stays where it is");
    assert!(StanceMap::new(map.records().clone()).is_ok());
}

#[test]
fn a_description_that_went_along_in_a_split_is_not_learnt_again() {
    let mut map = map();
    let described = || BTreeSet::from(["the general".to_owned()]);
    map.apply(Edit::LearnNames { id: ActorId(2), aliases: BTreeSet::new(), descriptions: described() })
        .unwrap();
    let split = Split {
        from: ActorId(2),
        into: ActorId(3),
        name: "Bob".to_owned(),
        kind: ActorKind::Person,
        at: None,
        names: described(),
        evidence: BTreeSet::new(),
        claims: BTreeSet::new(),
    };
    map.apply(Edit::SplitActor(split)).unwrap();
    let found = |name: &str, descriptions| FoundActor {
        name: name.to_owned(),
        kind: ActorKind::Person,
        descriptions,
        ..FoundActor::default()
    };
    let finding = Finding {
        source: 0,
        target: 1,
        stance: Stance::Opposes,
        quote: Span::new(0, 15),
        cue: None,
        source_mention: Span::new(0, 3),
        target_mention: Span::new(12, 14),
        speaker: None,
        modality: Modality::Asserted,
        confidence: Confidence::CERTAIN,
    };
    let findings = Findings {
        actors: vec![found("Ana", BTreeSet::new()), found("Bo", described())],
        findings: vec![finding],
        notes: Vec::new(),
    };
    let plan = merge(&Article::from_text("Ana blamed Bo.."), &findings, &map);
    map.apply_all(plan).unwrap();
    assert!(map.relation(RelationKey { stance: Stance::Opposes, ..key() }).is_some());
    assert_eq!(map.actor(ActorId(2)).unwrap().descriptions, BTreeSet::new());
    assert_eq!(map.actor(ActorId(3)).unwrap().descriptions, described());
}

#[test]
fn a_text_is_in_a_map_once_however_it_came_and_went() {
    let mut map = map();
    let add = |id| Edit::AddArticle { id: ArticleId(id), article: Article::from_text(TEXT) };
    assert_eq!(map.apply(add(2)), Err(EditError::ArticleThere(ArticleId(1))));
    let other = |id| Edit::AddArticle { id: ArticleId(id), article: Article::from_text("Rain.") };
    assert_eq!(map.apply_all([other(2), other(3)]), Err(EditError::ArticleThere(ArticleId(2))));
    assert!(map.apply(other(2)).is_ok(), "what was taken back is not there");

    let removed = map.apply(Edit::RemoveArticle(ArticleId(1))).unwrap();
    let added = map.apply(add(3)).unwrap();
    assert_eq!(map.apply(add(4)), Err(EditError::ArticleThere(ArticleId(3))));
    map.patch(&added.reversed());
    map.patch(&removed.reversed());
    assert_eq!(map.apply(add(5)), Err(EditError::ArticleThere(ArticleId(1))));
    let mut loaded = StanceMap::new(map.records().clone()).unwrap();
    assert_eq!(loaded.apply(add(6)), Err(EditError::ArticleThere(ArticleId(1))));
    let anew = [Edit::RemoveArticle(ArticleId(1)), add(7)];
    assert!(loaded.apply_all(anew).is_ok(), "what goes in the same step makes room");
}

//! Joining maps: nothing is lost, nothing is doubled, and a person's word stands.

#![allow(clippy::unwrap_used)]

mod common;

use common::full_map;
use stancemap::map::{
    Actor, ActorId, ActorKind, Article, ArticleId, Claim, Confidence, Edit, Evidence, EvidenceId, Hue,
    Modality, Origin, Place, RelationKey, Span, Split, Stamp, Stance, StanceMap, Verdict, join,
};

const TEXT: &str = "Ana praised Bo. Bo attacked Cy.";

fn key(source: u32, stance: Stance, target: u32) -> RelationKey {
    RelationKey::new(ActorId(source), ActorId(target), stance)
}

const PRAISE: fn() -> RelationKey = || key(1, Stance::Backs, 2);
const ATTACK: fn() -> RelationKey = || key(2, Stance::Opposes, 3);

/// Ana backs Bo, Bo opposes Cy, as read; then `edits`.
fn read(edits: impl IntoIterator<Item = Edit>) -> StanceMap {
    let quote = |id, (start, end), key: RelationKey, source: (usize, usize), target: (usize, usize)| {
        let evidence = Evidence {
            id: EvidenceId(id),
            article: ArticleId(1),
            quote: Span::new(start, end),
            cue: None,
            origin: Some(Origin {
                source_mention: Span::new(source.0, source.1),
                target_mention: Span::new(target.0, target.1),
                stance: key.stance,
            }),
            attribution: None,
            modality: Modality::Asserted,
            confidence: Confidence::clamped(0.8),
            verdict: Verdict::Unreviewed,
            note: String::new(),
        };
        Edit::AddEvidence { key, evidence }
    };
    let mut map = StanceMap::default();
    map.apply(Edit::AddArticle { id: ArticleId(1), article: Article::from_text(TEXT) }).unwrap();
    for (id, name) in (1..).zip(["Ana", "Bo", "Cy"]) {
        let actor = Actor { name: name.into(), kind: ActorKind::Person, ..Actor::default() };
        map.apply(Edit::AddActor { id: ActorId(id), actor, at: None }).unwrap();
    }
    map.apply(quote(1, (0, 15), PRAISE(), (0, 3), (12, 14))).unwrap();
    map.apply(quote(2, (16, 31), ATTACK(), (16, 18), (28, 30))).unwrap();
    map.apply_all(edits).unwrap();
    map
}

/// Joins, and gives what is shown as `Ana backs Bo ×1`, then the conflicts.
fn joined(map: &StanceMap, other: &StanceMap) -> (StanceMap, Vec<String>) {
    let plan = join(map, other);
    let mut whole = map.clone();
    whole.apply_all(plan.edits).unwrap();
    (whole, plan.conflicts)
}

fn shown(map: &StanceMap) -> Vec<String> {
    map.relations()
        .map(|(key, relation)| {
            let (source, target) = (map.actor_name(key.source), map.actor_name(key.target));
            format!("{source} {} {target} ×{}", key.stance.word(), relation.supporting().count())
        })
        .collect()
}

/// `ours` and `theirs` are what was done to the same reading on either side.
fn check(ours: Vec<Edit>, theirs: Vec<Edit>, expected: &[&str], conflicts: &[&str]) {
    let (whole, found) = joined(&read(ours), &read(theirs));
    assert_eq!(shown(&whole), expected);
    assert_eq!(found, conflicts);
}

#[test]
fn joining_a_map_with_itself_changes_nothing() {
    for map in [full_map(), read([])] {
        assert_eq!(join(&map, &map).edits, []);
        assert_eq!(join(&map, &map).conflicts, Vec::<String>::new());
    }
}

#[test]
fn joining_into_an_empty_map_copies_everything() {
    let (copy, conflicts) = joined(&StanceMap::default(), &full_map());
    assert_eq!(conflicts, Vec::<String>::new());
    assert_eq!(join(&copy, &full_map()).edits, []);
    assert_eq!(shown(&copy), shown(&full_map()));
    let (ours, theirs) = (copy.records(), full_map());
    assert_eq!((&ours.actors, &ours.articles, &ours.places), {
        let theirs = theirs.records();
        (&theirs.actors, &theirs.articles, &theirs.places)
    });
    let relation = |map: &StanceMap| {
        let all = map.records().relations.iter();
        all.map(|(key, r)| (*key, r.verdict, r.claim.clone(), r.note.clone(), r.evidence.len()))
            .collect::<Vec<_>>()
    };
    assert_eq!(relation(&copy), relation(&theirs));
}

#[test]
fn colours_pins_notes_and_groups_come_along() {
    let ana = || ActorId(1);
    let put_down = || {
        vec![
            Edit::SetActorColour { actors: [ana()].into(), colour: Some(Hue::Teal) },
            Edit::SetEvidenceNote { key: PRAISE(), id: EvidenceId(1), note: "Irony?".into() },
            Edit::SetArticleNote { id: ArticleId(1), note: "Paid for".into() },
        ]
    };
    let (whole, conflicts) = joined(&read([]), &read(put_down()));
    assert_eq!(whole, read(put_down()), "into a map that knows nothing of it");
    assert_eq!(conflicts, Vec::<String>::new());
    let rose = Edit::SetActorColour { actors: [ana()].into(), colour: Some(Hue::Rose) };
    let (whole, _) = joined(&read([rose]), &read(put_down()));
    assert_eq!(whole.actor(ana()).unwrap().colour, Some(Hue::Rose), "what is there stays");

    let shown = vec![
        Edit::Place(vec![(ana(), Place::new(1.0, 2.0))]),
        Edit::Pin { actors: [ana()].into(), pinned: true },
        Edit::SetMemberOf { id: ActorId(2), member_of: Some(ana()) },
        Edit::RollUp { groups: [ana()].into(), rolled_up: true },
    ];
    let (copy, _) = joined(&StanceMap::default(), &read(shown.clone()));
    assert_eq!(copy, read(shown));
}

#[test]
fn the_same_reading_is_not_doubled() {
    check(vec![], vec![], &["Ana backs Bo ×1", "Bo opposes Cy ×1"], &[]);
}

#[test]
fn a_verdict_outranks_none_on_either_side() {
    let reject = || vec![Edit::JudgeRelation { key: ATTACK(), verdict: Verdict::Rejected }];
    check(reject(), vec![], &["Ana backs Bo ×1"], &[]);
    check(vec![], reject(), &["Ana backs Bo ×1"], &[]);
    let quote = || vec![Edit::JudgeEvidence { key: PRAISE(), id: EvidenceId(1), verdict: Verdict::Rejected }];
    check(quote(), vec![], &["Bo opposes Cy ×1"], &[]);
    check(vec![], quote(), &["Bo opposes Cy ×1"], &[]);
}

#[test]
fn a_quote_that_a_person_hedged_is_so_on_either_side() {
    let hedge = || vec![Edit::SetModality { key: PRAISE(), id: EvidenceId(1), modality: Modality::Hedged }];
    for (ours, theirs) in [(hedge(), vec![]), (vec![], hedge())] {
        assert_eq!(joined(&read(ours), &read(theirs)), (read(hedge()), Vec::new()));
    }
}

#[test]
fn a_quote_that_a_person_attributed_is_so_on_either_side() {
    let put = |speaker| vec![Edit::SetSpeaker { key: PRAISE(), id: EvidenceId(1), speaker }];
    let cy = || put(Some(ActorId(3)));
    for (ours, theirs) in [(cy(), vec![]), (vec![], cy())] {
        assert_eq!(joined(&read(ours), &read(theirs)), (read(cy()), Vec::new()));
    }
    check(
        put(None),
        cy(),
        &["Ana backs Bo ×1", "Bo opposes Cy ×1"],
        &[
            "the quote “Ana praised Bo.” is a claim of Cy in the second map; it stays in the article's own voice",
        ],
    );
}

#[test]
fn opposite_verdicts_are_told() {
    let judge = |verdict| vec![Edit::JudgeRelation { key: ATTACK(), verdict }];
    check(
        judge(Verdict::Confirmed),
        judge(Verdict::Rejected),
        &["Ana backs Bo ×1", "Bo opposes Cy ×1"],
        &["that Bo opposes Cy is rejected in the second map; it stays confirmed"],
    );
    let judge = |verdict| vec![Edit::JudgeEvidence { key: PRAISE(), id: EvidenceId(1), verdict }];
    check(
        judge(Verdict::Rejected),
        judge(Verdict::Confirmed),
        &["Bo opposes Cy ×1"],
        &["the quote “Ana praised Bo.” is confirmed in the second map; it stays rejected"],
    );
}

#[test]
fn a_flip_by_hand_outranks_the_reading_on_either_side() {
    let flip = || vec![Edit::FlipStance(ATTACK())];
    check(flip(), vec![], &["Ana backs Bo ×1", "Bo backs Cy ×1"], &[]);
    check(vec![], flip(), &["Ana backs Bo ×1", "Bo backs Cy ×1"], &[]);
    check(flip(), flip(), &["Ana backs Bo ×1", "Bo backs Cy ×1"], &[]);
    check(
        flip(),
        vec![Edit::ReverseRelation(ATTACK())],
        &["Ana backs Bo ×1", "Bo backs Cy ×1"],
        &[
            "the quote “Bo attacked Cy.” shows that Cy opposes Bo in the second map; here it still shows that Bo backs Cy",
        ],
    );
}

#[test]
fn deleted_actors_stay_deleted() {
    let delete = || vec![Edit::DeleteActor(ActorId(3))];
    check(delete(), vec![], &["Ana backs Bo ×1"], &[]);
    check(vec![], delete(), &["Ana backs Bo ×1"], &[]);
    check(
        vec![Edit::SetActorKind { id: ActorId(3), kind: ActorKind::ArmedGroup }],
        delete(),
        &["Ana backs Bo ×1", "Bo opposes Cy ×1"],
        &["“Cy” was deleted in the second map; it stays"],
    );
}

#[test]
fn names_given_by_hand_are_taken_over() {
    let rename = |name: &str| vec![Edit::RenameActor { id: ActorId(1), name: name.into() }];
    check(vec![], rename("Ana Birk"), &["Ana Birk backs Bo ×1", "Bo opposes Cy ×1"], &[]);
    check(
        rename("Ana Birk"),
        rename("A. Birk"),
        &["Ana Birk backs Bo ×1", "Bo opposes Cy ×1"],
        &["“A. Birk” is called “Ana Birk” in the first map, and stays so"],
    );
}

#[test]
fn what_was_drawn_by_hand_is_taken_over() {
    let draw = vec![Edit::AddRelation {
        key: key(3, Stance::Backs, 1),
        claim: Claim { by: "Eva".into(), at: None },
    }];
    check(vec![], draw.clone(), &["Ana backs Bo ×1", "Bo opposes Cy ×1", "Cy backs Ana ×0"], &[]);
    check(
        vec![Edit::DeleteActor(ActorId(3))],
        draw,
        &["Ana backs Bo ×1"],
        &[
            "that Cy backs Ana was drawn by hand in the second map; it is left out, for one of the two was deleted",
        ],
    );
}

#[test]
fn actors_merged_by_hand_stay_one() {
    let merge = || vec![Edit::MergeActors { from: ActorId(1), into: ActorId(2) }];
    check(merge(), vec![], &["Bo opposes Cy ×1"], &[]);
}

#[test]
fn what_was_judged_between_actors_that_are_one_comes_along() {
    let [merged, apart]: [StanceMap; 2] = [true, false].map(|merged| {
        let reject = Edit::JudgeEvidence { key: PRAISE(), id: EvidenceId(1), verdict: Verdict::Rejected };
        let merge = Edit::MergeActors { from: ActorId(1), into: ActorId(2) };
        read(if merged { vec![reject, merge] } else { vec![] })
    });
    let (copied, _) = joined(&StanceMap::default(), &merged);
    for map in [&copied, &merged] {
        let (again, conflicts) = joined(map, &merged);
        assert_eq!((&again, conflicts.len()), (map, 0));
        let mut map = map.clone();
        let bo = map.actors().find(|(_, actor)| actor.name == "Bo").unwrap().0;
        let split = Split {
            from: bo,
            into: map.next_actor_id(),
            name: "Ana".into(),
            kind: ActorKind::Person,
            at: None,
            names: [].into(),
            evidence: [].into(),
            claims: [].into(),
        };
        map.apply(Edit::SplitActor(split)).unwrap();
        let mut all = map.records().relations.values().flat_map(|relation| &relation.evidence);
        assert!(all.any(|item| item.verdict == Verdict::Rejected));
    }
    // Where the two are two, it is said of the two.
    let (both, _) = joined(&apart, &merged);
    assert_eq!(both.relation(PRAISE()).unwrap().evidence[0].verdict, Verdict::Rejected);
}

#[test]
fn what_either_did_to_a_relation_is_remembered_in_order() {
    let stamp = |by: &str, at| Stamp { by: by.to_owned(), at: jiff::Timestamp::from_second(at).unwrap() };
    let judge = |verdict| [Edit::JudgeRelation { key: ATTACK(), verdict }];
    let (mut ours, mut theirs) = (read([]), read([]));
    theirs.apply_signed(judge(Verdict::Confirmed), &stamp("Eva", 10)).unwrap();
    ours.apply_signed(judge(Verdict::Confirmed), &stamp("Ada", 20)).unwrap();
    let (whole, _) = joined(&ours, &theirs);
    let by = |map: &StanceMap| -> Vec<String> {
        map.relation(ATTACK()).unwrap().history.iter().map(|deed| deed.stamp.by.clone()).collect()
    };
    assert_eq!(by(&whole), ["Eva", "Ada"]);
    let (again, _) = joined(&whole, &theirs);
    assert_eq!(again, whole, "nothing is remembered twice");
}

/// The quote of the attack is said to show something else.
fn moved(to: RelationKey) -> Vec<Edit> {
    vec![Edit::MoveEvidence { from: ATTACK(), id: EvidenceId(2), to }]
}

#[test]
fn a_quote_that_a_person_moved_stays_moved_on_either_side() {
    for to in [key(2, Stance::Backs, 3), key(2, Stance::Opposes, 1), key(3, Stance::Opposes, 2)] {
        let corrected = || {
            let note = "It was the other way round".into();
            let hedged = Edit::SetModality { key: to, id: EvidenceId(2), modality: Modality::Hedged };
            let note = Edit::SetEvidenceNote { key: to, id: EvidenceId(2), note };
            [moved(to), vec![hedged, note]].concat()
        };
        for (ours, theirs) in [(corrected(), vec![]), (vec![], corrected()), (corrected(), corrected())] {
            assert_eq!(joined(&read(ours), &read(theirs)), (read(corrected()), Vec::new()));
        }
    }
}

#[test]
fn of_two_places_for_a_quote_the_first_maps_stands_and_the_conflict_is_told() {
    let noted = |to, note: &str| {
        let note = Edit::SetEvidenceNote { key: to, id: EvidenceId(2), note: note.into() };
        [moved(to), vec![note]].concat()
    };
    let (flipped, other) = (key(2, Stance::Backs, 3), key(2, Stance::Opposes, 1));
    let (whole, conflicts) = joined(&read(noted(flipped, "Ours")), &read(noted(other, "Theirs")));
    assert_eq!(shown(&whole), ["Ana backs Bo ×1", "Bo backs Cy ×1"]);
    assert_eq!(whole.relation(flipped).unwrap().evidence[0].note, "Ours\nTheirs");
    let told = |stands: &str| {
        format!("the quote “Bo attacked Cy.” shows that Bo opposes Ana in the second map; {stands}")
    };
    assert_eq!(conflicts, [told("here it still shows that Bo backs Cy")]);

    let reject =
        || vec![Edit::JudgeEvidence { key: ATTACK(), id: EvidenceId(2), verdict: Verdict::Rejected }];
    check(reject(), moved(other), &["Ana backs Bo ×1"], &[&told("here it stays rejected")]);
    check(moved(other), reject(), &["Ana backs Bo ×1", "Bo opposes Ana ×1"], &[]);
    let confirm = vec![Edit::JudgeRelation { key: ATTACK(), verdict: Verdict::Confirmed }];
    let stands = told("here it still shows that Bo opposes Cy");
    check(confirm, moved(other), &["Ana backs Bo ×1", "Bo opposes Cy ×1"], &[&stands]);
}

#[test]
fn a_quote_is_not_moved_into_what_was_rejected_or_to_whom_was_deleted() {
    let other = key(1, Stance::Backs, 3);
    let move_praise = || vec![Edit::MoveEvidence { from: PRAISE(), id: EvidenceId(1), to: other }];
    check(vec![Edit::DeleteActor(ActorId(3))], move_praise(), &[], &[]);
    let mut rejected = moved(other);
    rejected.push(Edit::JudgeRelation { key: other, verdict: Verdict::Rejected });
    check(
        rejected,
        move_praise(),
        &["Ana backs Bo ×1"],
        &["the quote “Ana praised Bo.” shows that Ana backs Cy in the second map; here that is rejected"],
    );
}

#[test]
fn how_a_quote_puts_its_claim_is_told_where_two_people_differ() {
    let put = |modality| vec![Edit::SetModality { key: PRAISE(), id: EvidenceId(1), modality }];
    check(
        put(Modality::Asserted),
        put(Modality::Hedged),
        &["Ana backs Bo ×1", "Bo opposes Cy ×1"],
        &["the quote “Ana praised Bo.” is hedged in the second map; it stays asserted"],
    );
    check(put(Modality::Hedged), put(Modality::Hedged), &["Ana backs Bo ×1", "Bo opposes Cy ×1"], &[]);
}

#[test]
fn actors_split_by_hand_stay_two_on_either_side() {
    let called = |name: &str| Edit::LearnNames {
        id: ActorId(2),
        aliases: [name.to_owned()].into(),
        descriptions: Default::default(),
    };
    let split = |name: &str| {
        Edit::SplitActor(Split {
            from: ActorId(2),
            into: ActorId(4),
            name: name.into(),
            kind: ActorKind::Person,
            at: None,
            names: Default::default(),
            evidence: [EvidenceId(2)].into(),
            claims: Default::default(),
        })
    };
    for name in ["Bob", "Robert"] {
        let (one, two) = (vec![called("Bob")], vec![called("Bob"), split(name)]);
        let both = ["Ana backs Bo ×1".to_owned(), format!("{name} opposes Cy ×1")];
        let both: Vec<&str> = both.iter().map(String::as_str).collect();
        check(one.clone(), two.clone(), &both, &[]);
        check(two.clone(), one.clone(), &both, &[]);
        let (whole, _) = joined(&read(one.clone()), &read(two.clone()));
        assert_eq!(join(&whole, &read(two.clone())).edits, [], "once is enough");
        assert_eq!(whole.actor(ActorId(2)).unwrap().aliases.contains("Bob"), name == "Robert");
        let (whole, _) = joined(&read(two), &read(one));
        assert_eq!(whole.actor(ActorId(2)).unwrap().aliases.contains("Bob"), name == "Robert");
    }
}

#[test]
fn names_are_compared_as_they_are_read_and_what_is_denied_is_no_name() {
    let called = |name: &str| {
        let aliases = [name.to_owned()].into();
        vec![Edit::LearnNames { id: ActorId(1), aliases, descriptions: Default::default() }]
    };
    let denied = vec![Edit::ForgetName { id: ActorId(1), name: "U.N.".into() }];
    assert_eq!(join(&read(called("U.N.")), &read(called("the UN"))).edits, []);
    assert_eq!(join(&read(denied.clone()), &read(called("UN"))).edits, []);

    // Whoever is called so by the second map is somebody else.
    let alias = |name: &str, alias: &str| {
        let aliases = [alias.to_owned()].into();
        let actor = Actor { name: name.into(), kind: ActorKind::Person, aliases, ..Actor::default() };
        vec![Edit::AddActor { id: ActorId(4), actor, at: None }]
    };
    let (whole, conflicts) = joined(&read(denied), &read(alias("UN", "Ana")));
    assert_eq!((whole.actors().count(), conflicts), (4, Vec::new()));
}

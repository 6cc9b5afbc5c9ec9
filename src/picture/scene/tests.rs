use super::*;
use crate::map::{
    Actor, ActorKind, Article, ArticleId, Confidence, Edit, Evidence, EvidenceId, Hue, Modality, Span, Stance,
};

const STATE: ActorId = ActorId(1);
const LEADER: ActorId = ActorId(2);
const AIDE: ActorId = ActorId(3);
const RIVAL: ActorId = ActorId(4);
const OTHER: ActorId = ActorId(5);

/// The aide belongs to the leader, who belongs to the state; all of them oppose the rival.
fn map() -> StanceMap {
    let mut map = StanceMap::default();
    let groups = [("State", None), ("Leader", Some(STATE)), ("Aide", Some(LEADER)), ("Rival", None)];
    for (number, (name, member_of)) in (1..).zip(groups.into_iter().chain([("Other", None)])) {
        let actor = Actor { member_of, ..Actor::by_hand(name, ActorKind::State) };
        let at = Some(Point::new(number as f32 * 200.0, (number % 2) as f32 * 150.0));
        map.apply(Edit::AddActor { id: ActorId(number), actor, at }).unwrap();
    }
    let relations = [
        (STATE, Stance::Opposes, RIVAL),
        (LEADER, Stance::Opposes, RIVAL),
        (AIDE, Stance::Opposes, RIVAL),
        (RIVAL, Stance::Backs, AIDE),
        (LEADER, Stance::Backs, STATE),
        (OTHER, Stance::Opposes, LEADER),
    ];
    for (source, stance, target) in relations {
        let key = RelationKey::new(source, target, stance);
        map.apply(Edit::AddRelation { key, claim: Default::default() }).unwrap();
    }
    map
}

/// The map with some groups rolled up, and what is drawn of it: `Leader (with 1 member) backs State ×1`.
fn drawn(groups: &[ActorId], look: &Look) -> Vec<String> {
    let mut map = map();
    let groups = groups.iter().copied().collect();
    map.apply(Edit::RollUp { groups, rolled_up: true }).unwrap();
    let scene = scene(&map, look);
    let edges = scene.edges.iter().filter(|edge| !edge.dimmed);
    edges
        .map(|edge| {
            format!("{} ×{}", edge.caption.split(',').next().unwrap_or_default(), edge.relations.len())
        })
        .collect()
}

#[test]
fn a_rolled_up_group_stands_for_its_members_and_for_theirs() {
    let expected = [
        "State (with 2 members) opposes Rival ×3",
        "Rival backs State (with 2 members) ×1",
        "Other opposes State (with 2 members) ×1",
    ];
    assert_eq!(drawn(&[STATE], &Look::default()), expected);
    assert_eq!(drawn(&[STATE, LEADER], &Look::default()), expected, "the outermost counts");
    let expected = [
        "State opposes Rival ×1",
        "Leader (with 1 member) backs State ×1",
        "Leader (with 1 member) opposes Rival ×2",
        "Rival backs Leader (with 1 member) ×1",
        "Other opposes Leader (with 1 member) ×1",
    ];
    assert_eq!(drawn(&[LEADER], &Look::default()), expected);
    assert_eq!(drawn(&[RIVAL], &Look::default()).len(), 6, "nobody belongs to it");
}

#[test]
fn a_line_stands_only_for_what_passes_the_filter_and_is_not_hidden() {
    let passing = BTreeSet::from([RelationKey::new(AIDE, RIVAL, Stance::Opposes)]);
    let look = Look { relations: Some(Arc::new(passing)), ..Look::default() };
    assert_eq!(drawn(&[STATE], &look), ["State (with 2 members) opposes Rival ×1"]);
    let look = Look { hidden: [LEADER].into(), ..Look::default() };
    let expected = ["State (with 2 members) opposes Rival ×2", "Rival backs State (with 2 members) ×1"];
    assert_eq!(drawn(&[STATE], &look), expected);
    let look = Look { hidden: [STATE].into(), ..Look::default() };
    assert_eq!(drawn(&[STATE], &look), [""; 0], "who is within goes with the group");
}

#[test]
fn who_is_rolled_up_is_neither_drawn_nor_hit_and_keeps_the_place() {
    let mut map = map();
    map.apply(Edit::RollUp { groups: [STATE].into(), rolled_up: true }).unwrap();
    let scene = scene(&map, &Look::default());
    let node = scene.node(STATE).unwrap();
    assert_eq!(node.inside, [LEADER, AIDE]);
    assert_eq!(node.degree, 3, "as many as there are lines");
    assert!(scene.node(LEADER).is_none() && scene.hit(map.place(LEADER).unwrap(), 2.0).is_none());
    let places = layout::place(&map, &Layout::Forces, &BTreeSet::new(), &layout::Unwatched);
    assert!(places.iter().all(|(id, _)| ![LEADER, AIDE].contains(id)), "{places:?}");
}

/// So many actors in rows, each of whom backs the next few: none of the lines bends for another.
fn crowd() -> StanceMap {
    let mut map = StanceMap::default();
    for number in 0..400 {
        let actor = Actor::by_hand(format!("Actor {number}"), ActorKind::ALL[number as usize % 7]);
        let at = Point::new((number % 20) as f32 * 180.0, (number / 20) as f32 * 150.0);
        map.apply(Edit::AddActor { id: ActorId(number + 1), actor, at: Some(at) }).unwrap();
    }
    for (number, by) in (1..=397).flat_map(|number| [(number, 1), (number, 2), (number, 3)]) {
        let key = RelationKey::new(ActorId(number), ActorId(number + by), Stance::Backs);
        map.apply(Edit::AddRelation { key, claim: Default::default() }).unwrap();
    }
    map
}

#[test]
fn what_is_drawn_anew_is_what_is_drawn_afresh() {
    let backs = RelationKey::new(ActorId(7), ActorId(8), Stance::Backs);
    let quote = |id, modality| Evidence {
        modality,
        confidence: Confidence::clamped(0.5),
        ..Evidence::quoting(id, Span::new(0, 12))
    };
    let first = EvidenceId(1);
    let steps = [
        Edit::AddArticle { id: ArticleId(1), article: Article::from_text("He backs it.") },
        Edit::AddEvidence { key: backs, evidence: quote(1, Modality::Hedged) },
        Edit::AddEvidence { key: backs, evidence: quote(2, Modality::Asserted) },
        Edit::JudgeEvidence { key: backs, id: first, verdict: Verdict::Rejected },
        Edit::SetModality { key: backs, id: EvidenceId(2), modality: Modality::Hedged },
        Edit::SetEvidenceNote { key: backs, id: first, note: "Doubtful".to_owned() },
        Edit::JudgeRelation { key: backs, verdict: Verdict::Confirmed },
        Edit::MoveEvidence {
            from: backs,
            id: first,
            to: RelationKey::new(ActorId(7), ActorId(9), Stance::Opposes),
        },
        Edit::SetActorColour { actors: [ActorId(3)].into(), colour: Some(Hue::Teal) },
        Edit::SetActorNote { id: ActorId(4), note: "Doubtful".to_owned() },
        Edit::Pin { actors: [ActorId(5)].into(), pinned: true },
        Edit::AddRelation { key: backs.reversed(), claim: Default::default() },
        Edit::AddRelation { key: backs.flipped(), claim: Default::default() },
        Edit::SetRelationNote { key: backs, note: "Doubtful".to_owned() },
        Edit::JudgeRelation { key: backs, verdict: Verdict::Rejected },
        Edit::FlipStance(RelationKey::new(ActorId(30), ActorId(31), Stance::Backs)),
        Edit::ReverseRelation(RelationKey::new(ActorId(50), ActorId(52), Stance::Backs)),
        Edit::RenameActor { id: ActorId(90), name: "Somebody".to_owned() },
        Edit::SetActorKind { id: ActorId(91), kind: ActorKind::Bloc },
        Edit::Place(vec![(ActorId(92), Point::new(55.0, 66.0))]),
        Edit::SetMemberOf { id: ActorId(111), member_of: Some(ActorId(110)) },
        Edit::RollUp { groups: [ActorId(110)].into(), rolled_up: true },
        Edit::DeleteActor(ActorId(200)),
        Edit::MergeActors { from: ActorId(210), into: ActorId(250) },
    ];
    for mut map in [crowd(), map()] {
        let mut before = scene(&map, &Look::default());
        for step in &steps {
            // The small map lacks most of what is changed.
            let done = map.apply(step.clone()).is_ok();
            let now = redrawn(&before, &map, &Look::default());
            assert_eq!(now, scene(&map, &Look::default()), "{step:?}");
            let kept = now.edges.iter().filter(|edge| before.edges.iter().any(|old| Arc::ptr_eq(old, edge)));
            assert!(!done || map.actors().count() < 100 || kept.count() > 1_100, "{step:?}");
            before = now;
        }
        let passing = || Some(Arc::new([backs.flipped()].into()));
        for look in [
            Look { even_sizes: true, ..Look::default() },
            Look { hidden: [ActorId(3)].into(), ..Look::default() },
            Look { relations: passing(), ..Look::default() },
            Look { relations: passing(), hide_filtered: true, ..Look::default() },
            Look { places: [(ActorId(1), Point::new(-9.0, 9.0))].into(), ..Look::default() },
        ] {
            before = redrawn(&before, &map, &look);
            assert_eq!(before, scene(&map, &look));
        }
    }
}

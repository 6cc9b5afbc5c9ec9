//! What people did to a relation, in order.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::Timestamp;

use super::diff::Change;
use super::{ActorId, EvidenceId, Modality, Relation, RelationKey, Verdict};

/// Whose hand a change is by, and when.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Who; may be empty.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Something that a person did to a relation. That it was read or drawn is not among it: the articles of its quotes and
/// its claim say so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Deed {
    /// Who did it, and when.
    pub stamp: Stamp,
    /// What was done.
    pub act: Act,
}

/// What can be done to a relation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Act {
    /// Its verdict changed to this one.
    Judged(Verdict),
    /// The verdict of so many of its quotes changed to this one.
    JudgedQuotes(Verdict, u32),
    /// So many of its quotes were said to put their claim like this.
    Reworded(Modality, u32),
    /// So many of its quotes were said to be in this voice: that of an actor, called as it was then, or the article's own.
    Attributed(Option<String>, u32),
    /// So many quotes were chosen by hand.
    Quoted(u32),
    /// It was, or so many of its quotes were, taken for another relation, called as it was then: "Egypt backs Haftar".
    Came(u32, String),
    /// So many of its quotes were moved to another relation.
    Left(u32, String),
}

/// Which relations took something over from which others in a change.
#[derive(Debug, Default)]
pub(super) struct Moves {
    from: BTreeSet<RelationKey>,
    to: BTreeSet<RelationKey>,
    /// Whose claims a relation has now: one can come to where another is, and both go on from there.
    claims: BTreeMap<RelationKey, BTreeSet<RelationKey>>,
    /// The quotes of which a person said in whose voice they are. Those of merged actors change their speakers, too.
    voices: BTreeSet<EvidenceId>,
}

impl Moves {
    /// Some of what `from` says is said by `to` from now on; `claim` tells whether its claim is.
    pub(super) fn note(&mut self, from: RelationKey, to: RelationKey, claim: bool) {
        self.from.insert(from);
        self.to.insert(to);
        if claim {
            let come = self.claims.insert(from, BTreeSet::new()).unwrap_or_else(|| [from].into());
            self.claims.entry(to).or_insert_with(|| [to].into()).extend(come);
        }
    }

    /// A person said in whose voice a quote is.
    pub(super) fn note_voice(&mut self, id: EvidenceId) {
        self.voices.insert(id);
    }

    /// The other relations whose claim, as it was before, `key` took over.
    fn claims_of(&self, key: RelationKey, changes: &Changes) -> impl Iterator<Item = RelationKey> {
        let had_claim = |from: &RelationKey| {
            let before = changes.get(from).and_then(|change| change.before.as_ref());
            before.is_some_and(|relation| relation.claim.is_some())
        };
        let all = self.claims.get(&key).into_iter().flatten().copied();
        all.filter(move |from| *from != key && had_claim(from))
    }
}

type Changes = BTreeMap<RelationKey, Change<Relation>>;

/// All of `deeds`, the earliest first, each once; those of one moment stay in their order.
pub(super) fn in_order(deeds: impl IntoIterator<Item = Deed>) -> Vec<Deed> {
    let mut all: Vec<Deed> = deeds.into_iter().collect();
    let mut seen = HashSet::new();
    let first: Vec<bool> = all.iter().map(|deed| seen.insert(deed)).collect();
    let mut first = first.into_iter();
    all.retain(|_| first.next().unwrap_or_default());
    all.sort_by_key(|deed| deed.stamp.at);
    all
}

/// What was done to every relation that `changes` changed and left in the map; relations to which nothing was done are not
/// among them. `name` is what an actor is called, `was` and `is` say a relation in words as it is called before and after.
pub(super) fn acts(
    changes: &Changes,
    moves: &Moves,
    name: impl Fn(ActorId) -> String,
    was: impl Fn(RelationKey) -> String,
    is: impl Fn(RelationKey) -> String,
) -> BTreeMap<RelationKey, Vec<Act>> {
    let before_at = homes(&moves.from, |key| changes.get(key)?.before.as_ref());
    let now_at = homes(&moves.to, |key| changes.get(key)?.after.as_ref());
    let nothing = Relation::default();
    let mut all = BTreeMap::new();
    for (key, change) in changes {
        let Some(after) = &change.after else { continue };
        let before = change.before.as_ref().unwrap_or(&nothing);
        let earlier: HashMap<EvidenceId, _> = before.evidence.iter().map(|item| (item.id, item)).collect();

        let mut came: BTreeMap<RelationKey, u32> =
            moves.claims_of(*key, changes).map(|from| (from, 0)).collect();
        let (mut judged, mut reworded) = (BTreeMap::<Verdict, u32>::new(), BTreeMap::<Modality, u32>::new());
        let mut attributed = BTreeMap::<Option<ActorId>, u32>::new();
        let mut quoted = 0;
        for item in &after.evidence {
            let voice = earlier.get(&item.id).map(|then| then.attribution);
            if voice.is_some_and(|then| then != item.attribution) && moves.voices.contains(&item.id) {
                *attributed.entry(item.attribution).or_default() += 1;
                continue;
            }
            match (earlier.get(&item.id), before_at.get(&item.id)) {
                (Some(then), _) if then.modality != item.modality => {
                    *reworded.entry(item.modality).or_default() += 1;
                }
                (Some(then), _) if then.verdict != item.verdict => {
                    *judged.entry(item.verdict).or_default() += 1;
                }
                (Some(_), _) => {}
                (None, Some(from)) => *came.entry(*from).or_default() += 1,
                (None, None) => quoted += u32::from(item.origin.is_none()),
            }
        }
        let mut left: BTreeMap<RelationKey, u32> = BTreeMap::new();
        for item in before.evidence.iter().filter(|_| moves.from.contains(key)) {
            if let Some(to) = now_at.get(&item.id).filter(|to| *to != key) {
                *left.entry(*to).or_default() += 1;
            }
        }

        // What is drawn or moved by hand is confirmed by that.
        let drawn = before.claim.is_none() && after.claim.is_some();
        let was_judged = before.verdict != after.verdict && came.is_empty() && !drawn;
        // What two said of each other before they were merged and split is called as it was.
        let came =
            came.into_iter().map(|(from, quotes)| (was(from), quotes)).filter(|(from, _)| *from != is(*key));
        let mut acts: Vec<Act> = came.map(|(from, quotes)| Act::Came(quotes, from)).collect();
        acts.extend(left.into_iter().map(|(to, quotes)| Act::Left(quotes, is(to))));
        acts.extend((quoted > 0).then_some(Act::Quoted(quoted)));
        acts.extend(was_judged.then_some(Act::Judged(after.verdict)));
        acts.extend(judged.into_iter().map(|(verdict, quotes)| Act::JudgedQuotes(verdict, quotes)));
        acts.extend(reworded.into_iter().map(|(modality, quotes)| Act::Reworded(modality, quotes)));
        let voices = attributed.into_iter();
        acts.extend(voices.map(|(speaker, quotes)| Act::Attributed(speaker.map(&name), quotes)));
        if !acts.is_empty() {
            all.insert(*key, acts);
        }
    }
    all
}

/// In which of these relations each quote is; the others have nothing that moved.
fn homes<'a>(
    keys: &BTreeSet<RelationKey>,
    relation: impl Fn(&RelationKey) -> Option<&'a Relation>,
) -> HashMap<EvidenceId, RelationKey> {
    let there = keys.iter().filter_map(|key| Some((*key, relation(key)?)));
    there.flat_map(|(key, relation)| relation.evidence.iter().map(move |item| (item.id, key))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{
        Actor, ActorKind, Article, ArticleId, Claim, Edit, Evidence, Span, Split, Stance, StanceMap,
    };

    fn stamp(second: i64) -> Stamp {
        Stamp { by: "Ada".to_owned(), at: Timestamp::from_second(second).unwrap() }
    }

    fn three() -> (StanceMap, [ActorId; 3]) {
        let mut map = StanceMap::default();
        let ids = ["Egypt", "Haftar", "Cairo"].map(|name| {
            let id = map.next_actor_id();
            map.apply(Edit::AddActor { id, actor: Actor::by_hand(name, ActorKind::State), at: None })
                .unwrap();
            id
        });
        (map, ids)
    }

    fn acts(map: &StanceMap, key: RelationKey) -> Vec<Act> {
        map.relation(key).unwrap().history.iter().map(|deed| deed.act.clone()).collect()
    }

    #[test]
    fn a_relation_remembers_through_every_move() {
        let (mut map, [egypt, haftar, cairo]) = three();
        let key = RelationKey::new(cairo, haftar, Stance::Opposes);
        let mut now = 0;
        let mut does = |map: &mut StanceMap, edit| {
            now += 1;
            map.apply_signed([edit], &stamp(now)).unwrap()
        };
        does(&mut map, Edit::AddRelation { key, claim: Claim::default() });
        assert_eq!(acts(&map, key), []);
        let flip = does(&mut map, Edit::FlipStance(key));
        does(&mut map, Edit::JudgeRelation { key: key.flipped(), verdict: Verdict::Unreviewed });
        does(&mut map, Edit::MergeActors { from: cairo, into: egypt });
        let key = RelationKey::new(egypt, haftar, Stance::Backs);
        let expected = [
            Act::Came(0, "Cairo opposes Haftar".to_owned()),
            Act::Judged(Verdict::Unreviewed),
            Act::Came(0, "Cairo backs Haftar".to_owned()),
        ];
        assert_eq!(acts(&map, key), expected);
        assert_eq!(map.relation(key).unwrap().history[2].stamp, stamp(4));
        assert_eq!(flip.relations.len(), 2);
    }

    #[test]
    fn a_new_voice_is_remembered_and_a_speaker_who_is_merged_is_none() {
        let (mut map, [egypt, haftar, cairo]) = three();
        let key = RelationKey::new(egypt, haftar, Stance::Backs);
        let article = Article::from_text("Egypt armed Haftar.");
        map.apply(Edit::AddArticle { id: ArticleId(1), article }).unwrap();
        let id = map.next_evidence_id();
        let evidence = Evidence::quoting(id.0, Span::new(0, 19));
        map.apply(Edit::AddEvidence { key, evidence }).unwrap();
        let edits = [
            Edit::SetSpeaker { key, id, speaker: Some(cairo) },
            Edit::MergeActors { from: cairo, into: egypt },
            Edit::SetSpeaker { key, id, speaker: None },
        ];
        let mut rejected = map.clone();
        rejected.apply(Edit::JudgeEvidence { key, id, verdict: Verdict::Rejected }).unwrap();
        rejected.apply(edits[0].clone()).unwrap();
        assert_eq!(rejected.evidence(key, id).unwrap().verdict, Verdict::Rejected);
        for (second, edit) in (1..).zip(edits) {
            map.apply_signed([edit], &stamp(second)).unwrap();
        }
        let expected = [Act::Attributed(Some("Cairo".to_owned()), 1), Act::Attributed(None, 1)];
        assert_eq!(acts(&map, key), expected);
        assert_eq!(map.evidence(key, id).unwrap().verdict, Verdict::Confirmed);
    }

    #[test]
    fn what_has_no_stamp_leaves_no_trace_of_its_own() {
        let (mut map, [egypt, haftar, _]) = three();
        let key = RelationKey::new(egypt, haftar, Stance::Opposes);
        map.apply(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
        map.apply_signed([Edit::JudgeRelation { key, verdict: Verdict::Unreviewed }], &stamp(1)).unwrap();
        map.apply(Edit::FlipStance(key)).unwrap();
        assert_eq!(acts(&map, key.flipped()), [Act::Judged(Verdict::Unreviewed)]);
    }

    #[test]
    fn undo_takes_the_deed_back_too() {
        let (mut map, [egypt, haftar, _]) = three();
        let key = RelationKey::new(egypt, haftar, Stance::Opposes);
        map.apply(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
        let before = map.clone();
        let diff = map.apply_signed([Edit::FlipStance(key)], &stamp(1)).unwrap();
        map.patch(&diff.reversed());
        assert_eq!(map, before);
    }

    #[test]
    fn what_is_split_off_says_where_it_came_from() {
        let (mut map, [egypt, haftar, _]) = three();
        let key = RelationKey::new(egypt, haftar, Stance::Backs);
        map.apply(Edit::AddRelation { key, claim: Claim::default() }).unwrap();
        let into = map.next_actor_id();
        let split = Split {
            from: egypt,
            into,
            name: "Alexandria".to_owned(),
            kind: ActorKind::Other,
            at: None,
            names: Default::default(),
            evidence: Default::default(),
            claims: [key].into(),
        };
        map.apply_signed([Edit::SplitActor(split)], &stamp(1)).unwrap();
        let moved = key.with_actor(egypt, into);
        assert_eq!(acts(&map, moved), [Act::Came(0, "Egypt backs Haftar".to_owned())]);
    }

    /// Draws these relations, all with the same claim, and has each remember a verdict of its own moment.
    fn drawn(map: &mut StanceMap, keys: &[RelationKey]) {
        for (second, key) in (1..).zip(keys) {
            map.apply(Edit::AddRelation { key: *key, claim: Claim::default() }).unwrap();
            let judge = Edit::JudgeRelation { key: *key, verdict: Verdict::Unreviewed };
            map.apply_signed([judge], &stamp(second)).unwrap();
        }
    }

    /// What was done to a relation and at which second.
    fn history(map: &StanceMap, key: RelationKey) -> Vec<(i64, Act)> {
        let history = &map.relation(key).unwrap().history;
        history.iter().map(|deed| (deed.stamp.at.as_second(), deed.act.clone())).collect()
    }

    fn judged() -> Act {
        Act::Judged(Verdict::Unreviewed)
    }

    fn came(from: &str) -> Act {
        Act::Came(0, from.to_owned())
    }

    #[test]
    fn of_relations_with_equal_claims_each_keeps_its_own_history_in_a_merge() {
        let (mut map, [egypt, haftar, cairo]) = three();
        let [towards, from] =
            [RelationKey::new(cairo, haftar, Stance::Backs), RelationKey::new(haftar, cairo, Stance::Backs)];
        drawn(&mut map, &[towards, from]);
        map.apply_signed([Edit::MergeActors { from: cairo, into: egypt }], &stamp(9)).unwrap();
        let at_egypt = |key: RelationKey| history(&map, key.with_actor(cairo, egypt));
        assert_eq!(at_egypt(towards), [(1, judged()), (9, came("Cairo backs Haftar"))]);
        assert_eq!(at_egypt(from), [(2, judged()), (9, came("Haftar backs Cairo"))]);
    }

    #[test]
    fn two_relations_that_become_one_have_both_histories() {
        let (mut map, [egypt, haftar, cairo]) = three();
        let [of_cairo, of_egypt] = [cairo, egypt].map(|id| RelationKey::new(id, haftar, Stance::Backs));
        drawn(&mut map, &[of_cairo, of_egypt]);
        map.apply_signed([Edit::MergeActors { from: cairo, into: egypt }], &stamp(9)).unwrap();
        assert_eq!(history(&map, of_egypt), [(1, judged()), (2, judged()), (9, came("Cairo backs Haftar"))]);
    }

    #[test]
    fn a_drawn_relation_flipped_onto_another_says_so_there() {
        let (mut map, [egypt, haftar, cairo]) = three();
        let key = RelationKey::new(egypt, haftar, Stance::Backs);
        let other = RelationKey::new(cairo, haftar, Stance::Opposes);
        drawn(&mut map, &[key, key.flipped(), other]);
        map.apply_signed([Edit::FlipStance(key)], &stamp(9)).unwrap();
        let expected = [(1, judged()), (2, judged()), (9, came("Egypt backs Haftar"))];
        assert_eq!(history(&map, key.flipped()), expected);
        assert_eq!(history(&map, other), [(3, judged())]);
    }

    #[test]
    fn what_two_said_of_each_other_is_not_changed_by_a_merge_and_a_split() {
        let (mut map, [egypt, _, cairo]) = three();
        let key = RelationKey::new(cairo, egypt, Stance::Backs);
        drawn(&mut map, &[key]);
        map.apply_signed([Edit::MergeActors { from: cairo, into: egypt }], &stamp(8)).unwrap();
        let split = Split {
            from: egypt,
            into: ActorId(9),
            name: "Cairo".to_owned(),
            kind: ActorKind::State,
            at: None,
            names: ["Cairo".to_owned()].into(),
            evidence: BTreeSet::new(),
            claims: BTreeSet::new(),
        };
        map.apply_signed([Edit::SplitActor(split)], &stamp(9)).unwrap();
        assert_eq!(history(&map, RelationKey::new(ActorId(9), egypt, Stance::Backs)), [(1, judged())]);
    }

    #[test]
    fn several_moves_in_one_step_are_one() {
        let (mut map, [egypt, haftar, cairo]) = three();
        let key = RelationKey::new(cairo, haftar, Stance::Opposes);
        drawn(&mut map, &[key]);
        let merge = Edit::MergeActors { from: cairo, into: egypt };
        map.apply_signed([Edit::FlipStance(key), merge], &stamp(9)).unwrap();
        let key = RelationKey::new(egypt, haftar, Stance::Backs);
        assert_eq!(history(&map, key), [(1, judged()), (9, came("Cairo opposes Haftar"))]);
        let there_and_back = [Edit::FlipStance(key), Edit::FlipStance(key.flipped())];
        let before = history(&map, key);
        map.apply_signed(there_and_back, &stamp(10)).unwrap();
        assert_eq!(history(&map, key), before, "it stayed where it was");
    }

    #[test]
    fn what_was_done_in_one_moment_stays_in_its_order_and_is_there_once() {
        let deed = |second, quotes| Deed { stamp: stamp(second), act: Act::Quoted(quotes) };
        let all = [deed(2, 9), deed(2, 1), deed(1, 5), deed(2, 9), deed(2, 4)];
        assert_eq!(in_order(all), [deed(1, 5), deed(2, 9), deed(2, 1), deed(2, 4)]);
    }
}

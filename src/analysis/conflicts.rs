//! Where a map holds that one actor both backs and opposes another, or where its sources contradict one another.

use std::collections::BTreeMap;

use crate::map::{ActorId, Evidence, EvidenceId, Modality, RelationKey, Stance, StanceMap, Verdict};

/// An actor and another towards whom it is said to take a stance, and not to take it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Who takes the stance.
    pub source: ActorId,
    /// Towards whom.
    pub target: ActorId,
    /// The quotes by which `source` backs `target`, or is said not to oppose it. Empty if a person drew the relation without
    /// a quote.
    pub backs: Vec<(RelationKey, EvidenceId)>,
    /// The quotes by which `source` opposes `target`, or is said not to back it; empty as above.
    pub opposes: Vec<(RelationKey, EvidenceId)>,
}

/// The quotes of a pair, parted by what they say, and which stances the map shows.
#[derive(Debug, Default)]
struct Sides {
    quotes: [Vec<(RelationKey, EvidenceId)>; 2],
    shown: [bool; 2],
}

/// All conflicts of a map, in the order of their actors: pairs of which both stances are shown, and those of which one is
/// shown and a quote that nobody rejected denies it.
pub fn conflicts(map: &StanceMap) -> Vec<Conflict> {
    let is_shown = |id| map.actor(id).is_some_and(|actor| actor.is_shown());
    let mut pairs: BTreeMap<(ActorId, ActorId), Sides> = BTreeMap::new();
    for (key, relation) in &map.records().relations {
        if relation.verdict == Verdict::Rejected || !is_shown(key.source) || !is_shown(key.target) {
            continue;
        }
        let sides = pairs.entry((key.source, key.target)).or_default();
        sides.shown[side(key.stance)] = relation.is_shown();
        for item in relation.evidence.iter().filter(|item| item.verdict != Verdict::Rejected) {
            sides.quotes[side(says(*key, item))].push((*key, item.id));
        }
    }
    let conflict = |((source, target), Sides { quotes: [backs, opposes], shown })| {
        let both = shown == [true, true];
        let denied = shown.contains(&true) && !backs.is_empty() && !opposes.is_empty();
        (both || denied).then_some(Conflict { source, target, backs, opposes })
    };
    pairs.into_iter().filter_map(conflict).collect()
}

fn side(stance: Stance) -> usize {
    usize::from(stance == Stance::Opposes)
}

/// For which of the stances a quote speaks: to deny one is to contradict those who assert it.
fn says(key: RelationKey, item: &Evidence) -> Stance {
    if item.modality == Modality::Negated { key.stance.flipped() } else { key.stance }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, ActorKind, Article, ArticleId, Claim, Edit, Span};

    /// The conflicts of a map of "1 + 2" (asserted), "1 - 2", "1 +? 2" (hedged), "1 +! 2" (denied), "1 +x 2" (rejected) and
    /// "1 +c 2" (drawn without a quote), as "1 2: quotes / quotes".
    fn told(relations: &[&str]) -> Vec<String> {
        let mut map = StanceMap::default();
        map.apply(Edit::AddArticle { id: ArticleId(1), article: Article::from_text("Words.") }).unwrap();
        for number in 1..=3 {
            let actor = Actor::by_hand(format!("Actor {number}"), ActorKind::State);
            map.apply(Edit::AddActor { id: ActorId(number), actor, at: None }).unwrap();
        }
        for (number, line) in (1..).zip(relations) {
            let [source, sign, target] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let stance = if sign.starts_with('+') { Stance::Backs } else { Stance::Opposes };
            let actor = |number: &str| ActorId(number.parse().unwrap());
            let key = RelationKey::new(actor(source), actor(target), stance);
            let evidence = Evidence {
                modality: match &sign[1..] {
                    "?" => Modality::Hedged,
                    "!" => Modality::Negated,
                    _ => Modality::Asserted,
                },
                verdict: if sign.ends_with('x') { Verdict::Rejected } else { Verdict::Unreviewed },
                ..Evidence::quoting(number, Span::new(0, 6))
            };
            let claim = Claim::default();
            let drawn = sign.ends_with('c');
            let edit =
                if drawn { Edit::AddRelation { key, claim } } else { Edit::AddEvidence { key, evidence } };
            map.apply(edit).unwrap();
        }
        let ids = |quotes: &[(RelationKey, EvidenceId)]| {
            quotes.iter().map(|(_, id)| id.0.to_string()).collect::<Vec<_>>().join(" ")
        };
        let line = |Conflict { source, target, backs, opposes }: &Conflict| {
            format!("{} {}: {} / {}", source.0, target.0, ids(backs), ids(opposes))
        };
        conflicts(&map).iter().map(line).collect()
    }

    #[test]
    fn both_stances_and_denials_are_conflicts() {
        for (relations, expected) in [
            (&["1 + 2", "1 - 2"][..], &["1 2: 1 / 2"][..]),
            (&["1 + 2", "2 - 1"], &[]),
            (&["1 + 2", "1 + 2"], &[]),
            (&["1 + 2", "1 +! 2"], &["1 2: 1 / 2"]),
            (&["1 -? 3", "1 -! 3", "1 + 2"], &["1 3: 2 / 1"]),
            (&["1 +! 2", "1 -! 2"], &[]),
            (&["1 + 2", "1 -! 2"], &[]),
            (&["1 + 2", "1 -x 2"], &[]),
            (&["1 + 2", "1 -c 2"], &["1 2: 1 / "]),
            (&["2 + 1", "2 - 1", "1 - 3", "1 + 3"], &["1 3: 4 / 3", "2 1: 1 / 2"]),
        ] {
            assert_eq!(told(relations), expected, "{relations:?}");
        }
    }
}

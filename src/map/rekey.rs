//! How a whole relation comes to another key, where one may be already.

use super::apply::live_relation;
use super::deed::in_order;
use super::draft::Draft;
use super::{EditError, Evidence, Relation, RelationKey, Verdict};

/// Moves a relation to another key and confirms it: a person has just said what is right.
pub(super) fn rekey(draft: &mut Draft<'_>, from: RelationKey, to: RelationKey) -> Result<(), EditError> {
    let mut relation = live_relation(draft, from)?.clone();
    relation.verdict = Verdict::Confirmed;
    draft.set_relation(from, None);
    draft.moved(from, to, relation.claim.is_some());
    join(draft, to, relation);
    Ok(())
}

/// Puts a relation where another may be already. A rejected relation that joins one which is not leaves its verdict
/// on its quotes, so that no tombstone is lost; of two claims, that which is there stays, and both histories are kept.
pub(super) fn join(draft: &mut Draft<'_>, key: RelationKey, coming: Relation) {
    let Some(there) = draft.relation(key).cloned() else {
        draft.set_relation(key, Some(coming));
        return;
    };
    let verdict = match (there.verdict, coming.verdict) {
        (a, b) if a == b => a,
        (Verdict::Confirmed, _) | (_, Verdict::Confirmed) => Verdict::Confirmed,
        _ => Verdict::Unreviewed,
    };
    let evidence = |relation: Relation| {
        let bury = relation.verdict == Verdict::Rejected && verdict != Verdict::Rejected;
        relation.evidence.into_iter().map(move |mut item| {
            if bury {
                item.verdict = Verdict::Rejected;
            }
            item
        })
    };
    let claim = there.claim.clone().or_else(|| coming.claim.clone());
    let history = in_order([&there.history[..], &coming.history].concat());
    let notes = [there.note.clone(), coming.note.clone()];
    let mut all: Vec<Evidence> = evidence(there).chain(evidence(coming)).collect();
    all.sort_by_key(|item| item.id);
    let note = notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("\n");
    draft.set_relation(key, Some(Relation { evidence: all, claim, verdict, note, history }));
}

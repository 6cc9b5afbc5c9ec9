//! How a quote is taken from one relation to another.

use super::apply::{live_actor, live_relation};
use super::deed::in_order;
use super::draft::Draft;
use super::unite::stands_for;
use super::{EditError, EvidenceId, RelationKey, Verdict};

/// Moves a quote, and confirms it: a person has just said what it shows.
pub(super) fn move_evidence(
    draft: &mut Draft<'_>,
    from: RelationKey,
    id: EvidenceId,
    to: RelationKey,
) -> Result<(), EditError> {
    if to.source == to.target {
        return Err(EditError::SameActor);
    }
    live_actor(draft, to.source)?;
    live_actor(draft, to.target)?;
    let mut relation = live_relation(draft, from)?.clone();
    let index = relation.evidence.iter().position(|item| item.id == id).ok_or(EditError::NoEvidence(id))?;
    let mut item = relation.evidence.remove(index);
    item.verdict = Verdict::Confirmed;
    item.attribution = item.attribution.map(|speaker| stands_for(&draft.records().actors, speaker));
    let mut shown = if from == to {
        // It shows what it was taken for: what else is known of the relation stays.
        relation
    } else {
        let keep = !relation.evidence.is_empty() || relation.claim.is_some();
        let (note, history) =
            if keep { Default::default() } else { (relation.note.clone(), relation.history.clone()) };
        draft.moved(from, to, false);
        draft.set_relation(from, keep.then_some(relation));
        let mut shown = draft.relation(to).cloned().unwrap_or_default();
        shown.note =
            [shown.note, note].into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("\n");
        shown.history = in_order(shown.history.into_iter().chain(history));
        shown
    };
    // A person has just said that it is right.
    if shown.verdict == Verdict::Rejected {
        shown.evidence.iter_mut().for_each(|item| item.verdict = Verdict::Rejected);
        shown.verdict = Verdict::Unreviewed;
    }
    shown.evidence.push(item);
    shown.evidence.sort_by_key(|item| item.id);
    draft.set_relation(to, Some(shown));
    Ok(())
}

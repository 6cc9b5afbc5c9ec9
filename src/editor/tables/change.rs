//! One change of many rows, as one step with a name.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::analysis::tables::{Row, verdict_of};
use crate::editor::describe;
use crate::map::{
    ActorId, ActorKind, Article, ArticleId, Edit, EvidenceId, Modality, RelationKey, StanceMap, Verdict,
};

/// What is to become of the chosen rows. Each fits some tables; rows of others stay as they are.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Actors are of this kind.
    Kind(ActorKind),
    /// Actors belong to this one, or to none.
    MemberOf(Option<ActorId>),
    /// Relations, or quotes, are judged so.
    Verdict(Verdict),
    /// Relations have the other stance, or quotes show it. Of a pair of actors on which both stances are chosen, both
    /// relations stay: each would become the other.
    Flip,
    /// Relations go the other way, or quotes show that. Of two actors of whom both ways are chosen, both relations stay.
    Reverse,
    /// Quotes, or all that support the relations, put it so.
    Wording(Modality),
    /// Articles were published by this one.
    Source(String),
    /// Articles were published on this day, or nobody knows when.
    Date(Option<Date>),
    /// Actors, relations or articles go; quotes are rejected, so that no reading brings them back.
    Delete,
}

/// The edits that change what of these rows is not so already, with a name for the step: "Confirm 12 relations". Nothing
/// if all of them are.
pub fn plan(map: &StanceMap, rows: &[Row], change: &Change) -> Option<(String, Vec<Edit>)> {
    let chosen: BTreeSet<RelationKey> = rows.iter().filter_map(|row| super::relation(*row)).collect();
    let mut edits = Vec::new();
    let mut changed = 0;
    let mut one = ("row", "rows");
    for row in rows {
        let before = edits.len();
        match *row {
            Row::Actor(id) => of_actor(map, id, change, &mut edits),
            Row::Relation(key) => of_relation(map, key, change, &chosen, &mut edits),
            Row::Quote(key, id) => of_quote(map, key, id, change, &mut edits),
            Row::Article(id) => of_article(map, id, change, &mut edits),
        }
        if edits.len() > before {
            changed += 1;
            one = match row {
                Row::Actor(_) => ("actor", "actors"),
                Row::Relation(_) => ("relation", "relations"),
                Row::Quote(..) => ("quote", "quotes"),
                Row::Article(_) => ("article", "articles"),
            };
        }
    }
    let name = match edits.as_slice() {
        [] => return None,
        // What concerns one alone is called by its name.
        [edit] => match edit {
            Edit::DescribeArticle { .. } | Edit::SetMemberOf { .. } => name(map, change, 1, one),
            edit => describe(edit, map),
        },
        _ => name(map, change, changed, one),
    };
    Some((name, edits))
}

fn name(map: &StanceMap, change: &Change, count: usize, (one, many): (&str, &str)) -> String {
    let what = if count == 1 { format!("1 {one}") } else { format!("{count} {many}") };
    match change {
        Change::Kind(kind) => format!("Set kind of {what} to {}", kind.label().to_lowercase()),
        Change::MemberOf(Some(group)) => format!("Put {what} into {}", map.actor_name(*group)),
        Change::MemberOf(None) => format!("Take {what} out of groups"),
        Change::Verdict(Verdict::Confirmed) => format!("Confirm {what}"),
        Change::Verdict(Verdict::Rejected) => format!("Reject {what}"),
        Change::Verdict(Verdict::Unreviewed) => format!("Clear verdict of {what}"),
        Change::Flip => format!("Flip {what}"),
        Change::Reverse => format!("Reverse {what}"),
        Change::Wording(modality) => format!("Mark {what} as {}", modality.word()),
        Change::Source(source) if source.is_empty() => format!("Clear source of {what}"),
        Change::Source(source) => format!("Set source of {what} to {source}"),
        Change::Date(None) => format!("Clear date of {what}"),
        Change::Date(Some(date)) => format!("Set date of {what} to {date}"),
        Change::Delete if one == "quote" => format!("Reject {what}"),
        Change::Delete => format!("Delete {what}"),
    }
}

fn of_actor(map: &StanceMap, id: ActorId, change: &Change, edits: &mut Vec<Edit>) {
    let Some(actor) = map.actor(id).filter(|actor| actor.is_shown()) else { return };
    match change {
        Change::Kind(kind) if actor.kind != *kind => edits.push(Edit::SetActorKind { id, kind: *kind }),
        Change::MemberOf(member_of) if actor.member_of != *member_of && *member_of != Some(id) => {
            edits.push(Edit::SetMemberOf { id, member_of: *member_of });
        }
        Change::Delete => edits.push(Edit::DeleteActor(id)),
        _ => {}
    }
}

fn of_relation(
    map: &StanceMap,
    key: RelationKey,
    change: &Change,
    chosen: &BTreeSet<RelationKey>,
    edits: &mut Vec<Edit>,
) {
    let Some(relation) = map.relation(key).filter(|relation| relation.is_shown()) else { return };
    match change {
        Change::Verdict(verdict) if relation.verdict != *verdict => {
            edits.push(Edit::JudgeRelation { key, verdict: *verdict });
        }
        Change::Flip if !chosen.contains(&key.flipped()) => edits.push(Edit::FlipStance(key)),
        Change::Reverse if !chosen.contains(&key.reversed()) => edits.push(Edit::ReverseRelation(key)),
        Change::Wording(_) => {
            for item in relation.supporting() {
                of_quote(map, key, item.id, change, edits);
            }
        }
        Change::Delete => edits.push(Edit::DeleteRelation(key)),
        _ => {}
    }
}

fn of_quote(map: &StanceMap, key: RelationKey, id: EvidenceId, change: &Change, edits: &mut Vec<Edit>) {
    let (Some(relation), Some(item)) = (map.relation(key), map.evidence(key, id)) else { return };
    let before = verdict_of(relation, item);
    let judge = |verdict| Edit::JudgeEvidence { key, id, verdict };
    match change {
        Change::Verdict(verdict) if before != *verdict => {
            if relation.verdict == Verdict::Rejected {
                // The other quotes of a relation that was rejected as a whole stay rejected; this one is confirmed thereby.
                edits.push(Edit::MoveEvidence { from: key, id, to: key });
            }
            if relation.verdict != Verdict::Rejected || *verdict != Verdict::Confirmed {
                edits.push(judge(*verdict));
            }
        }
        Change::Flip => edits.push(Edit::MoveEvidence { from: key, id, to: key.flipped() }),
        Change::Reverse => edits.push(Edit::MoveEvidence { from: key, id, to: key.reversed() }),
        Change::Wording(modality) if item.modality != *modality => {
            edits.push(Edit::SetModality { key, id, modality: *modality });
        }
        Change::Delete if before != Verdict::Rejected => edits.push(judge(Verdict::Rejected)),
        _ => {}
    }
}

fn of_article(map: &StanceMap, id: ArticleId, change: &Change, edits: &mut Vec<Edit>) {
    let Some(there) = map.article(id) else { return };
    let mut article = Article::clone(there);
    match change {
        Change::Source(source) => article.source.clone_from(source),
        Change::Date(date) => article.date = *date,
        Change::Delete => return edits.push(Edit::RemoveArticle(id)),
        _ => {}
    }
    if article != **there {
        edits.push(Edit::DescribeArticle { id, article });
    }
}

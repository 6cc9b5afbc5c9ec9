//! Names for steps of the history, with the names of what they change.

use crate::map::{ActorId, Edit, RelationKey, StanceMap};

/// What `edit` will do to `map`, in words short enough for a menu: "Merge Ankara into Turkey".
pub fn describe(edit: &Edit, map: &StanceMap) -> String {
    let name = |id| shorten(map.actor_name(id));
    let relation =
        |key: &RelationKey| format!("{} {} {}", name(key.source), key.stance.word(), name(key.target));
    let several = |ids: &mut dyn ExactSizeIterator<Item = &ActorId>| match (ids.len(), ids.next()) {
        (1, Some(id)) => name(*id),
        (count, _) => format!("{count} actors"),
    };
    let verb = edit.label();
    match edit {
        Edit::AddActor { actor, .. } => format!("Add {}", shorten(&actor.name)),
        Edit::RenameActor { id, name: new } => format!("Rename {} to {}", name(*id), shorten(new)),
        Edit::MergeActors { from, into } => format!("Merge {} into {}", name(*from), name(*into)),
        Edit::SplitActor(split) => format!("Split {} from {}", shorten(&split.name), name(split.from)),
        Edit::DeleteActor(id) => format!("Delete {}", name(*id)),
        Edit::SetActorKind { id, kind } => format!("Make {} a {}", name(*id), kind.label().to_lowercase()),
        Edit::AddRelation { key, .. } => format!("Add {}", relation(key)),
        Edit::FlipStance(key) => format!("Flip {}", relation(key)),
        Edit::ReverseRelation(key) => format!("Reverse {}", relation(key)),
        Edit::DeleteRelation(key) => format!("Delete {}", relation(key)),
        Edit::JudgeRelation { key, .. } => format!("{verb} {}", relation(key)),
        Edit::JudgeEvidence { key, .. } | Edit::SetModality { key, .. } => {
            format!("{verb} quote of {}", relation(key))
        }
        Edit::SetSpeaker { key, speaker: Some(speaker), .. } => {
            format!("Attribute quote of {} to {}", relation(key), name(*speaker))
        }
        Edit::SetSpeaker { key, speaker: None, .. } => {
            format!("Leave quote of {} to the article’s own voice", relation(key))
        }
        Edit::SetActorColour { actors, colour: Some(hue) } => {
            format!("Colour {} {}", several(&mut actors.iter()), hue.label().to_lowercase())
        }
        Edit::SetActorColour { actors, colour: None } => {
            format!("Take the colour from {}", several(&mut actors.iter()))
        }
        Edit::AddEvidence { key, .. } => format!("{verb} to {}", relation(key)),
        Edit::MoveEvidence { to, .. } => format!("{verb} to {}", relation(to)),
        Edit::Place(places) => format!("{verb} {}", several(&mut places.iter().map(|(id, _)| id))),
        Edit::Pin { actors, .. } => format!("{verb} {}", several(&mut actors.iter())),
        Edit::RollUp { groups, .. } => format!("{verb} {}", several(&mut groups.iter())),
        Edit::AddArticle { article, .. } => format!("{verb} {}", shorten(&article.title)),
        Edit::RemoveArticle(id) => {
            let title = map.article(*id).map_or_else(String::new, |article| shorten(&article.title));
            format!("Remove {title}")
        }
        Edit::SetTitle(_)
        | Edit::DescribeArticle { .. }
        | Edit::SetMemberOf { .. }
        | Edit::LearnNames { .. }
        | Edit::ForgetName { .. }
        | Edit::SetActorNote { .. }
        | Edit::SetRelationNote { .. }
        | Edit::SetEvidenceNote { .. }
        | Edit::SetArticleNote { .. }
        | Edit::AddHistory { .. } => verb.to_owned(),
    }
}

fn shorten(name: &str) -> String {
    const LIMIT: usize = 28;
    if name.chars().count() <= LIMIT {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LIMIT - 1).collect();
    format!("{}…", kept.trim_end())
}

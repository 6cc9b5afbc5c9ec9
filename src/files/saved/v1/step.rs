//! The changes of one step, as a journal keeps them: every record that changed as it is afterwards, and what is gone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::convert::{
    self, article, quote, relation, saved_actor, saved_article, saved_evidence, saved_relation,
};
use super::{SavedActor, SavedArticle, SavedEvidence, SavedPlace, SavedRelation, Stance};
use crate::map::{ActorId, ArticleId, Change, Diff, Place, RelationKey, StanceMap};

#[derive(Default, Serialize, Deserialize)]
#[serde(rename = "Changes", deny_unknown_fields)]
struct SavedChanges<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    articles: Vec<SavedArticle<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    actors: Vec<SavedActor<'a>>,
    /// A relation comes with all of its quotes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    relations: Vec<SavedRelation<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<SavedEvidence<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<SavedPlace>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    gone_articles: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    gone_actors: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    gone_relations: Vec<(u32, Stance, u32)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    gone_places: Vec<u32>,
    /// Beside the places: a pin changes without its place, and the reverse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pinned: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unpinned: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rolled_up: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unrolled: Vec<u32>,
}

/// What `diff` leads to, on one line.
pub(in crate::files) fn write(diff: &Diff) -> String {
    fn after<K: Copy, V>(changes: &BTreeMap<K, Change<V>>) -> impl Iterator<Item = (K, &V)> {
        changes.iter().filter_map(|(key, change)| Some((*key, change.after.as_ref()?)))
    }
    fn gone<K: Copy, V>(changes: &BTreeMap<K, Change<V>>) -> impl Iterator<Item = K> {
        changes.iter().filter(|(_, change)| change.after.is_none()).map(|(key, _)| *key)
    }
    let Diff { title, articles, actors, relations, places, pinned, rolled_up } = diff;
    let saved = SavedChanges {
        title: title.as_ref().and_then(|change| change.after.as_deref()).map(Cow::Borrowed),
        articles: after(articles).map(|(id, article)| saved_article(id, article)).collect(),
        actors: after(actors).map(|(id, actor)| saved_actor(id, actor)).collect(),
        relations: after(relations).map(|(key, relation)| saved_relation(key, relation)).collect(),
        evidence: after(relations)
            .flat_map(|(key, relation)| relation.evidence.iter().map(move |item| saved_evidence(key, item)))
            .collect(),
        places: after(places)
            .map(|(id, Place { x, y })| SavedPlace { actor: id.0, x: *x, y: *y, pinned: false })
            .collect(),
        gone_articles: gone(articles).map(|id| id.0).collect(),
        gone_actors: gone(actors).map(|id| id.0).collect(),
        gone_relations: gone(relations)
            .map(|RelationKey { source, target, stance }| (source.0, stance.into(), target.0))
            .collect(),
        gone_places: gone(places).map(|id| id.0).collect(),
        pinned: after(pinned).map(|(id, ())| id.0).collect(),
        unpinned: gone(pinned).map(|id| id.0).collect(),
        rolled_up: after(rolled_up).map(|(id, ())| id.0).collect(),
        unrolled: gone(rolled_up).map(|id| id.0).collect(),
    };
    // Numbers, strings, lists and words cannot fail to become text.
    ron::to_string(&saved).unwrap_or_default()
}

/// The difference between `map` and what [`write`] made this text of; `None` if the text makes no sense.
pub(in crate::files) fn read(text: &str, map: &StanceMap) -> Option<Diff> {
    let saved: SavedChanges<'_> = ron::from_str(text).ok()?;
    let SavedChanges {
        title,
        articles,
        actors,
        relations,
        evidence,
        places,
        gone_articles,
        gone_actors,
        gone_relations,
        gone_places,
        pinned,
        unpinned,
        rolled_up,
        unrolled,
    } = saved;
    let there = map.records();
    let mut diff = Diff {
        title: title
            .map(|after| Change { before: Some(there.title.clone()), after: Some(after.into_owned()) }),
        ..Diff::default()
    };
    let mut related: BTreeMap<_, _> = relations.into_iter().map(relation).collect::<Result<_, _>>().ok()?;
    for row in evidence {
        let (key, item) = quote(row).ok()?;
        related.get_mut(&key)?.evidence.push(item);
    }
    let articles = articles.into_iter().map(|row| article(row).map(|(id, it)| (id, Arc::new(it))));
    let actors = actors.into_iter().map(convert::actor);
    let places = places.into_iter().map(|row| (ActorId(row.actor), Place { x: row.x, y: row.y }));
    diff.articles =
        changes(articles.collect::<Result<_, _>>().ok()?, gone_articles, ArticleId, &there.articles);
    diff.actors = changes(actors.collect::<Result<_, _>>().ok()?, gone_actors, ActorId, &there.actors);
    let key = |(source, stance, target): (u32, Stance, u32)| {
        RelationKey::new(ActorId(source), ActorId(target), stance.into())
    };
    diff.relations = changes(related, gone_relations, key, &there.relations);
    diff.places = changes(places.collect(), gone_places, ActorId, &there.places);
    diff.pinned = members(pinned, unpinned, &there.pinned);
    diff.rolled_up = members(rolled_up, unrolled, &there.rolled_up);
    Some(diff)
}

/// The changes of a set of actors.
fn members(now_in: Vec<u32>, out: Vec<u32>, before: &BTreeSet<ActorId>) -> BTreeMap<ActorId, Change<()>> {
    let all = now_in.into_iter().map(|id| (id, Some(()))).chain(out.into_iter().map(|id| (id, None)));
    let change = |(id, after)| {
        let id = ActorId(id);
        (id, Change { before: before.contains(&id).then_some(()), after })
    };
    all.map(change).collect()
}

fn changes<K: Ord + Copy, V: Clone, G>(
    after: BTreeMap<K, V>,
    gone: Vec<G>,
    key: impl Fn(G) -> K,
    before: &BTreeMap<K, V>,
) -> BTreeMap<K, Change<V>> {
    let after = after.into_iter().map(|(key, value)| (key, Some(value)));
    let all = after.chain(gone.into_iter().map(|gone| (key(gone), None)));
    all.map(|(key, after)| (key, Change { before: before.get(&key).cloned(), after })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, ActorKind, Edit, Hue};

    #[test]
    fn what_a_person_put_down_comes_back_from_a_journal_and_so_does_its_end() {
        let ana = ActorId(1);
        let mut map = StanceMap::default();
        let actor = Actor::by_hand("Ana", ActorKind::Person);
        map.apply(Edit::AddActor { id: ana, actor, at: Some(Place::new(1.0, 2.0)) }).unwrap();
        let edits = [
            Edit::SetActorColour { actors: [ana].into(), colour: Some(Hue::Teal) },
            Edit::SetActorNote { id: ana, note: "Who?".to_owned() },
            Edit::Pin { actors: [ana].into(), pinned: true },
            Edit::Place(vec![(ana, Place::new(3.0, 4.0))]),
            Edit::RollUp { groups: [ana].into(), rolled_up: true },
            Edit::Pin { actors: [ana].into(), pinned: false },
            Edit::RollUp { groups: [ana].into(), rolled_up: false },
        ];
        for edit in edits {
            let mut kept = map.clone();
            let diff = map.apply(edit.clone()).unwrap();
            let read = read(&write(&diff), &kept).unwrap();
            assert_eq!(read, diff, "{edit:?}");
            kept.patch(&read);
            assert_eq!(kept, map, "{edit:?}");
        }
    }
}

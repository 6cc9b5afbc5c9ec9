//! What a note can be on.

use crate::map::{ActorId, ArticleId, Edit, EvidenceId, RelationKey, StanceMap};

/// Something on which a person may write a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Noted {
    /// An actor.
    Actor(ActorId),
    /// A relation.
    Relation(RelationKey),
    /// A quote of a relation.
    Quote(RelationKey, EvidenceId),
    /// An article.
    Article(ArticleId),
}

impl Noted {
    /// The note, which may be empty; `None` if the thing is not in the map.
    pub fn note(self, map: &StanceMap) -> Option<&str> {
        match self {
            Self::Actor(id) => map.actor(id).map(|actor| actor.note.as_str()),
            Self::Relation(key) => map.relation(key).map(|relation| relation.note.as_str()),
            Self::Quote(key, id) => map.evidence(key, id).map(|item| item.note.as_str()),
            Self::Article(id) => map.article(id).map(|article| article.note.as_str()),
        }
    }

    /// The edit that makes this the note.
    pub fn edit(self, note: String) -> Edit {
        match self {
            Self::Actor(id) => Edit::SetActorNote { id, note },
            Self::Relation(key) => Edit::SetRelationNote { key, note },
            Self::Quote(key, id) => Edit::SetEvidenceNote { key, id, note },
            Self::Article(id) => Edit::SetArticleNote { id, note },
        }
    }

    /// What it is, for a person: "Turkey", "a quote of Turkey opposes Wagner".
    pub fn name(self, map: &StanceMap) -> String {
        let relation = |RelationKey { source, target, stance }| {
            format!("{} {} {}", map.actor_name(source), stance.word(), map.actor_name(target))
        };
        match self {
            Self::Actor(id) => map.actor_name(id).to_owned(),
            Self::Relation(key) => relation(key),
            Self::Quote(key, _) => format!("a quote of {}", relation(key)),
            Self::Article(id) => map.article(id).map(|article| article.title.clone()).unwrap_or_default(),
        }
    }

    /// Every note of a map that is not empty, on what is shown.
    pub fn all(map: &StanceMap) -> impl Iterator<Item = (Self, &str)> {
        let actors = map.actors().map(|(id, actor)| (Self::Actor(id), actor.note.as_str()));
        let relations = map.relations().flat_map(|(key, relation)| {
            let quotes =
                relation.evidence.iter().map(move |item| (Self::Quote(key, item.id), item.note.as_str()));
            std::iter::once((Self::Relation(key), relation.note.as_str())).chain(quotes)
        });
        let articles = map.articles().map(|(id, article)| (Self::Article(id), article.note.as_str()));
        actors.chain(relations).chain(articles).filter(|(_, note)| !note.is_empty())
    }
}

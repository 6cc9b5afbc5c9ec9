//! What may happen to a map: readings, and what a person does to it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use stancemap::map::*;

use crate::readings::*;

/// What happens to the map.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Event {
    Read(Reading),
    Correct(Correction, u32),
    Undo,
}

/// What a person does to whatever a number picks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Correction {
    Confirm,
    Reject,
    RejectQuote,
    ConfirmQuote,
    Flip,
    Reverse,
    Delete,
    MoveQuote,
    Attribute,
    Draw,
    Merge,
    /// Merges the two ends of a relation.
    MergeEnds,
    Split,
    Rename,
    Retype,
    DeleteActor,
    ForgetName,
}

impl Correction {
    /// Whether it decides which actors are one, and nothing of what they say.
    pub(crate) fn says_who_is_who(self) -> bool {
        matches!(self, Self::Merge | Self::MergeEnds | Self::Split)
    }
}

pub(crate) fn event() -> impl Strategy<Value = Event> {
    use Correction as C;
    let editions = [Edition::First, Edition::Copied, Edition::Corrected, Edition::Framed, Edition::Continued];
    let names = [Names::Usual, Names::Other, Names::Apart, Names::Capital];
    let readers = [Reader::Old, Reader::Wider, Reader::FirstMentions];
    let pick = prop::sample::select::<Edition>;
    let reading = (0..ARTICLES.len(), pick(editions.to_vec()), prop::sample::select(names.to_vec()))
        .prop_flat_map(move |(article, edition, dictionary)| {
            prop::sample::select(readers.to_vec()).prop_map(move |reader| Reading {
                article,
                edition,
                dictionary,
                reader,
            })
        });
    let corrections = [
        C::Confirm,
        C::Reject,
        C::RejectQuote,
        C::ConfirmQuote,
        C::Flip,
        C::Reverse,
        C::Delete,
        C::MoveQuote,
        C::Attribute,
        C::Draw,
        C::Merge,
        C::MergeEnds,
        C::Split,
        C::Rename,
        C::Retype,
        C::DeleteActor,
        C::ForgetName,
    ];
    prop_oneof![
        4 => reading.prop_map(Event::Read),
        5 => (prop::sample::select(corrections.to_vec()), any::<u32>()).prop_map(|(what, aim)| Event::Correct(what, aim)),
        1 => Just(Event::Undo),
    ]
}

/// The edits of a correction; none if there is nothing to correct.
pub(crate) fn edits(what: Correction, aim: u32, map: &StanceMap) -> Vec<Edit> {
    let aim = aim as usize;
    let relations: Vec<(RelationKey, _)> = map.relations().collect();
    let actors: Vec<(ActorId, &Actor)> = map.actors().collect();
    let Some((key, relation)) = relations.get(aim % relations.len().max(1)).copied() else {
        return Vec::new();
    };
    let (id, actor) = actors[aim / 7 % actors.len()];
    let (other, _) = actors[aim / 49 % actors.len()];
    let quote = relation.evidence.first();
    let judged =
        |verdict| quote.map(|item| Edit::JudgeEvidence { key, id: item.id, verdict }).into_iter().collect();
    let aliased = actors.iter().filter(|(_, actor)| !actor.aliases.is_empty());
    let aliased: Vec<(ActorId, &Actor)> = aliased.copied().collect();
    let merged = aliased.get(aim / 7 % aliased.len().max(1)).copied();
    let part = merged.and_then(|(id, actor)| {
        Some((id, actor.aliases.iter().nth(aim / 49 % actor.aliases.len())?.clone()))
    });
    let alias = actor.aliases.first().cloned();
    match what {
        Correction::Confirm => vec![Edit::JudgeRelation { key, verdict: Verdict::Confirmed }],
        Correction::Reject => vec![Edit::JudgeRelation { key, verdict: Verdict::Rejected }],
        Correction::RejectQuote => judged(Verdict::Rejected),
        Correction::ConfirmQuote => judged(Verdict::Confirmed),
        Correction::Flip => vec![Edit::FlipStance(key)],
        Correction::Reverse => vec![Edit::ReverseRelation(key)],
        Correction::Delete => vec![Edit::DeleteRelation(key)],
        Correction::MoveQuote => {
            let to = RelationKey { target: other, ..key };
            quote.map(|item| Edit::MoveEvidence { from: key, id: item.id, to }).into_iter().collect()
        }
        Correction::Attribute => {
            let speaker = Some(other).filter(|_| !aim.is_multiple_of(3));
            quote.map(|item| Edit::SetSpeaker { key, id: item.id, speaker }).into_iter().collect()
        }
        Correction::Draw => {
            vec![Edit::AddRelation {
                key: RelationKey::new(id, other, Stance::Backs),
                claim: Claim::default(),
            }]
        }
        Correction::Merge => vec![Edit::MergeActors { from: id, into: other }],
        Correction::MergeEnds => vec![Edit::MergeActors { from: key.source, into: key.target }],
        Correction::Split => part.map(|(id, name)| split(id, name, map)).unwrap_or_default(),
        Correction::Rename => vec![Edit::RenameActor { id, name: format!("Name {aim}") }],
        Correction::Retype => vec![Edit::SetActorKind { id, kind: ActorKind::Party }],
        Correction::DeleteActor => vec![Edit::DeleteActor(id)],
        Correction::ForgetName => alias.map(|name| Edit::ForgetName { id, name }).into_iter().collect(),
    }
}

/// Makes an alias an actor of its own, which takes the quotes with it that call it so.
pub(crate) fn split(id: ActorId, name: String, map: &StanceMap) -> Vec<Edit> {
    let quotes =
        map.relations().filter(|(key, _)| key.touches(id)).flat_map(|(_, relation)| &relation.evidence);
    let says = |item: &&Evidence| {
        let said = |span| map.article(item.article).unwrap().slice(span).unwrap() == name;
        item.origin.is_some_and(|read| said(read.source_mention) || said(read.target_mention))
    };
    let evidence = quotes.filter(says).map(|item| item.id).collect();
    let kind = map.actor(id).unwrap().kind;
    vec![Edit::SplitActor(Split {
        from: id,
        into: map.next_actor_id(),
        name,
        kind,
        at: None,
        names: BTreeSet::new(),
        evidence,
        claims: BTreeSet::new(),
    })]
}

//! Records, edits and findings at random, most of which fit the map that they are for.

use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;
use stancemap::map::*;

/// Texts without a letter twice, so that a quote is where it is found first.
pub(crate) const TEXTS: [&str; 3] = ["Ana praised Bo. Cy fought Dé.", "Dé and Cy met.", "Bo left."];
pub(crate) const NAMES: [&str; 6] = ["Ana", "Bo", "Cy", "Dé", "the council", "Ana's men"];

pub(crate) fn article(number: usize) -> Article {
    Article::from_text(TEXTS[number % TEXTS.len()])
}

pub(crate) fn actor_id() -> impl Strategy<Value = ActorId> {
    (1..7_u32).prop_map(ActorId)
}

pub(crate) fn actor_ids() -> impl Strategy<Value = BTreeSet<ActorId>> {
    prop::collection::btree_set(actor_id(), 1..3)
}

pub(crate) fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(NAMES.as_slice()).prop_map(str::to_owned),
        1 => Just(" ".to_owned()),
    ]
}

pub(crate) fn names() -> impl Strategy<Value = BTreeSet<String>> {
    prop::collection::btree_set(name(), 0..3)
}

pub(crate) fn stance() -> impl Strategy<Value = Stance> {
    prop::sample::select(Stance::ALL.as_slice())
}

pub(crate) fn key() -> impl Strategy<Value = RelationKey> {
    (actor_id(), actor_id(), stance())
        .prop_map(|(source, target, stance)| RelationKey::new(source, target, stance))
}

pub(crate) fn verdict() -> impl Strategy<Value = Verdict> {
    prop::sample::select([Verdict::Unreviewed, Verdict::Confirmed, Verdict::Rejected].as_slice())
}

pub(crate) fn modality() -> impl Strategy<Value = Modality> {
    prop::sample::select([Modality::Asserted, Modality::Hedged, Modality::Negated].as_slice())
}

/// Mostly within a text; sometimes beyond its end, empty, or through a letter of two bytes.
pub(crate) fn span() -> impl Strategy<Value = Span> {
    prop_oneof![
        5 => (0..4_usize, 1..4_usize).prop_map(|(start, length)| Span::new(start, start + length)),
        1 => (0..28_usize, 0..12_usize).prop_map(|(start, length)| Span::new(start, start + length)),
    ]
}

pub(crate) fn actor() -> impl Strategy<Value = Actor> {
    (
        name(),
        prop::sample::select(ActorKind::ALL.as_slice()),
        names(),
        prop::option::of(actor_id()),
        verdict(),
    )
        .prop_map(|(name, kind, aliases, member_of, verdict)| Actor {
            name,
            kind,
            aliases,
            member_of,
            verdict,
            ..Actor::default()
        })
}

pub(crate) fn evidence() -> impl Strategy<Value = Evidence> {
    let origin = (span(), span(), stance()).prop_map(|(source_mention, target_mention, stance)| Origin {
        source_mention,
        target_mention,
        stance,
    });
    (
        (1..60_u32, 1..4_u32, span(), prop::option::weighted(0.2, span())),
        (prop::option::weighted(0.3, origin), prop::option::of(actor_id()), modality(), verdict()),
    )
        .prop_map(|((id, article, quote, cue), (origin, attribution, modality, verdict))| Evidence {
            id: EvidenceId(id),
            article: ArticleId(article),
            quote,
            cue,
            origin,
            attribution,
            modality,
            confidence: Confidence::CERTAIN,
            verdict,
            note: String::new(),
        })
}

pub(crate) fn place() -> impl Strategy<Value = Place> {
    let number = || prop_oneof![20 => -900.0..900.0_f32, 1 => Just(f32::NAN), 1 => Just(f32::INFINITY)];
    (number(), number()).prop_map(|(x, y)| Place::new(x, y))
}

fn stamp() -> impl Strategy<Value = Stamp> {
    (name(), -9..99_i64).prop_map(|(by, second)| Stamp { by, at: Timestamp::from_second(second).unwrap() })
}

/// Some alike, most not.
pub(crate) fn claim() -> impl Strategy<Value = Claim> {
    prop_oneof![
        1 => Just(Claim::default()),
        3 => stamp().prop_map(|Stamp { by, at }| Claim { by, at: Some(at) }),
    ]
}

pub(crate) fn deed() -> impl Strategy<Value = Deed> {
    let count = || 1..9_u32;
    let act = prop_oneof![
        verdict().prop_map(Act::Judged),
        (verdict(), count()).prop_map(|(verdict, quotes)| Act::JudgedQuotes(verdict, quotes)),
        (modality(), count()).prop_map(|(modality, quotes)| Act::Reworded(modality, quotes)),
        (prop::option::of(name()), count()).prop_map(|(speaker, quotes)| Act::Attributed(speaker, quotes)),
        count().prop_map(Act::Quoted),
        (count(), name()).prop_map(|(quotes, from)| Act::Came(quotes, from)),
        (count(), name()).prop_map(|(quotes, to)| Act::Left(quotes, to)),
    ];
    (stamp(), act).prop_map(|(stamp, act)| Deed { stamp, act })
}

pub(crate) fn split() -> impl Strategy<Value = Split> {
    let evidence = || prop::collection::btree_set((1..12_u32).prop_map(EvidenceId), 0..4);
    let claims = || prop::collection::btree_set(key(), 0..2);
    ((actor_id(), 1..9_u32, name()), (prop::option::of(place()), names(), evidence(), claims())).prop_map(
        |((from, into, name), (at, names, evidence, claims))| Split {
            from,
            into: ActorId(into),
            name,
            kind: ActorKind::ArmedGroup,
            at,
            names,
            evidence,
            claims,
        },
    )
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let article_id = || (1..5_u32).prop_map(ArticleId);
    prop_oneof![
        1 => name().prop_map(Edit::SetTitle),
        1 => (article_id(), 0..3_usize).prop_map(|(id, number)| Edit::AddArticle { id, article: article(number) }),
        1 => (article_id(), 0..3_usize).prop_map(|(id, number)| {
            let mut article = article(number);
            article.source = "Courier".to_owned();
            Edit::DescribeArticle { id, article }
        }),
        1 => article_id().prop_map(Edit::RemoveArticle),
        2 => (actor_id(), actor(), prop::option::of(place())).prop_map(|(id, actor, at)| Edit::AddActor { id, actor, at }),
        1 => (actor_id(), name()).prop_map(|(id, name)| Edit::RenameActor { id, name }),
        1 => actor_id().prop_map(|id| Edit::SetActorKind { id, kind: ActorKind::Party }),
        3 => (actor_id(), prop::option::of(actor_id())).prop_map(|(id, member_of)| Edit::SetMemberOf { id, member_of }),
        1 => (actor_id(), names(), names())
            .prop_map(|(id, aliases, descriptions)| Edit::LearnNames { id, aliases, descriptions }),
        1 => (actor_id(), name()).prop_map(|(id, name)| Edit::ForgetName { id, name }),
        1 => (actor_ids(), prop::option::of(prop::sample::select(Hue::ALL.as_slice())))
            .prop_map(|(actors, colour)| Edit::SetActorColour { actors, colour }),
        1 => (actor_id(), name()).prop_map(|(id, note)| Edit::SetActorNote { id, note }),
        3 => (actor_id(), actor_id()).prop_map(|(from, into)| Edit::MergeActors { from, into }),
        4 => split().prop_map(Edit::SplitActor),
        1 => actor_id().prop_map(Edit::DeleteActor),
        8 => (key(), claim()).prop_map(|(key, claim)| Edit::AddRelation { key, claim }),
        2 => (key(), prop::collection::vec(deed(), 0..4))
            .prop_map(|(key, history)| Edit::AddHistory { key, history }),
        3 => key().prop_map(Edit::FlipStance),
        3 => key().prop_map(Edit::ReverseRelation),
        2 => key().prop_map(Edit::DeleteRelation),
        2 => (key(), verdict()).prop_map(|(key, verdict)| Edit::JudgeRelation { key, verdict }),
        1 => (key(), name()).prop_map(|(key, note)| Edit::SetRelationNote { key, note }),
        20 => (key(), evidence()).prop_map(|(key, evidence)| Edit::AddEvidence { key, evidence }),
        2 => (key(), 1..60_u32, verdict())
            .prop_map(|(key, id, verdict)| Edit::JudgeEvidence { key, id: EvidenceId(id), verdict }),
        2 => (key(), 1..60_u32, modality())
            .prop_map(|(key, id, modality)| Edit::SetModality { key, id: EvidenceId(id), modality }),
        2 => (key(), 1..60_u32, prop::option::of(actor_id()))
            .prop_map(|(key, id, speaker)| Edit::SetSpeaker { key, id: EvidenceId(id), speaker }),
        1 => (article_id(), name()).prop_map(|(id, note)| Edit::SetArticleNote { id, note }),
        2 => (key(), 1..60_u32, name())
            .prop_map(|(key, id, note)| Edit::SetEvidenceNote { key, id: EvidenceId(id), note }),
        2 => (actor_ids(), any::<bool>()).prop_map(|(groups, rolled_up)| Edit::RollUp { groups, rolled_up }),
        2 => (actor_ids(), any::<bool>()).prop_map(|(actors, pinned)| Edit::Pin { actors, pinned }),
        3 => (key(), 1..60_u32, key()).prop_map(|(from, id, to)| Edit::MoveEvidence { from, id: EvidenceId(id), to }),
        2 => prop::collection::vec((actor_id(), place()), 1..3).prop_map(Edit::Place),
    ]
}

/// Three articles and five actors: something for edits to work on.
pub(crate) fn beginning() -> Vec<Edit> {
    let articles =
        (0..3).map(|number| Edit::AddArticle { id: ArticleId(number as u32 + 1), article: article(number) });
    let actors = (1..).zip(NAMES).take(5).map(|(number, name)| Edit::AddActor {
        id: ActorId(number),
        actor: Actor { name: name.to_owned(), ..Actor::default() },
        at: None,
    });
    articles.chain(actors).collect()
}

/// Mostly lets an edit meet what is there: quotes take the next id, and corrections find a relation.
pub(crate) fn aimed((mut edit, aim): (Edit, Option<u32>), map: &StanceMap) -> Edit {
    let Some(aim) = aim else { return edit };
    let relations: Vec<_> = map.records().relations.iter().collect();
    let there = relations.get(aim as usize % relations.len().max(1));
    match (&mut edit, there) {
        (Edit::AddEvidence { evidence, .. }, _) => evidence.id = map.next_evidence_id(),
        (Edit::SplitActor(split), Some((at, _))) => *split = aimed_split(split.clone(), at.source, aim, map),
        (
            Edit::JudgeEvidence { key, id, .. }
            | Edit::SetModality { key, id, .. }
            | Edit::SetSpeaker { key, id, .. }
            | Edit::SetEvidenceNote { key, id, .. }
            | Edit::MoveEvidence { from: key, id, .. },
            Some((at, relation)),
        ) => {
            *key = **at;
            *id = relation.evidence.first().map_or(*id, |item| item.id);
        }
        (
            Edit::FlipStance(key)
            | Edit::ReverseRelation(key)
            | Edit::DeleteRelation(key)
            | Edit::JudgeRelation { key, .. }
            | Edit::AddHistory { key, .. }
            | Edit::SetRelationNote { key, .. },
            Some((at, _)),
        ) => *key = **at,
        _ => {}
    }
    edit
}

/// Makes a split one of `from`: of each quote and claim, the bits of `aim` say whether it goes along.
pub(crate) fn aimed_split(mut split: Split, from: ActorId, aim: u32, map: &StanceMap) -> Split {
    let goes = |number: u32| aim.rotate_right(number) & 1 == 1;
    let shown = |key: &RelationKey| map.stands_for(key.source) != map.stands_for(key.target);
    let touching = || map.records().relations.iter().filter(|(key, _)| key.touches(from) && shown(key));
    let quotes = touching().flat_map(|(_, relation)| &relation.evidence).map(|item| item.id);
    split.evidence = quotes.filter(|id| goes(id.0)).collect();
    let claims = touching().filter(|(_, relation)| relation.claim.is_some()).map(|(key, _)| *key);
    split.claims = claims.filter(|key| goes(key.source.0 + 7 * key.target.0)).collect();
    (split.from, split.into) = (from, map.next_actor_id());
    split
}

/// Edits that [`aimed`] mostly makes fit.
pub(crate) fn edits(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<(Edit, Option<u32>)>> {
    prop::collection::vec((edit(), prop::option::weighted(0.8, any::<u32>())), count)
}

/// Stances between the actors of the first text.
pub(crate) fn findings() -> impl Strategy<Value = Findings> {
    let mentions = |name: &str| {
        let start = TEXTS[0].find(name).unwrap();
        vec![Span::new(start, start + name.len())]
    };
    let actors: Vec<FoundActor> = NAMES[..4]
        .iter()
        .map(|name| FoundActor {
            name: (*name).to_owned(),
            kind: ActorKind::Person,
            mentions: mentions(name),
            ..FoundActor::default()
        })
        .collect();
    let ends = (0..4_usize, 0..4_usize).prop_filter("two actors", |(source, target)| source != target);
    let finding = (ends, stance(), prop::option::of(0..4_usize), modality());
    prop::collection::vec(finding, 1..5).prop_map(move |found| {
        let found = found.into_iter().map(|((source, target), stance, speaker, modality)| Finding {
            source,
            target,
            stance,
            quote: Span::new(0, 15),
            cue: None,
            source_mention: actors[source].mentions[0],
            target_mention: actors[target].mentions[0],
            speaker,
            modality,
            confidence: Confidence::CERTAIN,
        });
        Findings { actors: actors.clone(), findings: found.collect(), notes: Vec::new() }
    })
}

/// What a person may do to what was read, in any order: merging, or else splitting. A merge drops what the two said of each
/// other, which is read again where a split tells them apart.
pub(crate) fn corrections() -> impl Strategy<Value = Vec<(Edit, Option<u32>)>> {
    let any = prop::collection::vec((correction(), prop::option::weighted(0.8, any::<u32>())), 0..12);
    (any, prop::bool::ANY).prop_map(|(mut edits, splitting)| {
        edits.retain(|(edit, _)| match edit {
            Edit::SplitActor(_) => splitting,
            Edit::MergeActors { .. } => !splitting,
            _ => true,
        });
        edits
    })
}

/// One thing that a person may do to what was read.
pub(crate) fn correction() -> impl Strategy<Value = Edit> {
    let id = || (1..5_u32).prop_map(ActorId);
    let key = || {
        (id(), id(), stance()).prop_map(|(source, target, stance)| RelationKey::new(source, target, stance))
    };
    prop_oneof![
        key().prop_map(Edit::FlipStance),
        key().prop_map(Edit::ReverseRelation),
        key().prop_map(Edit::DeleteRelation),
        (key(), verdict()).prop_map(|(key, verdict)| Edit::JudgeRelation { key, verdict }),
        (key(), 1..6_u32, verdict()).prop_map(|(key, id, verdict)| Edit::JudgeEvidence {
            key,
            id: EvidenceId(id),
            verdict
        }),
        (key(), 1..6_u32, modality()).prop_map(|(key, id, modality)| Edit::SetModality {
            key,
            id: EvidenceId(id),
            modality
        }),
        (key(), 1..6_u32, prop::option::of(id())).prop_map(|(key, id, speaker)| Edit::SetSpeaker {
            key,
            id: EvidenceId(id),
            speaker
        }),
        (id(), id()).prop_map(|(from, into)| Edit::MergeActors { from, into }),
        // Under a name that nobody else has: of two with one name, no reading can know which is meant.
        split().prop_map(|split| Edit::SplitActor(Split { name: "the wing".to_owned(), ..split })),
        id().prop_map(Edit::DeleteActor),
        id().prop_map(|id| Edit::RenameActor { id, name: "the council".to_owned() }),
        key().prop_map(|key| Edit::AddRelation { key, claim: Claim::default() }),
    ]
}

//! Maps for tests, made up for them.

use std::collections::BTreeSet;

use stancemap::map::{
    Actor, ActorId, ActorKind, Article, ArticleId, Claim, Confidence, Edit, Evidence, EvidenceId, Modality,
    Origin, Place, RelationKey, Span, Stance, StanceMap, Verdict,
};

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// A map in which every field of every record is set somewhere, and every word is used.
pub(crate) fn full_map() -> StanceMap {
    let text = "Norland arms the “River Front”\n\nOrsina, 3 May – Norland's president Ana Birk said \"Sudland\tpays the \
                rebels\\thieves\". Sudland did not attack Norland.";
    let mut first = Article::from_text(text);
    first.source = "Orsina Courier".into();
    first.byline = "C. Dahl".into();
    first.date = Some(jiff::civil::date(2021, 5, 3));
    first.url = "https://courier.example/1".into();
    first.path = "news/first article.txt".into();
    first.language = "en".into();
    let second = Article::from_text("Ничего нового.\n");

    let mut edits = vec![
        Edit::SetTitle("The \"river\" war".into()),
        Edit::AddArticle { id: ArticleId(1), article: first },
        Edit::AddArticle { id: ArticleId(2), article: second },
    ];
    let cast = [
        ("Norland", ActorKind::State),
        ("River Front", ActorKind::ArmedGroup),
        ("Ana Birk", ActorKind::Person),
        ("Sudland", ActorKind::State),
        ("Orsina Courier", ActorKind::Organization),
        ("Reform Party", ActorKind::Party),
        ("Coastal League", ActorKind::Bloc),
        ("The river", ActorKind::Other),
    ];
    for (number, (name, kind)) in (1..).zip(cast) {
        let member_of = (name == "Ana Birk").then_some(ActorId(1));
        let actor = Actor { name: name.into(), kind, member_of, ..Actor::default() };
        let at = (number < 4).then(|| Place::new(number as f32 * 12.5, -0.1));
        edits.push(Edit::AddActor { id: ActorId(number), actor, at });
    }
    let quote = |number: u32, quote: &str, cue: &str, source: &str, target: &str| {
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        Evidence {
            id: EvidenceId(number),
            article: ArticleId(1),
            quote: span(quote),
            cue: Some(span(cue)),
            origin: Some(Origin {
                source_mention: span(source),
                target_mention: span(target),
                stance: Stance::Backs,
            }),
            attribution: None,
            modality: Modality::Asserted,
            confidence: Confidence::clamped(0.875),
            verdict: Verdict::Unreviewed,
            note: String::new(),
        }
    };
    let headline = "Norland arms the “River Front”";
    let key = |source, stance, target| RelationKey::new(ActorId(source), ActorId(target), stance);
    let arms = key(1, Stance::Backs, 2);
    let pays = key(4, Stance::Backs, 2);
    edits.extend([
        Edit::LearnNames {
            id: ActorId(1),
            aliases: names(&["Norlanders"]),
            descriptions: names(&["the north"]),
        },
        Edit::SetActorNote { id: ActorId(1), note: "Check the\nspelling".into() },
        Edit::AddEvidence { key: arms, evidence: quote(1, headline, "arms", "Norland", "River Front") },
        Edit::AddEvidence {
            key: pays,
            evidence: Evidence {
                attribution: Some(ActorId(3)),
                modality: Modality::Hedged,
                ..quote(2, "Sudland\tpays the rebels\\thieves", "pays", "Sudland", "rebels")
            },
        },
        Edit::AddEvidence {
            key: key(4, Stance::Opposes, 1),
            evidence: Evidence {
                modality: Modality::Negated,
                cue: None,
                origin: None,
                ..quote(3, "Sudland did not attack Norland.", "attack", "Sudland", "Norland")
            },
        },
        Edit::JudgeEvidence { key: arms, id: EvidenceId(1), verdict: Verdict::Confirmed },
        Edit::JudgeRelation { key: pays, verdict: Verdict::Rejected },
        Edit::SetRelationNote { key: pays, note: "Propaganda?".into() },
        Edit::AddRelation {
            key: key(6, Stance::Opposes, 7),
            claim: Claim { by: "Eva".into(), at: "2022-02-02T10:20:30.5Z".parse().ok() },
        },
        Edit::DeleteActor(ActorId(8)),
    ]);
    let mut map = StanceMap::default();
    map.apply_all(edits).unwrap();
    map
}

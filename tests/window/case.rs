//! A small map to open in the window.

use stancemap::map::{
    Actor, ActorId, ActorKind, Article, ArticleId, Confidence, Edit, Evidence, EvidenceId, Modality, Origin,
    Place, RelationKey, Span, Stance, StanceMap, Verdict,
};

pub(crate) const ANA: ActorId = ActorId(1);
pub(crate) const BO: ActorId = ActorId(2);
pub(crate) const CY: ActorId = ActorId(3);
pub(crate) const DEE: ActorId = ActorId(4);

pub(crate) fn backs(source: ActorId, target: ActorId) -> RelationKey {
    RelationKey::new(source, target, Stance::Backs)
}

pub(crate) fn opposes(source: ActorId, target: ActorId) -> RelationKey {
    RelationKey::new(source, target, Stance::Opposes)
}

/// Ana backs Bo, says an article of 2021; Cy opposes Bo, says one of 2023; nobody relates to Dee.
pub(crate) fn map() -> StanceMap {
    let articles = [
        ("Praise on Monday\n\nAna praised Bo on Monday.\n\nThere was applause.", (2021, 5, 3)),
        ("A rebuke\n\nIt had rained.\n\nCy condemned Bo in the evening.", (2023, 8, 14)),
    ];
    let mut map = StanceMap::default();
    for (number, (text, (year, month, day))) in (1..).zip(articles) {
        let mut article = Article::from_text(text);
        article.date = Some(jiff::civil::date(year, month, day));
        map.apply(Edit::AddArticle { id: ArticleId(number), article }).unwrap();
    }
    let cast = [("Ana", 0.0, 0.0), ("Bo", 300.0, 0.0), ("Cy", 150.0, 240.0), ("Dee", -200.0, 200.0)];
    for (number, (name, x, y)) in (1..).zip(cast) {
        let actor = Actor::by_hand(name, ActorKind::Person);
        map.apply(Edit::AddActor { id: ActorId(number), actor, at: Some(Place::new(x, y)) }).unwrap();
    }
    let quotes = [
        (backs(ANA, BO), "Ana praised Bo on Monday.", "praised", "Ana"),
        (opposes(CY, BO), "Cy condemned Bo in the evening.", "condemned", "Cy"),
    ];
    for (number, (key, quote, cue, source)) in (1..).zip(quotes) {
        let article = ArticleId(number);
        let text = map.article(article).unwrap().text();
        let begin = text.find(quote).unwrap();
        let span = |words: &str| {
            let start = begin + quote.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let evidence = Evidence {
            id: EvidenceId(number),
            article,
            quote: span(quote),
            cue: Some(span(cue)),
            origin: Some(Origin {
                source_mention: span(source),
                target_mention: span("Bo"),
                stance: key.stance,
            }),
            attribution: None,
            modality: Modality::Asserted,
            confidence: Confidence::clamped(0.875),
            verdict: Verdict::Unreviewed,
            note: String::new(),
        };
        map.apply(Edit::AddEvidence { key, evidence }).unwrap();
    }
    map
}

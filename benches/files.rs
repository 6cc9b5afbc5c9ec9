//! How long a large map takes to save and to open: `cargo bench --no-default-features --bench files`.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use stancemap::files::saved;
use stancemap::map::{
    Actor, ActorId, Article, ArticleId, Confidence, Evidence, EvidenceId, Modality, Origin, Records,
    Relation, RelationKey, Span, Stance, StanceMap, Verdict,
};

const ARTICLES: u32 = 2_000;
const ACTORS: u32 = 10_000;
const RELATIONS: u32 = 50_000;
const QUOTES_EACH: u32 = 4;

fn large_map() -> StanceMap {
    let text = |number| format!("Article {number}\n\n") + &"Norland backs Sudland in the matter. ".repeat(60);
    let articles = (1..=ARTICLES).map(|id| (ArticleId(id), Arc::new(Article::from_text(text(id))))).collect();
    let actors = (1..=ACTORS)
        .map(|id| (ActorId(id), Actor { name: format!("Actor {id}"), ..Actor::default() }))
        .collect();
    let mut relations = BTreeMap::new();
    for number in 0..RELATIONS {
        let source = number % ACTORS + 1;
        let target = (number % ACTORS + number / ACTORS + 1) % ACTORS + 1;
        let key = RelationKey::new(ActorId(source), ActorId(target), Stance::Backs);
        let evidence = (0..QUOTES_EACH).map(|quote| Evidence {
            id: EvidenceId(number * QUOTES_EACH + quote + 1),
            article: ArticleId(number % ARTICLES + 1),
            quote: Span::new(20, 40),
            cue: Some(Span::new(22, 27)),
            origin: Some(Origin {
                source_mention: Span::new(20, 22),
                target_mention: Span::new(28, 30),
                stance: Stance::Backs,
            }),
            attribution: None,
            modality: Modality::Hedged,
            confidence: Confidence::clamped(0.625),
            verdict: Verdict::Unreviewed,
            note: String::new(),
        });
        relations.insert(key, Relation { evidence: evidence.collect(), ..Relation::default() });
    }
    StanceMap::new(Records { articles, actors, relations, ..Records::default() }).unwrap()
}

fn main() {
    let map = large_map();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.ron");
    let took = |what: &str, start: Instant| println!("{what:<28} {:>6.2} s", start.elapsed().as_secs_f64());
    for _ in 0..3 {
        let start = Instant::now();
        saved::save(&map, &path).unwrap();
        took("save", start);
        let start = Instant::now();
        let opened = saved::load(&path).unwrap();
        took("open", start);
        assert_eq!(opened, map);
    }
    println!("{:<28} {:>6.1} MB", "size", std::fs::metadata(&path).unwrap().len() as f64 / 1e6);
}

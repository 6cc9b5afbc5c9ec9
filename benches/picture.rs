//! How long layouts and scenes take: `cargo bench --no-default-features --bench picture`.

#![allow(clippy::print_stdout)] // Figures are what a bench is for.

use std::time::{Duration, Instant};

use stancemap::map::{Actor, ActorId, ActorKind, Edit, RelationKey, Stance, StanceMap};
use stancemap::picture::{Look, Point, layout, scene};

fn main() {
    println!("actors relations   layout    scene    1,000 hits");
    for (actors, relations) in [(30, 60), (200, 600), (1000, 3000), (5000, 15_000)] {
        let mut map = random_map(actors, relations);
        let (places, laying_out) = timed(|| layout::newcomers(&map));
        map.apply(Edit::Place(places)).expect("the actors are there");
        let (drawn, drawing) = timed(|| scene(&map, &Look::default()));
        let bounds = drawn.bounds.expect("something is drawn");
        let (hits, hitting) = timed(|| {
            let across = |i: usize| bounds.min.towards(bounds.max, i as f32 / 1000.0);
            (0..1000)
                .filter(|i| drawn.hit(Point::new(across(*i).x, across(i * 7 % 1000).y), 4.0).is_some())
                .count()
        });
        println!(
            "{actors:6} {:9} {laying_out:8.1?} {drawing:8.1?} {hitting:8.1?} ({hits} hits)",
            drawn.edges.len()
        );
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn random_map(actors: u32, relations: u32) -> StanceMap {
    let mut seed = 11u64;
    let mut random = |below: u32| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as u32 % below
    };
    let mut map = StanceMap::default();
    let mut edits = Vec::new();
    for id in 1..=actors {
        let actor = Actor::by_hand(format!("Some Actor {id}"), ActorKind::ALL[random(7) as usize]);
        edits.push(Edit::AddActor { id: ActorId(id), actor, at: None });
    }
    for _ in 0..relations {
        // The smaller of two draws: a few hubs, many leaves.
        let source = ActorId(1 + random(actors).min(random(actors)));
        let target = ActorId(1 + random(actors));
        if source != target {
            let key = RelationKey::new(source, target, Stance::ALL[random(2) as usize]);
            edits.push(Edit::AddRelation { key, claim: Default::default() });
        }
    }
    map.apply_all(edits).expect("the map is sound");
    map
}

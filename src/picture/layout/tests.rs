use super::*;
use crate::map::{Actor, ActorKind, Edit, RelationKey, Stance};
use crate::picture::{Look, Scene, scene};

/// A map of `actors` with about `relations` relations, the same for the same seed.
fn random_map(actors: u32, relations: u32, mut seed: u64) -> StanceMap {
    let words = ["Union", "of", "Northern", "Workers", "Council", "Ana", "Front", "Republic", "Li"];
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut map = StanceMap::default();
    for id in 1..=actors {
        let name: Vec<&str> = (0..1 + random(4)).map(|_| words[random(words.len())]).collect();
        let actor = Actor::by_hand(name.join(" "), ActorKind::ALL[random(7)]);
        map.apply(Edit::AddActor { id: ActorId(id), actor, at: None }).unwrap();
    }
    for _ in 0..relations {
        // The square favours the first actors: a few hubs, many leaves.
        let pick = |r: usize| ActorId(1 + (r * r / (1000 * 1000 / actors as usize + 1)) as u32 % actors);
        let (source, target) = (pick(random(1000)), ActorId(1 + random(actors as usize) as u32));
        let key = RelationKey::new(source, target, Stance::ALL[random(2)]);
        if source != target {
            map.apply(Edit::AddRelation { key, claim: Default::default() }).unwrap();
        }
    }
    map
}

fn laid_out(mut map: StanceMap, layout: Layout) -> StanceMap {
    let places = place(&map, layout, &|| false);
    map.apply(Edit::Place(places)).unwrap();
    map
}

fn overlaps(scene: &Scene) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (i, one) in scene.nodes.iter().enumerate() {
        for other in &scene.nodes[i + 1..] {
            if one.bounds.overlaps(other.bounds) {
                found.push((one.name.clone(), other.name.clone()));
            }
        }
    }
    found
}

#[test]
fn no_two_actors_or_names_overlap() {
    for seed in 0..5 {
        for (actors, relations) in [(2, 1), (30, 0), (30, 12), (30, 45), (30, 200)] {
            let map = laid_out(random_map(actors, relations, seed), Layout::Fresh);
            let scene = scene(&map, &Look::default());
            assert_eq!(scene.nodes.len(), actors as usize);
            assert_eq!(overlaps(&scene), [], "seed {seed}, {actors} actors, {relations} relations");
        }
    }
}

#[test]
fn the_same_map_gives_the_same_picture() {
    let map = random_map(30, 60, 5);
    let first = place(&map, Layout::Fresh, &|| false);
    assert_eq!(first, place(&map, Layout::Fresh, &|| false));
    assert!(first.iter().all(|(_, place)| place.x.is_finite() && place.y.is_finite()));
    // An unplaced map is drawn as the layout would have it.
    let placed = laid_out(map.clone(), Layout::Fresh);
    assert_eq!(scene(&map, &Look::default()), scene(&placed, &Look::default()));
}

#[test]
fn newcomers_come_near_their_neighbours_and_move_nobody() {
    for seed in 0..8 {
        let before = laid_out(random_map(24, 40, seed), Layout::Fresh);
        let mut map = before.clone();
        let friend = before.actors().map(|(id, _)| id).find(|id| degrees(&before).contains_key(id)).unwrap();
        for id in [25, 26, 27] {
            let actor = Actor::by_hand(format!("Newcomer {id}"), ActorKind::Party);
            map.apply(Edit::AddActor { id: ActorId(id), actor, at: None }).unwrap();
        }
        // 25 and 26 join somebody; 27 stays alone.
        for key in [(ActorId(25), friend), (friend, ActorId(26))] {
            let key = RelationKey::new(key.0, key.1, Stance::Backs);
            map.apply(Edit::AddRelation { key, claim: Default::default() }).unwrap();
        }
        let places = place(&map, Layout::KeepPlaced, &|| false);
        let placed: Vec<ActorId> = places.iter().map(|(id, _)| *id).collect();
        assert_eq!(placed, [ActorId(25), ActorId(26), ActorId(27)]);
        map.apply(Edit::Place(places)).unwrap();
        for (id, _) in before.actors() {
            assert_eq!(before.place(id), map.place(id));
        }
        let scene = scene(&map, &Look::default());
        assert_eq!(overlaps(&scene), [], "seed {seed}");
        let away = map.place(ActorId(25)).unwrap().distance(map.place(friend).unwrap());
        assert!(away < 420.0, "seed {seed}: {away}");
    }
}

#[test]
fn everybody_placed_means_nothing_to_do() {
    let map = laid_out(random_map(10, 12, 1), Layout::Fresh);
    assert_eq!(place(&map, Layout::KeepPlaced, &|| false), []);
    assert_eq!(place(&StanceMap::default(), Layout::Fresh, &|| false), []);
}

#[test]
fn a_cancelled_layout_places_nobody() {
    assert_eq!(place(&random_map(30, 60, 3), Layout::Fresh, &|| true), []);
}

#[test]
fn backers_end_up_nearer_than_opponents() {
    let (mut near, mut far, mut pairs) = (0.0, 0.0, [0, 0]);
    for seed in 0..6 {
        let map = laid_out(random_map(20, 22, seed), Layout::Fresh);
        for (key, _) in map.relations().filter(|(key, _)| map.relation(key.flipped()).is_none()) {
            let away = map.place(key.source).unwrap().distance(map.place(key.target).unwrap());
            match key.stance {
                Stance::Backs => (near, pairs[0]) = (near + away, pairs[0] + 1),
                Stance::Opposes => (far, pairs[1]) = (far + away, pairs[1] + 1),
            }
        }
    }
    let (near, far) = (near / pairs[0] as f32, far / pairs[1] as f32);
    assert!(near * 1.15 < far, "backers {near}, opponents {far}");
}

#[test]
fn pictures_are_landscapes() {
    for seed in 0..6 {
        let map = laid_out(random_map(30, 40, seed), Layout::Fresh);
        let bounds = scene(&map, &Look::default()).bounds.unwrap();
        let ratio = bounds.width() / bounds.height();
        assert!((1.0..2.4).contains(&ratio), "seed {seed}: {ratio}");
    }
}

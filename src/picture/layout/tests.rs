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

fn of(map: &StanceMap, layout: &Layout) -> Vec<(ActorId, Place)> {
    place(map, layout, &BTreeSet::new(), &Unwatched)
}

fn laid_out(mut map: StanceMap, layout: &Layout) -> StanceMap {
    let places = of(&map, layout);
    map.apply(Edit::Place(places)).unwrap();
    map
}

/// Every layout, the camps at random.
fn layouts(map: &StanceMap) -> [Layout; 5] {
    let left = map.actors().map(|(id, _)| id).filter(|id| id.0 % 3 == 0).collect();
    [Layout::Forces, Layout::TwoCamps(left), Layout::Radial(None), Layout::Layered, Layout::RemoveOverlaps]
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
fn pinned_actors_stay_in_every_layout() {
    for seed in 0..3 {
        let mut map = laid_out(random_map(30, 45, seed), &Layout::Forces);
        let pinned = [ActorId(1), ActorId(7), ActorId(30)];
        let moved = pinned.map(|id| (id, Place::new(id.0 as f32 * 100.0, -50.0)));
        map.apply(Edit::Place(moved.to_vec())).unwrap();
        map.apply(Edit::Pin { actors: pinned.into(), pinned: true }).unwrap();
        for layout in layouts(&map) {
            let again = laid_out(map.clone(), &layout);
            assert_eq!(
                pinned.map(|id| again.place(id)),
                pinned.map(|id| map.place(id)),
                "{layout:?}, {seed}"
            );
            assert_eq!(overlaps(&scene(&again, &Look::default())), [], "{layout:?}, {seed}");
        }
    }
}

/// One pin must not make an arrangement ragged: but for those who would lie under the pinned one, all keep their rows.
#[test]
fn one_pin_leaves_layers_and_rings_in_shape() {
    let mut map = laid_out(random_map(30, 45, 5), &Layout::Layered);
    let free = map.clone();
    let far = Place::new(4_000.0, 4_000.0);
    map.apply(Edit::Place(vec![(ActorId(7), far)])).unwrap();
    map.apply(Edit::Pin { actors: [ActorId(7)].into(), pinned: true }).unwrap();
    let pinned = laid_out(map, &Layout::Layered);
    let apart = |map: &StanceMap| -> Vec<Point> {
        let places = (1..=30).filter(|id| *id != 7).map(|id| map.place(ActorId(id)).unwrap());
        let all: Vec<Point> = places.map(|place| Point::new(place.x, place.y)).collect();
        all.iter().map(|place| *place - all[0]).collect()
    };
    let moved = apart(&free).iter().zip(apart(&pinned)).filter(|(a, b)| a.distance(*b) > 1.5).count();
    assert!(moved <= 2, "{moved} of 29 have left their rows");
}

#[test]
fn no_two_actors_or_names_overlap() {
    for seed in 0..3 {
        for (actors, relations) in [(2, 1), (30, 0), (30, 12), (30, 45), (30, 200)] {
            let before = random_map(actors, relations, seed);
            for layout in layouts(&before) {
                let map = laid_out(before.clone(), &layout);
                let scene = scene(&map, &Look::default());
                assert_eq!(scene.nodes.len(), actors as usize);
                assert_eq!(
                    overlaps(&scene),
                    [],
                    "{layout:?}, seed {seed}, {actors} actors, {relations} relations"
                );
            }
        }
    }
}

/// Everybody in a heap.
fn heaped(mut map: StanceMap) -> StanceMap {
    let everybody: Vec<ActorId> = map.actors().map(|(id, _)| id).collect();
    let place = |id: &ActorId| Place::new((id.0 % 7) as f32 * 40.0, (id.0 / 7 % 7) as f32 * 25.0);
    map.apply(Edit::Place(everybody.iter().map(|id| (*id, place(id))).collect())).unwrap();
    map
}

#[test]
fn nothing_overlaps_in_a_map_of_sixty() {
    let before = heaped(random_map(60, 150, 4));
    assert_ne!(overlaps(&scene(&before, &Look::default())), []);
    for layout in layouts(&before) {
        let scene = scene(&laid_out(before.clone(), &layout), &Look::default());
        assert_eq!(overlaps(&scene), [], "{layout:?}");
    }
}

#[test]
fn who_must_stay_stays_and_nothing_overlaps_it() {
    let before = laid_out(random_map(30, 45, 7), &Layout::Forces);
    let stay = BTreeSet::from([ActorId(2), ActorId(9), ActorId(30)]);
    for layout in layouts(&before) {
        let places = place(&before, &layout, &stay, &Unwatched);
        assert!(places.iter().all(|(id, _)| !stay.contains(id)), "{layout:?}");
        let mut map = before.clone();
        map.apply(Edit::Place(places)).unwrap();
        assert_eq!(overlaps(&scene(&map, &Look::default())), [], "{layout:?}");
    }
}

#[test]
fn only_what_overlaps_moves_apart() {
    let mut map = laid_out(random_map(20, 20, 3), &Layout::Forces);
    assert_eq!(of(&map, &Layout::RemoveOverlaps), []);
    let [one, other] = [ActorId(1), ActorId(2)];
    let near = map.place(one).unwrap() + Place::new(6.0, 2.0);
    map.apply(Edit::Place(vec![(other, near)])).unwrap();
    let moved = of(&map, &Layout::RemoveOverlaps);
    assert!((2..6).contains(&moved.len()), "{moved:?}");
    for (id, place) in &moved {
        assert!(map.place(*id).unwrap().distance(*place) < 120.0, "{moved:?}");
    }
    let kept = place(&map, &Layout::RemoveOverlaps, &BTreeSet::from([one]), &Unwatched);
    assert!(kept.iter().any(|(id, _)| *id == other) && kept.iter().all(|(id, _)| *id != one));
}

#[test]
fn two_camps_face_each_other() {
    for seed in 0..4 {
        let map = random_map(30, 60, seed);
        let left: BTreeSet<ActorId> = (1..=12).map(ActorId).collect();
        let map = laid_out(map, &Layout::TwoCamps(left.clone()));
        let related = degrees(&map);
        let x = |of_left: bool| {
            let camp = map.actors().map(|(id, _)| id).filter(|id| related.contains_key(id));
            camp.filter(|id| left.contains(id) == of_left)
                .map(|id| map.place(id).unwrap().x)
                .collect::<Vec<_>>()
        };
        let rightmost = x(true).into_iter().fold(f32::MIN, f32::max);
        assert!(x(false).into_iter().all(|x| x > rightmost), "seed {seed}");
    }
}

#[test]
fn rings_are_further_out_the_more_relations_away_they_are() {
    // 1 – 2, 1 – 3, 3 – 4, 4 – 5: from 3, the actors 1 and 4 are one relation away, 2 and 5 two.
    let map = map_of(5, &[(1, 2), (1, 3), (3, 4), (4, 5)]);
    let map = laid_out(map, &Layout::Radial(Some(ActorId(3))));
    let middle = map.place(ActorId(3)).unwrap();
    let away = |id: u32| map.place(ActorId(id)).unwrap().distance(middle);
    assert!((away(1) - away(4)).abs() < 2.0 && (away(2) - away(5)).abs() < 2.0);
    assert!(away(2) > away(1) + 60.0);
    // Without an actor named, the best connected is in the middle.
    let star = laid_out(map_of(6, &[(2, 1), (2, 3), (2, 4), (5, 2), (6, 2)]), &Layout::Radial(None));
    let middle = star.place(ActorId(2)).unwrap();
    let away: Vec<f32> = [1, 3, 4, 5, 6].map(|id| star.place(ActorId(id)).unwrap().distance(middle)).into();
    assert!(away.iter().all(|far| (far - away[0]).abs() < 2.0), "{away:?}");
}

#[test]
fn backers_stand_above_whom_they_back() {
    let backings = [(1, 2), (1, 3), (2, 4), (3, 4), (4, 5), (1, 5), (6, 5), (7, 3), (7, 8)];
    let map = laid_out(map_of(8, &backings), &Layout::Layered);
    let y = |id: u32| map.place(ActorId(id)).unwrap().y;
    for (backer, backed) in backings {
        assert!(y(backer) < y(backed), "{backer} backs {backed}");
    }
    assert_eq!(y(2), y(3), "the same number of steps down");
    assert!(y(6) > y(3), "no higher than need be");
    // In a circle not all can be above whom they back, but all but one can.
    let circle = [(1, 2), (2, 3), (3, 4), (4, 1)];
    let map = laid_out(map_of(4, &circle), &Layout::Layered);
    let y = |id: u32| map.place(ActorId(id)).unwrap().y;
    assert_eq!(circle.iter().filter(|(backer, backed)| y(*backer) > y(*backed)).count(), 1);
}

/// A map of actors of whom some back others.
fn map_of(actors: u32, backings: &[(u32, u32)]) -> StanceMap {
    let mut map = random_map(actors, 0, 1);
    for (source, target) in backings {
        let key = RelationKey::new(ActorId(*source), ActorId(*target), Stance::Backs);
        map.apply(Edit::AddRelation { key, claim: Default::default() }).unwrap();
    }
    map
}

#[test]
fn whoever_watches_sees_everybody_and_how_far_it_is() {
    struct Watching(std::cell::RefCell<Vec<(f32, usize)>>);
    impl Watch for Watching {
        fn progress(&self, share: f32, places: &dyn Fn() -> Vec<(ActorId, Place)>) {
            self.0.borrow_mut().push((share, places().len()));
        }
        fn cancelled(&self) -> bool {
            false
        }
    }
    let map = random_map(80, 90, 2);
    let watching = Watching(Default::default());
    place(&map, &Layout::Forces, &BTreeSet::from([ActorId(3)]), &watching);
    let seen = watching.0.into_inner();
    assert!(seen.len() > 20 && seen.iter().all(|(_, actors)| *actors == 80));
    assert!(
        seen.is_sorted_by(|a, b| a.0 <= b.0) && seen.iter().all(|(share, _)| (0.0..=1.0).contains(share))
    );
}

#[test]
fn the_same_map_gives_the_same_picture() {
    let map = random_map(30, 60, 5);
    for layout in layouts(&map) {
        let first = of(&map, &layout);
        assert_eq!(first, of(&map, &layout), "{layout:?}");
        assert_eq!(first.len(), 30);
        assert!(first.iter().all(|(_, place)| place.x.is_finite() && place.y.is_finite()));
    }
    // An unplaced map is drawn as the layout would have it.
    let placed = laid_out(map.clone(), &Layout::Forces);
    assert_eq!(scene(&map, &Look::default()), scene(&placed, &Look::default()));
}

#[test]
fn newcomers_come_near_their_neighbours_and_move_nobody() {
    for seed in 0..8 {
        let before = laid_out(random_map(24, 40, seed), &Layout::Forces);
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
        let places = of(&map, &Layout::KeepPlaced);
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
    let map = laid_out(random_map(10, 12, 1), &Layout::Forces);
    assert_eq!(of(&map, &Layout::KeepPlaced), []);
    assert_eq!(of(&StanceMap::default(), &Layout::Forces), []);
}

#[test]
fn a_cancelled_layout_places_nobody() {
    struct Cancelled;
    impl Watch for Cancelled {
        fn progress(&self, _: f32, _: &dyn Fn() -> Vec<(ActorId, Place)>) {}
        fn cancelled(&self) -> bool {
            true
        }
    }
    for layout in layouts(&random_map(30, 60, 3)) {
        assert_eq!(place(&random_map(30, 60, 3), &layout, &BTreeSet::new(), &Cancelled), []);
    }
}

#[test]
fn backers_end_up_nearer_than_opponents() {
    let (mut near, mut far, mut pairs) = (0.0, 0.0, [0, 0]);
    for seed in 0..6 {
        let map = laid_out(random_map(20, 22, seed), &Layout::Forces);
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
        let map = laid_out(random_map(30, 40, seed), &Layout::Forces);
        let bounds = scene(&map, &Look::default()).bounds.unwrap();
        let ratio = bounds.width() / bounds.height();
        assert!((1.0..2.4).contains(&ratio), "seed {seed}: {ratio}");
    }
}

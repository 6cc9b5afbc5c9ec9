//! How long layouts take and how good they are: `cargo bench --no-default-features --bench layout`.
//!
//! The layout by forces is measured against forces that know neither signs nor the size of names, and against chance.
//! Less is better of crossings (of straight lines), overlaps (of bodies with their names) and spread (the standard deviation
//! of the lengths of lines by their mean). More is better of neighbours kept: how much those within two relations of an actor
//! and the as many that are nearest to it have in common, as the mean of their Jaccard indices (Kruiger et al., Graph Layouts
//! by t-SNE, 2017, section 4.2). Opponents and backers: the mean distance of those who oppose each other and of those of whom
//! one backs the other, in world units.

#![allow(clippy::print_stdout)] // Figures are what a bench is for.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use fjadra::{Link, ManyBody, Node, PositionX, PositionY, SimulationBuilder};
use stancemap::map::{Actor, ActorId, ActorKind, Edit, Place, RelationKey, Stance, StanceMap};
use stancemap::picture::layout::{self, Layout, Unwatched};
use stancemap::picture::{Look, Point, Scene, scene};

fn main() {
    println!(
        "actors relations layout             time same again crossings overlaps spread neighbours kept backers opponents"
    );
    for (actors, relations) in [(60, 150), (200, 600), (1_000, 3_000)] {
        let (map, left) = camps_map(actors, relations);
        let layouts = [
            ("forces", Layout::Forces),
            ("two camps", Layout::TwoCamps(left)),
            ("radial", Layout::Radial(None)),
            ("layered", Layout::Layered),
        ];
        for (name, layout) in layouts {
            let lay_out = || layout::place(&map, &layout, &BTreeSet::new(), &Unwatched);
            let (places, time) = timed(lay_out);
            let again = if places == lay_out() { "yes" } else { "NO" };
            report(&map, name, places, Some(time), again);
        }
        let (places, time) = timed(|| plain(&map));
        report(&map, "plain forces", places, Some(time), "");
        report(&map, "chance", chance(&map), None, "");
    }
}

fn report(map: &StanceMap, name: &str, places: Vec<(ActorId, Place)>, time: Option<Duration>, again: &str) {
    let mut map = map.clone();
    map.apply(Edit::Place(places)).expect("the actors are there");
    let scene = scene(&map, &Look::default());
    let graph = Graph::of(&scene);
    let time = time.map_or(String::new(), |time| format!("{time:.1?}"));
    let [backers, opponents] = Stance::ALL.map(|stance| mean_distance(&map, stance));
    println!(
        "{:6} {:9} {name:12} {time:>10} {again:>10} {:9} {:8} {:6.2} {:15.3} {backers:7.0} {opponents:9.0}",
        scene.nodes.len(),
        scene.edges.len(),
        graph.crossings(),
        overlaps(&scene),
        graph.spread(),
        graph.neighbours_kept(),
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// Who is where, and the pairs that have to do with each other.
struct Graph {
    places: Vec<Point>,
    pairs: Vec<[usize; 2]>,
}

impl Graph {
    fn of(scene: &Scene) -> Self {
        let index: BTreeMap<ActorId, usize> =
            scene.nodes.iter().enumerate().map(|(i, node)| (node.actor, i)).collect();
        let ends = scene.edges.iter().map(|edge| {
            let (a, b) = (index[&edge.key.source], index[&edge.key.target]);
            [a.min(b), a.max(b)]
        });
        let pairs: BTreeSet<[usize; 2]> = ends.collect();
        Self {
            places: scene.nodes.iter().map(|node| node.centre).collect(),
            pairs: pairs.into_iter().collect(),
        }
    }

    fn crossings(&self) -> usize {
        let side = |p: Point, q: Point, r: Point| (q - p).turned().dot(r - p) > 0.0;
        let line = |pair: &[usize; 2]| pair.map(|end| self.places[end]);
        let crossed = |(at, one): (usize, &[usize; 2])| {
            let [a, b] = line(one);
            let crosses = |other: &&[usize; 2]| {
                let [c, d] = line(other);
                !other.iter().any(|end| one.contains(end))
                    && side(a, b, c) != side(a, b, d)
                    && side(c, d, a) != side(c, d, b)
            };
            self.pairs[at + 1..].iter().filter(crosses).count()
        };
        self.pairs.iter().enumerate().map(crossed).sum()
    }

    fn spread(&self) -> f32 {
        let lengths: Vec<f32> =
            self.pairs.iter().map(|[a, b]| self.places[*a].distance(self.places[*b])).collect();
        let count = lengths.len() as f32;
        let mean = lengths.iter().sum::<f32>() / count;
        (lengths.iter().map(|length| (length - mean).powi(2)).sum::<f32>() / count).sqrt() / mean
    }

    fn neighbours_kept(&self) -> f32 {
        let count = self.places.len();
        let mut beside = vec![BTreeSet::new(); count];
        for [a, b] in &self.pairs {
            beside[*a].insert(*b);
            beside[*b].insert(*a);
        }
        let kept = (0..count).filter(|i| !beside[*i].is_empty()).map(|i| {
            let mut related: BTreeSet<usize> =
                beside[i].iter().flat_map(|n| beside[*n].iter().copied()).collect();
            related.extend(&beside[i]);
            related.remove(&i);
            let mut others: Vec<usize> = (0..count).filter(|n| *n != i).collect();
            others.sort_by(|a, b| {
                let away = |n: usize| self.places[n].distance(self.places[i]);
                away(*a).total_cmp(&away(*b))
            });
            let nearest: BTreeSet<usize> = others.into_iter().take(related.len()).collect();
            related.intersection(&nearest).count() as f32 / related.union(&nearest).count() as f32
        });
        let kept: Vec<f32> = kept.collect();
        kept.iter().sum::<f32>() / kept.len() as f32
    }
}

/// The mean distance of the pairs of one stance of which the other stance says nothing.
fn mean_distance(map: &StanceMap, stance: Stance) -> f32 {
    let sole = |key: &RelationKey| {
        let other = key.flipped();
        let back = RelationKey::new(other.target, other.source, other.stance);
        key.stance == stance && map.relation(other).is_none() && map.relation(back).is_none()
    };
    let away = |key: RelationKey| Some(map.place(key.source)?.distance(map.place(key.target)?));
    let all: Vec<f32> = map.relations().map(|(key, _)| key).filter(sole).filter_map(away).collect();
    all.iter().sum::<f32>() / all.len() as f32
}

fn overlaps(scene: &Scene) -> usize {
    let nodes = scene.nodes.iter().enumerate();
    nodes
        .map(|(at, one)| {
            scene.nodes[at + 1..].iter().filter(|other| one.bounds.overlaps(other.bounds)).count()
        })
        .sum()
}

/// The forces as the crate has them, at the scale of this map.
fn plain(map: &StanceMap) -> Vec<(ActorId, Place)> {
    let actors: Vec<ActorId> = map.actors().map(|(id, _)| id).collect();
    let at = |id: ActorId| actors.iter().position(|actor| *actor == id).expect("the actor is there");
    let links = map.relations().map(|(key, _)| (at(key.source), at(key.target)));
    let mut simulation = SimulationBuilder::new()
        .build(actors.iter().map(|_| Node::default()))
        .add_force("repulsion", ManyBody::new().strength(-560.0))
        .add_force("links", Link::new(links).distance(126.0))
        .add_force("x", PositionX::new())
        .add_force("y", PositionY::new());
    simulation.step();
    let places = simulation.positions().map(|[x, y]| Place::new(x as f32, y as f32));
    actors.iter().copied().zip(places).collect()
}

/// Anywhere on a sheet with as much room for each actor.
fn chance(map: &StanceMap) -> Vec<(ActorId, Place)> {
    let mut random = random(5);
    let side = 150.0 * (map.actors().count() as f32).sqrt();
    let mut coordinate = move || random(10_000) as f32 / 10_000.0 * side;
    map.actors().map(|(id, _)| (id, Place::new(coordinate(), coordinate()))).collect()
}

fn random(mut seed: u64) -> impl FnMut(u32) -> u32 {
    move |below| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as u32 % below
    }
}

/// A map of two camps, and the one of them: within a camp most relations back, across most oppose, and one in seven is the
/// other way round. A few hubs, many leaves.
fn camps_map(actors: u32, relations: usize) -> (StanceMap, BTreeSet<ActorId>) {
    let mut random = random(11);
    let mut map = StanceMap::default();
    let mut edits = Vec::new();
    for id in 1..=actors {
        let actor = Actor::by_hand(format!("Some Actor {id}"), ActorKind::ALL[random(7) as usize]);
        edits.push(Edit::AddActor { id: ActorId(id), actor, at: None });
    }
    let left: BTreeSet<ActorId> = (1..=actors).filter(|id| id % 2 == 0).map(ActorId).collect();
    let mut keys = BTreeSet::new();
    while keys.len() < relations {
        // The smaller of two draws favours the first.
        let source = ActorId(1 + random(actors).min(random(actors)));
        // Two in three relations are between friends.
        let target = ActorId(1 + random(actors));
        let same = left.contains(&source) == left.contains(&target);
        if source == target || (!same && random(2) == 0) {
            continue;
        }
        let backs = same != (random(7) == 0);
        let key = RelationKey::new(source, target, if backs { Stance::Backs } else { Stance::Opposes });
        if keys.insert(key) {
            edits.push(Edit::AddRelation { key, claim: Default::default() });
        }
    }
    map.apply_all(edits).expect("the map is sound");
    (map, left)
}

//! Layouts of the maps that ship.

#![allow(clippy::unwrap_used)] // What fails here is a failed test.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use stancemap::analysis::Camps;
use stancemap::files::saved;
use stancemap::map::{Edit, RelationKey, Stance, StanceMap};
use stancemap::picture::layout::{self, Layout, Unwatched};
use stancemap::picture::{Look, scene};

fn samples() -> Vec<(PathBuf, StanceMap)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("saved_maps");
    let mut paths: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let maps = paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "ron"));
    maps.map(|path| (path.clone(), saved::load(path).unwrap())).collect()
}

fn laid_out(mut map: StanceMap, layout: &Layout) -> StanceMap {
    let places = layout::place(&map, layout, &BTreeSet::new(), &Unwatched);
    map.apply(Edit::Place(places)).unwrap();
    map
}

#[test]
fn nothing_overlaps_in_the_sample_maps() {
    for (path, map) in samples() {
        let left = Camps::of(&map).first;
        for layout in [
            Layout::Forces,
            Layout::TwoCamps(left),
            Layout::Radial(None),
            Layout::Layered,
            Layout::RemoveOverlaps,
        ] {
            let scene = scene(&laid_out(map.clone(), &layout), &Look::default());
            for (i, one) in scene.nodes.iter().enumerate() {
                for other in &scene.nodes[i + 1..] {
                    let (a, b) = (&one.name, &other.name);
                    assert!(
                        !one.bounds.overlaps(other.bounds),
                        "{a} and {b}, {layout:?}, {}",
                        path.display()
                    );
                }
            }
        }
    }
}

#[test]
fn opponents_end_up_further_apart_than_backers() {
    let mut means = Vec::new();
    for (_, map) in samples() {
        for layout in [Layout::Forces, Layout::TwoCamps(Camps::of(&map).first)] {
            let map = laid_out(map.clone(), &layout);
            let away =
                |key: RelationKey| map.place(key.source).unwrap().distance(map.place(key.target).unwrap());
            let backs = |a, b| {
                let backs = |a, b| map.relation(RelationKey::new(a, b, Stance::Backs)).is_some();
                backs(a, b) || backs(b, a)
            };
            let mean = |of: Vec<f32>| of.iter().sum::<f32>() / of.len() as f32;
            let keys = || map.relations().map(|(key, _)| key);
            let backers = mean(keys().filter(|key| key.stance == Stance::Backs).map(away).collect());
            let opponents =
                keys().filter(|key| key.stance == Stance::Opposes && !backs(key.source, key.target));
            means.push((layout == Layout::Forces, backers, mean(opponents.map(away).collect())));
        }
    }
    assert!(means.iter().all(|(_, backers, opponents)| backers < opponents), "{means:?}");
}

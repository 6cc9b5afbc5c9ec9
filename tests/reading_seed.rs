//! What must be read from one article, when it is at hand: `STANCEMAP_GOLD` names a folder with it in `docs/`.

// A test says what is wrong by panicking.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use stancemap::files::ingest;
use stancemap::map::{Modality, Stance};
use stancemap::reading::{Reader, Unwatched};

const ARTICLE: &str = "seed-duvar-2019-12-20.txt";

/// A leader and the forces are one side here, as readers of the map see them.
const SIDES: &[(&str, &str)] = &[
    ("Libyan National Army", "Haftar"),
    ("Khalifa Haftar", "Haftar"),
    ("Wagner Group", "Wagner"),
    ("Government of National Accord", "GNA"),
    ("United Arab Emirates", "UAE"),
    ("United Nations", "UN"),
];

const MUST: &[&str] = &[
    "Egypt + Haftar",
    "UAE + Haftar",
    "Russia + Wagner",
    "Wagner + Haftar",
    "Turkey + GNA",
    "UN + GNA",
    "Russia - Turkey",
    "Turkey - Wagner",
    "GNA - Haftar",
    "Haftar - GNA",
];

const NEVER: &[&str] = &["Egypt + GNA", "UAE + GNA", "UN + Haftar", "Turkey - GNA"];

#[test]
fn the_sides_of_the_libyan_war_are_read() {
    let folder = std::env::var_os("STANCEMAP_GOLD").map_or_else(|| "../shared/gold".into(), PathBuf::from);
    let path = folder.join("docs").join(ARTICLE);
    if !path.exists() {
        return;
    }
    let article = ingest::load(&path).unwrap().article;
    let found = Reader::new(&[]).read(&article, &Unwatched).unwrap();
    let side = |actor: usize| {
        let name = &*found.actors[actor].name;
        SIDES.iter().find(|(full, _)| *full == name).map_or(name, |(_, side)| side).to_owned()
    };
    let read: BTreeSet<String> = found
        .findings
        .iter()
        .filter(|finding| finding.modality == Modality::Asserted)
        .map(|finding| {
            let sign = if finding.stance == Stance::Backs { '+' } else { '-' };
            format!("{} {sign} {}", side(finding.source), side(finding.target))
        })
        .collect();
    let missing: Vec<_> = MUST.iter().filter(|edge| !read.contains(**edge)).collect();
    let wrong: Vec<_> = NEVER.iter().filter(|edge| read.contains(**edge)).collect();
    assert!(missing.is_empty() && wrong.is_empty(), "missing {missing:?}, wrong {wrong:?}, read {read:?}");
}

//! Measures the reader on the articles of this repository, each with the map that a careful analyst would draw of it.
//!
//! With `STANCEMAP_GOLD` set to a folder with `docs/` and `maps/`, those are measured too. `-- --nocapture` prints what
//! was missed and what was made up.

// A test says what is wrong by panicking, and the figures on the way.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};

use stancemap::analysis::Agreement;
use stancemap::files::{ingest, reference};
use stancemap::map::{StanceMap, merge};
use stancemap::reading::{Reader, Unwatched};

/// Rolled up. A change of the reader may not fall below these; raise them when it has become better.
const LEAST_PRECISION: f64 = if cfg!(feature = "model") { 0.71 } else { 0.80 };
const LEAST_RECALL: f64 = if cfg!(feature = "model") { 0.58 } else { 0.28 };

/// The same of F1 on the articles that nothing was made for; they are harder.
const LEAST_UNSEEN: f64 = if cfg!(feature = "model") { 0.50 } else { 0.20 };

#[test]
fn the_reader_draws_what_a_careful_analyst_would() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let maps = root.join("tests/reading/maps");
    let total = measure(&[&root.join("assets/articles"), &root.join("tests/reading/articles")], &maps);
    assert!(total.precision() >= LEAST_PRECISION, "precision {:.3}", total.precision());
    assert!(total.recall() >= LEAST_RECALL, "recall {:.3}", total.recall());
}

/// No rule, word or sentence was made for these articles. They are measured, and that is all: who changes the reader for one
/// of them should move it to the others first.
#[test]
fn unseen_articles_are_measured_apart() {
    let unseen = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading/unseen");
    let total = measure(&[&unseen.join("articles")], &unseen.join("maps"));
    assert!(total.required > 150 && total.f1() >= LEAST_UNSEEN, "F1 {:.3}", total.f1());
}

#[test]
fn articles_kept_elsewhere_are_measured_when_there_are_any() {
    let Some(gold) = std::env::var_os("STANCEMAP_GOLD").map(PathBuf::from) else { return };
    let total = measure(&[&gold.join("docs")], &gold.join("maps"));
    assert!(total.required > 0, "no maps in {}", gold.display());
}

/// Every map must have its article; the sum over all of them, rolled up.
fn measure(folders: &[&Path], maps: &Path) -> Agreement {
    let reader = Reader::new(&[]);
    let (mut strict, mut rolled_up) = (Agreement::default(), Agreement::default());
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(maps).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let article =
            folders.iter().map(|folder| folder.join(format!("{name}.txt"))).find(|article| article.exists());
        let map = read(&reader, &article.unwrap_or_else(|| panic!("no article for {name}")));
        let reference = reference(&path).unwrap_or_else(|error| panic!("{error}"));
        let agreement = Agreement::rolled_up(&map, &reference);
        println!("{name}: {}", figures(&agreement));
        agreement.missed.iter().for_each(|edge| println!("    missed   {edge}"));
        agreement.spurious.iter().for_each(|edge| println!("    made up  {edge}"));
        strict += Agreement::strict(&map, &reference);
        rolled_up += agreement;
    }
    println!("strict    {}\nrolled up {}", figures(&strict), figures(&rolled_up));
    rolled_up
}

fn figures(agreement: &Agreement) -> String {
    let Agreement { predicted, required, wrong_stance, reversed, .. } = agreement;
    let (precision, recall, f1) = (agreement.precision(), agreement.recall(), agreement.f1());
    format!(
        "P {precision:.3}  R {recall:.3}  F1 {f1:.3}  predicted {predicted}, required {required}, \
         wrong stance {wrong_stance}, reversed {reversed}"
    )
}

fn read(reader: &Reader, path: &Path) -> StanceMap {
    let article = ingest::load(path).unwrap_or_else(|error| panic!("{error}: {}", path.display())).article;
    let findings = reader.read(&article, &Unwatched).unwrap();
    let mut map = StanceMap::default();
    map.apply_all(merge(&article, &findings, &map)).unwrap();
    map
}

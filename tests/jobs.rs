//! Batches of articles: read in order, told of, cancelled, and planned into a map.

#![allow(clippy::unwrap_used)]

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use stancemap::files::ingest::Encoding;
use stancemap::jobs::{Input, Outcome, ReadItem, ReadJob, plan};
use stancemap::map::{Edit, StanceMap};
use stancemap::reading::Reader;

const PRAISE: &str =
    "Norland and Sudland\n\nNorland supports Sudland. Sudland condemned the Kingdom of Westmark.\n";

fn reader() -> Arc<Reader> {
    Arc::new(Reader::new(&[]))
}

fn start(inputs: Vec<Input>) -> (ReadJob, Receiver<()>) {
    let (woken, wake): (Sender<()>, Receiver<()>) = channel();
    let woken = Mutex::new(woken);
    let job = ReadJob::start(reader(), inputs, move || {
        // After a dropped job nobody listens.
        let _ = woken.lock().unwrap().send(());
    });
    (job, wake)
}

fn finished(inputs: Vec<Input>) -> Vec<ReadItem> {
    let (mut job, _wake) = start(inputs);
    match job.wait() {
        Outcome::Finished(items) => items,
        other => panic!("{other:?}"),
    }
}

/// More than can be read before the test goes on.
fn heavy() -> Vec<Input> {
    (0..400).map(|number| Input::Pasted(format!("Number {number}\n\n{}", PRAISE.repeat(300)))).collect()
}

fn pasted(texts: &[&str]) -> Vec<Input> {
    texts.iter().map(|text| Input::Pasted((*text).to_owned())).collect()
}

#[test]
fn items_come_in_the_order_of_the_inputs() {
    let lengths = [40, 1, 30, 2, 20, 3, 10, 4];
    let inputs =
        lengths.iter().map(|length| Input::Pasted(format!("No. {length}\n\n{}", PRAISE.repeat(*length))));
    let items = finished(inputs.collect());
    let titles: Vec<_> =
        items.iter().map(|item| item.result.as_ref().unwrap().article.title.clone()).collect();
    assert_eq!(titles, lengths.map(|length| format!("No. {length}")));
    let again =
        lengths.iter().map(|length| Input::Pasted(format!("No. {length}\n\n{}", PRAISE.repeat(*length))));
    assert_eq!(items, finished(again.collect()), "the same inputs give the same items");
}

#[test]
fn a_bad_input_costs_only_itself() {
    let items = finished(vec![
        Input::Path("no such file.txt".into()),
        Input::Pasted(" \n".into()),
        Input::Bytes {
            name: "a pipe".into(),
            bytes: b"Erdo\xf0an".into(),
            encoding: Encoding::named("windows-1254"),
        },
    ]);
    let said: Vec<_> =
        items.iter().map(|item| item.result.as_ref().map(|reading| reading.article.text())).collect();
    assert_eq!(
        said,
        [
            Err(&"there is no such file; it may have been moved or renamed: no such file.txt".to_owned()),
            Err(&"there is no text in it: pasted text".to_owned()),
            Ok("Erdoğan"),
        ]
    );
}

#[test]
fn no_input_is_no_work() {
    assert_eq!(finished(Vec::new()), Vec::new());
}

#[test]
fn the_end_wakes_and_progress_is_whole() {
    let (mut job, wake) = start(pasted(&[PRAISE, "Nothing new."]));
    let outcome = loop {
        wake.recv().unwrap();
        if let Some(outcome) = job.take_outcome() {
            break outcome;
        }
    };
    assert!(matches!(outcome, Outcome::Finished(items) if items.len() == 2));
    let progress = job.progress();
    assert_eq!((progress.done, progress.total), (2, 2));
    assert!((progress.share - 1.0).abs() < 1e-4, "{progress:?}");
}

#[test]
fn a_cancelled_job_keeps_nothing() {
    let (mut job, wake) = start(heavy());
    wake.recv().unwrap();
    job.cancel();
    assert_eq!(job.wait(), Outcome::Cancelled);
    assert!(job.progress().done < 400);
}

#[test]
fn a_dropped_job_ends() {
    let (job, wake) = start(heavy());
    drop(job);
    // The last sender goes when the last thread does; were the job not cancelled, it would wake again and again.
    assert!(wake.iter().count() < 60);
}

#[test]
fn twins_errors_and_silence_are_told() {
    let items = finished(vec![
        Input::Bytes { name: "a.txt".into(), bytes: PRAISE.into(), encoding: None },
        Input::Path("gone.txt".into()),
        Input::Bytes { name: "b.txt".into(), bytes: PRAISE.into(), encoding: None },
        Input::Bytes { name: "c.txt".into(), bytes: b"Rain is expected.".into(), encoding: None },
    ]);
    let map = StanceMap::default();
    let plan = plan(&map, items);
    let mut after = map.clone();
    after.apply_all(plan.edits.clone()).unwrap();
    assert_eq!(after.articles().count(), 2);
    assert_eq!(plan.problems, ["there is no such file; it may have been moved or renamed: gone.txt"]);
    assert!(
        plan.notes.iter().any(|note| note.starts_with("the same text as a.txt") && note.ends_with(": b.txt")),
        "{:?}",
        plan.notes
    );
    assert!(plan.notes.iter().any(|note| note.ends_with(": c.txt")), "{:?}", plan.notes);
    assert!(plan.summary.starts_with("3 articles read: "), "{}", plan.summary);
}

#[test]
fn a_batch_read_again_changes_nothing() {
    let mut map = StanceMap::default();
    map.apply_all(plan(&map, finished(pasted(&[PRAISE]))).edits).unwrap();
    let again = plan(&map, finished(pasted(&[PRAISE])));
    assert_eq!(again.edits, []);
    assert_eq!(again.summary, "1 article read: no new stances");
}

#[test]
fn an_article_that_left_the_map_while_it_was_read_again_does_not_come_back() {
    let items = finished(pasted(&[PRAISE]));
    let mut map = StanceMap::default();
    map.apply_all(plan(&map, items).edits).unwrap();
    let (id, article) = map.articles().next().map(|(id, article)| (id, Arc::clone(article))).unwrap();
    let items = finished(vec![Input::Again(article)]);
    let again = plan(&map, items.clone());
    assert_eq!((again.edits.len(), again.notes.len()), (0, 0));
    assert_eq!(again.summary, "1 article read again: no new stances");
    map.apply(Edit::RemoveArticle(id)).unwrap();
    assert_eq!(plan(&map, items).edits, []);
}

//! How fast articles are read, and in how much memory: the whole way from text to findings on one core and on all, beside
//! the model's encoder alone on the passages that it is shown, and the rules alone, which also read one long article whose
//! names never end, to show that the time grows with the length alone.
//!
//! `--text FILE` reads the articles of a JSON-lines file with a field `text` instead of those of the repository.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use stancemap::jobs::{Input, Outcome, ReadJob};
use stancemap::map::{Article, Span};
use stancemap::reading::{Model, Reader, Unwatched};

/// So many articles are held in memory when the peak is measured.
const ARTICLES: usize = 1000;

fn main() {
    let start = Instant::now();
    let reader = Arc::new(Reader::new(&[]));
    println!("made ready in {} ms, {}", start.elapsed().as_millis(), memory());
    let texts = texts();
    let articles: Vec<Article> = texts.iter().cloned().map(Article::from_text).collect();
    let words: usize = texts.iter().map(|text| words(text)).sum();
    println!("{} articles, {words} words", articles.len());

    let whole = measure("one core", words, || {
        articles.iter().map(|article| reader.read(article, &Unwatched).unwrap().findings.len()).sum()
    });
    if let Ok(model) = Model::shipped() {
        let shown: Vec<Vec<Span>> = articles.iter().map(|article| reader.looked_at(article)).collect();
        let of = |article: &Article, span: &Span| self::words(&article.text()[span.start..span.end]);
        let seen: usize = articles
            .iter()
            .zip(&shown)
            .flat_map(|(article, spans)| spans.iter().map(move |span| of(article, span)))
            .sum();
        let share = 100.0 * seen as f64 / words as f64;
        println!(
            "the model is shown {} passages with {share:.0} % of the words",
            shown.iter().flatten().count()
        );
        let bare = measure("its encoder alone on them", words, || {
            articles.iter().zip(&shown).map(|(article, spans)| model.run_encoder(article.text(), spans)).sum()
        });
        println!("the whole way takes {:.2} times as long as the encoder", whole / bare);
    }
    let rules = Reader::with_model(&[], Err("only rules are measured".to_owned()));
    measure("rules alone", words, || {
        articles.iter().map(|article| rules.read(article, &Unwatched).unwrap().findings.len()).sum()
    });
    let many = || texts.iter().cycle().take(ARTICLES);
    let words: usize = many().map(|text| self::words(text)).sum();
    let inputs: Vec<Input> = many().cloned().map(Input::Pasted).collect();
    let mut job = ReadJob::start(Arc::clone(&reader), inputs.clone(), || {});
    std::thread::sleep(Duration::from_millis(500));
    let start = Instant::now();
    job.cancel();
    job.wait();
    println!("cancelled in {} ms", start.elapsed().as_millis());

    let start = Instant::now();
    let outcome = ReadJob::start(reader, inputs, || {}).wait();
    let Outcome::Finished(items) = outcome else { panic!("{outcome:?}") };
    let rate = words as f64 / start.elapsed().as_secs_f64();
    println!("{} articles on all cores: {rate:.0} words/s ({words} words), {}", items.len(), memory());

    for words in [50_000, 200_000, 800_000] {
        let article = Article::from_text(endless(words));
        measure(&format!("rules alone, one article of {words} words"), words, || {
            rules.read(&article, &Unwatched).unwrap().findings.len()
        });
    }
}

/// Prints and returns the seconds that some work took; `work` counts what it found.
fn measure(what: &str, words: usize, work: impl FnOnce() -> usize) -> f64 {
    let start = Instant::now();
    let found = work();
    let seconds = start.elapsed().as_secs_f64();
    println!("{what}: {:.0} words/s ({found} found)", words as f64 / seconds);
    seconds
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The most memory that this process has held so far, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    let megabytes = peak.and_then(|peak| peak.parse::<f64>().ok()).map(|peak| peak / 1024.0);
    megabytes.map_or("peak memory unknown".to_owned(), |peak| format!("peak memory {peak:.0} MB"))
}

fn texts() -> Vec<String> {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--text").skip(1);
    if let Some(path) = arguments.next() {
        let rows = std::fs::read_to_string(path).unwrap();
        let text = |row: &str| -> String {
            let row: serde_json::Value = serde_json::from_str(row).unwrap();
            row["text"].as_str().unwrap().to_owned()
        };
        return rows.lines().map(text).collect();
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["assets/articles", "tests/reading/articles", "tests/reading/names"];
    let mut paths: Vec<_> = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(root.join(folder)).ok())
        .flat_map(|entries| entries.map(|entry| entry.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// Sentences of which each brings new persons, groups and forces.
fn endless(words: usize) -> String {
    let mut text = String::new();
    for number in 0..words / 40 {
        let name = |offset: usize| {
            let letters = b"abdegiklmnoprstuvz";
            let mut rest = number * 7 + offset;
            let mut name = String::from("Q");
            for _ in 0..6 {
                name.push(letters[rest % letters.len()] as char);
                rest /= letters.len();
            }
            name
        };
        let (one, two) = (name(1), name(2));
        text.push_str(&format!(
            "General Robert {one} said on Monday that forces loyal to Anna {two} had attacked the National {one} Front (N{number}F) \
             near the border. The group denied it, and his forces backed the {two} Party against the government of Turkey. \
             {one} and the president met.\n\n"
        ));
    }
    text
}

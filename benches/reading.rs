//! How many words a second the reader reads on one core: the articles of the repository, and one long article whose names
//! never end, which shows that the time grows with the length alone.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Instant;

use stancemap::map::Article;
use stancemap::reading::{Reader, Unwatched};

fn main() {
    let start = Instant::now();
    let reader = Reader::new(&[]);
    println!("made ready in {} ms", start.elapsed().as_millis());
    let articles: Vec<Article> = articles().into_iter().map(Article::from_text).collect();
    measure("articles", &reader, articles.iter().cycle().take(articles.len() * 20));
    for words in [50_000, 200_000, 800_000] {
        measure(
            &format!("one of {words} words"),
            &reader,
            std::iter::once(&Article::from_text(endless(words))),
        );
    }
}

fn measure<'a>(what: &str, reader: &Reader, articles: impl Iterator<Item = &'a Article>) {
    let (mut words, mut found) = (0, 0);
    let start = Instant::now();
    for article in articles {
        words += article.text().split_whitespace().count();
        found += reader.read(article, &Unwatched).unwrap().findings.len();
    }
    let rate = words as f64 / start.elapsed().as_secs_f64();
    println!("{what}: {rate:.0} words/s ({words} words, {found} findings)");
}

fn articles() -> Vec<String> {
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

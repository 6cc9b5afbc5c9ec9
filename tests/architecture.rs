//! Walks the sources and holds every room to what it may use.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Which rooms a room may use, besides itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("map", &[]),
    ("reading", &["map"]),
    ("picture", &["map"]),
    ("analysis", &["map"]),
    ("editor", &["map", "picture", "analysis"]),
    ("export", &["map", "picture", "analysis"]),
    ("files", &["map", "reading", "analysis"]),
    ("jobs", &["reading", "files", "map"]),
    // It opens the window, in one place, and knows nothing else of it.
    ("cli", &["map", "reading", "picture", "analysis", "export", "files", "jobs", "gui"]),
    ("gui", &["map", "reading", "picture", "analysis", "editor", "export", "files", "jobs"]),
];

/// Words that only these rooms may say in code that ships.
const WORDS: &[(&str, &[&str])] = &[
    ("eframe", &["gui"]),
    ("egui", &["gui"]),
    ("egui_plot", &["gui"]),
    ("rfd", &["gui"]),
    ("clap", &["cli"]),
    ("fs::", &["files"]),
    ("File::", &["files"]),
    ("OpenOptions", &["files"]),
    ("thread::spawn", &["jobs"]),
    ("thread::scope", &["jobs"]),
    ("thread::Builder", &["jobs"]),
    ("stdin()", &["cli"]),
    ("stdout()", &["cli"]),
    ("args_os()", &["cli"]),
    ("println!", &["cli"]),
    // Where no window opens, the terminal is the only place to say why.
    ("eprintln!", &["cli", "gui/mod.rs"]),
];

/// A source file: where it is within `src/`, and its code without comments and texts.
struct Source {
    path: String,
    code: String,
}

impl Source {
    fn room(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries.into_iter().flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

/// The sources, except for unit tests in files of their own.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let within = |path: &Path| path.strip_prefix(&root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    files_in(&root)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .filter(|path| !within(path).split(['/', '.']).any(|part| part == "tests"))
        .map(|path| {
            let text =
                std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
            Source { code: code_of(&text), path: within(&path) }
        })
        .collect()
}

/// What a compiler would act on: no comments, nothing between quotes, and no unit tests.
fn code_of(text: &str) -> String {
    let shipped = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut code = String::new();
    let mut rest = shipped;
    while let Some(next) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(end) =
            raw_text_end(rest).filter(|_| !code.ends_with(|c: char| c.is_alphanumeric()))
        {
            end
        } else if next == '"' {
            text_end(rest)
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            rest[1..].find("'").map_or(rest.len(), |end| end + 2)
        } else {
            code.push(next);
            next.len_utf8()
        };
        rest = &rest[skipped..];
    }
    code
}

/// Where the text between quotes that begins here ends.
fn text_end(rest: &str) -> usize {
    let mut escaped = true;
    for (at, c) in rest.char_indices() {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

/// Where the text between `r#"` and `"#` that begins here ends; `None` if none begins here.
fn raw_text_end(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(body.find(&close).map_or(rest.len(), |end| 2 + hashes + end + close.len()))
}

/// The names that follow `crate::` in code, also within braces.
fn rooms_named(code: &str) -> BTreeSet<&str> {
    let name = |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let mut named = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let Some(list) = after.strip_prefix('{') else {
            named.insert(&after[..name(after)]);
            continue;
        };
        let mut depth = 0;
        let mut begins = true;
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                c if begins && !c.is_whitespace() => {
                    named.insert(&list[at..at + name(&list[at..])]);
                    begins = false;
                }
                _ => {}
            }
        }
    }
    named
}

/// Whether the code says the word, not merely as a part of a longer one.
fn says(code: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let after = &code[at + word.len()..];
        !(code[..at].ends_with(part) || (word.ends_with(part) && after.starts_with(part)))
    })
}

#[test]
fn rooms_use_only_the_rooms_they_may() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.path != "lib.rs" && source.path != "main.rs") {
        let room = source.room();
        let (_, may) = ROOMS
            .iter()
            .find(|(name, _)| *name == room)
            .unwrap_or_else(|| panic!("src/{} belongs to no room", source.path));
        for named in rooms_named(&source.code) {
            let opens_window = named == "gui" && room == "cli" && source.path != "cli/window.rs";
            let is_room = ROOMS.iter().any(|(name, _)| *name == named);
            if is_room && named != room && (!may.contains(&named) || opens_window) {
                wrong.push(format!("src/{} uses {named}", source.path));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn only_the_right_room_touches_disk_screen_threads_and_terminal() {
    let mut wrong = Vec::new();
    for Source { path, code } in &sources() {
        for (word, places) in WORDS {
            let allowed = places.iter().any(|place| path == place || path.split('/').next() == Some(place));
            if !allowed && says(code, word) {
                wrong.push(format!("src/{path} says {word}"));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_room_that_may_be_used_is_there() {
    let sources = sources();
    let there: BTreeSet<&str> =
        sources.iter().map(Source::room).filter(|room| !["lib", "main"].contains(room)).collect();
    assert_eq!(there, ROOMS.iter().map(|(room, _)| *room).collect());
}

#[test]
fn what_is_searched_is_code() {
    let check = |text: &str, rooms: &[&str]| {
        assert_eq!(rooms_named(&code_of(text)), rooms.iter().copied().collect(), "{text}");
    };
    check("use crate::map::Actor;", &["map"]);
    check("use crate::{map::{Actor, Name}, picture};", &["map", "picture"]);
    check("// crate::gui\nlet a = crate::jobs::plan(); /// [`x`](crate::files)", &["jobs"]);
    check("let a = \"crate::gui \\\" crate::map\"; let b = r#\"crate::cli\"#;", &[]);
    check("let quote = '\"'; crate::map::f(); let b = \"crate::gui\";", &["map"]);
    check("use crate::map::A;\n#[cfg(test)]\nmod tests {\n use crate::gui::B;\n}", &["map"]);
    assert!(says("std::fs::read(path)", "fs::") && !says("offs::et", "fs::"));
    assert!(says("use egui::Ui;", "egui") && !says("regui", "egui") && !says("egui_plot", "egui"));
}

//! The command line, run as it is shipped.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use common::full_map;
use stancemap::files::saved;
use tempfile::TempDir;

const ARTICLE: &str = "Norland backs the River Front\n\n3 May 2021\n\nNorland supports the River Front. Sudland condemned Norland.\n";

/// A folder to run in.
struct Desk(TempDir);

/// What a run left: exit status, stdout, stderr.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stancemap"));
        command
            .args(arguments.split_whitespace())
            .current_dir(self.0.path())
            .env("STANCEMAP_CONFIG_DIR", self.path("settings"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &str) -> Run {
        self.command(arguments).output().unwrap().into()
    }

    fn run_with(&self, arguments: &str, input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap().into()
    }
}

impl From<Output> for Run {
    fn from(Output { status, stdout, stderr }: Output) -> Self {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Self { code: status.code(), out: text(&stdout), err: text(&stderr) }
    }
}

impl Run {
    #[track_caller]
    fn succeeded(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.err);
        assert!(self.err.lines().all(|line| line.starts_with("note: ")), "{}", self.err);
        self
    }

    /// Ends with 1 and says `sentence` on one line of stderr.
    #[track_caller]
    fn failed(self, sentence: &str) -> Self {
        assert_eq!(self.code, Some(1), "{}", self.err);
        assert!(self.err.lines().any(|line| line == format!("stancemap: {sentence}")), "{}", self.err);
        self
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

fn titles(json: &serde_json::Value) -> Vec<&str> {
    json["articles"].as_array().unwrap().iter().map(|article| article["title"].as_str().unwrap()).collect()
}

#[test]
fn an_article_is_read_to_json() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    let json = desk.run("read a.txt").succeeded().json();
    assert_eq!(titles(&json), ["Norland backs the River Front"]);
    assert_eq!(json["articles"][0]["date"], "2021-05-03");
    assert_eq!(json["articles"][0]["path"], "a.txt");
    for relation in json["relations"].as_array().unwrap() {
        for item in relation["evidence"].as_array().unwrap() {
            let [start, end] = ["start", "end"].map(|end| item[end].as_u64().unwrap() as usize);
            assert_eq!(item["quote"], ARTICLE[start..end]);
        }
    }
}

#[test]
fn standard_input_is_an_article() {
    let desk = Desk::new();
    let json = desk.run_with("read -", ARTICLE.as_bytes()).succeeded().json();
    assert_eq!(json["articles"][0]["path"], "standard input");
    desk.run_with("read -", b"").failed("there is no text in it: standard input");
}

#[test]
fn the_ending_of_the_output_names_the_format() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    desk.put("b.txt", "Nothing new.");
    assert_eq!(desk.run("read a.txt b.txt -o m.ron").succeeded().out, "");
    assert_eq!(saved::load(&desk.path("m.ron")).unwrap().articles().count(), 2);
    desk.run("read a.txt b.txt -o m.jsonl").succeeded();
    assert_eq!(fs::read_to_string(desk.path("m.jsonl")).unwrap().lines().count(), 2);
    desk.run("read a.txt -o m.csv").succeeded();
    desk.run("read a.txt -o m.txt --format ron").succeeded();
    assert!(saved::load(&desk.path("m.txt")).is_ok());
}

#[test]
fn articles_are_added_to_a_map() {
    let desk = Desk::new();
    saved::save(&full_map(), &desk.path("m.ron")).unwrap();
    desk.put("a.txt", ARTICLE);
    desk.run("read a.txt --map m.ron -o m.ron").succeeded();
    assert_eq!(saved::load(&desk.path("m.ron")).unwrap().articles().count(), 3);
    // A second time, there is nothing to add, and that is said.
    let again = desk.run("read a.txt --map m.ron -o m.ron");
    assert_eq!(again.code, Some(0));
    assert!(again.err.contains("has the same text"), "{}", again.err);
    assert_eq!(saved::load(&desk.path("m.ron")).unwrap().articles().count(), 3);
}

#[test]
fn what_could_be_read_is_still_written() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    desk.put("picture.txt", b"\x89PNG\r\n\x1a\n\0\0");
    let run = desk
        .run("read gone.txt a.txt picture.txt")
        .failed("this is an image; save it as text first: picture.txt");
    assert_eq!(titles(&run.json()), ["Norland backs the River Front"]);
}

#[test]
fn every_bad_input_is_named() {
    let desk = Desk::new();
    let cases: [(&str, &[u8], &str); 12] = [
        ("a.pdf", b"%PDF-1.7\n...", "this is a PDF; save it as text first"),
        (
            "a.docx",
            b"PK\x03\x04...",
            "this is a Word, LibreOffice, e-book or zip file; save it as text first",
        ),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "this is an old Office file; save it as text first"),
        ("a.rtf", b"{\\rtf1 Ana}", "this is a rich text (RTF) file; save it as text first"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "this is an image; save it as text first"),
        ("a.gz", b"\x1f\x8b\x08", "this is a compressed file; save it as text first"),
        ("a.bin", b"Ana\0\x01\x02praised Bo", "this is not a text file; save it as text first"),
        ("empty.txt", b"", "there is no text in it"),
        ("blank.txt", b" \n\t\r\n\xc2\xa0 \n", "there is no text in it"),
        ("mark.txt", b"\xef\xbb\xbf", "there is no text in it"),
        (
            "app.html",
            b"<html><script>app()</script></html>",
            "the page holds no text; save it again when it has loaded fully",
        ),
        ("map.txt", b"StanceMap(\n    version: 1,", "this is a saved map, not an article; open it as a map"),
    ];
    for (name, bytes, sentence) in cases {
        desk.put(name, bytes);
        desk.run(&format!("read {name}")).failed(&format!("{sentence}: {name}"));
    }
    desk.run("read gone.txt").failed("there is no such file; it may have been moved or renamed: gone.txt");
    desk.run("read .").failed("this is a folder; add the files inside it: .");
    desk.run("read a.pdf/x").failed("there is no such file; it may have been moved or renamed: a.pdf/x");
    let large = fs::File::create(desk.path("large.txt")).unwrap();
    large.set_len(0).unwrap();
    (&large).write_all(&b"Ana praised Bo. ".repeat(3_200_000)).unwrap();
    desk.run("read large.txt")
        .failed("the text is larger than 50 MB; split it into single articles: large.txt");
}

#[cfg(unix)]
#[test]
fn a_forbidden_file_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let path = desk.put("a.txt", ARTICLE);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything.
    if fs::read(&path).is_err() {
        desk.run("read a.txt")
            .failed("you are not allowed to read this file; ask its owner or copy it: a.txt");
    }
}

#[test]
fn twins_are_joined_and_said() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    desk.put("b.txt", ARTICLE.replace('\n', "\r\n"));
    let run = desk.run("read a.txt b.txt");
    assert_eq!(run.code, Some(0));
    assert_eq!(titles(&run.json()).len(), 1);
    assert!(run.err.contains("b.txt has the same text as a.txt"), "{}", run.err);
}

#[test]
fn the_encoding_can_be_given() {
    let desk = Desk::new();
    desk.put("a.txt", b"Cumhurba\xfekan\xfd Erdo\xf0an");
    let json = desk.run("read a.txt --encoding windows-1254").succeeded().json();
    assert_eq!(titles(&json), ["Cumhurbaşkanı Erdoğan"]);
    assert_eq!(desk.run("read a.txt --encoding nonsense").code, Some(2));
}

#[test]
fn a_dictionary_is_read_or_refused() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    desk.put("d.ron", "Dictionary(entries: [(name: \"Norland\", kind: \"state\")])");
    desk.put("bad.ron", "Dictionary(entries: [(name: \"Norland\", kind: \"realm\")])");
    desk.run("read a.txt --dictionary d.ron").succeeded();
    let run = desk.run("read a.txt --dictionary bad.ron");
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("“realm” is no kind") && run.err.trim_end().ends_with("bad.ron"), "{}", run.err);
}

#[test]
fn maps_are_exported() {
    let desk = Desk::new();
    saved::save(&full_map(), &desk.path("m.ron")).unwrap();
    let json = desk.run("export m.ron --to json").succeeded().json();
    assert_eq!(json["relations"].as_array().unwrap().len(), 2);
    let all = desk.run("export m.ron --to json --all").succeeded().json();
    assert_eq!(all["relations"].as_array().unwrap().len(), 4);
    assert!(desk.run("export m.ron --to svg").succeeded().out.contains("River Front"));
    assert!(desk.run("export m.ron --to csv").succeeded().out.contains("River Front"));
    desk.run("export m.ron --to png -o m.png").succeeded();
    assert!(fs::read(desk.path("m.png")).unwrap().starts_with(b"\x89PNG"));
    let map = fs::read(desk.path("m.ron")).unwrap();
    assert!(desk.run_with("export - --to svg -o -", &map).succeeded().out.starts_with('<'));
    desk.run("export gone.ron --to svg")
        .failed("there is no such file; it may have been moved or renamed: gone.ron");
    desk.run("export m.ron --to svg -o no/m.svg")
        .failed("there is no such folder; make it first, or save elsewhere: no/m.svg");
}

#[test]
fn maps_are_merged() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    desk.run("read a.txt -o a.ron").succeeded();
    saved::save(&full_map(), &desk.path("b.ron")).unwrap();
    desk.run("merge a.ron b.ron -o c.ron").succeeded();
    let whole = saved::load(&desk.path("c.ron")).unwrap();
    assert_eq!(whole.articles().count(), 3);
    assert_eq!(whole.title(), full_map().title());
    desk.put("broken.ron", "StanceMap(\n    version: 1,\n");
    desk.run("merge a.ron broken.ron b.ron -o d.ron").failed(
        "the file breaks off in line 2, so part of the map is missing; copy it again from where it came from: broken.ron",
    );
    assert_eq!(saved::load(&desk.path("d.ron")).unwrap(), whole);
    assert_eq!(desk.run("merge a.ron").code, Some(2));
}

#[test]
fn maps_are_checked() {
    let desk = Desk::new();
    saved::save(&full_map(), &desk.path("m.ron")).unwrap();
    let run = desk.run("check m.ron").succeeded();
    assert_eq!(run.out, "m.ron: whole. 2 articles, 7 actors, 2 relations, 1 quote (0 unreviewed).\n");
    let text = fs::read_to_string(desk.path("m.ron")).unwrap();
    desk.put("m.ron", text.replace("\"Sudland\"", "\"Southland\""));
    desk.run("check m.ron").failed(
        "the file was changed after it was saved (its checksum does not fit), so it was not opened; \
         copy it again from where it came from: m.ron",
    );
    desk.put("m.ron", text.replace("version: 1", "version: 3"));
    desk.run("check m.ron").failed(
        "the map was saved by a newer Stance Map (format 3, this program knows up to 1); \
         update the program to open it: m.ron",
    );
}

/// Known actors, so that the reader draws both relations.
const NEWS: &str = "Egypt arms Haftar\n\nEgypt supports Khalifa Haftar. France condemned Russia.\n";

/// A hand-made map of [`NEWS`] that differs in one of them.
const HAND_MADE: &str = r#"{"doc": "a.txt",
    "actors": [{"name": "Egypt", "aliases": ["Cairo"], "kind": "state", "member_of": null},
               {"name": "Khalifa Haftar", "aliases": ["Haftar"]}, {"name": "France"}, {"name": "Russia"}],
    "relations": [
        {"source": "Egypt", "target": "Khalifa Haftar", "stance": "backs", "tier": "core",
         "evidence": ["Egypt supports Khalifa Haftar."]},
        {"source": "Khalifa Haftar", "target": "Russia", "stance": "backs", "tier": "core",
         "evidence": ["France condemned\nRussia."]}]}"#;

#[test]
fn the_reader_is_measured_by_hand_made_maps() {
    let desk = Desk::new();
    for folder in ["maps", "articles"] {
        fs::create_dir(desk.path(folder)).unwrap();
    }
    desk.put("articles/a.txt", NEWS);
    desk.put("maps/a.json", HAND_MADE);
    desk.put("maps/notes.txt", "not a map");
    let report = "\
rolled up                 strict
P      R      F1          P      R      F1          article
0.500  0.500  0.500       0.500  0.500  0.500       a

strict     P 0.500  R 0.500  F1 0.500   predicted 2  required 2  wrong stance 0  reversed 0  unknown actors 0
rolled up  P 0.500  R 0.500  F1 0.500   predicted 2  required 2  wrong stance 0  reversed 0  unknown actors 0
quotes verbatim 3/3

missed actor        0
wrong join          0
missed stance       1
wrong stance        0
reversed            0
spurious actor      0
spurious stance     1

missed stance: a: expected Khalifa Haftar backs Russia
    “France condemned Russia.”

spurious stance: a: read France opposes Russia
    “France condemned Russia.”
";
    assert_eq!(desk.run("evaluate maps articles").succeeded().out, report);

    // The rest is measured as if what is wrong were not there.
    desk.put("articles/b.txt", "Nothing new.");
    desk.put("articles/c.txt", " ");
    desk.put("articles/e.txt", NEWS);
    desk.put("maps/b.json", &HAND_MADE[..HAND_MADE.len() - 1]);
    desk.put("maps/c.json", HAND_MADE);
    desk.put("maps/d.json", HAND_MADE);
    let run = desk
        .run("evaluate maps articles")
        .failed(
            "the map cannot be understood at line 8, column 52 (EOF while parsing an object), \
             so it was left out: maps/b.json",
        )
        .failed("there is no text in it: articles/c.txt")
        .failed("there is no article d.txt for this map, so it was left out: maps/d.json");
    assert_eq!(run.out, report);
    assert!(run.err.contains("note: 1 article has no map and was left out: articles\n"), "{}", run.err);

    let missing = "there is no such folder; it may have been moved or renamed";
    desk.run("evaluate gone articles").failed(&format!("{missing}: gone"));
    desk.run("evaluate maps gone").failed(&format!("{missing}: gone"));
    desk.run("evaluate maps/a.json articles")
        .failed("this is not a folder; give the folder that holds the file: maps/a.json");
    desk.run("evaluate articles maps").failed("there is no map (NAME.json) in it: articles");
}

#[test]
fn wrong_usage_ends_with_2() {
    let desk = Desk::new();
    for arguments in [
        "read",
        "read --nonsense a.txt",
        "export m.ron",
        "export m.ron --to gif",
        "check",
        "evaluate",
        "evaluate maps",
        "evaluate maps articles more",
        "--nonsense",
        "a.txt --nonsense",
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments}");
        assert!(run.err.contains("--help"), "{}", run.err);
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let desk = Desk::new();
    assert!(desk.run("--help").succeeded().out.contains("stancemap [FILE]…"));
    assert!(desk.run("read --help").succeeded().out.contains("--dictionary"));
    assert!(desk.run("evaluate --help").succeeded().out.contains("NAME.json"));
    assert!(desk.run("help merge").succeeded().out.contains("first map"));
    assert!(desk.run("--version").succeeded().out.starts_with("stancemap "));
}

/// Where there is no screen, and in a build without a window, the way without one is named.
#[cfg(target_os = "linux")]
#[test]
fn without_a_screen_the_command_line_is_named() {
    let desk = Desk::new();
    for (arguments, hint) in [("", "`stancemap read FILE`"), ("a.txt", "`stancemap read a.txt`")] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str(), run.err.lines().count()), (Some(1), "", 1), "{}", run.err);
        assert!(run.err.contains(hint), "{}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE.repeat(50));
    let mut child = desk.command("read a.txt").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    Run::from(child.wait_with_output().unwrap()).succeeded();
}

#[test]
fn devices_are_written_to() {
    let desk = Desk::new();
    desk.put("a.txt", ARTICLE);
    if Path::new("/dev/null").exists() {
        desk.run("read a.txt -o /dev/null").succeeded();
    }
}

#[test]
fn the_users_own_dictionary_is_used_and_a_broken_one_left_out_and_told() {
    let desk = Desk::new();
    desk.put("a.txt", "A rebuke\n\nZelos condemned Syria on Friday.\n");
    let own = r#"Dictionary(entries: [(name: "Turkey", aliases: ["Zelos"])])"#;
    fs::create_dir(desk.path("settings")).unwrap();
    desk.put("settings/dictionary.ron", own);
    assert_eq!(names(&desk.run("read a.txt").succeeded().json()), ["Turkey", "Syria"]);
    let given = desk.put("given.ron", own.replace("Turkey", "Iran"));
    let given = desk.run(&format!("read a.txt --dictionary {}", given.display())).succeeded();
    assert_eq!(names(&given.json()), ["Iran", "Syria"], "a dictionary that is given wins");

    let broken = own.replace("name", "nam");
    desk.put("settings/dictionary.ron", &broken);
    let run = desk.run("read a.txt").succeeded();
    assert!(
        run.err.starts_with("note: the dictionary cannot be understood at line 1, column "),
        "{}",
        run.err
    );
    assert!(run.err.contains("Mend it in a text editor or move it away"), "{}", run.err);
    assert!(!names(&run.json()).contains(&"Turkey"));
    assert_eq!(fs::read_to_string(desk.path("settings/dictionary.ron")).unwrap(), broken);
}

fn names(json: &serde_json::Value) -> Vec<&str> {
    json["actors"].as_array().unwrap().iter().map(|actor| actor["name"].as_str().unwrap()).collect()
}

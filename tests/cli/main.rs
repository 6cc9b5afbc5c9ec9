//! The command line, run as it is shipped.

#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod evaluate;
mod maps;
mod read;

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

fn names(json: &serde_json::Value) -> Vec<&str> {
    json["actors"].as_array().unwrap().iter().map(|actor| actor["name"].as_str().unwrap()).collect()
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

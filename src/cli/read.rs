//! `stancemap read`: articles become a map.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::files::ingest;
use crate::map::{StanceMap, merge};
use crate::reading::{Reader, Unwatched};

/// Reads articles into one map and writes it.
#[derive(Debug, clap::Args)]
pub(super) struct Read {
    /// Articles
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
    /// List rejected and negated relations too
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Json,
    Jsonl,
}

impl Read {
    #[allow(clippy::print_stderr)]
    pub(super) fn run(self) -> ExitCode {
        let reader = Reader::new(&[]);
        let mut map = StanceMap::default();
        let mut code = ExitCode::SUCCESS;
        for path in &self.files {
            let outcome = ingest::load(path).map_err(|error| error.to_string()).and_then(|loaded| {
                let findings = reader.read(&loaded.article, &Unwatched).unwrap_or_default();
                let edits = merge(&loaded.article, &findings, &map);
                map.apply_all(edits).map_err(|error| error.to_string())
            });
            if let Err(error) = outcome {
                eprintln!("{error}: {}", path.display());
                code = ExitCode::FAILURE;
            }
        }
        let text = match self.format {
            Format::Json => crate::export::json(&map, self.all),
            Format::Jsonl => crate::export::jsonl(&map, self.all),
        };
        let written = match &self.output {
            Some(path) => std::fs::write(path, text),
            None => std::io::stdout().write_all(text.as_bytes()),
        };
        if let Err(error) = written {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
        code
    }
}

//! `stancemap read`: articles become a map.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::terminal::{self, Failed, Problems};
use crate::export;
use crate::files::{self, ingest, saved};
use crate::jobs::{Input, Outcome, ReadItem, ReadJob, plan, taught_names};
use crate::map::{Dictionary, StanceMap};
use crate::picture::layout;
use crate::reading::Reader;

/// Read articles without a window, and write the map of who backs and opposes whom
///
/// All articles go into one map. Plain text in any encoding and web pages are understood. Names are known from the
/// dictionary.ron that the window keeps in the folder for settings (STANCEMAP_CONFIG_DIR names another one), from MAP,
/// and from each D.ron.
#[derive(Debug, clap::Args)]
pub(super) struct Read {
    /// Articles: text files or web pages; - reads one from standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Add the articles to this saved map, which stays as it is unless it is named as OUT too
    #[arg(long, value_name = "MAP.ron")]
    map: Option<PathBuf>,
    /// Know the names in this dictionary, too; may be given several times, later ones win
    #[arg(long, value_name = "D.ron")]
    dictionary: Vec<PathBuf>,
    /// The encoding of text files, where it cannot be told from them, such as windows-1254
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<ingest::Encoding>,
    /// Write here; - or nothing writes to standard output
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// What to write; by default what OUT ends in, or else json
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// List rejected and negated relations and deleted actors, too (json and jsonl)
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// One JSON object
    Json,
    /// One JSON object a line for each article
    Jsonl,
    /// A map that Stance Map opens
    Ron,
    /// One line for each quote
    Csv,
}

fn encoding(name: &str) -> Result<ingest::Encoding, String> {
    ingest::Encoding::named(name).ok_or_else(|| "no such encoding; try utf-8 or windows-1252".to_owned())
}

impl Read {
    pub(super) fn run(self) -> Result<(), Failed> {
        let mut problems = Problems::default();
        let mut map = self.map.as_deref().map(terminal::map).transpose()?.unwrap_or_default();
        let (taught, problem) = taught_names(Dictionary::of_map(&map));
        problem.iter().for_each(|problem| terminal::note(problem));
        let mut dictionaries = vec![taught];
        for path in &self.dictionary {
            let mut given = Dictionary::default();
            given.add_decided(files::dictionary(path).or_else(|error| terminal::fail(&error))?);
            dictionaries.push(given);
        }
        let items = self.items(&dictionaries.iter().collect::<Vec<_>>())?;
        let plan = plan(&map, items);
        plan.problems.iter().for_each(|problem| problems.tell(problem));
        plan.notes.iter().for_each(|note| terminal::note(note));
        if let Err(error) = map.apply_all(plan.edits) {
            return terminal::fail(&error);
        }
        layout::settle(&mut map);
        terminal::put(self.output.as_deref(), &self.written(&map))?;
        problems.end()
    }

    fn items(&self, dictionaries: &[&Dictionary]) -> Result<Vec<ReadItem>, Failed> {
        readings(dictionaries, self.files.iter().map(|path| self.input(path)).collect::<Result<_, _>>()?)
    }

    fn input(&self, path: &Path) -> Result<Input, Failed> {
        if !terminal::is_dash(path) {
            let path = path.to_owned();
            return Ok(match self.encoding {
                Some(encoding) => Input::Encoded(path, encoding),
                None => Input::Path(path),
            });
        }
        match terminal::standard_input(ingest::MOST_BYTES) {
            Ok(bytes) => {
                Ok(Input::Bytes { name: "standard input".to_owned(), bytes, encoding: self.encoding })
            }
            Err(error) => terminal::fail(&format_args!("standard input could not be read ({error})")),
        }
    }

    fn written(&self, map: &StanceMap) -> Vec<u8> {
        match self.format.unwrap_or_else(|| self.ending()) {
            Format::Json => export::json(map, self.all).into_bytes(),
            Format::Jsonl => export::jsonl(map, self.all).into_bytes(),
            Format::Ron => saved::to_text(map).into_bytes(),
            Format::Csv => export::csv(map).into_bytes(),
        }
    }

    fn ending(&self) -> Format {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
        match ending {
            Some("ron") => Format::Ron,
            Some("csv") => Format::Csv,
            Some("jsonl") => Format::Jsonl,
            _ => Format::Json,
        }
    }
}

/// Reads on all cores, and shows how far it has come where somebody sees it; one item for each input, in order.
pub(super) fn readings(dictionaries: &[&Dictionary], inputs: Vec<Input>) -> Result<Vec<ReadItem>, Failed> {
    let reader = Reader::new(dictionaries);
    if let Some(complaint) = reader.complaint() {
        terminal::note(&complaint);
    }
    let mut job = ReadJob::start(Arc::new(reader), inputs, || {});
    if terminal::shows_progress() {
        let told = show(&mut job);
        terminal::progress("");
        return ended(told);
    }
    ended(job.wait())
}

fn ended(outcome: Outcome) -> Result<Vec<ReadItem>, Failed> {
    match outcome {
        Outcome::Finished(items) => Ok(items),
        Outcome::Cancelled => terminal::fail(&"the reading was cancelled"),
        Outcome::Failed(problem) => terminal::fail(&problem),
    }
}

/// Shows how far the job has come until it ends.
fn show(job: &mut ReadJob) -> Outcome {
    loop {
        if let Some(outcome) = job.take_outcome() {
            return outcome;
        }
        let progress = job.progress();
        let left =
            progress.left.map(|left| format!(", {} s left", left.as_secs().max(1))).unwrap_or_default();
        terminal::progress(&format!(
            "reading {} of {} ({:.0} %{left}): {}",
            (progress.done + 1).min(progress.total),
            progress.total,
            progress.share * 100.0,
            progress.current
        ));
        std::thread::sleep(Duration::from_millis(100));
    }
}

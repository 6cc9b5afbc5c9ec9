//! `stancemap check`: is a saved map whole, and what is in it?

use std::path::PathBuf;

use super::terminal::{self, Failed};
use crate::map::{StanceMap, Verdict};

/// Say whether a saved map is whole, and what is in it
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// The saved map; - reads it from standard input
    #[arg(value_name = "MAP.ron")]
    map: PathBuf,
}

impl Check {
    pub(super) fn run(self) -> Result<(), Failed> {
        let map = terminal::map(&self.map)?;
        terminal::put(None, format!("{}: whole. {}\n", self.map.display(), contents(&map)).as_bytes())
    }
}

fn contents(map: &StanceMap) -> String {
    let counted = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let quotes: Vec<_> = map.relations().flat_map(|(_, relation)| &relation.evidence).collect();
    let unreviewed = quotes.iter().filter(|quote| quote.verdict == Verdict::Unreviewed).count();
    let [articles, actors, relations, quotes] = [
        counted(map.articles().count(), "article"),
        counted(map.actors().count(), "actor"),
        counted(map.relations().count(), "relation"),
        counted(quotes.len(), "quote"),
    ];
    format!("{articles}, {actors}, {relations}, {quotes} ({unreviewed} unreviewed).")
}

//! `stancemap merge`: several saved maps become one.

use std::path::PathBuf;

use super::terminal::{self, Failed, Problems};
use crate::files::saved;
use crate::map::join;

/// Join saved maps into one
///
/// Articles with the same text become one, and so do actors with the same name. What a person decided outranks what
/// the machine read; where two people decided differently, the first map's word stands and the conflict is told.
#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// Saved maps, two or more; - reads one from standard input
    #[arg(required = true, num_args = 2.., value_name = "MAP.ron")]
    maps: Vec<PathBuf>,
    /// Write here; - or nothing writes to standard output
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
}

impl Merge {
    pub(super) fn run(self) -> Result<(), Failed> {
        let mut problems = Problems::default();
        let mut joined = None;
        for path in &self.maps {
            // What could be read is still written.
            let map = match terminal::map(path) {
                Ok(map) => map,
                Err(Failed) => {
                    problems.fail();
                    continue;
                }
            };
            let Some(whole) = &mut joined else {
                joined = Some(map);
                continue;
            };
            let plan = join(whole, &map);
            plan.conflicts
                .iter()
                .for_each(|conflict| terminal::note(&format_args!("{conflict}: {}", path.display())));
            if let Err(error) = whole.apply_all(plan.edits) {
                problems.tell(&format_args!("{error}: {}", path.display()));
            }
        }
        if let Some(whole) = joined {
            terminal::put(self.output.as_deref(), saved::to_text(&whole).as_bytes())?;
        }
        problems.end()
    }
}

//! The sample maps, carried inside the program so that they are there however it was installed.

use super::saved;
use crate::map::StanceMap;

/// A map that shows what the program does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// What it is called.
    pub name: &'static str,
    /// What it is about, in a line.
    pub about: &'static str,
    text: &'static str,
}

impl Sample {
    /// The map itself.
    ///
    /// # Errors
    /// Never for the maps of [`SAMPLES`], which a test opens.
    pub fn open(&self) -> Result<StanceMap, saved::LoadProblem> {
        saved::from_text(self.text)
    }
}

/// Every sample map.
pub const SAMPLES: &[Sample] = &[];

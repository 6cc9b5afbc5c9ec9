//! The maps that were open last.

use std::path::{Path, PathBuf};

use super::WriteError;
use super::settings::{keep, read};

const FILE: &str = "recent.ron";
const MOST: usize = 12;

/// Paths of maps, the latest first, at most twelve.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recent {
    paths: Vec<PathBuf>,
}

impl Recent {
    /// The list as it was saved; empty if there is none or it is broken.
    pub fn load() -> Self {
        let mut recent = Self::default();
        let saved: Vec<String> = read(FILE).unwrap_or_default();
        for path in saved.iter().rev().filter(|path| !path.is_empty()) {
            recent.add(Path::new(path));
        }
        recent
    }

    /// The paths, the latest first. Files may have gone since.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// Puts a map on top of the list; it is kept under its absolute path.
    pub fn add(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.paths.retain(|there| *there != path);
        self.paths.insert(0, path);
        self.paths.truncate(MOST);
    }

    /// Takes a map off the list.
    pub fn remove(&mut self, path: &Path) {
        self.paths.retain(|there| there != path);
    }

    /// Empties the list.
    pub fn clear(&mut self) {
        self.paths.clear();
    }

    /// Saves the list for the next start. Paths that are no text are left out.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn save(&self) -> Result<(), WriteError> {
        let paths: Vec<&str> = self.paths.iter().filter_map(|path| path.to_str()).collect();
        keep(FILE, &paths)
    }
}

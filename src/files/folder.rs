//! What lies in a folder.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A folder whose files cannot be listed.
#[derive(Debug)]
pub struct FolderError {
    /// What the system reports.
    pub problem: io::Error,
    /// The folder.
    pub path: PathBuf,
}

impl std::fmt::Display for FolderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.problem.kind() {
            ErrorKind::NotFound => write!(f, "there is no such folder; it may have been moved or renamed"),
            ErrorKind::NotADirectory => {
                write!(f, "this is not a folder; give the folder that holds the file")
            }
            ErrorKind::PermissionDenied => {
                write!(f, "you are not allowed to look into this folder; ask its owner or copy it")
            }
            _ => write!(f, "the folder could not be read ({})", self.problem),
        }?;
        write!(f, ": {}", self.path.display())
    }
}

impl std::error::Error for FolderError {}

/// The files right in `folder` whose names end in a dot and `ending`, by name.
///
/// # Errors
/// If the folder is not there or cannot be read.
pub fn files_in(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, FolderError> {
    let listed = || -> io::Result<Vec<PathBuf>> {
        let mut paths = Vec::new();
        for entry in folder.read_dir()? {
            let path = entry?.path();
            if path.extension().is_some_and(|there| there == ending) && !path.is_dir() {
                paths.push(path);
            }
        }
        paths.sort();
        Ok(paths)
    };
    listed().map_err(|problem| FolderError { problem, path: folder.to_owned() })
}

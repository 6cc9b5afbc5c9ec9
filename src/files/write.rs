//! Writing a file whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Why a file was not written. What was there before is untouched.
#[derive(Debug)]
pub struct WriteError {
    /// What went wrong.
    pub problem: WriteProblem,
    /// Where.
    pub path: PathBuf,
}

/// What can go wrong when a file is written.
#[derive(Debug)]
pub enum WriteProblem {
    /// The folder that should hold the file does not exist.
    NoFolder,
    /// The path names a folder.
    IsFolder,
    /// New files cannot be made in the folder.
    FolderReadOnly,
    /// The file is there and may not be changed.
    FileReadOnly,
    /// No room is left.
    DiskFull,
    /// Anything else that the system reports.
    Other(io::Error),
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.problem {
            WriteProblem::NoFolder => write!(f, "there is no such folder; make it first, or save elsewhere"),
            WriteProblem::IsFolder => write!(f, "this is a folder; give a file name"),
            WriteProblem::FolderReadOnly => {
                write!(f, "the folder does not allow new files; nothing was changed, so save elsewhere")
            }
            WriteProblem::FileReadOnly => {
                write!(f, "the file is read-only; it was left as it was, so save under another name")
            }
            WriteProblem::DiskFull => {
                write!(f, "the disk is full; nothing was changed, so make room or save elsewhere")
            }
            WriteProblem::Other(error) => {
                write!(f, "the file could not be written ({error}); nothing was changed")
            }
        }?;
        write!(f, ": {}", self.path.display())
    }
}

impl std::error::Error for WriteError {}

/// Replaces the file at `path`, or makes it, so that a reader sees the old bytes or the new ones and never a part.
///
/// A symbolic link stays a link: the file that it points to is replaced. The file's permissions stay; a new file gets
/// those that the system gives new files. Devices and pipes are written to directly.
///
/// # Errors
/// If the file cannot be written; it is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    replace(path, bytes).map_err(|problem| WriteError { problem, path: path.to_owned() })
}

fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteProblem> {
    let target = resolved(path)?;
    let there = match fs::metadata(&target) {
        Ok(there) => Some(there),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(problem(error)),
    };
    if there.as_ref().is_some_and(fs::Metadata::is_dir) || target.file_name().is_none() {
        return Err(WriteProblem::IsFolder);
    }
    if there.is_some() {
        // A rename would replace even a file that its owner protected against writing.
        let mut file = OpenOptions::new().write(true).open(&target).map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied => WriteProblem::FileReadOnly,
            _ => problem(error),
        })?;
        if there.as_ref().is_some_and(|there| !there.is_file()) {
            return file.write_all(bytes).map_err(problem);
        }
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(WriteProblem::NoFolder);
    }
    let mut draft = draft_in(folder).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => WriteProblem::FolderReadOnly,
        _ => problem(error),
    })?;
    draft.write_all(bytes).map_err(problem)?;
    if let Some(there) = there {
        draft.as_file().set_permissions(there.permissions()).map_err(problem)?;
    }
    draft.as_file().sync_all().map_err(problem)?;
    draft.persist(&target).map_err(|error| problem(error.error))?;
    // The rename itself lasts only once the folder is on the disk.
    sync_folder(folder);
    Ok(())
}

/// Makes sure that the names in a folder are on the disk. Where folders cannot be opened, they are as safe as they can be.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

fn draft_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".stancemap-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What `open` gives a new file; the system takes the umask off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

pub(super) fn problem(error: io::Error) -> WriteProblem {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => WriteProblem::NoFolder,
        ErrorKind::IsADirectory => WriteProblem::IsFolder,
        ErrorKind::ReadOnlyFilesystem => WriteProblem::FolderReadOnly,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => WriteProblem::DiskFull,
        _ => WriteProblem::Other(error),
    }
}

/// The path at the end of a chain of symbolic links, which need not exist.
fn resolved(path: &Path) -> Result<PathBuf, WriteProblem> {
    let mut at = path.to_owned();
    // As many steps as Linux takes.
    for _ in 0..40 {
        match fs::read_link(&at) {
            Ok(next) => at = at.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(at),
        }
    }
    Err(WriteProblem::Other(io::Error::other("too many symbolic links")))
}

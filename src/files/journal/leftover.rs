//! Work that an earlier run of the program left behind.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

use super::frame::{self, Entry};
use super::{ENDING, Head, Journal, Target};
use crate::files::{files_in, saved};
use crate::map::{NamedStep, StanceMap};

/// Work that was not saved when the program ended. Nobody else is offered it as long as this lives.
#[derive(Debug)]
pub struct Leftover {
    /// What the map is called, if it has no file.
    pub name: String,
    /// The file that the map belongs to.
    pub file: Option<PathBuf>,
    /// Whether that file is no longer what it was, or gone.
    pub file_changed: bool,
    /// How many steps are not in the file.
    pub changes: usize,
    /// The name of the last step.
    pub last: String,
    /// When that step was done.
    pub at: Timestamp,
    /// How many steps of the journal are in the file.
    saved: Option<usize>,
    journal: Journal,
}

/// Work that is there again.
#[derive(Debug)]
pub struct Restored {
    /// The map as the journal begins.
    pub base: StanceMap,
    /// All that was done to it since.
    pub steps: Vec<NamedStep>,
    /// After how many steps the map was saved last; `None` if what is in the file is none of its states.
    pub saved: Option<usize>,
    /// Where the map belongs. If its file was changed by somebody else since, this is the path of a copy beside it,
    /// where nothing is yet.
    pub path: Option<PathBuf>,
    /// The journal, for what is done next.
    pub journal: Journal,
}

/// What other runs left in `folder`, the latest first. Journals that a running program writes are left out; those that
/// hold nothing but what is saved are removed.
pub fn leftovers(folder: &Path) -> Vec<Leftover> {
    // A folder that is not there holds nothing.
    let paths = files_in(folder, ENDING).unwrap_or_default();
    let mut found: Vec<Leftover> = paths.into_iter().filter_map(leftover).collect();
    found.sort_by_key(|work| std::cmp::Reverse(work.at));
    found
}

fn leftover(path: PathBuf) -> Option<Leftover> {
    let mut file = OpenOptions::new().read(true).write(true).open(&path).ok().filter(is_free)?;
    let bytes = contents(&mut file)?;
    // What a newer program wrote is left alone.
    let (entries, filled) = match frame::entries(&bytes) {
        Some(read) => read,
        None if frame::OPENING.as_bytes().starts_with(&bytes) => Default::default(),
        None => return None,
    };
    let heads: Option<Vec<Head>> = entries.iter().map(|entry| ron::from_str(entry.head).ok()).collect();
    let mut heads = heads?.into_iter();
    let old = is_old(&file);
    let journal = Journal { file, path, filled: filled as u64 };
    let Some(Head::Began { name, at, file }) = heads.next() else {
        // It was broken off before it began, or is just being begun.
        if old {
            journal.remove();
        }
        return None;
    };
    let mut work = Leftover {
        name,
        file: None,
        file_changed: false,
        changes: 0,
        last: String::new(),
        at: time(at),
        saved: None,
        journal,
    };
    let mut steps = Vec::new();
    let mut files: Vec<(usize, Target)> = file.map(|file| (0, file)).into_iter().collect();
    for head in heads {
        match head {
            Head::Began { .. } => return None,
            Head::Step { name, at, goes_on } => {
                (work.last, work.at) = (name, time(at));
                steps.push(goes_on);
            }
            Head::Saving { steps, file } => files.push((steps, file)),
        }
    }
    // A save that was broken off left the file as it was before.
    let is_there =
        |file: &Target| saved::checksum_at(&file.path).is_some_and(|sum| Some(sum) == file.checksum);
    if let Some((steps, target)) = files.iter().rev().find(|(_, file)| is_there(file)) {
        (work.saved, work.file) = (Some(*steps), Some(target.path.clone()));
    } else if let Some((_, target)) = files.pop() {
        (work.file_changed, work.file) = (true, Some(target.path));
    }
    work.changes = steps.iter().skip(work.saved.unwrap_or(0)).filter(|goes_on| !**goes_on).count();
    if steps.len() <= work.saved.unwrap_or(0) {
        work.journal.remove();
        return None;
    }
    // A nudge may go on from one that was saved.
    work.changes = work.changes.max(1);
    Some(work)
}

/// Whether nobody else holds the file.
fn is_free(file: &File) -> bool {
    !matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

/// Whether nobody has written to the file for an hour.
fn is_old(file: &File) -> bool {
    let written = file.metadata().and_then(|about| about.modified()).ok();
    written.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > Duration::from_secs(3_600))
}

fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or_default()
}

fn contents(file: &mut File) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0)).ok()?;
    file.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

impl Leftover {
    /// What to call the map: its file's name, or its own.
    pub fn title(&self) -> String {
        let file = self.file.as_deref().and_then(Path::file_name);
        file.map_or_else(|| self.name.clone(), |name| name.to_string_lossy().into_owned())
    }

    /// Brings the work back. If that fails, the journal stays where it is.
    ///
    /// # Errors
    /// A sentence that says why it cannot be brought back.
    pub fn restore(self) -> Result<Restored, String> {
        let Self { file, file_changed, saved, mut journal, .. } = self;
        let at = journal.path.display().to_string();
        let bytes = contents(&mut journal.file).ok_or_else(|| format!("the journal cannot be read: {at}"))?;
        let (entries, _) = frame::entries(&bytes).unwrap_or_default();
        let [Entry { body: base, .. }, entries @ ..] = entries.as_slice() else {
            return Err(format!("the journal is empty: {at}"));
        };
        let base = saved::from_text(base).map_err(|problem| format!("{problem}: {at}"))?;
        let mut map = base.clone();
        let mut steps = Vec::new();
        for entry in entries {
            let Ok(Head::Step { name, goes_on, .. }) = ron::from_str(entry.head) else { continue };
            let diff = saved::step::read(entry.body, &map)
                .ok_or_else(|| format!("a change in the journal makes no sense (“{name}”): {at}"))?;
            map.patch(&diff);
            steps.push(NamedStep { name, diff: diff.into(), goes_on });
        }
        StanceMap::new(map.records().clone()).map_err(|problems| {
            let what = problems.first().map(ToString::to_string).unwrap_or_default();
            format!("the changes in the journal do not fit together ({what}): {at}")
        })?;
        // What is appended next follows the last whole entry.
        journal.file.set_len(journal.filled).map_err(|error| format!("{error}: {at}"))?;
        journal.file.seek(SeekFrom::End(0)).map_err(|error| format!("{error}: {at}"))?;
        let path = if file_changed { file.as_deref().map(copy_beside) } else { file };
        Ok(Restored { base, steps, saved, path, journal })
    }

    /// The path of the copy that is made because the file was changed by somebody else.
    pub fn copy(&self) -> Option<PathBuf> {
        self.file.as_deref().filter(|_| self.file_changed).map(copy_beside)
    }

    /// Gives the work up.
    pub fn discard(self) {
        self.journal.remove();
    }
}

/// "libya (recovered).ron" beside "libya.ron", with a number if that is taken.
fn copy_beside(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let names = std::iter::once(format!("{stem} (recovered)"))
        .chain((2..).map(|number| format!("{stem} (recovered {number})")));
    let mut paths = names.map(|name| path.with_file_name(name).with_extension("ron"));
    paths.find(|path| !path.exists()).unwrap_or_else(|| path.to_owned())
}

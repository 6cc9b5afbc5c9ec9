//! Work that an earlier run of the program left behind.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

use super::frame::{self, Entry};
use super::{ENDING, Head, Journal, Target};
use crate::files::files_in;
use crate::files::saved::{self, Trace};
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
    /// What the file held when the work was found, unless somebody else had changed it by then.
    trace: Option<Trace>,
    /// How many steps of the journal are in the file.
    saved: Option<usize>,
    /// Whether something follows the last entry that is whole.
    torn: bool,
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
    /// What was there when the work was found; `None` if nothing.
    pub trace: Option<Trace>,
    /// The journal, for what is done next.
    pub journal: Journal,
    /// What could not be brought back, if anything.
    pub left_out: Option<LeftOut>,
}

/// A part of a journal that makes no sense, be it that the disk altered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The first step that could not be done again; `None` if not even its name can be read.
    pub first: Option<String>,
    /// A copy of the journal as it was found.
    pub copy: PathBuf,
}

/// What other runs left in `folder`, the latest first. Journals that a running program writes are left out; those that
/// hold nothing but what is saved are removed, or renamed if a part of them makes no sense.
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
    let torn = bytes.len() > filled;
    let journal = Journal { file, path, filled: filled as u64 };
    let Some(Head::Began { name, at, file }) = heads.next() else {
        // It was broken off before it began, or is just being begun.
        if old {
            journal.retire(bytes.len() > frame::OPENING.len());
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
        trace: None,
        saved: None,
        torn,
        journal,
    };
    let mut steps = Vec::new();
    let mut files: Vec<(usize, Target)> = file.map(|file| (0, file)).into_iter().collect();
    // The last of them that is known to have been written, if the work had a file at all.
    let mut home = (!files.is_empty()).then_some(0);
    for head in heads {
        match head {
            Head::Began { .. } => return None,
            Head::Step { name, at, goes_on } => {
                (work.last, work.at) = (name, time(at));
                steps.push(goes_on);
            }
            Head::Saving { steps, file } => files.push((steps, file)),
            Head::Saved { steps, file } => {
                home = Some(files.len());
                files.push((steps, file));
            }
        }
    }
    // A save that was broken off left the file as it was before; one to another file that came true has left the first
    // file behind.
    let home_path = home.map(|home| files[home].1.path.clone());
    let later = files.split_off(home.unwrap_or(0));
    let earlier = files.into_iter().filter(|(_, file)| Some(&file.path) == home_path.as_ref());
    let likely: Vec<(usize, Target)> = earlier.chain(later).collect();
    if let Some((steps, target)) = likely.into_iter().rev().find(|(_, file)| is_there(file)) {
        work.trace = Trace::of(&target.path);
        (work.saved, work.file) = (Some(steps), Some(target.path));
    } else {
        (work.file_changed, work.file) = (home_path.is_some(), home_path);
    }
    work.changes = steps.iter().skip(work.saved.unwrap_or(0)).filter(|goes_on| !**goes_on).count();
    if steps.len() <= work.saved.unwrap_or(0) {
        work.journal.retire(torn);
        return None;
    }
    // A nudge may go on from one that was saved.
    work.changes = work.changes.max(1);
    Some(work)
}

/// Whether that state is in that file, whole: what the first lines claim is not enough to give the journal up for.
fn is_there(file: &Target) -> bool {
    file.checksum.is_some()
        && saved::checksum_at(&file.path) == file.checksum
        && saved::load(&file.path).is_ok()
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

    /// Brings the work back, as far as the journal makes sense; of the rest a copy is kept. If nothing can be brought
    /// back, the journal stays.
    ///
    /// # Errors
    /// A sentence that says why it cannot be brought back, and where the journal is.
    pub fn restore(self) -> Result<Restored, String> {
        let Self { file, file_changed, trace, saved, torn, mut journal, .. } = self;
        let at = journal.path.display().to_string();
        let bytes = contents(&mut journal.file).ok_or_else(|| format!("the journal cannot be read: {at}"))?;
        let (entries, filled) = frame::entries(&bytes).unwrap_or_default();
        let [Entry { body, end, .. }, entries @ ..] = entries.as_slice() else {
            return Err(format!("the journal is empty: {at}"));
        };
        let base = saved::from_text(body).map_err(|problem| format!("{problem}: {at}"))?;
        let (steps, used) = replay(&base, entries);
        let first = entries.get(used).and_then(step_name);
        let left_out = if used < entries.len() || torn {
            if saved.is_some_and(|saved| steps.len() <= saved) {
                let aside = journal.set_aside()?;
                return Err(format!(
                    "the changes that are not in the file make no sense; they are kept: {}",
                    aside.display()
                ));
            }
            Some(LeftOut { first, copy: journal.copy_aside()? })
        } else {
            None
        };
        // What is appended next follows the last entry that makes sense.
        let end = used.checked_sub(1).map_or(*end, |last| entries[last].end).min(filled) as u64;
        journal.file.set_len(end).map_err(|error| format!("{error}: {at}"))?;
        journal.file.seek(SeekFrom::End(0)).map_err(|error| format!("{error}: {at}"))?;
        journal.filled = end;
        let path = if file_changed { file.as_deref().map(copy_beside) } else { file };
        Ok(Restored { base, steps, saved, path, trace, journal, left_out })
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

/// The steps that can be done again, and how many of the entries they and what stands between them take up.
fn replay(base: &StanceMap, entries: &[Entry<'_>]) -> (Vec<NamedStep>, usize) {
    let (steps, used, map) = replay_until(base, entries, |_| false);
    if is_whole(&map) {
        return (steps, used);
    }
    // Looking at the whole map after every step is dear: it is only done where it has to be.
    let (steps, used, _) = replay_until(base, entries, |map| !is_whole(map));
    (steps, used)
}

/// Does the steps again up to the first that makes no sense, or after which the map is no good.
fn replay_until(
    base: &StanceMap,
    entries: &[Entry<'_>],
    is_bad: impl Fn(&StanceMap) -> bool,
) -> (Vec<NamedStep>, usize, StanceMap) {
    let mut map = base.clone();
    let mut steps = Vec::new();
    for (used, entry) in entries.iter().enumerate() {
        let Ok(Head::Step { name, goes_on, .. }) = ron::from_str(entry.head) else { continue };
        let Some(diff) = saved::step::read(entry.body, &map) else { return (steps, used, map) };
        map.patch(&diff);
        if is_bad(&map) {
            return (steps, used, map);
        }
        steps.push(NamedStep { name, diff: diff.into(), goes_on });
    }
    (steps, entries.len(), map)
}

fn is_whole(map: &StanceMap) -> bool {
    StanceMap::new(map.records().clone()).is_ok()
}

fn step_name(entry: &Entry<'_>) -> Option<String> {
    match ron::from_str(entry.head) {
        Ok(Head::Step { name, .. }) => Some(name),
        _ => None,
    }
}

/// "libya (recovered).ron" beside "libya.ron", with a number if that is taken.
fn copy_beside(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let first = std::iter::once(format!("{stem} (recovered).ron"));
    let names = first.chain((2..).map(|number| format!("{stem} (recovered {number}).ron")));
    let mut paths = names.map(|name| path.with_file_name(name));
    paths.find(|path| !path.exists()).unwrap_or_else(|| path.to_owned())
}

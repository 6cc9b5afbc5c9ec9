//! Standard input, output and error, and files named on the command line.

use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;

use crate::files::{saved, write};
use crate::map::StanceMap;

/// Something went wrong that stderr has already told of.
#[derive(Debug)]
pub(super) struct Failed;

/// Collects problems: each is told at once, and the command goes on with what it has.
#[derive(Debug, Default)]
pub(super) struct Problems {
    any: bool,
}

impl Problems {
    /// Tells of a problem.
    pub(super) fn tell(&mut self, problem: &dyn std::fmt::Display) {
        self.any = true;
        complain(problem);
    }

    /// Notes a problem that was told already.
    pub(super) fn fail(&mut self) {
        self.any = true;
    }

    /// How the command ends.
    pub(super) fn end(self) -> Result<(), Failed> {
        if self.any { Err(Failed) } else { Ok(()) }
    }
}

/// One line on stderr. If nobody can read it, there is nobody to tell.
pub(super) fn complain(problem: &dyn std::fmt::Display) {
    let _ = writeln!(io::stderr(), "stancemap: {problem}");
}

/// Complains and fails.
pub(super) fn fail<T>(problem: &dyn std::fmt::Display) -> Result<T, Failed> {
    complain(problem);
    Err(Failed)
}

/// A note on stderr that is no problem.
pub(super) fn note(note: &dyn std::fmt::Display) {
    let _ = writeln!(io::stderr(), "note: {note}");
}

/// Whether progress may be shown.
pub(super) fn shows_progress() -> bool {
    io::stderr().is_terminal()
}

/// Overwrites the line on stderr.
pub(super) fn progress(line: &str) {
    let _ = write!(io::stderr(), "\r\u{1b}[K{line}");
    let _ = io::stderr().flush();
}

pub(super) fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// All of standard input, up to `most` bytes and one more, so that too much can be told.
pub(super) fn standard_input(most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A saved map from a file or from standard input.
pub(super) fn map(path: &Path) -> Result<StanceMap, Failed> {
    if !is_dash(path) {
        return saved::load(path).or_else(|error| fail(&error));
    }
    let bytes = match standard_input(u64::MAX - 1) {
        Ok(bytes) => bytes,
        Err(error) => return fail(&format_args!("standard input could not be read ({error})")),
    };
    saved::from_bytes(&bytes).or_else(|problem| fail(&format_args!("{problem}: standard input")))
}

/// Writes to a file, whole or not at all, or to standard output.
pub(super) fn put(output: Option<&Path>, bytes: &[u8]) -> Result<(), Failed> {
    if let Some(path) = output.filter(|path| !is_dash(path)) {
        return write(path, bytes).or_else(|error| fail(&error));
    }
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        // Whoever reads has had enough, as `head` has.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => fail(&format_args!("standard output could not be written ({error})")),
    }
}

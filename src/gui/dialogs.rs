//! The system's file dialogs, opened beside the window so that it goes on.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::jobs::Task;

/// What a file is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    OpenMap,
    AddArticles,
    SaveMap,
    ExportSvg,
    ExportPng,
    ExportCsv,
    ExportTable,
    ExportJson,
    ImportDictionary,
    ExportDictionary,
}

impl Purpose {
    /// The title of the dialog.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::OpenMap => "Open map",
            Self::AddArticles => "Add articles",
            Self::SaveMap => "Save map",
            Self::ExportSvg => "Export picture as SVG",
            Self::ExportPng => "Export picture as PNG",
            Self::ExportCsv => "Export quotes as CSV",
            Self::ExportTable => "Save rows as CSV",
            Self::ExportJson => "Export map as JSON",
            Self::ImportDictionary => "Import a dictionary",
            Self::ExportDictionary => "Export the dictionary",
        }
    }

    /// Whether a file is written rather than read.
    pub(crate) fn writes(self) -> bool {
        !matches!(self, Self::OpenMap | Self::AddArticles | Self::ImportDictionary)
    }

    /// The ending of files that are written.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::OpenMap | Self::SaveMap | Self::ImportDictionary | Self::ExportDictionary => "ron",
            Self::AddArticles => "txt",
            Self::ExportSvg => "svg",
            Self::ExportPng => "png",
            Self::ExportCsv | Self::ExportTable => "csv",
            Self::ExportJson => "json",
        }
    }

    fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::OpenMap | Self::SaveMap => ("Stance maps", &["ron"]),
            Self::AddArticles => ("Articles", &["txt", "text", "md", "html", "htm", "xhtml"]),
            Self::ExportSvg => ("SVG pictures", &["svg"]),
            Self::ExportPng => ("PNG pictures", &["png"]),
            Self::ExportCsv | Self::ExportTable => ("CSV tables", &["csv"]),
            Self::ExportJson => ("JSON", &["json"]),
            Self::ImportDictionary | Self::ExportDictionary => ("Dictionaries", &["ron"]),
        }
    }
}

/// What came of a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Chosen(Vec<PathBuf>),
    /// What was named is there once it has its ending, and the dialog did not ask about that.
    Taken(PathBuf),
    Cancelled,
    /// This desktop has no file dialog to show.
    Unavailable,
}

/// No person closes a dialog so soon after it was asked for: it was never shown.
const NEVER_SHOWN: Duration = Duration::from_millis(250);

/// A dialog that is open.
pub(crate) struct Dialog {
    pub(crate) purpose: Purpose,
    task: Task<Answer>,
}

impl Dialog {
    /// Opens the dialog for `purpose`, in the folder and with the name of `near` if there is one.
    pub(crate) fn open(
        purpose: Purpose,
        near: Option<PathBuf>,
        wake: impl FnOnce() + Send + 'static,
    ) -> Self {
        Self { purpose, task: Task::start(move || ask(purpose, near), wake) }
    }

    /// The answer, once there is one.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        Some(self.task.take()?.unwrap_or(Answer::Unavailable))
    }
}

fn ask(purpose: Purpose, near: Option<PathBuf>) -> Answer {
    let (name, endings) = purpose.filter();
    let mut dialog = rfd::FileDialog::new().set_title(purpose.title()).add_filter(name, endings);
    if purpose == Purpose::AddArticles {
        dialog = dialog.add_filter("All files", &["*"]);
    }
    if let Some(near) = near {
        if let Some(folder) = near.parent().filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        if let Some(name) = near.file_name().filter(|_| purpose.writes()) {
            dialog = dialog.set_file_name(name.to_string_lossy());
        }
    }
    let asked = Instant::now();
    let chosen = match purpose {
        Purpose::AddArticles => dialog.pick_files(),
        Purpose::OpenMap | Purpose::ImportDictionary => dialog.pick_file().map(|path| vec![path]),
        _ => {
            let named = dialog.save_file();
            let path = named.clone().map(|path| with_extension(path, purpose));
            if let Some(path) = path.clone().filter(|path| named != Some(path.clone()) && path.exists()) {
                return Answer::Taken(path);
            }
            path.map(|path| vec![path])
        }
    };
    match chosen {
        Some(paths) => Answer::Chosen(paths),
        None if asked.elapsed() < NEVER_SHOWN => Answer::Unavailable,
        None => Answer::Cancelled,
    }
}

/// Adds the ending that belongs to the purpose where a name has another or none: what follows a dot, such as the year in
/// "libya.2019", need not be an ending.
pub(crate) fn with_extension(path: PathBuf, purpose: Purpose) -> PathBuf {
    let has_it = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(purpose.extension()));
    match path.file_name() {
        Some(name) if purpose.writes() && !has_it => {
            let mut name = name.to_owned();
            name.push(format!(".{}", purpose.extension()));
            path.with_file_name(name)
        }
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_added_and_nothing_is_lost() {
        for (name, purpose, expected) in [
            ("libya", Purpose::SaveMap, "libya.ron"),
            ("libya.2019", Purpose::SaveMap, "libya.2019.ron"),
            ("libya.2019.ron", Purpose::SaveMap, "libya.2019.ron"),
            ("in.there/Libya.RON", Purpose::SaveMap, "in.there/Libya.RON"),
            ("libya v1.2", Purpose::ExportPng, "libya v1.2.png"),
            ("libya.2019", Purpose::OpenMap, "libya.2019"),
        ] {
            assert_eq!(with_extension(name.into(), purpose), PathBuf::from(expected));
        }
    }
}

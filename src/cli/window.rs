//! `stancemap [FILE]…`: the window.

use std::ffi::{OsStr, OsString};
use std::process::ExitCode;

use clap::CommandFactory;

use super::Arguments;

/// Whether the arguments name no subcommand and ask for nothing else: no argument at all, or a file first.
pub(super) fn is_meant(arguments: &[OsString]) -> bool {
    let Some(first) = arguments.get(1) else { return true };
    let first = first.as_os_str();
    let known = Arguments::command().get_subcommands().any(|command| first == OsStr::new(command.get_name()));
    // The window takes no options: one among the files is wrong usage, which the parser tells.
    let mut before = arguments[1..].iter().take_while(|argument| *argument != "--");
    let option = before.any(|argument| argument.as_encoded_bytes().starts_with(b"-"));
    !known && first != "help" && !option
}

/// Opens the window on `files`.
#[cfg(feature = "gui")]
pub(super) fn open(files: &[OsString]) -> ExitCode {
    use std::path::PathBuf;

    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !set("DISPLAY") && !set("WAYLAND_DISPLAY") {
        super::terminal::complain(&format_args!(
            "there is no screen to open a window on; `stancemap read {}` reads articles without one",
            example(files)
        ));
        return ExitCode::FAILURE;
    }
    let files: Vec<PathBuf> = files.iter().filter(|file| *file != "--").map(PathBuf::from).collect();
    crate::gui::run(files)
}

/// Says that there is no window.
#[cfg(not(feature = "gui"))]
pub(super) fn open(files: &[OsString]) -> ExitCode {
    super::terminal::complain(&format_args!(
        "this build has no window; `stancemap read {}` reads articles without one",
        example(files)
    ));
    ExitCode::FAILURE
}

fn example(files: &[OsString]) -> String {
    files
        .iter()
        .find(|file| *file != "--")
        .map_or("FILE".to_owned(), |file| file.to_string_lossy().into_owned())
}

//! The window.

/// Opens the window on saved maps and articles, and returns when it is closed.
pub fn run(_files: Vec<std::path::PathBuf>) -> std::process::ExitCode {
    std::process::ExitCode::FAILURE
}

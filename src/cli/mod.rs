//! The command line.
//!
//! What happens here: arguments are parsed, one subcommand a file; problems go to stderr with the path they concern,
//! results to stdout or to the file asked for. What never happens here: no prose is read, no record changed and no
//! coordinate computed; the other rooms do that.

mod check;
mod evaluate;
mod export;
mod merge;
mod read;
mod terminal;
mod window;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads news articles offline and maps who backs and who opposes whom.
///
/// Without a subcommand, `stancemap [FILE]…` opens the window on maps or articles.
#[derive(Debug, Parser)]
#[command(name = "stancemap", version, max_term_width = 100, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "A dash (-) stands for standard input or output. Exit status: 0 on success, 1 for a problem \
    with the input (what could be read is still written), 2 for wrong usage.";

#[derive(Debug, Subcommand)]
enum Command {
    Read(read::Read),
    Export(export::Export),
    Merge(merge::Merge),
    Check(check::Check),
    Evaluate(evaluate::Evaluate),
}

/// Runs the program: 0 on success, 1 for a problem with the input, 2 for wrong usage.
pub fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    if window::is_meant(&arguments) {
        return window::open(&arguments[1..]);
    }
    let result = match Arguments::parse().command {
        Command::Read(read) => read.run(),
        Command::Export(export) => export.run(),
        Command::Merge(merge) => merge.run(),
        Command::Check(check) => check.run(),
        Command::Evaluate(evaluate) => evaluate.run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(terminal::Failed) => ExitCode::FAILURE,
    }
}

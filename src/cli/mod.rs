//! The command line.
//!
//! What happens here: arguments are parsed, one subcommand a file; problems go to stderr with the path they concern,
//! results to stdout or to the file asked for. What never happens here: no prose is read, no record changed and no
//! coordinate computed; the other rooms do that.

mod read;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "stancemap", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read articles without a window
    Read(read::Read),
}

/// Runs the program: 0 on success, 1 for a problem with the input, 2 for wrong usage.
pub fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Read(read) => read.run(),
    }
}

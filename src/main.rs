//! Parses the arguments and hands over to the window or to the command line.

fn main() -> std::process::ExitCode {
    stancemap::cli::main()
}

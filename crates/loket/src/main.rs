//! Starts the program: reads the command line, runs one command, and ends with its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    loket::share_heaps();
    loket::run(std::env::args_os())
}

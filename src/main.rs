//! The program's entry point; all other code is in the library crate.

use std::process::ExitCode;

fn main() -> ExitCode {
    newsreader::cli::main()
}

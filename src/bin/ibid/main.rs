//! The command `ibid`: arguments in, exit code out. The only room with files, standard streams,
//! environment, colour and exit codes.

mod cli;
mod extract;
mod failure;
mod input;
mod parse;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use failure::Failure;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Extract(args) => extract::run(&args),
        Command::Parse(args) => parse::run(&args),
    };
    outcome.unwrap_or_else(Failure::report)
}

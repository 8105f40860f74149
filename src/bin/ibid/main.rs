//! The command `ibid`: arguments in, exit code out. The only room with files, standard streams,
//! environment, colour and exit codes.

mod annotate;
mod check;
mod claims;
mod cli;
mod clock;
mod defaults;
mod diff;
mod document;
mod editor;
mod explain;
mod export;
mod extract;
mod failure;
mod fmt;
mod init;
mod input;
mod merge;
mod parse;
mod printer;
#[cfg(feature = "pdf")]
mod quiet;
mod review;
mod rules;
mod schema;
mod selection;
mod shelf;
mod target;
mod terminal;

use std::process::ExitCode;

use cli::Command;
use failure::Failure;

fn main() -> ExitCode {
    #[cfg(feature = "pdf")]
    quiet::hush_pdf_reader();
    let outcome = defaults::arguments().and_then(run);
    outcome.unwrap_or_else(Failure::report)
}

fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Annotate(args) => annotate::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Fmt(args) => fmt::run(&args),
        Command::Merge(args) => merge::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Parse(args) => parse::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Init => init::run(),
        Command::Schema => schema::run(),
    }
}

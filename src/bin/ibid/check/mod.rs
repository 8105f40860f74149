//! `ibid check`: articles and libraries in, findings out; the command for CI.
//!
//! The journey: [`config`] finds the settings, [`targets`] the files, [`examine`] checks one of them, [`print`]
//! prints what was found.

pub(crate) mod config;
mod examine;
mod print;
mod targets;

use std::path::PathBuf;
use std::process::ExitCode;

use ibid::lint::{Checked, Context};
use rayon::prelude::*;

use crate::clock;
use crate::failure::Failure;
use config::Config;
use print::Format;

/// Arguments of `ibid check`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 nothing found at or above the failing level, 1 something found, 2 could not run.\n\n\
    Examples:\n  ibid check paper.txt\n  ibid check bib/ --format github\n  ibid check --select all --fail-on error ."
)]
pub(crate) struct Args {
    /// Articles, .bib files, or folders to search for both; `-` is an article on standard input
    #[arg(default_value = ".", value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Count findings by rule instead of printing them
    #[arg(long)]
    statistics: bool,

    #[command(flatten)]
    rules: config::Flags,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let config = Config::load(&args.rules)?;
    let targets = targets::targets(&args.paths, &config)?;
    let context = Context { year: clock::year() };
    let checked: Vec<Vec<Checked>> =
        targets.par_iter().map(|t| examine::examine(t, &config, context)).collect::<Result<_, _>>()?;
    let checked: Vec<Checked> = checked.into_iter().flatten().collect();
    print::print(&checked, args.format, args.statistics)?;
    let failing = checked.iter().any(|c| c.fails(&config.settings));
    Ok(if failing { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

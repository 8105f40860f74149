//! `ibid extract`: articles in, a library out.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use ibid::output::json::ArticleJson;

use crate::failure::Failure;
use crate::input;

/// Arguments of `ibid extract`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Articles to read; `-` is standard input
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<PathBuf>,

    /// Write nothing; print the reading instead
    #[arg(long)]
    dry_run: bool,

    /// How to print the reading
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Human,
    Json,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    for path in &args.articles {
        let article = input::article(path)?;
        let extraction = ibid::extract(&article);
        if args.format == Format::Json {
            serde_json::to_writer(&mut out, &ArticleJson::new(&article, &extraction))
                .map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

//! `ibid extract`: articles in, a library out.
//!
//! The journey: [`read`] reads the articles, several at a time; [`write`] merges each into its pair of files;
//! [`summary`] says what came of it.

mod read;
mod summary;
mod write;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use ibid::lint::{Context, Levels, check_article};
use ibid::output::json::ArticleJson;

use crate::clock;
use crate::failure::Failure;
use read::Read;
pub(crate) use write::unreadable;

const EXAMPLES: &str = "\
Examples:
  ibid extract paper.txt                 write bib/paper.bib and bib/paper.toml, or merge into them
  ibid extract chapters/*.md -o library  several articles into one library
  ibid extract --dry-run paper.txt       show what would change, as a diff
  ibid extract --dry-run --format json paper.txt | jq .citations

What you have written or changed in either file stays, in this and every later run.";

/// Arguments of `ibid extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Articles to read; `-` is standard input
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<PathBuf>,

    /// Folder of the library
    #[arg(short, long, default_value = "bib", value_name = "DIR")]
    output: PathBuf,

    /// Write nothing; show what would change, or the reading as JSON
    #[arg(long)]
    dry_run: bool,

    /// How to print the reading
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A summary for people
    Human,
    /// One JSON object an article
    Json,
}

/// How many articles are read before any is written: bounds the memory.
const BATCH: usize = 64;

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let progress = read::progress(args.articles.len());
    let mut writer = write::Writer::new(&args.output, args.dry_run);
    let mut code = ExitCode::SUCCESS;
    for batch in args.articles.chunks(BATCH) {
        for outcome in read::articles(batch, &progress) {
            if let Err(failure) = outcome.and_then(|read| one(args, &read, &mut writer, &mut out)) {
                if matches!(failure, Failure::ClosedPipe) {
                    return Err(failure);
                }
                code = progress.suspend(|| failure.report());
            }
        }
    }
    progress.finish_and_clear();
    out.flush()?;
    Ok(code)
}

/// Writes and prints what one article gave.
fn one(args: &Args, read: &Read, writer: &mut write::Writer, out: &mut impl Write) -> Result<(), Failure> {
    read.warn();
    let json = args.format == Format::Json;
    if json {
        let context = Context { year: clock::year() };
        let findings = check_article(&read.article, &read.extraction, context, &Levels::default());
        serde_json::to_writer(&mut *out, &ArticleJson::new(&read.article, &read.extraction, &findings))
            .map_err(io::Error::from)?;
        writeln!(out)?;
    }
    if json && args.dry_run {
        return Ok(());
    }
    let written = writer.write(read)?;
    match (json, args.dry_run) {
        (true, _) => {}
        (false, true) => summary::diff(&written, out)?,
        (false, false) => summary::print(read, &written, out)?,
    }
    Ok(out.flush()?)
}

//! `ibid claims`: which claims cite which sources, asked from either side.

mod reasons;
mod table;
mod texts;
mod uncited;

use std::collections::{HashMap, HashSet};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ibid::library::search::Words;
use ibid::library::{Answer, Fault, Library, Query};
use ibid::output::claims::{ClaimRow, HEADER, cells, csv, json_lines, markdown};
use ibid::output::sources::Works;
use ibid::output::visible::visible;

use crate::failure::Failure;
use crate::terminal;
use reasons::{reasons, renamed};
use table::table;
use texts::{Texts, candidates, read, works};
use uncited::print_uncited;

const EXAMPLES: &str = "\
Examples:
  ibid claims                                   all claims of the library in bib/
  ibid claims --source spechler2008russia       what is taken from one source
  ibid claims --claim 'energy prices'           claims about these words, and who is cited for them
  ibid claims paper.txt --number 4              claims of an article that cite its reference 4
  ibid claims --uncited                         references that no claim cites
  ibid claims --single-source --format csv      claims that rest on one source, as CSV";

/// Arguments of `ibid claims`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Folders of libraries, files of them, or articles
    #[arg(default_value = "bib", value_name = "LIBRARY|ARTICLE")]
    paths: Vec<PathBuf>,

    /// Claims that cite the entry with this key; given several times, any of them
    #[arg(long, value_name = "KEY")]
    source: Vec<String>,

    /// Claims about these words, in any of their forms, the best first
    #[arg(long, value_name = "TEXT")]
    claim: Option<String>,

    /// Claims that cite the reference with this printed number; given several times, any of them
    #[arg(long, value_name = "N")]
    number: Vec<u32>,

    /// Claims below a heading that contains these words
    #[arg(long, value_name = "TEXT")]
    section: Option<String>,

    /// Claims that rest on one source
    #[arg(long)]
    single_source: bool,

    /// References that no claim cites, instead of claims
    #[arg(long, conflicts_with_all = ["source", "claim", "number", "section", "single_source"])]
    uncited: bool,

    /// At most this many claims
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A table as wide as the terminal
    Table,
    /// One JSON object a line
    Json,
    /// CSV with a header
    Csv,
    /// A table in Markdown
    Markdown,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut texts = Vec::new();
    for path in &args.paths {
        texts.extend(read(path)?);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    if args.uncited {
        print_uncited(args, &texts, &mut out)?;
    } else {
        print_claims(args, &texts, query(args)?, &mut out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn print_claims(args: &Args, texts: &[Texts], query: Query, out: &mut impl Write) -> Result<(), Failure> {
    let limit = args.limit.unwrap_or(usize::MAX);
    let claims = candidates(&query, texts, limit);
    let mut answers = query.answers(&claims.library);
    let found = answers.len() + claims.unread;
    if found == 0
        && let Some(sources) = renamed(&query.sources, texts)
    {
        return print_claims(args, texts, Query { sources, ..query }, out);
    }
    answers.truncate(limit);
    // Only now the entries, and only of what is printed: reading all of a large library takes longer.
    let mut shown: HashMap<usize, HashSet<&str>> = HashMap::new();
    for claim in answers.iter().map(|answer| answer.claim) {
        shown.entry(claim.volume).or_default().extend(claim.record.cites.iter().map(String::as_str));
    }
    let works = works(texts, &shown)?;
    warn(&works);
    let works = Works::of(&works);
    let row = |answer: &Answer<'_>| {
        let row = ClaimRow::new(answer, &works);
        let spot = texts.get(answer.claim.volume).and_then(|text| text.spot(&row.id)).cloned();
        ClaimRow { spot, ..row }
    };
    let rows: Vec<ClaimRow> = answers.iter().map(row).collect();
    match args.format {
        Format::Json => json_lines(&rows, &mut *out)?,
        Format::Csv => csv(&HEADER, &cells(&rows), &mut *out)?,
        Format::Markdown => markdown(&HEADER, &cells(&rows), &mut *out)?,
        Format::Table => print_table(&query.sources, texts, &rows, out)?,
    }
    if found > rows.len() {
        anstream::eprintln!("{} of {found} claims; more with --limit", rows.len());
    } else if found == 0 {
        print_reasons(&query, texts);
    }
    Ok(())
}

/// Says why there is no answer.
fn print_reasons(query: &Query, texts: &[Texts]) {
    let reasons = reasons(query, texts);
    reasons.iter().for_each(|reason| anstream::eprintln!("{reason}"));
    if reasons.is_empty() {
        anstream::eprintln!("no such claim");
    }
}

fn query(args: &Args) -> Result<Query, Failure> {
    let words = args.claim.as_deref().map(Words::of);
    if words.as_ref().is_some_and(Words::is_empty) {
        return Err(Failure::at("--claim", "no word to look for"));
    }
    Ok(Query {
        sources: args.source.clone(),
        words,
        numbers: args.number.clone(),
        section: args.section.clone(),
        single_source: args.single_source,
    })
}

fn warn(library: &Library) {
    library.faults.iter().for_each(warn_of);
}

fn warn_of(fault: &Fault) {
    terminal::warn(format_args!("{}:{}: {}", fault.file, fault.line, fault.message));
}

/// By claim; with `--source`, the sources above their claims.
fn print_table(
    sources: &[String],
    texts: &[Texts],
    rows: &[ClaimRow],
    out: &mut impl Write,
) -> Result<(), Failure> {
    if rows.is_empty() {
        return Ok(());
    }
    // As `annotate` takes the names, whichever articles the claims are of.
    let several = texts.iter().filter(|text| text.has_claims()).take(2).count() > 1;
    for key in sources {
        let source = rows.iter().flat_map(|row| &row.sources).find(|source| source.key == *key);
        if let Some(source) = source {
            writeln!(out, "{}  {}", visible(key), visible(&source.work()))?;
        }
    }
    if !sources.is_empty() {
        writeln!(out)?;
    }
    let cells = |row: &ClaimRow| {
        let id = if several { format!("{}:{}", stem(&row.library), row.id) } else { row.id.clone() };
        let id = [id.as_str(), row.usage.unwrap_or_default()].join("\n");
        let goes_on = row.continuation.as_ref().map(|words| format!("\n… {words}")).unwrap_or_default();
        let says = format!("{}{goes_on}", row.claim);
        let place = [row.place.as_str(), row.section.as_deref().unwrap_or_default()];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        vec![id, says, row.source_names().replace("; ", "\n"), place.join("\n")]
    };
    writeln!(out, "{}", table(&["claim", "says", "citing", "where"], rows.iter().map(cells)))?;
    Ok(())
}

fn stem(library: &str) -> String {
    Path::new(library).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

//! `ibid parse`: reference strings in, one a line; entries out, streaming.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::LazyLock;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use ibid::bibliography::key::Keys;
use ibid::bibliography::{self, Reference};
use ibid::output::export::Format as Export;
use ibid::output::json::ReferenceJson;
use indicatif::{ProgressBar, ProgressStyle};

use crate::failure::Failure;
use crate::printer::Printer;

/// How many lines are read as one list. Enough for them to inform each other, few enough to stream.
const BATCH: usize = 256;

/// Arguments of `ibid parse`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ibid parse references.txt                      one JSON object a line
  ibid parse --format biblatex - > refs.bib      a .bib from standard input
  ibid parse --independent mixed.txt             lines from lists of different styles")]
pub(crate) struct Args {
    /// File with one reference string a line; `-` is standard input
    #[arg(default_value = "-", value_name = "FILE")]
    file: PathBuf,

    /// How to print the entries
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,

    /// Read every line by itself, not as an item of a list in one style
    #[arg(long)]
    independent: bool,
}

/// How references are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// One JSON object a line.
    Json,
    /// Entries in the format of another program.
    Entries(Export),
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<Format>> = LazyLock::new(|| {
            let entries = Export::value_variants().iter().copied().map(Format::Entries);
            [Format::Json].into_iter().chain(entries).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Json => Some(
                PossibleValue::new("json").help("One JSON object a line, with provenance and confidences"),
            ),
            Self::Entries(export) => export.to_possible_value(),
        }
    }
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (mut input, bar) = open(&args.file)?;
    let mut sink = Sink::new(args.format, BufWriter::new(io::stdout().lock()))?;
    let mut keys = Keys::default();
    let mut lines = Vec::with_capacity(BATCH);
    while read(&mut input, &mut lines)? {
        let raws: Vec<&str> = lines.iter().map(String::as_str).collect();
        let references = match args.independent {
            true => {
                let mut references: Vec<Reference> =
                    raws.iter().map(|raw| bibliography::parse(raw)).collect();
                keys.assign(&mut references);
                references
            }
            false => bibliography::parse_more(&raws, &mut keys),
        };
        for reference in &references {
            sink.print(reference)?;
        }
        bar.inc(lines.iter().map(|line| line.len() as u64 + 1).sum());
    }
    bar.finish_and_clear();
    sink.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// Fills `lines` with the next lines that are not empty; `false` at the end. What is not UTF-8 is replaced.
fn read(input: &mut impl BufRead, lines: &mut Vec<String>) -> Result<bool, Failure> {
    lines.clear();
    let mut bytes = Vec::new();
    while lines.len() < BATCH {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let line = String::from_utf8_lossy(&bytes);
        if !line.trim().is_empty() {
            lines.push(line.trim().to_owned());
        }
    }
    Ok(!lines.is_empty())
}

/// Where references go.
enum Sink<W: Write> {
    /// One JSON object a line.
    Json(W),
    /// Entries in the format of another program.
    Entries(Printer<W>),
}

impl<W: Write> Sink<W> {
    fn new(format: Format, out: W) -> Result<Self, Failure> {
        Ok(match format {
            Format::Entries(export) => Self::Entries(Printer::new(export, out)?),
            Format::Json => Self::Json(out),
        })
    }

    fn print(&mut self, reference: &Reference) -> Result<(), Failure> {
        match self {
            Self::Json(out) => {
                serde_json::to_writer(&mut *out, &ReferenceJson::new(reference, None))
                    .map_err(io::Error::from)?;
                Ok(writeln!(out)?)
            }
            Self::Entries(printer) => printer.print(&(&bibliography::entry(reference)).into()),
        }
    }

    fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Json(mut out) => Ok(out.flush()?),
            Self::Entries(printer) => printer.finish(),
        }
    }
}

/// The lines of `path` and a progress bar over its bytes, which indicatif shows on a terminal only.
fn open(path: &Path) -> Result<(Box<dyn BufRead>, ProgressBar), Failure> {
    if path.as_os_str() == "-" {
        return Ok((Box::new(io::stdin().lock()), ProgressBar::hidden()));
    }
    let at = |error: io::Error| Failure::at(path.display(), error);
    let file = File::open(path).map_err(at)?;
    let bar = ProgressBar::new(file.metadata().map_err(at)?.len());
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {eta}") {
        bar.set_style(style);
    }
    Ok((Box::new(BufReader::new(file)), bar))
}

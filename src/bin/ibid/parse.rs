//! `ibid parse`: reference strings in, one a line; entries out, streaming.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::LazyLock;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use ibid::article::{Decoded, NOT_UTF8, decoded};
use ibid::bibliography::key::Keys;
use ibid::bibliography::{self, Reference};
use ibid::output::export::Format as Export;
use ibid::output::json::ReferenceJson;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::failure::Failure;
use crate::printer::Printer;
use crate::terminal;

/// How many lines are read as one list. Enough for them to inform each other, few enough to stream.
const BATCH: usize = 256;

/// How many batches there are in memory at most.
const MOST_AT_A_TIME: usize = 8;

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
    let (input, bar) = open(&args.file)?;
    let mut input = Lines { input, name: args.file.display().to_string(), number: 0, is_warned: false };
    let mut sink = Sink::new(args.format, BufWriter::new(io::stdout().lock()))?;
    let mut keys = Keys::default();
    let mut batches = vec![Vec::with_capacity(BATCH); at_a_time()];
    loop {
        let mut filled = 0;
        for lines in &mut batches {
            filled += usize::from(input.fill(lines)?);
        }
        let batches = batches.get(..filled).unwrap_or_default();
        if batches.is_empty() {
            break;
        }
        for mut references in parsed(batches, args.independent) {
            keys.assign(&mut references);
            for reference in &references {
                sink.print(reference)?;
            }
        }
        bar.inc(batches.iter().flatten().map(|line| line.len() as u64 + 1).sum());
    }
    bar.finish_and_clear();
    sink.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// How many batches are parsed at the same time: one on each processor, as far as memory for them is small.
fn at_a_time() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_AT_A_TIME)
}

/// The references of each of `batches`, without keys.
fn parsed(batches: &[Vec<String>], independent: bool) -> Vec<Vec<Reference>> {
    let parse = |lines: &Vec<String>| match independent {
        true => lines.iter().map(|line| bibliography::parse(line)).collect(),
        false => bibliography::parse_together(&lines.iter().map(String::as_str).collect::<Vec<_>>()),
    };
    match batches {
        // Threads need not be started for a short file.
        [lines] => vec![parse(lines)],
        batches => batches.par_iter().map(parse).collect(),
    }
}

/// The lines of an input, each in the encoding that it has.
struct Lines {
    input: Box<dyn BufRead>,
    /// The input, for people.
    name: String,
    /// The number of lines so far.
    number: usize,
    /// Whether it has been said that the input is not UTF-8.
    is_warned: bool,
}

impl Lines {
    /// Fills `lines` with the next lines that are not empty; `false` at the end.
    fn fill(&mut self, lines: &mut Vec<String>) -> Result<bool, Failure> {
        lines.clear();
        let mut bytes = Vec::new();
        while lines.len() < BATCH {
            bytes.clear();
            if self.input.read_until(b'\n', &mut bytes).map_err(|error| Failure::at(&self.name, error))? == 0
            {
                break;
            }
            self.number += 1;
            let line = self.decoded(&bytes)?;
            if !line.is_empty() {
                lines.push(line);
            }
        }
        Ok(!lines.is_empty())
    }

    /// The line that `bytes` encode, without blanks around it.
    fn decoded(&mut self, bytes: &[u8]) -> Result<String, Failure> {
        let is_utf16 = self.number == 1 && (bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff"));
        let refused = |why: &str| Failure::at(format!("{}:{}", self.name, self.number), why);
        if is_utf16 {
            return Err(refused("UTF-16; save it as UTF-8 first"));
        }
        if bytes.contains(&0) {
            return Err(refused("looks like a binary file, not text"));
        }
        let mark = bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| self.number == 1);
        match decoded(mark.unwrap_or(bytes)) {
            Decoded::Utf8(line) => Ok(line.trim().to_owned()),
            Decoded::Windows1252(line) => {
                if !self.is_warned {
                    terminal::warn(format_args!("{}:{}: {NOT_UTF8}", self.name, self.number));
                    self.is_warned = true;
                }
                Ok(line.trim().to_owned())
            }
            Decoded::Binary => Err(refused("looks like a binary file, not text")),
        }
    }
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
    if path.is_dir() {
        return Err(Failure::at(path.display(), "a folder; name the files in it"));
    }
    let at = |error: io::Error| Failure::at(path.display(), error);
    let file = File::open(path).map_err(at)?;
    let bar = ProgressBar::new(file.metadata().map_err(at)?.len());
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {eta}") {
        bar.set_style(style);
    }
    Ok((Box::new(BufReader::new(file)), bar))
}

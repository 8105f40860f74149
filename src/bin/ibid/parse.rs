//! `ibid parse`: reference strings in, one a line; entries out, streaming.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ibid::bibliography::key::Keys;
use ibid::bibliography::{self, Reference};
use ibid::output::export;
use ibid::output::json::ReferenceJson;
use indicatif::{ProgressBar, ProgressStyle};

use crate::failure::Failure;

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One JSON object a line, with provenance and confidences
    Json,
    /// A .bib for BibLaTeX
    Biblatex,
    /// A .bib for classic BibTeX
    Bibtex,
    /// CSL-JSON, for citeproc and pandoc
    CslJson,
    /// RIS, for reference managers
    Ris,
    /// YAML for hayagriva and Typst
    #[cfg(feature = "hayagriva")]
    Hayagriva,
}

impl Format {
    /// The export behind this format; JSON is none.
    const fn export(self) -> Option<export::Format> {
        match self {
            Self::Json => None,
            Self::Biblatex => Some(export::Format::Biblatex),
            Self::Bibtex => Some(export::Format::Bibtex),
            Self::CslJson => Some(export::Format::CslJson),
            Self::Ris => Some(export::Format::Ris),
            #[cfg(feature = "hayagriva")]
            Self::Hayagriva => Some(export::Format::Hayagriva),
        }
    }
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (mut input, bar) = open(&args.file)?;
    let mut printer = Printer::new(args.format.export(), BufWriter::new(io::stdout().lock()))?;
    let mut keys = Keys::default();
    let mut lines = Vec::with_capacity(BATCH);
    while read(&mut input, &mut lines)? {
        let raws: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut references = match args.independent {
            true => raws.iter().map(|raw| bibliography::parse(raw)).collect(),
            false => bibliography::parse_strings(&raws),
        };
        keys.assign(&mut references);
        for reference in &references {
            printer.print(reference)?;
        }
        bar.inc(lines.iter().map(|line| line.len() as u64 + 1).sum());
    }
    bar.finish_and_clear();
    printer.finish()?;
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

/// Writes references in the format asked for.
struct Printer<W: Write> {
    export: Option<export::Format>,
    out: W,
    first: bool,
}

impl<W: Write> Printer<W> {
    fn new(export: Option<export::Format>, mut out: W) -> Result<Self, Failure> {
        out.write_all(export.map_or("", export::Format::head).as_bytes())?;
        Ok(Self { export, out, first: true })
    }

    fn print(&mut self, reference: &Reference) -> Result<(), Failure> {
        let Some(export) = self.export else {
            serde_json::to_writer(&mut self.out, &ReferenceJson::new(reference, None))
                .map_err(io::Error::from)?;
            return Ok(writeln!(self.out)?);
        };
        match export.entry(&bibliography::entry(reference)) {
            Ok(entry) => {
                let between = if self.first { "" } else { export.between() };
                self.first = false;
                write!(self.out, "{between}{entry}")?;
            }
            Err(message) => anstream::eprintln!("warning: {message}"),
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Failure> {
        self.out.write_all(self.export.map_or("", export::Format::foot).as_bytes())?;
        Ok(self.out.flush()?)
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

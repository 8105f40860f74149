//! `ibid parse`: reference strings in, one a line; entries out, streaming.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ibid::output::json::ReferenceJson;

use crate::failure::Failure;

/// Arguments of `ibid parse`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// File with one reference string a line; `-` is standard input
    #[arg(default_value = "-", value_name = "FILE")]
    file: PathBuf,

    /// How to print the entries
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One JSON object a line
    Json,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let Format::Json = args.format;
    let mut out = BufWriter::new(io::stdout().lock());
    for line in open(&args.file)?.split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        if line.trim().is_empty() {
            continue;
        }
        let reference = ibid::parse(&line);
        serde_json::to_writer(&mut out, &ReferenceJson::new(&reference, None)).map_err(io::Error::from)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| Failure::at(path.display(), error))?;
    Ok(Box::new(BufReader::new(file)))
}

//! `ibid fmt`: a .bib in canonical form.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ibid::library::Pair;
use ibid::library::bib::{Document, canonical};

use crate::failure::Failure;
use crate::shelf::{Shelf, Stem};
use crate::target;

const EXAMPLES: &str = "\
Examples:
  ibid fmt                  bring every .bib in bib/ into canonical form
  ibid fmt bib/paper.bib    only this one
  ibid fmt --check          change nothing; exit code 1 if a file is not in canonical form

ibid does this only when asked: all other commands leave the layout of your entries alone.";

/// Arguments of `ibid fmt`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Folders of libraries, or .bib files
    #[arg(default_value = "bib", value_name = "LIBRARY")]
    libraries: Vec<PathBuf>,

    /// Change nothing; name the files that would change, with exit code 1
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut changed = false;
    for library in &args.libraries {
        changed |= one(library, args.check)?;
    }
    Ok(if args.check && changed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Lays out the .bib files of `library`; whether any was not in canonical form.
fn one(library: &Path, check: bool) -> Result<bool, Failure> {
    let (dir, only) = target::library(library);
    if !dir.is_dir() {
        return Err(Failure::at(dir.display(), "no such folder"));
    }
    let shelf = if check { Shelf::read(&dir)? } else { Shelf::write(&dir)? };
    let mut changes = Vec::new();
    let mut stems = shelf.stems()?;
    stems.retain(|stem| only.as_ref().is_none_or(|only| stem.name() == *only));
    if only.is_some() && stems.is_empty() {
        return Err(Failure::at(library.display(), "no such library"));
    }
    for stem in stems {
        let bib = laid_out(&stem)?;
        if bib != stem.bib() {
            writeln!(io::stdout(), "{}", stem.bib_path().display())?;
            let toml = stem.toml().to_owned();
            changes.push((stem, Pair { bib, toml }));
        }
    }
    if !check {
        shelf.commit(&changes)?;
    }
    Ok(!changes.is_empty())
}

fn laid_out(stem: &Stem) -> Result<String, Failure> {
    let document = Document::parse(stem.bib());
    let faults = document.faults().iter();
    let lines: Vec<_> = faults
        .map(|f| format!("{}:{}: {}", stem.bib_path().display(), document.line(f.at), f.message))
        .collect();
    if lines.is_empty() { Ok(canonical(&document)) } else { Err(Failure::Unusable(lines.join("\n"))) }
}

//! `ibid fmt`: a .bib in canonical form.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ibid::library::Pair;
use ibid::library::bib::{Document, canonical};

use crate::failure::Failure;
use crate::selection::Selection;
use crate::shelf::Stem;
use crate::terminal::say;

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
    let selection = if check { Selection::read(library)? } else { Selection::write(library)? };
    let mut changes = Vec::new();
    for stem in selection.stems()? {
        let bib = laid_out(&stem)?;
        if bib != stem.bib() {
            say(stem.bib_path().display())?;
            let toml = stem.toml().to_owned();
            changes.push((stem, Pair { bib, toml }));
        }
    }
    if !check {
        selection.shelf.commit(&changes)?;
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

//! `ibid export --annotated`: entries with their notes and claims, formatted in a citation style.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use ibid::library::{Entry, Library};
use ibid::output::annotated::{self, Markup, Style, StyleError};

use crate::failure::Failure;
use crate::terminal;

/// Largest .csl file that is read, in bytes; the longest of the official ones has 200 kB.
const LARGEST: u64 = 4 << 20;

/// Flags of the annotated bibliography.
#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    /// Write an annotated bibliography: each entry in a citation style, its notes, the claims that cite it
    #[arg(long = "annotated", value_name = "MARKUP", conflicts_with_all = ["to", "annotations"])]
    pub(super) markup: Option<To>,

    /// The citation style of the annotated bibliography: a name (apa, ieee, …) or a .csl file
    #[arg(long, default_value = "apa", requires = "markup")]
    pub(super) style: String,
}

/// A markup language to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum To {
    Markdown,
    Html,
    Latex,
    Typst,
}

pub(super) fn print(library: &Library, entries: &[&Entry], to: To, style: &str) -> Result<ExitCode, Failure> {
    let style = named(style)?;
    let markup = match to {
        To::Markdown => Markup::Markdown,
        To::Html => Markup::Html,
        To::Latex => Markup::Latex,
        To::Typst => Markup::Typst,
    };
    let (page, faults) = annotated::annotated(library, entries, &style, markup);
    for fault in faults {
        terminal::warn(format_args!("left out: {fault}"));
    }
    io::stdout().lock().write_all(page.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn named(name: &str) -> Result<Style, Failure> {
    let failure = |error: StyleError| Failure::at(name, error);
    if !name.ends_with(".csl") {
        return Style::named(name).map_err(failure);
    }
    match fs::metadata(Path::new(name)) {
        Ok(found) if found.len() > LARGEST => Err(Failure::at(name, "too large for a CSL style")),
        _ => {
            let csl = fs::read_to_string(name).map_err(|error| Failure::at(name, error))?;
            Style::parse(&csl).map_err(failure)
        }
    }
}

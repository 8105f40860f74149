//! The sources that authors write in: marked-up text in, lines out, citations as pandoc markers.
//!
//! Every reader here turns its format's citation command into one notation, pandoc's `[@key]`
//! (or `[3]`, where the document prints its own reference list), so that the citation room needs
//! one grammar. The place of the marker is the place of the command.

#[cfg(feature = "markup")]
mod bibtex;
#[cfg(feature = "markup")]
mod flow;
mod format;
#[cfg(feature = "markup")]
mod include;
#[cfg(feature = "markup")]
mod latex;
#[cfg(feature = "markup")]
mod markdown;
#[cfg(feature = "markup")]
mod note;
#[cfg(feature = "markup")]
mod outright;
#[cfg(feature = "markup")]
mod project;
#[cfg(feature = "markup")]
mod rst;
#[cfg(feature = "markup")]
mod typst;

use std::collections::BTreeSet;
#[cfg(feature = "markup")]
use std::ffi::OsStr;
#[cfg(feature = "markup")]
use std::path::Path;

use super::Front;
#[cfg(feature = "markup")]
use super::{Footnotes, Line, Source};
use crate::span::{Span, Spanned};
#[cfg(feature = "markup")]
use flow::Flow;

pub use format::Format;
#[cfg(feature = "markup")]
pub use include::may_include;
#[cfg(feature = "markup")]
pub(super) use include::{behind_include, end_of_metadata, includes};
#[cfg(feature = "markup")]
pub use project::{PROJECT_FILES, project_bibliographies};

/// What a marked-up source says besides its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Markup {
    /// The bibliography files that it names, as written (`.bib` added where the format implies it).
    pub bibliographies: Vec<Spanned<String>>,
    /// The other sources that it includes, as written.
    pub includes: Vec<Spanned<String>>,
    /// Keys of the references that it prints itself (`\\bibitem{key}`, `.. [key]`).
    pub defined: Vec<Spanned<String>>,
    /// The files that it holds itself, each with its name and its place (LaTeX's `filecontents`).
    pub held: Vec<Spanned<String>>,
    /// The names of its own parts (figures, sections, numbered examples): what refers to one of them cites nothing.
    pub labels: BTreeSet<String>,
    /// Keys that it lists without citing them (`\nocite`); `*` is all.
    pub nocite: Vec<Spanned<String>>,
    /// Its comments, for instructions to ibid.
    pub comments: Vec<Span>,
    /// Where its running text holds what is printed as it stands (code, formulas, escaped characters), ascending:
    /// nothing in there cites.
    pub literal: Vec<Span>,
    /// Title, authors and date as its commands or its metadata say them.
    pub front: Front,
}

/// Reads `source` as `format`. Never fails: what is not understood is read as text.
#[cfg(feature = "markup")]
pub(super) fn read(source: &Source, format: Format) -> (Vec<Line>, Markup, Footnotes) {
    read_with(source, format, "")
}

/// As [`read`], of one file of a document whose other files make the commands in `definitions`.
#[cfg(feature = "markup")]
pub(super) fn read_with(
    source: &Source,
    format: Format,
    definitions: &str,
) -> (Vec<Line>, Markup, Footnotes) {
    let mut flow = Flow::new(source.text());
    let stem = Path::new(source.name()).file_stem().map(OsStr::to_string_lossy).unwrap_or_default();
    let mut markup = match format {
        Format::Markdown => markdown::read(&mut flow),
        Format::Latex => latex::read(&mut flow, &stem, definitions),
        Format::Typst => typst::read(&mut flow),
        Format::Rst => rst::read(&mut flow),
    };
    markup.literal = flow.take_literal();
    let footnotes = flow.take_notes();
    (flow.into_lines(), markup, footnotes)
}

/// The definitions in `text`, of a file of a document in `format`, that hold in its other files too: of LaTeX's commands
/// that cite or print words, each as it is written.
///
/// ```
/// use ibid::article::{Format, definitions};
/// let found = definitions("\\newcommand{\\sys}{PeatSim}\n\\section{One}", Format::Latex);
/// assert_eq!(found, ["\\newcommand{\\sys}{PeatSim}"]);
/// ```
#[cfg(feature = "markup")]
pub fn definitions(text: &str, format: Format) -> Vec<String> {
    if format == Format::Latex { latex::definitions(text) } else { Vec::new() }
}

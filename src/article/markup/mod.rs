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
mod rst;
#[cfg(feature = "markup")]
mod typst;

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

/// What a marked-up source says besides its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Markup {
    /// The bibliography files that it names, as written (`.bib` added where the format implies it).
    pub bibliographies: Vec<Spanned<String>>,
    /// The other sources that it includes, as written.
    pub includes: Vec<Spanned<String>>,
    /// Keys of the references that it prints itself (`\\bibitem{key}`, `.. [key]`).
    pub defined: Vec<Spanned<String>>,
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
    let mut flow = Flow::new(source.text());
    let mut markup = match format {
        Format::Markdown => markdown::read(&mut flow),
        Format::Latex => latex::read(&mut flow),
        Format::Typst => typst::read(&mut flow),
        Format::Rst => rst::read(&mut flow),
    };
    markup.literal = flow.take_literal();
    let footnotes = flow.take_notes();
    (flow.into_lines(), markup, footnotes)
}

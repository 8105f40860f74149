//! Entries to the formats of other programs, one entry at a time so that an export can stream.

use super::{biblatex as biblatex_format, bibtex, csl_json, ris};
use crate::library::Entry;
use crate::library::bib::print;

/// A format that entries are exported to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
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
    /// Whether entries of the type `kind` go into this format: what only other entries inherit from is BibLaTeX's.
    pub fn has(self, kind: &str) -> bool {
        self == Self::Biblatex || !matches!(kind, "xdata" | "set")
    }

    /// What stands before the first entry.
    pub const fn head(self) -> &'static str {
        if matches!(self, Self::CslJson) { "[\n" } else { "" }
    }

    /// A `@preamble` with the LaTeX `source`, where the format has such: what stands before the entries that use its commands.
    pub fn preamble(self, source: &str) -> Option<String> {
        matches!(self, Self::Biblatex | Self::Bibtex).then(|| print::preamble(source))
    }

    /// What stands between two entries.
    pub const fn between(self) -> &'static str {
        match self {
            Self::Biblatex | Self::Bibtex => "\n\n",
            Self::CslJson => ",\n",
            Self::Ris => "\r\n",
            #[cfg(feature = "hayagriva")]
            Self::Hayagriva => "\n",
        }
    }

    /// What stands after the last entry.
    pub const fn foot(self) -> &'static str {
        match self {
            Self::Biblatex | Self::Bibtex => "\n",
            Self::CslJson => "\n]\n",
            _ => "",
        }
    }

    /// `entry` in this format.
    ///
    /// ```
    /// use ibid::library::{Library, Source};
    /// use ibid::output::export::Format;
    /// let bib = "@book{roe, author = {Roe, A.}, title = {R\\&D}, date = {1999}}";
    /// let library = Library::load([Source { name: "roe", bib, toml: "" }]);
    /// let ris = Format::Ris.entry(&library.entries[0]).unwrap();
    /// assert!(ris.starts_with("TY  - BOOK\r\n"));
    /// ```
    ///
    /// # Errors
    ///
    /// A message that names the entry if the format cannot hold it.
    pub fn entry(self, entry: &Entry) -> Result<String, String> {
        Ok(match self {
            Self::Biblatex => biblatex_format::entry(entry),
            Self::Bibtex => bibtex::entry(entry),
            Self::CslJson => csl_json::entry(entry),
            Self::Ris => ris::entry(entry),
            #[cfg(feature = "hayagriva")]
            Self::Hayagriva => return super::hayagriva::entry(entry),
        })
    }
}

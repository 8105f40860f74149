//! Which format a source is written in.

use std::path::Path;

/// A format that authors write in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// CommonMark with pandoc's citations and MyST's `cite` roles.
    Markdown,
    /// LaTeX, with the citation commands of natbib and biblatex.
    Latex,
    /// Typst.
    Typst,
    /// reStructuredText, with the roles of sphinxcontrib-bibtex.
    Rst,
}

impl Format {
    /// The format that the ending of a file name announces.
    ///
    /// ```
    /// use ibid::article::Format;
    /// assert_eq!(Format::of_name("paper/main.tex"), Some(Format::Latex));
    /// assert_eq!(Format::of_name("paper.txt"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "md" | "markdown" | "qmd" | "rmd" => Some(Self::Markdown),
            "tex" | "ltx" | "latex" | "bbl" => Some(Self::Latex),
            "typ" => Some(Self::Typst),
            "rst" | "rest" => Some(Self::Rst),
            _ => None,
        }
    }
}

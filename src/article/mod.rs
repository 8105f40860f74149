//! Bytes in; text in reading order out, every character traceable to its place in the source.
//!
//! The journey: [`read`] decodes bytes into a [`Source`]; marked-up sources give their lines
//! themselves ([`Markup`]), of all others the rows become [`Line`]s in reading
//! order (columns undone at their `gutters`, running heads marked, `footnotes` that are counted taken out); `front` finds what the article says of itself ([`Front`]);
//! [`sections`] joins lines into paragraphs, parted by their `headings`.

mod address;
mod columns;
mod counted;
#[cfg(feature = "markup")]
mod document;
mod footnotes;
mod front;
mod gutters;
mod headings;
pub mod hyphen;
mod line_numbers;
mod markup;
mod notes;
mod page_mark;
#[cfg(feature = "pdf")]
mod pdf;
mod read;
mod run_in;
pub mod sections;
mod source;
mod text;
mod unwrapped;

use crate::span::Span;

pub(crate) use columns::goes_on;
#[cfg(feature = "markup")]
pub use document::{Brought, read_document};
pub use front::{Front, Stated};
pub use markup::{Format, Markup};
#[cfg(feature = "markup")]
pub use markup::{PROJECT_FILES, definitions, may_include, project_bibliographies};
pub use notes::{Footnotes, Note, NoteMark, write_marks};
#[cfg(feature = "pdf")]
pub use pdf::{PDF_THREAD, PdfFault};
pub use read::{Decoded, NOT_UTF8, ReadError, decoded, read, read_chapter};
pub use source::Source;
pub use text::Text;

/// An article as read: its source and its lines in reading order.
#[derive(Debug, Clone)]
pub struct Article {
    /// What was read, decoded; all places refer to it.
    pub source: Source,
    /// The printed lines in reading order, running heads and page numbers included but marked.
    pub lines: Vec<Line>,
    /// What the reader has to say about the input: encoding guessed, columns doubtful.
    pub notices: Vec<Notice>,
    /// What a marked-up source says besides its text; `None` for plain text and PDF.
    pub markup: Option<Markup>,
    /// Its footnotes: of a marked-up source, or printed below the pages.
    pub footnotes: Footnotes,
    /// What it says of itself: title, authors, date.
    pub front: Front,
    /// Where the texts of its .bib files stand in the source, if they were added to it.
    pub libraries: Vec<Span>,
    /// The words of all lines, for undoing line-end hyphens.
    pub words: hyphen::Vocabulary,
}

impl Article {
    /// Adds the .bib file called `name`, which the article cites from, with the decoded `text`.
    pub fn add_library(&mut self, name: &str, text: String) {
        let span = self.source.append(Source::new(name, text));
        self.libraries.push(span);
    }
}

/// One printed line of one column, in reading order.
#[derive(Debug, Clone)]
pub struct Line {
    /// The words, runs of blanks collapsed to one, none at the ends.
    pub text: Text,
    /// Page, 1-based.
    pub page: u32,
    /// Column on the page, 0-based; 0 where the page has one.
    pub column: u8,
    /// Indentation from the left edge of its column, in average character widths.
    pub indent: f32,
    /// Whether more than the usual line space (a blank line) separates it from the line above.
    pub gap_before: bool,
    /// Whether the source says that it goes on no paragraph: it begins an item of a list.
    pub begins: bool,
    /// What the line is on its page.
    pub role: LineRole,
}

/// What a line is on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineRole {
    /// Running text and all that is not known to be something else.
    #[default]
    Body,
    /// A heading, known from markup or from the size of its type.
    Heading,
    /// A caption, a row of a table, a note under the text: cited places in it are not the running text's.
    Aside,
    /// A running head, a running foot, a page number, a line number: not read.
    Furniture,
}

/// Something that a person should know about how an input was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What is the matter, in a sentence without a full stop.
    pub message: String,
    /// Where in the source, if it has one place.
    pub span: Option<Span>,
}

//! Bytes to article: decoding, then lines in reading order.

use encoding_rs::WINDOWS_1252;
use thiserror::Error;

use super::footnotes::{self, Raising};
use super::front::front;
use super::hyphen::Vocabulary;
use super::{Article, Footnotes, Line, Markup, Notice, Source, columns};
#[cfg(feature = "markup")]
use super::{Format, markup};
#[cfg(feature = "pdf")]
use super::{PdfFault, pdf};

/// Why an input cannot be read as an article.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The bytes are not text in any encoding that ibid reads.
    #[error("{name}: looks like a binary file, not text; convert it to text or PDF first")]
    Binary {
        /// The input, as it was named.
        name: String,
    },
    /// The bytes are a PDF file that cannot be read.
    #[cfg(feature = "pdf")]
    #[error("{name}: {fault}")]
    Pdf {
        /// The input, as it was named.
        name: String,
        /// What is the matter with it.
        fault: PdfFault,
    },
}

impl ReadError {
    /// Whether the input is a sound PDF file that holds no text: a figure, or a scan.
    pub fn is_without_text(&self) -> bool {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf { fault, .. } => *fault == PdfFault::NoText,
            _ => false,
        }
    }
}

/// Reads `bytes`, the content of the input called `name`, as an article.
///
/// Text is UTF-8 with or without byte order mark, else Windows-1252 (with a notice); any line ends; form
/// feeds separate pages. A name that ends as one of [`Format`]'s is read as that format.
///
/// Bytes that say within the first kilobyte that they are a PDF file are read as one.
///
/// # Errors
///
/// [`ReadError::Pdf`] if the bytes are a PDF file that is encrypted, damaged, without text or without
/// bounds; [`ReadError::Binary`] if they are not text either.
pub fn read(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    read_chapter(name, bytes, "")
}

/// Reads `bytes` as [`read`] does, as one file of a document whose other files make the commands in `definitions`
/// ([`definitions`](super::definitions), a line each).
///
/// # Errors
///
/// As [`read`].
pub fn read_chapter(name: &str, bytes: &[u8], definitions: &str) -> Result<Article, ReadError> {
    #[cfg(feature = "pdf")]
    if pdf::is_pdf(bytes) {
        return pdf::read(name, bytes).map_err(|fault| ReadError::Pdf { name: name.to_owned(), fault });
    }
    let (text, notices) = decode(name, bytes)?;
    let source = Source::new(name, text);
    #[cfg(feature = "markup")]
    if let Some(format) = Format::of_name(name) {
        return Ok(of_chapter(source, format, notices, definitions));
    }
    #[cfg(not(feature = "markup"))]
    let _ = definitions;
    let mut lines = columns::lines(&source);
    let footnotes = footnotes::take_out(&mut lines, Raising::Lost);
    Ok(article(source, lines, notices, None, footnotes))
}

/// The article that `source` is, written in `format`.
#[cfg(feature = "markup")]
pub(super) fn of_markup(source: Source, format: Format, notices: Vec<Notice>) -> Article {
    of_chapter(source, format, notices, "")
}

/// As [`of_markup`], with the `definitions` of the other files of the document.
#[cfg(feature = "markup")]
fn of_chapter(source: Source, format: Format, notices: Vec<Notice>, definitions: &str) -> Article {
    let (lines, markup, footnotes) = markup::read_with(&source, format, definitions);
    article(source, lines, notices, Some(markup), footnotes)
}

fn article(
    source: Source,
    lines: Vec<Line>,
    notices: Vec<Notice>,
    markup: Option<Markup>,
    footnotes: Footnotes,
) -> Article {
    let words = Vocabulary::of(&lines);
    let front = front(&lines, markup.as_ref(), None, &words);
    Article { source, lines, notices, markup, footnotes, front, words, libraries: Vec::new() }
}

/// What is said of text that is read as Windows-1252.
pub const NOT_UTF8: &str = "not valid UTF-8; read as Windows-1252";

/// What bytes are as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded<'a> {
    /// They are UTF-8.
    Utf8(&'a str),
    /// They are not, and are taken for Windows-1252.
    Windows1252(String),
    /// They are no text.
    Binary,
}

/// The text that `bytes`, without byte order mark, encode.
///
/// ```
/// use ibid::article::{Decoded, decoded};
/// assert_eq!(decoded("Müller".as_bytes()), Decoded::Utf8("Müller"));
/// assert_eq!(decoded(b"M\xfcller"), Decoded::Windows1252("Müller".to_owned()));
/// assert_eq!(decoded(b"\xff\xfeM\0"), Decoded::Binary);
/// ```
pub fn decoded(bytes: &[u8]) -> Decoded<'_> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded::Utf8(text),
        Err(_) if bytes.contains(&0) => Decoded::Binary,
        Err(_) => Decoded::Windows1252(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()),
    }
}

/// The text that `bytes` encode.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<(String, Vec<Notice>), ReadError> {
    match decoded(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
        Decoded::Utf8(text) => Ok((text.to_owned(), Vec::new())),
        Decoded::Windows1252(text) => Ok((text, vec![Notice { message: NOT_UTF8.to_owned(), span: None }])),
        Decoded::Binary => Err(ReadError::Binary { name: name.to_owned() }),
    }
}

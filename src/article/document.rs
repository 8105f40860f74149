//! Documents in several files: what `\\input` and its like bring in stands where they bring it in.

use std::ops::ControlFlow;

use super::markup::{Format, behind_include, end_of_metadata, includes};
use super::read::{ReadError, decode, of_markup, read};
use super::source::Part;
use super::{Article, Notice, Source};
use crate::span::{Span, Spanned};

/// What came of looking for a file that a document brings in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Brought {
    /// The file: its name, as messages print it, and its bytes.
    File(String, Vec<u8>),
    /// There is nothing to bring in, and nothing to say: it has been brought in already.
    Nothing,
    /// It cannot be brought in, and why.
    Refused(String),
}

/// How deep files bring in files.
const DEEPEST: usize = 16;

/// So many files are one document, and so many bytes.
const MOST: usize = 2_000;
const LARGEST: usize = 64 << 20;

/// Reads `bytes`, the content of the file called `name`, as [`read`](super::read) does, together with the files that it brings in:
/// `bring` is asked for each, with the name of the file that names it and the name that it is called by there.
///
/// Places are those in the files ([`Source::file_at`]). What is refused is a notice.
///
/// ```
/// use ibid::article::{Brought, read_document};
/// let bring = |_: &str, name: &str| Brought::File(name.to_owned(), b"Ties have grown.".to_vec());
/// let article = read_document("main.tex", b"\\section{One}\n\\input{one}\n", bring)?;
/// assert_eq!(article.lines[1].text.as_str(), "Ties have grown.");
/// assert_eq!(article.source.file_at(article.lines[1].text.source_offset(0).unwrap_or_default()).0.name(), "one.tex");
/// # Ok::<(), ibid::article::ReadError>(())
/// ```
///
/// # Errors
///
/// As [`read`](super::read), of the file itself; files that it brings in and that are no text are notices.
pub fn read_document(
    name: &str,
    bytes: &[u8],
    bring: impl FnMut(&str, &str) -> Brought,
) -> Result<Article, ReadError> {
    let Some(format) = Format::of_name(name).filter(|_| !bytes.starts_with(b"%PDF")) else {
        return read(name, bytes);
    };
    let (text, notices) = decode(name, bytes)?;
    let mut joining = Joining { bring, format, files: Vec::new(), parts: Vec::new(), len: 0, notices };
    let main = Source::new(name, text);
    let whole = Span::new(0, main.text().len());
    joining.file(main, whole, 0);
    let Joining { mut files, parts, notices, .. } = joining;
    let source = match files.len() {
        1 => files.remove(0),
        _ => Source::of_files(files, &parts),
    };
    Ok(of_markup(source, format, notices))
}

struct Joining<F> {
    bring: F,
    format: Format,
    files: Vec<Source>,
    parts: Vec<Part>,
    /// Bytes of the parts so far.
    len: usize,
    notices: Vec<Notice>,
}

impl<F: FnMut(&str, &str) -> Brought> Joining<F> {
    /// Adds what stands at `span` of `source`, and what it brings in; `depth` files have brought it in.
    fn file(&mut self, source: Source, span: Span, depth: usize) {
        let index = self.files.len();
        let text = source.text().to_owned();
        let named = includes(&source, self.format);
        self.files.push(source);
        let mut from = span.start;
        for include in named {
            let at = behind_include(&text, self.format, include.span).clamp(from, span.end);
            let start = self.len + include.span.start.saturating_sub(from);
            self.part(Part::Of(index, Span::new(from, at)));
            from = at;
            if self.include(index, &include, start, depth).is_break() {
                break;
            }
        }
        self.part(Part::Of(index, Span::new(from, span.end)));
    }

    /// Adds the file that `include` of the file `index` names; its name stands at `start` of the text.
    fn include(
        &mut self,
        index: usize,
        include: &Spanned<String>,
        start: usize,
        depth: usize,
    ) -> ControlFlow<()> {
        let place = Span::new(start, start + include.span.len());
        let refused = |message: String| Notice { message, span: Some(place) };
        if self.files.len() >= MOST || depth >= DEEPEST {
            self.notices.push(refused("too many files in files; the rest is not read".to_owned()));
            return ControlFlow::Break(());
        }
        let from = self.files.get(index).map_or("", Source::name).to_owned();
        let (name, bytes) = match (self.bring)(&from, &include.value) {
            Brought::File(name, bytes) => (name, bytes),
            Brought::Nothing => return ControlFlow::Continue(()),
            Brought::Refused(message) => {
                self.notices.push(refused(message));
                return ControlFlow::Continue(());
            }
        };
        let text = match decode(&name, &bytes) {
            Ok((text, _)) if self.len + text.len() <= LARGEST => text,
            Ok(_) => {
                self.notices.push(refused(format!("with {name} the document is too large; not read")));
                return ControlFlow::Continue(());
            }
            Err(error) => {
                self.notices.push(refused(error.to_string()));
                return ControlFlow::Continue(());
            }
        };
        let first = end_of_metadata(&text, self.format);
        let span = Span::new(first, text.len());
        let gap = if self.format == Format::Latex { "\n" } else { "\n\n" };
        if self.format != Format::Latex {
            self.part(Part::Gap(gap));
        }
        self.file(Source::new(name, text), span, depth + 1);
        self.part(Part::Gap(gap));
        ControlFlow::Continue(())
    }

    fn part(&mut self, part: Part) {
        self.len += match &part {
            Part::Of(_, span) => span.len(),
            Part::Gap(words) => words.len(),
        };
        self.parts.push(part);
    }
}

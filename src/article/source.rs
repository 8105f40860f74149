//! The decoded input: the text that all places refer to.

use crate::span::{Location, Span};

/// An input as decoded: its name, its text, and where its lines and pages begin.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    /// Byte at which each line starts, ascending, the first at 0.
    lines: Vec<usize>,
    /// Byte at which each page starts, ascending, the first at 0.
    pages: Vec<usize>,
    /// Printed characters (form feeds are none) before each block of [`BLOCK`] bytes, and in all.
    blocks: Vec<usize>,
    /// Of a document in several files, these, the main one first; empty for one file.
    files: Vec<Source>,
    /// The pieces of the files that the text is made of, in its order.
    pieces: Vec<Piece>,
}

/// Bytes of a block: a place in a line of any length is found by reading one.
const BLOCK: usize = 1024;

/// How many printed characters begin in `bytes`.
fn printed(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80 && byte != b'\x0c').count()
}

/// A run of the text that was taken from a file.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Where it begins in the text.
    start: usize,
    /// The index of its file, and where it begins there.
    file: usize,
    offset: usize,
    /// Its length; what stands behind it in the text is of no file.
    len: usize,
}

/// A part of a document in several files.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// The words of a file, by its index, at a span.
    Of(usize, Span),
    /// Line ends that part files.
    Gap(&'static str),
}

impl Source {
    /// The source called `name` (as messages print it) with the decoded `text`.
    ///
    /// Lines end at `\n`, `\r\n` or a lone `\r`; a form feed starts a new page (and a new line,
    /// unless one starts there already).
    pub fn new(name: impl Into<String>, text: String) -> Self {
        let (mut lines, mut pages) = (vec![0], vec![0]);
        let mut bytes = text.bytes().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => bytes.peek().is_none_or(|&(_, next)| next != b'\n'),
                b'\x0c' => {
                    pages.push(at + 1);
                    lines.last().is_some_and(|&start| start != at)
                }
                _ => false,
            };
            if ends_line {
                lines.push(at + 1);
            }
        }
        let mut blocks = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(blocks.last().copied().unwrap_or_default() + printed(block));
        }
        Self { name: name.into(), text, lines, pages, blocks, files: Vec::new(), pieces: Vec::new() }
    }

    /// Calls the source `name` from now on.
    ///
    /// ```
    /// use ibid::article::Source;
    /// let mut source = Source::new("../bib/refs.bib", String::new());
    /// source.rename("bib/refs.bib");
    /// assert_eq!(source.name(), "bib/refs.bib");
    /// ```
    pub fn rename(&mut self, name: impl Into<String>) {
        self.name = name.into();
    }

    /// The document that `parts` of `files` make, the first of which names it.
    pub(super) fn of_files(files: Vec<Source>, parts: &[Part]) -> Self {
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for part in parts {
            match *part {
                Part::Of(file, span) => {
                    let words = files.get(file).and_then(|source| source.text.get(span.range()));
                    let words = words.unwrap_or_default();
                    pieces.push(Piece { start: text.len(), file, offset: span.start, len: words.len() });
                    text.push_str(words);
                }
                Part::Gap(words) => text.push_str(words),
            }
        }
        let name = files.first().map_or_else(String::new, |file| file.name.clone());
        Self { files, pieces, ..Self::new(name, text) }
    }

    /// Puts `file` behind what is there, without making it part of the text that is read; gives where it stands.
    pub(super) fn append(&mut self, file: Source) -> Span {
        let (mut files, mut pieces) = (std::mem::take(&mut self.files), std::mem::take(&mut self.pieces));
        if files.is_empty() {
            pieces.push(Piece { start: 0, file: 0, offset: 0, len: self.text.len() });
            files.push(self.clone());
        }
        let text = format!("{}\n{}", self.text, file.text);
        let span = Span::new(text.len() - file.text.len(), text.len());
        pieces.push(Piece { start: span.start, file: files.len(), offset: 0, len: span.len() });
        files.push(file);
        *self = Self { files, pieces, ..Self::new(std::mem::take(&mut self.name), text) };
        span
    }

    /// Whether it is a document in several files.
    pub fn is_of_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// The file that holds the byte `offset` (of one file, itself), and which byte of it that is.
    pub fn file_at(&self, offset: usize) -> (&Source, usize) {
        let last = self.pieces.partition_point(|piece| piece.start <= offset).checked_sub(1);
        let piece = last.and_then(|at| self.pieces.get(at));
        match piece.and_then(|piece| Some((piece, self.files.get(piece.file)?))) {
            Some((piece, file)) => (file, piece.offset + (offset - piece.start).min(piece.len)),
            None => (self, offset),
        }
    }

    /// The name of the input as it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rows of the text, without their line ends and form feeds, in file order.
    pub fn rows(&self) -> impl Iterator<Item = Span> + '_ {
        let ends = self.lines.iter().skip(1).copied().chain([self.text.len()]);
        self.lines.iter().copied().zip(ends).map(|(start, end)| {
            let row = self.text.get(start..end).unwrap_or_default();
            let kept = row.trim_end_matches(['\n', '\r', '\x0c']);
            let lead = kept.len() - kept.trim_start_matches('\x0c').len();
            Span::new(start + lead, start + kept.len())
        })
    }

    /// The line (0-based) that holds the byte `offset`.
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The page (1-based) that holds the byte `offset`.
    pub fn page_at(&self, offset: usize) -> u32 {
        let pages = self.pages.partition_point(|&start| start <= offset);
        u32::try_from(pages.max(1)).unwrap_or(u32::MAX)
    }

    /// The printed characters before the byte `offset`.
    fn printed_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let before = self.blocks.get(block).copied().unwrap_or_default();
        before + self.text.as_bytes().get(block * BLOCK..offset).map_or(0, printed)
    }

    /// The page, line and column of the byte `offset`, in its file; an offset past the end counts as the end.
    ///
    /// ```
    /// let source = ibid::article::Source::new("a.txt", "one\ntwo\x0cthree".to_owned());
    /// let place = source.locate(8);
    /// assert_eq!((place.page, place.line, place.column), (2, 3, 1));
    /// ```
    pub fn locate(&self, offset: usize) -> Location {
        if self.is_of_files() {
            let (file, offset) = self.file_at(offset.min(self.text.len()));
            return file.locate(offset);
        }
        let offset = offset.min(self.text.len());
        let line = self.line_at(offset);
        let start = self.lines.get(line).copied().unwrap_or_default();
        let column = self.printed_before(offset) - self.printed_before(start) + 1;
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Location { page: self.page_at(offset), line: number(line + 1), column: number(column) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_leave_line_ends_out() {
        let source = Source::new("a", "one\r\ntwo\rthree\n\x0cfour".to_owned());
        let rows: Vec<_> = source.rows().filter_map(|s| source.text().get(s.range())).collect();
        assert_eq!(rows, ["one", "two", "three", "four"]);
        assert_eq!(source.page_at(source.text().len() - 1), 2);
    }

    #[test]
    fn places_are_those_of_the_files() {
        let file = |name: &str, text: &str| Source::new(name, text.to_owned());
        let parts = [
            Part::Of(0, Span::new(0, 6)),
            Part::Of(1, Span::new(0, 7)),
            Part::Gap("\n"),
            Part::Of(0, Span::new(6, 10)),
        ];
        let mut source = Source::of_files(vec![file("a", "one\ntwosix"), file("b", "2\nthree")], &parts);
        assert_eq!((source.name(), source.text()), ("a", "one\ntw2\nthree\nosix"));
        let place = |source: &Source, words: &str| {
            let at = source.text().find(words).unwrap();
            let (file, offset) = source.file_at(at);
            assert!(file.text().get(offset..).unwrap().starts_with(words), "{words}");
            (file.name().to_owned(), source.locate(at).line, source.locate(at).column)
        };
        assert_eq!(place(&source, "tw"), ("a".to_owned(), 2, 1));
        assert_eq!(place(&source, "three"), ("b".to_owned(), 2, 1));
        assert_eq!(place(&source, "osix"), ("a".to_owned(), 2, 3));
        let span = source.append(file("c", "\nfour"));
        assert_eq!(source.text().get(span.range()), Some("\nfour"));
        assert_eq!(place(&source, "four"), ("c".to_owned(), 2, 1));
        assert_eq!(place(&source, "three"), ("b".to_owned(), 2, 1));
        let mut source = file("a", "one");
        source.append(file("b", "two"));
        assert_eq!(place(&source, "two"), ("b".to_owned(), 1, 1));
        assert_eq!(place(&source, "one"), ("a".to_owned(), 1, 1));
    }

    #[test]
    fn places_in_a_line_of_many_blocks() {
        let text = format!("\x0cone\n\x0c{}", "aß\u{1f409} ".repeat(BLOCK / 2));
        let source = Source::new("a", text.clone());
        let mut place = (0, 1, 1);
        for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
            let Location { page, line, column } = source.locate(at);
            if at > 5 {
                assert_eq!((page, line, column), (3, 2, place.2), "{at}");
                place.2 += u32::from(c != '\x0c');
            }
        }
        assert_eq!(place.2 as usize, 4 * (BLOCK / 2) + 2);
    }

    #[test]
    fn empty_text_has_one_empty_row() {
        let source = Source::new("a", String::new());
        assert_eq!(source.rows().collect::<Vec<_>>(), [Span::new(0, 0)]);
        assert_eq!(source.locate(10), Location { page: 1, line: 1, column: 1 });
    }
}

//! A whole .bib file: its blocks, and what is wrong with it.

use super::grammar::{BlockText, FieldText, Piece, block, head};
use crate::library::lines::Lines;
use crate::span::Span;

/// A .bib file, read without loss: every byte is in a block or in the free text between blocks.
#[derive(Debug, Clone)]
pub struct Document {
    text: String,
    blocks: Vec<Block>,
    faults: Vec<Fault>,
    lines: Lines,
}

/// One `@…{…}` of a .bib file. Spans are bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A bibliography entry.
    Entry(Entry),
    /// A `@string`.
    String(Field),
    /// A `@preamble`.
    Preamble(Preamble),
    /// A `@comment`.
    Aside(Span),
    /// From an `@` to the next block: could not be read, left as it is.
    Broken(Span),
}

/// A `@preamble` as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preamble {
    /// From the `@` to behind the closing bracket.
    pub span: Span,
    /// The pieces of its LaTeX, delimiters left out.
    pub pieces: Vec<Piece<Span>>,
}

/// A bibliography entry as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From the `@` to behind the closing bracket.
    pub span: Span,
    /// The entry type as written.
    pub kind: Span,
    /// The key; empty if the entry has none.
    pub key: Span,
    /// The fields in the order of the file.
    pub fields: Vec<Field>,
    /// The closing bracket.
    pub close: usize,
}

/// A field (or `@string`) as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name as written.
    pub name: Span,
    /// The value as written, delimiters included.
    pub value: Span,
    /// The pieces of the value, delimiters left out.
    pub pieces: Vec<Piece<Span>>,
}

/// Something in a .bib file that is not BibLaTeX.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Byte of the file at which it shows.
    pub at: usize,
    /// What was expected there.
    pub message: String,
}

impl Document {
    /// Reads `text`. Never fails: a block that cannot be read becomes [`Block::Broken`], with a fault, and
    /// reading goes on at the next line that starts an entry. Linear in the length of `text`.
    ///
    /// ```
    /// use ibid::library::bib::Document;
    /// let document = Document::parse("@misc{a, title = {T}}\n@misc{b, title {T}}\n@misc{c, title = {T}}");
    /// assert_eq!(document.entries().map(|e| document.slice(e.key)).collect::<Vec<_>>(), ["a", "c"]);
    /// assert_eq!(document.line(document.faults()[0].at), 2);
    /// ```
    pub fn parse(text: impl Into<String>) -> Self {
        let text = text.into();
        let (blocks, faults) = Scan::new(&text).run();
        Self { text, blocks, faults, lines: Lines::default() }
    }

    /// The file as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks in the order of the file.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// All that is wrong with the file, in its order.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The entries that could be read, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Entry(entry) => Some(entry),
            _ => None,
        })
    }

    /// The `@string`s in the order of the file.
    pub fn strings(&self) -> impl Iterator<Item = &Field> {
        self.blocks.iter().filter_map(|block| match block {
            Block::String(field) => Some(field),
            _ => None,
        })
    }

    /// The LaTeX of the `@preamble`s, in pieces, in the order of the file.
    pub fn preambles(&self) -> impl Iterator<Item = &Vec<Piece<Span>>> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Preamble(preamble) => Some(&preamble.pieces),
            _ => None,
        })
    }

    /// The words at `span`.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line (1-based) that holds the byte `at`.
    pub fn line(&self, at: usize) -> usize {
        self.lines.of(&self.text, at)
    }
}

impl Entry {
    /// The field called `name` (ASCII case aside) in `document`; of several the first, as BibTeX takes it.
    pub fn field<'a>(&'a self, document: &Document, name: &str) -> Option<&'a Field> {
        self.fields.iter().find(|f| document.slice(f.name).eq_ignore_ascii_case(name))
    }
}

/// The scan of one file.
struct Scan<'a> {
    text: &'a str,
    /// Bytes at which a line starts with `@name{`: where reading can go on after a fault.
    resumes: Vec<usize>,
    /// Whether an unclosed bracket was met. From then on a line that starts with `@name{` ends the block
    /// above it, so that a thousand unclosed entries do not cost a thousand readings of the whole file.
    strict: bool,
    blocks: Vec<Block>,
    faults: Vec<Fault>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        let mut at = 0;
        let mut resumes = Vec::new();
        for line in text.split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            if line.get(indent..).is_some_and(|l| l.starts_with('@') && head(l).is_ok()) {
                resumes.push(at + indent);
            }
            at += line.len();
        }
        Self { text, resumes, strict: false, blocks: Vec::new(), faults: Vec::new() }
    }

    fn run(mut self) -> (Vec<Block>, Vec<Fault>) {
        let mut at = 0;
        while let Some(start) = next_at(self.text, at) {
            at = self.block(start).max(start + 1);
        }
        (self.blocks, self.faults)
    }

    /// Reads what stands at the `@` at byte `start`; gives the byte at which to go on.
    fn block(&mut self, start: usize) -> usize {
        let resume = self.resume_after(start);
        let end = if self.strict { resume } else { self.text.len() };
        let input = self.text.get(start..end).unwrap_or_default();
        if head(input).is_err() {
            return start + 1;
        }
        match block(input) {
            Ok((rest, found)) => {
                let span = Span::new(start, end - rest.len());
                self.blocks.push(self.placed(found, span));
                span.end
            }
            Err(error) => {
                let (at, message) = self.fault(error, start);
                self.strict |= at > resume || message.contains("closes");
                self.faults.push(Fault { at, message });
                self.blocks.push(Block::Broken(Span::new(start, resume)));
                resume
            }
        }
    }

    /// The next byte after `start` at which reading can go on.
    fn resume_after(&self, start: usize) -> usize {
        let next = self.resumes.partition_point(|&r| r <= start);
        self.resumes.get(next).copied().unwrap_or(self.text.len())
    }

    fn fault(&self, error: nom::Err<super::grammar::Expected<'a>>, start: usize) -> (usize, String) {
        match error {
            nom::Err::Error(e) | nom::Err::Failure(e) => {
                (self.offset(e.rest), format!("expected {}", e.what))
            }
            nom::Err::Incomplete(_) => (start, "the entry breaks off".to_owned()),
        }
    }

    fn placed(&self, block: BlockText<'a>, span: Span) -> Block {
        match block {
            BlockText::Entry { kind, key, fields, close } => Block::Entry(Entry {
                span,
                kind: self.span(kind),
                key: self.span(key),
                fields: fields.into_iter().map(|f| self.field(f)).collect(),
                close: self.offset(close),
            }),
            BlockText::String(field) => Block::String(self.field(field)),
            BlockText::Preamble(pieces) => Block::Preamble(Preamble { span, pieces: self.pieces(pieces) }),
            BlockText::Comment => Block::Aside(span),
        }
    }

    fn field(&self, field: FieldText<'a>) -> Field {
        let (name, value) = (self.span(field.name), self.span(field.value));
        Field { name, value, pieces: self.pieces(field.pieces) }
    }

    fn pieces(&self, pieces: Vec<Piece<&'a str>>) -> Vec<Piece<Span>> {
        pieces.into_iter().map(|piece| piece.map(|part| self.span(part))).collect()
    }

    fn span(&self, part: &str) -> Span {
        let start = self.offset(part);
        Span::new(start, start + part.len())
    }

    /// Where `part`, a slice of the text, begins.
    fn offset(&self, part: &str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }
}

/// The next `@` at or after byte `at` that no `%` hides.
fn next_at(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let rest = text.get(at..)?;
        let found = at + rest.find(['@', '%'])?;
        if text.get(found..)?.starts_with('@') {
            return Some(found);
        }
        at = found + text.get(found..)?.find('\n')?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(document: &Document) -> Vec<&str> {
        document.entries().map(|e| document.slice(e.key)).collect()
    }

    #[test]
    fn free_text_and_asides_are_no_entries() {
        let text =
            "mail me@home.org\n% @misc{no, x = 1}\n@comment{@misc{no}}\n@preamble{\"\\x\"}\n@misc{yes}";
        let document = Document::parse(text);
        assert_eq!((keys(&document), document.faults()), (vec!["yes"], [].as_slice()));
    }

    #[test]
    fn all_faults_are_reported_and_the_rest_is_read() {
        let text = "@misc{a, x = {1}\n@misc{b, x = 2}\n@misc{c, = 1}\n@misc{d, x 1}\n  @misc{e, x = 1}\n";
        let document = Document::parse(text);
        assert_eq!(keys(&document), ["b", "e"]);
        let lines: Vec<_> = document.faults().iter().map(|f| document.line(f.at)).collect();
        assert_eq!(lines, [2, 3, 4]);
    }

    #[test]
    fn an_unclosed_brace_takes_one_entry_only() {
        let document =
            Document::parse("@misc{a, x = {1,\n}\n\n@misc{b, x = {2}}\n@misc{c, y = \"}\n@misc{d}");
        assert_eq!(keys(&document), ["b", "d"]);
        assert_eq!(document.faults().len(), 2);
    }

    #[test]
    fn unclosed_entries_cost_linear_time() {
        let text = "@misc{a, x = {1,\n".repeat(100_000);
        assert_eq!(Document::parse(text).faults().len(), 100_000);
    }

    #[test]
    fn a_line_that_looks_like_an_entry_inside_a_value_is_part_of_it() {
        let document = Document::parse("@misc{a, abstract = {\n@misc{no, x = 1}\n}}\n@misc{b}");
        assert_eq!(keys(&document), ["a", "b"]);
    }
}

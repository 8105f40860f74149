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
        Self { name: name.into(), text, lines, pages }
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

    /// The page, line and column of the byte `offset`; an offset past the end counts as the end.
    ///
    /// ```
    /// let source = ibid::article::Source::new("a.txt", "one\ntwo\x0cthree".to_owned());
    /// let place = source.locate(8);
    /// assert_eq!((place.page, place.line, place.column), (2, 3, 1));
    /// ```
    pub fn locate(&self, offset: usize) -> Location {
        let offset = offset.min(self.text.len());
        let line = self.line_at(offset);
        let start = self.lines.get(line).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        let column = before.chars().filter(|&c| c != '\x0c').count() + 1;
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
    fn empty_text_has_one_empty_row() {
        let source = Source::new("a", String::new());
        assert_eq!(source.rows().collect::<Vec<_>>(), [Span::new(0, 0)]);
        assert_eq!(source.locate(10), Location { page: 1, line: 1, column: 1 });
    }
}

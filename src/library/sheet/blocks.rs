//! The text of a .toml, cut at its headers.

use crate::library::glance::holds;
use crate::library::lines::Lines;
use crate::span::Span;

/// A .toml beside a .bib: what stands before the first header, and a block for each header.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    text: String,
    head: Span,
    blocks: Vec<Block>,
    lines: Lines,
}

/// One header and what stands below it, comments directly above it included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What the header says.
    pub kind: Kind,
    /// Bytes of the file, up to the next block.
    pub span: Span,
}

/// What the header of a block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `[[reference]]`.
    Reference,
    /// `[[claim]]`.
    Claim,
    /// `[[orphan]]`: a claim that the article no longer makes.
    Orphan,
    /// Anything else; a person's own.
    Other,
}

impl Kind {
    /// The name in the header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Claim => "claim",
            Self::Orphan => "orphan",
            Self::Other => "",
        }
    }

    fn of(header: &str) -> Self {
        [Self::Reference, Self::Claim, Self::Orphan]
            .into_iter()
            .find(|kind| kind.name() == header)
            .unwrap_or(Self::Other)
    }
}

impl Sheet {
    /// Cuts `text` at its headers. Whether a block is TOML shows when it is read.
    pub fn parse(text: impl Into<String>) -> Self {
        let text = text.into();
        let mut starts: Vec<(Kind, usize)> = Vec::new();
        let (mut at, mut remarks, mut state) = (0, None, State::Plain);
        // Few texts have strings of several lines, and looking for them line by line takes long.
        let long = holds(&text, "\"\"\"") || holds(&text, "'''");
        for line in text.split_inclusive('\n') {
            let plain = state == State::Plain;
            match header(line).filter(|_| plain) {
                Some(name) if belongs(name, &starts) => remarks = None,
                Some(name) => starts.push((Kind::of(name), remarks.take().unwrap_or(at))),
                None if plain && line.trim_start().starts_with('#') => remarks = remarks.or(Some(at)),
                None => remarks = None,
            }
            if long {
                state = state.after(line);
            }
            at += line.len();
        }
        let ends = starts.iter().skip(1).map(|&(_, start)| start).chain([text.len()]);
        let blocks: Vec<_> = starts
            .iter()
            .zip(ends)
            .map(|(&(kind, start), end)| Block { kind, span: Span::new(start, end) })
            .collect();
        let head = Span::new(0, blocks.first().map_or(text.len(), |b| b.span.start));
        Self { text, head, blocks, lines: Lines::default() }
    }

    /// The file as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks in the order of the file.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The text before the first block.
    pub fn head(&self) -> &str {
        self.slice(self.head)
    }

    /// The words at `span`.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line (1-based) of the byte `at`.
    pub fn line(&self, at: usize) -> usize {
        self.lines.of(&self.text, at)
    }
}

/// The name in a line that is a header of bare keys: `claim` in `[[claim]]`, `claim.where` in `[claim.where]`.
fn header(line: &str) -> Option<&str> {
    let inner = line.trim_start().strip_prefix('[')?;
    let (inner, close) = inner.strip_prefix('[').map_or((inner, "]"), |inner| (inner, "]]"));
    let (name, rest) = inner.split_once(close)?;
    let (name, rest) = (name.trim(), rest.trim());
    let bare = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(bare);
    (named && (rest.is_empty() || rest.starts_with('#'))).then_some(name)
}

/// Whether the header is of a table inside the block above: `claim.where` below `[[claim]]`.
fn belongs(name: &str, starts: &[(Kind, usize)]) -> bool {
    let Some((kind, _)) = starts.last() else { return false };
    name.split_once('.').is_some_and(|(first, _)| first == kind.name())
}

/// What the end of a line leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Plain,
    /// Inside a string of several lines, with the byte that closes it thrice.
    Long(u8),
}

impl State {
    /// What is open behind `line`.
    fn after(self, line: &str) -> Self {
        if self == Self::Plain && !line.contains("\"\"\"") && !line.contains("'''") {
            return self;
        }
        let bytes = line.as_bytes();
        let (mut at, mut state) = (0, self);
        while let Some(&byte) = bytes.get(at) {
            let thrice = bytes.get(at..at + 3) == Some(&[byte; 3]);
            match state {
                Self::Long(quote) if byte == quote && thrice => (state, at) = (Self::Plain, at + 3),
                Self::Long(b'"') if byte == b'\\' => at += 2,
                Self::Long(_) => at += 1,
                Self::Plain if byte == b'#' => break,
                Self::Plain if matches!(byte, b'"' | b'\'') && thrice => {
                    (state, at) = (Self::Long(byte), at + 3)
                }
                Self::Plain if matches!(byte, b'"' | b'\'') => at = behind_string(bytes, at),
                Self::Plain => at += 1,
            }
        }
        state
    }
}

/// The byte behind the string of one line that opens at `at`.
fn behind_string(line: &[u8], at: usize) -> usize {
    let Some(&quote) = line.get(at) else { return at };
    let mut at = at + 1;
    while let Some(&byte) = line.get(at) {
        match byte {
            _ if byte == quote => return at + 1,
            b'\\' if quote == b'"' => at += 2,
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_cut_at_headers_alone() {
        let text = "schema = 1\n\n# of four\n[[claim]]\nid = \"c1\" # '''\nnote = \"\"\"\n[[claim]]\n\\\"\"\"\"\nx = [\n  [1],\n]\n[claim.where]\nline = 1\n\n[[orphan]] # x\n[mine]\na = ''' ' '''\n[[reference]]";
        let sheet = Sheet::parse(text);
        let kinds: Vec<_> = sheet.blocks().iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [Kind::Claim, Kind::Orphan, Kind::Other, Kind::Reference]);
        assert_eq!(sheet.head(), "schema = 1\n\n");
        assert!(sheet.slice(sheet.blocks()[0].span).starts_with("# of four\n[[claim]]"));
        let whole: String = sheet.blocks().iter().map(|b| sheet.slice(b.span)).collect();
        assert_eq!(format!("{}{whole}", sheet.head()), text);
    }
}

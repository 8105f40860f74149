//! Files that a source brings in: which, and where what they say stands.

use super::{Format, read};
use crate::article::Source;
use crate::span::{Span, Spanned};

/// The other sources that `source` brings in, as written, in their order.
pub(in crate::article) fn includes(source: &Source, format: Format) -> Vec<Spanned<String>> {
    if !may_include(source.text(), format) {
        return Vec::new();
    }
    let mut found = read(source, format).1.includes;
    found.sort_by_key(|include| include.span);
    found
}

/// Whether the words that bring in files stand in `text` at all: most sources need not be read for that.
pub fn may_include(text: &str, format: Format) -> bool {
    let words: &[&str] = match format {
        Format::Latex => &[
            "\\input", "\\include", "\\subfile", "\\import", "\\subimport", "\\subinput", "\\subinclude",
            "\\InputIfFileExists",
        ],
        Format::Typst => &["include"],
        Format::Markdown => &["{include}", "{{<"],
        Format::Rst => &["include::"],
    };
    words.iter().any(|word| text.contains(word))
}

/// The byte of `text` at which stands what the file says that is named at `name`.
pub(in crate::article) fn behind_include(text: &str, format: Format, name: Span) -> usize {
    let rest = text.get(name.end..).unwrap_or_default();
    let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
    name.end
        + match format {
            Format::Latex => {
                let close = rest.get(..line).and_then(|line| line.find('}'));
                close.map_or(0, |at| at + 1)
            }
            Format::Typst => line,
            Format::Rst => line + options(rest.get(line..).unwrap_or_default()),
            Format::Markdown => line + fence(rest.get(line..).unwrap_or_default()),
        }
}

/// The length of the lines with which `rest` begins that are indented.
fn options(rest: &str) -> usize {
    let is_option = |line: &&str| line.starts_with([' ', '\t']) && !line.trim().is_empty();
    rest.split_inclusive('\n').take_while(is_option).map(str::len).sum()
}

/// The length of the lines with which `rest` begins up to the fence that closes a directive, if there is one.
fn fence(rest: &str) -> usize {
    let mut len = 0;
    for line in rest.split_inclusive('\n') {
        let words = line.trim();
        len += line.len();
        if words.starts_with("```") || words.starts_with(":::") || words.starts_with("~~~") {
            return len;
        }
        if !words.is_empty() && !words.starts_with(':') {
            break;
        }
    }
    0
}

/// The byte behind the metadata with which `text` begins: of a file that is brought in they say nothing.
pub(in crate::article) fn end_of_metadata(text: &str, format: Format) -> usize {
    let Some(rest) = text.strip_prefix("---\n").filter(|_| format == Format::Markdown) else { return 0 };
    rest.find("\n---\n").map_or(0, |at| text.len() - rest.len() + at + "\n---\n".len())
}

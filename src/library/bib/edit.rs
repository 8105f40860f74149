//! Changes to a .bib file that leave every byte not named alone.

use super::{Document, Entry, Field, print};
use crate::span::Span;

/// Changes to one document, applied together.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    changes: Vec<(Span, String)>,
    appended: Vec<String>,
}

impl Edits {
    /// Whether nothing is to be changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.appended.is_empty()
    }

    /// Gives `entry` another key.
    pub fn rename(&mut self, entry: &Entry, key: &str) {
        self.changes.push((entry.key, key.to_owned()));
    }

    /// Gives `entry` another type.
    pub fn retype(&mut self, entry: &Entry, kind: &str) {
        self.changes.push((entry.kind, kind.to_owned()));
    }

    /// Sets the fields of `entry` to LaTeX sources, in the order given; `None` removes the field.
    /// New fields come last, indented as the last one is.
    pub fn set(&mut self, document: &Document, entry: &Entry, fields: &[(String, Option<String>)]) {
        let (mut gone, mut new) = (Vec::new(), String::new());
        for (name, source) in fields {
            match (entry.field(document, name), source) {
                (Some(field), Some(source)) => self.changes.push((field.value, print::braced(source))),
                (Some(field), None) => gone.push(field),
                (None, Some(source)) => {
                    let indent = entry.fields.last().map_or("  ", |f| indent(document, f));
                    new.push_str(&format!(",\n{indent}{name} = {}", print::braced(source)));
                }
                (None, None) => {}
            }
        }
        let last = entry.fields.iter().rfind(|f| !gone.contains(f));
        self.changes.extend(gone.into_iter().map(|f| (with_comma(document, f), String::new())));
        if !new.is_empty() {
            let at = last.map_or(entry.key.end, |f| f.value.end);
            self.changes.push((Span::new(at, at), new));
        }
    }

    /// Takes `entry` away, with the empty lines behind it.
    pub fn remove(&mut self, document: &Document, entry: &Entry) {
        let after = document.text().get(entry.span.end..).unwrap_or_default();
        let blank = after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len();
        self.changes.push((Span::new(entry.span.start, entry.span.end + blank), String::new()));
    }

    /// Puts the block `text` behind all others.
    pub fn append(&mut self, text: String) {
        self.appended.push(text);
    }

    /// The text of `document` with the changes; line ends of new text are those of the file.
    pub fn apply(mut self, document: &Document) -> String {
        let text = document.text();
        let crlf = text.contains("\r\n");
        let ends = |new: &str| if crlf { new.replace('\n', "\r\n") } else { new.to_owned() };
        self.changes.sort_by_key(|(span, _)| (span.start, span.end));
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for (span, new) in self.changes {
            if span.start < at {
                continue;
            }
            out.push_str(text.get(at..span.start).unwrap_or_default());
            out.push_str(&ends(&new));
            at = span.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        for block in self.appended {
            let gap = match out.trim_end_matches(['\r', '\n']) {
                "" => "",
                kept if kept.len() == out.len() => "\n\n",
                _ if out.ends_with("\n\n") || out.ends_with("\n\r\n") => "",
                _ => "\n",
            };
            out.push_str(&ends(&format!("{gap}{block}\n")));
        }
        out
    }
}

/// The blanks in front of `field` on its line; two where it does not begin a line.
fn indent<'a>(document: &'a Document, field: &Field) -> &'a str {
    let before = document.text().get(..field.name.start).unwrap_or_default();
    match before.rsplit_once('\n') {
        Some((_, blanks)) if blanks.trim().is_empty() => blanks,
        _ => "  ",
    }
}

/// `field` with the comma behind it, and with its line if it has it to itself.
fn with_comma(document: &Document, field: &Field) -> Span {
    let text = document.text();
    let blanks =
        |at: usize| at + text.get(at..).map_or(0, |t| t.len() - t.trim_start_matches([' ', '\t']).len());
    let follows = |at: usize, what: &str| text.get(at..).is_some_and(|t| t.starts_with(what));
    let (mut start, mut end) = (field.name.start, blanks(field.value.end));
    if follows(end, ",") {
        end = blanks(end + 1);
    }
    let before = text.get(..start).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |n| n + 1);
    let alone = before.get(line..).is_some_and(|b| b.trim().is_empty());
    for newline in ["\r\n", "\n"] {
        if alone && follows(end, newline) {
            return Span::new(line, end + newline.len());
        }
    }
    start = start.min(end);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, fields: &[(&str, Option<&str>)], expected: &str) {
        let document = Document::parse(text);
        let mut edits = Edits::default();
        let fields: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), v.map(str::to_owned))).collect();
        for entry in document.entries() {
            edits.set(&document, entry, &fields);
        }
        assert_eq!(edits.apply(&document), expected);
    }

    #[test]
    fn fields_are_set_in_place() {
        let text = "% mine\n@Book{k,\n\ttitle=\"Old\" , % so\n\tYEAR = 1999\n}\n";
        check(text, &[("title", Some("New"))], &text.replace("\"Old\"", "{New}"));
        check(text, &[("year", None)], &text.replace("\tYEAR = 1999\n", ""));
        check(text, &[("title", None)], &text.replace("title=\"Old\" , ", ""));
        check(text, &[("doi", Some("10.1/x"))], &text.replace("1999\n", "1999,\n\tdoi = {10.1/x}\n"));
        check(
            text,
            &[("year", None), ("doi", Some("1"))],
            &text.replace("\"Old\"", "\"Old\",\n\tdoi = {1}").replace("\tYEAR = 1999\n", ""),
        );
        check("@misc{k}", &[("a", Some("1")), ("b", Some("2"))], "@misc{k,\n  a = {1},\n  b = {2}}");
        check("@misc{k,\r\n a={1}}", &[("b", Some("2"))], "@misc{k,\r\n a={1},\r\n b = {2}}");
    }

    #[test]
    fn entries_are_appended_behind_an_empty_line() {
        for (text, expected) in
            [("", "@x{}\n"), ("a", "a\n\n@x{}\n"), ("a\n", "a\n\n@x{}\n"), ("a\n\n", "a\n\n@x{}\n")]
        {
            let mut edits = Edits::default();
            edits.append("@x{}".to_owned());
            assert_eq!(edits.apply(&Document::parse(text)), expected);
        }
    }
}

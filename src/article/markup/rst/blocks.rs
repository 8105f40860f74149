//! One pass over the lines that writes the running text and collects the rest.

use nom::Offset;

use super::inline::{Piece, piece};
use super::line::{Explicit, Line, bullet, enumerator, explicit, field};
use super::notes::{Label, Notes};
use crate::article::LineRole;
use crate::article::markup::{Flow, Markup, bibtex};
use crate::span::{Span, Spanned};

/// Directives whose argument is a name or a condition and no text.
const NAMING: &[&str] = &["class", "container", "only", "rst-class"];

/// Directives whose content is running text.
const TEXT: &[&str] = &[
    "admonition", "attention", "caution", "centered", "class", "compound", "container", "danger", "epigraph",
    "error", "highlights", "hint", "important", "note", "only", "parsed-literal", "pull-quote", "rst-class",
    "rubric", "seealso", "sidebar", "tip", "topic", "versionadded", "versionchanged", "warning",
];

pub(super) struct Blocks<'f, 's, 'l> {
    flow: &'f mut Flow<'s>,
    lines: &'l [Line<'s>],
    at: usize,
    markup: Markup,
    notes: Notes,
    /// Footnotes without a name that were cited, and that were defined, so far.
    cited: usize,
    defined: usize,
    /// The last that was written is a heading.
    below_heading: bool,
    /// The list of citations has begun.
    listing: bool,
}

impl<'f, 's, 'l> Blocks<'f, 's, 'l> {
    pub(super) fn new(flow: &'f mut Flow<'s>, lines: &'l [Line<'s>]) -> Self {
        let notes = Notes::of(lines);
        let markup = Markup { defined: notes.defined.clone(), ..Markup::default() };
        Self { flow, lines, at: 0, markup, notes, cited: 0, defined: 0, below_heading: false, listing: false }
    }

    pub(super) fn read(mut self) -> Markup {
        while let Some(&line) = self.line(0) {
            let from = self.at;
            self.block(line);
            self.at = self.at.max(from + 1);
        }
        self.markup
    }

    /// The line `ahead` of the one that is read.
    fn line(&self, ahead: usize) -> Option<&'l Line<'s>> {
        self.lines.get(self.at + ahead)
    }

    /// Reads the block that begins with `line`.
    fn block(&mut self, line: Line<'s>) {
        if line.is_blank() {
            self.flow.end_paragraph();
        } else if line.text == ".." || line.text.starts_with(".. ") {
            self.explicit(line);
        } else if let Some((title, rules)) = self.title(line) {
            self.heading(title);
            self.at += rules;
        } else if line.text.starts_with("__ ") || line.is_rule() && line.text.len() >= 4 {
            self.flow.end_paragraph();
        } else if line.is_border() {
            self.simple_table();
        } else if line.text.starts_with("+-") || line.text.starts_with(">>> ") {
            self.at += self.paragraph_len();
        } else if field(line.text).is_ok() {
            self.at += 1;
            self.skip_body(line.indent);
        } else {
            self.paragraph(line);
        }
    }

    /// The title that begins with `line`, and how many lines it takes with the rules around it.
    fn title(&self, line: Line<'s>) -> Option<(Line<'s>, usize)> {
        let under = |title: &Line<'_>, rule: &Line<'_>| {
            rule.is_rule() && !title.is_blank() && rule.text.len() >= title.text.chars().count().min(4)
        };
        if line.is_rule() {
            let (title, rule) = (self.line(1)?, self.line(2)?);
            return (rule.text == line.text && under(title, rule)).then_some((*title, 3));
        }
        under(&line, self.line(1)?).then_some((line, 2))
    }

    fn heading(&mut self, title: Line<'s>) {
        self.flow.end_paragraph();
        self.flow.set_role(LineRole::Heading);
        self.inline(title.span);
        self.flow.end_paragraph();
        self.flow.set_role(LineRole::Body);
        self.below_heading = true;
    }

    /// How many lines there are up to the next blank one.
    fn paragraph_len(&self) -> usize {
        self.lines.iter().skip(self.at).take_while(|line| !line.is_blank()).count()
    }

    /// Goes on behind the lines that are blank or indented by more than `indent`; gives where they began.
    fn skip_body(&mut self, indent: usize) -> std::ops::Range<usize> {
        let body = self.lines.iter().skip(self.at).take_while(|line| line.is_blank() || line.indent > indent);
        let from = self.at;
        self.at += body.count();
        from..self.at
    }

    fn simple_table(&mut self) {
        self.flow.end_paragraph();
        let rows = self.lines.iter().enumerate().skip(self.at + 1);
        let mut borders = rows.filter(|(_, row)| row.is_border());
        let ends = |at: usize| self.lines.get(at + 1).is_none_or(Line::is_blank);
        let last = borders.find(|(at, _)| ends(*at)).map_or(self.at, |(at, _)| at);
        self.at = last + 1;
    }

    /// `.. ` and what belongs to it.
    fn explicit(&mut self, line: Line<'s>) {
        self.flow.end_paragraph();
        let behind = line.text.strip_prefix("..").unwrap_or_default().trim_start();
        let (words, kind) = explicit(behind);
        let words = Span::new(line.span.end - words.len(), line.span.end);
        self.at += 1;
        match kind {
            Explicit::Note(label) => self.note(label, words, line.indent),
            Explicit::Directive(name) => self.directive(name, words, line.indent),
            Explicit::Target => drop(self.skip_body(line.indent)),
            Explicit::Comment => {
                let body = self.skip_body(line.indent);
                let end = self
                    .lines
                    .get(body)
                    .and_then(|body| body.last())
                    .map_or(line.span.end, |last| last.span.end);
                self.markup.comments.push(Span::new(line.span.start, end.max(line.span.end)));
            }
        }
    }

    /// A footnote or a citation: its label by number, then its words.
    fn note(&mut self, label: &'s str, words: Span, indent: usize) {
        let kind = Label::of(label);
        let place = within(self.flow.source(), label);
        let place = Span::new(place.start.saturating_sub(1), place.end + 1);
        let name = self.notes.footnote(kind, self.defined);
        if matches!(kind, Label::Citation(_))
            && !std::mem::replace(&mut self.listing, true)
            && !self.below_heading
        {
            self.flow.set_role(LineRole::Heading);
            self.flow.replaced("References", Span::new(words.start, words.start));
            self.flow.end_paragraph();
            self.flow.set_role(LineRole::Body);
        }
        self.defined += usize::from(kind == Label::Next);
        if let Some(number) = self.notes.citation(kind) {
            self.flow.replaced(&format!("[{number}]"), place);
            self.flow.blank();
        }
        self.inline(words);
        self.flow.end_line();
        let body = self.skip_body(indent);
        if let Some(name) = name {
            let lines = self.lines.get(body.clone()).unwrap_or_default();
            let end = lines.last().map_or(words.end, |last| last.span.end.max(words.end));
            self.flow.note(&name, place, Span::new(words.start, end));
        }
        for line in body {
            match self.lines.get(line) {
                Some(line) if line.is_blank() => self.flow.end_paragraph(),
                Some(line) => {
                    self.inline(line.span);
                    self.flow.end_line();
                }
                None => {}
            }
        }
        self.flow.end_paragraph();
        self.below_heading = false;
    }

    /// A directive: what it names, and its content where that is text; the lines of it are then read as any others.
    fn directive(&mut self, name: &str, words: Span, indent: usize) {
        match name {
            "bibliography" => self.markup.bibliographies.extend(files(self.flow.source(), words)),
            "include" => self.markup.includes.extend(files(self.flow.source(), words).into_iter().take(1)),
            _ => {}
        }
        let takes_text = TEXT.contains(&name);
        if takes_text && !NAMING.contains(&name) {
            self.inline(words);
            self.flow.end_line();
        }
        while self.line(0).is_some_and(|line| line.indent > indent && field(line.text).is_ok()) {
            self.at += 1;
        }
        if name == "figure" {
            self.caption(indent);
        } else if !takes_text {
            self.skip_body(indent);
        }
    }

    /// The caption and the legend of a figure.
    fn caption(&mut self, indent: usize) {
        let body = self.skip_body(indent);
        self.flow.set_role(LineRole::Aside);
        for line in self.lines.get(body).unwrap_or_default() {
            self.inline(line.span);
            self.flow.end_line();
        }
        self.flow.end_paragraph();
        self.flow.set_role(LineRole::Body);
    }

    /// A paragraph, an item of a list, or lines of verse.
    fn paragraph(&mut self, first: Line<'s>) {
        let listed = item(first.text).is_some();
        let mut count = 0;
        for line in self.lines.iter().skip(self.at).take_while(|line| !line.is_blank()) {
            let explicit = line.text == ".." || line.text.starts_with(".. ");
            if count > 0 && (explicit || listed && line.indent <= first.indent && item(line.text).is_some()) {
                break;
            }
            count += 1;
        }
        let lines = self.lines.get(self.at..self.at + count).unwrap_or_default();
        self.at += count;
        let (Some(last), marker) = (lines.last(), item(first.text)) else { return };
        if listed {
            self.flow.end_paragraph();
        }
        let start = first.span.start + marker.map_or(0, |marker| self.marker(first.span.start, marker));
        let literal = last.text.ends_with("::");
        // Of two colons one is printed, none if they stand alone.
        let end = last.span.end - usize::from(literal) * if last.text == "::" { 2 } else { 1 };
        self.inline(Span::new(start.min(end), end));
        self.flow.end_line();
        if literal {
            let indent = lines.iter().map(|line| line.indent).min().unwrap_or(first.indent);
            self.skip_body(indent);
            self.flow.end_paragraph();
        }
        self.below_heading = false;
    }

    /// Writes the printed number of an item, which may label a reference; gives the length of what marks the item.
    fn marker(&mut self, start: usize, marker: &str) -> usize {
        if marker.starts_with(|c: char| c.is_ascii_digit() || c == '(') {
            let label = marker.trim_end().len();
            self.flow.verbatim(Span::new(start, start + label));
            self.flow.blank();
        }
        marker.len()
    }

    /// Writes the words at `span`, inline markup undone.
    fn inline(&mut self, span: Span) {
        let source = self.flow.source();
        let (mut from, mut at) = (span.start, span.start);
        while let Some(rest) = source.get(at..span.end).filter(|rest| !rest.is_empty()) {
            let Some(next) = rest.find(['\\', '`', ':', '[', '*', '|', '_']) else { break };
            at += next;
            let rest = rest.get(next..).unwrap_or_default();
            let before = source.get(span.start..at).and_then(|words| words.chars().next_back());
            let Ok((left, piece)) = piece(rest, before) else {
                at += 1;
                continue;
            };
            self.flow.verbatim(Span::new(from, at));
            let place = Span::new(at, span.end - left.len());
            self.piece(piece, place);
            (from, at) = (place.end, place.end);
        }
        self.flow.verbatim(Span::new(from, span.end));
    }

    fn piece(&mut self, piece: Piece<'s>, place: Span) {
        match piece {
            Piece::Words(words) => self.flow.verbatim(within(self.flow.source(), words)),
            Piece::Role(name, words) => self.role(name, words, place),
            Piece::Note(label) => {
                let kind = Label::of(label);
                let footnote = self.notes.footnote(kind, self.cited);
                self.cited += usize::from(kind == Label::Next);
                match (self.notes.citation(kind), footnote, kind) {
                    (Some(number), ..) => self.flow.replaced(&format!("[{number}]"), place),
                    (_, Some(label), _) => self.flow.note_mark(&label, place),
                    (_, _, Label::Citation(name)) => self.flow.replaced(&format!("[@{name}]"), place),
                    _ => {}
                }
            }
            Piece::Nothing => {}
        }
    }

    fn role(&mut self, name: &str, words: &'s str, place: Span) {
        if let Some(marker) = bibtex::marker(name, words) {
            self.flow.replaced(&marker, place);
            return;
        }
        // Of `title <target>` the title is printed.
        let title = words.split_once('<').map_or(words, |(title, _)| title);
        let title = if title.trim().is_empty() { words } else { title.trim_end() };
        self.flow.verbatim(within(self.flow.source(), title));
    }
}

/// What marks `text` as an item of a list, the blanks behind it included.
fn item(text: &str) -> Option<&str> {
    let (rest, _) = bullet(text).or_else(|_| enumerator(text)).ok()?;
    text.get(..text.len() - rest.len())
}

/// Where `part`, a slice of `source`, stands.
fn within(source: &str, part: &str) -> Span {
    let start = source.offset(part);
    Span::new(start, start + part.len())
}

/// The files named at `span`, blanks between them.
fn files(source: &str, span: Span) -> Vec<Spanned<String>> {
    let named = source.get(span.range()).unwrap_or_default().split_whitespace();
    named.map(|name| Spanned { value: name.to_owned(), span: within(source, name) }).collect()
}

//! Collects the running text of a marked-up source as lines.

use crate::article::{Footnotes, Line, LineRole, Note, Text};
use crate::formula;
use crate::span::Span;

/// Running text under construction: words come in source order, lines and paragraphs are ended by
/// the reader of the format.
#[derive(Debug)]
pub(super) struct Flow<'s> {
    source: &'s str,
    lines: Vec<Line>,
    line: Text,
    /// A blank was read and is written before the next word.
    blank: bool,
    /// The next line starts a paragraph.
    gap: bool,
    role: LineRole,
    /// Lines set aside (a footnote inside a sentence) until the paragraph ends.
    later: Vec<Line>,
    /// Texts interrupted by what is set aside, innermost last.
    interrupted: Vec<(Text, LineRole, Vec<Line>, bool)>,
    /// Places of what is printed as it stands.
    literal: Vec<Span>,
    /// The next line begins an item of a list.
    item: bool,
    notes: Footnotes,
}

impl<'s> Flow<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            lines: Vec::new(),
            line: Text::new(),
            blank: false,
            gap: false,
            role: LineRole::Body,
            later: Vec::new(),
            interrupted: Vec::new(),
            literal: Vec::new(),
            item: false,
            notes: Footnotes::default(),
        }
    }

    /// The whole source.
    pub(super) fn source(&self) -> &'s str {
        self.source
    }

    /// The words written to the line so far.
    pub(super) fn line(&self) -> &str {
        self.line.as_str()
    }

    /// Writes the source at `span` as it stands; blanks collapse, line ends end the line.
    pub(super) fn verbatim(&mut self, span: Span) {
        let slice = self.source.get(span.range()).unwrap_or_default();
        let mut word = None;
        for (at, c) in slice.char_indices() {
            if !c.is_whitespace() {
                word.get_or_insert(at);
                continue;
            }
            if let Some(start) = word.take() {
                self.word(Span::new(span.start + start, span.start + at));
            }
            if c == '\n' {
                self.end_line();
            } else {
                self.blank();
            }
        }
        if let Some(start) = word {
            self.word(Span::new(span.start + start, span.end));
        }
    }

    /// Writes the source at `span` as [`Flow::verbatim`] does; nothing in it cites.
    pub(super) fn literal(&mut self, span: Span) {
        self.literal.push(span);
        self.verbatim(span);
    }

    /// Writes the formula that stands at `span`, in its fences of dollars: as Unicode has it (`α` for `$\alpha$`), else as it
    /// stands. Nothing in it cites.
    pub(super) fn formula(&mut self, span: Span) {
        let formula = self.source.get(span.range()).unwrap_or_default().trim_matches('$');
        match formula::plain(formula, false).filter(|text| !text.trim().is_empty()) {
            Some(text) => {
                self.is_literal(span);
                self.replaced(text.trim(), span);
            }
            None => self.literal(span),
        }
    }

    /// What stands at `span` and is written by other means is printed as it stands.
    pub(super) fn is_literal(&mut self, span: Span) {
        self.literal.push(span);
    }

    /// The places of what is printed as it stands, ascending.
    pub(super) fn take_literal(&mut self) -> Vec<Span> {
        let mut literal = std::mem::take(&mut self.literal);
        literal.sort_unstable();
        literal
    }

    /// Marks the words so far with the mark at `span` of the footnote `label`.
    pub(super) fn note_mark(&mut self, label: &str, span: Span) {
        let number = self.notes.mark(label, span);
        self.push_mark(number);
    }

    /// The footnote `label`, whose label stands at `place` and whose words stand at `span`, is defined here.
    pub(super) fn note(&mut self, label: &str, place: Span, span: Span) {
        self.notes.notes.push(Note { label: label.to_owned(), place, span });
    }

    /// Begins a footnote that is written in the line at `span`; [`Flow::resume`] ends it. Others name it by `label`.
    pub(super) fn begin_note(&mut self, label: Option<&str>, place: Span, span: Span) {
        let number = self.notes.inline(label, place, span);
        self.push_mark(number);
        self.set_aside(LineRole::Body);
    }

    /// The last footnote that was begun in the line ends at `end`.
    pub(super) fn note_ends(&mut self, end: usize) {
        if let Some(note) = self.notes.notes.last_mut() {
            note.span.end = end.max(note.span.start);
        }
    }

    /// The footnotes and their marks.
    pub(super) fn take_notes(&mut self) -> Footnotes {
        std::mem::take(&mut self.notes).resolved()
    }

    /// Behind the last word, which may stand on the line before.
    fn push_mark(&mut self, number: usize) {
        let last = if self.line.is_empty() && !self.gap { self.lines.last_mut() } else { None };
        last.map_or(&mut self.line, |line| &mut line.text).push_mark(number);
    }

    /// Writes `words` for what stands at `span` in another spelling.
    pub(super) fn replaced(&mut self, words: &str, span: Span) {
        self.open();
        self.line.push_piece(words, span);
    }

    /// Writes a blank, unless nothing follows on the line.
    pub(super) fn blank(&mut self) {
        self.blank = true;
    }

    /// Whether a blank is written before the next word.
    pub(super) fn is_blank_due(&self) -> bool {
        self.blank
    }

    /// Removes `count` characters from the end of the line.
    pub(super) fn unwrite(&mut self, count: usize) {
        for _ in 0..count {
            self.line.pop();
        }
    }

    /// Ends the line; an empty line is nothing.
    pub(super) fn end_line(&mut self) {
        self.blank = false;
        if self.line.is_empty() {
            return;
        }
        self.lines.push(Line {
            text: std::mem::take(&mut self.line),
            page: 1,
            column: 0,
            indent: 0.0,
            gap_before: std::mem::take(&mut self.gap),
            begins: std::mem::take(&mut self.item),
            role: self.role,
        });
    }

    /// Ends the line and the paragraph; what was set aside comes now.
    pub(super) fn end_paragraph(&mut self) {
        self.end_line();
        self.gap = true;
        if self.interrupted.is_empty() {
            self.lines.append(&mut self.later);
        }
    }

    /// Ends the paragraph; what comes now is an item of a list and goes on nothing.
    pub(super) fn begin_item(&mut self) {
        self.end_paragraph();
        self.item = true;
    }

    /// What the lines are from now on.
    pub(super) fn set_role(&mut self, role: LineRole) {
        self.role = role;
    }

    /// Begins text that stands inside a sentence without belonging to it.
    pub(super) fn set_aside(&mut self, role: LineRole) {
        let line = std::mem::take(&mut self.line);
        let lines = std::mem::take(&mut self.lines);
        self.interrupted.push((line, self.role, lines, self.gap));
        self.role = role;
        self.gap = true;
        self.blank = false;
    }

    /// Ends what [`Flow::set_aside`] began.
    pub(super) fn resume(&mut self) {
        let Some((line, role, lines, gap)) = self.interrupted.pop() else { return };
        self.end_line();
        let aside = std::mem::replace(&mut self.lines, lines);
        self.later.extend(aside);
        (self.line, self.role, self.gap) = (line, role, gap);
    }

    /// The lines, all texts ended.
    pub(super) fn into_lines(mut self) -> Vec<Line> {
        while !self.interrupted.is_empty() {
            self.resume();
        }
        self.end_paragraph();
        self.lines
    }

    fn word(&mut self, span: Span) {
        self.open();
        self.line.push_source(self.source, span);
    }

    /// Writes the blank that is due.
    fn open(&mut self) {
        if std::mem::take(&mut self.blank) && !self.line.is_empty() {
            self.line.push_synthetic(" ");
        }
    }
}

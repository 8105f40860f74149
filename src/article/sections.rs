//! Lines to paragraphs: hyphens undone, lines joined, headings told apart.

use std::ops::Range;

use super::run_in::end_of_heading;
use super::{Article, Line, LineRole, Text, hyphen};

/// A paragraph of running text, or a heading.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// The words, lines joined and line-end hyphenation undone.
    pub text: Text,
    /// What the paragraph is.
    pub kind: ParagraphKind,
    /// The nearest heading above, as printed.
    pub section: Option<String>,
    /// The lines of the article that it was made from, and what stands between them.
    pub lines: Range<usize>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// A heading.
    Heading,
    /// A caption, a table, a note under the text: cited places in it are not the running text's.
    Aside,
}

/// The paragraphs of `article` in reading order, leaving out the lines of `skip` (the reference lists).
///
/// A paragraph goes on over column ends, page ends, figures and notes as long as its last sentence is open.
pub fn paragraphs(article: &Article, skip: &[Range<usize>]) -> Vec<Paragraph> {
    let read = |&(at, line): &(usize, &Line)| {
        !skip.iter().any(|lines| lines.contains(&at)) && line.role != LineRole::Furniture
    };
    let mut lines = article.lines.iter().enumerate().filter(read).peekable();
    let mut builder = Builder::new(article);
    while let Some((at, line)) = lines.next() {
        let next = lines.peek().map(|&(_, next)| next);
        builder.add(at, line, next);
    }
    builder.paragraphs.into_iter().flat_map(parted).collect()
}

/// `paragraph` with a heading that runs into it as a paragraph of its own.
fn parted(paragraph: Paragraph) -> impl Iterator<Item = Paragraph> {
    let text = paragraph.text.as_str();
    let end = end_of_heading(text).filter(|_| paragraph.kind == ParagraphKind::Body);
    let Some(end) = end else { return [Some(paragraph), None].into_iter().flatten() };
    let part = |span: std::ops::Range<usize>, kind| {
        Some(Paragraph { text: paragraph.text.slice(span.into()), kind, ..paragraph.clone() })
    };
    // A blank parts them.
    let (heading, body) =
        (part(0..end, ParagraphKind::Heading), part(end + 1..text.len(), ParagraphKind::Body));
    [heading, body].into_iter().flatten()
}

/// Paragraphs under construction.
struct Builder<'a> {
    article: &'a Article,
    paragraphs: Vec<Paragraph>,
    /// Index of the paragraph of running text that may go on, and its last line.
    open: Option<(usize, &'a Line)>,
    section: Option<String>,
    /// Length of a full line, in characters: the running mean of the lines that went on.
    full: f32,
}

impl<'a> Builder<'a> {
    fn new(article: &'a Article) -> Self {
        Self { article, paragraphs: Vec::new(), open: None, section: None, full: 0.0 }
    }

    /// Adds the line at index `at`; `next` is the next line that is read.
    fn add(&mut self, at: usize, line: &'a Line, next: Option<&Line>) {
        match line.role {
            LineRole::Heading => self.add_heading(at, line),
            LineRole::Aside => self.add_aside(at, line),
            LineRole::Body | LineRole::Furniture if self.is_heading(line, next) => self.add_heading(at, line),
            LineRole::Body | LineRole::Furniture => self.add_body(at, line),
        }
    }

    fn add_heading(&mut self, at: usize, line: &Line) {
        if !self.continues(ParagraphKind::Heading, at, line) {
            self.push(ParagraphKind::Heading, at, line);
        }
        self.section = self.paragraphs.last().map(|p| p.text.to_string());
        self.open = None;
    }

    fn add_aside(&mut self, at: usize, line: &Line) {
        if !self.continues(ParagraphKind::Aside, at, line) {
            self.push(ParagraphKind::Aside, at, line);
        }
    }

    fn add_body(&mut self, at: usize, line: &'a Line) {
        let open = self.open.and_then(|(index, last)| Some((self.paragraphs.get_mut(index)?, index, last)));
        if let Some((paragraph, index, last)) = open
            && goes_on(paragraph.text.as_str(), last, line)
        {
            let len = last.text.as_str().chars().count() as f32;
            self.full = if self.full == 0.0 { len } else { 0.9 * self.full + 0.1 * len };
            hyphen::join(&mut paragraph.text, &line.text, &self.article.words);
            paragraph.lines.end = at + 1;
            self.open = Some((index, line));
            return;
        }
        self.open = Some((self.paragraphs.len(), line));
        self.push(ParagraphKind::Body, at, line);
    }

    /// Joins `line` to the last paragraph if that is of the same `kind` and ends right above.
    fn continues(&mut self, kind: ParagraphKind, at: usize, line: &Line) -> bool {
        let last = self.paragraphs.last_mut();
        let Some(last) = last.filter(|l| l.kind == kind && l.lines.end == at && !line.gap_before) else {
            return false;
        };
        hyphen::join(&mut last.text, &line.text, &self.article.words);
        last.lines.end = at + 1;
        true
    }

    fn push(&mut self, kind: ParagraphKind, at: usize, line: &Line) {
        let section = self.section.clone();
        self.paragraphs.push(Paragraph { text: line.text.clone(), kind, section, lines: at..at + 1 });
    }

    /// Whether a line of body type is a heading: it is short, opens with a capital or a number and
    /// does not end as a sentence does, and sentences end above it and begin below it.
    fn is_heading(&self, line: &Line, next: Option<&Line>) -> bool {
        let text = line.text.as_str();
        let above = self.open.and_then(|(index, _)| self.paragraphs.get(index));
        let stands_off = line.gap_before || above.is_none_or(|p| ends_sentence(p.text.as_str()));
        let is_short = (text.chars().count() as f32) < 0.7 * self.full.min(100.0);
        let opens = |text: &str| text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let ends = text.ends_with(|c: char| c.is_alphanumeric() || c == ')' || c == '?');
        let next_opens = next.is_some_and(|n| opens(n.text.as_str()) || n.gap_before);
        let has_word = text.split(' ').any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3);
        stands_off && is_short && opens(text) && ends && next_opens && has_word
    }
}

/// Whether `line` goes on a paragraph that reads `text` so far and ends with the line `last`.
fn goes_on(text: &str, last: &Line, line: &Line) -> bool {
    let is_open = !ends_sentence(text);
    if last.page != line.page || last.column != line.column {
        return is_open;
    }
    let is_indented = line.indent >= 1.0 && last.indent < 0.5 && line.indent < 12.0;
    if line.gap_before {
        return is_open && line.text.as_str().starts_with(|c: char| c.is_lowercase() || c == '[');
    }
    is_open || !is_indented
}

/// Whether `text` ends as a sentence does, citation markers and quotation marks aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let is_mark = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹⁻,”’\"')] ".contains(c) || c.is_ascii_digit();
    let bare = text.trim_end_matches(|c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹⁻”’\"')] ".contains(c));
    let unmarked = text.trim_end_matches(is_mark).trim_end_matches(['[', '(']).trim_end();
    bare.ends_with(['.', '!', '?', ':']) || unmarked.ends_with(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::{ParagraphKind, paragraphs};

    #[track_caller]
    fn check(text: &str, expected: &[(ParagraphKind, &str)]) {
        let article = crate::read("a.txt", text.as_bytes()).unwrap();
        let found = paragraphs(&article, &[]);
        let found: Vec<_> = found.iter().map(|p| (p.kind, p.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn open_sentences_go_on_over_a_page_end() {
        use ParagraphKind::Body;
        check(
            "The ports of the south have grown\n\x0cin every year since.\n",
            &[(Body, "The ports of the south have grown in every year since.")],
        );
    }

    #[test]
    fn a_gap_ends_a_finished_sentence_only() {
        use ParagraphKind::Body;
        check(
            "Ports have grown [1].\n\nTrade has not.\n",
            &[(Body, "Ports have grown [1]."), (Body, "Trade has not.")],
        );
        check("Ports have grown in\n\nevery year.\n", &[(Body, "Ports have grown in every year.")]);
    }

    #[test]
    fn short_lines_between_sentences_are_headings() {
        use ParagraphKind::{Body, Heading};
        check(
            "Ports have grown in every year since the\nsecond survey of the southern provinces.\nTrade and tolls\nTolls have \
             not grown.\n",
            &[
                (Body, "Ports have grown in every year since the second survey of the southern provinces."),
                (Heading, "Trade and tolls"),
                (Body, "Tolls have not grown."),
            ],
        );
    }
}

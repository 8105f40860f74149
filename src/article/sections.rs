//! Lines to paragraphs: hyphens undone, lines joined, headings told apart.

use std::collections::BTreeSet;
use std::ops::Range;

use super::counted::counted;
use super::run_in::{end_of_heading, end_of_numbered, ends_with_small_word};
use super::{Article, Line, LineRole, Text, columns, headings, hyphen, unwrapped};
use crate::raised::is_raised_digit;

/// Most paragraphs that wait for the rest of their last sentence.
const WAITING: usize = 8;

/// How much better, in log-odds, words must go on an earlier paragraph than the last one, and how well at least.
const EARLIER: f32 = 1.0;
const LEAST: f32 = 0.5;

/// What it costs to go on a paragraph that one more has followed.
const FARTHER: f32 = 0.3;

/// Fewest words of a paragraph that may break off.
const FEWEST_WORDS: usize = 8;

/// Words at its end by which it is judged.
const MOST_WORDS: usize = 200;

/// How well words with a capital must go on a paragraph over a gap.
const OVER_GAP: f32 = 1.0;

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
    let end = end_of_heading(text)
        .or_else(|| end_of_numbered(text))
        .filter(|_| paragraph.kind == ParagraphKind::Body);
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
    /// Earlier ones whose last sentence is open, and their last lines.
    waiting: Vec<(usize, &'a Line)>,
    /// The last line that was added, by index.
    above: Option<usize>,
    section: Option<String>,
    /// Length of a full line, in characters: the running mean of the lines that went on.
    full: f32,
    /// Whether each paragraph stands on one line, between blank ones.
    is_unwrapped: bool,
    /// The lines that are headings by their numbers alone.
    counted: BTreeSet<usize>,
}

impl<'a> Builder<'a> {
    fn new(article: &'a Article) -> Self {
        Self {
            article,
            paragraphs: Vec::new(),
            open: None,
            waiting: Vec::new(),
            above: None,
            section: None,
            full: 0.0,
            is_unwrapped: unwrapped::is_unwrapped(article),
            counted: counted(&article.lines),
        }
    }

    /// Adds the line at index `at`; `next` is the next line that is read.
    fn add(&mut self, at: usize, line: &'a Line, next: Option<&Line>) {
        match line.role {
            LineRole::Heading if !is_run_in(line) => self.add_heading(at, line),
            LineRole::Aside => self.add_aside(at, line),
            LineRole::Body | LineRole::Furniture if self.is_heading(at, line, next) => {
                self.add_heading(at, line)
            }
            LineRole::Heading | LineRole::Body | LineRole::Furniture => self.add_body(at, line),
        }
        self.above = Some(at);
    }

    fn add_heading(&mut self, at: usize, line: &Line) {
        self.suspend();
        if self.begins_heading(line) || !self.continues(ParagraphKind::Heading, at, line) {
            self.push(ParagraphKind::Heading, at, line);
        }
        self.section = self.paragraphs.last().map(|p| p.text.to_string());
        self.open = None;
    }

    /// Whether the heading on `line` is another one than the heading above it: it has a number of its own, or what stands
    /// above is the whole name of a part, `Background`.
    fn begins_heading(&self, line: &Line) -> bool {
        let text = line.text.as_str();
        let above = self.paragraphs.last().filter(|p| p.kind == ParagraphKind::Heading);
        let is_whole = above.is_some_and(|above| headings::is_part(above.text.as_str()));
        headings::is_numbered(text) || is_whole && text.starts_with(char::is_uppercase)
    }

    fn add_aside(&mut self, at: usize, line: &Line) {
        if !self.continues(ParagraphKind::Aside, at, line) {
            self.push(ParagraphKind::Aside, at, line);
        }
    }

    fn add_body(&mut self, at: usize, line: &'a Line) {
        let resumed = self.resumed(at, line);
        let over_gap = resumed.is_none() && self.goes_on_over_gap(line);
        if let Some(at) = resumed {
            self.suspend();
            self.open = Some(self.waiting.remove(at));
        }
        let open = self.open.and_then(|(index, last)| Some((self.paragraphs.get_mut(index)?, index, last)));
        if let Some((paragraph, index, last)) = open
            && (resumed.is_some() || goes_on(paragraph.text.as_str(), last, line) || over_gap)
        {
            let len = last.text.as_str().chars().count() as f32;
            self.full = if self.full == 0.0 { len } else { 0.9 * self.full + 0.1 * len };
            hyphen::join(&mut paragraph.text, &line.text, &self.article.words);
            paragraph.lines.end = at + 1;
            self.open = Some((index, line));
            return;
        }
        self.suspend();
        self.open = Some((self.paragraphs.len(), line));
        // Key words close the abstract, and the last of its parts; they may also stand beside the introduction.
        if headings::begins_key_words(line.text.as_str()) {
            self.section.take_if(|section| !headings::opens_text(section));
        }
        let words = line.text.as_str();
        if let Some(heading) = end_of_numbered(words).and_then(|end| words.get(..end)) {
            self.section = Some(heading.to_owned());
        }
        self.push(ParagraphKind::Body, at, line);
    }

    /// Lets the paragraph that may go on wait for the rest of its last sentence, if that is open.
    fn suspend(&mut self) {
        let Some((index, last)) = self.open.take() else { return };
        let text = self.paragraphs.get(index).map_or("", |p| p.text.as_str());
        if !ends_sentence(text) && self.is_broken_off(text, last) {
            if self.waiting.len() >= WAITING {
                self.waiting.remove(0);
            }
            self.waiting.push((index, last));
        }
    }

    /// Whether `line`, though a gap stands above it and no small letter begins it, goes on the open paragraph.
    fn goes_on_over_gap(&self, line: &Line) -> bool {
        let open =
            self.open.and_then(|(index, last)| Some((self.paragraphs.get(index)?.text.as_str(), last)));
        let Some((text, last)) = open.filter(|_| line.gap_before) else { return false };
        let (is_same, is_open) = ((last.page, last.column) == (line.page, line.column), !ends_sentence(text));
        let goes_on = || columns::goes_on(text, line.text.as_str()) > OVER_GAP;
        is_same && is_open && self.is_broken_off(text, last) && goes_on()
    }

    /// Whether a paragraph that reads `text` and ends with the line `last` may break off there: it is running text,
    /// not a title or a name, and its last line is full.
    fn is_broken_off(&self, text: &str, last: &Line) -> bool {
        let last_words = || text.rsplit(' ').take(MOST_WORDS);
        let words = last_words().count();
        let small = last_words().filter(|w| w.starts_with(char::is_lowercase)).count();
        let is_prose = words >= FEWEST_WORDS && small * 5 >= words * 3;
        is_prose && self.full > 0.0 && last.text.as_str().chars().count() as f32 >= 0.7 * self.full
    }

    /// The paragraph that waits for `line`, by its place among those that wait: a line that goes on a sentence
    /// and begins a block, where it goes on the last paragraph less well.
    fn resumed(&self, at: usize, line: &Line) -> Option<usize> {
        let words = line.text.as_str();
        let text = |index: usize| self.paragraphs.get(index).map_or("", |p| p.text.as_str());
        let above = |(_, last): (usize, &Line)| (last.page, last.column) == (line.page, line.column);
        let begins =
            line.gap_before || self.above.map(|above| above + 1) != Some(at) || !self.open.is_some_and(above);
        if !begins || !words.starts_with(char::is_lowercase) {
            return None;
        }
        let last = self.open.map(|(index, _)| text(index)).filter(|text| !ends_sentence(text));
        let last = last.map_or(LEAST, |text| columns::goes_on(text, words) + EARLIER);
        let steps_back = (0..self.waiting.len()).rev();
        let scores = self
            .waiting
            .iter()
            .zip(steps_back)
            .map(|(&(index, _), back)| columns::goes_on(text(index), words) - FARTHER * back as f32);
        let best = scores.enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
        (best.1 > last).then_some(best.0)
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
    fn is_heading(&self, at: usize, line: &Line, next: Option<&Line>) -> bool {
        let text = line.text.as_str();
        if headings::is_part(text) || self.counted.contains(&at) {
            return true;
        }
        let is_open = || ends_with_small_word(text) && !next.is_some_and(begins_sentence);
        if is_run_in(line) || is_open() || headings::holds_marker(text) {
            return false;
        }
        if self.is_unwrapped {
            return self.is_parted_heading(at);
        }
        let above = self.open.and_then(|(index, _)| self.paragraphs.get(index));
        let stands_off = line.gap_before || above.is_none_or(|p| ends_sentence(p.text.as_str()));
        // A gap shows a heading as well, where no word of it and of what follows speaks for a sentence.
        let may_close = || !ends_with_small_word(text);
        let most = match next {
            _ if headings::is_numbered(text) => 1.1,
            Some(next) if line.gap_before && may_close() && begins_sentence(next) => 0.85,
            _ => 0.7,
        };
        let is_short = (text.chars().count() as f32) < most * self.full.min(100.0);
        let opens = |text: &str| text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let ends = text.ends_with(|c: char| c.is_alphanumeric() || c == ')' || c == '?');
        let next_opens = next.is_some_and(|n| opens(n.text.as_str()) || n.gap_before);
        let has_word = text.split(' ').any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3);
        stands_off && is_short && opens(text) && ends && next_opens && has_word
    }

    /// Whether the line at `at` of a text with one line a paragraph is a heading: it reads so, and what stands above it
    /// ends a sentence or is none.
    fn is_parted_heading(&self, at: usize) -> bool {
        let closes = |p: &Paragraph| p.kind != ParagraphKind::Body || ends_sentence(p.text.as_str());
        self.paragraphs.last().is_some_and(closes) && unwrapped::is_heading(&self.article.lines, at)
    }
}

/// Whether `line` begins with a numbered heading that runs into its paragraph.
fn is_run_in(line: &Line) -> bool {
    end_of_numbered(line.text.as_str()).is_some()
}

/// Whether `line` begins with a capital.
fn begins_sentence(line: &Line) -> bool {
    line.text.as_str().starts_with(char::is_uppercase)
}

/// Whether `line` goes on a paragraph that reads `text` so far and ends with the line `last`.
fn goes_on(text: &str, last: &Line, line: &Line) -> bool {
    let is_open = !ends_sentence(text);
    if line.begins || headings::begins_key_words(line.text.as_str()) {
        return false;
    }
    if !is_open && is_run_in(line) {
        return false;
    }
    if headings::begins_key_words(text) && is_after_list(last, line) {
        return false;
    }
    if last.page != line.page || last.column != line.column {
        return is_open;
    }
    let is_indented = line.indent >= 1.0 && last.indent < 0.5 && line.indent < 12.0;
    if line.gap_before {
        return is_open && line.text.as_str().starts_with(|c: char| c.is_lowercase() || c == '[');
    }
    is_open || !is_indented
}

/// Whether `line` stands below the end of a list of key words, whose last line is `last`.
fn is_after_list(last: &Line, line: &Line) -> bool {
    let (above, below) = (last.text.as_str(), line.text.as_str());
    let is_short = above.chars().count() * 10 < below.chars().count() * 9;
    !above.ends_with([';', ',', '-', '‐'])
        && (line.gap_before || line.indent >= last.indent + 1.0 || is_short)
}

/// Bytes of marks behind a sentence that are looked through: whole paragraphs of them are none.
const MOST_MARKS: usize = 512;

/// Whether `text` ends as a sentence does, citation markers and quotation marks aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let from = text.ceil_char_boundary(text.len().saturating_sub(MOST_MARKS));
    let text = text.get(from..).unwrap_or_default();
    let is_mark = |c: char| is_raised_digit(c) || "⁻,”’\"')] ".contains(c) || c.is_ascii_digit();
    let bare = text.trim_end_matches(|c: char| is_raised_digit(c) || "⁻”’」』\"')] ".contains(c));
    let unmarked = text.trim_end_matches(is_mark).trim_end_matches(['[', '(']).trim_end();
    let stops = ['.', '!', '?', '。', '！', '？'];
    bare.ends_with(stops) || bare.ends_with(':') || unmarked.ends_with(stops)
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

    #[test]
    fn numbered_headings_may_run_into_their_paragraphs() {
        let text = "Ports have grown in every year since the\nsecond survey of the southern provinces.\n2.3. Trade and Tolls. \
                    Tolls of the north have\nnot grown.\n";
        let article = crate::read("a.txt", text.as_bytes()).unwrap();
        let found = paragraphs(&article, &[]);
        let found: Vec<_> = found.iter().map(|p| (p.kind, p.text.as_str(), p.section.as_deref())).collect();
        let heading = "2.3. Trade and Tolls.";
        assert_eq!(
            found[1..],
            [
                (ParagraphKind::Heading, heading, Some(heading)),
                (ParagraphKind::Body, "Tolls of the north have not grown.", Some(heading)),
            ]
        );
    }

    #[test]
    fn a_sentence_goes_on_behind_what_stands_between() {
        use ParagraphKind::Body;
        let text = "The ports of the south have grown in every year\nsince the survey, and their tolls have been the\n\n\
                    Map of the Ports of Arle\nSurvey of the Offices\n\nhighest of all of them in the last of these years.\n";
        let article = crate::read("a.txt", text.as_bytes()).unwrap();
        let found = paragraphs(&article, &[]);
        let body = found.iter().find(|p| p.kind == Body && p.text.as_str().starts_with("The ports"));
        let expected = "The ports of the south have grown in every year since the survey, and their tolls have been the \
                        highest of all of them in the last of these years.";
        assert_eq!(body.map(|p| p.text.as_str()), Some(expected));
    }

    #[test]
    fn key_words_and_parts_are_no_sentences() {
        use ParagraphKind::{Body, Heading};
        check(
            "Keywords: ports; tolls; mills; roads of the south;\nArle\nIntroduction\nThe ports of the south have grown.\n",
            &[
                (Body, "Keywords: ports; tolls; mills; roads of the south; Arle"),
                (Heading, "Introduction"),
                (Body, "The ports of the south have grown."),
            ],
        );
    }
}

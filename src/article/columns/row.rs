//! The rows of a source and their words.

use std::cell::OnceCell;
use std::collections::HashSet;

use foldhash::HashMap;

use super::continuation::{Side, continuation};
use super::features::{Begun, End, Start, Token};
use super::spacing;
use super::widths::{BLANK, width};
use crate::article::{Source, line_numbers};
use crate::span::Span;

/// What it tells that the halves of a hyphenated word make a word that the article has.
const REJOINED: f32 = 3.0;

/// Blanks between the words of a line that was stretched to fill its column.
pub(super) const STRETCHED: u32 = 2;

/// A word of a row.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Where it stands in the source.
    pub(super) span: Span,
    /// What the model of continuation sees of it.
    pub(super) token: Token,
    /// Width in ems.
    pub(super) width: f32,
    /// Blanks before it.
    pub(super) gap: u32,
    /// Characters of the row before it.
    pub(super) column: u32,
    /// Characters in it.
    pub(super) chars: u32,
    /// Whether it ends a sentence or an item: a line that ends so may be short.
    pub(super) is_terminal: bool,
    /// Whether it ends with a hyphen.
    pub(super) is_hyphenated: bool,
    /// Whether it begins in lower case.
    pub(super) is_lower: bool,
    /// Its number, if it looks like the label of an item of a list: `12.`, `[3]`.
    pub(super) label: Option<u32>,
    /// Whether it is punctuation that a raised number has pushed off its word.
    pub(super) is_loose: bool,
    /// Whether an empty row stands above its row.
    pub(super) is_after_blank: bool,
    /// Raised numbers that stand directly before and after it.
    pub(super) raised: (Option<Span>, Option<Span>),
}

impl Word {
    /// Characters of the row up to its end.
    pub(super) fn end(&self) -> u32 {
        self.column + self.chars
    }
}

/// A printed row: the words `words.start..words.end` of the whole source.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Where it stands in the source.
    pub(super) span: Span,
    /// Index of its first word.
    pub(super) start: usize,
    /// One past its last word.
    pub(super) end: usize,
    /// Page, 1-based.
    pub(super) page: u32,
    /// The stretch of rows that is read by itself: its page, where that is known.
    pub(super) sheet: u32,
    /// Whether an empty row stands above it.
    pub(super) after_blank: bool,
    /// Characters before its first word.
    pub(super) indent: u32,
    /// Whether it is a running head, a page number or the like.
    pub(super) is_furniture: bool,
}

/// The rows of a source that hold words, and the words of all of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows<'a> {
    /// The text of the source.
    source: &'a str,
    pub(super) rows: Vec<Row>,
    pub(super) words: Vec<Word>,
    /// How often two words stand side by side in a row, by the hashes of both.
    pairs: HashMap<(u32, u32), u32>,
    /// In how many rows each word stands, by its hash.
    vocabulary: HashMap<u32, u32>,
    /// Those of its words that may tell what a row speaks of.
    telling: Vec<Option<(u32, u32)>>,
    /// A line that ends with each word, and one that begins with it, once they were asked for.
    ends: Vec<OnceCell<Side<Begun>>>,
    starts: Vec<OnceCell<Side<Start>>>,
    /// How many of the words before each one stand behind a wide gap, and how many are numbers.
    sums: Vec<(u32, u32)>,
}

impl<'a> Rows<'a> {
    /// The rows of `source`.
    pub(super) fn of(source: &'a Source) -> Self {
        let text = source.text();
        let begins =
            |pair: &&[u8]| matches!(pair, [a, b] if a.is_ascii_whitespace() && !b.is_ascii_whitespace());
        let words = Vec::with_capacity(text.as_bytes().windows(2).filter(begins).count() + 1);
        let mut all = Self { source: text, words, ..Self::default() };
        let numbers = line_numbers::places(source);
        // Empty rows above each row, and above the next one; those beside a line number on its own are no end of it.
        let (mut above, mut empty) = (Vec::new(), 0);
        for span in source.rows() {
            let start = all.words.len();
            all.push_words(source.text(), span, &numbers);
            let is_furniture = all.words.len() == start && !all.text_of(span).trim().is_empty();
            if is_furniture {
                all.push_words(source.text(), span, &HashSet::new());
            }
            if all.words.len() == start {
                empty += 1;
                continue;
            }
            let page = source.page_at(span.start);
            let indent = all.words.get(start).map_or(0, |w| w.gap);
            let end = all.words.len();
            all.rows.push(Row {
                span,
                start,
                end,
                page,
                sheet: page,
                after_blank: false,
                indent,
                is_furniture,
            });
            above.push(empty);
            empty = if is_furniture { empty } else { 0 };
        }
        all.mark_gaps(&above);
        all.number_sheets();
        all
    }

    /// Marks the rows that more empty ones stand above than between the lines of the text; `above` has their number for each row.
    fn mark_gaps(&mut self, above: &[usize]) {
        let usual = spacing::between_lines(self, above);
        for (row, &empty) in self.rows.iter_mut().zip(above) {
            row.after_blank = empty > usual;
            for word in self.words.get_mut(row.start..row.end).unwrap_or_default() {
                word.is_after_blank = row.after_blank;
            }
        }
    }

    /// A row as printed.
    pub(super) fn text(&self, row: &Row) -> &str {
        self.text_of(row.span)
    }

    pub(super) fn text_of(&self, span: Span) -> &'a str {
        self.source.get(span.range()).unwrap_or_default()
    }

    /// A row in lower case, every number as `#`, blanks left out.
    pub(super) fn pattern(&self, row: &Row) -> String {
        let printed = self.text(row);
        let mut pattern = String::new();
        for c in printed.chars().take(400).filter(|c| !c.is_whitespace()) {
            if !c.is_ascii_digit() {
                pattern.extend(c.to_lowercase());
            } else if !pattern.ends_with('#') {
                pattern.push('#');
            }
        }
        pattern
    }

    /// Whether a row is a number and nothing else.
    pub(super) fn is_number(&self, row: &Row) -> bool {
        self.text(row).chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
    }

    /// The numbers printed in a row; one too long for a number is as good as any other.
    pub(super) fn numbers(&self, row: &Row) -> Vec<u64> {
        let digits = self.text(row).split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty());
        digits.take(100).map(|d| d.parse().unwrap_or(u64::MAX)).collect()
    }

    /// Adds the words of `row`, but for those that begin at one of `left_out`.
    fn push_words(&mut self, source: &str, row: Span, left_out: &HashSet<usize>) {
        let slice = source.get(row.range()).unwrap_or_default();
        let (mut column, mut at) = (0, 0);
        for printed in slice.split_whitespace() {
            let start = printed.as_ptr() as usize - slice.as_ptr() as usize;
            if left_out.contains(&(row.start + start)) {
                continue;
            }
            let gap = slice.get(at..start).unwrap_or_default().chars().count() as u32;
            column += gap;
            let span = Span::new(row.start + start, row.start + start + printed.len());
            let chars = printed.chars().count() as u32;
            let is_loose = printed.chars().all(|c| ".,;:".contains(c));
            let last = self.words.last().filter(|_| is_loose && at > 0);
            let token = match last.and_then(|w| source.get(w.span.range())) {
                Some(before) => Token::of(&format!("{before}{printed}")),
                None => Token::of(printed),
            };
            self.words.push(Word {
                span,
                token,
                width: width(printed),
                gap,
                column,
                chars,
                is_terminal: printed.ends_with(['.', '?', '!', ':', ']', '”']),
                is_hyphenated: printed.ends_with(['-', '‐', '\u{ad}']),
                is_lower: printed.starts_with(char::is_lowercase),
                label: label(printed),
                is_loose,
                is_after_blank: false,
                raised: (None, None),
            });
            column += chars;
            at = start + printed.len();
        }
    }

    /// What it tells that the two halves of a word hyphenated at a line end are a word that the article has.
    pub(super) fn rejoined(&self, tail: usize, head: usize) -> f32 {
        let (Some(tail), Some(head)) = (self.words.get(tail), self.words.get(head)) else { return 0.0 };
        if !tail.is_hyphenated || !head.is_lower {
            return 0.0;
        }
        let printed = self.source.get(head.span.range()).unwrap_or_default();
        if self.vocabulary.contains_key(&tail.token.followed_by(printed)) { REJOINED } else { 0.0 }
    }

    /// How well the word `head` goes on the word `tail`.
    pub(super) fn joined(&self, tail: usize, head: usize) -> f32 {
        match (self.ends.get(tail), self.starts.get(head)) {
            (Some(end), Some(start)) => {
                let end = end.get_or_init(|| self.end_at(tail));
                continuation(end, start.get_or_init(|| self.start_at(head)))
            }
            _ => continuation(&self.end_at(tail), &self.start_at(head)),
        }
    }

    fn end_at(&self, word: usize) -> Side<Begun> {
        let before = self.words.get(..=word).unwrap_or_default();
        Side::end(End::of(before.iter().map(|w| w.token)))
    }

    fn start_at(&self, word: usize) -> Side<Start> {
        let after = self.words.get(word..).unwrap_or_default();
        Side::start(Start::of(after.iter().map(|w| w.token)))
    }

    /// Counts which words there are, and which stand side by side.
    pub(super) fn count_words(&mut self) {
        self.ends = vec![OnceCell::new(); self.words.len()];
        self.starts = vec![OnceCell::new(); self.words.len()];
        let mut sum = (0, 0);
        self.sums = vec![sum];
        for word in &self.words {
            sum.0 += u32::from(word.gap >= STRETCHED);
            sum.1 += u32::from(word.token.is_number());
            self.sums.push(sum);
        }
        self.pairs.reserve(self.words.len());
        let mut distinct = Vec::new();
        for row in &self.rows {
            let words = self.words.get(row.start..row.end).unwrap_or_default();
            distinct.clear();
            distinct.extend(words.iter().map(|w| w.token.word));
            distinct.sort_unstable();
            distinct.dedup();
            for &word in &distinct {
                *self.vocabulary.entry(word).or_insert(0) += 1;
            }
            for pair in words.windows(2) {
                if let [a, b] = pair {
                    *self.pairs.entry((a.token.word, b.token.word)).or_insert(0) += 1;
                }
            }
        }
        let telling = |word: &Word| {
            let seen = self.vocabulary.get(&word.token.word).copied().unwrap_or(0);
            (word.chars >= 3 && !word.token.is_number() && seen > 1).then_some((word.token.word, seen))
        };
        self.telling = self.words.iter().map(telling).collect();
    }

    /// Whether the words `start..end` are cells of a table: numbers for the most part.
    pub(super) fn are_cells(&self, start: usize, end: usize) -> bool {
        2 * self.counted(start, end).1 as usize >= end - start
    }

    /// Whether most gaps between the words `start..end` are wide.
    pub(super) fn is_stretched(&self, start: usize, end: usize) -> bool {
        let inner = end.saturating_sub(start + 1);
        let wide = self.counted(end - inner, end).0 as usize;
        wide >= 2 && wide * 5 >= inner * 3
    }

    /// How many of the words `start..end` stand behind a wide gap, and how many are numbers.
    fn counted(&self, start: usize, end: usize) -> (u32, u32) {
        let upto = |word| self.sums.get(word).copied().unwrap_or_default();
        (upto(end).0 - upto(start).0, upto(end).1 - upto(start).1)
    }

    /// The hash of the word at `index`, and in how many rows it stands, if these are several and it may tell what they speak of.
    pub(super) fn telling(&self, index: usize) -> Option<(u32, u32)> {
        self.telling.get(index).copied().flatten()
    }

    /// How often the words at `first` and `second` stand side by side in a row.
    pub(super) fn met(&self, first: usize, second: usize) -> u32 {
        let pair = (self.token(first).word, self.token(second).word);
        self.pairs.get(&pair).copied().unwrap_or(0)
    }

    /// Width in ems of the words `start..end` at natural spacing.
    pub(super) fn width(&self, start: usize, end: usize) -> f32 {
        let words = self.words.get(start..end).unwrap_or_default();
        words.iter().map(|w| w.width + BLANK).sum::<f32>() - BLANK
    }

    /// The word at `index`.
    pub(super) fn token(&self, index: usize) -> Token {
        self.words.get(index).map(|w| w.token).unwrap_or_default()
    }
}

/// The number that `printed` is, with a point behind it or in brackets.
fn label(printed: &str) -> Option<u32> {
    let number =
        printed.strip_suffix('.').or_else(|| printed.strip_prefix('[').and_then(|p| p.strip_suffix([']'])));
    number.filter(|n| (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
}

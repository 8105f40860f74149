//! The numbers of lines: printed beside each, or beside every fifth, so that reviewers of a manuscript can name them.

use std::collections::HashSet;

use super::Source;
use crate::span::Span;

/// A number beside a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// The row of the text, from its first page to its last, in which it stands.
    pub(super) row: usize,
    pub(super) value: u32,
}

/// Every how many lines a number is printed.
const STEPS: [u32; 4] = [1, 2, 5, 10];

/// Rows within which the next number stands, besides two for each line that has none: captions and rows of tables have
/// none, and extractors print some numbers behind their paragraph.
const REACH: usize = 12;

/// Numbers that are looked at for the next one: others may stand between.
const AHEAD: usize = 8;

/// Fewest line numbers of a text.
const FEWEST: usize = 15;

/// The share of all rows that must be counted, in tenths.
const COUNTED: usize = 4;

/// Most digits of a line number.
const DIGITS: usize = 5;

/// The number that `word` is, if it may be that of a line: `417`.
pub(super) fn number(word: &str) -> Option<u32> {
    let is_number = (1..=DIGITS).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|&value| is_number && value > 0 && !word.starts_with('0'))
}

/// Which of `marks`, in the order of their rows, count the lines of a text of `rows` rows: those that the next line number
/// follows, or that follow the one before, if they count most of the text. Numbers may begin anew on each page.
pub(super) fn counting(marks: &[Mark], rows: usize) -> Vec<bool> {
    for step in STEPS {
        let found = in_steps(marks, step);
        let count = found.iter().filter(|&&counts| counts).count();
        if count >= FEWEST && 10 * count * step as usize >= COUNTED * rows {
            return found;
        }
    }
    vec![false; marks.len()]
}

/// Which of `marks` go on by `step`.
fn in_steps(marks: &[Mark], step: u32) -> Vec<bool> {
    let reach = REACH + 2 * step as usize;
    let mut found = vec![false; marks.len()];
    for (at, mark) in marks.iter().enumerate().filter(|(_, mark)| mark.value.is_multiple_of(step)) {
        let ahead = marks.iter().enumerate().skip(at + 1).take(AHEAD);
        let mut near = ahead.take_while(|(_, next)| next.row - mark.row <= reach);
        let next = near.find(|(_, next)| next.row > mark.row && follows(mark.value, next.value, step));
        for at in next.into_iter().flat_map(|(next, _)| [at, next]) {
            if let Some(found) = found.get_mut(at) {
                *found = true;
            }
        }
    }
    found
}

/// Whether the number `next` is the next but for one that was lost.
fn follows(number: u32, next: u32, step: u32) -> bool {
    next == number + step || next == number + 2 * step
}

/// The bytes at which the line numbers of `source` begin: first or last words of rows, or words behind a gap between columns.
pub(super) fn places(source: &Source) -> HashSet<usize> {
    let text = |span: Span| source.text().get(span.range()).unwrap_or_default();
    let printed: Vec<Span> = source.rows().filter(|&row| !text(row).trim().is_empty()).collect();
    let bare = printed.iter().filter(|&&row| number(text(row).trim()).is_some()).count();
    let marked = printed.iter().enumerate().flat_map(|(at, &row)| {
        let words = beside_text(text(row));
        words.map(move |(start, value)| (row.start + start, Mark { row: at, value }))
    });
    let (starts, marks): (Vec<usize>, Vec<Mark>) = marked.unzip();
    let counts = counting(&marks, printed.len() - bare);
    let found = starts.into_iter().zip(counts).filter(|f| f.1).map(|f| f.0);
    let (labels, others): (Vec<usize>, Vec<usize>) = found.partition(|&at| begins_row(source, at));
    let labels = if begin_items(source, &labels) { Vec::new() } else { labels };
    others.into_iter().chain(labels).collect()
}

/// Whether the word at byte `at` begins its row, with others behind it.
fn begins_row(source: &Source, at: usize) -> bool {
    let before = source.text().get(..at).unwrap_or_default();
    let line = before.rsplit(['\n', '\r', '\x0c']).next().unwrap_or_default();
    line.trim().is_empty() && second(source, at).is_some()
}

/// The word behind the one at byte `at`, in its row.
fn second(source: &Source, at: usize) -> Option<&str> {
    source.text().get(at..)?.lines().next()?.split_whitespace().nth(1)
}

/// The words of `row` that are numbers and stand at its begin, at its end, or behind a gap, by the byte at which they begin.
fn beside_text(row: &str) -> impl Iterator<Item = (usize, u32)> {
    let words = row.split_whitespace().map(|word| (word.as_ptr() as usize - row.as_ptr() as usize, word));
    words.filter_map(move |(start, word)| {
        let value = number(word)?;
        let (before, behind) = (row.get(..start)?, row.get(start + word.len()..)?);
        let is_beside = before.trim().is_empty() || behind.trim().is_empty() || before.ends_with("  ");
        is_beside.then_some((start, value))
    })
}

/// Whether the numbers at `places`, which begin rows, begin the items of a list, none of which goes on a sentence as lines of a
/// text do.
fn begin_items(source: &Source, places: &[usize]) -> bool {
    let goes_on = |&&at: &&usize| second(source, at).is_some_and(|word| word.starts_with(char::is_lowercase));
    10 * places.iter().filter(goes_on).count() < places.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(numbers: &[(usize, u32)]) -> Vec<Mark> {
        numbers.iter().map(|&(row, value)| Mark { row, value }).collect()
    }

    #[test]
    fn numbers_of_lines() {
        assert_eq!(number("417"), Some(417));
        for word in ["0", "007", "1.", "[1]", "123456", "x", ""] {
            assert_eq!(number(word), None, "{word}");
        }
    }

    #[test]
    fn each_line_or_every_fifth() {
        let each: Vec<_> = (0..40).map(|row| (row, 1 + row as u32)).collect();
        assert_eq!(counting(&marks(&each), 45), vec![true; 40]);
        let fifth: Vec<_> = (1..20).map(|n| (5 * n, 5 * n as u32)).collect();
        assert_eq!(counting(&marks(&fifth), 100), vec![true; 19]);
    }

    #[test]
    fn anew_on_each_page() {
        let pages: Vec<_> = (0..60).map(|row| (row, 1 + row as u32 % 30)).collect();
        assert_eq!(counting(&marks(&pages), 60), vec![true; 60]);
    }

    #[test]
    fn a_number_of_the_text_counts_no_line() {
        let mut numbers: Vec<_> = (0..40).map(|row| (row, 1 + row as u32)).collect();
        numbers.insert(20, (20, 1998));
        assert_eq!(counting(&marks(&numbers), 40).iter().filter(|&&counts| !counts).count(), 1);
    }

    #[test]
    fn a_list_within_a_text_counts_none() {
        let list: Vec<_> = (0..40).map(|row| (200 + row, 1 + row as u32)).collect();
        assert_eq!(counting(&marks(&list), 240), vec![false; 40]);
    }
}

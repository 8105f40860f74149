//! Raised markers in brackets that an extractor has put on a row of their own, or beside a line of the other column, go
//! back to where a sentence ends in the row below.
//!
//! In `… or non-small [7]`, with `age. For the cancer progression,` below, the marker stands behind `age.`

use super::raised::attach_to_sentence_ends;
use super::row::{Rows, Word};
use crate::span::Span;

/// Fewest rows of such markers alone that count as a habit of the extractor.
const FEWEST: usize = 4;

/// How a row shows raised markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raised {
    /// It shows none.
    No,
    /// It is nothing else.
    Row,
    /// Its first word is one, of a line in the other column.
    First,
    /// Its last word is one.
    Last,
}

/// Takes raised markers away and puts them where the next row ends a sentence, if the article has the habit.
pub(super) fn put_back(rows: &mut Rows, source: &str) {
    let marked: Vec<Vec<bool>> = (0..rows.rows.len()).map(|at| marked(rows, source, at)).collect();
    let mut raised: Vec<Raised> = Vec::with_capacity(marked.len());
    // From the bottom: a marker is told by the words of the next row that has any.
    let mut next_is_lower = false;
    for (at, marks) in marked.iter().enumerate().rev() {
        raised.push(raised_in(rows, marks, at, next_is_lower));
        if !marks.iter().all(|&mark| mark) {
            next_is_lower = is_lower(rows, at, 0);
        }
    }
    raised.reverse();
    let alone = raised.iter().filter(|&&r| r == Raised::Row).count();
    let inside = (0..rows.rows.len()).filter(|&at| has_marker_inside(rows, &marked, at)).count();
    if alone < FEWEST || inside > alone {
        return;
    }
    let mut pending: Vec<(Span, u32)> = Vec::new();
    for (row, raised) in rows.rows.iter_mut().zip(&raised) {
        let taken = match raised {
            Raised::No => row.start..row.start,
            Raised::Row => row.start..row.end,
            Raised::First => row.start..row.start + 1,
            Raised::Last => row.end - 1..row.end,
        };
        match raised {
            Raised::First => row.start += 1,
            Raised::Last => row.end -= 1,
            Raised::No | Raised::Row => {}
        }
        if *raised != Raised::Row {
            let words = rows.words.get_mut(row.start..row.end).unwrap_or_default();
            attach_to_sentence_ends(words, &std::mem::take(&mut pending));
        }
        let taken = rows.words.get(taken).unwrap_or_default();
        pending.extend(taken.iter().map(|w| (w.span, w.column)));
    }
    let mut raised = raised.iter();
    rows.rows.retain(|_| raised.next() != Some(&Raised::Row));
}

/// How the row `at`, of whose words `marks` tells which are markers, shows raised ones; a label of a list, whose item
/// begins in upper case, is none.
fn raised_in(rows: &Rows, marks: &[bool], at: usize, next_is_lower: bool) -> Raised {
    if rows.rows.get(at).is_none_or(|r| r.is_furniture) {
        return Raised::No;
    }
    match marks {
        _ if marks.iter().all(|&mark| mark) && next_is_lower => Raised::Row,
        [true, false, false, ..] if is_lower(rows, at, 1) => Raised::First,
        [.., false, false, true] if next_is_lower => Raised::Last,
        _ => Raised::No,
    }
}

/// Whether a word of the row `at` begins with a small letter.
fn is_lower(rows: &Rows, at: usize, word: usize) -> bool {
    words(rows, at).get(word).is_some_and(|w| w.is_lower)
}

/// Whether the row `at` has a marker between words of running text.
fn has_marker_inside(rows: &Rows, marked: &[Vec<bool>], at: usize) -> bool {
    let marks = marked.get(at).map(Vec::as_slice).unwrap_or_default();
    let lower = words(rows, at).iter().skip(1).map(|w| w.is_lower);
    marks.iter().zip(lower).skip(1).any(|(&mark, lower)| mark && lower)
}

/// Which words of the row `at` are markers in brackets: `[2–4]`, `(3,4)`.
fn marked(rows: &Rows, source: &str, at: usize) -> Vec<bool> {
    words(rows, at).iter().map(|w| is_bracketed(source.get(w.span.range()).unwrap_or_default())).collect()
}

fn words<'a>(rows: &'a Rows, at: usize) -> &'a [Word] {
    rows.rows.get(at).and_then(|r| rows.words.get(r.start..r.end)).unwrap_or_default()
}

fn is_bracketed(word: &str) -> bool {
    let inner = |open, close| word.strip_prefix(open)?.strip_suffix::<char>(close);
    inner('[', ']').or_else(|| inner('(', ')')).is_some_and(|inner| {
        inner.starts_with(|c: char| c.is_ascii_digit())
            && inner.chars().all(|c| c.is_ascii_digit() || ",-–—−".contains(c))
            && inner.split(|c: char| !c.is_ascii_digit()).all(|n| n.len() <= 3)
    })
}

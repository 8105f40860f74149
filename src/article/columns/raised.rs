//! Raised numbers that an extractor has put on a row of their own go back to the row below.

use super::row::{Rows, Word};
use crate::span::Span;

/// Fewest such rows that count as a habit of the extractor; single ones are page numbers or cells of tables.
const FEWEST: usize = 4;

/// Narrowest gap that a raised number leaves, in blanks.
const GAP: u32 = 3;

/// Takes rows of raised numbers away and puts the numbers before the words of the next row whose gap they left.
pub(super) fn put_back(rows: &mut Rows, source: &str, by_column: bool) {
    let is_raised: Vec<bool> = rows
        .rows
        .iter()
        .map(|r| {
            !r.is_furniture && rows.words.get(r.start..r.end).is_some_and(|words| are_numbers(words, source))
        })
        .collect();
    if is_raised.iter().filter(|&&r| r).count() < FEWEST {
        return;
    }
    let mut pending: Vec<(Span, u32)> = Vec::new();
    for at in 0..rows.rows.len() {
        let Some(row) = rows.rows.get(at).cloned() else { break };
        if is_raised.get(at) == Some(&true) {
            pending = groups(rows.words.get(row.start..row.end).unwrap_or_default(), source);
        } else if !pending.is_empty() {
            let words = rows.words.get_mut(row.start..row.end).unwrap_or_default();
            if by_column {
                attach_by_column(words, &std::mem::take(&mut pending));
            } else {
                attach(words, &std::mem::take(&mut pending));
            }
        }
    }
    let mut keep = is_raised.iter();
    rows.rows.retain(|_| keep.next() != Some(&true));
}

/// Whether all that is printed is numbers, in lists and ranges.
fn are_numbers(words: &[Word], source: &str) -> bool {
    let printed = |w: &Word| source.get(w.span.range()).unwrap_or_default().to_owned();
    words.len() <= 12
        && words.iter().map(printed).all(|w| {
            w.chars().all(|c| c.is_ascii_digit() || ",-–—−*".contains(c))
                && w.split(|c: char| !c.is_ascii_digit()).all(|n| n.len() <= 3)
        })
        && words.iter().map(printed).any(|w| w.starts_with(|c: char| c.is_ascii_digit()))
}

/// The numbers that belong together, with the column of each: `14– 16 32, 33` is two.
fn groups(words: &[Word], source: &str) -> Vec<(Span, u32)> {
    let mut groups: Vec<(Span, u32)> = Vec::new();
    for word in words {
        let open = groups.last().is_some_and(|(span, _)| {
            source.get(span.range()).is_some_and(|s| s.ends_with([',', '-', '–', '—', '−']))
        });
        match groups.last_mut() {
            Some(last) if open => last.0.end = word.span.end,
            _ => groups.push((word.span, word.column)),
        }
    }
    groups
}

/// Gives each number the gap that it left: before loose punctuation, else any wide one, else where
/// a sentence ends.
fn attach(words: &mut [Word], raised: &[(Span, u32)]) {
    let loose = places(words, |_, w| w.is_loose);
    let wide = places(words, |at, w| w.is_loose || (at > 0 && w.gap >= GAP));
    let Some(gaps) = [loose, wide].into_iter().find(|g| g.len() >= raised.len()) else {
        return attach_to_sentence_ends(words, raised);
    };
    for (&at, &(span, _)) in gaps.iter().zip(raised) {
        if let Some(word) = words.get_mut(at) {
            word.raised.0 = Some(span);
        }
    }
}

/// Gives each number to the word that ends left of it.
fn attach_by_column(words: &mut [Word], raised: &[(Span, u32)]) {
    for &(span, column) in raised {
        match words.iter().rposition(|w| w.end() <= column + 1) {
            Some(at) => {
                if let Some(word) = words.get_mut(at) {
                    word.raised.1 = Some(span);
                }
            }
            None => {
                if let Some(word) = words.first_mut() {
                    word.raised.0 = Some(span);
                }
            }
        }
    }
}

/// Without a gap, a number most likely stands after a full stop inside the row, then at its end.
pub(super) fn attach_to_sentence_ends(words: &mut [Word], raised: &[(Span, u32)]) {
    let last = words.len().saturating_sub(1);
    let mut ends = places(words, |_, w| w.is_terminal);
    if !ends.contains(&last) {
        ends.push(last);
    }
    for (&at, &(span, _)) in ends.iter().zip(raised) {
        if let Some(word) = words.get_mut(at) {
            word.raised.1 = Some(span);
        }
    }
}

/// The words that fit.
fn places(words: &[Word], fits: impl Fn(usize, &Word) -> bool) -> Vec<usize> {
    words.iter().enumerate().filter(|&(at, w)| fits(at, w)).map(|(at, _)| at).collect()
}

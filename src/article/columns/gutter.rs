//! Rows with columns side by side, as `pdftotext -layout` prints them: cut where wide gaps stand
//! above each other.

use std::ops::Range;

use super::places::Place;
use super::reading::Placed;
use super::row::{Row, Rows, Word};

/// Narrowest gap that a row may have at the gutter, in blanks.
const GAP: u32 = 2;

/// How far before and behind the gutter the words of the right column may begin: labels that hang out of a list,
/// indents, and rows pushed aside.
const REACH: (u32, u32) = (8, 6);

/// Widest row that is looked at, in characters.
const WIDEST: usize = 400;

/// Fewest rows that make a gutter.
const FEWEST: usize = 5;

/// Where the right column of the rows `range` begins, in characters; `None` without columns.
pub(super) fn gutter(rows: &Rows, range: Range<usize>) -> Option<u32> {
    let here: Vec<&Row> = rows.rows.get(range)?.iter().filter(|r| !r.is_furniture).collect();
    let (mut starts, mut crossed) = (vec![0_i32; WIDEST], vec![0_i32; WIDEST + 1]);
    for row in &here {
        for word in words(rows, row) {
            let (from, to) = (word.column as usize, word.end() as usize);
            if word.gap > GAP
                && let Some(count) = starts.get_mut(from)
            {
                *count += 1;
            }
            // A single blank between words is crossed as well.
            let from = if word.gap <= 1 { from.saturating_sub(1) } else { from };
            if let Ok([enter, leave]) = crossed.get_disjoint_mut([from, to]) {
                *enter += 1;
                *leave -= 1;
            }
        }
    }
    let crossings: Vec<i32> = crossed
        .iter()
        .scan(0, |sum, d| {
            *sum += d;
            Some(*sum)
        })
        .collect();
    let near = |x: usize| -> i32 { starts.get(x..(x + 3).min(WIDEST)).unwrap_or_default().iter().sum() };
    let worth = |x: usize| near(x) - crossings.get(x - 1).copied().unwrap_or(0);
    let best = (16..WIDEST - 3).max_by_key(|&x| (worth(x), std::cmp::Reverse(x)))?;
    let enough = (FEWEST.max(here.len() / 6)) as i32;
    (near(best) >= enough && worth(best) > 0).then_some(best as u32)
}

/// The place of `row` beside the gutter at `x`.
pub(super) fn place(rows: &Rows, row: &Row, x: u32) -> Placed {
    let words = words(rows, row);
    let may_begin = |w: &Word| (x.saturating_sub(REACH.0)..=x + REACH.1).contains(&w.column);
    let parts = |w: &Word| w.gap >= GAP && may_begin(w) && w.column - w.gap <= x;
    let widest = words
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, w)| parts(w))
        .max_by_key(|&(at, w)| (w.gap, std::cmp::Reverse(at)));
    let place = match (words.first(), widest) {
        (Some(first), _) if first.column + REACH.0 >= x => Place::Right,
        (_, Some((at, _))) => Place::Cut(row.start + at),
        _ if words.last().is_some_and(|w| w.end() > x) => Place::Whole,
        _ => Place::Left,
    };
    Placed { place, breaks: false }
}

fn words<'a>(rows: &'a Rows, row: &Row) -> &'a [Word] {
    rows.words.get(row.start..row.end).unwrap_or_default()
}

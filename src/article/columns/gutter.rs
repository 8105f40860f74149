//! Rows with columns side by side, as `pdftotext -layout` prints them: cut where wide gaps stand
//! above each other.

use std::ops::Range;

use super::merged::{Place, Placed};
use super::row::{Row, Rows, Word};

/// Narrowest gap that a row may have at the gutter, in blanks.
const GAP: u32 = 2;

/// How far from the gutter the words of the right column may begin: indents, and rows pushed aside.
const REACH: (u32, u32) = (2, 6);

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
    let right = words.iter().position(|w| w.column + REACH.0 >= x);
    let place = match right {
        None if words.last().is_some_and(|w| w.end() > x) => Place::Whole,
        None => Place::Left,
        Some(0) => Place::Right,
        Some(at) => {
            let near = words.iter().enumerate().skip(at).take_while(|(_, w)| w.column <= x + REACH.1);
            let widest = near.max_by_key(|(_, w)| w.gap).or_else(|| words.get(at).map(|w| (at, w)));
            match widest {
                Some((at, word)) if word.gap >= GAP && word.column - word.gap <= x => {
                    Place::Cut(row.start + at)
                }
                _ => Place::Whole,
            }
        }
    };
    Placed { place, breaks: false }
}

fn words<'a>(rows: &'a Rows, row: &Row) -> &'a [Word] {
    rows.words.get(row.start..row.end).unwrap_or_default()
}

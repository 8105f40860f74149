//! The items of a list of which it is known how many there are: where each begins, by dynamic programming.

use std::ops::RangeInclusive;

use super::starts::{CutLine, LONGEST, item_features, quantile, rows};
use super::weights::WEIGHTS;

/// What it costs that the space beside a label and the lines of its item disagree.
const SPACE: f32 = 1.5;

/// Lines at which items may begin to be told by the space that they leave.
const TALL: RangeInclusive<usize> = 2..=5;

/// Most lines and items that are cut by count.
const MOST: (usize, usize) = (1_000, 200);

/// The first lines of exactly `spaces.len()` items, and the score of that cut; `spaces` says of each whether its
/// label left much space for it. `None` if there are fewer lines than items, or too many of either.
pub(super) fn starts_of(lines: &[CutLine], spaces: &[Option<bool>]) -> Option<(f32, Vec<usize>)> {
    if spaces.is_empty() || lines.len() < spaces.len() || lines.len() > MOST.0 || spaces.len() > MOST.1 {
        return None;
    }
    let rows = rows(lines);
    let weigh = |from: usize, to: usize| {
        let mut sum = 0.0;
        item_features(&rows, from, to, &mut |at, v| sum += WEIGHTS.get(at).copied().unwrap_or(0.0) * v);
        sum
    };
    let own: Vec<Vec<f32>> =
        (1..=rows.len()).map(|to| (1..=LONGEST.min(to)).map(|len| weigh(to - len, to)).collect()).collect();
    let heights = heights(lines);
    let cuts = TALL.filter_map(|tall| {
        cut_by_count(&own, spaces, |from, to| {
            let height = heights.get(to)? - heights.get(from)?;
            Some(height >= tall)
        })
    });
    cuts.max_by(|a, b| a.0.total_cmp(&b.0))
}

/// Printed lines above each line: one that was hyphenated has been joined to the next, so that it counts twice.
fn heights(lines: &[CutLine]) -> Vec<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|l| l.0.chars().count()).collect();
    let full = quantile(&mut widths, 0.6).max(1);
    let mut heights = vec![0];
    let mut sum = 0;
    for line in lines {
        sum += ((line.0.chars().count() + full / 2) / full).max(1);
        heights.push(sum);
    }
    heights
}

/// The best cut into as many items as `spaces`; `own[to - 1][len - 1]` is the score of an item of `len` lines that
/// ends before the line `to`, and `is_tall` says whether an item takes many lines.
fn cut_by_count(
    own: &[Vec<f32>],
    spaces: &[Option<bool>],
    is_tall: impl Fn(usize, usize) -> Option<bool>,
) -> Option<(f32, Vec<usize>)> {
    // best[n][to]: the best score of n items in the first lines, and the length of the last one.
    let mut best = vec![vec![(f32::NEG_INFINITY, 0); own.len() + 1]; spaces.len() + 1];
    *best.first_mut()?.first_mut()? = (0.0, 0);
    for (n, &space) in spaces.iter().enumerate() {
        for to in 1..=own.len() {
            let lengths = own.get(to - 1)?.iter().zip(1..);
            let ends = lengths.filter_map(|(own, len)| {
                let from = to - len;
                let agrees = space.is_none() || space == is_tall(from, to);
                let cost = if agrees { 0.0 } else { SPACE };
                Some((best.get(n)?.get(from)?.0 + own - cost, len))
            });
            let end = ends.fold((f32::NEG_INFINITY, 0), |a, b| if b.0 > a.0 { b } else { a });
            *best.get_mut(n + 1)?.get_mut(to)? = end;
        }
    }
    let score = best.last()?.last()?.0;
    let (mut starts, mut to) = (Vec::with_capacity(spaces.len()), own.len());
    for n in (1..=spaces.len()).rev() {
        to = to.checked_sub(best.get(n)?.get(to)?.1)?;
        starts.push(to);
    }
    starts.reverse();
    (score.is_finite() && to == 0).then_some((score, starts))
}

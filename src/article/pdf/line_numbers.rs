//! Pages with their segments in; without those that number their lines out.

use super::segments::{Segment, median};
use crate::article::line_numbers::{Mark, counting, number};

/// The widest page whose strips are looked at, in points (ISO 32000-1, annex C.2, in units of a point).
const WIDEST: usize = 14_400;

/// Takes the line numbers out of `pages`: numbers below each other where the page has no text, left or right of it or
/// between its columns.
pub(super) fn take_out(pages: &mut [Vec<Segment>]) {
    let (mut places, mut marks) = (Vec::new(), Vec::new());
    let (mut rows, mut base) = (0, 0);
    for (page, segments) in pages.iter().enumerate() {
        let (row_of, count) = numbered_rows(segments);
        for strip in strips(segments) {
            for (at, value) in strip {
                places.push((page, at));
                marks.push(Mark { row: base + row_of.get(at).copied().unwrap_or_default(), value });
            }
            // The next strip begins at the top again.
            base += count;
        }
        rows += count;
    }
    let counts = counting(&marks, rows);
    let mut found: Vec<_> = places.into_iter().zip(counts).filter(|f| f.1).map(|f| f.0).collect();
    found.sort_unstable();
    for (page, segments) in pages.iter_mut().enumerate() {
        let here = found.partition_point(|f| f.0 < page)..found.partition_point(|f| f.0 <= page);
        let Some(here) = found.get(here).filter(|here| !here.is_empty()) else { continue };
        let mut at = 0;
        segments.retain(|_| {
            at += 1;
            here.binary_search(&(page, at - 1)).is_err()
        });
    }
}

/// The row, from the top, of each segment of a page, and how many rows there are.
fn numbered_rows(segments: &[Segment]) -> (Vec<usize>, usize) {
    let mut order: Vec<(usize, &Segment)> = segments.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| a.y.total_cmp(&b.y));
    let mut rows = vec![0; segments.len()];
    let (mut row, mut last) = (0, f32::NEG_INFINITY);
    for (at, segment) in order {
        if segment.y > last + 0.5 * segment.size {
            (row, last) = (row + 1, segment.y);
        }
        if let Some(number) = rows.get_mut(at) {
            *number = row;
        }
    }
    (rows, row)
}

/// The segments of a page that are numbers, by index and number, strip by strip, each from top to bottom; those only that stand in
/// a strip of the page that holds little else.
fn strips(segments: &[Segment]) -> Vec<Vec<(usize, u32)>> {
    let value = |s: &Segment| number(&s.glyphs.iter().map(|g| g.char).collect::<String>());
    let mut numbers: Vec<(usize, u32, &Segment)> =
        segments.iter().enumerate().filter_map(|(at, s)| Some((at, value(s)?, s))).collect();
    if numbers.is_empty() {
        return Vec::new();
    }
    let em = median(&mut numbers.iter().map(|n| n.2.size).collect::<Vec<_>>()).unwrap_or_default();
    numbers.sort_by(|a, b| a.2.x1.total_cmp(&b.2.x1));
    let mut strips: Vec<Vec<(usize, u32, &Segment)>> = Vec::new();
    for number in numbers {
        match strips.last_mut() {
            Some(strip) if strip.last().is_some_and(|last| number.2.x1 - last.2.x1 < em) => {
                strip.push(number)
            }
            _ => strips.push(vec![number]),
        }
    }
    let covered = covered(segments);
    let is_free = |strip: &Vec<(usize, u32, &Segment)>| {
        let most = strip.iter().map(|n| covered.get(middle(n.2)).copied().unwrap_or_default()).max();
        most.unwrap_or_default() < 2 * strip.len()
    };
    strips.retain(is_free);
    let from_the_top = |mut strip: Vec<(usize, u32, &Segment)>| {
        strip.sort_by(|a, b| a.2.y.total_cmp(&b.2.y));
        strip.into_iter().map(|(at, value, _)| (at, value)).collect()
    };
    strips.into_iter().map(from_the_top).collect()
}

/// How many segments stand over each point of a page's width.
fn covered(segments: &[Segment]) -> Vec<usize> {
    let point = |x: f32| (x.max(0.0) as usize).min(WIDEST);
    let mut changes = vec![0_isize; WIDEST + 2];
    for segment in segments {
        for (x, change) in [(point(segment.x0), 1), (point(segment.x1) + 1, -1)] {
            if let Some(at) = changes.get_mut(x) {
                *at += change;
            }
        }
    }
    let running = changes.iter().scan(0, |sum: &mut isize, change| {
        *sum += change;
        usize::try_from(*sum).ok()
    });
    running.collect()
}

fn middle(segment: &Segment) -> usize {
    ((segment.x0 + segment.x1) / 2.0).max(0.0) as usize
}

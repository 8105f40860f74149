//! How the rows of an input are to be read: as they stand, cut at gutters, or taken apart.

use std::ops::Range;

use super::assemble::{Assembly, of_blocks};
use super::beside;
use super::junctions::Junctions;
use super::merged::{self, Page};
use super::places::Place;
use super::reading::{Placed, Tail};
use super::row::{Row, Rows};
use super::{brackets, displaced, furniture, raised};
use crate::article::{Line, Source};

/// Mean continuation from row to row above which rows stand in reading order; among the articles measured in
/// docs/reading.md, merged ones reach 0.12, others fall to 0.25.
const IN_ORDER: f32 = 0.27;

/// How much less is asked of few rows, over their number: of ten rows in order, one in a hundred
/// pages has a mean below -0.6, of thirty -0.15 (generated pages; merged ones are near -1).
/// Columns must gain as much over the rows as they stand.
const DOUBT: f32 = 9.0;

/// What columns gain by chance over rows of which none goes on another, for the root of their number: lists
/// of references whose words were torn apart.
const CHANCE: f32 = 2.0;

/// Least mean continuation of columns: where it is lower, rows go on badly either way, as in such lists; merged articles
/// reach at least 0.
const BADLY: f32 = -1.0;

/// Most that a printed row measures, in ems: three columns of small type.
const WIDEST: f32 = 120.0;

/// Width of a column over that of its usual row, where the row is one line and where it is two:
/// justified lines fill 95 % of their column at natural spacing.
const ONE: f32 = 1.05;
const HALF: f32 = 0.525;

/// The lines of `source` in reading order.
pub(in crate::article) fn lines(source: &Source) -> Vec<Line> {
    let mut rows = Rows::of(source);
    furniture::mark(&mut rows);
    let pages = pages(&rows);
    let divided = pages.iter().filter(|p| beside::has_columns(&rows, (*p).clone())).count();
    if 2 * divided >= pages.len().max(1) {
        raised::put_back(&mut rows, source.text(), true);
        let pages = self::pages(&rows);
        let blocks: Vec<_> = pages.iter().flat_map(|page| beside::blocks(&rows, page.clone())).collect();
        return of_blocks(source, &rows, &blocks);
    }
    if is_in_order(&rows, 0..rows.rows.len()) {
        return as_they_stand(source, &rows);
    }
    brackets::put_back(&mut rows, source.text());
    raised::put_back(&mut rows, source.text(), false);
    let pages = self::pages(&rows);
    rows.count_words();
    let widths = widths(&rows);
    let mut junctions = Junctions::of(&rows);
    let mut before = None;
    let read = |page: &Range<usize>| {
        let (read, gain) = taken_apart(&rows, &mut junctions, page.clone(), &widths, before);
        before = read.end;
        (read.placed, (read.going, gain))
    };
    let (placed, told): (Vec<Vec<Placed>>, Vec<(f32, f32)>) = pages.iter().map(read).unzip();
    let (going, gain) = told.iter().fold((0.0, 0.0), |sum, told| (sum.0 + told.0, sum.1 + told.1));
    let count = rows.rows.len() as f32;
    if gain < DOUBT.max(CHANCE * count.sqrt()) || going < BADLY * count {
        let mut rows = Rows::of(source);
        furniture::mark(&mut rows);
        return as_they_stand(source, &rows);
    }
    let mut assembly = Assembly::new(source, &rows);
    for (page, placed) in pages.iter().zip(placed) {
        for (at, placed) in displaced::put_back(&rows, page.start, placed) {
            if let Some(row) = rows.rows.get(at) {
                assembly.push(row, placed);
            }
        }
        assembly.close();
    }
    assembly.finish()
}

fn as_they_stand(source: &Source, rows: &Rows) -> Vec<Line> {
    let mut assembly = Assembly::new(source, rows);
    for row in &rows.rows {
        assembly.push(row, Placed { place: Place::Whole, breaks: false });
    }
    assembly.finish()
}

/// The rows of each page.
pub(super) fn pages(rows: &Rows) -> Vec<Range<usize>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    for (at, row) in rows.rows.iter().enumerate() {
        match pages.last_mut() {
            Some(last) if rows.rows.get(last.start).is_some_and(|r| r.sheet == row.sheet) => {
                last.end = at + 1
            }
            _ => pages.push(at..at + 1),
        }
    }
    pages
}

/// Whether rows go on from one to the next as they stand.
fn is_in_order(rows: &Rows, page: Range<usize>) -> bool {
    let here = rows.rows.get(page).unwrap_or_default();
    if !are_printed(rows, here) {
        return true;
    }
    let width = Usual::of(rows, here).most(|_| true).unwrap_or(10) as f32;
    let (mut sum, mut count) = (0.0, 0_usize);
    for pair in here.windows(2) {
        let [a, b] = pair else { continue };
        if b.after_blank
            || a.is_furniture
            || b.is_furniture
            || a.sheet != b.sheet
            || rows.width(a.start, a.end) < 0.8 * width
        {
            continue;
        }
        sum += rows.joined(a.end - 1, b.start);
        count += 1;
    }
    let count = count as f32;
    // A short text needs the clearer signs.
    count < 8.0 || (sum / count > IN_ORDER - DOUBT / count)
}

/// Whether rows are as wide as a page prints them: elsewhere a paragraph is one row.
fn are_printed(rows: &Rows, here: &[Row]) -> bool {
    let (mut printed, mut all) = (0.0, 0.0);
    for row in here {
        let width = rows.width(row.start, row.end);
        all += width;
        printed += if width <= WIDEST { width } else { 0.0 };
    }
    2.0 * printed >= all
}

/// How many rows are about as wide, in ems, as each width; furniture aside.
struct Usual(Vec<u32>);

impl Usual {
    fn of(rows: &Rows, here: &[Row]) -> Self {
        let mut counts = vec![0_u32; 200];
        for row in here.iter().filter(|r| !r.is_furniture) {
            let width = rows.width(row.start, row.end).clamp(0.0, 199.0) as usize;
            if let Some(count) = counts.get_mut(width) {
                *count += 1;
            }
        }
        Self(counts)
    }

    /// Justified lines differ by a few ems.
    fn around(&self, width: usize) -> u32 {
        self.0.get(width - 2..width + 3).unwrap_or_default().iter().sum()
    }

    /// The most usual width that `may` be; a line of text is at least ten ems wide.
    fn most(&self, may: impl Fn(usize) -> bool) -> Option<usize> {
        (10..197).filter(|&w| may(w)).max_by_key(|&w| self.around(w))
    }
}

/// The column widths that rows of merged columns may have, in ems: the two most usual widths of
/// rows are those of one column or of two.
fn widths(rows: &Rows) -> Vec<f32> {
    let usual = Usual::of(rows, &rows.rows);
    let first = usual.most(|_| true).unwrap_or(10);
    let second = usual.most(|w| w.abs_diff(first) * 5 > first).unwrap_or(first);
    let mut widths = vec![first as f32 * ONE, first as f32 * HALF];
    if usual.around(second) * 5 > usual.around(first) {
        widths.extend([second as f32 * ONE, second as f32 * HALF]);
    }
    widths.retain(|&w| w > 8.0);
    widths.sort_by(f32::total_cmp);
    widths.dedup_by(|a, b| (*a - *b).abs() < 0.06 * *b);
    widths
}

/// A page of merged columns in the reading that goes on best, and how much better than the rows as they stand.
fn taken_apart<'a>(
    rows: &'a Rows<'a>,
    junctions: &mut Junctions<'a>,
    page: Range<usize>,
    widths: &[f32],
    before: Option<Tail>,
) -> (Page, f32) {
    let here = rows.rows.get(page.clone()).unwrap_or_default();
    let stands: f32 =
        here.windows(2).filter_map(|pair| Some(rows.joined(pair.first()?.end - 1, pair.get(1)?.start))).sum();
    let readings = widths.iter().map(|&w| merged::read(rows, junctions, page.clone(), w, before));
    let best = readings.max_by(|a, b| a.going.total_cmp(&b.going)).unwrap_or_default();
    let gain = best.going - stands;
    (best, gain)
}

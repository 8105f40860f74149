//! How the rows of an input are to be read: as they stand, cut at gutters, or taken apart.

use std::ops::Range;

use super::assemble::{Assembly, of_blocks};
use super::below::{self, Below};
use super::beside;
use super::measures::{Measures, Usual};
use super::places::Place;
use super::reading::Placed;
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

/// The lines of `source` in reading order.
pub(in crate::article) fn lines(source: &Source) -> Vec<Line> {
    let (mut rows, mut below) = without_footnotes(source);
    // Below columns they stand below one of them.
    if !below.is_empty() && is_divided(&rows) {
        (rows, below) = (marked(source), Below::default());
    }
    let lines = of_rows(source, &mut rows, !below.is_empty());
    below.add_to(lines, source, &rows)
}

/// The rows of `source`, its furniture marked.
fn marked(source: &Source) -> Rows<'_> {
    let mut rows = Rows::of(source);
    furniture::mark(&mut rows);
    rows
}

/// The same without the rows of footnotes, and these.
fn without_footnotes(source: &Source) -> (Rows<'_>, Below) {
    let mut rows = marked(source);
    let below = below::take_out(&mut rows);
    (rows, below)
}

/// Whether most pages print columns side by side.
fn is_divided(rows: &Rows) -> bool {
    let pages = pages(rows);
    let divided = pages.iter().filter(|page| beside::has_columns(rows, (*page).clone())).count();
    2 * divided >= pages.len().max(1)
}

/// The lines of `rows` in reading order; `parted` says whether footnotes were taken out of them.
fn of_rows(source: &Source, rows: &mut Rows, parted: bool) -> Vec<Line> {
    if is_divided(rows) {
        raised::put_back(rows, source.text(), true);
        let pages = pages(rows);
        let blocks: Vec<_> = pages.iter().flat_map(|page| beside::blocks(rows, page.clone())).collect();
        return of_blocks(source, rows, &blocks);
    }
    if is_in_order(rows, 0..rows.rows.len()) {
        return as_they_stand(source, rows);
    }
    brackets::put_back(rows, source.text());
    raised::put_back(rows, source.text(), false);
    let pages = pages(rows);
    rows.count_words();
    let mut measures = Measures::of(rows);
    let mut before = None;
    let read = |page: &Range<usize>| {
        let (read, gain) = measures.taken_apart(page.clone(), before);
        before = read.end;
        (read.placed, (read.going, gain))
    };
    let (placed, told): (Vec<Vec<Placed>>, Vec<(f32, f32)>) = pages.iter().map(read).unzip();
    let (going, gain) = told.iter().fold((0.0, 0.0), |sum, told| (sum.0 + told.0, sum.1 + told.1));
    let count = rows.rows.len() as f32;
    if gain < DOUBT.max(CHANCE * count.sqrt()) || going < BADLY * count {
        let untouched = if parted { without_footnotes(source).0 } else { marked(source) };
        return as_they_stand(source, &untouched);
    }
    let mut assembly = Assembly::new(source, rows);
    for (page, placed) in pages.iter().zip(placed) {
        for (at, placed) in displaced::put_back(rows, page.start, placed) {
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

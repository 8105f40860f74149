//! Columns side by side, as `pdftotext -layout` prints them -> blocks in reading order.
//!
//! As on a page of a PDF file: rows are cut where a gutter runs between two stacks of lines; rows that cross
//! the gutter divide the page into bands, read from top to bottom, each column of a band whole before the next.
//! The halves are cut again in the same way.

use std::ops::Range;

use super::row::{Row, Rows, Word};

/// The words `start..end` of a row that stand in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// Index of the row.
    pub(super) row: usize,
    /// Index of its first word.
    pub(super) start: usize,
    /// One past its last word.
    pub(super) end: usize,
}

/// Parts of rows that stand together in one column, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Column, 0-based from the left within its band.
    pub(super) column: u8,
    /// The parts.
    pub(super) parts: Vec<Part>,
}

/// Narrowest gap of a row at a gutter, in blanks.
const GAP: u32 = 2;

/// How far before the gutter the words of the right column may begin: labels that hang out of a list, rows
/// pushed aside.
const REACH: u32 = 8;

/// How far from each other the words begin that count as flush with a gutter.
const FLUSH: u32 = 3;

/// At least one in so many lines of a right column is flush with its gutter.
const FLUSHED: usize = 3;

/// Fewest such lines of a page that tell that columns are printed side by side, and one in how many rows they are.
const SURE: (usize, usize) = (5, 6);

/// Widest row that is looked at, in characters.
const WIDEST: u32 = 400;

/// Fewest lines on either side of a gutter.
const LINES: usize = 3;

/// Narrowest column, in characters: labels of a list or a column of numbers are narrower.
const COLUMN: u32 = 12;

/// Deepest nesting of columns.
const DEPTH: u8 = 6;

/// Whether columns are clearly printed side by side in the rows `page`.
pub(super) fn has_columns(rows: &Rows, page: Range<usize>) -> bool {
    let parts = parts(rows, page);
    let Some(x) = gutter(rows, &parts) else { return false };
    let bands = bands(rows, &parts, &sides(rows, &parts, x), x);
    let flush: usize = bands.iter().filter(|b| b.is_divided()).map(|b| b.flush).sum();
    flush >= SURE.0 && flush * SURE.1 >= parts.len()
}

/// The blocks of the rows `page` in reading order.
pub(super) fn blocks(rows: &Rows, page: Range<usize>) -> Vec<Block> {
    let mut blocks = Vec::new();
    divide(rows, parts(rows, page), 0, DEPTH, &mut blocks);
    blocks
}

/// Whole rows.
fn parts(rows: &Rows, page: Range<usize>) -> Vec<Part> {
    let part = |row| {
        let Row { start, end, .. } = *rows.rows.get(row)?;
        Some(Part { row, start, end })
    };
    page.filter_map(part).collect()
}

/// Cuts `parts` (from top to bottom) at their best gutter and puts the blocks into `blocks`.
fn divide(rows: &Rows, parts: Vec<Part>, column: u8, depth: u8, blocks: &mut Vec<Block>) {
    let gutter = if depth == 0 { None } else { gutter(rows, &parts) };
    let Some(x) = gutter else {
        if !parts.is_empty() {
            blocks.push(Block { column, parts });
        }
        return;
    };
    let sides = sides(rows, &parts, x);
    let mut whole = Vec::new();
    for band in bands(rows, &parts, &sides, x) {
        let here = parts.get(band.range.clone()).unwrap_or_default();
        if !band.is_divided() {
            whole.extend_from_slice(here);
            continue;
        }
        divide(rows, std::mem::take(&mut whole), column, depth - 1, blocks);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for (&part, side) in here.iter().zip(sides.get(band.range).unwrap_or_default()) {
            match *side {
                Side::Cut(at) => {
                    left.push(Part { end: at, ..part });
                    right.push(Part { start: at, ..part });
                }
                Side::Right => right.push(part),
                _ => left.push(part),
            }
        }
        divide(rows, left, column, depth - 1, blocks);
        divide(rows, right, column + 1, depth - 1, blocks);
    }
    divide(rows, whole, column, depth - 1, blocks);
}

/// Where a part stands beside a gutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    /// On both sides; the right one begins with the word at the index.
    Cut(usize),
    /// As `Cut`, but with a single blank before the word.
    Narrow(usize),
    Across,
}

/// The sides of `parts` beside the gutter at `x`.
fn sides(rows: &Rows, parts: &[Part], x: u32) -> Vec<Side> {
    let mut sides: Vec<Side> = parts.iter().map(|&part| side(rows, part, x)).collect();
    // Words meet at the gutter by chance in full rows, by need in rows between others that are cut there: then
    // they hardly go on.
    for at in 0..sides.len() {
        let Some(&Side::Narrow(cut)) = sides.get(at) else { continue };
        let is_cut = |at: Option<usize>| matches!(at.and_then(|at| sides.get(at)), Some(Side::Cut(_)));
        let between = is_cut(at.checked_sub(1)) && is_cut(Some(at + 1)) && rows.joined(cut - 1, cut) < 0.0;
        if let Some(side) = sides.get_mut(at) {
            *side = if between { Side::Cut(cut) } else { Side::Across };
        }
    }
    sides
}

fn side(rows: &Rows, part: Part, x: u32) -> Side {
    let is_furniture = rows.rows.get(part.row).is_some_and(|r| r.is_furniture);
    let words = words(rows, part);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Side::Across };
    if is_furniture {
        return Side::Across;
    }
    if first.column + REACH >= x {
        return Side::Right;
    }
    if last.end() <= x {
        return Side::Left;
    }
    let from = words.partition_point(|w| w.column + REACH < x).max(1);
    let near = words.iter().enumerate().skip(from).take_while(|(_, w)| w.column - w.gap <= x);
    let parts = |w: &Word| w.gap >= GAP;
    let widest = near.clone().filter(|(_, w)| parts(w)).max_by_key(|&(at, w)| (w.gap, std::cmp::Reverse(at)));
    let meets = || near.clone().find(|(_, w)| w.column.abs_diff(x) <= 1);
    match (widest, meets()) {
        (Some((at, _)), _) => Side::Cut(part.start + at),
        (None, Some((at, _))) => Side::Narrow(part.start + at),
        (None, None) => Side::Across,
    }
}

/// A run of parts, by index, and what stands to either side of a gutter.
#[derive(Debug, Clone)]
struct Band {
    range: Range<usize>,
    left: Stack,
    right: Stack,
    /// Lines of the right column that begin at the gutter.
    flush: usize,
}

/// The lines on one side of a gutter.
#[derive(Debug, Clone, Copy, Default)]
struct Stack {
    lines: usize,
    /// First and last part.
    top: usize,
    bottom: usize,
    /// Widest line, in characters.
    widest: u32,
}

impl Stack {
    fn add(&mut self, at: usize, words: &[Word]) {
        if self.lines == 0 {
            self.top = at;
        }
        self.bottom = at;
        self.lines += 1;
        let width = words.first().zip(words.last()).map_or(0, |(first, last)| last.end() - first.column);
        self.widest = self.widest.max(width);
    }
}

impl Band {
    fn new(start: usize) -> Self {
        Self { range: start..start, left: Stack::default(), right: Stack::default(), flush: 0 }
    }

    /// How many rows both sides run next to each other.
    fn depth(&self) -> usize {
        (self.left.bottom.min(self.right.bottom) + 1).saturating_sub(self.left.top.max(self.right.top))
    }

    /// Whether two columns of running text stand here.
    fn is_divided(&self) -> bool {
        [self.left, self.right].iter().all(|s| s.lines >= LINES && s.widest >= COLUMN)
            && self.depth() >= LINES
            && self.flush >= LINES
            && self.flush * FLUSHED >= self.right.lines
    }
}

/// The bands into which the parts that cross the gutter at `x` divide the others.
fn bands(rows: &Rows, parts: &[Part], sides: &[Side], x: u32) -> Vec<Band> {
    let mut bands = Vec::new();
    let mut band = Band::new(0);
    for (at, (&part, side)) in parts.iter().zip(sides).enumerate() {
        let words = words(rows, part);
        let (left, right) = match *side {
            Side::Left => (words, Default::default()),
            Side::Right => (Default::default(), words),
            Side::Cut(cut) => words.split_at_checked(cut - part.start).unwrap_or_default(),
            Side::Narrow(_) | Side::Across => {
                let next = Band::new(at + 1);
                bands.push(std::mem::replace(&mut band, next));
                bands.push(Band { range: at..at + 1, ..Band::new(at) });
                continue;
            }
        };
        band.range.end = at + 1;
        if !left.is_empty() {
            band.left.add(at, left);
        }
        if let Some(first) = right.first() {
            band.right.add(at, right);
            band.flush += usize::from((x..x + FLUSH).contains(&first.column));
        }
    }
    bands.push(band);
    bands
}

/// Where the right column begins, in characters, along the gutter that most of `parts` stand beside.
fn gutter(rows: &Rows, parts: &[Part]) -> Option<u32> {
    let mut starts = vec![0_usize; WIDEST as usize];
    for &part in parts {
        for (at, word) in words(rows, part).iter().enumerate() {
            if (at == 0 || word.gap > GAP)
                && let Some(count) = starts.get_mut(word.column as usize)
            {
                *count += 1;
            }
        }
    }
    let near = |x: u32| -> usize {
        let x = x as usize;
        starts.get(x..x + FLUSH as usize).unwrap_or_default().iter().sum()
    };
    let score = |x: u32| -> usize {
        let bands = bands(rows, parts, &sides(rows, parts, x), x);
        bands.iter().filter(|b| b.is_divided()).map(|b| b.depth() + b.flush).sum()
    };
    let places = (COLUMN..WIDEST - FLUSH).filter(|&x| near(x) >= LINES);
    let best = places.map(|x| (score(x), x)).max_by_key(|&(score, x)| (score, std::cmp::Reverse(x)))?;
    (best.0 > 0).then_some(best.1)
}

fn words<'a>(rows: &'a Rows, part: Part) -> &'a [Word] {
    rows.words.get(part.start..part.end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    /// Checks the lines of a page with the rows `rows`, in reading order.
    #[track_caller]
    fn check(rows: &str, expected: &[&str]) {
        let article = crate::read("a.txt", rows.as_bytes()).unwrap();
        let lines: Vec<&str> = article.lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn bands_are_read_from_top_to_bottom() {
        check(
            "Ports of Arle and the tolls that they ask of ships\n\
             Ports of the south        Tolls of the south\n\
             have grown in every       have fallen in all\n\
             year of the survey.       of these years.\n\
             The whole of their wideness, a row over both columns\n\
             Trade with Bode is        Roads to Bode were\n\
             as old as the ports       built by the ports\n\
             and as rich as they.      and their merchants.\n",
            &[
                "Ports of Arle and the tolls that they ask of ships",
                "Ports of the south",
                "have grown in every",
                "year of the survey.",
                "Tolls of the south",
                "have fallen in all",
                "of these years.",
                "The whole of their wideness, a row over both columns",
                "Trade with Bode is",
                "as old as the ports",
                "and as rich as they.",
                "Roads to Bode were",
                "built by the ports",
                "and their merchants.",
            ],
        );
    }

    #[test]
    fn three_columns_and_rows_pushed_aside() {
        check(
            "Ports of the south    Tolls of the south    Mills of the south\n\
             have grown in every    have fallen in all   stand by the river\n\
             year of the survey of it have risen again   and grind the corn\n\
             all of Arle itself.   in all of Bode.       of every farm.\n\
             They are as old as    They are as low as    They are as good as\n\
             the roads of Arle.    the roads of Bode.    the roads of Calm.\n",
            &[
                "Ports of the south",
                "have grown in every",
                "year of the survey of",
                "all of Arle itself.",
                "They are as old as",
                "the roads of Arle.",
                "Tolls of the south",
                "have fallen in all",
                "it have risen again",
                "in all of Bode.",
                "They are as low as",
                "the roads of Bode.",
                "Mills of the south",
                "stand by the river",
                "and grind the corn",
                "of every farm.",
                "They are as good as",
                "the roads of Calm.",
            ],
        );
    }

    #[test]
    fn labels_of_a_list_are_no_column() {
        let rows = [
            "1.    Ann Weaver. Ports. 2001",
            "2.    Bo Miller. Tolls. 2002",
            "3.    Cy Potter. Mills. 2003",
            "4.    Di Cooper. Roads. 2004",
        ];
        let lines = rows.map(|r| r.replace("    ", " "));
        check(&rows.join("\n"), &lines.each_ref().map(String::as_str));
    }
}

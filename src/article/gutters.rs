//! Pieces of a page -> columns in reading order.
//!
//! A page is cut where a gutter runs between two stacks of lines; what crosses the gutter (a title, a wide
//! figure's caption) divides the page into bands, read from top to bottom, each column of a band whole before the
//! next. The halves are cut again in the same way. Text and PDF files differ only in what a [`Page`] tells of its pieces.

use std::ops::Range;

/// Where a piece stands on its page, in the unit of the page; y grows downwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// Where a piece stands beside a gutter.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side<P> {
    Left(P),
    Right(P),
    /// It is cut in two.
    Both(P, P),
    Across,
}

/// What is known of the pieces of a page: stretches of one printed line, from top to bottom.
///
/// `P` is a piece, or a handle on it.
pub(super) trait Page<P: Copy> {
    /// Size of the page's type.
    fn em(&self) -> f32;

    /// Where `piece` stands.
    fn extent(&self, piece: P) -> Extent;

    /// The places at which a gutter of `pieces` may be, from left to right.
    fn places(&self, pieces: &[P]) -> Vec<f32>;

    /// The sides of `pieces`, one each, beside a gutter at `x`.
    fn sides(&self, pieces: &[P], x: f32) -> Vec<Side<P>>;

    /// Whether `piece`, right of the gutter at `x`, begins where the lines of that column should.
    fn is_flush(&self, _piece: P, _x: f32) -> bool {
        true
    }
}

/// Pieces that stand together in one column.
#[derive(Debug, Clone)]
pub(super) struct Block<P> {
    /// Column, 0-based from the left within its band.
    pub(super) column: u8,
    /// The pieces, in their order on the page.
    pub(super) pieces: Vec<P>,
}

/// Fewest lines on either side of a gutter.
const LINES: usize = 3;

/// Narrowest column, in ems: labels of a list or a column of numbers are narrower.
const COLUMN: f32 = 6.0;

/// How far down both sides run next to each other at least, in ems.
const SHALLOWEST: f32 = 2.0;

/// At least one in so many lines of a right column is flush with its gutter.
const FLUSHED: usize = 3;

/// Deepest nesting of columns.
const DEPTH: u8 = 6;

/// The blocks of `pieces` (from top to bottom) in reading order; every piece, or both its parts, in one of them.
pub(super) fn blocks<P: Copy>(page: &impl Page<P>, pieces: Vec<P>) -> Vec<Block<P>> {
    let mut blocks = Vec::new();
    divide(page, pieces, 0, DEPTH, &mut blocks);
    blocks
}

/// How many lines stand flush with the best gutter of `pieces`.
pub(super) fn flush_lines<P: Copy>(page: &impl Page<P>, pieces: &[P]) -> usize {
    let Some(x) = gutter(page, pieces) else { return 0 };
    let bands = bands(page, &page.sides(pieces, x), x);
    bands.iter().filter(|b| b.is_divided(page.em())).map(|b| b.flush).sum()
}

/// Cuts `pieces` at their best gutter and puts the blocks into `blocks`.
fn divide<P: Copy>(page: &impl Page<P>, pieces: Vec<P>, column: u8, depth: u8, blocks: &mut Vec<Block<P>>) {
    let gutter = if depth == 0 { None } else { gutter(page, &pieces) };
    let Some(x) = gutter else {
        if !pieces.is_empty() {
            blocks.push(Block { column, pieces });
        }
        return;
    };
    let sides = page.sides(&pieces, x);
    let mut whole = Vec::new();
    for band in bands(page, &sides, x) {
        if !band.is_divided(page.em()) {
            whole.extend_from_slice(pieces.get(band.range).unwrap_or_default());
            continue;
        }
        divide(page, std::mem::take(&mut whole), column, depth - 1, blocks);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for side in sides.get(band.range).unwrap_or_default() {
            match *side {
                Side::Left(piece) => left.push(piece),
                Side::Right(piece) => right.push(piece),
                Side::Both(l, r) => {
                    left.push(l);
                    right.push(r);
                }
                Side::Across => {}
            }
        }
        divide(page, left, column, depth - 1, blocks);
        divide(page, right, column + 1, depth - 1, blocks);
    }
    divide(page, whole, column, depth - 1, blocks);
}

/// A run of pieces, by index, and what stands to either side of a gutter.
#[derive(Debug)]
struct Band {
    range: Range<usize>,
    left: Stack,
    right: Stack,
    /// Lines of the right column that begin at the gutter.
    flush: usize,
}

/// The lines on one side of a gutter.
#[derive(Debug)]
struct Stack {
    lines: usize,
    top: f32,
    bottom: f32,
    widest: f32,
    /// Lower edge of the last piece.
    last: f32,
}

impl Stack {
    const EMPTY: Self = Self {
        lines: 0,
        top: f32::INFINITY,
        bottom: f32::NEG_INFINITY,
        widest: 0.0,
        last: f32::NEG_INFINITY,
    };

    /// Adds a piece; returns whether it begins a line.
    fn add(&mut self, at: Extent, em: f32) -> bool {
        let begins = at.bottom > self.last + 0.5 * em;
        if begins {
            self.lines += 1;
            self.last = at.bottom;
        }
        self.top = self.top.min(at.top);
        self.bottom = self.bottom.max(at.bottom);
        self.widest = self.widest.max(at.right - at.left);
        begins
    }
}

impl Band {
    fn new(start: usize) -> Self {
        Self { range: start..start, left: Stack::EMPTY, right: Stack::EMPTY, flush: 0 }
    }

    /// How far down both sides run next to each other.
    fn depth(&self) -> f32 {
        (self.left.bottom.min(self.right.bottom) - self.left.top.max(self.right.top)).max(0.0)
    }

    /// Whether two columns of running text stand here.
    fn is_divided(&self, em: f32) -> bool {
        [&self.left, &self.right].iter().all(|s| s.lines >= LINES && s.widest >= COLUMN * em)
            && self.depth() > SHALLOWEST * em
            && self.flush >= LINES
            && self.flush * FLUSHED >= self.right.lines
    }
}

/// The bands into which the pieces that cross the gutter at `x` divide the page.
fn bands<P: Copy>(page: &impl Page<P>, sides: &[Side<P>], x: f32) -> Vec<Band> {
    let em = page.em();
    let mut bands = Vec::new();
    let mut band = Band::new(0);
    for (at, side) in sides.iter().enumerate() {
        let (left, right) = match *side {
            Side::Left(piece) => (Some(piece), None),
            Side::Right(piece) => (None, Some(piece)),
            Side::Both(left, right) => (Some(left), Some(right)),
            Side::Across => {
                bands.push(std::mem::replace(&mut band, Band::new(at + 1)));
                bands.push(Band { range: at..at + 1, ..Band::new(at) });
                continue;
            }
        };
        band.range.end = at + 1;
        if let Some(piece) = left {
            band.left.add(page.extent(piece), em);
        }
        if let Some(piece) = right {
            let begins = band.right.add(page.extent(piece), em);
            band.flush += usize::from(begins && page.is_flush(piece, x));
        }
    }
    bands.push(band);
    bands
}

/// The leftmost of the places beside which most lines stand, if there is one.
fn gutter<P: Copy>(page: &impl Page<P>, pieces: &[P]) -> Option<f32> {
    let em = page.em();
    let score = |x: f32| -> f32 {
        let bands = bands(page, &page.sides(pieces, x), x);
        bands.iter().filter(|b| b.is_divided(em)).map(|b| b.depth() / em + b.flush as f32).sum()
    };
    let mut best = None;
    for x in page.places(pieces) {
        let score = score(x);
        if score > best.map_or(0.0, |(most, _)| most) + 0.01 {
            best = Some((score, x));
        }
    }
    best.map(|(_, x)| x)
}

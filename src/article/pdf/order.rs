//! Segments of a page -> columns in reading order.
//!
//! A page is cut where a gutter runs between two stacks of lines; what crosses the gutter (a title,
//! a wide figure's caption) divides the page into bands, read from top to bottom, each column of a
//! band whole before the next. The halves are cut again in the same way.

use super::segments::{Segment, median};

/// Lines of one column that stand together, and which column of the page it is.
#[derive(Debug)]
pub(super) struct Block {
    /// Column, 0-based from the left within its band.
    pub(super) column: u8,
    /// The segments, in no particular order.
    pub(super) segments: Vec<Segment>,
}

/// Narrowest gutter, in ems of the page's type.
const GUTTER: f32 = 0.7;

/// Fewest lines on either side of a gutter.
const LINES: usize = 3;

/// Narrowest column, in ems: labels of a list or a column of numbers are narrower.
const COLUMN: f32 = 6.0;

/// Deepest nesting of columns.
const DEPTH: u8 = 6;

/// The blocks of a page in reading order.
pub(super) fn blocks(mut segments: Vec<Segment>) -> Vec<Block> {
    segments.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let em = median(&mut segments.iter().map(|s| s.size).collect::<Vec<_>>()).unwrap_or(10.0);
    let mut blocks = Vec::new();
    divide(segments, em, 0, DEPTH, &mut blocks);
    blocks
}

/// Cuts `segments` (sorted from top to bottom) at their best gutter and puts the blocks into `blocks`.
fn divide(segments: Vec<Segment>, em: f32, column: u8, depth: u8, blocks: &mut Vec<Block>) {
    let gutter = if depth == 0 { None } else { gutter(&segments, em) };
    let Some(x) = gutter else {
        if !segments.is_empty() {
            blocks.push(Block { column, segments });
        }
        return;
    };
    let mut whole = Vec::new();
    for band in bands(&segments, x, em) {
        let part = segments.get(band.from..band.to).unwrap_or_default();
        if !band.is_divided(em) {
            whole.extend_from_slice(part);
            continue;
        }
        divide(std::mem::take(&mut whole), em, column, depth - 1, blocks);
        let (left, right) = part.iter().cloned().partition(|s| s.x0 < x);
        divide(left, em, column, depth - 1, blocks);
        divide(right, em, column + 1, depth - 1, blocks);
    }
    divide(whole, em, column, depth - 1, blocks);
}

/// A run of segments, by index, and what stands to either side of a gutter.
#[derive(Debug, Default)]
struct Band {
    from: usize,
    to: usize,
    left: Side,
    right: Side,
}

/// The lines on one side of a gutter.
#[derive(Debug)]
struct Side {
    lines: usize,
    top: f32,
    bottom: f32,
    widest: f32,
    last: f32,
}

impl Default for Side {
    fn default() -> Self {
        Self { lines: 0, top: f32::INFINITY, bottom: f32::NEG_INFINITY, widest: 0.0, last: f32::NEG_INFINITY }
    }
}

impl Side {
    fn add(&mut self, segment: &Segment, em: f32) {
        if segment.y > self.last + 0.5 * em {
            self.lines += 1;
            self.last = segment.y;
        }
        self.top = self.top.min(segment.top());
        self.bottom = self.bottom.max(segment.bottom());
        self.widest = self.widest.max(segment.width());
    }
}

impl Band {
    /// How far down both sides run next to each other.
    fn depth(&self) -> f32 {
        (self.left.bottom.min(self.right.bottom) - self.left.top.max(self.right.top)).max(0.0)
    }

    /// Whether two columns of running text stand here.
    fn is_divided(&self, em: f32) -> bool {
        [&self.left, &self.right].iter().all(|s| s.lines >= LINES && s.widest >= COLUMN * em)
            && self.depth() > 2.0 * em
    }
}

/// The bands into which the segments that cross `x` divide the page.
fn bands(segments: &[Segment], x: f32, em: f32) -> Vec<Band> {
    let half = GUTTER / 2.0 * em;
    let mut bands = Vec::new();
    let mut band = Band::default();
    for (at, segment) in segments.iter().enumerate() {
        if segment.x1 <= x - half {
            band.left.add(segment, em);
        } else if segment.x0 >= x + half {
            band.right.add(segment, em);
        } else {
            band.to = at;
            bands.push(std::mem::replace(&mut band, Band { from: at + 1, ..Band::default() }));
            bands.push(Band { from: at, to: at + 1, ..Band::default() });
        }
    }
    band.to = segments.len();
    bands.push(band);
    bands
}

/// The middle of the gutter along which most of the page is divided, if there is one.
fn gutter(segments: &[Segment], em: f32) -> Option<f32> {
    let left = segments.iter().map(|s| s.x0).fold(f32::INFINITY, f32::min);
    let right = segments.iter().map(|s| s.x1).fold(f32::NEG_INFINITY, f32::max);
    let step = 0.2 * em;
    let places = ((right - left) / step).clamp(0.0, 500.0) as usize;
    let score = |x: f32| -> f32 {
        let bands = bands(segments, x, em);
        bands.iter().filter(|b| b.is_divided(em)).map(Band::depth).sum()
    };
    let mut best = (0.0, 0.0, 0.0);
    let mut run_ended = true;
    for x in (1..places).map(|n| left + n as f32 * step) {
        let score = score(x);
        if score > best.0 + 0.1 {
            best = (score, x, x);
            run_ended = false;
        } else if !run_ended && (score - best.0).abs() <= 0.1 {
            best.2 = x;
        } else {
            run_ended = true;
        }
    }
    (best.0 > 0.0).then_some((best.1 + best.2) / 2.0)
}

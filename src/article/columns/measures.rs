//! How wide the columns of a page are, where its rows are merged ones: of the widths that the rows may have, that at which they go on best.

use std::ops::Range;

use super::junctions::Junctions;
use super::merged::{self, BEAM, NARROW, Page};
use super::reading::Tail;
use super::row::{Row, Rows};

/// Width of a column over that of its usual row, where the row is one line and where it is two:
/// justified lines fill 95 % of their column at natural spacing.
const ONE: f32 = 1.05;
const HALF: f32 = 0.525;

/// Least that a page gains for each row over the rows as they stand, and least share of how well the rows of the pages above go on, if
/// its width is to be trusted: else it is read at all widths, and the pages below learn nothing from it.
const GAIN: f32 = 0.6;
const SHARE: f32 = 0.35;

/// Least that each row of a page goes on the one above, if they are rows of one column for sure; in merged columns it is less than none.
const IN_ORDER: f32 = 1.3;

/// The widths that the columns of a source may have.
#[derive(Debug)]
pub(super) struct Measures<'a> {
    rows: &'a Rows<'a>,
    junctions: Junctions<'a>,
    all: Vec<Measure>,
    /// How well the rows of these pages go on, and how many there are.
    going: (f32, usize),
}

#[derive(Debug, Clone, Copy)]
struct Measure {
    /// In ems.
    width: f32,
    /// How many pages were read well at this one; one more if the two most usual widths of rows are those of one
    /// column and of two of them.
    pages: usize,
}

impl<'a> Measures<'a> {
    /// Those of `rows`, whose words were counted: the two most usual widths of rows are those of one column or of two.
    pub(super) fn of(rows: &'a Rows<'a>) -> Self {
        let usual = Usual::of(rows, &rows.rows);
        let first = usual.most(|_| true).unwrap_or(10);
        let second = usual.most(|w| w.abs_diff(first) * 5 > first).unwrap_or(first);
        let mut widths = vec![first as f32 * ONE, first as f32 * HALF];
        if usual.around(second) * 5 > usual.around(first) {
            widths.extend([second as f32 * ONE, second as f32 * HALF]);
        }
        widths.retain(|&w| w > 8.0);
        widths.sort_by(f32::total_cmp);
        let mut all: Vec<Measure> = Vec::new();
        for width in widths {
            match all.last_mut() {
                Some(same) if width - same.width < 0.06 * width => same.pages += 1,
                _ => all.push(Measure { width, pages: 0 }),
            }
        }
        Self { rows, junctions: Junctions::of(rows), all, going: (0.0, 0) }
    }

    /// A page of merged columns in the reading that goes on best, as far as can be seen with few readings of other widths than the usual one, and how much better than the rows as they stand; what ended `before` it.
    pub(super) fn taken_apart(&mut self, page: Range<usize>, before: Option<Tail>) -> (Page, f32) {
        let here = self.rows.rows.get(page.clone()).unwrap_or_default();
        let joined = |pair: &[Row]| Some(self.rows.joined(pair.first()?.end - 1, pair.get(1)?.start));
        let stands: f32 = here.windows(2).filter_map(joined).sum();
        let count = here.len() as f32;
        let mut read =
            |width, beam| merged::read(self.rows, &mut self.junctions, page.clone(), width, before, beam);
        let usual = self.all.iter().enumerate().filter(|m| m.1.pages > 0).max_by_key(|m| m.1.pages);
        let at_usual = usual.map(|(usual, measure)| (usual, read(measure.width, BEAM)));
        let least = (stands + GAIN * count).max(SHARE * count * self.going.0 / self.going.1.max(1) as f32);
        let (at, best) = match at_usual {
            Some(usual) if usual.1.going >= least => usual,
            Some(usual) if stands > usual.1.going.max(IN_ORDER * count) => {
                return (Page::as_it_stands(here, stands), 0.0);
            }
            at_usual => {
                let done = at_usual.as_ref().map(|r| r.0);
                let beam = if done.is_some() { NARROW } else { BEAM };
                let others = self.all.iter().enumerate().filter(|m| Some(m.0) != done);
                let mut readings: Vec<(usize, Page)> =
                    others.map(|(at, m)| (at, read(m.width, beam))).collect();
                readings.extend(at_usual);
                readings.sort_by_key(|r| r.0);
                let best = readings.into_iter().max_by(|a, b| a.1.going.total_cmp(&b.1.going));
                let (at, best) = best.unwrap_or_default();
                match self.all.get(at) {
                    Some(measure) if done.is_some_and(|done| done != at) => (at, read(measure.width, BEAM)),
                    _ => (at, best),
                }
            }
        };
        if let Some(measure) = self.all.get_mut(at).filter(|_| best.going >= least) {
            measure.pages += 1;
            self.going = (self.going.0 + best.going, self.going.1 + here.len());
        }
        let gain = best.going - stands;
        (best, gain)
    }
}

/// How many rows are about as wide, in ems, as each width; furniture aside.
pub(super) struct Usual(Vec<u32>);

impl Usual {
    /// Those of the rows `here`.
    pub(super) fn of(rows: &Rows, here: &[Row]) -> Self {
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
    pub(super) fn most(&self, may: impl Fn(usize) -> bool) -> Option<usize> {
        (10..197).filter(|&w| may(w)).max_by_key(|&w| self.around(w))
    }
}

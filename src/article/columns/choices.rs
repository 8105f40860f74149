//! What a row may be, with what is the same for all readings of the rows above it.

use super::junctions::{Junctions, MOST_APART};
use super::places::{Candidate, FULL, Fit, Place, SIZES, Size, candidates};
use super::reading::{Reading, Tail, counts_on};
use super::row::Rows;

/// Most cuts that are tried in a row.
const CUTS: usize = 8;

/// How much worse than the best cut of a row others may be, before it is looked at how words go on.
const MARGIN: f32 = 12.0;

/// One thing that a row may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub(super) place: Place,
    /// What tells for it below any rows.
    pub(super) own: f32,
    /// Its words in the left and in the right column.
    pub(super) halves: (Half, Half),
    /// What tells against its cut.
    pub(super) apart: f32,
}

/// Words of a row in one column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Half {
    /// The first word.
    pub(super) start: usize,
    /// The last word.
    last: usize,
    /// The width, in columns.
    share: f32,
    /// The number of the item that begins with the first word.
    label: Option<u32>,
    /// Whether the last word ends a sentence.
    is_terminal: bool,
    /// Whether they were stretched to fill the column.
    is_stretched: bool,
    /// How they fill the column.
    fit: Fit,
}

impl Half {
    fn of(rows: &Rows, (start, end): (usize, usize), share: f32, fit: Fit) -> Self {
        let last = end.saturating_sub(1);
        Self {
            start,
            last,
            share,
            label: rows.words.get(start).and_then(|w| w.label),
            is_terminal: rows.words.get(last).is_some_and(|w| w.is_terminal),
            is_stretched: rows.is_stretched(start, end),
            fit,
        }
    }

    /// What tells for the words below the line `above`, but for how well they go on it.
    pub(super) fn told(&self, above: &Tail) -> f32 {
        self.fit.below(above.is_short, above.size).1 + counts_on(above.label, self.label)
    }

    /// The end of the words in the row `at`, below the line `above`.
    pub(super) fn below(&self, above: &Tail, at: usize) -> Tail {
        let size = self.fit.below(above.is_short, above.size).0;
        let columns = SIZES.get(usize::from(size)).copied().unwrap_or(1.0);
        Tail { label: self.label.or(above.label), ..self.tail(at, columns, size) }
    }

    /// The end of the words in the row `at` of `size`, in a column `columns` times as wide as the usual one.
    pub(super) fn tail(&self, at: usize, columns: f32, size: Size) -> Tail {
        Tail {
            word: self.last,
            row: at,
            is_short: !self.is_stretched && self.share / columns < FULL.0,
            is_terminal: self.is_terminal,
            size,
            label: None,
        }
    }
}

/// What the words `start..end` of a row may be in columns of `width` ems: of its cuts only those that one of the readings in `beam` finds good.
pub(super) fn choices(
    rows: &Rows,
    junctions: &mut Junctions,
    (start, end): (usize, usize),
    width: f32,
    beam: &[Reading],
) -> Vec<Choice> {
    let all = candidates(rows, (start, end), width);
    let (uncut, cuts): (Vec<_>, Vec<_>) = all.iter().partition(|c| !matches!(c.place, Place::Cut(_)));
    let choice = |c: &Candidate, apart: f32| {
        let cut = match c.place {
            Place::Cut(cut) => cut..cut,
            // All in the one column or in the other.
            _ => end..start,
        };
        let left = Half::of(rows, (start, cut.start), c.shares.0, c.fits.0);
        let right = Half::of(rows, (cut.end, end), c.shares.1, c.fits.1);
        Choice { place: c.place, own: c.own - apart, halves: (left, right), apart }
    };
    let uncut = uncut.into_iter().map(|c| choice(c, 0.0));
    uncut.chain(best_cuts(cuts, junctions, beam).into_iter().map(|(c, apart)| choice(c, apart))).collect()
}

/// The best of `cuts`, with what tells against each, the best first.
fn best_cuts<'a>(
    cuts: Vec<&'a Candidate>,
    junctions: &mut Junctions,
    beam: &[Reading],
) -> Vec<(&'a Candidate, f32)> {
    let mut lines: Vec<[(bool, Size); 2]> = Vec::new();
    for reading in beam {
        let line = [&reading.left, &reading.right].map(|tail| (tail.is_short, tail.size));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let fills = |c: &Candidate| {
        let below = |fit: &Fit, (is_short, size)| fit.below(is_short, size).1;
        let scores = lines.iter().map(|[left, right]| below(&c.fits.0, *left) + below(&c.fits.1, *right));
        scores.fold(f32::MIN, f32::max)
    };
    let mut cuts: Vec<(f32, &Candidate)> = cuts.into_iter().map(|c| (fills(c), c)).collect();
    cuts.sort_by(|a, b| (b.0 + b.1.own).total_cmp(&(a.0 + a.1.own)));
    // How words go on is looked at only where it can still make a cut one of the best.
    let mut best: Vec<(f32, &Candidate, f32)> = Vec::with_capacity(cuts.len());
    let mut least = f32::MIN;
    for (fills, cut) in cuts {
        let Place::Cut(at) = cut.place else { continue };
        if fills + cut.own + MOST_APART < least {
            break;
        }
        let apart = junctions.apart(at);
        let score = (cut.own - apart) + fills;
        least = least.max(score - MARGIN);
        best.push((score, cut, apart));
    }
    best.retain(|cut| cut.0 >= least);
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.shares.0.total_cmp(&b.1.shares.0)));
    best.truncate(CUTS);
    best.into_iter().map(|(_, cut, apart)| (cut, apart)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Source;

    #[test]
    fn a_line_that_was_stretched_does_not_end_early() {
        let source = Source::new("a.txt", "gulls  of  the  bay gulls of the bay\n".to_owned());
        let mut rows = Rows::of(&source);
        rows.count_words();
        let ends = |start, end| Half::of(&rows, (start, end), 0.7, Fit::NONE).tail(0, 1.0, 1).is_short;
        assert!(!ends(0, 4));
        assert!(ends(4, 8));
    }
}

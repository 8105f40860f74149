//! A row of merged columns -> what it may be, by the widths of its words.

use super::row::{Rows, STRETCHED};
use super::widths::BLANK;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// Words before the index in the left column, the others in the right one.
    Cut(usize),
    /// All in the left column.
    Left,
    /// All in the right column.
    Right,
    /// Over both columns, or in the only one.
    Whole,
    /// In the right column, but further up, where an empty row was left for it.
    Displaced,
    /// In neither column: a running head, a page number.
    Aside,
}

/// Least and most of its column that a justified line fills at natural spacing.
pub(super) const FULL: (f32, f32) = (0.84, 1.04);

/// What justified lines fill on average, and how much that differs.
const USUAL: f32 = 0.95;
const SPREAD: f32 = 0.052;

/// Most of its column that a line is thought to fill.
const MOST: f32 = 1.12;

/// Ems of the sizes of type that make up the width of a column, over those of the usual one: notes and
/// references are printed smaller, some openings larger.
pub(super) const SIZES: [f32; 5] = [0.88, 1.0, 1.12, 1.25, 1.4];

/// The usual one of [`SIZES`].
pub(super) const USUAL_SIZE: Size = 1;

/// An index of [`SIZES`].
pub(super) type Size = u8;

/// What is gained by a line that begins with the label of an item.
const LABEL: f32 = 2.5;

/// What a cut inside a run of wide gaps costs, and what a usual gap at the edge of a stretched line does.
const INSIDE: f32 = -6.0;
const STRAY: f32 = -2.0;

/// What a row costs that is too wide for a column and too narrow for both.
const BETWEEN: f32 = -3.0;

/// What a change in the size of type costs at the end of a paragraph, and inside one.
const CHANGE: f32 = 3.5;
const CHANGE_INSIDE: f32 = 7.0;

/// How much of what it costs to end early counts below a line that did so, too: tables and headings stand in rows.
const AGAIN: f32 = 0.6;

/// How well words fill a column, by the line above: the size of type in which they go on best below it, and how well.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Below a full line.
    full: Below,
    /// Below one that ended early.
    short: Below,
}

/// How well words go on below a line.
#[derive(Debug, Clone, Copy)]
struct Below {
    /// In each of [`SIZES`].
    scores: [f32; SIZES.len()],
    /// The best of these, and what is left of its score if the size changes.
    best: Size,
    changed: f32,
}

impl Below {
    fn of(scores: [f32; SIZES.len()], change: f32) -> Self {
        let (mut best, mut most) = (USUAL_SIZE, f32::MIN);
        for (size, &score) in (0..).zip(&scores) {
            if score >= most {
                (best, most) = (size, score);
            }
        }
        Self { scores, best, changed: most - change }
    }
}

impl Fit {
    /// That of no words.
    pub(super) const NONE: Self = Self { full: Self::NOTHING, short: Self::NOTHING };
    const NOTHING: Below = Below { scores: [0.0; SIZES.len()], best: USUAL_SIZE, changed: 0.0 };

    /// That of words of which `lines` tells, for each size of type, what tells for the line, and what it costs that it ends early.
    fn of(lines: [(f32, f32); SIZES.len()]) -> Self {
        let scores = |again: f32| lines.map(|(own, early)| own - again * early);
        Self { full: Below::of(scores(1.0), CHANGE_INSIDE), short: Below::of(scores(AGAIN), CHANGE) }
    }

    /// The size of type in which the words go on best below a line of `size` that `is_short` or not, and how well.
    pub(super) fn below(&self, is_short: bool, size: Size) -> (Size, f32) {
        let Below { scores, best, changed } = if is_short { &self.short } else { &self.full };
        match scores.get(usize::from(size)) {
            Some(&same) if size == *best || same > *changed => (size, same),
            _ => (*best, *changed),
        }
    }
}

/// One thing that a row may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) place: Place,
    /// What tells for it in any size of type.
    pub(super) own: f32,
    /// The widths of its words in the left and in the right column, in columns.
    pub(super) shares: (f32, f32),
    /// How they fill these; nought where it has none.
    pub(super) fits: (Fit, Fit),
}

/// What the words `start..end` may be in columns of `width` ems, but for displaced ones; what tells against a cut between two
/// words is yet to be counted.
pub(super) fn candidates(rows: &Rows, (start, end): (usize, usize), width: f32) -> Vec<Candidate> {
    let whole = rows.width(start, end) / width;
    let widest = MOST * SIZES.iter().copied().fold(0.0, f32::max);
    let none = Fit::NONE;
    let own = if (MOST..1.7).contains(&whole) { BETWEEN } else { 0.0 };
    let mut all = Vec::with_capacity(end - start + 2);
    all.push(Candidate { place: Place::Whole, own, shares: (whole, 0.0), fits: (none, none) });
    if whole <= widest {
        let fit = fit(rows, start, end, whole);
        all.push(Candidate { place: Place::Left, own: 0.0, shares: (whole, 0.0), fits: (fit, none) });
        all.push(Candidate { place: Place::Right, own: 0.0, shares: (0.0, whole), fits: (none, fit) });
    }
    let mut left = 0.0;
    for cut in start + 1..end {
        left += rows.words.get(cut - 1).map_or(0.0, |w| w.width) / width;
        let right = whole - left - BLANK / width;
        if left <= widest && right <= widest {
            let own = keeps_stretched(rows, cut, start, end);
            let fits = (fit(rows, start, cut, left), fit(rows, cut, end, right));
            all.push(Candidate { place: Place::Cut(cut), own, shares: (left, right), fits });
        }
        left += BLANK / width;
    }
    all
}

/// What it costs that the cells of a table end before their column does.
const CELLS: f32 = 1.0;

/// How usual it is that the words `start..end` are a line that fills `share` of its column at the usual size.
fn fit(rows: &Rows, start: usize, end: usize, share: f32) -> Fit {
    let (first, last) = (rows.words.get(start), rows.words.get(end.saturating_sub(1)));
    let mut own = 0.0;
    if first.is_some_and(|w| w.label.is_some()) {
        own += LABEL;
    }
    if end > start + 1 && last.is_some_and(|w| w.label.is_some()) {
        own -= 2.0 * LABEL;
    }
    let early = match (last, first) {
        (Some(last), _) if last.is_terminal => 1.0,
        _ if rows.are_cells(start, end) => CELLS,
        (Some(last), Some(first)) if last.token.is_capitals() && first.token.is_capitals() => 1.0,
        (_, Some(first)) if first.is_lower => 8.0,
        _ => 3.5,
    };
    let is_stretched = rows.is_stretched(start, end);
    let lines = SIZES.map(|size| {
        let share = share / size;
        let over = 60.0 * (share - FULL.1).max(0.0);
        if is_stretched {
            return (own - over, 0.0);
        }
        let stretch = (share.max(FULL.0) - USUAL) / SPREAD;
        let near = ((FULL.0 - share) * 8.0).clamp(0.0, 1.0);
        (own - over - 0.4 * stretch * stretch, near * early)
    });
    Fit::of(lines)
}

/// What it tells that a cut before the word `cut` goes through a stretched line of the row `start..end`, or
/// leaves a word of the other column in one.
fn keeps_stretched(rows: &Rows, cut: usize, start: usize, end: usize) -> f32 {
    let wide = |word: usize| {
        let inside = (start + 1..end).contains(&word);
        inside.then(|| rows.words.get(word).is_some_and(|w| w.gap >= STRETCHED))
    };
    let (before, here, after) = (wide(cut - 1), wide(cut), wide(cut + 1));
    let through = here == Some(true) && (before == Some(true) || after == Some(true));
    let usual = here == Some(false);
    let stray_right = usual && after == Some(false) && rows.is_stretched(cut, end);
    let stray_left = usual && before == Some(false) && rows.is_stretched(start, cut);
    match (through, stray_left || stray_right) {
        (true, _) => INSIDE,
        (false, true) => STRAY,
        (false, false) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_changes_size_rather_where_a_paragraph_ends() {
        let fit = Fit::of([(-9.0, 0.0), (-5.0, 0.0), (0.0, 0.0), (-2.0, 0.0), (-9.0, 0.0)]);
        assert_eq!(fit.below(true, USUAL_SIZE).0, 2);
        assert_eq!(fit.below(false, USUAL_SIZE).0, USUAL_SIZE);
    }
}

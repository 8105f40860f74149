//! Rows of merged columns -> cuts: a beam search over rows for the reading that goes on best.
//!
//! A row is both columns side by side, or one of them, or neither (a title over both). Which, and
//! where it is cut, is chosen for a whole page at once: by how well every half goes on the half
//! above it, and by how well it fills its column.

use std::collections::HashMap;

use super::continuation::continuation;
use super::row::Rows;

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
}

/// A row placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    /// Where its words go.
    pub(super) place: Place,
    /// Whether columns begin anew with this row.
    pub(super) breaks: bool,
}

/// How many readings are kept from row to row.
const BEAM: usize = 16;

/// Most cuts that are tried in a row.
const CUTS: usize = 8;

/// Least and most of its column that a justified line fills at natural spacing.
const FULL: (f32, f32) = (0.84, 1.04);

/// What a page break without a form feed costs.
const BREAK: f32 = 1.5;

/// What a row over both columns, or in only one of them, costs.
const WHOLE: f32 = -11.0;
const LEFT: f32 = -0.5;
const RIGHT: f32 = -0.8;
const DISPLACED: f32 = -0.4;

/// What is gained where rows of the two columns take turns.
const ALTERNATES: f32 = 2.5;

/// What is gained by a line that begins with the label of an item.
const LABEL: f32 = 1.5;

/// What is gained where two words meet that meet elsewhere in the article, for each doubling.
const MET: f32 = 1.0;

/// Least that is told by two lines with an empty row between: a displaced half may have stood there.
const OVER_GAP: f32 = -1.0;

/// Most that is gained by a cut before a number: any word can stand there.
const APART: f32 = 1.0;

/// Blanks between the words of a line that was stretched to fill its column.
const STRETCHED: u32 = 2;

/// What a cut inside a run of wide gaps costs, and what a usual gap at the edge of a stretched line does.
const INSIDE: f32 = -4.0;
const STRAY: f32 = -1.0;

/// Most that is gained by going on a line that ended early.
const EARLY: f32 = 0.5;

/// What justified lines fill on average, and how much that differs.
const USUAL: f32 = 0.95;
const SPREAD: f32 = 0.05;

/// No word.
const NONE: usize = usize::MAX;

/// The end of a column as read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Tail {
    word: usize,
    /// Whether its line ended early, as the last line of a paragraph does.
    is_short: bool,
}

const NO_TAIL: Tail = Tail { word: NONE, is_short: true };

/// One reading of the rows so far.
#[derive(Debug, Clone, Copy)]
struct Reading {
    score: f32,
    left: Tail,
    right: Tail,
    /// First word of the right column, which goes on the last of the left one.
    right_head: usize,
    /// Last word of the columns above.
    above: Tail,
    last: Place,
    /// Index of its last step.
    step: usize,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    placed: Placed,
    parent: usize,
}

/// The rows `range` read as two columns of `width` ems, and how well they go on so.
pub(super) fn read(rows: &Rows, range: std::ops::Range<usize>, width: f32) -> (Vec<Placed>, f32) {
    let mut search = Search { rows, width, steps: Vec::new(), known: HashMap::new() };
    let mut beam = vec![Reading {
        score: 0.0,
        left: NO_TAIL,
        right: NO_TAIL,
        right_head: NONE,
        above: NO_TAIL,
        last: Place::Whole,
        step: NONE,
    }];
    for row in range {
        beam = search.advance(&beam, row);
    }
    let closed: Vec<Reading> = beam.iter().map(|r| search.closed(*r)).collect();
    let Some(best) = closed.into_iter().max_by(|a, b| a.score.total_cmp(&b.score)) else {
        return (Vec::new(), 0.0);
    };
    let placed = search.trace(best.step);
    // Taking turns tells rows of one page apart; between widths it would favour the one without cuts.
    let turns =
        placed.windows(2).filter(|pair| matches!(pair, [a, b] if takes_turns(a.place, b.place))).count();
    (placed, best.score - ALTERNATES * turns as f32)
}

/// Whether one of two rows stands in the left column and the other in the right one.
fn takes_turns(a: Place, b: Place) -> bool {
    matches!((a, b), (Place::Left, Place::Right) | (Place::Right, Place::Left))
}

struct Search<'a> {
    rows: &'a Rows<'a>,
    width: f32,
    steps: Vec<Step>,
    known: HashMap<(usize, usize), f32>,
}

impl Search<'_> {
    /// The best readings after one more row.
    fn advance(&mut self, beam: &[Reading], at: usize) -> Vec<Reading> {
        self.known.clear();
        let Some(row) = self.rows.rows.get(at) else { return beam.to_vec() };
        let (start, end) = (row.start, row.end);
        let may_break = row.after_blank || row.indent > 0;
        let mut places = self.places(start, end);
        if row.after_blank && self.ends_block(at) && self.rows.width(start, end) <= 1.1 * self.width {
            places.push((Place::Displaced, DISPLACED));
        }
        let mut next: Vec<(Reading, Placed)> = Vec::with_capacity(beam.len() * places.len() * 2);
        for reading in beam {
            for &(place, own) in &places {
                let breaks = place == Place::Whole && reading.last != Place::Whole;
                let placed = Placed { place, breaks };
                if place == Place::Displaced {
                    let mut reading = *reading;
                    reading.score += own;
                    next.push((reading, placed));
                    continue;
                }
                let base = if placed.breaks { self.closed(*reading) } else { *reading };
                next.push((self.placed(base, start, end, place, own), placed));
                if may_break
                    && place != Place::Whole
                    && reading.right.word != NONE
                    && reading.left.word != NONE
                {
                    let mut base = self.closed(*reading);
                    base.score -= BREAK;
                    next.push((self.placed(base, start, end, place, own), Placed { place, breaks: true }));
                }
            }
        }
        self.prune(next)
    }

    /// Whether an empty row, or the end of the page, follows the row `at`.
    fn ends_block(&self, at: usize) -> bool {
        let page = self.rows.rows.get(at).map(|r| r.sheet);
        self.rows
            .rows
            .get(at + 1)
            .is_none_or(|next| next.after_blank || next.indent > 0 || Some(next.sheet) != page)
    }

    /// Keeps the best readings, one of each kind.
    fn prune(&mut self, mut next: Vec<(Reading, Placed)>) -> Vec<Reading> {
        next.sort_by(|a, b| b.0.score.total_cmp(&a.0.score));
        let mut kept: Vec<Reading> = Vec::with_capacity(BEAM);
        for (mut reading, placed) in next {
            let same = |k: &Reading| {
                (k.left, k.right, k.right_head, k.above)
                    == (reading.left, reading.right, reading.right_head, reading.above)
            };
            if kept.iter().any(same) {
                continue;
            }
            self.steps.push(Step { placed, parent: reading.step });
            reading.step = self.steps.len() - 1;
            kept.push(reading);
            if kept.len() == BEAM {
                break;
            }
        }
        kept
    }

    /// The places that the widths of a row allow, each with its own score.
    fn places(&mut self, start: usize, end: usize) -> Vec<(Place, f32)> {
        let whole = self.rows.width(start, end) / self.width;
        let mut places = vec![(Place::Whole, if (1.12..1.7).contains(&whole) { -1.0 } else { 0.0 })];
        if whole <= 1.12 {
            let own = self.fills(start, end, whole);
            places.extend([(Place::Left, LEFT + own), (Place::Right, RIGHT + own)]);
        }
        let mut cuts: Vec<(Place, f32)> = Vec::new();
        let mut left = 0.0;
        for cut in start + 1..end {
            left += self.rows.words.get(cut - 1).map_or(0.0, |w| w.width) / self.width;
            let right = whole - left - super::widths::BLANK / self.width;
            if left <= 1.12 && right <= 1.12 {
                let inner = self.apart(cut);
                let halves = self.fills(start, cut, left) + self.fills(cut, end, right);
                cuts.push((Place::Cut(cut), halves + self.keeps_stretched(cut, start, end) - inner));
            }
            left += super::widths::BLANK / self.width;
        }
        cuts.sort_by(|a, b| b.1.total_cmp(&a.1));
        places.extend(cuts.into_iter().take(CUTS));
        places
    }

    /// How usual it is that the words `start..end` are a line that fills `share` of its column.
    fn fills(&self, start: usize, end: usize, share: f32) -> f32 {
        let (first, last) = (self.rows.words.get(start), self.rows.words.get(end.saturating_sub(1)));
        let mut score = 0.0;
        if first.is_some_and(|w| w.is_label) {
            score += LABEL;
        }
        if end > start + 1 && last.is_some_and(|w| w.is_label) {
            score -= 2.0 * LABEL;
        }
        score -= 60.0 * (share - FULL.1).max(0.0);
        if self.is_stretched(start, end) {
            return score;
        }
        let stretch = (share.max(FULL.0) - USUAL) / SPREAD;
        score -= 0.4 * stretch * stretch;
        let near = ((FULL.0 - share) * 8.0).clamp(0.0, 1.0);
        let early = match (last, first) {
            (Some(last), _) if last.is_terminal => 1.0,
            (Some(last), Some(first)) if last.token.is_capitals() && first.token.is_capitals() => 1.0,
            (_, Some(first)) if first.is_lower => 8.0,
            _ => 3.5,
        };
        score - near * early
    }

    /// How well the words before and at `cut` go on, as far as that tells against a cut between them.
    fn apart(&mut self, cut: usize) -> f32 {
        let joined = self.joined(cut - 1, cut);
        let is_number = self.rows.token(cut).is_number();
        if is_number { joined.max(-APART) } else { joined }
    }

    /// Whether most gaps between the words `start..end` are wide.
    fn is_stretched(&self, start: usize, end: usize) -> bool {
        let inner = self.rows.words.get(start + 1..end).unwrap_or_default();
        let wide = inner.iter().filter(|w| w.gap >= STRETCHED).count();
        wide >= 2 && wide * 5 >= inner.len() * 3
    }

    /// What it tells that a cut before the word `cut` goes through a stretched line of the row `start..end`, or
    /// leaves a word of the other column in one.
    fn keeps_stretched(&self, cut: usize, start: usize, end: usize) -> f32 {
        let wide = |word: usize| {
            let inside = (start + 1..end).contains(&word);
            inside.then(|| self.rows.words.get(word).is_some_and(|w| w.gap >= STRETCHED))
        };
        let (before, here, after) = (wide(cut - 1), wide(cut), wide(cut + 1));
        let through = here == Some(true) && (before == Some(true) || after == Some(true));
        let usual = here == Some(false);
        let stray_right = usual && after == Some(false) && self.is_stretched(cut, end);
        let stray_left = usual && before == Some(false) && self.is_stretched(start, cut);
        match (through, stray_left || stray_right) {
            (true, _) => INSIDE,
            (false, true) => STRAY,
            (false, false) => 0.0,
        }
    }

    /// How well the word `head` goes on the word `tail`; 0 where either is missing.
    fn joined(&mut self, tail: usize, head: usize) -> f32 {
        if tail == NONE || head == NONE {
            return 0.0;
        }
        let rows = self.rows;
        *self.known.entry((tail, head)).or_insert_with(|| {
            let before = tail.checked_sub(1).map(|b| rows.token(b)).unwrap_or_default();
            let model = continuation(before, rows.token(tail), rows.token(head), rows.token(head + 1));
            let met = rows.met(tail, head).saturating_sub(u32::from(head == tail + 1));
            model + MET * ((1 + met.min(7)) as f32).log2() + rows.rejoined(tail, head)
        })
    }

    /// How well `head` goes on a line: less is known where that one ended early.
    fn goes_on(&mut self, tail: Tail, head: usize) -> f32 {
        let mut score = self.joined(tail.word, head);
        if self.rows.words.get(head).is_some_and(|w| w.is_after_blank) {
            score = score.max(OVER_GAP);
        }
        if tail.is_short { score.clamp(-1.0, EARLY) } else { score }
    }

    /// `reading` with the words `start..end` put in their place.
    fn placed(&mut self, mut reading: Reading, start: usize, end: usize, place: Place, own: f32) -> Reading {
        reading.score += own;
        match place {
            Place::Left => self.put_left(&mut reading, start, end),
            Place::Right => self.put_right(&mut reading, start, end),
            Place::Cut(cut) => {
                self.put_left(&mut reading, start, cut);
                self.put_right(&mut reading, cut, end);
            }
            Place::Displaced => {}
            Place::Whole => {
                let whole = self.tail(start, end, 2.0);
                if reading.last == Place::Whole {
                    reading.score += self.goes_on(reading.above, start) - 0.5;
                } else {
                    reading.score += WHOLE;
                }
                reading.above = whole;
            }
        }
        if takes_turns(reading.last, place) {
            reading.score += ALTERNATES;
        }
        reading.last = place;
        reading
    }

    fn put_left(&mut self, reading: &mut Reading, start: usize, end: usize) {
        reading.score += if reading.left.word == NONE {
            self.goes_on(reading.above, start).max(-1.0)
        } else {
            self.goes_on(reading.left, start)
        };
        reading.left = self.tail(start, end, 1.0);
    }

    fn put_right(&mut self, reading: &mut Reading, start: usize, end: usize) {
        if reading.right.word == NONE {
            reading.right_head = start;
        } else {
            reading.score += self.goes_on(reading.right, start);
        }
        reading.right = self.tail(start, end, 1.0);
    }

    fn tail(&self, start: usize, end: usize, columns: f32) -> Tail {
        let share = self.rows.width(start, end) / self.width / columns;
        Tail { word: end.saturating_sub(1), is_short: share < FULL.0 }
    }

    /// `reading` with its columns ended: the right one goes on where the left one ended.
    fn closed(&mut self, mut reading: Reading) -> Reading {
        reading.score += self.goes_on(reading.left, reading.right_head).clamp(-1.0, 1.0);
        if reading.right.word != NONE {
            reading.above = reading.right;
        } else if reading.left.word != NONE {
            reading.above = reading.left;
        }
        (reading.left, reading.right, reading.right_head) = (NO_TAIL, NO_TAIL, NONE);
        reading
    }

    /// The steps that led to `step`, in order of rows.
    fn trace(&self, mut step: usize) -> Vec<Placed> {
        let mut placed = Vec::new();
        while let Some(found) = self.steps.get(step) {
            placed.push(found.placed);
            step = found.parent;
        }
        placed.reverse();
        placed
    }
}

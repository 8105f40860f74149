//! Rows of merged columns -> cuts: a beam search over rows for the reading that goes on best.
//!
//! A row is both columns side by side, or one of them, or neither (a title over both). Which, and
//! where it is cut, is chosen for a whole page at once: by how well every half goes on the half
//! above it, and by how well it fills its column.

use std::collections::{HashMap, HashSet};

use super::places::{Candidate, FULL, Fit, Place, SIZES, USUAL_SIZE, candidates};
use super::reading::{NONE, Placed, Reading, Step, Tail, counts_on};
use super::row::Rows;
use super::topics::Repeats;
use super::turns;

/// How many readings are kept from row to row.
const BEAM: usize = 24;

/// Most cuts that are tried in a row.
const CUTS: usize = 8;

/// What a page break without a form feed costs.
const BREAK: f32 = 2.0;

/// What a row over both columns costs below columns, and what is gained by a displaced one: it stands between empty rows.
const WHOLE: f32 = -18.0;
const DISPLACED: f32 = 1.0;

/// What a row over both columns costs below another one.
const SAME_WIDTH: f32 = 0.5;

/// What the choice of a column is worth where readings of different widths are compared: the better one of
/// two neighbours is found by chance, too.
const CHOICE: f32 = 1.5;

/// What is gained where two words meet that meet elsewhere in the article, for each doubling.
const MET: f32 = 1.2;

/// Least that is told by two lines with an empty row between: a displaced half may have stood there.
const OVER_GAP: f32 = -1.0;

/// Most that is gained by a cut before a number: any word can stand there.
const APART: f32 = 3.0;

/// Most that is gained by going on a line that ended early.
const EARLY: f32 = 4.0;

/// A page as read.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// Where the words of each row go.
    pub(super) placed: Vec<Placed>,
    /// How well they go on so.
    pub(super) going: f32,
    /// Its end.
    pub(super) end: Option<Tail>,
}

/// The rows `range` read as two columns of `width` ems that go on what ended `before`.
pub(super) fn read(rows: &Rows, range: std::ops::Range<usize>, width: f32, before: Option<Tail>) -> Page {
    let mut search =
        Search { rows, width, first: range.start, at: range.start, steps: Vec::new(), known: HashMap::new() };
    let mut beam = vec![Reading::after(before)];
    for row in range {
        beam = search.advance(&beam, row);
    }
    let closed: Vec<Reading> = beam.iter().map(|r| search.closed(*r)).collect();
    let Some(best) = closed.into_iter().max_by(|a, b| a.score.total_cmp(&b.score)) else {
        return Page::default();
    };
    // How rows fill their columns tells the places of one width apart; between widths it would favour
    // the one at which rows have no column to fill.
    Page { placed: search.trace(best.step), going: best.going, end: Some(best.above) }
}

struct Search<'a> {
    rows: &'a Rows<'a>,
    width: f32,
    /// The first row of the page.
    first: usize,
    /// The row that is added.
    at: usize,
    steps: Vec<Step>,
    known: HashMap<(usize, usize), f32>,
}

impl Search<'_> {
    /// The best readings after one more row.
    fn advance(&mut self, beam: &[Reading], at: usize) -> Vec<Reading> {
        self.known.clear();
        self.at = at;
        let Some(row) = self.rows.rows.get(at) else { return beam.to_vec() };
        if row.is_furniture {
            return self.passed_over(beam);
        }
        let (start, end) = (row.start, row.end);
        let may_break = row.after_blank || row.indent > 0;
        let candidates = self.likely(beam, (start, end));
        let may_displace =
            row.after_blank && self.ends_block(at) && self.rows.width(start, end) <= 1.1 * self.width;
        let mut next: Vec<(Reading, Placed)> = Vec::with_capacity(beam.len() * candidates.len() * 2);
        let repeats = Repeats::of(self.rows, at, self.first);
        for reading in beam {
            let told = repeats.told(&self.steps, reading.step);
            for candidate in &candidates {
                let said = told.of(candidate.place);
                let bases = self.bases(reading, candidate.place, may_break).into_iter().flatten();
                for (base, breaks) in bases {
                    let placed = Placed { place: candidate.place, breaks };
                    let mut reading = self.placed(base, start, end, candidate);
                    reading.score += said;
                    next.push((reading, placed));
                }
            }
            if may_displace {
                let score = reading.score + DISPLACED;
                let placed = Placed { place: Place::Displaced, breaks: false };
                next.push((Reading { score, ..*reading }, placed));
            }
        }
        self.prune(next)
    }

    /// Readings that leave a row out.
    fn passed_over(&mut self, beam: &[Reading]) -> Vec<Reading> {
        let mut next = beam.to_vec();
        for reading in &mut next {
            let placed = Placed { place: Place::Aside, breaks: false };
            self.steps.push(Step { placed, parent: reading.step });
            reading.step = self.steps.len() - 1;
        }
        next
    }

    /// What `reading` may have been before a row at `place`, itself or with its columns ended, and which of the two.
    fn bases(&mut self, reading: &Reading, place: Place, may_break: bool) -> [Option<(Reading, bool)>; 2] {
        if place == Place::Whole {
            let breaks = reading.last != Place::Whole;
            let base = if breaks { self.closed(*reading) } else { *reading };
            return [Some((base, breaks)), None];
        }
        let has_columns = reading.right.word != NONE && reading.left.word != NONE;
        let ended = (may_break && has_columns).then(|| {
            let base = self.closed(*reading);
            (Reading { score: base.score - BREAK, ..base }, true)
        });
        [Some((*reading, false)), ended]
    }

    /// What a row may be: of its cuts only those that one of the readings in `beam` finds good.
    fn likely(&mut self, beam: &[Reading], (start, end): (usize, usize)) -> Vec<Candidate> {
        let (rows, width) = (self.rows, self.width);
        let all = candidates(rows, (start, end), width, |cut| self.apart(cut));
        let tails: HashSet<(Tail, Tail)> =
            beam.iter().map(|r| (r.left.without_word(), r.right.without_word())).collect();
        let best = |c: &Candidate| {
            let scores = tails.iter().map(|(l, r)| l.size_below(&c.fits.0).1 + r.size_below(&c.fits.1).1);
            c.own + scores.fold(f32::MIN, f32::max)
        };
        let is_cut = |c: &Candidate| matches!(c.place, Place::Cut(_));
        let (cuts, mut kept): (Vec<_>, Vec<_>) = all.into_iter().partition(is_cut);
        let mut cuts: Vec<(f32, Candidate)> = cuts.into_iter().map(|c| (best(&c), c)).collect();
        cuts.sort_by(|a, b| b.0.total_cmp(&a.0));
        kept.extend(cuts.into_iter().take(CUTS).map(|c| c.1));
        kept
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

    /// How well the words before and at `cut` go on, as far as that tells against a cut between them.
    fn apart(&mut self, cut: usize) -> f32 {
        let joined = self.joined(cut - 1, cut);
        let is_number = self.rows.token(cut).is_number();
        if is_number { joined.max(-APART) } else { joined }
    }

    /// How well the word `head` goes on the word `tail`; 0 where either is missing.
    fn joined(&mut self, tail: usize, head: usize) -> f32 {
        if tail == NONE || head == NONE {
            return 0.0;
        }
        let rows = self.rows;
        *self.known.entry((tail, head)).or_insert_with(|| {
            let met = rows.met(tail, head).saturating_sub(u32::from(head == tail + 1));
            rows.joined(tail, head) + MET * ((1 + met.min(7)) as f32).log2() + rows.rejoined(tail, head)
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
    fn placed(&mut self, mut reading: Reading, start: usize, end: usize, candidate: &Candidate) -> Reading {
        let Candidate { place, own, fits } = candidate;
        let ended = (reading.left.since(self.at), reading.right.since(self.at));
        let below = self.below(&reading, *place, start);
        reading.score += own + turns::told(reading.last, ended, *place) + below;
        match *place {
            Place::Left => self.put_left(&mut reading, (start, end), &fits.0),
            Place::Right => self.put_right(&mut reading, (start, end), &fits.1),
            Place::Cut(cut) => {
                reading.going -= self.apart(cut);
                self.put_left(&mut reading, (start, cut), &fits.0);
                self.put_right(&mut reading, (cut, end), &fits.1);
            }
            Place::Displaced | Place::Aside => {}
            Place::Whole => self.put_over_both(&mut reading, (start, end)),
        }
        if matches!(place, Place::Left | Place::Right | Place::Cut(_)) {
            reading.going -= CHOICE;
        }
        reading.last = *place;
        reading
    }

    /// What the word `start` of a row in one column at `place` tells for that column of `reading`.
    fn below(&self, reading: &Reading, place: Place, start: usize) -> f32 {
        let column = match place {
            Place::Left => reading.left,
            Place::Right => reading.right,
            _ => return 0.0,
        };
        let head = self.rows.words.get(start);
        column.since(self.at).zip(head).map_or(0.0, |((ending, _), head)| turns::below(ending, head))
    }

    fn put_left(&mut self, reading: &mut Reading, (start, end): (usize, usize), fit: &Fit) {
        let on = if reading.left.word == NONE {
            self.goes_on(reading.above, start).max(-1.0)
        } else {
            self.goes_on(reading.left, start)
        };
        reading.follow(on);
        reading.left = self.set(reading, reading.left, (start, end), fit);
    }

    fn put_right(&mut self, reading: &mut Reading, (start, end): (usize, usize), fit: &Fit) {
        if reading.right.word == NONE {
            reading.right_head = start;
        } else {
            let on = self.goes_on(reading.right, start);
            reading.follow(on);
        }
        reading.right = self.set(reading, reading.right, (start, end), fit);
    }

    fn put_over_both(&mut self, reading: &mut Reading, (start, end): (usize, usize)) {
        if reading.last == Place::Whole {
            let on = self.goes_on(reading.above, start);
            reading.follow(on - SAME_WIDTH);
        } else {
            reading.score += WHOLE;
        }
        reading.above = self.tail(start, end, 2.0, USUAL_SIZE);
    }

    /// The words `start..end` set below `above`, in the size of type that suits them.
    fn set(&self, reading: &mut Reading, above: Tail, (start, end): (usize, usize), fit: &Fit) -> Tail {
        let (size, own) = above.size_below(fit);
        let label = self.label(start);
        reading.score += own + counts_on(above.label, label);
        let tail = self.tail(start, end, SIZES.get(size).copied().unwrap_or(1.0), size);
        Tail { label: label.or(above.label), ..tail }
    }

    /// The number of the item that begins with the word `start`.
    fn label(&self, start: usize) -> Option<u32> {
        self.rows.words.get(start).and_then(|w| w.label)
    }

    /// The end of the words `start..end` in a column `columns` times as wide as the usual one.
    fn tail(&self, start: usize, end: usize, columns: f32, size: usize) -> Tail {
        let share = self.rows.width(start, end) / self.width / columns;
        Tail {
            word: end.saturating_sub(1),
            row: self.at,
            is_short: share < FULL.0,
            is_terminal: self.rows.words.get(end.saturating_sub(1)).is_some_and(|w| w.is_terminal),
            size,
            label: None,
        }
    }

    /// `reading` with its columns ended: the right one goes on where the left one ended.
    fn closed(&mut self, mut reading: Reading) -> Reading {
        let on = self.goes_on(reading.left, reading.right_head).max(-1.0);
        reading.follow(on);
        reading.score += counts_on(reading.left.label, self.label(reading.right_head));
        reading.begin_columns();
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

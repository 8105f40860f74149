//! Rows of merged columns -> cuts: a beam search over rows for the reading that goes on best.
//!
//! A row is both columns side by side, or one of them, or neither (a title over both). Which, and
//! where it is cut, is chosen for a whole page at once: by how well every half goes on the half
//! above it, and by how well it fills its column.

use super::choices::{Choice, choices};
use super::cuts::Cuts;
use super::junctions::Junctions;
use super::next::{Next, Nexts};
use super::places::{Place, USUAL_SIZE};
use super::reading::{NONE, Placed, Reading, Step, Tail, counts_on};
use super::row::{Row, Rows};
use super::topics::{Known, Repeats};
use super::turns::{self, Since};

/// How many readings are kept from row to row, and where it is only looked at how well rows go on.
pub(super) const BEAM: usize = 24;
pub(super) const NARROW: usize = 8;

/// How much worse than the best one they may be.
const MARGIN: f32 = 16.0;

/// How many next readings are made for each that is kept: some differ in nothing that matters below.
const MADE: usize = 3;

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

/// Least that is told by two lines with an empty row between: a displaced half may have stood there.
const OVER_GAP: f32 = -1.0;

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

impl Page {
    /// The page of the `rows` that are no columns and go on so well.
    pub(super) fn as_it_stands(rows: &[Row], going: f32) -> Self {
        let place = |row: &Row| if row.is_furniture { Place::Aside } else { Place::Whole };
        let placed = rows.iter().map(|row| Placed { place: place(row), breaks: false });
        Self { placed: placed.collect(), going, end: None }
    }
}

/// The rows `range` read as two columns of `width` ems that go on what ended `before`, with `beam` readings kept from row to row.
pub(super) fn read<'r>(
    rows: &'r Rows<'r>,
    junctions: &mut Junctions<'r>,
    range: std::ops::Range<usize>,
    width: f32,
    before: Option<Tail>,
    beam: usize,
) -> Page {
    let mut search =
        Search { rows, junctions, width, beam, first: range.start, at: range.start, steps: Vec::new() };
    let mut readings = vec![Reading::after(before)];
    for row in range {
        readings = search.advance(readings, row);
    }
    let closed: Vec<Reading> = readings.iter().map(|r| search.closed(*r)).collect();
    let Some(best) = closed.into_iter().max_by(|a, b| a.score.total_cmp(&b.score)) else {
        return Page::default();
    };
    // How rows fill their columns tells the places of one width apart; between widths it would favour
    // the one at which rows have no column to fill.
    Page { placed: search.trace(best.step), going: best.going, end: Some(best.above) }
}

struct Search<'a, 'r> {
    rows: &'r Rows<'r>,
    junctions: &'a mut Junctions<'r>,
    width: f32,
    /// How many readings are kept.
    beam: usize,
    /// The first row of the page.
    first: usize,
    /// The row that is added.
    at: usize,
    steps: Vec<Step>,
}

/// What a reading was before a row: as it stands, or with its columns ended.
struct Base<'b> {
    reading: &'b Reading,
    /// Its score, less what ending its columns costs.
    score: f32,
    /// Whether its columns ended.
    breaks: bool,
    /// How well the row goes on its left column.
    on_left: f32,
}

impl Search<'_, '_> {
    /// The best readings after one more row.
    fn advance(&mut self, beam: Vec<Reading>, at: usize) -> Vec<Reading> {
        self.at = at;
        let Some(row) = self.rows.rows.get(at) else { return beam };
        if row.is_furniture {
            return self.passed_over(beam);
        }
        let (start, end) = (row.start, row.end);
        let may_break = row.after_blank || row.indent > 0;
        let choices = choices(self.rows, self.junctions, (start, end), self.width, &beam);
        let may_displace =
            row.after_blank && self.ends_block(at) && self.rows.width(start, end) <= 1.1 * self.width;
        let uncut = choices.iter().take_while(|c| !matches!(c.place, Place::Cut(_))).count();
        let (uncut, cuts) = choices.split_at(uncut);
        let mut cuts = Cuts::of(cuts);
        let repeats = (uncut.len() > 1).then(|| Repeats::of(self.rows, at, self.first));
        let mut known = Known::default();
        let mut next = Nexts::within(MARGIN);
        let closed: Vec<Reading> = beam.iter().map(|&reading| self.closed(reading)).collect();
        let mut bases: Vec<Base> = Vec::with_capacity(beam.len() * 3);
        for (reading, closed) in beam.iter().zip(&closed) {
            let told = repeats.as_ref().map(|r| r.told(&self.steps, reading.step, &mut known));
            let first = bases.len();
            self.push_bases(&mut bases, (reading, closed), start, may_break);
            for (base, from) in (first..).zip(bases.get(first..).unwrap_or_default()) {
                for (choice, what) in uncut.iter().enumerate() {
                    if (what.place == Place::Whole) == (base == first) {
                        let said = told.map_or(0.0, |told| told.of(what.place));
                        next.push(Next::of(self.told(from, what) + said, base, choice));
                    }
                }
                if base > first {
                    let turns = turns::told(from.reading.last, self.ended(from.reading), Place::Cut(start));
                    let score = from.score + turns + from.on_left;
                    let told = cuts.told(from.reading, |tail, head| self.goes_on(tail, head));
                    next.extend(
                        told.enumerate().map(|(cut, told)| Next::of(score + told, base, uncut.len() + cut)),
                    );
                }
            }
            if may_displace {
                next.push(Next::of(reading.score + DISPLACED, first + 1, choices.len()));
            }
        }
        self.prune(next, &bases, &choices)
    }

    /// Readings that leave a row out.
    fn passed_over(&mut self, mut beam: Vec<Reading>) -> Vec<Reading> {
        for reading in &mut beam {
            let placed = Placed { place: Place::Aside, breaks: false };
            self.steps.push(Step { placed, parent: reading.step });
            reading.step = self.steps.len() - 1;
        }
        beam
    }

    /// What `reading`, with its columns ended `closed`, may have been before a row that begins with the word `start`: first before one over both columns, then before others.
    fn push_bases<'b>(
        &mut self,
        bases: &mut Vec<Base<'b>>,
        (reading, closed): (&'b Reading, &'b Reading),
        start: usize,
        may_break: bool,
    ) {
        let ends = reading.last != Place::Whole;
        let above = if ends { closed } else { reading };
        bases.push(Base { reading: above, score: above.score, breaks: ends, on_left: 0.0 });
        let on_left = self.on_left(reading, start);
        bases.push(Base { reading, score: reading.score, breaks: false, on_left });
        if may_break && reading.right.word != NONE && reading.left.word != NONE {
            let on_left = self.on_left(closed, start);
            bases.push(Base { reading: closed, score: closed.score - BREAK, breaks: true, on_left });
        }
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
    fn prune(&mut self, next: Nexts, bases: &[Base], choices: &[Choice]) -> Vec<Reading> {
        let mut kept: Vec<Reading> = Vec::with_capacity(self.beam);
        for next in next.best(MADE * self.beam) {
            let Some(base) = bases.get(next.base as usize) else { continue };
            let (mut reading, placed) = self.placed(base, choices.get(next.choice as usize));
            let same = |k: &Reading| {
                (k.left, k.right, k.right_head, k.above)
                    == (reading.left, reading.right, reading.right_head, reading.above)
            };
            if kept.iter().any(same) {
                continue;
            }
            self.steps.push(Step { placed, parent: reading.step });
            (reading.step, reading.score) = (self.steps.len() - 1, next.score);
            kept.push(reading);
            if kept.len() == self.beam {
                break;
            }
        }
        kept
    }

    /// How well `head` goes on a line: less is known where that one ended early.
    fn goes_on(&mut self, tail: &Tail, head: usize) -> f32 {
        let mut score = self.junctions.joined(tail.word, head);
        if self.rows.words.get(head).is_some_and(|w| w.is_after_blank) {
            score = score.max(OVER_GAP);
        }
        if tail.is_short { score.clamp(-1.0, EARLY) } else { score }
    }

    /// How well the word `start` goes on the left column of `reading`.
    fn on_left(&mut self, reading: &Reading, start: usize) -> f32 {
        if reading.left.word == NONE {
            self.goes_on(&reading.above, start).max(-1.0)
        } else {
            self.goes_on(&reading.left, start)
        }
    }

    /// What tells for a row that is `choice`, of one column or over both, below the rows of `base`, with all that told for these.
    fn told(&mut self, base: &Base, choice: &Choice) -> f32 {
        let reading = base.reading;
        let Choice { place, own, halves: (left, right), .. } = choice;
        let turns = turns::told(reading.last, self.ended(reading), *place);
        let score = base.score + own + turns + self.below(reading, *place, left.start);
        score
            + match place {
                Place::Left => base.on_left + left.told(&reading.left),
                Place::Right => self.on_right(reading, right.start) + right.told(&reading.right),
                _ => self.on_whole(reading, left.start).unwrap_or(WHOLE),
            }
    }

    /// How the columns of `reading` ended.
    fn ended(&self, reading: &Reading) -> (Since, Since) {
        (reading.left.since(self.at), reading.right.since(self.at))
    }

    /// How well the word `start` goes on the right column of `reading`.
    fn on_right(&mut self, reading: &Reading, start: usize) -> f32 {
        if reading.right.word == NONE { 0.0 } else { self.goes_on(&reading.right, start) }
    }

    /// How well the word `start` of a row over both columns goes on such a row.
    fn on_whole(&mut self, reading: &Reading, start: usize) -> Option<f32> {
        (reading.last == Place::Whole).then(|| self.goes_on(&reading.above, start) - SAME_WIDTH)
    }

    /// What the word `start` of a row in one column at `place` tells for that column of `reading`.
    fn below(&self, reading: &Reading, place: Place, start: usize) -> f32 {
        let column = match place {
            Place::Left => &reading.left,
            Place::Right => &reading.right,
            _ => return 0.0,
        };
        let head = self.rows.words.get(start);
        let in_lists = reading.left.label.is_some() && reading.right.label.is_some();
        let told =
            column.since(self.at).zip(head).map(|((ending, _), head)| turns::below(ending, head, in_lists));
        told.unwrap_or(0.0)
    }

    /// The reading of `base` with a row that is `choice`, or is displaced, and where that row is.
    fn placed(&mut self, base: &Base, choice: Option<&Choice>) -> (Reading, Placed) {
        let mut reading = *base.reading;
        let Some(Choice { place, halves: (left, right), apart, .. }) = choice else {
            return (reading, Placed { place: Place::Displaced, breaks: false });
        };
        if *place == Place::Whole {
            reading.going += self.on_whole(&reading, left.start).unwrap_or(0.0);
            reading.above = left.tail(self.at, 2.0, USUAL_SIZE);
        } else {
            reading.going -= CHOICE + apart;
        }
        if matches!(place, Place::Left | Place::Cut(_)) {
            reading.going += base.on_left;
            reading.left = left.below(&reading.left, self.at);
        }
        if matches!(place, Place::Right | Place::Cut(_)) {
            reading.going += self.on_right(&reading, right.start);
            if reading.right.word == NONE {
                reading.right_head = right.start;
            }
            reading.right = right.below(&reading.right, self.at);
        }
        reading.last = *place;
        (reading, Placed { place: *place, breaks: base.breaks })
    }

    /// `reading` with its columns ended: the right one goes on where the left one ended.
    fn closed(&mut self, mut reading: Reading) -> Reading {
        let on = self.goes_on(&reading.left, reading.right_head).max(-1.0);
        reading.follow(on);
        let label = self.rows.words.get(reading.right_head).and_then(|w| w.label);
        reading.score += counts_on(reading.left.label, label);
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

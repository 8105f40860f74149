//! One reading of rows of merged columns: the ends of both columns, and the steps that led there.

use super::places::{Place, Size, USUAL_SIZE};
use super::turns::{Ending, Since};

/// What it tells that an item of a list has the number after that of the item above, or another one.
const NEXT: f32 = 4.5;
const JUMP: f32 = -4.5;

/// No word.
pub(super) const NONE: usize = usize::MAX;

/// A row placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    /// Where its words go.
    pub(super) place: Place,
    /// Whether columns begin anew with this row.
    pub(super) breaks: bool,
}

/// The end of a column as read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Tail {
    /// Its last word.
    pub(super) word: usize,
    /// Its row.
    pub(super) row: usize,
    /// Whether its line ended early, as the last line of a paragraph does.
    pub(super) is_short: bool,
    /// Whether its line ended with a sentence.
    pub(super) is_terminal: bool,
    /// The size of its type, an index of [`super::places::SIZES`].
    pub(super) size: Size,
    /// The number of the last item of a list that began in the column.
    pub(super) label: Option<u32>,
}

const NO_TAIL: Tail =
    Tail { word: NONE, row: 0, is_short: true, is_terminal: true, size: USUAL_SIZE, label: None };

impl Tail {
    /// The same line whatever its words.
    pub(super) fn without_word(self) -> Self {
        Self { word: NONE, row: 0, is_terminal: true, ..self }
    }

    /// How it ended, and how many rows above the row `at` no other row of its column stands.
    pub(super) fn since(self, at: usize) -> Since {
        let ending = Ending::of(self.is_short, self.is_terminal);
        (self.word != NONE).then(|| (ending, at.saturating_sub(self.row + 1)))
    }
}

/// One reading of the rows so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) score: f32,
    /// The part of the score that tells how well words follow each other.
    pub(super) going: f32,
    pub(super) left: Tail,
    pub(super) right: Tail,
    /// First word of the right column, which goes on the last of the left one.
    pub(super) right_head: usize,
    /// Last word of the columns above.
    pub(super) above: Tail,
    pub(super) last: Place,
    /// Index of its last step.
    pub(super) step: usize,
}

impl Reading {
    /// The reading of no row, where the page before ended so.
    pub(super) fn after(before: Option<Tail>) -> Self {
        Self {
            score: 0.0,
            going: 0.0,
            left: NO_TAIL,
            right: NO_TAIL,
            right_head: NONE,
            above: before.unwrap_or(NO_TAIL),
            last: Place::Whole,
            step: NONE,
        }
    }

    /// Ends its columns: what comes next stands below both.
    pub(super) fn begin_columns(&mut self) {
        if self.right.word != NONE {
            self.above = self.right;
        } else if self.left.word != NONE {
            self.above = self.left;
        }
        let blank = |tail: Tail| Tail { size: tail.size, ..NO_TAIL };
        (self.left, self.right, self.right_head) = (blank(self.left), blank(self.right), NONE);
    }

    /// Adds what it tells that words follow those read before.
    pub(super) fn follow(&mut self, on: f32) {
        self.score += on;
        self.going += on;
    }
}

/// A row added to a reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) placed: Placed,
    /// Index of the step before.
    pub(super) parent: usize,
}

/// What it tells that an item follows that with the number `before` in a column.
pub(super) fn counts_on(before: Option<u32>, label: Option<u32>) -> f32 {
    match (before, label) {
        (Some(before), Some(label)) if label == before + 1 => NEXT,
        (Some(_), Some(_)) => JUMP,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_count_on() {
        let below = |label| counts_on(Some(3), label);
        assert!(below(Some(4)) > below(None));
        assert!(below(Some(19)) < below(None));
        assert!(counts_on(None, Some(4)) == counts_on(None, None));
    }
}

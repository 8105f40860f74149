//! What the cuts of a row tell below the ends of columns: the same for all readings whose columns end so.

use super::choices::Choice;
use super::reading::{NONE, Reading, Tail};

/// The cuts of a row, and what was told of them.
#[derive(Debug)]
pub(super) struct Cuts<'a> {
    cuts: &'a [Choice],
    /// What tells for each cut below ends of left columns, words aside.
    lefts: Ends,
    /// What tells for each cut below ends of right columns.
    rights: Ends,
}

impl<'a> Cuts<'a> {
    /// The cuts `cuts`.
    pub(super) fn of(cuts: &'a [Choice]) -> Self {
        Self { cuts, lefts: Ends::default(), rights: Ends::default() }
    }

    /// What tells for each cut below the rows of `reading`, but for how well the row goes on the left column; `goes_on` tells how well a word goes on an end.
    pub(super) fn told(
        &mut self,
        reading: &Reading,
        mut goes_on: impl FnMut(&Tail, usize) -> f32,
    ) -> impl Iterator<Item = f32> {
        let (left, right) = (reading.left.without_word(), &reading.right);
        let lefts = self.lefts.told(&left, self.cuts, |cut| cut.own + cut.halves.0.told(&left));
        let rights = self.rights.told(right, self.cuts, |cut| {
            let on = if right.word == NONE { 0.0 } else { goes_on(right, cut.halves.1.start) };
            on + cut.halves.1.told(right)
        });
        lefts.iter().zip(rights).map(|(left, right)| left + right)
    }
}

/// Ends of columns, and what tells for each cut below each of them.
#[derive(Debug, Default)]
struct Ends {
    ends: Vec<Tail>,
    told: Vec<f32>,
}

impl Ends {
    /// What is told of `cuts` below `end`: as before, or by `tell` now.
    fn told(&mut self, end: &Tail, cuts: &[Choice], tell: impl FnMut(&Choice) -> f32) -> &[f32] {
        let at = self.ends.iter().position(|known| known == end).unwrap_or_else(|| {
            self.ends.push(*end);
            self.told.extend(cuts.iter().map(tell));
            self.ends.len() - 1
        });
        self.told.get(at * cuts.len()..).and_then(|told| told.get(..cuts.len())).unwrap_or_default()
    }
}

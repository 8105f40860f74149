//! What the cuts of a row tell below the ends of columns: the same for all readings whose columns end so.

use super::choices::Choice;
use super::reading::{NONE, Reading, Tail};

/// The cuts of a row, and what was told of them.
#[derive(Debug)]
pub(super) struct Cuts<'a> {
    cuts: &'a [Choice],
    /// Ends of left columns, and what tells for each cut below one, words aside.
    lefts: Vec<(Tail, Vec<f32>)>,
    /// Ends of right columns, and what tells for each cut below one.
    rights: Vec<(Tail, Vec<f32>)>,
}

impl<'a> Cuts<'a> {
    /// The cuts `cuts`.
    pub(super) fn of(cuts: &'a [Choice]) -> Self {
        Self { cuts, lefts: Vec::new(), rights: Vec::new() }
    }

    /// What tells for each cut below the rows of `reading`, but for how well the row goes on the left column; `goes_on` tells how well a word goes on an end.
    pub(super) fn told(
        &mut self,
        reading: &Reading,
        mut goes_on: impl FnMut(&Tail, usize) -> f32,
    ) -> impl Iterator<Item = f32> {
        let cuts = self.cuts;
        let lefts = found(&mut self.lefts, reading.left.without_word(), |tail| {
            cuts.iter().map(|c| c.own + c.halves.0.told(tail)).collect()
        });
        let rights = found(&mut self.rights, reading.right, |tail| {
            let on = |c: &Choice, goes_on: &mut dyn FnMut(&Tail, usize) -> f32| {
                if tail.word == NONE { 0.0 } else { goes_on(tail, c.halves.1.start) }
            };
            cuts.iter().map(|c| on(c, &mut goes_on) + c.halves.1.told(tail)).collect()
        });
        lefts.iter().zip(rights).map(|(left, right)| left + right)
    }
}

/// What is told of `tail`: as before, or made now.
fn found(known: &mut Vec<(Tail, Vec<f32>)>, tail: Tail, make: impl FnOnce(&Tail) -> Vec<f32>) -> &[f32] {
    let at = known.iter().position(|k| k.0 == tail).unwrap_or_else(|| {
        known.push((tail, make(&tail)));
        known.len() - 1
    });
    known.get(at).map_or(&[], |k| k.1.as_slice())
}

//! What the lines above a row speak of: words are said again in the column in which they were said.

use super::places::Place;
use super::reading::Step;
use super::row::Rows;

/// Rows above that are looked at, and over how many of them what they tell fades to a third.
const REACH: usize = 30;
const FADES: f32 = 8.0;

/// What stands for words not said.
const UNSAID: f32 = 0.3;

/// What it tells that a word of few rows was said above in one column alone, how much less for each doubling of
/// these rows, and the least.
const SAID: f32 = 0.6;
const COMMON: f32 = 0.075;
const LEAST: f32 = 0.18;

/// Most that the words of a line tell.
const MOST: f32 = 1.5;

/// The words of a row that are said in the rows above it.
#[derive(Debug)]
pub(super) struct Repeats {
    /// What each of those tells.
    words: Vec<f32>,
    /// Where they stand, from below.
    above: Vec<Above>,
}

/// A word in a row above.
#[derive(Debug, Clone, Copy)]
struct Above {
    /// How many rows stand between.
    rows: usize,
    /// How much that row counts.
    weight: f32,
    word: usize,
    /// Which of the words that are said again it is.
    number: usize,
}

impl Repeats {
    /// The words of the row `at` that are said in the rows above it, down from the row `first`.
    pub(super) fn of(rows: &Rows, at: usize, first: usize) -> Self {
        let words_of = |at: usize| rows.rows.get(at).map_or(0..0, |r| r.start..r.end);
        let mut hashes: Vec<u32> = Vec::new();
        let mut words = Vec::new();
        for (hash, seen) in words_of(at).filter_map(|word| rows.telling(word)) {
            if !hashes.contains(&hash) {
                hashes.push(hash);
                words.push((SAID - COMMON * (seen as f32).log2()).max(LEAST));
            }
        }
        // Most words are told to be none of these by the last bits of their hashes.
        let bits = hashes.iter().fold(0_u64, |bits, hash| bits | 1 << (hash % 64));
        let number_of = |hash: u32| {
            let may_be = bits >> (hash % 64) & 1 == 1;
            if may_be { hashes.iter().position(|&h| h == hash) } else { None }
        };
        let mut above = Vec::new();
        for (rows_between, row) in (first.max(at.saturating_sub(REACH))..at).rev().enumerate() {
            let weight = (-(rows_between as f32) / FADES).exp();
            for word in words_of(row) {
                let number = rows.telling(word).and_then(|(hash, _)| number_of(hash));
                above.extend(number.map(|number| Above { rows: rows_between, weight, word, number }));
            }
        }
        Self { above, words }
    }

    /// What the repeated words tell for the left column, if the rows above were placed by the steps that led to `step`. What the rows
    /// further up tell is kept in `known`: most readings have these in common.
    pub(super) fn told(&self, steps: &[Step], step: usize, known: &mut Known) -> Told {
        let near = self.above.partition_point(|above| above.rows < NEAR);
        let (near, far) = self.above.split_at(near);
        let from = (0..NEAR).fold(step, |step, _| parent(steps, step));
        let at = known.0.iter().position(|k| k.0 == from).unwrap_or_else(|| {
            let mut said = vec![(UNSAID, UNSAID); self.words.len()];
            add(&mut said, far, NEAR, steps, from);
            known.0.push((from, said));
            known.0.len() - 1
        });
        known.1.clear();
        known.1.extend_from_slice(known.0.get(at).map_or(&[], |k| k.1.as_slice()));
        add(&mut known.1, near, 0, steps, step);
        let told = self.words.iter().zip(&known.1).map(|(told, (left, right))| told * (left / right).ln());
        Told(told.sum::<f32>().clamp(-MOST, MOST))
    }
}

/// Rows above that are looked at for each reading.
const NEAR: usize = 5;

/// How much of each word was said in the left and in the right column in the rows from some on, by the step that led to these; and such sums not yet used.
#[derive(Debug, Default)]
pub(super) struct Known(Vec<(usize, Vec<(f32, f32)>)>, Vec<(f32, f32)>);

fn parent(steps: &[Step], step: usize) -> usize {
    steps.get(step).map_or(usize::MAX, |s| s.parent)
}

/// Adds to what was `said` the words `above`, where `step` led to the row that stands `at` rows above.
fn add(said: &mut [(f32, f32)], above: &[Above], mut at: usize, steps: &[Step], mut step: usize) {
    for above in above {
        while at < above.rows {
            (step, at) = (parent(steps, step), at + 1);
        }
        let Some((found, said)) = steps.get(step).zip(said.get_mut(above.number)) else { break };
        match found.placed.place {
            Place::Cut(cut) if above.word < cut => said.0 += above.weight,
            Place::Cut(_) => said.1 += above.weight,
            Place::Left => said.0 += above.weight,
            Place::Right | Place::Displaced => said.1 += above.weight,
            Place::Whole | Place::Aside => {}
        }
    }
}

/// What the words of a row tell for the left column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told(f32);

impl Told {
    /// What they tell for `place`.
    pub(super) fn of(self, place: Place) -> f32 {
        // Of a row that is both columns nothing else is asked than where it is cut, which its words tell better.
        match place {
            Place::Left => self.0,
            Place::Right => -self.0,
            Place::Cut(_) | Place::Whole | Place::Displaced | Place::Aside => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Source;
    use crate::article::columns::reading::Placed;

    #[test]
    fn a_row_goes_where_its_words_were_said() {
        let text = "gulls nest here\nbarrels of wine\nmany gulls nest\nthe wine is old\n";
        let source = Source::new("a.txt", text.to_owned());
        let mut rows = Rows::of(&source);
        rows.count_words();
        let step = |parent, place| Step { placed: Placed { place, breaks: false }, parent };
        let steps = [step(usize::MAX, Place::Left), step(0, Place::Right), step(1, Place::Left)];
        let told = |at: usize| Repeats::of(&rows, at, 0).told(&steps, at - 1, &mut Known::default());
        assert!(told(2).of(Place::Left) > 0.0 && told(2).of(Place::Right) < 0.0);
        assert!(told(3).of(Place::Right) > 0.0 && told(3).of(Place::Whole) == 0.0);
        // Nothing is said again.
        assert!(told(1).of(Place::Left) == 0.0);
    }
}

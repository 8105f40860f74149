//! What the lines above a row speak of: words are said again in the column in which they were said.

use foldhash::HashMap;

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
    /// For each row above, from below: which of its words is which of those.
    above: Vec<Vec<(usize, usize)>>,
}

impl Repeats {
    /// The words of the row `at` that are said in the rows above it, down from the row `first`.
    pub(super) fn of(rows: &Rows, at: usize, first: usize) -> Self {
        let mut numbers: HashMap<u32, usize> = HashMap::default();
        let mut words = Vec::new();
        let row = rows.rows.get(at).map_or(0..0, |r| r.start..r.end);
        for word in row {
            let seen = rows.seen(word);
            if seen > 1 && rows.is_telling(word) && !numbers.contains_key(&rows.token(word).word) {
                numbers.insert(rows.token(word).word, words.len());
                words.push((SAID - COMMON * (seen as f32).log2()).max(LEAST));
            }
        }
        let above = (first.max(at.saturating_sub(REACH))..at).rev().map(|at| {
            let row = rows.rows.get(at).map_or(0..0, |r| r.start..r.end);
            row.filter_map(|word| Some((word, *numbers.get(&rows.token(word).word)?))).collect()
        });
        Self { above: above.collect(), words }
    }

    /// What the repeated words tell for the left column, if the rows above were placed by the steps that led to `step`.
    pub(super) fn told(&self, steps: &[Step], mut step: usize) -> Told {
        let mut said = vec![(UNSAID, UNSAID); self.words.len()];
        for (above, row) in self.above.iter().enumerate() {
            let Some(found) = steps.get(step) else { break };
            let weight = (-(above as f32) / FADES).exp();
            for &(word, number) in row {
                let Some(said) = said.get_mut(number) else { continue };
                match found.placed.place {
                    Place::Cut(cut) if word < cut => said.0 += weight,
                    Place::Cut(_) => said.1 += weight,
                    Place::Left => said.0 += weight,
                    Place::Right | Place::Displaced => said.1 += weight,
                    Place::Whole | Place::Aside => {}
                }
            }
            step = found.parent;
        }
        let told = self.words.iter().zip(said).map(|(told, (left, right))| told * (left / right).ln());
        Told(told.sum::<f32>().clamp(-MOST, MOST))
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
        let told = |at: usize| Repeats::of(&rows, at, 0).told(&steps, at - 1);
        assert!(told(2).of(Place::Left) > 0.0 && told(2).of(Place::Right) < 0.0);
        assert!(told(3).of(Place::Right) > 0.0 && told(3).of(Place::Whole) == 0.0);
        // Nothing is said again.
        assert!(told(1).of(Place::Left) == 0.0);
    }
}

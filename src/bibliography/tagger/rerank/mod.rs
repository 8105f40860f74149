//! Which of the best labellings of a string is the right one, by what each is like as a whole.
//!
//! The sequence model sees two words at a time: not that a string has two titles, or none. A linear model over the
//! sequence of fields says how good the whole is (reranking of n-best lists, as Collins 2000 did for parses).

#[cfg(feature = "training")]
pub(super) mod training;
mod whole;

use super::lattice::Row;
use super::nbest::Path;
pub(super) use whole::{CELLS, cells};

/// A string with a word whose state is less likely is looked at once more.
const SURE: f32 = 0.95;

/// Whether `states`, the best ones, leave doubt, so that other labellings are worth a look.
pub(super) fn doubtful(states: &[usize], likely: &[Row]) -> bool {
    states.iter().zip(likely).any(|(&state, row)| row.get(state).is_some_and(|share| *share < SURE))
}

/// The weights, read where they lie in the model file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reranker<'a> {
    /// How much the sequence model's score counts, in units of the weights.
    score: f32,
    /// An i8 for each cell.
    weights: &'a [u8],
}

impl<'a> Reranker<'a> {
    /// The reranker with `weights`; `None` if they are not one for each cell.
    pub(super) fn new(score: f32, weights: &'a [u8]) -> Option<Self> {
        (weights.len() == CELLS).then_some(Self { score, weights })
    }

    /// Puts in place of `states` those of the best of `paths`, for a string that follows `convention`.
    pub(super) fn choose(&self, paths: Vec<Path>, convention: usize, states: &mut Vec<usize>) {
        let mut room = Vec::new();
        let mut best = f32::NEG_INFINITY;
        for path in paths {
            cells(&path.states, convention, &mut room);
            let sum: i32 = room.iter().map(|&cell| self.weight(cell)).sum();
            #[expect(clippy::cast_precision_loss, reason = "a sum of some hundred i8")]
            let value = self.score * path.score + sum as f32;
            if value > best {
                best = value;
                *states = path.states;
            }
        }
    }

    fn weight(&self, cell: u32) -> i32 {
        self.weights.get(cell as usize).map_or(0, |weight| i32::from(weight.cast_signed()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_outweighs_the_score() {
        let (one, two) = (vec![6, 7, 7], vec![6, 7, 6]);
        let paths =
            || vec![Path { score: 0.0, states: two.clone() }, Path { score: -1.0, states: one.clone() }];
        let mut weights = vec![0; CELLS];
        let mut states = Vec::new();
        Reranker::new(1.0, &weights).unwrap().choose(paths(), 0, &mut states);
        assert_eq!(states, two);

        let (mut own, mut others) = (Vec::new(), Vec::new());
        cells(&one, 0, &mut own);
        cells(&two, 0, &mut others);
        let cell = own.iter().find(|cell| !others.contains(cell)).unwrap();
        weights[*cell as usize] = 2;
        Reranker::new(1.0, &weights).unwrap().choose(paths(), 0, &mut states);
        assert_eq!(states, one);
        Reranker::new(3.0, &weights).unwrap().choose(paths(), 0, &mut states);
        assert_eq!(states, two);
        assert!(Reranker::new(1.0, &weights[1..]).is_none());
    }

    #[test]
    fn doubt_is_a_word_that_may_be_another() {
        let mut row = [0.0; super::super::state::STATES];
        (row[3], row[4]) = (0.9, 0.1);
        assert!(doubtful(&[3], &[row]));
        (row[3], row[4]) = (0.99, 0.01);
        assert!(!doubtful(&[3], &[row]) && doubtful(&[3, 4], &[row, row]));
    }
}

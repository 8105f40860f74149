//! Which of the best labellings of a string is the right one, by what each is like as a whole.
//!
//! The sequence model sees two words at a time: not that a string has two titles, or none. A linear model over the
//! sequence of fields says how good the whole is (reranking of n-best lists, as Collins 2000 did for parses).

mod likely;
#[cfg(feature = "training")]
pub(super) mod training;
mod whole;

use super::lattice::Row;
use super::nbest::Path;
use super::row::{dot, top};
use super::state::STATES;
use likely::{open, sums};
pub(super) use whole::{CELLS, cells};

/// A string with a word whose state is less likely is looked at once more.
const SURE: f32 = 0.95;

/// Whether `states`, the best ones, leave doubt, so that other labellings are worth a look.
pub(super) fn doubtful(states: &[usize], likely: &[Row]) -> bool {
    states.iter().zip(likely).any(|(&state, row)| row.get(state).is_some_and(|share| *share < SURE))
}

/// Whether even the likeliest states, which are `likely`, leave doubt.
pub(super) fn unsure(likely: &[Row]) -> bool {
    likely.iter().any(|row| top(row) < SURE)
}

/// The weights, read where they lie in the model file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reranker<'a> {
    /// How much the sequence model's score counts, in units of the weights.
    score: f32,
    /// How much the likelihoods of a field's words count, by the state that begins the field.
    likely: Row,
    /// An i8 for each cell.
    weights: &'a [u8],
}

impl<'a> Reranker<'a> {
    /// Reads the reranker: how much the score counts (f32), how much likelihoods do (f32 for each state), and the weight of
    /// each cell (i8); `None` if `bytes` are not one.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (numbers, weights) = bytes.split_at_checked(4 * (1 + STATES))?;
        let mut numbers = numbers.as_chunks().0.iter().map(|number| f32::from_le_bytes(*number));
        let score = numbers.next()?;
        let mut likely = [0.0; STATES];
        likely.iter_mut().zip(numbers).for_each(|(weight, number)| *weight = number);
        (weights.len() == CELLS).then_some(Self { score, likely, weights })
    }

    /// Puts in place of `states` those of the best of `paths`, for a string that follows `convention` and whose words have
    /// states that are `likely`.
    pub(super) fn choose(
        &self,
        paths: Vec<Path>,
        likely: &[Row],
        convention: usize,
        states: &mut Vec<usize>,
    ) {
        let open = open(&paths, likely);
        let mut room = Vec::new();
        let mut best = f32::NEG_INFINITY;
        for path in paths {
            cells(&path.states, convention, &mut room);
            let sum: i32 = room.iter().map(|&cell| self.weight(cell)).sum();
            #[expect(clippy::cast_precision_loss, reason = "a sum of some hundred i8")]
            let value = self.score * path.score + dot(&self.likely, &sums(&path, &open)) + sum as f32;
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

    /// A reranker's bytes.
    fn bytes(score: f32, likely: &Row, weights: &[u8]) -> Vec<u8> {
        let numbers = [score].into_iter().chain(*likely).flat_map(f32::to_le_bytes);
        numbers.chain(weights.iter().copied()).collect()
    }

    #[test]
    fn the_whole_and_the_likelihoods_outweigh_the_score() {
        let (one, two) = (vec![6, 7, 7], vec![6, 7, 6]);
        let chosen = |score, fields: &Row, weights: &[u8]| {
            let paths =
                vec![Path { score: 0.0, states: two.clone() }, Path { score: -1.0, states: one.clone() }];
            let mut row = [0.0; STATES];
            (row[6], row[7]) = (0.3, 0.6);
            let mut states = Vec::new();
            let bytes = bytes(score, fields, weights);
            Reranker::read(&bytes).unwrap().choose(paths, &[row; 3], 0, &mut states);
            states
        };
        let (mut fields, mut weights) = ([0.0; STATES], vec![0; CELLS]);
        assert_eq!(chosen(1.0, &fields, &weights), two);

        let (mut own, mut others) = (Vec::new(), Vec::new());
        cells(&one, 0, &mut own);
        cells(&two, 0, &mut others);
        let cell = own.iter().find(|cell| !others.contains(cell)).unwrap();
        weights[*cell as usize] = 2;
        assert_eq!(chosen(1.0, &fields, &weights), one);
        assert_eq!(chosen(3.0, &fields, &weights), two);
        fields[6] = 4.0;
        assert_eq!(chosen(3.0, &fields, &weights), one);
        assert!(Reranker::read(&bytes(1.0, &fields, &weights[1..])).is_none());
    }

    #[test]
    fn doubt_is_a_word_that_may_be_another() {
        let mut row = [0.0; STATES];
        (row[3], row[4]) = (0.9, 0.1);
        assert!(doubtful(&[3], &[row]));
        (row[3], row[4]) = (0.99, 0.01);
        assert!(!doubtful(&[3], &[row]) && doubtful(&[3, 4], &[row, row]));
        assert!(!unsure(&[row]) && unsure(&[row, [0.5; STATES]]) && !unsure(&[]));
    }
}

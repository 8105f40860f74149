//! Which of the best labellings of a string is the right one, by what each is like as a whole.
//!
//! The sequence model sees two words at a time: not that a string has two titles, or none. A linear model over the
//! sequence of fields says how good the whole is (reranking of n-best lists, as Collins 2000 did for parses), and a model of how
//! references are made says how likely each labelling makes its string.

mod content;
mod counts;
mod likely;
mod numbers;
#[cfg(any(test, feature = "training"))]
mod tally;
#[cfg(feature = "training")]
pub(super) mod training;
mod whole;

use super::lattice::Row;
use super::look::Look;
use super::nbest::Path;
use super::row::top;
use counts::Counts;
use numbers::{Compared, NUMBERS, Numbers, dot};
pub(super) use whole::CELLS;
use whole::{cells, pieces};

/// A string with a word whose state is less likely is looked at once more.
const SURE: f32 = 0.95;

/// Whether `states`, the best ones, leave doubt, so that other labellings are worth a look.
#[inline(always)]
pub(super) fn doubtful(states: &[usize], likely: &[Row]) -> bool {
    states.iter().zip(likely).any(|(&state, row)| row.get(state).is_some_and(|share| *share < SURE))
}

/// Whether even the likeliest states, which are `likely`, leave doubt.
#[inline(always)]
pub(super) fn unsure(likely: &[Row]) -> bool {
    likely.iter().any(|row| top(row) < SURE)
}

/// How many bytes a reranker takes.
#[cfg(test)]
pub(super) const BYTES: usize = 4 * NUMBERS + CELLS + counts::BYTES;

/// The weights, read where they lie in the model file.
#[derive(Debug, Clone)]
pub(super) struct Reranker<'a> {
    /// How much each number counts, in units of the weights.
    numbers: Numbers,
    /// An i8 for each cell.
    weights: &'a [u8],
    counts: Counts<'a>,
}

impl<'a> Reranker<'a> {
    /// Reads the reranker: how much each number counts (f32), the weight of each cell (i8), and the counts; `None` if `bytes` are
    /// not one.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (first, rest) = bytes.split_at_checked(4 * NUMBERS)?;
        let mut numbers = [0.0; NUMBERS];
        let values = first.as_chunks().0.iter().map(|number| f32::from_le_bytes(*number));
        numbers.iter_mut().zip(values).for_each(|(number, value)| *number = value);
        let (weights, counts) = rest.split_at_checked(CELLS)?;
        Some(Self { numbers, weights, counts: Counts::read(counts)? })
    }

    /// Puts in place of `states` those of the best of `paths`, for a string that follows `convention` and whose words have `looks`
    /// and states that are `likely`.
    pub(super) fn choose(
        &self,
        paths: Vec<Path>,
        likely: &[Row],
        (looks, convention): ((&[Look], u64), usize),
        states: &mut Vec<usize>,
    ) {
        let compared = Compared::new(&paths, likely, looks, convention);
        let mut room = Vec::new();
        let mut best = f32::NEG_INFINITY;
        for path in paths {
            let pieces = pieces(&path.states);
            cells(&pieces, convention, &mut room);
            let sum: i32 = room.iter().map(|&cell| self.weight(cell)).sum();
            let numbers = compared.numbers(&path, &pieces, &self.counts);
            #[expect(clippy::cast_precision_loss, reason = "a sum of some hundred i8")]
            let value = dot(&self.numbers, &numbers) + sum as f32;
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
    use super::super::state::STATES;
    use super::*;

    /// A reranker's bytes.
    fn bytes(numbers: &Numbers, weights: &[u8]) -> Vec<u8> {
        let numbers = numbers.iter().flat_map(|number| number.to_le_bytes());
        numbers.chain(weights.iter().copied()).chain(vec![0; counts::BYTES]).collect()
    }

    #[test]
    fn the_whole_and_the_likelihoods_outweigh_the_score() {
        let (one, two) = (vec![6, 7, 7], vec![6, 7, 6]);
        let chosen = |numbers: &Numbers, weights: &[u8]| {
            let paths =
                vec![Path { score: 0.0, states: two.clone() }, Path { score: -1.0, states: one.clone() }];
            let mut row = [0.0; STATES];
            (row[6], row[7]) = (0.3, 0.6);
            let mut states = Vec::new();
            let bytes = bytes(numbers, weights);
            let string = ((&[Look::default(); 3][..], 0), 0);
            Reranker::read(&bytes).unwrap().choose(paths, &[row; 3], string, &mut states);
            states
        };
        let (mut numbers, mut weights) = ([0.0; NUMBERS], vec![0; CELLS]);
        numbers[0] = 1.0;
        assert_eq!(chosen(&numbers, &weights), two);

        let (mut own, mut others) = (Vec::new(), Vec::new());
        cells(&pieces(&one), 0, &mut own);
        cells(&pieces(&two), 0, &mut others);
        let cell = own.iter().find(|cell| !others.contains(cell)).unwrap();
        weights[*cell as usize] = 2;
        assert_eq!(chosen(&numbers, &weights), one);
        numbers[0] = 3.0;
        assert_eq!(chosen(&numbers, &weights), two);
        numbers[1 + 6] = 4.0;
        assert_eq!(chosen(&numbers, &weights), one);
        assert!(Reranker::read(&bytes(&numbers, &weights[1..])).is_none());
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

//! How likely the words of a labelling are, by field: the sequence model is surer of some fields than of others.

use super::super::lattice::Row;
use super::super::nbest::Path;
use super::super::state::{STATES, beginning};

/// Less likely states count as if they were as likely as this.
const LEAST: f32 = 1e-4;

/// The words, of a string whose states are `likely`, at which `paths` differ, with the likelihoods. The
/// others say nothing about which path is the best.
pub(super) fn open(paths: &[Path], likely: &[Row]) -> Vec<(usize, Row)> {
    let Some((first, others)) = paths.split_first() else { return Vec::new() };
    let differ = |at: usize| others.iter().any(|path| path.states.get(at) != first.states.get(at));
    let words = likely.iter().enumerate().filter(|(at, _)| differ(*at));
    words.map(|(at, row)| (at, *row)).collect()
}

/// The sums of the logarithms at the `open` words of `path`, by the state that begins the word's field.
pub(super) fn sums(path: &Path, open: &[(usize, Row)]) -> Row {
    let mut sums = [0.0; STATES];
    for (at, row) in open {
        if let Some(&state) = path.states.get(*at) {
            sums[beginning(state) % STATES] += row.get(state).map_or(0.0, |share| share.max(LEAST).ln());
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_differ_count() {
        let path = |states: &[usize]| Path { score: 0.0, states: states.to_vec() };
        let paths = [path(&[6, 7, 8]), path(&[6, 8, 9])];
        let row = [0.5; STATES];
        let open = open(&paths, &[row, row, [0.0; STATES]]);
        assert_eq!(open.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 2]);
        let sums = paths.each_ref().map(|path| sums(path, &open));
        assert_eq!([sums[0][6], sums[0][8]], [0.5f32.ln(), LEAST.ln()]);
        assert_eq!([sums[1][6], sums[1][8]], [0.0, 0.5f32.ln() + LEAST.ln()]);
    }
}

//! The states of a sequence: which are best, and how likely each is.
//!
//! Of the 36 states few are in play at a word; the lattice holds those alone.

use super::state::{self, OUTSIDE, STATES, follows};

/// One number for every state.
pub(crate) type Row = [f32; STATES];

/// Weights of transitions: `Transitions[before][state]`; the last row is for the start.
pub(crate) type Transitions = [Row; STATES + 1];

/// Index of the row for the start.
pub(crate) const START: usize = STATES;

/// All states, as bits.
pub(crate) const ALL: u64 = (1 << STATES) - 1;

/// A state whose score is this much below the best one of its word is out of play: it is less likely by a factor
/// of ten thousand.
const BEAM: f32 = 10.0;

/// Weights of transitions made ready: what [`follows`] forbids is out of reach.
pub(crate) struct Links {
    /// For sums.
    weights: Transitions,
    /// For products: 0 where forbidden.
    factors: Transitions,
}

impl Links {
    pub(crate) fn new(transitions: &Transitions) -> Self {
        let (mut weights, mut factors) = (*transitions, [[0.0; STATES]; STATES + 1]);
        for (before, (weights, factors)) in weights.iter_mut().zip(&mut factors).enumerate() {
            for (state, (weight, factor)) in weights.iter_mut().zip(factors).enumerate() {
                if follows((before != START).then_some(before), state) {
                    *factor = weight.exp();
                } else {
                    *weight = -1e4;
                }
            }
        }
        Self { weights, factors }
    }
}

/// A state in play at a word.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    state: usize,
    score: f32,
    /// The score as a factor, the greatest of the word being 1.
    potential: f32,
    /// The best sum up to here, and the cell of the word before that it comes from.
    total: f32,
    from: usize,
    /// How likely the state is given what stands before, and what stands behind.
    forward: f32,
    backward: f32,
}

/// The states in play at each word.
#[derive(Default)]
pub(crate) struct Lattice {
    cells: Vec<Cell>,
    /// Where the cells of each word end.
    ends: Vec<usize>,
}

impl Lattice {
    /// Takes in the scores of a sequence in place of the one before; of word `i` only the states in `may(i)` (bits).
    pub(crate) fn fill(&mut self, scores: &[Row], may: impl Fn(usize) -> u64) {
        self.cells.clear();
        self.ends.clear();
        for (at, scores) in scores.iter().enumerate() {
            let (greatest, states) = in_play(scores, may(at));
            let cells = scores.iter().enumerate().filter(|(state, _)| states >> state & 1 == 1);
            self.cells.extend(cells.map(|(state, &score)| Cell {
                state,
                score,
                potential: (score - greatest).exp(),
                ..Cell::default()
            }));
            self.ends.push(self.cells.len());
        }
    }

    /// The cells of the word before `at` (none before the first), and its own.
    fn step(&mut self, at: usize) -> (&mut [Cell], &mut [Cell]) {
        let end = |at: Option<usize>| at.and_then(|at| self.ends.get(at)).copied().unwrap_or_default();
        let (first, start, last) = (end(at.checked_sub(2)), end(at.checked_sub(1)), end(Some(at)));
        let (before, rest) = self.cells.split_at_mut(start);
        (before.get_mut(first..).unwrap_or_default(), rest.get_mut(..last - start).unwrap_or_default())
    }

    /// Puts the best states (Viterbi) into `states`.
    pub(crate) fn best(&mut self, links: &Links, states: &mut Vec<usize>) {
        states.clear();
        for at in 0..self.ends.len() {
            let (before, here) = self.step(at);
            for cell in here {
                (cell.total, cell.from) = best_before(before, cell.state, links);
                cell.total += cell.score;
            }
        }
        let mut chosen = None;
        for at in (0..self.ends.len()).rev() {
            let (_, here) = self.step(at);
            let best = || here.iter().max_by(|a, b| a.total.total_cmp(&b.total));
            let cell = chosen.map_or_else(best, |from: usize| here.get(from));
            states.push(cell.map_or(OUTSIDE, |cell| cell.state));
            chosen = cell.map(|cell| cell.from);
        }
        states.reverse();
    }

    /// Puts into `likely` how likely each state is at each word (forward-backward, scaled at every step).
    pub(crate) fn likelihoods(&mut self, links: &Links, likely: &mut Vec<Row>) {
        likely.clear();
        likely.resize(self.ends.len(), [0.0; STATES]);
        for at in 0..self.ends.len() {
            let (before, here) = self.step(at);
            for cell in here.iter_mut() {
                cell.backward = 1.0;
                cell.forward = cell.potential * sum_before(before, cell.state, links);
            }
            scale(here, |cell| &mut cell.forward);
        }
        for (at, row) in likely.iter_mut().enumerate().rev() {
            let (before, here) = self.step(at);
            let sum: f32 = here.iter().map(|cell| cell.forward * cell.backward).sum();
            for cell in here.iter() {
                if let Some(value) = row.get_mut(cell.state) {
                    *value = cell.forward * cell.backward / sum.max(f32::MIN_POSITIVE);
                }
            }
            for cell in before.iter_mut() {
                let factors = &links.factors[cell.state.min(START)];
                cell.backward =
                    here.iter().map(|c| factors[c.state.min(OUTSIDE)] * c.potential * c.backward).sum();
            }
            scale(before, |cell| &mut cell.backward);
        }
    }

    /// Tells `add` how likely each transition is at each word, after [`likelihoods`](Self::likelihoods).
    #[cfg(feature = "training")]
    pub(crate) fn transitions(&mut self, links: &Links, mut add: impl FnMut(usize, usize, f32)) {
        for at in 0..self.ends.len() {
            let (before, here) = self.step(at);
            let start = [Cell { state: START, forward: 1.0, ..Cell::default() }];
            let before = if at == 0 { &start } else { &*before };
            let pairs = before.iter().flat_map(|b| here.iter().map(move |c| (b, c)));
            let value = |b: &Cell, c: &Cell| {
                b.forward * links.factors[b.state.min(START)][c.state.min(OUTSIDE)] * c.potential * c.backward
            };
            let sum: f32 = pairs.clone().map(|(b, c)| value(b, c)).sum();
            if sum > 0.0 {
                pairs.for_each(|(b, c)| add(b.state, c.state, value(b, c) / sum));
            }
        }
    }
}

/// The greatest of `scores` and the states in play: those of `may` near to it, the beginnings of fields whose inside
/// is in play and what is outside, so that there is always a way through.
fn in_play(scores: &Row, may: u64) -> (f32, u64) {
    let allowed = |&(state, _): &(usize, &f32)| may >> state & 1 == 1;
    let states = || scores.iter().enumerate().filter(allowed);
    let greatest = states().fold(f32::NEG_INFINITY, |m, (_, &s)| m.max(s));
    let near = states().filter(|(_, s)| **s >= greatest - BEAM);
    let near = near.fold(1 << OUTSIDE, |bits, (state, _)| bits | 1 << state | 1 << state::beginning(state));
    (greatest, near & may)
}

/// The best sum on the way to `state` and the cell that it comes from.
fn best_before(before: &[Cell], state: usize, links: &Links) -> (f32, usize) {
    let state = state.min(OUTSIDE);
    if before.is_empty() {
        return (links.weights[START][state], 0);
    }
    let totals = before.iter().map(|b| b.total + links.weights[b.state.min(START)][state]);
    let better = |best: (f32, usize), (at, total)| if total > best.0 { (total, at) } else { best };
    totals.enumerate().fold((f32::NEG_INFINITY, 0), better)
}

/// The sum of all ways to `state`.
fn sum_before(before: &[Cell], state: usize, links: &Links) -> f32 {
    let state = state.min(OUTSIDE);
    if before.is_empty() {
        return links.factors[START][state];
    }
    before.iter().map(|b| b.forward * links.factors[b.state.min(START)][state]).sum()
}

/// Makes the values of `cells` add up to 1.
fn scale(cells: &mut [Cell], value: impl Fn(&mut Cell) -> &mut f32) {
    let sum: f32 = cells.iter_mut().map(|cell| *value(cell)).sum();
    if sum > 0.0 {
        cells.iter_mut().for_each(|cell| *value(cell) /= sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links() -> Links {
        Links::new(&[[0.0; STATES]; STATES + 1])
    }

    #[test]
    fn an_inside_needs_its_beginning() {
        let mut scores = [[0.0; STATES]; 2];
        scores[0][0] = 2.0;
        scores[1][3] = 2.5;
        scores[1][1] = 1.0;
        let (mut lattice, mut states, mut likely) = (Lattice::default(), Vec::new(), Vec::new());
        lattice.fill(&scores, |_| ALL);
        lattice.best(&links(), &mut states);
        assert_eq!(states, [0, 1]);
        lattice.likelihoods(&links(), &mut likely);
        assert!(likely.iter().all(|row| (row.iter().sum::<f32>() - 1.0).abs() < 1e-5));
        assert!(likely[1][3] > 0.0 && likely[0][1] == 0.0);
    }

    #[test]
    fn a_state_that_is_not_allowed_is_not_chosen() {
        let mut scores = [[0.0; STATES]; 3];
        scores[1][OUTSIDE] = 9.0;
        let (mut lattice, mut states) = (Lattice::default(), Vec::new());
        lattice.fill(&scores, |at| if at == 1 { 1 << 6 } else { ALL });
        lattice.best(&links(), &mut states);
        assert_eq!(states[1], 6);
    }

    #[test]
    fn far_insides_leave_a_way_through() {
        let mut scores = [[-99.0; STATES]; 3];
        (scores[0][0], scores[1][3], scores[2][5]) = (0.0, 0.0, 0.0);
        let (mut lattice, mut states) = (Lattice::default(), Vec::new());
        lattice.fill(&scores, |_| ALL);
        lattice.best(&links(), &mut states);
        assert_eq!(states.len(), 3);
    }

    #[test]
    fn nothing_has_no_states() {
        let (mut lattice, mut states) = (Lattice::default(), vec![1]);
        lattice.fill(&[], |_| ALL);
        lattice.best(&links(), &mut states);
        assert!(states.is_empty());
    }
}

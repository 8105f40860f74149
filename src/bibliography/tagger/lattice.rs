//! The states of a sequence: which are best, and how likely each is.
//!
//! All 36 states take part at every word: whole rows are added and multiplied, which processors do many numbers at a
//! time. Only rows that would change nothing are left out.

use super::joint::JOINTS;
pub(crate) use super::row::Row;
#[cfg(feature = "training")]
use super::row::dot;
use super::row::{exp, product, scaled, top};
use super::state::{OUTSIDE, STATES, follows};

/// Weights of transitions: `Transitions[before][state]`; the last row is for the start.
pub(crate) type Transitions = [Row; STATES + 1];

/// One for each class of what stands between two words.
pub(crate) type Joints<T> = [T; JOINTS];

/// Index of the row for the start.
pub(crate) const START: usize = STATES;

/// All states, as bits.
pub(crate) const ALL: u64 = (1 << STATES) - 1;

/// A score that no sum of others makes up for.
const NEVER: f32 = -1e4;

/// How far below the best score of its word a state's score counts; beyond, it makes no difference to a likelihood.
const DEPTH: f32 = 40.0;

/// How far from their sum numbers may be that were rounded.
const MARGIN: f32 = 0.01;

/// A share of the likelihood that is too small to follow.
const NOTHING: f32 = 1e-30;

/// Weights of transitions made ready: what [`follows`] forbids is out of reach.
pub(crate) struct Links {
    /// For sums.
    pub(super) weights: Transitions,
    /// For products: 0 where forbidden.
    factors: Transitions,
    /// The same by the state that follows: `back[state][before]`, without the start.
    back: [Row; STATES],
}

impl Links {
    pub(crate) fn new(transitions: &Transitions) -> Self {
        let (mut weights, mut factors) = (*transitions, [[0.0; STATES]; STATES + 1]);
        for (before, (weights, factors)) in weights.iter_mut().zip(&mut factors).enumerate() {
            for (state, (weight, factor)) in weights.iter_mut().zip(factors).enumerate() {
                if follows((before != START).then_some(before), state) {
                    *factor = weight.exp();
                } else {
                    *weight = NEVER;
                }
            }
        }
        let back = std::array::from_fn(|state| std::array::from_fn(|before| factors[before][state]));
        Self { weights, factors, back }
    }
}

/// Links for each class of what stands between words, from their weights.
pub(crate) fn links(transitions: &Joints<Transitions>) -> Box<Joints<Links>> {
    Box::new(transitions.each_ref().map(Links::new))
}

/// What is known of the states at each word.
#[derive(Default)]
pub(crate) struct Lattice {
    pub(super) scores: Vec<Row>,
    /// Which of the links leads to each word.
    pub(super) joints: Vec<u8>,
    /// The scores as factors, the greatest of a word being 1.
    potentials: Vec<Row>,
    /// The best sum up to each state.
    totals: Vec<Row>,
    /// How likely a state is given what stands before, and what stands behind.
    forward: Vec<Row>,
    backward: Vec<Row>,
}

impl Lattice {
    /// Takes in the scores of a sequence and the class of what stands before each word, in place of the one before; of word `i`
    /// only the states in `may(i)` (bits).
    #[inline(always)]
    pub(crate) fn fill(&mut self, scores: &[Row], joints: &[u8], may: impl Fn(usize) -> u64) {
        self.joints.clear();
        self.joints.extend(joints);
        self.joints.resize(scores.len(), 0);
        self.scores.clear();
        self.potentials.clear();
        for (at, scores) in scores.iter().enumerate() {
            let scores = allowed(scores, may(at));
            self.potentials.push(potentials(&scores));
            self.scores.push(scores);
        }
    }

    /// Puts into `states` the best sequence of states, after [`likelihoods`](Self::likelihoods) has found `likely`.
    ///
    /// It is that of the states likeliest by themselves if no more than half of all likelihood can be left to others, so that
    /// few strings need the search.
    #[inline(always)]
    pub(crate) fn best(&mut self, links: &Joints<Links>, likely: &[Row], states: &mut Vec<usize>) {
        states.clear();
        let mut others = 0.0;
        for row in likely {
            let top = top(row);
            let state = row.iter().position(|share| *share == top).unwrap_or(OUTSIDE);
            others += 1.0 - row.get(state).unwrap_or(&0.0);
            states.push(state);
        }
        if others > 0.5 - MARGIN {
            self.search(links, states);
        }
    }

    /// Puts the best states (Viterbi) into `states`.
    #[inline(always)]
    fn search(&mut self, links: &Joints<Links>, states: &mut Vec<usize>) {
        self.totals.clear();
        for (scores, &joint) in self.scores.iter().zip(&self.joints) {
            let links = &links[usize::from(joint) % JOINTS];
            let mut total = match self.totals.last() {
                Some(last) => step(last, links),
                None => links.weights[START],
            };
            total.iter_mut().zip(scores).for_each(|(total, score)| *total += score);
            self.totals.push(total);
        }
        states.clear();
        let mut after = None;
        for (totals, &joint) in self.totals.iter().zip(&self.joints).rev() {
            let state = match after {
                None => greatest(totals.iter().copied()),
                Some((after, joint)) => {
                    let weights = &links[usize::from(joint) % JOINTS].weights;
                    greatest(totals.iter().zip(weights).map(|(t, w)| t + w[after]))
                }
            };
            states.push(state);
            after = Some((state, joint));
        }
        states.reverse();
    }

    /// Puts into `likely` how likely each state is at each word (forward-backward, scaled at every step).
    #[inline(always)]
    pub(crate) fn likelihoods(&mut self, links: &Joints<Links>, likely: &mut Vec<Row>) {
        self.forward.clear();
        for (potentials, &joint) in self.potentials.iter().zip(&self.joints) {
            let links = &links[usize::from(joint) % JOINTS];
            let before = match self.forward.last() {
                Some(last) => spread(last, &links.factors),
                None => links.factors[START],
            };
            self.forward.push(scaled(product(&before, potentials)));
        }
        self.backward.clear();
        self.backward.resize(self.potentials.len(), [1.0; STATES]);
        let mut after = None;
        let words = self.potentials.iter().zip(&self.joints);
        for (backward, (potentials, &joint)) in self.backward.iter_mut().zip(words).rev() {
            if let Some((after, joint)) = after {
                let links: &Links = &links[usize::from(joint) % JOINTS];
                *backward = scaled(spread(&after, &links.back));
            }
            after = Some((product(backward, potentials), joint));
        }
        likely.clear();
        for (forward, backward) in self.forward.iter().zip(&self.backward) {
            likely.push(scaled(product(forward, backward)));
        }
    }

    /// Tells `add` how likely each transition is at each word, after [`likelihoods`](Self::likelihoods).
    #[cfg(feature = "training")]
    pub(crate) fn transitions(&self, links: &Joints<Links>, mut add: impl FnMut(usize, usize, usize, f32)) {
        let mut start = [0.0; STATES + 1];
        start[START] = 1.0;
        let mut before: Vec<f32> = start.to_vec();
        let words = self.potentials.iter().zip(&self.joints);
        for ((forward, backward), (potentials, &joint)) in self.forward.iter().zip(&self.backward).zip(words)
        {
            let joint = usize::from(joint) % JOINTS;
            let links = &links[joint];
            let after = product(backward, potentials);
            let reached = before.iter().zip(&links.factors).filter(|(share, _)| **share > NOTHING);
            let sum: f32 = reached.map(|(share, factors)| share * dot(factors, &after)).sum();
            for (from, (share, factors)) in before.iter().zip(&links.factors).enumerate() {
                if *share > NOTHING && sum > 0.0 {
                    let values = product(factors, &after);
                    values
                        .iter()
                        .enumerate()
                        .for_each(|(state, value)| add(joint, from, state, share * value / sum));
                }
            }
            before.clear();
            before.extend(forward);
        }
    }
}

/// `scores`, those of states outside of `may` (bits) out of reach.
#[inline(always)]
fn allowed(scores: &Row, may: u64) -> Row {
    let mut scores = *scores;
    if may != ALL {
        let forbidden = scores.iter_mut().enumerate().filter(|(state, _)| may >> state & 1 == 0);
        forbidden.for_each(|(_, score)| *score = NEVER);
    }
    scores
}

/// `scores` as factors, the greatest being 1.
#[inline(always)]
fn potentials(scores: &Row) -> Row {
    let top = top(scores);
    let mut factors = *scores;
    factors.iter_mut().for_each(|value| {
        let factor = exp((*value - top).max(-DEPTH));
        *value = if *value > NEVER { factor } else { 0.0 };
    });
    factors
}

/// The best sums on the way to each state after `totals`.
#[inline(always)]
fn step(totals: &Row, links: &Links) -> Row {
    let mut best = [f32::NEG_INFINITY; STATES];
    for (total, weights) in totals.iter().zip(&links.weights) {
        for (best, weight) in best.iter_mut().zip(weights) {
            let sum = total + weight;
            *best = if sum > *best { sum } else { *best };
        }
    }
    best
}

/// What `shares` become by way of `factors`, a row for each share.
#[inline(always)]
fn spread(shares: &Row, factors: &[Row]) -> Row {
    let mut sums = [0.0; STATES];
    for (share, factors) in shares.iter().zip(factors).filter(|(share, _)| **share > NOTHING) {
        sums.iter_mut().zip(factors).for_each(|(sum, factor)| *sum += share * factor);
    }
    sums
}

/// The index of the greatest of `values`, the first of equals; [`OUTSIDE`] if there are none.
fn greatest(values: impl Iterator<Item = f32>) -> usize {
    let better = |best: (usize, f32), (at, value)| if value > best.1 { (at, value) } else { best };
    values.enumerate().fold((OUTSIDE, f32::NEG_INFINITY), better).0
}

#[cfg(test)]
mod tests {
    use proptest::array;
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn links() -> Box<Joints<Links>> {
        super::links(&[[[0.0; STATES]; STATES + 1]; JOINTS])
    }

    /// The best states of words with `scores`, and how likely each is.
    fn read(scores: &[Row], may: impl Fn(usize) -> u64) -> (Vec<usize>, Vec<Row>) {
        let (mut lattice, mut states, mut likely) = (Lattice::default(), vec![1], Vec::new());
        lattice.fill(scores, &[], may);
        lattice.likelihoods(&links(), &mut likely);
        lattice.best(&links(), &likely, &mut states);
        (states, likely)
    }

    #[test]
    fn an_inside_needs_its_beginning() {
        let mut scores = [[0.0; STATES]; 2];
        scores[0][0] = 2.0;
        scores[1][3] = 2.5;
        scores[1][1] = 1.0;
        let (states, likely) = read(&scores, |_| ALL);
        assert_eq!(states, [0, 1]);
        assert!(likely.iter().all(|row| (row.iter().sum::<f32>() - 1.0).abs() < 1e-5));
        assert!(likely[1][3] > 0.0 && likely[0][1] == 0.0);
    }

    #[test]
    fn a_state_that_is_not_allowed_is_not_chosen() {
        let mut scores = [[0.0; STATES]; 3];
        scores[1][OUTSIDE] = 9.0;
        assert_eq!(read(&scores, |at| if at == 1 { 1 << 6 } else { ALL }).0[1], 6);
    }

    #[test]
    fn far_insides_leave_a_way_through() {
        let mut scores = [[-99.0; STATES]; 3];
        (scores[0][0], scores[1][3], scores[2][5]) = (0.0, 0.0, 0.0);
        let (states, _) = read(&scores, |_| ALL);
        let before = [None].into_iter().chain(states.iter().copied().map(Some));
        assert!(before.zip(&states).all(|(before, &state)| follows(before, state)), "{states:?}");
    }

    #[test]
    fn nothing_has_no_states() {
        assert!(read(&[], |_| ALL).0.is_empty());
    }

    proptest! {
        #[test]
        fn the_best_is_what_the_search_finds(scores in vec(array::uniform(-4.0f32..4.0), 0..9)) {
            let (mut lattice, mut likely) = (Lattice::default(), Vec::new());
            let (mut best, mut found) = (Vec::new(), Vec::new());
            // In the first round hardly a state is sure, in the last most are.
            for factor in [0.25, 1.0, 4.0] {
                let scores: Vec<Row> = scores.iter().map(|row: &Row| row.map(|score| factor * score)).collect();
                lattice.fill(&scores, &[], |_| ALL);
                lattice.likelihoods(&links(), &mut likely);
                lattice.best(&links(), &likely, &mut best);
                lattice.search(&links(), &mut found);
                prop_assert_eq!(&best, &found);
            }
        }
    }
}

//! The best labellings of a sequence, not only the first: the list from which [`super::rerank`] chooses.

use super::joint::JOINTS;
use super::lattice::{Joints, Lattice, Links, Row, START};
use super::row::{sum, top};
use super::state::STATES;

/// How many labellings are looked at.
const MOST: usize = 12;

/// How far below the best a labelling's score may be.
const DEPTH: f32 = 5.0;

/// States that are less likely at their word take no part.
const LEAST: f32 = 1e-3;

/// The weight of a transition that is not allowed is below this.
const FORBIDDEN: f32 = -1e3;

/// How far from their sum numbers may be that were rounded.
const MARGIN: f32 = 0.01;

/// A labelling: the state of each word.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Path {
    /// How far its score is from that of the best: 0 or less.
    pub(crate) score: f32,
    pub(crate) states: Vec<usize>,
}

/// A way to a state of a word.
#[derive(Clone, Copy)]
struct Step {
    state: usize,
    score: f32,
    /// The place of the step before among all; beyond them, of the first.
    from: usize,
}

impl Lattice {
    /// The best labellings, the very best first, after [`likelihoods`](Self::likelihoods) has found `likely`.
    ///
    /// What is to be gained from each state on is found first, from the end; so only steps are taken that lead to one of the
    /// best.
    #[inline(always)]
    pub(crate) fn paths(&self, links: &Joints<Links>, likely: &[Row]) -> Vec<Path> {
        let gains = self.gains(links, likely);
        let mut steps: Vec<Step> = Vec::with_capacity(2 * MOST * likely.len());
        let mut last = None;
        let mut least = f32::NEG_INFINITY;
        for ((scores, &joint), gains) in self.scores.iter().zip(&self.joints).zip(&gains) {
            let weights = &links[usize::from(joint) % JOINTS].weights;
            let start = steps.len();
            let open = gains.iter().enumerate().filter(|(_, gain)| **gain > f32::NEG_INFINITY);
            if let Some(last) = last {
                for (state, gain) in open {
                    let own = steps.len();
                    for from in last..start {
                        let Some(step) = steps.get(from) else { break };
                        let weight = weights[step.state][state];
                        let sum = step.score + weight;
                        if weight > FORBIDDEN && sum + gain > least {
                            steps.push(Step { state, score: sum + scores[state], from });
                        }
                    }
                    if let Some(steps) = steps.get_mut(own..).filter(|steps| steps.len() > MOST) {
                        steps.select_nth_unstable_by(MOST, |a, b| b.score.total_cmp(&a.score));
                    }
                    steps.truncate(own + MOST);
                }
            } else {
                let sum = |(state, gain): (usize, &f32)| weights[START][state] + gain;
                least = open.clone().map(sum).fold(least, f32::max) - DEPTH - MARGIN;
                steps.extend(open.map(|(state, _)| {
                    let score = weights[START][state] + scores[state];
                    Step { state, score, from: usize::MAX }
                }));
            }
            last = Some(start);
        }
        let mut ends = steps.get(last.unwrap_or(0)..).unwrap_or_default().to_vec();
        ends.sort_by(|a, b| b.score.total_cmp(&a.score));
        let best = ends.first().map_or(0.0, |end| end.score);
        let near = ends.iter().take(MOST).take_while(|end| end.score > best - DEPTH);
        near.map(|end| Path { score: end.score - best, states: states(&steps, *end) }).collect()
    }

    /// The best sum from each state of each word on to the end.
    #[inline(always)]
    fn gains(&self, links: &Joints<Links>, likely: &[Row]) -> Vec<Row> {
        let mut gains = vec![[f32::NEG_INFINITY; STATES]; likely.len()];
        let mut after: Option<(&Row, u8)> = None;
        let words = self.scores.iter().zip(&self.joints).zip(likely);
        for (gains, ((scores, &joint), likely)) in gains.iter_mut().zip(words).rev() {
            for (state, gain) in gains.iter_mut().enumerate().filter(|(state, _)| likely[*state] >= LEAST) {
                let next = match after {
                    Some((after, joint)) => {
                        top(&sum(after, &links[usize::from(joint) % JOINTS].weights[state]))
                    }
                    None => 0.0,
                };
                *gain = scores[state] + next;
            }
            after = Some((gains, joint));
        }
        gains
    }
}

/// The states on the way to `end`, one of `steps`.
fn states(steps: &[Step], end: Step) -> Vec<usize> {
    let way = std::iter::successors(Some(&end), |step| steps.get(step.from));
    let mut states: Vec<usize> = way.map(|step| step.state).collect();
    states.reverse();
    states
}

#[cfg(test)]
mod tests {
    use super::super::lattice::{ALL, links};
    use super::*;

    #[test]
    fn paths_come_in_order_and_begin_with_the_best() {
        let links = links(&[[[0.0; STATES]; STATES + 1]; JOINTS]);
        let mut scores = [[-9.0; STATES]; 2];
        (scores[0][0], scores[0][6], scores[1][1], scores[1][6]) = (2.0, 1.0, 1.0, 0.5);
        let (mut lattice, mut states, mut likely) = (Lattice::default(), Vec::new(), Vec::new());
        lattice.fill(&scores, &[], |_| ALL);
        lattice.likelihoods(&links, &mut likely);
        lattice.best(&links, &likely, &mut states);
        let paths = lattice.paths(&links, &likely);
        let found: Vec<_> = paths.iter().map(|p| (p.score, p.states.as_slice())).collect();
        assert_eq!(found, [(0.0, &[0, 1][..]), (-0.5, &[0, 6]), (-1.5, &[6, 6])]);
        assert_eq!(paths[0].states, states);
    }

    #[test]
    fn nothing_has_no_paths() {
        let links = links(&[[[0.0; STATES]; STATES + 1]; JOINTS]);
        assert!(Lattice::default().paths(&links, &[]).is_empty());
    }
}

//! The best labellings of a sequence, not only the first: the list from which [`super::rerank`] chooses.

use super::joint::JOINTS;
use super::lattice::{Joints, Lattice, Links, Row, START};

/// How many labellings are looked at.
const MOST: usize = 8;

/// How far below the best a labelling's score may be.
const DEPTH: f32 = 4.0;

/// States that are less likely at their word take no part.
const LEAST: f32 = 1e-3;

/// The weight of a transition that is not allowed is below this.
const FORBIDDEN: f32 = -1e3;

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
    /// Its place among the steps of the word before.
    from: usize,
}

/// The ways to one state of a word that lead on to a state of the next: the places of the first and of what follows the last,
/// the best first, and the weight of the transition.
struct Ways {
    next: usize,
    end: usize,
    weight: f32,
}

impl Lattice {
    /// The best labellings, the very best first, after [`likelihoods`](Self::likelihoods) has found `likely`.
    pub(crate) fn paths(&self, links: &Joints<Links>, likely: &[Row]) -> Vec<Path> {
        let mut steps: Vec<Vec<Step>> = Vec::with_capacity(likely.len());
        let mut ways = Vec::new();
        for ((scores, &joint), likely) in self.scores.iter().zip(&self.joints).zip(likely) {
            let weights = &links[usize::from(joint) % JOINTS].weights;
            let mut here = Vec::with_capacity(2 * MOST);
            for (state, (share, &score)) in likely.iter().zip(scores).enumerate() {
                if *share < LEAST {
                    continue;
                }
                match steps.last() {
                    None => here.push(Step { state, score: weights[START][state] + score, from: 0 }),
                    Some(last) => {
                        ways.clear();
                        let mut next = 0;
                        for states in last.chunk_by(|a, b| a.state == b.state) {
                            let weight = states.first().map_or(FORBIDDEN, |step| weights[step.state][state]);
                            let end = next + states.len();
                            if weight > FORBIDDEN {
                                ways.push(Ways { next, end, weight });
                            }
                            next = end;
                        }
                        merge(last, &mut ways, (state, score), &mut here);
                    }
                }
            }
            steps.push(here);
        }
        let mut ends = steps.last().cloned().unwrap_or_default();
        ends.sort_by(|a, b| b.score.total_cmp(&a.score));
        let best = ends.first().map_or(0.0, |end| end.score);
        let near = ends.iter().take(MOST).take_while(|end| end.score > best - DEPTH);
        near.map(|end| Path { score: end.score - best, states: states(&steps, *end) }).collect()
    }
}

/// Adds to `here` the best steps to a state by one of `ways` from the steps of the word before, `last`.
fn merge(last: &[Step], ways: &mut [Ways], (state, own): (usize, f32), here: &mut Vec<Step>) {
    for _ in 0..MOST {
        let mut best: Option<(f32, &mut Ways)> = None;
        for way in ways.iter_mut().filter(|way| way.next < way.end) {
            let Some(step) = last.get(way.next) else { continue };
            let score = step.score + way.weight + own;
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, way));
            }
        }
        let Some((score, way)) = best else { return };
        here.push(Step { state, score, from: way.next });
        way.next += 1;
    }
}

/// The states on the way to `end`, the last of `steps`.
fn states(steps: &[Vec<Step>], end: Step) -> Vec<usize> {
    let mut states = vec![end.state];
    let mut step = end;
    for before in steps.iter().rev().skip(1) {
        let Some(&from) = before.get(step.from) else { break };
        states.push(from.state);
        step = from;
    }
    states.reverse();
    states
}

#[cfg(test)]
mod tests {
    use super::super::lattice::{ALL, links};
    use super::super::state::STATES;
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

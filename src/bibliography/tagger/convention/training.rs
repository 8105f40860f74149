//! Training of the classifier: multinomial logistic regression by `AdaGrad`.

use super::super::train::order;
use super::{CELLS, MOST, Shares};

/// Passes over the data.
const PASSES: usize = 6;

/// How much a record of a rare convention counts at most.
const RAREST: f32 = 8.0;

/// Gradients below this are not followed.
const SLIGHT: f32 = 1e-3;

/// Size of the first steps, and strength of the L1 penalty.
const RATE: f32 = 0.1;
const PENALTY: f32 = 2e-4;

/// A row of weights for each cell, from what is seen of strings and the number of the conventions that each follows.
/// Records of small sources count more, by the root of their rarity.
pub(in super::super) fn train(examples: &[(&[u32], usize)], count: usize) -> Vec<Shares> {
    let mut weights = vec![[0.0; MOST]; CELLS];
    let mut squares = vec![[1e-2; MOST]; CELLS];
    let rarity = rarity(examples);
    for pass in 0..PASSES {
        for (cells, convention) in order(examples.len(), pass).into_iter().filter_map(|at| examples.get(at)) {
            let mut gradient = shares(&weights, cells, count).map(|share| -share);
            gradient[*convention % MOST] += 1.0;
            let gradient = gradient.map(|g| rarity[*convention % MOST] * g);
            for &cell in *cells {
                step(&mut weights[cell as usize], &mut squares[cell as usize], &gradient);
            }
        }
    }
    weights
}

/// How much a record of each convention counts.
fn rarity(examples: &[(&[u32], usize)]) -> Shares {
    let mut counts = [0.0f32; MOST];
    examples.iter().for_each(|(_, convention)| counts[convention % MOST] += 1.0);
    let greatest = counts.iter().copied().fold(1.0, f32::max);
    counts.map(|count| (greatest / count.max(1.0)).sqrt().min(RAREST))
}

/// How likely each of `count` conventions is where `cells` are seen.
fn shares(weights: &[Shares], cells: &[u32], count: usize) -> Shares {
    let mut scores = [0.0; MOST];
    for row in cells.iter().filter_map(|&cell| weights.get(cell as usize)) {
        scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
    }
    scores.iter_mut().skip(count).for_each(|score| *score = f32::NEG_INFINITY);
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let shares = scores.map(|score| (score - top).exp());
    let sum: f32 = shares.iter().sum();
    shares.map(|share| share / sum)
}

fn step(weights: &mut Shares, squares: &mut Shares, gradient: &Shares) {
    for ((weight, square), &gradient) in weights.iter_mut().zip(squares).zip(gradient) {
        if gradient.abs() >= SLIGHT {
            *square += gradient * gradient;
            let moved = *weight + RATE * gradient / (square.sqrt() + 0.3);
            *weight = moved.signum() * (moved.abs() - PENALTY).max(0.0);
        }
    }
}

//! Minimises the log-loss of both models; of the claims those divisions of a sentence are pushed off most that are most
//! wrong (softmax-margin; Gimpel and Smith, 2010).

use ibid::citation::training::{Learned, Lesson};

use super::Taught;
use super::costs::costs;

const EPOCHS: usize = 12;
/// The share of features that are left out of each step, so that none is relied on alone.
const LEFT_OUT: f32 = 0.4;
const PENALTY: f32 = 5e-4;
const CONTINUATION_PENALTY: f32 = 3e-3;

/// The weights that `taught` teaches.
pub(super) fn fit(taught: &[&Taught]) -> Learned {
    let mut learned = Learned::default();
    let mut cuts = Descent::new(&mut learned.cuts, 0.02, PENALTY);
    let mut continuation = Descent::new(&mut learned.continuation, 0.05, CONTINUATION_PENALTY);
    for epoch in 0..EPOCHS {
        for step in 0..taught.len() {
            // A fixed permutation, another one each epoch.
            let taught = taught[(step * 7_919 + epoch * 104_729) % taught.len()];
            let seed = (epoch * 1_000_003 + step) as u64;
            if taught.lesson.right.is_some() {
                cuts.learn_division(taught, &|feature| is_kept(seed, feature));
            }
            for case in &taught.cases {
                let following = &taught.lesson.following[taught.lesson.of_markers[case.marker]];
                for (at, features) in following.iter().enumerate().take(case.follows + 1) {
                    let odds = 1.0 / (1.0 + (-continuation.score(features)).exp());
                    continuation.learn(features, odds - f32::from(at < case.follows));
                }
            }
        }
    }
    // All features count from here on.
    learned.cuts.iter_mut().for_each(|weight| *weight *= 1.0 - LEFT_OUT);
    learned
}

/// Whether a step keeps a feature: splitmix64 over both.
fn is_kept(seed: u64, feature: u32) -> bool {
    let mut state =
        seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from(feature).wrapping_mul(0xff51_afd7_ed55_8ccd);
    for by in [0xbf58_476d_1ce4_e5b9_u64, 0x94d0_49bb_1331_11eb] {
        state = (state ^ (state >> 29)).wrapping_mul(by);
    }
    (state >> 40) as f32 / (1_u64 << 24) as f32 >= LEFT_OUT
}

/// AdaGrad with an L1 penalty.
struct Descent<'w> {
    weights: &'w mut [f32],
    squares: Vec<f32>,
    rate: f32,
    penalty: f32,
}

impl<'w> Descent<'w> {
    fn new(weights: &'w mut [f32], rate: f32, penalty: f32) -> Self {
        Self { squares: vec![1e-6; weights.len()], weights, rate, penalty }
    }

    fn score(&self, features: &[u32]) -> f32 {
        features.iter().map(|f| self.weights[*f as usize]).sum()
    }

    fn learn(&mut self, features: &[u32], gradient: f32) {
        if gradient.abs() < 1e-4 {
            return;
        }
        for feature in features {
            let slot = *feature as usize;
            self.squares[slot] += gradient * gradient;
            let rate = self.rate / self.squares[slot].sqrt();
            let moved = self.weights[slot] - rate * gradient;
            self.weights[slot] = moved.signum() * (moved.abs() - rate * self.penalty).max(0.0);
        }
    }

    /// One step for the choice among all divisions of a sentence; it counts the more the more numbers its citations have.
    fn learn_division(&mut self, taught: &Taught, is_kept: &dyn Fn(u32) -> bool) {
        let lesson = &thinned(&taught.lesson, is_kept);
        let right = lesson.right.as_deref().unwrap_or_default();
        let (mut segments, mut outside) = lesson.chances(|features| self.score(features), &costs(lesson));
        for (segment, gradient) in lesson.segments.iter().zip(&mut segments) {
            *gradient -= f32::from(right.contains(&segment.tokens));
        }
        for (at, gradient) in outside.iter_mut().enumerate() {
            *gradient -= f32::from(!right.iter().any(|(first, last)| (first..=last).contains(&&at)));
        }
        let weight = (taught.cases.len() as f32 / (lesson.joins.len() + 1) as f32).sqrt();
        let tokens = lesson.starts.len();
        let (mut starts, mut ends) = (vec![0.0; tokens], vec![0.0; tokens]);
        let (mut pairs, mut joins) = (vec![0.0; lesson.pairs.len()], vec![0.0; lesson.joins.len() + 1]);
        for (segment, gradient) in lesson.segments.iter().zip(&segments) {
            starts[segment.tokens.0] += gradient;
            ends[segment.tokens.1] += gradient;
            pairs[segment.pair] += gradient;
            joins[segment.sites.0] += gradient;
            joins[segment.sites.1 - 1] -= gradient;
        }
        let mut learn = |features: &[u32], gradient: f32| self.learn(features, gradient * weight);
        for at in 0..tokens {
            learn(&lesson.starts[at], starts[at]);
            learn(&lesson.ends[at], ends[at]);
            if let Some(features) = &lesson.outside[at] {
                learn(features, outside[at]);
            }
        }
        for (features, gradient) in lesson.pairs.iter().zip(pairs) {
            learn(features, gradient);
        }
        let mut joined = 0.0;
        for (features, gradient) in lesson.joins.iter().zip(joins) {
            joined += gradient;
            learn(features, joined);
        }
    }
}

/// The lesson with only the features that are kept.
fn thinned(lesson: &Lesson, is_kept: &dyn Fn(u32) -> bool) -> Lesson {
    let mut lesson = lesson.clone();
    let lists = [&mut lesson.starts, &mut lesson.ends, &mut lesson.joins, &mut lesson.pairs];
    let outside = lesson.outside.iter_mut().flatten();
    for features in lists.into_iter().flatten().chain(outside) {
        features.retain(|feature| is_kept(*feature));
    }
    lesson
}

//! How wrong each claim of a sentence would be.

use ibid::citation::training::{Each, Lesson, Segment};

/// What a word costs that a claim has too many, and one that it misses: as word F1 weighs them, and times 0.2.
const TOO_MANY: f32 = 0.08;
const MISSED: f32 = 0.12;

/// The costs of the segments of a lesson, and of its tokens in none.
pub(super) fn costs(lesson: &Lesson) -> Each {
    let right = lesson.right.as_deref().unwrap_or_default();
    let claim_of = |token: usize| right.iter().position(|(first, last)| (*first..=*last).contains(&token));
    let claims: Vec<Option<usize>> = (0..lesson.starts.len()).map(claim_of).collect();
    let is_word = |at: &usize| lesson.outside[*at].is_some();
    let cost = |segment: &Segment| {
        let tokens = segment.tokens.0..=segment.tokens.1;
        let sites: Vec<_> = tokens.clone().filter(|at| !is_word(at)).map(|at| claims[at]).collect();
        let of_word = |at: usize| {
            let wrong = sites.iter().filter(|site| **site != claims[at]).count();
            let is_missed = wrong == sites.len() && claims[at].is_some();
            TOO_MANY * wrong as f32 / sites.len() as f32 + if is_missed { MISSED } else { 0.0 }
        };
        tokens.filter(is_word).map(of_word).sum()
    };
    let outside = claims.iter().map(|claim| if claim.is_some() { MISSED } else { 0.0 });
    (lesson.segments.iter().map(cost).collect(), outside.collect())
}

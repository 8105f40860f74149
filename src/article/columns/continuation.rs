//! How well one stretch of words continues another: a log-linear model over [`features`].

use super::features::{Token, features};

/// Weights in units of [`UNIT`], one byte each; trained by `examples/train_continuation.rs`.
static WEIGHTS: &[u8] = include_bytes!("continuation.bin");

const UNIT: f32 = 0.04;

/// Most that one junction may tell.
const LIMIT: f32 = 4.0;

/// The logarithm of the odds that `first after` goes on where `before last` ends; 0 where nothing is
/// known, between −4 and 4.
pub(super) fn continuation(before: Token, last: Token, first: Token, after: Token) -> f32 {
    let weights =
        features(before, last, first, after).into_iter().map(|f| WEIGHTS.get(f).copied().unwrap_or(0));
    let sum: i32 = weights.map(|w| i32::from(w as i8)).sum();
    (sum as f32 * UNIT).clamp(-LIMIT, LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(line: &str, next: &str) -> f32 {
        let (line, next): (Vec<_>, Vec<_>) = (line.split(' ').collect(), next.split(' ').collect());
        let token = |word: Option<&&str>| word.map(|w| Token::of(w)).unwrap_or_default();
        continuation(
            token(line.iter().rev().nth(1)),
            token(line.last()),
            token(next.first()),
            token(next.get(1)),
        )
    }

    #[test]
    fn running_text_goes_on() {
        assert!(score("in the context of", "the present study") > score("in the context of", "Results show"));
        assert!(score("were found.", "However, the") > score("were found in the", "However, the"));
        assert!(score("has been", "shown to") > score("has been", "of the"));
    }
}

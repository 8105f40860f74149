//! How well one stretch of words continues another: a log-linear model over [`features`], and vectors for the words
//! on both sides of a junction, whose product tells what words of their kind do.

use super::features::{Begun, DEPTH, End, PARTS, SIZE, Start, Token, end_vectors, start_vectors};

/// The weights of [`features`] in units of [`UNIT`], then the vectors in units of [`VECTOR_UNIT`], one byte each;
/// trained by `examples/train_continuation.rs`.
static MODEL: &[u8] = include_bytes!("continuation.bin");

const UNIT: f32 = 0.04;
const VECTOR_UNIT: f32 = 0.02;

/// How much of what the model tells counts: the words of tables, formulas and lists stand where it has seen few of them.
const TRUST: f32 = 0.85;

/// Most that one junction may tell.
pub(super) const LIMIT: f32 = 5.0;

/// What stands for one side of a junction.
pub(super) type Vector = [i16; DEPTH];

/// One side of a junction, ready to be judged.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Side<T> {
    words: T,
    vector: Vector,
}

impl Side<Begun> {
    /// The words that end.
    pub(super) fn end(words: End) -> Self {
        Self { words: Begun::of(words), vector: vector(end_vectors(words)) }
    }
}

impl Side<Start> {
    /// The words that begin.
    pub(super) fn start(words: Start) -> Self {
        Self { words, vector: vector(start_vectors(words)) }
    }
}

/// The logarithm of the odds that `start` goes on where `end` ends; 0 where nothing is known, between −5 and 5.
pub(super) fn continuation(end: &Side<Begun>, start: &Side<Start>) -> f32 {
    let weights = end.words.features(&start.words).map(|f| MODEL.get(f).copied().unwrap_or(0));
    let sum: i32 = weights.iter().map(|&w| i32::from(w as i8)).sum();
    let product: i32 = end.vector.iter().zip(&start.vector).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
    let told = sum as f32 * UNIT + product as f32 * VECTOR_UNIT * VECTOR_UNIT;
    (TRUST * told).clamp(-LIMIT, LIMIT)
}

/// The sum of the vectors numbered `parts`.
fn vector(parts: [usize; PARTS]) -> Vector {
    let mut sum = [0; DEPTH];
    for part in parts {
        let numbers = MODEL.get(SIZE + part * DEPTH..).unwrap_or_default();
        for (sum, &number) in sum.iter_mut().zip(numbers) {
            *sum += i16::from(number as i8);
        }
    }
    sum
}

/// How well the words `next` go on the words `text`, as [`continuation`] tells.
pub(crate) fn goes_on(text: &str, next: &str) -> f32 {
    let end = End::of(text.split(' ').map(Token::of));
    let start = Start::of(next.split(' ').map(Token::of));
    continuation(&Side::end(end), &Side::start(start))
}

#[cfg(test)]
mod tests {
    use super::goes_on as score;

    #[test]
    fn running_text_goes_on() {
        assert!(score("in the context of", "the present study") > score("in the context of", "Results show"));
        assert!(score("were found.", "However, the") > score("were found in the", "However, the"));
        assert!(score("has been", "shown to") > score("has been", "of the"));
    }

    #[test]
    fn brackets_that_were_opened_are_closed() {
        assert!(
            score("of the plate (kept at room", "heat) were used")
                > score("of the plate kept at room", "heat) were used")
        );
    }
}

//! Rows of numbers, one for every state, worked on as wholes.
//!
//! What is done with them becomes part of what calls it, which is compiled for several kinds of processors ([`super::decode`]).

use super::state::STATES;

/// One number for every state.
pub(crate) type Row = [f32; STATES];

/// The products of the values of `a` and `b`.
#[inline(always)]
pub(super) fn product(a: &Row, b: &Row) -> Row {
    let mut product = *a;
    product.iter_mut().zip(b).for_each(|(a, b)| *a *= b);
    product
}

/// The sums of the values of `a` and `b`.
#[inline(always)]
pub(super) fn sum(a: &Row, b: &Row) -> Row {
    let mut sum = *a;
    sum.iter_mut().zip(b).for_each(|(a, b)| *a += b);
    sum
}

/// `row` with a sum of 1, if it has one.
#[inline(always)]
pub(super) fn scaled(mut row: Row) -> Row {
    let sum = folded(&row, 0.0, |sum, value| sum + value);
    if sum >= f32::MIN_POSITIVE {
        let factor = 1.0 / sum;
        row.iter_mut().for_each(|value| *value *= factor);
    }
    row
}

/// The greatest of `row`.
#[inline(always)]
pub(super) fn top(row: &Row) -> f32 {
    folded(row, f32::NEG_INFINITY, |top, value| if value > top { value } else { top })
}

/// The sum of the products of the values of `a` and `b`.
#[cfg(feature = "training")]
pub(super) fn dot(a: &Row, b: &Row) -> f32 {
    product(a, b).iter().sum()
}

/// e to the power of `x`, which is from -80 to 80, to the last digit or two; unlike [`f32::exp`] it can be taken of a whole row
/// at a time.
///
/// As Cephes does it: with the whole number n nearest to x / ln 2 it is 2^n times e to the power of what is left, at most ln 2 / 2,
/// which is a Taylor polynomial.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    /// What brings a number to where f32 has whole numbers only, the lowest bits.
    const WHOLE: f32 = 12_582_912.0;
    let shifted = x * std::f32::consts::LOG2_E + WHOLE;
    let n = shifted - WHOLE;
    let rest = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let series = [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let power = series.into_iter().fold(1.0 / 720.0, |sum, factor| sum * rest + factor);
    power * f32::from_bits((shifted.to_bits() << 23).wrapping_add(1.0f32.to_bits()))
}

/// The values of `row` combined with `start`, four at a time, so that the processor waits for none of them.
#[inline(always)]
fn folded(row: &Row, start: f32, combine: impl Fn(f32, f32) -> f32) -> f32 {
    let lanes = row
        .as_chunks::<4>()
        .0
        .iter()
        .fold([start; 4], |lanes, values| std::array::from_fn(|lane| combine(lanes[lane], values[lane])));
    lanes.into_iter().fold(start, combine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wholes_are_what_their_numbers_make() {
        let row: Row = std::array::from_fn(|state| (state * 7 % 36) as f32);
        assert_eq!(top(&row), 35.0);
        assert_eq!(scaled(row)[5] * 630.0, 35.0);
        assert_eq!(scaled([0.0; STATES]), [0.0; STATES]);
        assert_eq!((product(&row, &row)[1], sum(&row, &row)[1]), (49.0, 14.0));
    }

    #[test]
    fn powers_are_those_of_the_standard_library() {
        for x in (-800..=800).map(|tenths| tenths as f32 / 10.0) {
            let (own, want) = (exp(x), x.exp());
            assert!((own - want).abs() <= 4.0 * f32::EPSILON * want, "{x}: {own} {want}");
        }
        assert_eq!(exp(0.0), 1.0);
    }
}

//! Hashing for features: quick, the same on every run and platform, good in the upper bits.

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// One hash of several numbers.
#[inline]
pub(crate) fn all<const N: usize>(parts: [u64; N]) -> u64 {
    parts.into_iter().fold(0x51_7c_c1_b7, mix)
}

/// The hash `h` with `part` mixed in.
#[inline]
pub(crate) const fn mix(h: u64, part: u64) -> u64 {
    let product = (h.rotate_left(23) ^ part).wrapping_mul(FACTOR);
    product ^ product >> 32
}

/// The hash of characters.
#[inline]
pub(crate) fn chars(chars: impl IntoIterator<Item = char>) -> u64 {
    chars.into_iter().fold(0xcbf2_9ce4_8422_2325, |h, c| mix(h, u64::from(u32::from(c))))
}

/// The hash of characters of which the first have the hash `h` and `chars` are the others.
#[inline]
pub(crate) fn more(h: u64, chars: &[char]) -> u64 {
    chars.iter().fold(h, |h, &c| mix(h, u64::from(u32::from(c))))
}

/// `n`, coarser the greater it is.
pub(crate) const fn coarse(n: usize) -> u64 {
    match n {
        0..=4 => n as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}

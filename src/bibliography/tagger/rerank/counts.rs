//! How often something was seen in the training records, kept as hashes.
//!
//! A table of [`BUCKETS`] buckets of four slots, each with the logarithm of a count and eight bits of the hash of what was counted:
//! what was never seen is found by mistake once in a hundred times, and of what does not fit the rarest is left out.

/// Number of buckets.
const BUCKETS: usize = 1 << 16;

/// Slots in a bucket.
const SLOTS: usize = 4;

/// A count's code and the check of what was counted.
type Slot = [u8; 2];

/// How many bytes the table takes.
pub(super) const BYTES: usize = BUCKETS * SLOTS * size_of::<Slot>();

/// How many steps a code has for a doubling.
const STEPS: f32 = 12.0;

/// The table, read where it lies in the model file.
#[derive(Debug, Clone)]
pub(super) struct Counts<'a> {
    buckets: &'a [[Slot; SLOTS]],
    /// The count that each code stands for.
    codes: Box<[f32; 256]>,
}

impl<'a> Counts<'a> {
    /// Reads the table; `None` if `bytes` are not one.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let buckets = bytes.as_chunks().0.as_chunks().0;
        let count = |code| if code == 0 { 0.0 } else { ((code - 1) as f32 / STEPS).exp2() };
        let codes = Box::new(std::array::from_fn(count));
        (bytes.len() == BYTES).then_some(Self { buckets, codes })
    }

    /// How often what has the hash `key` was seen, to within a few in a hundred.
    pub(super) fn of(&self, key: u64) -> f32 {
        let (bucket, check) = place(key);
        let slots = self.buckets.get(bucket).into_iter().flatten();
        let code = slots.filter(|slot| slot[1] == check).map(|slot| slot[0]).max();
        self.codes[usize::from(code.unwrap_or(0))]
    }
}

/// The bucket and the check of `key`.
fn place(key: u64) -> (usize, u8) {
    let [check, low, high, ..] = (key >> 32).to_le_bytes();
    (usize::from(u16::from_le_bytes([low, high])), check)
}

/// The table of `counts`, hashes and how often each was seen.
#[cfg(any(test, feature = "training"))]
pub(super) fn table(counts: impl IntoIterator<Item = (u64, u32)>) -> Vec<u8> {
    let mut counts: Vec<(u64, u32)> = counts.into_iter().collect();
    // The greatest first, in an order that is the same each time.
    counts.sort_unstable_by_key(|&(key, count)| (std::cmp::Reverse(count), key));
    let mut buckets = vec![[[0u8; 2]; SLOTS]; BUCKETS];
    for (key, count) in counts {
        let (bucket, check) = place(key);
        let slots = &mut buckets[bucket];
        if slots.iter().all(|slot| slot[0] == 0 || slot[1] != check)
            && let Some(free) = slots.iter_mut().find(|slot| slot[0] == 0)
        {
            *free = [code(count), check];
        }
    }
    buckets.into_iter().flatten().flatten().collect()
}

/// The code of `count`.
#[cfg(any(test, feature = "training"))]
fn code(count: u32) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 255")]
    #[expect(clippy::cast_precision_loss, reason = "rounded to steps of six in a hundred")]
    let code = ((count.max(1) as f32).log2() * STEPS).round().min(254.0) as u8;
    code + 1
}

#[cfg(test)]
mod tests {
    use super::super::super::hash::all;
    use super::*;

    #[test]
    fn counts_are_found_again() {
        let keys = |range: std::ops::Range<u64>| range.map(|n| all([n]));
        let counts = keys(0..100_000).zip((1..9u32).cycle());
        let bytes = table(counts.clone());
        let table = Counts::read(&bytes).unwrap();
        let near = |&(key, count): &(u64, u32)| (table.of(key) / count as f32 - 1.0).abs() < 0.04;
        assert!(counts.filter(near).count() > 97_000);
        assert!(keys(100_000..200_000).filter(|&key| table.of(key) > 0.0).count() < 2_000);
        assert!(Counts::read(&bytes[1..]).is_none());
    }
}

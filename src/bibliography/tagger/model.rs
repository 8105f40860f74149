//! The weights, read where they lie in the program.
//!
//! The file, little-endian: magic `IBT2`; scale of the weights (f32); transition weights (f32, 37 rows of
//! 36); number of rows (u32); which of the [`BUCKETS`] have a row (a bit each); the length of each row (u8); all
//! weights, each a state (u8) and the root of its value (i8), so that small values are finer than great ones.

use super::lattice::{Row, Transitions};
use super::state::STATES;

/// Number of buckets into which features are hashed.
pub(crate) const BUCKETS: usize = 1 << 21;

pub(crate) const MAGIC: &[u8] = b"IBT2";

/// Room for the sums of all states, so that every state (u8 below 64) has a place.
pub(crate) type Sums = [i32; 64];

/// Eight buckets: where the weights of the first begin, and how many each has.
struct Block {
    start: u32,
    lengths: [u8; 8],
}

/// The weights of the sequence model.
pub(crate) struct Model<'a> {
    scale: f32,
    /// Weights of transitions.
    pub(crate) transitions: Box<Transitions>,
    blocks: Vec<Block>,
    /// Pairs of state and value.
    weights: &'a [[u8; 2]],
}

impl<'a> Model<'a> {
    /// Reads a model; `None` if `bytes` are not one.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let scale = f32::from_le_bytes(*take(&mut rest)?);
        let mut transitions = Box::new([[0.0; STATES]; STATES + 1]);
        for weight in transitions.iter_mut().flatten() {
            *weight = f32::from_le_bytes(*take(&mut rest)?);
        }
        let rows = usize::try_from(u32::from_le_bytes(*take(&mut rest)?)).ok()?;
        let (bits, rest) = rest.split_at_checked(BUCKETS / 8)?;
        let (lengths, weights) = rest.split_at_checked(rows)?;
        let (mut lengths, mut start) = (lengths.iter(), 0);
        let blocks = bits.iter().map(|bits| {
            let mut row = |bucket: usize| if bits >> bucket & 1 == 1 { lengths.next() } else { None };
            let block =
                Block { start, lengths: std::array::from_fn(|bucket| row(bucket).copied().unwrap_or(0)) };
            start += block.lengths.iter().copied().map(u32::from).sum::<u32>();
            block
        });
        Some(Self { scale, transitions, blocks: blocks.collect(), weights: weights.as_chunks().0 })
    }

    /// Adds to `sums` the weights of each state where the features in `buckets` are seen. `rows` is room to work in.
    ///
    /// Rows lie far apart in memory. They are found, and their first bytes touched, without a branch in between, so that
    /// the processor waits for many at a time.
    pub(crate) fn add(&self, buckets: &[u32], rows: &mut Vec<[u32; 2]>, sums: &mut Sums) {
        rows.clear();
        rows.extend(buckets.iter().map(|&bucket| self.row(bucket)));
        let first = |[start, _]: &[u32; 2]| self.weights.get(*start as usize).map_or(0, |[state, _]| *state);
        std::hint::black_box(rows.iter().map(first).fold(0, |all, state| all ^ state));
        for &[start, end] in rows.iter() {
            for [state, weight] in self.weights.get(start as usize..end as usize).unwrap_or_default() {
                let root = i32::from(weight.cast_signed());
                sums[usize::from(state % 64)] += root * root.abs();
            }
        }
    }

    /// `sums` as scores.
    #[expect(clippy::cast_precision_loss, reason = "a sum of a hundred small numbers")]
    pub(crate) fn scores(&self, sums: &Sums) -> Row {
        let mut scores = [0.0; STATES];
        for (score, &sum) in scores.iter_mut().zip(sums) {
            *score = sum as f32 * self.scale;
        }
        scores
    }

    /// Where the weights of `bucket` begin and end.
    fn row(&self, bucket: u32) -> [u32; 2] {
        let Some(block) = self.blocks.get(bucket as usize / 8) else { return [0, 0] };
        let (lengths, bits) = (u64::from_le_bytes(block.lengths), bucket % 8 * 8);
        let before = lengths & ((1 << bits) - 1);
        let start = block.start + sum_of_bytes(before);
        [start, start + u32::try_from(lengths >> bits & 0xff).unwrap_or_default()]
    }
}

/// The sum of the bytes of `bytes`, which is less than 256: seven rows of 36 states are.
fn sum_of_bytes(bytes: u64) -> u32 {
    u32::try_from(bytes.wrapping_mul(0x0101_0101_0101_0101) >> 56).unwrap_or_default()
}

/// The next four bytes of `rest`.
fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8; 4]> {
    let (bytes, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(bytes)
}

/// Writes a model of `weights` (a row for each bucket) and `transitions` in at most `room` bytes; the smallest weights
/// are left out.
#[cfg(feature = "training")]
pub(crate) fn write(weights: &[Row], transitions: &Transitions, room: usize) -> Vec<u8> {
    let greatest = weights.iter().flatten().fold(0.0f32, |m, w| m.max(w.abs()));
    let scale = greatest.min(6.0) / (127.0 * 127.0);
    let mut bytes = MAGIC.to_vec();
    bytes.extend(scale.to_le_bytes());
    bytes.extend(transitions.iter().flatten().flat_map(|w| w.to_le_bytes()));
    let least = least(weights, room.saturating_sub(bytes.len() + 4 + BUCKETS / 8));
    let (mut bits, mut lengths, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
    for block in weights.chunks(8) {
        let mut byte = 0u8;
        for (bit, row) in block.iter().enumerate() {
            let kept = (0u8..).zip(row).filter(|(_, w)| w.abs() >= least);
            let before = pairs.len();
            pairs.extend(kept.map(|(state, &weight)| [state, root(weight / scale).cast_unsigned()]));
            if pairs.len() > before {
                byte |= 1 << bit;
                lengths.push(u8::try_from(pairs.len() - before).unwrap_or(u8::MAX));
            }
        }
        bits.push(byte);
    }
    bytes.extend(u32::try_from(lengths.len()).unwrap_or_default().to_le_bytes());
    bytes.extend(bits);
    bytes.extend(lengths);
    bytes.extend(pairs.as_flattened());
    bytes
}

/// The root of `value`, with its sign.
#[cfg(feature = "training")]
#[expect(clippy::cast_possible_truncation, reason = "rounded and clamped to i8")]
fn root(value: f32) -> i8 {
    (value.signum() * value.abs().sqrt().round().min(127.0)) as i8
}

/// The least size of weights for which rows and weights take at most `room` bytes.
#[cfg(feature = "training")]
fn least(weights: &[Row], room: usize) -> f32 {
    let (mut low, mut high) = (0.0f32, 8.0f32);
    for _ in 0..24 {
        let middle = f32::midpoint(low, high);
        let kept = |row: &Row| row.iter().filter(|w| w.abs() >= middle).count();
        let size: usize = weights.iter().map(kept).map(|kept| 2 * kept + usize::from(kept > 0)).sum();
        if size > room { low = middle } else { high = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_begins_where_those_before_it_end() {
        let weights = [[0; 2]; 200];
        let blocks = vec![Block { start: 10, lengths: [3, 0, 36, 36, 36, 36, 36, 9] }];
        let model = Model {
            scale: 1.0,
            transitions: Box::new([[0.0; STATES]; STATES + 1]),
            blocks,
            weights: &weights,
        };
        let rows = [0, 1, 2, 7, 8].map(|bucket| model.row(bucket));
        assert_eq!(rows, [[10, 13], [13, 13], [13, 49], [193, 202], [0, 0]]);
    }
}

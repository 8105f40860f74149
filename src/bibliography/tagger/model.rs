//! The weights, read where they lie in the program.
//!
//! The file, little-endian: magic `IBT1`; scale of the weights (f32); transition weights (f32, 37 rows of
//! 36); number of rows (u32); [`BUCKETS`] / 64 blocks of 16 bytes: which of 64 buckets have a row (u64), rows before
//! the block (u32), weights before the block (u32); the length of each row (u8); all weights, each a state (u8)
//! and a value (i8).

use super::lattice::{Row, Transitions};
use super::state::STATES;

/// Number of buckets into which features are hashed.
pub(crate) const BUCKETS: usize = 1 << 20;

pub(crate) const MAGIC: &[u8] = b"IBT1";
const BLOCK: usize = 16;

/// The weights of the sequence model.
pub(crate) struct Model<'a> {
    scale: f32,
    /// Weights of transitions.
    pub(crate) transitions: Box<Transitions>,
    blocks: &'a [u8],
    lengths: &'a [u8],
    weights: &'a [u8],
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
        let (blocks, rest) = rest.split_at_checked(BUCKETS / 64 * BLOCK)?;
        let (lengths, weights) = rest.split_at_checked(rows)?;
        Some(Self { scale, transitions, blocks, lengths, weights })
    }

    /// The score of each state where the features in `buckets` are seen.
    pub(crate) fn score(&self, buckets: &[u32]) -> Row {
        let mut sums = [0i32; STATES];
        for &bucket in buckets {
            for pair in self.row(bucket).unwrap_or_default().chunks_exact(2) {
                if let &[state, weight] = pair
                    && let Some(sum) = sums.get_mut(usize::from(state))
                {
                    *sum += i32::from(weight.cast_signed());
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a sum of a hundred small numbers")]
        sums.map(|sum| sum as f32 * self.scale)
    }

    /// The weights of `bucket`, pairs of state and value.
    fn row(&self, bucket: u32) -> Option<&'a [u8]> {
        let bucket = usize::try_from(bucket).ok()?;
        let block = self.blocks.get(bucket / 64 * BLOCK..)?.first_chunk::<BLOCK>()?;
        let [bits, rows @ ..] = block.as_chunks::<8>().0 else { return None };
        let bits = u64::from_le_bytes(*bits);
        let bit = 1u64 << (bucket % 64);
        if bits & bit == 0 {
            return None;
        }
        let &[[a, b, c, d, e, f, g, h]] = rows else { return None };
        let first = usize::try_from(u32::from_le_bytes([a, b, c, d])).ok()?;
        let start = usize::try_from(u32::from_le_bytes([e, f, g, h])).ok()?;
        let row = first + usize::try_from((bits & (bit - 1)).count_ones()).ok()?;
        let skip: usize = self.lengths.get(first..row)?.iter().map(|&l| usize::from(l)).sum();
        let len = usize::from(*self.lengths.get(row)?);
        self.weights.get((start + skip) * 2..(start + skip + len) * 2)
    }
}

/// The next four bytes of `rest`.
fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8; 4]> {
    let (bytes, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(bytes)
}

/// Writes a model of `weights` (a row for each bucket, values of small size left out) and `transitions`.
#[cfg(feature = "training")]
pub(crate) fn write(weights: &[Row], transitions: &Transitions, least: f32) -> Vec<u8> {
    let greatest = weights.iter().flatten().fold(0.0f32, |m, w| m.max(w.abs()));
    let scale = greatest.min(6.0) / 127.0;
    let mut bytes = MAGIC.to_vec();
    bytes.extend(scale.to_le_bytes());
    bytes.extend(transitions.iter().flatten().flat_map(|w| w.to_le_bytes()));
    let (mut blocks, mut lengths, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
    for block in weights.chunks(64) {
        let (rows, start) = (lengths.len(), pairs.len());
        let mut bits = 0u64;
        for (bit, row) in block.iter().enumerate() {
            let kept = (0u8..).zip(row).filter(|(_, w)| w.abs() >= least);
            let before = pairs.len();
            #[expect(clippy::cast_possible_truncation, reason = "rounded and clamped to i8")]
            pairs.extend(
                kept.map(|(state, w)| {
                    [state, ((w / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()]
                }),
            );
            if pairs.len() > before {
                bits |= 1 << bit;
                lengths.push(u8::try_from(pairs.len() - before).unwrap_or(u8::MAX));
            }
        }
        blocks.extend(bits.to_le_bytes());
        blocks.extend(u32::try_from(rows).unwrap_or_default().to_le_bytes());
        blocks.extend(u32::try_from(start).unwrap_or_default().to_le_bytes());
    }
    bytes.extend(u32::try_from(lengths.len()).unwrap_or_default().to_le_bytes());
    bytes.extend(blocks);
    bytes.extend(lengths);
    bytes.extend(pairs.as_flattened());
    bytes
}

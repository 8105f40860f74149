//! Weights to the model file that [`super::image`] describes.

use super::convention::Shares;
use super::image::{BUCKETS, MAGIC};
use super::lattice::{Joints, Row, Transitions};
use super::rerank::training::Trained;

/// Writes a model of `weights` (a row for each bucket) and `transitions` in at most `room` bytes; the smallest weights
/// are left out. `conventions` are the weights that tell conventions apart, how many these are, and which are those of articles;
/// `reranker` is what chooses among labellings.
pub(super) fn model(
    weights: &[Row],
    transitions: &Joints<Transitions>,
    conventions: (&[Shares], usize, [usize; 2]),
    reranker: &Trained,
    room: usize,
) -> Vec<u8> {
    let greatest = weights.iter().flatten().fold(0.0f32, |m, w| m.max(w.abs()));
    let scale = greatest.min(6.0) / (127.0 * 127.0);
    let mut head = scale.to_le_bytes().to_vec();
    head.extend(transitions.iter().flatten().flatten().flat_map(|w| w.to_le_bytes()));
    head.extend(table(conventions));
    head.extend(whole(reranker));
    let mut bytes = MAGIC.to_vec();
    bytes.extend(u32::try_from(head.len()).unwrap_or_default().to_le_bytes());
    bytes.extend(head);
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

/// The part of the file that tells conventions apart.
fn table((weights, count, homes): (&[Shares], usize, [usize; 2])) -> Vec<u8> {
    let greatest = weights.iter().flatten().fold(f32::MIN_POSITIVE, |m, w| m.max(w.abs()));
    let mut bytes = u32::try_from(count).unwrap_or_default().to_le_bytes().to_vec();
    bytes.extend(homes.into_iter().flat_map(|home| u16::try_from(home).unwrap_or_default().to_le_bytes()));
    bytes.extend((greatest / 127.0).to_le_bytes());
    let values = weights.iter().flat_map(|row| row.iter().take(count));
    bytes.extend(values.map(|weight| byte(127.0 * weight / greatest).cast_unsigned()));
    bytes
}

/// The part of the file that is the reranker.
fn whole(Trained { cells, numbers, counts }: &Trained) -> Vec<u8> {
    let unit = cells.iter().fold(f32::MIN_POSITIVE, |m, w| m.max(w.abs())) / 127.0;
    let mut bytes: Vec<u8> = numbers.iter().flat_map(|number| (number / unit).to_le_bytes()).collect();
    bytes.extend(cells.iter().map(|weight| byte(weight / unit).cast_unsigned()));
    bytes.extend(counts);
    bytes
}

#[expect(clippy::cast_possible_truncation, reason = "rounded and clamped to i8")]
fn byte(value: f32) -> i8 {
    value.round().clamp(-127.0, 127.0) as i8
}

/// The root of `value`, with its sign.
fn root(value: f32) -> i8 {
    byte(value.signum() * value.abs().sqrt())
}

/// The least size of weights for which rows and weights take at most `room` bytes.
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

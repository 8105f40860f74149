//! The weights, read where they lie in the program: in the image that [`super::image`] describes.
//!
//! Its head, little-endian: scale of the weights (f32); transition weights (f32, 37 rows of 36 for each class of what stands
//! between words); number of conventions (u32), which of them is that of articles (u32), scale of the weights that tell them
//! apart (f32), those weights (i8, [`CELLS`](super::convention::CELLS) rows); how much a score counts in reranking (f32), the
//! weights of the reranker (i8, [`CELLS`](super::rerank::CELLS)).

use super::convention::{self, Conventions};
use super::image::{BUCKETS, KIND_SHIFT, Kind, WEIGHT_BITS, WIDTH, split_head, square};
use super::joint::JOINTS;
use super::lattice::{Joints, Row, Transitions};
use super::rerank::Reranker;
use super::state::STATES;

/// Room for the sums of all states, so that every state (six bits) has a place. They are whole numbers below 2^24, which
/// f32 adds without loss.
pub(crate) type Sums = [f32; 64];

/// The weights of the sequence model.
pub(crate) struct Model<'a> {
    scale: f32,
    /// Weights of transitions.
    pub(crate) transitions: Box<Joints<Transitions>>,
    /// Tells conventions apart.
    pub(super) conventions: Conventions<'a>,
    /// Chooses where the sequence model is in doubt.
    pub(super) reranker: Reranker<'a>,
    /// What is in each bucket.
    buckets: &'a [[u8; 4]],
    /// Rows of state and root of the value.
    fours: &'a [[[u8; 2]; 4]],
    eights: &'a [[[u8; 2]; 8]],
    /// Rows with the value of each state.
    all: &'a [[[u8; 4]; WIDTH]],
}

impl<'a> Model<'a> {
    /// Reads the image of a model; `None` if `image` is not one.
    pub(crate) fn read(image: &'a [u8]) -> Option<Self> {
        let (mut head, rest) = split_head(image)?;
        let scale = f32::from_le_bytes(*take(&mut head)?);
        let mut transitions = Box::new([[[0.0; STATES]; STATES + 1]; JOINTS]);
        for weight in transitions.iter_mut().flatten().flatten() {
            *weight = f32::from_le_bytes(*take(&mut head)?);
        }
        let count = usize::try_from(u32::from_le_bytes(*take(&mut head)?)).ok()?;
        let home = usize::try_from(u32::from_le_bytes(*take(&mut head)?)).ok()?;
        let table_scale = f32::from_le_bytes(*take(&mut head)?);
        let (table, mut head) = head.split_at_checked(convention::CELLS.checked_mul(count)?)?;
        let conventions = Conventions::new(count, home, table_scale, table)?;
        let reranker = Reranker::new(f32::from_le_bytes(*take(&mut head)?), head)?;
        let (buckets, mut rest) = rest.split_at_checked(4 * BUCKETS)?;
        let mut rows = || usize::try_from(u32::from_le_bytes(*take(&mut rest)?)).ok();
        let (fours, eights, all) = (rows()?, rows()?, rows()?);
        let (fours, rest) = rest.split_at_checked(fours.checked_mul(8)?)?;
        let (eights, rest) = rest.split_at_checked(eights.checked_mul(16)?)?;
        let all = rest.split_at_checked(all.checked_mul(4 * WIDTH)?)?.0;
        Some(Self {
            scale,
            transitions,
            conventions,
            reranker,
            buckets: buckets.as_chunks().0,
            fours: fours.as_chunks().0.as_chunks().0,
            eights: eights.as_chunks().0.as_chunks().0,
            all: all.as_chunks().0.as_chunks().0,
        })
    }

    /// Adds to `sums` the weights of each state where the features in `buckets` are seen. `found` is room to work in.
    pub(crate) fn add(&self, buckets: &[u32], found: &mut Found, sums: &mut Sums) {
        found.look_up(self.buckets, buckets);
        for content in found.of(Kind::Two) {
            for weight in [content, content >> WEIGHT_BITS] {
                let [root, ..] = (weight >> 6).to_le_bytes();
                sums[(weight % 64) as usize] += square(root);
            }
        }
        add_rows(self.fours, found.of(Kind::Four), sums);
        add_rows(self.eights, found.of(Kind::Eight), sums);
        let mut long = [0.0; WIDTH];
        for row in found.of(Kind::All).filter_map(|number| self.all.get(number as usize)) {
            long.iter_mut().zip(row).for_each(|(sum, &value)| *sum += f32::from_le_bytes(value));
        }
        sums.iter_mut().zip(long).for_each(|(sum, value)| *sum += value);
    }

    /// `sums` as scores.
    pub(crate) fn scores(&self, sums: &Sums) -> Row {
        let mut scores = [0.0; STATES];
        for (score, &sum) in scores.iter_mut().zip(sums) {
            *score = sum * self.scale;
        }
        scores
    }
}

/// Adds to `sums` the weights of those of `rows` that have `numbers`. The first byte of each is touched before, so that the
/// processor waits for many rows at a time.
fn add_rows<const N: usize>(
    rows: &[[[u8; 2]; N]],
    numbers: impl Iterator<Item = u32> + Clone,
    sums: &mut Sums,
) {
    let rows = numbers.filter_map(|number| rows.get(number as usize));
    std::hint::black_box(rows.clone().flat_map(|row| row.first()).fold(0, |all, [state, _]| all ^ state));
    for row in rows {
        for &[state, root] in row {
            sums[usize::from(state % 64)] += square(root);
        }
    }
}

/// What was found in buckets, by kind.
#[derive(Default)]
pub(crate) struct Found {
    all: Vec<u32>,
    /// Nothing, and then by [`Kind`].
    kinds: [Vec<u32>; 5],
}

impl Found {
    /// Looks up what `table` has in `buckets`.
    ///
    /// Buckets lie far apart in memory. First they are only read, so that the processor waits for many at a time, then
    /// sorted without a branch, so that it need not guess of which kind the next one is.
    fn look_up(&mut self, table: &[[u8; 4]], buckets: &[u32]) {
        self.all.clear();
        self.all.extend(
            buckets.iter().map(|&bucket| table.get(bucket as usize).copied().map_or(0, u32::from_le_bytes)),
        );
        self.kinds.iter_mut().for_each(Vec::clear);
        for &content in &self.all {
            if let Some(kind) = self.kinds.get_mut((content >> KIND_SHIFT) as usize) {
                kind.push(content);
            }
        }
    }

    /// What the buckets of a `kind` hold.
    fn of(&self, kind: Kind) -> impl Iterator<Item = u32> + Clone {
        self.kinds.get(kind as usize).into_iter().flatten().map(|content| content & ((1 << KIND_SHIFT) - 1))
    }
}

/// The next four bytes of `rest`.
fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8; 4]> {
    let (bytes, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::image::MAGIC;
    use super::super::spread;
    use super::*;

    #[test]
    fn rows_short_and_long_are_added() {
        let rows: [(usize, Vec<[u8; 2]>); 6] = [
            (3, vec![[7, 2], [9, 0xff]]),
            (5, vec![[1, 4], [2, 4], [3, 4]]),
            (6, (0..6).map(|state| [state, 2]).collect()),
            (9, (0..36).map(|state| [state, 3]).collect()),
            (10, vec![[7, 1]]),
            (BUCKETS - 1, vec![[9, 0xfe]]),
        ];
        let (mut bits, mut lengths, mut pairs) = (vec![0u8; BUCKETS / 8], Vec::new(), Vec::new());
        for (bucket, row) in &rows {
            bits[bucket / 8] |= 1 << (bucket % 8);
            lengths.push(row.len() as u8);
            pairs.extend_from_slice(row);
        }
        let mut head = 0.5f32.to_le_bytes().to_vec();
        head.extend([0; 4 * STATES * (STATES + 1) * JOINTS]);
        head.extend([0; 12]);
        head.extend([0; 4 + crate::bibliography::tagger::rerank::CELLS]);
        let mut file = MAGIC.to_vec();
        file.extend((head.len() as u32).to_le_bytes());
        file.extend(head);
        file.extend((rows.len() as u32).to_le_bytes());
        file.extend(bits.iter().chain(&lengths).chain(pairs.as_flattened()));

        let image = spread::image(&file).unwrap();
        let model = Model::read(&image).unwrap();
        let (mut sums, mut found) = ([0.0; 64], Found::default());
        model.add(&[3, 4, 5, 6, 9, 10, BUCKETS as u32 - 1, u32::MAX], &mut found, &mut sums);
        let scores = model.scores(&sums);
        assert_eq!([2, 5, 7, 9, 35].map(|state: usize| scores[state]), [14.5, 6.5, 7.0, 2.0, 4.5]);
        assert!(Model::read(&image[..image.len() / 2]).is_none() && spread::image(&image).is_none());
    }
}

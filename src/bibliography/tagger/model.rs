//! The weights, read where they lie in the program: in the image that [`super::image`] describes.
//!
//! Its head, little-endian: scale of the weights (f32); transition weights (f32, 37 rows of 36 for each class of what stands
//! between words); number of conventions (u32), which of them is that of articles (u32), scale of the weights that tell them
//! apart (f32), those weights (i8, [`CELLS`](super::convention::CELLS) rows); the reranker as
//! [`Reranker::read`] reads it.

use super::convention::{self, Conventions};
use super::image::{LINE, WEIGHT_BITS, split_head};
use super::index::{self, Index};
use super::joint::JOINTS;
use super::lattice::{Joints, Row, Transitions};
use super::rerank::Reranker;
use super::state::STATES;

/// Values of a row that are added: those of all states and some of 0, as many as fill whole registers of processors.
const LANES: usize = 48;

/// How many buckets are looked up at a time.
const MOST: usize = 128;

/// A row: the root of the value of each state.
type Roots = [u8; LINE];

/// The weights of the sequence model.
pub(crate) struct Model<'a> {
    scale: f32,
    /// Weights of transitions.
    pub(crate) transitions: Box<Joints<Transitions>>,
    /// Tells conventions apart.
    pub(super) conventions: Conventions<'a>,
    /// Chooses where the sequence model is in doubt.
    pub(super) reranker: Reranker<'a>,
    /// Which buckets have a row, and the rows.
    with_row: Index<'a>,
    rows: &'a [Roots],
    /// Which buckets have a weight or two only, and these.
    with_few: Index<'a>,
    few: &'a [[u8; 4]],
}

/// What is in some buckets, groups of them in turn.
#[derive(Default)]
pub(crate) struct Found {
    /// The numbers of rows.
    rows: Vec<u32>,
    /// The numbers of others, then their weights.
    few: Vec<u32>,
    /// Where each group ends among these.
    ends: Vec<[usize; 2]>,
}

impl Found {
    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.few.clear();
        self.ends.clear();
    }

    /// The rows and the others of the group with this `number`.
    fn group(&self, number: usize) -> [&[u32]; 2] {
        let end = |number: usize| self.ends.get(number).copied().unwrap_or_default();
        let ([rows, few], [rows_end, few_end]) = (number.checked_sub(1).map_or([0; 2], end), end(number));
        [self.rows.get(rows..rows_end), self.few.get(few..few_end)].map(Option::unwrap_or_default)
    }
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
        let [a, b, c, d] = *take(&mut head)?;
        let homes = [[a, b], [c, d]].map(|home| usize::from(u16::from_le_bytes(home)));
        let table_scale = f32::from_le_bytes(*take(&mut head)?);
        let (table, head) = head.split_at_checked(convention::CELLS.checked_mul(count)?)?;
        let conventions = Conventions::new(count, homes, table_scale, table)?;
        let reranker = Reranker::read(head)?;
        let at = (image.len() - rest.len()).next_multiple_of(LINE);
        let (with_row, rest) = image.get(at..)?.split_at_checked(index::BYTES)?;
        let (with_few, rest) = rest.split_at_checked(index::BYTES)?;
        let (mut counts, rest) = rest.split_at_checked(LINE)?;
        let mut count = || usize::try_from(u32::from_le_bytes(*take(&mut counts)?)).ok();
        let (rows, rest) = rest.split_at_checked(count()?.checked_mul(LINE)?)?;
        let few = rest.split_at_checked(count()?.checked_mul(4)?)?.0;
        Some(Self {
            scale,
            transitions,
            conventions,
            reranker,
            with_row: Index::new(with_row)?,
            rows: rows.as_chunks().0,
            with_few: Index::new(with_few)?,
            few: few.as_chunks().0,
        })
    }

    /// Finds a group of `buckets` more.
    ///
    /// Buckets lie far apart in memory, and so do rows. Before anything is done with them all that a string needs are only
    /// read, here and by [`fetch`](Self::fetch), so that the processor waits for many at a time.
    #[inline(always)]
    pub(crate) fn look_up(&self, buckets: &[u32], found: &mut Found) {
        let (mut rows, mut others, mut few) = ([0; MOST], [0; MOST], [0; MOST]);
        for buckets in buckets.chunks(MOST) {
            let mut with_row = 0;
            for (at, &bucket) in buckets.iter().enumerate() {
                let (number, there) = self.with_row.find(bucket);
                rows[with_row % MOST] = number;
                others[(at - with_row) % MOST] = bucket;
                with_row += there;
            }
            let mut with_few = 0;
            for &bucket in others.get(..buckets.len() - with_row).unwrap_or_default() {
                let (number, there) = self.with_few.find(bucket);
                few[with_few % MOST] = number;
                with_few += there;
            }
            found.rows.extend_from_slice(rows.get(..with_row).unwrap_or_default());
            found.few.extend_from_slice(few.get(..with_few).unwrap_or_default());
        }
        found.ends.push([found.rows.len(), found.few.len()]);
    }

    /// Reads the beginnings of the rows that were `found`, and the weights of the others.
    #[inline(always)]
    pub(crate) fn fetch(&self, found: &mut Found) {
        let first = |&row: &u32| self.rows.get(row as usize).map_or(0, |roots| roots[0]);
        std::hint::black_box(found.rows.iter().fold(0, |read, row| read ^ first(row)));
        for few in &mut found.few {
            *few = self.few.get(*few as usize).copied().map_or(0, u32::from_le_bytes);
        }
    }

    /// The sums of the weights of each state in the group `number` of what was `found`.
    #[inline(always)]
    pub(crate) fn sums(&self, found: &Found, number: usize) -> Row {
        let [rows, few] = found.group(number);
        let mut sums = [0; LANES];
        let roots = |row: u32| self.rows.get(row as usize).and_then(|row| row.first_chunk());
        let none = &[0; LANES];
        let (pairs, rest) = rows.as_chunks();
        for &[a, b] in pairs {
            add(roots(a).unwrap_or(none), roots(b).unwrap_or(none), &mut sums);
        }
        rest.iter().for_each(|&row| add(roots(row).unwrap_or(none), none, &mut sums));
        let mut few_sums = [0; 64];
        for &bits in few {
            for weight in [bits, bits >> WEIGHT_BITS] {
                let [root, ..] = (weight >> 6).to_le_bytes();
                few_sums[weight as usize % 64] += i32::from(square(root));
            }
        }
        let mut row = [0.0; STATES];
        #[expect(clippy::cast_precision_loss, reason = "they are far below 2^24")]
        row.iter_mut().zip(sums.iter().zip(few_sums)).for_each(|(row, (sum, few))| *row = (sum + few) as f32);
        row
    }

    /// `sums` as scores.
    #[inline(always)]
    pub(crate) fn scores(&self, sums: &Row) -> Row {
        let mut scores = *sums;
        scores.iter_mut().for_each(|score| *score *= self.scale);
        scores
    }
}

/// Adds to `sums` the values of two rows; both together are an i16 yet.
#[inline(always)]
fn add(a: &[u8; LANES], b: &[u8; LANES], sums: &mut [i32; LANES]) {
    // In two loops, so that the first multiplies as many numbers at a time as there are of 16 bits.
    let mut both = [0; LANES];
    both.iter_mut()
        .zip(a.iter().zip(b))
        .for_each(|(both, (&a, &b))| *both = square(a).wrapping_add(square(b)));
    sums.iter_mut().zip(both).for_each(|(sum, both)| *sum += i32::from(both));
}

/// The value whose root is kept as `root`: a whole number.
#[inline(always)]
fn square(root: u8) -> i16 {
    let root = i16::from(root.cast_signed());
    root.wrapping_mul(root.wrapping_abs())
}

/// The next four bytes of `rest`.
fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8; 4]> {
    let (bytes, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::image::{BUCKETS, MAGIC};
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
        head.extend(vec![0; crate::bibliography::tagger::rerank::BYTES]);
        let mut file = MAGIC.to_vec();
        file.extend((head.len() as u32).to_le_bytes());
        file.extend(head);
        file.extend((rows.len() as u32).to_le_bytes());
        file.extend(bits.iter().chain(&lengths).chain(pairs.as_flattened()));

        let image = spread::image(&file).unwrap();
        let model = Model::read(&image).unwrap();
        let mut found = Found::default();
        model.look_up(&[], &mut found);
        model.look_up(&[3, 4, 5, 6, 7, 9, 10, BUCKETS as u32 - 1], &mut found);
        model.fetch(&mut found);
        let sums = model.sums(&found, 1);
        let scores = model.scores(&sums);
        assert_eq!([2, 5, 7, 9, 35].map(|state: usize| scores[state]), [14.5, 6.5, 7.0, 2.0, 4.5]);
        assert!(Model::read(&image[..image.len() / 2]).is_none() && spread::image(&image).is_none());
    }
}

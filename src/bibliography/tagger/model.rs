//! The weights, read where they lie in the program: in the image that [`super::image`] describes.
//!
//! Its head, little-endian: scale of the weights (f32); transition weights (f32, 37 rows of 36 for each class of what stands
//! between words); number of conventions (u32), which of them is that of articles (u32), scale of the weights that tell them
//! apart (f32), those weights (i8, [`CELLS`](super::convention::CELLS) rows); the reranker as
//! [`Reranker::read`] reads it.

use super::convention::{self, Conventions};
use super::image::{BUCKETS, KIND_SHIFT, Kind, LANES, WEIGHT_BITS, split_head, square};
use super::joint::JOINTS;
use super::lattice::{Joints, Row, Transitions};
use super::rerank::Reranker;
use super::state::STATES;

/// Room for the sums of all states, so that every state (six bits) has a place. They are whole numbers far below 2^24, which
/// f32 has without loss.
type Sums = [i32; 64];

/// Of how many buckets the contents are sorted at a time.
const MOST: usize = 64;

/// The bits of what is in a bucket that are the number of a unit.
const NUMBER: u32 = (1 << KIND_SHIFT) - 1;

/// Room for nothing and every [`Kind`].
const KINDS: usize = 8;

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
    /// What rows are made of.
    units: &'a [[u8; 8]],
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
        let (buckets, mut rest) = rest.split_at_checked(4 * BUCKETS)?;
        let units = usize::try_from(u32::from_le_bytes(*take(&mut rest)?)).ok()?;
        let units = rest.split_at_checked(units.checked_mul(8)?)?.0;
        Some(Self {
            scale,
            transitions,
            conventions,
            reranker,
            buckets: buckets.as_chunks().0,
            units: units.as_chunks().0,
        })
    }

    /// Puts what is in `buckets` behind `contents`.
    ///
    /// Buckets lie far apart in memory, and so do rows. Before anything is done with them all that a string needs are only
    /// read, here and by [`touch`](Self::touch), so that the processor waits for many at a time.
    pub(crate) fn look_up(&self, buckets: &[u32], contents: &mut Vec<u32>) {
        let content =
            |&bucket: &u32| self.buckets.get(bucket as usize).copied().map_or(0, u32::from_le_bytes);
        contents.extend(buckets.iter().map(content));
    }

    /// Reads the first unit and the last of the rows that `contents` tell of.
    pub(crate) fn touch(&self, contents: &[u32]) {
        let unit = |number: usize| self.units.get(number).map_or(0, |unit| unit[0]);
        let read = contents.iter().fold(0, |read, &content| {
            let first =
                if content >> KIND_SHIFT > Kind::Two as u32 { (content & NUMBER) as usize } else { 0 };
            read ^ unit(first) ^ unit(first + LANES / 4 - 1)
        });
        std::hint::black_box(read);
    }

    /// The sums of the weights of each state that `contents` tell of. `kinds` is room to work in.
    pub(crate) fn sums(&self, contents: &[u32], kinds: &mut Kinds) -> Row {
        let (mut sums, mut long): (Sums, _) = ([0; 64], [0; LANES]);
        for contents in contents.chunks(MOST) {
            kinds.sort(contents);
            for &content in kinds.of(Kind::Two) {
                add(&[weight(content), weight(content >> WEIGHT_BITS)], &mut sums);
            }
            self.rows::<1>(kinds.of(Kind::Four)).for_each(|row| add(pairs(row), &mut sums));
            self.rows::<2>(kinds.of(Kind::Eight)).for_each(|row| add(pairs(row), &mut sums));
            let mut rows = self.rows(kinds.of(Kind::All));
            while let Some(row) = rows.next() {
                add_long(row, rows.next().unwrap_or(&[[0; 8]; LANES / 4]), &mut long);
            }
        }
        let mut row = [0.0; STATES];
        #[expect(clippy::cast_precision_loss, reason = "they are far below 2^24")]
        row.iter_mut().zip(sums.iter().zip(long)).for_each(|(row, (sum, long))| *row = (sum + long) as f32);
        row
    }

    /// The rows of `N` units that `contents` tell of.
    fn rows<const N: usize>(&self, contents: &[u32]) -> impl Iterator<Item = &[[u8; 8]; N]> {
        contents.iter().filter_map(|&content| self.units.get((content & NUMBER) as usize..)?.first_chunk())
    }

    /// `sums` as scores.
    pub(crate) fn scores(&self, sums: &Row) -> Row {
        let mut scores = *sums;
        scores.iter_mut().for_each(|score| *score *= self.scale);
        scores
    }
}

/// A row with a value for each state.
type Long = [[u8; 8]; LANES / 4];

/// The weights or values of a row.
fn pairs(row: &[[u8; 8]]) -> &[[u8; 2]] {
    row.as_flattened().as_chunks().0
}

/// Adds to `sums` the values of two long rows; both together are an i16 yet.
fn add_long(a: &Long, b: &Long, sums: &mut [i32; LANES]) {
    for (sum, (a, b)) in sums.iter_mut().zip(pairs(a).iter().zip(pairs(b))) {
        *sum += i32::from(i16::from_le_bytes(*a).wrapping_add(i16::from_le_bytes(*b)));
    }
}

/// Adds to `sums` the weights of a `row`: states and the roots of values.
fn add(row: &[[u8; 2]], sums: &mut Sums) {
    for &[state, root] in row {
        sums[usize::from(state % 64)] += i32::from(square(root));
    }
}

/// The weight in the lowest bits of `content`: a state and the root of a value.
fn weight(content: u32) -> [u8; 2] {
    let [root, ..] = (content >> 6).to_le_bytes();
    [(content % 64) as u8, root]
}

/// What was found in some buckets, by [`Kind`]; nothing is a kind too.
pub(crate) struct Kinds {
    contents: [[u32; MOST]; KINDS],
    /// How many there are of each.
    counts: [usize; KINDS],
}

impl Default for Kinds {
    fn default() -> Self {
        Self { contents: [[0; MOST]; KINDS], counts: [0; KINDS] }
    }
}

impl Kinds {
    /// Sorts `contents`, which are at most [`MOST`], without a branch, so that the processor need not guess of which kind the
    /// next one is.
    fn sort(&mut self, contents: &[u32]) {
        self.counts = [0; KINDS];
        for &content in contents {
            let kind = (content >> KIND_SHIFT) as usize % KINDS;
            let count = &mut self.counts[kind];
            self.contents[kind][*count % MOST] = content;
            *count += 1;
        }
    }

    /// What there is of `kind`.
    fn of(&self, kind: Kind) -> &[u32] {
        let kind = kind as usize;
        self.contents[kind].get(..self.counts[kind]).unwrap_or_default()
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
        head.extend(vec![0; crate::bibliography::tagger::rerank::BYTES]);
        let mut file = MAGIC.to_vec();
        file.extend((head.len() as u32).to_le_bytes());
        file.extend(head);
        file.extend((rows.len() as u32).to_le_bytes());
        file.extend(bits.iter().chain(&lengths).chain(pairs.as_flattened()));

        let image = spread::image(&file).unwrap();
        let model = Model::read(&image).unwrap();
        let mut contents = Vec::new();
        model.look_up(&[3, 4, 5, 6, 9, 10, BUCKETS as u32 - 1, u32::MAX], &mut contents);
        model.touch(&contents);
        let sums = model.sums(&contents, &mut Kinds::default());
        let scores = model.scores(&sums);
        assert_eq!([2, 5, 7, 9, 35].map(|state: usize| scores[state]), [14.5, 6.5, 7.0, 2.0, 4.5]);
        assert!(Model::read(&image[..image.len() / 2]).is_none() && spread::image(&image).is_none());
    }
}

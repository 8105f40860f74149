//! The weights, read where they lie in the program.
//!
//! The file, little-endian: magic `IBT3`; scale of the weights (f32); transition weights (f32, 37 rows of 36 for each class
//! of what stands between words); number of conventions (u32), which of them is that of articles (u32), scale of the weights that tell them apart (f32), those
//! weights (i8, [`CELLS`] rows); number of rows (u32); which of the [`BUCKETS`] have a row (a bit each); the length of each
//! row (u8); all weights, each a state (u8) and the root of its value (i8), so that small values are finer than great ones.

use super::convention::{CELLS, Conventions};
use super::joint::JOINTS;
use super::lattice::{Joints, Row, Transitions};
use super::state::STATES;

/// Number of buckets into which features are hashed.
pub(crate) const BUCKETS: usize = 1 << 21;

pub(crate) const MAGIC: &[u8] = b"IBT3";

/// Room for the sums of all states, so that every state (u8 below 64) has a place. They are whole numbers below 2^24, which
/// f32 adds without loss.
pub(crate) type Sums = [f32; 64];

/// Rows of at least so many weights are spread out when the model is read, so that they are added many states at a
/// time: they are few, but most of what is seen of words is in them.
const LONG: usize = 10;

/// Where the row of a bucket is. The lower six bits are the number of its weights, the others the place of the first;
/// or they are [`Place::SPREAD`], and the others the number of the row among those spread out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place(u32);

impl Place {
    const SPREAD: u32 = 63;
    /// Of a bucket without a row.
    const NOWHERE: Self = Self(0);

    fn new(at: usize, tail: u32) -> Self {
        Self(u32::try_from(at).unwrap_or_default() << 6 | tail)
    }

    const fn at(self) -> usize {
        (self.0 >> 6) as usize
    }

    const fn tail(self) -> u32 {
        self.0 % 64
    }
}

/// The weights of the sequence model.
pub(crate) struct Model<'a> {
    scale: f32,
    /// Weights of transitions.
    pub(crate) transitions: Box<Joints<Transitions>>,
    /// Tells conventions apart.
    pub(super) conventions: Conventions<'a>,
    /// For each bucket.
    places: Vec<Place>,
    /// Pairs of state and value.
    weights: &'a [[u8; 2]],
    /// The values of the rows that are spread out.
    spread: Vec<Row>,
}

impl<'a> Model<'a> {
    /// Reads a model; `None` if `bytes` are not one.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let scale = f32::from_le_bytes(*take(&mut rest)?);
        let mut transitions = Box::new([[[0.0; STATES]; STATES + 1]; JOINTS]);
        for weight in transitions.iter_mut().flatten().flatten() {
            *weight = f32::from_le_bytes(*take(&mut rest)?);
        }
        let conventions = usize::try_from(u32::from_le_bytes(*take(&mut rest)?)).ok()?;
        let home = usize::try_from(u32::from_le_bytes(*take(&mut rest)?)).ok()?;
        let table_scale = f32::from_le_bytes(*take(&mut rest)?);
        let (table, mut rest) = rest.split_at_checked(CELLS.checked_mul(conventions)?)?;
        let conventions = Conventions::new(conventions, home, table_scale, table)?;
        let rows = usize::try_from(u32::from_le_bytes(*take(&mut rest)?)).ok()?;
        let (bits, rest) = rest.split_at_checked(BUCKETS / 8)?;
        let (lengths, weights) = rest.split_at_checked(rows)?;
        let mut model = Self {
            scale,
            transitions,
            conventions,
            places: vec![Place::NOWHERE; BUCKETS],
            weights: weights.as_chunks().0,
            spread: Vec::new(),
        };
        model.place(bits, lengths);
        Some(model)
    }

    /// Finds the places of the rows that have `lengths` in turn, a bucket for each of `bits`.
    fn place(&mut self, bits: &[u8], lengths: &[u8]) {
        let (mut lengths, mut start) = (lengths.iter(), 0);
        for (places, &bits) in self.places.as_chunks_mut::<8>().0.iter_mut().zip(bits) {
            let mut bits = bits;
            while bits != 0 {
                let bucket = bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let Some(&length) = lengths.next() else { return };
                let end = start + usize::from(length);
                places[bucket % 8] = if usize::from(length) < LONG {
                    Place::new(start, u32::from(length))
                } else {
                    let weights = self.weights.get(start..end).unwrap_or_default();
                    self.spread.push(spread(weights));
                    Place::new(self.spread.len() - 1, Place::SPREAD)
                };
                start = end;
            }
        }
    }

    /// Adds to `sums` the weights of each state where the features in `buckets` are seen. `places` is room to work in.
    ///
    /// Rows lie far apart in memory. They are found, and their first bytes touched, without a branch in between, so that
    /// the processor waits for many at a time; and a bucket's place takes one look, for which a table of 8 MB is worth its
    /// room.
    pub(crate) fn add(&self, buckets: &[u32], places: &mut Vec<Place>, sums: &mut Sums) {
        places.clear();
        places.extend(
            buckets.iter().map(|&bucket| self.places.get(bucket as usize).copied().unwrap_or(Place::NOWHERE)),
        );
        let first = |place: &Place| self.weights.get(place.at()).map_or(0, |[state, _]| *state);
        std::hint::black_box(places.iter().map(first).fold(0, |all, state| all ^ state));
        let mut long = [0.0; STATES];
        for place in places.iter() {
            if place.tail() == Place::SPREAD {
                if let Some(values) = self.spread.get(place.at()) {
                    long.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
                }
                continue;
            }
            let weights = self.weights.get(place.at()..place.at() + place.tail() as usize);
            for [state, weight] in weights.unwrap_or_default() {
                sums[usize::from(state % 64)] += square(*weight);
            }
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

/// The value of each state in a row that has `weights`.
fn spread(weights: &[[u8; 2]]) -> Row {
    let mut row = [0.0; STATES];
    for [state, weight] in weights {
        if let Some(value) = row.get_mut(usize::from(*state)) {
            *value += square(*weight);
        }
    }
    row
}

/// The value whose root is kept as `root`.
fn square(root: u8) -> f32 {
    let root = i16::from(root.cast_signed());
    f32::from(root * root.abs())
}

/// The next four bytes of `rest`.
fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8; 4]> {
    let (bytes, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_short_and_long_are_added() {
        let rows: [(usize, Vec<[u8; 2]>); 3] = [
            (3, vec![[7, 2], [9, 0xff]]),
            (9, (0..36).map(|state| [state, 3]).collect()),
            (BUCKETS - 1, vec![[9, 0xfe]]),
        ];
        let (mut bits, mut lengths, mut pairs) = (vec![0u8; BUCKETS / 8], Vec::new(), Vec::new());
        for (bucket, row) in &rows {
            bits[bucket / 8] |= 1 << (bucket % 8);
            lengths.push(row.len() as u8);
            pairs.extend_from_slice(row);
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend(0.5f32.to_le_bytes());
        bytes.extend([0; 4 * STATES * (STATES + 1) * JOINTS]);
        bytes.extend([0; 12]);
        bytes.extend((rows.len() as u32).to_le_bytes());
        bytes.extend(bits.iter().chain(&lengths).chain(pairs.as_flattened()));

        let model = Model::read(&bytes).unwrap();
        let mut sums = [0.0; 64];
        model.add(&[3, 4, 9, BUCKETS as u32 - 1, u32::MAX], &mut Vec::new(), &mut sums);
        let scores = model.scores(&sums);
        assert_eq!((scores[7], scores[9], scores[35]), (6.5, 2.0, 4.5));
    }
}

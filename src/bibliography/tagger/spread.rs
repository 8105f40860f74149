//! A model file spread out to its image; [`super::image`] describes both.

use super::image::{BUCKETS, KIND_SHIFT, Kind, LANES, MAGIC, WEIGHT_BITS, WIDTH, split_head, square};

/// The image of a model `file`; `None` if the file is not one.
pub(crate) fn image(file: &[u8]) -> Option<Vec<u8>> {
    let (head, rest) = split_head(file)?;
    let (rows, rest) = rest.split_first_chunk()?;
    let (bits, rest) = rest.split_at_checked(BUCKETS / 8)?;
    let (lengths, weights) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*rows)).ok()?)?;
    let (mut lengths, mut weights) = (lengths.iter(), weights.as_chunks().0);
    let mut image = file.get(..MAGIC.len() + 4 + head.len())?.to_vec();
    let mut spread = Spread::default();
    for bits in bits {
        for bit in 0..8 {
            let mut content = 0;
            if bits >> bit & 1 == 1 {
                let (row, rest) = weights.split_at_checked(usize::from(*lengths.next()?))?;
                weights = rest;
                content = spread.bucket(row)?;
            }
            image.extend(content.to_le_bytes());
        }
    }
    image.extend(u32::try_from(spread.units.len()).ok()?.to_le_bytes());
    image.extend(spread.units.as_flattened());
    Some(image)
}

/// Rows that are spread out.
#[derive(Default)]
struct Spread {
    units: Vec<[u8; 8]>,
}

impl Spread {
    /// What is in a bucket with the weights of `row`; `None` if a state is too great.
    fn bucket(&mut self, row: &[[u8; 2]]) -> Option<u32> {
        let mut values = [[0; 2]; LANES];
        for &[state, root] in row {
            *values.get_mut(..WIDTH)?.get_mut(usize::from(state))? = square(root).to_le_bytes();
        }
        let (kind, content) = match row.len() {
            ..=2 => {
                let weight = |&[state, root]: &[u8; 2]| u32::from(root) << 6 | u32::from(state);
                (Kind::Two, row.iter().rfold(0, |bits, pair| bits << WEIGHT_BITS | weight(pair)))
            }
            3..=4 => (Kind::Four, self.add(filled::<4>(row).as_flattened())?),
            5..=8 => (Kind::Eight, self.add(filled::<8>(row).as_flattened())?),
            _ => (Kind::All, self.add(values.as_flattened())?),
        };
        Some((kind as u32) << KIND_SHIFT | content)
    }

    /// The first unit of `row`, which is added.
    fn add(&mut self, row: &[u8]) -> Option<u32> {
        let first = u32::try_from(self.units.len()).ok()?;
        self.units.extend(row.as_chunks().0);
        Some(first)
    }
}

/// `row` with weights of 0 behind it, each of another state that there is not, so that no addition waits for the one before.
fn filled<const N: usize>(row: &[[u8; 2]]) -> [[u8; 2]; N] {
    let mut filled = std::array::from_fn(|at| [(WIDTH + at) as u8, 0]);
    filled.iter_mut().zip(row).for_each(|(to, from)| *to = *from);
    filled
}

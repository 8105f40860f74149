//! A model file spread out to its image; [`super::image`] describes both.

use super::image::{BUCKETS, KIND_SHIFT, Kind, MAGIC, WEIGHT_BITS, WIDTH, split_head, square};

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
    for rows in [spread.fours.len(), spread.eights.len(), spread.all.len()] {
        image.extend(u32::try_from(rows).ok()?.to_le_bytes());
    }
    image.extend(spread.fours.as_flattened().as_flattened());
    image.extend(spread.eights.as_flattened().as_flattened());
    image.extend(spread.all.as_flattened().as_flattened());
    Some(image)
}

/// Rows that are spread out: pairs of state and root, or a value for each state.
#[derive(Default)]
struct Spread {
    fours: Vec<[[u8; 2]; 4]>,
    eights: Vec<[[u8; 2]; 8]>,
    all: Vec<[[u8; 4]; WIDTH]>,
}

impl Spread {
    /// What is in a bucket with the weights of `row`; `None` if a state is too great.
    fn bucket(&mut self, row: &[[u8; 2]]) -> Option<u32> {
        let mut values = [[0; 4]; WIDTH];
        for &[state, root] in row {
            *values.get_mut(usize::from(state))? = square(root).to_le_bytes();
        }
        let (kind, content) = match row.len() {
            ..=2 => {
                let weight = |&[state, root]: &[u8; 2]| u32::from(root) << 6 | u32::from(state);
                (Kind::Two, row.iter().rfold(0, |bits, pair| bits << WEIGHT_BITS | weight(pair)))
            }
            3..=4 => (Kind::Four, add(&mut self.fours, filled(row))?),
            5..=8 => (Kind::Eight, add(&mut self.eights, filled(row))?),
            _ => (Kind::All, add(&mut self.all, values)?),
        };
        Some((kind as u32) << KIND_SHIFT | content)
    }
}

/// `row` with weights of 0 behind it.
fn filled<const N: usize>(row: &[[u8; 2]]) -> [[u8; 2]; N] {
    let mut filled = [[0; 2]; N];
    filled.iter_mut().zip(row).for_each(|(to, from)| *to = *from);
    filled
}

/// The number of `row` in `rows`, to which it is added.
fn add<T>(rows: &mut Vec<T>, row: T) -> Option<u32> {
    let number = u32::try_from(rows.len()).ok()?;
    rows.push(row);
    Some(number)
}

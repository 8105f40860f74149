//! A model file spread out to its image; [`super::image`] describes both.

use super::image::{BLOCK, BUCKETS, LINE, MAGIC, WEIGHT_BITS, WIDTH, split_head};

/// A bucket with more weights has a row.
const FEW: usize = 2;

/// The image of a model `file`; `None` if the file is not one.
pub(crate) fn image(file: &[u8]) -> Option<Vec<u8>> {
    let (head, rest) = split_head(file)?;
    let (rows, rest) = rest.split_first_chunk()?;
    let (bits, rest) = rest.split_at_checked(BUCKETS / 8)?;
    let (lengths, weights) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*rows)).ok()?)?;
    let (mut lengths, mut weights) = (lengths.iter(), weights.as_chunks().0);
    let (mut rows, mut few) = (Part::default(), Part::default());
    for bucket in 0..BUCKETS {
        if bits.get(bucket / 8)? >> (bucket % 8) & 1 == 1 {
            let (row, rest) = weights.split_at_checked(usize::from(*lengths.next()?))?;
            weights = rest;
            match row.len() > FEW {
                true => rows.add(bucket, filled(row)?),
                false => few.add(bucket, few_weights(row)),
            }
        }
    }
    let mut image = file.get(..MAGIC.len() + 4 + head.len())?.to_vec();
    fill_line(&mut image);
    image.extend(rows.index().chain(few.index()).flatten());
    for part in [rows.values.len(), few.values.len()] {
        image.extend(u32::try_from(part).ok()?.to_le_bytes());
    }
    fill_line(&mut image);
    image.extend(rows.values.as_flattened());
    image.extend(few.values.as_flattened());
    Some(image)
}

/// Buckets of one kind, and what is in them.
struct Part<const N: usize> {
    /// Which buckets of each block.
    blocks: Vec<u32>,
    /// What is in them; the first is in none.
    values: Vec<[u8; N]>,
}

impl<const N: usize> Default for Part<N> {
    fn default() -> Self {
        Self { blocks: vec![0; BUCKETS / BLOCK], values: vec![[0; N]] }
    }
}

impl<const N: usize> Part<N> {
    /// Adds `bucket`, which is behind all others, with what is in it.
    fn add(&mut self, bucket: usize, value: [u8; N]) {
        self.blocks.get_mut(bucket / BLOCK).into_iter().for_each(|block| *block |= 1 << (bucket % BLOCK));
        self.values.push(value);
    }

    /// Each block of the index.
    fn index(&self) -> impl Iterator<Item = [u8; 8]> {
        let mut before = 0;
        self.blocks.iter().map(move |block| {
            let entry = u64::from(before) << BLOCK | u64::from(*block);
            before += block.count_ones();
            entry.to_le_bytes()
        })
    }
}

/// The roots of all values of `row`; `None` if a state is too great.
fn filled(row: &[[u8; 2]]) -> Option<[u8; LINE]> {
    let mut roots = [0; LINE];
    for &[state, root] in row {
        *roots.get_mut(..WIDTH)?.get_mut(usize::from(state))? = root;
    }
    Some(roots)
}

/// The weights of `row`, which are few.
fn few_weights(row: &[[u8; 2]]) -> [u8; 4] {
    let weight = |&[state, root]: &[u8; 2]| u32::from(root) << 6 | u32::from(state);
    row.iter().rfold(0, |bits, pair| bits << WEIGHT_BITS | weight(pair)).to_le_bytes()
}

/// Fills `image` up to a whole line.
fn fill_line(image: &mut Vec<u8>) {
    image.resize(image.len().next_multiple_of(LINE), 0);
}

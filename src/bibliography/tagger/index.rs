//! Which buckets have something of a kind, read where it lies in the image.

use super::image::{BLOCK, BUCKETS};

/// How many bytes an index has.
pub(super) const BYTES: usize = 8 * BLOCKS;

const BLOCKS: usize = BUCKETS / BLOCK;

/// Buckets that have something, and how many there are as far as each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Index<'a> {
    blocks: &'a [[u8; 8]; BLOCKS],
}

impl<'a> Index<'a> {
    /// The index that is `bytes`; `None` if they are not as many as one has.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        Some(Self { blocks: bytes.as_chunks().0.try_into().ok()? })
    }

    /// How many of the buckets as far as `bucket`, itself included, have something, and whether it has itself, as 0 or 1: found without a
    /// branch, since the processor would guess wrong at every other one.
    #[inline(always)]
    pub(super) fn find(self, bucket: u32) -> (u32, usize) {
        let block = u64::from_le_bytes(self.blocks[bucket as usize / BLOCK % BLOCKS]);
        let (before, bits) = ((block >> BLOCK) as u32, block as u32);
        let so_far = bits << (!bucket % BLOCK as u32);
        (before + so_far.count_ones(), (so_far >> (BLOCK - 1)) as usize)
    }
}

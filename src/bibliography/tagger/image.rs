//! How the weights lie in the model file, and in the image of it that the program reads.
//!
//! The image is made when ibid is built ([`super::spread`]), so that nothing is left to do when it starts; the build
//! script compiles both files too.
//!
//! The model file, little-endian: magic `IBT7`; the length of the head (u32); the head, which [`super::model`] reads; number
//! of rows (u32); which of the [`BUCKETS`] have a row (a bit each); the length of each row (u8); all weights, each a state (u8)
//! and the root of its value (i8), so that small values are finer than great ones.
//!
//! The image: the same as far as the head, then zeros up to a multiple of [`LINE`] bytes; two indexes, of the buckets that have a
//! row and of those that have a weight or two only: for every [`BLOCK`] buckets which of them do (u32, a bit each) and how many
//! do before these (u32); how many rows and others follow (u32 each) and zeros up to a whole line; the rows, a line each: for each
//! state the root of the value (i8) and zeros; what is in the other buckets (u32), see [`WEIGHT_BITS`]; one of zeros before the first
//! of each. So no row needs a loop of unknown length, and the rows, which hold most of what is seen of words, are fetched at once
//! and added many states at a time.

/// Number of buckets into which features are hashed.
pub(crate) const BUCKETS: usize = 1 << 21;

/// States that a row may weigh, from 0.
pub(crate) const WIDTH: usize = 36;

/// Bytes that a processor fetches at a time; those of a row.
pub(crate) const LINE: usize = 64;

/// Buckets in a block of an index.
pub(crate) const BLOCK: usize = 32;

/// What a model file and its image begin with.
pub(crate) const MAGIC: &[u8] = b"IBT7";

/// How many bits a weight takes in a bucket that holds weights: the state six, the root of the value eight.
pub(crate) const WEIGHT_BITS: u32 = 14;

/// The head of a model file or of its image, and what follows it.
pub(crate) fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

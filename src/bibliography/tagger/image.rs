//! How the weights lie in the model file, and in the image of it that the program reads.
//!
//! The image is made when ibid is built ([`super::spread`]), so that nothing is left to do when it starts; the build
//! script compiles both files too.
//!
//! The model file, little-endian: magic `IBT7`; the length of the head (u32); the head, which [`super::model`] reads; number
//! of rows (u32); which of the [`BUCKETS`] have a row (a bit each); the length of each row (u8); all weights, each a state (u8)
//! and the root of its value (i8), so that small values are finer than great ones.
//!
//! The image: the same as far as the head; then what is in each bucket (u32); then how many units of eight bytes follow (u32); then
//! these, which are rows: those of three weights or four take one, those of five to eight two, each filled up with weights of 0,
//! and the greater ones ten, a value (i16) for each state and some of 0, see [`LANES`]. So no row needs a loop of unknown length;
//! the few great ones, which hold most of what is seen of words, are added many states at a time.

/// Number of buckets into which features are hashed.
pub(crate) const BUCKETS: usize = 1 << 21;

/// States that a row may weigh, from 0.
pub(crate) const WIDTH: usize = 36;

/// Values in a row with one for each state: as many as fill whole registers of processors.
pub(crate) const LANES: usize = 40;

/// What a model file and its image begin with.
pub(crate) const MAGIC: &[u8] = b"IBT7";

/// The bits of a bucket above these tell what is in it, see [`Kind`].
pub(crate) const KIND_SHIFT: u32 = 28;

/// How many bits a weight takes in a bucket that holds weights: the state six, the root of the value eight.
pub(crate) const WEIGHT_BITS: u32 = 14;

/// What is in a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One weight or two.
    Two = 1,
    /// The first unit of a row of four weights.
    Four,
    /// The first unit of a row of eight weights.
    Eight,
    /// The first unit of a row with a value for each state.
    All,
}

/// The head of a model file or of its image, and what follows it.
pub(crate) fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

/// The value whose root is kept as `root`: a whole number.
pub(crate) fn square(root: u8) -> i16 {
    let root = i16::from(root.cast_signed());
    root * root.abs()
}

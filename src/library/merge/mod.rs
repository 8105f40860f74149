//! A pair of files as it is and a reading of the article in; the pair as it should be out, a person's part untouched.
//!
//! The journey: [`Known`] is what the rest of the library holds; [`entries`] settles which reference is
//! which entry and merges their fields, each [three ways](three_way), and what was said of the work elsewhere
//! [follows](follow); [`claims`] recognises claims again;
//! [`head`] tells the article; [`volume`] puts the two files together.

mod claims;
mod entries;
mod follow;
mod head;
mod known;
mod three_way;
mod volume;

pub(super) use entries::{alias, entry_fields, other_names};
pub use known::Known;
pub(super) use volume::readable;
pub use volume::{Change, MergeError, Merged, Pair, Remark, merge};

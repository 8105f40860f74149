//! A pair of files as it is and a reading of the article in; the pair as it should be out, a person's part untouched.
//!
//! The journey: [`Known`] is what the rest of the library holds; [`origin`] settles which reference is
//! which entry, [`entries`] merges their fields, each [three ways](three_way), and what was said of the work elsewhere
//! [follows](follow); [`claims`] recognises claims again;
//! [`head`] tells the article; [`volume`] puts the two files together, the .toml from [`records`] in [`blocks`],
//! and says in its [`outcome`] what a person should know.

mod blocks;
mod claims;
mod entries;
mod follow;
mod head;
mod known;
mod origin;
mod outcome;
mod records;
mod three_way;
mod volume;

pub(super) use entries::entry_fields;
pub use known::Known;
pub use outcome::{Change, MergeError, Merged, Pair, Remark};
pub use volume::merge;
pub(super) use volume::readable;

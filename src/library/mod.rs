//! Entries and claims in; what a person keeps, edits and annotates out.
//!
//! The journey: `reading` says what one article says; [`bib`] and [`sheet`] read and edit the texts of a .bib
//! and the .toml beside it without loss; [`works`] tells which entries are of one work; [`merge()`] brings a
//! reading into the pair of files; [`mod@annotate`] adds what a person says; [`Library`] is all that a library
//! holds; [`keys()`] are those that a document can cite, [`given_references()`] the entries that it does; [`duplicates`] finds one work under several keys, [`clashes()`] several under one, [`unify`] makes it
//! one; [`Query`] asks it, by words with [`search`], and [`likely_keys()`] are those that were meant by one that it has not; [`Drafts`] tells two drafts of an article apart, and [`shared_author`]
//! whether a source is the
//! authors' own. All of it is text in, text out: files are the business of the
//! command.

mod alias;
pub mod annotate;
pub mod bib;
mod clash;
mod difference;
pub mod digest;
pub mod duplicates;
mod given;
mod glance;
mod inherit;
mod keys;
mod likely;
mod lines;
mod merge;
mod own;
mod particulars;
mod query;
mod reading;
pub mod search;
pub mod sheet;
mod store;
pub mod unify;
mod words;
pub mod works;

pub use clash::clashes;
pub use difference::{ClaimChange, Difference, Drafts, Fate, FieldChange, Letters, ReferenceChange};
pub use given::given_references;
pub use glance::{Glance, cited_keys, number_and_key};
pub use inherit::Heirs;
pub use keys::keys;
pub use likely::likely_keys;
pub(crate) use likely::nearest;
pub use lines::with_line_ends_of;
pub use merge::{Change, Known, MergeError, Merged, Pair, Remark, merge};
pub use own::shared_author;
pub use query::{Answer, Query, uncited};
pub use reading::{ReadClaim, ReadEntry, Reading};
pub use store::{Entry, Fault, Kept, Library, Source, Volume};

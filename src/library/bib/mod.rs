//! The text of a .bib file in; its blocks, their places, and edits that leave all else alone, out.
//!
//! The journey: `grammar` has the productions of one block; [`Document`] finds the blocks of a whole
//! file and goes on after faults; [`value`] says what a field's source means, its LaTeX read by [`unlatex`] and, by `crate::formula`, its mathematics; [`Edits`] changes
//! fields in place; `date` reads dates; [`mod@print`] lays out new entries;
//! [`canonical()`] lays out all, for those who ask.

mod canonical;
pub(crate) mod date;
mod document;
mod edit;
mod grammar;
pub mod print;
pub mod unlatex;
pub mod value;

pub use canonical::canonical;
pub(crate) use date::is_date;
pub use document::{Block, Document, Entry, Fault, Field, Preamble};
pub use edit::Edits;
pub use grammar::Piece;
pub use value::{strings_of, undefined_strings};

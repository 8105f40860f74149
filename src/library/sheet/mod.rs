//! The text of a .toml beside a .bib in; its blocks, what they say, and edits that leave all else alone, out.
//!
//! The journey: [`Sheet`] cuts the text at its headers, so that a change to one claim costs one
//! claim; [`record`] says what a block holds; [`edit`] changes it with all comments kept.

mod blocks;
pub mod edit;
pub mod record;

pub use blocks::{Block, Kind, Sheet};
pub use record::{Annotation, Head, Place, Verdict};

use thiserror::Error;

/// A .toml that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{line}: {message}")]
pub struct SheetError {
    /// The line of the file, 1-based.
    pub line: usize,
    /// What is wrong, in one line.
    pub message: String,
}

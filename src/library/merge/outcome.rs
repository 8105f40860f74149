//! What a merge works on, what it gives, and why it can fail.

use thiserror::Error;

use crate::library::sheet::SheetError;

/// The texts of `STEM.bib` and `STEM.toml`; empty where there is no such file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    /// The entries.
    pub bib: String,
    /// What BibLaTeX has no place for.
    pub toml: String,
}

/// What a merge made.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Merged {
    /// The files as they should be.
    pub pair: Pair,
    /// What a person should know.
    pub remarks: Vec<Remark>,
    /// The key of each entry of the reading, in its order.
    pub keys: Vec<String>,
    /// How many references are new, and how many the article no longer has.
    pub references: Change,
    /// How many claims are new, and how many the article no longer makes.
    pub claims: Change,
}

/// Numbers of what came and went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    /// Came in.
    pub new: usize,
    /// Went, and was marked.
    pub vanished: usize,
}

/// Something that a person should know of an entry or a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The key of the entry or the name of the claim.
    pub what: String,
    /// A sentence without a full stop.
    pub message: String,
}

/// Why a pair cannot be merged; nothing is to be written then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MergeError {
    /// The .bib is no BibLaTeX in these places: line and what was expected.
    #[error("the .bib cannot be read")]
    Bib(Vec<(usize, String)>),
    /// The .toml cannot be read in these places.
    #[error("the .toml cannot be read")]
    Toml(Vec<SheetError>),
}

impl From<SheetError> for MergeError {
    fn from(error: SheetError) -> Self {
        Self::Toml(vec![error])
    }
}

//! ibid reads an article, extracts its numbered references, normalises them into BibLaTeX
//! entries, and links every citation to the claim that it supports.
//!
//! The journey of the data, one room a step; a room imports only rooms above it:
//!
//! 1. [`article`]: bytes become text in reading order, every character traceable to its source.
//! 2. [`bibliography`]: the reference list becomes reference strings, fields and entries.
//! 3. [`citation`]: the same text gives markers, sentences, claims, and links to references.
//! 4. [`library`]: entries and claims become what a person keeps, edits and annotates.
//! 5. [`lint`]: links, entries and library give findings.
//! 6. [`output`]: all of these become bytes again.
//!
//! ```
//! let text = "Ties have grown [1].\n\nReferences\n1. Weitz, R., 2006. A New Great Game. Survival, 3: 155-167.\n";
//! let article = ibid::read("paper.txt", text.as_bytes())?;
//! let extraction = ibid::extract(&article);
//! assert_eq!(extraction.references.len(), 1);
//! assert_eq!(extraction.citations[0].numbers, [1]);
//! # Ok::<(), ibid::article::ReadError>(())
//! ```

pub mod article;
pub mod bibliography;
pub mod citation;
pub mod library;
pub mod lint;
pub mod output;
pub mod span;

mod extract;
mod fold;
mod formula;
mod raised;

pub use article::read;
pub use bibliography::parse;
pub use citation::Extraction;
pub use extract::extract;

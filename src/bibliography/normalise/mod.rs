//! Fields as printed in; values as BibLaTeX wants them out. One kind of field a file.
//!
//! Every function takes the words of one labelled stretch and never fails: what has no better form
//! comes out as it was printed, blanks and outer punctuation aside.
//!
//! The journey: [`text`] is what every field goes through; [`name`] reads lists of people, which `listing` has parted, [`person`] is one of them; [`date`]; [`pages`]; [`counter`] reads volumes,
//! issues and editions; [`identifier`] DOIs, eprints, ISBNs and ISSNs; [`url`]; [`kind_of_work`]
//! the printed kind of a thesis or report.

mod capitals;
pub mod counter;
pub mod date;
pub mod identifier;
pub mod kind_of_work;
mod listing;
pub mod name;
pub mod pages;
pub mod person;
mod shape;
pub mod text;
pub mod url;

//! Rows of a source in; lines in reading order out.
//!
//! The journey: [`row`] takes rows apart into words with estimated [`widths`]; rows with wide gaps
//! at one place are cut there ([`gutter`]); rows of columns merged without a trace are cut where the
//! halves go on best ([`merged`], of what their [`halves`] may be, with the model [`continuation`] over [`features`]); raised numbers on rows of
//! their own go back to their gap ([`raised`]); [`assemble`] puts the halves into lines, of which the [`captions`]
//! are marked.

mod assemble;
mod captions;
mod choose;
mod continuation;
mod displaced;
pub(crate) mod features;
mod furniture;
mod gutter;
mod halves;
mod merged;
mod raised;
mod row;
mod widths;

pub(super) use choose::lines;

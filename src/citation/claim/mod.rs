//! A sentence and its markers in; for each marker the words that it supports out.
//!
//! The journey: [`words`] cuts the sentence into words; [`cuts`] scores every place at which a
//! claim may begin or end by the kinds of its words ([`lexicon`]), under the weights of [`model`]; [`span`] picks the two places.

mod cuts;
mod lexicon;
mod model;
mod span;
mod words;

pub(crate) use span::claim_spans;
#[doc(hidden)]
pub use span::{ClaimCut, claim_spans_by, training_cuts};

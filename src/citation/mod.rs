//! The article's text in; markers, sentences, claims and links out.
//!
//! The journey: `running` leaves out bylines and tables; `marker` and `keyed` read one marker; `scan` finds all places
//! that could be one, of which `names` leaves out the numbers of names, `literal` what stands in code, [`open_markers()`] those that name no number;
//! `vote` decides the article's style and which of them cite, `count` which of them count upwards; `author_year` links
//! names and years, `labelled` labels, `notes` the marks of footnotes; `sentence` cuts sentences; `claim` finds the words that each marker supports and the sentences that
//! go on about its source; [`cite()`] puts them together, an [`Extraction`] with the references. [`usage`] says how a claim uses its source, [`strength`] how
//! well the claims are supported.

mod author_year;
mod cite;
mod claim;
mod count;
mod extraction;
mod keyed;
mod labelled;
mod literal;
mod marker;
mod names;
mod notes;
mod open;
mod running;
mod scan;
mod sentence;
pub mod strength;
mod types;
mod usage;
mod vote;

use crate::span::Span;

pub(crate) use author_year::{Unlisted, are_named, unlisted};
pub use cite::{Cited, cite};
#[doc(hidden)]
pub use claim::{Density, Sentence, training};
pub use extraction::Extraction;
pub use keyed::keys_aside;
pub use notes::write_notes;
pub use open::open_markers;
pub use types::{Citation, Passage, Style};
pub use usage::{Usage, Use, usage};

/// Places of all markers in brackets or raised digits. For tests and training.
#[doc(hidden)]
pub fn marker_places(text: &str) -> Vec<Span> {
    let sure = |c: &scan::Candidate| matches!(c.form, scan::Form::Bracket | scan::Form::Raised);
    scan::candidates(text).iter().filter(|c| sure(c)).map(|c| c.span).collect()
}

/// The sentences of `text` with markers in brackets. For training.
#[doc(hidden)]
pub fn sentence_places(text: &str) -> Vec<Span> {
    sentence::sentences(text, &marker_places(text))
}

//! The article's text in; markers, sentences, claims and links out.

mod cite;
mod types;

pub use cite::{Cited, cite};
pub use types::{Citation, Passage, Style};

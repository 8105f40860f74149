//! What in a reference string has a grammar of its own. In: text at a place; out: what stands there and
//! the rest. The productions are nom's.

mod identifier;

pub(super) use identifier::{arxiv, doi, url};

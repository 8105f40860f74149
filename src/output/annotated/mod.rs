//! An annotated bibliography: entries in a citation style, each followed by what people noted about it and by the
//! claims that rest on it.
//!
//! The journey: [`Style`] is found by name or read from CSL; `format` formats entries in it; `page` puts entries,
//! notes and claims together in a [`Markup`].

mod format;
mod markup;
mod page;
mod style;

pub use markup::Markup;
pub use page::annotated;
pub use style::{Style, StyleError};

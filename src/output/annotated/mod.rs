//! An annotated bibliography: entries in a citation style, each followed by what people noted about it and by the
//! claims that rest on it.
//!
//! The journey: [`Style`] is found by name or read from CSL; `kinds` gives entries types that styles print rightly, `format` formats them; `page` puts entries,
//! notes and claims together in a [`Markup`].

mod format;
mod kinds;
mod markup;
mod page;
mod style;

pub use markup::Markup;
pub use page::annotated;
pub use style::{Style, StyleError};

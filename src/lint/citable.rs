//! What an article can cite by key.

use std::collections::BTreeSet;

use crate::span::Span;

/// What an article can cite by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citable {
    /// The keys of its bibliography; `None` where it names none, or not all that it names is at hand.
    pub keys: Option<BTreeSet<String>>,
    /// Where the article names bibliography files that are not at hand: the bytes of each name.
    pub absent: Vec<Span>,
    /// Where it names bibliography files that cannot be read, and why they cannot.
    pub unreadable: Vec<(Span, String)>,
    /// The names of parts of the document that the article belongs to: what refers to one of them cites nothing.
    pub labels: BTreeSet<String>,
    /// Why no key is known though nothing is wrong in the article itself: nobody names a bibliography, or the settings of
    /// the project name one that cannot be read.
    pub lacking: Option<String>,
}

impl Citable {
    /// Nothing but these `keys`.
    ///
    /// ```
    /// use ibid::lint::Citable;
    /// assert!(Citable::of(["weber2001"]).keys.is_some_and(|keys| keys.contains("weber2001")));
    /// ```
    pub fn of(keys: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { keys: Some(keys.into_iter().map(Into::into).collect()), ..Self::default() }
    }
}

//! The letters of a text: what stays the same when markers and lines move.

use memchr::memmem;

/// The letters of a text in lower case, all else left out: what stays the same when markers and lines move.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letters(String);

/// Fewer letters than these are found by chance.
const TELLING: usize = 16;

impl Letters {
    /// The letters of `text`.
    pub fn of(text: &str) -> Self {
        Self(text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect())
    }

    /// Whether `other` stands here, and is long enough not to do so by chance.
    pub(super) fn hold(&self, other: &Self) -> bool {
        other.0.len() >= TELLING && memmem::find(self.0.as_bytes(), other.0.as_bytes()).is_some()
    }
}

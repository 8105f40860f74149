//! The reference list and its items.

use std::ops::Range;

use crate::article::Text;

/// The reference list of an article, cut into items.
#[derive(Debug, Clone)]
pub struct ReferenceList {
    /// The lines of the article from its first one, the heading included, to its last.
    pub lines: Range<usize>,
    /// The lines among them that it takes, in ascending order: all, unless its columns were read out of order and
    /// text stands between them.
    pub parts: Vec<Range<usize>>,
    /// The items in the order of the list.
    pub items: Vec<Item>,
    /// Whether the items carry printed numbers; otherwise they are numbered by position.
    pub numbered: bool,
    /// Where the items are footnotes: which of [`Article::notes`](crate::article::Article::notes) sends to which numbers,
    /// ascending. Empty for a list.
    pub notes: Vec<(usize, Vec<u32>)>,
}

impl ReferenceList {
    /// Whether its items are footnotes.
    pub fn is_of_notes(&self) -> bool {
        !self.notes.is_empty()
    }
}

/// One item of the reference list.
#[derive(Debug, Clone)]
pub struct Item {
    /// The printed number, or the position (1-based) in a list without numbers.
    pub number: u32,
    /// The label as printed, without brackets and points: `3`. Empty in a list without labels, and where
    /// several references share a number, for all but the first.
    pub label: String,
    /// The reference string: label cut off, lines joined, hyphenation undone.
    pub text: Text,
    /// The lines of the article that it was made from.
    pub lines: Range<usize>,
    /// Whether the text ends before the item does (the list breaks off).
    pub cut_off: bool,
}

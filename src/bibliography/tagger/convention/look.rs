//! What a reference string looks like: its words, and sequences of what its pieces are like, hashed into cells.

use super::super::hash::{all, chars};

/// Number of cells.
pub(in super::super) const CELLS: usize = 1 << 14;

/// Pieces of one string that are looked at.
const LIMIT: usize = 1000;

/// How many pieces at the beginning count by their place.
const HEAD: u64 = 8;

/// Puts into `cells`, in place of those that were there, what is seen of `raw`.
pub(in super::super) fn look(raw: &str, cells: &mut Vec<u32>) {
    cells.clear();
    let mut add = |kind: u64, hash: u64| {
        cells.push(u32::try_from(all([kind, hash]) >> 32).unwrap_or_default() % CELLS as u32);
    };
    let mut last = [0u64; 4];
    let mut rest = raw;
    for at in (0..).take(LIMIT) {
        let Some(Piece { class, word, len }) = piece(rest) else { break };
        if let Some(word) = word {
            add(1, word);
        }
        let [a, b, c, d] = last;
        add(2, all([d, class]));
        add(3, all([c, d, class]));
        add(4, all([a, b, c, d, class]));
        if at < HEAD {
            add(10 + at, class);
        }
        last = [b, c, d, class];
        rest = rest.get(len..).unwrap_or_default();
    }
    add(5, all(last));
}

/// A run of letters, a run of digits, or another character.
struct Piece {
    /// What it is like: case and length, length, which character.
    class: u64,
    /// The hash of the letters in lower case.
    word: Option<u64>,
    /// Its bytes.
    len: usize,
}

/// The piece that `rest` begins with.
fn piece(rest: &str) -> Option<Piece> {
    let first = rest.chars().next()?;
    if first.is_alphabetic() {
        let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let word = rest.get(..len)?;
        let small = u64::from(word.contains(char::is_lowercase));
        let letters = word.chars().take(4).count() as u64;
        let class = 1 + u64::from(first.is_uppercase()) + 2 * small + 4 * letters;
        let hash = match word.is_ascii() {
            true => chars(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase()))),
            false => chars(word.chars().flat_map(char::to_lowercase)),
        };
        Some(Piece { class, word: Some(hash), len })
    } else if first.is_ascii_digit() {
        let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        Some(Piece { class: 30 + len.min(5) as u64, word: None, len })
    } else {
        Some(Piece { class: 40 + u64::from(u32::from(first)), word: None, len: first.len_utf8() })
    }
}

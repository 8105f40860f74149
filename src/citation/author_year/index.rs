//! References by the names and years that cite them.

use std::collections::HashMap;

use super::grammar::{Piece, Year, pieces};
use crate::bibliography::Reference;

/// References by family name and year.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    entries: HashMap<(String, u32), Vec<Entry>>,
}

#[derive(Debug, Clone)]
struct Entry {
    number: u32,
    /// The letter after the year, if it is printed.
    letter: Option<char>,
    /// All words of the names before the year, lower case.
    names: Vec<String>,
}

/// The names of a reference stand in so many characters at its beginning.
const HEAD: usize = 400;

impl Index {
    /// The index over the reference strings of `references`: the words before the first year are names.
    pub(crate) fn new(references: &[Reference]) -> Self {
        let mut entries: HashMap<(String, u32), Vec<Entry>> = HashMap::new();
        for reference in references {
            let Some(number) = reference.number else { continue };
            let (names, years) = names_and_years(&reference.raw);
            let Some(family) = names.first().cloned() else { continue };
            for year in years.iter().take(2) {
                let entry = Entry { number, letter: year.letter, names: names.clone() };
                entries.entry((family.clone(), year.value)).or_default().push(entry);
            }
        }
        Self { entries }
    }

    /// The number of the reference of `names` (as cited, the first author first, lower case) and `year`.
    pub(super) fn find(&self, names: &[String], year: &Year) -> Option<u32> {
        let candidates = names.iter().find_map(|name| self.entries.get(&(name.clone(), year.value)))?;
        let best = candidates.iter().max_by_key(|entry| {
            let letter = usize::from(entry.letter == year.letter) * 10;
            let shared = names.iter().filter(|n| entry.names.contains(n)).count();
            (letter + shared, std::cmp::Reverse(entry.number))
        })?;
        Some(best.number)
    }
}

/// The names in front of the first year of a reference string, in lower case, and all its years.
fn names_and_years(raw: &str) -> (Vec<String>, Vec<Year>) {
    let head = raw.char_indices().nth(HEAD).map_or(raw.len(), |(at, _)| at);
    let (mut names, mut years) = (Vec::new(), Vec::new());
    for (at, piece) in pieces(raw) {
        match piece {
            Piece::Name(name) if years.is_empty() && at < head => names.push(name.to_lowercase()),
            Piece::Year(year) => years.push(year),
            Piece::Name(_) | Piece::Semicolon => {}
        }
    }
    (names, years)
}

//! Works that share a key.

use std::collections::HashMap;

use super::Entry;
use super::words::Words;
use super::works::{Identity, Relation};
use crate::bibliography::fit::UNTITLED;

/// Below this share of common words, two titles are of two works.
const ALIKE: f32 = 0.5;

/// The pairs among `entries` that have one key and are two works: the first entry of the key, and the other.
///
/// Copies of an entry, one of them corrected, are no such pair.
///
/// ```
/// use ibid::library::{Library, Source, clashes};
/// let a = "@article{k, author = {A, B}, title = {On rivers}, date = 2001}";
/// let b = "@article{k, author = {C, D}, title = {All about tolls}, date = 2011}";
/// let source = |name, bib| Source { name, bib, toml: "" };
/// let library = Library::load([source("a", a), source("b", b), source("c", a)]);
/// let found: Vec<_> = clashes(&library.entries).map(|(one, other)| (one.volume, other.volume)).collect();
/// assert_eq!(found, [(0, 1)]);
/// ```
pub fn clashes<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
) -> impl Iterator<Item = (&'a Entry, &'a Entry)> {
    let mut first: HashMap<&str, &Entry> = HashMap::new();
    entries.into_iter().filter_map(move |entry| {
        let known = *first.entry(&entry.key).or_insert(entry);
        (!std::ptr::eq(known, entry) && are_two(known, entry)).then_some((known, entry))
    })
}

/// Whether two entries are of two works, whatever their keys: title and more differ, by more than a correction.
fn are_two(one: &Entry, other: &Entry) -> bool {
    let (a, b) = (Identity::of_entry(one), Identity::of_entry(other));
    let title = |entry: &Entry| entry.value("title").filter(|title| title != UNTITLED);
    let (Some(one), Some(other)) = (title(one), title(other)) else { return false };
    if a.relation(&b) != Relation::Other {
        return false;
    }
    let (author, year) = (a.author != b.author, a.year != b.year);
    match Words::of(&one).likeness(&Words::of(&other)) < ALIKE {
        true => author || year || a.particulars.balance(&b.particulars).is_against(),
        false => author && year,
    }
}

#[cfg(test)]
mod tests {
    use super::are_two;
    use crate::library::{Library, Source};

    #[test]
    fn a_correction_makes_no_other_work() {
        let own =
            "author = {Roe, Ann}, title = {On the tolls of rivers}, journaltitle = {Tides}, date = 2001";
        for (other, want) in [
            (own, false),
            ("author = {Roe, A.}, title = {On tolls of rivers}, date = 2002", false),
            ("author = {Rowe, A.}, title = {On the tolls of rivers}, date = 2001", false),
            ("author = {Roe, A.}, title = {Ontollsof rivres}, journaltitle = {Tides}, date = 2001", false),
            ("author = {Roe, A.}, title = {[untitled]}, date = 2003", false),
            ("date = 2003", false),
            ("author = {Roe, Paul}, title = {Deep sea}, journaltitle = {Tides}, date = 2001", true),
            ("author = {Roe, Ann}, title = {Deep sea}, date = 2004", true),
            ("author = {Doe, Ben}, title = {On the tolls of rivers}, date = 2004", true),
        ] {
            let bib = format!("@article{{k, {own}}}\n@article{{k, {other}}}\n");
            let library = Library::load([Source { name: "p", bib: &bib, toml: "" }]);
            assert_eq!(are_two(&library.entries[0], &library.entries[1]), want, "{other}");
        }
    }
}

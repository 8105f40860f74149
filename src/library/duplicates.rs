//! Entries of one work under several keys, found with the evidence.

use std::collections::HashSet;

use super::alias::other_names;
use super::works::{Identity, Relation, Works};
use super::{Entry, Library};

/// Two entries of one work, or of two that are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duplicate<'a> {
    /// The entry whose key stays: a person's own before one that ibid made, else the first.
    pub keep: &'a Entry,
    /// The other entry.
    pub other: &'a Entry,
    /// One work, with the evidence, or related.
    pub relation: Relation,
}

impl Duplicate<'_> {
    /// What a merge loses: the fields in which the entries differ, each with the value that stays and the one that
    /// goes, as people read them.
    pub fn lost(&self) -> Vec<(&str, String, String)> {
        let lost = self.other.fields.keys().filter(|name| *name != "ids").filter_map(|name| {
            let other_name = || other_names(name).find_map(|other| self.keep.value(other));
            let stays = self.keep.value(name).or_else(other_name)?;
            let goes = self.other.value(name)?;
            (stays != goes).then_some((name.as_str(), stays, goes))
        });
        lost.collect()
    }
}

/// The pairs of entries of `library` that have different keys and are the same work or related.
pub fn duplicates(library: &Library) -> Vec<Duplicate<'_>> {
    let mut works = Works::default();
    let mut found: Vec<Duplicate<'_>> = Vec::new();
    for other in &library.entries {
        let identity = Identity::of(|name| other.fields.get(name).map(String::as_str));
        for (at, relation) in works.relations(&identity) {
            let Some(keep) = library.entries.get(at).filter(|keep| !is_known(keep, other)) else { continue };
            let told = |d: &Duplicate<'_>| {
                d.keep.key == keep.key && d.other.key == other.key && d.other.volume == other.volume
            };
            if !found.iter().rev().take(8).any(told) {
                found.push(Duplicate { keep, other, relation });
            }
        }
        works.add(identity);
    }
    // A key is a person's own if any pair has it without a record of extraction, so that all pairs agree about it.
    let made: HashSet<(usize, &str)> =
        library.references.iter().map(|r| (r.volume, r.record.key.as_str())).collect();
    let own: HashSet<&str> = library
        .entries
        .iter()
        .map(|e| (e.volume, e.key.as_str()))
        .filter(|entry| !made.contains(entry))
        .map(|(_, key)| key)
        .collect();
    let own = |entry: &Entry| own.contains(entry.key.as_str());
    for pair in found.iter_mut().filter(|pair| own(pair.other) && !own(pair.keep)) {
        std::mem::swap(&mut pair.keep, &mut pair.other);
    }
    found
}

/// Whether two entries are known to be one: one key, or one among the `ids` of the other.
fn is_known(a: &Entry, b: &Entry) -> bool {
    let among = |a: &Entry, b: &Entry| {
        a.fields.get("ids").is_some_and(|ids| ids.split(',').any(|id| id.trim() == b.key))
    };
    a.key == b.key || among(a, b) || among(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Source;

    #[test]
    fn what_differs_is_told() {
        let bib = "@book{a, title = {T}, author = {A}, year = 2001}\n@book{b, title = {T}, author = {A}, date = {2001-05}, note = {n}}\n";
        let library = Library::load([Source { name: "p", bib, toml: "" }]);
        let found = duplicates(&library);
        assert_eq!(found[0].lost(), [("date", "2001".to_owned(), "2001-05".to_owned())]);
    }

    #[test]
    fn a_persons_key_stays_in_whichever_pair_it_is() {
        let entry = |key: &str| format!("@book{{{key}, title = {{T}}, author = {{A}}, date = 2001}}\n");
        let record =
            |key: &str| format!("schema = 1\n\n[[reference]]\nkey = \"{key}\"\nraw = \"A. T. 2001\"\n");
        let (a, b, mine) = (entry("a"), entry("b"), entry("b"));
        let (of_a, of_b) = (record("a"), record("b"));
        let library = Library::load([
            Source { name: "1", bib: &a, toml: &of_a },
            Source { name: "2", bib: &b, toml: &of_b },
            Source { name: "3", bib: &mine, toml: "" },
        ]);
        let keys = duplicates(&library)
            .iter()
            .map(|d| (d.keep.key.clone(), d.other.key.clone()))
            .collect::<HashSet<_>>();
        assert_eq!(keys, HashSet::from([("b".to_owned(), "a".to_owned())]));
    }
}

//! Entries of one work under several keys, found with the evidence.

use std::collections::{HashMap, HashSet};

use super::alias::other_names;
use super::unify::united_kind;
use super::works::{Identity, Relation, Works};
use super::{Entry, Library};
use crate::bibliography::datamodel::canonical_type;

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
    /// In what the entries differ: `type` and fields, each with the value that stays and the one that goes where a merge
    /// makes one of them, as people read them.
    pub fn lost(&self) -> Vec<(&str, String, String)> {
        let stays = united_kind(&self.keep.kind, &self.other.kind);
        let goes = if stays == self.keep.kind { &self.other.kind } else { &self.keep.kind };
        let is_other = canonical_type(stays) != canonical_type(goes);
        let kind = is_other.then(|| ("type", stays.to_owned(), goes.clone()));
        let fields = self.other.fields.keys().filter(|name| *name != "ids").filter_map(|name| {
            let other_name = || other_names(name).find_map(|other| self.keep.value(other));
            let stays = self.keep.value(name).or_else(other_name)?;
            let goes = self.other.value(name)?;
            (stays != goes).then_some((name.as_str(), stays, goes))
        });
        kind.into_iter().chain(fields).collect()
    }
}

/// Works out of entries that are to be one, so that none gets entries of two works through a third that says less.
#[derive(Debug, Clone, Default)]
pub struct Groups<'a> {
    groups: Vec<Vec<Member<'a>>>,
    /// The number of the group of each key.
    by_key: HashMap<&'a str, usize>,
}

/// An entry of a group.
#[derive(Debug, Clone)]
struct Member<'a> {
    entry: &'a Entry,
    identity: Identity,
}

impl<'a> Groups<'a> {
    /// Whether the entries of `duplicate` are one already, each by itself or with others.
    pub fn are_one(&self, duplicate: &Duplicate<'a>) -> bool {
        let group = self.group(duplicate.keep.key.as_str());
        let has = |entry: &Entry| group.iter().any(|member| std::ptr::eq(member.entry, entry));
        has(duplicate.keep) && has(duplicate.other)
    }

    /// The two entries that would be one if those of `duplicate` were, and are different works; `None` if there are
    /// none.
    pub fn conflict(&self, duplicate: &Duplicate<'a>) -> Option<(&'a Entry, &'a Entry)> {
        let [keep, other] = [duplicate.keep, duplicate.other].map(Member::of);
        self.with(&keep).find_map(|keep| {
            let other = self.with(&other).find(|other| keep.identity.is_another(&other.identity))?;
            Some((keep.entry, other.entry))
        })
    }

    /// Makes the entries of `duplicate` one.
    pub fn join(&mut self, duplicate: &Duplicate<'a>) {
        let [keep, other] = [duplicate.keep, duplicate.other].map(|entry| self.place(entry));
        if keep == other {
            return;
        }
        let moved = self.groups.get_mut(other).map(std::mem::take).unwrap_or_default();
        self.by_key.extend(moved.iter().map(|member| (member.key(), keep)));
        if let Some(group) = self.groups.get_mut(keep) {
            group.extend(moved);
        }
    }

    /// `member` and the entries that are to be one with it.
    fn with<'s>(&'s self, member: &'s Member<'a>) -> impl Iterator<Item = &'s Member<'a>> {
        self.group(member.key()).iter().chain([member])
    }

    /// The entries that are to be one with the one that has `key`, and it; none if it is by itself.
    fn group(&self, key: &str) -> &[Member<'a>] {
        let group = self.by_key.get(key).and_then(|&number| self.groups.get(number));
        group.map_or(&[], Vec::as_slice)
    }

    /// The number of the group of `entry`, which is in it afterwards.
    fn place(&mut self, entry: &'a Entry) -> usize {
        let number = *self.by_key.entry(entry.key.as_str()).or_insert(self.groups.len());
        if number == self.groups.len() {
            self.groups.push(Vec::new());
        }
        if let Some(group) = self.groups.get_mut(number)
            && !group.iter().any(|member| std::ptr::eq(member.entry, entry))
        {
            group.push(Member::of(entry));
        }
        number
    }
}

impl<'a> Member<'a> {
    fn of(entry: &'a Entry) -> Self {
        Self { entry, identity: Identity::of_entry(entry) }
    }

    fn key(&self) -> &'a str {
        &self.entry.key
    }
}

/// The pairs of entries of `library` that have different keys and are the same work or related.
pub fn duplicates(library: &Library) -> Vec<Duplicate<'_>> {
    let mut works = Works::default();
    let mut found: Vec<Duplicate<'_>> = Vec::new();
    for other in &library.entries {
        let identity = Identity::of_entry(other);
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
    fn what_a_third_makes_one_stays_two() {
        let bib = "@book{a, title = {On T}, author = {A}, date = 2001, doi = {10.1/a}}\n\
                   @misc{b, title = {On T}, author = {A}, date = 2001}\n\
                   @book{c, title = {On T}, author = {A}, date = 2001, doi = {10.1/c}}\n";
        let library = Library::load([Source { name: "p", bib, toml: "" }]);
        let found = duplicates(&library);
        let same: Vec<_> = found.iter().filter(|d| matches!(d.relation, Relation::Same(_))).collect();
        let keys: Vec<_> = same.iter().map(|d| (d.keep.key.as_str(), d.other.key.as_str())).collect();
        assert_eq!(keys, [("a", "b"), ("b", "c")]);
        assert_eq!(same[1].lost(), [("type", "book".to_owned(), "misc".to_owned())]);
        let mut groups = Groups::default();
        assert_eq!(groups.conflict(same[0]), None);
        groups.join(same[0]);
        assert!(groups.are_one(same[0]) && !groups.are_one(same[1]));
        let (one, other) = groups.conflict(same[1]).unwrap();
        assert_eq!((one.key.as_str(), other.key.as_str()), ("a", "c"));
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

//! The entries of a .bib, and what becomes of their fields.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::follow::Followed;
use super::known::Own;
use super::outcome::Remark;
use super::three_way::three_way;
use crate::library::alias::alias;
use crate::library::bib::value::{Strings, plain, source};
use crate::library::bib::{Document, Edits, Entry, print};
use crate::library::digest::short;
use crate::library::inherit::{Plain, resolved};
use crate::library::reading::ReadEntry;
use crate::library::sheet::record::ReferenceRecord;
use crate::library::works::Identity;

/// The name under which the digest of the entry type is kept among those of the fields.
pub(super) const KIND: &str = "entrytype";

/// How many entries may share a value by which a renamed one is looked for.
const FEW: usize = 20;

/// The fields of `entry` by name in lower case, as LaTeX sources; old names as they stand.
pub(in crate::library) fn entry_fields(
    bib: &Document,
    entry: &Entry,
    strings: &Strings,
) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for field in &entry.fields {
        let name = bib.slice(field.name).to_lowercase();
        fields.entry(name).or_insert_with(|| source(bib, field, strings));
    }
    fields
}

/// The entries of one .bib while they are merged.
pub(super) struct Entries<'a> {
    bib: &'a Document,
    fields: Vec<(&'a Entry, BTreeMap<String, String>)>,
    /// The same with what they inherit, to tell works by.
    whole: Vec<Plain>,
    by_key: HashMap<&'a str, usize>,
    pub(super) edits: Edits,
    pub(super) remarks: Vec<Remark>,
}

impl<'a> Entries<'a> {
    pub(super) fn new(bib: &'a Document) -> Self {
        let strings = Strings::of(bib);
        let fields: Vec<_> = bib.entries().map(|e| (e, entry_fields(bib, e, &strings))).collect();
        let mut by_key = HashMap::new();
        for (at, (entry, _)) in fields.iter().enumerate() {
            by_key.entry(bib.slice(entry.key)).or_insert(at);
        }
        let whole = resolved(bib, &strings);
        Self { bib, fields, whole, by_key, edits: Edits::default(), remarks: Vec::new() }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// The number of the entry with the key `key`.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The key of the entry `at`.
    pub(super) fn key(&self, at: usize) -> &'a str {
        self.fields.get(at).map_or("", |(entry, _)| self.bib.slice(entry.key))
    }

    fn field(&self, at: usize, name: &str) -> Option<&str> {
        self.fields.get(at)?.1.get(name).map(String::as_str)
    }

    /// Follows keys that a person has changed in the .bib: an entry that no record names, with most of the fields
    /// that a record without entry was extracted with. Gives old key and new.
    pub(super) fn follow_renames(&self, records: &mut [ReferenceRecord]) -> HashMap<String, String> {
        let named: HashSet<String> = records.iter().map(|r| r.key.clone()).collect();
        let mut renamed = HashMap::new();
        if named.iter().all(|key| self.find(key).is_some()) {
            return renamed;
        }
        let mut free: BTreeSet<usize> =
            (0..self.fields.len()).filter(|&at| !named.contains(self.key(at))).collect();
        let by_digest = self.by_digest(&free);
        for record in records.iter_mut().filter(|r| self.find(&r.key).is_none()) {
            let digests = record.copied.values().chain(record.fields.values());
            let alike = digests.filter_map(|digest| by_digest.get(digest));
            // What more entries than a few have (a year, a journal) tells none of them.
            let mut alike = alike.filter(|found| found.len() <= FEW).flatten();
            let Some(&at) = alike.find(|at| free.contains(at) && self.was(**at, record)) else { continue };
            free.remove(&at);
            let new = self.key(at).to_owned();
            renamed.insert(std::mem::replace(&mut record.key, new.clone()), new);
        }
        renamed
    }

    /// The entries among `free` by the digest of each of their fields.
    fn by_digest(&self, free: &BTreeSet<usize>) -> HashMap<String, Vec<usize>> {
        let mut by_digest: HashMap<String, Vec<usize>> = HashMap::new();
        for &at in free {
            for value in self.fields.get(at).into_iter().flat_map(|(_, fields)| fields.values()) {
                by_digest.entry(short(value)).or_default().push(at);
            }
        }
        by_digest
    }

    /// Whether the entry `at` has more than half of the fields that `record` was made with, extracted or taken over.
    fn was(&self, at: usize, record: &ReferenceRecord) -> bool {
        let extracted = record.fields.iter().filter(|(name, _)| !record.copied.contains_key(*name));
        let (mut all, mut kept) = (0, 0);
        for (name, digest) in record.copied.iter().chain(extracted).filter(|(name, _)| *name != KIND) {
            all += 1;
            kept += usize::from(self.field(at, name).is_some_and(|value| short(value) == *digest));
        }
        kept * 2 > all
    }

    /// Whether the entry `at` shows a work, and which.
    pub(super) fn identity(&self, at: usize) -> Identity {
        Identity::of(|name| self.whole.get(at)?.1.get(name).map(String::as_str))
    }

    /// Merges `read` into the entry of `record`, with what a person has said of the work elsewhere; renews the
    /// digests in the record.
    pub(super) fn merge(&mut self, record: &mut ReferenceRecord, read: &ReadEntry, own: &Own) {
        let ReferenceRecord { key, fields: base, copied, .. } = record;
        let Some(at) = self.find(key) else { return };
        let Some((entry, now)) = self.fields.get(at) else { return };
        let (entry, mut bases, mut changes) = (*entry, BTreeMap::new(), Vec::new());
        let mut followed = Followed::new(copied);
        let names: HashSet<&String> =
            base.keys().chain(read.fields.keys()).chain(own.fields.keys()).collect();
        let mut names: Vec<&String> = names.into_iter().filter(|n| *n != KIND).collect();
        names.sort_by_key(|name| (print::rank(name), *name));
        for name in names {
            let known = base.get(name).map(String::as_str);
            let value = now.get(name).map(String::as_str);
            let new = read.fields.get(name).map(String::as_str);
            if value.is_none() && known.is_none() && alias(name, now) {
                continue;
            }
            let elsewhere = own.fields.get(name).map(String::as_str);
            let outcome = three_way(known, value, new);
            match followed.field(name, known, value, elsewhere) {
                Some(other) => changes.push((name.clone(), Some(other))),
                None => {
                    if outcome.conflict && new.map(|v| plain(name, v)) != value.map(|v| plain(name, v)) {
                        self.remarks.push(hidden(key, name, value, new));
                    }
                    if outcome.value.as_deref() != value {
                        changes.push((name.clone(), outcome.value));
                    }
                }
            }
            bases.extend(outcome.base.map(|base| (name.clone(), base)));
        }
        self.edits.set(self.bib, entry, &changes);
        let kind = self.bib.slice(entry.kind).to_lowercase();
        let known = base.get(KIND).map(String::as_str);
        let outcome = three_way(known, Some(&kind), Some(&read.kind));
        let other = followed.field(KIND, known, Some(&kind), own.kind.as_deref());
        if let Some(new) = other.or(outcome.value).filter(|new| *new != kind) {
            self.edits.retype(entry, &new);
        }
        bases.extend(outcome.base.map(|base| (KIND.to_owned(), base)));
        self.remarks.extend(followed.remark(key));
        (record.copied, record.fields) = (followed.copied, bases);
    }

    /// Adds `read` under the key of `record`, with what a person has said of the work elsewhere; keeps the digests
    /// in the record.
    pub(super) fn add(&mut self, record: &mut ReferenceRecord, read: &ReadEntry, own: &Own) {
        let Own { kind, fields: own } = own;
        let theirs = |name: &str| own.contains_key(name) || alias(name, own);
        let said = read.fields.iter().filter(|(name, _)| !theirs(name));
        let fields: BTreeMap<_, _> = said.chain(own).map(|(n, s)| (n.clone(), s.clone())).collect();
        let text = print::entry(
            kind.as_ref().unwrap_or(&read.kind),
            &record.key,
            &fields.into_iter().collect::<Vec<_>>(),
        );
        self.edits.append(text);
        let said = read.fields.iter().filter(|(name, value)| own.get(*name) != Some(value));
        let digests = said.filter(|(name, _)| !alias(name, own)).map(|(n, v)| (n.clone(), short(v)));
        record.fields = digests.chain([(KIND.to_owned(), short(&read.kind))]).collect();
        record.copied = own.iter().map(|(name, value)| (name.clone(), short(value))).collect();
        record.copied.extend(kind.iter().map(|kind| (KIND.to_owned(), short(kind))));
    }
}

impl ReadEntry {
    pub(super) fn identity(&self) -> Identity {
        Identity::of(|name| self.fields.get(name).map(String::as_str))
    }
}

/// The remark that a person's value hides what the article says.
fn hidden(key: &str, name: &str, value: Option<&str>, new: Option<&str>) -> Remark {
    let new = new.unwrap_or_default();
    let message = match value {
        Some(value) => format!("kept your {name} \"{value}\"; the article now says \"{new}\""),
        None => format!("you took {name} away; the article now says \"{new}\""),
    };
    Remark { what: key.to_owned(), message }
}

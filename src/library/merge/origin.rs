//! Which reference is which entry.

use std::collections::{HashMap, HashSet};

use super::entries::Entries;
use crate::library::reading::ReadEntry;
use crate::library::sheet::record::ReferenceRecord;
use crate::library::words::{Words, alike};
use crate::library::works::Works;

/// What a reference of the article was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// The record with this number.
    Record(usize),
    /// An entry of the .bib without record: its key.
    Entry(String),
    /// Nothing in this pair.
    New,
}

impl Entries<'_> {
    /// Which record is which of `read`; and of those left over, which entry without record is.
    pub(super) fn recognise(&self, records: &[ReferenceRecord], read: &[ReadEntry]) -> Vec<Origin> {
        let mut origins = vec![Origin::New; read.len()];
        let mut taken = vec![false; records.len()];
        by_words_as_printed(records, read, &mut origins, &mut taken);
        self.by_work(records, read, &mut origins, &mut taken);
        by_likeness(records, read, &mut origins, &mut taken);
        origins
    }

    fn by_work(
        &self,
        records: &[ReferenceRecord],
        read: &[ReadEntry],
        origins: &mut [Origin],
        taken: &mut [bool],
    ) {
        let record_of: HashMap<&str, usize> =
            records.iter().enumerate().map(|(r, rec)| (rec.key.as_str(), r)).collect();
        let mut works = Works::default();
        (0..self.len()).for_each(|at| works.add(self.identity(at)));
        let mut used = HashSet::new();
        for (origin, entry) in origins.iter_mut().zip(read).filter(|(origin, _)| **origin == Origin::New) {
            let Some(at) = works.find(&entry.identity()) else { continue };
            match record_of.get(self.key(at)) {
                Some(&r) => {
                    if let Some(taken) = taken.get_mut(r).filter(|taken| !**taken) {
                        (*taken, *origin) = (true, Origin::Record(r));
                    }
                }
                None if used.insert(at) => *origin = Origin::Entry(self.key(at).to_owned()),
                None => {}
            }
        }
    }
}

/// The same reference string, to the letter.
fn by_words_as_printed(
    records: &[ReferenceRecord],
    read: &[ReadEntry],
    origins: &mut [Origin],
    taken: &mut [bool],
) {
    let mut by_raw: HashMap<&str, Vec<usize>> = HashMap::new();
    for (r, record) in records.iter().enumerate().rev().filter(|(_, record)| !record.raw.is_empty()) {
        by_raw.entry(&record.raw).or_default().push(r);
    }
    for (origin, entry) in origins.iter_mut().zip(read) {
        let Some(r) = by_raw.get_mut(entry.raw.as_str()).and_then(Vec::pop) else { continue };
        *origin = Origin::Record(r);
        if let Some(taken) = taken.get_mut(r) {
            *taken = true;
        }
    }
}

/// Reference strings that share most of their words, of those left over: the same number first, then any.
fn by_likeness(records: &[ReferenceRecord], read: &[ReadEntry], origins: &mut [Origin], taken: &mut [bool]) {
    let left: Vec<(usize, Words)> = records
        .iter()
        .enumerate()
        .filter(|&(r, record)| !record.raw.is_empty() && taken.get(r) == Some(&false))
        .map(|(r, record)| (r, Words::of(&record.raw)))
        .collect();
    let new: Vec<(usize, Words)> = read
        .iter()
        .enumerate()
        .filter(|&(n, _)| origins.get(n) == Some(&Origin::New))
        .map(|(n, entry)| (n, Words::of(&entry.raw)))
        .collect();
    for (n, r) in alike(&new, &left, 0.7) {
        if let Some(origin) = origins.get_mut(n) {
            *origin = Origin::Record(r);
        }
    }
}

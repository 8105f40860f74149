//! Entries as BibLaTeX, as [`crate::library`] lays them out.

use crate::library::Entry;
use crate::library::bib::print;

/// `entry` as BibLaTeX, without a line end.
pub(super) fn entry(entry: &Entry) -> String {
    let fields: Vec<_> = entry.fields.iter().map(|(name, source)| (name.clone(), source.clone())).collect();
    print::entry(&entry.kind, &entry.key, &fields)
}

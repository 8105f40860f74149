//! Entries as BibLaTeX, as [`crate::library`] lays them out.

use biblatex::Entry;

use crate::bibliography;
use crate::library::bib::print;

/// `entry` as BibLaTeX, without a line end.
pub(super) fn entry(entry: &Entry) -> String {
    let kind = entry.entry_type.to_string().to_lowercase();
    let fields: Vec<(String, String)> =
        bibliography::sources(entry).map(|(name, source)| (name.to_owned(), source)).collect();
    print::entry(&kind, &entry.key, &fields)
}

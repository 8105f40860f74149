//! Entries as hayagriva YAML, the bibliography format of Typst.

use std::borrow::Cow;

use biblatex::{Chunk, ChunksExt, Entry, Spanned};

use crate::bibliography::normalise::kind_of_work::in_words;

/// `entry` as hayagriva YAML.
///
/// # Errors
///
/// A message if the entry has a value that hayagriva cannot read.
pub(super) fn entry(entry: &Entry) -> Result<String, String> {
    let library: hayagriva::Library = [converted(entry)?].into_iter().collect();
    hayagriva::io::to_yaml_str(&library).map_err(|error| error.to_string())
}

/// Fields that hayagriva reads as dates and as numbers: it takes no entry with one that it cannot read.
const STRICT: [&[&str]; 2] = [
    &["date", "year", "month", "day", "urldate", "origdate", "eventdate"],
    &["pages", "volume", "number", "edition", "pagetotal", "volumes"],
];

/// `entry` as hayagriva has it. Dates and numbers that it cannot read (`in press`) are left out.
pub(super) fn converted(entry: &Entry) -> Result<hayagriva::Entry, String> {
    let mut readable = readable(entry);
    let mut found = hayagriva::Entry::try_from(readable.as_ref());
    for fields in STRICT {
        if found.is_err() {
            let entry = readable.to_mut();
            for field in fields {
                entry.remove(field);
            }
            found = hayagriva::Entry::try_from(&*entry);
        }
    }
    found.map_err(|error| format!("{}: {error}", entry.key))
}

/// `entry` without what stands in for a missing date, and with its kind in words.
fn readable(entry: &Entry) -> Cow<'_, Entry> {
    let chunks = |text: &str| vec![Spanned::detached(Chunk::Normal(text.to_owned()))];
    let mut readable = Cow::Borrowed(entry);
    if entry.get("date").is_some_and(|date| *date == chunks(crate::bibliography::fit::NO_DATE)) {
        readable.to_mut().remove("date");
    }
    let kind = entry.get("type").map(ChunksExt::format_verbatim).unwrap_or_default();
    if in_words(&kind) != kind {
        readable.to_mut().set("type", chunks(in_words(&kind)));
    }
    readable
}

#[cfg(test)]
mod tests {
    #[test]
    fn kinds_of_works_are_words() {
        let bib = "@thesis{roe, author = {Roe, A.}, title = {Ports}, type = {phdthesis}, institution = {Uni}, date = {1999}}";
        let entries = biblatex::Bibliography::parse(bib).unwrap();
        let yaml = super::entry(entries.get("roe").unwrap()).unwrap();
        assert!(yaml.contains("genre: PhD thesis"), "{yaml}");
    }
}

//! Entries as hayagriva YAML, the bibliography format of Typst.

use std::borrow::Cow;

use biblatex::{Chunk, Entry, Spanned};

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

/// `entry` without what stands in for a missing date, and with a plain volume.
fn readable(entry: &Entry) -> Cow<'_, Entry> {
    let unknown = [Spanned::detached(Chunk::Normal(crate::bibliography::fit::NO_DATE.to_owned()))];
    match entry.get("date").is_some_and(|date| *date == unknown) {
        true => {
            let mut dated = entry.clone();
            dated.remove("date");
            Cow::Owned(dated)
        }
        false => Cow::Borrowed(entry),
    }
}

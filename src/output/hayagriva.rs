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

/// `entry` as hayagriva has it. Values of dates that hayagriva cannot read are left out.
pub(super) fn converted(entry: &Entry) -> Result<hayagriva::Entry, String> {
    let readable = readable(entry);
    hayagriva::Entry::try_from(readable.as_ref()).map_err(|error| format!("{}: {error}", entry.key))
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

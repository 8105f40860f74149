//! Entries as hayagriva's types make of them what the styles of CSL know.

use hayagriva::types::{EntryType, Publisher};

use crate::library::Entry;
use crate::output::hayagriva::converted;

/// `entry` for a citation style. The types that hayagriva has for BibLaTeX's are not always those that the styles print rightly: the title of
/// an anthology is also that of a volume, and stands there twice; an anthology by itself is archival; data are software.
///
/// # Errors
///
/// A message if the entry has a value that hayagriva cannot read.
pub(super) fn styled(entry: &Entry) -> Result<hayagriva::Entry, String> {
    let mut styled = entry.clone();
    match entry.kind.as_str() {
        "inbook" | "incollection" => return in_book(entry),
        // Styles print a paper of a conference as one of a journal, or without pages and publisher.
        "inproceedings" | "conference" if entry.fields.contains_key("booktitle") => return in_book(entry),
        "inreference" => "inbook".clone_into(&mut styled.kind),
        "collection" | "mvcollection" | "reference" | "mvreference" => "book".clone_into(&mut styled.kind),
        "dataset" => {
            "misc".clone_into(&mut styled.kind);
            styled.fields.entry("type".to_owned()).or_insert_with(|| "Data set".to_owned());
        }
        "article" | "misc" | "online" | "unpublished" if is_on_arxiv_alone(entry) => return preprint(entry),
        _ => {}
    }
    converted(&styled)
}

/// `entry` as a part of a book. What makes it one to the styles, an anthology, stands nameless beside the book, so that its title is not
/// that of a volume too, nor its chapter a number.
fn in_book(entry: &Entry) -> Result<hayagriva::Entry, String> {
    let mut part = converted(&Entry { kind: "incollection".to_owned(), ..entry.clone() })?;
    let chapter = converted(&Entry { kind: "inbook".to_owned(), ..entry.clone() })?;
    let anthology = hayagriva::Entry::new(&entry.key, EntryType::Anthology);
    part.set_parents(chapter.parents().iter().take(1).cloned().chain([anthology]).collect());
    Ok(part)
}

/// `entry` as an article that is in no journal, which is what CSL has for preprints.
fn preprint(entry: &Entry) -> Result<hayagriva::Entry, String> {
    let mut preprint = converted(&Entry { kind: "article".to_owned(), ..entry.clone() })?;
    preprint.set_parents(Vec::new());
    preprint.set_publisher(Publisher::new(Some("arXiv".to_owned().into()), None));
    Ok(preprint)
}

/// Whether arXiv is all that is known to have the work.
fn is_on_arxiv_alone(entry: &Entry) -> bool {
    let archive = entry.value("eprinttype").or_else(|| entry.value("archiveprefix"));
    let hosts = ["journaltitle", "journal", "booktitle", "publisher", "doi"];
    archive.is_some_and(|archive| archive.eq_ignore_ascii_case("arxiv"))
        && !hosts.iter().any(|name| entry.fields.contains_key(*name))
}

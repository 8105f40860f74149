//! References and claims as blocks of the .toml.

use std::collections::BTreeMap;

use toml_edit::Value;

use crate::library::digest;
use crate::library::reading::ReadClaim;
use crate::library::sheet::Annotation;
use crate::library::sheet::edit::{BlockEdit, inline, strings};
use crate::library::sheet::record::{ClaimRecord, ReferenceRecord};

/// The digest of the sources of `claim`, by which a change of them is told.
pub(super) fn cites_digest(claim: &ClaimRecord) -> String {
    digest::short(&claim.cites.join("\n"))
}

/// The record of a claim that is new in `read`.
pub(super) fn new_claim(id: String, read: &ReadClaim) -> ClaimRecord {
    let ReadClaim { text, sentence, continuation, cites, missing, section, place } = read.clone();
    let fields = [("text", digest::short(&text)), ("cites", digest::short(&cites.join("\n")))];
    let fields = fields.into_iter().map(|(name, digest)| (name.to_owned(), digest)).collect();
    let annotation = Annotation::default();
    ClaimRecord { id, text, sentence, continuation, cites, missing, section, place, fields, annotation }
}

/// Sets `block` to what `record` says.
pub(super) fn write_reference(block: &mut BlockEdit, record: &ReferenceRecord) {
    block.set_or_remove("number", record.number.map(i64::from));
    block.set("key", record.key.as_str());
    block.set("raw", record.raw.as_str());
    block.set("extracted", record.extracted.as_str());
    let digests = |fields: &BTreeMap<String, String>| {
        inline(fields.iter().map(|(name, digest)| (name.as_str(), digest.as_str())))
    };
    block.set("fields", digests(&record.fields));
    block.set_or_remove("copied", (!record.copied.is_empty()).then(|| digests(&record.copied)));
    if !record.vanished {
        block.remove("vanished");
    }
}

/// Sets `block` to what `record` says.
pub(super) fn write_claim(block: &mut BlockEdit, record: &ClaimRecord) {
    block.set("id", record.id.as_str());
    block.set("text", record.text.as_str());
    block.set("sentence", record.sentence.as_str());
    block.set_or_remove("continuation", record.continuation.as_deref());
    block.set("cites", strings(record.cites.iter().map(String::as_str)));
    let missing = record.missing.iter().map(|&n| i64::from(n)).collect::<toml_edit::Array>();
    block.set_or_remove("missing", (!record.missing.is_empty()).then_some(missing));
    block.set_or_remove("section", record.section.as_deref());
    if let Some(place) = &record.place {
        let file = place.file.as_ref().map(|file| ("file", Value::from(file.as_str())));
        let numbers = [("page", place.page), ("line", place.line)];
        let numbers = numbers.map(|(name, number)| (name, Value::from(i64::from(number))));
        block.set("where", inline(file.into_iter().chain(numbers)));
    }
    block.set("fields", inline(record.fields.iter().map(|(name, digest)| (name.as_str(), digest.as_str()))));
}

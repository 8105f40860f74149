//! Entries of one work under several keys: found, with the evidence, and made one.

use super::bib::{Document, Edits, value::Strings};
use super::merge::{MergeError, Pair, alias, entry_fields};
use super::sheet::edit::{BlockEdit, strings};
use super::sheet::{Kind, Sheet};
use super::works::{Identity, Relation, Works};
use super::{Entry, Library, digest};

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

/// The pairs of entries of `library` that have different keys and are the same work or related.
pub fn duplicates(library: &Library) -> Vec<Duplicate<'_>> {
    let mut works = Works::default();
    let mut found: Vec<Duplicate<'_>> = Vec::new();
    for other in &library.entries {
        let identity = Identity::of(|name| other.fields.get(name).map(String::as_str));
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
    let own = |entry: &Entry| {
        !library.references.iter().any(|r| r.volume == entry.volume && r.record.key == entry.key)
    };
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

/// The pair in which the entry `drop` goes by the key `keep`: renamed, or, where the pair has `keep` as well, made one
/// with it. The old key stays valid in documents as one of the `ids`; claims follow.
///
/// # Errors
///
/// Either file cannot be read as a whole.
pub fn unify(pair: &Pair, keep: &str, drop: &str) -> Result<Pair, MergeError> {
    let bib = Document::parse(pair.bib.as_str());
    let sheet = Sheet::parse(pair.toml.as_str());
    super::merge::readable(&bib, &sheet)?;
    Ok(Pair { bib: unify_bib(&bib, keep, drop), toml: unify_toml(&sheet, keep, drop)? })
}

fn unify_bib(bib: &Document, keep: &str, drop: &str) -> String {
    let table = Strings::of(bib);
    let find = |key: &str| bib.entries().find(|entry| bib.slice(entry.key) == key);
    let Some(dropped) = find(drop) else { return bib.text().to_owned() };
    let given = entry_fields(bib, dropped, &table);
    let mut edits = Edits::default();
    let (entry, mut fields) = match find(keep) {
        Some(kept) => {
            edits.remove(bib, dropped);
            let has = entry_fields(bib, kept, &table);
            let missing = given
                .iter()
                .filter(|(name, _)| !has.contains_key(*name) && !alias(name, &has) && *name != "ids");
            (kept, missing.map(|(name, value)| (name.clone(), Some(value.clone()))).collect())
        }
        None => {
            edits.rename(dropped, keep);
            (dropped, Vec::new())
        }
    };
    let has = entry_fields(bib, entry, &table);
    let all = [has.get("ids"), given.get("ids")].into_iter().flatten().flat_map(|ids| ids.split(','));
    let mut ids: Vec<&str> = all.map(str::trim).chain([drop]).filter(|id| *id != keep).collect();
    ids.sort_unstable();
    ids.dedup();
    fields.push(("ids".to_owned(), Some(ids.join(", "))));
    edits.set(bib, entry, &fields);
    edits.apply(bib)
}

fn unify_toml(sheet: &Sheet, keep: &str, drop: &str) -> Result<String, MergeError> {
    let mut text = sheet.head().to_owned();
    for &block in sheet.blocks() {
        let old = sheet.slice(block.span);
        let new = match block.kind {
            Kind::Other => None,
            _ if !old.contains(drop) => None,
            Kind::Reference => with_key(sheet, block, keep, drop)?,
            Kind::Claim | Kind::Orphan => with_source(sheet, block, keep, drop)?,
        };
        text.push_str(new.as_deref().unwrap_or(old));
    }
    Ok(text)
}

fn with_key(
    sheet: &Sheet,
    block: super::sheet::Block,
    keep: &str,
    drop: &str,
) -> Result<Option<String>, MergeError> {
    let record = sheet.reference(block)?;
    if record.key != drop {
        return Ok(None);
    }
    let mut edit = BlockEdit::open(block.kind, sheet.slice(block.span))?;
    edit.set("key", keep);
    Ok(Some(edit.finish()))
}

fn with_source(
    sheet: &Sheet,
    block: super::sheet::Block,
    keep: &str,
    drop: &str,
) -> Result<Option<String>, MergeError> {
    let claim = sheet.claim(block)?;
    if !claim.cites.iter().any(|key| key == drop) {
        return Ok(None);
    }
    let mut cites: Vec<&str> = Vec::new();
    for key in claim.cites.iter().map(|key| if key == drop { keep } else { key }) {
        if !cites.contains(&key) {
            cites.push(key);
        }
    }
    let mut edit = BlockEdit::open(block.kind, sheet.slice(block.span))?;
    let as_extracted = claim.fields.get("cites") == Some(&digest::short(&claim.cites.join("\n")));
    edit.set("cites", strings(cites.iter().copied()));
    if as_extracted {
        edit.set_in("fields", "cites", digest::short(&cites.join("\n")));
    }
    Ok(Some(edit.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Source;

    const BIB: &str = "@book{a, title = {T}, author = {A}, date = 2001}\n\n@book{b, title = {T}, author = {A}, year = 2001, note = {n}}\n\n@book{c}\n";
    const TOML: &str = "schema = 1\n\n[[reference]]\nkey = \"b\" # mine\n\n[[claim]]\nid = \"c1\"\ncites = [\"b\", \"a\"]\nfields = { cites = \"0\" }\n";

    #[test]
    fn one_work_under_two_keys() {
        let library = Library::load([Source { name: "p", bib: BIB, toml: TOML }]);
        let found = duplicates(&library);
        assert_eq!(found.iter().map(|d| (&*d.keep.key, &*d.other.key)).collect::<Vec<_>>(), [("a", "b")]);
        let pair = unify(&Pair { bib: BIB.to_owned(), toml: TOML.to_owned() }, "a", "b").unwrap();
        assert_eq!(
            pair.bib,
            "@book{a, title = {T}, author = {A}, date = 2001,\n  note = {n},\n  ids = {b}}\n\n@book{c}\n"
        );
        assert_eq!(
            pair.toml,
            TOML.replace("key = \"b\"", "key = \"a\"").replace("[\"b\", \"a\"]", "[\"a\"]")
        );
        assert_eq!(duplicates(&Library::load([Source { name: "p", bib: &pair.bib, toml: "" }])), []);
    }

    #[test]
    fn alone_in_its_file_an_entry_is_renamed() {
        let pair = Pair { bib: "@book{b, title = {T}}".to_owned(), toml: String::new() };
        assert_eq!(unify(&pair, "a", "b").unwrap().bib, "@book{a, title = {T},\n  ids = {b}}");
    }
}

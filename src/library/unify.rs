//! Keys that go out of use in; the pair of files in which each work has one entry, under the key that stays, out.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::alias::alias;
use super::bib::value::Strings;
use super::bib::{Document, Edits, Entry};
use super::digest;
use super::merge::{MergeError, Pair, entry_fields};
use super::sheet::edit::{BlockEdit, strings};
use super::sheet::{Block, Kind, Sheet};
use crate::bibliography::datamodel::canonical_type;

/// Fields that name other entries by their keys.
const NAMING: [&str; 5] = ["crossref", "xref", "xdata", "related", "entryset"];

/// Which key takes the place of which.
///
/// ```
/// use ibid::library::unify::Renames;
/// let renames = Renames::new([("a", "b"), ("b", "c"), ("d", "a")]);
/// assert_eq!((renames.of("c"), renames.of("a"), renames.of("x")), (Some("d"), Some("d"), None));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renames(BTreeMap<String, String>);

impl Renames {
    /// Renames out of pairs of a key that stays and one that goes, each for what the pairs before have left of it:
    /// a chain of them ends in one key.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut next: BTreeMap<&str, &str> = BTreeMap::new();
        for (keep, drop) in pairs {
            let (keep, drop) = (last(&next, keep), last(&next, drop));
            if keep != drop {
                next.insert(drop, keep);
            }
        }
        Self(next.keys().map(|&key| (key.to_owned(), last(&next, key).to_owned())).collect())
    }

    /// The key that takes the place of `key`; `None` if it stays.
    pub fn of(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }
}

/// Where the chain that begins with `key` ends; there are no circles, since only ends are linked.
fn last<'a>(next: &BTreeMap<&'a str, &'a str>, mut key: &'a str) -> &'a str {
    while let Some(&other) = next.get(key) {
        key = other;
    }
    key
}

/// The pair in which entries go by the keys that `renames` gives them: renamed, or, where the pair has the key that
/// stays as well, made one with it. The old keys stay valid in documents as `ids`; claims and what names an entry
/// as its parent follow.
///
/// # Errors
///
/// Either file cannot be read as a whole.
pub fn unify(pair: &Pair, renames: &Renames) -> Result<Pair, MergeError> {
    let bib = Document::parse(pair.bib.as_str());
    let sheet = Sheet::parse(pair.toml.as_str());
    super::merge::readable(&bib, &sheet)?;
    Ok(Pair { bib: unify_bib(&bib, renames), toml: unify_toml(&sheet, renames)? })
}

fn unify_bib(bib: &Document, renames: &Renames) -> String {
    let table = Strings::of(bib);
    let mut by_key: HashMap<&str, &Entry> = HashMap::new();
    let mut dropped: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in bib.entries() {
        let key = bib.slice(entry.key);
        by_key.entry(key).or_insert(entry);
        if let Some(keep) = renames.of(key) {
            dropped.entry(keep).or_default().push(entry);
        }
    }
    let (mut edits, mut removed) = (Edits::default(), HashSet::new());
    let mut changes: BTreeMap<usize, (&Entry, Changes)> = BTreeMap::new();
    for (keep, mut others) in dropped {
        let drops: Vec<&str> = others.iter().map(|entry| bib.slice(entry.key)).collect();
        let kept = match by_key.get(keep) {
            Some(&kept) => kept,
            None => {
                let first = others.remove(0);
                edits.rename(first, keep);
                first
            }
        };
        for other in &others {
            edits.remove(bib, other);
            removed.insert(other.span.start);
        }
        let given = others.iter().map(|other| entry_fields(bib, other, &table));
        let fields = united(keep, &drops, entry_fields(bib, kept, &table), given, renames);
        changes.insert(kept.span.start, (kept, fields));
        let kind = bib.slice(kept.kind).to_lowercase();
        let kinds: Vec<String> = others.iter().map(|entry| bib.slice(entry.kind).to_lowercase()).collect();
        let united = kinds.iter().fold(kind.as_str(), |kind, other| united_kind(kind, other));
        if united != kind {
            edits.retype(kept, united);
        }
    }
    for entry in bib.entries().filter(|entry| !removed.contains(&entry.span.start)) {
        let fields = renamed_parents(bib, entry, renames);
        if !fields.is_empty() {
            changes.entry(entry.span.start).or_insert((entry, Vec::new())).1.extend(fields);
        }
    }
    for (entry, fields) in changes.into_values() {
        edits.set(bib, entry, &fields);
    }
    edits.apply(bib)
}

/// Fields to be set, by name.
type Changes = Vec<(String, Option<String>)>;

/// What the entry `keep`, which has the fields `has`, gets of the entries made one with it: fields that it has not,
/// and the keys `drops` among its `ids`.
fn united(
    keep: &str,
    drops: &[&str],
    mut has: BTreeMap<String, String>,
    given: impl Iterator<Item = BTreeMap<String, String>>,
    renames: &Renames,
) -> Changes {
    let mut ids: Vec<String> = drops.iter().map(|&key| key.to_owned()).collect();
    let split = |ids: &str| ids.split(',').map(|id| id.trim().to_owned()).collect::<Vec<_>>();
    ids.extend(has.get("ids").map(|ids| split(ids)).unwrap_or_default());
    let mut fields = Vec::new();
    for (name, value) in given.flatten() {
        if name == "ids" {
            ids.extend(split(&value));
        } else if !has.contains_key(&name) && !alias(&name, &has) {
            let value = if NAMING.contains(&name.as_str()) { named(keep, &value, renames) } else { value };
            if value.is_empty() {
                continue;
            }
            has.insert(name.clone(), value.clone());
            fields.push((name, Some(value)));
        }
    }
    ids.retain(|id| id != keep && !id.is_empty());
    ids.sort_unstable();
    ids.dedup();
    fields.push(("ids".to_owned(), Some(ids.join(", "))));
    fields
}

/// The type of an entry out of two of one work, of the types `keep` and `other`: that which stays, unless it is `misc`,
/// which says nothing.
pub(super) fn united_kind<'a>(keep: &'a str, other: &'a str) -> &'a str {
    if canonical_type(keep) == "misc" { other } else { keep }
}

/// The keys that `value` lists as they are after the renames, each once, without that of the entry `own`, whose
/// field it is.
fn named(own: &str, value: &str, renames: &Renames) -> String {
    let mut keys: Vec<&str> = Vec::new();
    for key in value.split(',').map(str::trim).map(|key| renames.of(key).unwrap_or(key)) {
        if key != own && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys.join(", ")
}

/// The fields of `entry` that name an entry by a key that goes, with the one that stays; it does not name itself.
fn renamed_parents(bib: &Document, entry: &Entry, renames: &Renames) -> Changes {
    let mut fields = Vec::new();
    let key = bib.slice(entry.key);
    let own = renames.of(key).unwrap_or(key);
    for name in NAMING {
        let Some(field) = entry.field(bib, name) else { continue };
        let value = bib.slice(field.value).trim_matches(['{', '}', '"']);
        if own != key || value.split(',').any(|key| renames.of(key.trim()).is_some()) {
            let keys = named(own, value, renames);
            fields.push((name.to_owned(), Some(keys).filter(|keys| !keys.is_empty())));
        }
    }
    fields
}

fn unify_toml(sheet: &Sheet, renames: &Renames) -> Result<String, MergeError> {
    let mut text = sheet.head().to_owned();
    for &block in sheet.blocks() {
        let new = match block.kind {
            Kind::Other => None,
            Kind::Reference => with_key(sheet, block, renames)?,
            Kind::Claim | Kind::Orphan => with_sources(sheet, block, renames)?,
        };
        text.push_str(new.as_deref().unwrap_or(sheet.slice(block.span)));
    }
    Ok(text)
}

fn with_key(sheet: &Sheet, block: Block, renames: &Renames) -> Result<Option<String>, MergeError> {
    let record = sheet.reference(block)?;
    let Some(keep) = renames.of(&record.key) else { return Ok(None) };
    let mut edit = BlockEdit::open(block.kind, sheet.slice(block.span))?;
    edit.set("key", keep);
    Ok(Some(edit.finish()))
}

fn with_sources(sheet: &Sheet, block: Block, renames: &Renames) -> Result<Option<String>, MergeError> {
    let claim = sheet.claim(block)?;
    if !claim.cites.iter().any(|key| renames.of(key).is_some()) {
        return Ok(None);
    }
    let mut cites: Vec<&str> = Vec::new();
    for key in claim.cites.iter().map(|key| renames.of(key).unwrap_or(key)) {
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

    #[track_caller]
    fn check(bib: &str, toml: &str, pairs: &[(&str, &str)], expected: &str, expected_toml: &str) {
        let pair = Pair { bib: bib.to_owned(), toml: toml.to_owned() };
        let renames = Renames::new(pairs.iter().copied());
        let unified = unify(&pair, &renames).unwrap();
        assert_eq!((unified.bib.as_str(), unified.toml.as_str()), (expected, expected_toml));
        assert_eq!(unify(&unified, &renames).unwrap(), unified);
    }

    #[test]
    fn one_work_under_two_keys() {
        let toml = "schema = 1\n\n[[reference]]\nkey = \"b\" # mine\n\n[[claim]]\nid = \"c1\"\ncites = [\"b\", \"a\"]\nfields = { cites = \"0\" }\n";
        check(
            "@book{a, title = {T}, date = 2001}\n\n@book{b, title = {T}, year = 2001, note = {n}}\n\n@book{c}\n",
            toml,
            &[("a", "b")],
            "@book{a, title = {T}, date = 2001,\n  note = {n},\n  ids = {b}}\n\n@book{c}\n",
            &toml.replace("key = \"b\"", "key = \"a\"").replace("[\"b\", \"a\"]", "[\"a\"]"),
        );
    }

    #[test]
    fn alone_in_its_file_an_entry_is_renamed() {
        check("@book{b, title = {T}}", "", &[("a", "b")], "@book{a, title = {T},\n  ids = {b}}", "");
    }

    #[test]
    fn no_entry_names_itself() {
        check("@book{b, related = {a, x}}", "", &[("a", "b")], "@book{a, related = {x},\n  ids = {b}}", "");
        let bib = "@book{a, related = {b}, note = {n}}\n@book{b, xref = {a}, related = {x}}\n@book{c, related = {a, b, x}}\n";
        let pair = Pair { bib: bib.to_owned(), toml: String::new() };
        let unified = unify(&pair, &Renames::new([("a", "b")])).unwrap();
        let (a, c) = unified.bib.split_once("@book{c").unwrap();
        assert!(!a.contains("related") && !a.contains("xref") && a.contains("ids = {b}"), "{a}");
        assert_eq!(c, ", related = {a, x}}\n");
    }

    #[test]
    fn the_type_that_says_more_stays() {
        check("@misc{a}\n@article{b}\n", "", &[("a", "b")], "@article{a,\n  ids = {b}}\n", "");
        check("@book{a}\n@misc{b}\n", "", &[("a", "b")], "@book{a,\n  ids = {b}}\n", "");
    }

    #[test]
    fn several_become_one_and_their_children_follow() {
        check(
            "@book{a}\n@book{b, note = {n}, ids = {z}}\n@book{c, note = {m}, isbn = 1}\n@inbook{d, crossref = \"b\", xdata = {x, c}}\n",
            "",
            &[("a", "b"), ("b", "c"), ("a", "c")],
            "@book{a,\n  note = {n},\n  isbn = {1},\n  ids = {b, c, z}}\n@inbook{d, crossref = {a}, xdata = {x, a}}\n",
            "",
        );
    }
}

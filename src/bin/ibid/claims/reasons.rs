//! Why a question has no answer, as far as the keys and numbers that it asks for tell.

use std::collections::BTreeSet;

use ibid::library::bib::Document;
use ibid::library::{Library, Query, Source, likely_keys};
use ibid::output::visible::visible;
use rayon::prelude::*;

use super::texts::{Texts, candidates};
use crate::failure::Failure;

/// Why no claim of `texts` answers `query`: one reason for each key and each number that no claim could answer to.
///
/// This reads all keys of a library, which would take too long where there is an answer. Of keys nothing is said if one of its files
/// cannot be read.
pub(super) fn reasons(query: &Query, texts: &[Texts]) -> Vec<String> {
    let mut reasons = Vec::new();
    if !query.sources.is_empty()
        && let Ok(keys) = keys(texts)
    {
        reasons.extend(query.sources.iter().filter_map(|key| of_key(key, &keys, texts)));
    }
    if !query.numbers.is_empty() {
        let listed: BTreeSet<u32> =
            texts.iter().flat_map(Texts::listed).filter_map(|(number, _)| number).collect();
        reasons.extend(query.numbers.iter().filter_map(|number| of_number(*number, &listed, texts)));
    }
    reasons
}

/// `sources` by the keys of their entries, where some are another name of one; `None` if none is.
pub(super) fn renamed(sources: &[String], texts: &[Texts]) -> Option<Vec<String>> {
    let key = |name: &String| {
        let found = texts.par_iter().find_map_first(|text| {
            let bib = text.bib().ok().filter(|bib| bib.contains(name.as_str()))?;
            let library = Library::load([Source { name: "", bib: &bib, toml: "" }]);
            library.key_named(name).map(str::to_owned)
        });
        found.unwrap_or_else(|| name.clone())
    };
    let keys: Vec<String> = sources.iter().map(key).collect();
    (keys != sources).then_some(keys)
}

/// The keys of all entries and references.
fn keys(texts: &[Texts]) -> Result<BTreeSet<String>, Failure> {
    let keys = |text: &Texts| {
        let document = Document::parse(text.bib()?);
        let mut keys: BTreeSet<String> =
            document.entries().map(|entry| document.slice(entry.key).to_owned()).collect();
        keys.extend(text.listed().map(|(_, key)| key));
        Ok(keys)
    };
    let parts = texts.par_iter().map(keys).collect::<Result<Vec<_>, Failure>>()?;
    Ok(parts.into_iter().flatten().collect())
}

fn of_key(key: &str, keys: &BTreeSet<String>, texts: &[Texts]) -> Option<String> {
    if keys.contains(key) {
        let query = Query { sources: vec![key.to_owned()], ..Query::default() };
        return (!is_answered(&query, texts)).then(|| format!("no claim cites `{}`", visible(key)));
    }
    let likely = likely_keys(key, keys.iter().map(String::as_str));
    let likely: Vec<String> = likely.into_iter().map(|key| format!("`{}`", visible(key))).collect();
    let meant = match likely.as_slice() {
        [] => String::new(),
        [one] => format!("; did you mean {one}?"),
        [first @ .., last] => format!("; did you mean {} or {last}?", first.join(", ")),
    };
    Some(format!("no entry has the key `{}`{meant}", visible(key)))
}

fn of_number(number: u32, listed: &BTreeSet<u32>, texts: &[Texts]) -> Option<String> {
    let Some(last) = listed.last() else { return Some("no reference has a number".to_owned()) };
    if !listed.contains(&number) {
        return Some(format!("no reference has the number {number}; the last is {last}"));
    }
    let query = Query { numbers: vec![number], ..Query::default() };
    (!is_answered(&query, texts)).then(|| format!("no claim cites reference {number}"))
}

fn is_answered(query: &Query, texts: &[Texts]) -> bool {
    let found = candidates(query, texts, 1);
    found.unread > 0 || !query.answers(&found.library).is_empty()
}

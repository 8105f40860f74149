//! A reference from one entry to another that is not there.

use std::collections::BTreeSet;

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT010",
    name: "missing-parent",
    family: Family::Entries,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "`crossref`, `xdata`, `xref`, `related` or `entryset` names an entry that the file does not have.",
    why: "The fields that the entry should inherit are missing wherever it is printed.",
    help: "add the entry, or correct the key",
    bad: Example::Library(
        "@inproceedings{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         crossref = {trade2001},\n}\n",
    ),
    good: Example::Library(
        "@inproceedings{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         crossref = {trade2001},\n}\n\n\
         @proceedings{trade2001,\n  title = {Trade},\n  date = {2001},\n}\n",
    ),
    check: Check::Works(check),
};

const LINKS: [&str; 5] = ["crossref", "xdata", "xref", "related", "entryset"];

fn check(works: &Works<'_>) -> Vec<Fault> {
    let keys: BTreeSet<&str> = works.works.iter().filter(|w| w.is_entry()).map(|w| w.key).collect();
    let links = works.works.iter().filter(|w| w.is_entry()).flat_map(|work| work.parts(&LINKS));
    let missing =
        |part: &Part| part.latex.split(',').map(str::trim).find(|k| !keys.contains(k)).map(str::to_owned);
    links
        .filter_map(|part| {
            let key = missing(part).filter(|key| !key.is_empty())?;
            Some(Fault::new(
                part.span,
                format!("`{}` names {}, which is not in this file", part.name, quoted(&key)),
            ))
        })
        .collect()
}

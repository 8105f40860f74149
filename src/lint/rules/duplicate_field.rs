//! One field twice in an entry.

use super::prelude::*;
use crate::bibliography::datamodel::canonical_field;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT009",
    name: "duplicate-field",
    family: Family::Entries,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "An entry has a field twice, or under its older and its newer name, or a `year` that is not that of its `date`.",
    why: "BibTeX takes the first, biber the last; what is printed depends on the program. Of `year` and `date` BibTeX takes the \
          one, biber the other.",
    help: "keep the right one",
    bad: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n  \
         title = {Of Ties},\n}\n",
    ),
    good: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n",
    ),
    check: Check::Library(check),
};

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    subject.document.entries().flat_map(|entry| duplicates(subject.document, entry)).collect()
}

fn duplicates(document: &Document, entry: &Entry) -> Vec<Fault> {
    let mut seen: Vec<(String, Span)> = Vec::new();
    let mut faults = Vec::new();
    for field in &entry.fields {
        let name = canonical_field(&document.slice(field.name).to_lowercase()).to_owned();
        match seen.iter().find(|(other, _)| *other == name) {
            Some((_, first)) => faults.push(
                Fault::new(field.name, format!("the entry has {} twice", quoted(&name)))
                    .related(*first, "the first"),
            ),
            None => seen.push((name, field.name)),
        }
    }
    faults.extend(two_years(document, entry));
    faults
}

/// A `year` that `date` contradicts.
fn two_years(document: &Document, entry: &Entry) -> Option<Fault> {
    let number = |name| {
        let field = entry.field(document, name)?;
        let digits = document.slice(field.value).trim_matches(['{', '}', '"', ' ']);
        let year = digits.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
        Some((field.name, year, digits.len() == 4))
    };
    let ((place, year, is_bare), (other, date, _)) = (number("year")?, number("date")?);
    let message = format!("`year` is {year}, and `date` says {date}");
    (is_bare && year != date).then(|| Fault::new(place, message).related(other, "the date"))
}

//! A name in place of a value that no `@string` defines.

use super::prelude::*;
use crate::library::bib::undefined_strings;
use crate::lint::settings::nearest;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT013",
    name: "undefined-string",
    family: Family::Entries,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "The value of a field is a name that no `@string` defines.",
    why: "biber and BibTeX warn and print nothing for it. The months (`jan` to `dec`), the journals that the styles of BibTeX \
          define, and what the other .bib files that are checked or lie in the same folder define, are known.",
    help: "define it with `@string`, or put the value into braces",
    bad: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n  publisher = spring,\n}\n",
    ),
    good: Example::Library(
        "@string{spring = {Spring Press}}\n\n\
         @misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n  publisher = spring,\n}\n",
    ),
    check: Check::Library(check),
};

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    let document = subject.document;
    let own: Vec<String> = document.strings().map(|field| document.slice(field.name).to_owned()).collect();
    let lost = undefined_strings(document).into_iter();
    let lost = lost.filter(|place| !subject.strings.contains(&document.slice(*place).to_lowercase()));
    lost.enumerate()
        .map(|(at, place)| {
            let name = document.slice(place);
            let fault = Fault::new(place, format!("no `@string` defines {}", quoted(name)));
            let known = own.iter().map(String::as_str).chain(MONTHS);
            let near = nearest(name, known.take(if at < COMPARED { COMPARED } else { 0 }));
            near.map_or(fault.clone(), |near| fault.help(format!("did you mean {}?", quoted(near))))
        })
        .collect()
}

/// So many names are compared with so many.
const COMPARED: usize = 1_000;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

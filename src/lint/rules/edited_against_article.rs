//! An entry that a person changed away from what the article prints.

use super::prelude::*;
use std::collections::HashMap;

use crate::library::bib::value::{self, Strings};
use crate::library::digest;
use crate::library::sheet::record::ReferenceRecord;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "LIB006",
    name: "edited-against-article",
    family: Family::Library,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A title, year or DOI was edited and no longer is what the article prints.",
    why: "One of the two is wrong, and the reader of the article has only what it prints. Looked at are fields \
          that were read from the article and changed since, as the digests in the .toml tell; letters and \
          digits must stand in the reference string, whatever stands between them. What a person added is not \
          looked at, nor is an edit that brings the entry closer to the reference string.",
    help: "correct the reference in the article, or the entry in the .bib",
    bad: Example::Sheet(
        "schema = 1\n\
         \n\
         [[reference]]\n\
         number = 1\n\
         key = \"weber2001ties\"\n\
         raw = \"Weber, A., 2001. On Knots. Journal of Trade, 4: 1-9.\"\n\
         fields = { date = \"148e4523\", title = \"25ed1250\" }\n",
    ),
    good: Example::Sheet(
        "schema = 1\n\
         \n\
         [[reference]]\n\
         number = 1\n\
         key = \"weber2001ties\"\n\
         raw = \"Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\"\n\
         fields = { date = \"148e4523\", title = \"25ed1250\" }\n",
    ),
    check: Check::Sheet(check),
};

/// The fields that articles print as they are; names and journals they shorten.
const PRINTED: [&str; 3] = ["title", "date", "doi"];

fn check(subject: &SheetSubject<'_>) -> Vec<Fault> {
    let library = subject.library;
    let strings = Strings::of(library);
    let entries: HashMap<&str, &Entry> =
        library.entries().map(|entry| (library.slice(entry.key), entry)).collect();
    let mut faults = Vec::new();
    for (place, record) in &subject.references {
        let Some(entry) = entries.get(record.key.as_str()) else { continue };
        let edited =
            PRINTED.iter().filter_map(|name| Some((name, edited(subject, entry, &strings, record, name)?)));
        faults.extend(edited.filter(|(name, value)| !prints(&record.raw, name, value)).map(
            |(name, value)| {
                let message = format!(
                    "the {name} of `{}` is now {}, which the article does not print",
                    record.key,
                    quoted(&value)
                );
                Fault::new(*place, message)
            },
        ));
    }
    faults
}

/// The value of the field called `name`, if it was read from the article and is no longer what was read.
fn edited(
    subject: &SheetSubject<'_>,
    entry: &Entry,
    strings: &Strings,
    record: &ReferenceRecord,
    name: &str,
) -> Option<String> {
    let field = entry.field(subject.library, name)?;
    let source = value::source(subject.library, field, strings);
    let extracted = record.fields.get(name)?;
    (digest::short(&source) != *extracted).then(|| value::plain(name, &source))
}

/// Whether `value` of the field called `name` stands in the reference string `raw`: of a date the year, of all
/// else letters and digits. What is no year, or still LaTeX, is taken for printed.
fn prints(raw: &str, name: &str, value: &str) -> bool {
    match name {
        "date" => {
            let year = value.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()));
            year.is_none_or(|year| raw.split(|c: char| !c.is_ascii_digit()).any(|number| number == year))
        }
        "doi" => squash(raw).contains(&squash(identifier::bare_doi(value))),
        _ => value.contains(['$', '\\']) || squash(raw).contains(&squash(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reference_prints() {
        let raw = "Müller, A., 2001a. On Inter- national Ties: A “Survey”. doi: 10.5555/ABC.1";
        for (name, value, want) in [
            ("title", "On international ties", true),
            ("title", "On international ties. A survey", true),
            ("title", "On national knots", false),
            ("date", "2001-05", true),
            ("date", "2002", false),
            ("date", "n.d.", true),
            ("title", "On $x$", true),
            ("doi", "https://doi.org/10.5555/abc.1", true),
            ("doi", "10.5555/abc.2", false),
        ] {
            assert_eq!(prints(raw, name, value), want, "{value}");
        }
    }
}

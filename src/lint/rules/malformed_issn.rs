//! An ISSN whose check digit is wrong.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "IDN003",
    name: "malformed-issn",
    family: Family::Identifiers,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "An ISSN has the wrong length or check digit.",
    why: "A digit was mistyped or lost, and the number names another journal or none (ISO 3297).",
    help: "copy the ISSN from the journal's page",
    bad: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n  issn = {0378-5954},\n}\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n  issn = {0378-5955},\n}\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let Some(part) = work.part("issn") else { return Vec::new() };
    let wrong = part.value.split([',', ';', '/']).map(str::trim).find(|one| !is_issn(one));
    let fault = |one: &str| {
        let why = identifier::wrong_digits(&identifier::digits(one), &[8]);
        Fault::new(part.span, format!("{} is not an ISSN: {why}", quoted(one)))
    };
    wrong.map(fault).into_iter().collect()
}

/// Whether `issn`, hyphens and blanks aside, is eight digits with the right check digit.
fn is_issn(issn: &str) -> bool {
    let digits = identifier::digits(issn);
    digits.len() == 8 && identifier::weighted(&digits, (1..=8).rev()).is_multiple_of(11)
}

#[cfg(test)]
mod tests {
    use super::is_issn;

    #[test]
    fn issns() {
        for (issn, good) in [
            ("0378-5955", true),
            ("2434-561X", true),
            ("0378-5954", false),
            ("0378-59", false),
            ("ISSN 0378-5955", true),
        ] {
            assert_eq!(is_issn(issn), good, "{issn}");
        }
    }
}

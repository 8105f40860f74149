//! A DOI that cannot be one.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "IDN001",
    name: "malformed-doi",
    family: Family::Identifiers,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A DOI does not have the form `10.PREFIX/SUFFIX`, or ends with a full stop, comma or semicolon.",
    why: "It resolves nowhere. The prefix is `10.` and a registrant of four to nine digits, perhaps with \
          points; the suffix is any printed characters without blanks (DOI Handbook, 2.2).",
    help: "copy the DOI from the publisher's page",
    bad: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n  doi = {10.55/abc.1},\n}\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n  doi = {10.5555/abc.1},\n}\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let field = work.part("doi").map(|part| (part, part.value.as_str()));
    // What has no number of a registrant was perhaps called a DOI by ibid alone.
    let noted = identifier::noted(work, "DOI").filter(|(_, words)| words.contains("10."));
    let wrong = field.into_iter().chain(noted).filter(|(_, doi)| !is_doi(identifier::bare_doi(doi)));
    let fault = |(part, doi): (&Part, &str)| Fault::new(part.span, format!("{} is not a DOI", quoted(doi)));
    wrong.map(fault).chain(trailing(work)).collect()
}

/// The fault of an entry whose DOI has taken along the sign behind it: `10.1000/182.`
fn trailing(work: &Work<'_>) -> Option<Fault> {
    let part =
        work.part("doi").filter(|part| work.is_entry() && is_doi(identifier::bare_doi(&part.value)))?;
    let sign = part.value.chars().next_back().filter(|sign| ".,;".contains(*sign))?;
    let fault = Fault::new(part.span, format!("{} ends with `{sign}`", quoted(&part.value)));
    Some(fault.help("take the sign off, unless the DOI resolves with it alone"))
}

/// Whether `doi` is `10.`, a registrant, a slash and a suffix without blanks.
fn is_doi(doi: &str) -> bool {
    let Some((prefix, suffix)) = doi.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let registrant = prefix.split('.').next().unwrap_or_default();
    (4..=9).contains(&registrant.len())
        && prefix.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        && !suffix.is_empty()
        && !suffix.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::is_doi;

    #[test]
    fn dois() {
        for (doi, good) in [
            ("10.1000/182", true),
            ("10.1016.12.31/nature.S0735-1097(98)2000/12/31:34:7-7", true),
            ("10.55/abc", false),
            ("10.1000/", false),
            ("10.1000", false),
            ("10.1000/a b", false),
            ("11.1000/182", false),
            ("", false),
        ] {
            assert_eq!(is_doi(doi), good, "{doi}");
        }
    }
}

//! An ORCID whose check digit is wrong.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "IDN007",
    name: "malformed-orcid",
    family: Family::Identifiers,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "An ORCID has the wrong form or check digit.",
    why: "It names another person or none (ISO 7064, MOD 11-2).",
    help: "copy the ORCID from the person's page",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         \x20 orcid = {0000-0002-1825-0098},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         \x20 orcid = {0000-0002-1825-0097},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let wrong = work.part("orcid").filter(|part| part.value.split([',', ';']).any(|one| !is_orcid(one)));
    let fault = |part: &Part| Fault::new(part.span, format!("{} is not an ORCID", quoted(&part.value)));
    wrong.map(fault).into_iter().collect()
}

/// Whether `orcid`, resolver aside, is sixteen digits whose last one checks the others.
fn is_orcid(orcid: &str) -> bool {
    let digits = identifier::digits(orcid.rsplit('/').next().unwrap_or_default());
    let Some((&check, rest)) = digits.split_last() else { return false };
    let sum = rest.iter().fold(0, |sum, digit| (sum + digit) * 2 % 11);
    digits.len() == 16 && (12 - sum) % 11 == check
}

#[cfg(test)]
mod tests {
    use super::is_orcid;

    #[test]
    fn orcids() {
        for (orcid, good) in [
            ("0000-0002-1825-0097", true),
            ("https://orcid.org/0000-0002-1694-233X", true),
            ("0000-0002-1825-0098", false),
            ("0000-0002-1825", false),
            ("", false),
        ] {
            assert_eq!(is_orcid(orcid), good, "{orcid}");
        }
    }
}

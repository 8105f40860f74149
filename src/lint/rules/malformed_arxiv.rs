//! An arXiv number that cannot be one.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "IDN004",
    name: "malformed-arxiv",
    family: Family::Identifiers,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "An arXiv number is neither `YYMM.NNNNN` nor `archive/YYMMNNN`.",
    why: "It names no preprint. Months run from 01 to 12, and numbers have four digits until 2014 and five \
          since (arXiv identifier scheme).",
    help: "copy the number from the preprint's page",
    bad: Example::Library(
        "@online{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2017},\n  \
         eprint = {1713.01234},\n  eprinttype = {arxiv},\n  url = {https://example.org/ties},\n}\n",
    ),
    good: Example::Library(
        "@online{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2017},\n  \
         eprint = {1710.01234},\n  eprinttype = {arxiv},\n  url = {https://example.org/ties},\n}\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let kind = work.parts(&["eprinttype", "archiveprefix"]).next();
    let arxiv = kind.is_some_and(|kind| kind.value.eq_ignore_ascii_case("arxiv"));
    let wrong = work.part("eprint").filter(|part| arxiv && !is_arxiv(&part.value));
    let fault =
        |part: &Part| Fault::new(part.span, format!("{} is not an arXiv number", quoted(&part.value)));
    wrong.map(fault).into_iter().collect()
}

/// Whether `number`, prefix and version aside, has one of the two forms of arXiv numbers.
fn is_arxiv(number: &str) -> bool {
    let number = identifier::bare_arxiv(number);
    match (number.split_once('/'), number.split_once('.')) {
        (Some((archive, rest)), _) => {
            !archive.is_empty() && rest.len() == 7 && all_digits(rest) && is_month(rest.get(2..4))
        }
        (None, Some((date, rest))) => {
            date.len() == 4 && all_digits(date) && is_month(date.get(2..4)) && is_serial(date, rest)
        }
        _ => false,
    }
}

fn is_serial(date: &str, serial: &str) -> bool {
    let len = if date < "1501" { 4 } else { 5 };
    all_digits(serial) && serial.len() == len
}

fn is_month(digits: Option<&str>) -> bool {
    digits.and_then(|d| d.parse::<u8>().ok()).is_some_and(|month| (1..=12).contains(&month))
}

fn all_digits(s: &str) -> bool {
    s.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_arxiv;

    #[test]
    fn numbers() {
        for (number, good) in [
            ("1710.01234", true),
            ("1710.01234v2", true),
            ("arXiv:1404.1234", true),
            ("1404.01234", false),
            ("1713.01234", false),
            ("hep-th/9901001", true),
            ("math.GT/0309136", true),
            ("hep-th/9913001", false),
            ("12345", false),
        ] {
            assert_eq!(is_arxiv(number), good, "{number}");
        }
    }
}

//! A date that BibLaTeX cannot read.

use super::prelude::*;
use crate::library::bib::is_date;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "NUM003",
    name: "malformed-date",
    family: Family::Numbers,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A date field is not a date that BibLaTeX can read.",
    why: "Sorting and printing fail or fall back to the text. BibLaTeX reads ISO 8601 and EDTF: `2010`, \
         `2010-05`, `2010-05-17`, `2010/2012`, `2010~`, `199X` (manual, 2.3.8). The older `year` may hold \
          words, but no number that is no year, such as `20O5`; `month` no number but 1 to 12.",
    help: "write the date as YYYY-MM-DD",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001-13},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001-12},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let dates = work.parts(&["date", "urldate", "eventdate", "origdate"]).filter(|_| work.is_entry());
    let years = work.parts(&["year"]).filter(|part| work.is_entry() && is_broken_year(&part.value));
    let months = work.parts(&["month"]).filter(|part| work.is_entry() && is_broken_month(&part.value));
    let wrong = dates.filter(|part| !part.value.is_empty() && !is_date(part.latex.trim()));
    let years = years.map(|p| Fault::new(p.span, format!("{} is not a year", quoted(&p.value))));
    let dates =
        wrong.map(|p| Fault::new(p.span, format!("{} in `{}` is not a date", quoted(&p.value), p.name)));
    let months = months.map(|p| Fault::new(p.span, format!("{} is not a month", quoted(&p.value))));
    dates.chain(years).chain(months).collect()
}

/// Whether `month`, which may be a name (`June`, `may/june`), is a number that no month has: `13`, `0`.
fn is_broken_month(month: &str) -> bool {
    let is_number = !month.is_empty() && month.bytes().all(|b| b.is_ascii_digit());
    is_number && !month.parse().is_ok_and(|n: u8| (1..=12).contains(&n))
}

/// Whether `year`, which may be words (`in press`), is a number gone wrong: `20O5`, `201`.
fn is_broken_year(year: &str) -> bool {
    let runs = || year.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let is_one_word = year.chars().all(|c| c.is_alphanumeric()) && year.chars().count() <= 6;
    is_one_word && runs().next().is_some() && runs().all(|run| run.len() != 4)
}

#[cfg(test)]
mod tests {
    use super::{is_broken_month, is_broken_year};

    #[test]
    fn months() {
        let broken = ["13", "0", "123456789"];
        assert!(broken.into_iter().all(is_broken_month));
        assert!(!["1", "06", "12", "June", "jun", ""].into_iter().any(is_broken_month));
    }

    #[test]
    fn years() {
        for (year, broken) in [
            ("20O5", true),
            ("201", true),
            ("20015", true),
            ("2005", false),
            ("2005a", false),
            ("in press", false),
            ("forthcoming", false),
            ("2nd half of 2005", false),
            ("", false),
        ] {
            assert_eq!(is_broken_year(year), broken, "{year}");
        }
    }
}

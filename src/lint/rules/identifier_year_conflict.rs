//! An identifier and a date that cannot both be right.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "IDN009",
    name: "identifier-year-conflict",
    family: Family::Identifiers,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "The year inside an identifier contradicts the year of the work.",
    why: "One of the two is mistyped, or the identifier belongs to another work. Looked at are arXiv \
         numbers of works without a journal, and DOIs that print a year between points \
         (`10.1016/j.x.2006.01.001`); two years of difference are allowed.",
    help: "look both up",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         \x20 doi = {10.1016/j.trade.2016.01.001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         \x20 doi = {10.1016/j.trade.2001.01.001},\n\
         }\n",
    ),
    check: Check::Work(check),
};

/// Acceptance and publication may lie this many years apart.
const APART: i32 = 2;

fn check(work: &Work<'_>) -> Vec<Fault> {
    let Some(year) = work.year() else { return Vec::new() };
    let conflicts = work.parts(&["doi", "eprint"]).filter_map(|part| {
        let inside = match part.name.as_str() {
            "doi" => doi_year(identifier::bare_doi(&part.value)),
            _ if work.part("journaltitle").is_none() => arxiv_year(identifier::bare_arxiv(&part.value)),
            _ => None,
        }?;
        let message = format!("{} says {inside}, but {} is dated {year}", quoted(&part.value), work.name());
        ((inside - year).abs() > APART).then(|| Fault::new(part.span, message))
    });
    conflicts.collect()
}

/// The year in a DOI of the form that Elsevier gives: `10.1016/j.JOURNAL.YYYY.MM.NNN`.
fn doi_year(doi: &str) -> Option<i32> {
    let suffix = doi.strip_prefix("10.1016/j.")?;
    let mut parts = suffix.split('.').skip(1);
    let (year, month) = (parts.next()?, parts.next()?);
    let is_month = month.len() == 2 && month.parse().is_ok_and(|m: u8| (1..=12).contains(&m));
    year.parse().ok().filter(|y| year.len() == 4 && is_month && (1990..2100).contains(y))
}

/// The year in an arXiv number of the form since 2007: `YYMM.NNNNN`.
fn arxiv_year(number: &str) -> Option<i32> {
    let (date, serial) = number.split_once('.')?;
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let year: i32 = date.get(..2)?.parse().ok()?;
    (date.len() == 4 && digits(date) && digits(serial) && serial.len() >= 4).then_some(2000 + year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years() {
        assert_eq!(doi_year("10.1016/j.cell.2006.01.001"), Some(2006));
        assert_eq!(doi_year("10.1016/S0140-6736(05)1"), None);
        assert_eq!(doi_year("10.1038/nature.2006.01"), None);
        assert_eq!(arxiv_year("1706.03762"), Some(2017));
        assert_eq!(arxiv_year("hep-th/9901001"), None);
    }
}

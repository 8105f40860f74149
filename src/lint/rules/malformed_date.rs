//! A date that BibLaTeX cannot read.

use super::prelude::*;
use crate::bibliography::normalise::date::month_length;

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
    let wrong = dates.filter(|part| !part.value.is_empty() && !is_date_or_range(&part.latex));
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

/// `date-or-range = date [ "/" date ]`, either side of the slash possibly open (empty or `..`).
fn is_date_or_range(value: &str) -> bool {
    match value.split_once('/') {
        Some((from, to)) => [from, to].iter().all(|d| d.is_empty() || *d == ".." || is_date(d)),
        None => is_date(value),
    }
}

/// `date = [ "-" ] year [ "-" month [ "-" day [ time ] ] ] [ "?" / "~" / "%" ]`
fn is_date(value: &str) -> bool {
    let value = value.trim().trim_end_matches(['?', '~', '%']).trim_start_matches('-');
    let value = value.split(['T', ' ']).next().unwrap_or_default();
    let mut parts = value.split('-');
    let year = parts.next().unwrap_or_default();
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit() || b == b'X' || b == b'u');
    let within = |part: Option<&str>, last: u8| {
        part.is_none_or(|p| p.len() == 2 && p.parse().is_ok_and(|n: u8| (1..=last).contains(&n)))
    };
    // Months beyond 12 are seasons: 21 spring to 24 winter.
    let month = parts.next();
    let is_month = within(month, 12) || matches!(month, Some("21" | "22" | "23" | "24"));
    let day = parts.next();
    is_year && is_month && within(day, days(year, month)) && parts.next().is_none()
}

/// The days that `month` of `year` has, of a leap year where digits of it are left open.
fn days(year: &str, month: Option<&str>) -> u8 {
    const LEAP: u16 = 2000;
    let month = month.and_then(|month| month.parse().ok()).unwrap_or_default();
    month_length(year.parse().unwrap_or(LEAP), month)
}

#[cfg(test)]
mod tests {
    use super::{is_broken_month, is_broken_year, is_date_or_range};

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

    #[test]
    fn dates() {
        for (date, good) in [
            ("2010", true),
            ("2010-05", true),
            ("2010-05-17", true),
            ("2010/2012", true),
            ("2010/", true),
            ("2010-22", true),
            ("2010~", true),
            ("199X", true),
            ("2010-13", false),
            ("2010-05-32", false),
            ("2001-02-30", false),
            ("2023-02-29", false),
            ("2010-04-31", false),
            ("2024-02-29", true),
            ("2000-02-29", true),
            ("1900-02-29", false),
            ("199X-02-29", true),
            ("May 2010", false),
            ("17.5.2010", false),
        ] {
            assert_eq!(is_date_or_range(date), good, "{date}");
        }
    }
}

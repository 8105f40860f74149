//! A volume out of line with its year.

use super::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CON003",
    name: "volume-year-outlier",
    family: Family::Consistency,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "A volume does not fit the years of the journal's other volumes in the list.",
    why: "Most journals have one volume a year. Where other works of the journal, of three or more years, \
         agree on that, one that is off by more than two volumes has a wrong volume or year; outside of their years, \
         where the journal may have appeared more often or more seldom, by two more for every year.",
    help: "look volume and year up",
    bad: Example::Library(
        "@article{weber2001,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties, Part 1 of the Series},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 volume = {11},\n\
         \x20 date = {2001},\n\
         }\n\
         \n\
         @article{weber2003,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties, Part 2 of the Series},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 volume = {13},\n\
         \x20 date = {2003},\n\
         }\n\
         \n\
         @article{weber2005,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties, Part 3 of the Series},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 volume = {15},\n\
         \x20 date = {2005},\n\
         }\n\
         \n\
         @article{weber2007,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties, Part 4 of the Series},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 volume = {17},\n\
         \x20 date = {2007},\n\
         }\n\
         \n\
         @article{weber2009,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties, Part 5 of the Series},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 volume = {91},\n\
         \x20 date = {2009},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties, Part 1 of the Series},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 volume = {11},\n\
         \x20 date = {2001},\n\
         }\n\
         \n\
         @article{weber2003,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties, Part 2 of the Series},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 volume = {13},\n\
         \x20 date = {2003},\n\
         }\n\
         \n\
         @article{weber2005,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties, Part 3 of the Series},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 volume = {15},\n\
         \x20 date = {2005},\n\
         }\n\
         \n\
         @article{weber2007,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties, Part 4 of the Series},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 volume = {17},\n\
         \x20 date = {2007},\n\
         }\n\
         \n\
         @article{weber2009,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties, Part 5 of the Series},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 volume = {19},\n\
         \x20 date = {2009},\n\
         }\n",
    ),
    check: Check::Works(check),
};

/// Works of so many years must agree: those of one year say nothing of how the volumes grow.
const WITNESSES: usize = 3;
/// So many volumes may one be off.
const APART: i32 = 2;
/// So many more may it be off for every year between it and the first or last witness: journals come to appear
/// more often, and grow by two volumes a year then, or had another rhythm before.
const DRIFT: i32 = 2;

/// A volume, its year and its place.
type Issue<'a> = (i32, i32, &'a Part);

fn check(works: &Works<'_>) -> Vec<Fault> {
    let mut journals: BTreeMap<String, Vec<Issue<'_>>> = BTreeMap::new();
    for work in &works.works {
        let Some((journal, volume)) = work.part("journaltitle").zip(work.part("volume")) else { continue };
        let Some((number, year)) = volume.value.parse().ok().zip(work.year()) else { continue };
        journals.entry(journal.value.to_lowercase()).or_default().push((number, year, volume));
    }
    journals.values().flat_map(|issues| outliers(issues)).collect()
}

/// The issues that do not stand where all others say. One volume a year is the law that most journals keep, so
/// the witnesses must agree on the difference between year and volume.
fn outliers(issues: &[Issue<'_>]) -> Vec<Fault> {
    let offset = |issue: &Issue<'_>| issue.1.saturating_sub(issue.0);
    let mut offsets: Vec<i32> = issues.iter().map(offset).collect();
    offsets.sort_unstable();
    let Some(&usual) = offsets.get(offsets.len() / 2) else { return Vec::new() };
    let away = |issue: &Issue<'_>| offset(issue).abs_diff(usual).cast_signed();
    let (fit, off): (Vec<&Issue<'_>>, Vec<_>) =
        issues.iter().partition(|issue| (0..=1).contains(&away(issue)));
    let years: BTreeSet<i32> = fit.iter().map(|issue| issue.1).collect();
    let agreed = years.len() >= WITNESSES && off.len() == 1;
    let span = years.first().copied().zip(years.last().copied());
    let Some((first, last)) = span.filter(|_| agreed) else { return Vec::new() };
    let allowed =
        |year: i32| APART + DRIFT * first.saturating_sub(year).max(year.saturating_sub(last)).clamp(0, 1000);
    let far = off.into_iter().filter(|issue| !(0..=allowed(issue.1)).contains(&away(issue)));
    far.map(|(number, year, part)| {
        Fault::new(
            part.span,
            format!(
                "volume {number} does not fit {year}: by the others it was {}",
                year.saturating_sub(usual)
            ),
        )
    })
    .collect()
}

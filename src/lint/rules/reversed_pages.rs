//! A page range that ends before it starts.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "NUM002",
    name: "reversed-pages",
    family: Family::Numbers,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "The last page of a range is smaller than the first.",
    why: "A digit was mistyped, or the pages were swapped. Abbreviated last pages (`195–7`, `396–02`) are expanded \
          before they are compared; pages with letters are left alone.",
    help: "look the pages up",
    bad: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n  pages = {167--155},\n}\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n  pages = {155--167},\n}\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let Some(part) = work.part("pages") else { return Vec::new() };
    let reversed = part.value.split([',', ';']).find(|range| is_reversed(range));
    let message = |range: &str| format!("the pages {} of {} run backwards", range.trim(), work.name());
    reversed.map(|range| Fault::new(part.span, message(range))).into_iter().collect()
}

/// Whether `range` is two numbers, the second smaller than the first even when abbreviated to its last digits.
fn is_reversed(range: &str) -> bool {
    let pages: Vec<&str> = range.split(['-', '–', '—']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let [first, last] = pages.as_slice() else { return false };
    let (Ok(from), Ok(to)) = (first.parse::<u64>(), last.parse::<u64>()) else { return false };
    // An abbreviated last page may be of the next ten or hundred: `396–02` ends on page 402.
    let unit = u32::try_from(last.len()).ok().and_then(|len| 10_u64.checked_pow(len)).unwrap_or(u64::MAX);
    let abbreviated = last.len() < first.len();
    let whole = if abbreviated { (from - from % unit).saturating_add(to) } else { to };
    let whole = if abbreviated && whole < from { whole.saturating_add(unit) } else { whole };
    whole < from || abbreviated && whole - from > LONGEST
}

/// More pages than an article has whose last page is abbreviated.
const LONGEST: u64 = 100;

#[cfg(test)]
mod tests {
    use super::is_reversed;

    #[test]
    fn ranges() {
        for (range, reversed) in [
            ("167--155", true),
            ("155–167", false),
            ("195–7", false),
            ("195-4", false),
            ("396–02", false),
            ("1395–408", false),
            ("1234-100", true),
            ("12", false),
            ("S12-S3", false),
            ("1", false),
            ("", false),
        ] {
            assert_eq!(is_reversed(range), reversed, "{range}");
        }
    }
}

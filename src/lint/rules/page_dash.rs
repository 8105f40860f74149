//! A page range with the wrong dash.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "NUM004",
    name: "page-dash",
    family: Family::Numbers,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::Safe,
    what: "A page range in a .bib file is written with another dash than `--`.",
    why: "BibLaTeX prints a range with the dash of the language only where it finds `-` or `--`; other \
         programs take a single hyphen for part of a page number. A dash from a word processor is printed\
         \x20as it is.",
    help: "write `--`",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         \x20 pages = {155–167},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         \x20 pages = {155--167},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let Some(part) = work.part("pages").filter(|_| work.is_entry()) else { return Vec::new() };
    let Some(written) = part.written.as_deref() else { return Vec::new() };
    let Some(ranges) = rewritten(written) else { return Vec::new() };
    let message = format!("the pages {} of {} are not joined by `--`", quoted(written), work.name());
    vec![Fault::new(part.span, message).fix(Fix::safe(part.span, ranges))]
}

/// `written` with `--` in its ranges; `None` if nothing changes or it is not plain ranges of digits. A range can be open
/// (`10--`): of what follows the dash BibLaTeX says "optionally" (manual, 2.2.1).
fn rewritten(written: &str) -> Option<String> {
    const DASHES: [char; 4] = ['-', '–', '—', '−'];
    let ranges = written.split(',').map(str::trim).map(|range| {
        let is_open = range.ends_with(DASHES);
        let pages: Vec<&str> = range.split(DASHES).map(str::trim).filter(|p| !p.is_empty()).collect();
        let plain = pages.iter().all(|page| page.bytes().all(|b| b.is_ascii_digit()));
        match pages.as_slice() {
            _ if !plain || range.starts_with(DASHES) => None,
            [page] if is_open => Some(format!("{page}--")),
            [page] => Some((*page).to_owned()),
            [first, last] if !is_open => Some(format!("{first}--{last}")),
            _ => None,
        }
    });
    let new = ranges.collect::<Option<Vec<_>>>()?.join(", ");
    (new != written && written.contains(DASHES)).then_some(new)
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn ranges() {
        for (written, new) in [
            ("155–167", Some("155--167")),
            ("155-167", Some("155--167")),
            ("1-2, 5 - 7", Some("1--2, 5--7")),
            ("155--167", None),
            ("155, 167", None),
            ("S1-S7", None),
            ("12-3-4", None),
            ("12-{14}", None),
            ("10--", None),
            ("10-", Some("10--")),
            ("1-5, 10--", Some("1--5, 10--")),
            ("--10", None),
            ("10-12-", None),
        ] {
            assert_eq!(rewritten(written).as_deref(), new, "{written}");
        }
    }
}

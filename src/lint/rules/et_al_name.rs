//! "et al." inside a list of names.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "NAM001",
    name: "et-al-name",
    family: Family::Names,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::Safe,
    what: "A list of names ends in \"et al.\" instead of `and others`.",
    why: "BibLaTeX takes \"et al.\" for a person, sorts and abbreviates it; `and others` is what it prints \
         as \"et al.\" itself.",
    help: "end the list with `and others`",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada and et al.},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada and others},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let lists = work.parts(&["author", "editor", "translator"]).filter(|_| work.is_entry());
    lists.filter_map(fault).collect()
}

fn fault(part: &Part) -> Option<Fault> {
    let lower = part.value.to_lowercase();
    let found = lower.contains("et al") && !lower.replace("et al", " ").contains(char::is_alphanumeric)
        || lower
            .split([' ', ','])
            .collect::<Vec<_>>()
            .windows(2)
            .any(|w| w[0] == "et" && matches!(w[1], "al" | "al."));
    let fault = Fault::new(part.span, format!("\"et al.\" in `{}` is taken for a person", part.name));
    found.then(|| match part.written.as_deref().and_then(rewritten) {
        Some(names) => fault.fix(Fix::safe(part.span, names)),
        None => fault,
    })
}

/// `names` ending in `and others`; `None` where "et al." stands anywhere but at the end.
fn rewritten(names: &str) -> Option<String> {
    let kept = ["et al.", "et al"].iter().find_map(|end| names.trim_end().strip_suffix(end))?;
    let kept = kept.trim_end().trim_end_matches(',').trim_end();
    let kept = kept.strip_suffix(" and").unwrap_or(kept).trim_end();
    (!kept.is_empty() && !kept.contains("et al")).then(|| format!("{kept} and others"))
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn names() {
        for (names, new) in [
            ("Weber, Ada and et al.", Some("Weber, Ada and others")),
            ("Weber, Ada, et al", Some("Weber, Ada and others")),
            ("et al.", None),
            ("Weber et al. and Okada", None),
        ] {
            assert_eq!(rewritten(names).as_deref(), new, "{names}");
        }
    }
}

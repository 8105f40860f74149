//! Names without `and` between them.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "NAM003",
    name: "unseparated-names",
    family: Family::Names,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::Unsafe,
    what: "Names are separated by semicolons, commas or `&` instead of `and`, or one too many stands between them.",
    why: "BibLaTeX reads them as one person with a very long name. Reported where a list has a semicolon, \
         three commas, or one between two people with their initials in front, and no `and`; and where a comma or \
         an `and` has no name beside it.",
    help: "separate the names with ` and `",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, A., Okada, B., Lindt, C.},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, A. and Okada, B. and Lindt, C.},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let lists = work.parts(&["author", "editor", "translator"]).filter(|_| work.is_entry());
    let joined = |part: &&Part| {
        let is_several = |name: &str| name.matches(',').count() >= 3 || name.contains(';') || is_pair(name);
        let one = part.latex.split(" and ").any(is_several);
        one && !part.latex.contains(['{', '\\'])
    };
    let fault = |part: &Part| {
        let fault = Fault::new(part.span, format!("`{}` reads as one person", part.name));
        match part.written.as_deref().and_then(rewritten) {
            Some(names) => fault.fix(Fix::not_safe(part.span, names)),
            None => fault,
        }
    };
    let lists = lists.filter_map(|part| stray(part).or_else(|| joined(&part).then(|| fault(part))));
    lists.collect()
}

/// The fault of a list that has a comma or an `and` too many, or `&` between two people.
fn stray(part: &Part) -> Option<Fault> {
    let names = outside_braces(part.latex.trim());
    let message = if names.ends_with(" and") || names.starts_with("and ") || names.contains(" and and ") {
        "has an `and` with no name beside it"
    } else if names.split(" and ").any(|name| name.trim().ends_with(',') || name.trim().starts_with(',')) {
        "has a comma with no name beside it"
    } else if names.split(" and ").any(are_two) {
        "has `&` between two names, which reads as one person"
    } else {
        return None;
    };
    Some(Fault::new(part.span, format!("`{}` {message}", part.name)))
}

/// Whether `name` is two people with `&` between them, not a firm: `Smith, J. \& Jones, A.`, `Johnson & Johnson`.
fn are_two(name: &str) -> bool {
    let pair = name.split_once(" & ").or_else(|| name.split_once(" \\& "));
    pair.is_some_and(|(one, other)| one.contains(',') && other.contains(','))
}

/// `names` with a sign for every character between braces, which part nothing.
fn outside_braces(names: &str) -> String {
    let mut depth = 0_usize;
    let sign = |c| {
        depth = if c == '}' { depth.saturating_sub(1) } else { depth };
        let shown = if depth > 0 { '_' } else { c };
        depth += usize::from(c == '{');
        shown
    };
    names.chars().map(sign).collect()
}

/// Whether `name` is two people, each with initials in front: `C. Lindt, D. Moreau`.
fn is_pair(name: &str) -> bool {
    let is_person = |words: &str| {
        let words: Vec<&str> = words.split_whitespace().collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        let mut letters = first.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.');
        initial && last.chars().filter(|c| c.is_alphabetic()).count() > 2 && !last.ends_with('.')
    };
    name.split_once(',').is_some_and(|(one, other)| is_person(one) && is_person(other))
}

/// Names separated by semicolons, separated by `and`.
fn rewritten(names: &str) -> Option<String> {
    let names: Vec<&str> = names.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
    (names.len() > 1).then(|| names.join(" and "))
}

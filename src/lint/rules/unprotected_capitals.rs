//! Capitals that a style would lose.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "TIT005",
    name: "unprotected-capitals",
    family: Family::Titles,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: false,
    fixable: Fixable::Safe,
    what: "A title has capitals inside a word (`DNA`, `iPhone`) without braces around them.",
    why: "Styles that print titles in sentence case make small letters of them. Off by default: it \
         concerns such styles only.",
    help: "put braces around the word",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {The DNA of Trade},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {The {DNA} of Trade},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let titles = work.parts(&["title", "subtitle", "booktitle"]).filter(|_| work.is_entry());
    let fault = |part: &Part| -> Option<Fault> {
        let written = part.written.as_deref()?;
        let protected = protected(written)?;
        let fault =
            Fault::new(part.span, format!("`{}` of {} has unprotected capitals", part.name, work.name()));
        Some(fault.fix(Fix::safe(part.span, protected)))
    };
    titles.filter_map(fault).collect()
}

/// `title` with braces around words with capitals inside; `None` if nothing changes, or if the title has
/// commands or mathematics, whose words are not to be touched.
fn protected(title: &str) -> Option<String> {
    if title.contains(['\\', '$']) || !title.contains(char::is_lowercase) {
        return None;
    }
    let mut depth = 0_usize;
    let mut out = String::with_capacity(title.len() + 8);
    for piece in title.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let rest = piece.get(word.len()..).unwrap_or_default();
        if depth == 0 && has_inner_capital(word) {
            out.extend(["{", word, "}", rest]);
        } else {
            out.push_str(piece);
        }
        depth = (depth + rest.matches('{').count()).saturating_sub(rest.matches('}').count());
    }
    (out != title).then_some(out)
}

fn has_inner_capital(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::protected;

    #[test]
    fn titles() {
        for (title, new) in [
            ("The DNA of Trade", Some("The {DNA} of Trade")),
            ("The {DNA of RNA} and mRNA", Some("The {DNA of RNA} and {mRNA}")),
            ("The Ties", None),
            ("{DNA}", None),
            ("On \\emph{DNA}", None),
            ("DNA AND RNA", None),
        ] {
            assert_eq!(protected(title).as_deref(), new, "{title}");
        }
    }
}

//! A URL that no browser can open.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "IDN005",
    name: "malformed-url",
    family: Family::Identifiers,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A URL has a blank in it, or no scheme or host.",
    why: "The link is dead in every rendering of the bibliography. Blanks come from line breaks in the \
          article; the part behind them is usually lost.",
    help: "copy the URL from the browser",
    bad: Example::Library(
        "@online{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2017},\n  \
         url = {https://example/ties},\n}\n",
    ),
    good: Example::Library(
        "@online{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2017},\n  \
         url = {https://example.org/ties},\n}\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    // Articles print URLs without their scheme; an entry must have it.
    let meant = |part: &&Part| work.is_entry() || part.value.contains("://");
    let Some(part) = work.part("url").filter(meant) else { return Vec::new() };
    // BibLaTeX puts the command around it itself.
    if part.latex.starts_with("\\url{") {
        let fault = Fault::new(part.span, format!("{} is not a URL alone", quoted(&part.latex)));
        return vec![fault.help("write the URL without a command around it")];
    }
    let fault = || Fault::new(part.span, format!("{} is not a URL", quoted(&part.value)));
    if is_url(&part.value) { Vec::new() } else { vec![fault()] }
}

/// Whether `url` is a scheme, `://`, a host with a point in it, and no blanks.
fn is_url(url: &str) -> bool {
    let url = url.trim();
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let known = ["http", "https", "ftp", "ftps"].iter().any(|s| scheme.eq_ignore_ascii_case(s));
    known && host.contains('.') && !host.starts_with('.') && !url.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::is_url;

    #[test]
    fn urls() {
        for (url, good) in [
            ("https://example.org/a?b#c", true),
            ("http://www.example.org", true),
            ("http:/example.org", false),
            ("https://example.org/a b", false),
            ("https://example", false),
            ("www.example.org", false),
        ] {
            assert_eq!(is_url(url), good, "{url}");
        }
    }
}

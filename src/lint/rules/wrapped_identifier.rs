//! An identifier inside a URL or behind a prefix.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "IDN008",
    name: "wrapped-identifier",
    family: Family::Identifiers,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::Safe,
    what: "A DOI or arXiv field holds a URL or a prefix around the bare identifier, or a DOI is percent-encoded as in a URL.",
    why: "Styles put the resolver in front of it once more, and encode it once more, and the link is broken.",
    help: "keep the bare identifier",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         \x20 doi = {https://doi.org/10.5555/abc.1},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         \x20 doi = {10.5555/abc.1},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let wrapped = |part: &Part| -> Option<Fault> {
        let written = part.written.as_deref()?;
        let bare = match part.name.as_str() {
            "doi" => identifier::unwrapped_doi(written),
            _ => {
                let prefix = written.strip_prefix("arXiv:").or_else(|| written.strip_prefix("arxiv:"));
                prefix.unwrap_or(written).trim().to_owned()
            }
        };
        let plain = identifier::decoded(&bare);
        if part.name == "doi" && bare == written.trim() && plain != bare {
            let message = format!("the DOI is written as in a URL; it is {}", quoted(&plain));
            return Some(Fault::new(part.span, message).fix(Fix::not_safe(part.span, plain)));
        }
        let changes = bare != written.trim() && !bare.is_empty();
        let message = format!("`{}` holds more than the bare identifier {}", part.name, quoted(&bare));
        changes.then(|| Fault::new(part.span, message).fix(Fix::safe(part.span, bare)))
    };
    work.parts(&["doi", "eprint"]).filter(|_| work.is_entry()).filter_map(wrapped).collect()
}

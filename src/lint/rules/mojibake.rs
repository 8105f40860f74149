//! Text decoded with the wrong character set.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "TIT001",
    name: "mojibake",
    family: Family::Titles,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::Unsafe,
    what: "Text was decoded with the wrong character set (`Ã©` for `é`).",
    why: "It prints as it stands, and no search finds the work.",
    help: "restore the characters",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties of CafÃ©s},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties of Cafés},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let broken = work.parts.iter().filter_map(|part| Some((part, repaired(&part.value)?)));
    broken
        .map(|(part, repaired)| {
            let fault = Fault::new(part.span, format!("`{}` of {} is garbled", part.name, work.name()));
            let fault = fault.help(format!("did it say {}?", quoted(&repaired)));
            let editable = work.is_entry() && part.written.as_deref() == Some(part.value.as_str());
            if editable { fault.fix(Fix::not_safe(part.span, repaired)) } else { fault }
        })
        .collect()
}

/// What `text` said before its UTF-8 was read as Windows-1252; `None` if it never was, or lost bytes since.
fn repaired(text: &str) -> Option<String> {
    if !text.contains(['Ã', 'Â', 'â', 'Ä', 'Å']) {
        return None;
    }
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
    let repaired = std::str::from_utf8(&bytes).ok().filter(|_| !lossy)?;
    (repaired != text && !repaired.contains(char::is_control)).then(|| repaired.to_owned())
}

#[cfg(test)]
mod tests {
    use super::repaired;

    #[test]
    fn texts() {
        for (text, good) in [
            ("CafÃ©", Some("Café")),
            ("itâ€™s", Some("it’s")),
            ("Café", None),
            ("Ärger", None),
            ("SÃO PAULO", None),
            ("château", None),
        ] {
            assert_eq!(repaired(text).as_deref(), good, "{text}");
        }
    }
}

//! Fixes, made.

use super::{Edit, Finding, Fix, Safety};

/// `text` with the fixes of `findings` (places in `text`) that are allowed, and how many were made; `None` if
/// there are none.
///
/// Of fixes that touch the same bytes the first is made; the next run makes the others.
///
/// ```
/// use ibid::article::Source;
/// use ibid::lint::{Context, Levels, Safety, check_library, fixed};
/// let source = Source::new("a.bib", "@misc{a, author = {N}, title = {T}, date = 2001, doi = {doi:10.1000/182}}".to_owned());
/// let findings = check_library(&source, Context { year: 2026 }, &Levels::default());
/// let (text, made) = fixed(source.text(), &findings, Safety::Safe).unwrap();
/// assert_eq!((made, text.contains("doi = {10.1000/182}")), (1, true));
/// ```
pub fn fixed(text: &str, findings: &[Finding], allowed: Safety) -> Option<(String, usize)> {
    let mut fixes: Vec<&Fix> = findings.iter().filter_map(|finding| finding.fault.fix.as_ref()).collect();
    fixes.retain(|fix| fix.safety == Safety::Safe || allowed == Safety::Unsafe);
    fixes.sort_by_key(|fix| fix.edits.first().map(|edit| edit.span));
    let mut new = String::with_capacity(text.len());
    let (mut at, mut made) = (0, 0);
    for fix in fixes {
        let Some(first) = fix.edits.first() else { continue };
        if first.span.start < at || fix.edits.iter().any(|edit| text.get(edit.span.range()).is_none()) {
            continue;
        }
        for Edit { span, new: words } in &fix.edits {
            new.push_str(text.get(at..span.start).unwrap_or_default());
            new.push_str(words);
            at = span.end;
        }
        made += 1;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    (made > 0).then_some((new, made))
}

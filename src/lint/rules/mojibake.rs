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
    work.parts.iter().filter_map(|part| fault(work, part)).collect()
}

fn fault(work: &Work<'_>, part: &Part) -> Option<Fault> {
    if let Some(repaired) = repaired(&part.value) {
        let fault = Fault::new(part.span, format!("`{}` of {} is garbled", part.name, work.name()));
        let fault = fault.help(format!("did it say {}?", quoted(&repaired)));
        let editable = work.is_entry() && part.written.as_deref() == Some(part.value.as_str());
        return Some(if editable { fault.fix(Fix::not_safe(part.span, repaired)) } else { fault });
    }
    // In a reference as printed it can be the PDF that does not say what its glyphs mean.
    let lost = work.is_entry() && part.value.contains(char::REPLACEMENT_CHARACTER);
    let message = || format!("`{}` of {} has lost characters (U+FFFD)", part.name, work.name());
    lost.then(|| Fault::new(part.span, message()))
}

/// What `text` said before UTF-8 in it was read as Windows-1252; `None` if it never was. A value that was decoded twice is
/// repaired twice.
fn repaired(text: &str) -> Option<String> {
    const MOST: usize = 3;
    let steps = std::iter::successors(repaired_once(text), |text| repaired_once(text));
    steps.take(MOST).last()
}

/// `text` with every sequence of characters that was one before made one again; all others stay.
fn repaired_once(text: &str) -> Option<String> {
    let mut repaired = String::with_capacity(text.len());
    let (mut rest, mut before, mut found) = (text, None, false);
    while let Some(first) = rest.chars().next() {
        let (c, length) = match sequence(before, rest) {
            Some(sequence) => {
                found = true;
                sequence
            }
            None => (first, first.len_utf8()),
        };
        repaired.push(c);
        before = Some(c);
        rest = rest.get(length..).unwrap_or_default();
    }
    found.then_some(repaired)
}

/// The character that the beginning of `text`, behind the character `before`, was, and the length of that beginning.
///
/// UTF-8 begins the letters of Europe with `Ã`, `Ä`, `Å`, signs such as `°` with `Â`, and quotation marks and dashes with
/// `â€`.
fn sequence(before: Option<char>, text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let lead = chars.next()?;
    let count = match lead {
        'Ã' | 'Â' | 'Ä' | 'Å' => 2,
        'â' => 3,
        _ => return None,
    };
    let second = chars.next()?;
    let length: usize = text.chars().take(count).map(char::len_utf8).sum();
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(text.get(..length)?);
    let mut decoded = std::str::from_utf8(&bytes).ok().filter(|_| !lossy)?.chars();
    let c = decoded.next().filter(|c| decoded.next().is_none() && !c.is_control())?;
    let after = text.get(length..).and_then(|rest| rest.chars().next());
    is_garbled(before, lead, second, after, c).then_some((c, length))
}

/// Whether `lead` and what follows it, which can be `c`, is no `Å` or `Ã` of its own: one that ends a word in capitals (`IRMÃ–`) or is a
/// unit (`1.5 Å²`) can stand before a dash, a quotation mark or a raised digit.
fn is_garbled(before: Option<char>, lead: char, second: char, after: Option<char>, c: char) -> bool {
    const FOLLOWING: &str = "–—‘’“”…«»‹›•·°²³¹ªº\u{a0}";
    let is_small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let can_follow = FOLLOWING.contains(second);
    match lead {
        // Punctuation, currencies, arrows and operators.
        'â' => ('\u{2010}'..'\u{2300}').contains(&c),
        _ if is_small(before) => true,
        'Ã' if can_follow => !is_letter(before) && is_small(after),
        'Ã' => true,
        'Â' => !is_letter(before) || !can_follow,
        _ => !can_follow && is_letter(after),
    }
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
            ("MÃ¼ller, A. and Mendès, B.", Some("Müller, A. and Mendès, B.")),
            ("CafÃ© culture – a “survey”", Some("Café culture – a “survey”")),
            ("Ã–sterreich, Ã…ngstrÃ¶m, Å¡koda, SÅ‚awomir", Some("Österreich, Ångström, škoda, Sławomir")),
            ("cÅ“ur, 20\u{a0}Â°C, Â«voilÃ\u{a0}Â»", Some("cœur, 20\u{a0}°C, «voilà»")),
            ("CafÃƒÂ©", Some("Café")),
            ("Trade â€“ a â€œsurveyâ€\u{9d}", Some("Trade – a “survey”")),
            ("a layer of 1.5 Å²", None),
            ("1.5 Å–2.0 Å…", None),
            ("MANHÃ–TARDE, “IRMÃ”", None),
            ("Ä–Ö, „Ä“, le thé”—fin, pâ”, EXÂ»", None),
        ] {
            assert_eq!(repaired(text).as_deref(), good, "{text}");
        }
    }
}

//! Which of BibLaTeX's fields the pages of a reference are.

use std::borrow::Cow;

use super::grammar::biorxiv::numbering_server;
use super::grammar::remark::{article_code, article_word, counted_pages, counting};
use super::grammar::role::takes_end;
use super::{Field, Reference};

/// The field for the pages of `reference` and its value: `eid` where they are the number of an article (`Article ID 158348`,
/// `e1003435`, `061102`, `bioRxiv 123456`), `pagetotal` where they count pages (`444 p.`), else `pages` (BibLaTeX manual, section 2.2.2).
pub(super) fn field<'a>(reference: &Reference, pages: &'a Field) -> (&'static str, Cow<'a, str>) {
    let value = pages.value.as_str();
    let parts = pages.span.and_then(|span| {
        let raw = &reference.raw;
        Some((raw.get(..span.start)?, raw.get(span.range())?, raw.get(span.end..)?))
    });
    let (before, printed, behind) = parts.unwrap_or_default();
    if let Some(code) = lettered(before, value) {
        return ("eid", Cow::Owned(code));
    }
    let value = Cow::Borrowed(value);
    if article_code(&value).is_ok() {
        return ("eid", value);
    }
    if value.contains(|c: char| !c.is_ascii_alphanumeric()) {
        return ("pages", value);
    }
    let number = pages.value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let counted =
        is_number(number) && (counted_pages(printed).is_ok() || number == value && counting(behind).is_ok());
    let of_preprint = || number.len() == 6 && number == value && takes_end(before, numbering_server);
    match () {
        () if of_preprint() => ("eid", value),
        () if takes_end(before, article_word) || article_word(printed).is_ok() => ("eid", value),
        () if counted => ("pagetotal", Cow::Borrowed(number)),
        () => ("pages", value),
    }
}

fn is_number(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit())
}

/// The number of an article with the letter that `before` has close in front of its digits: `P07010`, of which `07010` was read.
fn lettered(before: &str, value: &str) -> Option<String> {
    let mut signs = before.chars().rev();
    let letter = signs.next().filter(|c| c.is_ascii_uppercase() || *c == 'e')?;
    let begins =
        value.starts_with(|c: char| c.is_ascii_digit()) && !signs.next().is_some_and(char::is_alphanumeric);
    begins.then(|| format!("{letter}{value}")).filter(|code| article_code(code).is_ok())
}

#[cfg(test)]
mod tests {
    use super::super::{entry, parse};
    use super::lettered;

    #[test]
    fn letters_in_front_of_numbers_of_articles() {
        assert_eq!(lettered("J. Stat. Mech. P", "07010").as_deref(), Some("P07010"));
        for (before, value) in
            [("J. Stat. Mech. ", "07010"), ("Trade S", "123"), ("Trade MP", "07010"), ("", "07010")]
        {
            assert_eq!(lettered(before, value), None, "{before}{value}");
        }
    }

    #[test]
    fn numbers_of_articles_and_counts_of_pages_have_their_fields() {
        for (raw, field, value) in [
            ("Roe A, Okada B. Ports and tolls. Trade of the North. 2013;12(3):e1003435.", "eid", "e1003435"),
            (
                "A. Roe and B. Okada, “Ports and tolls,” Trade of the North, vol. 12, Article ID 158348, 2013.",
                "eid",
                "158348",
            ),
            ("Roe A, Okada B. Ports and tolls. Trade of the North. 2013;12(3):45-9.", "pages", "45--49"),
            ("A. Roe and B. Okada, Phys. Rev. D 86, 054009 (2012).", "eid", "054009"),
            ("Roe, A. et al. Ports and tolls. Sci. Adv. 6, eaba2949 (2020).", "eid", "eaba2949"),
            ("Roe, A. et al. Ports and tolls. Geophys. Res. Lett. 39, L03702 (2012).", "eid", "L03702"),
            ("Roe A, Okada B. Ports and tolls. bioRxiv. 2019:123456.", "eid", "123456"),
            (
                "Roe A, Okada B. Ports and tolls. bioRxiv 2020.03.04.976662 (2020).",
                "eid",
                "2020.03.04.976662",
            ),
            ("Roe, A., 2013. Ports and tolls. University Press, London, 444 p.", "pagetotal", "444"),
        ] {
            let entry = entry(&parse(raw));
            let found = entry.get(field).map(|chunks| chunks.iter().map(|c| c.v.get()).collect::<String>());
            assert_eq!(found.as_deref(), Some(value), "{raw}");
        }
    }
}

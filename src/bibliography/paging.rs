//! Which of BibLaTeX's fields the pages of a reference are.

use super::grammar::remark::{article_word, counted_pages, counting};
use super::grammar::role::takes_end;
use super::{Field, Reference};

/// The field for the pages of `reference` and its value: `eid` where they are the number of an article (`Article ID 158348`,
/// `e1003435`), `pagetotal` where they count pages (`444 p.`), else `pages` (BibLaTeX manual, section 2.2.2).
pub(super) fn field<'a>(reference: &Reference, pages: &'a Field) -> (&'static str, &'a str) {
    let value = pages.value.as_str();
    if value.contains(|c: char| !c.is_ascii_alphanumeric()) {
        return ("pages", value);
    }
    let parts = pages.span.and_then(|span| {
        let raw = &reference.raw;
        Some((raw.get(..span.start)?, raw.get(span.range())?, raw.get(span.end..)?))
    });
    let (before, printed, behind) = parts.unwrap_or_default();
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let counted =
        is_number(number) && (counted_pages(printed).is_ok() || number == value && counting(behind).is_ok());
    match () {
        () if takes_end(before, article_word) || article_word(printed).is_ok() => ("eid", value),
        () if is_electronic(value) => ("eid", value),
        () if counted => ("pagetotal", number),
        () => ("pages", value),
    }
}

fn is_number(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit())
}

/// `e1003435`: what journals without printed pages number their articles with.
fn is_electronic(value: &str) -> bool {
    value.strip_prefix(['e', 'E']).is_some_and(|digits| digits.len() > 2 && is_number(digits))
}

#[cfg(test)]
mod tests {
    use super::super::{entry, parse};

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
            ("Roe, A., 2013. Ports and tolls. University Press, London, 444 p.", "pagetotal", "444"),
        ] {
            let entry = entry(&parse(raw));
            let found = entry.get(field).map(|chunks| chunks.iter().map(|c| c.v.get()).collect::<String>());
            assert_eq!(found.as_deref(), Some(value), "{raw}");
        }
    }
}

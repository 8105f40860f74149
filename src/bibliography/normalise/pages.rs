//! Pages as printed to BibLaTeX's ranges.

use super::text;
use crate::bibliography::grammar::locator::{self, Page};
use crate::bibliography::grammar::remark::pages_of_article;

/// The pages that `printed` names: the words for *page* dropped, ranges with `--` and a full last
/// page, several ranges with `, `. Article numbers (`e1012`, `S08004`) come out as they are.
///
/// ```
/// use ibid::bibliography::normalise::pages::pages;
/// assert_eq!(pages("pp. 195–9"), "195--199");
/// assert_eq!(pages("S289-94, 301"), "S289--S294, 301");
/// assert_eq!(pages("e1003435"), "e1003435");
/// assert_eq!(pages("61:1–61:11"), "61:1--61:11");
/// ```
pub fn pages(printed: &str) -> String {
    let words = text::value(printed);
    let bare = without_word(words.trim_end_matches('.'));
    bare.split([',', ';', '&']).map(range).filter(|range| !range.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `printed` without a word for *page* before the first number.
fn without_word(printed: &str) -> &str {
    locator::page_word(printed).map_or(printed, |(rest, _)| rest)
}

/// One page or range of pages.
fn range(printed: &str) -> String {
    let printed = without_word(printed.trim()).trim_matches(|c: char| c.is_whitespace() || c == '.');
    let ends = locator::range(printed).map_or_else(|_| Vec::new(), |(_, ends)| ends);
    match *ends.as_slice() {
        [first, last] => match (page(first), page(last)) {
            (Some(from), Some(to)) => between(&from, &to).unwrap_or_else(|| format!("{first}-{last}")),
            _ if is_roman(first) && is_roman(last) || pages_of_article(printed).is_ok() => {
                format!("{first}--{last}")
            }
            _ => printed.to_owned(),
        },
        [only] => page(only).map_or_else(|| only.to_owned(), |page| page.to_string()),
        _ => printed.to_owned(),
    }
}

fn page(printed: &str) -> Option<Page<'_>> {
    locator::page(printed).ok().map(|(_, page)| page)
}

fn is_roman(printed: &str) -> bool {
    locator::roman(printed).is_ok()
}

/// The range between two pages, the digits of the last written out; `None` if it would run backwards.
fn between(first: &Page<'_>, last: &Page<'_>) -> Option<String> {
    let missing = first.digits.len().saturating_sub(last.digits.len());
    let kept = first.digits.get(..missing)?;
    let digits = format!("{kept}{}", last.digits);
    let digits = match missing > 0 && digits.as_str() < first.digits {
        true => wrapped(first, last)?,
        false => digits,
    };
    let lead = if last.lead.is_empty() { first.lead } else { last.lead };
    let last = Page { lead, digits: &digits, tail: last.tail };
    Some(if *first == last { first.to_string() } else { format!("{first}--{last}") })
}

/// The last page of a range that goes on into the next hundred: `396–02` ends on page 402. `None` where the numbers may be
/// no pages.
fn wrapped(first: &Page<'_>, last: &Page<'_>) -> Option<String> {
    const LONGEST: u32 = 60;
    let is_plain = |page: &Page<'_>| page.lead.is_empty() && page.tail.is_empty();
    let (from, to): (u32, u32) = (first.digits.parse().ok()?, last.digits.parse().ok()?);
    let unit = 10_u32.checked_pow(u32::try_from(last.digits.len()).ok()?)?;
    let whole = (from - from % unit).checked_add(unit)?.checked_add(to)?;
    let is_range =
        is_plain(first) && is_plain(last) && last.digits.len() > 1 && !first.digits.starts_with('0');
    (is_range && whole - from <= LONGEST).then(|| whole.to_string())
}

/// The page as one word: `e 1012` is `e1012`.
impl std::fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}{}", self.lead, self.digits, self.tail.replace(' ', ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_full() {
        for (printed, want) in [
            ("67-74", "67--74"),
            ("pp. 195–9", "195--199"),
            ("1012--15", "1012--1015"),
            ("S. 29 - 68.", "29--68"),
            ("p. 12", "12"),
            ("S117-S132", "S117--S132"),
            ("S289–94", "S289--S294"),
            ("143D-150D", "143D--150D"),
            ("3911S–26S", "3911S--3926S"),
            ("e01388-17", "e01388-17"),
            ("396–02", "396--402"),
            ("1998–04", "1998--2004"),
            ("195-4", "195-4"),
            ("012345-07", "012345-07"),
            ("12–13, 15–18", "12--13, 15--18"),
            ("xii–xv", "xii--xv"),
            ("12 ff.", "12ff"),
            ("S08004", "S08004"),
            ("240 p.", "240p"),
            ("15-15", "15"),
            ("", ""),
        ] {
            assert_eq!(pages(printed), want, "{printed}");
        }
    }
}

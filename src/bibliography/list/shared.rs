//! Several references under one number: `[7] P. Noyes, Phys. Rev. 15, 538 (1965); K. Kowalski, …`.

use std::ops::Range;

use nom::character::complete::{char, space0};
use nom::combinator::opt;
use nom::sequence::delimited;
use nom::{IResult, Parser};

use super::shape::{Opening, has_year};
use super::types::Item;

/// Longest item that is looked into, in bytes; more is no reference.
const LONGEST: usize = 20_000;

/// Longest words that lead to the first of them, in bytes.
const LONGEST_LEAD: usize = 160;

/// Makes every reference under a shared number an item of its own, in order. All have the number; the
/// label stays with the first, the others have an empty one.
pub(super) fn split_shared(items: Vec<Item>) -> Vec<Item> {
    items.into_iter().flat_map(split).collect()
}

fn split(item: Item) -> Vec<Item> {
    let text = item.text.as_str();
    if text.len() > LONGEST {
        return vec![item];
    }
    let lettered = lettered(text);
    let parts = if lettered.is_empty() { parts(text) } else { lettered };
    if parts.len() < 2 {
        return vec![item];
    }
    let part = |(at, range): (usize, Range<usize>)| Item {
        number: item.number,
        label: if at == 0 { item.label.clone() } else { String::new() },
        text: item.text.slice(range.into()),
        lines: item.lines.clone(),
        cut_off: item.cut_off,
    };
    parts.into_iter().enumerate().map(part).collect()
}

/// The references behind the letters of `a) …; b) …` or `For reviews, see: (a) … (b) …`, if they count on. What leads to them
/// is part of none.
fn lettered(text: &str) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut expected = 'a';
    for start in [0].into_iter().chain(text.match_indices(' ').map(|(at, _)| at + 1)) {
        let Some((before, label)) = text.split_at_checked(start) else { continue };
        let Ok((rest, _)) = letter_label(expected, label) else { continue };
        let (before, bracketed) = (before.trim_end(), label.starts_with('('));
        let opens = match expected {
            'a' => before.is_empty() || bracketed && before.len() <= LONGEST_LEAD && leads(before),
            _ => before.ends_with(';') || bracketed && before.ends_with(['.', ':']),
        };
        if !opens {
            continue;
        }
        if let Some(last) = parts.last_mut() {
            let own = before.get(last.start..).map_or(0, |part| without_lead(part).len());
            last.end = last.start + own;
        }
        parts.push(text.len() - rest.len()..text.len());
        expected = char::from_u32(u32::from(expected) + 1).unwrap_or(expected);
    }
    parts
}

/// Whether `words` lead to a reference: `For reviews, see:`.
fn leads(words: &str) -> bool {
    words.ends_with([':', ',']) && !has_year(words)
}

/// `part` without the sentence at its end that leads to the next one: `12, 3–9. For a review, see:`.
fn without_lead(part: &str) -> &str {
    let cut = part.rsplit_once(". ").filter(|(_, last)| leads(last));
    cut.and_then(|(own, _)| part.get(..own.len() + 1)).unwrap_or(part)
}

/// `letter-label = [ "(" ] letter ")"`: `a) `, `(b) `, `c )`.
fn letter_label(letter: char, i: &str) -> IResult<&str, char> {
    delimited(opt(char('(')), char(letter), (space0, char(')'), space0)).parse(i)
}

/// The references that [`cuts`] parts.
fn parts(text: &str) -> Vec<Range<usize>> {
    let ends = cuts(text);
    // The blank between them belongs to neither.
    let starts: Vec<usize> = [0].into_iter().chain(ends.iter().map(|end| end + 1)).collect();
    starts.into_iter().zip(ends.into_iter().chain([text.len()])).map(|(from, to)| from..to).collect()
}

/// Bytes at which one reference ends and the next begins: behind `;`, or behind the full stop of `15 (1965).`, `(1965) 538.`
/// or `[hep-ph].`, where both sides are dated and names follow.
fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let (mut from, mut dated) = (0, false);
    let mut ends = piece_ends(text).peekable();
    while let Some(end) = ends.next() {
        dated |= is_dated(text.get(from..end).unwrap_or_default());
        let rest = text.get(end + 1..).unwrap_or_default();
        let next = text.get(end + 1..ends.peek().copied().unwrap_or(text.len())).unwrap_or_default();
        if dated && opens_with_name(rest) && is_dated(next) {
            cuts.push(end);
            dated = false;
        }
        from = end;
    }
    cuts
}

/// Bytes of the blanks before which a reference may end.
fn piece_ends(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(' ').map(|(at, _)| at).filter(|&at| {
        let before = text.get(..at).unwrap_or_default();
        let sentence = before.strip_suffix('.').is_some_and(|before| {
            before.ends_with(']')
                || before.strip_suffix(')').is_some_and(ends_in_volume_and_year)
                || ends_in_year_and_page(before)
        });
        before.ends_with(';') || sentence
    })
}

/// Whether `text` ends as in `15, 538 (1965`: in a number and a year, not in names and a year.
fn ends_in_volume_and_year(text: &str) -> bool {
    let Some((before, year)) = text.rsplit_once(" (") else { return false };
    year.len() == 4 && has_year(year) && before.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether `text` ends as in `15 (1965) 538`: in a year and a page.
fn ends_in_year_and_page(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let dated = before.strip_suffix(") ").and_then(|before| before.rsplit_once(" ("));
    before.len() < text.len() && dated.is_some_and(|(_, year)| year.len() == 4 && has_year(year))
}

fn is_dated(text: &str) -> bool {
    has_year(text) || ["arXiv", "hep-", "astro-ph", "cond-mat"].iter().any(|mark| text.contains(mark))
}

fn opens_with_name(text: &str) -> bool {
    matches!(
        Opening::of(text),
        Opening::FamilyInitials | Opening::FamilyBareInitials | Opening::InitialsFamily
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> usize {
        super::parts(text).len()
    }

    #[test]
    fn references_behind_letters() {
        let text = "a) A. Moor, J. Phys. 2011, 15, 538; J. Chem. 2012, 1, 2; b )K. Berg, J. Phys. 2013, 1, 9; (c) see text.";
        let parts: Vec<&str> = lettered(text).into_iter().map(|range| &text[range]).collect();
        let expected = [
            "A. Moor, J. Phys. 2011, 15, 538; J. Chem. 2012, 1, 2;",
            "K. Berg, J. Phys. 2013, 1, 9;",
            "see text.",
        ];
        assert_eq!(parts, expected);
        let text = "For reviews on C2 bonds, see: (a) Moor, A.; Fell, D. Boats (c) and Tolls. J. Chem. 2011, 15, 3–9. (b) Berg, K.; Au, C. \
                    Ties. J. Chem. 2012, 1, 2–4. For a report, see: (c) Roe, A. J. Chem. 2013, 1, 9.";
        let parts: Vec<&str> = lettered(text).into_iter().map(|range| &text[range]).collect();
        let expected = [
            "Moor, A.; Fell, D. Boats (c) and Tolls. J. Chem. 2011, 15, 3–9.",
            "Berg, K.; Au, C. Ties. J. Chem. 2012, 1, 2–4.",
            "Roe, A. J. Chem. 2013, 1, 9.",
        ];
        assert_eq!(parts, expected);
        for one in
            ["A. Moor, 2011; b) K. Berg, 2012.", "Moor, A. Rates of 5 (a) and 6. 2011. (b) Berg, K. 2012."]
        {
            assert!(lettered(one).is_empty(), "{one}");
        }
        assert!(lettered("").is_empty());
    }

    #[test]
    fn references_under_one_number() {
        assert_eq!(parts("A. Moor, J. Phys. 15, 538 (1965); K.L. Berg, J. Phys. 15, 798 (1966)"), 2);
        assert_eq!(parts("A. Moor, J. Phys. 15, 538 (1965). K.L. Berg, J. Phys. 15, 798 (1966)."), 2);
        assert_eq!(parts("A. Moor, J. Phys. B 15 (1965) 538. K. Berg, J. Phys. 15 (1966) 798."), 2);
        assert_eq!(parts("D. Fell, in Proc. 2014 [arXiv:1410.1 [hep-lat]]. C. Au, Proc. 2013."), 2);
    }

    #[test]
    fn one_reference() {
        assert_eq!(parts("Moor, A.; Berg, K.L. J. Chem. 2003, 12, 34."), 1);
        assert_eq!(parts("Moor A. Ties. Lancet 2001; 358: 1-9."), 1);
        assert_eq!(parts("A. Moor, J. Phys. B 15 (1965) 538. Reprinted in 1972 (2001)."), 1);
        assert_eq!(parts("Moor, A. (2001). B. Anthracis in sheep. Lancet, 3, 2001."), 1);
    }
}

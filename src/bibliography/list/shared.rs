//! Several references under one number: `[7] P. Noyes, Phys. Rev. 15, 538 (1965); K. Kowalski, …`.

use super::shape::{Opening, has_year};
use super::types::Item;

/// Longest item that is looked into, in bytes; more is no reference.
const LONGEST: usize = 20_000;

/// Makes every reference under a shared number an item of its own, in order. All have the number; the
/// label stays with the first, the others have an empty one.
pub(super) fn split_shared(items: Vec<Item>) -> Vec<Item> {
    items.into_iter().flat_map(split).collect()
}

fn split(item: Item) -> Vec<Item> {
    let text = item.text.as_str();
    let mut cuts = cuts(text);
    if cuts.is_empty() {
        return vec![item];
    }
    cuts.push(text.len());
    let mut from = 0;
    let mut parts = Vec::with_capacity(cuts.len());
    for to in cuts {
        let label = if from == 0 { item.label.clone() } else { String::new() };
        let text = item.text.slice((from..to).into());
        let (number, lines, cut_off) = (item.number, item.lines.clone(), item.cut_off);
        parts.push(Item { number, label, text, lines, cut_off });
        // The blank between them belongs to neither.
        from = to + 1;
    }
    parts
}

/// Bytes at which one reference ends and the next begins: behind `;`, or behind the full stop of `(1965).`
/// or `[hep-ph].`, where both sides are dated and names follow.
fn cuts(text: &str) -> Vec<usize> {
    if text.len() > LONGEST {
        return Vec::new();
    }
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
            before.ends_with(']') || before.strip_suffix(')').is_some_and(ends_in_volume_and_year)
        });
        before.ends_with(';') || sentence
    })
}

/// Whether `text` ends as in `15, 538 (1965`: in a number and a year, not in names and a year.
fn ends_in_volume_and_year(text: &str) -> bool {
    let Some((before, year)) = text.rsplit_once(" (") else { return false };
    year.len() == 4 && has_year(year) && before.ends_with(|c: char| c.is_ascii_digit())
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
        cuts(text).len() + 1
    }

    #[test]
    fn references_under_one_number() {
        assert_eq!(parts("A. Moor, J. Phys. 15, 538 (1965); K.L. Berg, J. Phys. 15, 798 (1966)"), 2);
        assert_eq!(parts("A. Moor, J. Phys. 15, 538 (1965). K.L. Berg, J. Phys. 15, 798 (1966)."), 2);
        assert_eq!(parts("D. Fell, in Proc. 2014 [arXiv:1410.1 [hep-lat]]. C. Au, Proc. 2013."), 2);
    }

    #[test]
    fn one_reference() {
        assert_eq!(parts("Moor, A.; Berg, K.L. J. Chem. 2003, 12, 34."), 1);
        assert_eq!(parts("Moor A. Ties. Lancet 2001; 358: 1-9."), 1);
        assert_eq!(parts("Moor, A. (2001). B. Anthracis in sheep. Lancet, 3, 2001."), 1);
    }
}

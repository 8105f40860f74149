//! Running heads and page numbers that stand inside a list: where a text has no page breaks, or only few
//! pages, they repeat too seldom to be told from their place.
//!
//! Every line of the list is read or left out; the best choice for all lines together is found exactly (Viterbi),
//! by the sum of the weights of its features. The weights were trained (see `docs/lists.md`).

use std::collections::HashMap;

use super::shape::{Opening, year_at};
use super::starts::CutLine;
use super::weights::FURNITURE_WEIGHTS;

/// Number of features.
pub const FURNITURE_FEATURES: usize = 190;

/// The first feature of each family.
const KIND: usize = 1;
const WIDTH: usize = 5;
const ENDING: usize = 21;
const ABOVE: usize = 41;
const BELOW: usize = 47;
const OPENING: usize = 58;
const YEAR: usize = 68;
const NEAR: usize = 72;
const NO_MARKS: usize = 88;
const COUNTS_ON: usize = 92;
const SPACED: usize = 96;
const CAPITALS: usize = 97;
const BAR: usize = 98;
const ADDRESS: usize = 99;
const REPEATED: usize = 100;
const TAIL: usize = 101;
const FIRST: usize = 102;
const BETWEEN: usize = 104;
const AFTER: usize = 170;

/// Lines between two heads of pages, at least.
const PAGE: usize = 20;
/// Lines that stand at the same page end, at most.
const PAGE_END: usize = 4;

/// Where a line has a number that may be a page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Number,
    NumberFirst,
    NumberLast,
}

/// What the choice looks at in one line.
#[derive(Debug, Clone)]
struct Row {
    kind: Kind,
    /// The number that may be the page's.
    number: Option<u32>,
    /// Width relative to a full line, 0 to 3.
    width: usize,
    /// How it ends, 0 to 4.
    ending: usize,
    opening: usize,
    has_year: bool,
    /// What else it shows: features without a family.
    marks: Vec<usize>,
}

/// Whether each of `lines`, a list without its heading, is furniture.
pub(super) fn furniture(lines: &[CutLine]) -> Vec<bool> {
    best(&features(lines), &FURNITURE_WEIGHTS)
}

/// The features of every line as furniture; those of one that is read are none.
fn features(lines: &[CutLine]) -> Vec<Vec<usize>> {
    let rows = rows(lines);
    let counting_on = counting_on(&rows);
    let row = |at: Option<usize>| at.and_then(|at| rows.get(at));
    (0..rows.len())
        .filter_map(|at| {
            let own = rows.get(at)?;
            let kind = own.kind as usize;
            let above = row(at.checked_sub(1)).map_or(0, |r| 1 + r.ending);
            let below = row(at.checked_add(1)).map_or(0, |r| 1 + r.opening);
            let mut found = vec![
                0,
                KIND + kind,
                WIDTH + 4 * kind + own.width,
                ENDING + 5 * kind + own.ending,
                ABOVE + above,
                BELOW + below,
                BETWEEN + 11 * above + below,
                OPENING + own.opening,
            ];
            if own.has_year {
                found.push(YEAR + kind);
            }
            let near = [at.checked_sub(2), at.checked_sub(1), Some(at + 1), Some(at + 2)];
            let near = near.into_iter().enumerate().filter_map(|(n, at)| Some((n, row(at)?)));
            found.extend(near.map(|(n, r)| NEAR + 4 * n + r.kind as usize));
            if counting_on.get(at) == Some(&true) {
                found.push(COUNTS_ON + kind);
            }
            found.extend(&own.marks);
            Some(found)
        })
        .collect()
}

fn rows(lines: &[CutLine]) -> Vec<Row> {
    let mut widths: Vec<usize> = lines.iter().map(|l| l.0.chars().count()).collect();
    widths.sort_unstable();
    let full = widths.get(widths.len().saturating_sub(1) * 4 / 5).copied().unwrap_or(1).max(1);
    let last_year = lines.iter().rposition(|l| year_at(l.0).is_some()).unwrap_or(0);
    let repeated = repeated(lines);
    let row = |(at, line): (usize, &CutLine)| {
        let text = line.0;
        let (kind, number) = page_number(text);
        let mut marks = marks(text, kind);
        marks.extend(repeated.get(at).filter(|r| **r).map(|_| REPEATED));
        marks.extend((at > last_year).then_some(TAIL));
        marks.extend((at == 0).then_some(FIRST));
        let share = text.chars().count() as f32 / full as f32;
        let width = [0.35, 0.6, 0.88].iter().filter(|&&least| share >= least).count();
        let opening = Opening::of(text) as usize;
        Row { kind, number, width, ending: ending(text), opening, has_year: year_at(text).is_some(), marks }
    };
    lines.iter().enumerate().map(row).collect()
}

/// Where `text` has a number that may be a page's, and which.
fn page_number(text: &str) -> (Kind, Option<u32>) {
    let number = |digits: &str| -> Option<u32> {
        let all = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|_| all)
    };
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !"-–—|".contains(*c)).collect();
    if let Some(page) = number(&bare) {
        return (Kind::Number, Some(page));
    }
    let letter = |word: &str| word.starts_with(char::is_alphabetic);
    if let Some((first, rest)) = text.split_once(' ')
        && let Some(page) = number(first).filter(|_| letter(rest))
    {
        return (Kind::NumberFirst, Some(page));
    }
    if let Some((rest, last)) = text.rsplit_once(' ')
        && let Some(page) = number(last)
        && !rest.ends_with(|c: char| c.is_ascii_digit() || ",.;:/-–(".contains(c))
    {
        return (Kind::NumberLast, Some(page));
    }
    (Kind::Words, None)
}

/// The features of `text` by itself.
fn marks(text: &str, kind: Kind) -> Vec<usize> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let words = text.split(' ').count();
    let lone = text.split(' ').filter(|w| w.chars().count() == 1).count();
    let found = [
        (!text.contains([',', '.', ';', ':']), NO_MARKS + kind as usize),
        (words >= 4 && 5 * lone >= 3 * words, SPACED),
        (letters > 6 && !text.contains(char::is_lowercase), CAPITALS),
        (text.contains(['|', '©']), BAR),
        (["www.", "http", "doi", "DOI"].iter().any(|mark| text.contains(mark)), ADDRESS),
    ];
    found.into_iter().filter_map(|(is, feature)| is.then_some(feature)).collect()
}

/// How a line ends: full stop, open, digit, bracket, anything else.
fn ending(text: &str) -> usize {
    match text.chars().next_back() {
        Some('.') => 0,
        Some(',' | ';' | ':' | '&' | '-' | '‐' | '–' | '/') => 1,
        Some(c) if c.is_ascii_digit() => 2,
        Some(')' | ']') => 3,
        _ => 4,
    }
}

/// Whether the same words stand elsewhere in the list, numbers aside, always a page apart.
fn repeated(lines: &[CutLine]) -> Vec<bool> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let mut pattern = String::new();
        for c in line.0.chars().filter(|c| !c.is_whitespace()) {
            match c.is_ascii_digit() {
                true if pattern.ends_with('#') => {}
                true => pattern.push('#'),
                false => pattern.extend(c.to_lowercase()),
            }
        }
        places.entry(pattern).or_default().push(at);
    }
    let mut repeated = vec![false; lines.len()];
    let apart = |at: &[usize]| at.windows(2).all(|w| matches!(w, [a, b] if b - a >= PAGE));
    for (_, at) in places.iter().filter(|(p, at)| p.len() > 3 && at.len() > 1 && apart(at)) {
        for &at in at {
            if let Some(slot) = repeated.get_mut(at) {
                *slot = true;
            }
        }
    }
    repeated
}

/// Which rows have the number of a page before or after one that stands at the same page end, or on another page.
fn counting_on(rows: &[Row]) -> Vec<bool> {
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, number) in rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.number?))) {
        places.entry(number).or_default().push(at);
    }
    let fits = |at: usize, number: u32| {
        let Some(others) = places.get(&number) else { return false };
        let next = others.partition_point(|&other| other < at);
        let nearest = [next.checked_sub(1), Some(next)].into_iter().flatten().filter_map(|n| others.get(n));
        let mut ends = others.first().into_iter().chain(others.last());
        ends.any(|other| other.abs_diff(at) >= PAGE - PAGE_END)
            || nearest.into_iter().any(|other| other.abs_diff(at) <= PAGE_END)
    };
    let counts_on = |(at, row): (usize, &Row)| {
        row.number.is_some_and(|n| fits(at, n + 1) || n.checked_sub(1).is_some_and(|n| fits(at, n)))
    };
    rows.iter().enumerate().map(counts_on).collect()
}

/// The feature of a line that `is` furniture below one that `was`.
fn after(was: bool, is: bool) -> usize {
    AFTER + 2 * usize::from(was) + usize::from(is)
}

/// The best choice under `weights`: Viterbi over the two states of a line; linear in the number of lines.
fn best(features: &[Vec<usize>], weights: &[f32; FURNITURE_FEATURES]) -> Vec<bool> {
    let weight = |feature: usize| weights.get(feature).copied().unwrap_or(0.0);
    let mut back: Vec<[bool; 2]> = Vec::with_capacity(features.len());
    let mut scores = [0.0, f32::NEG_INFINITY];
    for own in features {
        let own: f32 = own.iter().map(|&feature| weight(feature)).sum();
        let step = |is: bool| {
            let [read, left_out] = scores;
            let (a, b) = (read + weight(after(false, is)), left_out + weight(after(true, is)));
            let own = if is { own } else { 0.0 };
            if b > a { (b + own, true) } else { (a + own, false) }
        };
        let (read, left_out) = (step(false), step(true));
        back.push([read.1, left_out.1]);
        scores = [read.0, left_out.0];
    }
    let mut state = scores[1] > scores[0];
    let mut found: Vec<bool> = Vec::with_capacity(back.len());
    for [read, left_out] in back.into_iter().rev() {
        found.push(state);
        state = if state { left_out } else { read };
    }
    found.reverse();
    found
}

/// The features of the choice that leaves out the lines that `is_furniture` marks. For training.
#[doc(hidden)]
pub fn features_of_furniture(lines: &[CutLine], is_furniture: &[bool]) -> [f32; FURNITURE_FEATURES] {
    let mut sum = [0.0; FURNITURE_FEATURES];
    let mut was = false;
    for (own, &is) in features(lines).iter().zip(is_furniture) {
        let own = own.iter().copied().filter(|_| is);
        for feature in own.chain([after(was, is)]) {
            if let Some(slot) = sum.get_mut(feature) {
                *slot += 1.0;
            }
        }
        was = is;
    }
    sum
}

/// The best choice for `lines` under `weights`. For training.
#[doc(hidden)]
pub fn train_furniture(lines: &[CutLine], weights: &[f32; FURNITURE_FEATURES]) -> Vec<bool> {
    best(&features(lines), weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages() {
        for (text, kind, number) in [
            ("132", Kind::Number, Some(132)),
            ("- 37 -", Kind::Number, Some(37)),
            ("4 7 8 5", Kind::Number, Some(4785)),
            ("18 Anna Weber", Kind::NumberFirst, Some(18)),
            ("Ties and trade 133", Kind::NumberLast, Some(133)),
            ("Review, 3, 427", Kind::Words, None),
            ("17(4), 3.", Kind::Words, None),
            ("", Kind::Words, None),
        ] {
            assert_eq!(page_number(text), (kind, number), "{text}");
        }
    }

    #[test]
    fn heads_between_references() {
        let lines = [
            "Arnold, G. and Hart, R. (1991). Crowds on the Pier: Theory and Evidence. Coastal",
            "Review, 3, 427-458.",
            "Bonner, R. (1995). Harbour Towns and the Making of Their Quarters. On the",
            "132",
            "Anna Weber",
            "Ties and Tolls of Harbour Towns",
            "133",
            "Daily Life of Dockers. Port Problems, 2, 216-231.",
            "Clay, J. (1978). Sailors. London: Quay Press.",
            "Clay, J. and Dane, M. (1983). The Wider Harbour. Ships",
            "and Men, 12, 1-19.",
        ];
        let lines: Vec<CutLine> = lines.iter().map(|l| (*l, 0.0, false)).collect();
        let found = furniture(&lines);
        assert_eq!(found.iter().map(|f| u8::from(*f)).collect::<Vec<_>>(), [0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0]);
        assert_eq!(furniture(&[]), Vec::<bool>::new());
    }
}

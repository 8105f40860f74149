//! The items of a list without numbers: where each begins, by dynamic programming over lines.
//!
//! Every cut of the lines into items has a score, the sum of the weights of its features: how an
//! item begins, how the line above ends, whether the item has a year, how it stands in the
//! alphabet. The best cut is found exactly. The weights were trained (see `docs/lists.md`).

use super::shape::{Opening, begins_with_body, has_year, year_at};
use super::weights::WEIGHTS;

/// Lines that an item may take at most.
pub(super) const LONGEST: usize = 14;

/// Number of features.
pub const FEATURES: usize = 80;

/// What the cut looks at in one line.
#[derive(Debug, Clone)]
pub(super) struct Row {
    opening: Opening,
    ending: usize,
    /// Width in characters, relative to a full line: 0 short, 1 middling, 2 full.
    fullness: usize,
    /// 0 all lines alike, 1 left of most, 2 at the usual indent, 3 right.
    indent: usize,
    /// 0 gaps say nothing, 1 no gap above, 2 gap above.
    gap: usize,
    has_year: bool,
    early_year: bool,
    /// Letters of the first word, lower case.
    first_word: String,
}

/// A line as the cut sees it: text, indent in characters, gap above.
pub(super) type CutLine<'a> = (&'a str, f32, bool);

/// The first lines of the items; the first is always 0.
pub(super) fn starts(lines: &[CutLine]) -> Vec<usize> {
    best_cut(&rows(lines), &WEIGHTS)
}

pub(super) fn rows(lines: &[CutLine]) -> Vec<Row> {
    let mut widths: Vec<usize> = lines.iter().map(|l| l.0.chars().count()).collect();
    let full = quantile(&mut widths, 0.8).max(1);
    let indents: Vec<f32> = lines.iter().map(|l| l.1).collect();
    let (low, high) = (spread(&indents, 0.1), spread(&indents, 0.9));
    let gaps = lines.iter().skip(1).filter(|l| l.2).count();
    let gaps_tell = gaps * 12 > lines.len() && lines.len() > 3;
    lines
        .iter()
        .map(|&(text, indent, gap)| Row {
            // A body with its year opens a reference as surely as a person.
            opening: if begins_with_body(text) { Opening::FamilyInitials } else { Opening::of(text) },
            ending: ending(text),
            fullness: match text.chars().count() as f32 / full as f32 {
                width if width < 0.6 => 0,
                width if width < 0.88 => 1,
                _ => 2,
            },
            indent: if high - low < 1.0 {
                0
            } else if indent < low + 0.8 {
                1
            } else if indent <= high + 0.8 {
                2
            } else {
                3
            },
            gap: if gaps_tell { 1 + usize::from(gap) } else { 0 },
            has_year: has_year(text),
            early_year: year_at(text).is_some_and(|at| at < 60),
            first_word: text
                .chars()
                .skip_while(|c| !c.is_alphabetic())
                .take_while(|c| c.is_alphabetic())
                .take(12)
                .flat_map(char::to_lowercase)
                .collect(),
        })
        .collect()
}

pub(super) fn quantile(values: &mut [usize], share: f32) -> usize {
    values.sort_unstable();
    values.get(((values.len().saturating_sub(1)) as f32 * share) as usize).copied().unwrap_or(0)
}

fn spread(values: &[f32], share: f32) -> f32 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f32::total_cmp);
    sorted.get(((sorted.len().saturating_sub(1)) as f32 * share) as usize).copied().unwrap_or(0.0)
}

/// How a line ends, 0 to 9.
fn ending(text: &str) -> usize {
    let mut back = text.chars().rev();
    let (last, before) = (back.next().unwrap_or(' '), back.next().unwrap_or(' '));
    match last {
        '.' if before.is_uppercase() => 0,
        '.' => 1,
        ',' | ';' | '&' | ':' => 2,
        '-' | '‐' | '–' | '/' => 3,
        c if c.is_ascii_digit() => 4,
        ')' | ']' | '”' | '"' | '?' | '!' => 5,
        c if c.is_lowercase() => 6,
        c if c.is_uppercase() => 7,
        _ => 8,
    }
}

/// Adds the features of an item over `rows[from..to]` to `add`; the item before it begins at
/// `above`.
pub(super) fn item_features(rows: &[Row], from: usize, to: usize, add: &mut impl FnMut(usize, f32)) {
    let Some(first) = rows.get(from) else { return };
    add(0, 1.0);
    add(1 + first.opening as usize, 1.0);
    if let Some(above) = from.checked_sub(1).and_then(|at| rows.get(at)) {
        add(11 + above.ending, 1.0);
        add(21 + above.fullness, 1.0);
        add(24 + first.indent, 1.0);
        add(28 + first.gap, 1.0);
        if above.ending == 1 && above.fullness == 0 {
            add(31, 1.0);
        }
    }
    let body = rows.get(from..to).unwrap_or_default();
    let years = body.iter().filter(|r| r.has_year).count();
    add(32 + years.min(3), 1.0);
    add(36, if first.early_year { 1.0 } else { 0.0 });
    add(37 + body.len().min(9), 1.0);
    if let Some(last) = body.last() {
        add(48 + last.ending, 1.0);
    }
    for inner in body.iter().skip(1) {
        add(58 + inner.opening as usize, 1.0);
        add(68 + inner.indent, 1.0);
        add(72 + inner.gap, 1.0);
        add(75, if inner.early_year && !first.early_year { 1.0 } else { 0.0 });
    }
}

/// Adds the features of two items that follow each other, by their first lines.
fn order_features(rows: &[Row], from: usize, next: usize, add: &mut impl FnMut(usize, f32)) {
    let (Some(a), Some(b)) = (rows.get(from), rows.get(next)) else { return };
    let feature = match (a.first_word.chars().next(), b.first_word.chars().next()) {
        _ if a.first_word.is_empty() || b.first_word.is_empty() => return,
        _ if a.first_word == b.first_word => 76,
        (x, y) if x == y => 77 + usize::from(a.first_word > b.first_word),
        _ if a.first_word < b.first_word => 77,
        _ => 79,
    };
    add(feature, 1.0);
}

/// Calls back with the index and the value of each feature.
type Features<'f> = &'f dyn Fn(&mut dyn FnMut(usize, f32));

/// The best cut under `weights`, by dynamic programming over (line, first line of the item that
/// ends there); linear in the number of lines.
fn best_cut(rows: &[Row], weights: &[f32; FEATURES]) -> Vec<usize> {
    let weigh = |features: Features| {
        let mut sum = 0.0;
        features(&mut |at, value| sum += weights.get(at).copied().unwrap_or(0.0) * value);
        sum
    };
    // best[to][k]: the best score of a cut of rows[..to] whose last item takes k + 1 lines.
    let mut best: Vec<[(f32, usize); LONGEST]> = vec![[(f32::NEG_INFINITY, 0); LONGEST]; rows.len() + 1];
    for to in 1..=rows.len() {
        for len in 1..=LONGEST.min(to) {
            let from = to - len;
            let own = weigh(&|add| item_features(rows, from, to, &mut |at, v| add(at, v)));
            let before = (1..=LONGEST.min(from)).map(|k| {
                let order = weigh(&|add| order_features(rows, from - k, from, &mut |at, v| add(at, v)));
                (best.get(from).and_then(|b| b.get(k - 1)).map_or(f32::NEG_INFINITY, |b| b.0) + order, k)
            });
            let start = if from == 0 { (0.0, 0) } else { (f32::NEG_INFINITY, 0) };
            let (score, k) = before.fold(start, |a, b| if b.0 > a.0 { b } else { a });
            if let Some(slot) = best.get_mut(to).and_then(|b| b.get_mut(len - 1)) {
                *slot = (score + own, k);
            }
        }
    }
    trace(&best)
}

fn trace(best: &[[(f32, usize); LONGEST]]) -> Vec<usize> {
    let mut starts = Vec::new();
    let Some(last) = best.last() else { return starts };
    let mut len = (1..=LONGEST)
        .max_by(|&a, &b| {
            last.get(a - 1)
                .map(|s| s.0)
                .unwrap_or(f32::NEG_INFINITY)
                .total_cmp(&last.get(b - 1).map(|s| s.0).unwrap_or(f32::NEG_INFINITY))
        })
        .unwrap_or(1);
    let mut to = best.len() - 1;
    while to > 0 && len > 0 {
        let from = to.saturating_sub(len);
        starts.push(from);
        len = best.get(to).and_then(|b| b.get(len - 1)).map_or(0, |slot| slot.1);
        to = from;
    }
    starts.reverse();
    starts
}

/// The features of the cut of `lines` that begins items at `starts`. For training.
#[doc(hidden)]
pub fn features_of_cut(lines: &[CutLine], starts: &[usize]) -> [f32; FEATURES] {
    let rows = rows(lines);
    let mut sum = [0.0; FEATURES];
    let mut add = |at: usize, value: f32| {
        if let Some(slot) = sum.get_mut(at) {
            *slot += value;
        }
    };
    for (at, &from) in starts.iter().enumerate() {
        let to = starts.get(at + 1).copied().unwrap_or(rows.len());
        item_features(&rows, from, to, &mut add);
        if let Some(&next) = starts.get(at + 1) {
            order_features(&rows, from, next, &mut add);
        }
    }
    sum
}

/// The best cut of `lines` under `weights`. For training.
#[doc(hidden)]
pub fn train_cut(lines: &[CutLine], weights: &[f32; FEATURES]) -> Vec<usize> {
    best_cut(&rows(lines), weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn author_year_items_without_indents() {
        let lines = [
            "Arnold, G. and Hart, R. (1991). Crowds on the Pier: Theory and Evidence. Coastal",
            "Review, 3, 427-458.",
            "Bonner, R. (1995). Harbour Towns and the Making of Their Quarters. On the",
            "Daily Life of Dockers. Port Problems, 2, 216-231.",
            "Clay, J. (1978). Sailors. London: Quay Press.",
            "Clay, J. and Dane, M. (1983). The Wider Harbour. Ships",
            "and Men, 12, 1-19.",
        ];
        let lines: Vec<CutLine> = lines.iter().map(|l| (*l, 0.0, false)).collect();
        assert_eq!(starts(&lines), [0, 2, 4, 5]);
    }

    #[test]
    fn bodies_begin_items() {
        let lines = [
            "Clay, J. (2011): Harbour towns and their quarters. In: Port Problems 674, pp. 67–89.",
            "DIN (2015): DIN 12345: Bollards. Oslo: Quay.",
            "Evans, C./Dane, M. (2021): The wider harbour. In: Ships 593, pp. 548–552.",
            "IPO (2013): Tides of the world. Oslo: IPO.",
            "WHO (2019): Smoke and piers. Oslo: WHO.",
        ];
        let lines: Vec<CutLine> = lines.iter().map(|l| (*l, 0.0, false)).collect();
        assert_eq!(starts(&lines), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn hanging_indents() {
        let lines = [
            ("The Port Authority. Annual account of ships and", 0.0, false),
            ("Goods. Rotterdam 1971.", 4.0, false),
            ("Report on Tides. Den Haag", 0.0, false),
            ("1972.", 4.0, false),
        ];
        assert_eq!(starts(&lines), [0, 2]);
    }

    #[test]
    fn nothing_and_one_line() {
        assert_eq!(starts(&[]), Vec::<usize>::new());
        assert_eq!(starts(&[("Weitz, R. 2006.", 0.0, false)]), [0]);
    }
}

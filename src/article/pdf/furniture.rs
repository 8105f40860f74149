//! Rows that are printed on page after page, not read: running heads and feet, page numbers.

use std::collections::HashMap;

use super::rows::Row;
use crate::article::page_mark;

/// How many rows from the top and from the bottom of a page may be furniture.
const DEPTH: usize = 4;

/// Marks the furniture of `pages`: for every row of every page whether it is.
///
/// A row is furniture if it stands among the first or last of its page and, numbers aside, the same words
/// stand at the same height on another page; or if it is a bare page number there.
pub(super) fn furniture(pages: &[Vec<Row>]) -> Vec<Vec<bool>> {
    let mut marks: Vec<Vec<bool>> = pages.iter().map(|rows| vec![false; rows.len()]).collect();
    // Heads of left and right pages differ, so that each stands on half of the pages at best.
    let needed = if pages.len() < 6 { 2 } else { 3 };
    let mut seen: HashMap<(String, i32), Vec<(usize, usize)>> = HashMap::new();
    for (page, rows) in pages.iter().enumerate() {
        for at in margins(rows) {
            let Some(row) = rows.get(at).filter(|row| !starts_item(&row.text)) else { continue };
            let shape = shape(&row.text);
            let height = (row.y / 6.0).round() as i32;
            // Odd and even pages may differ by a hair; look at the neighbouring heights as well.
            for near in [height.saturating_sub(1), height, height.saturating_add(1)] {
                seen.entry((shape.clone(), near)).or_default().push((page, at));
            }
        }
    }
    for places in seen.values() {
        let mut on: Vec<usize> = places.iter().map(|p| p.0).collect();
        on.dedup();
        if on.len() < needed {
            continue;
        }
        for &(page, at) in places {
            mark(&mut marks, page, at);
        }
    }
    let count = |page: usize| u32::try_from(page).unwrap_or(u32::MAX);
    for (page, rows) in pages.iter().enumerate() {
        let is_numbered = |at: &usize| {
            rows.get(*at)
                .is_some_and(|row| page_mark::is_numbered(&row.text, count(page + 1), count(pages.len())))
        };
        for at in margins(rows).into_iter().filter(is_numbered) {
            mark(&mut marks, page, at);
        }
    }
    marks
}

/// Whether `text` begins as captions and items of lists do, alike but for their numbers.
fn starts_item(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_caption = ["fig", "figure", "table", "scheme"].iter().any(|w| word.eq_ignore_ascii_case(w));
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '[');
    let is_label = rest.len() < text.len() && rest.starts_with(['.', ']']) && rest.len() > 8;
    is_caption || is_label
}

fn mark(marks: &mut [Vec<bool>], page: usize, at: usize) {
    if let Some(mark) = marks.get_mut(page).and_then(|m| m.get_mut(at)) {
        *mark = true;
    }
}

/// The rows nearest to the top and to the bottom of a page, by index.
fn margins(rows: &[Row]) -> Vec<usize> {
    let mut by_height: Vec<usize> = (0..rows.len()).collect();
    let y = |at: usize| rows.get(at).map_or(0.0, |r| r.y);
    by_height.sort_by(|&a, &b| y(a).total_cmp(&y(b)));
    let bottom = by_height.len().saturating_sub(DEPTH).max(DEPTH);
    by_height.iter().enumerate().filter(|&(n, _)| n < DEPTH || n >= bottom).map(|(_, &at)| at).collect()
}

/// The words of a row with all numbers alike, those at its ends and all blanks gone: `2 Tolls` of a left page and `Tolls 3`
/// of a right one are the same.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c != '#' || !shape.ends_with('#') {
            shape.push(c);
        }
    }
    match shape.trim_matches('#') {
        "" => shape,
        words => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_left_and_right_pages_are_one() {
        let page = |texts: [&str; 2]| texts.map(Row::of_text).to_vec();
        let pages = [
            page(["2 Tolls of the Rhine", "Arle has a port."]),
            page(["Tolls of the Rhine 3", "Bode has none."]),
            page(["4 mills", "Calm is small."]),
        ];
        assert_eq!(furniture(&pages), [vec![true, false], vec![true, false], vec![false, false]]);
    }

    /// A foot that stands on one page alone, since those of the others differ.
    #[test]
    fn a_foot_says_which_of_all_pages_it_is() {
        let page = |texts: [&str; 2]| texts.map(Row::of_text).to_vec();
        let pages = [
            page(["Arle has a port.", "Received in May"]),
            page(["Bode has none.", "2 of 3 Tolls, 2025"]),
            page(["Calm is small.", "12 of 30 mills are old."]),
        ];
        assert_eq!(furniture(&pages), [vec![false, false], vec![false, true], vec![false, false]]);
    }
}

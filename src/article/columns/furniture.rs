//! Rows that are not read: running heads and feet, page numbers.

use std::collections::HashMap;
use std::ops::Range;

use super::row::Rows;

/// How many rows at the top and the bottom of a page may be furniture.
const DEPTH: usize = 3;

/// Fewest pages that a running head stands on.
const FEWEST: usize = 3;

/// Marks the rows at page edges that stand on several pages alike, digits aside, and lone page numbers.
pub(super) fn mark(rows: &mut Rows) {
    let pages = super::choose::pages(rows);
    if pages.len() < 2 {
        return;
    }
    let row = |at: usize| rows.rows.get(at).map(|row| (at, rows.pattern(row)));
    let edges: Vec<(usize, String)> = pages.iter().flat_map(edges).filter_map(row).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, pattern) in &edges {
        *counts.entry(pattern).or_insert(0) += 1;
    }
    let furniture: Vec<usize> = edges
        .iter()
        .filter(|(_, p)| {
            is_page_number(p)
                || (p.len() > 3 && counts.get(p.as_str()).is_some_and(|&n| n >= FEWEST.min(pages.len())))
        })
        .map(|(at, _)| *at)
        .collect();
    for at in furniture {
        if let Some(row) = rows.rows.get_mut(at) {
            row.is_furniture = true;
        }
    }
}

/// The rows near the top and the bottom of a page.
fn edges(page: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
    let (top, bottom) = (page.start + DEPTH.min(page.len()), page.end - DEPTH.min(page.len()));
    (page.start..top).chain(bottom.max(top)..page.end)
}

fn is_page_number(pattern: &str) -> bool {
    matches!(
        pattern,
        "#" | "-#-" | "–#–" | "page#" | "page#of#" | "#of#" | "#/#" | "(pagenumbernotforcitationpurposes)"
    )
}

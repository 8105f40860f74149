//! Rows that are not read: running heads and feet, page numbers.

use std::collections::HashMap;
use std::ops::Range;

use super::row::Rows;
use crate::article::page_mark;

/// How many rows at the top and the bottom of a page may be furniture.
const DEPTH: usize = 3;

/// Fewest pages that a running head stands on.
const FEWEST: usize = 3;

/// Most words of a running head that was read in the middle of its page, and fewest letters.
const LONGEST: usize = 20;
const LETTERS: usize = 4;

/// A row near the top or the bottom of a page.
struct Edge {
    /// Its index.
    at: usize,
    sheet: u32,
    /// The numbers in it.
    numbers: Vec<u64>,
}

/// Marks the rows at page edges that stand on several pages alike, page numbers aside, and lone page numbers.
pub(super) fn mark(rows: &mut Rows) {
    let pages = super::choose::pages(rows);
    if pages.len() < 2 {
        return;
    }
    let mut alike: HashMap<String, Vec<Edge>> = HashMap::new();
    for at in pages.iter().flat_map(edges) {
        let Some(row) = rows.rows.get(at) else { continue };
        let edge = Edge { at, sheet: row.sheet, numbers: rows.numbers(row) };
        alike.entry(rows.pattern(row)).or_default().push(edge);
    }
    let fewest = FEWEST.min(pages.len());
    let furniture = alike.iter().flat_map(|(pattern, edges)| {
        if is_page_number(pattern) {
            edges.iter().map(|e| e.at).collect()
        } else if pattern.len() > 3 {
            running(edges, fewest)
        } else {
            Vec::new()
        }
    });
    let numbered = pages.iter().flat_map(edges).filter(|&at| is_numbered(rows, at));
    for at in furniture.chain(alone(rows)).chain(numbered).collect::<Vec<_>>() {
        if let Some(row) = rows.rows.get_mut(at) {
            row.is_furniture = true;
        }
    }
}

/// Whether the row `at` says which of all pages its own is.
fn is_numbered(rows: &Rows, at: usize) -> bool {
    let pages = rows.rows.last().map_or(0, |last| last.sheet);
    rows.rows.get(at).is_some_and(|row| page_mark::is_numbered(rows.text(row), row.sheet, pages))
}

/// Running heads that were read in the middle of their page: rows with words between empty rows that run over pages, or with
/// the number of the page among all.
fn alone(rows: &Rows) -> Vec<usize> {
    let mut alike: HashMap<String, Vec<Edge>> = HashMap::new();
    let mut numbered = Vec::new();
    for (at, row) in rows.rows.iter().enumerate() {
        let below = rows.rows.get(at + 1).is_none_or(|next| next.after_blank || next.sheet != row.sheet);
        let above = row.after_blank
            || at.checked_sub(1).and_then(|at| rows.rows.get(at)).is_none_or(|r| r.sheet != row.sheet);
        if above && below && row.end - row.start <= LONGEST {
            if is_numbered(rows, at) {
                numbered.push(at);
                continue;
            }
            let pattern = rows.pattern(row);
            if pattern.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS {
                let edge = Edge { at, sheet: row.sheet, numbers: rows.numbers(row) };
                alike.entry(pattern).or_default().push(edge);
            }
        }
    }
    let apart = |edges: &[Edge]| edges.windows(2).all(|pair| matches!(pair, [a, b] if a.sheet < b.sheet));
    numbered.extend(alike.values().filter(|edges| apart(edges)).flat_map(|edges| running(edges, FEWEST)));
    numbered
}

/// The rows of `edges`, whose words are alike, that run over pages; none if they are fewer than `fewest`.
fn running(edges: &[Edge], fewest: usize) -> Vec<usize> {
    let goes_on = |pair: &[Edge]| matches!(pair, [a, b] if runs_on(a, b));
    let links: Vec<bool> = edges.windows(2).map(goes_on).collect();
    let linked = |at: usize| links.get(at) == Some(&true) || at > 0 && links.get(at - 1) == Some(&true);
    let found: Vec<usize> =
        edges.iter().enumerate().filter(|&(at, _)| linked(at)).map(|(_, e)| e.at).collect();
    if found.len() >= fewest { found } else { Vec::new() }
}

/// Whether the numbers of `b` are those of `a`, or one of them has grown as pages do: the lines of a
/// reference list, as `2016;91:101-119.`, differ in more.
fn runs_on(a: &Edge, b: &Edge) -> bool {
    let mut changed = a.numbers.iter().zip(&b.numbers).filter(|(a, b)| a != b);
    match (changed.next(), changed.next()) {
        (None, _) => true,
        (Some((from, to)), None) => to.checked_sub(*from) == Some(u64::from(b.sheet.abs_diff(a.sheet))),
        _ => false,
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

#[cfg(test)]
mod tests {
    use crate::article::LineRole;

    /// Which lines of pages that hold the rows `[head, text, foot]` are furniture.
    fn furniture(pages: &[[&str; 3]]) -> Vec<String> {
        // Other words in every line: alike they would be running heads as well.
        let things = ["ports", "tolls", "roads", "mills", "farms", "banks", "schools", "docks", "canals"];
        let filler = |page: usize| -> String {
            let line =
                |at: usize| format!("The {} of the {} have grown.\n", things[at], things[(at + page) % 9]);
            (0..8).map(line).collect()
        };
        let page = |(at, [a, b, c]): (usize, &[&str; 3])| format!("{a}\n{b}\n{}{c}\n\x0c", filler(at + 1));
        let text: String = pages.iter().enumerate().map(page).collect();
        let article = crate::read("a.txt", text.as_bytes()).unwrap();
        let marked = article.lines.iter().filter(|l| l.role == LineRole::Furniture);
        marked.map(|l| l.text.to_string()).collect()
    }

    #[test]
    fn heads_run_over_pages() {
        let pages = [
            ["Tolls 2001, 4:7", "Arle has a port.", "Page 3 of 9"],
            ["Tolls 2001, 4:7", "Bode has none.", "Page 4 of 9"],
            ["Tolls 2001, 4:7", "Calm is small.", "Page 5 of 9"],
        ];
        assert_eq!(furniture(&pages).len(), 6);
    }

    /// A foot that stands on one page alone, since those of the others differ.
    #[test]
    fn a_foot_says_which_of_all_pages_it_is() {
        let pages = [
            ["Arle on the sea", "Arle has a port.", "Received in May"],
            ["Bode in the hills", "Bode has none.", "2 of 3 Tolls, 2025"],
            ["Calm by the lake", "Calm is small.", "12 of 30 mills are old."],
        ];
        assert_eq!(furniture(&pages), ["2 of 3 Tolls, 2025"]);
    }

    #[test]
    fn heads_in_the_middle_of_a_page() {
        let page = |at: usize| {
            let line = |k: usize| format!("The ports of road {at} and mill {k} have grown.\n");
            let lines = |range: std::ops::Range<usize>| range.map(line).collect::<String>();
            format!("{}\nWEAVER ET AL.\n\n{}\x0c", lines(0..6), lines(6..12))
        };
        let text: String = (1..5).map(page).collect();
        let article = crate::read("a.txt", text.as_bytes()).unwrap();
        let heads = article.lines.iter().filter(|l| l.role == LineRole::Furniture);
        assert_eq!(heads.map(|l| l.text.to_string()).collect::<Vec<_>>(), ["WEAVER ET AL."; 4]);
    }

    #[test]
    fn lines_of_a_list_do_not() {
        let pages = [
            ["Trade 2001;4:7-9.", "Arle has a port.", "Tolls 2003;5:71-79."],
            ["Trade 2011;14:72-93.", "Bode has none.", "Tolls 2013;15:17-29."],
            ["Trade 2005;9:1-2.", "Calm is small.", "Tolls 1993;4:7-9."],
        ];
        assert_eq!(furniture(&pages), Vec::<String>::new());
    }
}

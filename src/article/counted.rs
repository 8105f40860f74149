//! Headings that count on through an article: `1 Fish and Water`, `2 State of the Art`, `3 Results`.

use std::collections::BTreeSet;

use super::headings::numbered;
use super::{Line, LineRole};

/// Fewest such headings: two lines may count on by chance.
const FEWEST: usize = 3;

/// Most characters of one, and fewest of the text below it.
const LONGEST: usize = 60;

/// The headings among `lines` that are known by their numbers alone, which count up from 1, by index; none if they are fewer than three.
///
/// Each stands on a short line without a comma, as affiliations have, and a longer line follows that begins with a capital.
pub(super) fn counted(lines: &[Line]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for (at, line) in lines.iter().enumerate() {
        let next = || lines.iter().skip(at + 1).find(|line| line.role != LineRole::Furniture);
        let is_above_text = || next().is_some_and(|next| is_text(next.text.as_str()));
        if is_number(line.text.as_str(), found.len() + 1) && is_above_text() {
            found.insert(at);
        }
    }
    if found.len() < FEWEST { BTreeSet::new() } else { found }
}

/// Whether `line` is a heading with this `number`.
fn is_number(line: &str, number: usize) -> bool {
    numbered(line).is_ok_and(|(title, printed)| {
        printed.trim_end_matches('.') == number.to_string()
            && title.starts_with(char::is_uppercase)
            && title.ends_with(|c: char| c.is_alphabetic() || c == ')' || c == '?')
            && !title.contains([',', ';', '.'])
            && title.chars().count() <= LONGEST
    })
}

/// Whether `line` is the first of a paragraph.
fn is_text(line: &str) -> bool {
    line.starts_with(char::is_uppercase) && line.chars().count() > LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<usize> {
        let article = crate::read("a.txt", text.as_bytes()).unwrap();
        counted(&article.lines).into_iter().map(|at| at + 1).collect()
    }

    const PROSE: &str = "The ports of the south have grown in every year since the second survey of them.";

    #[test]
    fn headings_count_on() {
        let text =
            ["Ports", "Ann Roe", "1 Ports and Tolls", PROSE, "2. Survey", PROSE, "3 Tolls (new)", PROSE];
        assert_eq!(found(&text.join("\n")), [3, 5, 7]);
    }

    #[test]
    fn other_numbers_do_not() {
        for text in [
            ["1 Ports and Tolls", PROSE, "2 Survey", PROSE, "4 Tolls", PROSE],
            ["1 Ports and Tolls", "2 Survey", "3 Tolls", PROSE, PROSE, PROSE],
            ["1 Office of Ports, Oslo", PROSE, "2 Office of Tolls, Oslo", PROSE, "3 Office, Oslo", PROSE],
        ] {
            assert!(found(&text.join("\n")).is_empty(), "{text:?}");
        }
    }
}

//! Where the reference list is, and its items.

use std::ops::Range;

use crate::article::{Article, Text};

/// The reference list of an article, cut into items.
#[derive(Debug, Clone)]
pub struct ReferenceList {
    /// The lines of the article that the list takes, its heading included.
    pub lines: Range<usize>,
    /// The items in the order of the list.
    pub items: Vec<Item>,
    /// Whether the items carry printed numbers; otherwise they are numbered by position.
    pub numbered: bool,
}

/// One item of the reference list.
#[derive(Debug, Clone)]
pub struct Item {
    /// The printed number, or the position (1-based) in a list without numbers.
    pub number: u32,
    /// The label as printed, without brackets and points: `3`.
    pub label: String,
    /// The reference string: label cut off, lines joined, hyphenation undone.
    pub text: Text,
    /// Whether the text ends before the item does (the list breaks off).
    pub cut_off: bool,
}

/// Finds the reference list of `article` and cuts it into items.
pub fn find_list(article: &Article) -> Option<ReferenceList> {
    let heading = article.lines.iter().rposition(|l| l.text.as_str().eq_ignore_ascii_case("references"))?;
    let mut items: Vec<Item> = Vec::new();
    for line in article.lines.iter().skip(heading + 1) {
        let words = line.text.as_str();
        let digits = words.trim_start_matches('[').chars().take_while(char::is_ascii_digit).count();
        let start = usize::from(words.starts_with('['));
        match words.get(start..start + digits).and_then(|d| d.parse().ok()) {
            Some(number) if digits > 0 => {
                let rest = start + digits + 1;
                let text = line.text.slice((rest..words.len()).into());
                items.push(Item { number, label: number.to_string(), text, cut_off: false });
            }
            _ => {
                if let Some(item) = items.last_mut() {
                    item.text.push_synthetic(" ");
                    item.text.push_text(&line.text);
                }
            }
        }
    }
    Some(ReferenceList { lines: heading..article.lines.len(), items, numbered: true })
}

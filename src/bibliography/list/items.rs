//! Lines of an item to its reference string.

use std::ops::Range;

use super::types::Item;
use crate::article::{Article, LineRole, Text, hyphen};

/// An item as cut: its number, its label, its lines, those elsewhere on which it goes on, and the byte at which
/// its first line goes on after the label.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub(super) number: u32,
    pub(super) label: String,
    pub(super) lines: Range<usize>,
    pub(super) more: Range<usize>,
    pub(super) rest: usize,
}

/// Joins the lines of each cut but those at `left_out`, in ascending order.
pub(super) fn items(article: &Article, cuts: Vec<Cut>, left_out: &[usize]) -> Vec<Item> {
    cuts.into_iter()
        .map(|cut| {
            let text = join(article, &cut, left_out);
            Item { number: cut.number, label: cut.label, text, lines: cut.lines, cut_off: false }
        })
        .collect()
}

fn join(article: &Article, cut: &Cut, left_out: &[usize]) -> Text {
    let mut text = Text::new();
    for at in cut.lines.clone().chain(cut.more.clone()) {
        let Some(line) = article.lines.get(at) else { continue };
        let first = at == cut.lines.start;
        let is_furniture = line.role == LineRole::Furniture || left_out.binary_search(&at).is_ok();
        if !first && is_furniture {
            continue;
        }
        if first {
            text = line.text.slice((cut.rest..line.text.as_str().len()).into());
        } else {
            hyphen::join(&mut text, &line.text, &article.words);
        }
    }
    text
}

/// Marks the last item as cut off where the list's style says that something is missing: the
/// others end in a number (pages, a year, an identifier) and this one does not, and nothing follows.
pub(super) fn mark_cut_off(article: &Article, items: &mut [Item]) {
    let ends_in_number = |item: &Item| ends_in_number(item.text.as_str());
    let Some((last, others)) = items.split_last_mut() else { return };
    let numbered = others.iter().filter(|item| ends_in_number(item)).count();
    let read = article.lines.iter().rposition(|line| line.role != LineRole::Furniture);
    let at_the_end = read.is_some_and(|line| line < last.lines.end);
    last.cut_off =
        at_the_end && others.len() >= 3 && numbered * 10 >= others.len() * 9 && !ends_in_number(last);
}

/// Whether an item ends in a number, a count of pages, or a link.
fn ends_in_number(text: &str) -> bool {
    if text.rsplit(' ').next().is_some_and(|word| word.contains("://") || word.starts_with("www.")) {
        return true;
    }
    let end = |text: &str| text.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let text = text.get(..end(text)).unwrap_or_default();
    let number = text.strip_suffix('p').map(|rest| rest.strip_suffix('p').unwrap_or(rest)).unwrap_or(text);
    number.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

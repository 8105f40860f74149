//! Where the items of a numbered list end.

use super::heading::is_next_heading;
use super::shape::looks_like_reference;
use super::strays::ends_item;
use crate::article::{Line, LineRole};

/// Lines that the longer items take, the longest tenth left out: what the last item may take.
pub(super) fn usual_length(firsts: &[usize]) -> usize {
    let mut steps: Vec<usize> =
        firsts.windows(2).filter_map(|pair| Some(pair.get(1)? - pair.first()?)).collect();
    steps.sort_unstable();
    steps.get(steps.len() * 9 / 10).copied().unwrap_or(6).clamp(2, 12)
}

/// Bytes of a line that may be a label alone: `[102]`.
const LONGEST_LABEL: usize = 6;

/// Bytes that the shorter items have at least, the shortest tenth left out: less is hardly the whole of the last item. Labels
/// that stand alone on their line are no items.
pub(super) fn short_item(lines: &[Line], firsts: &[usize]) -> usize {
    let length = |pair: &[usize]| {
        let lines = lines.get(*pair.first()?..*pair.get(1)?)?;
        Some(lines.iter().filter(|l| l.role != LineRole::Furniture).map(|l| l.text.as_str().len()).sum())
    };
    let mut lengths: Vec<usize> =
        firsts.windows(2).filter_map(length).filter(|&length| length > LONGEST_LABEL).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() / 10).copied().unwrap_or(0)
}

/// Where the item that begins at `from` ends, at `limit` at the latest: before a heading of what
/// comes after, and for a last item, which has `last` bytes at least, before a new paragraph that is not of the item.
pub(super) fn item_end(lines: &[Line], from: usize, limit: usize, last: Option<usize>) -> usize {
    let Some(first) = lines.get(from) else { return limit };
    let mut length = first.text.as_str().len();
    let mut finished = ends_item(first.text.as_str());
    for (at, line) in lines.iter().enumerate().take(limit).skip(from + 1) {
        if line.role == LineRole::Furniture {
            continue;
        }
        let text = line.text.as_str();
        let opens = || line.gap_before || last.is_some_and(|least| length >= least) && opens_paragraph(text);
        if line.role == LineRole::Heading || is_next_heading(text) || last.is_some() && finished && opens() {
            return at;
        }
        finished = ends_item(text);
        length += text.len();
    }
    limit
}

/// Whether a line begins running text that is no reference: a heading without a full stop, a sentence without a year.
fn opens_paragraph(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
        && looks_like_reference(text, "") < 0.5
        && !text.contains(|c: char| c.is_ascii_digit())
}

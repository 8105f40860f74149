//! Labels that an extractor has read as a column of their own: `1.`, `2.`, `3.`, then the text of these items.

use std::ops::Range;

use super::counted::starts_of;
use super::items::Cut;
use super::sequence::{Candidate, Chain};
use super::starts::CutLine;
use super::strays::ends_item;
use crate::article::{Line, LineRole};

/// Fewest labels of such a column: a single one is a label whose text begins on the next line.
const FEWEST: usize = 2;

/// Labels above the text of their items.
#[derive(Debug)]
pub(super) struct Run {
    /// Which items of the chain they belong to, by index.
    pub(super) items: Range<usize>,
    /// The line after the last label.
    body: usize,
}

/// The runs of labels without a text of their own in `chain`, in order.
pub(super) fn runs(lines: &[Line], chain: &Chain) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    if !chain.items.is_sorted_by_key(|item| item.line) {
        return runs;
    }
    let mut from = 0;
    for (at, item) in chain.items.iter().enumerate() {
        let next = chain.items.get(at + 1);
        let bare = item.bare;
        let goes_on = bare && next.is_some_and(|next| body(lines, item.line + 1..next.line).is_empty());
        if goes_on {
            continue;
        }
        if bare && at + 1 - from >= FEWEST {
            runs.push(Run { items: from..at + 1, body: item.line + 1 });
        }
        from = at + 1;
    }
    runs
}

/// The lines of `range` that are read.
fn body(lines: &[Line], range: Range<usize>) -> Vec<usize> {
    let read = |&at: &usize| lines.get(at).is_some_and(|line| line.role != LineRole::Furniture);
    range.filter(read).collect()
}

/// Cuts the text below `run`, up to the line `end`, into the items of its labels and puts them behind `cuts`, the
/// items above; where the last of these is not finished, the text begins with the rest of it.
///
/// Numbers between that item and the last label whose own labels are elsewhere have their items here, if
/// that gives the better cut. `None`, and `cuts` as it was, where there are fewer lines than items.
pub(super) fn cut(lines: &[Line], chain: &Chain, run: &Run, end: usize, cuts: &mut Vec<Cut>) -> Option<()> {
    let labels = chain.items.get(run.items.clone())?;
    let (first, last) = (labels.first()?, labels.last()?);
    let body = body(lines, run.body..end);
    let rows: Vec<CutLine> = body
        .iter()
        .filter_map(|&at| lines.get(at))
        .map(|line| (line.text.as_str(), line.indent, line.gap_before))
        .collect();
    let above = cuts.last().map(|cut| cut.number);
    let lead = cuts.last().is_some_and(|cut| !is_finished(lines, cut.lines.start..first.line));
    let own: Vec<u32> = labels.iter().map(|label| label.number).collect();
    let all: Vec<u32> = (above.map_or(first.number, |n| n + 1)..=last.number).collect();
    let mut choices = vec![own];
    if choices.first().is_some_and(|own| own.len() < all.len()) {
        choices.push(all);
    }
    let tall = |number: u32| is_tall(lines, labels, number);
    let mut best: Option<(f32, Vec<usize>, Vec<u32>)> = None;
    for numbers in choices {
        let lead = lead.then_some(None);
        let spaces: Vec<Option<bool>> = lead.into_iter().chain(numbers.iter().map(|&n| tall(n))).collect();
        let found = starts_of(&rows, &spaces);
        if let Some((score, starts)) = found.filter(|found| best.as_ref().is_none_or(|best| found.0 > best.0))
        {
            best = Some((score, starts, numbers));
        }
    }
    let (_, starts, numbers) = best?;
    let mut firsts: Vec<usize> = starts.iter().filter_map(|&row| body.get(row)).copied().collect();
    if lead {
        let rest = firsts.get(1).copied().unwrap_or(end);
        let part = cuts.last_mut()?;
        part.lines.end = first.line;
        part.more = run.body..rest;
        firsts.remove(0);
    }
    let ends = firsts.iter().skip(1).copied().chain([end]);
    let items = numbers.iter().zip(firsts.iter().zip(ends));
    cuts.extend(items.map(|(&number, (&from, to))| Cut {
        number,
        label: number.to_string(),
        lines: from..to,
        more: 0..0,
        rest: 0,
    }));
    Some(())
}

/// Whether the last line of an item may end it.
fn is_finished(lines: &[Line], range: Range<usize>) -> bool {
    let last = body(lines, range).last().and_then(|&at| lines.get(at));
    last.is_none_or(|line| ends_item(line.text.as_str()))
}

/// Whether much space follows the label of `number`, whose item then takes more lines; `None` for the last label.
fn is_tall(lines: &[Line], labels: &[Candidate], number: u32) -> Option<bool> {
    let at = labels.iter().position(|label| label.number == number)?;
    lines.get(labels.get(at + 1)?.line).map(|line| line.gap_before)
}

#[cfg(test)]
mod tests {
    /// The numbers and texts of the items of a list with the lines `list`.
    fn items(list: &str) -> Vec<(u32, String)> {
        let text = format!("Ties have grown [1].\n\nReferences\n{list}");
        let article = crate::read("a.txt", text.as_bytes()).unwrap();
        let list = crate::bibliography::list::find::find_list(&article).unwrap();
        list.items.into_iter().map(|item| (item.number, item.text.to_string())).collect()
    }

    #[test]
    fn labels_go_back_to_their_items() {
        let found = items(
            "1. Weber, A. (2001) On ties of ports and towns. Trade, 4: 1-9.\n\
             2.\n\n3.\n4.\n\n\
             Okada, B. and Lindt, C. (2002) Tolls of the south and of\n\
             the north, as seen in the accounts of the harbour offices\n\
             of Arle. Trade, 5: 10-19.\n\
             Moreau, D. (2003) Mills. Trade, 6: 20-29.\n\
             Novak, E. (2004) Roads of Bode and of the towns that stand\n\n\
             5.\n6.\n\n\
             by them. Trade, 7: 30-39.\n\
             Clay, J. (2005) Sailors. Trade, 8: 40-49.\n\
             Dane, M. (2006) Ships. Trade, 9: 50-59.\n",
        );
        let expected = [
            (1, "Weber, A. (2001) On ties of ports and towns. Trade, 4: 1-9."),
            (
                2,
                "Okada, B. and Lindt, C. (2002) Tolls of the south and of the north, as seen in the accounts of the harbour \
                 offices of Arle. Trade, 5: 10-19.",
            ),
            (3, "Moreau, D. (2003) Mills. Trade, 6: 20-29."),
            (4, "Novak, E. (2004) Roads of Bode and of the towns that stand by them. Trade, 7: 30-39."),
            (5, "Clay, J. (2005) Sailors. Trade, 8: 40-49."),
            (6, "Dane, M. (2006) Ships. Trade, 9: 50-59."),
        ];
        let found: Vec<(u32, &str)> = found.iter().map(|(n, text)| (*n, text.as_str())).collect();
        assert_eq!(found, expected);
    }
}

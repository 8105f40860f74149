//! A list whose columns were read in the wrong order: runs of numbers, put in the order in which they count.

use std::collections::HashMap;
use std::iter;
use std::ops::Range;

use super::items::Cut;
use super::sequence::{Candidate, Chain};
use super::strays::ends_item;
use crate::article::{self, Line, LineRole};

/// Lines from one item to the next, at most, where a run goes on.
const IN_PLACE: usize = 25;

/// Lines from a heading up, at most, to a part of its list that was read before it.
const ABOVE: usize = 200;

/// Fewest items of a part: one number alone may be anything.
const FEWEST: usize = 2;

/// How much the items of a part look like references at least, on average.
const LIKELY: f32 = 0.45;

/// The likeness of a label whose text stands on the next line.
const BARE: f32 = 0.5;

/// The least likeness of the first item.
const LEAST: f32 = 0.3;

/// Lines from a heading down, at most, to the first item below it.
const TOP: usize = 6;

/// The widest jump in the numbers.
const WIDEST_GAP: u32 = 3;

/// Lines, at most, that an item goes on at the top of another part.
const HEAD: usize = 12;

/// The chain that counts from 1, directly below the heading at `heading`, parts of it read out of order; `all` are
/// the article's candidates in line order.
pub(super) fn chain_of_parts(all: &[Candidate], heading: usize) -> Option<Chain> {
    let is_near = |c: &Candidate| c.line <= heading + TOP || is_below_part(all, heading, c);
    let first = all.iter().find(|c| c.number == 1 && c.line > heading && worth(c) >= LEAST && is_near(c))?;
    let near = all.iter().filter(|c| c.form == first.form && c.line + ABOVE >= heading);
    let runs = runs(&near.copied().collect::<Vec<_>>());
    let mut parts: HashMap<u32, Vec<&[Candidate]>> = HashMap::new();
    for run in &runs {
        for (at, candidate) in run.iter().enumerate() {
            parts.entry(candidate.number).or_default().extend(run.get(at..));
        }
    }
    let mut items = vec![*first];
    let mut lasting = Some(*first);
    while let Some(last) = lasting {
        let next = |gap| {
            parts
                .get(&last.number.saturating_add(gap))
                .into_iter()
                .flatten()
                .filter(|part| goes_on(part, &last))
        };
        let best = |gap| {
            next(gap).min_by_key(|part| {
                let is_above = part.first().is_some_and(|c| c.line < last.line);
                (is_above, std::cmp::Reverse(part.len()))
            })
        };
        let part = (1..=WIDEST_GAP).find_map(best).copied().unwrap_or_default();
        lasting = part.last().copied();
        items.extend_from_slice(part);
    }
    let score = items.iter().map(|c| 0.4 + c.likeness).sum();
    Some(Chain { items, score })
}

/// Whether nothing but later items of a list stands between the heading at `heading` and `first`: a part of it that was
/// read before its beginning.
fn is_below_part(all: &[Candidate], heading: usize, first: &Candidate) -> bool {
    let between = all
        .iter()
        .filter(|c| c.form == first.form && c.number > 1 && (heading + 1..first.line).contains(&c.line));
    let (mut above, mut reach, mut count, mut likeness) = (heading, TOP, 0, 0.0);
    for item in between.filter(|c| worth(c) >= LEAST) {
        if item.line - above > reach {
            return false;
        }
        (above, reach, count, likeness) = (item.line, IN_PLACE, count + 1, likeness + worth(item));
    }
    count >= FEWEST && likeness >= LIKELY * count as f32 && first.line - above <= IN_PLACE
}

/// Whether `part`, whose number comes next, counts on from `last`: in place, or as several items that look like
/// references.
fn goes_on(part: &[Candidate], last: &Candidate) -> bool {
    // Labels alone may be a column of their own, whose texts are elsewhere.
    let texts = part.iter().filter(|c| !c.bare);
    let (count, likeness) = texts.fold((0, 0.0), |(n, sum), c| (n + 1, sum + c.likeness));
    let stands = count >= FEWEST && 2 * count >= part.len() && likeness >= LIKELY * count as f32;
    stands || part.first().is_some_and(|first| follows(last, first))
}

/// How much a candidate looks like the beginning of an item.
fn worth(candidate: &Candidate) -> f32 {
    if candidate.bare { BARE } else { candidate.likeness }
}

/// Whether `next` can be the item after `last`, in place.
fn follows(last: &Candidate, next: &Candidate) -> bool {
    next.line > last.line && next.line - last.line <= IN_PLACE && next.number > last.number
}

/// Parts `candidates` into runs that count on in place without a gap, the best first; each candidate in one of them.
fn runs(candidates: &[Candidate]) -> Vec<Vec<Candidate>> {
    let mut scores: Vec<(f32, Option<usize>)> = Vec::with_capacity(candidates.len());
    // The last candidate with each number.
    let mut ending: HashMap<u32, usize> = HashMap::new();
    for candidate in candidates {
        let before = candidate.number.checked_sub(1).and_then(|number| ending.get(&number)).copied();
        let before = before.filter(|&at| candidates.get(at).is_some_and(|last| follows(last, candidate)));
        let score = before.and_then(|at| scores.get(at)).map_or(0.0, |&(score, _)| score);
        ending.insert(candidate.number, scores.len());
        scores.push((0.4 + worth(candidate) + score, before));
    }
    let mut ends: Vec<usize> = (0..scores.len()).collect();
    ends.sort_by(|&a, &b| {
        let score = |at: usize| scores.get(at).map_or(0.0, |s| s.0);
        score(b).total_cmp(&score(a))
    });
    let mut used = vec![false; candidates.len()];
    let mut runs = Vec::new();
    for end in ends {
        let mut run = Vec::new();
        let mut at = Some(end);
        while let Some(index) = at
            && let Some(used) = used.get_mut(index).filter(|used| !**used)
        {
            *used = true;
            run.extend(candidates.get(index).copied());
            at = scores.get(index).and_then(|s| s.1);
        }
        run.reverse();
        if !run.is_empty() {
            runs.push(run);
        }
    }
    runs
}

/// For the first line of each part of `chain` but the first, the lines above it that the item before may take;
/// none where the chain was read in order. `firsts` are the lines of all items, in ascending order.
pub(super) fn heads(lines: &[Line], chain: &Chain, firsts: &[usize]) -> HashMap<usize, Range<usize>> {
    let mut heads = HashMap::new();
    for pair in chain.items.windows(2) {
        let [before, item] = pair else { continue };
        let above = firsts.partition_point(|&first| first < item.line).checked_sub(1);
        let above = above.and_then(|at| firsts.get(at)).copied();
        if above != Some(before.line) {
            heads.insert(item.line, head(lines, item.line, above));
        }
    }
    heads
}

/// The lines that `cuts` take, and the heading's at `from`, in ascending order.
pub(super) fn taken(from: usize, cuts: &[Cut]) -> Vec<Range<usize>> {
    let lines = cuts.iter().flat_map(|cut| [cut.lines.clone(), cut.more.clone()]);
    let mut lines: Vec<Range<usize>> =
        lines.chain(iter::once(from..from + 1)).filter(|r| !r.is_empty()).collect();
    lines.sort_by_key(|range| range.start);
    lines.dedup_by(|next, range| {
        let joins = next.start <= range.end;
        if joins {
            range.end = range.end.max(next.end);
        }
        joins
    });
    lines
}

/// The lines above the first item of a part, at `first`, on which the item before it goes on; none of them at or
/// before the line `above`, where another item begins.
fn head(lines: &[Line], first: usize, above: Option<usize>) -> Range<usize> {
    let top = above.map_or(0, |above| above + 1).max(first.saturating_sub(HEAD));
    let begins = (top..first).rev().find(|&at| is_boundary(lines, at) || is_furniture(lines, at));
    match begins {
        Some(at) if is_furniture(lines, at) => at + 1..first,
        Some(at) => at..first,
        None => first..first,
    }
}

/// The lines of a last item of a part, from `first` to `limit` at most, up to the end of its column.
pub(super) fn tail(lines: &[Line], first: usize, limit: usize) -> Range<usize> {
    let end = (first + 1..limit).find(|&at| is_boundary(lines, at) || is_furniture(lines, at));
    first..end.unwrap_or(limit)
}

/// Whether the item on the lines `tail` goes on on the lines `head`.
pub(super) fn is_parted(lines: &[Line], tail: Range<usize>, head: Range<usize>) -> bool {
    let text = |at: usize| lines.get(at).map(|line| line.text.as_str());
    let (Some(last), Some(next)) = (tail.last().and_then(text), head.clone().next().and_then(text)) else {
        return false;
    };
    !ends_item(last) || next.starts_with(char::is_lowercase) || article::goes_on(last, next) > 0.0
}

/// Whether a block of lines may begin with the line at `at`.
fn is_boundary(lines: &[Line], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    lines
        .get(at)
        .zip(above)
        .is_none_or(|(line, above)| line.gap_before || (line.page, line.column) != (above.page, above.column))
}

fn is_furniture(lines: &[Line], at: usize) -> bool {
    lines.get(at).is_some_and(|line| line.role == LineRole::Furniture)
}

#[cfg(test)]
mod tests {
    use super::super::label::LabelForm;
    use super::*;

    fn lines(numbers: &[(usize, u32)]) -> Vec<usize> {
        let candidate = |&(line, number)| Candidate {
            line,
            form: LabelForm::Bracket,
            number,
            rest: 0,
            bare: false,
            likeness: 1.0,
        };
        let all: Vec<Candidate> = numbers.iter().map(candidate).collect();
        chain_of_parts(&all, 10).map_or(Vec::new(), |c| c.items.iter().map(|c| c.line).collect())
    }

    #[test]
    fn goes_on_above_the_heading() {
        assert_eq!(lines(&[(2, 3), (4, 4), (11, 1), (13, 2), (15, 5)]), [11, 13, 2, 4, 15]);
    }

    #[test]
    fn begins_below_a_later_part() {
        assert_eq!(lines(&[(12, 3), (16, 4), (20, 1), (22, 2)]), [20, 22, 12, 16]);
        assert_eq!(lines(&[(20, 1), (22, 2)]), [0; 0]);
    }

    #[test]
    fn goes_on_behind_the_next_column() {
        assert_eq!(lines(&[(11, 1), (13, 2), (20, 5), (22, 6), (40, 3), (42, 4)]), [11, 13, 40, 42, 20, 22]);
    }

    #[test]
    fn one_number_elsewhere_is_no_part() {
        assert_eq!(lines(&[(2, 3), (11, 1), (13, 2)]), [11, 13]);
    }

    /// The items of a list of which a page's second column was read first.
    #[test]
    fn an_item_goes_on_in_the_column_that_was_read_last() {
        let item = |n: u32| format!("{n}. Weber, A., 200{n}. On the ties of\nthe ports. Trade, {n}: 1-9.\n");
        let text = format!(
            "Ties have grown [1].\n\nReferences\n{}{}2. Weber, A., 2002. On the ties of\n\n{}{}{}\nthe ports. \
             Trade, 2: 1-9.\n{}{}{}",
            "",
            item(1),
            item(6),
            item(7),
            item(8),
            item(3),
            item(4),
            item(5)
        );
        let article = crate::read("a.txt", text.as_bytes()).unwrap();
        let list = super::super::find::find_list(&article).unwrap();
        let found: Vec<(u32, &str)> = list.items.iter().map(|i| (i.number, i.text.as_str())).collect();
        let whole = |n: u32| format!("Weber, A., 200{n}. On the ties of the ports. Trade, {n}: 1-9.");
        let expected: Vec<String> = (1..=8).map(whole).collect();
        assert_eq!(found, (1..=8).zip(expected.iter().map(String::as_str)).collect::<Vec<_>>());
    }
}

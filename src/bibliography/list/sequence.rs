//! The run of numbers that is the list: among all lines that begin with a number, the chain that
//! counts best.

use std::collections::HashMap;

use super::label::{LabelForm, label};
use super::shape::looks_like_reference;
use crate::article::{Line, LineRole};

/// A line that begins with a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    /// Index of the line.
    pub(super) line: usize,
    pub(super) form: LabelForm,
    pub(super) number: u32,
    /// Byte of the line's text at which the reference begins.
    pub(super) rest: usize,
    /// Whether there is no rest.
    pub(super) bare: bool,
    /// How much the rest looks like a reference, 0 to 1.
    pub(super) likeness: f32,
}

/// A chain of candidates of one form, in line order, numbers ascending.
#[derive(Debug, Clone, Default)]
pub(super) struct Chain {
    pub(super) items: Vec<Candidate>,
    pub(super) score: f32,
}

/// The widest jump in the numbers that a chain may make: more is another list.
const WIDEST_GAP: u32 = 6;

/// The same before labels in a column of their own, which may have lost others.
const WIDEST_GAP_OF_COLUMNS: u32 = 20;

/// Lines between two items above which a page of text may stand there, and what that costs: more than an item
/// gains, so that the numbers of sections do not begin the list. A label in a column of its own is far from the next.
const FAR: usize = 40;
const FAR_COST: f32 = 1.5;

/// The candidates among `lines`, whose first index is `offset`.
pub(super) fn candidates(lines: &[Line], offset: usize) -> Vec<Candidate> {
    let readable = lines.iter().enumerate().filter(|(_, line)| line.role != LineRole::Furniture);
    readable
        .filter_map(|(at, line)| {
            let text = line.text.as_str();
            let (rest, (form, number)) = label(text).ok()?;
            let next = lines.get(at + 1).map_or("", |next| next.text.as_str());
            let likeness = looks_like_reference(rest, next);
            Some(Candidate {
                line: offset + at,
                form,
                number,
                rest: text.len() - rest.len(),
                bare: rest.is_empty(),
                likeness,
            })
        })
        .collect()
}

/// The best chain over all forms.
pub(super) fn best_chain(candidates: &[Candidate]) -> Chain {
    let chains = LabelForm::ALL.iter().map(|&form| best_of_form(candidates, form));
    chains.fold(Chain::default(), |best, chain| if chain.score > best.score { chain } else { best })
}

/// The best chain of one form: dynamic programming over the candidates in line order. Going on by
/// one is best; a gap costs, and so does starting late.
fn best_of_form(candidates: &[Candidate], form: LabelForm) -> Chain {
    let own: Vec<&Candidate> = candidates.iter().filter(|c| c.form == form).collect();
    let mut scores: Vec<(f32, Option<usize>)> = Vec::with_capacity(own.len());
    // The best chain so far that ends in each number.
    let mut ending: HashMap<u32, usize> = HashMap::new();
    for (at, candidate) in own.iter().enumerate() {
        let worth = 0.4 + candidate.likeness;
        let lateness = 0.3 * candidate.number.saturating_sub(1).min(5) as f32;
        let start = (if is_year(candidate.number) { f32::NEG_INFINITY } else { worth - lateness }, None);
        let widest = if candidate.bare { WIDEST_GAP_OF_COLUMNS } else { WIDEST_GAP };
        let steps = (1..=widest).filter_map(|gap| {
            let before = *ending.get(&candidate.number.checked_sub(gap)?)?;
            let (score, _) = scores.get(before)?;
            let is_far = own.get(before).is_some_and(|last| !last.bare && candidate.line - last.line > FAR);
            let cost = 0.45 * (gap - 1) as f32 + if is_far { FAR_COST } else { 0.0 };
            Some((score + worth - cost, Some(before)))
        });
        let best = steps.fold(start, |best, step| if step.0 > best.0 { step } else { best });
        scores.push(best);
        let current = ending.get(&candidate.number).and_then(|&at| scores.get(at));
        if current.is_none_or(|current| best.0 >= current.0) {
            ending.insert(candidate.number, at);
        }
    }
    trace(&own, &scores)
}

/// Whether a number alone could be a year: no list begins with one, but a long list counts through them.
fn is_year(number: u32) -> bool {
    (1500..2100).contains(&number)
}

fn trace(own: &[&Candidate], scores: &[(f32, Option<usize>)]) -> Chain {
    let best = scores.iter().enumerate().max_by(|a, b| a.1.0.total_cmp(&b.1.0));
    let Some((end, &(score, _))) = best.filter(|(_, s)| s.0.is_finite()) else { return Chain::default() };
    let mut items = Vec::new();
    let mut at = Some(end);
    while let Some(index) = at {
        items.extend(own.get(index).map(|c| **c));
        at = scores.get(index).and_then(|s| s.1);
    }
    items.reverse();
    Chain { items, score }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(numbers: &[(usize, u32, f32)]) -> Vec<usize> {
        let candidates: Vec<_> = numbers
            .iter()
            .map(|&(line, number, likeness)| Candidate {
                line,
                form: LabelForm::Point,
                number,
                rest: 0,
                bare: false,
                likeness,
            })
            .collect();
        best_chain(&candidates).items.iter().map(|c| c.line).collect()
    }

    #[test]
    fn counts_past_other_numbers() {
        assert_eq!(chain(&[(0, 1, 1.0), (1, 45, 0.0), (2, 2, 1.0), (3, 2, 0.0), (4, 3, 1.0)]), [0, 2, 4]);
    }

    #[test]
    fn a_year_begins_no_list_and_ends_none() {
        assert_eq!(chain(&[(0, 2006, 1.0)]), Vec::<usize>::new());
        assert_eq!(chain(&[(0, 1498, 1.0), (1, 1499, 1.0), (2, 1500, 1.0)]), [0, 1, 2]);
    }

    #[test]
    fn numbers_of_sections_do_not_begin_the_list() {
        let sections = [(0, 1, 0.5), (60, 2, 0.5), (130, 3, 0.5)];
        let list = [(200, 4, 1.0), (202, 5, 1.0), (204, 6, 1.0), (206, 7, 1.0)];
        assert_eq!(chain(&[sections.as_slice(), &list].concat()), [200, 202, 204, 206]);
    }

    #[test]
    fn starts_late_and_leaves_gaps() {
        assert_eq!(chain(&[(0, 3, 1.0), (1, 4, 1.0), (2, 6, 1.0), (3, 7, 1.0)]), [0, 1, 2, 3]);
    }
}

//! A list whose columns were read in the wrong order: numbers that go on above the heading.

use std::collections::HashMap;

use super::label::LabelForm;
use super::sequence::{Candidate, Chain};

/// Lines from one item to the next, at most, where the list goes on in place.
const IN_PLACE: usize = 25;

/// Lines from the heading, at most, to a part of the list that was read out of order.
const DISPLACED: usize = 200;

/// The likeness to a reference that the first item of a displaced part needs.
const SURE: f32 = 0.75;

/// The chain that counts from 1, directly below the heading at `heading`, without a gap, parts of it
/// read out of order; `all` are the article's candidates.
///
/// A part elsewhere counts only if two of its items follow each other: one number alone may be anything.
pub(super) fn displaced_chain(all: &[Candidate], heading: usize) -> Option<Chain> {
    let first = all
        .iter()
        .find(|c| c.number == 1 && c.line > heading && c.line <= heading + 6 && c.likeness > 0.3)?;
    let numbers = by_number(all, first.form);
    let of = |number: u32| numbers.get(&number).map(Vec::as_slice).unwrap_or_default();
    let mut items = vec![*first];
    let mut last = *first;
    loop {
        let next = of(last.number + 1);
        let in_place = next.iter().find(|c| follows(&last, c));
        let elsewhere = || {
            let mut near =
                next.iter().filter(|c| c.line.abs_diff(heading) <= DISPLACED && c.likeness >= SURE);
            near.rfind(|c| of(c.number + 1).iter().any(|after| follows(c, after)))
        };
        let Some(found) = in_place.copied().or_else(|| elsewhere().copied()) else { break };
        items.push(found);
        last = found;
    }
    let score = items.iter().map(|c| 0.4 + c.likeness).sum();
    Some(Chain { items, score })
}

/// Whether `next` can be the item after `last`, in place.
fn follows(last: &Candidate, next: &Candidate) -> bool {
    next.line > last.line && next.line - last.line <= IN_PLACE
}

/// The candidates of one form by number, in line order.
fn by_number(all: &[Candidate], form: LabelForm) -> HashMap<u32, Vec<Candidate>> {
    let mut numbers: HashMap<u32, Vec<Candidate>> = HashMap::new();
    for candidate in all.iter().filter(|c| c.form == form) {
        numbers.entry(candidate.number).or_default().push(*candidate);
    }
    numbers
}

#[cfg(test)]
mod tests {
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
        displaced_chain(&all, 10).map_or(Vec::new(), |c| c.items.iter().map(|c| c.line).collect())
    }

    #[test]
    fn goes_on_above_the_heading() {
        assert_eq!(lines(&[(2, 3), (4, 4), (11, 1), (13, 2), (15, 5)]), [11, 13, 2, 4, 15]);
    }

    #[test]
    fn one_number_elsewhere_is_no_part() {
        assert_eq!(lines(&[(2, 3), (11, 1), (13, 2)]), [11, 13]);
    }
}

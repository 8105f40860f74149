//! Markers -> those among them that count upwards, the backbone of a list in order of citation.

use super::marker::expand;
use super::scan::{Candidate, Form};

/// How far a number may lie beyond the highest one cited so far.
pub(super) const AHEAD: u32 = 5;

/// How near the number after the next one must follow where one lies further ahead.
const NEAR: u32 = 2 * AHEAD;

/// For each of `candidates` whether it belongs to the longest run of raised numbers, up to `highest`, that
/// grows from marker to marker; such a run goes on where markers between were not read. A lone number far ahead
/// is no part of it.
pub(super) fn backbone(candidates: &[&Candidate], highest: u32) -> Vec<bool> {
    let raised = candidates.iter().enumerate().filter_map(|(at, c)| {
        let numbers = expand(&c.ranges);
        let inside = numbers.iter().all(|n| *n <= highest);
        let first = numbers.into_iter().min()?;
        (inside && matches!(c.form, Form::Raised | Form::Glued | Form::Spaced)).then_some((at, first))
    });
    let run = longest_growing(&raised.collect::<Vec<_>>());
    let mut belongs = vec![false; candidates.len()];
    let mut reached = 0;
    for (place, &(at, first)) in run.iter().enumerate() {
        let goes_on = run.get(place + 2).is_some_and(|next| next.1 <= first + NEAR);
        if first > reached + AHEAD && !goes_on {
            continue;
        }
        let last = candidates.get(at).map(|c| expand(&c.ranges)).into_iter().flatten().max();
        reached = reached.max(last.unwrap_or(first));
        if let Some(belongs) = belongs.get_mut(at) {
            *belongs = true;
        }
    }
    belongs
}

/// A longest strictly growing subsequence by the second value (patience sorting).
fn longest_growing(items: &[(usize, u32)]) -> Vec<(usize, u32)> {
    // The index of the item that ends the best run of each length, and the item before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(items.len());
    let value = |at: usize| items.get(at).map_or(0, |item| item.1);
    for (at, item) in items.iter().enumerate() {
        let length = ends.partition_point(|&end| value(end) < item.1);
        before.push(length.checked_sub(1).and_then(|l| ends.get(l).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run: Vec<(usize, u32)> = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.extend(items.get(at));
        next = before.get(at).copied().flatten();
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::super::scan::candidates;
    use super::*;

    fn counting(text: &str, highest: u32) -> Vec<u32> {
        let found = candidates(text);
        let all: Vec<&Candidate> = found.iter().collect();
        let belongs = backbone(&all, highest);
        let own = all.iter().zip(belongs).filter(|(_, b)| *b).map(|(c, _)| expand(&c.ranges));
        own.flatten().collect()
    }

    #[test]
    fn a_run_goes_on_over_lost_markers() {
        let text = "so it is.1 Then more,2 and far.14 Next comes,15 and this.16 It ends here.17";
        assert_eq!(counting(text, 20), [1, 2, 14, 15, 16, 17]);
    }

    #[test]
    fn a_lone_number_far_ahead_is_something_else() {
        let text = "so it is.1 Then more,2 as sold.19 Next comes,3 and this.4 It ends here.5";
        assert_eq!(counting(text, 20), [1, 2, 3, 4, 5]);
        let text = "so it is.1 Then more,2 as sold.19";
        assert_eq!(counting(text, 20), [1, 2]);
    }

    proptest::proptest! {
        #[test]
        fn the_longest_run_grows(values in proptest::collection::vec(0_u32..40, 0..60)) {
            let items: Vec<(usize, u32)> = values.iter().copied().enumerate().collect();
            let run = longest_growing(&items);
            proptest::prop_assert!(run.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            proptest::prop_assert!(!run.is_empty() || values.is_empty());
        }
    }
}

//! All divisions of a row of tokens into segments and single tokens outside of them, weighed together.

/// How likely each segment of a row is, over all of its divisions.
#[derive(Debug)]
pub(super) struct Lattice {
    /// Segments that may be, by their last token, then by their first.
    pub(super) segments: Vec<Segment>,
    /// The chance of each token to be in no segment.
    pub(super) outside: Vec<f32>,
}

/// Tokens in a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Segment {
    /// The first token.
    pub(super) from: usize,
    /// The last token.
    pub(super) to: usize,
    /// How likely a division has it.
    pub(super) chance: f32,
}

impl Lattice {
    /// The lattice of a row of tokens, each with its score for standing outside (`None`: it may not). `score` weighs the
    /// segment from one token to another, of at most `longest` tokens; `None` if there is none.
    ///
    /// Chances are nought if no division is possible.
    pub(super) fn of(
        outside: Vec<Option<f32>>,
        longest: usize,
        mut score: impl FnMut(usize, usize) -> Option<f32>,
    ) -> Self {
        // The logarithm of the weight of all divisions of the tokens before each.
        let mut before: Vec<f32> = Vec::with_capacity(outside.len() + 1);
        before.push(0.0);
        let mut segments: Vec<Segment> = Vec::new();
        let mut singles: Vec<f32> = Vec::with_capacity(outside.len());
        for (to, alone) in outside.iter().enumerate() {
            let first = segments.len();
            let reach = (to + 1).saturating_sub(longest)..=to;
            segments.extend(reach.filter_map(|from| {
                let before = before.get(from).filter(|b| b.is_finite())?;
                Some(Segment { from, to, chance: before + score(from, to)? })
            }));
            let last = before.last().copied().unwrap_or(f32::NEG_INFINITY);
            let mut single = alone.map_or(f32::NEG_INFINITY, |alone| last + alone);
            let ending = segments.get_mut(first..).unwrap_or_default();
            before.push(normalise(ending, &mut single));
            singles.push(single);
        }
        // What arrives at a place is shared among the ways to it.
        let mut arriving = vec![0.0_f32; before.len()];
        if let Some(last) = arriving.last_mut().filter(|_| before.last().is_some_and(|b| b.is_finite())) {
            *last = 1.0;
        }
        let mut rest = segments.as_mut_slice();
        for to in (0..singles.len()).rev() {
            let here = arriving.get(to + 1).copied().unwrap_or(0.0);
            let split = rest.partition_point(|s| s.to < to);
            let (others, ending) = rest.split_at_mut(split);
            for segment in ending {
                segment.chance *= here;
                add(&mut arriving, segment.from, segment.chance);
            }
            if let Some(single) = singles.get_mut(to) {
                *single *= here;
                add(&mut arriving, to, *single);
            }
            rest = others;
        }
        Self { segments, outside: singles }
    }
}

/// A way whose score lies so far below that of another is never taken.
const FAR: f32 = 16.0;

fn add(sums: &mut [f32], at: usize, chance: f32) {
    if let Some(sum) = sums.get_mut(at) {
        *sum += chance;
    }
}

/// Turns the scores of all ways to a place into their shares of it; the logarithm of their sum.
fn normalise(ending: &mut [Segment], single: &mut f32) -> f32 {
    let top = ending.iter().map(|s| s.chance).fold(*single, f32::max);
    if !top.is_finite() {
        ending.iter_mut().for_each(|s| s.chance = 0.0);
        *single = 0.0;
        return f32::NEG_INFINITY;
    }
    let weight = |score: f32| if score < top - FAR { 0.0 } else { (score - top).exp() };
    *single = weight(*single);
    let mut sum = *single;
    for segment in ending.iter_mut() {
        segment.chance = weight(segment.chance);
        sum += segment.chance;
    }
    *single /= sum;
    ending.iter_mut().for_each(|s| s.chance /= sum);
    top + sum.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chance of the segment `from..=to`.
    fn chance(lattice: &Lattice, from: usize, to: usize) -> f32 {
        lattice.segments.iter().find(|s| (s.from, s.to) == (from, to)).unwrap().chance
    }

    #[test]
    fn divisions_are_weighed_together() {
        // Of two tokens the second must be in a segment: `a (b)`, `(a) (b)` and `(a b)`, which weighs twice.
        let double = 2.0_f32.ln();
        let lattice =
            Lattice::of(vec![Some(0.0), None], 2, |from, to| Some(if from < to { double } else { 0.0 }));
        assert!((chance(&lattice, 0, 1) - 0.5).abs() < 1e-6);
        assert!((chance(&lattice, 0, 0) - 0.25).abs() < 1e-6);
        assert!((chance(&lattice, 1, 1) - 0.5).abs() < 1e-6);
        assert!((lattice.outside[0] - 0.25).abs() < 1e-6);
    }

    #[test]
    fn no_division_has_no_chances() {
        let lattice = Lattice::of(vec![Some(0.0), None], 2, |_, to| (to == 0).then_some(0.0));
        assert!(lattice.segments.iter().all(|s| s.chance == 0.0));
        assert_eq!(lattice.outside, [0.0, 0.0]);
    }

    #[test]
    fn large_scores_are_no_trouble() {
        let lattice = Lattice::of(vec![None; 399], 3, |from, to| Some(300.0 * (to - from) as f32));
        assert!(lattice.segments.iter().all(|s| s.chance.is_finite()));
        assert!((chance(&lattice, 0, 2) - 1.0).abs() < 1e-3);
    }
}

//! The states of a sequence: which are best, and how likely each is.

use super::state::{OUTSIDE, STATES, follows};

/// One number for every state.
pub(crate) type Row = [f32; STATES];

/// Weights of transitions: `Transitions[before][state]`; the last row is for the start.
pub(crate) type Transitions = [Row; STATES + 1];

/// Index of the row for the start.
pub(crate) const START: usize = STATES;

/// `weights` as factors; 0 where [`follows`] forbids.
pub(crate) fn factors(weights: &Transitions) -> Transitions {
    let mut factors = [[0.0; STATES]; STATES + 1];
    for (before, (row, weights)) in factors.iter_mut().zip(weights).enumerate() {
        for (state, (factor, weight)) in row.iter_mut().zip(weights).enumerate() {
            if follows((before != START).then_some(before), state) {
                *factor = weight.exp();
            }
        }
    }
    factors
}

/// How likely each state is at each place, given the scores of places and the factors of transitions
/// (forward-backward, scaled at every step).
pub(crate) fn marginals(scores: &[Row], factors: &Transitions) -> Vec<Row> {
    let potentials: Vec<Row> = scores.iter().map(potential).collect();
    let forward = forward(&potentials, factors);
    let mut marginals = forward;
    let mut backward = [1.0; STATES];
    for (place, potential) in marginals.iter_mut().zip(&potentials).rev() {
        for (marginal, backward) in place.iter_mut().zip(&backward) {
            *marginal *= backward;
        }
        normalise(place);
        backward = before(&backward, potential, factors);
    }
    marginals
}

/// Scores as factors, the greatest being 1.
pub(crate) fn potential(scores: &Row) -> Row {
    let greatest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.map(|score| (score - greatest).exp())
}

/// For each place, how likely each state is given what stands before.
pub(crate) fn forward(potentials: &[Row], factors: &Transitions) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::with_capacity(potentials.len());
    for potential in potentials {
        let mut row = match rows.last() {
            None => factors[START],
            Some(before) => after(before, factors),
        };
        for (value, potential) in row.iter_mut().zip(potential) {
            *value *= potential;
        }
        normalise(&mut row);
        rows.push(row);
    }
    rows
}

/// One step forward from `row`.
fn after(row: &Row, factors: &Transitions) -> Row {
    let mut next = [0.0; STATES];
    for (value, factors) in row.iter().zip(factors) {
        for (sum, factor) in next.iter_mut().zip(factors) {
            *sum += value * factor;
        }
    }
    next
}

/// One step backward from `backward` over a place with `potential`.
pub(crate) fn before(backward: &Row, potential: &Row, factors: &Transitions) -> Row {
    let mut weighted = *backward;
    for (value, potential) in weighted.iter_mut().zip(potential) {
        *value *= potential;
    }
    let mut row = [0.0; STATES];
    for (value, factors) in row.iter_mut().zip(factors) {
        *value = weighted.iter().zip(factors).map(|(w, f)| w * f).sum();
    }
    normalise(&mut row);
    row
}

/// Makes the values of `row` add up to 1.
pub(crate) fn normalise(row: &mut Row) {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        for value in row {
            *value /= sum;
        }
    }
}

/// The best states (Viterbi).
pub(crate) fn best(scores: &[Row], weights: &Transitions) -> Vec<usize> {
    let mut from: Vec<[u8; STATES]> = Vec::with_capacity(scores.len());
    let mut total: Option<Row> = None;
    for scores in scores {
        let (mut row, back) = match &total {
            None => (weights[START], [0; STATES]),
            Some(total) => step(total, weights),
        };
        for (value, score) in row.iter_mut().zip(scores) {
            *value += score;
        }
        from.push(back);
        total = Some(row);
    }
    let Some(total) = total else { return Vec::new() };
    let mut state = total.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(OUTSIDE, |(at, _)| at);
    let mut states = vec![state];
    for back in from.iter().skip(1).rev() {
        state = back.get(state).map_or(OUTSIDE, |&s| usize::from(s));
        states.push(state);
    }
    states.reverse();
    states
}

/// One step of Viterbi: the best total for each next state, and the state it comes from.
fn step(total: &Row, weights: &Transitions) -> (Row, [u8; STATES]) {
    let mut row = [f32::NEG_INFINITY; STATES];
    let mut back = [0; STATES];
    for ((before, total), weights) in (0u8..).zip(total).zip(weights) {
        for ((value, back), weight) in row.iter_mut().zip(&mut back).zip(weights) {
            let sum = total + weight;
            let better = sum > *value;
            *value = if better { sum } else { *value };
            *back = if better { before } else { *back };
        }
    }
    (row, back)
}

/// `weights` with what [`follows`] forbids made impossible.
pub(crate) fn allowed(weights: &Transitions) -> Transitions {
    let mut allowed = *weights;
    for (before, row) in allowed.iter_mut().enumerate() {
        for (state, weight) in row.iter_mut().enumerate() {
            if !follows((before != START).then_some(before), state) {
                *weight = -1e4;
            }
        }
    }
    allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inside_needs_its_beginning() {
        let weights = allowed(&[[0.0; STATES]; STATES + 1]);
        let mut scores = [[0.0; STATES]; 2];
        scores[0][0] = 2.0;
        scores[1][3] = 2.5;
        scores[1][1] = 1.0;
        assert_eq!(best(&scores, &weights), [0, 1]);
        let marginals = marginals(&scores, &factors(&weights));
        assert!(marginals.iter().all(|row| (row.iter().sum::<f32>() - 1.0).abs() < 1e-5));
        assert!(marginals[1][3] > 0.0 && marginals[0][1] == 0.0);
    }

    #[test]
    fn nothing_has_no_states() {
        assert!(best(&[], &[[0.0; STATES]; STATES + 1]).is_empty());
    }
}

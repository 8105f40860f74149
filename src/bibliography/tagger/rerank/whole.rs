//! What a labelling is like as a whole: its sequence of fields, hashed into cells.

use super::super::hash::all;
use super::super::state::{OUTSIDE, STATES, beginning, begins, label};
use crate::bibliography::Label;

/// Number of cells.
pub(in super::super) const CELLS: usize = 1 << 14;

/// Fields that hardly a string has more of.
const FIELDS: usize = 24;

/// What stands in the sequence before the first field and behind the last.
const START: usize = STATES;
const END: usize = STATES + 1;

/// Puts into `cells`, in place of those that were there, what is seen of a labelling that is made of `pieces` and whose string
/// follows the conventions that have the number `convention`.
pub(super) fn cells(pieces: &[Piece], convention: usize, cells: &mut Vec<u32>) {
    cells.clear();
    let fields = fields(pieces);
    let convention = convention as u64;
    let mut add = |kind: u64, parts: [u64; 3]| {
        let [a, b, c] = parts;
        cells.push(u32::try_from(all([kind, a, b, c]) >> 32).unwrap_or_default() % CELLS as u32);
    };
    for window in fields.windows(2) {
        let [a, b] = [window[0], window[1]].map(|state| state as u64);
        add(1, [a, b, 0]);
        add(2, [a, b, convention]);
    }
    for window in fields.windows(3) {
        add(3, [window[0], window[1], window[2]].map(|state| state as u64));
    }
    let (mut present, mut order, mut sequence) = (0u64, 0u64, 0u64);
    for (at, &state) in fields.iter().enumerate() {
        sequence = all([sequence, state as u64]);
        if fields.iter().take(at).any(|&before| before == state) {
            continue;
        }
        let count = fields.iter().filter(|&&other| other == state).count().min(3) as u64;
        add(4, [state as u64, count, 0]);
        add(5, [state as u64, count, convention]);
        let Some(label) = label(state) else { continue };
        present |= u64::from(is_main(label)) << state;
        if is_long(label) {
            order = all([order, state as u64]);
        }
    }
    add(6, [present, 0, 0]);
    add(7, [order, 0, 0]);
    add(8, [sequence, 0, 0]);
}

/// A field of a labelling: the state that begins it, its first word and its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) state: usize,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The fields of a labelling with `states`, in turn.
pub(super) fn pieces(states: &[usize]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(FIELDS);
    let mut before = OUTSIDE;
    for (at, &state) in states.iter().enumerate() {
        match pieces.last_mut().filter(|_| goes_on(before, state)) {
            Some(piece) => piece.last = at,
            None if state == OUTSIDE => {}
            None => pieces.push(Piece { state: beginning(state), first: at, last: at }),
        }
        before = state;
    }
    pieces
}

/// Whether a word with `state` belongs to the field of the word before it, whose state is `before`.
pub(super) fn goes_on(before: usize, state: usize) -> bool {
    state != OUTSIDE && beginning(before) == beginning(state) && !begins(state)
}

/// The fields in turn, each as the state that begins it, with what stands at either end.
fn fields(pieces: &[Piece]) -> Vec<usize> {
    [START].into_iter().chain(pieces.iter().map(|piece| piece.state)).chain([END]).collect()
}

/// Whether references mostly have `label` or not by their type.
const fn is_main(label: Label) -> bool {
    is_long(label)
        || matches!(label, Label::Date | Label::Volume | Label::Pages | Label::Location | Label::Series)
}

/// Whether the order of fields with `label` tells one style from another.
const fn is_long(label: Label) -> bool {
    matches!(label, Label::Author | Label::Editor | Label::Title | Label::Container | Label::Publisher)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_in_turn() {
        assert_eq!(fields(&pieces(&[0, 1, 1, OUTSIDE, 6, 7, 6, OUTSIDE])), [START, 0, 6, 6, END]);
        assert_eq!(fields(&pieces(&[OUTSIDE, 24, 24, OUTSIDE, 24])), [START, 24, 24, END]);
        assert_eq!(fields(&pieces(&[])), [START, END]);
    }

    #[test]
    fn two_titles_are_not_one() {
        let (mut one, mut two) = (Vec::new(), Vec::new());
        cells(&pieces(&[0, 6, 7, 7]), 3, &mut one);
        cells(&pieces(&[0, 6, 7, 6]), 3, &mut two);
        assert_ne!(one, two);
        cells(&pieces(&[0, 6, 6, 7]), 3, &mut one);
        assert_eq!(one, two);
    }
}

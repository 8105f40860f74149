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

/// Puts into `cells`, in place of those that were there, what is seen of a labelling with `states` whose string follows the
/// conventions that have the number `convention`.
pub(in super::super) fn cells(states: &[usize], convention: usize, cells: &mut Vec<u32>) {
    cells.clear();
    let fields = fields(states);
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

/// The fields in turn, each as the state that begins it, with what stands at either end.
fn fields(states: &[usize]) -> Vec<usize> {
    let mut fields = Vec::with_capacity(FIELDS);
    fields.push(START);
    let mut before = OUTSIDE;
    for &state in states {
        let field = beginning(state);
        if field != OUTSIDE && (field != before || begins(state)) {
            fields.push(field);
        }
        before = field;
    }
    fields.push(END);
    fields
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
        assert_eq!(fields(&[0, 1, 1, OUTSIDE, 6, 7, 6, OUTSIDE]), [START, 0, 6, 6, END]);
        assert_eq!(fields(&[OUTSIDE, 24, 24, OUTSIDE, 24]), [START, 24, 24, END]);
        assert_eq!(fields(&[]), [START, END]);
    }

    #[test]
    fn two_titles_are_not_one() {
        let (mut one, mut two) = (Vec::new(), Vec::new());
        cells(&[0, 6, 7, 7], 3, &mut one);
        cells(&[0, 6, 7, 6], 3, &mut two);
        assert_ne!(one, two);
        cells(&[0, 6, 6, 7], 3, &mut one);
        assert_eq!(one, two);
    }
}

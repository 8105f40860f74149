//! The states of the sequence model: a label, or its beginning.

use super::image::WIDTH;
use crate::bibliography::Label;

/// How many states there are.
pub(crate) const STATES: usize = WIDTH;

/// Labels with two states, one for the first word and one for the others, so that the model can learn
/// how such a field begins. State 2k is the beginning of label k, state 2k + 1 its inside.
const LONG: [Label; 11] = [
    Label::Author,
    Label::Editor,
    Label::Translator,
    Label::Title,
    Label::Container,
    Label::Series,
    Label::Publisher,
    Label::Location,
    Label::Institution,
    Label::Type,
    Label::Note,
];

/// Labels with one state.
const SHORT: [Label; 13] = [
    Label::Label,
    Label::Date,
    Label::Volume,
    Label::Number,
    Label::Pages,
    Label::Edition,
    Label::Doi,
    Label::Eprint,
    Label::Url,
    Label::Urldate,
    Label::Isbn,
    Label::Issn,
    Label::Pmid,
];

/// The state of words outside all fields.
pub(crate) const OUTSIDE: usize = STATES - 1;

/// The label of `state`; `None` outside of fields.
pub(crate) fn label(state: usize) -> Option<Label> {
    match state.checked_sub(2 * LONG.len()) {
        None => LONG.get(state / 2).copied(),
        Some(short) => SHORT.get(short).copied(),
    }
}

/// Whether `state` is the beginning of a long field.
pub(crate) const fn begins(state: usize) -> bool {
    state < 2 * LONG.len() && state.is_multiple_of(2)
}

/// The state with which the field of `state` begins.
pub(crate) const fn beginning(state: usize) -> usize {
    if state < 2 * LONG.len() { state / 2 * 2 } else { state }
}

/// Whether `state` may follow `before` (`None`: the start): the inside of a field follows only the same field.
pub(crate) fn follows(before: Option<usize>, state: usize) -> bool {
    let inside = state < 2 * LONG.len() && !begins(state);
    !inside || before.is_some_and(|b| b / 2 == state / 2)
}

/// The state of a word with `label`, which is the `first` word of its field or not.
#[cfg(feature = "training")]
pub(crate) fn state(label: Label, first: bool) -> usize {
    if let Some(long) = LONG.iter().position(|&l| l == label) {
        return 2 * long + usize::from(!first);
    }
    SHORT.iter().position(|&l| l == label).map_or(OUTSIDE, |short| 2 * LONG.len() + short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_but_the_last_has_a_label() {
        assert!((0..OUTSIDE).all(|state| label(state).is_some()));
        assert_eq!((label(OUTSIDE), label(STATES)), (None, None));
    }

    #[test]
    fn insides_follow_their_own_field() {
        assert!(follows(Some(6), 7) && follows(Some(7), 7) && follows(Some(7), 6) && follows(None, 6));
        assert!(!follows(Some(8), 7) && !follows(None, 7) && !follows(Some(OUTSIDE), 1));
    }
}

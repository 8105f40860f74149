//! What a labelling says is in its fields, at their ends and between them, and how likely each of that is: a model of how
//! references are made, where the sequence model only tells states apart.
//!
//! The likelihoods come from [`Counts`] of the training records.

use super::super::hash::all;
use super::super::look::Look;
use super::super::state::{STATES, beginning};
use super::counts::Counts;
use super::whole::{Piece, goes_on};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Behind a field, which comes next and what stands between both.
    Between,
    /// What stands before a field and behind it.
    Around,
    /// What stands between two words of a field.
    Inside,
    /// What the first word of a field is like, and the last.
    Ends,
    /// A word of a field.
    Word,
    /// A word behind another of the same field.
    Pair,
}

/// How many kinds there are.
pub(super) const KINDS: usize = 6;

/// What stands before the first field and behind the last.
const EDGE: usize = STATES;

/// So many words may stand between two fields for what stands there to be looked at.
const FAR: usize = 2;

/// Something that was seen of a labelling.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event {
    pub(super) kind: Kind,
    /// The state that begins the field, that of words outside of all, or [`EDGE`].
    pub(super) field: usize,
    /// What was seen, as a hash.
    seen: u64,
    /// Of pairs: the word before.
    other: u64,
}

/// Which hashes of an event are counted.
pub(super) struct Keys {
    /// The event itself.
    pub(super) event: u64,
    /// All of its kind, in its field; of pairs, those with the same first word.
    pub(super) all: u64,
    /// Both among the strings of one convention.
    pub(super) finer: Option<[u64; 2]>,
}

impl Event {
    /// What of it is counted, in a string that follows `convention`.
    pub(super) fn keys(&self, convention: usize) -> Keys {
        let Self { kind, field, seen, other } = *self;
        let (number, field, convention) = (kind as u64, field as u64, convention as u64 + 1);
        match kind {
            Kind::Word => Keys { event: all([number, field, seen]), all: all([number, field]), finer: None },
            Kind::Pair => Keys {
                event: all([number, field, seen, other]),
                all: all([Kind::Word as u64, field, other]),
                finer: None,
            },
            _ => Keys {
                event: all([number, field, seen]),
                all: all([number, field]),
                finer: Some([all([number, field, seen, convention]), all([number, field, 0, convention, 1])]),
            },
        }
    }
}

/// Tells `add` what is seen of a labelling with `states`, which is made of `pieces`, of words with `looks` and `tail` behind the last
/// one. Only what the words that are `open` have to do with is told: at least all that depends on their states.
pub(super) fn events(
    (states, pieces): (&[usize], &[Piece]),
    (looks, tail): (&[Look], u64),
    open: &[bool],
    mut add: impl FnMut(Event),
) {
    let is_open = |at: usize| open.get(at).is_some_and(|open| *open);
    let seen = |look: &Look| if look.digits { look.shape } else { look.word };
    let mut before: Option<(usize, &Look)> = None;
    for (at, (&state, look)) in states.iter().zip(looks).enumerate() {
        let field = beginning(state);
        if is_open(at) {
            add(Event { kind: Kind::Word, field, seen: seen(look), other: 0 });
        }
        if let Some((last, word)) = before
            && goes_on(last, state)
            && (is_open(at) || is_open(at - 1))
        {
            add(Event { kind: Kind::Inside, field, seen: look.gap, other: 0 });
            add(Event { kind: Kind::Pair, field, seen: seen(look), other: seen(word) });
        }
        before = Some((state, look));
    }
    let (Some(low), Some(high)) = (open.iter().position(|&open| open), open.iter().rposition(|&open| open))
    else {
        return;
    };
    let gap = |at: usize| looks.get(at).map_or(tail, |look| look.gap);
    let shape = |at: usize| looks.get(at).map_or(0, |look| look.shape);
    let edge = Piece { state: EDGE, first: states.len(), last: states.len() };
    let (mut behind, mut end) = (EDGE, 0);
    for &Piece { state: field, first, last } in pieces.iter().chain([&edge]) {
        if first >= low && end <= high + 1 {
            let between = between(looks.get(end..first).unwrap_or_default(), gap(first));
            let seen = all([field as u64, between]);
            add(Event { kind: Kind::Between, field: behind, seen, other: 0 });
        }
        if field != EDGE && last + 1 >= low && first <= high + 1 {
            let seen = all([gap(first), gap(last + 1)]);
            add(Event { kind: Kind::Around, field, seen, other: 0 });
            let seen = all([shape(first), shape(last)]);
            add(Event { kind: Kind::Ends, field, seen, other: 0 });
        }
        (behind, end) = (field, last + 1);
    }
}

/// The hash of what stands between two fields: the words that have `looks`, if they are few, and `gap` before the second.
fn between(looks: &[Look], gap: u64) -> u64 {
    if looks.len() > FAR {
        return u64::from(u32::MAX);
    }
    looks.iter().fold(gap, |hash, look| all([hash, look.gap, look.word]))
}

impl Counts<'_> {
    /// The logarithm of how likely `event` is in a string that follows `convention`; of pairs, of how much likelier the second word is
    /// behind the first than elsewhere in its field.
    pub(super) fn chance(&self, event: &Event, convention: usize) -> f32 {
        let keys = event.keys(convention);
        let (seen, all) = (self.of(keys.event), self.of(keys.all));
        let share = match event.kind {
            Kind::Word => (seen + 0.02) / (all + 100.0),
            Kind::Pair => {
                let word = self.chance(&Event { kind: Kind::Word, ..*event }, convention).exp();
                (seen + 2.0 * word) / (all + 2.0) / word
            }
            _ => {
                let share = (seen + 0.1) / (all + 50.0);
                let [seen, all] = keys.finer.map_or([0.0; 2], |keys| keys.map(|key| self.of(key)));
                (seen + 5.0 * share) / (all + 5.0)
            }
        };
        share.ln()
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::super::state::OUTSIDE;
    use super::super::tally::Tally;
    use super::super::whole::pieces;
    use super::*;

    /// Words of which each looks otherwise, with other gaps.
    fn looks(count: u64) -> Vec<Look> {
        let look = |n| Look { word: all([n]), shape: n % 3, gap: n % 4, ..Look::default() };
        (0..count).map(look).collect()
    }

    /// The table of `labellings`, each of which was seen `times` times.
    fn table(labellings: &[&[usize]], looks: &[Look], times: usize) -> Vec<u8> {
        let mut tally = Tally::default();
        let all = labellings.iter().cycle().take(times * labellings.len());
        all.for_each(|states| tally.add(states, (looks, 5), 0));
        tally.table()
    }

    /// The sums of the chances of `states` by kind, as far as words that are `open` have to do with them.
    fn sums(states: &[usize], looks: &[Look], open: &[bool], counts: &Counts) -> [f32; KINDS] {
        let mut sums = [0.0; KINDS];
        events((states, &pieces(states)), (looks, 5), open, |event| {
            sums[event.kind as usize] += counts.chance(&event, 0);
        });
        sums
    }

    #[test]
    fn what_was_seen_is_likelier() {
        let looks = looks(5);
        let (seen, other) = ([0, 1, 6, 7, OUTSIDE], [0, 6, 7, 7, OUTSIDE]);
        let bytes = table(&[&seen], &looks, 9);
        let counts = Counts::read(&bytes).unwrap();
        let [seen, other] = [seen, other].map(|states| sums(&states, &looks, &[true; 5], &counts));
        for kind in [Kind::Between, Kind::Around, Kind::Inside, Kind::Ends, Kind::Word, Kind::Pair] {
            assert!(seen[kind as usize] > other[kind as usize], "{kind:?}");
        }
    }

    proptest! {
        /// What is left out is the same in all labellings.
        #[test]
        fn words_that_are_alike_make_no_difference(
            a in vec(prop::sample::select(vec![0, 1, 6, 7, 8, 9, 23, 24, OUTSIDE]), 1..12),
            changes in vec((0usize..12, prop::sample::select(vec![0, 6, 7, 9, 23, OUTSIDE])), 0..3),
        ) {
            let mut b = a.clone();
            for (at, state) in changes {
                b.get_mut(at).into_iter().for_each(|old| *old = state);
            }
            let looks = looks(a.len() as u64);
            let bytes = table(&[&a, &b, &a], &looks, 2);
            let counts = Counts::read(&bytes).unwrap();
            let open: Vec<bool> = a.iter().zip(&b).map(|(a, b)| a != b).collect();
            let difference = |open: &[bool]| {
                let [a, b] = [&a, &b].map(|states| sums(states, &looks, open, &counts));
                std::array::from_fn::<f32, KINDS, _>(|kind| a[kind] - b[kind])
            };
            let (some, every) = (difference(&open), difference(&vec![true; a.len()]));
            for (some, every) in some.iter().zip(every) {
                prop_assert!((some - every).abs() < 1e-2, "{some} {every}");
            }
        }
    }
}

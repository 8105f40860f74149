//! Counting what is seen of right labellings.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::super::look::Look;
use super::content::{Kind, events};
use super::counts::table;
use super::whole::pieces;

/// How often what has each hash was seen.
#[derive(Default)]
pub(super) struct Tally {
    counts: HashMap<u64, u32, FixedState>,
    /// Those of pairs of words, most of which are seen once.
    pairs: HashMap<u64, u32, FixedState>,
}

impl Tally {
    /// Counts what is seen of the right `states` of words with `looks`, of a string that follows `convention`.
    pub(super) fn add(&mut self, states: &[usize], looks: (&[Look], u64), convention: usize) {
        let open = vec![true; states.len()];
        events((states, &pieces(states)), looks, &open, |event| {
            let keys = event.keys(convention);
            if event.kind == Kind::Pair {
                *self.pairs.entry(keys.event).or_default() += 1;
                return;
            }
            for key in [keys.event, keys.all].into_iter().chain(keys.finer.into_iter().flatten()) {
                *self.counts.entry(key).or_default() += 1;
            }
        });
    }

    /// The table of the counts, without pairs that were seen once.
    pub(super) fn table(self) -> Vec<u8> {
        table(self.counts.into_iter().chain(self.pairs.into_iter().filter(|(_, count)| *count > 1)))
    }
}

//! The sums of groups of features that come again and again.

use super::lattice::Row;
use super::state::STATES;

/// How many are kept: few enough to stay close to the processor.
const PLACES: usize = 1024;

/// Sums by what tells their groups from others. Of two groups with the same place the later one is kept.
#[derive(Default)]
pub(super) struct Memo {
    places: Vec<(u64, Row)>,
}

impl Memo {
    /// The sums of the group that has `key`, if they are kept.
    pub(super) fn get(&self, key: u64) -> Option<&Row> {
        let (kept, sums) = self.places.get(place(key))?;
        (*kept == key).then_some(sums)
    }

    /// Keeps the `sums` of the group that has `key`.
    pub(super) fn keep(&mut self, key: u64, sums: &Row) {
        self.places.resize(PLACES, (0, [0.0; STATES]));
        if let Some(place) = self.places.get_mut(place(key)) {
            *place = (key, *sums);
        }
    }
}

fn place(key: u64) -> usize {
    usize::try_from(key % PLACES as u64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_in_one_place_the_later_is_kept() {
        let mut memo = Memo::default();
        let (key, other) = (7, 7 + PLACES as u64);
        assert_eq!(memo.get(key), None);
        memo.keep(key, &[1.0; STATES]);
        assert_eq!((memo.get(key), memo.get(other)), (Some(&[1.0; STATES]), None));
        memo.keep(other, &[2.0; STATES]);
        assert_eq!((memo.get(key), memo.get(other)), (None, Some(&[2.0; STATES])));
    }
}

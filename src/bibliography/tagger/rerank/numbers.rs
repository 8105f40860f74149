//! What a labelling is worth by each way of looking at it: numbers that the reranker weighs.

use super::super::lattice::Row;
use super::super::look::Look;
use super::super::nbest::Path;
use super::super::state::STATES;
use super::content::{KINDS, Kind, events};
use super::counts::Counts;
use super::likely::{open, sums};
use super::whole::Piece;

/// How many numbers there are: the score; by the state that begins the field, how likely its words are to the sequence model;
/// by the kind of what is seen, how likely that is; and how likely words are, by field again.
pub(in super::super) const NUMBERS: usize = 1 + STATES + KINDS + STATES;

/// The numbers of a labelling, or a weight for each.
pub(in super::super) type Numbers = [f32; NUMBERS];

/// A string whose labellings are compared.
pub(super) struct Compared<'a> {
    /// The words at which they differ, with the likelihoods.
    likely: Vec<(usize, Row)>,
    /// Whether labellings differ at a word.
    open: Vec<bool>,
    looks: (&'a [Look], u64),
    convention: usize,
}

impl<'a> Compared<'a> {
    /// A string that follows `convention`, whose words have `looks` and states that are `likely`, and which has the labellings
    /// `paths`.
    pub(super) fn new(paths: &[Path], likely: &[Row], looks: (&'a [Look], u64), convention: usize) -> Self {
        let words = open(paths, likely);
        let mut open = vec![false; likely.len()];
        words.iter().for_each(|(at, _)| open.get_mut(*at).into_iter().for_each(|open| *open = true));
        Self { likely: words, open, looks, convention }
    }

    /// The numbers of `path`, which is made of `pieces`.
    pub(super) fn numbers(&self, path: &Path, pieces: &[Piece], counts: &Counts) -> Numbers {
        let mut numbers = [0.0; NUMBERS];
        numbers[0] = path.score;
        let (likely, rest) = numbers[1..].split_at_mut(STATES);
        likely.copy_from_slice(&sums(path, &self.likely));
        let (kinds, words) = rest.split_at_mut(KINDS);
        events((&path.states, pieces), self.looks, &self.open, |event| {
            let chance = counts.chance(&event, self.convention);
            kinds[event.kind as usize] += chance;
            if event.kind == Kind::Word {
                words[event.field % STATES] += chance;
            }
        });
        numbers
    }
}

/// The sum of the products of `a` and `b`.
pub(super) fn dot(a: &Numbers, b: &Numbers) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

//! How many words of each kind a stretch of a sentence has.

use super::lexicon::{Class, Look};
use super::phrases::Phrases;
use super::words::Word;

/// How many words of a kind stand before each word of a sentence.
#[derive(Debug)]
pub(super) struct Counts {
    sums: Vec<[u16; 6]>,
    pub(super) phrases: Phrases,
}

impl Counts {
    pub(super) fn of(words: &[Word], looks: &[Look]) -> Self {
        let mut sums = vec![[0; 6]];
        let mut sum = [0_u16; 6];
        for (word, look) in words.iter().zip(looks) {
            let kinds = [
                word.marker.is_some(),
                look.is_verb,
                word.after.contains(','),
                look.class == Class::Preposition,
                look.class == Class::Conjunction,
                look.class == Class::Subordinator,
            ];
            for (sum, is) in sum.iter_mut().zip(kinds) {
                *sum = sum.saturating_add(u16::from(is));
            }
            sums.push(sum);
        }
        Self { sums, phrases: Phrases::of(words, looks) }
    }

    fn between(&self, kind: usize, from: usize, to: usize) -> usize {
        let sum = |at: usize| {
            self.sums.get(at).or(self.sums.last()).and_then(|s| s.get(kind)).copied().unwrap_or(0)
        };
        usize::from(sum(to).saturating_sub(sum(from)))
    }

    /// Markers behind the words `from..to`.
    pub(super) fn markers(&self, from: usize, to: usize) -> usize {
        self.between(0, from, to)
    }

    /// Verbs among the words `from..to`.
    pub(super) fn verbs(&self, from: usize, to: usize) -> usize {
        self.between(1, from, to)
    }

    /// Commas behind the words `from..to`.
    pub(super) fn commas(&self, from: usize, to: usize) -> usize {
        self.between(2, from, to)
    }

    /// Prepositions among the words `from..to`.
    pub(super) fn prepositions(&self, from: usize, to: usize) -> usize {
        self.between(3, from, to)
    }

    /// Conjunctions among the words `from..to`.
    pub(super) fn conjunctions(&self, from: usize, to: usize) -> usize {
        self.between(4, from, to)
    }

    /// Subordinators and relative words among the words `from..to`.
    pub(super) fn subordinators(&self, from: usize, to: usize) -> usize {
        self.between(5, from, to)
    }
}

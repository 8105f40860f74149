//! What speaks for a claim from one word to another, beyond what speaks for its begin and its end.

use super::model::feature;
use super::site::{Site, coarse, few};

/// What is seen of a claim between two words. Many pairs of words look alike: a score for each look is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Whether it begins with the sentence.
    begins: bool,
    /// Where it ends: with the word before the citation, with the sentence, or elsewhere.
    ends: u32,
    /// Its words, coarsely.
    length: u32,
    /// Sites in it, verbs, and citations that are subjects; at most 3.
    sites: u32,
    verbs: u32,
    subjects: u32,
}

impl Pair {
    /// How many looks there are of claims with the same sites.
    pub(super) const LOOKS: usize = 2 * 3 * 11 * 4 * 4;

    /// The look of a claim with the words `start..end` and `many` sites, from `first` to `last`.
    pub(super) fn of(first: &Site, last: &Site, many: usize, (start, end): (usize, usize)) -> Self {
        let ends = match end {
            e if e == last.head() => 0,
            e if e == first.words.len() => 1,
            _ => 2,
        };
        let counts = first.counts;
        Self {
            begins: start == 0,
            ends,
            length: coarse(end.saturating_sub(start)),
            sites: few(many),
            verbs: few(counts.verbs(start, end)),
            subjects: few(counts.phrases.subjects(start, end)),
        }
    }

    /// Where it begins and ends, as one number.
    pub(super) const fn place(self) -> u32 {
        self.begins as u32 * 3 + self.ends
    }

    /// Whether it is all of the sentence, or all that stands before the citation.
    pub(super) const fn is_whole(self) -> bool {
        self.begins && self.ends != 2
    }

    /// Its number among the looks of claims with the same sites.
    pub(super) const fn index(self) -> usize {
        (((self.place() * 11 + self.length) * 4 + self.verbs) * 4 + self.subjects) as usize
    }
}

/// The features of a claim that looks like `pair`.
pub(super) fn pair_features(site: &Site, pair: Pair, add: &mut dyn FnMut(u32)) {
    let mut add = |template: u32, parts: &[u32]| add(feature(template, parts));
    let Pair { ends, length, sites, verbs, subjects, .. } = pair;
    let begins = u32::from(pair.begins);
    let (stance, subject) = (site.stance(), site.subject);
    let all = few(site.counts.phrases.subjects(0, site.words.len()));
    add(301, &[begins, ends, stance]);
    add(302, &[begins, ends, stance, site.citations()]);
    add(303, &[begins, ends, sites, stance]);
    add(304, &[length, site.thickness]);
    add(305, &[length, verbs, ends]);
    add(306, &[begins, ends, subjects, all, subject]);
    add(307, &[begins, ends, site.links, stance]);
    if pair.is_whole() {
        for &around in &site.around {
            add(308, &[around, ends]);
            add(309, &[around, ends, stance]);
        }
        add(310, &[ends, site.tail]);
        add(311, &[ends, site.lexeme(Some(0)), site.lexeme(Some(1))]);
        add(312, &[ends, site.word(Some(0))]);
        add(313, &[ends, few(site.counts.verbs(0, site.words.len())), stance]);
    }
}

/// What speaks for all of the sentence, or all that stands before the citation, wherever it ends.
pub(super) fn whole_features(site: &Site, add: &mut dyn FnMut(u32)) {
    let mut add = |template: u32, parts: &[u32]| add(feature(template, parts));
    let (stance, subject) = (site.stance(), site.subject);
    let verb = site.looks.iter().position(|l| l.is_verb);
    let is_behind = u32::from(verb.is_some_and(|at| at >= site.head()));
    add(314, &[site.word(verb), subject]);
    add(315, &[site.word(verb), stance, is_behind]);
    add(316, &[site.word(Some(0)), site.word(Some(1))]);
    add(317, &[site.word(Some(0)), stance]);
    for (at, look) in site.looks.iter().enumerate() {
        add(318, &[look.word]);
        add(319, &[look.word, u32::from(at >= site.head()), stance]);
        if at < OPENING {
            add(320, &[look.lexeme, at as u32, subject]);
        }
    }
}

/// The words that open a sentence.
const OPENING: usize = 6;

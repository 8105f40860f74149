//! A sentence as a row of words and citations that claims divide among them.
//!
//! No two claims of a sentence overlap: either two citations share a claim or each has words of its own. So what is
//! weighed is not the claim of each citation but the whole division, a segment for each claim: a semi-Markov conditional
//! random field (Sarawagi and Cohen, 2004).

use super::cuts::{end_features, start_features};
use super::joins::{join_features, outside_features, pair_features_of};
use super::lattice::Lattice;
use super::model::{Table, feature};
use super::pairs::{Pair, whole_features};
use super::site::Site;
use crate::span::Span;

/// A word, or the markers of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Index of the word; for a site of the word behind it.
    word: usize,
    /// Index of the site.
    pub(super) site: Option<usize>,
    /// Index of the first site that is not before this token.
    next: usize,
}

/// The words that a segment holds, and its sites; half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) words: (usize, usize),
    pub(super) sites: (usize, usize),
}

/// The words and the sites of a sentence in their order.
#[derive(Debug)]
pub(super) struct Segments<'s> {
    pub(super) sites: &'s [Site<'s>],
    pub(super) tokens: Vec<Token>,
}

/// Tokens that a claim has at most.
const LONGEST: usize = 120;
/// The same where there are more than [`MANY`] tokens, which no sentence has: the time for a text without full stops is
/// bounded.
const SHORT: usize = 40;
const MANY: usize = 240;

impl<'s> Segments<'s> {
    /// The tokens of a sentence with `words` words and the citations `sites`, ascending.
    pub(super) fn of(words: usize, sites: &'s [Site<'s>]) -> Self {
        let mut tokens = Vec::with_capacity(words + sites.len());
        let mut next = 0;
        for word in 0..=words {
            while sites.get(next).is_some_and(|s| s.head() <= word) {
                tokens.push(Token { word, site: Some(next), next });
                next += 1;
            }
            if word < words {
                tokens.push(Token { word, site: None, next });
            }
        }
        Self { sites, tokens }
    }

    /// How many tokens a segment has at most.
    pub(super) fn longest(&self) -> usize {
        if self.tokens.len() > MANY { SHORT } else { LONGEST }
    }

    fn token(&self, at: usize) -> Token {
        self.tokens.get(at).copied().unwrap_or(Token { word: 0, site: None, next: 0 })
    }

    /// Whether the token `at` is a word.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.site.is_none())
    }

    /// The place of each token in the sentence, whose markers stand at `markers` and belong to the sites `of_markers`.
    pub(super) fn places(&self, markers: &[Span], of_markers: &[usize]) -> Vec<Span> {
        let words = self.sites.first().map_or(&[][..], |s| s.words);
        let place = |token: &Token| match token.site {
            None => words.get(token.word).map_or(Span::default(), |w| w.span),
            Some(site) => {
                let own = markers.iter().zip(of_markers).filter(|(_, of)| **of == site).map(|(m, _)| *m);
                own.reduce(Span::cover).unwrap_or_default()
            }
        };
        self.tokens.iter().map(place).collect()
    }

    /// What the tokens `from..=to` hold; `None` if they are no claim, which has a word and a citation.
    pub(super) fn content(&self, from: usize, to: usize) -> Option<Content> {
        let (first, last) = (self.token(from), self.token(to));
        let words = (first.word, last.word + usize::from(last.site.is_none()));
        let sites = (first.next, last.site.map_or(last.next, |site| site + 1));
        (words.0 < words.1 && sites.0 < sites.1).then_some(Content { words, sites })
    }

    /// What speaks for a claim beginning with the token `at`.
    pub(super) fn start_features(&self, at: usize, add: &mut dyn FnMut(u32)) {
        let token = self.token(at);
        let Some(site) = self.sites.get(token.next) else { return };
        start_features(site, token.word, add);
        let before = at.checked_sub(1).map_or(0, |b| 1 + u32::from(self.token(b).site.is_some()));
        let own = u32::from(token.site.is_some());
        add(feature(167, &[before, own]));
        add(feature(168, &[before, own, site.form as u32]));
        if own == 1 {
            add(feature(169, &[site.lexeme(Some(token.word))]));
            add(feature(170, &[site.lexeme(token.word.checked_sub(1))]));
        }
    }

    /// What speaks for a claim ending with the token `at`.
    pub(super) fn end_features(&self, at: usize, add: &mut dyn FnMut(u32)) {
        let token = self.token(at);
        let own = u32::from(token.site.is_some());
        let last = match token.site {
            Some(site) => Some(site).zip(token.word.checked_sub(1)),
            None => token.next.checked_sub(1).zip(Some(token.word)),
        };
        let Some((site, word)) = last.and_then(|(site, word)| Some((self.sites.get(site)?, word))) else {
            return;
        };
        end_features(site, word, add);
        let behind = self.tokens.get(at + 1).map_or(0, |b| 1 + u32::from(b.site.is_some()));
        add(feature(267, &[behind, own]));
        add(feature(268, &[behind, own, site.form as u32]));
    }

    /// What speaks for the word at the token `at` belonging to no claim.
    pub(super) fn outside_features(&self, at: usize, add: &mut dyn FnMut(u32)) {
        let token = self.token(at);
        if let Some(site) = self.sites.first() {
            let place = u32::from(token.next == 0) + 2 * u32::from(token.next == self.sites.len());
            outside_features(site, token.word, place, add);
        }
    }

    /// What speaks for the site `at` sharing its claim with the next one.
    pub(super) fn join_features(&self, at: usize, add: &mut dyn FnMut(u32)) {
        if let (Some(one), Some(other)) = (self.sites.get(at), self.sites.get(at + 1)) {
            join_features(one, other, add);
        }
    }

    /// How a claim with this content looks.
    pub(super) fn pair(&self, content: &Content) -> Option<Pair> {
        let (first, last) = (self.sites.get(content.sites.0)?, self.sites.get(content.sites.1 - 1)?);
        Some(Pair::of(first, last, content.sites.1 - content.sites.0, content.words))
    }

    /// What speaks for a claim with sites `sites` that looks like `pair`.
    pub(super) fn pair_features(&self, sites: (usize, usize), pair: Pair, add: &mut dyn FnMut(u32)) {
        if let (Some(first), Some(last)) = (self.sites.get(sites.0), self.sites.get(sites.1 - 1)) {
            pair_features_of(first, last, sites.1 - sites.0, pair, add);
        }
    }

    /// What speaks for a claim that is all of the sentence, or all of it before the citation, and has `site` as its first.
    pub(super) fn whole_features(&self, site: usize, add: &mut dyn FnMut(u32)) {
        if let Some(site) = self.sites.get(site) {
            whole_features(site, add);
        }
    }

    /// How likely each segment is that `allows` lets be a claim.
    pub(super) fn lattice(&self, weights: &Table, allows: impl Fn(&Content) -> bool) -> Lattice {
        let all = 0..self.tokens.len();
        let mut starts = vec![f32::NAN; all.len()];
        let mut ends = starts.clone();
        let outside =
            all.map(|at| self.is_word(at).then(|| weights.score(|add| self.outside_features(at, add))));
        let mut joined = vec![0.0];
        for at in 1..self.sites.len() {
            joined.push(joined.last().unwrap_or(&0.0) + weights.score(|add| self.join_features(at - 1, add)));
        }
        let mut known = Known::default();
        let mut wholes = vec![f32::NAN; self.sites.len()];
        let at = |scores: &[f32], at: usize| scores.get(at).copied().unwrap_or(0.0);
        Lattice::of(outside.collect(), self.longest(), |from, to| {
            let content = self.content(from, to).filter(|c| allows(c))?;
            let (first, last) = content.sites;
            let pair = self.pair(&content)?;
            let between = known.score(content.sites, pair, || {
                let score = weights.score(|add| self.pair_features(content.sites, pair, add));
                let whole = || weights.score(|add| self.whole_features(first, add));
                if pair.is_whole() { score + known_or(&mut wholes, first, whole) } else { score }
            });
            let start = known_or(&mut starts, from, || weights.score(|add| self.start_features(from, add)));
            let end = known_or(&mut ends, to, || weights.score(|add| self.end_features(to, add)));
            Some(start + end + between + at(&joined, last - 1) - at(&joined, first))
        })
    }
}

/// Scores of pairs that were computed: many look alike.
#[derive(Debug, Default)]
struct Known {
    /// One past the last site of the claims that the tables are for.
    behind: usize,
    /// A table of looks for each first site, as long as the last one is the same.
    tables: Vec<(usize, Vec<f32>)>,
}

impl Known {
    fn score(&mut self, sites: (usize, usize), pair: Pair, score: impl FnOnce() -> f32) -> f32 {
        if self.behind != sites.1 {
            self.behind = sites.1;
            self.tables.clear();
        }
        let at = self.tables.iter().rposition(|(first, _)| *first == sites.0).unwrap_or_else(|| {
            self.tables.push((sites.0, vec![f32::NAN; Pair::LOOKS]));
            self.tables.len() - 1
        });
        self.tables.get_mut(at).map_or(0.0, |(_, table)| known_or(table, pair.index(), score))
    }
}

/// The score at `at`, computed if it was not (a NaN).
fn known_or(scores: &mut [f32], at: usize, score: impl FnOnce() -> f32) -> f32 {
    let Some(known) = scores.get_mut(at) else { return 0.0 };
    if known.is_nan() {
        *known = score();
    }
    *known
}

#[cfg(test)]
mod tests {
    use super::super::counts::Counts;
    use super::super::{Density, Paragraph, Sentence, site};
    use super::*;

    #[test]
    fn a_claim_has_a_word_and_a_citation() {
        let text = "Storks nest [1] early, [2] reports.";
        let markers = crate::citation::marker_places(text);
        let sentences = [Sentence { text, markers }];
        let paragraph = Paragraph::of(&sentences, Density::Dense);
        let worded = paragraph.worded(0);
        let counts = Counts::of(&worded.words, &worded.looks);
        let (sites, _) = site::sites(&paragraph, 0, &worded.words, &worded.looks, &counts);
        let segments = Segments::of(worded.words.len(), &sites);
        // Storks nest [1] early [2] reports
        let is_word: Vec<_> = (0..segments.tokens.len()).map(|at| segments.is_word(at)).collect();
        assert_eq!(is_word, [true, true, false, true, false, true]);
        let content = |from, to| segments.content(from, to).map(|c| (c.words, c.sites));
        assert_eq!(content(0, 1), None);
        assert_eq!(content(2, 2), None);
        assert_eq!(content(1, 2), Some(((1, 2), (0, 1))));
        assert_eq!(content(3, 5), Some(((2, 4), (1, 2))));
        assert_eq!(content(0, 5), Some(((0, 4), (0, 2))));
    }
}

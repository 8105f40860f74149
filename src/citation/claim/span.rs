//! The claim of a citation: the words between the likeliest begin and end.

use super::Density;
use super::cuts::{end_features, start_features};
use super::model::Table;
use super::pairs::{Pair, pair_features};
use super::places::{Places, by_grammar, links, own_words};
use super::site::Site;
use crate::span::Span;

/// The claim of the citation at `site`, as bytes of its sentence.
pub(super) fn claim(weights: &Table, site: &Site, density: Density) -> Span {
    let sure = if density == Density::Sparse { by_grammar(site) } else { None };
    let (first, last) = sure.unwrap_or_else(|| chosen(weights, &Places::of(site, density), density, site));
    let (Some(first), Some(last)) = (site.words.get(first), site.words.get(last)) else {
        return Span::default();
    };
    first.span.cover(last.span)
}

/// What a word must gain to be kept, in words of expected overlap. Claims together have the best word F1 where it is
/// about half of that F1; a higher price gives shorter claims.
const PRICE: f32 = 0.42;
/// The same where an article cites sparsely, for the words between the citation before and this one: of them the whole
/// clause is wanted.
const OWN_PRICE: f32 = 0.2;
/// And for the others.
const FOREIGN_PRICE: f32 = 0.5;

/// The likelihood of each pair of places, by begin, then by end.
pub(super) fn likelihoods(weights: &Table, places: &Places, site: &Site) -> Vec<f32> {
    let starts = places.starts.iter().map(|&at| weights.score(|add| start_features(site, at, add)));
    let ends: Vec<f32> =
        places.ends.iter().map(|&at| weights.score(|add| end_features(site, at, add))).collect();
    let mut known = vec![f32::NAN; Pair::LOOKS];
    let mut odds = Vec::with_capacity(places.starts.len() * ends.len());
    for (&from, start) in places.starts.iter().zip(starts) {
        for (&to, end) in places.ends.iter().zip(&ends) {
            let pair = Pair::of(site, from, to);
            let between = known.get_mut(pair.index()).map_or(0.0, |known| {
                if known.is_nan() {
                    *known = weights.score(|add| pair_features(site, pair, add));
                }
                *known
            });
            odds.push(start + end + between);
        }
    }
    let top = odds.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    odds.iter_mut().for_each(|score| *score = (*score - top).exp());
    let all: f32 = odds.iter().sum();
    odds.iter_mut().for_each(|odds| *odds /= all);
    odds
}

/// The places between which most is gained: the chance of each word to belong to the claim, less its price.
fn chosen(weights: &Table, places: &Places, density: Density, site: &Site) -> (usize, usize) {
    let (Some(&origin), Some(&far)) = (places.starts.first(), places.ends.last()) else { return (0, 0) };
    let mut steps = vec![0.0_f32; far + 2 - origin.min(far)];
    let mut step = |at: usize, by: f32| {
        if let Some(step) = steps.get_mut(at - origin) {
            *step += by;
        }
    };
    let odds = likelihoods(weights, places, site);
    for (&from, row) in places.starts.iter().zip(odds.chunks(places.ends.len())) {
        for (&to, odds) in places.ends.iter().zip(row) {
            step(from, *odds);
            step(to + 1, -odds);
        }
    }
    // Gains of the words before each place.
    let mut gains = vec![0.0_f32];
    let (mut chance, mut gain) = (0.0, 0.0);
    let own = own_words(site);
    let price = |at: usize| match density {
        Density::Dense => PRICE,
        Density::Sparse if own.contains(&at) => OWN_PRICE,
        Density::Sparse => FOREIGN_PRICE,
    };
    for (at, step) in (origin..).zip(steps) {
        chance += step;
        gain += chance - price(at);
        gains.push(gain);
    }
    let gain = |at: usize| gains.get(at - origin).copied().unwrap_or(0.0);
    let first =
        greatest(places.starts.iter().rev().filter(|&&at| at >= places.own).map(|&at| (at, -gain(at))));
    let last = greatest(places.ends.iter().map(|&at| (at, gain(at + 1))));
    let links = density == Density::Sparse && first < last && links(site.words, first);
    (first + usize::from(links), last)
}

/// The place with the greatest value, the first of equals.
fn greatest(places: impl Iterator<Item = (usize, f32)>) -> usize {
    let better = |best: (usize, f32), next: (usize, f32)| if next.1 > best.1 { next } else { best };
    places.reduce(better).map_or(0, |best| best.0)
}

#[cfg(test)]
mod tests {
    use super::super::{Sentence, claims};
    use super::*;

    fn spans(text: &str, density: Density) -> Vec<&str> {
        let markers = crate::citation::marker_places(text);
        let found = claims(&[Sentence { text, markers }], density);
        found.iter().flatten().map(|c| text.get(c.span.range()).unwrap()).collect()
    }

    #[test]
    fn one_citation_at_the_end_supports_the_sentence() {
        let found = spans("The ports have lost half of their trade [4].", Density::Sparse);
        assert_eq!(found, ["The ports have lost half of their trade"]);
    }

    #[test]
    fn a_clause_ends_at_a_semicolon() {
        let sentence = "The ports have lost half of their trade [4]; the fields are dry [5].";
        let found = spans(sentence, Density::Sparse);
        assert_eq!(found, ["The ports have lost half of their trade", "the fields are dry"]);
    }

    #[test]
    fn a_clause_behind_that_of_another_source_stands_alone() {
        let sentence =
            "Otto et al. [3] found that nesting begins early, while later surveys did not confirm this [4].";
        let found = spans(sentence, Density::Sparse);
        assert_eq!(found.last(), Some(&"later surveys did not confirm this"));
    }

    #[test]
    fn citing_subjects_have_clauses_of_their_own() {
        let sentence = "Otto et al. [3] propose a count by sonar, and Lund et al. [4] use nets for it.";
        for density in [Density::Sparse, Density::Dense] {
            let found = spans(sentence, density);
            assert_eq!(found.first(), Some(&"Otto et al. [3] propose a count by sonar"), "{density:?}");
        }
        assert_eq!(spans(sentence, Density::Sparse).last(), Some(&"Lund et al. [4] use nets for it"));
    }

    #[test]
    fn markers_side_by_side_share_their_claim() {
        for density in [Density::Sparse, Density::Dense] {
            let found = spans("The ports have lost trade [4], [5].", density);
            assert_eq!(found.first(), found.last());
        }
    }

    #[test]
    fn a_thick_text_gives_shorter_claims() {
        let sentence = "Most of the surveys were made with models of the flow in shallow water [4].";
        let length = |density| spans(sentence, density).concat().len();
        assert!(length(Density::Dense) < length(Density::Sparse));
    }

    #[test]
    fn claims_hold_no_more_than_the_sentence() {
        let long = "word [1], ".repeat(400);
        for text in ["[1]", "[1] shows", "x [1]", "", "[1] [2] [3]", "1 [1] 2 [2]", &long] {
            for density in [Density::Sparse, Density::Dense] {
                let markers = crate::citation::marker_places(text);
                let found = claims(&[Sentence { text, markers: markers.clone() }], density);
                assert_eq!(found.iter().map(Vec::len).sum::<usize>(), markers.len(), "{text}");
                assert!(found.iter().flatten().all(|c| text.get(c.span.range()).is_some()), "{text}");
            }
        }
    }
}

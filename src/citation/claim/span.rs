//! The claims of a sentence: the words between the begin and the end at which most is gained.

use super::Density;
use super::continuation::Reaches;
use super::model::Table;
use super::places::{Places, by_grammar, leads_to_citation, links, own_words};
use super::segments::{Content, Segments};
use super::site::Site;
use crate::span::Span;

/// The claims of the citations at `sites` (those of a sentence, ascending), as bytes of the sentence, and how far each
/// is likely to reach.
pub(super) fn claims(weights: &Table, sites: &[Site], density: Density) -> Vec<(Span, Reaches)> {
    let Some(words) = sites.first().map(|s| s.words) else { return Vec::new() };
    let chosen = match density {
        Density::Dense => dense(weights, sites, words.len()),
        Density::Sparse => {
            let chosen = sparse(weights, sites, words.len());
            chosen.into_iter().zip(sites).map(|(chosen, site)| chosen.without_lead(site)).collect()
        }
    };
    let span = |first: usize, last: usize| Some(words.get(first)?.span.cover(words.get(last)?.span));
    chosen.into_iter().map(|c| (span(c.first, c.last).unwrap_or_default(), c.reaches)).collect()
}

/// The claim of a site.
#[derive(Debug, Clone, Copy)]
struct Chosen {
    /// Its first and its last word.
    first: usize,
    last: usize,
    reaches: Reaches,
}

impl Chosen {
    /// The claim from the word `first` to the word `last` of `words`, of which nothing else is possible.
    fn sure((first, last): (usize, usize), words: usize) -> Self {
        let to_end = f32::from(last + 1 >= words);
        Self { first, last, reaches: Reaches { to_end, whole: if first == 0 { to_end } else { 0.0 } } }
    }

    /// The claim without the words that only lead from it to its citation.
    fn without_lead(self, site: &Site) -> Self {
        let leads = |at: &usize| *at > self.first && leads_to_citation(site, *at);
        let last = (self.first..=self.last).rev().find(|at| !leads(at)).unwrap_or(self.last);
        Self { last, ..self }
    }

    fn likely(first: usize, last: usize, chances: &Chances, words: usize) -> Self {
        let to_end = chances.of(words.saturating_sub(1)).clamp(0.0, 1.0);
        Self { first, last, reaches: Reaches { to_end, whole: chances.of(0).clamp(0.0, to_end) } }
    }
}

/// What a word must gain to be kept, in words of expected overlap. Claims together have the best word F1 where it is
/// about half of that F1; a higher price gives shorter claims.
const PRICE: f32 = 0.42;
/// The same where an article cites sparsely, for the words between the citation before and this one: of them the whole
/// clause is wanted.
const OWN_PRICE: f32 = 0.2;
/// And for the others.
const FOREIGN_PRICE: f32 = 0.5;

/// The first and the last word of each claim, where any word may begin or end one.
fn dense(weights: &Table, sites: &[Site], words: usize) -> Vec<Chosen> {
    let chances = chances(weights, sites, words, |_| true);
    let claim = |(site, chances): (&Site, &Chances)| {
        let gains = chances.gains(|_| PRICE);
        let head = site.head();
        let first = greatest((chances.origin..=head).rev().map(|at| (at, -gains.of(at))));
        let behind = greatest((head..=chances.end().min(words)).map(|at| (at, gains.of(at))));
        let none = head.saturating_sub(1);
        let (first, last) = if first < behind { (first, behind - 1) } else { (none, none) };
        Chosen::likely(first, last, chances, words)
    };
    sites.iter().zip(&chances).map(claim).collect()
}

/// The same, where grammar lets claims begin and end.
fn sparse(weights: &Table, sites: &[Site], words: usize) -> Vec<Chosen> {
    let sure: Vec<_> = sites.iter().map(by_grammar).collect();
    if let Some(sure) = sure.iter().copied().collect::<Option<Vec<_>>>() {
        return sure.into_iter().map(|claim| Chosen::sure(claim, words)).collect();
    }
    let places = |(site, sure): (&Site, &Option<(usize, usize)>)| match *sure {
        Some((first, last)) => Places { starts: vec![first], own: first, ends: vec![last] },
        None => Places::of(site),
    };
    let places: Vec<Places> = sites.iter().zip(&sure).map(places).collect();
    let allows = |content: &Content| {
        let own = places.get(content.sites.0..content.sites.1).unwrap_or_default();
        let shares_sure = own.len() > 1
            && sure.get(content.sites.0..content.sites.1).unwrap_or_default().iter().any(Option::is_some);
        !shares_sure
            && own.first().is_some_and(|p| p.starts.binary_search(&content.words.0).is_ok())
            && own.last().is_some_and(|p| p.ends.binary_search(&(content.words.1 - 1)).is_ok())
    };
    let chances = chances(weights, sites, words, allows);
    let claim = |(at, site): (usize, &Site)| {
        let (Some(places), Some(chances)) = (places.get(at), chances.get(at)) else {
            return Chosen::sure((0, 0), words);
        };
        let own = own_words(site);
        let gains = chances.gains(|at| if own.contains(&at) { OWN_PRICE } else { FOREIGN_PRICE });
        let starts = places.starts.iter().rev().filter(|&&at| at >= places.own);
        let first = greatest(starts.map(|&at| (at, -gains.of(at))));
        // What begins in a bracket ends in it.
        let within = site.bracket().is_some_and(|bracket| first >= bracket);
        let ends = places.ends.iter().filter(|&&at| !within || at < site.head());
        let last = greatest(ends.map(|&at| (at, gains.of(at + 1)))).max(site.anchor.unwrap_or(0));
        let linked = first < last && links(site.words, first);
        Chosen::likely(first + usize::from(linked), last, chances, words)
    };
    let weighed = sites.iter().enumerate().map(claim);
    weighed
        .zip(sure)
        .map(|(weighed, sure)| sure.map_or(weighed, |claim| Chosen::sure(claim, words)))
        .collect()
}

/// The chances of the words to belong to the claim of each site, of the segments that `allows` lets be claims.
fn chances(weights: &Table, sites: &[Site], words: usize, allows: impl Fn(&Content) -> bool) -> Vec<Chances> {
    let segments = Segments::of(words, sites);
    let reach = segments.longest();
    let mut chances: Vec<Chances> = sites.iter().map(|s| Chances::around(s.head(), reach, words)).collect();
    let lattice = segments.lattice(weights, allows);
    for segment in lattice.segments.iter().filter(|s| s.chance > NEVER) {
        let Some(content) = segments.content(segment.from, segment.to) else { continue };
        for steps in chances.get_mut(content.sites.0..content.sites.1).unwrap_or_default() {
            steps.add(content.words.0, segment.chance);
            steps.add(content.words.1, -segment.chance);
        }
    }
    // Where the chance changes by how much: summed up it is the chance.
    for chances in &mut chances {
        let mut sum = 0.0;
        for chance in &mut chances.values {
            sum += *chance;
            *chance = sum;
        }
    }
    chances
}

/// Smaller chances change nothing.
const NEVER: f32 = 1e-5;

/// A number for each word around a citation.
#[derive(Debug)]
struct Chances {
    /// The word that the first value is for.
    origin: usize,
    values: Vec<f32>,
}

impl Chances {
    /// Noughts for the words up to `reach` before and behind the word `at`, and for the end of these.
    fn around(at: usize, reach: usize, words: usize) -> Self {
        let origin = at.saturating_sub(reach);
        Self { origin, values: vec![0.0; (at + reach).min(words) + 1 - origin] }
    }

    /// One past the last word.
    fn end(&self) -> usize {
        self.origin + self.values.len() - 1
    }

    fn of(&self, at: usize) -> f32 {
        at.checked_sub(self.origin).and_then(|at| self.values.get(at)).copied().unwrap_or(0.0)
    }

    fn add(&mut self, at: usize, by: f32) {
        let value = at.checked_sub(self.origin).and_then(|at| self.values.get_mut(at));
        value.into_iter().for_each(|value| *value += by);
    }

    /// What the words before each gain, less the price of each.
    fn gains(&self, price: impl Fn(usize) -> f32) -> Self {
        let mut sum = 0.0;
        let gained = (self.origin..).zip(&self.values).map(|(at, chance)| {
            sum += chance - price(at);
            sum
        });
        Self { origin: self.origin, values: [0.0].into_iter().chain(gained).collect() }
    }
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
    fn words_that_lead_to_the_citation_stay_out() {
        for (sentence, claim) in [
            ("Fish counts rely on nets, as in [4], or on sonar.", "Fish counts rely on nets"),
            ("The count is explained in [4].", "The count is explained"),
            ("Fish counts rely on nets (see also [4]).", "Fish counts rely on nets"),
        ] {
            assert_eq!(spans(sentence, Density::Sparse), [claim]);
        }
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
    fn a_citation_that_opens_the_sentence_has_its_clause() {
        for (sentence, claims) in [
            (
                "[3] found that cranes do not migrate, while storks leave in winter [4].",
                ["found that cranes do not migrate", "storks leave in winter"],
            ),
            (
                "[3] found that cranes do not migrate, whereas [4] showed that storks leave.",
                ["found that cranes do not migrate", "showed that storks leave"],
            ),
            ("According to [3], dams harm fish, but [4] disagrees.", ["dams harm fish", "disagrees"]),
            (
                "The approach of [3] fails in winter, whereas [4] works well.",
                ["The approach of [3] fails in winter", "works well"],
            ),
        ] {
            assert_eq!(spans(sentence, Density::Sparse), claims);
        }
        assert_eq!(spans("As in [3], we count the nests.", Density::Sparse), ["we count the nests"]);
        assert_eq!(spans("[3] found ice.", Density::Sparse), ["found ice"]);
    }

    #[test]
    fn what_begins_in_a_bracket_ends_in_it() {
        let found =
            spans("Storks (e.g. in Spain [3]) and herons (in Italy [4]) breed in colonies.", Density::Sparse);
        assert_eq!(found, ["Storks (e.g. in Spain [3])", "herons (in Italy [4]) breed in colonies"]);
        let found = spans("Storks (said to breed in Spain, where they sleep [3]) left.", Density::Sparse);
        assert_eq!(found, ["Storks (said to breed in Spain, where they sleep [3]) left"]);
    }

    #[test]
    fn the_year_of_a_named_source_is_its_number() {
        for sentence in [
            "Yang et al. (2021) found that salt slows the decay of reeds, which feeds the geese [3].",
            "This agrees with Blank (2010) on reeds and geese [3].",
        ] {
            assert_eq!(spans(sentence, Density::Sparse), [sentence.strip_suffix(" [3].").unwrap()]);
        }
    }

    #[test]
    fn citations_of_one_subject_share_their_claim() {
        let found = spans("Otto and Lund [3] and Baker et al. [4] do not need any nets.", Density::Dense);
        assert_eq!(found, ["Otto and Lund [3] and Baker et al. [4] do not need any nets"; 2]);
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

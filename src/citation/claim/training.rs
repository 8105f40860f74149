//! What `examples/train_claims` and `benches/claims.rs` need to learn the weights and to take the time; no part of the
//! stable interface.

use std::collections::HashMap;

use super::continuation::{self, Reach};
use super::counts::Counts;
use super::lattice::Lattice;
use super::model::{CONTINUATION_SLOTS, CUT_SLOTS, STEP, Table, Weights};
use super::segments::Segments;
use super::site::sites;
use super::{Density, Paragraph, Sentence, Worded, claims_at};
use crate::span::Span;

/// The features of one sentence, as slots of the two tables.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Of a claim beginning with each token (a word, or a citation of one or more markers).
    pub starts: Vec<Vec<u32>>,
    /// Of a claim ending with each token.
    pub ends: Vec<Vec<u32>>,
    /// Of each token in no claim; `None` for a citation.
    pub outside: Vec<Option<Vec<u32>>>,
    /// Of each citation but the last sharing its claim with the next one.
    pub joins: Vec<Vec<u32>>,
    /// Of begin and end together; many segments share them.
    pub pairs: Vec<Vec<u32>>,
    /// What may be a claim, by its last token, then by its first.
    pub segments: Vec<Segment>,
    /// Tokens that a segment has at most.
    longest: usize,
    /// The first and the last token of each claim, ascending; `None` if they were not found or overlap.
    pub right: Option<Vec<(usize, usize)>>,
    /// Of each citation: of each sentence that may go on.
    pub following: Vec<Vec<Vec<u32>>>,
    /// The index of the citation of each marker.
    pub of_markers: Vec<usize>,
}

/// What may be a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// The first and the last token.
    pub tokens: (usize, usize),
    /// The citations, half open.
    pub sites: (usize, usize),
    /// Index into [`Lesson::pairs`].
    pub pair: usize,
}

/// A number for each segment of a lesson, and one for each of its tokens to be in none.
pub type Each = (Vec<f32>, Vec<f32>);

impl Lesson {
    /// The chances under the weights that `score` sums up, with `more` added to each sum.
    pub fn chances(&self, score: impl Fn(&[u32]) -> f32, more: &Each) -> Each {
        let starts: Vec<f32> = self.starts.iter().map(|f| score(f)).collect();
        let ends: Vec<f32> = self.ends.iter().map(|f| score(f)).collect();
        let pairs: Vec<f32> = self.pairs.iter().map(|f| score(f)).collect();
        let outside = self.outside.iter().zip(&more.1);
        let outside = outside.map(|(f, more)| f.as_ref().map(|f| score(f) + more)).collect();
        let mut joined = vec![0.0];
        joined.extend(self.joins.iter().scan(0.0, |sum, f| {
            *sum += score(f);
            Some(*sum)
        }));
        let mut rest = self.segments.iter().zip(&more.0).peekable();
        let lattice = Lattice::of(outside, self.longest, |from, to| {
            let (segment, more) = rest.next_if(|(s, _)| s.tokens == (from, to))?;
            let (first, last) = segment.sites;
            let at = |scores: &[f32], at: usize| scores.get(at).copied().unwrap_or(0.0);
            Some(
                at(&starts, from) + at(&ends, to) + at(&pairs, segment.pair) + at(&joined, last - 1)
                    - at(&joined, first)
                    + more,
            )
        });
        // Segments that no division has are missing.
        let mut weighed = lattice.segments.iter().peekable();
        let chance = |s: &Segment| weighed.next_if(|w| (w.from, w.to) == s.tokens).map_or(0.0, |w| w.chance);
        (self.segments.iter().map(chance).collect(), lattice.outside)
    }
}

/// What the sentence `at` teaches, given the claim of each of its markers as bytes of it, where it was found.
pub fn lesson(sentences: &[Sentence], at: usize, claims: &[Option<Span>]) -> Option<Lesson> {
    let paragraph = Paragraph::of(sentences, Density::Dense);
    let sentence = paragraph.get(at)?;
    let Worded { words, looks } = paragraph.worded(at);
    let counts = Counts::of(words, looks);
    let (sites, of_markers) = sites(&paragraph, at, words, looks, &counts);
    let segments = Segments::of(words.len(), &sites);
    let cuts = |features: Features| collect(CUT_SLOTS, features);
    let all = 0..segments.tokens.len();
    let mut lesson = Lesson {
        starts: all.clone().map(|at| cuts(&|add| segments.start_features(at, add))).collect(),
        ends: all.clone().map(|at| cuts(&|add| segments.end_features(at, add))).collect(),
        outside: all
            .clone()
            .map(|at| segments.is_word(at).then(|| cuts(&|add| segments.outside_features(at, add))))
            .collect(),
        joins: (1..sites.len()).map(|at| cuts(&|add| segments.join_features(at - 1, add))).collect(),
        pairs: Vec::new(),
        segments: Vec::new(),
        longest: segments.longest(),
        right: None,
        following: Vec::new(),
        of_markers,
    };
    let mut known = HashMap::new();
    for to in all {
        for from in (to + 1).saturating_sub(lesson.longest)..=to {
            let Some((content, pair)) =
                segments.content(from, to).and_then(|c| Some((c, segments.pair(&c)?)))
            else {
                continue;
            };
            let pair = *known.entry((content.sites, pair.index())).or_insert_with(|| {
                lesson.pairs.push(cuts(&|add| {
                    segments.pair_features(content.sites, pair, add);
                    if pair.is_whole() {
                        segments.whole_features(content.sites.0, add);
                    }
                }));
                lesson.pairs.len() - 1
            });
            lesson.segments.push(Segment { tokens: (from, to), sites: content.sites, pair });
        }
    }
    lesson.right = right(&lesson, &segments, sentence, claims);
    let following = sites.iter().enumerate().map(|(at, site)| {
        let own = continuation::Own::of(&paragraph, site);
        let reach = reach(&lesson, &segments, at);
        let features = |next| {
            let all = |add: &mut dyn FnMut(u32)| {
                continuation::features(&paragraph, site, &own, next, add);
                continuation::reach_features(&paragraph, site, reach, next, add);
            };
            collect(CONTINUATION_SLOTS, &all)
        };
        continuation::following(&paragraph, site).map(features).collect()
    });
    let following = following.collect();
    lesson.following = following;
    Some(lesson)
}

/// How far the right claim of the site `at` reaches.
fn reach(lesson: &Lesson, segments: &Segments, at: usize) -> Reach {
    let own = segments.tokens.iter().position(|t| t.site == Some(at)).unwrap_or(0);
    let claim = lesson.right.iter().flatten().find(|(first, last)| (*first..=*last).contains(&own));
    let Some((first, last)) = claim else { return Reach::Whole };
    let is_last = (last + 1..segments.tokens.len()).all(|at| !segments.is_word(at));
    match is_last {
        false => Reach::Inner,
        true if (0..*first).all(|at| !segments.is_word(at)) => Reach::Whole,
        true => Reach::ToEnd,
    }
}

/// The division of the sentence into its claims.
fn right(
    lesson: &Lesson,
    segments: &Segments,
    sentence: &Sentence,
    claims: &[Option<Span>],
) -> Option<Vec<(usize, usize)>> {
    let places = segments.places(&sentence.markers, &lesson.of_markers);
    let mut right: Vec<Option<(usize, usize)>> = vec![None; segments.sites.len()];
    for (claim, &site) in claims.iter().zip(&lesson.of_markers) {
        let Some(claim) = claim else { continue };
        let own = segments.tokens.iter().position(|t| t.site == Some(site))?;
        let first = places.iter().position(|p| p.end > claim.start).unwrap_or(own).min(own);
        let last = places.iter().rposition(|p| p.start < claim.end).unwrap_or(own).max(own);
        let slot = right.get_mut(site)?;
        *slot = Some(slot.map_or((first, last), |(a, b)| (first.min(a), last.max(b))));
    }
    let mut right: Vec<(usize, usize)> = right.into_iter().collect::<Option<_>>()?;
    for claim in &mut right {
        // A claim has a word.
        let has_words = |&(first, last): &(usize, usize)| (first..=last).any(|at| segments.is_word(at));
        if !has_words(claim) {
            claim.0 = claim.0.saturating_sub(1);
        }
        if !has_words(claim) {
            claim.1 += 1;
        }
    }
    right.sort_unstable();
    right.dedup();
    let is_apart = right.iter().zip(right.iter().skip(1)).all(|(one, other)| one.1 < other.0);
    let is_known = right.iter().all(|claim| lesson.segments.iter().any(|s| s.tokens == *claim));
    (is_apart && is_known).then_some(right)
}

/// Calls back with each feature.
type Features<'f> = &'f dyn Fn(&mut dyn FnMut(u32));

fn collect(slots: usize, features: Features) -> Vec<u32> {
    let mut found = Vec::new();
    features(&mut |feature| found.push((feature as usize % slots) as u32));
    found
}

/// The claims of each marker of a paragraph under the weights that ibid ships, as [`Learned::claims`] gives them.
pub fn paragraph_claims(sentences: &[Sentence], density: Density) -> Vec<(Span, usize)> {
    super::claims(sentences, density).into_iter().flatten().map(|c| (c.span, c.continues)).collect()
}

/// Weights for learning.
#[derive(Debug, Clone)]
pub struct Learned {
    /// Of begin and end.
    pub cuts: Vec<f32>,
    /// Of the sentences that follow.
    pub continuation: Vec<f32>,
}

impl Default for Learned {
    fn default() -> Self {
        Self { cuts: vec![0.0; CUT_SLOTS], continuation: vec![0.0; CONTINUATION_SLOTS] }
    }
}

impl Learned {
    /// The weights in steps, as `weights.bin` holds them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let step = |weight: &f32| ((weight / STEP).round().clamp(-127.0, 127.0) as i8).to_ne_bytes();
        self.cuts.iter().chain(&self.continuation).flat_map(step).collect()
    }

    /// The claims of the markers of the sentence `at`: the words of it, and how many sentences go on.
    pub fn claims(&self, sentences: &[Sentence], at: usize, density: Density) -> Vec<(Span, usize)> {
        let (cuts, continuation) = (Table::Learned(&self.cuts), Table::Learned(&self.continuation));
        let claims =
            claims_at(&Weights { cuts, continuation }, &Paragraph::of(sentences, density), at, density);
        claims.into_iter().map(|c| (c.span, c.continues)).collect()
    }
}

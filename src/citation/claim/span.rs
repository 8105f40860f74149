//! The claim of each citation: where it begins and where it ends.
//!
//! Begin and end are chosen on their own, each by least expected loss: among all places the one whose
//! overlap with the true place is expected to be largest, under the model's distribution.

use super::cuts::{Site, end_features, start_features};
use super::model::weight;
use super::words::{Word, words};
use crate::span::Span;

/// The claims of the markers of `sentence`, one for each, as byte spans of the sentence; markers
/// inside a claim are not yet taken out. Markers that stand together share a claim.
pub(crate) fn claim_spans(sentence: &str, markers: &[Span]) -> Vec<Span> {
    let words = words(sentence, markers);
    let mut claims: Vec<Span> = Vec::with_capacity(markers.len());
    for (at, marker) in markers.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|b| markers.get(b));
        let together = before.is_some_and(|b| is_joint(sentence, *b, *marker));
        let claim = match claims.last() {
            Some(&shared) if together => shared,
            _ => claim(&site(sentence, &words, *marker)),
        };
        claims.push(claim);
    }
    claims
}

/// Whether nothing but punctuation stands between two markers.
fn is_joint(sentence: &str, a: Span, b: Span) -> bool {
    let gap = sentence.get(a.end..b.start).unwrap_or("x").trim();
    gap.chars().all(|c| ",;–-".contains(c)) || gap == "and"
}

fn site<'w, 'a>(sentence: &str, words: &'w [Word<'a>], marker: Span) -> Site<'w, 'a> {
    let anchor = words.partition_point(|w| w.span.end <= marker.start).checked_sub(1);
    let head = sentence.get(..marker.start).unwrap_or_default().trim_end();
    let word = anchor.and_then(|at| words.get(at));
    let name = word.is_some_and(|w| {
        head.len() <= w.span.end + 1
            && w.text.chars().count() > 1
            && w.text.starts_with(char::is_uppercase)
            && w.text.chars().skip(1).any(char::is_lowercase)
    });
    let textual = anchor.is_none()
        || head.ends_with("et al.")
        || head.ends_with("et al")
        || name
        || ["in", "by", "see", "of", "from", "to", "with"].iter().any(|p| word.is_some_and(|w| w.text == *p));
    Site { words, anchor, textual }
}

/// The claim of the citation at `site`.
fn claim(site: &Site) -> Span {
    let (Some(_), Some(_)) = (site.words.first(), site.words.last()) else { return Span::default() };
    let anchor = site.anchor.unwrap_or(0);
    let first = if site.anchor.is_some() {
        let scores: Vec<f32> = (0..=anchor).map(|at| score(&|add| start_features(site, at, add))).collect();
        // Words before the anchor, counted from it.
        least_loss(&scores, &|at| (anchor + 1 - at) as f32)
    } else {
        0
    };
    let scores: Vec<f32> =
        (anchor..site.words.len()).map(|at| score(&|add| end_features(site, at, add))).collect();
    let kept = (anchor + 1 - first) as f32;
    let last = anchor + least_loss(&scores, &|at| kept + at as f32);
    let (Some(first), Some(last)) = (site.words.get(first), site.words.get(last)) else {
        return Span::default();
    };
    first.span.cover(last.span)
}

/// Calls back with the hash of each feature of one place.
type Features<'f> = &'f dyn Fn(&mut dyn FnMut(u64));

fn score(features: Features) -> f32 {
    let mut sum = 0.0;
    features(&mut |feature| sum += weight(feature));
    sum
}

/// The index whose length is expected to overlap the true one best (F1), under the softmax of `scores`.
fn least_loss(scores: &[f32], length: &dyn Fn(usize) -> f32) -> usize {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let odds: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
    let gain = |at: usize| -> f32 {
        let mine = length(at);
        odds.iter()
            .enumerate()
            .map(|(other, p)| p * 2.0 * mine.min(length(other)) / (mine + length(other)))
            .sum()
    };
    // Sentences are short; a text without full stops is not, and gets its likeliest cut.
    if scores.len() > 400 {
        return (0..scores.len())
            .max_by(|&a, &b| scores.get(a).unwrap_or(&0.0).total_cmp(scores.get(b).unwrap_or(&0.0)))
            .unwrap_or(0);
    }
    (0..scores.len())
        .map(|at| (at, gain(at)))
        .fold((0, 0.0), |best, next| if next.1 > best.1 { next } else { best })
        .0
}

/// Which end of a claim a cut is for.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// One choice to learn: the features of every place, and the right one.
#[doc(hidden)]
#[derive(Debug, Clone)]
pub struct ClaimCut {
    /// Which end.
    pub side: Side,
    /// Feature hashes of each place.
    pub places: Vec<Vec<u64>>,
    /// Index of the right place.
    pub right: usize,
}

/// What the claim `gold` (bytes of `sentence`) of `marker` teaches. For training.
#[doc(hidden)]
pub fn training_cuts(sentence: &str, markers: &[Span], marker: Span, gold: Span) -> Vec<ClaimCut> {
    let words = words(sentence, markers);
    let site = site(sentence, &words, marker);
    let Some(anchor) = site.anchor else { return Vec::new() };
    let first = words.partition_point(|w| w.span.end <= gold.start);
    let last = words.partition_point(|w| w.span.start < gold.end).saturating_sub(1);
    let collect = |features: Features| {
        let mut found = Vec::new();
        features(&mut |feature| found.push(feature));
        found
    };
    let mut cuts = Vec::new();
    if first <= anchor {
        let places = (0..=anchor).map(|at| collect(&|add| start_features(&site, at, add))).collect();
        cuts.push(ClaimCut { side: Side::Start, places, right: first });
    }
    if last >= anchor && last < words.len() {
        let places = (anchor..words.len()).map(|at| collect(&|add| end_features(&site, at, add))).collect();
        cuts.push(ClaimCut { side: Side::End, places, right: last - anchor });
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, expected: &[&str]) {
        let markers = crate::citation::marker_places(sentence);
        let claims = claim_spans(sentence, &markers);
        let found: Vec<_> = claims.iter().map(|c| &sentence[c.range()]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_citation_at_the_end_supports_the_sentence() {
        check("The ports have lost half of their trade [4].", &["The ports have lost half of their trade"]);
    }

    #[test]
    fn markers_side_by_side_share_their_claim() {
        let markers = crate::citation::marker_places("The ports have lost trade [4], [5].");
        let claims = claim_spans("The ports have lost trade [4], [5].", &markers);
        assert_eq!(claims.first(), claims.last());
    }

    #[test]
    fn claims_hold_no_more_than_the_sentence() {
        for sentence in ["[1]", "[1] shows", "x [1]", "", "[1] [2] [3]"] {
            let markers = crate::citation::marker_places(sentence);
            for claim in claim_spans(sentence, &markers) {
                assert!(sentence.get(claim.range()).is_some(), "{sentence}");
            }
        }
    }
}

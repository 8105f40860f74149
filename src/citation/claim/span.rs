//! The claim of each citation: where it begins and where it ends.
//!
//! Begin and end are chosen one after the other, each where most is expected to be gained: overlap with the true
//! claim under the model's distribution, less a price for every word.

use super::cuts::{Site, end_features, start_features};
use super::model::weight;
use super::words::{Word, words};
use crate::span::Span;

/// The claims of the markers of `sentence`, one for each, as byte spans of the sentence; markers
/// inside a claim are not yet taken out. Markers that stand together share a claim.
pub(crate) fn claim_spans(sentence: &str, markers: &[Span]) -> Vec<Span> {
    claim_spans_by(&weight, sentence, markers)
}

/// The claims of the markers of `sentence` under the weights of features `weight`. For training.
#[doc(hidden)]
pub fn claim_spans_by(weight: Weight, sentence: &str, markers: &[Span]) -> Vec<Span> {
    let words = words(sentence, markers);
    let mut claims: Vec<Span> = Vec::with_capacity(markers.len());
    for (at, marker) in markers.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|b| markers.get(b));
        let together = before.is_some_and(|b| is_joint(sentence, *b, *marker));
        let claim = match claims.last() {
            Some(&shared) if together => shared,
            _ => claim(weight, &site(sentence, &words, *marker)),
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
    let before = anchor.and_then(|at| at.checked_sub(1)).and_then(|at| words.get(at)).map_or("", |w| w.text);
    let cited = ["by", "of", "and", "see", "from", "in"].contains(&before);
    let name = word.is_some_and(|w| {
        let adjacent = head.len() <= w.span.end + 1;
        adjacent && w.text.starts_with(char::is_uppercase) && w.text.chars().skip(1).any(char::is_lowercase)
    });
    let preposition = word.is_some_and(|w| ["in", "by", "see", "of", "from", "to", "with"].contains(&w.text));
    let named = head.ends_with("et al.") || head.ends_with("et al") || (name && (cited || anchor == Some(0)));
    let textual = anchor.is_none() || named || preposition;
    Site { words, anchor, textual }
}

/// The claim of the citation at `site`.
fn claim(weight: Weight, site: &Site) -> Span {
    let anchor = site.anchor.unwrap_or(0);
    let first = match site.anchor {
        None => 0,
        Some(_) if closes_alone(site) => clause_start(site.words, anchor),
        Some(_) => chosen(
            start_places(site),
            |at| anchor + 1 - at,
            |at| score(weight, &|add| start_features(site, at, add)),
        ),
    };
    let last = chosen(
        end_places(site),
        |at| at + 1 - first.min(at),
        |at| score(weight, &|add| end_features(site, at, add)),
    );
    let (Some(first), Some(last)) = (site.words.get(first), site.words.get(last)) else {
        return Span::default();
    };
    first.span.cover(last.span)
}

/// Whether the citation stands at the end of a sentence and is its only one: it supports all of it.
fn closes_alone(site: &Site) -> bool {
    let markers = site.words.iter().filter(|w| w.marker.is_some()).count();
    !site.textual && markers == 1 && site.anchor.is_some_and(|at| at + 1 == site.words.len())
}

/// The first word of the last main clause up to `anchor`: after a semicolon, else of the sentence, a
/// connective adverb left out.
fn clause_start(words: &[Word], anchor: usize) -> usize {
    let head = words.get(..anchor).unwrap_or_default();
    if let Some(at) = head.iter().rposition(|w| w.after.contains(';')) {
        return at + 1;
    }
    let connects = words.first().is_some_and(|w| w.after == "," && CONNECTIVES.contains(&w.text));
    usize::from(connects && anchor > 0)
}

/// Adverbs that tie a sentence to the one before it.
const CONNECTIVES: [&str; 14] = [
    "However",
    "Nevertheless",
    "Moreover",
    "Furthermore",
    "Therefore",
    "Thus",
    "Hence",
    "Consequently",
    "Similarly",
    "Likewise",
    "Additionally",
    "Nonetheless",
    "Accordingly",
    "Also",
];

/// The words at which a claim may begin: a clause or an item of a list does, but none that a semicolon
/// behind a citation closes, and none of which nothing but numbers would be left.
fn start_places(site: &Site) -> Vec<usize> {
    let anchor = site.anchor.unwrap_or(0);
    let head = site.words.get(..=anchor).unwrap_or_default();
    let own = head.get(..anchor).unwrap_or_default();
    let closed = own.iter().rposition(|w| w.marker.is_some() && w.after.contains(';')).map_or(0, |at| at + 1);
    let says = |w: &Word| w.text.starts_with(char::is_alphabetic);
    let last = head.iter().rposition(says).unwrap_or(anchor).max(closed);
    (closed..=last).filter(|&at| at == closed || opens(site.words, at)).collect()
}

/// The words after which a claim may end.
fn end_places(site: &Site) -> Vec<usize> {
    let anchor = site.anchor.unwrap_or(0);
    let last = site.words.len().saturating_sub(1);
    (anchor..=last).filter(|&at| at == anchor || at == last || opens(site.words, at + 1)).collect()
}

/// Calls back with the hash of each feature of one place.
type Features<'f> = &'f dyn Fn(&mut dyn FnMut(u64));

/// The weight of the feature with a hash.
type Weight<'w> = &'w dyn Fn(u64) -> f32;

fn score(weight: Weight, features: Features) -> f32 {
    let mut sum = 0.0;
    features(&mut |feature| sum += weight(feature));
    sum
}

/// Whether a clause, or an item of a list, may begin with the word at `at`.
fn opens(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let parted =
        before.is_some_and(|b| b.after.contains([',', ';', ':', '(', ')', '—', '–']) || b.marker.is_some());
    let joins = words.get(at).is_some_and(|w| JOINING.contains(&w.text));
    let joined = before.is_some_and(|b| {
        JOINING.contains(&b.text) || ["as", "like", "including", "by", "of"].contains(&b.text)
    });
    parted || joins || joined
}

/// Words that join clauses and items.
const JOINING: [&str; 17] = [
    "and", "or", "but", "while", "whereas", "although", "though", "because", "since", "which", "who", "that",
    "where", "when", "whose", "if", "than",
];

/// What a word must gain to be kept, in words of overlap. Claims together have the best F1 where each is as long
/// as its expected overlap less half of that F1 for each word is greatest; this is near to that half.
const PRICE: f32 = 0.36;

/// Places of which all are weighed. Sentences are short; a text without full stops is not, and gets its likeliest cut.
const WEIGHED: usize = 400;

/// The place whose claim of `length` words is expected to gain most, where the likelihood of each place is the softmax
/// of `scores`.
fn chosen(places: Vec<usize>, length: impl Fn(usize) -> usize, score: impl Fn(usize) -> f32) -> usize {
    let scored: Vec<(usize, f32)> = places.iter().map(|&at| (at, score(at))).collect();
    let (likeliest, top) = greatest(&scored);
    if scored.len() > WEIGHED {
        return likeliest;
    }
    let odds: Vec<(f32, f32)> = scored.iter().map(|&(at, s)| (length(at) as f32, (s - top).exp())).collect();
    let all: f32 = odds.iter().map(|(_, odds)| odds).sum();
    let gain = |at: usize| {
        let own = length(at) as f32;
        odds.iter().map(|(length, odds)| odds * own.min(*length)).sum::<f32>() / all - PRICE * own
    };
    let gains: Vec<(usize, f32)> = places.into_iter().map(|at| (at, gain(at))).collect();
    greatest(&gains).0
}

/// The place with the greatest value, the first of equals.
fn greatest(places: &[(usize, f32)]) -> (usize, f32) {
    let first = places.first().copied().unwrap_or_default();
    places.iter().fold(first, |best, &next| if next.1 > best.1 { next } else { best })
}

/// One choice to learn: the features of every place, and the right one.
#[doc(hidden)]
#[derive(Debug, Clone)]
pub struct ClaimCut {
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
    let nearest = |places: &[usize], gold: usize| {
        let near = |(at, place): (usize, &usize)| (place.abs_diff(gold), at);
        places.iter().enumerate().map(near).min().map_or(0, |(_, at)| at)
    };
    if first <= anchor {
        let places = start_places(&site)
            .into_iter()
            .map(|at| collect(&|add| start_features(&site, at, add)))
            .collect();
        cuts.push(ClaimCut { places, right: nearest(&start_places(&site), first) });
    }
    if last >= anchor && last < words.len() {
        let places =
            end_places(&site).into_iter().map(|at| collect(&|add| end_features(&site, at, add))).collect();
        cuts.push(ClaimCut { places, right: nearest(&end_places(&site), last) });
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

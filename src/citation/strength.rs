//! How well claims are supported, by counting: hints for a reader, never verdicts.

use std::collections::{BTreeMap, BTreeSet};

use super::sentence::sentences;
use super::{Citation, Passage};
use crate::article::sections::{Paragraph, ParagraphKind};
use crate::span::Span;

/// More sources than this for one claim are a bundle: a reader cannot tell which of them says so.
pub const BUNDLE: usize = 5;

/// A claim and the citations that support it: markers side by side, or several for the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supported<'a> {
    /// The words.
    pub claim: &'a Passage,
    /// The numbers of its sources, each once, ascending.
    pub numbers: Vec<u32>,
}

/// The claims of `citations` (in reading order), those with the same words at the same place joined.
pub fn supported(citations: &[Citation]) -> Vec<Supported<'_>> {
    let mut claims: Vec<Supported<'_>> = Vec::new();
    for citation in citations {
        match claims.last_mut() {
            Some(last) if *last.claim == citation.claim => last.numbers.extend(&citation.numbers),
            _ => claims.push(Supported { claim: &citation.claim, numbers: citation.numbers.clone() }),
        }
    }
    for claim in &mut claims {
        claim.numbers.sort_unstable();
        claim.numbers.dedup();
    }
    claims
}

/// The claims that rest on one source.
pub fn single_source<'a>(claims: &'a [Supported<'a>]) -> impl Iterator<Item = &'a Supported<'a>> {
    claims.iter().filter(|claim| claim.numbers.len() == 1)
}

/// The claims with more than [`BUNDLE`] sources.
pub fn bundles<'a>(claims: &'a [Supported<'a>]) -> impl Iterator<Item = &'a Supported<'a>> {
    claims.iter().filter(|claim| claim.numbers.len() > BUNDLE)
}

/// The sources that are cited, but never for a claim of their own; ascending.
pub fn never_alone(claims: &[Supported<'_>]) -> Vec<u32> {
    let cited: BTreeSet<u32> = claims.iter().flat_map(|claim| &claim.numbers).copied().collect();
    let alone: BTreeSet<u32> =
        claims.iter().filter(|c| c.numbers.len() == 1).flat_map(|c| &c.numbers).copied().collect();
    cited.difference(&alone).copied().collect()
}

/// How often each source is cited, by number.
pub fn counts(claims: &[Supported<'_>]) -> BTreeMap<u32, usize> {
    let mut counts = BTreeMap::new();
    for number in claims.iter().flat_map(|claim| &claim.numbers) {
        *counts.entry(*number).or_insert(0) += 1;
    }
    counts
}

/// A sentence that claims much and cites nothing, nor does the one before or after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bare {
    /// The sentence.
    pub sentence: Passage,
    /// The words that claim: `studies have shown`.
    pub cue: &'static str,
}

/// The strong claims in the running text of `paragraphs` that have none of `citations` near.
pub fn bare_claims(paragraphs: &[Paragraph], citations: &[Citation]) -> Vec<Bare> {
    let markers = citations.iter().flat_map(|citation| &citation.marker.spans).map(|span| span.start);
    let markers: BTreeSet<usize> = markers.collect();
    let running = paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Body);
    running.flat_map(|paragraph| bare_in(paragraph, &markers)).collect()
}

/// The strong claims of one paragraph; `markers` are the bytes of the source at which citation markers begin.
fn bare_in(paragraph: &Paragraph, markers: &BTreeSet<usize>) -> Vec<Bare> {
    let text = paragraph.text.as_str();
    let strong: Vec<(Span, Option<&'static str>)> = sentences(text, &[])
        .into_iter()
        .map(|sentence| (sentence, strong(text.get(sentence.range()).unwrap_or_default())))
        .collect();
    let cites = |at: Option<usize>| {
        let sentence = at.and_then(|at| strong.get(at)).map_or(Span::default(), |(sentence, _)| *sentence);
        let places = paragraph.text.source_spans(sentence);
        places.iter().any(|place| markers.range(place.range()).next().is_some())
    };
    let bare = |(at, (sentence, cue)): (usize, &(Span, Option<&'static str>))| {
        let near = cue.is_some() && [Some(at), at.checked_sub(1), Some(at + 1)].into_iter().any(cites);
        let cue = cue.filter(|_| !near)?;
        Some(Bare { sentence: Passage::of(&paragraph.text, *sentence), cue })
    };
    strong.iter().enumerate().filter_map(bare).collect()
}

/// The first cue by which `sentence` claims more than it can know by itself.
fn strong(sentence: &str) -> Option<&'static str> {
    let folded = sentence.to_lowercase();
    if folded.contains(" we ") || folded.starts_with("we ") || folded.contains(" our ") {
        return None;
    }
    STRONG.iter().copied().find(|cue| folded.contains(cue))
}

/// Words that appeal to what others have found.
const STRONG: &[&str] = &[
    "studies have shown",
    "studies show",
    "research has shown",
    "research shows",
    "it has been shown",
    "it is well known",
    "it is widely accepted",
    "it is generally accepted",
    "evidence suggests",
    "experts agree",
    "most researchers",
    "has been proven",
    "is the leading cause",
    "is one of the most",
    "are among the most",
    "percent of all",
    "% of all",
    "for the first time in history",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::sections::paragraphs;

    fn citation(claim: &str, numbers: &[u32]) -> Citation {
        let passage = Passage { text: claim.to_owned(), spans: Vec::new() };
        Citation {
            list: 0,
            marker: Passage::default(),
            numbers: numbers.to_vec(),
            keys: Vec::new(),
            sentence: passage.clone(),
            claim: passage,
            continuation: None,
            section: None,
            confidence: 1.0,
        }
    }

    #[test]
    fn counting() {
        let citations =
            [citation("a", &[1]), citation("b", &[2, 3]), citation("b", &[4, 5, 6, 7]), citation("c", &[2])];
        let claims = supported(&citations);
        assert_eq!(claims.len(), 3);
        assert_eq!(single_source(&claims).map(|c| c.claim.text.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(bundles(&claims).map(|c| c.numbers.len()).collect::<Vec<_>>(), [6]);
        assert_eq!(never_alone(&claims), [3, 4, 5, 6, 7]);
        assert_eq!(counts(&claims).get(&2), Some(&2));
    }

    #[test]
    fn strong_claims_need_a_citation_near() {
        let text = "Studies have shown this. Here is a rest. Then more. It is well known too [1].";
        let article = crate::read("a.txt", text.as_bytes()).unwrap();
        let marker = Passage { text: "[1]".into(), spans: vec![Span::new(73, 76)] };
        let citations = [Citation { marker, ..citation("It is well known too", &[1]) }];
        let bare = bare_claims(&paragraphs(&article, &[]), &citations);
        assert_eq!(bare.iter().map(|b| b.cue).collect::<Vec<_>>(), ["studies have shown"]);
    }
}

//! How well claims are supported, by counting: hints for a reader, never verdicts.

use std::collections::BTreeSet;

use super::sentence::sentences;
use super::{Citation, Passage};
use crate::article::sections::{Paragraph, ParagraphKind};
use crate::span::Span;

/// More sources than this for one claim are a bundle: a reader cannot tell which of them says so.
pub const BUNDLE: usize = 5;

/// A claim and the citations that support it: markers side by side, or several for the same words.
#[derive(Debug, Clone, Copy)]
pub struct Supported<'a> {
    /// At least one, in reading order.
    citations: &'a [Citation],
}

/// The claims of `citations` (in reading order), those with the same words at the same place joined.
pub fn supported(citations: &[Citation]) -> impl Iterator<Item = Supported<'_>> + Clone {
    citations.chunk_by(|a, b| a.claim == b.claim).map(|citations| Supported { citations })
}

impl<'a> Supported<'a> {
    /// Its citations, at least one, in reading order.
    pub fn citations(&self) -> &'a [Citation] {
        self.citations
    }

    /// Where the first of its citations stands.
    pub fn marker(&self) -> &'a Passage {
        static NOWHERE: Passage = Passage { text: String::new(), spans: Vec::new() };
        self.citations.first().map_or(&NOWHERE, |citation| &citation.marker)
    }

    /// The keys of its sources, each once, ascending; numbers without a reference have none.
    pub fn keys(&self) -> BTreeSet<&'a str> {
        self.citations.iter().flat_map(|citation| &citation.keys).map(String::as_str).collect()
    }

    /// How many sources it has, those without a reference too.
    pub fn sources(&self) -> usize {
        let numbers: BTreeSet<u32> = self.citations.iter().flat_map(|c| &c.numbers).copied().collect();
        self.keys().len().max(numbers.len())
    }

    /// Whether it has more sources than [`BUNDLE`].
    pub fn is_bundle(&self) -> bool {
        self.sources() > BUNDLE
    }

    /// Its source, if it rests on one alone.
    pub fn sole_source(&self) -> Option<&'a str> {
        self.keys().first().copied().filter(|_| self.sources() == 1)
    }
}

/// The keys of sources that are cited, but never for a claim of their own, each with the first claim that they share.
pub fn never_alone<'a>(claims: impl Iterator<Item = Supported<'a>> + Clone) -> Vec<(&'a str, Supported<'a>)> {
    let mut seen: BTreeSet<&str> = claims.clone().filter_map(|claim| claim.sole_source()).collect();
    let mut found = Vec::new();
    for claim in claims {
        let first = claim.keys().into_iter().filter(|key| seen.insert(key));
        found.extend(first.map(|key| (key, claim)));
    }
    found
}

/// A sentence that claims much and cites nothing, nor does the one before or after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bare {
    /// The sentence.
    pub sentence: Passage,
    /// The words that claim: `studies have shown`.
    pub cue: String,
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
    let is_own = paragraph.section.as_deref().is_some_and(reports_own_work);
    let strong: Vec<(Span, Option<String>)> = sentences(text, &[])
        .into_iter()
        .map(|sentence| (sentence, strong(text.get(sentence.range()).unwrap_or_default(), is_own)))
        .collect();
    let cites = |at: Option<usize>| {
        let sentence = at.and_then(|at| strong.get(at)).map_or(Span::default(), |(sentence, _)| *sentence);
        let places = paragraph.text.source_spans(sentence);
        places.iter().any(|place| markers.range(place.range()).next().is_some())
    };
    let bare = |(at, (sentence, cue)): (usize, &(Span, Option<String>))| {
        let near = cue.is_some() && [Some(at), at.checked_sub(1), Some(at + 1)].into_iter().any(cites);
        let cue = cue.clone().filter(|_| !near)?;
        Some(Bare { sentence: Passage::of(&paragraph.text, *sentence), cue })
    };
    strong.iter().enumerate().filter_map(bare).collect()
}

/// Whether what stands below `heading` is mostly the article's own: its figures need no source.
fn reports_own_work(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    OWN_SECTIONS.iter().any(|word| heading.contains(word))
}

const OWN_SECTIONS: &[&str] = &[
    "method", "material", "result", "finding", "experiment", "evaluation", "data", "analysis", "conclusion",
    "abstract", "summary", "appendix", "case ",
];

/// The first words by which `sentence` claims more than it can know by itself. `is_own`: it stands where the article
/// reports what it has done.
fn strong(sentence: &str, is_own: bool) -> Option<String> {
    let folded = sentence.to_lowercase();
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && !"%.-".contains(c))
        .filter(|w| !w.is_empty())
        .collect();
    let words: Vec<&str> = words.into_iter().map(|w| w.trim_end_matches(['.', '-'])).collect();
    if words.iter().any(|word| OWN.contains(word)) {
        return None;
    }
    let appeals = APPEALS.iter().find(|cue| folded.contains(*cue)).map(|cue| (*cue).to_owned());
    appeals.or_else(|| if is_own { None } else { share(&words).or_else(|| superlative(&words)) })
}

/// Words with which an article speaks of itself.
const OWN: &[&str] = &[
    "we", "our", "us", "i", "my", "fig", "figs", "figure", "figures", "table", "tables", "here", "herein",
    "paper",
];

/// A percentage: `40 %`, `40 percent`.
fn share(words: &[&str]) -> Option<String> {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let glued =
        words.iter().find(|word| is_number(word) && word.ends_with('%')).map(|word| (*word).to_owned());
    let apart = || {
        let pair = words.windows(2).find(|pair| match pair {
            [number, unit] => is_number(number) && ["%", "percent", "per"].contains(unit),
            _ => false,
        });
        pair.map(|pair| pair.join(" ")).filter(|pair| !pair.ends_with("per"))
    };
    glued.or_else(apart)
}

/// A superlative: `the largest`, `the most common`.
fn superlative(words: &[&str]) -> Option<String> {
    let found = words.windows(3).find(|three| match three {
        ["the", "most" | "least", what] => what.len() > 3,
        ["the", what, _] => SUPERLATIVES.contains(what),
        _ => false,
    })?;
    let length = if SUPERLATIVES.contains(found.get(1)?) { 2 } else { 3 };
    Some(found.get(..length)?.join(" "))
}

const SUPERLATIVES: &[&str] = &[
    "largest", "smallest", "biggest", "greatest", "highest", "lowest", "fastest", "slowest", "strongest",
    "weakest", "longest", "shortest", "oldest", "youngest", "richest", "poorest", "best", "worst",
    "earliest", "deadliest", "cheapest", "leading",
];

/// Words that appeal to what others have found.
const APPEALS: &[&str] = &[
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
    "is one of the most",
    "are among the most",
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
            keys: numbers.iter().filter(|&&n| n != 8).map(|&n| key(n)).collect(),
            sentence: passage.clone(),
            claim: passage,
            continuation: None,
            section: None,
            confidence: 1.0,
        }
    }

    fn key(number: u32) -> String {
        format!("k{number}")
    }

    #[test]
    fn counting() {
        let citations = [
            citation("a", &[1]),
            citation("b", &[2, 3]),
            citation("b", &[4, 5, 6, 7, 7]),
            citation("c", &[2]),
            citation("d", &[8]),
        ];
        let claims: Vec<Supported> = supported(&citations).collect();
        assert_eq!(claims.iter().map(Supported::sources).collect::<Vec<_>>(), [1, 6, 1, 1]);
        assert_eq!(claims.iter().map(Supported::is_bundle).collect::<Vec<_>>(), [false, true, false, false]);
        let sole: Vec<_> = claims.iter().map(Supported::sole_source).collect();
        assert_eq!(sole, [Some("k1"), None, Some("k2"), None]);
        let alone: Vec<_> = never_alone(supported(&citations)).into_iter().map(|(key, _)| key).collect();
        assert_eq!(alone, ["k3", "k4", "k5", "k6", "k7"]);
    }

    #[test]
    fn strong_claims_need_a_citation_near() {
        let text = "Studies have shown this. Here is a rest. Then more. It is well known too [1].";
        let article = crate::read("a.txt", text.as_bytes()).unwrap();
        let marker = Passage { text: "[1]".into(), spans: vec![Span::new(73, 76)] };
        let citations = [Citation { marker, ..citation("It is well known too", &[1]) }];
        let bare = bare_claims(&paragraphs(&article, &[]), &citations);
        assert_eq!(bare.iter().map(|b| b.cue.as_str()).collect::<Vec<_>>(), ["studies have shown"]);
    }

    #[test]
    fn what_claims_much() {
        for (sentence, is_own, cue) in [
            ("Some 40% of the reeds are gone.", false, Some("40%")),
            ("Some 40 percent of the reeds are gone.", false, Some("40 percent")),
            ("It is the most common bird of the delta.", false, Some("the most common")),
            ("It is the largest delta of the coast.", false, Some("the largest")),
            ("Some 40% of the reeds are gone.", true, None),
            ("Table 2 shows that 40% of the reeds are gone.", false, None),
            ("We found the largest colony.", false, None),
            ("It grew by 40 mm per day.", false, None),
            ("Research shows this.", true, Some("research shows")),
            ("Most of the birds left.", false, None),
        ] {
            assert_eq!(strong(sentence, is_own).as_deref(), cue, "{sentence}");
        }
    }
}

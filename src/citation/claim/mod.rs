//! A paragraph's sentences and their markers in; for each marker the words that it supports out.
//!
//! The journey: [`words`] cuts a sentence into words, [`lexicon`] says what kind each is, and [`phrases`] which of them name
//! a source, [`unlinked`] finds those that no marker cites; [`site`] is one citation in its sentence and paragraph. [`segments`] divides the sentence into claims:
//! [`cuts`] says what speaks for the begin and the end of one, [`pairs`] for the two together, [`joins`] for citations that
//! share it; [`lattice`] weighs all divisions under the weights of [`model`], and [`span`] picks what is likely enough,
//! in an article that cites sparsely at the [`places`] of grammar. [`continuation`] follows the claim over the next
//! sentences. [`density`] says which of both an article does.

mod continuation;
mod counts;
mod cuts;
mod density;
mod joins;
mod lattice;
mod lexicon;
mod marks;
mod model;
mod pairs;
mod phrases;
mod places;
mod segments;
mod site;
mod span;
#[doc(hidden)]
pub mod training;
mod unlinked;
mod verbs;
mod words;

use std::cell::OnceCell;

use crate::span::Span;

pub use density::Density;
pub(crate) use places::is_leading;

/// One sentence of a paragraph.
#[derive(Debug, Clone)]
pub struct Sentence<'t> {
    /// Its words, markers left in.
    pub text: &'t str,
    /// The places of its markers, ascending; bytes of `text`.
    pub markers: Vec<Span>,
}

/// What a marker supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Claim {
    /// The words of its sentence, as bytes of it; markers inside are not yet taken out.
    pub(crate) span: Span,
    /// How many of the sentences that follow go on about the same source.
    pub(crate) continues: usize,
}

/// The sentences of a paragraph, and what is known of all of them.
#[derive(Debug)]
struct Paragraph<'p> {
    printed: &'p [Sentence<'p>],
    /// The same, each marker with the citations beside it that have none.
    sentences: Vec<Sentence<'p>>,
    /// The places of all that each cites.
    cited: Vec<Vec<Span>>,
    /// The words of each, once they were asked for.
    worded: Vec<OnceCell<Worded<'p>>>,
    /// Citations a sentence, in quarters, at most 6.
    thickness: u32,
}

/// The words of a sentence.
#[derive(Debug, Default)]
struct Worded<'p> {
    words: Vec<words::Word<'p>>,
    /// What kind each is.
    looks: Vec<lexicon::Look>,
}

static NO_WORDS: Worded<'static> = Worded { words: Vec::new(), looks: Vec::new() };

impl<'p> Paragraph<'p> {
    fn of(sentences: &'p [Sentence<'p>], density: Density) -> Self {
        let citations: usize = sentences.iter().map(|s| s.markers.len()).sum();
        let thickness = (citations * 4 / sentences.len().max(1)).min(6) as u32;
        let worded = sentences.iter().map(|_| OnceCell::new()).collect();
        let cited = sentences.iter().map(|s| {
            let cited = unlinked::Cited::of(s.text, &s.markers);
            (s.text, if density == Density::Sparse { cited.without_year(s.text) } else { cited })
        });
        let cited = cited.map(|(text, cited)| (Sentence { text, markers: cited.markers }, cited.all));
        let (own, cited) = cited.unzip();
        Self { printed: sentences, sentences: own, cited, worded, thickness }
    }

    /// The words of the sentence `at`; none behind the last.
    fn worded(&self, at: usize) -> &Worded<'p> {
        let (Some(sentence), Some(cited), Some(worded)) =
            (self.sentences.get(at), self.cited.get(at), self.worded.get(at))
        else {
            return &NO_WORDS;
        };
        worded.get_or_init(|| {
            let words = words::words(sentence.text, cited);
            Worded { looks: lexicon::looks(&words), words }
        })
    }

    fn get(&self, at: usize) -> Option<&Sentence<'p>> {
        self.sentences.get(at)
    }

    /// The markers of the sentence `at` as they are printed.
    fn printed(&self, at: usize) -> &'p [Span] {
        self.printed.get(at).map_or(&[], |sentence| &sentence.markers)
    }
}

/// The claims of each marker of each sentence of a paragraph. Markers that stand together share a claim.
pub(crate) fn claims(sentences: &[Sentence], density: Density) -> Vec<Vec<Claim>> {
    let (weights, paragraph) = (model::Weights::shipped(), Paragraph::of(sentences, density));
    (0..sentences.len()).map(|at| claims_at(&weights, &paragraph, at, density)).collect()
}

/// The claims of the markers of the sentence `at`.
fn claims_at(weights: &model::Weights, paragraph: &Paragraph, at: usize, density: Density) -> Vec<Claim> {
    let Some(sentence) = paragraph.get(at).filter(|sentence| !sentence.markers.is_empty()) else {
        return Vec::new();
    };
    let Worded { words, looks } = paragraph.worded(at);
    let counts = counts::Counts::of(words, looks);
    let (sites, of_markers) = site::sites(paragraph, at, words, looks, &counts);
    let spans = span::claims(&weights.cuts, &sites, density);
    let claim = |(site, (span, reaches))| {
        let continues = continuation::sentences(&weights.continuation, paragraph, site, reaches, density);
        Claim { span: marks::with_marks(sentence.text, span, &sentence.markers), continues }
    };
    let mut claims: Vec<Claim> = sites.iter().zip(spans).map(claim).collect();
    // What stands beside a marker goes with it.
    for ((wide, printed), &site) in sentence.markers.iter().zip(paragraph.printed(at)).zip(&of_markers) {
        if let Some(claim) = claims.get_mut(site).filter(|_| wide != printed) {
            claim.span = claim.span.cover(*wide);
        }
    }
    of_markers.into_iter().map(|site| claims.get(site).copied().unwrap_or_default()).collect()
}

//! The claims of articles of 100,000 words: of one that cites now and then, one that cites in nearly every sentence, and a
//! review with several citations a sentence.
//!
//! Run with `cargo bench --bench claims`. The text is made up here; timings are printed, never asserted.

use divan::Bencher;
use divan::counter::ItemsCount;
use ibid::citation::training::paragraph_claims;
use ibid::citation::{Density, Sentence, marker_places, sentence_places};

fn main() {
    divan::main();
}

const WORDS: usize = 100_000;
/// Clauses with places for citations, `*`.
const RARE: [&str; 5] = [
    "The northern route has changed the prices of the old ports, which depend on what the neighbours ship",
    "Since the treaty was written the shared border has been open to nearly all goods *",
    "Each ministry keeps records of its own, while the regional offices report only the totals of a year",
    "We follow the accounts of three harbours over forty years and compare them with the lists of the customs",
    "Regional trade outlasted the war in two of the four valleys, whereas the others lost it for good *",
];
const FREQUENT: [&str; 5] = [
    "The northern route has changed the prices of the old ports *, which depend on what the neighbours ship *",
    "Since the treaty was written * the shared border has been open to nearly all goods *",
    "Weaver et al. * propose to count the totals of a year, and Miller * uses the records of each ministry",
    "They compare the accounts of three harbours over forty years with the lists of the customs",
    "Regional trade outlasted the war in two of the four valleys *, * and was lost in the others *",
];
const REVIEW: [&str; 3] = [
    "Models of trade * were made for rivers *, for harbours *, for markets *, and later for roads and rails *",
    "Weaver et al. *, Miller * and Otto * use the lists of the customs, e.g. for tolls * or for weights *",
    "Among the earliest are gravity models *, * and those of the flow between two towns *, such as that of Lund *",
];

/// Paragraphs of five sentences, `WORDS` words in all.
fn article(clauses: &[&str]) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let (mut words, mut number) = (0, 0);
    for at in 0.. {
        if words >= WORDS {
            break;
        }
        if at % 5 == 0 {
            paragraphs.push(String::new());
        }
        let clause = clauses[(at * 7 + at / 11) % clauses.len()];
        words += clause.split_whitespace().filter(|w| w.contains(char::is_alphabetic)).count();
        let Some(paragraph) = paragraphs.last_mut() else { continue };
        for part in clause.split_inclusive('*') {
            let marked = part.ends_with('*');
            number += usize::from(marked);
            paragraph.push_str(part.trim_end_matches('*'));
            if marked {
                paragraph.push_str(&format!("[{}]", number % 400 + 1));
            }
        }
        paragraph.push_str(". ");
    }
    paragraphs
}

fn bench(bencher: Bencher, clauses: &[&str], density: Density) {
    let texts = article(clauses);
    let paragraphs: Vec<Vec<Sentence>> = texts.iter().map(|text| sentences(text)).collect();
    let found: usize = paragraphs.iter().flatten().map(|s| s.markers.len()).sum();
    bencher.counter(ItemsCount::new(found)).bench(|| {
        let claims = paragraphs.iter().map(|p| paragraph_claims(divan::black_box(p), density).len());
        claims.sum::<usize>()
    });
}

fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let markers = marker_places(text);
    let places = sentence_places(text).into_iter();
    let sentence = |place: ibid::span::Span| {
        let inner = markers.iter().filter(|m| place.start <= m.start && m.end <= place.end);
        Sentence {
            text: &text[place.range()],
            markers: inner.map(|m| (m.start - place.start..m.end - place.start).into()).collect(),
        }
    };
    places.map(sentence).collect()
}

#[divan::bench]
fn sparse_article(bencher: Bencher) {
    bench(bencher, &RARE, Density::Sparse);
}

#[divan::bench]
fn dense_article(bencher: Bencher) {
    bench(bencher, &FREQUENT, Density::Dense);
}

#[divan::bench]
fn review(bencher: Bencher) {
    bench(bencher, &REVIEW, Density::Dense);
}

//! Any bytes as an article: reading, reference list, markers, claims; every place must be real.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(article) = ibid::read("fuzz.txt", bytes) else { return };
    let extraction = ibid::extract(&article);
    let text = article.source.text();
    for citation in &extraction.citations {
        for span in citation.claim.spans.iter().chain(&citation.sentence.spans) {
            assert!(text.get(span.range()).is_some(), "a span outside the source: {span:?}");
        }
    }
});

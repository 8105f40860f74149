//! Any bytes as a PDF file: an article whose places are real, or a fault with a message; never a panic.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let file = [b"%PDF-1.7\n".as_slice(), bytes].concat();
    match ibid::read("fuzz.pdf", &file) {
        Ok(article) => {
            let text = article.source.text();
            for line in &article.lines {
                let whole = ibid::span::Span::new(0, line.text.as_str().len());
                let spans = line.text.source_spans(whole);
                assert!(spans.iter().all(|s| text.get(s.range()).is_some()), "a span outside the source: {spans:?}");
            }
        }
        Err(fault) => assert!(!fault.to_string().is_empty()),
    }
});

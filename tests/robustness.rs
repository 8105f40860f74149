//! Hostile and odd inputs: no panic, no hang, every place real.

use ibid::lint::{Context, Levels, check_article};
use std::time::{Duration, Instant};

use proptest::prelude::*;

/// Generous: a debug build on a busy machine must pass; a quadratic step on these sizes cannot.
const LIMIT: Duration = Duration::from_secs(180);

/// Reads `bytes` as plain text and as each marked-up format; all places must lie in the source.
fn survives(bytes: &[u8]) {
    let start = Instant::now();
    for name in ["a.txt", "a.md", "a.tex", "a.typ", "a.rst"] {
        let Ok(article) = ibid::read(name, bytes) else { continue };
        let extraction = ibid::extract(&article);
        let text = article.source.text();
        for citation in &extraction.citations {
            let passages = [&citation.marker, &citation.sentence, &citation.claim];
            for span in passages.iter().flat_map(|p| &p.spans) {
                assert!(text.get(span.range()).is_some(), "{name}: {span:?} is no place in the source");
            }
        }
        for reference in &extraction.references {
            for (field, value) in &reference.fields {
                let span = value.span.unwrap_or_default();
                assert!(reference.raw.get(span.range()).is_some(), "{name}: {field} at {span:?}");
            }
        }
    }
    assert!(start.elapsed() < LIMIT, "took {:?}", start.elapsed());
}

#[test]
fn nothing_at_all() {
    survives(b"");
    survives(b"\n\n\n");
    survives(b"\xef\xbb\xbf");
}

#[test]
fn binary_is_refused_by_name() {
    let error = ibid::read("photo.bin", &[0, 159, 146, 150, 0, 1]).unwrap_err();
    assert!(error.to_string().contains("photo.bin"), "{error}");
}

#[test]
fn one_long_line() {
    survives("word [1] ".repeat(30_000).as_bytes());
    survives("a".repeat(5_000_000).as_bytes());
}

#[test]
fn a_million_opening_brackets() {
    survives("[".repeat(1_000_000).as_bytes());
    survives("(".repeat(200_000).as_bytes());
    survives("{".repeat(200_000).as_bytes());
}

/// Each line that is added must not look at all lines before or behind it: these took minutes.
#[test]
fn many_short_lines() {
    survives("[1]\n".repeat(200_000).as_bytes());
    survives("x  y\n".repeat(200_000).as_bytes());
    survives("ends here of\n\nand [12] begins lower\n\n".repeat(30_000).as_bytes());
    survives("References\n1. A. B, 2001. C.\n".repeat(1_000).as_bytes());
    survives("a-\n".repeat(20_000).as_bytes());
    survives("- a\n".repeat(20_000).as_bytes());
    survives("¹".repeat(20_000).as_bytes());
}

/// What is looked for at a word must not go on to the end of the string: `a` and `arxiv` took minutes.
#[test]
fn reference_strings_without_end() {
    let start = Instant::now();
    for piece in [
        "a", "arxiv", "A.", "WeberA", "In: ", "eds., ", "a/", "hep - ", "(1999) 3. A. Roe ", "10.1000/a(",
        "http://a.b/(", "http://a.b/[)", "accessed 1 ", "Article ", "1:1-", "PMID",
    ] {
        let raw = piece.repeat(1_000_000 / piece.len());
        assert_eq!(ibid::bibliography::parse(&raw).raw, raw.trim());
    }
    let raw = format!("A. Roe. Rivers. http://a.b/{}", "(".repeat(1_000_000));
    assert_eq!(ibid::bibliography::parse(&raw).raw, raw);
    assert!(start.elapsed() < LIMIT, "took {:?}", start.elapsed());
}

/// What is parsed in time is also checked in time: a reference of one line without end, with its findings.
#[test]
fn references_without_end_are_checked() {
    let start = Instant::now();
    for piece in ["(((", "A. B. C. ", "№ ", "[CrossRef] [PubMed] ", "Article CAS PubMed ", "J. Am. "] {
        let raw = piece.repeat(200_000 / piece.len());
        let text = format!("Ties [1].\n\nReferences\n\n[1] {raw}\n[2] Roe A. Tolls. J Trade 2001;3:4.\n");
        let article = ibid::read("a.txt", text.as_bytes()).unwrap();
        let extraction = ibid::extract(&article);
        assert_eq!(extraction.references.len(), 2, "{piece}");
        check_article(&article, &extraction, Context { year: 2026 }, &Levels::default());
    }
    assert!(start.elapsed() < LIMIT, "took {:?}", start.elapsed());
}

#[test]
fn a_range_without_end() {
    let text = "Ties have grown [1-999999999] and [999999999-1] and [1,2,3-4294967296].\n\nReferences\n1. A. B, 2001. C.\n";
    survives(text.as_bytes());
    let article = ibid::read("a.txt", text.as_bytes()).unwrap();
    let extraction = ibid::extract(&article);
    assert!(extraction.citations.iter().all(|c| c.numbers.len() < 1_000));
}

#[test]
fn a_very_long_list() {
    let mut text = String::from("Ties have grown [1].\n\nReferences\n");
    for n in 1..=20_000 {
        text.push_str(&format!("{n}. Weitz, R., 2006. On {}. Survival, {n}: 1-9.\n", word(n)));
    }
    let start = Instant::now();
    let extraction = ibid::extract(&ibid::read("a.txt", text.as_bytes()).unwrap());
    assert_eq!(extraction.references.len(), 20_000);
    assert!(start.elapsed() < LIMIT, "took {:?}", start.elapsed());
}

#[test]
fn broken_encodings_and_control_characters() {
    survives(b"Ties \xed\xa0\x80\xed\xb0\x80 have [1] \x1b]0;title\x07 grown \x00 here");
    survives(b"caf\xe9 [1]. \xff\xfe\r\rReferences\r1. M\xfcller, A., 2001. T. J, 1: 2.\r");
    survives("a\u{202e}b [1]\u{2066} \u{0}\u{7f}\u{9b}31m".as_bytes());
}

/// A word of its own for each number: lines that differ in digits alone look like running heads.
fn word(n: u32) -> String {
    (0..6).map(|at| char::from(b'a' + ((n / 7_u32.pow(at)) % 7) as u8)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        survives(&bytes);
    }

    #[test]
    fn any_article_like_text(text in "([A-Za-z]{1,8}|[0-9]{1,4}|[\\[\\](),.;:–-]|\n|\n\n|  |References|al\\.|³|¹²){0,120}") {
        survives(text.as_bytes());
    }

    #[test]
    fn any_reference_string(raw in "([A-Z][a-z]{0,8}|[0-9]{1,4}|[\\[\\](),.;:–-]| |doi:10\\.|https?://|In:|\\PC){0,60}") {
        let reference = ibid::parse(&raw);
        for field in reference.fields.values() {
            prop_assert!(field.span.is_none_or(|s| reference.raw.get(s.range()).is_some()));
        }
    }
}

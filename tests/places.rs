//! Places of markers, sentences, claims and what continues them: the letters at the places are the letters of the words.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use ibid::citation::Passage;
use proptest::prelude::*;

/// The letters and digits of `text`, which is all that joining lines and undoing hyphens keeps.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[track_caller]
fn check(source: &str, passage: &Passage) {
    let there: String =
        passage.spans.iter().filter_map(|span| source.get(span.range())).collect::<Vec<_>>().concat();
    assert_eq!(letters(&there), letters(&passage.text));
}

/// `words` broken into lines of about `width` characters, long words hyphenated where a line ends.
fn set(words: &[String], width: usize) -> String {
    let (mut page, mut column) = (String::new(), 0);
    for word in words {
        let length = word.chars().count();
        if column + length > width && length > 7 && word.chars().all(char::is_alphabetic) {
            let (head, tail) = word.split_at(word.char_indices().nth(4).map_or(0, |(at, _)| at));
            page.push_str(&format!("{head}-\n{tail} "));
            column = length - 3;
            continue;
        }
        if column + length > width {
            page.push('\n');
            column = 0;
        }
        page.push_str(word);
        page.push(' ');
        column += length + 1;
    }
    page
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zé]{2,12}",
        1 => "\\[[1-3]\\]",
        1 => Just("trade,".to_owned()),
        1 => Just("grew. Then".to_owned()),
        1 => Just("while".to_owned()),
        1 => Just("Weitz [1] showed it. They".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn places_give_the_letters_back(words in proptest::collection::vec(word(), 20..120), width in 28usize..70) {
        let list = "\n\nReferences\n\n1. Weitz, R., 2006. Borders. Survival, 3: 1-9.\n2. Blank, S., 2010. Water. Analyst, 16: 3-5.\n3. Marsh, T., 2011. Reeds. Analyst, 17: 6-9.\n";
        let text = format!("The {}.{list}", set(&words, width));
        let article = ibid::read("a.txt", text.as_bytes()).unwrap();
        let source = article.source.text();
        for citation in &ibid::extract(&article).citations {
            check(source, &citation.marker);
            check(source, &citation.sentence);
            check(source, &citation.claim);
            if let Some(continuation) = &citation.continuation {
                check(source, continuation);
            }
        }
    }
}

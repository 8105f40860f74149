//! Whole readings of articles of growing length: cost must grow linearly.
//!
//! Run with `cargo bench`. The text is made up here; timings are printed, never asserted.

use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

const SUBJECTS: [&str; 6] =
    ["The treaty", "Regional trade", "This policy", "A shared border", "The new line", "Each ministry"];
const VERBS: [&str; 5] = ["has changed", "may outlast", "was written for", "depends on", "shaped"];
const OBJECTS: [&str; 6] = [
    "the old order", "two neighbours", "the northern route", "local prices", "what came later",
    "its own terms",
];

fn pick<'a>(words: &[&'a str], n: usize) -> &'a str {
    words[n % words.len()]
}

/// An article of about 50 kB: 400 sentences, every second one citing, and 60 references.
fn article(seed: usize) -> String {
    let mut text = String::from("On Borders and Trade\n\nIntroduction\n\n");
    for n in seed..seed + 400 {
        let (subject, verb, object) = (pick(&SUBJECTS, n * 7), pick(&VERBS, n * 5), pick(&OBJECTS, n * 11));
        text.push_str(&format!("{subject} {verb} {object}, while others kept to {}", pick(&OBJECTS, n * 3)));
        text.push_str(&if n % 2 == 0 { format!(" [{}]. ", n % 60 + 1) } else { ". ".to_owned() });
        if n % 9 == 0 {
            text.push_str("\n\n");
        }
    }
    text.push_str("\n\nReferences\n");
    for n in 1..=60 {
        text.push_str(&format!(
            "{n}. Weaver, A. and B. Miller, {}. {} and {}. Journal of Borders, {n}: {}-{}.\n",
            1950 + n,
            pick(&SUBJECTS, n),
            pick(&OBJECTS, n),
            n * 3,
            n * 3 + 9
        ));
    }
    text
}

#[divan::bench(args = [1, 4, 16, 64])]
fn concatenated_articles(bencher: Bencher, count: usize) {
    let text: String = (0..count).map(article).collect();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        ibid::read("bench.txt", divan::black_box(text.as_bytes())).map(|article| ibid::extract(&article))
    });
}

#[divan::bench]
fn one_reference(bencher: Bencher) {
    let raw = "Weaver, A. and B. Miller, 2006. The northern route and its own terms. Journal of Borders, 12(3): 155-167.";
    bencher.bench(|| ibid::parse(divan::black_box(raw)));
}

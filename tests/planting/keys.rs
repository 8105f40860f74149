//! Wrong keys in sources that cite by key.

use ibid::lint::{Citable, Levels, check_article_against};

use crate::generator::{Dice, sentences};
use crate::{CONTEXT, ROUNDS, Row};

/// How a source cites, with `KEY` for the key.
const FORMATS: &[(&str, &str, &str)] = &[
    ("a wrong key in LaTeX", "a.tex", "~\\citep{KEY}"),
    ("a wrong key among others in LaTeX", "a.tex", "~\\autocite[4]{key0,KEY}"),
    ("a wrong key in Markdown", "a.md", " [@KEY, p. 4]"),
    ("a wrong key in MyST", "a.md", " {cite:p}`KEY`"),
    ("a wrong key in Typst", "a.typ", " @KEY"),
    ("a wrong key in reStructuredText", "a.rst", " :cite:p:`KEY`"),
];

/// The keys that are found to be missing, in a source that cites `cited`, a key a sentence.
fn missing(name: &str, cite: &str, sentences: &[String], cited: &[String], known: &Citable) -> Vec<String> {
    let sentence = |(sentence, key): (&String, &String)| {
        let words = sentence.split(" [").next().unwrap();
        format!("{words}{}.", cite.replace("KEY", key))
    };
    let sentences: Vec<String> = sentences.iter().zip(cited).map(sentence).collect();
    let paragraphs: Vec<String> = sentences.chunks(4).map(|chunk| chunk.join(" ")).collect();
    let article = ibid::read(name, paragraphs.join("\n\n").as_bytes()).unwrap();
    let found = check_article_against(known, &article, &ibid::extract(&article), CONTEXT, &Levels::default());
    found.iter().map(|f| format!("{} {}", f.rule.name, f.fault.message)).collect()
}

pub(crate) fn rows() -> Vec<Row> {
    let row = |(fault, name, cite): &(&'static str, &str, &str)| {
        let hits = (0..ROUNDS).filter(|&seed| {
            let mut dice = Dice(seed);
            let sentences = sentences(&mut dice, 16);
            let mut keys: Vec<String> = (0..16).map(|n| format!("key{n}")).collect();
            let known = Citable::of(keys.clone());
            assert_eq!(
                missing(name, cite, &sentences, &keys, &known),
                Vec::<String>::new(),
                "the clean source"
            );
            let at = dice.roll(16);
            // Two letters exchanged.
            keys[at] = format!("kye{at}");
            let found = missing(name, cite, &sentences, &keys, &known);
            found.len() == 1
                && found[0].starts_with("dangling-citation")
                && found[0].contains(&format!("`kye{at}`"))
        });
        (*fault, "dangling-citation", hits.count())
    };
    FORMATS.iter().map(row).collect()
}

//! Edits of entries against the article that they were read from.

use ibid::article::Source;
use ibid::library::bib::Document;
use ibid::library::{Known, Pair, Reading, merge};
use ibid::lint::{Levels, check_sheet};

use crate::generator::{Dice, article, references, sentences, works};
use crate::libraries::change;
use crate::{ROUNDS, Row};

/// A fault, the rule that should find it, and how it is planted in one of the entries.
type Fault = (&'static str, &'static str, fn(&str, usize) -> String);

/// Plants an edit in an entry, at item `at` (0-based) of the list that it was read from.
const IN_ENTRIES: &[Fault] = &[
    ("an author's name changed", "edited-against-article", |entry, _| entry.replace(" and ", " or ")),
    ("the year changed", "edited-against-article", |entry, at| {
        change(entry, "date = {", 4, &format!("18{at:02}"))
    }),
    ("a letter of the DOI changed", "edited-against-article", |entry, _| {
        entry.replace("10.5555/abc", "10.5555/abd")
    }),
];

/// The .bib and the .toml that `article` is extracted to.
fn extracted(article: &str) -> Pair {
    let article = ibid::read("a.txt", article.as_bytes()).unwrap();
    let reading =
        Reading::new(&article, &ibid::extract(&article), "../a.txt".to_owned(), "blake3:0".to_owned());
    merge(&Pair::default(), &reading, &Known::default()).unwrap().pair
}

/// The names of the rules that find something in the .toml beside `bib`.
fn found_beside(toml: &str, bib: &str) -> Vec<&'static str> {
    let source = Source::new("a.toml", toml.to_owned());
    let findings = check_sheet(&source, &Document::parse(bib), None, &Levels::default());
    findings.iter().map(|finding| finding.rule.name).collect()
}

pub(crate) fn rows() -> Vec<Row> {
    let row = |(fault, rule, plant): &Fault| {
        let hits = (0..ROUNDS).filter(|&seed| {
            let mut dice = Dice(seed);
            let mut references = references(&works(&mut dice, 16));
            for (n, reference) in references.iter_mut().enumerate() {
                *reference = format!("{} doi: 10.5555/abc.{n}\n", reference.trim_end());
            }
            let Pair { bib, toml } = extracted(&article(&sentences(&mut dice, 16), &references));
            assert_eq!(found_beside(&toml, &bib), Vec::<&str>::new(), "the clean pair");
            let at = dice.roll(16);
            let mut entries: Vec<String> = bib.split_inclusive("\n}\n").map(str::to_owned).collect();
            let edited = plant(&entries[at], at);
            assert_ne!(edited, entries[at], "{rule}");
            entries[at] = edited;
            found_beside(&toml, &entries.concat()) == [*rule]
        });
        (*fault, *rule, hits.count())
    };
    IN_ENTRIES.iter().map(row).collect()
}

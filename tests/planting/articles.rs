//! Faults in articles with numbered references.

use ibid::lint::{Levels, Settings, check_article};

use crate::generator::{Dice, article, references, sentences, works};
use crate::{CONTEXT, ROUNDS, Row};

/// Plants a fault in the sentences or the references, at item `at` (0-based) of them.
type Planter = fn(&mut Vec<String>, &mut Vec<String>, usize);

const FAULTS: &[(&str, &str, Planter)] = &[
    ("a reference deleted", "dangling-citation", |_, references, at| drop(references.remove(at))),
    ("a reference deleted", "numbering-gap", |_, references, at| drop(references.remove(at))),
    ("two references exchanged", "numbering-disorder", |_, references, at| references.swap(at, at + 1)),
    ("a number given twice", "duplicate-number", |_, references, at| {
        let twin = references[at].replacen(&format!("{}.", at + 1), &format!("{}.", at), 1);
        references[at] = twin;
    }),
    ("a citation deleted", "uncited-reference", |sentences, _, at| {
        sentences[at] = "This one cites nothing at all.".to_owned()
    }),
    ("a reference copied over the next", "duplicate-reference", |_, references, at| {
        let (_, words) = references[at].split_once(' ').unwrap();
        references[at + 1] = format!("{}. {words}", at + 2);
    }),
    ("a range turned round", "inverted-range", |sentences, _, at| {
        sentences[at] = sentences[at].replace('[', &format!("[{}-", at + 3));
    }),
    ("a number given twice in one marker", "repeated-source", |sentences, _, at| {
        sentences[at] = sentences[at].replace('[', &format!("[{}, ", at + 1));
    }),
    ("the first reference deleted", "late-list-start", |_, references, _| drop(references.remove(0))),
    ("first and last page exchanged", "reversed-pages", |_, references, at| {
        let (before, pages) = references[at].rsplit_once(' ').unwrap();
        let (first, last) = pages.trim_end().trim_end_matches('.').split_once('-').unwrap();
        references[at] = format!("{before} {last}-{first}.\n");
    }),
    ("a year after that of the article", "later-than-article", |_, references, at| {
        let (names, rest) = references[at].split_once("., ").unwrap();
        references[at] = format!("{names}., 202{}{}", 2 + at % 5, &rest[4..]);
    }),
    ("the year moved behind the title", "unusual-reference", |_, references, at| {
        let (names, rest) = references[at].split_once("., ").unwrap();
        let (year, rest) = rest.split_once(". ").unwrap();
        let (work, place) = rest.rsplit_once(", ").unwrap();
        references[at] = format!("{names}. {work}, {year}, {place}");
    }),
    ("name and initial exchanged", "unusual-reference", |_, references, at| {
        let (label, rest) = references[at].split_once(' ').unwrap();
        let (family, rest) = rest.split_once(", A.").unwrap();
        references[at] = format!("{label} A. {family}{rest}");
    }),
    ("the year put in brackets", "unusual-reference", |_, references, at| {
        let (names, rest) = references[at].split_once("., ").unwrap();
        let (year, rest) = rest.split_once(". ").unwrap();
        references[at] = format!("{names}. ({year}). {rest}");
    }),
    ("a range shifted beyond the list", "dangling-citation", |sentences, _, at| {
        let (from, to) = (at + 16, at + 19);
        sentences[at] =
            sentences[at].replace(&format!("[{}]", at + 1), &format!("[{}, {from}-{to}]", at + 1));
    }),
    ("a digit of a citation changed", "dangling-citation", |sentences, _, at| {
        sentences[at] = sentences[at].replace(&format!("[{}]", at + 1), &format!("[{}]", 20 + (at + 1) % 10));
    }),
    ("a citation of a later source first", "citation-disorder", |sentences, _, at| {
        let (one, other) = (sentences[at].clone(), sentences[at + 2].clone());
        sentences[at] = other;
        sentences[at + 2] = one;
    }),
    ("a year to come", "impossible-year", |_, references, at| {
        let year = references[at].split(", ").nth(2).and_then(|rest| rest.get(..4)).unwrap().to_owned();
        references[at] = references[at].replacen(&year, &(2030 + at).to_string(), 1);
    }),
    ("a reference again, a letter of its title exchanged", "duplicate-reference", |_, references, at| {
        let (_, words) = references[at].split_once(' ').unwrap();
        references[at + 1] = format!("{}. {}", at + 2, words.replacen(" and ", " amd ", 1));
    }),
    (
        "a reference again, in lower case, the author misspelled",
        "duplicate-reference",
        |_, references, at| {
            let (_, words) = references[at].split_once(' ').unwrap();
            let (names, rest) = words.split_once(", A.").unwrap();
            references[at + 1] = format!("{}. {names}h, A.{}", at + 2, rest.replace(" in ", " In "));
        },
    ),
    ("all but the names torn from a reference", "unfindable-work", |_, references, at| {
        let (names, _) = references[at].split_once("., ").unwrap();
        references[at] = format!("{names}., Haddad, B., Silva, C.\n");
    }),
    ("the last reference broken off", "cut-off-reference", |_, references, _| {
        let last = references.last_mut().unwrap();
        let end = last.find(" in ").unwrap() + 3;
        last.truncate(end);
        last.push('\n');
    }),
];

fn found(text: &str, levels: &Levels) -> Vec<&'static str> {
    let article = ibid::read("a.txt", text.as_bytes()).unwrap();
    let findings = check_article(&article, &ibid::extract(&article), CONTEXT, levels);
    findings.iter().map(|finding| finding.rule.name).collect()
}

pub(crate) fn rows() -> Vec<Row> {
    let row = |(fault, rule, plant): &(&'static str, &'static str, Planter)| {
        let settings = format!("[check]\nselect = [\"default\", \"{rule}\"]\n");
        let levels = Settings::parse(&settings, &[]).unwrap().unwrap().levels("");
        let hits = (0..ROUNDS).filter(|&seed| {
            let mut dice = Dice(seed);
            let mut references = references(&works(&mut dice, 16));
            let mut sentences = sentences(&mut dice, 16);
            let clean = article(&sentences, &references);
            assert_eq!(found(&clean, &levels), Vec::<&str>::new(), "the clean article\n{clean}");
            plant(&mut sentences, &mut references, 1 + dice.roll(12));
            let planted = article(&sentences, &references);
            assert_ne!(planted, clean, "{fault}");
            found(&planted, &levels).contains(rule)
        });
        (*fault, *rule, hits.count())
    };
    FAULTS.iter().map(row).collect()
}

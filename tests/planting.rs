//! Faults planted in clean articles and libraries are found, each under its own rule.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use ibid::article::Source;
use ibid::library::bib::Document;
use ibid::library::{Known, Pair, Reading, merge};
use ibid::lint::{Context, Levels, check_article, check_library, check_sheet};

/// So many generated sources a fault.
const ROUNDS: u64 = 25;

/// A small generator of numbers (Knuth's MMIX), so that every run plants the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const FAMILIES: [&str; 8] = ["Weber", "Okada", "Lindt", "Moreau", "Novak", "Haddad", "Silva", "Kowalski"];
const NOUNS: [&str; 8] = ["Trade", "Wages", "Prices", "Tariffs", "Ports", "Harvests", "Loans", "Canals"];
const PLACES: [&str; 6] = ["Central Asia", "the Baltic", "Anatolia", "the Andes", "Iberia", "Bengal"];

/// The articles of a generated bibliography: family name, title, journal, year, volume, first page.
type Work = (String, String, String, i32, i32, usize);

fn works(dice: &mut Dice, count: usize) -> Vec<Work> {
    (0..count)
        .map(|n| {
            let year = 1990 + i32::try_from(dice.roll(30)).unwrap();
            let title = format!(
                "{} and {} in {}, Part {n}",
                dice.pick(&NOUNS),
                dice.pick(&NOUNS),
                dice.pick(&PLACES)
            );
            let journal = format!("Journal of {}", dice.pick(&NOUNS));
            (dice.pick(&FAMILIES).to_owned(), title, journal, year, year - 1980, 100 + 10 * dice.roll(50))
        })
        .collect()
}

fn library(works: &[Work]) -> String {
    let entry = |(n, (family, title, journal, year, volume, page)): (usize, &Work)| {
        format!(
            "@article{{key{n},\n  author = {{{family}, A.}},\n  title = {{{title}}},\n  journaltitle = {{{journal}}},\n  \
             date = {{{year}}},\n  volume = {{{volume}}},\n  pages = {{{page}--{}}},\n  doi = {{10.5555/abc.{n}}},\n  \
             issn = {{0378-5955}},\n  isbn = {{978-0-306-40615-7}},\n}}\n\n",
            page + 9
        )
    };
    works.iter().enumerate().map(entry).collect()
}

fn references(works: &[Work]) -> Vec<String> {
    let reference = |(n, (family, title, journal, year, volume, page)): (usize, &Work)| {
        format!("{}. {family}, A., {year}. {title}. {journal}, {volume}: {page}-{}.\n", n + 1, page + 9)
    };
    works.iter().enumerate().map(reference).collect()
}

fn sentences(dice: &mut Dice, count: usize) -> Vec<String> {
    let sentence = |n| format!("The {} of {} have changed [{n}].", dice.pick(&NOUNS), dice.pick(&PLACES));
    (1..=count).map(sentence).collect()
}

fn article(sentences: &[String], references: &[String]) -> String {
    let paragraphs: Vec<String> = sentences.chunks(4).map(|chunk| chunk.join(" ")).collect();
    let head = "Trade and Wages in the Long Run\n\nAda M. Weber, Ben Okada and Carla Silva\n\nPublished: 14 May 2020";
    format!("{head}\n\nIntroduction\n\n{}\n\nReferences\n{}", paragraphs.join("\n\n"), references.concat())
}

fn found(text: &str, is_library: bool) -> Vec<&'static str> {
    let context = Context { year: 2026 };
    let findings = if is_library {
        check_library(&Source::new("a.bib", text.to_owned()), context, &Levels::default())
    } else {
        let article = ibid::read("a.txt", text.as_bytes()).unwrap();
        check_article(&article, &ibid::extract(&article), context, &Levels::default())
    };
    findings.iter().map(|finding| finding.rule.name).collect()
}

/// A fault: the rule that should find it, and how it is planted in one of the entries.
type Fault = (&'static str, fn(&str, usize) -> String);

const IN_LIBRARIES: &[Fault] = &[
    ("reversed-pages", |entry, _| swap(entry, "pages = {", "--")),
    ("impossible-year", |entry, at| change(entry, "date = {", 4, &format!("21{at:02}"))),
    ("malformed-doi", |entry, _| entry.replace("10.5555/", "10.55/")),
    ("malformed-issn", |entry, _| entry.replace("0378-5955", "0378-5965")),
    ("malformed-isbn", |entry, _| entry.replace("40615-7", "40651-7")),
    ("missing-field", |entry, _| without(entry, "journaltitle")),
    ("misspelled-field", |entry, _| entry.replace("volume =", "vloume =")),
    ("unknown-type", |entry, _| entry.replace("@article", "@artcile")),
    ("duplicate-reference", |entry, at| {
        format!("{}{}", entry, entry.replace(&format!("key{at},"), "again,").replace(" and ", " And "))
    }),
    ("duplicate-key", |entry, at| {
        format!("{entry}@misc{{key{at},\n  author = {{N}},\n  title = {{Other}},\n  date = {{1999}},\n}}\n")
    }),
    ("malformed-bib", |entry, _| entry.replace("volume = ", "volume ")),
    ("swapped-name", |entry, at| {
        let swapped = entry.replacen("author = {", "author = {Ada, Lindqvist and ", 1);
        format!("{swapped}{}", named(at, "Lindqvist, Ada"))
    }),
    ("swapped-name", |entry, at| {
        let swapped = entry.replacen("author = {", "author = {Yan, Li and ", 1);
        format!("{swapped}{}{}", named(at + 1, "Li, Yan"), named(at + 2, "Li, Yan"))
    }),
    ("swapped-name", |entry, _| {
        let (before, rest) = entry.split_once("author = {").unwrap();
        let (family, after) = rest.split_once(", A.}").unwrap();
        format!("{before}author = {{A., {family}}}{after}")
    }),
    ("missing-parent", |entry, _| entry.replace("  date", "  crossref = {nobody},\n  date")),
];

/// A further entry, number `at`, by the person `name`.
fn named(at: usize, name: &str) -> String {
    format!(
        "@misc{{more{at},\n  author = {{{name}}},\n  title = {{Further {at}}},\n  date = {{1999}},\n}}\n\n"
    )
}

fn swap(entry: &str, field: &str, dash: &str) -> String {
    let (before, rest) = entry.split_once(field).unwrap();
    let (range, after) = rest.split_once('}').unwrap();
    let (first, last) = range.split_once(dash).unwrap();
    format!("{before}{field}{last}{dash}{first}}}{after}")
}

fn change(entry: &str, field: &str, len: usize, new: &str) -> String {
    let at = entry.find(field).unwrap() + field.len();
    format!("{}{new}{}", &entry[..at], &entry[at + len..])
}

fn without(entry: &str, field: &str) -> String {
    entry
        .lines()
        .filter(|line| !line.trim_start().starts_with(field))
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn faults_in_libraries_are_found() {
    let mut table = Vec::new();
    for (rule, plant) in IN_LIBRARIES {
        let hits = (0..ROUNDS).filter(|&seed| {
            let mut dice = Dice(seed);
            let text = library(&works(&mut dice, 12));
            assert_eq!(found(&text, true), Vec::<&str>::new(), "the clean library");
            let at = dice.roll(12);
            let mut entries: Vec<String> = text.split_inclusive("}\n\n").map(str::to_owned).collect();
            entries[at] = plant(&entries[at], at);
            found(&entries.concat(), true).contains(rule)
        });
        table.push((*rule, hits.count()));
    }
    judge(&table);
}

/// Plants a fault in the sentences or the references, at item `at` (0-based) of them.
type Planter = fn(&mut Vec<String>, &mut Vec<String>, usize);

const IN_ARTICLES: &[(&str, Planter)] = &[
    ("dangling-citation", |_, references, at| drop(references.remove(at))),
    ("numbering-gap", |_, references, at| drop(references.remove(at))),
    ("numbering-disorder", |_, references, at| references.swap(at, at + 1)),
    ("duplicate-number", |_, references, at| {
        let twin = references[at].replacen(&format!("{}.", at + 1), &format!("{}.", at), 1);
        references[at] = twin;
    }),
    ("uncited-reference", |sentences, _, at| sentences[at] = "This one cites nothing at all.".to_owned()),
    ("duplicate-reference", |_, references, at| {
        let (_, words) = references[at].split_once(' ').unwrap();
        references[at + 1] = format!("{}. {words}", at + 2);
    }),
    ("inverted-range", |sentences, _, at| {
        sentences[at] = sentences[at].replace('[', &format!("[{}-", at + 3));
    }),
    ("repeated-source", |sentences, _, at| {
        sentences[at] = sentences[at].replace('[', &format!("[{}, ", at + 1));
    }),
    ("late-list-start", |_, references, _| drop(references.remove(0))),
    ("reversed-pages", |_, references, at| {
        let (before, pages) = references[at].rsplit_once(' ').unwrap();
        let (first, last) = pages.trim_end().trim_end_matches('.').split_once('-').unwrap();
        references[at] = format!("{before} {last}-{first}.\n");
    }),
    ("later-than-article", |_, references, at| {
        let (names, rest) = references[at].split_once("., ").unwrap();
        references[at] = format!("{names}., 202{}{}", 2 + at % 5, &rest[4..]);
    }),
    ("unusual-reference", |_, references, at| {
        let (names, rest) = references[at].split_once("., ").unwrap();
        let (year, rest) = rest.split_once(". ").unwrap();
        let (work, place) = rest.rsplit_once(", ").unwrap();
        references[at] = format!("{names}. {work}, {year}, {place}");
    }),
    ("unusual-reference", |_, references, at| {
        let (label, rest) = references[at].split_once(' ').unwrap();
        let (family, rest) = rest.split_once(", A.").unwrap();
        references[at] = format!("{label} A. {family}{rest}");
    }),
    ("unusual-reference", |_, references, at| {
        let (names, rest) = references[at].split_once("., ").unwrap();
        let (year, rest) = rest.split_once(". ").unwrap();
        references[at] = format!("{names}. ({year}). {rest}");
    }),
];

#[test]
fn faults_in_articles_are_found() {
    let mut table = Vec::new();
    for (rule, plant) in IN_ARTICLES {
        let hits = (0..ROUNDS).filter(|&seed| {
            let mut dice = Dice(seed);
            let mut references = references(&works(&mut dice, 16));
            let mut sentences = sentences(&mut dice, 16);
            let clean = article(&sentences, &references);
            assert_eq!(found(&clean, false), Vec::<&str>::new(), "the clean article\n{clean}");
            plant(&mut sentences, &mut references, 1 + dice.roll(12));
            found(&article(&sentences, &references), false).contains(rule)
        });
        table.push((*rule, hits.count()));
    }
    judge(&table);
}

/// Plants an edit in an entry, at item `at` (0-based) of the list that it was read from.
const IN_ENTRIES: &[Fault] = &[
    ("edited-against-article", |entry, _| entry.replace(" and ", " or ")),
    ("edited-against-article", |entry, at| change(entry, "date = {", 4, &format!("18{at:02}"))),
    ("edited-against-article", |entry, _| entry.replace("10.5555/abc", "10.5555/abd")),
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

#[test]
fn edits_against_the_article_are_found() {
    let mut table = Vec::new();
    for (rule, plant) in IN_ENTRIES {
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
        table.push((*rule, hits.count()));
    }
    judge(&table);
}

/// At least 98 of a hundred under every rule.
fn judge(table: &[(&str, usize)]) {
    let missed = table.iter().filter(|(_, hits)| *hits * 100 < 98 * ROUNDS as usize);
    assert_eq!(missed.collect::<Vec<_>>(), Vec::<&(&str, usize)>::new(), "of {ROUNDS}: {table:?}");
}

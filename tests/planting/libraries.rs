//! Faults in libraries.

use ibid::article::Source;
use ibid::lint::{Levels, Settings, check_library};

use crate::generator::{Dice, library, works};
use crate::{CONTEXT, ROUNDS, Row};

/// A fault, the rule that should find it, and how it is planted in one of the entries.
type Fault = (&'static str, &'static str, fn(&str, usize) -> String);

const FAULTS: &[Fault] = &[
    ("first and last page exchanged", "reversed-pages", |entry, _| swap(entry, "pages = {", "--")),
    ("a year to come", "impossible-year", |entry, at| change(entry, "date = {", 4, &format!("21{at:02}"))),
    ("a digit of the DOI's prefix lost", "malformed-doi", |entry, _| entry.replace("10.5555/", "10.55/")),
    ("a digit of the ISSN broken", "malformed-issn", |entry, _| entry.replace("0378-5955", "0378-5965")),
    ("two digits of the ISBN exchanged", "malformed-isbn", |entry, _| entry.replace("40615-7", "40651-7")),
    ("the journal deleted", "missing-field", |entry, _| without(entry, "journaltitle")),
    ("a field's name misspelled", "misspelled-field", |entry, _| entry.replace("volume =", "vloume =")),
    ("a type's name misspelled", "unknown-type", |entry, _| entry.replace("@article", "@artcile")),
    ("an entry copied under another key", "duplicate-reference", |entry, at| {
        format!("{}{}", entry, entry.replace(&format!("key{at},"), "again,").replace(" and ", " And "))
    }),
    ("a key given twice", "duplicate-key", |entry, at| {
        format!("{entry}@misc{{key{at},\n  author = {{N}},\n  title = {{Other}},\n  date = {{1999}},\n}}\n")
    }),
    ("an equals sign lost", "malformed-bib", |entry, _| entry.replace("volume = ", "volume ")),
    ("family and given name exchanged (known from another entry)", "swapped-name", |entry, at| {
        let swapped = entry.replacen("author = {", "author = {Ada, Lindqvist and ", 1);
        format!("{swapped}{}", named(at, "Lindqvist, Ada"))
    }),
    ("family and given name exchanged (known from two)", "swapped-name", |entry, at| {
        let swapped = entry.replacen("author = {", "author = {Yan, Li and ", 1);
        format!("{swapped}{}{}", named(at + 1, "Li, Yan"), named(at + 2, "Li, Yan"))
    }),
    ("family name and initial exchanged", "swapped-name", |entry, _| {
        let (before, rest) = entry.split_once("author = {").unwrap();
        let (family, after) = rest.split_once(", A.}").unwrap();
        format!("{before}author = {{A., {family}}}{after}")
    }),
    ("a parent that is not there", "missing-parent", |entry, _| {
        entry.replace("  date", "  crossref = {nobody},\n  date")
    }),
    ("a digit of the year made a letter", "malformed-date", |entry, _| change(entry, "date = {", 1, "I")),
    ("a digit of the ORCID broken", "malformed-orcid", |entry, _| {
        entry.replace("  date", "  orcid = {0000-0002-1825-0079},\n  date")
    }),
    ("a digit of the arXiv number lost", "malformed-arxiv", |entry, _| {
        entry.replace("  doi", "  eprint = {1802.0116X},\n  eprinttype = {arxiv},\n  doi")
    }),
    ("a volume of another year", "volume-year-outlier", |entry, at| {
        let siblings: String = (0..4).map(|n| sibling(at * 10 + n, 2001 + 2 * n, 11 + 2 * n)).collect();
        format!("{entry}{siblings}{}", sibling(at * 10 + 5, 2004, 41))
    }),
    ("a DOI of another year", "identifier-year-conflict", |entry, _| {
        entry.replace("doi = {10.5555/abc.", "doi = {10.1016/j.trade.2030.02.00")
    }),
    ("a DOI of another journal", "identifier-journal-conflict", |entry, at| {
        let others: String =
            (0..3).map(|n| with_doi(&sibling(at * 10 + n, 2001 + 2 * n, 11 + 2 * n), n)).collect();
        format!("{}{others}", entry.replace("doi = {10.5555/abc.", "doi = {10.5555/quknots.9"))
    }),
    (
        "an entry again, a letter of the title lost, without its identifiers",
        "duplicate-reference",
        |entry, at| {
            let copy =
                bare(entry).replace(&format!("key{at},"), "again,").replacen("title = {", "title = {T", 1);
            format!("{}{copy}", bare(entry))
        },
    ),
    (
        "an entry again, initials spelled out, in lower case, without identifiers",
        "duplicate-reference",
        |entry, at| {
            let copy = bare(entry)
                .replace(&format!("key{at},"), "again,")
                .replace(", A.}", ", Ada}")
                .replace(" in ", " In ");
            format!("{}{copy}", bare(entry))
        },
    ),
    ("an entry again, the author misspelled, without its identifiers", "duplicate-reference", |entry, at| {
        let copy =
            bare(entry).replace(&format!("key{at},"), "again,").replacen("author = {", "author = {X", 1);
        format!("{}{copy}", bare(entry))
    }),
    ("an entry again, another year, without its identifiers", "duplicate-reference", |entry, at| {
        let copy = bare(entry).replace(&format!("key{at},"), "again,");
        format!("{}{}", bare(entry), change(&copy, "date = {", 4, "1989"))
    }),
    ("an entry again, with volume and pages alone lost", "duplicate-reference", |entry, at| {
        let copy = without(&without(&bare(entry), "volume"), "pages").replace(&format!("key{at},"), "again,");
        format!("{}{copy}", bare(entry))
    }),
    ("\"et al.\" among the authors", "et-al-name", |entry, _| entry.replacen(", A.}", ", A. and et al.}", 1)),
    ("the title read in a wrong encoding", "mojibake", |entry, _| {
        entry.replacen("title = {", "title = {MÃ¼nster, ", 1)
    }),
    ("a full stop behind the title", "trailing-full-stop", |entry, _| {
        let (before, after) = entry.split_once("},\n  journaltitle").unwrap();
        format!("{before}, a Survey.}},\n  journaltitle{after}")
    }),
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

pub(crate) fn change(entry: &str, field: &str, len: usize, new: &str) -> String {
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

/// An entry of one journal, number `at`.
fn sibling(at: usize, year: usize, volume: usize) -> String {
    format!(
        "@article{{more{at},\n  author = {{Lindqvist, Ada}},\n  title = {{Further Survey {at} of the Baltic}},\n  \
         journaltitle = {{Annals of Navigation}},\n  date = {{{year}}},\n  volume = {{{volume}}},\n}}\n\n"
    )
}

/// `entry` in another journal, whose DOIs spell it.
fn with_doi(entry: &str, n: usize) -> String {
    let other = entry.replace("Annals of Navigation", "Quarterly of Knots");
    other.replace("  date", &format!("  doi = {{10.5555/quknots.{n}}},\n  date"))
}

/// `entry` without its identifiers.
fn bare(entry: &str) -> String {
    without(&without(&without(entry, "doi"), "isbn"), "issn")
}

fn found(text: &str, levels: &Levels) -> Vec<&'static str> {
    let source = Source::new("a.bib", text.to_owned());
    check_library(&source, CONTEXT, levels).iter().map(|finding| finding.rule.name).collect()
}

pub(crate) fn rows() -> Vec<Row> {
    let row = |(fault, rule, plant): &Fault| {
        let settings = format!("[check]\nselect = [\"default\", \"{rule}\"]\n");
        let levels = Settings::parse(&settings, &[]).unwrap().unwrap().levels("");
        let hits = (0..ROUNDS).filter(|&seed| {
            let mut dice = Dice(seed);
            let text = library(&works(&mut dice, 12));
            assert_eq!(found(&text, &levels), Vec::<&str>::new(), "the clean library");
            let at = dice.roll(12);
            let mut entries: Vec<String> = text.split_inclusive("}\n\n").map(str::to_owned).collect();
            let planted = plant(&entries[at], at);
            assert_ne!(planted, entries[at], "{fault}");
            entries[at] = planted;
            found(&entries.concat(), &levels).contains(rule)
        });
        (*fault, *rule, hits.count())
    };
    FAULTS.iter().map(row).collect()
}

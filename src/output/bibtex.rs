//! Entries as classic BibTeX: its types, its fields, its LaTeX escapes, in ASCII as far as LaTeX has a command.

use unicode_normalization::UnicodeNormalization;

use super::facts::Facts;
use crate::bibliography::normalise::kind_of_work::in_words;
use crate::formula;
use crate::library::Entry;
use crate::library::bib::print;

/// BibTeX's types for BibLaTeX's (btxdoc, section 3.1); all others are `misc`.
const TYPES: &[(&str, &str)] = &[
    ("article", "article"),
    ("book", "book"),
    ("booklet", "booklet"),
    ("collection", "book"),
    ("inbook", "incollection"),
    ("incollection", "incollection"),
    ("inproceedings", "inproceedings"),
    ("manual", "manual"),
    ("proceedings", "proceedings"),
    ("report", "techreport"),
    ("techreport", "techreport"),
    ("conference", "inproceedings"),
    ("unpublished", "unpublished"),
];

/// BibTeX's fields for BibLaTeX's.
const FIELDS: &[(&str, &str)] = &[
    ("journaltitle", "journal"),
    ("location", "address"),
    ("eprinttype", "archiveprefix"),
    ("eprintclass", "primaryclass"),
];

/// `entry` as BibTeX, without a line end.
pub(super) fn entry(entry: &Entry) -> String {
    let facts = Facts::of(entry);
    let kind = kind(&facts);
    let mut fields: Vec<(String, String)> = Vec::new();
    let other = |name: &str, source: &str| {
        matches!(name, "date" | "year" | "month" | "day" | "options")
            || name == "type" && is_said_by(kind, source)
    };
    for (name, source) in entry.fields.iter().filter(|(name, source)| !other(name, source)) {
        let source = if name == "type" { in_words(source) } else { source.as_str() };
        let name = field(name, kind);
        let source = if super::is_verbatim(name) { source.to_owned() } else { ascii(source) };
        fields.push((name.to_owned(), source));
    }
    let (year, month) = facts.year_and_month();
    fields.extend(year.map(|year| ("year".to_owned(), year)));
    fields.extend(month.map(|month| ("month".to_owned(), month.to_string())));
    print::entry(kind, &entry.key, &fields)
}

/// BibTeX's type.
fn kind(facts: &Facts) -> &'static str {
    match (facts.kind, facts.value("type").as_deref()) {
        ("thesis", Some("mathesis" | "bathesis")) | ("mastersthesis", _) => "mastersthesis",
        ("thesis" | "phdthesis", _) => "phdthesis",
        (kind, _) => TYPES.iter().find(|(from, _)| *from == kind).map_or("misc", |(_, to)| to),
    }
}

/// Whether BibTeX's type `kind` says by itself what BibLaTeX's localisation key `name` does: styles print `PhD thesis` for a `@phdthesis`.
fn is_said_by(kind: &str, name: &str) -> bool {
    matches!(
        (kind, name),
        ("phdthesis", "phdthesis") | ("mastersthesis", "mathesis") | ("techreport", "techreport")
    )
}

/// BibTeX's field for the BibLaTeX field `name` in an entry of the type `kind`.
fn field<'n>(name: &'n str, kind: &str) -> &'n str {
    match (name, kind) {
        ("institution", "phdthesis" | "mastersthesis") => "school",
        _ => FIELDS.iter().find(|(from, _)| *from == name).map_or(name, |(_, to)| to),
    }
}

/// LaTeX's commands for combining marks.
const ACCENTS: &[(char, &str)] = &[
    ('\u{300}', "`"),
    ('\u{301}', "'"),
    ('\u{302}', "^"),
    ('\u{303}', "~"),
    ('\u{304}', "="),
    ('\u{306}', "u "),
    ('\u{307}', "."),
    ('\u{308}', "\""),
    ('\u{30a}', "r "),
    ('\u{30b}', "H "),
    ('\u{30c}', "v "),
    ('\u{327}', "c "),
    ('\u{328}', "k "),
];

/// LaTeX's commands for letters and signs.
const SIGNS: &[(char, &str)] = &[
    ('ß', "{\\ss}"),
    ('æ', "{\\ae}"),
    ('Æ', "{\\AE}"),
    ('œ', "{\\oe}"),
    ('Œ', "{\\OE}"),
    ('ø', "{\\o}"),
    ('Ø', "{\\O}"),
    ('ł', "{\\l}"),
    ('Ł', "{\\L}"),
    ('ı', "{\\i}"),
    ('–', "--"),
    ('—', "---"),
    ('“', "``"),
    ('”', "''"),
    ('‘', "`"),
    ('’', "'"),
    ('…', "{\\ldots}"),
    ('§', "{\\S}"),
    ('\u{a0}', "~"),
];

/// `source` with LaTeX commands for letters that are not ASCII; those without a command stay.
fn ascii(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for c in source.nfc() {
        if c.is_ascii() {
            out.push(c);
        } else if let Some((_, command)) = SIGNS.iter().find(|(sign, _)| *sign == c) {
            out.push_str(command);
        } else {
            accented(c, &mut out);
        }
    }
    out
}

/// Appends `c` to `out`, as a LaTeX accent over a letter if it is one.
fn accented(c: char, out: &mut String) {
    let mut parts = std::iter::once(c).nfd();
    match (parts.next(), parts.next(), parts.next()) {
        (Some(letter), Some(mark), None) if letter.is_ascii_alphabetic() => {
            match ACCENTS.iter().find(|(accent, _)| *accent == mark) {
                Some((_, command)) => out.push_str(&format!("{{\\{command}{}}}", dotless(letter, mark))),
                None => out.push(c),
            }
        }
        _ => match formula::source(c) {
            Some(formula) => out.push_str(&formula),
            None => out.push(c),
        },
    }
}

/// The letter under an accent above: `i` without its dot.
fn dotless(letter: char, mark: char) -> String {
    let above = !matches!(mark, '\u{327}' | '\u{328}');
    if letter == 'i' && above { "\\i".to_owned() } else { letter.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Library, Source};

    #[test]
    fn kinds_of_works_are_words_where_the_type_does_not_say_them() {
        for (kind, name, want) in [
            ("thesis", "phdthesis", None),
            ("thesis", "mathesis", None),
            ("thesis", "bathesis", Some("type = {Bachelor's thesis}")),
            ("report", "techreport", None),
            ("report", "resreport", Some("type = {Research report}")),
            ("report", "Working paper", Some("type = {Working paper}")),
        ] {
            let bib = format!(
                "@{kind}{{roe, author = {{Roe, A.}}, title = {{Ports}}, type = {{{name}}}, date = {{1999}}}}"
            );
            let library = Library::load([Source { name: "roe", bib: &bib, toml: "" }]);
            let printed = super::entry(&library.entries[0]);
            assert!(want.map_or(!printed.contains("type = "), |want| printed.contains(want)), "{printed}");
        }
    }

    #[test]
    fn letters_become_commands() {
        for (text, want) in [
            ("Müller & Gößl", "M{\\\"u}ller & G{\\\"o}{\\ss}l"),
            ("Dvořák", "Dvo{\\v r}{\\'a}k"),
            ("naïve–", "na{\\\"\\i}ve--"),
            ("Иванов", "Иванов"),
            ("α-decay, H₂O", "$\\alpha$-decay, H$_2$O"),
        ] {
            assert_eq!(ascii(text), want);
        }
    }
}

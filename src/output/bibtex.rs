//! Entries as classic BibTeX: its types, its fields, its LaTeX escapes, in ASCII as far as LaTeX has a command.

use unicode_normalization::UnicodeNormalization;

use super::facts::{Facts, bare, join_titles};
use crate::formula;
use crate::library::Entry;
use crate::library::bib::date::Date;
use crate::library::bib::print;
use crate::library::bib::value::MONTHS;

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
    let mut sources = entry.fields.clone();
    if sources.get("type").is_some_and(|name| is_said_by(kind, name)) {
        sources.remove("type");
    } else if let Some(genre) = sources.contains_key("type").then(|| facts.genre()).flatten() {
        // Only a key stands for other words.
        if facts.value("type").is_some_and(|name| name != genre) {
            sources.insert("type".to_owned(), genre);
        }
    }
    join_titles(&mut sources);
    if let Some(edition) = sources.get_mut("edition") {
        *edition = ordinal(edition).unwrap_or_else(|| edition.clone());
    }
    let (year, month) = year_and_month(&facts.dates("date"));
    let month = facts.month_as_written().map(|month| print::braced(&ascii(month))).or(month);
    let state = sources.remove("pubstate").and_then(|_| facts.state());
    let year = match (year.or_else(|| facts.date_in_words()), state) {
        (None, state) => state,
        (year, Some(state)) => {
            let note = sources.entry("note".to_owned()).or_default();
            *note = [note.as_str(), &state]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", ");
            year
        }
        (year, None) => year,
    };
    let other = |name: &str| matches!(name, "date" | "year" | "month" | "day" | "options");
    let mut fields: Vec<(&str, String)> = Vec::new();
    for (name, source) in sources.iter().filter(|(name, _)| !other(name)) {
        let name = field(name, kind);
        let source = match bare(name, source) {
            Some(bare) => bare,
            None if super::is_verbatim(name) => source.clone(),
            None => ascii(source),
        };
        fields.push((name, print::braced(&source)));
    }
    fields.extend(year.map(|year| ("year", print::braced(&year))));
    fields.extend(month.map(|month| ("month", month)));
    print::with_values(kind, &entry.key, fields)
}

/// Year, and the value of `month`: one of the macros that every style has (btxdoc, section 2.2), which it prints as it prints months, or a
/// season between braces.
fn year_and_month(dates: &[Date]) -> (Option<String>, Option<String>) {
    let month = |date: &Date| {
        let month = date.month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
        month.map(|name| (*name).to_owned()).or_else(|| date.season_in_words().map(print::braced))
    };
    match dates {
        [first, last, ..] if first.year != last.year => {
            (Some(format!("{}--{}", first.year, last.year)), None)
        }
        [first, last] if first.month.is_some() && last.month.is_some() && first.month != last.month => {
            let months: Vec<String> = [first, last].into_iter().filter_map(month).collect();
            (Some(first.year.to_string()), Some(months.join(" # {--} # ")))
        }
        [first, ..] => (Some(first.year.to_string()), month(first)),
        [] => (None, None),
    }
}

/// The number of an edition as BibTeX's styles print it, an ordinal in words (btxdoc, section 3.2): `Second`, `21st`.
fn ordinal(edition: &str) -> Option<String> {
    const WORDS: [&str; 10] =
        ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];
    let edition = edition.trim();
    let number: usize = edition.parse().ok().filter(|_| edition.bytes().all(|byte| byte.is_ascii_digit()))?;
    if let Some(word) = WORDS.get(number.checked_sub(1)?) {
        return Some((*word).to_owned());
    }
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    Some(format!("{number}{ending}"))
}

/// BibTeX's type.
fn kind(facts: &Facts) -> &'static str {
    match (facts.kind, facts.genre_key().as_deref()) {
        ("thesis", Some("mathesis" | "bathesis")) => "mastersthesis",
        ("thesis", _) => "phdthesis",
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
    let (mut math, mut escaped) = (false, false);
    let mut chars = source.nfc().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii() {
            math = match (escaped, c) {
                (false, '$') => !math,
                (true, '(' | '[') => true,
                (true, ')' | ']') => false,
                _ => math,
            };
            escaped = c == '\\' && !escaped;
            out.push(c);
            continue;
        }
        escaped = false;
        if let Some(formula) = formula::source(c).filter(|_| math) {
            let formula = formula.trim_matches('$');
            // Braces keep two indices apart, and a blank the name of a command from letters behind it.
            let is_name = formula.starts_with('\\');
            out.push_str(&if is_name { formula.to_owned() } else { format!("{{{formula}}}") });
            if is_name && chars.peek().is_some_and(char::is_ascii_alphabetic) {
                out.push(' ');
            }
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

/// The letter under an accent above: `i` without its dot, where LaTeX does not take that away itself. Other readers take `\'\i` for a
/// letter of its own with an accent behind it.
fn dotless(letter: char, mark: char) -> String {
    let above = !matches!(mark, '\u{327}' | '\u{328}' | '\u{300}'..='\u{302}' | '\u{308}');
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
    fn editions_are_ordinals() {
        for (edition, want) in [
            ("2", Some("Second")),
            ("11", Some("11th")),
            ("21", Some("21st")),
            ("0", None),
            ("Second", None),
            ("3rd", None),
        ] {
            assert_eq!(ordinal(edition).as_deref(), want, "{edition}");
        }
    }

    #[test]
    fn letters_become_commands() {
        for (text, want) in [
            ("Müller & Gößl", "M{\\\"u}ller & G{\\\"o}{\\ss}l"),
            ("Dvořák", "Dvo{\\v r}{\\'a}k"),
            ("naïve–", "na{\\\"i}ve--"),
            ("Иванов", "Иванов"),
            ("α-decay, H₂O", "$\\alpha$-decay, H$_2$O"),
            (
                "Von $α$ und $xβy₁₂$, \\$5 α, \\(γ\\) δ",
                "Von $\\alpha$ und $x\\beta y{_1}{_2}$, \\$5 $\\alpha$, \\(\\gamma\\) $\\delta$",
            ),
        ] {
            assert_eq!(ascii(text), want);
        }
    }
}

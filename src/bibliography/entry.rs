//! References to BibLaTeX entries: the only place that builds biblatex values from references.

use biblatex::{Chunk, Chunks, Entry, EntryType, Spanned};

use super::fit::{Values, fit};
use super::grammar::remark::version;
use super::places::places;
use super::{Field, Reference, kind_name, latex, paging, volumes};

/// The entry of `reference`, in BibLaTeX's data model: biber has nothing to warn about.
///
/// One that a .bib file has stays as it is there. Capitals that styles would lose stand in braces. Chunks are detached from any place; the places of
/// the values are in [`Reference::fields`].
///
/// ```
/// let reference = ibid::bibliography::parse("Weitz, R., 2006. A New Great Game. Survival, 3: 155-167.");
/// let entry = ibid::bibliography::entry(&reference);
/// assert_eq!(entry.key, reference.key);
/// assert!(entry.get("title").is_some());
/// ```
pub fn entry(reference: &Reference) -> Entry {
    if let Some(given) = &reference.given {
        return given.entry.clone();
    }
    let (kind, values) = fit(&kind_name(&reference.entry_type), values(reference));
    let mut entry = Entry::new(reference.key.clone(), EntryType::new(&kind));
    for (name, value) in values {
        entry.set(name, chunks(name, &value));
    }
    entry
}

/// The values of the fields of `reference`, numbers in the fields that BibLaTeX has for what they count.
fn values(reference: &Reference) -> Values {
    let value = |(&name, field): (&&'static str, &Field)| match name {
        "pages" => {
            let (name, value) = paging::field(reference, field);
            (name, value.into_owned())
        }
        "volume" => {
            let (name, value) = volumes::field(reference, field);
            (name, value.to_owned())
        }
        "edition" if is_version(reference, field) => ("version", field.value.clone()),
        _ => (name, field.value.clone()),
    };
    let mut values: Values = reference.fields.iter().map(value).collect();
    if let Some(count) = volumes::unread(reference) {
        values.entry("volumes").or_insert_with(|| count.to_owned());
    }
    values
}

/// Whether the edition is called the version of a program or of data: `(Version 0.12.2)`.
fn is_version(reference: &Reference, edition: &Field) -> bool {
    let Some(span) = edition.span.filter(|_| !reference.fields.contains_key("version")) else { return false };
    let before = reference.raw.get(..span.start).unwrap_or_default().trim_end_matches(' ');
    let word = before.len() - before.trim_end_matches(char::is_alphabetic).len();
    let called = |at: usize| reference.raw.get(at..).is_some_and(|words| version(words).is_ok());
    edition.value.contains('.') && (called(span.start) || called(before.len() - word))
}

/// The fields of `entry` as LaTeX sources, by name.
pub fn sources(entry: &Entry) -> impl Iterator<Item = (&str, String)> {
    entry.fields.iter().map(|(name, chunks)| (name.as_str(), latex::source(name, chunks)))
}

/// `value` of the field called `name` as the biblatex crate has it.
fn chunks(name: &str, value: &str) -> Chunks {
    match name {
        "author" | "editor" | "translator" | "bookauthor" | "holder" => braced(value),
        "title" | "subtitle" | "booktitle" => protected(value),
        "location" => joined(listed(&places(value))),
        "publisher" | "institution" | "organization" if value.contains(" and ") => {
            vec![Spanned::detached(Chunk::Verbatim(value.to_owned()))]
        }
        _ => vec![Spanned::detached(Chunk::Normal(value.to_owned()))],
    }
}

/// `items` as a list that BibLaTeX reads, in which braces hold together those that have a conjunction in them.
fn listed(items: &[&str]) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            chunks.push(Chunk::Normal(" and ".to_owned()));
        }
        let item = (*item).to_owned();
        chunks.push(if item.contains(" and ") { Chunk::Verbatim(item) } else { Chunk::Normal(item) });
    }
    chunks
}

/// A list of names, in which braces hold names together.
fn braced(names: &str) -> Chunks {
    let mut chunks = Vec::new();
    let mut rest = names;
    while let Some((before, after)) = rest.split_once('{') {
        let (inner, after) = after.split_once('}').unwrap_or((after, ""));
        chunks.extend([Chunk::Normal(before.to_owned()), Chunk::Verbatim(inner.to_owned())]);
        rest = after;
    }
    chunks.push(Chunk::Normal(rest.to_owned()));
    chunks.into_iter().filter(|chunk| !chunk.get().is_empty()).map(Spanned::detached).collect()
}

/// A title, with the words in braces whose capitals a style in sentence case would lose.
fn protected(title: &str) -> Chunks {
    let sentence = is_sentence_case(title);
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut opening = true;
    for word in title.split_inclusive(' ') {
        let bare = word.trim_end();
        let (before, core) = core(bare);
        if has_inner_capital(core) || sentence && core.starts_with(char::is_uppercase) && !opening {
            chunks.extend([
                Chunk::Normal(before.to_owned()),
                Chunk::Verbatim(core.to_owned()),
                Chunk::Normal(word.get(before.len() + core.len()..).unwrap_or_default().to_owned()),
            ]);
        } else {
            chunks.push(Chunk::Normal(word.to_owned()));
        }
        opening = bare.ends_with([':', '.', '?', '!', '–', '—']) || bare.is_empty();
    }
    joined(chunks)
}

/// What stands before the letters and digits of `word`, and these from the first to the last: `(` and `RSM` of `(RSM),`.
/// An abbreviation has its last point: `U.S.`.
fn core(word: &str) -> (&str, &str) {
    let inner = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let before = word.get(..word.len() - inner.len()).unwrap_or_default();
    let core = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
    let pointed = inner.get(..core.len() + 1).filter(|word| core.contains('.') && word.ends_with('.'));
    (before, pointed.unwrap_or(core))
}

/// `chunks` with neighbours of one kind made one.
fn joined(chunks: Vec<Chunk>) -> Chunks {
    let mut out: Vec<Chunk> = Vec::new();
    for chunk in chunks.into_iter().filter(|chunk| !chunk.get().is_empty()) {
        match (out.last_mut(), &chunk) {
            (Some(Chunk::Normal(last)), Chunk::Normal(next)) => last.push_str(next),
            _ => out.push(chunk),
        }
    }
    out.into_iter().map(Spanned::detached).collect()
}

/// Whether `word` has a capital after its first letter: `DNA`, `iPhone`, `McCarthy`.
fn has_inner_capital(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).skip(1).any(char::is_uppercase)
}

/// Whether capitals in `title` are those of names: most of its longer words have none.
fn is_sentence_case(title: &str) -> bool {
    let longer = || {
        title
            .split(' ')
            .skip(1)
            .filter(|word| word.chars().count() > 3 && word.starts_with(char::is_alphabetic))
    };
    let capital = longer().filter(|word| word.starts_with(char::is_uppercase)).count();
    capital * 3 < longer().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_keep_capitals_that_styles_would_lose() {
        for (title, want) in [
            ("The role of DNA in ports", "The role of {DNA} in ports"),
            ("A New Great Game in Central Asia", "A New Great Game in Central Asia"),
            ("On rivers: The long way", "On rivers: The long way"),
            ("mRNA", "{mRNA}"),
            ("a method of (RSM), by the U.S. navy", "a method of ({RSM}), by the {U.S.} navy"),
            ("", ""),
        ] {
            assert_eq!(latex::source("title", &protected(title)), want);
        }
    }

    #[test]
    fn a_standard_is_a_manual_of_that_kind() {
        let entry = entry(&super::super::parse(
            "Roe A, Okada B (1998) RFC 2460 Protocol of the Ports: Generic Syntax. Technical report. Available: http://tools.example.org/html/rfc2460",
        ));
        assert_eq!(
            (kind_name(&entry.entry_type).as_str(), entry.get("entrysubtype").is_some()),
            ("manual", true)
        );
    }

    #[test]
    fn places_are_a_list() {
        for (places, want) in [
            ("London and New York", "London and New York"),
            ("München/Zürich", "München and Zürich"),
            ("London & New York", "London and New York"),
            ("Trinidad and Tobago / London", "{Trinidad and Tobago} and London"),
        ] {
            assert_eq!(latex::source("location", &chunks("location", places)), want);
        }
        assert_eq!(latex::source("publisher", &chunks("publisher", "Roe and Lund")), "{Roe and Lund}");
    }

    #[test]
    fn a_place_in_a_series_is_a_number_and_a_count_of_volumes_is_one() {
        for (raw, field, value) in [
            (
                "Roe, A.: Mathematical ports. Graduate Texts in Harbours, vol. 53. Springer, New York (1967)",
                "number",
                "53",
            ),
            (
                "Roe, A. Rivers and Society. 2 vols. Berkeley: University of California Press, 1978.",
                "volumes",
                "2",
            ),
            ("Roe, A.: Die Zeit der Flüsse. 2 Bde. Bern: Francke 1969.", "volumes", "2"),
        ] {
            let entry = entry(&super::super::parse(raw));
            let found = entry.get(field).map(|chunks| latex::source(field, chunks));
            assert_eq!((found.as_deref(), entry.get("volume").is_some()), (Some(value), false), "{raw}");
        }
    }

    #[test]
    fn versions_are_no_editions() {
        let raw = "Roe Team (2020). FERRY (Version 0.12.2) [Computer software]. https://ferry.example.org/";
        let entry = entry(&super::super::parse(raw));
        let found = entry.get("version").map(|chunks| latex::source("version", chunks));
        assert_eq!((found.as_deref(), entry.get("edition").is_some()), (Some("0.12.2"), false));
    }

    #[test]
    fn bodies_keep_their_braces() {
        let names = "Roe, A. and {Ministry of Health and Welfare} and others";
        assert_eq!(latex::source("author", &braced(names)), names);
    }
}

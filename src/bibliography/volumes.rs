//! Which of BibLaTeX's fields the volume of a reference is, and how many volumes its work has.

use super::grammar::locator::{all_volumes, counted_volumes, volume_word};
use super::{Field, Reference};
use crate::span::Span;

/// The field for the volume of `reference` and its value: `volumes` where it counts them (`2 Bde.`, `(Vols. 1–9)`), `number` where it is the
/// place of a book in its series (`Graduate Texts in Mathematics, vol. 53`), else `volume` (BibLaTeX manual, section 2.2.2).
pub(super) fn field<'a>(reference: &'a Reference, volume: &'a Field) -> (&'static str, &'a str) {
    let value = volume.value.as_str();
    let Some(span) = volume.span else { return ("volume", value) };
    match counted(&reference.raw, span) {
        Some(count) => ("volumes", count),
        None if is_in_series(reference, span) => ("number", value),
        None => ("volume", value),
    }
}

/// How many volumes the work of `reference` has, where the words for it belong to no field: `Rivers. 3 vols. London: Press`.
pub(super) fn unread(reference: &Reference) -> Option<&str> {
    reference.rest.iter().find_map(|rest| {
        let words = reference.raw.get(rest.range())?;
        let begins =
            |at: usize| !words.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let mut numbers = words.char_indices().filter(|(at, c)| c.is_ascii_digit() && begins(*at));
        // The point of an abbreviation and what follows it stand behind the words that no field has.
        numbers.find_map(|(at, _)| Some(counted_volumes(reference.raw.get(rest.start + at..)?).ok()?.1))
    })
}

/// How many volumes there are, if the volume at `span` of `raw` counts them.
fn counted(raw: &str, span: Span) -> Option<&str> {
    let words = raw.get(span.start..)?;
    let before = raw.get(..span.start)?.trim_end();
    let word = before.len() - before.trim_end_matches(|c: char| c.is_alphabetic() || c == '.').len();
    let named = raw.get(before.len() - word..)?;
    let count = counted_volumes(words).or_else(|_| all_volumes(words)).or_else(|_| all_volumes(named));
    count.ok().map(|(_, count)| count)
}

/// Whether the volume at `span` stands right behind the series, with a word for it or signs alone between them, and is the only number there.
fn is_in_series(reference: &Reference, span: Span) -> bool {
    let has = |field: &str| reference.fields.contains_key(field);
    let series = reference.fields.get("series").and_then(|series| series.span);
    let between = series.and_then(|series| reference.raw.get(series.end..span.start));
    let Some(between) = between.filter(|_| !has("number") && !has("journaltitle")) else { return false };
    let word = between.trim_start_matches(|c: char| !c.is_alphanumeric());
    let named = || {
        let words = reference.raw.get(span.start - word.len()..).unwrap_or_default();
        volume_word(words).is_ok_and(|(rest, _)| rest.len() == reference.raw.len() - span.start)
    };
    word.is_empty() || named()
}

#[cfg(test)]
mod tests {
    use super::super::{By, Field, Fields, Reference, assemble};
    use super::*;

    /// The reference `raw`, in which the fields stand where their words do.
    fn reference(raw: &str, fields: &[(&'static str, &str)]) -> Reference {
        let field = |(name, words): &(&'static str, &str)| {
            let start = raw.find(words).unwrap();
            let span = Some(Span::new(start, start + words.len()));
            (*name, Field { value: (*words).to_owned(), span, confidence: 0.9, by: By::Tagger })
        };
        let fields: Fields = fields.iter().map(field).collect();
        Reference { fields, ..assemble(raw, &[]) }
    }

    #[test]
    fn volumes_counted_or_in_a_series() {
        for (raw, volume, want) in [
            ("Rivers. 2 Bde. Bern: Press", "2", ("volumes", "2")),
            ("Rivers (Vols. 1–9). Press", "1–9", ("volumes", "9")),
            ("Rivers (Vols. 1–9). Press", "Vols. 1–9", ("volumes", "9")),
            ("Rivers (Vols. 3–9). Press", "3–9", ("volume", "3–9")),
            ("Rivers. Texts in Ports, vol. 53. Press", "53", ("number", "53")),
            ("Rivers (Texts in Ports 53). Press", "53", ("number", "53")),
            ("Rivers. Texts in Ports. Tolls, vol. 53. Press", "53", ("volume", "53")),
            ("Rivers, vol. 3. Texts in Ports. Press", "3", ("volume", "3")),
        ] {
            let found = raw.contains("Texts in Ports").then_some(("series", "Texts in Ports"));
            let reference =
                reference(raw, &[Some(("volume", volume)), found].into_iter().flatten().collect::<Vec<_>>());
            assert_eq!(field(&reference, &reference.fields["volume"]), want, "{raw}");
        }
        let numbered = reference(
            "Texts in Ports 5, 3",
            &[("series", "Texts in Ports"), ("volume", "5"), ("number", "3")],
        );
        assert_eq!(field(&numbered, &numbered.fields["volume"]), ("volume", "5"));
    }

    #[test]
    fn counts_of_volumes_that_no_field_has() {
        for (raw, count) in [
            ("Roe. Rivers. 3 vols. London", Some("3")),
            ("Roe. Rivers. Sold 12,300 volumes", None),
            ("Roe. Rivers. London 1999", None),
        ] {
            assert_eq!(unread(&reference(raw, &[])), count, "{raw}");
        }
    }
}

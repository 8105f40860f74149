//! How many pages a book has, which stands at its end: no source marks it.

use super::insert;
use crate::bibliography::grammar::remark::counting;
use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// Digits of the greatest count.
const DIGITS: usize = 4;

/// Marks the last number of `raw` that counts pages and belongs to no field: `Lindt Press, London, 444 p.`, if there are no pages otherwise.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    if labels.iter().any(|l| matches!(l.label, Label::Pages | Label::Pagetotal)) {
        return;
    }
    let free = |span: Span| labels.iter().all(|l| !l.span.overlaps(span));
    if let Some(span) = numbers(raw).filter(|span| counts(raw, *span) && free(*span)).last() {
        insert(labels, Label::Pagetotal, span);
    }
}

/// The numbers in `raw`, each of digits alone.
fn numbers(raw: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    raw.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let start = at;
        // What parts words is a character, of whatever length.
        at += word.len() + raw.get(at + word.len()..)?.chars().next().map_or(0, char::len_utf8);
        let digits = word.bytes().all(|b| b.is_ascii_digit());
        (digits && (1..=DIGITS).contains(&word.len())).then(|| Span::new(start, start + word.len()))
    })
}

/// Whether the number at `span` is a count of pages: a blank, the word for them, and no number behind, nor a range or an abbreviation in front.
fn counts(raw: &str, span: Span) -> bool {
    let before = raw.get(..span.start).unwrap_or_default().trim_end();
    let behind = raw.get(span.end..).unwrap_or_default();
    let parted = before.is_empty() || before.ends_with([',', '.', ';', ':', '(', '—', ')', '–']);
    behind.starts_with(' ') && parted && counting(behind).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn counts_of_pages_are_told() {
        for (raw, total) in [
            ("Roe J. Rivers. London: Lindt, 2012. 444 p.", Some("444")),
            ("Roe J. Rivers. Oslo, xii, 230 pp. ISBN 1", Some("230")),
            ("Рой И. Реки. М., 2012. — 44 с.", Some("44")),
            ("Roe J. Rivers. London: Lindt, 2012, p. 44.", None),
            ("Roe J. Rivers. Lindt 2012 p. 44", None),
            ("Roe J. Rivers of 12 pp lands", None),
        ] {
            let found = assigned(raw, &[]);
            let found = found.iter().find(|(label, _)| *label == Label::Pagetotal).map(|(_, words)| *words);
            assert_eq!(found, total, "{raw}");
        }
    }

    #[test]
    fn pages_of_a_field_are_left() {
        let labels = [(Label::Title, "Rivers, 44 p."), (Label::Volume, "3")];
        assert_eq!(assigned("Rivers, 44 p. 3", &labels), labels);
        let labels = [(Label::Title, "Rivers"), (Label::Pages, "3-9")];
        assert_eq!(assigned("Rivers. 3-9, 7 p.", &labels), labels);
    }
}

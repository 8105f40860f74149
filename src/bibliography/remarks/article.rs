//! The number of an article or a preprint, and pages that count within it.

use super::{insert, is_loose, take, words};
use crate::bibliography::grammar::biorxiv::{dated_number, server};
use crate::bibliography::grammar::remark::{article_number, pages_of_article};
use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// The number of an article is no note, nor part of an issue; `words` are the bytes of `raw` at which words begin.
pub(super) fn number(raw: &str, words: &[usize], labels: &mut Vec<Labelled>) {
    for &at in words.iter().filter(|at| raw.get(**at..).is_some_and(|rest| rest.starts_with(['a', 'A']))) {
        let Ok((after, number)) = article_number(raw.get(at..).unwrap_or_default()) else { continue };
        let end = raw.len() - after.len();
        let whole = Span::new(at, end);
        // Behind an issue, as in `no. 4, article e87`, but what is all of one is an issue called so.
        let behind = |l: &Labelled| matches!(l.label, Label::Volume | Label::Number) && l.span.start < at;
        let free = |l: &Labelled| !l.span.overlaps(whole) || behind(l) || is_loose(l.label);
        if labels.iter().all(free) {
            take(raw, labels, whole, |_| true);
            insert(labels, Label::Eid, Span::new(end - number.len(), end));
            return;
        }
    }
}

/// The number of a preprint that says the day on which it was received is no day of access, nor are its last digits pages: of
/// `bioRxiv 2020.03.04.976662`. That of a DOI belongs to it.
pub(super) fn of_preprint(raw: &str, labels: &mut Vec<Labelled>) {
    let begins = |at: usize| !raw.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let number =
        |(at, _)| begins(at).then(|| dated_number(raw.get(at..)?).ok()).flatten().map(|(_, n)| (at, n));
    let mut numbers = raw.match_indices("20").filter_map(number).peekable();
    // Few references have such a number, so few need be searched for a server.
    if numbers.peek().is_none() {
        return;
    }
    let is_server = |at: &usize| raw.get(*at..).is_some_and(|rest| server(rest).is_ok());
    let Some(named) = words(raw).find(is_server) else { return };
    for (at, number) in numbers.filter(|(at, _)| *at > named) {
        let span = Span::new(at, at + number.len());
        let in_address = |l: &Labelled| matches!(l.label, Label::Url | Label::Doi) && l.span.overlaps(span);
        if !labels.iter().any(in_address) {
            take(raw, labels, span, |_| true);
            insert(labels, Label::Eid, span);
            return;
        }
    }
}

/// Pages that count within an article, whatever its number was taken for.
pub(super) fn pages(raw: &str, labels: &mut Vec<Labelled>) {
    for (colon, _) in raw.match_indices(':') {
        let before = raw.get(..colon).unwrap_or_default();
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let Ok((_, found)) = pages_of_article(raw.get(start..).unwrap_or_default()) else { continue };
        let span = Span::new(start, start + found.len());
        let gives_way =
            |label| matches!(label, Label::Pages | Label::Volume | Label::Number | Label::Note | Label::Eid);
        if labels.iter().all(|l| !l.span.overlaps(span) || gives_way(l.label)) {
            take(raw, labels, span, |_| true);
            labels.retain(|l| l.label != Label::Pages);
            insert(labels, Label::Pages, span);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn the_number_of_an_article_is_no_note() {
        let raw = "Rivers 12, Article ID 158348, 15 pages, 2013";
        let want = [(Label::Eid, "158348"), (Label::Pages, "15 pages")];
        assert_eq!(assigned(raw, &[(Label::Note, "Article ID 158348, 15 pages")]), want);
        let title = [(Label::Title, "On Article 13 of the law")];
        assert_eq!(assigned("On Article 13 of the law", &title), title);
    }

    #[test]
    fn the_number_of_a_preprint_is_no_day() {
        let raw = "bioRXiv 2020.03.04.976662 (2020)";
        let labels =
            [(Label::Container, "bioRXiv"), (Label::Urldate, "2020.03.04"), (Label::Pages, "976662")];
        let want = [(Label::Container, "bioRXiv"), (Label::Eid, "2020.03.04.976662")];
        assert_eq!(assigned(raw, &labels), want);
        let raw = "bioRxiv doi:10.1101/2020.03.04.976662";
        let labels = [(Label::Container, "bioRxiv"), (Label::Doi, "10.1101/2020.03.04.976662")];
        assert_eq!(assigned(raw, &labels), labels);
        let elsewhere = [(Label::Container, "Trade"), (Label::Pages, "2020.03.04.976662")];
        assert_eq!(assigned("Trade 2020.03.04.976662", &elsewhere), elsewhere);
    }

    #[test]
    fn pages_may_count_within_an_article() {
        let raw = "J. Trade 12, 3, 61:1–61:11, 2013";
        let labels = [(Label::Volume, "12"), (Label::Number, "3, 61"), (Label::Pages, "1–61:11")];
        assert_eq!(
            assigned(raw, &labels),
            [(Label::Volume, "12"), (Label::Number, "3"), (Label::Pages, "61:1–61:11")]
        );
    }
}

//! Numbers by which catalogues know a work or its host, and those of an erratum, which are no pages or volumes of the work.

use super::{insert, take, words};
use crate::bibliography::grammar::identifier::{issn, named_issn, pmid};
use crate::bibliography::grammar::remark::review_number;
use crate::bibliography::{Label, Labelled, normalise};
use crate::span::Span;

/// Takes such numbers out of the stretches of `raw` that hold them.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    if raw.contains("ISSN") || raw.contains("issn") {
        called_issn(raw, labels);
    }
    issn_behind_pages(raw, labels);
    pmid_behind_doi(raw, labels);
    pmid_at_end(raw, labels);
    if raw.contains("MR") {
        review(raw, labels);
    }
    if raw.contains("rratum") {
        erratum(raw, labels);
    }
}

/// A number that is called an ISSN is one.
fn called_issn(raw: &str, labels: &mut Vec<Labelled>) {
    let found = words(raw).find_map(|at| {
        let (after, number) = named_issn(raw.get(at..)?).ok()?;
        let end = raw.len() - after.len();
        Some((Span::new(at, end), Span::new(end - number.len(), end)))
    });
    let Some((whole, number)) = found else { return };
    if labels.iter().any(|l| l.span.overlaps(whole) && matches!(l.label, Label::Title | Label::Url)) {
        return;
    }
    take(raw, labels, whole, |_| true);
    if labels.iter().all(|l| l.label != Label::Issn) {
        insert(labels, Label::Issn, number);
    }
}

/// An ISSN that is set close behind pages is none of them: `537–44.0003-6072`.
fn issn_behind_pages(raw: &str, labels: &mut Vec<Labelled>) {
    let found = labels.iter().filter(|l| l.label == Label::Pages).find_map(|l| {
        let (pages, last) = raw.get(l.span.range())?.split_once('.')?;
        let proven = issn(last).is_ok_and(|(_, number)| normalise::identifier::issn(number).is_some());
        (proven && pages.ends_with(|c: char| c.is_ascii_digit()))
            .then(|| Span::new(l.span.end - last.len(), l.span.end))
    });
    if let Some(number) = found {
        take(raw, labels, number, |_| true);
        insert(labels, Label::Issn, number);
    }
}

/// The number of PubMed that is set close behind a DOI is none of it, if it is named elsewhere: `PMID: 23218570, 10.1016/j.x.2012.046.23218570`.
fn pmid_behind_doi(raw: &str, labels: &mut [Labelled]) {
    for doi in labels.iter_mut().filter(|l| l.label == Label::Doi) {
        let parts = raw.get(doi.span.range()).and_then(|words| words.rsplit_once('.'));
        let Some((own, number)) = parts.filter(|(_, number)| number.bytes().all(|b| b.is_ascii_digit()))
        else {
            continue;
        };
        let before = raw.get(..doi.span.start).unwrap_or_default();
        let named =
            |at| pmid(before.get(at..)?.split([',', '.', ';']).next()?.trim()).ok().map(|(_, named)| named);
        if words(before).filter_map(named).any(|named| named == number) {
            doi.span.end = doi.span.start + own.len();
        }
    }
}

/// The number of PubMed that ends `raw` is one, if it is called so or stands bare behind the DOI: `… doi: 10.1186/1471-2164-12-471 21955985`.
fn pmid_at_end(raw: &str, labels: &mut Vec<Labelled>) {
    let text = raw.trim_end_matches(['.', ' ', ')', ']']);
    let number = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number = Span::new(text.len() - number, text.len());
    if number.is_empty() || labels.iter().any(|l| l.label == Label::Pmid) {
        return;
    }
    let before = raw.get(..number.start).unwrap_or_default();
    let name = before.trim_end_matches([':', ' ']).len().checked_sub("PMID".len());
    let named = name.filter(|&at| text.get(at..).is_some_and(|words| pmid(words).is_ok()));
    let behind_doi = |l: &Labelled| {
        let gap = before.get(l.span.end..).unwrap_or_default();
        l.label == Label::Doi && !gap.is_empty() && gap.chars().all(|c| " .,;".contains(c))
    };
    let bare = (7..=8).contains(&number.len()) && labels.iter().any(behind_doi);
    let Some(start) = named.or(bare.then_some(number.start)) else { return };
    let whole = Span::new(start, number.end);
    let held = |l: &Labelled| matches!(l.label, Label::Title | Label::Url | Label::Doi | Label::Eprint);
    if labels.iter().any(|l| held(l) && l.span.overlaps(whole)) {
        return;
    }
    take(raw, labels, whole, |_| true);
    insert(labels, Label::Pmid, whole);
}

/// The number of a review in *Mathematical Reviews* is no page.
fn review(raw: &str, labels: &mut Vec<Labelled>) {
    for at in words(raw) {
        if let Ok((after, _)) = review_number(raw.get(at..).unwrap_or_default()) {
            let span = Span::new(at, raw.len() - after.len());
            take(raw, labels, span, |label| !matches!(label, Label::Title | Label::Url));
            insert_note(labels, span);
            return;
        }
    }
}

/// Adds a note where no other stretch is.
fn insert_note(labels: &mut Vec<Labelled>, span: Span) {
    if !labels.iter().any(|l| l.span.overlaps(span)) {
        insert(labels, Label::Note, span);
    }
}

/// Where an erratum stands is none of the places of the work, which were named before.
fn erratum(raw: &str, labels: &mut Vec<Labelled>) {
    let Some(at) = raw.find("rratum") else { return };
    let placed = labels.iter().any(|l| l.span.end <= at && matches!(l.label, Label::Pages | Label::Volume));
    let title = labels.iter().any(|l| l.label == Label::Title && l.span.end > at);
    if placed && !title {
        labels.retain(|l| {
            l.span.start < at
                || !matches!(
                    l.label,
                    Label::Container | Label::Volume | Label::Number | Label::Pages | Label::Date
                )
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn numbers_of_catalogues_are_no_pages() {
        let raw = "Trade 12, pp. 315-324. issn: 1549- 5469. 2011";
        let labels = [(Label::Pages, "315-324"), (Label::Pages, "1549- 5469")];
        assert_eq!(assigned(raw, &labels), [(Label::Pages, "315-324"), (Label::Issn, "1549- 5469")]);
        let raw = "Ann. Trade 6 461-464. MR0468014";
        let want = [(Label::Pages, "461-464"), (Label::Note, "MR0468014")];
        assert_eq!(assigned(raw, &[(Label::Pages, "461-464. MR0468014")]), want);
    }

    #[test]
    fn numbers_set_close_behind_others() {
        let raw = "Roe A. Ports. Trade. 2009;96:537–44.0003-6072";
        let want = [(Label::Pages, "537–44"), (Label::Issn, "0003-6072")];
        assert_eq!(assigned(raw, &[(Label::Pages, "537–44.0003-6072")]), want);
        let other = [(Label::Pages, "537–44.0003-6073")];
        assert_eq!(assigned("537–44.0003-6073", &other), other);
        let raw = "Trade 12, PMID: 23218570, 10.1016/j.tr.2012.046.23218570.";
        let doi = [(Label::Doi, "10.1016/j.tr.2012.046.23218570")];
        assert!(assigned(raw, &doi).contains(&(Label::Doi, "10.1016/j.tr.2012.046")));
        let own = "Trade 12, 10.1016/j.tr.2012.046.23218570.";
        assert_eq!(assigned(own, &doi), doi);
    }

    #[test]
    fn numbers_of_pubmed_at_the_end() {
        let doi = (Label::Doi, "10.1186/1471-2164-12-471");
        for (raw, labels) in [
            ("Trade. 2011;12:471 10.1186/1471-2164-12-471 21955985.", vec![doi]),
            ("Trade. 2011;12:471. doi:10.1186/1471-2164-12-471. 21955985", vec![doi]),
            ("Trade. 2011;12:471. PMID: 21955985.", vec![(Label::Note, "PMID: 21955985")]),
            ("Trade. 2011;12:471. pmid:21955985", vec![]),
        ] {
            let found = assigned(raw, &labels);
            let (label, words) = found.last().unwrap();
            assert!(*label == Label::Pmid && words.ends_with("21955985"), "{raw}");
        }
        for (raw, labels) in [
            ("Trade. 2011;12:21955985", vec![(Label::Pages, "21955985")]),
            ("Trade. 10.1186/1471-2164-12-471, 2011", vec![doi, (Label::Date, "2011")]),
            ("https://a.org/pmid:21955985", vec![(Label::Url, "https://a.org/pmid:21955985")]),
        ] {
            assert_eq!(assigned(raw, &labels), labels, "{raw}");
        }
    }

    #[test]
    fn an_erratum_has_places_of_its_own() {
        let raw = "A. Roe, Z. Trade C34, 497 (1987), [Erratum: Z. Trade C42, 504 (1989)].";
        let labels = [
            (Label::Volume, "34"),
            (Label::Pages, "497"),
            (Label::Date, "1987"),
            (Label::Volume, "42"),
            (Label::Pages, "504"),
        ];
        assert_eq!(assigned(raw, &labels), labels[..3]);
        let title = [(Label::Title, "Erratum to ports"), (Label::Volume, "42")];
        assert_eq!(assigned("Erratum to ports. Trade 42", &title), title);
    }
}

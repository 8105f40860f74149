//! Notes that are an address, a number or a count.

use super::{SURE, is_loose};
use crate::bibliography::grammar::identifier::{issn, pmid, url};
use crate::bibliography::grammar::remark::{address_words, counted_pages, version};
use crate::bibliography::{By, Label, Labelled, normalise};
use crate::span::Span;

/// Notes, and what was taken for a body, that are an address, an ISSN, a number of PubMed, a version or a count of pages are just that,
/// if the reference has none.
pub(super) fn assign(raw: &str, labels: &mut [Labelled]) {
    for at in 0..labels.len() {
        let Some(note) = labels.get(at).filter(|l| is_loose(l.label)) else { continue };
        let Some((label, span)) = raw.get(note.span.range()).and_then(called) else {
            continue;
        };
        let span = span.shifted(note.span.start);
        if labels.iter().all(|l| l.label != label)
            && let Some(note) = labels.get_mut(at)
        {
            *note = Labelled { label, span, confidence: SURE, by: By::Grammar };
        }
    }
}

/// What the note `words` is, and where in it that stands.
fn called(words: &str) -> Option<(Label, Span)> {
    let whole = Span::new(0, words.len());
    if pmid(words).is_ok() {
        return Some((Label::Pmid, whole));
    }
    if version(words).is_ok_and(|(after, _)| after.is_empty()) {
        return Some((Label::Version, whole));
    }
    if counted_pages(words).is_ok() {
        return Some((Label::Pages, whole));
    }
    if issn(words).is_ok_and(|(_, number)| normalise::identifier::issn(number).is_some()) {
        return Some((Label::Issn, whole));
    }
    let at = words.find("http").or_else(|| words.find("www."))?;
    let (after, address) = url(words.get(at..)?).ok()?;
    let leads = |before: &str| !before.contains(char::is_alphanumeric) || address_words(before).is_ok();
    let alone = words.get(..at).is_some_and(leads) && !after.contains(char::is_alphanumeric);
    alone.then(|| (Label::Url, Span::new(at, at + address.len())))
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn notes_that_are_fields() {
        for (note, label, words) in [
            ("PMID: 20847271", Label::Pmid, "PMID: 20847271"),
            ("doi:10.1000/ abc.12", Label::Doi, "10.1000/ abc.12"),
            ("444 p", Label::Pages, "444 p"),
            ("version 2.0", Label::Version, "version 2.0"),
            ("0032-5791", Label::Issn, "0032-5791"),
            ("0032-5792", Label::Note, "0032-5792"),
            ("[Online]. Available: http://a.org/b", Label::Url, "http://a.org/b"),
            ("See http://a.org/b", Label::Note, "See http://a.org/b"),
        ] {
            assert_eq!(assigned(note, &[(Label::Note, note)]), [(label, words)]);
        }
    }
}

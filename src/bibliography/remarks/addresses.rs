//! Addresses, and the labels of links that a page has beside a reference.

use super::{take, words};
use crate::bibliography::grammar::links::{bare_links, bracketed_links, ends_in_link};
use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// Most bytes that labels of links without brackets take at the end of a reference.
const LONGEST_LINKS: usize = 160;

/// Labels of links are no field.
pub(super) fn links(raw: &str, labels: &mut Vec<Labelled>) {
    let mut from = 0;
    while let Some(at) = raw.get(from..).and_then(|rest| rest.find('[')).map(|at| from + at) {
        from = at + 1;
        let Ok((after, _)) = bracketed_links(raw.get(at..).unwrap_or_default()) else { continue };
        from = raw.len() - after.len();
        take(raw, labels, Span::new(at, from), |_| true);
    }
    if !ends_in_link(raw) {
        return;
    }
    let begins =
        |&at: &usize| at + LONGEST_LINKS > raw.len() && bare_links(raw.get(at..).unwrap_or_default()).is_ok();
    if let Some(at) = words(raw).find(begins) {
        take(raw, labels, Span::new(at, raw.len()), |label| label != Label::Title);
    }
}

/// An address begins with its scheme: words before that are none of it.
pub(super) fn own(raw: &str, labels: &mut [Labelled]) {
    for address in labels.iter_mut().filter(|l| l.label == Label::Url) {
        let words = raw.get(address.span.range()).unwrap_or_default();
        // `tensorflow` and `org`, where a domain was cut at its point.
        let host = raw.get(..address.span.start).unwrap_or_default();
        if words.chars().all(|c| c.is_ascii_lowercase()) && host.ends_with('.') {
            address.span.start = host.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            continue;
        }
        let Some((before, _)) = words.split_once("http") else { continue };
        let torn = before.split_once('.').is_none_or(|(_, after)| after.trim().is_empty());
        if torn && before.ends_with(char::is_whitespace) && before.contains(char::is_alphabetic) {
            address.span.start += before.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn labels_of_links_are_no_field() {
        let raw = "Roe A. Rivers. J Trade 3, 4–9. [CrossRef] [PubMed]";
        let labels = [(Label::Pages, "4–9"), (Label::Institution, "CrossRef] [PubMed")];
        assert_eq!(assigned(raw, &labels), [(Label::Pages, "4–9")]);
        let raw = "Roe A. Rivers. J Trade 3, 4–9. Article CAS Google Scholar";
        assert_eq!(assigned(raw, &[(Label::Publisher, "Article CAS Google Scholar")]), []);
    }

    #[test]
    fn addresses_begin_with_their_scheme() {
        let raw = "Roe A. rivers/tiny. https://a.org/rivers/tiny/";
        let want = [(Label::Url, "https://a.org/rivers/tiny/")];
        assert_eq!(assigned(raw, &[(Label::Url, "rivers/tiny. https://a.org/rivers/tiny/")]), want);
        let old = [(Label::Url, "www.a.org/ http://b.org")];
        assert_eq!(assigned("www.a.org/ http://b.org", &old), old);
    }
}
